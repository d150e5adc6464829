/**
 * `find` entries: what a person decided about a rule, or one element of it, on an event, with what the record
 * said when they did. Later changes of the record make it stale; they never change it. Body version 1; format:
 * `docs/formats/findings.md`.
 */
import { FieldReader, FieldWriter } from '../base/bytes.js';
import { type ClaimId, parseThingId, type ThingId } from '../base/ids.js';
import { type Audience } from '../claim/claim.js';
import { BODY_VERSION, isAudience } from './bodies.js';

export const decisions = ['met', 'not-met', 'undecided'] as const;
export type DecisionWord = (typeof decisions)[number];

/** How sure whoever decided is; `unstated` when they did not say. */
export const confidences = ['high', 'moderate', 'low', 'unstated'] as const;
export type Confidence = (typeof confidences)[number];

/** The claims one element rested on when it was decided. */
export interface FindInput {
  readonly element: string;
  /** What the rule read from them. */
  readonly computed: string;
  readonly for: readonly ClaimId[];
  readonly against: readonly ClaimId[];
  /** General knowledge: decides nothing for the rule, and whoever decides may weigh it. */
  readonly unverified: readonly ClaimId[];
}

export interface FindBody {
  readonly audience: Audience;
  readonly event: ThingId;
  readonly rule: string;
  readonly version: string;
  /** Whose duty it is. */
  readonly state: ThingId;
  /** The element decided; `null`: the rule as a whole. */
  readonly element: string | null;
  /** Whether the State was bound, as it was answered then: `yes`, `no`, `undecided`. */
  readonly bound: string;
  /** What the rule gave as a whole. */
  readonly computed: string;
  readonly inputs: readonly FindInput[];
  readonly decision: DecisionWord;
  readonly confidence: Confidence;
  readonly why: string;
}

export function isDecision(text: string): text is DecisionWord {
  return decisions.some((word) => word === text);
}

export function isConfidence(text: string): text is Confidence {
  return confidences.some((word) => word === text);
}

/** Every claim it names, each once. */
export function inputClaims({ inputs }: Pick<FindBody, 'inputs'>): ClaimId[] {
  return [...new Set(inputs.flatMap((one) => [...one.for, ...one.against, ...one.unverified]))];
}

export function findToBytes(body: FindBody): Uint8Array {
  const w = new FieldWriter(BODY_VERSION).text(body.audience).text(body.event);
  w.text(body.rule).text(body.version).text(body.state);
  w.text(body.element ?? '')
    .text(body.bound)
    .text(body.computed);
  w.text(body.decision).text(body.confidence).text(body.why).text(String(body.inputs.length));
  for (const one of body.inputs)
    w.text(one.element).text(one.computed).list(one.for).list(one.against).list(one.unverified);
  return w.finish();
}

/** Throws on bytes `findToBytes` cannot have written: that is damage. */
export function findFromBytes(bytes: Uint8Array): FindBody {
  const r = new FieldReader(bytes);
  if (r.version !== BODY_VERSION) throw new Error(`Damaged or newer finding: version ${r.version}`);
  const audience = r.text();
  if (!isAudience(audience)) throw new Error('Damaged finding: no such audience');
  const event = idFrom(r);
  const [rule, version] = [wordFrom(r), wordFrom(r)];
  const state = idFrom(r);
  const [element, bound, computed] = [r.text(), wordFrom(r), wordFrom(r)];
  const [decision, confidence, why] = [r.text(), r.text(), r.text()];
  if (!isDecision(decision) || !isConfidence(confidence))
    throw new Error('Damaged finding: no such decision');
  if (why.trim() === '') throw new Error('Damaged finding: it does not say why');
  const count = r.text();
  if (!/^(?:0|[1-9]\d{0,2})$/.test(count)) throw new Error('Damaged finding: no count of elements');
  const inputs = Array.from({ length: Number(count) }, () => inputFrom(r));
  r.end();
  if (element !== '' && !inputs.some((one) => one.element === element))
    throw new Error('Damaged finding: what it decides is not among its elements');
  const about = { audience, event, rule, version, state, element: element === '' ? null : element };
  return { ...about, bound, computed, inputs, decision, confidence, why };
}

function inputFrom(r: FieldReader): FindInput {
  const [element, computed] = [wordFrom(r), wordFrom(r)];
  return { element, computed, for: claimsFrom(r), against: claimsFrom(r), unverified: claimsFrom(r) };
}

const HEX_ID = /^[0-9a-f]{64}$/;

function claimsFrom(r: FieldReader): ClaimId[] {
  const ids = r.list();
  if (!ids.every((id) => HEX_ID.test(id))) throw new Error('Damaged finding: a claim it names is no id');
  return ids;
}

function wordFrom(r: FieldReader): string {
  const text = r.text();
  if (text === '') throw new Error('Damaged finding: a field is empty');
  return text;
}

function idFrom(r: FieldReader): ThingId {
  const id = parseThingId(r.text());
  if (!id.ok) throw new Error('Damaged finding: an id is none');
  return id.value;
}
