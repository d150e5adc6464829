/** Kills a loading process at a moment of chance and says what it had been promised. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type CaseFile } from '../../src/core/view/thing.js';

export interface Killed {
  /** Batches acknowledged, in order. */
  readonly acknowledged: readonly number[];
  /** What the process itself complained of, if it ended before it was killed. */
  readonly complaint: string;
}

/** Kills after so many acknowledgements and a moment more; `null` kills while the store opens. */
export async function loadAndKill(args: readonly string[], acknowledgements: number | null): Promise<Killed> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'loader.js'), ...args]);
  let out = '';
  let complaint = '';
  child.stderr.on('data', (data: Buffer) => (complaint += data.toString()));
  const reached = new Promise<void>((done) => {
    child.stdout.on('data', (data: Buffer) => {
      out += data.toString();
      if (acknowledgements !== null && out.split('\n').length - 2 >= acknowledgements) done();
    });
  });
  const ended = new Promise((done) => child.once('close', done));
  if (acknowledgements !== null) await Promise.race([reached, ended]);
  await wait(acknowledgements === null ? 100 + Math.random() * 900 : Math.random() * 30);
  child.kill('SIGKILL');
  await ended;
  const lines = out
    .split('\n')
    .slice(0, -1)
    .filter((line) => line !== 'open');
  return { acknowledged: lines.map(Number), complaint };
}

/** Batches the case file shows, each with how many of its claims and how many it should have. */
export function batchesOf(file: CaseFile): Map<number, { readonly has: number; readonly of: number }> {
  const batches = new Map<number, { has: number; of: number }>();
  for (const thing of file.things.values()) {
    for (const { claim } of thing.claims) {
      const said = claim.value.kind === 'text' ? /^(\d+) \d+\/(\d+)$/.exec(claim.value.text) : null;
      if (said === null) continue;
      const batch = Number(said[1]);
      const found = batches.get(batch) ?? { has: 0, of: Number(said[2]) };
      found.has += 1;
      batches.set(batch, found);
    }
  }
  return batches;
}
