/** The passages of a text: cut where any begins or ends, so that overlapping ones are all marked. */

/** UTF-16 offsets, end exclusive. */
export type Span = readonly [number, number];

export interface Piece<T> {
  readonly text: string;
  readonly from: number;
  /** What is marked here, in the order given; none for plain text. */
  readonly marks: readonly T[];
}

/** The whole text in pieces. A span that is empty, reversed or reaches past the text marks nothing. */
export function markedPieces<T>(
  text: string,
  marks: readonly { readonly span: Span; readonly of: T }[],
): Piece<T>[] {
  const inside = marks.filter(({ span }) => fits(text, span));
  const cuts = [...new Set([0, text.length, ...inside.flatMap(({ span }) => span)])].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((from, i) => {
    const to = cuts[i + 1] ?? text.length;
    const here = inside.filter(({ span }) => span[0] <= from && to <= span[1]);
    return { text: text.slice(from, to), from, marks: here.map(({ of }) => of) };
  });
}

export function fits(text: string, [from, to]: Span): boolean {
  return Number.isInteger(from) && Number.isInteger(to) && from >= 0 && from < to && to <= text.length;
}

/** Where the words stand in the text: `null` where they do not, or more than once. */
export function placeOf(text: string, words: string): Span | 'several' | null {
  if (words === '') return null;
  const at = text.indexOf(words);
  if (at === -1) return null;
  return text.indexOf(words, at + 1) === -1 ? [at, at + words.length] : 'several';
}
