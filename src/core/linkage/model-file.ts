/**
 * The model a person writes or keeps: which columns are compared and how, under which rules, and, once fitted,
 * what each level is worth. Parsed once; what it does not know is refused by name.
 */
import { fail, ok, type Result } from '../base/result.js';
import { type ColumnFit } from './fit.js';
import { type Kind, kinds } from './kinds.js';

export const modelFormat = 'article33-linkage-1';

export interface ModelColumn {
  readonly column: string;
  /** Its name in the second list, where that is another. */
  readonly inB: string;
  readonly kind: Kind;
  /** Kept from an earlier fit; with it nothing is estimated. */
  readonly fit: ColumnFit | null;
}

export interface LinkModel {
  /** The column that names a record; found in the data where `null`. */
  readonly id: string | null;
  readonly columns: readonly ModelColumn[];
  /** Each rule a list of "column" or "key of column"; chosen from the data where `null`. */
  readonly blocking: readonly (readonly string[])[] | null;
  readonly within: boolean;
  readonly oneToOne: boolean;
  readonly error: number | null;
  readonly seed: number | null;
}

const KEYS = [
  'format',
  'id',
  'columns',
  'blocking',
  'within',
  'oneToOne',
  'error',
  'seed',
  'prior',
  'fitted',
];
const COLUMN_KEYS = ['column', 'inB', 'kind', 'levels', 'm', 'u'];

/** Kinds: `bad-json`, `bad-model`. */
export function parseModel(text: string): Result<LinkModel> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return fail('bad-json', 'The model is no JSON.', {
      fix: 'Write {"columns": [{"column": "name", "kind": "name"}]}.',
    });
  }
  if (!isRecord(value)) return bad('the model', 'is no object');
  const unknown = Object.keys(value).find((key) => !KEYS.includes(key));
  if (unknown !== undefined) return bad(unknown, `is not known; known are ${KEYS.join(', ')}`);
  const { format, id, columns, blocking, within, oneToOne, error, seed } = value;
  if (format !== undefined && format !== modelFormat) return bad('format', `is not ${modelFormat}`);
  if (id !== undefined && typeof id !== 'string') return bad('id', 'is no name of a column');
  if (!Array.isArray(columns) || columns.length === 0) return bad('columns', 'is no list of columns');
  const read: ModelColumn[] = [];
  for (const [i, column] of columns.entries()) {
    const one = parseColumn(column, `columns[${i}]`);
    if (!one.ok) return one;
    if (read.some((each) => each.column === one.value.column))
      return bad(`columns[${i}]`, 'names a column twice');
    read.push(one.value);
  }
  if (blocking !== undefined && !isRules(blocking)) return bad('blocking', 'is no list of lists of columns');
  for (const [key, flag] of [
    ['within', within],
    ['oneToOne', oneToOne],
  ] as const)
    if (flag !== undefined && typeof flag !== 'boolean') return bad(key, 'is neither true nor false');
  if (error !== undefined && !isShare(error)) return bad('error', 'is no share between 0 and 1');
  if (seed !== undefined && !(typeof seed === 'number' && Number.isSafeInteger(seed) && seed >= 0))
    return bad('seed', 'is no whole number');
  return ok({
    id: id ?? null,
    columns: read,
    blocking: blocking ?? null,
    within: within === true,
    oneToOne: oneToOne === true,
    error: error ?? null,
    seed: seed ?? null,
  });
}

function parseColumn(value: unknown, at: string): Result<ModelColumn> {
  if (!isRecord(value)) return bad(at, 'is no object');
  const unknown = Object.keys(value).find((key) => !COLUMN_KEYS.includes(key));
  if (unknown !== undefined)
    return bad(`${at}.${unknown}`, `is not known; known are ${COLUMN_KEYS.join(', ')}`);
  const { column, inB, kind, m, u } = value;
  if (typeof column !== 'string' || column === '') return bad(`${at}.column`, 'is no name of a column');
  if (inB !== undefined && typeof inB !== 'string') return bad(`${at}.inB`, 'is no name of a column');
  const known = kinds.find((each) => each === kind);
  if (known === undefined) return bad(`${at}.kind`, `is none of ${kinds.join(', ')}`);
  if ((m === undefined) !== (u === undefined)) return bad(at, 'has one of m and u and not the other');
  if (m === undefined || u === undefined) return ok({ column, inB: inB ?? column, kind: known, fit: null });
  if (!isChances(m) || !isChances(u) || m.length !== u.length)
    return bad(at, 'has m and u that are no two lists of chances of one length');
  return ok({ column, inB: inB ?? column, kind: known, fit: { m, u } });
}

function bad(where: string, why: string): ReturnType<typeof fail> {
  return fail('bad-model', `The model cannot be used: ${where.slice(0, 60)} ${why}.`, {
    where: where.slice(0, 60),
    fix: 'docs/formats/linkage.md describes it; without --model one is made from the data and kept.',
  });
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isShare = (value: unknown): value is number => typeof value === 'number' && value > 0 && value < 1;
const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === 'string');
const isRules = (value: unknown): value is readonly (readonly string[])[] =>
  Array.isArray(value) && value.length > 0 && value.every(isTexts);
const isChances = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.length > 1 && value.every(isShare);
