/**
 * `export` entries of forms: that one was handed out, by whom (the entry's actor) and when, for
 * which body and with how many claims. Never what it said, nor whom it was about. Body version 1; format:
 * `docs/formats/form.md`.
 */
import { FieldReader, FieldWriter } from '../base/bytes.js';
import { BODY_VERSION } from './bodies.js';

export const handOutFormats = ['docx', 'pdf', 'json'] as const;
export type HandOutFormat = (typeof handOutFormats)[number];

export interface HandOutBody {
  /** The form's id. */
  readonly form: string;
  /** What consents call the body. */
  readonly to: string;
  readonly format: HandOutFormat;
  readonly lang: string;
  /** The last entry the form reflects. */
  readonly upTo: number;
  /** How many claims are in it. */
  readonly claims: number;
}

/** The first field: a copy of the record has its own format there. */
const FORM = 'form';

/** Whether an `export` body tells of a form rather than of a copy of the record. */
export function isHandOut(bytes: Uint8Array): boolean {
  return new FieldReader(bytes).text() === FORM;
}

export function handOutToBytes(body: HandOutBody): Uint8Array {
  const { form, to, format, lang, upTo, claims } = body;
  return new FieldWriter(BODY_VERSION)
    .text(FORM)
    .text(form)
    .text(to)
    .text(format)
    .text(lang)
    .text(String(upTo))
    .text(String(claims))
    .finish();
}

/** Throws on bytes `handOutToBytes` cannot have written: that is damage. */
export function handOutFromBytes(bytes: Uint8Array): HandOutBody {
  const r = new FieldReader(bytes);
  if (r.version !== BODY_VERSION) throw new Error(`Damaged or newer export: version ${r.version}`);
  const [kind, form, to, said, lang] = [r.text(), r.text(), r.text(), r.text(), r.text()];
  const format = handOutFormats.find((one) => one === said);
  const [upTo, claims] = [countFrom(r.text()), countFrom(r.text())];
  r.end();
  if (kind !== FORM || format === undefined || form === '' || to === '')
    throw new Error('Damaged export: a field is not what it should be');
  return { form, to, format, lang, upTo, claims };
}

function countFrom(text: string): number {
  if (!/^(?:0|[1-9]\d{0,14})$/.test(text)) throw new Error('Damaged export: no count');
  return Number(text);
}
