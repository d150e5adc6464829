/**
 * Sentences inside one block of prose. A full stop ends a sentence only when what stands before it
 * is not an abbreviation, an initial, an article or a document number, and what follows can begin
 * a sentence. Line wraps are blanks. No library: the abbreviations of letters to States ("Rep.",
 * "Art.", "H.R. 5959", "U.S.") are where general splitters go wrong.
 */
import { type Span, trimmed } from './span.js';

/** Never end a sentence: something always follows them. */
const openers =
  /(?:^|[\s("'“‘[])(?:Mr|Mrs|Ms|Mx|Dr|Prof|Rep|Reps|Sen|Sens|Amb|Gov|Gen|Col|Lt|Maj|Capt|Sgt|Rev|Fr|Hon|St|Messrs|Mt|Pres|Min|Sec|Dir|Adm|Cong|Supt|H\.?\s?E|Art|Arts|art|arts|No|Nos|no|nos|para|paras|Para|Paras|par|pp|p|sec|secs|Sect|sect|ch|Ch|cl|vol|Vol|Fig|fig|Res|res|Doc|doc|cf|Cf|viz|vs|v|ca|approx|e\.g|i\.e|al|Pub|Stat|Con|Conv|Ser|Add|Rev|Corr)$/;
/** May end a sentence, when the next word begins with a capital and is no name it belongs to. */
const mayEnd =
  /(?:^|[\s("'“‘[])(?:U\.\s?S(?:\.\s?A)?|U\.\s?N|U\.\s?K|E\.\s?U|D\.\s?C|P\.\s?R\.\s?C|R\.\s?O\.\s?K|D\.\s?P\.\s?R\.\s?K|a\.\s?m|p\.\s?m|etc|Inc|Ltd|Co|Corp|Jr|Sr|Ph\.\s?D|M\.\s?D|M\.\s?P|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)$/;
const initial = /(?:^|[\s("'“‘.[])\p{Lu}$/u;
/** Words that begin a sentence far more often than they continue "the U.S. …". */
const sentenceOpeners =
  /^["'“‘([]*(?:The|This|These|Those|That|It|Its|In|On|At|We|He|She|They|Their|Our|I|If|As|After|Before|According|However|Although|While|When|For|From|To|By|But|And|Such|There|Since|Under|Despite|China|Please|No|Not|Chinese|More|Many|Most|Some|All|Yet|Instead|With|Without)\b/;
const closing = /["'”’)\]»」』】*_]/;
const hardEnd = /[。！？]/;
const longest = 2000;
/** No language writes this many characters without a blank, comma or stop; cut, or patterns slow down on it. */
const longestRun = 400;

/** Sentences of `block` in order; blanks between them belong to none. */
export function sentencesIn(text: string, block: Span): Span[] {
  const out: Span[] = [];
  let start = block.start;
  let pause = block.start;
  const cut = (end: number): void => {
    const span = trimmed(text, { start, end });
    if (span.end > span.start) out.push(span);
    start = end;
  };
  for (let i = block.start; i < block.end; i++) {
    const unit = text[i] ?? '';
    if (/[\s,;，、。]/.test(unit)) pause = i;
    if (i - start >= longest && /[\s,;]/.test(unit)) cut(i);
    if (i - pause >= longestRun) {
      cut(i);
      pause = i;
    }
    if (!/[.!?…。！？]/.test(unit)) continue;
    let end = i + 1;
    while (end < block.end && /[.!?…。！？]/.test(text[end] ?? '')) end++;
    while (end < block.end && closing.test(text[end] ?? '')) end++;
    end = afterFootnoteMark(text, end, block.end);
    if (ends(text, { start, end: block.end }, i, end)) cut(end);
    i = end - 1;
  }
  cut(block.end);
  return out;
}

/** A footnote number or `[^1]` set right after the stop belongs to the sentence before it. */
function afterFootnoteMark(text: string, from: number, limit: number): number {
  const mark = /^(?:\[\^?\w{1,6}\]|[\u00B9\u00B2\u00B3\u2070-\u2079]+|\d{1,3}(?=\s|$))+/.exec(
    text.slice(from, Math.min(limit, from + 12)),
  );
  return mark === null || /\d/.test(text[from - 2] ?? '') ? from : from + mark[0].length;
}

function ends(text: string, block: Span, stop: number, after: number): boolean {
  const unit = text[stop] ?? '';
  if (hardEnd.test(unit)) return true;
  const next = text.slice(after, Math.min(block.end, after + 24));
  if (next.trim() === '') return true;
  if (unit !== '.') return /^\s/.test(next) && !/^\s+\p{Ll}/u.test(next);
  if (!/^\s/.test(next))
    return /^[\u3131-\uD79D\u4E00-\u9FFF]/.test(next) && /\p{Lo}/u.test(text[stop - 1] ?? '');
  const before = text.slice(Math.max(block.start, stop - 14), stop);
  const follow = next.trimStart();
  if (openers.test(before)) return endsAfterNo(before, follow);
  if (mayEnd.test(before)) return sentenceOpeners.test(follow);
  if (initial.test(before)) return initialEnds(before, follow);
  return !/^\p{Ll}/u.test(follow) && !/^[,;:)]/.test(follow);
}

/** "The answer is no. The …": "no" and "v" are openers only before a number or a name. */
function endsAfterNo(before: string, follow: string): boolean {
  return /(?:^|\s)(?:no|p|v|al)$/.test(before) && sentenceOpeners.test(follow);
}

/** "James P. McGovern" goes on; "Article 1A. The" and "paragraph B. The" do not. */
function initialEnds(before: string, follow: string): boolean {
  return (
    sentenceOpeners.test(follow) && !/\p{Lu}\p{Ll}+ \p{Lu}$/u.test(before) && !/\.\s?\p{Lu}$/u.test(before)
  );
}
