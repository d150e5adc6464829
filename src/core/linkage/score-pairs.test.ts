import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { unwrap } from '../base/result.js';
import { nameModel } from '../name/compare.js';
import { parseNameTables } from '../name/tables.js';
import { waterfall } from './explain.js';
import { inventedRegister } from './fixture.js';
import { type Kind, kindOf } from './kinds.js';
import { type LinkInput, type Scored, scorePairs } from './score-pairs.js';
import { type Row } from './register.js';

const read = (name: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../../../../data/names', name), 'utf8'));
const names = nameModel(
  unwrap(parseNameTables({ characters: read('characters.json'), spelling: read('spelling.json') })),
);
const columnsOf = (...kinds: readonly (readonly [string, Kind])[]) =>
  kinds.map(([name, kind]) => ({ name, kind: kindOf(kind, names) }));
const people = columnsOf(
  ['given', 'text'],
  ['family', 'text'],
  ['born', 'date'],
  ['town', 'place'],
  ['sex', 'code'],
);

function input(lists: readonly (readonly Row[])[], more: Partial<LinkInput> = {}): LinkInput {
  return { lists, columns: people, rules: null, within: false, seed: 33, ...more };
}

const told = (scored: Scored): ReadonlyMap<string, number> =>
  new Map(
    Array.from(scored.logOdds, (odds, p) => {
      const id = (at: number | undefined) => scored.compared.register.ids[at ?? 0] ?? '';
      return [`${id(scored.met.left[p])} ${id(scored.met.right[p])}`, odds] as const;
    }),
  );

const { rows, person } = inventedRegister(300, 0.4, 7);

test('people recorded twice are found, and strangers are not made one', () => {
  const scored = unwrap(scorePairs(input([rows])));
  let [hit, extra] = [0, 0];
  for (const [pair, odds] of told(scored)) {
    const [a = '', b = ''] = pair.split(' ');
    if (odds <= 0) continue;
    if (person.get(a) === person.get(b)) hit++;
    else extra++;
  }
  const all = rows.length - 300;
  assert.ok(hit / all > 0.95, `${hit} of ${all}`);
  assert.ok(extra / (hit + extra) < 0.03, `${extra} wrong`);
});

test('the order of rows changes nothing: not one bit of any log-odds', () => {
  const one = told(unwrap(scorePairs(input([rows]))));
  const other = told(unwrap(scorePairs(input([rows.toReversed()]))));
  assert.deepEqual(other, one);
});

test('the same seed gives the same numbers where pairs are sampled', () => {
  const large = inventedRegister(1500, 0.3, 3).rows;
  const run = () => unwrap(scorePairs(input([large])));
  const [one, other] = [run(), run()];
  assert.ok(one.coverage.compared < one.coverage.possible);
  assert.deepEqual(one.logOdds, other.logOdds);
  assert.ok(one.coverage.lostAtLeast < 0.02 * one.coverage.found, String(one.coverage.lostAtLeast));
});

test('which list is first does not change the evidence', () => {
  const [a, b] = [rows.filter(({ id }) => id.startsWith('p')), rows.filter(({ id }) => id.startsWith('q'))];
  const one = told(unwrap(scorePairs(input([a, b]))));
  const other = told(unwrap(scorePairs(input([b, a]))));
  for (const [pair, odds] of one) {
    const turned = other.get(pair.split(' ').toReversed().join(' '));
    assert.ok(Math.abs(odds - (turned ?? Number.NaN)) < 1e-6, pair);
  }
});

test('not knowing a value lies between agreeing and differing', () => {
  const cells = ['zeno', 'zorn', '1950-01-02', 'longlea, moor county', 'm'];
  const added: readonly Row[] = [
    { id: 'x', cells },
    { id: 'y-agrees', cells },
    { id: 'y-unknown', cells: cells.with(1, 'unknown') },
    { id: 'y-differs', cells: cells.with(1, 'quist') },
  ];
  const odds = told(unwrap(scorePairs(input([[...rows, ...added]]))));
  const [agrees = 0, unknown = 0, differs = 0] = ['agrees', 'unknown', 'differs'].map((each) =>
    odds.get(`x y-${each}`),
  );
  assert.ok(agrees > unknown && unknown > differs, `${agrees} ${unknown} ${differs}`);
});

test('agreeing on a rare name says more than on a common one', () => {
  const scored = unwrap(scorePairs(input([rows])));
  const column = scored.compared.register.columns[1];
  const counts = Array.from(column?.counts ?? []);
  const adjust = Array.from(scored.weights.frequency[1]?.adjust ?? []);
  const [rarest, commonest] = [counts.indexOf(Math.min(...counts)), counts.indexOf(Math.max(...counts))];
  assert.ok((adjust[rarest] ?? 0) > (adjust[commonest] ?? 0));
});

test('the waterfall of a pair sums to its log-odds, and says the path of a name', () => {
  const mixed: Row[] = rows.map(({ id, cells }) => ({ id, cells: [...cells, ''] }));
  const cells = rows[0]?.cells ?? [];
  mixed.push({ id: 'ka', cells: [...cells, '김영희'] }, { id: 'kb', cells: [...cells, 'Kim Yong Hui'] });
  const columns = [...people, ...columnsOf(['own', 'name'])];
  const scored = unwrap(scorePairs({ ...input([mixed]), columns }));
  for (let p = 0; p < scored.logOdds.length; p += 997) {
    const { start, steps, logOdds } = waterfall(scored, p);
    assert.ok(Math.abs(logOdds - (scored.logOdds[p] ?? 0)) < 1e-9);
    assert.ok(
      Math.abs(steps.reduce((sum, { weight, rarity }) => sum + weight + rarity, start) - logOdds) < 1e-9,
    );
  }
  const at = Array.from(scored.met.left).findIndex((_, p) => {
    const { a, b } = waterfall(scored, p);
    return a === 'ka' && b === 'kb';
  });
  const step = waterfall(scored, at).steps.at(-1);
  assert.equal(step?.level, 'same or accepted spelling');
  assert.ok((step?.path ?? []).join(' ').includes('김'));
});

function refused(of: LinkInput): string {
  const result = scorePairs(of);
  return result.ok ? 'none' : result.problem.kind;
}

test('ten thousand people of one name are not made one: a name alone is refused', () => {
  const same = Array.from({ length: 10_000 }, (_, i) => ({ id: String(i), cells: ['김영희'] }));
  assert.equal(refused({ ...input([same]), columns: columnsOf(['name', 'name']) }), 'nothing-to-compare');
});

test('a register that says nothing, or the same of all, gives no numbers', () => {
  const silent = rows.map(({ id }) => ({ id, cells: ['', '', '', '', 'f'] }));
  assert.equal(refused(input([silent])), 'nothing-to-compare');
  assert.equal(refused(input([[]])), 'no-rows');
  assert.equal(refused(input([[...rows, ...rows.slice(0, 1)]])), 'id-twice');
});

const codes = columnsOf(['a', 'code'], ['b', 'code'], ['c', 'code']);
const numbered = (cells: (i: number) => readonly string[]): readonly Row[] =>
  rows.map(({ id }, i) => ({ id, cells: cells(i) }));

test('a column that copies another makes no group of matches: the fit is refused', () => {
  const copied = numbered((i) => [String(i % 2), String((i * 31) % 17), String(i % 2)]);
  assert.equal(refused({ ...input([copied]), columns: codes }), 'fit-not-separated');
});

test('agreements by chance alone link nobody', () => {
  const noise = numbered((i) => [String(i % 2), String(i % 3), String(i % 5)]);
  const scored = unwrap(scorePairs({ ...input([noise]), columns: codes }));
  assert.ok(scored.logOdds.every((odds) => odds < 0));
});

test('two lists with nobody in common link next to nobody', () => {
  const once = inventedRegister(400, 0, 11).rows;
  const scored = unwrap(scorePairs(input([once.slice(0, 200), once.slice(200)])));
  assert.ok(scored.logOdds.filter((odds) => odds > 0).length <= 2);
  assert.ok(scored.fit.matches < 5, String(scored.fit.matches));
});
