import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fig } from '../../view/fixture.js';
import { verdicts } from '../assertion.js';
import { ranked } from './judgement.js';
import { standOf } from './stand.js';
import { sayDate, sayList } from './wording.js';

test('the worst verdict goes first and the others keep the promised order', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([...verdicts], { minLength: 1 }), (holds) => {
      const { verdict, also } = ranked(holds);
      const order = [verdict, ...also].map((one) => verdicts.indexOf(one));
      assert.deepEqual(
        order,
        [...order].sort((a, b) => a - b),
      );
      assert.ok(also.every((one) => one !== 'not-in-record' && one !== 'not-checkable'));
    }),
  );
});

test('whoever says a number says it, and nobody says one outside their range', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 0, max: 5000 }), (a, b) => {
      const stand = standOf(fig(`${a}`), fig(`${b}`));
      if (a === b) assert.equal(stand, 'says');
      else if (Math.abs(a - b) > 600) assert.equal(stand, 'disputes');
    }),
  );
});

test('how an account is put decides whether it says the letter’s number', () => {
  const rows: readonly (readonly [string, string, string])[] = [
    ['600', '>500', 'allows'],
    ['600', '>600', 'floor'],
    ['600', '<=600', 'ceiling'],
    ['600', '~600', 'about'],
    ['~600', '600', 'says'],
    ['600', '500-700', 'range'],
    ['600', '200', 'disputes'],
    ['>500', '~600', 'says'],
    ['>500', '~200', 'disputes'],
    ['hundreds', '>500', 'says'],
    ['hundreds', '40', 'disputes'],
    ['<=600', '200', 'disputes'],
    ['>=28', '28', 'says'],
    ['28', '>=28', 'floor'],
    ['600', '<=200 via one crossing', 'part'],
    ['1500', '>500', 'allows'],
    ['0', '600', 'disputes'],
  ];
  for (const [said, account, stand] of rows)
    assert.equal(standOf(fig(said), fig(account)), stand, `${said} / ${account}`);
});

test('dates and lists are printed in plain words', () => {
  for (const [edtf, words] of [
    ['2031-05-02', '2 May 2031'],
    ['2031-05', 'May 2031'],
    ['2031', '2031'],
    ['203X', 'the 2030s'],
    ['2031-05-02~', 'about 2 May 2031'],
    ['2030/2031-05', '2030 to May 2031'],
    ['2030/..', '2030 onwards'],
    ['/2031', 'up to 2031'],
  ] as const)
    assert.equal(sayDate(edtf), words);
  assert.equal(sayList(['a', 'b', 'a', 'c']), 'a, b and c');
  assert.equal(sayList(['a', 'b', 'c', 'd'], 3), 'a, b and 2 more');
});
