/**
 * The parts of a letter and of its relatives: letterhead, date line, addressee, salutation,
 * headings, paragraphs, items, close and signatures. Shape decides, never the words of one letter:
 * a block is what its place (before the salutation, after the close) and its lines make it.
 */
import { bySpan, type Line, linesOf, type Span } from './span.js';

export type BlockKind =
  | 'letterhead'
  | 'date'
  | 'addressee'
  | 'subject'
  | 'salutation'
  | 'heading'
  | 'paragraph'
  | 'item'
  | 'close'
  | 'signature'
  | 'footnote'
  | 'ornament';

export interface Block extends Span {
  readonly kind: BlockKind;
  /** "12.", "(a)", "–": what a numbered paragraph or item is marked with. */
  readonly label: string | null;
  readonly lines: readonly Line[];
}

export type Form = 'letter' | 'resolution' | 'question' | 'submission' | 'statement' | 'post';

export interface Structure {
  readonly form: Form;
  readonly blocks: readonly Block[];
}

const salutation =
  /^(?:Dear\b|To whom it may concern|Your (?:Excellenc|Majest|Honou?r|Holiness|Eminence)|Excellenc(?:y|ies)\b|Honou?rable\b|Hon\.|Sirs?\b|Madam\b|Esteemed\b|존경하는|친애하는|尊敬的|亲爱的|敬愛的)/i;
const salutationEnd = /(?:[,:：，]|께|님|귀하)\s*$/u;
const close =
  /^(?:(?:very |most )?(?:sincerely|respectfully|cordially|faithfully|truly)\b|yours\b|(?:with |kind(?:est)? |best |warm(?:est)? )(?:\w+ )*(?:regards?|respect|wishes|gratitude|appreciation|thanks)\b|regards\b|best,|in solidarity\b|thank you[,.]?$|respectfully submitted|signed\b|\/s\/|감사합니다|올림|드림|此致|敬礼|敬禮|谨此|順頌)/i;
const marker =
  /^(?:\d{1,2}\/(?:\d{1,2})?\s+|[-*•‣▪◦●○■–—·]\s+|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]\s+|\((?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})\)\s*|[가-하]\.\s+|[①-⑳]\s*)/u;
const heading = /^#{1,6}\s+/;
const footnote = /^(?:\[\^[\w-]+\]:|\[\d{1,3}\]\s|[\u00B9\u00B2\u00B3\u2070-\u2079]+\s?)/u;
const ornament = /^(?:[-=_*~#\s.·•]{3,}|#{2,3}|-?\s?\d{1,3}\s?-?|Page \d+(?: of \d+)?|###|ENDS?|-ENDS-)$/i;
const subject = /^(?:Re|RE|Subject|SUBJECT|Ref|REF|제목|件名|主题|主旨)\s*[:：.]/u;
const monthWord =
  /\b(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b/;
const place = String.raw`(?:\p{Lu}[\p{L}.'’-]+(?:[ ,]+\p{Lu}[\p{L}.'’-]*){0,3},?\s+)?`;
const dateLine = new RegExp(
  String.raw`^(?:Date[d]?\s*:\s*)?${place}(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\s+\p{L}{3,9}\.?,?\s+\d{4}|\p{L}{3,9}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\d{4}-\d{2}-\d{2}|\d{1,2}[/.]\d{1,2}[/.]\d{4}|\d{4}\s*[년年]\s*\d{1,2}\s*[월月]\s*\d{1,2}\s*[일日]|\d{4}\.\s?\d{1,2}\.\s?\d{1,2}\.?)$`,
  'u',
);

/** A line that is a date and nothing more: "13 May 2026", "Date: 2026-05-13", "Geneva, 3 June 2024". */
export function isDateLine(line: string): boolean {
  return line.length <= 60 && dateLine.test(line) && (monthWord.test(line) || !/\p{L}{3}\s+\d/u.test(line));
}

export function structureOf(text: string): Structure {
  const groups = groupsOf(linesOf(text));
  const opening = groups.findIndex((group) => group.some(isSalutation));
  const closing = lastCloseAfter(groups, opening);
  const blocks: Block[] = [];
  const heads = opening === -1 ? leadingShort(groups) : opening;
  groups.forEach((group, i) => {
    if (i < heads) blocks.push(...beforeSalutation(group, i, heads));
    else if (i === opening) blocks.push(...aroundSalutation(group, i, heads));
    else if (closing !== -1 && i > closing) blocks.push(...afterClose(group));
    else if (i === closing) blocks.push(...aroundClose(group));
    else blocks.push(...bodyBlocks(group));
  });
  const found = closing === -1 ? withTrailingSignature(blocks, opening !== -1) : blocks;
  const named = nameAddressee(found, opening !== -1);
  return { form: formOf(text, opening !== -1, named), blocks: [...named].sort(bySpan) };
}

/** Runs of lines with no empty line between them. */
function groupsOf(lines: readonly Line[]): Line[][] {
  const groups: Line[][] = [];
  let group: Line[] = [];
  for (const line of [...lines, { start: 0, end: 0, text: '' }]) {
    if (line.text !== '') group.push(line);
    else if (group.length > 0) {
      groups.push(group);
      group = [];
    }
  }
  return groups;
}

function isSalutation(line: Line): boolean {
  return salutation.test(line.text) && line.text.length <= 120 && salutationEnd.test(line.text);
}

function isClose(line: Line): boolean {
  return close.test(line.text) && line.text.length <= 60 && !/\b(?:that|to|which)\b/.test(line.text);
}

/** The last group that closes the letter; only the last third can, or whatever follows a salutation. */
function lastCloseAfter(groups: readonly Line[][], opening: number): number {
  for (let i = groups.length - 1; i > Math.max(opening, 0); i--)
    if (groups[i]?.some(isClose) === true && isShortAfter(groups.slice(i + 1))) return i;
  return -1;
}

function isShortAfter(groups: readonly Line[][]): boolean {
  return groups.every((group) => group.every((line) => line.text.length <= 140));
}

/** Without a salutation: date and title lines at the very top. */
function leadingShort(groups: readonly Line[][]): number {
  let count = 0;
  for (const group of groups.slice(0, 6)) {
    const heads = group.every(
      (line) =>
        isDateLine(line.text) || (line.text.length <= 80 && /^[\p{Lu}\s\d.,:'’&()/-]+$/u.test(line.text)),
    );
    if (!heads) break;
    count++;
  }
  return count < groups.length ? count : 0;
}

function block(kind: BlockKind, lines: readonly Line[], label: string | null = null): Block {
  const [first, last] = [lines[0], lines.at(-1)];
  return { kind, start: first?.start ?? 0, end: last?.end ?? 0, label, lines };
}

function beforeSalutation(group: readonly Line[], index: number, heads: number): Block[] {
  const out: Block[] = [];
  let run: Line[] = [];
  const flush = (): void => {
    if (run.length > 0) out.push(block('letterhead', run));
    run = [];
  };
  for (const line of group) {
    const kind = isDateLine(line.text) ? 'date' : subject.test(line.text) ? 'subject' : null;
    if (kind === null) run.push(line);
    else {
      flush();
      out.push(block(kind, [line]));
    }
  }
  flush();
  const prose = group.some((line) => line.text.length > 140 && /[.!?]$/.test(line.text));
  return prose && index < heads ? bodyBlocks(group) : out;
}

function aroundSalutation(group: readonly Line[], index: number, heads: number): Block[] {
  const at = group.findIndex(isSalutation);
  const line = group[at];
  if (line === undefined) return bodyBlocks(group);
  return [
    ...(at > 0 ? beforeSalutation(group.slice(0, at), index, heads) : []),
    block('salutation', [line]),
    ...bodyBlocks(group.slice(at + 1)),
  ];
}

function aroundClose(group: readonly Line[]): Block[] {
  const at = group.findLastIndex(isClose);
  const line = group[at];
  if (line === undefined) return bodyBlocks(group);
  return [...bodyBlocks(group.slice(0, at)), block('close', [line]), ...afterClose(group.slice(at + 1))];
}

function afterClose(group: readonly Line[]): Block[] {
  if (group.length === 0) return [];
  if (group.every((line) => footnote.test(line.text))) return [block('footnote', group)];
  if (group.every((line) => /^(?:cc|CC|Encl|Enclosure|참조|붙임)\b/.test(line.text)))
    return [block('ornament', group)];
  return [block('signature', group)];
}

/** Prose: headings, items and paragraphs, with wrapped lines joined. */
function bodyBlocks(group: readonly Line[]): Block[] {
  const out: Block[] = [];
  let run: Line[] = [];
  let label: string | null = null;
  const flush = (): void => {
    if (run.length > 0)
      out.push(block(label === null || isNumbered(label) ? 'paragraph' : 'item', run, label));
    [run, label] = [[], null];
  };
  group.forEach((line, i) => {
    const kind = loneKind(line, group, i);
    const mark = marker.exec(line.text);
    if (kind === null && /^\|.*\|$/.test(line.text)) {
      // A row of a table says what it says by itself.
      flush();
      out.push(block(/^[|\s:-]+$/.test(line.text) ? 'ornament' : 'paragraph', [line]));
    } else if (kind !== null) {
      flush();
      out.push(block(kind, [kind === 'heading' ? withoutMark(line, heading) : line]));
    } else if (mark !== null && mark[0].length < line.text.length) {
      flush();
      [run, label] = [[withoutMark(line, marker)], mark[0].trim()];
    } else {
      if (run.length > 0 && startsAfresh(run.at(-1), line)) flush();
      run.push(withoutMark(line, /^>+\s*/));
    }
  });
  flush();
  return out;
}

const isNumbered = (label: string): boolean => /^\d{1,3}\.$/.test(label);

function withoutMark(line: Line, mark: RegExp): Line {
  const length = mark.exec(line.text)?.[0].length ?? 0;
  return { start: line.start + length, end: line.end, text: line.text.slice(length) };
}

/** What a line is by itself, whatever stands around it; `null` for prose. */
function loneKind(line: Line, group: readonly Line[], index: number): BlockKind | null {
  if (ornament.test(line.text)) return 'ornament';
  if (footnote.test(line.text)) return 'footnote';
  if (heading.test(line.text)) return 'heading';
  if (isDateLine(line.text)) return 'date';
  if (subject.test(line.text)) return 'subject';
  const letters = line.text.replace(/[^\p{L}]/gu, '');
  const shouted =
    letters.length > 3 && letters === letters.toUpperCase() && letters !== letters.toLowerCase();
  if (shouted && line.text.length <= 100 && !/[.!?]$/.test(line.text)) return 'heading';
  return index === 0 && isTitled(line, group) ? 'heading' : null;
}

/** A short line alone or over prose, in title case or bold, with no stop at its end. */
function isTitled(line: Line, group: readonly Line[]): boolean {
  if (line.text.length > 100 || /[.!?,;:。]["'”’)*_]*$/u.test(line.text)) return false;
  if (/^\*\*[^*]+\*\*$|^__[^_]+__$|^\*[^*]+\*$/.test(line.text)) return true;
  const words = line.text.split(/\s+/).filter((word) => /^\p{L}{4,}/u.test(word));
  const capitals = words.filter((word) => /^\p{Lu}/u.test(word)).length;
  return (
    group.length <= 2 &&
    words.length > 0 &&
    words.length <= 12 &&
    capitals >= words.length * 0.75 &&
    !/\b(?:must|should|has|have|is|are|was|were|will)\b/.test(line.text)
  );
}

/** Texts with one paragraph a line have no empty lines: a finished long line starts another. */
function startsAfresh(before: Line | undefined, line: Line): boolean {
  if (before === undefined) return false;
  return (
    before.text.length > 100 &&
    /[.!?。]["'”’)\]]*$/u.test(before.text) &&
    /^[\p{Lu}\p{Lo}"“‘(]/u.test(line.text)
  );
}

/** A letter that never says "Sincerely": short lines at the very end are its signatures. */
function withTrailingSignature(blocks: readonly Block[], isLetter: boolean): Block[] {
  const out = [...blocks];
  if (!isLetter) return out;
  for (let i = out.length - 1; i > 0; i--) {
    const last = out[i];
    if (last === undefined || !['heading', 'paragraph'].includes(last.kind) || last.label !== null) break;
    const short = last.lines.every((line) => line.text.length <= 70 && !/[.!?;:]$/.test(line.text));
    if (!short) break;
    out[i] = { ...last, kind: 'signature' };
  }
  return out;
}

/** Of the blocks over the salutation the last one names the addressee, unless it stands above the date. */
function nameAddressee(blocks: readonly Block[], isLetter: boolean): Block[] {
  if (!isLetter) return [...blocks];
  const greeting = blocks.findIndex((one) => one.kind === 'salutation');
  const dated = blocks.findIndex((one) => one.kind === 'date');
  let last = -1;
  blocks.forEach((one, i) => {
    if (one.kind === 'letterhead' && i < greeting) last = i;
  });
  const fits =
    last !== -1 &&
    (dated === -1 ? last > 0 || isAddress(blocks[last]) : last > dated || isAddress(blocks[last]));
  return blocks.map((one, i) => (fits && i === last ? { ...one, kind: 'addressee' as const } : one));
}

function isAddress(one: Block | undefined): boolean {
  if (one?.lines.some((line) => /^(?:Attn|Attention)\b/i.test(line.text)) === true) return true;
  return /^(?:To:|The (?:Rt\.? |Right )?Hon|Rt\.? Hon|H\.?\s?E\.?\b|His Excellency|Her Excellency|Mr|Mrs|Ms|President|Prime Minister|Secretary|Ambassador|Senator|Embassy|Consulate|Permanent (?:Mission|Representative)|The (?:Ambassador|Secretary|Minister|Permanent)|수신)/u.test(
    one?.lines[0]?.text ?? '',
  );
}

function formOf(text: string, isLetter: boolean, blocks: readonly Block[]): Form {
  if (/^[^\S\r\n]*(?:Whereas\b|WHEREAS\b|Resolved,|RESOLVED|Be it resolved)/m.test(text)) return 'resolution';
  if (/^[^\S\r\n]*(?:\d+\.?[^\S\r\n]*)?To ask the\b/m.test(text) || /\bparliamentary question\b/i.test(text))
    return 'question';
  if (isLetter) return 'letter';
  if (blocks.filter((one) => one.label !== null && isNumbered(one.label)).length >= 3) return 'submission';
  return text.length <= 600 ? 'post' : 'statement';
}
