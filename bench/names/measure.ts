/**
 * What is measured of names: whether the right person comes first among all on the list, and whether pairs
 * across scripts are told apart at even odds. Rules are learned on one half of the rows and tried with the
 * other half's spellings, against everybody.
 */
import { compareParsed } from '../../src/core/name/compare.js';
import { lettersGiven } from '../../src/core/name/compare-letters.js';
import { learnSpelling, type NameRow } from '../../src/core/name/learn.js';
import { type ParsedName, parseName, type UnitsName } from '../../src/core/name/parse.js';
import { Population } from '../../src/core/name/population.js';
import { type NameTables } from '../../src/core/name/tables.js';
import { unwrap } from '../../src/core/base/result.js';

export interface Tried {
  readonly right: number;
  readonly of: number;
  readonly missed: readonly string[];
}

/** Even rows teach and odd ones are asked about, then the other way round. */
export function halves(
  rows: readonly NameRow[],
  tables: NameTables,
): readonly { readonly model: Population; readonly asked: readonly NameRow[] }[] {
  return [0, 1].map((half) => ({
    model: new Population({
      ...tables,
      spelling: learnSpelling(
        rows.filter((_, i) => i % 2 !== half),
        tables,
      ),
    }),
    asked: rows.filter((_, i) => i % 2 === half),
  }));
}

export function units(text: string, model: Population): UnitsName {
  const parsed = unwrap(parseName(text, model.sounds.tables));
  if (parsed.kind !== 'units') throw new Error(`not Hangul or characters: ${text}`);
  return parsed;
}

export type Side = 'hangul' | 'hanja';

/** A query finds the right row first; a row of the very same name is as right, since no spelling could tell. */
export function rankFirst(
  queries: readonly { readonly query: string; readonly row: NameRow }[],
  rows: readonly NameRow[],
  side: Side,
  model: Population,
): Tried {
  const candidates = rows.map((row) => ({ row, name: units(row[side], model) }));
  const missed: string[] = [];
  for (const { query, row } of queries) {
    const asked = unwrap(parseName(query, model.sounds.tables));
    let [best, found] = [-Infinity, row];
    for (const candidate of candidates) {
      const score = scoreOf(asked, candidate.name, model);
      if (score > best) [best, found] = [score, candidate.row];
    }
    if (found[side] !== row[side] && found.hangul !== row.hangul)
      missed.push(`${query} (${row[side]}) found ${found[side]}`);
  }
  return { right: queries.length - missed.length, of: queries.length, missed };
}

function scoreOf(asked: ParsedName, name: UnitsName, model: Population): number {
  return asked.kind === 'letters'
    ? lettersGiven(asked.orders, name, model.sounds)
    : compareParsed(asked, name, model).logOdds;
}

export interface PairScore {
  readonly hit: number;
  readonly extra: number;
  readonly lost: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly wrong: readonly string[];
}

/** Every query against every row, linked at even odds. */
export function pairs(
  queries: readonly { readonly query: string; readonly row: NameRow }[],
  rows: readonly NameRow[],
  side: Side,
  model: Population,
): PairScore {
  const names = rows.map((row) => ({ row, name: units(row[side], model) }));
  let [hit, extra, lost] = [0, 0, 0];
  const wrong: string[] = [];
  for (const { query, row } of queries) {
    const asked = unwrap(parseName(query, model.sounds.tables));
    for (const each of names) {
      const same = each.row.hangul === row.hangul;
      const { probability } = compareParsed(asked, each.name, model);
      if (same && probability >= 0.5) hit++;
      else if (same) lost++;
      else if (probability >= 0.5) extra++;
      if (same !== probability >= 0.5)
        wrong.push(`${same ? 'lost' : 'extra'} ${query} ${each.row[side]} ${probability.toFixed(3)}`);
    }
  }
  const [precision, recall] = [hit / (hit + extra), hit / (hit + lost)];
  return { hit, extra, lost, precision, recall, f1: (2 * precision * recall) / (precision + recall), wrong };
}

/** The first Mandarin reading of each character, in the passport style: surname, then given names in one word. */
export function pinyinOf(hanja: string, tables: NameTables): string | null {
  const said = Array.from(hanja.normalize('NFC')).map((char) => tables.mandarin.get(char)?.[0]);
  if (said.includes(undefined)) return null;
  const capital = (word: string) => word.replace(/^./u, (first) => first.toUpperCase());
  const [surname = '', ...given] = said.map((each) => (each ?? '').replaceAll('v', 'ü'));
  return `${capital(surname)} ${capital(given.join(''))}`;
}
