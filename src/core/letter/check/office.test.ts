import assert from 'node:assert/strict';
import { test } from 'node:test';
import { caseFile, says } from '../../view/fixture.js';
import { type Reading } from '../assertion.js';
import { checkLetter } from './check.js';
import { law, letter, named } from './fixture.js';
import { sameName } from './person.js';

const file = caseFile([
  ...says('register', ['Body', 'SENATE'], { name: 'Senate of Westland', state: 'XWE' }),
  ...says('register', ['Body', 'HOUSE'], { name: 'House of Representatives of Westland', state: 'XWE' }),
  ...says('register', ['Person', 'VALE'], { name: 'Jeff Vale' }),
  ...says('register', ['Tenure', 'T-VALE'], {
    person: 'VALE',
    body: 'SENATE',
    office: 'Senator',
    constituency: 'OR',
    from: '2027-01-03',
    until: '2033-01-03',
  }),
  ...says('register', ['Person', 'ROOK'], { name: 'Ida Rook' }),
  ...says('register', ['Tenure', 'T-ROOK'], {
    person: 'ROOK',
    body: 'HOUSE',
    office: 'Representative',
    constituency: 'VA-11',
    from: '2021-01-03',
    until: '2029-01-03',
  }),
  ...says('register', ['Person', 'SILENT'], { name: 'Una Silent' }),
]);

function office(words: string, title: string, constituency: string | null = null) {
  const reading: Reading = {
    kind: 'office',
    person: named(null, words),
    title,
    body: null,
    constituency,
    place: 'signature',
  };
  const [found] = checkLetter(letter(`${words}, ${title}`, [[words, reading]]), file, law()).assertions;
  assert.ok(found);
  return found;
}

test('a signatory is matched through short names, initials and post-nominals', () => {
  assert.equal(office('Jeffrey A. Vale, M.D.', 'United States Senator').verdict, 'supported');
});

test('a senator is not a representative', () => {
  const found = office('Jeff Vale', 'Representative');
  assert.equal(found.verdict, 'contradicted');
  assert.match(found.suggestion ?? '', /Senator/);
});

test('somebody who left office is not called its holder', () => {
  const found = office('Ida Rook', 'Member of Congress');
  assert.equal(found.verdict, 'contradicted');
  assert.match(found.suggestion ?? '', /former/);
});

test('a wrong seat is noticed', () => {
  assert.equal(office('Jeff Vale', 'Senator', 'TX').verdict, 'contradicted');
});

test('no dates of office is not a confirmation', () => {
  assert.equal(office('Una Silent', 'Senator').verdict, 'not-in-record');
  assert.equal(office('Nobody Known', 'Senator').verdict, 'not-in-record');
});

test('names agree only when given and family names do', () => {
  for (const [a, b, same] of [
    ['Jeffrey A. Merrow', 'Jeff Merrow', true],
    ['Chris van Holt', 'Christopher Van Holt', true],
    ['J. Merrow', 'Jeff Merrow', true],
    ['James Merrow', 'Jeff Merrow', false],
    ['Jeff Merrow', 'Jeff Marrow', false],
    ['Sen. Tim Kane', 'Timothy Kane', true],
    ['Merrow', 'Jeff Merrow', false],
  ] as const)
    assert.equal(sameName(a, b), same, `${a} / ${b}`);
});
