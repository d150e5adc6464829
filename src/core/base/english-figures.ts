/**
 * The grammar of figures in English: qualifiers, a number, range, vague or presence word, and what
 * is counted. It matches a phrase at a token; what the phrase means is `figure-reading`.
 */
import { countedAt } from './english-nouns.js';
import { numberAt, stepOf, type Token } from './english-numbers.js';
import { afterwards, fillers, nones, phraseAt, presences, qualifiers, someOf } from './english-phrases.js';
import { type Core, type FigureMatch, type Hedge, vagueOf } from './figure-reading.js';

/** Nobody puts more before a number; a text that does is not read further. */
const mostQualifiers = 6;

export interface EnglishMatch extends FigureMatch {
  /** Token indexes of the whole match, what is counted included; end exclusive. */
  readonly next: number;
  /** Index of the token that starts the number or word itself. */
  readonly coreAt: number;
  /** Index of the token after it. */
  readonly coreEnd: number;
  /** Written in digits, which alone may stand without a noun. */
  readonly digits: boolean;
}

/** The longest figure phrase that starts at token `i`, or `null`. */
export function englishFigureAt(tokens: readonly Token[], i: number): EnglishMatch | null {
  const { at, found } = qualifiersAt(tokens, i);
  const body = bodyAt(tokens, at, found) ?? (found.includes('about') ? bodyAt(tokens, i, []) : null);
  if (body === null) return null;
  const hedges = body.hedges ?? found;
  const end = postAt(tokens, body.next);
  const one = body.core.kind === 'none' || (body.core.kind === 'number' && body.core.value === 1);
  const counted = countedAt(tokens, end.at, one);
  const late = counted === null ? end : postAt(tokens, counted.to);
  const said = counted !== null && late.found.length > 0 ? late.at : end.at;
  const first = tokens[i];
  const last = tokens[said - 1];
  if (first === undefined || last === undefined) return null;
  const [from, to] = counted === null ? [] : [tokens[counted.from], tokens[counted.to - 1]];
  return {
    start: first.start,
    end: last.end,
    core: body.core,
    hedges: [...hedges, ...end.found, ...(counted === null ? [] : late.found)],
    unit: counted?.unit ?? 'persons',
    counts: from === undefined || to === undefined ? null : { start: from.start, end: to.end },
    next: Math.max(said, counted?.to ?? 0),
    coreAt: body.coreAt,
    coreEnd: body.next,
    digits: body.digits,
  };
}

function qualifiersAt(tokens: readonly Token[], i: number): { at: number; found: Hedge[] } {
  const found: Hedge[] = [];
  let at = i;
  for (let steps = 0; steps < mostQualifiers; steps++) {
    const hedge = phraseAt(qualifiers, tokens, at);
    const next = hedge ?? phraseAt(fillers, tokens, at);
    if (next === null) break;
    if (hedge !== null) found.push(hedge.value);
    at = next.next;
  }
  return { at, found };
}

interface Body {
  readonly core: Core;
  readonly next: number;
  readonly coreAt: number;
  readonly digits: boolean;
  /** Replaces the qualifiers read so far when they were part of a two-sided range. */
  readonly hedges?: readonly Hedge[];
}

function bodyAt(tokens: readonly Token[], at: number, found: readonly Hedge[]): Body | null {
  const between = rangeAt(tokens, at);
  if (between !== null) return between;
  const vague = vagueAt(tokens, at);
  if (vague !== null) return vague;
  const number = numberAt(tokens, at);
  if (number !== null)
    return (
      twoSided(tokens, number, found) ?? {
        core: { kind: 'number', value: number.value },
        next: number.next,
        coreAt: at,
        digits: number.digits,
      }
    );
  if (found.length > 0) return null;
  const presence = phraseAt(presences, tokens, at);
  if (presence !== null)
    return { core: { kind: 'presence' }, next: presence.next, coreAt: at, digits: false };
  const none = phraseAt(nones, tokens, at);
  return none === null ? null : { core: { kind: 'none' }, next: none.next, coreAt: at, digits: false };
}

/** "between 500 and 600", "from 500 to 600", "500-600", "five or six". */
function rangeAt(tokens: readonly Token[], at: number): Body | null {
  const lead = tokens[at]?.word;
  const start = lead === 'between' || lead === 'from' ? at + 1 : at;
  const first = qualifiersAt(tokens, start).at;
  const low = numberAt(tokens, first);
  if (low === null) return null;
  const joint = tokens[low.next]?.word ?? '';
  const joined =
    lead === 'between' && start > at ? ['and', 'to', '-', '–', '—'] : ['to', 'or', '-', '–', '—', '~', '‑'];
  if (!joined.includes(joint)) return null;
  const high = numberAt(tokens, low.next + 1);
  if (high === null) return null;
  // In "five to six hundred" the scale belongs to both.
  const step = stepOf(tokens[high.next - 1]?.word) ?? 1;
  const least = low.value < 100 && step > 1 && low.value < high.value / step ? low.value * step : low.value;
  if (least >= high.value) return null;
  return {
    core: { kind: 'range', low: least, high: high.value },
    next: high.next,
    coreAt: first,
    digits: low.digits,
  };
}

/** "at least 500 but fewer than 600", "at least 500 and possibly as many as 600". */
function twoSided(
  tokens: readonly Token[],
  low: { readonly value: number; readonly next: number; readonly digits: boolean },
  found: readonly Hedge[],
): Body | null {
  const lower = found.find((hedge) => hedge === 'at-least' || hedge === 'more-than');
  const joint = tokens[low.next]?.text === ',' ? low.next + 1 : low.next;
  if (lower === undefined || !['and', 'but'].includes(tokens[joint]?.word ?? '')) return null;
  const upper = qualifiersAt(tokens, joint + 1);
  const high = numberAt(tokens, upper.at);
  const top = upper.found.find((hedge) => hedge === 'up-to' || hedge === 'fewer-than');
  if (high === null || top === undefined || high.value <= low.value) return null;
  const core: Core = {
    kind: 'range',
    low: low.value + (lower === 'more-than' ? 1 : 0),
    high: high.value - (top === 'fewer-than' ? 1 : 0),
  };
  return { core, next: high.next, coreAt: upper.at, digits: low.digits, hedges: [] };
}

// Maps, because a letter may say "constructor", which every plain object answers to.
const plurals: ReadonlyMap<string, number> = new Map([
  ['hundreds', 100],
  ['thousands', 1000],
  ['millions', 1e6],
]);
const steps: ReadonlyMap<string, number> = new Map([
  ['hundred', 100],
  ['thousand', 1000],
  ['million', 1e6],
]);

/** "dozens", "tens of thousands", "several hundred", "a couple of hundred". */
function vagueAt(tokens: readonly Token[], at: number): Body | null {
  const made = (core: Core, next: number): Body => ({ core, next, coreAt: at, digits: false });
  const some = phraseAt(someOf, tokens, at);
  const from = some?.next ?? at;
  const word = tokens[from]?.word ?? '';
  const coupled = some?.value === 'couple' ? stepOf(word) : undefined;
  if (coupled !== undefined)
    return { ...made({ kind: 'number', value: 2 * coupled }, from + 1), hedges: ['about'] };
  if (some !== null && word === 'dozen') return made(vagueOf('dozens'), from + 1);
  const step = some === null ? undefined : steps.get(word);
  if (step !== undefined) return made(vagueOf(step), from + 1);
  const plural = plurals.get(word);
  if (word === 'dozens' || word === 'scores') return made(vagueOf(word), from + 1);
  if (word !== 'tens' && plural === undefined) return null;
  const larger = tokens[from + 1]?.word === 'of' ? plurals.get(tokens[from + 2]?.word ?? '') : undefined;
  if (larger !== undefined) return made(vagueOf((plural ?? 10) * larger), from + 3);
  return made(plural === undefined ? vagueOf('tens') : vagueOf(plural), from + 1);
}

function postAt(tokens: readonly Token[], i: number): { at: number; found: Hedge[] } {
  const hedge = phraseAt(afterwards, tokens, i);
  return hedge === null ? { at: i, found: [] } : { at: hedge.next, found: [hedge.value] };
}
