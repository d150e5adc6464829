/**
 * `export` entries: that a copy of claims was taken out, in which form, as of which entry and how many; the
 * entry itself says who and when. Never what they say. Body version 1; format: `docs/formats/bytes.md`.
 */
import { FieldReader, FieldWriter } from '../base/bytes.js';
import { BODY_VERSION } from './bodies.js';

export const exportForms = ['jsonl', 'csv', 'ftm', 'huridocs'] as const;
export type ExportForm = (typeof exportForms)[number];

export interface ExportBody {
  readonly form: ExportForm;
  /** The last entry it reflects. */
  readonly seq: number;
  readonly claims: number;
}

export function exportToBytes({ form, seq, claims }: ExportBody): Uint8Array {
  return new FieldWriter(BODY_VERSION).text(form).text(String(seq)).text(String(claims)).finish();
}

/** Throws on bytes `exportToBytes` cannot have written: that is damage. */
export function exportFromBytes(bytes: Uint8Array): ExportBody {
  const r = new FieldReader(bytes);
  if (r.version !== BODY_VERSION) throw new Error(`Damaged or newer export: version ${r.version}`);
  const named = r.text();
  const form = exportForms.find((one) => one === named);
  const [seq, claims] = [r.text(), r.text()].map((text) =>
    /^(?:0|[1-9]\d{0,14})$/.test(text) ? Number(text) : null,
  );
  r.end();
  if (form === undefined || seq === null || claims === null || seq === undefined || claims === undefined)
    throw new Error('Damaged export: no such form or count');
  return { form, seq, claims };
}
