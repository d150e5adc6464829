import assert from 'node:assert/strict';
import { test } from 'node:test';
import { caseFile, says } from '../../view/fixture.js';
import { type Reading } from '../assertion.js';
import { textFingerprint } from '../fingerprint.js';
import { checkLetter } from './check.js';
import { figure, law, letter, named } from './fixture.js';

const text = 'Norland forcibly returned 45 people on 2 May 2031.\n\nAda Kroll\nBen Osei\nCleo Marsh';
const sign = (id: string, words: string): readonly [string, Reading] => [
  words,
  { kind: 'office', person: named(id, words), title: '', body: null, constituency: null, place: 'signature' },
];
const signed = [sign('ADA', 'Ada Kroll'), sign('BEN', 'Ben Osei'), sign('CLEO', 'Cleo Marsh')];

const record = (fingerprint: string) =>
  caseFile([
    ...says('archive', ['Source', 'this-letter'], {
      title: 'Letter of three members',
      published: '2031-06-01',
      fingerprint,
    }),
    ...says('archive', ['Source', 'newspaper'], { title: 'Newspaper printing it', relays: 'this-letter' }),
    ...says('archive', ['Person', 'ADA'], { name: 'Ada Kroll' }),
    ...says('archive', ['Person', 'BEN'], { name: 'Ben Osei' }),
    ...says('archive', ['Person', 'CLEO'], { name: 'Cleo Marsh' }),
    ...says('archive', ['Letter', 'L-1'], {
      date: '2031-06-01',
      document: 'this-letter',
      signatory: ['ADA', 'BEN', 'CLEO'],
    }),
    ...says('this-letter', ['Event', 'E-1'], {
      kind: 'forced-return',
      from: 'XNO',
      to: 'XSU',
      date: '2031-05-02',
      figure: '45',
    }),
    ...says('newspaper', ['Event', 'E-1'], { figure: '45' }),
  ]);

function check(body: string, fingerprint: string, date = '2031-06-01') {
  const read = letter(body, [[body.split('\n')[0] ?? '', figure('45', '2031-05-02')], ...signed], date);
  return checkLetter(read, record(fingerprint), law());
}

test('a letter is never evidence for itself, nor is the newspaper that printed it', () => {
  const report = check(text, textFingerprint(text));
  assert.deepEqual(report.summary.setAside, ['newspaper', 'this-letter']);
  assert.equal(report.assertions[0]?.verdict, 'self-sourced');
});

test('an edited copy is still recognised by its date and signatories', () => {
  const edited = text.replace('forcibly returned', 'sent back');
  const report = check(edited, textFingerprint(text));
  assert.deepEqual(report.summary.setAside, ['newspaper', 'this-letter']);
});

test('another letter by other people on that day may use the source', () => {
  const other = letter('Norland forcibly returned 45 people on 2 May 2031.', [
    ['Norland forcibly returned 45 people', figure('45', '2031-05-02')],
  ]);
  const report = checkLetter(other, record(textFingerprint(text)), law());
  assert.deepEqual(report.summary.setAside, []);
  assert.equal(report.assertions[0]?.verdict, 'single-source');
});
