/** Tables as markdown, so that a printed run can be pasted where it is discussed. */
import { verdicts, type Checked } from '../src/core/letter/assertion.js';
import { type LetterScore, type Outcome } from './score.js';
import { byKind, confusion, tally, type Tally } from './tally.js';

/** Cells may be short; columns are padded so that the table is readable as it stands. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((cell, at) =>
    Math.max(cell.length, 3, ...rows.map((row) => (row[at] ?? '').length)),
  );
  const line = (cells: readonly string[]) =>
    `| ${widths.map((width, at) => (at === 0 ? (cells[at] ?? '').padEnd(width) : (cells[at] ?? '').padStart(width))).join(' | ')} |`;
  const rule = `|${widths.map((width, at) => (at === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}

const columns = [
  'expected',
  'found',
  'recall',
  'spurious',
  'repeats',
  'precision',
  'reading',
  'verdict',
  'errors caught',
  'false alarms',
  'unread',
] as const;

function cells(row: Tally): string[] {
  return [
    String(row.expected),
    String(row.found),
    percent(row.recall),
    String(row.spurious),
    String(row.repeats),
    percent(row.precision),
    percent(row.reading),
    percent(row.verdict),
    `${row.errors.caught}/${row.errors.expected}`,
    String(row.falseAlarms),
    String(row.unread.reported),
  ];
}

const percent = (share: number | null) => (share === null ? '–' : `${(share * 100).toFixed(1)} %`);

export interface Part {
  readonly name: string;
  readonly scores: readonly LetterScore[];
}

export function partsTable(parts: readonly Part[]): string {
  return table(
    ['letters', 'number', ...columns],
    parts.map(({ name, scores }) => [name, String(scores.length), ...cells(tally(scores))]),
  );
}

export function kindsTable(scores: readonly LetterScore[]): string {
  return table(
    ['kind', ...columns.slice(0, -1)],
    byKind(scores).map(({ kind, tally: row }) => [kind, ...cells(row).slice(0, -1)]),
  );
}

export function lettersTable(scores: readonly LetterScore[]): string {
  return table(
    ['letter', 'set', ...columns],
    scores.map((score) => [score.name, setOf(score), ...cells(tally([score]))]),
  );
}

const setOf = (score: LetterScore) =>
  `${score.heldOut ? 'held out' : 'tuned'}${score.planted ? ', planted' : ''}`;

/** Rows: the first acceptable verdict. Columns: the verdict given; every acceptable one is on the diagonal. */
export function confusionTable(scores: readonly LetterScore[]): string {
  const counts = confusion(scores);
  const given = [...verdicts, 'unread', 'not found'] as const;
  return table(
    ['expected \\ given', ...given],
    verdicts
      .filter((verdict) => counts.has(verdict))
      .map((verdict) => [verdict, ...given.map((one) => String(counts.get(verdict)?.get(one) ?? '·'))]),
  );
}

/** Every difference between what was expected and what was found, letter by letter. */
export function misses(score: LetterScore): string {
  const lines = [
    ...score.outcomes.flatMap(missLines),
    ...score.spurious.map((one) => `- spurious ${one.kind} “${brief(one.text)}”: ${one.verdict}`),
    ...score.never.map((one) => `- must never be found (${one.why}): ${one.id}`),
    ...(score.unread.found < score.unread.expected
      ? [`- not listed as unread: ${score.unread.expected - score.unread.found}`]
      : []),
  ];
  return lines.length === 0 ? '' : `### ${score.name}\n\n${lines.join('\n')}\n`;
}

function missLines(one: Outcome): string[] {
  const passage = `${one.kind} “${brief(one.quote)}”`;
  if (one.found === null) return [`- not found: ${passage} (${one.expected.join(' or ')}: ${one.why})`];
  if (one.found === 'unread') return [];
  return [
    ...(one.verdictRight === false ? [verdictLine(one, one.found, passage)] : []),
    ...(one.directionRight === false ? [`- direction of ${passage}: ${one.found.direction}`] : []),
    ...one.fields.wrong.map(
      ({ field, expected, found }) =>
        `- reading of ${passage}: ${field} is ${JSON.stringify(found)}, expected ${JSON.stringify(expected)}`,
    ),
  ];
}

function verdictLine(one: Outcome, found: Checked, passage: string): string {
  const also = found.also.length > 0 ? `, also ${found.also.join(', ')}` : '';
  return `- verdict on ${passage}: ${found.verdict}${also}; expected ${one.expected.join(' or ')} (${one.why}). It says: ${brief(found.why)}`;
}

const brief = (text: string) => {
  const line = text.replace(/\s+/gu, ' ').trim();
  return line.length > 140 ? `${line.slice(0, 139)}…` : line;
};
