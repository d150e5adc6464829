/** How much of an expected reading a found one has right: field by field, each right or wrong. */

export interface FieldScore {
  readonly right: number;
  readonly of: number;
  readonly wrong: readonly { readonly field: string; readonly expected: unknown; readonly found: unknown }[];
}

export function scoreReading(
  expected: Readonly<Record<string, unknown>>,
  found: Readonly<Record<string, unknown>>,
): FieldScore {
  const wrong = Object.entries(expected)
    .filter(([field, value]) => !fieldMatches(value, found[field], field))
    .map(([field, value]) => ({ field, expected: value, found: found[field] ?? null }));
  const of = Object.keys(expected).length;
  return { right: of - wrong.length, of, wrong };
}

function fieldMatches(expected: unknown, found: unknown, field: string): boolean {
  if (Array.isArray(expected)) {
    // Every expected member has to be among those found; more may be found.
    const members: readonly unknown[] = Array.isArray(found) ? found : [];
    return expected.every((one) => members.some((member) => fieldMatches(one, member, field)));
  }
  if (isRecord(expected)) {
    return (
      isRecord(found) &&
      Object.entries(expected).every(([key, value]) => fieldMatches(value, found[key], key))
    );
  }
  if (typeof expected !== 'string') return expected === found;
  const alternatives = expected.toLowerCase().split('|');
  if (isRecord(found)) return nameMatches(alternatives, found);
  if (typeof found !== 'string') return false;
  const value = found.toLowerCase();
  // Article 33 is named by "33", "33(1)" and "art. 33 (1)" alike, but not by "133" or "3".
  if (field === 'provision') return alternatives.some((one) => value.match(/\d+/u)?.[0] === one);
  return alternatives.includes(value);
}

/** A thing named: one of the words occurs in its id or in the words of the letter. */
function nameMatches(alternatives: readonly string[], found: Readonly<Record<string, unknown>>): boolean {
  const words = typeof found['words'] === 'string' ? found['words'].toLowerCase() : '';
  const id = typeof found['id'] === 'string' ? found['id'].toLowerCase() : '';
  return alternatives.some((one) => id.includes(one) || words.includes(one));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
