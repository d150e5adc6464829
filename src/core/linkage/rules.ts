/**
 * Rules chosen from the data where the model names none: every column and key by itself while it makes few
 * enough pairs, and two together where one alone makes too many. Several are used, because each loses pairs.
 */
import { byText } from '../base/ids.js';
import { type Comparison } from './comparison.js';
import { columnKeys, type KeyPart, type Rule, ruleKeys, type RuleKeys } from './blocking.js';
import { possiblePairs, type Register } from './register.js';

/** Under this many pairs everything is compared with everything, and nothing is lost. */
export const allPairsMax = 1_000_000;

/** Pairs a rule may make, and all of them together, a record. */
const perRecord = { rule: 30, together: 100 };
const pairsMax = 12_000_000;

interface Part extends KeyPart {
  readonly blocks: Int32Array;
  readonly name: string;
}

export function partName(columns: readonly string[], { column, key }: KeyPart): string {
  return key === '' ? (columns[column] ?? '') : `${key} of ${columns[column] ?? ''}`;
}

/** `null` when everything is compared with everything. */
export function chooseRules(
  register: Register,
  comparisons: readonly Comparison[],
  columns: readonly string[],
): readonly RuleKeys[] | null {
  if (possiblePairs(register) <= allPairsMax) return null;
  const parts = comparisons.flatMap(({ keys }, column): Part[] =>
    ['', ...Object.keys(keys)].map((key) => ({
      column,
      key,
      name: partName(columns, { column, key }),
      blocks: columnKeys(register, comparisons, { column, key }),
    })),
  );
  const n = register.ids.length;
  const ruleMax = Math.min(Math.max(perRecord.rule * n, 100_000), pairsMax / 3);
  const keysOf = (some: readonly Part[]): RuleKeys =>
    ruleKeys(
      register,
      {
        name: some.map(({ name }) => name).join(' and '),
        parts: some.map(({ column, key }) => ({ column, key })),
      },
      some.map(({ blocks }) => blocks),
    );
  const fits = ({ pairs, leftOut }: RuleKeys) => pairs > 0 && pairs <= ruleMax && leftOut.blocks === 0;
  const alone = parts.map((part) => ({ part, made: keysOf([part]) }));
  const singles = alone.filter(({ made }) => fits(made));
  const large = alone.filter(({ made }) => !fits(made) && made.count > 1).map(({ part }) => part);
  const doubles = large.flatMap((x, i) =>
    large
      .slice(i + 1)
      .filter((y) => y.column !== x.column)
      .map((y) => keysOf([x, y]))
      .filter(fits),
  );
  return withinBudget(
    [...singles.map(({ made }) => made), ...doubles],
    Math.min(perRecord.together * n, pairsMax),
  );
}

/** The rules that make most of the budget: single ones first, then the cheapest. */
function withinBudget(found: readonly RuleKeys[], budget: number): readonly RuleKeys[] {
  const order = found.toSorted(
    (a, b) =>
      a.rule.parts.length - b.rule.parts.length || a.pairs - b.pairs || byText(a.rule.name, b.rule.name),
  );
  const kept: RuleKeys[] = [];
  let sum = 0;
  for (const each of order) {
    if (sum + each.pairs > budget || kept.length >= 24) continue;
    kept.push(each);
    sum += each.pairs;
  }
  return kept;
}

/** Rules that the model names: `["surname", "year of born"]`. */
export function namedRules(
  register: Register,
  comparisons: readonly Comparison[],
  rules: readonly Rule[],
): readonly RuleKeys[] {
  return rules.map((rule) =>
    ruleKeys(
      register,
      rule,
      rule.parts.map((part) => columnKeys(register, comparisons, part)),
    ),
  );
}
