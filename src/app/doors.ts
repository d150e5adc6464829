/** `article33 doors`: which bodies can act on a State or an event, how each stands on a day, and until when. */
import { type Day, isDay, parseDate } from '../core/base/date.js';
import { type FrameLanguage } from '../core/base/language.js';
import { fail, ok, type Result } from '../core/base/result.js';
import { type DoorKind } from '../core/law/door-data.js';
import { type DoorFound, doorsOf, type DoorStatus } from '../core/law/doors.js';
import { type Reference } from '../core/law/reference.js';
import { findStateIn } from '../core/law/states.js';
import { type CaseFile, refsOf, type Thing } from '../core/view/thing.js';
import { finestDate } from '../core/view/when.js';
import { findEvent } from './count.js';
import { lawOf } from './law.js';

/** Words as typed: an event or a State, and days. `on` is EDTF. */
export interface DoorsQuestion {
  readonly of: string;
  readonly on: string;
  /** The final decision at home. */
  readonly decided?: string | undefined;
  readonly lang?: FrameLanguage | undefined;
}

/** The promised JSON of one door. */
export interface DoorAnswer {
  readonly id: string;
  readonly body: string;
  readonly title: string;
  readonly kind: DoorKind;
  readonly status: DoorStatus;
  readonly why: readonly string[];
  readonly since?: string;
  /** How it stood when it was last seen, when that was before the day asked about. */
  readonly lastSeen?: { readonly status: 'open' | 'shut'; readonly on: Day };
  /** What bound the State, in English. */
  readonly chain: readonly string[];
  readonly who: readonly string[];
  readonly persons?: string;
  readonly admissibility: readonly string[];
  readonly deadline: {
    readonly words: string;
    readonly last?: Day;
    readonly past: boolean;
    readonly needs?: 'decision' | 'event' | 'session';
    readonly expected?: string;
  };
  readonly fields: readonly string[];
  readonly follow?: string;
  readonly form?: string;
  /** Whether what is said of the body was read in a source. */
  readonly verified: boolean;
  /** Whether what is said of the State was. */
  readonly gateVerified: boolean;
}

export interface DoorsOfState {
  readonly state: string;
  readonly name: string;
  /** Its part in the event; absent when a State is asked about. */
  readonly part?: 'sent' | 'received';
  readonly doors: readonly DoorAnswer[];
}

/** The promised JSON. */
export interface Doors {
  readonly event?: string;
  readonly eventDate?: string;
  readonly on: string;
  readonly states: readonly DoorsOfState[];
  readonly dataAsOf: Day;
}

/**
 * Kinds of Problem: `bad-date`, `bad-day`; those of naming an event or a State; `no-state-in-event`.
 */
export function doors(
  files: readonly CaseFile[],
  reference: Reference,
  question: DoorsQuestion,
): Result<Doors> {
  const on = parseDate(question.on.trim(), '--on');
  if (!on.ok) return on;
  const decided = question.decided ?? null;
  if (decided !== null && !isDay(decided))
    return fail('bad-day', 'That is no day of the calendar.', {
      where: '--decided',
      fix: 'Write year, month and day, such as 2024-03-01.',
    });
  const asked = { on: on.value, decided };
  const lang = question.lang ?? 'en';
  const [first] = files;
  const law = lawOf({ reference, file: first ?? null });
  const state = findStateIn(law.states, question.of);
  const event = findEvent(files, question.of);
  const exact = event.ok && event.value.thing.id === question.of;
  if (state.ok && !exact) {
    const file = files.find(({ things }) => things.has(state.value.id)) ?? first ?? null;
    const data = lawOf({ reference, file });
    const found = doorsOf({ ...asked, state: state.value.id, event: null, others: [] }, data);
    return ok({
      on: on.value.edtf,
      states: [
        {
          state: state.value.id,
          name: state.value.name[lang],
          doors: found.map((one) => toAnswer(one, lang)),
        },
      ],
      dataAsOf: reference.dataAsOf,
    });
  }
  if (!event.ok) return state.ok || state.problem.kind === 'no-such-state' ? event : state;
  const { file, thing } = event.value;
  const parts = statesIn(thing);
  if (parts.length === 0)
    return fail('no-state-in-event', 'No State is recorded for that event, so there is none to act on.', {
      where: thing.id,
      fix: 'Record which State sent people, or ask about a State by its name.',
    });
  const date = finestDate(thing);
  return ok({
    event: thing.id,
    ...(date === null ? {} : { eventDate: date.edtf }),
    on: on.value.edtf,
    states: parts.map(({ state: id, part }) => {
      const others = parts.map((one) => one.state).filter((one) => one !== id);
      const data = lawOf({ reference, file });
      const found = doorsOf({ ...asked, state: id, event: date, others }, data);
      return {
        state: id,
        name: data.states.get(id)?.name[lang] ?? id,
        part,
        doors: found.map((one) => toAnswer(one, lang)),
      };
    }),
    dataAsOf: reference.dataAsOf,
  });
}

/** Who sent people, then who received them; each State once. */
export function statesIn(event: Thing): { readonly state: string; readonly part: 'sent' | 'received' }[] {
  const sent = refsOf(event, 'from');
  const received = refsOf(event, 'to').filter((state) => !sent.includes(state));
  return [
    ...sent.map((state) => ({ state, part: 'sent' as const })),
    ...received.map((state) => ({ state, part: 'received' as const })),
  ];
}

function toAnswer(found: DoorFound, lang: FrameLanguage): DoorAnswer {
  const { door, deadline, binding } = found;
  const { last, past, needs, expected } = deadline;
  return {
    id: door.id,
    body: door.body[lang],
    title: door.title[lang],
    kind: door.kind,
    status: found.status,
    why: found.why.map((one) => one[lang]),
    ...(found.since === null ? {} : { since: found.since }),
    ...(found.lastSeen === null ? {} : { lastSeen: found.lastSeen }),
    chain: (binding?.because ?? []).map(({ text }) => text),
    who: door.who.map((one) => one[lang]),
    ...(door.persons === null ? {} : { persons: door.persons[lang] }),
    admissibility: door.admissibility.map((one) => one[lang]),
    deadline: {
      words: deadline.words[lang],
      ...(last === null ? {} : { last }),
      past,
      ...(needs === null ? {} : { needs }),
      ...(expected === null ? {} : { expected }),
    },
    fields: door.fields.map((one) => one[lang]),
    ...(door.follow === null ? {} : { follow: door.follow[lang] }),
    ...(door.form === null ? {} : { form: door.form }),
    verified: door.verified,
    gateVerified: found.verified,
  };
}
