/** A moment read wrongly shows a reader another past than the one asked for. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseMoment } from './moment.js';

const until = (text: string) => {
  const read = parseMoment(text);
  return read.ok && read.value.kind === 'instant' ? read.value.until : null;
};

test('a day, month, year or interval is read to its end in UTC, an instant to the end of what it names', () => {
  assert.equal(until('2026-05-13'), '2026-05-13T23:59:59.999Z');
  assert.equal(until('2024-02'), '2024-02-29T23:59:59.999Z');
  assert.equal(until('2026'), '2026-12-31T23:59:59.999Z');
  assert.equal(until('2025/2026-03'), '2026-03-31T23:59:59.999Z');
  assert.equal(until('2026-05-13T10:00Z'), '2026-05-13T10:00:59.999Z');
  assert.equal(until('2026-05-13T10:00:07Z'), '2026-05-13T10:00:07.999Z');
  assert.equal(until('2026-05-13T10:00:07.123Z'), '2026-05-13T10:00:07.123Z');
  assert.deepEqual(parseMoment('entry:57'), {
    ok: true,
    value: { kind: 'entry', text: 'entry:57', seq: 57 },
  });
});

test('what names no one moment is refused with a way to write it, and never read as now', () => {
  const wrong = [
    'yesterday',
    '20231009',
    '2026-13',
    '2025-02-29T10:00Z',
    '2026-05-13T24:00Z',
    '2026-05-13T10:00',
    '2026-05-13T10:00+09:00',
    '2026~',
    '2026?',
    '2026/..',
    'entry:-1',
    'entry:07',
    'entry:1e3',
    'entry:99999999999999999999',
    '-1',
    '',
  ];
  for (const text of wrong) {
    const read = parseMoment(text, '--as-of');
    assert.ok(!read.ok, text);
    assert.match(read.problem.fix ?? '', /2026-05-13T10:00Z/);
    assert.equal(read.problem.where, '--as-of');
  }
});
