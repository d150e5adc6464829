import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Checked, type Report, verdicts } from '../core/letter/assertion.js';
import { verdictMarks } from '../core/letter/marks.js';
import { verdictLabels } from './check-labels.js';
import { checkText } from './check-text.js';

const finding = (id: string, more: Partial<Checked>): Checked => ({
  id,
  kind: 'figure',
  start: 0,
  end: 4,
  text: '600 people',
  reading: { kind: 'omission', about: '' },
  readingConfidence: 1,
  verdict: 'contested',
  also: ['single-source'],
  direction: 'overstated',
  severity: 'high',
  why: 'Accounts differ, and every one of them is named here so that the line is certainly longer than eighty columns.',
  because: [
    {
      claim: 'c',
      source: 'wire',
      says: 'about 200',
      date: '2031-05-02',
      url: 'https://example.org/a',
      family: 'Lamplight',
    },
  ],
  suggestion: 'Write "between 200 and 600".',
  asOf: '2040-01-01T00:00:00.000Z',
  ...more,
});

function report(assertions: readonly Checked[], more: Partial<Report['summary']> = {}): Report {
  const byVerdict = Object.fromEntries(
    verdicts.map((one) => [one, assertions.filter(({ verdict }) => verdict === one).length]),
  ) as Report['summary']['byVerdict'];
  return {
    dossier: 'invented',
    letter: { title: 'A letter', date: '2031-06-01', words: 12, text: '600 people' },
    assertions,
    unread: [{ start: 0, end: 3, text: 'On the 5th something happened.' }],
    summary: {
      assertions: assertions.length,
      byVerdict,
      omissions: 0,
      exposures: 0,
      unread: 1,
      attackFirst: ['a1'],
      setAside: ['own'],
      asOf: '2040-01-01T00:00:00.000Z',
      ...more,
    },
  };
}

test('counts come first, then what is attacked first, then findings with words to write', () => {
  const text = checkText(
    report([finding('a1', {}), finding('a2', { verdict: 'supported', also: [], suggestion: null })]),
    { colour: false },
  );
  const order = [
    '2 assertions, 1 unread',
    'Attacked first',
    'a1 figure',
    '→ Write "between 200 and 600".',
    'a2 figure',
    'Unread',
  ];
  const places = order.map((words) => text.indexOf(words));
  assert.ok(
    places.every((place, i) => place >= 0 && (i === 0 || place > (places[i - 1] ?? 0))),
    JSON.stringify(places),
  );
  assert.match(text, /also single source/);
  assert.match(text, /own/);
});

test('no line is wider than the terminal, without colour or with it', () => {
  for (const colour of [false, true]) {
    const text = checkText(report([finding('a1', {})]), { colour, columns: 80 });
    for (const line of text.split('\n')) {
      const plain = line.replace(/\u001b\[\d+m/g, '');
      assert.ok(plain.length <= 80 || !plain.trim().includes(' '), line);
    }
  }
});

test('a letter cannot steer the terminal that prints it', () => {
  const text = checkText(
    report([finding('a1', { text: 'evil\u001b[2J\u0007\u202Etext', why: 'a\u001b]0;x\u0007b' })]),
    { colour: false },
  );
  assert.equal(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/.test(text), false);
});

test('every verdict has its mark and its word, so that colour is never the only sign', () => {
  for (const verdict of verdicts) {
    assert.ok(verdictMarks[verdict].length === 1);
    assert.ok(verdictLabels[verdict].length > 3);
  }
});

test('the line over a finding wraps, and a count stays with its word', () => {
  const many = report([
    finding('a1', {
      kind: 'attribution',
      also: ['self-sourced', 'single-source', 'imprecise'],
      readingConfidence: 0.4,
    }),
    ...verdicts.map((verdict, i) => finding(`b${i}`, { verdict })),
  ]);
  const lines = checkText(many, { colour: false, columns: 80 }).split('\n');
  for (const line of lines) assert.ok(line.length <= 80, line);
  for (const verdict of verdicts)
    assert.ok(
      lines.some(
        (line) =>
          (line.includes(`${verdictMarks[verdict]} `) && line.includes(`1 ${verdictLabels[verdict]}`)) ||
          line.includes(`2 ${verdictLabels[verdict]}`),
      ),
      verdict,
    );
  assert.ok(!lines.some((line) => line.includes('\u00a0')));
});
