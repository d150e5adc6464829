/** Random pairs of records, from a stored seed: what agreement by chance looks like. */
import { randomFrom } from '../estimate/random.js';
import { type Compared, PatternCounts } from './patterns.js';
import { possiblePairs } from './register.js';

export const sampleDefault = 300_000;

export interface Sample {
  readonly counts: PatternCounts;
  /** Whether these are all pairs there are, and no sample. */
  readonly whole: boolean;
}

export function samplePairs(compared: Compared, seed: number, most = sampleDefault): Sample {
  const { register, patternOf } = compared;
  const counts = new PatternCounts();
  const { second, within } = register;
  const n = register.ids.length;
  if (possiblePairs(register) <= most) {
    for (let i = 0; i < (within ? n : second); i++)
      for (let j = within ? i + 1 : second; j < n; j++) counts.add(patternOf(i, j));
    return { counts, whole: true };
  }
  const random = randomFrom(seed);
  while (counts.total < most) {
    const i = Math.floor(random.uniform() * (within ? n : second));
    const j = within
      ? Math.floor(random.uniform() * n)
      : second + Math.floor(random.uniform() * (n - second));
    if (i !== j) counts.add(patternOf(Math.min(i, j), Math.max(i, j)));
  }
  return { counts, whole: false };
}
