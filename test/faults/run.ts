/**
 * `npm run faults -- --minutes 60`: every fault in turn until the time is up, then a table of counts.
 * `--only tiles` runs those whose name holds that. Ctrl-C ends it after the round under way. Ends with 1, and keeps the folder, when a round found something amiss.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { table } from '../../bench/table.js';
import { startServer } from '../store/postgres-server.js';
import {
  encryptedFullDisks,
  encryptedPowerCuts,
  flippedBackups,
  flippedBytes,
  fullDisks,
  powerCuts,
} from './disk.js';
import { type Fault } from './fault.js';
import {
  killedAppends,
  killedBackups,
  killedEncryptedAppends,
  killedErasures,
  killedImports,
  killedRebuilds,
  killedRestores,
} from './kills.js';
import { flippedTiles, killedPublishing, oldRecords, tornTiles } from './public-log.js';
import { serverFaults } from './server.js';
import { clockJumps, oldBackups } from './time.js';

interface Count {
  rounds: number;
  broken: number;
  found: number;
  failed: number;
  seconds: number;
}

const embedded: readonly Fault[] = [
  killedAppends,
  killedEncryptedAppends,
  killedImports,
  killedRebuilds,
  killedErasures,
  killedBackups,
  killedRestores,
  killedPublishing,
  powerCuts,
  encryptedPowerCuts,
  fullDisks,
  encryptedFullDisks,
  tornTiles,
  flippedBytes,
  flippedTiles,
  flippedBackups,
  clockJumps,
  oldBackups,
  oldRecords,
];

async function round(fault: Fault, count: Count): Promise<void> {
  const scratch = await mkdtemp(join(tmpdir(), 'a33-fault-'));
  const began = performance.now();
  count.rounds += 1;
  try {
    const { broken, found } = await fault.round(scratch);
    count.broken += broken;
    count.found += found;
    await rm(scratch, { recursive: true, force: true });
  } catch (error) {
    count.failed += 1;
    console.error(`FAILED ${fault.name}: kept in ${scratch}\n`, error);
  }
  count.seconds += (performance.now() - began) / 1000;
}

function report(faults: readonly Fault[], counts: ReadonlyMap<Fault, Count>, minutes: number): string {
  const rows = faults.map((fault) => {
    const count = counts.get(fault) ?? { rounds: 0, broken: 0, found: 0, failed: 0, seconds: 0 };
    const { rounds, broken, found, failed, seconds } = count;
    const numbers = [rounds, broken].map(String);
    return [
      fault.name,
      fault.attack,
      ...numbers,
      fault.breaks,
      ...[found, failed, Math.round(seconds)].map(String),
    ];
  });
  const head = ['fault', 'attack', 'rounds', 'broken', 'what', 'found again', 'failed', 'seconds'];
  return `${minutes.toFixed(1)} minutes, Node ${process.versions.node}, ${availableParallelism()} cores\n\n${table(head, rows)}\n`;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { minutes: { type: 'string', default: '60' }, only: { type: 'string', default: '' } },
  });
  const until = Number(values.minutes) * 60_000;
  if (!(until > 0)) throw new Error('--minutes takes a number of minutes');
  const server = await startServer();
  if (typeof server === 'string') console.error(`Without PostgreSQL: ${server}`);
  const all = typeof server === 'string' ? embedded : [...embedded, ...serverFaults(server)];
  const faults = all.filter(({ name }) => name.includes(values.only));
  if (faults.length === 0) throw new Error(`--only: one of ${all.map(({ name }) => name).join(', ')}`);
  const counts = new Map(
    faults.map((fault): [Fault, Count] => [fault, { rounds: 0, broken: 0, found: 0, failed: 0, seconds: 0 }]),
  );
  const began = performance.now();
  const stopped = new AbortController();
  process.once('SIGINT', () => stopped.abort());
  const goesOn = () => performance.now() - began < until && !stopped.signal.aborted;
  while (goesOn()) for (const [fault, count] of counts) if (goesOn()) await round(fault, count);
  if (typeof server !== 'string') await server.stop();
  console.log(report(faults, counts, (performance.now() - began) / 60_000));
  return [...counts.values()].some(({ failed }) => failed > 0) ? 1 : 0;
}

process.exitCode = await main();
