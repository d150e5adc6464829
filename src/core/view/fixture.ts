/**
 * Case files from terse literals, for tests of pure functions. Invented content only; nothing but
 * tests imports this. One call of `says` is one source saying things about one thing.
 */
import { parseDate } from '../base/date.js';
import { type Figure, type Qualifier } from '../base/figure.js';
import { type ThingId } from '../base/ids.js';
import { assertNever, unwrap } from '../base/result.js';
import { type Basis, type Claim, type Stance } from '../claim/claim.js';
import { model, type TypeName } from '../model/model.js';
import { type Value } from '../model/value.js';
import { type CaseFile, type DossierInfo, type HeldClaim, type Thing } from './thing.js';

type Literal = string | number | Figure;

export interface SaysMore {
  readonly accordingTo?: readonly ThingId[];
  readonly said?: string;
  readonly stance?: Stance;
  readonly basis?: Basis;
}

/** What one source says of one thing: `says('wire', 'Event', 'E-1', { date: '2031-05-02', figure: '>500' })`. */
export function says(
  source: ThingId,
  thing: readonly [TypeName, ThingId],
  props: Readonly<Record<string, Literal | readonly Literal[]>>,
  more: SaysMore = {},
): Claim[] {
  const [type, id] = thing;
  return Object.entries(props).flatMap(([property, given]) =>
    (Array.isArray(given) ? given : [given]).map((literal: Literal): Claim => ({
      thing: { type, id },
      property,
      value: valueOf(type, property, literal),
      source,
      accordingTo: more.accordingTo ?? [],
      locator: {},
      stance: more.stance ?? 'asserts',
      said: more.said === undefined ? null : unwrap(parseDate(more.said)),
      credibility: { source: 'F', information: '6' },
      audience: 'public',
      consent: null,
      basis: more.basis ?? 'read',
      note: '',
    })),
  );
}

function valueOf(type: TypeName, property: string, literal: Literal): Value {
  const def = model[type].properties[property];
  if (def === undefined) throw new Error(`${type} has no property ${property}`);
  const text = typeof literal === 'object' ? literal.words : String(literal);
  switch (def.value) {
    case 'text':
      return { kind: 'text', text, lang: 'en' };
    case 'date':
      return { kind: 'date', date: unwrap(parseDate(text)) };
    case 'figure':
      return { kind: 'figure', figure: typeof literal === 'object' ? literal : fig(text) };
    case 'ref':
      return { kind: 'ref', id: text };
    case 'code':
      return { kind: 'code', term: text };
    case 'url':
      return { kind: 'url', url: text, read: null };
    case 'point':
    case 'file':
      throw new Error(`The fixture cannot write a ${def.value}`);
    default:
      return assertNever(def.value);
  }
}

/**
 * A figure from a short hand: `600`, `~200` about, `>500` more than, `>=80` at least, `<=600` up
 * to, `50-60` between, `hundreds`. The rest of the text is its scope: `>=28 women`.
 */
export function fig(short: string, unit = 'persons'): Figure {
  const match = /^(~|>=|<=|>|)(\d+)(?:-(\d+))?(?: (.+))?$/.exec(short);
  if (match === null) return { ...figure(200, 999, 'vague', 'hundreds'), unit };
  const [, mark = '', first = '', last, scope = ''] = match;
  const n = Number(first);
  const made =
    last !== undefined
      ? figure(n, Number(last), 'between', `${first} to ${last}`)
      : mark === '~'
        ? { ...figure(n, n, 'about', `about ${first}`), best: n }
        : mark === '>='
          ? figure(n, null, 'at-least', `at least ${first}`)
          : mark === '>'
            ? figure(n + 1, null, 'more-than', `more than ${first}`)
            : mark === '<='
              ? figure(null, n, 'up-to', `up to ${first}`)
              : { ...figure(n, n, n > 0 && n % 100 === 0 ? 'rounded' : 'exact', first), best: n };
  return { ...made, unit, scope };
}

function figure(low: number | null, high: number | null, qualifier: Qualifier, words: string): Figure {
  return { low, high, best: null, qualifier, words, unit: 'persons', scope: '' };
}

/** Folds claims into a case file recorded at one instant, in the order given. */
export function caseFile(claims: readonly Claim[], info: Partial<DossierInfo> = {}): CaseFile {
  const things = new Map<ThingId, { type: TypeName; id: ThingId; claims: HeldClaim[] }>();
  for (const [seq, claim] of claims.entries()) {
    const thing = things.get(claim.thing.id) ?? { ...claim.thing, claims: [] };
    things.set(claim.thing.id, thing);
    thing.claims.push({
      id: seq.toString(16).padStart(64, '0'),
      seq,
      at: RECORDED,
      actor: 'fixture',
      claim,
      standing: 'stands',
      amendedBy: [],
    });
  }
  const folded: ReadonlyMap<ThingId, Thing> = things;
  return {
    dossier: {
      id: 'invented',
      title: { en: 'Invented', ko: '지어낸 사건' },
      summary: { en: '', ko: '' },
      returningStates: [],
      originStates: [],
      period: null,
      invented: true,
      ...info,
    },
    seq: claims.length - 1,
    asOf: claims.length === 0 ? null : RECORDED,
    things: folded,
    judgements: [],
    decided: [],
  };
}

const RECORDED = '2040-01-01T00:00:00.000Z';
