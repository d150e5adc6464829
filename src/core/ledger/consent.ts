/**
 * `consent` entries: somebody agreed to uses of what is recorded about them, agreed to other uses, or took
 * it back. Each later entry names the one it follows, so that an order written before a withdrawal was
 * known cannot undo it. Body version 1; format: `docs/formats/consent.md`.
 */
import { FieldReader, FieldWriter } from '../base/bytes.js';
import { type Day, isDay } from '../base/date.js';
import { byText, type ClaimId, parseThingId, type ThingId } from '../base/ids.js';
import { assertNever } from '../base/result.js';
import { type Audience } from '../claim/claim.js';
import { BODY_VERSION } from './bodies.js';

/**
 * `hold`: keep it at all. `share:team`: let whoever works on the dossier read it. `share:ID`: hand it to
 * that body. `publish`: let anyone read it. No use includes another.
 */
export type Use = 'hold' | 'publish' | `share:${string}`;

/** What was agreed to. */
export interface ConsentTerms {
  /** The thing, a Person or a Case, whose facts it covers. */
  readonly subject: ThingId;
  /** In code-unit order, each once. */
  readonly uses: readonly Use[];
  readonly from: Day;
  /** The last day it holds; `null`: until it is withdrawn. */
  readonly until: Day | null;
  /** In which way, and by whom when not by the person: a guardian, a relative. Nobody's standing in is assumed. */
  readonly how: string;
  /** Who wrote it down, by a code or an office. */
  readonly recordedBy: string;
}

/** Why a consent ended early. */
export const withdrawReasons = {
  'person-asked': 'the person asked',
  'stand-in-asked': 'whoever stands in for the person asked',
  danger: 'using it endangers somebody',
  mistake: 'it was not given, or not like this',
} as const;
export type WithdrawReason = keyof typeof withdrawReasons;

export function isWithdrawReason(text: string): text is WithdrawReason {
  return Object.hasOwn(withdrawReasons, text);
}

interface Named {
  /** What claims call it. */
  readonly name: ThingId;
  /** Who may read that it was given: never the public. */
  readonly audience: Audience;
}

export type ConsentBody =
  | (Named & {
      readonly action: 'give';
      /** The latest entry of this consent, whose terms these replace; `null` for the first. */
      readonly earlier: ClaimId | null;
      readonly terms: ConsentTerms;
    })
  | (Named & {
      readonly action: 'withdraw';
      /** The latest entry of this consent, as far as was known. */
      readonly earlier: ClaimId;
      /** The day the person took it back; it ends at once all the same. */
      readonly on: Day;
      readonly why: WithdrawReason;
    });

const HEX_ID = /^[0-9a-f]{64}$/;

export function parseUse(text: string): Use | null {
  if (text === 'hold' || text === 'publish') return text;
  const whom = text.startsWith('share:') ? text.slice('share:'.length) : null;
  return whom !== null && (whom === 'team' || parseThingId(whom).ok) ? `share:${whom}` : null;
}

/** In code-unit order, each once. */
export function sortedUses(uses: readonly Use[]): Use[] {
  return [...new Set(uses)].sort(byText);
}

export function consentToBytes(body: ConsentBody): Uint8Array {
  const w = new FieldWriter(BODY_VERSION).text(body.action).text(body.name).text(body.audience);
  w.text(body.earlier ?? '');
  switch (body.action) {
    case 'give': {
      const { subject, uses, from, until, how, recordedBy } = body.terms;
      w.text(subject).list(uses).text(from);
      w.text(until ?? '')
        .text(how)
        .text(recordedBy);
      break;
    }
    case 'withdraw':
      w.text(body.on).text(body.why);
      break;
    default:
      assertNever(body);
  }
  return w.finish();
}

/** Throws on bytes `consentToBytes` cannot have written: that is damage. */
export function consentFromBytes(bytes: Uint8Array): ConsentBody {
  const r = new FieldReader(bytes);
  if (r.version !== BODY_VERSION) throw new Error(`Damaged or newer consent: version ${r.version}`);
  const action = r.text();
  const name = idFrom(r);
  const audience = audienceFrom(r.text());
  const earlier = r.text();
  if (earlier !== '' && !HEX_ID.test(earlier)) throw new Error('Damaged consent: it follows no id');
  if (action === 'give') {
    const terms = termsFrom(r);
    r.end();
    return { action, name, audience, earlier: earlier === '' ? null : earlier, terms };
  }
  if (action !== 'withdraw' || earlier === '') throw new Error('Damaged consent: no such action');
  const on = dayFrom(r.text());
  const why = r.text();
  r.end();
  if (!isWithdrawReason(why)) throw new Error('Damaged consent: no such reason');
  return { action, name, audience, earlier, on, why };
}

function termsFrom(r: FieldReader): ConsentTerms {
  const subject = idFrom(r);
  const uses = r.list().map((text) => {
    const use = parseUse(text);
    if (use === null) throw new Error('Damaged consent: no such use');
    return use;
  });
  const sorted = sortedUses(uses);
  if (sorted.length !== uses.length || sorted.some((use, i) => use !== uses[i]))
    throw new Error('Damaged consent: its uses are not in order');
  const from = dayFrom(r.text());
  const until = r.text();
  const [how, recordedBy] = [r.text(), r.text()];
  return { subject, uses, from, until: until === '' ? null : dayFrom(until), how, recordedBy };
}

function idFrom(r: FieldReader): ThingId {
  const id = parseThingId(r.text());
  if (!id.ok) throw new Error('Damaged consent: an id is none');
  return id.value;
}

function dayFrom(text: string): Day {
  if (!isDay(text)) throw new Error('Damaged consent: no such day');
  return text;
}

function audienceFrom(text: string): Audience {
  if (text === 'team') return text;
  if (text.startsWith('restricted:')) return `restricted:${text.slice('restricted:'.length)}`;
  throw new Error('Damaged consent: no such audience');
}
