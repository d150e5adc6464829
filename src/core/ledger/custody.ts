/**
 * `custody` entries: what happened to an item of evidence since it came to us. An item is one file, as
 * the file of one source, for one audience. Each later entry names the one it follows, so that two people
 * cannot both have it, and no event slips in between. Body version 1; format: `docs/formats/evidence.md`.
 */
import { FieldReader, FieldWriter } from '../base/bytes.js';
import { type Day, isDay } from '../base/date.js';
import { type ClaimId, parseThingId, type ThingId } from '../base/ids.js';
import { type Audience } from '../claim/claim.js';
import { BODY_VERSION, isAudience } from './bodies.js';

/** What can happen to an item; nothing else is recorded of it. */
export const custodyActions = {
  received: 'received',
  transferred: 'handed on',
  copied: 'copied',
  opened: 'opened',
  verified: 'checked against its hash',
  stamped: 'given a proof of time',
} as const;
export type CustodyAction = keyof typeof custodyActions;

export function isCustodyAction(text: string): text is CustodyAction {
  return Object.hasOwn(custodyActions, text);
}

/** `rfc3161`: a time-stamp token. `opentimestamps`: a proof file of that name. */
export type StampKind = 'rfc3161' | 'opentimestamps';

export interface Stamp {
  readonly kind: StampKind;
  /** The proof as it was given, at most `STAMP_MAX` bytes. */
  readonly bytes: Uint8Array;
}

export interface CustodyItem {
  /** SHA-256 of the bytes, 64 hexadecimal digits. */
  readonly file: string;
  /** The Source whose file it is. */
  readonly source: ThingId;
  /** Who may read that it is held: never the public, because the chain names people. */
  readonly audience: Audience;
}

export interface CustodyBody extends CustodyItem {
  readonly action: CustodyAction;
  /** The latest entry of this item; `null` for its first receipt. */
  readonly earlier: ClaimId | null;
  /** The day it happened, in UTC. */
  readonly on: Day;
  /** From whom it was received, or to whom it was handed on; a code, an office or a body, else empty. */
  readonly party: string;
  /** In which way, and anything else that a court would ask. */
  readonly how: string;
  /** What whoever gave it called the file: kept as said, and never used as a path. Of a receipt. */
  readonly name: string;
  /** Of `stamped`. */
  readonly stamp: Stamp | null;
}

export const STAMP_MAX = 65_536;

const HEX_ID = /^[0-9a-f]{64}$/;

export function custodyToBytes(body: CustodyBody): Uint8Array {
  if ((body.action === 'stamped') !== (body.stamp !== null))
    throw new Error('A stamp brings its proof, and nothing else does');
  return new FieldWriter(BODY_VERSION)
    .text(body.action)
    .text(body.file)
    .text(body.source)
    .text(body.audience)
    .text(body.earlier ?? '')
    .text(body.on)
    .text(body.party)
    .text(body.how)
    .text(body.name)
    .text(body.stamp?.kind ?? '')
    .bytes(body.stamp?.bytes ?? new Uint8Array())
    .finish();
}

/** Throws on bytes `custodyToBytes` cannot have written: that is damage. */
export function custodyFromBytes(bytes: Uint8Array): CustodyBody {
  const r = new FieldReader(bytes);
  if (r.version !== BODY_VERSION) throw new Error(`Damaged or newer custody: version ${r.version}`);
  const action = r.text();
  const file = r.text();
  const source = r.text();
  const audience = r.text();
  const earlier = r.text();
  const on = r.text();
  const [party, how, name] = [r.text(), r.text(), r.text()];
  const stamp = stampFrom(r.text(), r.bytes());
  r.end();
  if (!isCustodyAction(action)) throw new Error('Damaged custody: no such action');
  if (!HEX_ID.test(file) || !parseThingId(source).ok) throw new Error('Damaged custody: it names no item');
  if (!isAudience(audience) || audience === 'public') throw new Error('Damaged custody: no such audience');
  if (earlier !== '' && !HEX_ID.test(earlier)) throw new Error('Damaged custody: it follows no id');
  if (!isDay(on)) throw new Error('Damaged custody: no such day');
  if ((action === 'stamped') !== (stamp !== null)) throw new Error('Damaged custody: its proof does not fit');
  const item = { file, source, audience };
  return { ...item, action, earlier: earlier === '' ? null : earlier, on, party, how, name, stamp };
}

function stampFrom(kind: string, bytes: Uint8Array): Stamp | null {
  if (kind === '' && bytes.length === 0) return null;
  if ((kind === 'rfc3161' || kind === 'opentimestamps') && bytes.length > 0 && bytes.length <= STAMP_MAX)
    return { kind, bytes };
  throw new Error('Damaged custody: no such proof');
}
