import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { unwrap } from '../base/result.js';
import { nameModel } from '../name/compare.js';
import { inventedRegister } from './fixture.js';
import { type Judgement, type Verdict } from './judgement.js';
import { kindOf } from './kinds.js';
import { link, type Linked, type LinkOptions } from './link.js';
import { type Row } from './register.js';
import { parseNameTables } from '../name/tables.js';

const read = (name: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../../../../data/names', name), 'utf8'));
const names = nameModel(
  unwrap(parseNameTables({ characters: read('characters.json'), spelling: read('spelling.json') })),
);
const columns = (
  [
    ['given', 'text'],
    ['family', 'text'],
    ['born', 'date'],
    ['town', 'place'],
    ['sex', 'code'],
  ] as const
).map(([name, kind]) => ({ name, kind: kindOf(kind, names) }));

const { rows, person } = inventedRegister(300, 0.4, 7);
const of = (more: Partial<LinkOptions> = {}, lists: readonly (readonly Row[])[] = [rows]): Linked =>
  unwrap(link({ lists, columns, rules: null, within: false, seed: 33, ...more }));

const said = (a: string, b: string, verdict: Verdict): Judgement => ({
  a,
  b,
  verdict,
  by: 'tester',
  why: 'a test',
});

function clusterOf(linked: Linked, id: string): number {
  return linked.clusters[linked.scored.compared.register.ids.indexOf(id)] ?? -1;
}

function decisionOf({ scored, decided }: Linked, a: string, b: string): number {
  const at = (id: string) => scored.compared.register.ids.indexOf(id);
  const [x, y] = [at(a), at(b)].sort((one, other) => one - other);
  const place = Array.from(scored.met.left).findIndex((left, p) => left === x && scored.met.right[p] === y);
  return decided[place] ?? -1;
}

test('links are right as often as was promised', () => {
  const { scored, decided, promise } = of();
  const ids = scored.compared.register.ids;
  let [right, all] = [0, 0];
  for (const [p, decision] of decided.entries()) {
    if (decision !== 2) continue;
    all++;
    if (person.get(ids[scored.met.left[p] ?? 0] ?? '') === person.get(ids[scored.met.right[p] ?? 0] ?? ''))
      right++;
  }
  assert.equal(all, promise.links);
  assert.ok(Math.abs(right / all - promise.precision) < 0.02, `${right / all} promised ${promise.precision}`);
});

test('a judgement wins over any score, and withdrawing it gives the first answer back', () => {
  const before = of();
  const pair = rows.find(
    ({ id }) => id.startsWith('q') && clusterOf(before, id) === clusterOf(before, `p${id.slice(1)}`),
  );
  const [a, b] = [`p${pair?.id.slice(1)}`, pair?.id ?? ''];
  const parted = of({ judgements: [said(a, b, 'different')] });
  assert.notEqual(clusterOf(parted, a), clusterOf(parted, b));
  assert.equal(decisionOf(parted, a, b), 0);
  const undone = of({ judgements: [said(a, b, 'different'), said(b, a, 'withdrawn')] });
  assert.deepEqual(undone.clusters, before.clusters);
  assert.deepEqual(undone.decided, before.decided);
  const strangers = of({ judgements: [said('p0', 'p1', 'same')] });
  assert.equal(clusterOf(strangers, 'p0'), clusterOf(strangers, 'p1'));
  assert.equal(decisionOf(of({ judgements: [said('p0', 'p1', 'unsure')] }), 'p0', 'p1'), 1);
});

test('a judged pair that no rule would compare is compared all the same', () => {
  const large = inventedRegister(1500, 0.1, 3).rows;
  const judged = of(
    { judgements: [said('p3', 'p1400', 'same')], rules: [{ name: 'born', parts: [{ column: 2, key: '' }] }] },
    [large],
  );
  assert.equal(decisionOf(judged, 'p3', 'p1400'), 2);
  assert.equal(clusterOf(judged, 'p3'), clusterOf(judged, 'p1400'));
});

test('decisions and clusters say the same: whoever is in one cluster is linked, and nobody else', () => {
  const { scored, decided, clusters } = of();
  for (const [p, decision] of decided.entries())
    assert.equal(decision === 2, clusters[scored.met.left[p] ?? 0] === clusters[scored.met.right[p] ?? 0]);
});

function refused(options: Partial<LinkOptions>): string {
  const result = link({ lists: [rows], columns, rules: null, within: false, seed: 33, ...options });
  return result.ok ? 'none' : result.problem.kind;
}

test('judgements of nobody, and judgements that contradict each other, are told', () => {
  assert.equal(refused({ judgements: [said('p0', 'nobody', 'same')] }), 'judgement-of-nobody');
  const three = [said('p0', 'p1', 'same'), said('p1', 'p2', 'same'), said('p0', 'p2', 'different')];
  assert.equal(refused({ judgements: three }), 'judgements-contradict');
});

test('one to one gives nobody two partners; who loses is reviewed and not dropped', () => {
  const a = rows.filter(({ id }) => id.startsWith('p'));
  const b = rows.filter(({ id }) => id.startsWith('q'));
  const [first] = b;
  const twice = first === undefined ? b : [...b, { ...first, id: `${first.id}-again` }];
  const { scored, decided } = of({ oneToOne: true }, [a, twice]);
  const partners = new Map<number, number>();
  for (const [p, decision] of decided.entries())
    if (decision === 2)
      for (const end of [scored.met.left[p] ?? 0, scored.met.right[p] ?? 0])
        partners.set(end, (partners.get(end) ?? 0) + 1);
  assert.ok([...partners.values()].every((count) => count === 1));
  const { ids } = scored.compared.register;
  const again = Array.from(decided).filter(
    (decision, p) => decision > 0 && ids[scored.met.right[p] ?? 0] === `${first?.id}-again`,
  );
  const own = Array.from(decided).filter(
    (decision, p) => decision > 0 && ids[scored.met.right[p] ?? 0] === first?.id,
  );
  assert.ok(again.length > 0 && own.length > 0);
});
