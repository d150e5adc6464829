/**
 * What an erasure says of itself: which entry, a coded reason, and who could read what is gone: they alone
 * see that it was. Free text would outlive what it explains, so there is none. Format: `docs/formats/bytes.md`.
 */
import { FieldReader, FieldWriter } from '../base/bytes.js';
import { type Audience } from '../claim/claim.js';
import { BODY_VERSION, isAudience } from './bodies.js';

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
  /** Who could read it; `null` where that is not known, as in every body of version 1. */
  readonly audience: Audience | null;
}

/** Version 1 says no audience. */
const WITH_AUDIENCE = 2;

export function eraseToBytes({ seq, reason, audience }: EraseBody): Uint8Array {
  const w = new FieldWriter(audience === null ? BODY_VERSION : WITH_AUDIENCE).text(String(seq)).text(reason);
  return audience === null ? w.finish() : w.text(audience).finish();
}

/** Throws on bytes `eraseToBytes` cannot have written: that is damage. */
export function eraseFromBytes(bytes: Uint8Array): EraseBody {
  const r = new FieldReader(bytes);
  if (r.version !== BODY_VERSION && r.version !== WITH_AUDIENCE)
    throw new Error(`Damaged or newer erasure: version ${r.version}`);
  const seq = r.text();
  const reason = r.text();
  const audience = r.version === WITH_AUDIENCE ? r.text() : null;
  r.end();
  if (!/^(0|[1-9]\d{0,14})$/.test(seq)) throw new Error('Damaged erasure: its entry is no number');
  if (!isEraseReason(reason)) throw new Error('Damaged erasure: no such reason');
  if (audience !== null && !isAudience(audience)) throw new Error('Damaged erasure: no such audience');
  return { seq: Number(seq), reason, audience };
}
