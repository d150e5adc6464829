/**
 * `article33 form`: a body's form filled from the record for one event or person. Looking shows what must not
 * be sent and why; handing out gives what may be, after the log says that it was handed out.
 */
import { z } from 'zod';
import { type Day, parseDate } from '../core/base/date.js';
import { type DossierId, type ThingId } from '../core/base/ids.js';
import { fail, ok, type Result } from '../core/base/result.js';
import { type Blank } from '../core/form/blank.js';
import { type Filled, fillForm, type FormOrder, type FormWorld, type Withheld } from '../core/form/fill.js';
import { asSent } from '../core/form/share.js';
import { doorOf } from '../core/law/doors.js';
import { type Reference } from '../core/law/reference.js';
import { findStateIn } from '../core/law/states.js';
import { type HandOutFormat, handOutFormats, handOutToBytes } from '../core/ledger/hand-out.js';
import { type Actor, allowedFor } from '../core/policy/audience.js';
import { type CaseFile, codesOf, refsOf, type Thing, thingsOf } from '../core/view/thing.js';
import { finestDate } from '../core/view/when.js';
import { findEvent } from './count.js';
import { type FormJson, formJson } from './form-json.js';
import { lawOf } from './law.js';
import { type Ledger, type RandomBytes } from './ports.js';

const asked = {
  form: z.string().min(1).max(60),
  of: z.string().min(1).max(300),
  person: z.string().min(1).max(200).optional(),
  event: z.string().min(1).max(200).optional(),
  state: z.string().min(1).max(200).optional(),
  submitter: z.string().min(1).max(200).optional(),
  /** What consents call the body, when not as the form does. */
  to: z.string().min(1).max(100).optional(),
  lang: z.enum(['en', 'ko']).optional(),
  dossier: z.string().max(63).optional(),
  asOf: z.string().max(40).optional(),
};

export const formInputs = {
  form: z.object(asked),
  'export-form': z.object({ ...asked, format: z.enum(handOutFormats) }),
};

export type FormAsked = z.output<(typeof formInputs)['form']>;

/** The form, and what is not in it: for whoever fills it, and nobody else. */
export interface FormLooked {
  readonly form: FormJson;
  /** By field. */
  readonly withheld: readonly (Withheld & { readonly field: string })[];
}

export interface FormHandedOut {
  readonly form: FormJson;
  /** The entry that says so. */
  readonly recorded: { readonly dossier: DossierId; readonly entry: number };
}

export interface FormRun {
  readonly ledger: Pick<Ledger, 'consents' | 'head' | 'append'>;
  readonly reference: Reference;
  readonly actor: Actor;
  readonly files: readonly CaseFile[];
  readonly today: Day;
  readonly random: RandomBytes;
}

/**
 * Kinds of Problem: `no-such-form`, `no-such-person`, `several-persons`, `several-events`, `no-state-in-event`,
 * `no-such-submitter`; those of naming an event or a State.
 */
export async function lookAtForm(run: FormRun, input: FormAsked): Promise<Result<FormLooked>> {
  const filled = await fill(run, input);
  if (!filled.ok) return filled;
  const form = await withRoot(run, filled.value, input.asOf);
  if (!form.ok) return form;
  const withheld = filled.value.filled.fields.flatMap(({ field, withheld: not }) =>
    not.map((one) => ({ ...one, field: field.id })),
  );
  return ok({ form: form.value, withheld });
}

/** As `lookAtForm`, and `door-shut`: nothing is handed to a body that cannot act. The log is written first. */
export async function handOutForm(
  run: FormRun,
  { format, ...input }: FormAsked & { readonly format: HandOutFormat },
): Promise<Result<FormHandedOut>> {
  const found = await fill(run, input);
  if (!found.ok) return found;
  const { filled, file } = found.value;
  if (filled.door.status === 'shut')
    return fail(
      'door-shut',
      `${filled.door.door.body.en}: ${filled.door.why.map(({ en }) => en).join(' ')}`,
      {
        where: filled.order.blank.id,
        fix: 'See which doors are open: article33 doors.',
      },
    );
  const form = await withRoot(run, found.value, input.asOf);
  if (!form.ok) return form;
  const { order } = filled;
  const body = handOutToBytes({
    form: order.blank.id,
    to: order.to,
    format,
    lang: order.lang,
    upTo: file.seq,
    claims: filled.claims.length,
  });
  // Each handing out is one of its own, also when it says the same.
  const idempotencyKey = `export ${[...run.random(16)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
  const appended = await run.ledger.append(
    file.dossier.id,
    [{ kind: 'export', body, idempotencyKey }],
    run.actor,
  );
  if (!appended.ok) return appended;
  const recorded = { dossier: file.dossier.id, entry: appended.value.head.size - 1 };
  return ok({ form: form.value, recorded });
}

interface FoundForm {
  readonly filled: Filled;
  readonly file: CaseFile;
}

async function withRoot(
  { ledger, reference }: FormRun,
  { filled, file }: FoundForm,
  asOf: string | undefined,
): Promise<Result<FormJson>> {
  // Of a past moment only the entry is known: the root is that of the log as it is now.
  const head = asOf === undefined ? await ledger.head(file.dossier.id) : null;
  if (head !== null && !head.ok) return head;
  const { state } = filled.order;
  const name = reference.states.get(state)?.name ?? { en: state, ko: state };
  return ok(formJson(filled, { file, root: head === null ? null : head.value, name }));
}

async function fill(run: FormRun, input: FormAsked): Promise<Result<FoundForm>> {
  const { reference, files } = run;
  const blank = blankOf(reference, input.form);
  if (!blank.ok) return blank;
  const subject = subjectOf(files, input);
  if (!subject.ok) return subject;
  const { file } = subject.value;
  // Consents of now, whatever moment is read: a withdrawal counts at once.
  const held = await run.ledger.consents(file.dossier.id, allowedFor(run.actor, file.dossier.id));
  const consents = new Map((held.ok ? held.value.consents : []).map((one) => [one.name, one] as const));
  const to = input.to ?? blank.value.bodyId;
  const sent = asSent(file, { body: to, consents, on: run.today });
  const order = orderOf(run, { blank: blank.value, subject: subject.value, sent, to }, input);
  if (!order.ok) return order;
  const world: FormWorld = {
    file,
    consents,
    lawFor: (seen) => lawOf({ reference, file: seen }),
    doorFor: (law, seen) => doorFor(order.value, { law, seen }, reference),
  };
  return ok({ filled: fillForm(order.value, world), file });
}

function doorFor(
  order: FormOrder,
  { law, seen }: { readonly law: ReturnType<typeof lawOf>; readonly seen: CaseFile },
  reference: Reference,
): ReturnType<FormWorld['doorFor']> {
  const door = reference.doors.doors.find(({ id }) => id === order.blank.door);
  if (door === undefined) throw new Error(`A form names a door that is not there: ${order.blank.door}`);
  const event = order.event === null ? undefined : seen.things.get(order.event);
  const date = event === undefined ? null : finestDate(event);
  return doorOf(door, { state: order.state, on: order.on, event: date, others: [], decided: null }, law);
}

export function blankOf({ forms }: Reference, words: string): Result<Blank> {
  const wanted = words.trim().toUpperCase();
  const found = forms.forms.find(({ id }) => id === wanted);
  return found === undefined
    ? fail('no-such-form', 'There is no such form here.', {
        where: words.slice(0, 60),
        fix: `Name one of: ${forms.forms.map(({ id }) => id).join(', ')}.`,
      })
    : ok(found);
}

interface Subject {
  readonly file: CaseFile;
  /** The event asked about, or those of the person. */
  readonly events: readonly Thing[];
  readonly person: ThingId | null;
}

/** An event, or a person with the events they are in. */
function subjectOf(files: readonly CaseFile[], { of, event }: FormAsked): Result<Subject> {
  for (const file of files) {
    const thing = file.things.get(of);
    if (thing?.type !== 'Person' && thing?.type !== 'Case') continue;
    const all = thingsOf(file, 'Event').filter((one) => refsOf(one, 'person').includes(thing.id));
    const events = event === undefined ? all : all.filter(({ id }) => id === event);
    if (events.length > 1)
      return fail('several-events', `${events.length} events name that person.`, {
        where: of,
        fix: `Add --event with one of: ${events.map(({ id }) => id).join(', ')}.`,
      });
    return ok({ file, events, person: thing.id });
  }
  const found = findEvent(files, of);
  return found.ok ? ok({ file: found.value.file, events: [found.value.thing], person: null }) : found;
}

function orderOf(
  run: FormRun,
  {
    blank,
    subject,
    sent,
    to,
  }: { readonly blank: Blank; readonly subject: Subject; readonly sent: CaseFile; readonly to: string },
  input: FormAsked,
): Result<FormOrder> {
  const [event] = subject.events;
  const people = peopleOf(blank, subject, input.person);
  if (!people.ok) return people;
  const state = stateOf(run, { sent, event, blank }, input.state);
  if (!state.ok) return state;
  const submitter = input.submitter ?? null;
  if (submitter !== null && subject.file.things.get(submitter)?.type !== 'Body')
    return fail('no-such-submitter', 'The record holds no body with that id.', {
      where: '--submitter',
      fix: 'Give the id of an organisation on record, such as HRW; a person signs by hand.',
    });
  const on = parseDate(run.today);
  if (!on.ok) return on;
  return ok({
    blank,
    mandates: run.reference.forms.mandates,
    event: event?.id ?? null,
    people: people.value,
    state: state.value,
    submitter,
    to,
    on: on.value,
    today: run.today,
    lang: input.lang ?? 'en',
  });
}

const inOffice = new Set(['office-holder', 'spokesperson', 'expert']);

/** Those the form is about: one where the body wants one form for each. Office-holders are named elsewhere. */
function peopleOf(
  blank: Blank,
  { file, events, person }: Subject,
  wanted: string | undefined,
): Result<readonly ThingId[]> {
  if (person !== null) return ok([person]);
  const named = [...new Set(events.flatMap((event) => refsOf(event, 'person')))].filter((id) => {
    const thing = file.things.get(id);
    return thing === undefined || !codesOf(thing, 'role').some((role) => inOffice.has(role));
  });
  if (wanted !== undefined)
    return named.includes(wanted)
      ? ok([wanted])
      : fail('no-such-person', 'The event names no such person.', {
          where: wanted.slice(0, 100),
          fix: named.length === 0 ? 'It names nobody.' : `It names: ${named.join(', ')}.`,
        });
  if (!blank.perPerson || named.length <= 1) return ok(named);
  return fail(
    'several-persons',
    `This body wants one form for each person, and the event names ${named.length}.`,
    {
      where: blank.id,
      fix: `Add --person with one of: ${named.join(', ')}.`,
    },
  );
}

/** From what may be sent of the event: a State that only a withheld claim names is asked for. */
function stateOf(
  { reference }: FormRun,
  {
    sent,
    event,
    blank,
  }: { readonly sent: CaseFile; readonly event: Thing | undefined; readonly blank: Blank },
  words: string | undefined,
): Result<string> {
  const law = lawOf({ reference, file: sent });
  if (words !== undefined) {
    const state = findStateIn(law.states, words);
    return state.ok ? ok(state.value.id) : state;
  }
  const seen = event === undefined ? undefined : sent.things.get(event.id);
  const states = seen === undefined ? [] : statesOf(sent, seen);
  const [only, ...others] = states;
  if (only !== undefined && others.length === 0) return ok(only);
  return only === undefined
    ? fail('no-state-in-event', 'No State that may be named to this body is recorded as having done it.', {
        where: event?.id ?? blank.id,
        fix: 'Add --state with the State the form is directed against.',
      })
    : fail('several-states', 'More than one State is recorded as having done it.', {
        where: event?.id ?? blank.id,
        fix: `Add --state with one of: ${states.join(', ')}.`,
      });
}

/** Who sent them; else whose organs did it; else where it was. */
function statesOf(file: CaseFile, event: Thing): string[] {
  const sent = refsOf(event, 'from');
  if (sent.length > 0) return sent;
  const of = (ids: readonly ThingId[]) => [
    ...new Set(
      ids.flatMap((id) => {
        const thing = file.things.get(id);
        return thing?.type === 'State' ? [id] : thing === undefined ? [] : refsOf(thing, 'state');
      }),
    ),
  ];
  const by = of(refsOf(event, 'by'));
  return by.length > 0 ? by : of(refsOf(event, 'place'));
}
