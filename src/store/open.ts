/**
 * Opening a data directory: lock, version, journal, database, and the two records of the head
 * compared. What can be caught up is caught up and said; what cannot is refused, never guessed.
 */
import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { sameBytes, toHex } from '../core/base/bytes.js';
import { type DossierId } from '../core/base/ids.js';
import { fail, ok, type Result } from '../core/base/result.js';
import { appendLeaf, rootOf, type TreeHead } from '../core/ledger/tree.js';
import {
  type BackupMade,
  type Clock,
  type EvidenceFiles,
  type Ledger,
  type Log as Report,
  type LogEvent,
  type RandomBytes,
} from '../app/ports.js';
import { type BackedUp, type BackupOrder, makeBackup } from './backup/backup.js';
import { anyJoined } from '../app/people/person.js';
import { type SignIn } from '../app/people/sign-in.js';
import { type SteadyClock } from '../app/people/steady.js';
import { dropReplaced, finishSwap } from './backup/swap.js';
import { dedupeKey, dossierFolders, findDirectory, layout, startDirectory } from './directory.js';
import { EmbeddedLedger, type LedgerParts } from './embedded.js';
import { doneErasing } from './erase/finish.js';
import { resumeEmbedded, resumeServer } from './erase/resume.js';
import { diskEvidence, sweepParts } from './evidence/disk.js';
import { sweepUnnamed } from './evidence/named.js';
import { errorCode, type Files, nodeFiles, writeProblem } from './files.js';
import { Journal } from './journal/journal.js';
import { type Lock, takeLock } from './lock.js';
import { Mutex } from './mutex.js';
import { databaseBehind, openServer } from './open-server.js';
import { openEmbedded } from './open-embedded.js';
import { auditFile } from './people/audit.js';
import { keptFile } from './people/kept.js';
import { openPeople } from './people/open.js';
import { openSteady } from './people/steady.js';
import { readLeaves } from './record/entries.js';
import { type Admission, admitOpen } from './record/prepare.js';
import { guarded } from './record/reads.js';
import { type Log } from './replay.js';
import { ServerLedger } from './server.js';
import { closeFolder } from './sql/database-folder.js';
import { PostgresSql } from './sql/postgres.js';
import {
  checkpointDiffers,
  publishedCheck,
  type PublishedCheck,
  rolledBack,
} from './public-log/published.js';
import { type Vault } from './vault/vault.js';
import { newSecret, noSecrets, type Secrets, startVault, unlock } from './vault/unlock.js';

export interface StoreOptions {
  readonly dir: string;
  /** `postgres://…`; absent or null for the embedded database. */
  readonly databaseUrl?: string | null;
  readonly clock?: Clock;
  /** Milliseconds that nobody can set; with a clock of a test's, none pass by themselves. */
  readonly ticks?: () => number;
  readonly random?: RandomBytes;
  readonly log?: Report;
  /** What opens an encrypted directory. */
  readonly secrets?: Secrets;
  /** Makes a new directory encrypted, with a key from `secrets`. */
  readonly encrypt?: boolean;
  /** Effects and limits that tests set. */
  readonly files?: Files;
  readonly admission?: Admission;
  /** In place of asking whether anybody has joined; without one nothing about one person is taken in. */
  readonly anyPerson?: () => boolean;
  /** In place of asking whether the directory is encrypted; whoever says who has joined need not have a key. */
  readonly encrypted?: boolean;
  /** The longest file of evidence, in bytes. */
  readonly evidenceBytesMax?: number;
  /** Milliseconds a statement may take. */
  readonly deadlineMs?: number;
}

export interface Store extends Ledger {
  readonly dir: string;
  /** Copies everything that cannot be made again; the record stays in use meanwhile. */
  backup(order: BackupOrder): Promise<Result<BackupMade>>;
  /** Who may sign in. Kept in the directory, with a PostgreSQL server too. */
  readonly signIn: SignIn;
  /** Whether somebody has ever been able to sign in. Before that nothing personal may be recorded. */
  anyPerson(): boolean;
  /** The effects on this directory's files: `readKept` and `replaceKept` seal what an encrypted one holds. */
  readonly files: Files;
  /** Files of evidence. */
  readonly evidence: EvidenceFiles;
  /** What opening found and did: a dropped tail, a database filled again. */
  readonly notices: readonly LogEvent[];
}

/** Long enough for a rebuild's statements; a hung database is noticed within it. */
const DEADLINE_MS = 30_000;

/** Leaves read at a time. */
const LEAVES = 2000;

interface Opening {
  readonly dir: string;
  readonly lock: Lock;
  readonly files: Files;
  readonly random: RandomBytes;
  readonly report: Report;
  readonly options: StoreOptions;
  readonly anyPerson: () => boolean;
}

/** With the directory's key, if it has one, and its time. */
interface Under extends Opening {
  readonly steady: SteadyClock;
  readonly evidence: EvidenceFiles;
}

/** The longest file of evidence where no setting says otherwise. */
const EVIDENCE_BYTES_MAX = 2 * 1024 * 1024 * 1024;

/**
 * Opens a data directory, making it where absent. Problems: `locked`, `newer-directory`,
 * `newer-database`, `not-a-data-directory`, `damaged`, `heads-differ`, `database-behind`,
 * `other-dedupe-key`, `rolled-back`, `checkpoint-differs`, `needs-key`, `wrong-key`,
 * `disk-full`, `not-writable`, `database-gone`, `database-unreachable`,
 * `no-such-database`, `database-login`.
 */
export async function openStore(options: StoreOptions): Promise<Result<Store>> {
  const dir = resolve(options.dir);
  const found = await findDirectory(dir);
  if (!found.ok) return found;
  const random = options.random ?? ((length: number) => new Uint8Array(randomBytes(length)));
  const lock = await takeLock(dir, toHex(random(8)));
  if (!lock.ok) return lock;
  const notices: LogEvent[] = [];
  const report: Report = (event) => {
    notices.push(event);
    options.log?.(event);
  };
  // The people are read once the ledger stands; until then there is nobody.
  let joined = () => false;
  const anyPerson = options.anyPerson ?? (() => joined());
  const files = options.files ?? nodeFiles;
  const opening = { dir, lock: lock.value, files, random, report, options, anyPerson };
  try {
    const ledger = await openLocked(opening);
    if (ledger.ok) await dropReplaced(dir).catch(() => report({ level: 'warning', kind: 'replaced-left' }));
    if (!ledger.ok) {
      await lock.value.release();
      return ledger;
    }
    const { ledger: opened, files, steady, evidence } = ledger.value;
    const signIn = await openSignIn({ ...opening, files }, steady);
    if (!signIn.ok) {
      await opened.close();
      await steady.settle();
      return signIn;
    }
    joined = () => anyJoined(signIn.value.people.held());
    return ok(
      asStore(opened, { dir, notices, files, evidence, clock: options.clock ?? now, signIn: signIn.value }),
    );
  } catch (error) {
    await lock.value.release();
    // A disk that is full or may not be written is told; anything else is a fault of ours.
    if (/^E[A-Z]+$/.test(errorCode(error))) return writeProblem(error, dir);
    throw error;
  }
}

type Opened = Ledger & Pick<BackedUp, 'quietly'>;

function asStore(
  ledger: Opened,
  more: Pick<Store, 'dir' | 'notices' | 'files' | 'evidence' | 'signIn'> & { readonly clock: Clock },
): Store {
  const { dir, notices, clock, files, evidence, signIn } = more;
  const quietly: BackedUp['quietly'] = (work) => ledger.quietly(work);
  const backups = new Mutex();
  const backup = (order: BackupOrder) => backups.run(() => makeBackup({ dir, clock, quietly }, order));
  const anyPerson = () => anyJoined(signIn.people.held());
  return Object.assign(ledger, { dir, notices, files, evidence, backup, signIn, anyPerson });
}

const now: Clock = () => new Date();

interface OpenedFiles {
  readonly ledger: Opened;
  readonly files: Files;
  readonly steady: SteadyClock;
  readonly evidence: EvidenceFiles;
}

function openSignIn({ dir, files, random, options }: Opening, steady: SteadyClock): Promise<Result<SignIn>> {
  return openPeople({
    dir,
    keep: (path) => keptFile(files, path),
    audit: (path) => auditFile(files, path, (event) => options.log?.(event)),
    clock: options.clock ?? now,
    steady,
    random,
  });
}

async function openLocked(opening: Opening): Promise<Result<OpenedFiles>> {
  const { dir, files, options, report } = opening;
  const swapped = await finishSwap(dir, files);
  if (swapped !== 'none') report({ level: 'warning', kind: `restore-${swapped}` });
  // Asked again under the lock: another process may have laid the directory out meanwhile.
  const found = await findDirectory(dir);
  if (!found.ok) return found;
  const vault = found.value === 'new' ? await layOut(opening) : await openVault(opening);
  if (!vault.ok) return vault;
  await mkdir(join(dir, 'run'), { recursive: true, mode: 0o700 });
  const url = options.databaseUrl ?? '';
  const sealed = { ...files, vault: vault.value };
  const steady = await openSteady({
    kept: keptFile(sealed, layout.clock(dir)),
    clock: options.clock ?? now,
    ticks: options.ticks ?? (options.clock === undefined ? undefined : () => 0),
    log: report,
  });
  const swept = await sweepParts(dir);
  if (swept > 0) report({ level: 'info', kind: 'files-half-written', count: swept });
  const bytesMax = options.evidenceBytesMax ?? EVIDENCE_BYTES_MAX;
  const evidence = diskEvidence({ dir, files: sealed, random: opening.random, bytesMax });
  const under: Under = { ...opening, files: sealed, steady, evidence };
  const ledger = await guarded(() => (url === '' ? onEmbedded(under) : onServer(under, url)));
  if (ledger.ok) return ok({ ledger: ledger.value, files: under.files, steady, evidence });
  // Nothing may be written into a directory that was refused once its lock is given back.
  await steady.settle();
  return ledger;
}

/** Makes a new directory, with its key first where it is to be encrypted. */
async function layOut({ dir, files, options }: Opening): Promise<Result<Vault | null>> {
  const secrets = options.secrets ?? noSecrets;
  let vault: Vault | null = null;
  if (options.encrypt === true) {
    const secret = await newSecret(secrets, dir, files);
    if (!secret.ok) return secret;
    vault = await startVault(dir, secret.value, files);
  }
  const started = await startDirectory(dir, files);
  if (!started.ok) return started;
  // A directory whose making was cut short may have its key already.
  return vault === null ? await unlock(dir, secrets) : ok(vault);
}

async function openVault({ dir, options }: Opening): Promise<Result<Vault | null>> {
  if (options.encrypt === true)
    return fail('already-there', 'There is a record in the directory already; nothing was changed.', {
      where: dir,
      fix: 'Encrypt it with `article33 encrypt`, or choose a new directory with --dir.',
    });
  return await unlock(dir, options.secrets ?? noSecrets);
}

function partsOf(opening: Under): LedgerParts {
  const { dir, files, evidence, random, report, options, lock, anyPerson, steady } = opening;
  return {
    dir,
    evidence,
    files,
    random,
    report,
    clock: options.clock ?? now,
    admission: options.admission ?? admitOpen,
    today: () => steady.now().toISOString().slice(0, 10),
    anyPerson,
    encrypted: options.encrypted ?? (options.anyPerson !== undefined || files.vault !== null),
    afterClose: async () => {
      await steady.settle();
      await lock.release();
    },
  };
}

async function onEmbedded(opening: Under): Promise<Result<Opened>> {
  const { dir, files, random, report, lock, options, steady } = opening;
  const logs: Log[] = [];
  const giveUp = async <T>(problem: T): Promise<T> => {
    for (const log of logs) await log.journal.close();
    return problem;
  };
  for (const id of await dossierFolders(dir)) {
    const journal = await openJournal(opening, id);
    if (!journal.ok) return await giveUp(journal);
    const key = await dedupeKey(dir, id, { files, random });
    if (!key.ok) return await giveUp(key);
    logs.push({ id, journal: journal.value, dedupeKey: key.value });
  }
  const resumed = await resumeEmbedded({ dir, report }, logs);
  if (!resumed.ok) return await giveUp(resumed);
  const remake = resumed.value === 'unfinished';
  const embedded = { remake, dir, files, report, deadlineMs: options.deadlineMs ?? DEADLINE_MS };
  const sql = await openEmbedded(embedded, logs).catch(async (error: unknown) => {
    throw await giveUp(error);
  });
  if (!sql.ok) return await giveUp(sql);
  if (remake) {
    await sweepUnnamed(sql.value, opening.evidence);
    await doneErasing(dir, files);
  }
  const afterClose = async () => {
    // Left marked as open, it is looked at more closely at the next start; nothing is lost by it.
    if (files.vault === null)
      await closeFolder(layout.database(dir), files).catch(() =>
        report({ level: 'warning', kind: 'index-not-closed' }),
      );
    await steady.settle();
    await lock.release();
  };
  return ok(new EmbeddedLedger({ ...partsOf(opening), sql: sql.value, lock, afterClose }, logs));
}

async function onServer(opening: Under, url: string): Promise<Result<Opened>> {
  const sql = new PostgresSql({ url, deadlineMs: opening.options.deadlineMs ?? DEADLINE_MS });
  try {
    const logs = await openLogs(opening, sql);
    if (!logs.ok) {
      await sql.close();
      return logs;
    }
    const resumed = await resumeServer(opening, sql, logs.value);
    if (!resumed.ok) {
      for (const log of logs.value) await log.journal.close();
      await sql.close();
      return resumed;
    }
    const ledger = new ServerLedger({ ...partsOf(opening), sql }, logs.value);
    void ledger.followAll();
    return ok(ledger);
  } catch (error) {
    await sql.close();
    throw error;
  }
}

async function openLogs(opening: Opening, sql: PostgresSql): Promise<Result<Log[]>> {
  const logs = await openServer(sql, opening, (id) =>
    openJournal(opening, id, (from, to) => readLeaves(sql, id, from, to)),
  );
  if (!logs.ok) return logs;
  const strangers = await strangersTo(opening, logs.value);
  if (strangers.ok) return logs;
  for (const log of logs.value) await log.journal.close();
  return strangers;
}

/** A journal that holds entries of a dossier the database has never heard of. */
async function strangersTo(opening: Opening, logs: readonly Log[]): Promise<Result<void>> {
  for (const id of await dossierFolders(opening.dir)) {
    if (logs.some((log) => log.id === id)) continue;
    const journal = await openJournal(opening, id);
    if (!journal.ok) return journal;
    const { size } = journal.value.tree;
    await journal.value.close();
    if (size > 0) return databaseBehind(id, size, 0);
  }
  return ok(undefined);
}

type Leaves = (from: number, to: number) => Promise<readonly Uint8Array[]>;

/**
 * A journal read and checked, also against what was published; a torn tail is dropped and said.
 * `further`: leaves the journal may not have yet, where it only follows.
 */
async function openJournal(
  { dir, files, random, report }: Opening,
  id: DossierId,
  further: Leaves | null = null,
): Promise<Result<Journal>> {
  const check = await publishedCheck(dir, id, files);
  if (!check.ok) return check;
  const published = check.value;
  const opened = await Journal.open(layout.bodies(dir, id), {
    files,
    newLogId: () => random(32),
    ...(published === null ? {} : { onFrame: published.onFrame }),
  });
  if (!opened.ok) return opened;
  const { journal, dropped } = opened.value;
  if (dropped > 0)
    report({
      level: 'warning',
      kind: 'torn-tail-dropped',
      dossier: id,
      entry: journal.tree.size,
      count: dropped,
    });
  const continues =
    published === null ? ok(undefined) : await continuing(dir, id, { published, journal, further });
  if (continues.ok) return ok(journal);
  await journal.close();
  return continues;
}

/** Refuses a record that is no continuation of what was published. */
async function continuing(
  dir: string,
  id: DossierId,
  { published, journal, further }: { published: PublishedCheck; journal: Journal; further: Leaves | null },
): Promise<Result<void>> {
  const standing = published.standing(journal.tree);
  if (standing === 'continues') return ok(undefined);
  if (standing === 'differs') return checkpointDiffers(dir, id, published.size);
  const tree = further === null ? journal.tree : await reach(journal.tree, published.size, further);
  if (tree.size < published.size) return rolledBack(dir, id, published.size, tree.size);
  return sameBytes(rootOf(tree), published.root) ? ok(undefined) : checkpointDiffers(dir, id, published.size);
}

/** The tree grown to `size`, or as far as there are leaves. */
async function reach(from: TreeHead, size: number, leaves: Leaves): Promise<TreeHead> {
  let tree = from;
  while (tree.size < size) {
    const page = await leaves(tree.size, Math.min(tree.size + LEAVES, size));
    if (page.length === 0) break;
    tree = page.reduce(appendLeaf, tree);
  }
  return tree;
}
