/**
 * `npm run bench:law`: the binding questions answered apart from our code, told as passed, failed and
 * undecided, and the time all States × all provisions take on one day and over forty years of days.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addDays, parseDate } from '../src/core/base/date.js';
import { unwrap } from '../src/core/base/result.js';
import { binding } from '../src/core/law/binding.js';
import { type LawData, lawData } from '../src/core/law/data.js';
import { statedOtherwise } from '../src/core/law/every-row.js';
import { type Column, matrix } from '../src/core/law/matrix.js';
import { type StateId } from '../src/core/law/reference.js';
import { spans } from '../src/core/law/spans.js';
import { loadReference } from '../src/store/reference.js';
import { table } from './table.js';

const questionsFile = join(import.meta.dirname, '../../test/golden/binding/questions.csv');
const FIRST = '1986-11-24';
const DAYS = Math.round(40 * 365.25);

interface Tally {
  passed: number;
  failed: number;
  undecided: number;
}

/** Passed: as worked out. Undecided: ours says so where the table has a plain answer; wrong is what remains. */
function askAll(law: LawData): Map<string, Tally> {
  const byInstrument = new Map<string, Tally>();
  const [, ...lines] = readFileSync(questionsFile, 'utf8').trim().split('\n');
  for (const line of lines) {
    const [state = '', instrument = '', provision = '', on = '', bound = '', since = ''] = cellsOf(line);
    const asked = { state, instrument, provision: provision === '' ? null : provision };
    const answer = binding({ ...asked, on: unwrap(parseDate(on)) }, law);
    const tally = byInstrument.get(instrument) ?? { passed: 0, failed: 0, undecided: 0 };
    byInstrument.set(instrument, tally);
    if (answer.bound === bound && (since === '' || answer.since === since)) tally.passed++;
    else if (answer.bound === 'undecided') tally.undecided++;
    else tally.failed++;
  }
  return byInstrument;
}

function cellsOf(line: string): string[] {
  return [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map((match) => match[1] ?? '');
}

function columnsOf(law: LawData): Column[] {
  return [...law.provisions.values()].map(({ instrument, number }) => ({ instrument, provision: number }));
}

function timeOf(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

const law = lawData(unwrap(await loadReference()), null);
const asked = [...askAll(law)].sort(([a], [b]) => (a < b ? -1 : 1));
const total = { passed: 0, failed: 0, undecided: 0 };
for (const [, one] of asked) {
  total.passed += one.passed;
  total.failed += one.failed;
  total.undecided += one.undecided;
}
const row = (name: string, { passed, failed, undecided }: Tally) => [
  name,
  ...[passed, failed, undecided].map(String),
];
console.log('## Binding questions\n');
console.log(
  table(
    ['treaty', 'passed', 'failed', 'undecided'],
    [...asked.map(([name, one]) => row(name, one)), row('all', total)],
  ),
);

const stated = law.reference.acts.filter(({ effect }) => effect !== null).length;
const otherwise = statedOtherwise(law);
console.log('\n## Stated days\n');
console.log(
  `${law.reference.acts.length} acts; ${stated} with a stated day; the rule disagrees with ${otherwise.length}.`,
);
for (const one of otherwise)
  console.log(`- ${one.state} ${one.instrument}: stated ${one.stated}, by the rule ${one.computed}`);

const states: StateId[] = [...law.states.keys()];
const columns = columnsOf(law);
const on = (date: string) => matrix(unwrap(parseDate(date)), states, columns, law);
const first = timeOf(() => on('2023-10-09'));
const again = Array.from({ length: 30 }, () => timeOf(() => on('2023-10-09')));
let answers = 0;
const LAST = addDays(FIRST, DAYS - 1);
const years = timeOf(() => {
  for (const state of states)
    for (const column of columns) answers += spans(state, column, { from: FIRST, to: LAST }, law).length;
});
console.log('\n## All States × all provisions\n');
console.log(
  table(
    ['measure', 'time', 'aim'],
    [
      [
        `${states.length} States × ${columns.length} provisions, one day, first`,
        `${first.toFixed(0)} ms`,
        '',
      ],
      ['the same again, median of 30', `${median(again).toFixed(0)} ms`, '50 ms'],
      [`every day of forty years (${DAYS} days, ${answers} spans)`, `${(years / 1000).toFixed(1)} s`, '5 s'],
    ],
  ),
);
