/** From the JSON files of `data/` to a `Reference`; a row that points at nothing is refused with its place. */
import { type Day } from '../base/date.js';
import { assertNever, type Result } from '../base/result.js';
import { readFormBook } from '../form/blank.js';
import { readDoorBook } from './door-data.js';
import { reading, type Row, rowsOf, tableOf } from './json.js';
import { type RegionId, regionIds } from './regions.js';
import { readConflictBook } from './conflict-data.js';
import { readRules } from './rules.js';
import {
  type Act,
  type Declaration,
  type EntryRule,
  type Instrument,
  type Interval,
  type Provision,
  type Reference,
  type ReferenceSource,
  type ReservationRule,
  type Sighting,
  type State,
  type TreatyAction,
} from './reference.js';

/** The files of `data/`, each as parsed JSON. */
export interface ReferenceFiles {
  readonly states: unknown;
  readonly sources: unknown;
  readonly instruments: unknown;
  readonly provisions: unknown;
  readonly participations: unknown;
  readonly declarations: unknown;
  readonly sightings: unknown;
  readonly rules: unknown;
  readonly doors: unknown;
  readonly forms: unknown;
  readonly conflicts: unknown;
}

export const treatyActions: readonly TreatyAction[] = [
  'signature',
  'provisional-application',
  'definitive-signature',
  'ratification',
  'accession',
  'acceptance',
  'approval',
  'succession',
  'formal-confirmation',
  'withdrawal',
  'joined',
];

/** Checks every file; the first thing wrong is the Problem, with file and row. */
export function parseReference(files: ReferenceFiles): Result<Reference> {
  const states = reading('data/states.json', () => byId(rowsOf(files.states).map(readState)));
  if (!states.ok) return states;
  const succession = reading('data/states.json', () => readSuccession(rowsOf(files.states), states.value));
  if (!succession.ok) return succession;
  const sources = reading('data/treaties/sources.json', () => byId(rowsOf(files.sources).map(readSource)));
  if (!sources.ok) return sources;
  const instruments = reading('data/treaties/instruments.json', () =>
    byId(rowsOf(files.instruments).map(readInstrument)),
  );
  if (!instruments.ok) return instruments;
  const known: Known = { states: states.value, instruments: instruments.value, sources: sources.value };
  const provisions = reading('data/treaties/provisions.json', () =>
    byId(rowsOf(files.provisions).map((row) => readProvision(row, known))),
  );
  if (!provisions.ok) return provisions;
  const acts = reading('data/treaties/participations.json', () =>
    tableOf(files.participations).flatMap((row) => readActs(row, known)),
  );
  if (!acts.ok) return acts;
  const declarations = reading('data/treaties/declarations.json', () =>
    rowsOf(files.declarations).map((row, i) => readDeclaration(row, i, known)),
  );
  if (!declarations.ok) return declarations;
  const sightings = reading('data/treaties/sightings.json', () =>
    rowsOf(files.sightings).map((row) => readSighting(row, known)),
  );
  if (!sightings.ok) return sightings;
  const rules = reading('data/law/rules.json', () =>
    readRules(files.rules, (instrument, number) => provisions.value.has(`${instrument} ${number}`)),
  );
  if (!rules.ok) return rules;
  const doors = reading('data/law/doors.json', () => readDoorBook(files.doors, known));
  if (!doors.ok) return doors;
  const doorIds = new Set(doors.value.doors.map(({ id }) => id));
  const forms = reading('data/law/forms.json', () => readFormBook(files.forms, doorIds));
  if (!forms.ok) return forms;
  const conflicts = reading('data/law/conflicts.json', () => readConflictBook(files.conflicts));
  if (!conflicts.ok) return conflicts;
  return {
    ok: true,
    value: {
      ...known,
      provisions: provisions.value,
      acts: acts.value,
      declarations: declarations.value,
      sightings: sightings.value,
      rules: rules.value,
      doors: doors.value,
      forms: forms.value,
      conflicts: conflicts.value,
      dataAsOf: coverOf(sources.value),
    },
  };
}

/** A State that comes after itself, by however many steps, or after one that is not there, is refused. */
function readSuccession(rows: readonly Row[], states: ReadonlyMap<string, State>): void {
  for (const row of rows) {
    const id = row.text('id');
    const seen = new Set<string>();
    const queue = [...(states.get(id)?.successors ?? [])];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      if (next === id) row.bad('successors', 'States that came after it, without a circle back to it');
      const heir = states.get(next);
      if (heir === undefined) return row.bad('successors', 'ids of States that are here');
      if (seen.has(next)) continue;
      seen.add(next);
      queue.push(...heir.successors);
    }
  }
}

type Known = Pick<Reference, 'states' | 'instruments' | 'sources'>;

/** The day of the table that covers every State. */
function coverOf(sources: ReadonlyMap<string, ReferenceSource>): Day {
  const days = [...sources.values()].flatMap(({ asOf, complete, covers }) =>
    asOf !== null && covers === 'all' && complete.length > 0 ? [asOf] : [],
  );
  return days.sort()[0] ?? '0000-01-01';
}

function byId<T extends { readonly id: string }>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [item.id, item]));
}

function readState(row: Row): State {
  const name = row.row('name');
  return {
    id: row.text('id'),
    alpha2: row.textOrNull('alpha2'),
    name: { en: name.text('en'), ko: name.text('ko'), zh: name.text('zh') },
    official: row.text('official'),
    aliases: row.texts('aliases'),
    demonyms: row.texts('demonyms'),
    capital: row.textOrNull('capital'),
    kind: row.oneOf('kind', ['member', 'observer', 'other', 'organisation', 'historical']),
    region: regionOf(row),
    from: row.day('from'),
    until: row.day('until'),
    successors: row.texts('successors'),
  };
}

/** A State whose region nobody wrote down has none; a word that is no region is a mistake in the file. */
function regionOf(row: Row): RegionId | null {
  return row.textOrNull('region') === null ? null : row.oneOf('region', regionIds);
}

function readSource(row: Row): ReferenceSource {
  return {
    id: row.text('id'),
    title: row.text('title'),
    publisher: row.text('publisher'),
    url: row.textOrNull('url'),
    asOf: row.day('asOf'),
    complete: row.texts('complete'),
    covers: row.oneOf('covers', ['all', 'members']),
  };
}

function readInterval(row: Row): Interval {
  const kind = row.oneOf('kind', ['days', 'months', 'years', 'same-day', 'first-of-month-after']);
  switch (kind) {
    case 'same-day':
      return { kind };
    case 'first-of-month-after':
      return { kind, count: row.count('count'), unit: row.oneOf('unit', ['days', 'months']) };
    case 'days':
    case 'months':
    case 'years':
      return { kind, count: row.count('count') };
    default:
      return assertNever(kind);
  }
}

function readEntry(row: Row): EntryRule {
  return {
    article: row.text('article'),
    trigger: row.countOrNull('trigger'),
    triggerDate: row.day('triggerDate'),
    founding: readInterval(row.row('founding')),
    later: readInterval(row.row('later')),
    verified: row.flag('verified'),
  };
}

function readReservationRule(row: Row): ReservationRule {
  return {
    article: row.text('article'),
    kind: row.oneOf('kind', ['listed', 'all', 'only', 'object-and-purpose', 'silent']),
    barred: row.texts('barred'),
    allowed: row.texts('allowed'),
    verified: row.flag('verified'),
  };
}

function readInstrument(row: Row): Instrument {
  const [entry, leave, reservations, carries] = [
    row.rowOrNull('entry'),
    row.rowOrNull('denunciation'),
    row.rowOrNull('reservations'),
    row.rowOrNull('carries'),
  ];
  const notice = leave?.rowOrNull('notice') ?? null;
  return {
    id: row.text('id'),
    title: row.text('title'),
    kind: row.oneOf('kind', [
      'multilateral-treaty',
      'regional-treaty',
      'protocol',
      'bilateral-agreement',
      'declaration',
      'resolution',
      'statute',
      'constitution',
      'decision',
    ]),
    aliases: row.texts('aliases'),
    depositary: row.textOrNull('depositary'),
    citation: row.textOrNull('citation'),
    adopted: row.date('adopted'),
    inForce: row.date('inForce'),
    until: row.date('until'),
    articles: row.countOrNull('articles'),
    roman: row.flag('roman'),
    entry: entry === null ? null : readEntry(entry),
    denunciation:
      leave === null
        ? null
        : {
            article: leave.text('article'),
            notice: notice === null ? null : readInterval(notice),
            verified: leave.flag('verified'),
          },
    reservations: reservations === null ? null : readReservationRule(reservations),
    carries:
      carries === null
        ? null
        : {
            instrument: carries.text('instrument'),
            from: carries.count('from'),
            to: carries.count('to'),
            article: carries.text('article'),
          },
    optional: row.texts('optional'),
    geographic: row.textOrNull('geographic'),
    parties: row.texts('parties'),
    note: row.text('note'),
    source: row.text('source'),
    verified: row.flag('verified'),
  };
}

function readProvision(row: Row, known: Known): Provision {
  const instrument = pointer(row, 'instrument', known.instruments);
  const number = row.text('number');
  return {
    id: `${instrument} ${number}`,
    instrument,
    number,
    duty: row.text('duty'),
    source: row.text('source'),
    verified: row.flag('verified'),
  };
}

function pointer(row: Row, field: string, known: ReadonlyMap<string, unknown>): string {
  const id = row.text(field);
  return known.has(id) ? id : row.bad(field, 'the id of a row in another file');
}

/** A line holds the signature and the act of joining, or a withdrawal. */
function readActs(row: Row, known: Known): Act[] {
  const state = pointer(row, 'state', known.states);
  const instrument = pointer(row, 'instrument', known.instruments);
  const source = pointer(row, 'source', known.sources);
  const common = { state, instrument, source, verified: row.flag('verified'), claims: [] };
  const signed = row.date('signed');
  const action = row.textOrNull('action') === null ? null : row.oneOf('action', treatyActions);
  const note = row.textOrNull('note') ?? '';
  const id = (what: string, when: string) => `${source} ${instrument} ${state} ${what} ${when}`;
  const acts: Act[] = [];
  if (signed !== null)
    acts.push({
      ...common,
      id: id('signature', signed.edtf),
      action: 'signature',
      date: signed,
      effect: null,
      note: action === null ? note : '',
    });
  if (action !== null) {
    const date = row.date('date');
    acts.push({
      ...common,
      id: id(action, date?.edtf ?? 'undated'),
      action,
      date,
      effect: row.date('effect'),
      note,
    });
  }
  return acts;
}

function readDeclaration(row: Row, at: number, known: Known): Declaration {
  const state = pointer(row, 'state', known.states);
  const instrument = pointer(row, 'instrument', known.instruments);
  const of = row.textOrNull('of') === null ? instrument : pointer(row, 'of', known.instruments);
  const source = pointer(row, 'source', known.sources);
  return {
    id: `${source} ${instrument} ${state} statement ${at + 1}`,
    state,
    instrument,
    kind: row.oneOf('kind', ['reservation', 'declaration', 'geographic', 'objection', 'acceptance']),
    of,
    provisions: row.texts('provisions'),
    effect: row.oneOf('effect', ['excludes', 'part', 'unclear', 'none']),
    words: row.text('words'),
    until: row.date('until'),
    source,
    verified: row.flag('verified'),
    claims: [],
  };
}

function readSighting(row: Row, known: Known): Sighting {
  const state = pointer(row, 'state', known.states);
  const instrument = pointer(row, 'instrument', known.instruments);
  const source = pointer(row, 'source', known.sources);
  const asOf = row.day('asOf') ?? row.bad('asOf', 'a day');
  return {
    id: `${source} ${instrument} ${state} seen ${asOf}`,
    state,
    instrument,
    inside: row.flag('inside'),
    asOf,
    source,
    verified: row.flag('verified'),
    disagrees: row.flag('disagrees'),
    note: row.text('note'),
  };
}
