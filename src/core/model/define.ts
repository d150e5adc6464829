/** The small language in which the vocabulary is declared: types, properties, code lists. */
import { type Label } from '../base/language.js';
import { type ValueKind } from './value.js';

export interface PropertyDef {
  readonly value: Exclude<ValueKind, 'unknown'>;
  readonly label: Label;
  /** One sentence for forms and the docs page. */
  readonly help: string;
  /** Name of the code list, for `code` values. */
  readonly codes?: string;
  /** Types a `ref` may point at; absent means any. */
  readonly to?: readonly string[];
  /** Several standing values are normal (names, places), not a contradiction. */
  readonly many?: boolean;
  /** About a living person: needs consent or an office, and is never public by default. */
  readonly personal?: boolean;
}

export interface TypeDef {
  readonly label: Label;
  readonly plural: Label;
  readonly help: string;
  /** Property that names the thing in lists. */
  readonly title: string;
  readonly properties: Readonly<Record<string, PropertyDef>>;
}

type More = Omit<PropertyDef, 'value' | 'label' | 'help' | 'codes' | 'to'>;

export const label = (en: string, ko: string): Label => ({ en, ko });

const property =
  (value: PropertyDef['value']) =>
  (en: string, ko: string, help: string, more: More = {}): PropertyDef => ({
    value,
    label: label(en, ko),
    help,
    ...more,
  });

export const text = property('text');
export const date = property('date');
export const figure = property('figure');
export const point = property('point');
export const url = property('url');
export const file = property('file');

export function code(codes: string, en: string, ko: string, help: string, more: More = {}): PropertyDef {
  return { value: 'code', codes, label: label(en, ko), help, ...more };
}

export function ref(
  to: readonly string[],
  en: string,
  ko: string,
  help: string,
  more: More = {},
): PropertyDef {
  return { value: 'ref', to, label: label(en, ko), help, ...more };
}

export const many: More = { many: true };
export const personal: More = { personal: true };
export const manyPersonal: More = { many: true, personal: true };
