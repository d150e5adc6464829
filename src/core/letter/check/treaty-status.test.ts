import assert from 'node:assert/strict';
import { test } from 'node:test';
import { caseFile } from '../../view/fixture.js';
import { type Reading } from '../assertion.js';
import { checkLetter } from './check.js';
import { law, letter, named, on } from './fixture.js';

type Status = Extract<Reading, { kind: 'treaty-status' }>;

function status(more: Partial<Status>) {
  const reading: Status = {
    kind: 'treaty-status',
    state: named('XNO', 'Norland'),
    instruments: [named('REFUGEE-1951')],
    action: 'party',
    verb: 'is a party to',
    date: null,
    ...more,
  };
  const [found] = checkLetter(
    letter('Norland and the treaty.', [['Norland', reading]]),
    caseFile([]),
    law(),
  ).assertions;
  assert.ok(found);
  return found;
}
const both = [named('REFUGEE-1951'), named('REFUGEE-PROT-1967')];

test('"ratified" is corrected where the State acceded, with both days of entry into force', () => {
  const found = status({ action: 'ratification', instruments: both, date: on('1992-09', 'in') });
  assert.equal(found.verdict, 'imprecise');
  for (const words of [/acceded/, /24 September 1992/, /23 December 1992/, /legal effect is the same/])
    assert.match(`${found.why} ${found.suggestion ?? ''}`, words);
});

test('a State that only signed is never called a party', () => {
  const found = status({ instruments: [named('ICCPR')] });
  assert.deepEqual([found.verdict, found.direction], ['contradicted', 'overstated']);
  assert.match(found.why, /signed/);
  assert.equal(status({ instruments: [named('ICCPR')], action: 'ratification' }).verdict, 'contradicted');
  assert.equal(
    status({ instruments: [named('ICCPR')], action: 'signature', date: on('1998-10-05') }).verdict,
    'supported',
  );
});

test('a wrong year is contradicted, and the right one named', () => {
  const found = status({ action: 'accession', date: on('1993', 'in') });
  assert.equal(found.verdict, 'contradicted');
  assert.match(found.why, /24 September 1992/);
});

test('a State the table does not list is not a party', () => {
  assert.equal(status({ state: named('XSU', 'Sudland') }).verdict, 'contradicted');
  assert.equal(status({ state: named('XSU', 'Sudland'), action: 'not-party' }).verdict, 'supported');
  assert.equal(status({ action: 'not-party' }).verdict, 'contradicted');
});

test('one true and one false instrument in a sentence are told apart', () => {
  const found = status({ instruments: [named('REFUGEE-1951'), named('ICCPR')] });
  assert.equal(found.verdict, 'contradicted');
  assert.match(found.why, /acceded/);
});

test('membership is computed to the day of the letter', () => {
  const member = (count: number): Reading => ({
    kind: 'frequency',
    words: 'for decades',
    sense: 'duration',
    count,
    unit: 'years',
    of: 'membership',
    eventKind: null,
    date: null,
    actor: named('XNO', 'Norland'),
    people: null,
    places: [],
  });
  const check = (count: number) => {
    const text = 'Norland has been party to the Convention for decades.';
    const party: Status = {
      kind: 'treaty-status',
      state: named('XNO'),
      instruments: both,
      action: 'party',
      verb: 'party',
      date: null,
    };
    const read = letter(text, [
      ['Norland has been party', party],
      ['for decades', member(count)],
    ]);
    return checkLetter(read, caseFile([]), law()).assertions.find(({ kind }) => kind === 'frequency');
  };
  assert.equal(check(38)?.verdict, 'supported');
  assert.equal(check(39)?.verdict, 'contradicted');
});
