/**
 * `npm run bench:record`: what it costs to record and to read, beside what the disk and the database could
 * do at most in the same run. An append is acknowledged when it is flushed and shows; the bare rates flush
 * as many bytes and do nothing else.
 */
import { mkdtemp, open as openFile, rm } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { unwrap } from '../src/core/base/result.js';
import { type Claim } from '../src/core/claim/claim.js';
import { type Statement } from '../src/app/ports.js';
import { openStore, type Store } from '../src/store/open.js';
import { startServer } from '../test/store/postgres-server.js';
import { median } from './process.js';
import { table } from './table.js';

const DOSSIER = 'bench';
const THINGS = 500;
const SINGLE = 200;
const BATCHES = 10;
const BATCH = 1000;
const BARE = 300;
/** Bytes a journal frame of one such claim has, about. */
const FRAME = 500;
const READS = 60;

const team = {
  audiences: new Set(['public', 'team'] as const),
  view: 'team',
  because: 'A measurement.',
} as const;

function says(n: number): Statement {
  const claim: Claim = {
    thing: { type: 'Event', id: `E-${n % THINGS}` },
    property: 'title',
    value: { kind: 'text', text: `What source ${n} says of it, in a sentence of some length.`, lang: 'en' },
    source: `S-${n % 40}`,
    accordingTo: [],
    locator: {},
    stance: 'asserts',
    said: null,
    credibility: { source: 'B', information: '2' },
    audience: 'public',
    consent: null,
    basis: 'read',
    note: '',
  };
  return { kind: 'claim', claim };
}

/** Per second. */
async function rate(times: number, work: (i: number) => Promise<unknown>): Promise<number> {
  const began = performance.now();
  for (let i = 0; i < times; i++) await work(i);
  return (times * 1000) / (performance.now() - began);
}

async function bareFlushes(scratch: string): Promise<number> {
  const file = await openFile(join(scratch, 'bare'), 'w');
  const bytes = new Uint8Array(FRAME).fill(1);
  const found = await rate(BARE, async () => {
    await file.write(bytes);
    await file.datasync();
  });
  await file.close();
  return found;
}

async function bareCommits(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('CREATE TABLE IF NOT EXISTS bare (bytes bytea)');
  const bytes = Buffer.alloc(FRAME, 1);
  const found = await rate(BARE, () => client.query('INSERT INTO bare VALUES ($1)', [bytes]));
  await client.end();
  return found;
}

interface Appends {
  readonly single: number;
  readonly batched: number;
}

async function appends(store: Store): Promise<Appends> {
  const none = { en: 'Bench', ko: '' };
  const info = {
    id: DOSSIER,
    title: none,
    summary: none,
    returningStates: [],
    originStates: [],
    period: null,
    invented: true,
  };
  unwrap(await store.openDossier(info, null, 'bench'));
  const batched = await rate(BATCHES, async (batch) =>
    unwrap(
      await store.append(
        DOSSIER,
        Array.from({ length: BATCH }, (_, i) => says(batch * BATCH + i)),
        'bench',
      ),
    ),
  );
  const single = await rate(SINGLE, async (i) =>
    unwrap(await store.append(DOSSIER, [says(BATCHES * BATCH + i)], 'bench')),
  );
  return { single, batched: batched * BATCH };
}

interface Reading {
  readonly presentMs: number;
  readonly asOfMs: number;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** One thing with its claims, now and as of nine tenths of the record, in turn. */
async function thingReads(store: Store): Promise<Reading> {
  const { size } = unwrap(await store.head(DOSSIER));
  const past = `entry:${Math.floor(size * 0.9)}`;
  const [present, asOf]: [number[], number[]] = [[], []];
  for (let i = 0; i < READS * 5; i++) {
    const id = `E-${(i * 7) % THINGS}`;
    present.push(await timed(() => store.thing(DOSSIER, id, team)));
    asOf.push(await timed(() => store.thing(DOSSIER, id, team, past)));
  }
  return { presentMs: median(present), asOfMs: median(asOf) };
}

/**
 * The whole case file. Kept ones are not measured: the present moves on each time, and so does the past, which is
 * among the single appends, since all entries of one batch are one moment.
 */
async function caseFileReads(store: Store): Promise<Reading> {
  const [present, asOf]: [number[], number[]] = [[], []];
  for (let i = 0; i < READS / 5; i++) {
    unwrap(await store.append(DOSSIER, [says(1_000_000 + i)], 'bench'));
    present.push(await timed(() => store.caseFile(DOSSIER, team)));
    asOf.push(await timed(() => store.caseFile(DOSSIER, team, `entry:${BATCHES * BATCH + SINGLE / 2 + i}`)));
  }
  return { presentMs: median(present), asOfMs: median(asOf) };
}

interface Measured {
  readonly name: string;
  readonly bareName: string;
  readonly bare: number;
  readonly appends: Appends;
  readonly thing: Reading;
  readonly file: Reading;
}

async function measure(
  name: string,
  store: Store,
  { bareName, bare }: { readonly bareName: string; readonly bare: () => Promise<number> },
): Promise<Measured> {
  // Before and after, so that what else the machine does falls on both.
  const before = await bare();
  const appended = await appends(store);
  const after = await bare();
  const [thing, file] = [await thingReads(store), await caseFileReads(store)];
  return { name, bareName, bare: (before + after) / 2, appends: appended, thing, file };
}

const count = (value: number) => String(Math.round(value));
const ms = (value: number) => (value >= 10 ? `${Math.round(value)} ms` : `${value.toFixed(1)} ms`);
const ratio = (value: number) => value.toFixed(2);

function report(all: readonly Measured[]): string {
  const rows = all.map((one) => [
    one.name,
    `${count(one.bare)} ${one.bareName}`,
    count(one.appends.single),
    ratio(one.appends.single / one.bare),
    count(one.appends.batched),
    ratio(one.appends.batched / one.bare),
  ]);
  const reads = all.flatMap(({ name, thing, file }) =>
    (
      [
        ['one thing', thing],
        ['the case file', file],
      ] as const
    ).map(([what, { presentMs, asOfMs }]) => [
      `${what}, ${name}`,
      ms(presentMs),
      ms(asOfMs),
      ratio(asOfMs / presentMs),
    ]),
  );
  return [
    `Node ${process.versions.node}, ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1) ?? '?'}; ${SINGLE} single appends, ${BATCHES} batches of ${BATCH}, ${THINGS} things\n`,
    table(['entries acknowledged per second', 'bare', 'one by one', '÷ bare', `by ${BATCH}`, '÷ bare'], rows),
    '',
    table(['read', 'present', 'as of', 'as of ÷ present'], reads),
  ].join('\n');
}

async function main(): Promise<void> {
  const scratch = await mkdtemp(join(tmpdir(), 'a33-bench-'));
  const server = await startServer(true);
  try {
    const all: Measured[] = [];
    const embedded = unwrap(await openStore({ dir: join(scratch, 'embedded') }));
    all.push(
      await measure('embedded', embedded, { bareName: 'fdatasync', bare: () => bareFlushes(scratch) }),
    );
    await embedded.close();
    if (typeof server === 'string') console.error(`Without PostgreSQL: ${server}`);
    else {
      const [databaseUrl, bareUrl] = [await server.database(), await server.database()];
      const store = unwrap(await openStore({ dir: join(scratch, 'server'), databaseUrl }));
      all.push(await measure('PostgreSQL', store, { bareName: 'COMMIT', bare: () => bareCommits(bareUrl) }));
      await store.close();
    }
    console.log(report(all));
  } finally {
    if (typeof server !== 'string') await server.stop();
    await rm(scratch, { recursive: true, force: true });
  }
}

await main();
