/**
 * Words into figures: "more than 500", "수백 명", "约200人". A figure keeps the words it was read
 * from, and an unreadable phrase is refused: unknown, none and zero are never confused.
 */
import { cjkFigureAt } from './cjk-figures.js';
import { englishFigureAt } from './english-figures.js';
import { tokensOf } from './english-numbers.js';
import { type Figure } from './figure.js';
import { figureOf, type FigureMatch, plainDigits, unfit } from './figure-reading.js';
import { fail, ok, type Result } from './result.js';

export { agreementInterval, figuresAgree, nearlyShare, roundedHull, roundedTo, tolerance } from './figure.js';
export { type FigureSpan, findFigures } from './figure-find.js';
export { figureText } from './figure-text.js';

export interface FigureOptions {
  /** What is counted, when the words do not say it or say it otherwise. */
  readonly unit?: string;
  /** What the figure covers when that is not the whole: "via Dandong". */
  readonly scope?: string;
  /** File and row, for the problem. */
  readonly where?: string;
}

const longestPhrase = 200;

/**
 * Reads a phrase that is a figure and nothing else: English, Korean or Chinese.
 * "600 via Dandong" gives the scope "via Dandong"; "three buses" the unit `buses`.
 */
export function parseFigure(words: string, options: FigureOptions = {}): Result<Figure> {
  const text = plainDigits(words.normalize('NFC')).trim().replace(/\s+/g, ' ');
  const refuse = (kind: string, why: string) =>
    fail(kind, `"${text.slice(0, 60)}" is not a figure: ${why}.`, {
      ...(options.where === undefined ? {} : { where: options.where }),
      fix: 'Write "600", "more than 500", "at least 80", "up to 600", "500-600", "about 200", "hundreds", "several" or "none".',
    });
  if (text === '') return refuse('no-figure', 'it is empty');
  if (text.length > longestPhrase) return refuse('no-figure', 'it is too long to be one phrase');
  if (/^[-−]\s?\d/.test(text)) return refuse('negative-figure', 'a number of people is never negative');
  const scoped = /^(.*\S)\s+(via\s.+)$/i.exec(text);
  const phrase = (scoped?.[1] ?? text).replace(/[.,;:]$/, '');
  const match = wholeMatch(phrase);
  if (match === null) return refuse('no-figure', 'no number, range or counting word was understood');
  const unit = options.unit ?? match.unit;
  const problem = unfit(match, unit);
  if (problem !== null) return refuse(problem.kind, problem.why);
  const said = phrase.slice(match.start, match.end);
  return ok(figureOf({ ...match, unit }, said, options.scope ?? scoped?.[2] ?? ''));
}

/** The match that covers the whole phrase, in whichever grammar reads it. */
function wholeMatch(phrase: string): FigureMatch | null {
  const tokens = tokensOf(phrase);
  const english = englishFigureAt(tokens, 0);
  if (english !== null && english.next === tokens.length) return english;
  const cjk = cjkFigureAt(phrase, 0) ?? cjkAfterNoun(phrase);
  return cjk !== null && cjk.end === phrase.length ? cjk : null;
}

/** "버스 세 대": the noun first. */
function cjkAfterNoun(phrase: string): FigureMatch | null {
  const noun = /^\p{Script=Hangul}{2,}\s/u.exec(phrase);
  return noun === null ? null : cjkFigureAt(phrase, noun[0].length);
}
