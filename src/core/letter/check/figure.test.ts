import assert from 'node:assert/strict';
import { test } from 'node:test';
import { caseFile, fig, says } from '../../view/fixture.js';
import { type Checked } from '../assertion.js';
import { checkLetter } from './check.js';
import { figure, law, letter, named, on } from './fixture.js';

const names = [
  ...says('gazette', ['State', 'XNO'], { name: 'Norland' }),
  ...says('gazette', ['State', 'XSU'], { name: 'Sudland' }),
  ...says('gazette', ['Body', 'WATCH'], { name: 'Border Watch', kind: 'ngo' }),
  ...says('gazette', ['Body', 'LAMP'], { name: 'Lamplight', kind: 'ngo' }),
  ...says('gazette', ['Body', 'PANEL'], { name: 'Panel on Norland', kind: 'commission' }),
  ...says('gazette', ['Source', 'wire'], { title: 'Wire report', published: '2031-05-03' }),
  ...says('gazette', ['Source', 'reprint'], { title: 'Reprint', relays: 'wire' }),
];
const event = ['Event', 'E-1'] as const;
const base = { kind: 'forced-return', from: 'XNO', to: 'XSU' } as const;

const day = [
  ...names,
  ...says('wire', event, { ...base, title: 'Return at the river', date: '2031-05-02' }),
  ...says('wire', event, { figure: '~600' }, { accordingTo: ['WATCH'] }),
  ...says('reprint', event, { figure: '600' }),
  ...says('paper', event, { figure: '~200' }, { accordingTo: ['LAMP'] }),
  ...says('older-letter', event, { figure: '>600' }, { accordingTo: ['PANEL'] }),
  ...says(
    'sum',
    ['Period', 'P-1'],
    {
      kind: 'forced-return',
      from: 'XNO',
      to: 'XSU',
      date: '2031-03/2031-05',
      figure: '~2600',
      title: 'Spring total',
    },
    { accordingTo: ['WATCH'] },
  ),
  ...says(
    'sum',
    ['Period', 'P-2'],
    { kind: 'detention', from: 'XNO', to: 'XSU', date: '2031', figure: '1170', title: 'People held' },
    { accordingTo: ['LAMP'] },
  ),
  ...says('wire', ['Event', 'E-2'], {
    kind: 'ordinary-return',
    from: 'XNO',
    to: 'XSU',
    date: '2031-05-01',
    figure: '300-400',
    title: 'Workers going home',
  }),
  ...says(
    'wire',
    ['Event', 'E-3'],
    { ...base, date: '2031-03', figure: '>=28', title: 'Return in March' },
    { accordingTo: ['LAMP'] },
  ),
];

function one(
  short: string,
  date: string | null,
  more: Parameters<typeof figure>[2] = {},
  claims = day,
): Checked {
  const text = `Norland forcibly returned people (${short}).`;
  const report = checkLetter(letter(text, [[text, figure(short, date, more)]]), caseFile(claims), law());
  const [found] = report.assertions.filter(({ kind }) => kind === 'figure');
  assert.ok(found);
  return found;
}

test('a figure accounts disagree on is never passed as settled, and each account is named', () => {
  const found = one('600', '2031-05-02');
  assert.equal(found.verdict, 'contested');
  assert.equal(found.direction, 'overstated');
  for (const name of ['Border Watch', 'Lamplight'])
    assert.ok(
      found.because.some(({ family }) => family === name),
      name,
    );
  assert.match(found.why, /about 200 \(Lamplight\)/);
  assert.match(
    found.suggestion ?? '',
    /from about 200 to more than 600 people on 2 May 2031, by four accounts/,
  );
});

test('a repeater adds no account', () => {
  const found = one('600', '2031-05-02');
  const families = new Set(found.because.map(({ family }) => family));
  assert.equal(families.has('Reprint'), false);
});

test('a number no account gives is contradicted, whatever an open-ended account allows', () => {
  const found = one('1500', '2031-05-02');
  assert.deepEqual([found.verdict, found.direction, found.severity], ['contradicted', 'overstated', 'high']);
});

test('a total over months put on one day is called a total', () => {
  const found = one('2600', '2031-05-02');
  assert.equal(found.verdict, 'contradicted');
  assert.ok(found.also.includes('imprecise'));
  assert.match(found.why, /total over March 2031 to May 2031/);
});

test('people held are not people returned', () => {
  const found = one('1170', '2031-05-02');
  assert.equal(found.verdict, 'contradicted');
  assert.match(found.why, /People held/);
});

test('people who went home of their own accord are not forcibly returned', () => {
  const found = one('300-400', '2031-05-01');
  assert.equal(found.verdict, 'contradicted');
  assert.match(found.why, /not against the will/);
});

test('the right figure on the wrong day is sent to its own day', () => {
  const found = one('600', '2030-05-02');
  assert.equal(found.verdict, 'contradicted');
  assert.match(found.why, /2 May 2031/);
});

test('"hundreds" agrees with every account of hundreds', () => {
  assert.equal(one('hundreds', '2031-05-02').verdict, 'supported');
});

test('dropping "at least" is imprecise, and one account alone is said to be one', () => {
  const found = one('28', '2031-03');
  assert.equal(found.verdict, 'imprecise');
  assert.ok(found.also.includes('single-source'));
  assert.match(found.suggestion ?? '', /at least 28/);
});

test('a day where the record has only a month is finer than the record', () => {
  assert.equal(one('>=28', '2031-03-04').verdict, 'imprecise');
});

test('what the credited body said reaches the reader when the letter changed it', () => {
  const found = one('600', '2031-05-02', { accordingTo: [named('PANEL')] });
  assert.match(found.why, /Panel on Norland is recorded as giving "more than 600"/);
});

test('an event nobody recorded is not in the record', () => {
  assert.equal(one('17', '2029-01-01').verdict, 'not-in-record');
});

test('a day that does not exist is refused', () => {
  const found = one('600', '2031-02', { date: { ...on('2031-02', 'in'), impossible: '30 February 2031' } });
  assert.equal(found.verdict, 'contradicted');
});

test('zero is a number: "none" is compared, not taken for missing', () => {
  const none = { ...fig('0'), low: 0, high: 0, qualifier: 'none' as const, words: 'none' };
  const found = one('600', '2031-05-02', { figure: none });
  assert.equal(found.verdict, 'contradicted');
});
