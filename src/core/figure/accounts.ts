/**
 * The accounts of one event: its figures by family. Reports that relay one another form one family,
 * and a family speaks once, with its origin's figure. Figures with another unit or a scope ("via one
 * crossing", percent) are kept apart and never enter.
 */
import { byDate, type EdtfDate } from '../base/date.js';
import { type Figure, hasNumber } from '../base/figure.js';
import { byText, type ThingId } from '../base/ids.js';
import { type Label } from '../base/language.js';
import { model } from '../model/model.js';
import { type CaseFile, figuresOf, type HeldClaim, textOf, type Thing } from '../view/thing.js';
import { originIn, type Origin, withRelayers } from './origins.js';

/** One claim that carries a family's figure to us. */
export interface Voice {
  readonly held: HeldClaim;
  readonly figure: Figure;
  /** Those who passed it on, nearest to us first; empty when the origin speaks for itself. */
  readonly through: readonly ThingId[];
}

export interface Account {
  readonly origin: ThingId;
  readonly name: Label;
  /** What the origin says, each different figure once, as near to it as the record comes. */
  readonly figures: readonly Figure[];
  /** Smallest and largest number the family stands behind; `null` where it sets none. */
  readonly low: number | null;
  readonly high: number | null;
  /** It sets no upper limit ("more than 500"). */
  readonly openEnded: boolean;
  /** Only "dozens" or "hundreds": its numbers are our convention for a word. */
  readonly vague: boolean;
  /** First time it was said, as far as the sources show. */
  readonly said: EdtfDate | null;
  /** The claims nearest to the origin, which give its figures. */
  readonly spoken: readonly Voice[];
  /** Claims further away, which add nothing to the figure. */
  readonly relays: readonly Voice[];
  readonly sources: readonly ThingId[];
  /** The family does not say one figure: its origin said several, or those who pass it on differ. */
  readonly disagreeing: boolean;
}

/** Accounts with one unit and one scope. */
export interface Apart {
  readonly unit: string;
  readonly scope: string;
  readonly accounts: readonly Account[];
}

export interface Accounts {
  /** Of persons, for the whole event, in the order of their ids. */
  readonly accounts: readonly Account[];
  readonly apart: readonly Apart[];
  /** Figures that are only general knowledge: nobody is known to stand behind them, so no bound rests on them. */
  readonly unverified: readonly Voice[];
  /** Claims that deny the figure or cannot confirm it. */
  readonly denials: readonly HeldClaim[];
  /** Sources left out because they are the document under check or relay it. */
  readonly setAside: readonly ThingId[];
}

export interface AccountOptions {
  /** The document under check: never evidence for itself. */
  readonly setAside?: ReadonlySet<ThingId>;
  /** Which figures: `figure` unless said otherwise. */
  readonly property?: string;
}

interface Said extends Voice {
  readonly origin: Origin;
}

/** The families behind the figures of an Event, Period or Group. The order of claims makes no difference. */
export function accounts(thing: Thing, file: CaseFile, options: AccountOptions = {}): Accounts {
  const property = options.property ?? 'figure';
  const aside = withRelayers(file, options.setAside ?? new Set());
  const left = new Set<ThingId>();
  const groups = new Map<string, Said[]>();
  const unverified: Voice[] = [];
  for (const { held, figure } of figuresOf(thing, property)) {
    const { claim } = held;
    const out = [claim.source, ...claim.accordingTo].filter((id) => aside.has(id));
    for (const id of out) left.add(id);
    if (out.length > 0) continue;
    if (claim.basis === 'general-knowledge') {
      unverified.push({ held, figure, through: [] });
      continue;
    }
    const origin = originIn(file, claim);
    const key = JSON.stringify([figure.unit, figure.scope]);
    groups.set(key, [...(groups.get(key) ?? []), { held, figure, origin, through: origin.through }]);
  }
  const all = [...groups.values()].map((said): Apart => {
    const { unit = 'persons', scope = '' } = said[0]?.figure ?? {};
    return { unit, scope, accounts: families(file, said) };
  });
  const whole = ({ unit, scope }: Apart) => unit === 'persons' && scope === '';
  return {
    accounts: all.find(whole)?.accounts ?? [],
    apart: all
      .filter((group) => !whole(group))
      .sort((a, b) => byText(a.unit, b.unit) || byText(a.scope, b.scope)),
    unverified,
    denials: thing.claims.filter(
      ({ claim, standing }) =>
        claim.property === property &&
        claim.stance !== 'asserts' &&
        (standing === 'stands' || standing === 'disputed') &&
        !aside.has(claim.source),
    ),
    setAside: [...left].sort(byText),
  };
}

function families(file: CaseFile, said: readonly Said[]): Account[] {
  const clear = new Set(
    said.filter(({ origin }) => origin.orElse.length === 0).map(({ origin }) => origin.id),
  );
  const members = new Map<ThingId, Said[]>();
  for (const each of said) {
    const id = familyOf(each.origin, clear);
    members.set(id, [...(members.get(id) ?? []), each]);
  }
  return [...members]
    .map(([origin, each]) => accountOf(file, origin, each))
    .sort((a, b) => byText(a.origin, b.origin));
}

/** Where several could be the origin, one that speaks elsewhere is taken: what may be the same counts once. */
function familyOf(origin: Origin, clear: ReadonlySet<ThingId>): ThingId {
  const candidates = [origin.id, ...origin.orElse].sort(byText);
  return candidates.find((id) => clear.has(id)) ?? candidates[0] ?? origin.id;
}

function accountOf(file: CaseFile, origin: ThingId, said: readonly Said[]): Account {
  // Joint words of several bodies stand behind a figure only where no clearer claim does.
  const distance = ({ origin: { hops, orElse } }: Said) => hops + (orElse.length > 0 ? 0.5 : 0);
  const numbers = said.filter(({ figure }) => hasNumber(figure));
  const usable = numbers.length > 0 ? numbers : said;
  const nearest = Math.min(...usable.map(distance));
  const voices = usable.filter((each) => distance(each) === nearest).sort(inOrder);
  const rest = said.filter((each) => !voices.includes(each)).sort(inOrder);
  const figures = distinct(voices.map(({ figure }) => figure));
  const specific = figures.filter(({ qualifier }) => qualifier !== 'vague');
  const counted = specific.some(hasNumber) ? specific : figures;
  const lows = counted.flatMap(({ low }) => low ?? []);
  const highs = counted.flatMap(({ high }) => high ?? []);
  return {
    origin,
    name: nameOf(file, origin),
    figures,
    low: lows.length > 0 ? Math.min(...lows) : null,
    high: highs.length > 0 ? Math.max(...highs) : null,
    openEnded: counted.some((figure) => hasNumber(figure) && figure.high === null),
    vague: counted.some(hasNumber) && counted.every(({ qualifier }) => qualifier === 'vague'),
    said: voices.flatMap(({ held }) => held.claim.said ?? []).sort(byDate)[0] ?? null,
    spoken: voices.map(voiceOf),
    relays: rest.map(voiceOf),
    sources: [...new Set(said.map(({ held }) => held.claim.source))].sort(byText),
    disagreeing: distinct(said.map(({ figure }) => figure)).length > 1,
  };
}

const voiceOf = ({ held, figure, through }: Said): Voice => ({ held, figure, through });

function inOrder(a: Said, b: Said): number {
  return byText(a.held.claim.source, b.held.claim.source) || byText(a.held.id, b.held.id);
}

/** Two figures are the same when they give the same numbers in the same way, whatever the words. */
function distinct(figures: readonly Figure[]): Figure[] {
  const seen = new Map<string, Figure>();
  const key = ({ low, high, qualifier }: Figure) => JSON.stringify([low, high, qualifier]);
  for (const figure of figures) if (!seen.has(key(figure))) seen.set(key(figure), figure);
  return [...seen].sort(([a], [b]) => byText(a, b)).map(([, figure]) => figure);
}

/** What the origin is called, in both languages of the frame. */
export function nameOf(file: CaseFile, id: ThingId): Label {
  const thing = file.things.get(id);
  if (thing === undefined) return { en: id, ko: id };
  const title = model[thing.type].title;
  return { en: textOf(thing, title, 'en') ?? id, ko: textOf(thing, title, 'ko') ?? id };
}
