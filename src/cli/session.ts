/** What one run of a command holds open: nothing until a use case is called, then a server's socket or the directory. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { access, constants, open, readFile, rename, rm, stat, statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { type LogEvent } from '../app/ports.js';
import { type Config } from '../config.js';
import { type Problem, type Result, fail, ok } from '../core/base/result.js';
import { allowedTo } from '../core/policy/audience.js';
import {
  callRunning,
  changeSecret,
  compareNamesHere,
  encryptRecord,
  loadNames,
  openRecord,
  openRows,
  stateCodes,
  shippedMap,
  opensWith,
  type OpenRecord,
  readFileAt,
  readLetterFile,
  restoreRecord,
  runHere,
  type Secrets,
  serveRecord,
  verifyTarget,
  operator,
} from '../main.js';
import { type Call, type Machine, type Terminal } from './command.js';
import { progressBar } from './progress.js';
import { type Session } from './run.js';
import { secretsOf } from './secrets.js';
import { lineFile } from '../exporters/line-file.js';
import { readPieces, writeFolder } from './tables.js';

export function openSession(config: Config, terminal: Terminal): Session {
  let record: OpenRecord | null = null;
  const secrets = secretsOf(config, terminal);
  const opened = async (encrypt = false): Promise<Result<OpenRecord>> => {
    if (record !== null) return ok(record);
    const fresh = !(await exists(config.dir));
    if (fresh && terminal.watched) terminal.err(`Making ${config.dir} and loading the built-in dossiers …\n`);
    const result = await openRecord(config, (event) => sayNotice(terminal, event), { secrets, encrypt });
    if (result.ok) record = result.value;
    return result;
  };
  const call: Call = async (verb, input) => {
    // A server that holds the directory answers for it.
    const running = record === null ? await callRunning(config, verb, input) : null;
    if (running !== null) return running;
    const here = await opened();
    if (!here.ok) return here;
    const progress = progressBar(terminal, verb);
    try {
      return await runHere(here.value, progress.update)(verb, input);
    } finally {
      progress.finish();
    }
  };
  return {
    call,
    machine: {
      ...machineOf({ config, terminal, secrets }, opened, call),
      restore: restoring(config, terminal, secrets),
      encrypt: () => encryptRecord(config, { secrets, log: (event) => sayNotice(terminal, event) }),
      changeSecret: ({ keyFile, passphraseFile }) => {
        const asked = keyFile === null && passphraseFile === null;
        const fresh = { keyFile, passphraseFile, ask: asked ? secrets.ask : null };
        return changeSecret(config.dir, { current: secrets, fresh });
      },
    },
    close: async () => {
      await record?.close();
      record = null;
    },
  };
}

function restoring(config: Config, terminal: Terminal, secrets: Secrets): Machine['restore'] {
  return async (from) => {
    const { update, finish } = progressBar(terminal, 'restore');
    try {
      return await restoreRecord(config, from, {
        log: (event) => sayNotice(terminal, event),
        progress: update,
        secrets,
      });
    } finally {
      finish();
    }
  };
}

/** Only what a person must know; ids and kinds, never content. */
function sayNotice(terminal: Terminal, event: LogEvent): void {
  if (event.level === 'info') return;
  terminal.err(
    `article33: ${event.level}: ${event.kind}${event.dossier === undefined ? '' : ` in ${event.dossier}`}${event.count === undefined ? '' : `: ${event.count}`}\n`,
  );
}

function machineOf(
  {
    config,
    terminal,
    secrets,
  }: { readonly config: Config; readonly terminal: Terminal; readonly secrets: Secrets },
  opened: (encrypt?: boolean) => Promise<Result<OpenRecord>>,
  call: Call,
): Omit<Machine, 'restore' | 'encrypt' | 'changeSecret'> {
  return {
    readLetter: readLetterFile,
    readFile: readFileAt,
    readText: readWhole,
    writeFile: writeWhole,
    init: async ({ encrypt }) => {
      const here = await opened(encrypt);
      if (!here.ok) return here;
      const loaded = here.value.loaded?.loaded ?? null;
      const refused = here.value.loaded?.refused ?? [];
      const leftOut = refused.flatMap(({ problems }) => problems);
      return ok({ dir: config.dir, loaded, leftOut, encrypted: here.value.store.files.vault !== null });
    },
    serve: async () => {
      const here = await opened();
      if (!here.ok) return here;
      const serving = await serveRecord(here.value, config);
      if (!serving.ok) return serving;
      const dossiers = (await here.value.store.dossiers(allowedTo(operator))).map((info) => info.id);
      return ok({ ...serving.value, dossiers });
    },
    openBrowser,
    compareNames: compareNamesHere,
    nameModel: loadNames,
    readPieces,
    writeFolder,
    openRows,
    stateCodes,
    shippedMap,
    lineFile,
    verify: async (target, options) => {
      const progress = progressBar(terminal, 'verify');
      try {
        return await verifyTarget(target, { ...options, progress: progress.update }, secrets);
      } finally {
        progress.finish();
      }
    },
    facts: async () => {
      const running = (await callRunning(config, 'status', {})) !== null;
      const status = await call('status', {});
      const clock = status.ok ? await call('clock', { trust: false }) : null;
      return {
        node: process.versions.node,
        today: new Date().toISOString().slice(0, 10),
        directory: await directoryFacts(config.dir),
        opened: status.ok
          ? {
              ok: true,
              dossiers: status.value.dossiers.length,
              entries: status.value.dossiers.reduce((sum, { head }) => sum + head.size, 0),
            }
          : { ok: false, ...wordsOf(status.problem) },
        serverRunning: running,
        database: config.databaseUrl === null ? 'embedded' : 'postgresql',
        clockBehind: clock?.ok === true ? clock.value.behind : null,
        opensWith: await opensWith(config.dir),
      };
    },
  };
}

function wordsOf(problem: Problem): { readonly message: string; readonly fix: string | null } {
  return { message: problem.message, fix: problem.fix ?? null };
}

async function directoryFacts(
  dir: string,
): Promise<{ exists: boolean; writable: boolean; freeBytes: number | null }> {
  const there = await exists(dir);
  const nearest = there ? dir : dirname(resolve(dir));
  const space = await statfs(nearest).catch(() => null);
  return {
    exists: there,
    writable: await access(nearest, constants.W_OK).then(
      () => true,
      () => false,
    ),
    freeBytes: space === null ? null : space.bavail * space.bsize,
  };
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

const textBytesMax = 100_000_000;

async function readWhole(path: string): Promise<Result<string>> {
  const size = await stat(path).then(
    (found) => (found.isDirectory() ? null : found.size),
    () => null,
  );
  if (size === null)
    return fail('no-file', 'There is no such file, or it may not be read.', {
      where: path,
      fix: 'Check the path.',
    });
  if (size > textBytesMax)
    return fail('file-too-large', `The file is larger than ${textBytesMax} bytes.`, { where: path });
  try {
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path)));
  } catch {
    return fail('not-utf8', 'The file is not UTF-8 text.', {
      where: path,
      fix: 'Save it as CSV in UTF-8.',
    });
  }
}

/** Temporary file, sync, rename: a reader sees the old file or the whole new one. */
async function writeWhole(path: string, content: string | Uint8Array): Promise<Result<void>> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.part`;
  try {
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
    return ok(undefined);
  } catch (error) {
    await rm(temporary, { force: true });
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    return fail('cannot-write', `The file could not be written (${code}).`, {
      where: path,
      fix: 'Check that the folder exists and the disk has space.',
    });
  }
}

/** A browser that does not open is no failure: the address is on the screen. */
function openBrowser(url: string): void {
  const program =
    process.platform === 'darwin' ? 'open' : process.platform === 'win32' ? 'explorer' : 'xdg-open';
  const child = spawn(program, [url], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}
