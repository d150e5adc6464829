/**
 * How alike two strings are, 0 to 1: Jaro (1989) with Winkler's (1990) weight for a common beginning, and
 * whether one edit parts them. Values are prepared once as code units; nothing is allocated per pair.
 */

export type Chars = Uint16Array;

/** What is longer is cut: no name, address or number needs more, and the masks are one word wide. */
export const charsMax = 31;

export function charsOf(text: string): Chars {
  const chars = new Uint16Array(Math.min(text.length, charsMax));
  for (let i = 0; i < chars.length; i++) chars[i] = text.charCodeAt(i);
  return chars;
}

/** Where each character of the second string stands, as bits; all zero between two calls. */
const places = new Int32Array(65_536);

/** Jaro's similarity. Two empty strings are alike. */
export function jaro(a: Chars, b: Chars): number {
  const [m, n] = [a.length, b.length];
  if (m === 0 || n === 0) return m === n ? 1 : 0;
  for (let j = 0; j < n; j++) places[at(b, j)] = at(places, at(b, j)) | (1 << j);
  const reach = Math.max(0, (Math.max(m, n) >> 1) - 1);
  let [takenA, takenB, common] = [0, 0, 0];
  for (let i = 0; i < m; i++) {
    const low = Math.max(0, i - reach);
    const free = at(places, at(a, i)) & ~takenB & bits(i + reach + 1) & ~bits(low);
    if (free === 0) continue;
    takenA |= 1 << i;
    takenB |= free & -free;
    common++;
  }
  for (let j = 0; j < n; j++) places[at(b, j)] = 0;
  return common === 0
    ? 0
    : (common / m + common / n + (common - (moved(a, takenA, b, takenB) >> 1)) / common) / 3;
}

/** The lowest `count` bits. */
const bits = (count: number): number => (count >= 32 ? -1 : (1 << count) - 1);
const at = (list: Chars | Int32Array, place: number): number => list[place] ?? 0;

/** Characters in common that stand in another order; two make one transposition. */
function moved(a: Chars, takenA: number, b: Chars, takenB: number): number {
  let [count, j] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    if ((takenA & (1 << i)) === 0) continue;
    while ((takenB & (1 << j)) === 0) j++;
    if (a[i] !== b[j]) count++;
    j++;
  }
  return count;
}

const PREFIX = 0.1;
const PREFIX_MAX = 4;

/** Jaro–Winkler: a common beginning of up to four characters counts for more. */
export function jaroWinkler(a: Chars, b: Chars): number {
  const plain = jaro(a, b);
  let same = 0;
  while (same < PREFIX_MAX && same < a.length && same < b.length && a[same] === b[same]) same++;
  return plain + same * PREFIX * (1 - plain);
}

/** Whether one insertion, deletion, substitution or exchange of neighbours makes one of the other. */
export function oneEdit(a: Chars, b: Chars): boolean {
  if (a.length > b.length) return oneEdit(b, a);
  if (b.length - a.length > 1) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  if (a.length < b.length) return sameFrom(a, at, b, at + 1);
  if (sameFrom(a, at + 1, b, at + 1)) return true;
  return a[at] === b[at + 1] && a[at + 1] === b[at] && sameFrom(a, at + 2, b, at + 2);
}

function sameFrom(a: Chars, i: number, b: Chars, j: number): boolean {
  if (a.length - i !== b.length - j) return false;
  for (; i < a.length; i++, j++) if (a[i] !== b[j]) return false;
  return true;
}
