import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { assess } from './assess.js';
import { nothingDeclared, readPair, referredTerms } from './declared.js';
import { kosovo, sparse, spina } from './examples.js';
import { type Lists, listsFrom, reordered } from './lists.js';
import { refusals } from './refusals.js';
import { signOfRounds } from './rounds.js';
import { roughly } from './warnings.js';

const why = (lists: Lists, declared = nothingDeclared) => refusals(lists, declared).map(({ kind }) => kind);
const rows = (text: string) =>
  text
    .split(' ')
    .map((word): readonly [readonly number[], number] => [
      Array.from(word.split(':')[0] ?? '', Number),
      Number(word.split(':')[1]),
    ]);
const lists = (names: string, text: string) => listsFrom(names.split(''), rows(text));

test('lists that can carry no estimate are refused, each for its own reason', () => {
  const cases: readonly (readonly [string, Lists, readonly string[]])[] = [
    ['one list', lists('A', '1:50'), ['one-list']],
    ['two lists', lists('AB', '10:50 01:40 11:20'), ['two-lists']],
    ['nobody', lists('ABC', '100:0'), ['no-persons']],
    ['a zero column', lists('ABC', '100:50 010:40 110:20'), ['empty-list']],
    ['identical lists', lists('ABC', '110:50 111:20 001:40'), ['identical-lists']],
    ['a list inside another', lists('ABC', '100:50 110:20 001:40 101:9 111:8'), ['list-inside-another']],
    ['no overlap at all', lists('ABC', '100:50 010:20 001:40'), ['list-without-overlap']],
    ['a list that meets no other', sparse, ['list-without-overlap']],
    ['islands', lists('ABCD', '1000:30 0100:30 0010:30 0001:30 1100:20 0011:20'), ['islands']],
    ['two tiny lists', lists('ABC', '100:90 010:4 001:5 110:2 101:2 111:1'), ['too-few-persons']],
  ];
  for (const [name, table, kinds] of cases) {
    assert.deepEqual(why(table), kinds, name);
    const answer = assess(table);
    assert.deepEqual([answer.estimates, typeof answer.refused], [[], 'string'], name);
    assert.match(answer.sentence, /No total is estimated/);
  }
  assert.deepEqual(why(kosovo), []);
  assert.deepEqual(why(kosovo, { ...nothingDeclared, derived: [['ABA', 'EXH']] }), ['derived-list']);
});

test('two lists give arithmetic under a supposed dependence, and no estimate', () => {
  const answer = assess(lists('AB', '10:40 01:30 11:6'));
  assert.deepEqual(
    answer.whatIf?.map(({ total }) => total),
    [126, 176, 276, 476, 876],
  );
});

test('rounds in time are refused: neighbours share more than distant ones', () => {
  // An invented population in which a fifth leaves and as many come between rounds.
  const found: [number[], number][] = [];
  for (let mask = 1; mask < 64; mask++) {
    const pattern = [0, 1, 2, 3, 4, 5].map((j) => (mask >> j) & 1);
    const seen = pattern.flatMap((on, j) => (on === 1 ? [j] : []));
    const span = (seen.at(-1) ?? 0) - (seen[0] ?? 0);
    found.push([pattern, Math.round(300 * 0.35 ** seen.length * 0.55 ** span)]);
  }
  const rounds = listsFrom(['p1', 'p2', 'p3', 'p4', 'p5', 'p6'], found);
  assert.equal(signOfRounds(rounds)?.numbered, true);
  assert.deepEqual(why(rounds), ['open-population']);
  assert.deepEqual(why(reordered(rounds, [3, 1, 5, 0, 2, 4])), ['open-population']);
  assert.deepEqual(why(rounds, { ...nothingDeclared, closed: true }), []);
  assert.equal(signOfRounds(kosovo), null);
});

test('a family is given, with documented persons, assumptions and warnings, never one number', () => {
  const answer = assess(kosovo, { quick: true });
  assert.equal(answer.n, 4400);
  assert.ok(answer.estimates.filter(({ role }) => role === 'estimate').length >= 4);
  for (const { assumes, low, estimate, high, level, role } of answer.estimates) {
    assert.notEqual(assumes, '');
    assert.ok(low <= estimate && (high === null || estimate <= high));
    assert.equal(level, 0.95);
    if (role === 'estimate') assert.ok(low >= answer.n);
  }
  const kinds = answer.warnings.map(({ kind }) => kind);
  for (const kind of ['quick', 'rival-models', 'one-graph', 'methods-differ', 'recordable-population'])
    assert.ok(kinds.includes(kind), kind);
  assert.match(answer.sentence, /^At least 4400 persons are documented\. In all between 8900 and 17000/);
  assert.equal(answer.estimates[0]?.model, 'EXH*ABA*OSCE + EXH*HRW + OSCE*HRW');
});

test('the order of lists in the file moves no number, not even a random one', () => {
  const settings = { replicates: 100, latent: { classes: 4, chains: 2, burnIn: 50, sweeps: 200, thin: 2 } };
  const numbers = (table: Lists) =>
    assess(table, settings)
      .estimates.filter(({ role }) => role !== 'check')
      .map(({ method, estimate, low, high }) => [method, estimate, low, high]);
  const expected = numbers(spina);
  fc.assert(
    fc.property(fc.shuffledSubarray([0, 1, 2], { minLength: 3 }), (order) => {
      assert.deepEqual(numbers(reordered(spina, order)), expected);
    }),
    { numRuns: 4 },
  );
});

test('a referral is allowed for in every model, and pairs are read by name', () => {
  const pair = readPair('exh : HRW', kosovo.names);
  assert.ok(pair.ok);
  assert.equal(readPair('EXH:EXH', kosovo.names).ok, false);
  assert.equal(readPair('EXH', kosovo.names).ok, false);
  const declared = { ...nothingDeclared, refers: [pair.value] };
  assert.deepEqual(referredTerms(kosovo, declared), [0b1001]);
  const answer = assess(kosovo, { quick: true, declared: { ...declared, refers: [['ABA', 'HRW']] } });
  for (const { method, model } of answer.estimates.filter(({ method }) => method.startsWith('log-linear')))
    assert.match(model, /ABA\*(\w+\*)?HRW/, method);
});

test('no answer is ever less than the persons documented, whatever the table', () => {
  const cell = fc.nat(60);
  fc.assert(
    fc.property(fc.array(cell, { minLength: 7, maxLength: 7 }), (counts) => {
      const table = listsFrom(
        ['A', 'B', 'C'],
        counts.map((count, i) => [[(i + 1) & 1, ((i + 1) >> 1) & 1, (i + 1) >> 2], count]),
      );
      const answer = assess(table, { quick: true });
      for (const each of answer.estimates.filter(({ role }) => role === 'estimate')) {
        assert.ok(Number.isFinite(each.estimate) && each.low >= table.n - 1e-6, JSON.stringify(each));
        assert.ok(each.high === null || Number.isFinite(each.high));
      }
    }),
    { numRuns: 60 },
  );
});

test('two significant digits, and low ends go down', () => {
  assert.deepEqual(
    [roughly(10356), roughly(8994, 'down'), roughly(12110, 'up'), roughly(7)],
    [10000, 8900, 13000, 7],
  );
});
