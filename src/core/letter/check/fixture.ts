/** Readings of short invented letters from terse literals, and a small invented law, for tests. */
import { parseDate } from '../../base/date.js';
import { unwrap } from '../../base/result.js';
import { noForms } from '../../form/blank.js';
import { noConflicts } from '../../law/conflict-data.js';
import { noDoors } from '../../law/door-data.js';
import { type Instrument, type Reference, type State } from '../../law/reference.js';
import { fig } from '../../view/fixture.js';
import { type Assertion, type Named, type ReadDate, type Reading } from '../assertion.js';
import { type ReadLetter } from './check.js';

/** Each assertion's words must stand in the text; ids are `a1`, `a2` … in the order given. */
export function letter(
  text: string,
  assertions: readonly (readonly [words: string, reading: Reading])[],
  date: string | null = '2031-06-01',
): ReadLetter {
  return {
    head: { title: null, date, words: text.split(/\s+/).length, text },
    assertions: assertions.map(([words, reading], i): Assertion => {
      const start = text.indexOf(words);
      if (start === -1) throw new Error(`The letter does not say "${words}"`);
      return {
        id: `a${i + 1}`,
        kind: reading.kind,
        start,
        end: start + words.length,
        text: words,
        reading,
        readingConfidence: 1,
      };
    }),
    unread: [],
  };
}

export const named = (id: string | null, words = id ?? ''): Named => ({ id, words });

export function on(edtf: string, relation: ReadDate['relation'] = 'on'): ReadDate {
  unwrap(parseDate(edtf));
  return { edtf, words: edtf, relation, alternative: null, impossible: null };
}

type FigureReading = Extract<Reading, { kind: 'figure' }>;

/** "Norland forcibly returned … people", on a date. */
export function figure(short: string, date: string | null, more: Partial<FigureReading> = {}): FigureReading {
  return {
    kind: 'figure',
    figure: fig(short),
    accordingTo: [],
    eventKind: 'forced-return',
    date: date === null ? null : on(date),
    actor: named('XNO', 'Norland'),
    people: named('XSU', 'Sudland'),
    places: [],
    ...more,
  };
}

const state = (id: string, en: string, demonym: string): State => ({
  id,
  alpha2: null,
  name: { en, ko: en, zh: en },
  official: en,
  aliases: [],
  demonyms: [demonym],
  capital: null,
  kind: 'other',
  region: null,
  from: null,
  until: null,
  successors: [],
});

const day = (text: string) => unwrap(parseDate(text));

function instrument(id: string, title: string, more: Partial<Instrument>): Instrument {
  return {
    id,
    title,
    kind: 'multilateral-treaty',
    aliases: [],
    depositary: null,
    citation: null,
    adopted: day('1951-07-28'),
    inForce: day('1954-04-22'),
    until: null,
    articles: 46,
    roman: false,
    entry: {
      article: '43',
      trigger: 6,
      triggerDate: '1954-01-22',
      founding: { kind: 'days', count: 90 },
      later: { kind: 'days', count: 90 },
      verified: true,
    },
    denunciation: null,
    reservations: null,
    carries: null,
    geographic: null,
    optional: [],
    parties: [],
    note: '',
    source: 'table',
    verified: true,
    ...more,
  };
}

/** Norland acceded to the Convention and the Protocol and only signed the Covenant; Westland joined the Protocol alone. */
export function law(): Reference {
  const act = (
    state: string,
    instrument: string,
    action: 'accession' | 'signature' | 'ratification',
    date: string,
  ) => ({
    id: `table ${instrument} ${state} ${action}`,
    state,
    instrument,
    action,
    date: day(date),
    effect: null,
    source: 'table',
    verified: true,
    claims: [],
    note: '',
  });
  const states = [
    state('XNO', 'Norland', 'Norlander'),
    state('XSU', 'Sudland', 'Sudlander'),
    state('XWE', 'Westland', 'Westlander'),
  ];
  const instruments = [
    instrument('REFUGEE-1951', 'Convention relating to the Status of Refugees', {
      aliases: ['1951 Refugee Convention'],
    }),
    instrument('REFUGEE-PROT-1967', 'Protocol relating to the Status of Refugees', {
      aliases: ['1967 Protocol'],
      kind: 'protocol',
      adopted: day('1967-01-31'),
      inForce: day('1967-10-04'),
      articles: 11,
      roman: true,
      entry: {
        article: 'VIII',
        trigger: 6,
        triggerDate: '1967-10-04',
        founding: { kind: 'same-day' },
        later: { kind: 'same-day' },
        verified: true,
      },
      carries: { instrument: 'REFUGEE-1951', from: 2, to: 34, article: 'I(1)' },
    }),
    instrument('CAT', 'Convention against Torture', {
      adopted: day('1984-12-10'),
      inForce: day('1987-06-26'),
      articles: 33,
    }),
    instrument('ICESCR', 'Covenant on Economic, Social and Cultural Rights', {
      adopted: day('1966-12-16'),
      inForce: day('1976-01-03'),
      articles: 31,
    }),
    instrument('ICCPR', 'Covenant on Civil and Political Rights', {
      adopted: day('1966-12-16'),
      inForce: day('1976-03-23'),
      articles: 53,
    }),
  ];
  const provisions = [
    {
      id: 'REFUGEE-1951 33(1)',
      instrument: 'REFUGEE-1951',
      number: '33(1)',
      duty: 'Prohibits expelling or returning a refugee to danger',
      source: 'table',
      verified: true,
    },
    {
      id: 'REFUGEE-1951 31',
      instrument: 'REFUGEE-1951',
      number: '31',
      duty: 'No penalties for illegal entry',
      source: 'table',
      verified: true,
    },
    {
      id: 'CAT 3',
      instrument: 'CAT',
      number: '3',
      duty: 'Prohibits return to torture',
      source: 'table',
      verified: true,
    },
  ];
  return {
    states: new Map(states.map((one) => [one.id, one])),
    instruments: new Map(instruments.map((one) => [one.id, one])),
    provisions: new Map(provisions.map((one) => [one.id, one])),
    acts: [
      act('XNO', 'REFUGEE-1951', 'accession', '1992-09-24'),
      act('XNO', 'REFUGEE-PROT-1967', 'accession', '1992-09-24'),
      act('XNO', 'CAT', 'ratification', '1998-10-04'),
      act('XNO', 'ICCPR', 'signature', '1998-10-05'),
      act('XWE', 'REFUGEE-PROT-1967', 'accession', '1968-11-01'),
    ],
    declarations: [],
    sightings: [],
    rules: [],
    doors: noDoors,
    forms: noForms,
    conflicts: noConflicts,
    sources: new Map([
      [
        'table',
        {
          id: 'table',
          title: 'Invented status table',
          publisher: 'Invented depositary',
          url: null,
          asOf: '2030-01-01',
          complete: instruments.map(({ id }) => id),
          covers: 'all' as const,
        },
      ],
    ]),
    dataAsOf: '2030-01-01',
  };
}
