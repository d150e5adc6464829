/**
 * A table of binding questions whose answers were worked out apart from this code: from deposits in the
 * depositary's tables and each treaty's own clause, by hand or by other arithmetic (`binding/README.md`).
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseDate } from '../../src/core/base/date.js';
import { unwrap } from '../../src/core/base/result.js';
import { binding } from '../../src/core/law/binding.js';
import { lawData } from '../../src/core/law/data.js';
import { loadReference } from '../../src/store/reference.js';

const folder = join(import.meta.dirname, '../../../test/golden/binding');

interface Question {
  readonly state: string;
  readonly instrument: string;
  readonly provision: string;
  readonly on: string;
  readonly bound: string;
  readonly since: string;
  readonly why: string;
}

function questions(): Question[] {
  const [, ...lines] = readFileSync(join(folder, 'questions.csv'), 'utf8').trim().split('\n');
  return lines.map((line) => {
    const cells = [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map((match) => match[1] ?? '');
    const [state = '', instrument = '', provision = '', on = '', bound = '', since = '', why = ''] = cells;
    return { state, instrument, provision, on, bound, since, why };
  });
}

const law = lawData(unwrap(await loadReference()), null);

test('no binding question of the table is answered wrongly', () => {
  const all = questions();
  assert.ok(all.length >= 200, `only ${all.length} questions`);
  const wrong = all.flatMap((asked) => {
    const { state, instrument, provision, on } = asked;
    const answer = binding(
      { state, instrument, provision: provision === '' ? null : provision, on: unwrap(parseDate(on)) },
      law,
    );
    const sinceWrong = asked.since !== '' && answer.since !== asked.since;
    if (answer.bound === asked.bound && !sinceWrong) return [];
    return [
      `${state} ${instrument} ${provision} on ${on}: said ${answer.bound} since ${answer.since} (${answer.basis}), should be ${asked.bound} ${asked.since} because ${asked.why}`,
    ];
  });
  assert.deepEqual(wrong, []);
});

test('every answer of the table carries a chain, and never says "in breach"', () => {
  for (const { state, instrument, provision, on } of questions()) {
    const { because, bound } = binding(
      { state, instrument, provision: provision === '' ? null : provision, on: unwrap(parseDate(on)) },
      law,
    );
    const words = because.map(({ text }) => text).join(' ');
    assert.ok(because.length > 0, `${state} ${instrument} ${on}: no chain`);
    assert.doesNotMatch(words, /breach|violat|undefined|null|NaN/, words);
    if (bound === 'no') assert.doesNotMatch(words, /not bound(?! by (this|what))/, words);
  }
});
