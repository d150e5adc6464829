/**
 * Doors as data: the bodies that can act, what opens each towards a State, who may go to it, what it asks
 * for and until when. What a State accepted beyond joining is rows with the day a source was true.
 */
import { type Day, type EdtfDate } from '../base/date.js';
import { type Label } from '../base/language.js';
import { type Row, Row as OneRow, tableOf } from './json.js';
import { type InstrumentId, type StateId } from './reference.js';

export type DoorKind =
  | 'complaint'
  | 'urgent'
  | 'inquiry'
  | 'inter-state'
  | 'reporting'
  | 'charter'
  | 'review'
  | 'court'
  | 'criminal'
  | 'agency';

/** What opens a door towards a State. */
export type Gate =
  /** It is bound by the instrument (and by `needs` beside it), and has not taken the provision out. */
  | {
      readonly kind: 'party';
      readonly instrument: InstrumentId;
      readonly provision: string | null;
      readonly needs: InstrumentId | null;
      /** Reserved here, and open by another clause all the same: argued. */
      readonly argued: {
        readonly instrument: InstrumentId;
        readonly provision: string;
        readonly words: Label;
      } | null;
    }
  /** It is bound, and declared that it accepts the provision. */
  | { readonly kind: 'optional'; readonly instrument: InstrumentId; readonly provision: string }
  /** It is bound, and did not opt out of the provision. */
  | { readonly kind: 'opt-out'; readonly instrument: InstrumentId; readonly provision: string }
  /** The procedure has not begun for anybody. */
  | { readonly kind: 'dormant'; readonly instrument: InstrumentId; readonly words: Label }
  | { readonly kind: 'every-state' }
  | { readonly kind: 'list'; readonly list: string; readonly within: string | null }
  | { readonly kind: 'review' }
  | { readonly kind: 'criminal'; readonly instrument: InstrumentId }
  | { readonly kind: 'agency' }
  | { readonly kind: 'agreement'; readonly instrument: InstrumentId };

export type Limit =
  | { readonly kind: 'none'; readonly words: Label }
  | {
      /** Counted from the final decision at home, or from the event. */
      readonly kind: 'after-decision' | 'after-event';
      readonly months: number;
      /** Decisions before a day had another time. */
      readonly earlier: { readonly before: Day; readonly months: number } | null;
      /** Past it the door is shut; else it is argued. */
      readonly strict: boolean;
      readonly words: Label;
    }
  | { readonly kind: 'session'; readonly words: Label };

export interface Door {
  readonly id: string;
  readonly body: Label;
  readonly title: Label;
  readonly kind: DoorKind;
  readonly gate: Gate;
  readonly who: readonly Label[];
  /** Whom it protects, when not everybody. */
  readonly persons: Label | null;
  readonly admissibility: readonly Label[];
  readonly limit: Limit;
  readonly fields: readonly Label[];
  /** What happens after. */
  readonly follow: Label | null;
  /** The form that this record can fill for it. */
  readonly form: string | null;
  readonly source: string;
  readonly verified: boolean;
}

/** A State's word on one optional provision. */
export interface Acceptance {
  readonly id: string;
  readonly state: StateId;
  readonly instrument: InstrumentId;
  readonly provision: string;
  readonly accepts: boolean;
  /** `null`: the source does not say since when. */
  readonly from: EdtfDate | null;
  readonly until: EdtfDate | null;
  readonly asOf: Day;
  readonly source: string;
  readonly verified: boolean;
}

export interface ListedState {
  readonly state: StateId;
  readonly from: EdtfDate | null;
  readonly until: EdtfDate | null;
  /** Contested by the State or the body. */
  readonly argued: boolean;
}

export interface StateList {
  readonly id: string;
  readonly name: Label;
  /** Only States of a region can be on it, so that it does not grow old for the others. */
  readonly region: boolean;
  readonly unknownBefore: Day | null;
  readonly asOf: Day;
  readonly verified: boolean;
  readonly rows: readonly ListedState[];
}

export interface Reviews {
  readonly asOf: Day;
  readonly verified: boolean;
  /** Months from one review to the next: fewest and most. */
  readonly cycle: readonly [number, number];
  /** Months in which a State was reviewed, oldest first. */
  readonly sessions: ReadonlyMap<StateId, readonly EdtfDate[]>;
}

/** How the Court came to a State that is no party. */
export interface CriminalRoutes {
  readonly asOf: Day;
  readonly verified: boolean;
  /** Crimes since `from`, referred by the Security Council. */
  readonly referrals: readonly {
    readonly state: StateId;
    readonly from: Day;
    readonly resolution: string;
  }[];
  readonly declarations: readonly { readonly state: StateId; readonly from: Day }[];
}

export interface DoorBook {
  readonly doors: readonly Door[];
  readonly acceptances: readonly Acceptance[];
  readonly lists: ReadonlyMap<string, StateList>;
  readonly reviews: Reviews;
  readonly criminal: CriminalRoutes;
}

/** No body at all: for a reference made by hand. */
export const noDoors: DoorBook = {
  doors: [],
  acceptances: [],
  lists: new Map(),
  reviews: { asOf: '0000-01-01', verified: false, cycle: [54, 60], sessions: new Map() },
  criminal: { asOf: '0000-01-01', verified: false, referrals: [], declarations: [] },
};

interface Known {
  readonly states: ReadonlyMap<string, unknown>;
  readonly instruments: ReadonlyMap<string, unknown>;
  readonly sources: ReadonlyMap<string, unknown>;
}

/** Refuses a row that points at nothing: a State, an instrument, a list or a word that is not there. */
export function readDoorBook(json: unknown, known: Known): DoorBook {
  if (json === null) return noDoors;
  const whole = new OneRow(json, 'the whole file');
  const [who, admissibility] = [labelsOf(whole.row('who')), labelsOf(whole.row('admissibility'))];
  const lists = new Map(whole.rows('lists').map((row) => [row.text('id'), readList(row, known)] as const));
  return {
    doors: whole.rows('doors').map((row) => readDoor(row, { who, admissibility, lists, known })),
    acceptances: tableOf(whole.field('acceptances')).map((row) => readAcceptance(row, known)),
    lists,
    reviews: readReviews(whole.row('reviews'), known),
    criminal: readCriminal(whole.row('criminal'), known),
  };
}

interface Words {
  readonly who: ReadonlyMap<string, Label>;
  readonly admissibility: ReadonlyMap<string, Label>;
  readonly lists: ReadonlyMap<string, unknown>;
  readonly known: Known;
}

function labelsOf(row: Row): ReadonlyMap<string, Label> {
  return new Map(row.names().map((name) => [name, labelIn(row, name)]));
}

function labelIn(row: Row, field: string): Label {
  const both = row.row(field);
  return { en: both.text('en'), ko: both.text('ko') };
}

function readDoor(row: Row, words: Words): Door {
  const named = (field: 'who' | 'admissibility') =>
    row.texts(field).map((code) => words[field].get(code) ?? row.bad(field, 'words of the file'));
  return {
    id: row.text('id'),
    body: labelIn(row, 'body'),
    title: labelIn(row, 'title'),
    kind: row.oneOf('kind', [
      'complaint',
      'urgent',
      'inquiry',
      'inter-state',
      'reporting',
      'charter',
      'review',
      'court',
      'criminal',
      'agency',
    ]),
    gate: readGate(row.row('gate'), words),
    who: named('who'),
    persons: row.rowOrNull('persons') === null ? null : labelIn(row, 'persons'),
    admissibility: named('admissibility'),
    limit: readLimit(row.row('limit')),
    fields: row.rows('fields').map((one) => ({ en: one.text('en'), ko: one.text('ko') })),
    follow: row.rowOrNull('follow') === null ? null : labelIn(row, 'follow'),
    form: row.textOrNull('form'),
    source: row.text('source'),
    verified: row.flag('verified'),
  };
}

function readGate(row: Row, { lists, known }: Words): Gate {
  const kind = row.text('kind');
  const instrument = () => pointer(row, 'instrument', known.instruments);
  switch (kind) {
    case 'party': {
      const argued = row.rowOrNull('argued');
      return {
        kind,
        instrument: instrument(),
        provision: row.textOrNull('provision'),
        needs: row.textOrNull('needs') === null ? null : pointer(row, 'needs', known.instruments),
        argued:
          argued === null
            ? null
            : {
                instrument: pointer(argued, 'instrument', known.instruments),
                provision: argued.text('provision'),
                words: labelIn(argued, 'words'),
              },
      };
    }
    case 'optional':
    case 'opt-out':
      return { kind, instrument: instrument(), provision: row.text('provision') };
    case 'dormant':
      return { kind, instrument: instrument(), words: labelIn(row, 'words') };
    case 'list':
      return {
        kind,
        list: pointer(row, 'list', lists),
        within: row.textOrNull('within') === null ? null : pointer(row, 'within', lists),
      };
    case 'criminal':
    case 'agreement':
      return { kind, instrument: instrument() };
    case 'every-state':
    case 'review':
    case 'agency':
      return { kind };
    default:
      return row.bad('kind', 'a kind of gate');
  }
}

function readLimit(row: Row): Limit {
  const kind = row.oneOf('kind', ['none', 'after-decision', 'after-event', 'session']);
  const words = labelIn(row, 'words');
  if (kind === 'none' || kind === 'session') return { kind, words };
  const earlier = row.rowOrNull('earlier');
  return {
    kind,
    months: row.count('months'),
    earlier:
      earlier === null
        ? null
        : {
            before: earlier.day('before') ?? earlier.bad('before', 'a day'),
            months: earlier.count('months'),
          },
    strict: row.flag('strict'),
    words,
  };
}

function readAcceptance(row: Row, known: Known): Acceptance {
  const [state, instrument] = [
    pointer(row, 'state', known.states),
    pointer(row, 'instrument', known.instruments),
  ];
  const provision = row.text('provision');
  const source = pointer(row, 'source', known.sources);
  return {
    id: `${source} ${instrument} ${state} art. ${provision}`,
    state,
    instrument,
    provision,
    accepts: row.flag('accepts'),
    from: row.date('from'),
    until: row.date('until'),
    asOf: row.day('asOf') ?? row.bad('asOf', 'a day'),
    source,
    verified: row.flag('verified'),
  };
}

function readList(row: Row, known: Known): StateList {
  return {
    id: row.text('id'),
    name: labelIn(row, 'name'),
    region: row.flag('region'),
    unknownBefore: row.day('unknownBefore'),
    asOf: row.day('asOf') ?? row.bad('asOf', 'a day'),
    verified: row.flag('verified'),
    rows: tableOf({ columns: row.field('columns'), rows: row.field('rows') }).map((one) => ({
      state: pointer(one, 'state', known.states),
      from: one.date('from'),
      until: one.date('until'),
      argued: one.oneOf('is', ['yes', 'argued']) === 'argued',
    })),
  };
}

function readReviews(row: Row, known: Known): Reviews {
  const cycle = row.row('cycle');
  const sessions = row.row('sessions');
  return {
    asOf: row.day('asOf') ?? row.bad('asOf', 'a day'),
    verified: row.flag('verified'),
    cycle: [cycle.count('least'), cycle.count('most')],
    sessions: new Map(
      sessions.names().map((state) => {
        if (!known.states.has(state)) return sessions.bad(state, 'the reviews of a State');
        return [state, sessions.texts(state).map((text) => sessions.dateFrom(state, text))];
      }),
    ),
  };
}

function readCriminal(row: Row, known: Known): CriminalRoutes {
  const day = (one: Row) => one.day('from') ?? one.bad('from', 'a day');
  return {
    asOf: row.day('asOf') ?? row.bad('asOf', 'a day'),
    verified: row.flag('verified'),
    referrals: row.rows('referrals').map((one) => ({
      state: pointer(one, 'state', known.states),
      from: day(one),
      resolution: one.text('resolution'),
    })),
    declarations: row
      .rows('declarations')
      .map((one) => ({ state: pointer(one, 'state', known.states), from: day(one) })),
  };
}

function pointer(row: Row, field: string, known: ReadonlyMap<string, unknown>): string {
  const id = row.text(field);
  return known.has(id) ? id : row.bad(field, 'the id of a row elsewhere');
}
