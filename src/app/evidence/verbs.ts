/** The verbs about evidence: what each takes, and what it answers. */
import { z } from 'zod';
import { type Day, isDay } from '../../core/base/date.js';
import { type DossierId, parseThingId } from '../../core/base/ids.js';
import { fail, ok, type Result } from '../../core/base/result.js';
import { type Audience } from '../../core/claim/claim.js';
import { type CustodyAction, isCustodyAction } from '../../core/ledger/custody.js';
import { isAudience } from '../../core/ledger/bodies.js';
import { type Actor, actorName, allowedFor } from '../../core/policy/audience.js';
import { type EvidenceFiles, type IncomingFile, type Ledger } from '../ports.js';
import { actorOf, canSignIn } from '../people/person.js';
import { type SignIn } from '../people/sign-in.js';
import { type FileReader, type ReadFile } from '../read-file.js';
import { addFile } from './add.js';
import { recordCustody } from './custody.js';
import { type Item, oneItem, readItems } from './items.js';
import { readKeptFile } from './reading.js';
import {
  type CheckedStamp,
  checkStamps,
  parseBlocks,
  readStamp,
  type TokenChecker,
  type Trusted,
} from './stamps.js';

/** What the verbs do to files outside the record: on the machine that the program runs on. */
export interface FileDoors {
  /** A file of this machine, to be taken in. Problems: `no-such-file`. */
  readonly incoming: (path: string) => Promise<Result<IncomingFile>>;
  /** Writes a new file whole or not at all. Problems: `file-exists`, `cannot-write`. */
  readonly writeNew: (path: string, pieces: AsyncIterable<Uint8Array>) => Promise<Result<void>>;
  readonly readFile: FileReader;
  readonly checkToken: TokenChecker;
}

export interface EvidencePorts {
  readonly ledger: Ledger;
  readonly evidence: EvidenceFiles;
  readonly doors: FileDoors;
  readonly signIn: SignIn;
  readonly today: () => Day;
}

const id = z.string().refine((text) => parseThingId(text).ok, 'An id is letters, digits, dots and hyphens');
const day = z.string().refine(isDay, 'A day is written 2026-03-01');
const words = z.string().max(2000);
const path = z.string().min(1).max(4000);
const digits = z.string().max(80);
const dossier = z.string().max(63).optional();
const asOf = z.string().max(40).optional();
const audience = z.string().refine((text): text is Audience => isAudience(text) && text !== 'sealed', {
  message: 'An audience is public, team or restricted:NAME',
});
const action = z
  .string()
  .refine((text): text is CustodyAction => isCustodyAction(text) && text !== 'stamped', {
    message: 'received, transferred, copied, opened or verified',
  });

/** What the asker believes: certificates, and blocks of a chain. */
const trusting = {
  trust: z.string().max(200_000).optional(),
  blocks: z.array(z.string().max(100)).max(50).optional(),
};

export const evidenceInputs = {
  evidence: z.object({ source: id.optional(), dossier, asOf }),
  'evidence-item': z.object({ file: digits, source: id.optional(), ...trusting, dossier, asOf }),
  'add-evidence': z.object({
    path,
    source: id,
    title: words.min(1).optional(),
    audience: audience.optional(),
    consent: id.optional(),
    name: words.optional(),
    from: words.optional(),
    how: words.optional(),
    on: day.optional(),
    dossier,
  }),
  custody: z.object({
    file: digits,
    source: id.optional(),
    action,
    party: words.optional(),
    how: words.optional(),
    on: day.optional(),
    dossier,
  }),
  'verify-evidence': z.object({ file: digits.optional(), source: id.optional(), ...trusting, dossier }),
  stamp: z.object({
    file: digits,
    source: id.optional(),
    path,
    how: words.optional(),
    on: day.optional(),
    dossier,
  }),
  'get-evidence': z.object({ file: digits, source: id.optional(), to: path, dossier, asOf }),
};

type Inputs = typeof evidenceInputs;

export interface CustodyLine {
  readonly action: CustodyAction;
  readonly on: Day;
  /** When it was recorded. */
  readonly recorded: string;
  readonly by: string;
  readonly party: string | null;
  readonly how: string | null;
  readonly entry: number;
  readonly id: string;
}

export interface EvidenceLine {
  readonly dossier: DossierId;
  /** SHA-256 of the bytes. */
  readonly file: string;
  readonly source: string;
  readonly title: string;
  readonly audience: Audience;
  /** The claim that names it. */
  readonly claim: string;
  /** What whoever gave it called it. */
  readonly name: string | null;
  /** Whether the bytes are here; a dossier may name a file by its hash alone. */
  readonly here: boolean;
  /** Who has it; `null` where no receipt is known. */
  readonly holder: string | null;
  readonly custody: readonly CustodyLine[];
}

/** What reading the file found: never what it says. */
export interface FileFacts extends Pick<
  ReadFile,
  'kind' | 'mediaType' | 'bytes' | 'warnings' | 'quarantine'
> {
  readonly pages: number;
  readonly parts: number;
}

export interface EvidenceShown extends EvidenceLine {
  /** Or why the file could not be read. */
  readonly facts: FileFacts | { readonly problem: string } | null;
  readonly stamps: readonly CheckedStamp[];
}

export interface EvidenceAdded extends EvidenceLine {
  readonly bytes: number;
  readonly known: boolean;
}

export interface CheckedFile extends Pick<EvidenceLine, 'dossier' | 'file' | 'source'> {
  /** `missing`: it was received, and is not here. `elsewhere`: only its hash was ever recorded. */
  readonly state: 'whole' | 'missing' | 'damaged' | 'elsewhere';
  readonly stamps: readonly CheckedStamp[];
}

export interface EvidenceOutputs {
  readonly evidence: readonly EvidenceLine[];
  readonly 'evidence-item': EvidenceShown;
  readonly 'add-evidence': EvidenceAdded;
  readonly custody: EvidenceLine & { readonly known: boolean };
  readonly stamp: EvidenceLine & { readonly known: boolean; readonly stamps: readonly CheckedStamp[] };
  readonly 'verify-evidence': readonly CheckedFile[];
  readonly 'get-evidence': { readonly file: string; readonly to: string };
}

export interface EvidenceRun {
  readonly ports: EvidencePorts;
  readonly actor: Actor;
  readonly dossiers: readonly DossierId[];
}

type Handlers = {
  readonly [V in keyof EvidenceOutputs]: (
    run: EvidenceRun,
    input: z.output<Inputs[V]>,
  ) => Promise<Result<EvidenceOutputs[V]>>;
};

export const evidenceHandlers: Handlers = {
  evidence: async (run, { source, asOf: when }) => {
    const items = await itemsOf(run, when);
    if (!items.ok) return items;
    const wanted = items.value.filter((item) => source === undefined || item.source === source);
    return ok(await Promise.all(wanted.map((item) => lineOf(run.ports, item))));
  },
  'evidence-item': async (run, input) => {
    const item = await itemNamed(run, input);
    if (!item.ok) return item;
    const trusted = trustedIn(run.ports, input);
    if (!trusted.ok) return trusted;
    const line = await lineOf(run.ports, item.value);
    const stamps = await checkStamps(item.value, trusted.value);
    return ok({ ...line, stamps, facts: line.here ? await factsOf(run.ports, item.value) : null });
  },
  'add-evidence': async (run, input) => {
    const { ports, actor } = run;
    const where = await dossierFor(run, input.source);
    if (!where.ok) return where;
    const incoming = await ports.doors.incoming(input.path);
    if (!incoming.ok) return incoming;
    const order = {
      dossier: where.value,
      source: input.source,
      title: input.title,
      audience: input.audience ?? 'team',
      consent: input.consent ?? null,
      name: input.name ?? input.path.split(/[\\/]/).at(-1) ?? '',
      from: input.from ?? '',
      how: input.how ?? '',
      on: input.on ?? ports.today(),
    };
    const added = await addFile(ports, actor, order, incoming.value);
    if (!added.ok) return added;
    const { bytes, known } = added.value;
    return ok({ ...(await lineOf(ports, added.value.item)), bytes, known });
  },
  custody: async (run, input) => {
    const item = await itemNamed(run, input);
    if (!item.ok) return item;
    const { ports, actor } = run;
    const order = {
      action: input.action,
      party: input.party ?? '',
      how: input.how ?? '',
      on: input.on ?? ports.today(),
      stamp: null,
    };
    if (input.action === 'verified' && (await ports.evidence.check(item.value.sha256)) !== 'whole')
      return fail(
        'file-damaged',
        'The bytes here do not give the hash, so that is not recorded as checked.',
        {
          where: item.value.sha256.slice(0, 16),
          fix: 'Run `article33 fsck`, and restore the directory from a backup.',
        },
      );
    const done = await recordCustody({ ...ports, recordsHere: recordsHere(ports) }, actor, item.value, order);
    if (!done.ok) return done;
    return ok({ ...(await lineOf(ports, done.value.item)), known: done.value.known });
  },
  stamp: async (run, input) => {
    const item = await itemNamed(run, input);
    if (!item.ok) return item;
    const { ports, actor } = run;
    const trusted = nothingTrusted(ports);
    const incoming = await ports.doors.incoming(input.path);
    if (!incoming.ok) return incoming;
    const stamp = await readStamp(incoming.value, item.value.sha256, trusted);
    if (!stamp.ok) return stamp;
    const said = { party: '', how: input.how ?? '', on: input.on ?? ports.today() };
    const order = { action: 'stamped', stamp: stamp.value, ...said } as const;
    const done = await recordCustody({ ...ports, recordsHere: recordsHere(ports) }, actor, item.value, order);
    if (!done.ok) return done;
    const stamps = await checkStamps(done.value.item, trusted);
    return ok({ ...(await lineOf(ports, done.value.item)), known: done.value.known, stamps });
  },
  'verify-evidence': async (run, { file, source, ...given }) => {
    const trusted = trustedIn(run.ports, given);
    if (!trusted.ok) return trusted;
    const items = await itemsOf(run);
    if (!items.ok) return items;
    const one = file === undefined ? null : oneItem(items.value, file, source);
    if (one !== null && !one.ok) return one;
    const checked: CheckedFile[] = [];
    for (const item of one === null ? items.value : [one.value]) {
      const state = await run.ports.evidence.check(item.sha256);
      const told = state === 'missing' && item.chain === null ? 'elsewhere' : state;
      const stamps = await checkStamps(item, trusted.value);
      checked.push({ dossier: item.dossier, file: item.sha256, source: item.source, state: told, stamps });
    }
    return ok(checked);
  },
  'get-evidence': async (run, input) => {
    const item = await itemNamed(run, input);
    if (!item.ok) return item;
    const opened = await run.ports.evidence.open(item.value.sha256);
    if (!opened.ok) return opened;
    const written = await run.ports.doors.writeNew(input.to, opened.value.pieces);
    return written.ok ? ok({ file: item.value.sha256, to: input.to }) : written;
  },
};

function nothingTrusted({ doors }: EvidencePorts): Trusted {
  return { checkToken: doors.checkToken, certificates: '', blocks: new Map() };
}

function trustedIn(
  { doors }: EvidencePorts,
  given: { readonly trust?: string | undefined; readonly blocks?: readonly string[] | undefined },
): Result<Trusted> {
  const blocks = parseBlocks(given.blocks ?? []);
  if (!blocks.ok) return blocks;
  return ok({ checkToken: doors.checkToken, certificates: given.trust ?? '', blocks: blocks.value });
}

function itemsOf({ ports, actor, dossiers }: EvidenceRun, when?: string): Promise<Result<readonly Item[]>> {
  return readItems({ ledger: ports.ledger, actor, dossiers }, when);
}

async function itemNamed(
  run: EvidenceRun,
  input: { readonly file: string; readonly source?: string | undefined; readonly asOf?: string | undefined },
): Promise<Result<Item>> {
  const items = await itemsOf(run, input.asOf);
  return items.ok ? oneItem(items.value, input.file, input.source) : items;
}

/** The one that knows the source; else the only one. */
async function dossierFor(run: EvidenceRun, source: string): Promise<Result<DossierId>> {
  const { ports, actor, dossiers } = run;
  const knowing: DossierId[] = [];
  for (const one of dossiers) {
    const reading = { ledger: ports.ledger, actor, dossiers: [one] };
    if (await knowsSource(reading, source)) knowing.push(one);
  }
  const [first, ...others] = knowing.length > 0 ? knowing : dossiers;
  if (first !== undefined && others.length === 0) return ok(first);
  return fail('usage', 'It is not clear which dossier this belongs to.', {
    where: '--dossier',
    fix: `Add --dossier with one of ${dossiers.join(', ')}.`,
  });
}

async function knowsSource({ ledger, actor, dossiers }: Parameters<typeof readItems>[0], source: string) {
  const [one] = dossiers;
  if (one === undefined) return false;
  return (await ledger.thing(one, source, allowedFor(actor, one))).ok;
}

/** The operator, and everybody who can sign in. */
function recordsHere({ signIn }: EvidencePorts): (name: string) => boolean {
  const people = new Set(
    signIn.people
      .held()
      .filter(canSignIn)
      .map((person) => actorName(actorOf(person))),
  );
  return (name) => name === 'operator' || people.has(name);
}

async function lineOf({ evidence }: EvidencePorts, item: Item): Promise<EvidenceLine> {
  const { dossier: where, sha256, source, title, held, chain } = item;
  const events = chain?.events ?? [];
  return {
    dossier: where,
    file: sha256,
    source,
    title,
    audience: held.claim.audience,
    claim: held.id,
    name: events[0]?.custody.name ?? null,
    here: await evidence.has(sha256),
    holder: chain?.holder ?? null,
    custody: events.map(({ seq, id: entry, at, actor, custody }) => ({
      action: custody.action,
      on: custody.on,
      recorded: at,
      by: actor,
      party: custody.party === '' ? null : custody.party,
      how: custody.how === '' ? null : custody.how,
      entry: seq,
      id: entry,
    })),
  };
}

async function factsOf({ evidence, doors }: EvidencePorts, item: Item): Promise<EvidenceShown['facts']> {
  const read = await readKeptFile({ evidence, readFile: doors.readFile }, item);
  if (!read.ok) return { problem: read.problem.message };
  const { kind, mediaType, bytes, warnings, quarantine, pages, parts } = read.value;
  return { kind, mediaType, bytes, warnings, quarantine, pages: pages.length, parts: parts.length };
}
