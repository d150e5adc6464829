/** Figures of a block as mentions; numbers inside other names ("the 1951 Convention") are not figures. */
import { type Figure } from '../base/figure.js';
import { type FigureSpan, findFigures } from '../base/figure-words.js';
import { type Mention } from './passage.js';
import { bySpan, type Span, takenBy } from './span.js';

/** Where the thing counted stands, for the figure mention that starts there. */
export type Counted = ReadonlyMap<number, Span>;

export function withFigures(
  text: string,
  block: Span,
  mentions: readonly Mention[],
): { readonly mentions: Mention[]; readonly counted: Counted } {
  const counted = new Map<number, Span>();
  const figures: Mention[] = [];
  const named = takenBy(mentions);
  for (const found of findFigures(text, block.start, block.end)) {
    const { start, end, figure, counts } = withoutParticle(text, found);
    if (named.touches({ start, end }) || isCited(text, start)) continue;
    figures.push({
      type: 'figure',
      start,
      end,
      words: text.slice(start, end),
      id: null,
      state: null,
      confidence: 0.95,
      figure: compared(text, start, figure),
    });
    if (counts !== null) counted.set(start, { start: counts.start, end: counts.end });
  }
  return { mentions: [...mentions, ...figures].sort(bySpan), counted };
}

/** In "handed over 12 people" the "over" belongs to the verb. */
function withoutParticle(text: string, found: FigureSpan): FigureSpan {
  const over = /^over\s+/i.exec(found.text);
  if (
    over === null ||
    !/\b(?:hand|turn|sign|pass|deliver)\w*\s+$/i.test(text.slice(Math.max(0, found.start - 14), found.start))
  )
    return found;
  const from = found.start + over[0].length;
  return findFigures(text, from, Math.min(text.length, found.end + 60))[0] ?? found;
}

/** The last of "articles 2, 6 and 12". */
function isCited(text: string, start: number): boolean {
  if (/\bag(?:e|es|ed) (?:of )?$/i.test(text.slice(Math.max(0, start - 10), start))) return true;
  return (
    /\b(?:articles?|arts?\.?|paras?\.?|paragraphs?|sections?|rules?|recommendations?)\s[\d\s,.()a-z–-]{0,40}$/i.test(
      text.slice(Math.max(0, start - 60), start),
    ) && !/\b(?:returned|people|persons|refugees|in|of)\b/i.test(text.slice(Math.max(0, start - 20), start))
  );
}

/** ">500" and "≥ 500" are written, not said. */
function compared(text: string, start: number, figure: Figure): Figure {
  const sign = /([>≥])\s?$/.exec(text.slice(Math.max(0, start - 2), start))?.[1];
  if (sign === undefined || figure.low === null || figure.low !== figure.high) return figure;
  return sign === '>'
    ? {
        ...figure,
        low: figure.low + 1,
        high: null,
        best: null,
        qualifier: 'more-than',
        words: `>${figure.words}`,
      }
    : { ...figure, high: null, best: null, qualifier: 'at-least', words: `≥${figure.words}` };
}
