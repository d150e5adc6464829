/** States and instruments a letter names, what the law says of them, and the rows it rests on. */
import { day, type EdtfDate } from '../../base/date.js';
import { findInstrumentIn } from '../../law/instruments.js';
import { type Act, type Instrument, type ReferenceSource, type State } from '../../law/reference.js';
import { findStateIn } from '../../law/states.js';
import { type Period, type Standing } from '../../law/standing.js';
import { shortTitle } from '../../law/words.js';
import { type Assertion, type Evidence, type Named } from '../assertion.js';
import { actorNamed } from './actor.js';
import { evidenceOf, type Grounds } from './grounds.js';
import { stateBehind } from './happening.js';
import { sayDate } from './wording.js';

/** The State a letter's words name: by id, by name, or through a body of that State. */
export function stateNamed(grounds: Grounds, named: Named | null): State | null {
  if (named === null) return null;
  const byId = named.id === null ? undefined : grounds.law.states.get(named.id);
  if (byId !== undefined) return byId;
  const behind = stateBehind(grounds.file, actorNamed(grounds.file, named)?.id ?? null);
  if (behind !== null) return grounds.law.states.get(behind) ?? null;
  const found = findStateIn(grounds.law.states, named.words);
  return found.ok ? found.value : null;
}

export function instrumentNamed(grounds: Grounds, named: Named): Instrument | null {
  const byId = named.id === null ? undefined : grounds.law.instruments.get(named.id);
  if (byId !== undefined) return byId;
  const found = findInstrumentIn(grounds.law.instruments, named.words);
  return found.ok ? found.value : null;
}

export function instrumentsNamed(grounds: Grounds, named: readonly Named[]): Instrument[] {
  const found = named.flatMap((one) => instrumentNamed(grounds, one) ?? []);
  return found.filter((one, i) => found.indexOf(one) === i);
}

/**
 * The instruments named, "the Convention" or "that Protocol" among them: what the Protocol beside it
 * carries, else the last instrument of that sort cited before the passage.
 */
export function instrumentsMeant(
  grounds: Grounds,
  named: readonly Named[],
  assertion: Assertion,
): Instrument[] {
  const direct = instrumentsNamed(grounds, named);
  const found = named.flatMap((one): Instrument[] => {
    const longer = bareTreaty.test(one.words.trim()) ? writtenOut(grounds, one.words, assertion) : null;
    const known = longer ?? instrumentNamed(grounds, one);
    if (known !== null) return [known];
    if (!bareTreaty.test(one.words.trim())) return [];
    const dated = adoptedOn(grounds, assertion.text);
    return dated.length > 0 ? dated : backReference(grounds, one.words, direct, assertion);
  });
  return found.filter((one, i) => found.indexOf(one) === i);
}

/** The title goes on behind the passage: "… not ratified the Convention | on the Rights of the Child". */
function writtenOut(grounds: Grounds, words: string, assertion: Assertion): Instrument | null {
  const at = assertion.text.lastIndexOf(words);
  if (at === -1) return null;
  const from = assertion.start + at;
  const clause = /^[^.;\n]*/.exec(grounds.head.text.slice(from, from + 160))?.[0] ?? '';
  const parts = clause.split(/\s+/);
  for (let count = Math.min(parts.length, 14); count > words.split(/\s+/).length + 1; count--) {
    const found = findInstrumentIn(
      grounds.law.instruments,
      parts.slice(0, count).join(' ').replace(/[,:]$/, ''),
    );
    if (found.ok) return found.value;
  }
  return null;
}

/** "The agreement of 1 December 1995": the one instrument adopted or signed that day. */
function adoptedOn(grounds: Grounds, text: string): Instrument[] {
  const [, dayOfMonth, month, year] =
    /\bof (?:(\d{1,2}) ([A-Z][a-z]+) )?((?:18|19|20)\d\d)\b/.exec(text) ?? [];
  if (year === undefined) return [];
  const words = dayOfMonth === undefined ? year : `${dayOfMonth} ${month ?? ''} ${year}`;
  const fits = [...grounds.law.instruments.values()].filter(
    ({ adopted }) =>
      adopted !== null &&
      (dayOfMonth === undefined ? adopted.edtf.startsWith(year) : sayDate(adopted) === words),
  );
  return fits.length === 1 ? fits : [];
}

function backReference(
  grounds: Grounds,
  words: string,
  direct: readonly Instrument[],
  assertion: Assertion,
): Instrument[] {
  const sort = (/protocol|covenant|convention/i.exec(words)?.[0] ?? '').toLowerCase();
  const carried = (one: Instrument) =>
    (one.carries === null ? [] : [grounds.law.instruments.get(one.carries.instrument)]).flatMap(
      (other) => other ?? [],
    );
  const of = (ones: readonly Instrument[]) =>
    [...ones.flatMap(carried), ...ones].filter(
      ({ title, aliases, kind }) =>
        (sort === 'protocol' || kind !== 'protocol') &&
        [title, ...aliases].some((one) => one.toLowerCase().includes(sort)),
    );
  const before = grounds.assertions
    .filter(({ id, start }) => id !== assertion.id && start <= assertion.start)
    .flatMap(({ reading }) =>
      'instruments' in reading ? instrumentsNamed(grounds, reading.instruments) : [],
    );
  const last = of(direct).at(-1) ?? of(before).at(-1);
  return last === undefined ? [] : [last];
}

const bareTreaty =
  /^(?:the|this|that|its|said|same)?\s*(?:convention|treaty|protocol|covenant|instrument|agreement)s?$/i;

/** Every instrument the letter cites anywhere, in the order of its first mention. */
export function instrumentsCited(grounds: Grounds): Instrument[] {
  const named = grounds.assertions.flatMap(({ reading }) =>
    'instruments' in reading ? reading.instruments : [],
  );
  return instrumentsNamed(grounds, named);
}

/** "the 1951 Refugee Convention": the short title as a sentence has it. */
export function theTitle(instrument: Instrument): string {
  const title = shortTitle(instrument);
  return /^(?:the|The) /.test(title) ? title : `the ${title}`;
}

/** Evidence from acts: the dossier's own claims where there are any, else the reference row. */
export function actEvidence(grounds: Grounds, acts: readonly Act[], says: string): Evidence[] {
  return acts.flatMap((act) => {
    const claims = act.claims.flatMap((id) => claimById(grounds, id) ?? []);
    if (claims.length > 0) return claims.slice(0, 1).map((held) => evidenceOf(grounds, held, says));
    return [rowEvidence(grounds, { row: act.id, source: act.source, says })];
  });
}

export function rowEvidence(
  grounds: Grounds,
  { row, source, says }: { readonly row: string; readonly source: string; readonly says: string },
): Evidence {
  const own = grounds.law.instruments.get(row)?.source ?? source;
  const known: ReferenceSource | undefined = grounds.law.reference.sources.get(own);
  return {
    claim: row,
    source: own,
    says,
    date: known?.asOf ?? null,
    url: known?.url ?? null,
    family: shortened(known?.publisher) || known?.title || own,
  };
}

/** A publisher without the note on the copy it was read in. */
function shortened(publisher: string | undefined): string {
  return (publisher ?? '').replace(/\s*[(,].*$/s, '');
}

function claimById(grounds: Grounds, id: string) {
  for (const thing of grounds.record.things.values())
    for (const held of thing.claims) if (held.id === id) return held;
  return null;
}

/** The letter's day, else the last day the data speak of. */
export function letterDay(grounds: Grounds): EdtfDate {
  return grounds.day ?? day(grounds.law.reference.dataAsOf);
}

/** The last time the State joined. */
export function lastPeriod(standing: Standing): Period | null {
  return standing.periods.at(-1) ?? null;
}

export function actWords(act: Act, state: State, instrument: Instrument): string {
  return `${state.name.en}, ${theTitle(instrument)}: ${act.action}${act.date === null ? '' : ` ${sayDate(act.date)}`}`;
}
