/**
 * `npm run bench:linkage`: links and clusters against known answers, and pairs a second. Nothing is tuned on the
 * answers. `LINKAGE_DATA` names the folder of the data; `--rows N` also makes and matches a register of N rows.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { link, kindOf, type Linked } from '../../src/core/linkage/link.js';
import { unwrap } from '../../src/core/base/result.js';
import { loadNames } from '../../src/store/names.js';
import { table } from '../table.js';
import { type Measured, measure } from './measure.js';
import { type DataSet, dataSets } from './sets.js';
import { inventedSet } from './invented.js';

const root = join(import.meta.dirname, '../../..');
const folder = process.env['LINKAGE_DATA'] ?? join(root, '../shared/bench/linkage');
const names = unwrap(await loadNames());

function run(set: DataSet): { readonly linked: Linked; readonly seconds: number } {
  const columns = set.columns.map(([name, kind]) => ({ name, kind: kindOf(kind, names) }));
  const began = process.cpuUsage();
  const linked = unwrap(link({ lists: [set.rows], columns, rules: null, within: false, seed: 33 }));
  // Processor time: on a machine that others use, the clock measures the others.
  const { user, system } = process.cpuUsage(began);
  return { linked, seconds: (user + system) / 1e6 };
}

const three = (share: number) => share.toFixed(4);

function rowOf(
  set: DataSet,
  { linked, seconds }: ReturnType<typeof run>,
  found: Measured,
): readonly string[] {
  const { promise } = linked;
  return [
    set.name,
    String(set.rows.length),
    String(found.pairs),
    seconds.toFixed(2),
    String(Math.round(found.pairs / seconds / 1000)),
    three(found.compared),
    three(promise.precision),
    three(found.advised.precision),
    three(found.advised.recall),
    three(found.advised.f1),
    three(found.best.f1),
    three(found.advised.recall / found.best.recall),
    set.splink === null ? '' : three(set.splink.f1),
    String(found.reviews),
    three(found.reviewed),
    three(found.clusters.f1),
  ];
}

const head = [
  'data',
  'records',
  'pairs',
  'CPU s',
  'k pairs/s',
  'compared',
  'promised P',
  'P',
  'R',
  'F1',
  'best F1',
  'R ÷ best’s',
  'Splink F1',
  'reviews',
  'R reviewed',
  'clusters F1',
];

const at = process.argv.indexOf('--rows');
const rows = at === -1 ? 0 : Number(process.argv[at + 1]);
const sets = [...(existsSync(folder) ? dataSets(folder) : []), ...(rows > 0 ? [inventedSet(rows)] : [])];
if (!existsSync(folder)) console.log(`Skipped: no data in ${folder}; set LINKAGE_DATA to its folder.\n`);
const lines: (readonly string[])[] = [];
const calibration: (readonly string[])[] = [];
for (const set of sets) {
  const done = run(set);
  const found = measure(done.linked, set.truth);
  lines.push(rowOf(set, done, found));
  for (const { from, to, pairs, promised, found: share } of found.reliability)
    calibration.push([
      set.name,
      `${from}–${to}`,
      String(pairs),
      promised === null ? '' : promised.toFixed(3),
      share === null ? '' : share.toFixed(3),
    ]);
  if (process.argv.includes('--verbose'))
    console.log(
      JSON.stringify(
        {
          set: set.name,
          fit: done.linked.scored.fit,
          coverage: done.linked.scored.coverage,
          correlated: done.linked.scored.correlated,
        },
        null,
        1,
      ),
    );
}
console.log(table(head, lines));
console.log(`\n${table(['data', 'probability', 'pairs', 'promised', 'found'], calibration)}`);
console.log(`\nPeak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB.`);
