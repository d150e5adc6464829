/** Form fields and table columns, derived from the model: nothing else lists properties. */
import { type Label } from '../base/language.js';
import { codeLists, type Term } from './codes.js';
import { type PropertyDef } from './define.js';
import { model, type TypeName } from './model.js';

/** What a form offers for a property. */
export interface FormField {
  readonly name: string;
  readonly label: Label;
  /** One sentence under the field. */
  readonly help: string;
  readonly kind: PropertyDef['value'];
  /** For a code: its terms in the order of the list. */
  readonly options: readonly { readonly value: string; readonly label: Label }[];
  /** For a reference: the types it may name; empty means any. */
  readonly to: readonly string[];
  /** Several values are normal. */
  readonly many: boolean;
  /** About a living person: never public by default. */
  readonly personal: boolean;
}

/** The fields of a type, in the order of the model. */
export function formFields(type: TypeName): FormField[] {
  return Object.entries(model[type].properties).map(([name, property]) => ({
    name,
    label: property.label,
    help: property.help,
    kind: property.value,
    options: termsOf(property).map(([value, { en, ko }]) => ({ value, label: { en, ko } })),
    to: property.to ?? [],
    many: property.many === true,
    personal: property.personal === true,
  }));
}

/** The terms of a code property; none for any other. */
export function termsOf(property: PropertyDef): (readonly [string, Term])[] {
  if (property.codes === undefined || !Object.hasOwn(codeLists, property.codes)) return [];
  const lists: Readonly<Record<string, Readonly<Record<string, Term>>>> = codeLists;
  return Object.entries(lists[property.codes] ?? {});
}

/** Parts of a value that need a column of their own, by kind. */
const parts: Readonly<Record<PropertyDef['value'], readonly string[]>> = {
  text: ['lang'],
  date: [],
  figure: ['unit', 'scope'],
  point: ['lat', 'lon', 'precision'],
  ref: [],
  code: [],
  file: [],
  url: ['read'],
};

/** Columns that say who claims it, where and how; the same for every type. A type may have a property `source`, so these carry a prefix. */
export const claimColumns = [
  'claim.source',
  'claim.accordingTo',
  'claim.said',
  'claim.page',
  'claim.paragraph',
  'claim.time',
  'claim.stance',
  'claim.credibility',
  'claim.basis',
  'claim.audience',
  'claim.note',
] as const;

/**
 * Header of a table of one type: the thing, each property with its parts (`figure`, `figure.unit`),
 * then the claim columns. Coordinates have no column of their own, only their parts.
 */
export function csvHeaders(type: TypeName): string[] {
  const columns = Object.entries(model[type].properties).flatMap(([name, { value }]) => [
    ...(value === 'point' ? [] : [name]),
    ...parts[value].map((part) => `${name}.${part}`),
  ]);
  return ['thing', ...columns, ...claimColumns];
}
