/**
 * `npm run bench:import [-- SIZES]`: how fast a dossier is imported, views and search words included, beside
 * the same rows through plain `COPY` into one table of the same database, in one run on one machine.
 */
import { chmodSync, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { importBatch } from '../src/app/exchange/import.js';
import { type JsonObject } from '../src/core/base/json.js';
import { unwrap } from '../src/core/base/result.js';
import { csvLine } from '../src/core/exchange/csv-claims.js';
import { openStore, type Store } from '../src/store/open.js';
import { startServer } from '../test/store/postgres-server.js';
import { madeDossier } from './made-dossier.js';
import { ownSeconds, ServerCpu } from './server-cpu.js';
import { table } from './table.js';

const BATCH = 2000;
const DOSSIER = 'made';
const COLUMNS = [
  'thing',
  'type',
  'property',
  'value',
  'source',
  'credibility',
  'audience',
  'locator',
] as const;

/** Lines per second of the whole, and of the first and the last tenth of them. */
interface Rate {
  readonly whole: number;
  readonly first: number;
  readonly last: number;
  /** Processor seconds, of this process and of the server. */
  readonly cpu: number;
}

async function imported(store: Store, server: ServerCpu, claims: number): Promise<Rate> {
  await server.note();
  const [ownBefore, serverBefore] = [ownSeconds(), server.seconds];
  let making = 0;
  const label = { en: 'Made', ko: '' };
  const info = {
    id: DOSSIER,
    title: label,
    summary: label,
    returningStates: [],
    originStates: [],
    period: null,
    invented: true,
  };
  unwrap(await store.openDossier(info, null, 'bench'));
  const run = {
    ledger: store,
    actor: { kind: 'operator', name: 'bench' } as const,
    dossier: DOSSIER,
    today: '2026-05-13',
  };
  const times: number[] = [];
  let batch: JsonObject[] = [];
  const send = async () => {
    const began = performance.now();
    const done = unwrap(await importBatch(run, { lines: batch, dryRun: false }));
    if (done.problems.length > 0) throw new Error(JSON.stringify(done.problems[0]));
    times.push(performance.now() - began);
    await server.note();
    batch = [];
  };
  for (const line of madeDossier(claims)) {
    batch.push(line);
    if (batch.length === BATCH) await send();
  }
  if (batch.length > 0) await send();
  const alone = ownSeconds();
  // What it takes to make the claims up is not the import's.
  for (const line of madeDossier(claims)) making += line === null ? 1 : 0;
  making += ownSeconds() - alone;
  const rate = (part: readonly number[]) =>
    (part.length * BATCH * 1000) / part.reduce((sum, time) => sum + time, 0);
  const tenth = Math.max(1, Math.floor(times.length / 10));
  return {
    whole: (claims * 1000) / times.reduce((a, b) => a + b, 0),
    first: rate(times.slice(0, tenth)),
    last: rate(times.slice(-tenth)),
    cpu: ownSeconds() - ownBefore - making + server.seconds - serverBefore,
  };
}

/** The server reads the file itself: the quickest way in that it has. */
/** Rows a second by the clock, the median of three, and the server's processor seconds for one. */
async function copied(url: string, scratch: string, claims: number): Promise<{ rate: number; cpu: number }> {
  const path = join(scratch, 'rows.csv');
  const out = createWriteStream(path);
  for (const line of madeDossier(claims)) {
    const cells = COLUMNS.map((name) =>
      typeof line[name] === 'string' ? line[name] : JSON.stringify(line[name]),
    );
    if (!out.write(csvLine(cells)))
      await new Promise<void>((done) => {
        out.once('drain', () => done());
      });
  }
  await new Promise<void>((done) => {
    out.end(() => done());
  });
  chmodSync(path, 0o644);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const server = await ServerCpu.of(url);
  await server.note();
  const before = server.seconds;
  const rates: number[] = [];
  for (let i = 0; i < 3; i++) {
    await client.query('DROP TABLE IF EXISTS plain');
    await client.query(`CREATE TABLE plain (${COLUMNS.map((name) => `${name} text`).join(', ')})`);
    const began = performance.now();
    await client.query(`COPY plain FROM '${path}' (FORMAT csv)`);
    rates.push((claims * 1000) / (performance.now() - began));
  }
  await server.note();
  const cpu = (server.seconds - before) / rates.length;
  await server.close();
  await client.end();
  return { rate: rates.sort((a, b) => a - b)[1] ?? 0, cpu };
}

const count = (n: number) => String(Math.round(n));

async function main(): Promise<void> {
  const sizes = process.argv.slice(2).map(Number);
  const scratch = await mkdtemp(join(tmpdir(), 'a33-bench-'));
  chmodSync(scratch, 0o755);
  const server = await startServer(true);
  if (typeof server === 'string') throw new Error(`Without PostgreSQL: ${server}`);
  try {
    const rows: string[][] = [];
    for (const claims of sizes.length > 0 ? sizes : [10_000, 100_000]) {
      const [databaseUrl, plainUrl] = [await server.database(), await server.database()];
      const store = unwrap(await openStore({ dir: join(scratch, String(claims)), databaseUrl }));
      const before = await copied(plainUrl, scratch, claims);
      const cpu = await ServerCpu.of(databaseUrl);
      const load = await imported(store, cpu, claims);
      await cpu.close();
      const after = await copied(plainUrl, scratch, claims);
      const copy = (before.rate + after.rate) / 2;
      const copyCpu = (before.cpu + after.cpu) / 2;
      await store.close();
      const memory = process.resourceUsage().maxRSS / 1024;
      rows.push([
        count(claims),
        count(load.whole),
        count(copy),
        (load.whole / copy).toFixed(3),
        `${((load.cpu * 1e6) / claims).toFixed(0)} µs`,
        (copyCpu / load.cpu).toFixed(3),
        count(load.first),
        count(load.last),
        `${count(memory)} MB`,
      ]);
    }
    console.log(
      `Node ${process.versions.node}, ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1) ?? '?'}; batches of ${BATCH}\n`,
    );
    console.log(
      table(
        [
          'claims',
          'imported a second',
          'COPY, rows a second',
          'import ÷ COPY',
          'processor time a claim',
          'the same ratio in processor time',
          'first tenth',
          'last tenth',
          'most memory',
        ],
        rows,
      ),
    );
  } finally {
    await server.stop();
    await rm(scratch, { recursive: true, force: true });
  }
}

await main();
