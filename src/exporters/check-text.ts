/**
 * The letter check on a terminal: counts first, then the three an opponent would attack first, then
 * every finding in reading order with the words to write. Eighty columns, and legible without colour.
 */
import {
  type Checked,
  type Evidence,
  type Report,
  type Verdict,
  verdicts,
} from '../core/letter/assertion.js';
import { verdictMarks } from '../core/letter/marks.js';
import { headingOf, verdictLabels } from './check-labels.js';
import { sayDate } from '../core/letter/check/wording.js';

export interface TextOptions {
  readonly colour: boolean;
  readonly columns?: number;
  /** Every claim behind every finding, not only the first few. */
  readonly full?: boolean;
}

/** Enough to see who says so; `full` shows the rest with addresses. */
const EVIDENCE_SHOWN = 3;

/** The whole report, ending in a line feed. */
export function checkText(report: Report, options: TextOptions): string {
  const paint = painter(options.colour);
  const width = Math.max(40, Math.min(options.columns ?? 80, 100));
  const lines = [
    ...heading(report, paint, width),
    ...attacked(report, paint, width),
    ...findings(report, paint, width, options.full === true),
    ...unread(report, paint, width),
  ];
  return `${lines.join('\n')}\n`;
}

function heading(report: Report, paint: Paint, width: number): string[] {
  const { letter, summary } = report;
  const title = letter.title ?? 'Letter';
  const dated = letter.date === null ? 'undated' : sayDate(letter.date);
  const counts = verdicts
    .filter((verdict) => summary.byVerdict[verdict] > 0)
    .map((verdict) => `${verdictMarks[verdict]} ${summary.byVerdict[verdict]} ${verdictLabels[verdict]}`);
  const aside =
    summary.setAside.length === 0
      ? []
      : wrap(
          `Set aside as this very text or a relay of it, and no evidence for it: ${summary.setAside.join(', ')}.`,
          width,
        );
  return [
    ...wrap(clean(title), width).map(paint.bold),
    `${dated}, ${letter.words} words. Checked against ${report.dossier}${summary.asOf === '' ? '' : ` as of ${summary.asOf.slice(0, 10)}`}.`,
    '',
    `${summary.assertions} assertions, ${summary.unread} unread.`,
    ...wrap(counts.map(together).join('   '), width).map(apart),
    ...addedByCheck(report),
    ...aside,
    '',
  ];
}

/** What the check adds is no part of what the letter says, and counted apart. */
function addedByCheck({ summary: { omissions, exposures } }: Report): string[] {
  return omissions + exposures === 0
    ? []
    : [`Added by the check: ${omissions} left out, ${exposures} exposed.`];
}

function attacked(report: Report, paint: Paint, width: number): string[] {
  const first = report.summary.attackFirst.flatMap(
    (id) => report.assertions.find((one) => one.id === id) ?? [],
  );
  if (first.length === 0) return [];
  return [
    paint.bold('Attacked first'),
    ...first.flatMap((one, i) => [
      ...hang(
        `${i + 1}. `,
        `${one.id} ${paint.verdict(one.verdict, headingOf(one))}: "${quote(one.text, 60)}"`,
        width,
      ),
      ...hang('   ', clean(one.why), width),
    ]),
    '',
  ];
}

function findings(report: Report, paint: Paint, width: number, full: boolean): string[] {
  return report.assertions.flatMap((one) => [...finding(one, paint, width, full), '']);
}

function finding(one: Checked, paint: Paint, width: number, full: boolean): string[] {
  const also =
    one.also.length === 0 ? '' : `, also ${one.also.map((verdict) => verdictLabels[verdict]).join(', ')}`;
  const direction = one.direction === 'neither' ? '' : `, ${one.direction}`;
  const severity = one.severity === 'none' ? '' : `  [${one.severity}]`;
  const unsure = one.readingConfidence < 0.6 ? '  (reading unsure)' : '';
  const shown = full ? one.because : one.because.slice(0, EVIDENCE_SHOWN);
  const rest = one.because.length - shown.length;
  return [
    ...wrap(
      `${paint.mark(one.verdict)} ${paint.bold(one.id)} ${paint.verdict(one.verdict, headingOf(one))}${also}${direction}${severity}${unsure}`,
      width - 2,
    ).map((line, i) => (i === 0 ? line : `  ${line}`)),
    ...(one.text === '' ? [] : hang('  ', `"${quote(one.text, 240)}"`, width)),
    ...hang('  ', clean(one.why), width),
    ...(one.suggestion === null ? [] : hang('  → ', clean(one.suggestion), width).map(paint.write)),
    ...shown.flatMap((evidence) => hang('    · ', evidenceLine(evidence, full), width).map(paint.dim)),
    ...(rest > 0 ? [paint.dim(`    · and ${rest} more`)] : []),
  ];
}

function evidenceLine({ family, says, date, source, url }: Evidence, full: boolean): string {
  const when = date === null ? 'undated' : sayDate(date);
  const where = full
    ? `${clean(source)}, ${when}${url === null ? '' : `, ${clean(url)}`}`
    : `${clean(source)}, ${when}`;
  return `${clean(family)}: ${clean(says)} (${where})`;
}

function unread(report: Report, paint: Paint, width: number): string[] {
  if (report.unread.length === 0) return [];
  return [
    paint.bold('Unread: holds something checkable that was not understood'),
    ...report.unread.flatMap(({ text }) => hang('  ? ', `"${quote(text, 240)}"`, width)),
    '',
  ];
}

/** A count stays on one line with what it counts. */
const together = (count: string): string => count.replaceAll(' ', '\u00a0');
const apart = (line: string): string => line.replaceAll('\u00a0', ' ').trim();

function quote(text: string, most: number): string {
  const flat = clean(text);
  return flat.length <= most ? flat : `${flat.slice(0, most - 1).trimEnd()}…`;
}

/** Text from a letter or a source on one line, with nothing in it that could steer a terminal. */
function clean(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\s]+/gu, ' ').trim();
}

/** Wraps at spaces to a width, with the first line's mark and the following lines aligned under it. */
function hang(mark: string, text: string, width: number): string[] {
  const pad = ' '.repeat(mark.length);
  return wrap(text, width - pad.length).map((line, i) => (i === 0 ? mark : pad) + line);
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && columns(longer) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}

/** Hangul and Han take two columns; escape sequences take none. */
function columns(text: string): number {
  let count = 0;
  for (const char of text.replace(/\u001b\[[0-9;]*m/g, ''))
    count += /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]/u.test(char) ? 2 : 1;
  return count;
}

interface Paint {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly write: (text: string) => string;
  readonly verdict: (verdict: Verdict, words: string) => string;
  readonly mark: (verdict: Verdict) => string;
}

const colours: Readonly<Record<Verdict, number>> = {
  contradicted: 31,
  imprecise: 35,
  contested: 33,
  'self-sourced': 36,
  'single-source': 36,
  argued: 90,
  supported: 32,
  'not-in-record': 90,
  'not-checkable': 90,
};

function painter(colour: boolean): Paint {
  const code = (n: number) => (text: string) => (colour ? `\u001b[${n}m${text}\u001b[0m` : text);
  return {
    bold: code(1),
    dim: code(2),
    write: code(1),
    verdict: (verdict, words) => code(colours[verdict])(words),
    mark: (verdict) => code(colours[verdict])(verdictMarks[verdict]),
  };
}
