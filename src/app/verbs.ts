/**
 * Every use case by name, for the command line: run in this process, or by a running server through
 * its socket. Input is `unknown` and becomes known here, once.
 */
import { z } from 'zod';
import { type Day } from '../core/base/date.js';
import { byText } from '../core/base/ids.js';
import { type Json } from '../core/base/json.js';
import { fail, ok, type Result } from '../core/base/result.js';
import { type Report } from '../core/letter/assertion.js';
import { type Reference } from '../core/law/reference.js';
import { isEraseReason } from '../core/ledger/erase.js';
import { findStateIn } from '../core/law/states.js';
import { type Actor, allowedFor, allowedTo } from '../core/policy/audience.js';
import { type Action } from '../core/policy/roles.js';
import { type CaseFile, type DossierInfo, refsOf, thingsOf } from '../core/view/thing.js';
import {
  type Backup,
  type EvidenceFiles,
  type ConsentList,
  type BackupMade,
  type FsckReport,
  type Head,
  type Ledger,
  type Published,
  type RandomBytes,
} from './ports.js';
import { checkAgainst, fittingFile } from './check.js';
import { type AskList, asks } from './asks.js';
import { type ProofFile, prove } from './prove.js';
import { claimInput, type ClaimRecorded, recordClaim } from './claim.js';
import { erase, type Erased, erasedProblem } from './erase.js';
import {
  consentInputs,
  type ConsentGiven,
  type ConsentWithdrawn,
  giveConsent,
  listConsents,
  withdrawConsent,
} from './consent.js';
import { evidenceHandlers, evidenceInputs, type EvidenceOutputs, type FileDoors } from './evidence/verbs.js';
import { count, type Count } from './count.js';
import { law, type LawAnswer, type LawAnswers, lawOf, type LawQuestion, type LawSources } from './law.js';
import { decide, decideInput, type DecidedNow } from './decide.js';
import { type Doors, doors } from './doors.js';
import {
  formInputs,
  type FormRun,
  type FormHandedOut,
  type FormLooked,
  handOutForm,
  lookAtForm,
} from './form.js';
import { type Findings, findings } from './findings.js';
import { type LawOver, lawOver } from './law-over.js';
import { amend, type Amended } from './amend.js';
import { exportDossier, type Exported } from './exchange/export.js';
import { type OpenLineFile } from './exchange/pages.js';
import { importBatch, type Imported } from './exchange/import.js';
import { exportForms } from '../core/ledger/export.js';
import { leaveFor, type Need } from './leave.js';
import { peopleHandlers, peopleInputs, type PeopleOutputs } from './people/verbs.js';
import { type SignIn } from './people/sign-in.js';
import { search, type SearchAnswer, type SearchPorts } from './search.js';
import { show, type ShownThing } from './show.js';
import { shownHistory, type ShownHistory } from './history.js';

export interface VerbPorts {
  readonly ledger: Ledger;
  readonly reference: Reference;
  readonly version: string;
  readonly backup: Backup;
  readonly random: RandomBytes;
  readonly lineFile: OpenLineFile;
  /** The day, in UTC. */
  readonly today: () => Day;
  readonly signIn: SignIn;
  readonly names: SearchPorts['names'];
  readonly evidence: EvidenceFiles;
  readonly doors: FileDoors;
  /** Where people open the pages: `http://localhost:3300`. */
  readonly address: string;
}

export interface DossierHead {
  readonly info: DossierInfo;
  readonly head: Head;
}

export interface Rebuilt {
  readonly dossier: string;
  readonly entries: number;
  readonly things: number;
  /** Entries that were erased, and fold into nothing. */
  readonly erased: number;
}

export interface PublishedLog extends Published {
  readonly dossier: string;
}

const chosen = { dossier: z.string().max(63).optional(), asOf: z.string().max(40).optional() };

const inputs = {
  ...consentInputs,
  ...formInputs,
  ...peopleInputs,
  ...evidenceInputs,
  claim: claimInput,
  status: z.object({}),
  check: z.object({ text: z.string(), ...chosen }),
  show: z.object({ thing: z.string().min(1).max(200), ...chosen }),
  search: z.object({
    query: z.string().max(2000),
    where: z.array(z.string().max(300)).max(20).optional(),
    since: z.string().max(40).optional(),
    until: z.string().max(40).optional(),
    offset: z.number().int().min(0).max(10_000).optional(),
    limit: z.number().int().min(1).max(100).optional(),
    ...chosen,
  }),
  history: z.object({ thing: z.string().min(1).max(200), ...chosen }),
  amend: z.object({
    claim: z.string().min(1).max(200),
    action: z.enum(['retract', 'correct', 'dispute', 'restore']),
    value: z.string().min(1).max(20_000).optional(),
    why: z.string().min(1).max(2000),
    key: z.string().min(1).max(200).optional(),
    dossier: chosen.dossier,
  }),
  count: z.object({ event: z.string().min(1).max(300), lang: z.enum(['en', 'ko']).optional(), ...chosen }),
  asks: z.object({
    of: z.string().min(1).max(200).optional(),
    on: z.string().max(40).optional(),
    lang: z.enum(['en', 'ko']).optional(),
    ...chosen,
  }),
  law: z.object({
    state: z.string().min(1).max(200),
    instrument: z.string().max(300).optional(),
    provision: z.string().max(60).optional(),
    on: z.string().max(40),
    ...chosen,
  }),
  'law-over': z.object({
    state: z.string().min(1).max(200),
    instrument: z.string().max(300).optional(),
    provision: z.string().max(60).optional(),
    from: z.string().max(10),
    to: z.string().max(10),
    ...chosen,
  }),
  findings: z.object({ event: z.string().min(1).max(300), lang: z.enum(['en', 'ko']).optional(), ...chosen }),
  decide: decideInput,
  doors: z.object({
    of: z.string().min(1).max(300),
    /** Today when absent. */
    on: z.string().max(40).optional(),
    decided: z.string().max(10).optional(),
    lang: z.enum(['en', 'ko']).optional(),
    ...chosen,
  }),
  rebuild: z.object({ dossier: chosen.dossier }),
  fsck: z.object({ dossier: chosen.dossier }),
  erase: z.object({
    claims: z
      .array(z.string().regex(/^[0-9a-f]{16,64}$/, 'An id has 16 to 64 hexadecimal digits'))
      .min(1)
      .max(20),
    why: z.string().refine(isEraseReason, 'There is no such reason'),
    dryRun: z.boolean(),
    dossier: chosen.dossier,
  }),
  backup: z.object({ to: z.string().min(1).max(4000), keys: z.boolean() }),
  checkpoint: z.object({ newKey: z.boolean().optional(), dossier: chosen.dossier }),
  prove: z.object({ claim: z.string().max(64), dossier: chosen.dossier }),
  export: z.object({
    dossier: z.string().min(1).max(63),
    as: z.enum(exportForms),
    out: z.string().min(1).max(4000),
    force: z.boolean(),
    asOf: chosen.asOf,
  }),
  import: z.object({
    dossier: z.string().max(63),
    // Judged one by one where they are read: a bad line is told, and never keeps the others out.
    lines: z.array(z.custom<Json>()).max(5000),
    dryRun: z.boolean(),
    expects: z.array(z.string().max(100)).max(1000).optional(),
  }),
};

export interface Outputs extends PeopleOutputs, EvidenceOutputs {
  readonly status: { readonly version: string; readonly dossiers: readonly DossierHead[] };
  readonly check: Report;
  readonly show: ShownThing;
  readonly search: SearchAnswer;
  readonly history: ShownHistory;
  readonly amend: Amended;
  readonly count: Count;
  readonly asks: AskList;
  readonly law: LawAnswer | LawAnswers;
  readonly 'law-over': LawOver;
  readonly findings: Findings;
  readonly decide: DecidedNow;
  readonly doors: Doors;
  readonly form: FormLooked;
  readonly 'export-form': FormHandedOut;
  readonly rebuild: readonly Rebuilt[];
  readonly fsck: readonly FsckReport[];
  readonly backup: BackupMade;
  readonly erase: Erased;
  readonly consent: ConsentGiven;
  readonly 'withdraw-consent': ConsentWithdrawn;
  readonly consents: readonly ConsentList[];
  readonly checkpoint: readonly PublishedLog[];
  readonly prove: ProofFile;
  readonly claim: ClaimRecorded;
  readonly import: Imported;
  readonly export: Exported;
}

export type VerbName = keyof Outputs;
export type VerbInput<V extends VerbName> = z.input<(typeof inputs)[V]>;
export type Progress = (done: number, total: number) => void;

interface Run {
  readonly ports: VerbPorts;
  readonly actor: Actor;
  readonly progress: Progress | undefined;
}

/** A run that may go on: in these dossiers. */
interface Granted extends Run {
  readonly dossiers: readonly string[];
}

type Handlers = {
  readonly [V in VerbName]: (
    run: Granted,
    input: z.output<(typeof inputs)[V]>,
  ) => Promise<Result<Outputs[V]>>;
};

const inDossier = (action: Action): Need => ({ action, over: 'dossier' });

/** The lists of people are not split by dossier here; the pages show the keeper of one dossier theirs. */
const overPeople: Need = { action: 'admit', over: 'record' };

/** What each verb needs leave for: one that says nothing here does not compile. */
const needs: { readonly [V in VerbName]: Need } = {
  status: inDossier('read'),
  check: inDossier('read'),
  show: inDossier('read'),
  search: inDossier('read'),
  history: inDossier('read'),
  amend: inDossier('amend'),
  count: inDossier('read'),
  asks: inDossier('read'),
  law: inDossier('read'),
  'law-over': inDossier('read'),
  findings: inDossier('read'),
  decide: inDossier('judge'),
  doors: inDossier('read'),
  form: inDossier('read'),
  'export-form': inDossier('export'),
  rebuild: inDossier('maintain'),
  fsck: inDossier('maintain'),
  checkpoint: inDossier('maintain'),
  erase: inDossier('erase'),
  consent: inDossier('record'),
  'withdraw-consent': inDossier('record'),
  consents: inDossier('read'),
  prove: inDossier('read'),
  import: inDossier('record'),
  claim: inDossier('record'),
  export: inDossier('export'),
  evidence: inDossier('read'),
  'evidence-item': inDossier('read'),
  'add-evidence': inDossier('record'),
  custody: inDossier('record'),
  stamp: inDossier('record'),
  'verify-evidence': inDossier('read'),
  'get-evidence': inDossier('read'),
  backup: { action: 'export', over: 'record' },
  clock: { action: 'maintain', over: 'record' },
  people: overPeople,
  invite: overPeople,
  'invite-again': overPeople,
  grant: overPeople,
  'take-grant': overPeople,
  'remove-person': overPeople,
  'sign-out': overPeople,
};

const handlers: Handlers = {
  ...aboutPeople(),
  ...evidenceHandlers,
  claim: async (run, input) => {
    const files = await caseFiles(run, { dossier: input.dossier });
    if (!files.ok) return files;
    const [file] = files.value;
    return file === undefined ? noDossier() : recordClaim(run.ports.ledger, run.actor, file, input);
  },
  status: async ({ ports, actor }) => {
    const dossiers: DossierHead[] = [];
    for (const info of await ports.ledger.dossiers(allowedTo(actor))) {
      const head = await ports.ledger.head(info.id);
      if (!head.ok) return head;
      dossiers.push({ info, head: head.value });
    }
    return ok({ version: ports.version, dossiers });
  },
  check: async (run, { text, ...which }) => {
    const files = await caseFiles(run, which);
    if (!files.ok) return files;
    const file = fittingFile(text, files.value);
    return file === null ? noDossier() : checkAgainst(text, file, run.ports.reference);
  },
  show: async (run, input) => {
    const files = await caseFiles(run, input);
    if (!files.ok) return files;
    const dossiers = files.value.map((file) => file.dossier.id);
    const erased = await erasedProblem(run.ports.ledger, run.actor, dossiers, input.thing);
    if (erased !== null) return erased;
    const holding = files.value.find((file) => file.things.has(input.thing)) ?? files.value[0];
    return holding === undefined ? noDossier() : show(holding, input.thing);
  },
  search: (run, input) => {
    const moment = oneLogAsked(run, input);
    return moment.ok ? search(run.ports, run, input) : Promise.resolve(moment);
  },
  history: async (run, input) => {
    const files = await caseFiles(run, input);
    if (!files.ok) return files;
    const file = files.value.find(({ things }) => things.has(input.thing)) ?? files.value[0];
    if (file === undefined) return noDossier();
    // The same words for what is not there as `show` has, with what may have been meant.
    const shown = show(file, input.thing);
    if (!shown.ok) return shown;
    const { ledger } = run.ports;
    const changes = await ledger.history(
      file.dossier.id,
      input.thing,
      allowedFor(run.actor, file.dossier.id),
      input.asOf,
    );
    if (!changes.ok) return changes;
    const history = shownHistory(file, input.thing, changes.value);
    return history === null ? noDossier() : ok(history);
  },
  amend: async (run, { dossier, ...order }) => {
    const files = await caseFiles(run, { dossier });
    if (!files.ok) return files;
    const ids = files.value.map((file) => file.dossier.id);
    const erased = await erasedProblem(run.ports.ledger, run.actor, ids, order.claim);
    return erased ?? amend(run.ports, run.actor, files.value, order);
  },
  count: async (run, input) => {
    const files = await caseFiles(run, input);
    return files.ok ? count(files.value, input.event, input.lang) : files;
  },
  asks: async (run, { of, on, lang, ...which }) => {
    const files = await caseFiles(run, which);
    if (!files.ok) return files;
    return asks(files.value, run.ports.reference, {
      ...(of === undefined ? {} : { of }),
      ...(on === undefined ? {} : { on }),
      ...(lang === undefined ? {} : { lang }),
    });
  },
  law: async (run, { state, instrument, provision, on, ...which }) => {
    const sources = await lawSources(run, state, which);
    return sources.ok ? law(sources.value, { state, on, ...named({ instrument, provision }) }) : sources;
  },
  'law-over': async (run, { state, instrument, provision, from, to, ...which }) => {
    const sources = await lawSources(run, state, which);
    if (!sources.ok) return sources;
    return lawOver(sources.value, { state, from, to, ...named({ instrument, provision }) });
  },
  findings: async (run, { event, lang, ...which }) => {
    const files = await caseFiles(run, which);
    if (!files.ok) return files;
    return findings(files.value, run.ports.reference, { event, ...(lang === undefined ? {} : { lang }) });
  },
  decide: async (run, input) => {
    const files = await caseFiles(run, { dossier: input.dossier });
    if (!files.ok) return files;
    const { ledger, reference } = run.ports;
    return decide({ ledger, reference, actor: run.actor, files: files.value }, input);
  },
  doors: async (run, { of, on, decided, lang, ...which }) => {
    const files = await caseFiles(run, which);
    const { reference, today } = run.ports;
    return files.ok ? doors(files.value, reference, { of, on: on ?? today(), decided, lang }) : files;
  },
  form: async (run, input) => {
    const forms = await formRun(run, input);
    return forms.ok ? lookAtForm(forms.value, input) : forms;
  },
  'export-form': async (run, input) => {
    const forms = await formRun(run, input);
    return forms.ok ? handOutForm(forms.value, input) : forms;
  },
  rebuild: (run) =>
    each(run, async (dossier) => {
      const rebuilt = await run.ports.ledger.rebuild(dossier, run.progress);
      return rebuilt.ok ? ok({ dossier, ...rebuilt.value }) : rebuilt;
    }),
  fsck: (run) => each(run, (dossier) => run.ports.ledger.fsck(dossier, run.progress)),
  erase: ({ ports, actor, dossiers }, input) => erase(ports.ledger, actor, dossiers, input),
  consent: (run, input) => giveConsent(inDossiers(run), input),
  'withdraw-consent': (run, input) => withdrawConsent(inDossiers(run), input),
  consents: (run, input) => listConsents(inDossiers(run), input),
  backup: (run, input) => run.ports.backup(input, run.progress),
  prove: ({ ports, actor }, input) => prove(ports.ledger, actor, input),
  export: ({ ports, actor, progress }, { dossier, as, out, force, asOf }) => {
    const { ledger, lineFile, random, reference } = ports;
    const states = new Map(
      [...reference.states.values()].flatMap(({ id, alpha2 }) =>
        alpha2 === null ? [] : [[id, alpha2.toLowerCase()]],
      ),
    );
    return exportDossier(
      { ledger, actor, dossier, lineFile, random, states, progress },
      { form: as, to: out, force, asOf },
    );
  },
  import: ({ ports, actor }, { dossier, lines, dryRun, expects }) =>
    importBatch(
      { ledger: ports.ledger, actor, dossier, today: ports.today() },
      { lines, dryRun, ...(expects === undefined ? {} : { expects }) },
    ),
  checkpoint: (run, input) =>
    each(run, async (dossier) => {
      const published = await run.ports.ledger.checkpoint(
        dossier,
        input.newKey === true ? 'new-key' : 'whole',
      );
      return published.ok ? ok({ dossier, ...published.value }) : published;
    }),
};

function inDossiers({ ports, actor, dossiers }: Granted): Parameters<typeof listConsents>[0] {
  return { ledger: ports.ledger, actor, dossiers, today: ports.today() };
}

/** The verbs about people see the people, and of the record only which dossiers there are. */
function aboutPeople(): Pick<Handlers, keyof PeopleOutputs> {
  const of = ({ ports, actor }: Run) => ({
    actor,
    ports: {
      signIn: ports.signIn,
      address: ports.address,
      dossiers: () => ports.ledger.dossiers(allowedTo(actor)),
    },
  });
  return {
    clock: (run, input) => peopleHandlers.clock(of(run), input),
    people: (run, input) => peopleHandlers.people(of(run), input),
    invite: (run, input) => peopleHandlers.invite(of(run), input),
    'invite-again': (run, input) => peopleHandlers['invite-again'](of(run), input),
    grant: (run, input) => peopleHandlers.grant(of(run), input),
    'take-grant': (run, input) => peopleHandlers['take-grant'](of(run), input),
    'remove-person': (run, input) => peopleHandlers['remove-person'](of(run), input),
    'sign-out': (run, input) => peopleHandlers['sign-out'](of(run), input),
  };
}

export function isVerb(name: string): name is VerbName {
  return Object.hasOwn(handlers, name);
}

/** Runs one verb. The caller says who acts; nothing about the actor is read from the input. */
export async function runVerb<V extends VerbName>(
  verb: V,
  input: unknown,
  run: Run,
): Promise<Result<Outputs[V]>> {
  // A key that nothing reads would lose what it says.
  const parsed = inputs[verb].strict().safeParse(input);
  if (!parsed.success)
    return fail('bad-input', `${parsed.error.issues[0]?.message ?? 'The input has the wrong shape'}.`, {
      where: parsed.error.issues[0]?.path.join('.') ?? verb,
    });
  // The schema and the handler are looked up by the same verb, which the compiler cannot follow.
  const handle = handlers[verb] as (run: Granted, input: unknown) => Promise<Result<Outputs[V]>>;
  const dossier = dossierIn(parsed.data);
  const leave = await leaveFor(needs[verb], { ledger: run.ports.ledger, actor: run.actor, dossier });
  return leave.ok ? handle({ ...run, dossiers: leave.value }, parsed.data) : leave;
}

/** The dossier an input names, if its verb takes one. */
function dossierIn(input: object): string | undefined {
  return 'dossier' in input && typeof input.dossier === 'string' ? input.dossier : undefined;
}

interface Chosen {
  readonly dossier?: string | undefined;
  readonly asOf?: string | undefined;
}

async function formRun(run: Granted, which: Chosen): Promise<Result<FormRun>> {
  const files = await caseFiles(run, { dossier: which.dossier, asOf: which.asOf });
  if (!files.ok) return files;
  const { ledger, reference, today, random } = run.ports;
  return ok({ ledger, reference, actor: run.actor, files: files.value, today: today(), random });
}

/** The case file asked for, or every dossier's. */
async function caseFiles(
  { ports, actor, dossiers }: Granted,
  input: Chosen,
): Promise<Result<readonly CaseFile[]>> {
  const files: CaseFile[] = [];
  const moment = oneLogAsked({ dossiers }, input);
  if (!moment.ok) return moment;
  for (const id of dossiers) {
    const file = await ports.ledger.caseFile(id, allowedFor(actor, id), input.asOf);
    if (!file.ok) return file;
    files.push(file.value);
  }
  // Without this, a record begun later would answer "nothing on record", which is about the world.
  if (input.asOf !== undefined && files.length > 0 && files.every((file) => file.asOf === null))
    return nothingYet({ ports, actor }, files, input.asOf);
  return ok(files);
}

function oneLogAsked({ dossiers }: Pick<Granted, 'dossiers'>, { asOf }: Chosen): Result<null> {
  if (asOf?.startsWith('entry:') !== true || dossiers.length <= 1) return ok(null);
  return fail('usage', 'Each dossier has a log of its own, so an entry needs its dossier.', {
    where: '--as-of',
    fix: `Add --dossier with one of ${dossiers.join(', ')}.`,
  });
}

async function nothingYet(
  { ports, actor }: Pick<Run, 'ports' | 'actor'>,
  files: readonly CaseFile[],
  asOf: string,
): Promise<Result<never>> {
  const firsts: string[] = [];
  for (const { dossier } of files) {
    const first = await ports.ledger.entries(dossier.id, 0, 1, allowedFor(actor, dossier.id));
    firsts.push(...(first.ok ? first.value.map((line) => line.at) : []));
  }
  const [begun] = firsts.sort(byText);
  return fail('nothing-yet', `Nothing had been recorded here by ${asOf}.`, {
    where: '--as-of',
    fix: `It asks what this record held, not what had happened.${begun === undefined ? '' : ` The first entry is of ${begun.slice(0, 10)}.`}`,
  });
}

async function lawSources(run: Granted, state: string, which: Chosen): Promise<Result<LawSources>> {
  const files = await caseFiles(run, which);
  if (!files.ok) return files;
  const { reference } = run.ports;
  const file =
    which.dossier === undefined ? fileAbout(files.value, reference, state) : (files.value[0] ?? null);
  return ok({ reference, file });
}

function named(words: {
  readonly instrument?: string | undefined;
  readonly provision?: string | undefined;
}): Pick<LawQuestion, 'instrument' | 'provision'> {
  const { instrument, provision } = words;
  return {
    ...(instrument === undefined ? {} : { instrument }),
    ...(provision === undefined ? {} : { provision }),
  };
}

/** The first dossier with treaty acts of that State: its claims then stand beside the reference data. */
function fileAbout(files: readonly CaseFile[], reference: Reference, words: string): CaseFile | null {
  for (const file of files) {
    const state = findStateIn(lawOf({ reference, file }).states, words);
    if (!state.ok) continue;
    if (thingsOf(file, 'Participation').some((act) => refsOf(act, 'state').includes(state.value.id)))
      return file;
  }
  return null;
}

async function each<T>(
  { dossiers }: Granted,
  work: (dossier: string) => Promise<Result<T>>,
): Promise<Result<readonly T[]>> {
  const done: T[] = [];
  for (const id of dossiers) {
    const result = await work(id);
    if (!result.ok) return result;
    done.push(result.value);
  }
  return ok(done);
}

function noDossier(): Result<never> {
  return fail('no-dossier', 'The data directory holds no dossier.', {
    fix: 'Run `article33 init` to load the built-in dossiers.',
  });
}
