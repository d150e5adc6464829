/** One name against another, in any scripts: the probability that both write one name, and the path. */
import { ok, type Result } from '../core/base/result.js';
import { compareNames } from '../core/name/compare.js';
import { type NameLevel } from '../core/name/match.js';
import { type Population } from '../core/name/population.js';

export interface NamesAnswer {
  readonly a: string;
  readonly b: string;
  /** That both write one name. Whether two people of one name are one person is another question. */
  readonly probability: number;
  readonly level: NameLevel;
  readonly path: readonly string[];
  readonly warnings: readonly string[];
}

export function names(model: Population, a: string, b: string): Result<NamesAnswer> {
  const compared = compareNames(a, b, model);
  if (!compared.ok) return compared;
  const { probability, level, path, warnings } = compared.value;
  return ok({ a, b, probability, level, path, warnings });
}
