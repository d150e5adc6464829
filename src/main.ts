/**
 * The composition root: opens a data directory, fills it with the built-in dossiers, and wires
 * ledger, reference data and readers into the verbs and the pages. Nothing else knows all parts.
 */
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { mkdir, readFile, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ServerType } from '@hono/node-server';
import { checkAgainst } from './app/check.js';
import { loadDossiers, refusalOf, type LoadReport } from './app/load.js';
import { names, type NamesAnswer } from './app/names.js';
import { type Backup, type LogEvent } from './app/ports.js';
import { isVerb, type Outputs, runVerb, type VerbInput, type VerbName, type VerbPorts } from './app/verbs.js';
import { prove } from './app/prove.js';
import { type Config, isLoopback } from './config.js';
import { byText } from './core/base/ids.js';
import { fail, ok, type Problem, type Result } from './core/base/result.js';
import { type Actor, allowedFor, allowedTo } from './core/policy/audience.js';
import { readFile as readForeignFile } from './importers/read-file.js';
import { type ReadFile } from './app/read-file.js';
import { lineFile } from './exporters/line-file.js';
import { documentLimits, readDocument, type TextDocument, tooLarge } from './importers/document.js';
import { findDossierFolders, findOwnDossierFolders, readDossierFolder } from './importers/dossier-folder.js';
import { heldFiles } from './app/evidence/items.js';
import { readingLately } from './app/evidence/reading-cache.js';
import { incomingFile, writeNew } from './store/evidence/doors.js';
import { fillServer } from './store/backup/fill-server.js';
import { nodeFiles, readKept, replaceKept } from './store/files.js';
import { restoreBackup, type Restored } from './store/backup/restore.js';
import { type Encrypted, encryptDirectory } from './store/vault/encrypt.js';
import { readWraps, type Secrets, unlock } from './store/vault/unlock.js';
import { publishRegularly } from './store/public-log/regularly.js';
import { logName, readLogFile } from './store/public-log/shelf.js';
import { callSocket, serveSocket } from './store/socket.js';
import { openStore, type Store } from './store/open.js';
import { loadNameLookup, loadNames } from './store/names.js';
import { search } from './app/search.js';
import { loadReference } from './store/reference.js';
import { type Services } from './web/services.js';

/** The folder that holds `package.json`, `data/` and `dossiers/`, seen from `dist/src`. */
export const packageRoot = fileURLToPath(new URL('../../', import.meta.url));

export const version = readVersion();

/** The day by the machine’s clock, in UTC. */
const today = () => new Date().toISOString().slice(0, 10);

/** Whoever runs the program on this machine, at its terminal. */
export const operator: Actor = { kind: 'operator', name: 'operator' };

export interface OpenRecord {
  readonly store: Store;
  readonly ports: VerbPorts;
  /** What loading the dossiers did; `null` when the directory held them already. */
  readonly loaded: LoadReport | null;
  readonly log: (event: LogEvent) => void;
  readonly close: () => Promise<void>;
}

/** What opens an encrypted directory, and whether a new one is to be made encrypted. */
export interface KeysGiven {
  readonly secrets?: Secrets;
  readonly encrypt?: boolean;
}

export { type Secrets } from './store/vault/unlock.js';

/** Opens the directory and brings its dossiers up to the shipped ones. Nothing stays open on failure. */
export async function openRecord(
  config: Config,
  log: (event: LogEvent) => void,
  keys: KeysGiven = {},
): Promise<Result<OpenRecord>> {
  // Reading the treaty data and opening the database do not wait for each other.
  const [reference, opened] = await Promise.all([
    loadReference(),
    openStore({ dir: config.dir, databaseUrl: config.databaseUrl, log, ...keys }),
  ]);
  if (!opened.ok) return opened;
  const store = opened.value;
  const refuse = async <T>(problem: Result<T>): Promise<Result<never>> => {
    await store.close();
    return problem.ok ? fail('bug', 'A success was refused.') : problem;
  };
  if (!reference.ok) return await refuse(reference);
  const loaded = await bringDossiers(config, store, log);
  if (!loaded.ok) return await refuse(loaded);
  const backup: Backup = (order, progress) => store.backup({ ...order, program: version, progress });
  const address = config.origin ?? `http://localhost:${config.port}`;
  const { signIn, evidence } = store;
  const random = (length: number) => new Uint8Array(randomBytes(length));
  const ports = {
    ledger: store,
    evidence,
    doors: {
      incoming: incomingFile,
      writeNew: (path: string, pieces: AsyncIterable<Uint8Array>) => writeNew(path, pieces, random),
      readFile: readForeignFile,
      // Loaded only here: most commands check no token.
      checkToken: async (bytes: Uint8Array, sha256: string, trust: string) =>
        (await import('./importers/time-stamp.js')).checkToken(bytes, sha256, trust),
    },
    reference: reference.value,
    version,
    backup,
    signIn,
    names: loadNameLookup,
    address,
    lineFile,
    random,
    today,
  };
  return ok({ store, ports, loaded: loaded.value, log, close: () => store.close() });
}

export { type Restored } from './store/backup/restore.js';
export { type Change, type Changed, changeSecret } from './store/vault/change.js';
export { type Encrypted } from './store/vault/encrypt.js';

/** Encrypts the directory, and opens it once: only then does the copy in the clear go. */
export async function encryptRecord(
  config: Config,
  { log, secrets }: { readonly log: (event: LogEvent) => void; readonly secrets: Secrets },
): Promise<Result<Encrypted>> {
  const encrypted = await encryptDirectory({ dir: config.dir, secrets });
  if (!encrypted.ok) return encrypted;
  const opened = await openStore({ dir: config.dir, databaseUrl: config.databaseUrl, log, secrets });
  if (!opened.ok) return opened;
  await opened.value.close();
  return encrypted;
}

/** Restores a backup into the directory, and opens it once: only then does what it replaced go. */
export async function restoreRecord(
  config: Config,
  from: string,
  {
    log,
    progress,
    secrets,
  }: {
    readonly secrets: Secrets;
    readonly log: (event: LogEvent) => void;
    readonly progress: (done: number, total: number) => void;
  },
): Promise<Result<Restored>> {
  const restored = await restoreBackup({ from, dir: config.dir, progress, secrets });
  if (!restored.ok) return restored;
  const vault = await unlock(restored.value.dir, secrets);
  if (!vault.ok) return restoredUnopened(restored.value, vault.problem, config);
  if (config.databaseUrl !== null) {
    const filled = await fillServer(config.databaseUrl, {
      dir: restored.value.dir,
      files: { ...nodeFiles, vault: vault.value },
      random: (length) => new Uint8Array(randomBytes(length)),
    });
    if (!filled.ok) return filled;
  }
  const opened = await openStore({ dir: config.dir, databaseUrl: config.databaseUrl, log, secrets });
  if (!opened.ok) return opened;
  await opened.value.close();
  return restored;
}

/** Files alone are restored without the key; a database can be filled only with it. */
function restoredUnopened(restored: Restored, problem: Problem, config: Config): Result<Restored> {
  if (config.databaseUrl === null || restored.entriesChecked) return ok(restored);
  return fail(problem.kind, 'The files are restored; the database cannot be filled without the key.', {
    where: restored.dir,
    fix: 'Run the restore again with the key.',
  });
}

/** Which kinds of secret open the directory; none where it is in the clear, `null` where there is none. */
export async function opensWith(
  dir: string,
): Promise<readonly ('passphrase' | 'key-file')[] | 'unreadable' | null> {
  const wraps = await readWraps(dir);
  if (!wraps.ok) return 'unreadable';
  if (wraps.value !== null) return wraps.value.map(({ kind }) => kind);
  return (await stat(dir).catch(() => null)) === null ? null : [];
}

/** One name against another; the tables are read when first asked for. */
export async function compareNamesHere(a: string, b: string): Promise<Result<NamesAnswer>> {
  const model = await loadNames();
  return model.ok ? names(model.value, a, b) : model;
}

/** Ids of States by their two-letter codes, lower case, from the shipped table. */
export async function stateCodes(): Promise<ReadonlyMap<string, string>> {
  const reference = await loadReference();
  const states = reference.ok ? [...reference.value.states.values()] : [];
  return new Map(states.flatMap(({ alpha2, id }) => (alpha2 === null ? [] : [[alpha2.toLowerCase(), id]])));
}

/** A mapping that is shipped, by its name; `null` where there is none of that name. */
export async function shippedMap(name: string): Promise<string | null> {
  if (!/^[a-z][a-z-]{0,40}$/.test(name)) return null;
  return await readFile(join(packageRoot, 'data', 'maps', `${name}.json`), 'utf8').catch(() => null);
}

/** Tables and JSON Lines, row by row. */
export { openRows, type Reading, type RowFile } from './importers/rows.js';

/** The shipped model of names. */
export { loadNames } from './store/names.js';

/** A published log or a proof, checked where it lies: opens no record. */
export { verifyTarget } from './store/public-log/verify-file.js';

/** A verb in this process, for the operator. */
export function runHere(record: OpenRecord, progress?: (done: number, total: number) => void) {
  return <V extends Parameters<typeof runVerb>[0]>(verb: V, input: unknown) =>
    runVerb(verb, input, { ports: record.ports, actor: operator, progress });
}

/**
 * Loads the built-in dossiers and the operator's own. A file remembers the digest of what was
 * loaded last, so that an unchanged set costs nothing at start; loading is idempotent anyway.
 */
async function bringDossiers(
  config: Config,
  store: Store,
  log: (event: LogEvent) => void,
): Promise<Result<LoadReport | null>> {
  const builtIn = await findDossierFolders(join(packageRoot, 'dossiers'));
  if (!builtIn.ok) return builtIn;
  const own = config.dossiers === null ? ok([]) : await findOwnDossierFolders(resolve(config.dossiers));
  if (!own.ok) return own;
  const folders = [...builtIn.value, ...own.value];
  const digest = await digestOf(folders);
  const memory = join(resolve(config.dir), 'work', 'loaded');
  const kept = await readKept(store.files, memory);
  const remembered = kept.ok && kept.value !== null ? new TextDecoder().decode(kept.value) : '';
  const held = await store.dossiers(allowedTo(operator));
  if (digest !== null && remembered === digest && held.length > 0) return ok(null);
  const ports = {
    ledger: store,
    readFolder: readDossierFolder,
    anyPerson: () => store.anyPerson(),
    encrypted: store.files.vault !== null,
    today,
  };
  const report = await loadDossiers(ports, operator, folders);
  tellChanges(report, log);
  const refused = refusalOf(report);
  if (refused !== null) return refused;
  await mkdir(join(memory, '..'), { recursive: true, mode: 0o700 });
  // What was left out is tried again at the next start.
  const whole = report.refused.length === 0 ? digest : null;
  await replaceKept(store.files, memory, new TextEncoder().encode(whole ?? ''));
  return ok(report);
}

/** A start must not change how claims stand, or leave a folder's change out, without a word. */
function tellChanges({ loaded, refused }: LoadReport, log: (event: LogEvent) => void): void {
  for (const { by, dossier, problems } of refused)
    if (by === 'consent' && dossier !== undefined)
      log({ level: 'warning', kind: `left-out-${problems[0]?.kind ?? ''}`, dossier, count: problems.length });
  for (const { dossier, retracted, narrowed, otherwise } of loaded) {
    if (narrowed > 0) log({ level: 'warning', kind: 'narrowed-with-the-folder', dossier, count: narrowed });
    if (retracted > 0)
      log({ level: 'warning', kind: 'retracted-with-the-folder', dossier, count: retracted });
    if (otherwise > 0)
      log({ level: 'warning', kind: 'held-otherwise-than-the-folder', dossier, count: otherwise });
  }
}

/** `null` when a folder cannot be read: loading it will say why. */
async function digestOf(folders: readonly string[]): Promise<string | null> {
  const hash = createHash('sha256').update(version);
  for (const folder of [...folders].sort(byText)) {
    const files = await readDossierFolder(folder);
    if (!files.ok) return null;
    for (const file of files.value) hash.update(`\0${folder}\0${file.name}\0${file.text}`);
  }
  return hash.digest('hex');
}

function readVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : '0';
}

export interface RunningServer {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** Serves the pages, and the verbs on the socket for the command line. */
export async function serveRecord(record: OpenRecord, config: Config): Promise<Result<RunningServer>> {
  if (!isLoopback(config.host) && !record.store.anyPerson())
    return fail('nobody-yet', 'Nobody can sign in yet, so the pages are served to this machine only.', {
      where: '--host or ARTICLE33_HOST',
      fix: 'Start it on 127.0.0.1 with the same --origin behind your proxy, run article33 invite --role keeper, and open the link.',
    });
  // Loaded only here: a command that serves nothing need not read the pages.
  const { createApp } = await import('./web/app.js');
  const app = createApp(servicesOf(record, config.origin));
  let { address } = record.ports;
  const socket = await serveSocket(config.dir, (verb, input) => {
    const run = { ports: { ...record.ports, address }, actor: operator, progress: undefined };
    return isVerb(verb)
      ? runVerb(verb, input, run)
      : Promise.resolve(
          fail('other-version', `The running server (version ${version}) does not know "${verb}".`, {
            fix: 'Stop the server and start it again from this version.',
          }),
        );
  });
  if (!socket.ok) return socket;
  const { createAdaptorServer } = await import('@hono/node-server');
  const listening = await listen(createAdaptorServer({ fetch: app.fetch }), config);
  if (!listening.ok) {
    await socket.value();
    return listening;
  }
  const { server, port } = listening.value;
  const stopPublishing = publishRegularly(
    {
      dossiers: () => record.store.dossiers(allowedTo(operator)),
      checkpoint: (dossier, how) => record.store.checkpoint(dossier, how),
    },
    record.log,
  );
  // Also while nobody comes, so that time which passed is not forgotten in a crash.
  const seeing = setInterval(() => record.store.signIn.steady.time(), 60_000).unref();
  const host = config.host.includes(':')
    ? `[${config.host}]`
    : config.host === '127.0.0.1'
      ? 'localhost'
      : config.host;
  address = config.origin ?? `http://${host}:${port}`;
  return ok({
    url: address,
    stop: async () => {
      stopPublishing();
      clearInterval(seeing);
      await socket.value();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  });
}

function listen(
  server: ServerType,
  config: Config,
): Promise<Result<{ readonly server: ServerType; readonly port: number }>> {
  return new Promise((resolvePromise) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      resolvePromise(
        fail(
          'port-taken',
          `The pages cannot be served on port ${config.port} (${error.code ?? 'unknown error'}).`,
          {
            where: '--port or PORT',
            fix: 'Another program uses it: choose another, such as --port 3301.',
          },
        ),
      ),
    );
    server.listen(config.port, config.host, () => {
      const address = server.address();
      resolvePromise(
        ok({ server, port: typeof address === 'object' && address !== null ? address.port : config.port }),
      );
    });
  });
}

/** What the pages need, from an open record. */
export function servicesOf({ store, ports, log }: OpenRecord, origin: string | null = null): Services {
  const { evidence } = store;
  return {
    files: (actor, dossier, source, asOf) =>
      heldFiles({ ledger: store, evidence, actor, dossier }, source, asOf),
    openFile: (sha256) => evidence.open(sha256),
    readFile: readingLately({ evidence, readFile: ports.doors.readFile }),
    claim: (actor, input) => runVerb('claim', input, { ports, actor, progress: undefined }),
    signIn: store.signIn,
    origin,
    broke: (kind) => log({ level: 'error', kind: `page-broke-${kind}` }),
    dossiers: (actor) => store.dossiers(allowedTo(actor)),
    caseFile: (actor, dossier, asOf) => store.caseFile(dossier, allowedFor(actor, dossier), asOf),
    history: (actor, dossier, thing, asOf) => store.history(dossier, thing, allowedFor(actor, dossier), asOf),
    thing: (actor, dossier, thing, asOf) => store.thing(dossier, thing, allowedFor(actor, dossier), asOf),
    things: (actor, dossier, page, asOf) =>
      store.paged.things(dossier, page, allowedFor(actor, dossier), asOf),
    claims: (actor, dossier, page, asOf) =>
      store.paged.claims(dossier, page, allowedFor(actor, dossier), asOf),
    search: (actor, dossier, input) =>
      search({ ledger: store, names: loadNameLookup }, { actor, dossiers: [dossier] }, input),
    consents: (actor, dossier, asOf) => {
      const allowed = allowedFor(actor, dossier);
      return allowed.audiences.has('team')
        ? store.consents(dossier, allowed, asOf)
        : Promise.resolve(fail('not-there', 'There is no such page.'));
    },
    form: (actor, input) => runVerb('form', input, { ports, actor, progress: () => {} }),
    handOutForm: (actor, input) => runVerb('export-form', input, { ports, actor, progress: () => {} }),
    decide: (actor, input) => runVerb('decide', input, { ports, actor, progress: () => {} }),
    head: (dossier) => store.head(dossier),
    logFile: (name, path) => readLogFile(store.dir, name, path),
    prove: (dossier, claim) => prove(store, { kind: 'public' }, { dossier, claim }),
    logName: (dossier) => logName(store.dir, dossier),
    entries: (actor, dossier, [from, to]) => store.entries(dossier, from, to, allowedFor(actor, dossier)),
    readDocument,
    reference: () => Promise.resolve(ok(ports.reference)),
    check: (file, letter) => Promise.resolve(checkAgainst(letter, file, ports.reference)),
  };
}

/** Asks a running server; `null` when none listens. */
export async function callRunning<V extends VerbName>(
  config: Config,
  verb: V,
  input: VerbInput<V>,
): Promise<Result<Outputs[V]> | null> {
  const reply = await callSocket(config.dir, verb, input);
  // The server runs the same table of verbs, and says so when it does not know one.
  return reply as Result<Outputs[V]> | null;
}

/** Any file of this machine, for whoever wants to know what it is. */
export function readFileAt(path: string): Promise<Result<ReadFile>> {
  return readForeignFile({ path }, path);
}

export interface LetterFile extends TextDocument {
  readonly bytes: Uint8Array;
}

/** A letter from a file, or from standard input when the path is `-`. Sizes are checked before reading. */
export async function readLetterFile(path: string): Promise<Result<LetterFile>> {
  const bytes = path === '-' ? await readStream(process.stdin, 'standard input') : await readWithin(path);
  if (!bytes.ok) return bytes;
  const read = await readDocument(bytes.value, path === '-' ? 'standard input' : path);
  return read.ok ? ok({ ...read.value, bytes: bytes.value }) : read;
}

async function readWithin(path: string): Promise<Result<Uint8Array>> {
  try {
    const found = await stat(path);
    // A pipe or a device has no size to check first, and may never end.
    if (!found.isFile() && !found.isDirectory()) return await readStream(createReadStream(path), path);
    if (found.size > documentLimits.packedBytes)
      return tooLarge(found.size, documentLimits.packedBytes, basename(path));
    return ok(await readFile(path));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    return fail('no-such-file', `The file could not be read (${code}).`, {
      where: path,
      fix:
        code === 'EISDIR'
          ? 'That is a folder: name the letter in it.'
          : 'Check the path; a name with spaces needs quotes.',
    });
  }
}

async function readStream(
  stream: AsyncIterable<Buffer | string>,
  where: string,
): Promise<Result<Uint8Array>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > documentLimits.packedBytes) return tooLarge(size, documentLimits.packedBytes, where);
    chunks.push(bytes);
  }
  return ok(Buffer.concat(chunks));
}
