/**
 * Text as the words it is found by. Languages are not guessed: each run of letters is cut as its script asks.
 * Hangul and Chinese characters become overlapping pairs, since neither particles nor missing spaces show where
 * a word ends; other letters become words without case, marks and English endings. Every sign of a pair script
 * and every word takes one position, so that a phrase is a row of positions.
 */
import { stemmer } from 'stemmer';

export interface Token {
  readonly word: string;
  /** From 1, in the order of the text. */
  readonly at: number;
  /** UTF-16 offsets into the text, end exclusive. */
  readonly from: number;
  readonly to: number;
}

const RUNS =
  /(?<hangul>[\p{Script=Hangul}]+)|(?<han>[\p{Script=Han}々〇]+)|(?<kana>[\p{Script=Hiragana}\p{Script=Katakana}ー]+)|(?<number>\p{Nd}+(?:[.,]\p{Nd}{3})*(?:\.\p{Nd}+)?)|(?<word>\p{L}(?:[\p{L}\p{M}\p{Nd}]|['’](?=\p{L}))*)/gu;

/** A letter run longer than this is no word; PostgreSQL keeps none above 2046 bytes. */
const WORD_MAX = 64;

export function tokensOf(text: string, first = 1): Token[] {
  const tokens: Token[] = [];
  let at = first;
  for (const run of text.matchAll(RUNS)) {
    const from = run.index;
    const whole = run[0];
    const groups = run.groups ?? {};
    if (groups['number'] !== undefined) tokens.push(one(numberWord(whole), at++, from, whole));
    else if (groups['word'] !== undefined) tokens.push(one(letterWord(whole), at++, from, whole));
    else {
      const signs = signsOf(whole, from);
      pairs(signs, at, tokens);
      at += signs.length;
    }
  }
  return tokens;
}

/** The position after the last one of these tokens. */
export function nextPosition(tokens: readonly Token[], first = 1): number {
  const last = tokens.at(-1);
  return last === undefined ? first : last.at + 1;
}

function one(word: string, at: number, from: number, whole: string): Token {
  return { word, at, from, to: from + whole.length };
}

/** 1,234 and 1234 are one number. */
function numberWord(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/,(?=\d{3})/g, '')
    .slice(0, WORD_MAX);
}

function letterWord(text: string): string {
  const plain = text
    .normalize('NFKD')
    .replaceAll(/[\p{M}'’]/gu, '')
    .toLowerCase();
  const bare =
    text.toLowerCase().endsWith("'s") || text.toLowerCase().endsWith('’s') ? plain.slice(0, -1) : plain;
  return (/^[a-z]+$/.test(bare) ? stemmer(bare) : bare).slice(0, WORD_MAX);
}

export interface Sign {
  readonly sign: string;
  readonly from: number;
  readonly to: number;
}

export function signsOf(run: string, from = 0): Sign[] {
  const signs: Sign[] = [];
  let at = from;
  for (const sign of run) {
    signs.push({ sign, from: at, to: at + sign.length });
    at += sign.length;
  }
  return signs;
}

/** A pair begins at each sign; the last one stands alone, so that a single sign is found by its beginning. */
function pairs(signs: readonly Sign[], first: number, into: Token[]): void {
  for (const [i, { sign, from, to }] of signs.entries()) {
    const next = signs[i + 1];
    into.push({ word: sign + (next?.sign ?? ''), at: first + i, from, to: next?.to ?? to });
  }
}

/** Of which kind a run of a query is: pairs, or a word of its own. */
export function isPairRun(text: string): boolean {
  return /^[\p{Script=Hangul}\p{Script=Han}々〇\p{Script=Hiragana}\p{Script=Katakana}ー]+$/u.test(text);
}

/** The runs of a text, one script each, in order. */
export function runsOf(text: string): string[] {
  return [...text.matchAll(RUNS)].map(([run]) => run);
}
