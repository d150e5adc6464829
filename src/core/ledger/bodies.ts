/**
 * What entries other than claims say, as canonical bytes: version 1, fields in the order written here.
 * An amendment changes how a claim stands and never the claim. Format: `docs/formats/bytes.md`.
 */
import { FieldReader, FieldWriter } from '../base/bytes.js';
import { type EdtfDate, parseDate } from '../base/date.js';
import { type ClaimId } from '../base/ids.js';
import { unwrap } from '../base/result.js';
import { type Audience } from '../claim/claim.js';
import { type DossierInfo, type IndependenceJudgement } from '../view/thing.js';

export const BODY_VERSION = 1;

/**
 * `retract`: recorded in error. `correct`: another claim says it rightly. `dispute`: somebody objects.
 * `reinstate`: an earlier amendment was wrong. The latest amendment decides.
 */
export type AmendAction = 'retract' | 'correct' | 'dispute' | 'reinstate';

/** Of a public claim: for the team alone from now on, and of the past as well. How it stands stays as it is. */
export type Narrowing = 'narrow';

/** `amend`: what becomes of an earlier claim or judgement. */
export interface AmendBody {
  /** Id of the claim or judgement amended. */
  readonly target: ClaimId;
  readonly action: AmendAction | Narrowing;
  /** The claim that says it rightly; set exactly when the action is `correct`. */
  readonly replacement: ClaimId | null;
  readonly why: string;
}

/** `judge`: a person's decision with its reason. */
export interface JudgeBody {
  readonly kind: 'independence';
  readonly audience: Audience;
  readonly judgement: IndependenceJudgement;
}

const HEX_ID = /^[0-9a-f]{64}$/;

export function amendToBytes(body: AmendBody): Uint8Array {
  if ((body.action === 'correct') !== (body.replacement !== null))
    throw new Error('A correction names its replacement, and nothing else does');
  return new FieldWriter(BODY_VERSION)
    .text(body.target)
    .text(body.action)
    .text(body.replacement ?? '')
    .text(body.why)
    .finish();
}

/** Throws on bytes `amendToBytes` cannot have written: that is damage. */
export function amendFromBytes(bytes: Uint8Array): AmendBody {
  const r = reader(bytes, 'amendment');
  const target = r.text();
  const action = r.text();
  const replacement = r.text();
  const why = r.text();
  r.end();
  if (!HEX_ID.test(target)) throw new Error('Damaged amendment: its target is no id');
  if (!isAmendAction(action)) throw new Error('Damaged amendment: no such action');
  if ((action === 'correct') !== HEX_ID.test(replacement) || (action !== 'correct' && replacement !== ''))
    throw new Error('Damaged amendment: its replacement does not fit its action');
  return { target, action, replacement: replacement === '' ? null : replacement, why };
}

function isAmendAction(text: string): text is AmendAction | Narrowing {
  return ['retract', 'correct', 'dispute', 'reinstate', 'narrow'].includes(text);
}

export function judgeToBytes(body: JudgeBody): Uint8Array {
  const { about, origins, by, why } = body.judgement;
  return new FieldWriter(BODY_VERSION)
    .text(body.kind)
    .text(body.audience)
    .text(about)
    .list(origins)
    .text(by)
    .text(why)
    .finish();
}

/** Throws on bytes `judgeToBytes` cannot have written: that is damage. */
export function judgeFromBytes(bytes: Uint8Array): JudgeBody {
  const r = reader(bytes, 'judgement');
  const kind = r.text();
  if (kind !== 'independence') throw new Error('Damaged or newer judgement: no such kind');
  const audience = r.text();
  if (!isAudience(audience)) throw new Error('Damaged judgement: no such audience');
  const judgement = { about: r.text(), origins: r.list(), by: r.text(), why: r.text() };
  r.end();
  return { kind, audience, judgement };
}

export function isAudience(text: string): text is Audience {
  return text === 'public' || text === 'team' || text === 'sealed' || text.startsWith('restricted:');
}

/** `config`: what a dossier says of itself; the latest counts. */
export function dossierToBytes(info: DossierInfo): Uint8Array {
  return new FieldWriter(BODY_VERSION)
    .text(info.id)
    .text(info.title.en)
    .text(info.title.ko)
    .text(info.summary.en)
    .text(info.summary.ko)
    .list(info.returningStates)
    .list(info.originStates)
    .text(info.period?.edtf ?? '')
    .text(info.invented ? 'invented' : 'real')
    .finish();
}

/** Throws on bytes `dossierToBytes` cannot have written: that is damage. */
export function dossierFromBytes(bytes: Uint8Array): DossierInfo {
  const r = reader(bytes, 'dossier');
  const id = r.text();
  const title = { en: r.text(), ko: r.text() };
  const summary = { en: r.text(), ko: r.text() };
  const returningStates = r.list();
  const originStates = r.list();
  const period = periodFrom(r.text());
  const nature = r.text();
  r.end();
  if (nature !== 'invented' && nature !== 'real')
    throw new Error('Damaged dossier: neither real nor invented');
  return { id, title, summary, returningStates, originStates, period, invented: nature === 'invented' };
}

function periodFrom(edtf: string): EdtfDate | null {
  return edtf === '' ? null : unwrap(parseDate(edtf));
}

function reader(bytes: Uint8Array, what: string): FieldReader {
  const r = new FieldReader(bytes);
  if (r.version !== BODY_VERSION) throw new Error(`Damaged or newer ${what}: version ${r.version}`);
  return r;
}
