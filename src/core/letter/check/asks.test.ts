import assert from 'node:assert/strict';
import { test } from 'node:test';
import { caseFile, says } from '../../view/fixture.js';
import { type Checked, type Reading } from '../assertion.js';
import { textFingerprint } from '../fingerprint.js';
import { checkLetter } from './check.js';
import { law, letter, named, on } from './fixture.js';

const text =
  'In 2030 the Panel asked Norland to stop. Envoy Kroll urged Norland too, which was repeatedly refused.';
const claims = [
  ...says('gazette', ['State', 'XNO'], { name: 'Norland' }),
  ...says('gazette', ['Body', 'PANEL'], { name: 'Panel on Returns', kind: 'treaty-body' }),
  ...says('gazette', ['Body', 'MFA'], { name: 'Foreign Ministry of Norland', state: 'XNO' }),
  ...says('gazette', ['Person', 'KROLL'], { name: 'Ada Kroll' }),
  ...says('gazette', ['Source', 'own'], { title: 'This letter', fingerprint: textFingerprint(text) }),
  ...says('gazette', ['Source', 'panel-report'], { title: 'Report of the Panel', author: 'PANEL' }),
  ...says('panel-report', ['Ask', 'A-1'], {
    by: 'PANEL',
    addressee: 'XNO',
    dutyBearer: 'XNO',
    date: '2030-04',
    demand: 'halt-returns',
    text: 'Stop the returns at once',
    document: 'panel-report',
  }),
  ...says('paper', ['Ask', 'A-2'], {
    by: 'PANEL',
    addressee: 'XNO',
    date: '2028-02-01',
    demand: 'legislate',
    text: 'Adopt an asylum law',
  }),
  ...says('paper', ['Answer', 'R-2'], {
    to: 'A-2',
    by: 'XNO',
    date: '2028-06',
    kind: 'accepted',
    text: 'Accepted the asylum law',
  }),
  ...says('paper', ['Answer', 'R-1'], {
    to: 'A-1',
    by: 'MFA',
    date: '2030-05-02',
    kind: 'denied-category',
    text: 'There are no such people',
  }),
  ...says('own', ['Ask', 'A-3'], {
    by: 'KROLL',
    addressee: 'XNO',
    demand: 'halt-returns',
    text: 'Stop the returns',
  }),
  ...says('own', ['Answer', 'R-3'], {
    to: 'A-3',
    by: 'XNO',
    kind: 'refused',
    text: 'Refused, again and again',
  }),
];

function check(readings: readonly (readonly [string, Reading])[], body = text): readonly Checked[] {
  return checkLetter(letter(body, readings), caseFile(claims), law()).assertions;
}
type Ask = Extract<Reading, { kind: 'earlier-ask' }>;
const ask = (more: Partial<Ask>): Ask => ({
  kind: 'earlier-ask',
  by: [],
  addressee: [],
  date: null,
  demands: [],
  lever: null,
  says: '',
  ...more,
});
type Answer = Extract<Reading, { kind: 'answer' }>;
const answer = (more: Partial<Answer>): Answer => ({
  kind: 'answer',
  by: named('XNO'),
  to: null,
  date: null,
  answerKind: 'refused',
  repeated: false,
  says: '',
  ...more,
});

const panel = ask({
  by: [named('PANEL')],
  addressee: [named('XNO')],
  date: on('2030', 'in'),
  demands: ['halt-returns'],
  says: 'asked Norland to stop',
});
const kroll = ask({
  by: [named(null, 'Kroll')],
  addressee: [named('XNO')],
  demands: ['halt-returns'],
  says: 'urged Norland too',
});

test('an ask read in the asker’s own report is supported, with what came back', () => {
  const [found] = check([['In 2030 the Panel asked Norland to stop', panel]]);
  assert.equal(found?.verdict, 'supported');
  assert.match(found.why, /Panel on Returns to Norland \(April 2030\)/);
});

test('an ask and an answer only this letter tells of are self-sourced, and others are offered instead', () => {
  const found = check([
    ['Envoy Kroll urged Norland too', kroll],
    ['which was repeatedly refused', answer({ repeated: true })],
  ]);
  assert.deepEqual(
    found.filter(({ kind }) => kind !== 'omission').map(({ verdict }) => verdict),
    ['self-sourced', 'self-sourced'],
  );
  assert.match(found.find(({ kind }) => kind === 'answer')?.why ?? '', /There are no such people/);
});

test('an ask moved to another year is contradicted, when the record has just one', () => {
  const moved = ask({
    by: [named('PANEL')],
    addressee: [named('XNO')],
    date: on('2027', 'in'),
    demands: ['halt-returns'],
    says: 'stop the returns at once',
  });
  const [found] = check([['In 2030 the Panel asked Norland to stop', moved]]);
  assert.equal(found?.verdict, 'contradicted');
  assert.match(found.why, /April 2030/);
});

test('an answer cannot come before its ask', () => {
  const found = check([
    ['In 2030 the Panel asked Norland to stop', panel],
    ['refused', answer({ date: on('2029', 'in') })],
  ]);
  assert.equal(found.find(({ kind }) => kind === 'answer')?.verdict, 'contradicted');
});

test('a refusal is not made of an acceptance', () => {
  const law2028 = ask({
    by: [named('PANEL')],
    addressee: [named('XNO')],
    date: on('2028', 'in'),
    demands: ['legislate'],
    says: 'adopt an asylum law',
  });
  const found = check([
    ['In 2030 the Panel asked Norland', law2028],
    ['refused', answer({})],
  ]);
  assert.equal(found.find(({ kind }) => kind === 'answer')?.verdict, 'contradicted');
});

test('somebody the record does not know has asked nothing in it', () => {
  const [found] = check([
    ['Envoy Kroll urged', ask({ by: [named(null, 'Zed Umbral')], addressee: [named('XNO')], says: 'stop' })],
  ]);
  assert.equal(found?.verdict, 'not-in-record');
});

test('a demand is never called true or false, and says what was asked before', () => {
  const demand: Reading = {
    kind: 'demand',
    demands: ['halt-returns'],
    addressee: named(null, 'the President'),
    dutyBearer: named('XNO'),
    instruments: [],
    says: 'stop',
  };
  const found = check([['Norland too', demand]]).find(({ kind }) => kind === 'demand');
  assert.equal(found?.verdict, 'not-checkable');
  assert.match(found.why, /Panel on Returns \(April 2030\)/);
  assert.match(found.why, /New is whom it is put to: the President/);
});

test('a promise already made is offered to a letter that forgot it', () => {
  const demand: Reading = {
    kind: 'demand',
    demands: ['halt-returns'],
    addressee: null,
    dutyBearer: named('XNO'),
    instruments: [],
    says: 'stop',
  };
  const found = check([['Norland too', demand]]).filter(({ kind }) => kind === 'omission');
  assert.ok(found.some(({ why }) => /Accepted the asylum law/.test(why)));
});

test('a sweeping refusal on the letter’s own word is among the three attacked first, once', () => {
  const all = answer({ repeated: true, says: 'all of which was repeatedly refused' });
  const report = checkLetter(
    letter(text.replace('which was', 'all of which was'), [
      ['Envoy Kroll urged Norland too', kroll],
      ['all of which was repeatedly refused', all],
    ]),
    caseFile([
      ...claims.filter(({ source }) => source !== 'own'),
      ...says('gazette', ['Source', 'own-2'], {
        title: 'This letter',
        fingerprint: textFingerprint(text.replace('which was', 'all of which was')),
      }),
      ...says('own-2', ['Ask', 'A-3'], {
        by: 'KROLL',
        addressee: 'XNO',
        demand: 'halt-returns',
        text: 'Stop the returns',
      }),
      ...says('own-2', ['Answer', 'R-3'], {
        to: 'A-3',
        by: 'XNO',
        kind: 'refused',
        text: 'Refused, again and again',
      }),
    ]),
    law(),
  );
  const refusal = report.assertions.find(({ kind }) => kind === 'answer');
  assert.equal(refusal?.verdict, 'self-sourced');
  assert.match(refusal?.why ?? '', /it says it of every request/);
  assert.equal(report.summary.attackFirst[0], refusal?.id);
});
