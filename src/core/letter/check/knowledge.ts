/**
 * What a State had been told: asks and findings read in a source, made to the State itself or shown
 * to have reached it, and made before. A hearing, a resolution or a question at a press conference
 * shows that something was said, not that the State was told it.
 */
import { compareDates, type EdtfDate, parseDate } from '../../base/date.js';
import { type ThingId } from '../../base/ids.js';
import { type CaseFile, codesOf, datesOf, refsOf, standing, type Thing, thingsOf } from '../../view/thing.js';
import { askedBefore } from '../../ask/before.js';
import { askRecords } from '../../ask/record.js';
import { speaksFor } from '../../ask/speaks-for.js';
import { type Grounds, name } from './grounds.js';
import { isSending } from './happening.js';
import { withThe } from './names.js';
import { letterDay } from './treaty.js';
import { sayCount, sayDate, sayList } from './wording.js';

const indirect = new Set(['hearing', 'resolution', 'legislation', 'press-question', 'public-statement']);
const mechanisms = ['treaty-body', 'special-procedure', 'inquiry', 'unhcr'];

/** Asks that reached a State before a day, newest first. */
export function reachedBefore(
  grounds: Grounds,
  file: CaseFile,
  state: ThingId,
  before: EdtfDate | null,
): Thing[] {
  return thingsOf(file, 'Ask')
    .filter((ask) => !refsOf(ask, 'document').some((id) => grounds.aside.has(id)))
    .filter((ask) =>
      [...refsOf(ask, 'addressee'), ...refsOf(ask, 'dutyBearer')].some((id) =>
        speaksFor(file, id).has(state),
      ),
    )
    .filter((ask) => before === null || datesOf(ask).some((date) => compareDates(date, before) !== 'after'))
    .sort((a, b) => ((datesOf(a)[0]?.edtf ?? '') < (datesOf(b)[0]?.edtf ?? '') ? 1 : -1));
}

/** What it had been told by the letter's date, newest first. */
export function toldBefore(grounds: Grounds, state: ThingId): Thing[] {
  const before = askedBefore(
    grounds.record,
    askRecords(grounds.record, grounds.day),
    state,
    letterDay(grounds),
  );
  const arrived = new Set(before.filter(({ reached }) => reached === 'yes').map(({ ask }) => ask.id));
  return reachedBefore(grounds, grounds.record, state, grounds.day).filter((ask) => {
    const levers = codesOf(ask, 'lever');
    const direct = refsOf(ask, 'addressee').some((id) => speaksFor(grounds.file, id).has(state));
    return (
      (arrived.has(ask.id) || direct) &&
      (levers.length === 0 || levers.some((lever) => !indirect.has(lever))) &&
      wasRead(ask)
    );
  });
}

/** What an ask says was read in a source; general knowledge shows nothing alone. */
export function wasRead(ask: Thing): boolean {
  const texts = standing(ask, 'text');
  return (texts.length > 0 ? texts : standing(ask)).some(({ claim }) => claim.basis === 'read');
}

/** The first day of the first event the letter gives a figure for; `null` when it tells of none. */
export function firstEvent(grounds: Grounds): string | null {
  const days = grounds.assertions.flatMap(({ reading }) =>
    reading.kind === 'figure' && reading.date !== null && isSending(reading.eventKind)
      ? [reading.date.edtf.slice(0, 10)]
      : [],
  );
  return [...days].sort()[0] ?? null;
}

export function madeBefore(asks: readonly Thing[], day: string): Thing[] {
  const parsed = parseDate(day);
  if (!parsed.ok) return [];
  const limit: EdtfDate = parsed.value;
  return asks.filter((ask) => datesOf(ask).some((date) => compareDates(date, limit) === 'before'));
}

/** "five from treaty bodies, four in periodic reviews and two otherwise". */
export function byKind(asks: readonly Thing[]): string {
  const kinds = asks.map((ask) => {
    const levers = codesOf(ask, 'lever');
    if (levers.includes('treaty-body')) return 'from treaty bodies';
    if (levers.includes('upr')) return 'in periodic reviews';
    if (levers.some((lever) => mechanisms.includes(lever))) return 'from other UN bodies';
    return 'by other ways';
  });
  const order = ['from treaty bodies', 'from other UN bodies', 'in periodic reviews', 'by other ways'];
  return sayList(
    order.flatMap((kind) => {
      const n = kinds.filter((one) => one === kind).length;
      return n === 0 ? [] : [sayCount(n, kind, kind)];
    }),
  );
}

/** The asks to name: of bodies first, about the practice and not one person, newest first. */
export function worthNaming(grounds: Grounds, asks: readonly Thing[]): Thing[] {
  const general = asks.filter((ask) => {
    const demands = codesOf(ask, 'demand');
    return !ofOnePerson(grounds, ask) && (demands.length === 0 || demands.some((code) => code !== 'other'));
  });
  const bodies = general.filter((ask) => codesOf(ask, 'lever').some((lever) => mechanisms.includes(lever)));
  return (bodies.length > 0 ? bodies : general.length > 0 ? general : asks).slice(0, 4);
}

export function ofOnePerson(grounds: Grounds, thing: Thing): boolean {
  return refsOf(thing, 'about').some((id) => grounds.file.things.get(id)?.type === 'Person');
}

/** "the Committee against Torture (9 December 2015)". */
export function makerDated(grounds: Grounds, thing: Thing): string {
  const [by] = [...refsOf(thing, 'by'), ...refsOf(thing, 'holder')].reverse();
  const date = datesOf(thing)[0];
  return `${by === undefined ? 'a source' : withThe(name(grounds, by))}${date === undefined ? '' : ` (${sayDate(date)})`}`;
}
