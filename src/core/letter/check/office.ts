/**
 * Offices: the person named, the office held on the letter's day, and whether the title written
 * there is that office's. A person who held it before, or will hold it later, does not hold it.
 */
import { compareDates, type EdtfDate } from '../../base/date.js';
import {
  datesOf,
  type HeldClaim,
  refsOf,
  standing,
  textOf,
  textsOf,
  type Thing,
  thingsOf,
} from '../../view/thing.js';
import { findStateIn } from '../../law/states.js';
import { type Evidence } from '../assertion.js';
import { evidenceOf, type Grounds, name } from './grounds.js';
import { type Checker, type Judgement, notCheckable, notInRecord, type ReadingOf } from './judgement.js';
import { personNamed } from './person.js';
import { sayDate, sayList } from './wording.js';

export const checkOffice: Checker<'office'> = (reading, grounds) => {
  if (reading.person.words.trim() === '')
    return notCheckable('An office without a name: nothing to hold against the record.');
  const person = personNamed(grounds.record, reading.person) ?? personNamed(grounds.file, reading.person);
  if (person === null)
    return notInRecord(`The record does not know ${reading.person.words} as the holder of an office.`, {
      severity: 'low',
    });
  const tenures = tenuresOf(grounds, person, 'record');
  if (tenures.length === 0) return withoutTenure(reading, grounds, person);
  if (grounds.day === null)
    return judge(
      reading,
      grounds,
      person,
      tenures,
      'The letter bears no date, so the office is checked at any time.',
    );
  const day = grounds.day;
  const current = tenures.filter((tenure) => holdsOn(tenure, day) !== 'no');
  if (current.length === 0) return notThatDay(reading, grounds, person, tenures);
  return judge(reading, grounds, person, current, '');
};

function tenuresOf(grounds: Grounds, person: Thing, where: 'record' | 'file'): Thing[] {
  return thingsOf(grounds[where], 'Tenure').filter((tenure) => refsOf(tenure, 'person').includes(person.id));
}

function holdsOn(tenure: Thing, day: EdtfDate): 'yes' | 'no' | 'undecided' {
  const [from] = datesOf(tenure, 'from');
  const [until] = datesOf(tenure, 'until');
  if (from !== undefined && compareDates(from, day) === 'after') return 'no';
  if (until !== undefined && compareDates(until, day) === 'before') return 'no';
  return from === undefined ? 'undecided' : 'yes';
}

function judge(
  reading: ReadingOf<'office'>,
  grounds: Grounds,
  person: Thing,
  tenures: readonly Thing[],
  note: string,
): Judgement {
  const who = name(grounds, person.id);
  const fits = tenures.filter((tenure) => titleFits(grounds, tenure, reading));
  const [tenure] = fits.length > 0 ? fits : tenures;
  if (tenure === undefined) return notInRecord(`The record holds no office of ${who}.`, { severity: 'low' });
  const helds = tenureClaims(tenure);
  const because = tenureEvidence(grounds, tenure);
  const office = officeWords(grounds, tenure);
  const until = datesOf(tenure, 'until')[0];
  const term = termWords(datesOf(tenure, 'from')[0], until);
  if (fits.length === 0)
    return {
      holds: ['contradicted'],
      severity: 'high',
      why: `${who} is ${office}${term}, not "${reading.title}".`,
      because,
      suggestion: `${reading.person.words}, ${officeTitle(tenure)}`,
    };
  if (!constituencyFits(tenure, reading.constituency))
    return {
      holds: ['contradicted'],
      severity: 'medium',
      why: `${who} is ${office}, not for ${reading.constituency ?? 'that seat'}.`,
      because,
      suggestion: `${reading.person.words}, ${officeTitle(tenure)} (${textOf(tenure, 'constituency') ?? ''})`,
    };
  const read = helds.some(({ claim }) => claim.basis === 'read');
  const spelled =
    who === reading.person.words || textsOf(person, 'name').includes(reading.person.words)
      ? ''
      : ` The record spells the name ${who}.`;
  return {
    holds: read ? ['supported'] : ['single-source'],
    severity: 'none',
    why: `${who} was ${office} on that day${term}.${spelled}${read ? '' : ' That is general knowledge; no source is attached.'}${note === '' ? '' : ` ${note}`}`,
    because,
  };
}

function notThatDay(
  reading: ReadingOf<'office'>,
  grounds: Grounds,
  person: Thing,
  tenures: readonly Thing[],
): Judgement {
  const who = name(grounds, person.id);
  const list = tenures.map(
    (tenure) =>
      `${officeWords(grounds, tenure)}${termWords(datesOf(tenure, 'from')[0], datesOf(tenure, 'until')[0])}`,
  );
  const until = tenures.flatMap((tenure) => datesOf(tenure, 'until'))[0];
  const former = until !== undefined && grounds.day !== null && compareDates(until, grounds.day) === 'before';
  return {
    holds: ['contradicted'],
    severity: 'high',
    why: `On ${sayDate(grounds.day)} ${who} did not hold it; the record has ${sayList(list, 3)}.`,
    because: tenures.flatMap((tenure) => tenureEvidence(grounds, tenure)),
    suggestion: former ? `${reading.person.words}, former ${reading.title}` : null,
  };
}

function withoutTenure(reading: ReadingOf<'office'>, grounds: Grounds, person: Thing): Judgement {
  if (tenuresOf(grounds, person, 'file').length > 0)
    return {
      holds: ['self-sourced'],
      severity: 'low',
      why: `Only this text says which office ${name(grounds, person.id)} holds.`,
    };
  return notInRecord(
    `The record names ${name(grounds, person.id)} without dates of office, so "${reading.title}" is not confirmed for that day.`,
    { severity: 'low' },
  );
}

function tenureClaims(tenure: Thing): HeldClaim[] {
  return standing(tenure, 'office').slice(0, 2);
}

/** One line for the whole tenure: the office, its seat and its term. */
function tenureEvidence(grounds: Grounds, tenure: Thing): Evidence[] {
  const term = termWords(datesOf(tenure, 'from')[0], datesOf(tenure, 'until')[0]);
  return tenureClaims(tenure).map((held) =>
    evidenceOf(grounds, held, `${officeWords(grounds, tenure)}${term}`),
  );
}

function termWords(from: EdtfDate | undefined, until: EdtfDate | undefined): string {
  if (from === undefined && until === undefined) return '';
  if (until === undefined) return ` (from ${sayDate(from ?? null)})`;
  return from === undefined ? ` (until ${sayDate(until)})` : ` (${sayDate(from)} to ${sayDate(until)})`;
}

function officeTitle(tenure: Thing): string {
  return textOf(tenure, 'office', 'en') ?? 'office-holder';
}

function officeWords(grounds: Grounds, tenure: Thing): string {
  const body = refsOf(tenure, 'body')[0];
  const seat = textOf(tenure, 'constituency');
  const title = officeTitle(tenure);
  const of = body === undefined || title.includes(name(grounds, body)) ? '' : `, ${name(grounds, body)}`;
  return `${title}${of}${seat === null ? '' : ` (${seat})`}`;
}

/** Chambers by the words titles use; a "Member of Congress" may sit in either, by custom in the lower one. */
const lower =
  /\b(?:representative|congress(?:man|woman|person)|member of (?:congress|the house)|house of representatives|house|assembly ?(?:man|woman|member)|member of parliament|mp|delegate|deputy)\b/;
const upper = /\b(?:senator|senate|lord|baroness|peer)\b/;

/** Words for whoever heads a State, which its register calls by another. */
const heads = /^(?:the )?(?:(?:paramount|supreme|top) )?(?:leader|ruler|head of (?:state|government))$/;
const headOffices =
  /\b(?:president|prime minister|premier|chancellor|general secretary|chairman|king|queen|emperor|sultan|leader|state affairs)\b/;

function titleFits(grounds: Grounds, tenure: Thing, reading: ReadingOf<'office'>): boolean {
  const body = refsOf(tenure, 'body')[0];
  if (
    reading.body?.id !== null &&
    reading.body?.id !== undefined &&
    reading.body.id === body &&
    words(reading.title).length === 0
  )
    return true;
  const bodyName = body === undefined ? '' : name(grounds, body);
  const written = spelledOut(statesAlike(grounds, reading.title));
  return textsOf(tenure, 'office').some((recorded) => {
    const office = statesAlike(grounds, recorded);
    const held = `${office} ${bodyName}`.toLowerCase();
    if (written === office.toLowerCase()) return true;
    if (heads.test(bare(written)) && headOffices.test(held)) return true;
    const [writtenChamber, heldChamber] = [chamber(written), chamber(held)];
    if (writtenChamber !== null && heldChamber !== null) return writtenChamber === heldChamber;
    const shared = words(written).filter((word) => words(held).includes(word));
    return (
      words(written).length > 0 && shared.length * 2 >= Math.min(words(written).length, words(held).length)
    );
  });
}

/** "President of the PRC" and "President of the People's Republic of China" say one office. */
function statesAlike(grounds: Grounds, title: string): string {
  return title.replace(/\b(of|to|for) (?:the )?(\p{L}[\p{L}'’. ]*)$/u, (all, link: string, rest: string) => {
    const found = findStateIn(grounds.law.states, rest.trim().replace(/’/g, "'"));
    return found.ok ? `${link} ${found.value.name.en}` : all;
  });
}

const abbreviations: readonly (readonly [RegExp, string])[] = [
  [/\brep\b\.?/g, 'representative'],
  [/\bsen\b\.?/g, 'senator'],
  [/\bamb\b\.?/g, 'ambassador'],
  [/\bpres\b\.?/g, 'president'],
  [/\bmin\b\.?/g, 'minister'],
  [/\bsec\b\.?/g, 'secretary'],
  [/\bcongressman|congresswoman\b/g, 'representative'],
];

function spelledOut(title: string): string {
  return abbreviations.reduce((text, [short, long]) => text.replace(short, long), title.toLowerCase());
}

/** A title without the State it is given with: "the Norland leader". */
function bare(title: string): string {
  return title
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(-3)
    .join(' ')
    .replace(/^.*?((?:paramount |supreme |top )?leader|ruler|head of (?:state|government))$/, '$1');
}

function chamber(title: string): 'upper' | 'lower' | null {
  return upper.test(title) ? 'upper' : lower.test(title) ? 'lower' : null;
}

const common = new Set([
  'the',
  'of',
  'to',
  'for',
  'and',
  'in',
  'a',
  'united',
  'states',
  'u',
  's',
  'us',
  'his',
  'her',
  'excellency',
  'honorable',
  'honourable',
]);

function words(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !common.has(word));
}

function constituencyFits(tenure: Thing, read: string | null): boolean {
  const seats = textsOf(tenure, 'constituency');
  if (read === null || seats.length === 0) return true;
  const plain = (text: string) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
  return seats.some(
    (seat) =>
      plain(seat) === plain(read) ||
      plain(seat).startsWith(`${plain(read)} `) ||
      plain(read).startsWith(`${plain(seat)} `) ||
      seatParts(seat, read),
  );
}

/** "VA-11" and "Virginia, 11th district" cannot be told apart here unless the numbers differ. */
function seatParts(seat: string, read: string): boolean {
  const number = (text: string) => /\d+/.exec(text)?.[0] ?? null;
  const letters = (text: string) => text.toUpperCase().match(/\b[A-Z]{2}\b/)?.[0] ?? null;
  if (number(seat) !== null && number(read) !== null && number(seat) !== number(read)) return false;
  return letters(seat) === null || letters(read) === null || letters(seat) === letters(read);
}
