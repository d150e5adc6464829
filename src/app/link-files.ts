/** What linkage writes: pairs, clusters, the fitted model, and, where asked for, why each pair got its answer. */
import { chance } from '../core/linkage/fit.js';
import { decisions, waterfall } from '../core/linkage/link.js';
import { modelFormat } from '../core/linkage/model-file.js';
import { partName } from '../core/linkage/rules.js';
import { type LinkedTables } from './link.js';

export interface FileToWrite {
  readonly name: string;
  readonly pieces: () => Iterable<string>;
}

/** Pairs less likely than this that nobody judged are left out of pairs.csv. */
export const leastDefault = 0.001;
const PIECE = 2000;

export function linkFiles(done: LinkedTables, explain: boolean): readonly FileToWrite[] {
  const order = pairOrder(done);
  return [
    {
      name: 'pairs.csv',
      pieces: () => together('id_a,id_b,log_odds,probability,decision\n', pairLines(done, order)),
    },
    { name: 'clusters.csv', pieces: () => together('id,cluster\n', clusterLines(done)) },
    { name: 'mentions.csv', pieces: () => together('person,list\n', mentionLines(done)) },
    { name: 'model.json', pieces: () => [`${JSON.stringify(keptModel(done), null, 2)}\n`] },
    ...(explain ? [{ name: 'why.jsonl', pieces: () => together('', whyLines(done, order)) }] : []),
  ];
}

function* together(head: string, lines: Iterable<string>): Iterable<string> {
  let piece = [head];
  for (const line of lines) {
    piece.push(line);
    if (piece.length >= PIECE) {
      yield piece.join('');
      piece = [];
    }
  }
  yield piece.join('');
}

/** The likeliest first; equal ones by their records. */
function pairOrder({ linked: { scored, decided } }: LinkedTables): readonly number[] {
  const { logOdds, met } = scored;
  const least = Math.log(leastDefault / (1 - leastDefault));
  const judged = new Set(scored.judged.map(({ a, b }) => `${a} ${b}`));
  const kept: number[] = [];
  for (const [p, odds] of logOdds.entries())
    if (odds >= least || decided[p] !== 0 || judged.has(`${met.left[p]} ${met.right[p]}`)) kept.push(p);
  return kept.sort(
    (p, q) =>
      (logOdds[q] ?? 0) - (logOdds[p] ?? 0) ||
      (met.left[p] ?? 0) - (met.left[q] ?? 0) ||
      (met.right[p] ?? 0) - (met.right[q] ?? 0),
  );
}

function* pairLines(
  { linked: { scored, decided } }: LinkedTables,
  order: readonly number[],
): Iterable<string> {
  const { ids } = scored.compared.register;
  for (const p of order) {
    const [a, b] = [ids[scored.met.left[p] ?? 0] ?? '', ids[scored.met.right[p] ?? 0] ?? ''];
    const odds = scored.logOdds[p] ?? 0;
    yield `${quoted(a)},${quoted(b)},${odds.toFixed(4)},${probabilityText(odds)},${decisions[decided[p] ?? 0]}\n`;
  }
}

/** Certainty is never printed of an estimate. */
function probabilityText(logOdds: number): string {
  return Math.min(0.999999, Math.max(0.000001, chance(logOdds))).toFixed(6);
}

/** Whether both lists hold one id, so that an id alone would not say whose it is. */
export function idsShared({ linked }: LinkedTables): boolean {
  const { ids, second } = linked.scored.compared.register;
  const first = new Set(ids.slice(0, second));
  return ids.slice(second).some((id) => first.has(id));
}

function* clusterLines(done: LinkedTables): Iterable<string> {
  const { clusters, scored } = done.linked;
  const { ids, second } = scored.compared.register;
  const shared = idsShared(done);
  const name = (i: number) => quoted(shared ? `${i < second ? 'a' : 'b'}:${ids[i]}` : (ids[i] ?? ''));
  for (let i = 0; i < ids.length; i++) yield `${name(i)},${name(clusters[i] ?? i)}\n`;
}

/** Who is on which list, for `article33 count --lists`: the list column of a table, or the table itself. */
function* mentionLines(done: LinkedTables): Iterable<string> {
  const { clusters, scored } = done.linked;
  const { ids, second } = scored.compared.register;
  const shared = idsShared(done);
  for (let i = 0; i < ids.length; i++) {
    const first = clusters[i] ?? i;
    const person = shared ? `${first < second ? 'a' : 'b'}:${ids[first]}` : (ids[first] ?? '');
    yield `${quoted(person)},${quoted(done.listOf(ids[i] ?? '', i < second))}\n`;
  }
}

function* whyLines(done: LinkedTables, order: readonly number[]): Iterable<string> {
  const { scored, decided, implied } = done.linked;
  const { ids } = scored.compared.register;
  for (const p of order) {
    if (decided[p] === 0) continue;
    const through = implied.get(p)?.through ?? null;
    yield `${JSON.stringify({
      ...waterfall(scored, p),
      decision: decisions[decided[p] ?? 0],
      ...(through === null ? {} : { through: ids[through] }),
    })}\n`;
  }
}

function quoted(text: string): string {
  return /[",;\t\r\n]|^\s|\s$/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The model as it can be given back with `--model`: the same columns, rules, seed, and what was fitted. */
function keptModel({ linked: { scored, threshold }, model, seed }: LinkedTables): unknown {
  const rules = scored.coverage.rules.map(({ parts }) => parts.map((part) => partName(scored.names, part)));
  return {
    format: modelFormat,
    id: model.id,
    columns: model.columns.map(({ column, inB, kind }) => {
      const c = scored.names.indexOf(column);
      const fit = scored.fit.columns[c];
      return {
        column,
        ...(inB === column ? {} : { inB }),
        kind,
        ...(fit === undefined ? {} : { levels: scored.compared.comparisons[c]?.levels, m: fit.m, u: fit.u }),
      };
    }),
    ...(model.blocking === null && scored.coverage.compared === scored.coverage.possible
      ? {}
      : { blocking: model.blocking ?? rules }),
    within: model.within,
    oneToOne: model.oneToOne,
    error: threshold.error,
    seed,
  };
}
