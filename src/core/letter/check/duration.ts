/** Lengths of time as letters say them, in years. */
const years: readonly (readonly [RegExp, number])[] = [
  [/centur/, 100],
  [/generation/, 25],
  [/decade/, 10],
  [/month/, 1 / 12],
  [/week/, 7 / 365.25],
  [/day/, 1 / 365.25],
];

/** `null` when no count is given. The reader gives decades either as such or already as years. */
export function yearsSaid({
  count,
  unit,
}: {
  readonly count: number | null;
  readonly unit: string | null;
}): number | null {
  if (count === null) return null;
  return count * (years.find(([pattern]) => pattern.test(unit ?? ''))?.[1] ?? 1);
}
