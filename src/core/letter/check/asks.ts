/** Finds the asks and answers of the record that a passage means: by whom, to whom, when, for what. */
import { type EdtfDate } from '../../base/date.js';
import { type ThingId } from '../../base/ids.js';
import {
  type CaseFile,
  codesOf,
  datesOf,
  refsOf,
  standing,
  type HeldClaim,
  textsOf,
  type Thing,
  thingsOf,
} from '../../view/thing.js';
import { type Named } from '../assertion.js';
import { actorsFit, type Fit } from './actor.js';
import { speaksAs } from './credited.js';
import { familyCount, type Grounds } from './grounds.js';
import { dateFit } from './happening.js';
import { sayDate } from './wording.js';
import { overlap } from './word-overlap.js';

export interface AskSaid {
  readonly by: readonly Named[];
  readonly addressee: readonly Named[];
  readonly date: EdtfDate | null;
  readonly demands: readonly string[];
  readonly says: string;
}

export interface FoundAsk {
  readonly ask: Thing;
  readonly score: number;
  /** Whether sender or addressee is the very one named, not only one it speaks for. */
  readonly named: boolean;
  readonly dated: boolean;
}

/** Best first; those that cannot be meant are left out. Dates are ignored when `anyDate`. */
export function findAsks(grounds: Grounds, file: CaseFile, said: AskSaid, anyDate = false): FoundAsk[] {
  return thingsOf(file, 'Ask')
    .filter((ask) => !refsOf(ask, 'document').some((id) => grounds.aside.has(id)))
    .flatMap((ask): FoundAsk[] => {
      const whole = grounds.file.things.get(ask.id) ?? ask;
      const fit = datedInWords(whole, said.date) ? 'within' : dateFit(datesOf(whole), said.date);
      if (fit === 'other' && !anyDate) return [];
      const by = actorsFit(grounds.file, refsOf(whole, 'by'), said.by);
      const to = addressedTo(grounds.file, whole, said.addressee);
      if (by === 'no') return [];
      const symbol = textsOf(ask, 'symbol').some((one) => sharesSymbol(one, said.says));
      const text = overlap(said.says, [...textsOf(ask, 'text'), ...textsOf(ask, 'note')].join(' '));
      const demands = codesOf(ask, 'demand').filter((code) => said.demands.includes(code)).length;
      const score =
        { is: 4, 'speaks-for': 2, no: -4, unknown: 0 }[by] +
        { is: 3, 'speaks-for': 2, through: 1, no: -3, unknown: 0 }[to] +
        { same: 2, within: 2, finer: 1, may: 1, other: 0, undated: 0 }[fit] +
        (symbol ? 5 : 0) +
        Math.min(demands, 2) +
        text * 3;
      return [
        {
          ask,
          score,
          named: by === 'is' || to === 'is' || symbol,
          dated: fit === 'same' || fit === 'within' || fit === 'finer',
        },
      ];
    })
    .filter(({ score, named }) => score >= (named ? 4 : 5))
    .sort((a, b) => b.score - a.score);
}

/** A later step that a note dates in words: "adopted by the Assembly on 19 December 2023". */
function datedInWords(ask: Thing, date: EdtfDate | null): boolean {
  if (date === null || date.precision === 'interval') return false;
  const words = [
    ...textsOf(ask, 'note'),
    ...textsOf(ask, 'text'),
    ...ask.claims.map(({ claim }) => claim.note),
  ].join(' ');
  const long = sayDate(date);
  return date.precision === 'day' || date.precision === 'month' ? words.includes(long) : false;
}

/** Addressed to, else meant for through somebody else. */
function addressedTo(file: CaseFile, ask: Thing, named: readonly Named[]): Fit | 'through' {
  const direct = actorsFit(file, refsOf(ask, 'addressee'), named);
  if (direct === 'is' || direct === 'speaks-for') return direct;
  const onward = actorsFit(file, [...refsOf(ask, 'dutyBearer'), ...refsOf(ask, 'intermediary')], named);
  return onward === 'is' || onward === 'speaks-for' ? 'through' : direct;
}

/** "Opinion 37/2024" in a letter is the record's "A/HRC/WGAD/2024/37" only when written alike. */
function sharesSymbol(symbol: string, says: string): boolean {
  const numbers = symbol.match(/\b[A-Z0-9][\w.-]*\/[\w./-]+\b/g) ?? [];
  return numbers.some((one) => says.toUpperCase().includes(one.toUpperCase()));
}

/** Whether a claim about an ask, answer or position was read in a document of whoever made it. */
export function firstHand(grounds: Grounds, thing: Thing, held: HeldClaim): boolean {
  const makers = ['by', 'holder', 'speaker'].flatMap((property) => refsOf(thing, property));
  return (
    refsOf(thing, 'document').includes(held.claim.source) ||
    makers.some((maker) => speaksAs(grounds, held.claim.source, maker))
  );
}

/** Supported when read in the maker's own document or told by two origins; else by one alone. */
export function backing(grounds: Grounds, thing: Thing): 'supported' | 'single-source' {
  const helds = standing(thing);
  const read = helds.filter(({ claim }) => claim.basis === 'read');
  if (read.some((held) => firstHand(grounds, thing, held))) return 'supported';
  return familyCount(grounds, read) >= 2 ? 'supported' : 'single-source';
}

export function generalKnowledge(thing: Thing): boolean {
  const helds = standing(thing);
  return helds.length > 0 && helds.every(({ claim }) => claim.basis === 'general-knowledge');
}

/** Claims that show best what a thing says: its text from each source, else what kind it is. */
export function telling(thing: Thing): HeldClaim[] {
  const texts = english(standing(thing, 'text'));
  if (texts.length > 0) return texts.slice(0, 2);
  return ['kind', 'label', 'demand', 'date']
    .flatMap((property) => standing(thing, property).slice(0, 1))
    .slice(0, 1);
}

function english(helds: readonly HeldClaim[]): readonly HeldClaim[] {
  const own = helds.filter(({ claim }) => claim.value.kind === 'text' && claim.value.lang.startsWith('en'));
  return own.length > 0 ? own : helds;
}

export function answersTo(file: CaseFile, asks: readonly ThingId[]): Thing[] {
  return thingsOf(file, 'Answer').filter((answer) => refsOf(answer, 'to').some((id) => asks.includes(id)));
}
