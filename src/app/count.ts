/**
 * How many: the bounds of one event with everybody who says so, in the shape promised to machines
 * (`docs/formats/count.md`).
 */
import { datesOverlap, dateWithin, type EdtfDate, parseDate } from '../core/base/date.js';
import { byText, type ThingId } from '../core/base/ids.js';
import { type FrameLanguage } from '../core/base/language.js';
import { fail, ok, type Result } from '../core/base/result.js';
import { type Account, type Voice } from '../core/figure/accounts.js';
import { bounds, type BoundsStatus } from '../core/figure/bounds.js';
import { returnKinds } from '../core/figure/total.js';
import {
  type CaseFile,
  codesOf,
  datesOf,
  refsOf,
  textsOf,
  type Thing,
  thingsOf,
} from '../core/view/thing.js';
import { titleOf } from './show.js';

export interface CountedVoice {
  readonly claim: string;
  readonly source: ThingId;
  readonly words: string;
  /** Those who passed it on, nearest to us first. */
  readonly through: readonly ThingId[];
  readonly said: string | null;
}

export interface CountedOrigin {
  readonly origin: ThingId;
  readonly name: string;
  readonly low: number | null;
  readonly high: number | null;
  readonly openEnded: boolean;
  /** The origin's figures in the words they were said in. */
  readonly words: readonly string[];
  /** Its numbers are our convention for a word such as "hundreds". */
  readonly vague: boolean;
  readonly disagreeing: boolean;
  readonly said: string | null;
  readonly spoken: readonly CountedVoice[];
  readonly relays: readonly CountedVoice[];
}

export interface Count {
  readonly event: ThingId;
  readonly dossier: string;
  readonly title: string;
  readonly low: number | null;
  readonly high: number | null;
  readonly openEnded: boolean;
  readonly consensus?: {
    readonly low: number;
    readonly high: number;
    readonly k: number;
    readonly of: number;
  };
  readonly best?: number;
  readonly status: BoundsStatus;
  readonly origins: readonly CountedOrigin[];
  /** Figures with another unit or scope, which never enter the bounds. */
  readonly apart: readonly {
    readonly unit: string;
    readonly scope: string;
    readonly origins: readonly CountedOrigin[];
  }[];
  readonly sentence: string;
  readonly asOf: string | null;
}

/** Counts the event that an id, a date or the words of a title name; several candidates are a problem that lists them. */
export function count(files: readonly CaseFile[], event: string, lang: FrameLanguage = 'en'): Result<Count> {
  const found = findEvent(files, event);
  return found.ok ? ok(countOf(found.value.file, found.value.thing, lang)) : found;
}

export function countOf(file: CaseFile, thing: Thing, lang: FrameLanguage = 'en'): Count {
  const known = bounds(thing, file);
  const { consensus, best } = known;
  return {
    event: thing.id,
    dossier: file.dossier.id,
    title: titleOf(thing, lang),
    low: known.low,
    high: known.high,
    openEnded: known.openEnded,
    ...(consensus === null ? {} : { consensus }),
    ...(best === null ? {} : { best: best.value }),
    status: known.status,
    origins: known.origins.map((account) => originOf(account, lang)),
    apart: known.apart.map(({ unit, scope, accounts }) => ({
      unit,
      scope,
      origins: accounts.map((account) => originOf(account, lang)),
    })),
    sentence: known.sentence[lang],
    asOf: file.asOf,
  };
}

function originOf(account: Account, lang: FrameLanguage): CountedOrigin {
  return {
    origin: account.origin,
    name: account.name[lang],
    low: account.low,
    high: account.high,
    openEnded: account.openEnded,
    words: account.figures.map(({ words }) => words),
    vague: account.vague,
    disagreeing: account.disagreeing,
    said: account.said?.edtf ?? null,
    spoken: account.spoken.map(voiceOf),
    relays: account.relays.map(voiceOf),
  };
}

function voiceOf({ held, figure, through }: Voice): CountedVoice {
  const { source, said } = held.claim;
  return { claim: held.id, source, words: figure.words, through, said: said?.edtf ?? null };
}

interface Found {
  readonly file: CaseFile;
  readonly thing: Thing;
}

export function findEvent(files: readonly CaseFile[], text: string): Result<Found> {
  const all = files.flatMap((file) =>
    [...thingsOf(file, 'Event'), ...thingsOf(file, 'Period')].map((thing): Found => ({ file, thing })),
  );
  const exact = all.filter(({ thing }) => thing.id === text);
  if (exact.length > 0) return one(exact, text);
  const date = parseDate(text.trim());
  const named = date.ok ? onDate(all, date.value) : titled(all, text);
  return one(foremost(named), text);
}

/** Events on that date; failing that, those that may be. */
function onDate(all: readonly Found[], date: EdtfDate): Found[] {
  const events = all.filter(({ thing }) => thing.type === 'Event');
  const inside = events.filter(({ thing }) => datesOf(thing).some((each) => dateWithin(each, date)));
  return inside.length > 0
    ? inside
    : events.filter(({ thing }) => datesOf(thing).some((each) => datesOverlap(each, date)));
}

/** Every word of the text stands in one title. */
function titled(all: readonly Found[], text: string): Found[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return all.filter(({ thing }) =>
    [thing.id, ...textsOf(thing, 'title')].some((title) =>
      words.every((word) => title.toLowerCase().includes(word)),
    ),
  );
}

/** Of several: not the legs and parts of another, and returns before all else. */
function foremost(found: readonly Found[]): readonly Found[] {
  const ids = new Set(found.map(({ thing }) => thing.id));
  const whole = found.filter(({ thing }) => !refsOf(thing, 'partOf').some((id) => ids.has(id)));
  const returns = whole.filter(
    ({ thing }) => thing.type === 'Event' && codesOf(thing, 'kind').some((kind) => returnKinds.has(kind)),
  );
  return returns.length > 0 ? returns : whole;
}

const mostShown = 10;

function one(found: readonly Found[], text: string): Result<Found> {
  const where = text.slice(0, 100);
  const [first, ...others] = found;
  if (first === undefined)
    return fail('no-such-event', 'No event on record has that id, date or title.', {
      where,
      fix: 'Give an id such as E-2023-10-09, a date such as 2023-10-09, or words of its title; the events page lists them.',
    });
  if (others.length === 0) return ok(first);
  const candidates = found.map(({ file, thing }) => `${thing.id} (${file.dossier.id})`).sort(byText);
  const more = candidates.length > mostShown ? ` and ${candidates.length - mostShown} more` : '';
  return fail('several-events', `${candidates.length} events fit that.`, {
    where,
    fix: `Give one of these ids: ${candidates.slice(0, mostShown).join(', ')}${more}.`,
  });
}
