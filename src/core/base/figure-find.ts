/**
 * Figures inside running text. A number is taken only when it counts something: never a year, date,
 * hour, article, section, page, bill, resolution, document symbol, ordinal, street number, postal
 * code, telephone number, sum of money, or the number in an instrument's name ("1951 Convention").
 */
import { cjkFigureAt } from './cjk-figures.js';
import { englishFigureAt, type EnglishMatch } from './english-figures.js';
import { isCapitalised } from './english-nouns.js';
import { type Token, tokensOf } from './english-numbers.js';
import { type Figure } from './figure.js';
import { figureOf, type FigureMatch, plainDigits, unfit } from './figure-reading.js';
import { assertNever } from './result.js';

export interface FigureSpan {
  /** UTF-16 offsets of the phrase with its qualifiers, without the thing counted; end exclusive. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly figure: Figure;
  /** The words that say what is counted ("North Korean refugees"); `null` when the text leaves it open. */
  readonly counts: { readonly start: number; readonly end: number; readonly text: string } | null;
}

const list = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

const months =
  list(`january february march april may june july august september october november december jan feb
  mar apr jun jul aug sep sept oct nov dec`);
/** A number after one of these names or dates something. */
const namedBefore =
  list(`article articles art arts section sections sec secs paragraph paragraphs para paras clause
  clauses chapter chapters rule rules principle principles annex appendix schedule part title page pages p pp no nos
  number vol volume issue resolution resolutions res bill bills act h.r hr law pub case cases opinion file ref
  reference room suite ste floor box apt building bldg zip tel telephone phone fax flight route highway session cycle
  grade level figure fig table footnote footnotes note fn item items recommendation question version decree directive
  regulation order protocol treaty ets cets unts age aged covid per l s district a/res res/ docket application doc
  document document- line verse psalm`);
/** A number before one of these is part of a name. */
const namedAfter =
  list(`convention conventions protocol covenant act law agreement treaty declaration accord accords
  congress constitution memorandum regulation regulations decree resolution summit olympics games report plan statute
  charter guidelines rules amendment amendments conference session refugee-convention edition budget election
  elections`);
const streets =
  list(`avenue ave street st road rd boulevard blvd lane ln drive dr square sq place pl plaza way court
  ct parkway pkwy highway hwy terrace circle`);
/** Before a number that could be a year, these make it one. */
const yearBefore =
  list(`in since during until till by before after from to through of early mid late year spring
  summer autumn fall winter circa between and for`);
const fractions = list('third thirds quarter quarters fifth fifths half halves tenth tenths');

/**
 * Every figure phrase that starts at or after `from` and ends at or before `to`, in reading order,
 * none overlapping.
 */
export function findFigures(text: string, from = 0, to = text.length): FigureSpan[] {
  const plain = plainDigits(text);
  const spans = [...englishSpans(plain, from, to), ...cjkSpans(plain, from, to)];
  spans.sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: FigureSpan[] = [];
  for (const span of spans)
    if (span.start >= (kept.at(-1)?.end ?? 0)) kept.push({ ...span, text: text.slice(span.start, span.end) });
  return kept;
}

function spanOf(text: string, match: FigureMatch): FigureSpan | null {
  const wrong = unfit(match, match.unit);
  if (wrong !== null && (wrong.kind !== 'figure-too-large' || match.core.kind !== 'number')) return null;
  const said = text.slice(match.start, match.end);
  const words = said.replace(/\s+/g, ' ');
  const counts =
    match.counts === null
      ? null
      : { ...match.counts, text: text.slice(match.counts.start, match.counts.end) };
  return {
    start: match.start,
    end: match.end,
    text: said,
    figure: wrong === null ? figureOf(match, words) : beyond(figureOf({ ...match, core: LARGEST }, words)),
    counts,
  };
}

const LARGEST = { kind: 'number', value: Number.MAX_SAFE_INTEGER } as const;

/** A number too large to keep exactly is still a claim: it says more than the largest that is kept. */
function beyond(figure: Figure): Figure {
  return { ...figure, low: Number.MAX_SAFE_INTEGER, high: null, best: null, qualifier: 'more-than' };
}

function englishSpans(text: string, from: number, to: number): FigureSpan[] {
  const tokens = tokensOf(text, from, to);
  const spans: FigureSpan[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const match = englishFigureAt(tokens, i);
    if (match === null) continue;
    const span = counts(text, tokens, i, match) ? spanOf(text, match) : null;
    if (span !== null) spans.push(span);
    // Of "Thirty-five", once read, "five" is no number of its own.
    const read =
      span === null && (match.core.kind === 'number' || match.core.kind === 'range')
        ? tokens[match.coreEnd - 1]?.end
        : span?.end;
    while (i + 1 < tokens.length && (tokens[i + 1]?.start ?? 0) < (read ?? 0)) i++;
  }
  return spans;
}

/** Whether the phrase counts something, rather than naming, dating or addressing it. */
function counts(text: string, tokens: readonly Token[], i: number, match: EnglishMatch): boolean {
  switch (match.core.kind) {
    case 'presence':
      return presence(tokens, match);
    case 'none':
      return nobody(tokens, i, match);
    case 'vague':
      return (
        tokens[match.coreAt]?.word !== 'scores' ||
        tokens[match.coreAt + 1]?.word === 'of' ||
        match.counts !== null
      );
    case 'number':
    case 'range':
      return match.digits ? digitsCount(text, tokens, match) : wordsCount(text, tokens, match);
    default:
      return assertNever(match.core);
  }
}

/** "Several North Koreans", "many of them", "a large number were returned"; not "many reasons". */
function presence(tokens: readonly Token[], match: EnglishMatch): boolean {
  if (match.counts !== null) return match.unit === 'persons';
  const [next, after] = [tokens[match.coreEnd]?.word ?? '', tokens[match.coreEnd + 1]?.word ?? ''];
  if (next === 'of') return /^(?:them|us|whom|those)$/.test(after);
  return /^(?:were|was)$/.test(next) || (/^(?:had|have)$/.test(next) && after === 'been');
}

function nobody(tokens: readonly Token[], i: number, match: EnglishMatch): boolean {
  const word = tokens[i]?.word;
  if (word === 'none') return false;
  if (word === 'nobody' || (word === 'no' && match.counts === null))
    return /^(?:no|nobody)$/.test(word) && match.end - match.start > 2;
  return (
    match.unit === 'persons' &&
    match.counts !== null &&
    (word !== 'no' || /\p{L}/u.test(tokens[i + 1]?.word ?? ''))
  );
}

/** A spelled number counts when something countable follows, and it is no name ("One Korea Network"). */
function wordsCount(text: string, tokens: readonly Token[], match: EnglishMatch): boolean {
  const at = match.coreAt;
  const token = tokens[at];
  const next = tokens[match.coreEnd];
  if (token === undefined || namesSomething(tokens, at)) return false;
  const value = match.core.kind === 'number' ? match.core.value : null;
  if (match.counts === null && !(value !== null && value >= 10 && goesOn.has(next?.word ?? ''))) return false;
  if (next?.text === '-' && match.end === tokens[match.coreEnd - 1]?.end) return false;
  if (fractions.has(next?.word ?? '')) return false;
  if (isCapitalised(token) && !startsSentence(text, tokens, at) && match.hedges.length === 0) return false;
  // "One Korea Network", "one of the", "at one time": the word one seldom counts.
  if (value === 1 && isCapitalised(next ?? token) && match.unit === 'persons')
    return hasPersonNoun(tokens, match);
  if (value === 1 && match.hedges.length === 0 && !oneOf.has(match.unit)) return false;
  return !(value === 1 && next?.word === 'of');
}

/** After a spelled number without a noun: "eighty on 29 August, forty on 18 September". */
const goesOn = list('on in were was had have via more');

function startsSentence(text: string, tokens: readonly Token[], at: number): boolean {
  const [previous, token] = [tokens[at - 1], tokens[at]];
  if (previous === undefined || token === undefined || /^[.!?:;“”"•—–]$/.test(previous.text)) return true;
  return text.slice(previous.end, token.start).includes('\n');
}

/** What "one" alone is taken to count; "one time" and "one day" are ways of speaking. */
const oneOf = list('persons families households buses');

function hasPersonNoun(tokens: readonly Token[], match: EnglishMatch): boolean {
  const last = tokens[match.next - 1];
  return last !== undefined && !isCapitalised(last);
}

function namesSomething(tokens: readonly Token[], at: number): boolean {
  for (let k = at - 1; k >= Math.max(0, at - 3); k--) {
    const token = tokens[k];
    if (token === undefined) return false;
    if (namedBefore.has(token.word) || token.text === '§' || token.text === '#') return true;
    // "Articles 2 and 33", "No. 5", "S. 584"; but in "§ 3. Two hundred" the number stood before.
    if (token.text === '.' && tokens[k - 1]?.kind === 'digits') return false;
    if (!(token.kind === 'digits' || /^(?:and|to|or|between|from|[.,–-])$/.test(token.word))) return false;
  }
  return false;
}

function digitsCount(text: string, tokens: readonly Token[], match: EnglishMatch): boolean {
  const at = match.coreAt;
  const token = tokens[at];
  if (token === undefined) return false;
  const last = match.coreEnd - 1;
  if (/^0\d/.test(token.text)) return false;
  if (isGlued(text, token, tokens[last])) return false;
  if (namesSomething(tokens, at)) return false;
  if (isDate(tokens, at, last)) return false;
  if (isYear(tokens, at, match)) return false;
  return !isAddressOrName(tokens, at, last, match);
}

/** Part of a symbol, hour, date, ratio, code, sum of money or list mark: "A/HRC/25/63", "19:30", "$600", "[3]". */
function isGlued(text: string, first: Token, last: Token | undefined): boolean {
  const end = last?.end ?? first.end;
  const [before, after] = [text.slice(Math.max(0, first.start - 2), first.start), text.slice(end, end + 3)];
  if (/[\p{L}\d_]$/u.test(before) || /[/:.#@$€£¥₩^§+-]$/.test(before) || /\d[,–—]$/.test(before)) return true;
  if (/[$€£¥₩]\s$/.test(before)) return true;
  if (/^(?:[/:]\S|[.,–—-]\d|[\p{Script=Latin}_^°])/u.test(after)) return true;
  if (/^-\p{L}/u.test(after) && !/^-(?:od|pl|st)/.test(after)) return true;
  if (/[[(]$/.test(before) && /^[\])]/.test(after)) return true;
  // Digits before Hangul or Han are the other grammar's.
  if (/^\s?[\p{Script=Hangul}\p{Script=Han}]/u.test(after)) return true;
  const lead = text.slice(Math.max(0, first.start - 12), first.start);
  const startsLine = /\n\s*$/.test(lead) || (first.start <= 12 && lead.trim() === '');
  return startsLine && /^(?:[.)/]\s|$)/.test(after) && first.text.length <= 3;
}

function isDate(tokens: readonly Token[], at: number, last: number): boolean {
  const value = Number(tokens[at]?.text);
  const isMonth = (k: number) => months.has(tokens[k]?.word ?? '') && isCapitalised(tokens[k] ?? NOTHING);
  if (/^(?:a|p|am|pm|o'clock|o’clock|hours)$/.test(tokens[last + 1]?.word ?? '') && value <= 2400)
    if (tokens[last + 1]?.word !== 'a' || tokens[last + 2]?.text === '.') return true;
  if (value > 31) return false;
  const following = tokens[last + 1]?.word === 'of' ? last + 2 : last + 1;
  if (isMonth(following) || (tokens[last + 1]?.word === 'and' && isMonth(last + 3))) return true;
  // "October 9", "Oct. 9 and 10", "October 8-9".
  for (let k = at - 1; k >= Math.max(0, at - 4); k--) {
    if (isMonth(k)) return true;
    if (tokens[k]?.kind !== 'digits' && !/^(?:and|to|[.,–-])$/.test(tokens[k]?.word ?? '')) return false;
  }
  return false;
}

const NOTHING: Token = { kind: 'mark', text: '', word: '', start: 0, end: 0 };

function isYear(tokens: readonly Token[], at: number, match: EnglishMatch): boolean {
  const text = tokens[at]?.text ?? '';
  if (!/^(?:1[5-9]|20|21)\d\d$/.test(text)) return false;
  const previous = tokens[at - 1];
  const monthOrDay = [1, 2, 3].some((k) => months.has(tokens[at - k]?.word ?? ''));
  if (monthOrDay || previous?.text === ',' || previous?.text === '(') return true;
  if (match.counts === null || match.unit !== 'persons')
    return match.hedges.length === 0 || match.counts === null;
  return match.hedges.length === 0 && yearBefore.has(previous?.word ?? '');
}

function isAddressOrName(tokens: readonly Token[], at: number, last: number, match: EnglishMatch): boolean {
  const digits = tokens[at]?.text ?? '';
  const next = tokens[last + 1];
  if (next !== undefined && (fractions.has(next.word) || ['st', 'nd', 'rd', 'th'].includes(next.word)))
    return true;
  // Capitalised words up to the noun of a name: "1967 Optional Protocol", "1600 Pennsylvania Avenue".
  for (let k = last + 1; k <= last + 5; k++) {
    const token = tokens[k];
    if (
      token === undefined ||
      !(isCapitalised(token) || token.kind === 'digits' || namedAfter.has(token.word))
    )
      break;
    if (streets.has(token.word) && isCapitalised(token)) return true;
    if (namedAfter.has(token.word) && (isCapitalised(token) || /^1[89]\d\d$|^20\d\d$/.test(digits)))
      return true;
  }
  const previous = tokens[at - 1];
  const beforeThat = tokens[at - 2];
  const state =
    /^[A-Z]{1,2}$/.test(previous?.text ?? '') ||
    (previous?.text === '.' && /^[A-Z]$|^[A-Z]{2}$/.test(beforeThat?.text ?? ''));
  if (state && /^\d{3,5}$/.test(digits) && match.counts === null) return true;
  // A telephone number in pieces, or a numbered name ("Group 77").
  if (previous?.text === ')' && /^\d{3}$/.test(beforeThat?.text ?? '')) return true;
  return (
    match.counts === null &&
    previous !== undefined &&
    isCapitalised(previous) &&
    match.hedges.length === 0 &&
    !isSentenceStart(tokens, at - 1)
  );
}

function isSentenceStart(tokens: readonly Token[], k: number): boolean {
  const before = tokens[k - 1];
  return before === undefined || /^[.!?]$/.test(before.text);
}

const HAN_NUMERAL = /[〇零一二三四五六七八九十百千万萬亿億两兩]/;
const CJK_START = /[\d\p{Script=Hangul}\p{Script=Han}]/u;
/** After these marks a number names something (第33条, 제33조). */
const CJK_NAMED_BEFORE = /(?:第|제|条|조|No\.?|\d[,.:/-]|[\p{Script=Latin}\d])\s?$/u;
const CJK_NAMED_AFTER =
  /^\s?(?:조|항|호|차|기|절|장|쪽|면|세기|世纪|世紀|条|條|款|项|項|号|號|届|屆|次会议|章|节|页|년대|년(?!간| 넘| 이상| 동안)|월|일(?!간)|年(?!来|间|間)|月|日|시(?!간)|时|時|点|岁|歳|세(?!대)|살|위안|달러|원|元|美元|:|\.\d|,\d|\/|-\d)/u;

function cjkSpans(text: string, from: number, to: number): FigureSpan[] {
  const inside = text.slice(0, to);
  const spans: FigureSpan[] = [];
  if (!/[\p{Script=Hangul}\p{Script=Han}]/u.test(text.slice(from, to))) return spans;
  for (let at = from; at < to; at++) {
    if (!CJK_START.test(inside[at] ?? '')) continue;
    // A Hangul number starts a word; "하나" inside another word counts nothing.
    if (/\p{Script=Hangul}/u.test(inside[at] ?? '') && /[\p{Script=Hangul}\d]/u.test(inside[at - 1] ?? ''))
      continue;
    if (HAN_NUMERAL.test(inside[at] ?? '') && HAN_NUMERAL.test(inside[at - 1] ?? '')) continue;
    const match = cjkFigureAt(inside, at);
    if (match === null || !match.counted || match.end > to) continue;
    if (CJK_NAMED_BEFORE.test(inside.slice(Math.max(0, at - 4), at))) continue;
    if (CJK_NAMED_AFTER.test(inside.slice(match.end))) continue;
    const span = spanOf(inside, match);
    if (span === null) continue;
    spans.push(span);
    at = match.end - 1;
  }
  return spans;
}
