/** One wrong row must not keep the others out, and a full disk must not be blamed on a row. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fail, ok, type Problem, type Result } from '../../core/base/result.js';
import { type Claim } from '../../core/claim/claim.js';
import { says } from '../../core/view/fixture.js';
import { type Appended, type Ledger, type Statement } from '../ports.js';
import { appendSound } from './append-sound.js';

const claims = Array.from({ length: 20 }, (_, i) =>
  says('S-1', ['Event', `E-${i}`], { title: `title ${i}` }),
).flat();
const statements = claims.map((claim, i): Statement => ({ kind: 'claim', claim, where: String(i) }));
const lines = claims.map((_, i) => i);
const head = { size: 0, root: '' };

/** A ledger that takes a batch whole or refuses it with what `judge` says. */
function ledger(judge: (batch: readonly Claim[], where: readonly string[]) => Problem | null) {
  const taken: string[] = [];
  let asked = 0;
  const append: Ledger['append'] = (_dossier, batch): Promise<Result<Appended>> => {
    asked++;
    const said = batch.flatMap((one) => (one.kind === 'claim' ? [one.claim] : []));
    const problem = judge(
      said,
      batch.map((one) => one.where ?? ''),
    );
    if (problem !== null) return Promise.resolve({ ok: false, problem });
    taken.push(...said.map(({ thing }) => thing.id));
    return Promise.resolve(ok({ added: said.length, known: 0, head, notYetVisible: false }));
  };
  return {
    into: { ledger: { append }, actor: { kind: 'operator', name: 'o' } as const, dossier: 'd' },
    taken,
    asked: () => asked,
  };
}

const wrong = (kind: string, where: string, causes?: readonly Problem[]): Problem =>
  fail(kind, 'No.', { where, ...(causes === undefined ? {} : { causes }) }).problem;

test('what is not covered by a consent is taken out at once, and the rest recorded', async () => {
  const bad = ['3', '7'];
  const { into, taken, asked } = ledger((_batch, where) => {
    const causes = where.filter((one) => bad.includes(one)).map((one) => wrong('consent-missing', one));
    return causes.length === 0 ? null : wrong('without-consent', causes[0]?.where ?? '', causes);
  });
  const done = await appendSound(into, statements, lines);
  assert.ok(done.ok);
  assert.deepEqual(
    [done.value.added, done.value.refused.map(({ line }) => line), taken.length],
    [18, [3, 7], 18],
  );
  assert.equal(asked(), 2);
});

test('a fault that names no row is found by halves, and only its row is refused', async () => {
  const { into, taken } = ledger((batch) =>
    batch.some(({ thing }) => thing.id === 'E-13') ? wrong('bad-body', 'somewhere') : null,
  );
  const done = await appendSound(into, statements, lines);
  assert.ok(done.ok);
  assert.deepEqual([done.value.refused.map(({ line }) => line), taken.length], [[13], 19]);
});

test('a thing that is recorded as something else is refused alone', async () => {
  const held = new Set(['E-2', 'E-5']);
  const { into, taken } = ledger((batch) => {
    const causes = batch
      .filter(({ thing }) => held.has(thing.id))
      .map(({ thing }) => wrong('type-conflict', thing.id));
    return causes.length === 0 ? null : wrong('type-conflict', causes[0]?.where ?? '', causes);
  });
  const done = await appendSound(into, statements, lines);
  assert.ok(done.ok);
  assert.deepEqual(
    [done.value.refused.map(({ line }) => line).sort((a, b) => Number(a) - Number(b)), taken.length],
    [[2, 5], 18],
  );
});

test('a full disk stops the import with its own words, and is nobody’s row', async () => {
  const { into, asked } = ledger(() => wrong('disk-full', 'the data directory'));
  const done = await appendSound(into, statements, lines);
  assert.equal(done.ok ? '' : done.problem.kind, 'disk-full');
  assert.equal(asked(), 1);
});
