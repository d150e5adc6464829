/**
 * `npm run bench`: what a user waits for, and how well letters are read. Medians of one run on this machine,
 * each beside its aim, with the processor time spent: wall times depend on what else the machine does, and
 * are not tests.
 */
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { dossierLine, runLetters } from './letters.js';
import { benchLetters, type BenchLetter } from './folder.js';
import { freePort, median, timeFirstPage, timeNode, type FirstPage, type Usage } from './process.js';
import { product, type Check } from './product.js';
import { partsTable, table } from './table.js';

const RUNS = 5;
const FIRST_PAGE_MS_MAX = 60_000;

type Present = Extract<BenchLetter, { readonly kind: 'present' }>;

interface Measure {
  readonly name: string;
  readonly aimMs: number;
  readonly times: number[];
  readonly usages: Usage[];
}

const root = resolve(import.meta.dirname, '../..');
const program = join(root, 'dist/src/cli/bin.js');

/** A fresh directory each time, then the last one again. */
async function firstPages(scratch: string): Promise<readonly Measure[]> {
  const fresh = empty('first page, fresh directory', 10_000);
  const again = empty('first page, existing directory', 3_000);
  for (let run = 0; run < RUNS; run += 1) {
    const dir = join(scratch, `data-${run}`);
    for (const measure of [fresh, again]) {
      const page = await timeFirstPage(
        [program, 'start', '--no-open', '--dir', dir],
        await freePort(),
        FIRST_PAGE_MS_MAX,
      );
      take(measure, page);
    }
  }
  return [fresh, again];
}

const empty = (name: string, aimMs: number): Measure => ({ name, aimMs, times: [], usages: [] });

function take(measure: Measure, run: FirstPage): void {
  measure.times.push(run.ms);
  if (run.usage !== null) measure.usages.push(run.usage);
}

/** On the directory the pages left behind; exit 1 only says that the letter has problems. */
async function wholeCheck(scratch: string, letter: string): Promise<Measure> {
  const measure = empty('article33 check, whole process', 3_000);
  for (let run = 0; run < RUNS; run += 1) {
    const done = await timeNode([program, 'check', letter, '--json', '--dir', join(scratch, 'data-0')]);
    if (done.code !== 0 && done.code !== 1) throw new Error(`check ended with ${done.code}: ${done.stderr}`);
    take(measure, done);
  }
  return measure;
}

/** Reading and checking one text; the dossier and the law are already in memory. */
async function checkAlone(check: Check, letter: Present): Promise<readonly Measure[]> {
  const cold = empty('the check alone, first', 300);
  const warm = empty('the check alone, repeated', 300);
  for (let run = 0; run < RUNS * 4; run += 1) {
    const began = performance.now();
    const before = process.cpuUsage();
    await check(letter, letter.text);
    const ms = performance.now() - began;
    const { user, system } = process.cpuUsage(before);
    const peakMib = process.resourceUsage().maxRSS / 1024;
    take(run === 0 ? cold : warm, { ms, usage: { cpuMs: (user + system) / 1000, peakMib } });
  }
  return [cold, warm];
}

function row(measure: Measure): string[] {
  const middle = median(measure.times);
  return [
    measure.name,
    String(measure.times.length),
    milliseconds(middle),
    `${milliseconds(Math.min(...measure.times))}–${milliseconds(Math.max(...measure.times))}`,
    milliseconds(measure.aimMs),
    (middle / measure.aimMs).toFixed(2),
    measure.usages.length === 0 ? '–' : milliseconds(median(measure.usages.map((one) => one.cpuMs))),
    measure.usages.length === 0
      ? '–'
      : `${Math.round(Math.max(...measure.usages.map((one) => one.peakMib)))} MiB`,
  ];
}

const milliseconds = (ms: number) => (ms >= 1000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms)} ms`);

async function main(): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'a33-bench-'));
  try {
    const ours = await product(root);
    const letters = benchLetters(root).filter((one) => one.kind === 'present');
    // The real letter when it is there, else the longest of ours.
    const letter =
      letters.find((one) => one.expectation.textFrom !== undefined) ??
      letters.reduce((longest, one) => (one.text.length > longest.text.length ? one : longest));
    const file = join(scratch, 'letter.txt');
    copyFileSync(letter.file, file);
    const words = readFileSync(file, 'utf8').split(/\s+/u).length;
    const measures = [
      ...(await firstPages(scratch)),
      await wholeCheck(scratch, file),
      ...(await checkAlone(ours.check, letter)),
    ];
    console.log(
      `Node ${process.versions.node}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GiB; letter ${letter.name}, ${words} words\n`,
    );
    console.log(
      table(
        ['measure', 'runs', 'median', 'range', 'aim', 'median / aim', 'processor', 'peak memory'],
        measures.map(row),
      ),
    );
    const run = await runLetters(root, ours);
    console.log(`\n${partsTable(run.parts)}`);
    console.log(`\n${dossierLine(run)}`);
    for (const skipped of run.skipped) console.log(`\nSkipped ${skipped}`);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

await main();
