/**
 * What an erasure says of itself: which entry, and a coded reason. Free text would outlive what it
 * explains, so there is none. Body version 1; format: `docs/formats/bytes.md`.
 */
import { FieldReader, FieldWriter } from '../base/bytes.js';
import { BODY_VERSION } from './bodies.js';

/** Why an entry may be erased. */
export const eraseReasons = {
  'person-asked': 'the person it is about asked',
  'family-asked': 'the family of the person it is about asked',
  'consent-withdrawn': 'consent was withdrawn, or ran out',
  danger: 'keeping it endangers somebody',
  mistake: 'it should never have been recorded',
  order: 'a court or an authority ordered it',
  'no-longer-needed': 'it is no longer needed for what it was held for',
} as const;
export type EraseReason = keyof typeof eraseReasons;

export function isEraseReason(text: string): text is EraseReason {
  return Object.hasOwn(eraseReasons, text);
}

export interface EraseBody {
  /** Position of the erased entry in the log. */
  readonly seq: number;
  readonly reason: EraseReason;
}

export function eraseToBytes({ seq, reason }: EraseBody): Uint8Array {
  return new FieldWriter(BODY_VERSION).text(String(seq)).text(reason).finish();
}

/** Throws on bytes `eraseToBytes` cannot have written: that is damage. */
export function eraseFromBytes(bytes: Uint8Array): EraseBody {
  const r = new FieldReader(bytes);
  if (r.version !== BODY_VERSION) throw new Error(`Damaged or newer erasure: version ${r.version}`);
  const seq = r.text();
  const reason = r.text();
  r.end();
  if (!/^(0|[1-9]\d{0,14})$/.test(seq)) throw new Error('Damaged erasure: its entry is no number');
  if (!isEraseReason(reason)) throw new Error('Damaged erasure: no such reason');
  return { seq: Number(seq), reason };
}
