/** `article33 count --lists FILE`: a family of estimates from overlapping lists, or the reason why there is none. */
import { countLists, type ListCount } from '../../app/count-lists.js';
import { type Assessment, type Estimate } from '../../core/estimate/assessment.js';
import {
  type Context,
  type ExitCode,
  type Input,
  type Option,
  printJson,
  tell,
  textOption,
} from '../command.js';
import { widthOf, wrap } from '../wrap.js';

export const listsOptions: Readonly<Record<string, Option>> = {
  lists: {
    type: 'string',
    value: 'FILE',
    doc: 'A CSV of lists of persons that overlap: patterns with counts, one row a person, or repeat counts.',
  },
  refers: {
    type: 'string',
    value: 'A:B',
    doc: 'With --lists: list A passes cases to list B; several with commas.',
  },
  derived: {
    type: 'string',
    value: 'A:B',
    doc: 'With --lists: list A was compiled from list B; refused then.',
  },
  closed: { type: 'boolean', doc: 'With --lists: you can show that nobody came or went between the lists.' },
  quick: { type: 'boolean', doc: 'With --lists: leave out bootstrap intervals and latent classes.' },
  thorough: {
    type: 'boolean',
    doc: 'With --lists: latent classes run five times as long, if they must, to agree.',
  },
  seed: {
    type: 'string',
    value: 'NUMBER',
    doc: 'With --lists: seed of the random draws; 33 when not given.',
  },
};

export async function runLists(context: Context, input: Input, path: string): Promise<ExitCode> {
  const seed = textOption(input, 'seed');
  if (seed !== undefined && !/^\d{1,9}$/.test(seed))
    return tell(context, {
      kind: 'usage',
      message: 'A seed is a whole number below 1 000 000 000.',
      fix: 'Use --seed 33.',
    });
  const text = await context.machine.readText(path);
  if (!text.ok) return tell(context, text.problem);
  const counted = countLists({
    text: text.value,
    seed: seed === undefined ? undefined : Number(seed),
    quick: input.options['quick'] === true,
    thorough: input.options['thorough'] === true,
    closed: input.options['closed'] === true,
    refers: textOption(input, 'refers'),
    derived: textOption(input, 'derived'),
  });
  if (!counted.ok) {
    const { where } = counted.problem;
    return tell(context, { ...counted.problem, where: where === undefined ? path : `${path}, ${where}` });
  }
  if (context.json) printJson(context, counted.value);
  else context.terminal.out(listCountText(counted.value, context.terminal.columns));
  return counted.value.refused === undefined ? 0 : 1;
}

export function listCountText(count: ListCount, columns: number): string {
  const parts = [assessmentText(count, columns)];
  for (const stratum of count.strata ?? [])
    parts.push(`Stratum ${stratum.stratum}\n\n${assessmentText(stratum, columns)}`);
  return parts.join('\n');
}

function assessmentText(count: Assessment, columns: number): string {
  const lines = [wrap(count.sentence, columns), ''];
  if (count.lists.length > 0)
    lines.push(
      `${count.n} persons on ${count.lists.length} lists: ${count.lists.map((name, j) => `${name} ${count.sizes[j] ?? 0}`).join(', ')}`,
      '',
    );
  lines.push(...estimateLines(count.estimates));
  if (count.whatIf !== undefined && count.whatIf.length > 0) {
    lines.push(
      'If the odds of being on one list were so many times as high for those on the other (no estimate):',
    );
    for (const { oddsRatio, total } of count.whatIf) lines.push(`  ${oddsRatio}  ${Math.round(total)}`);
    lines.push('');
  }
  for (const { estimate, list, low, high, refused } of count.leftOut)
    lines.push(
      estimate === null
        ? `Without ${list}: no answer. ${refused ?? ''}`
        : `Without ${list}: ${Math.round(estimate)} (${rangeText(low ?? 0, high)})`,
    );
  if (count.leftOut.length > 0) lines.push('');
  const assumed = new Map(count.estimates.map(({ method, assumes }) => [method, assumes]));
  for (const [method, assumes] of assumed) lines.push(wrap(`${method}: ${assumes}`, columns));
  if (assumed.size > 0) lines.push(wrap(`All of them: ${count.assumes}`, columns), '');
  for (const { message } of count.warnings) lines.push(wrap(`! ${message}`, columns));
  return `${lines.join('\n')}\n`;
}

function estimateLines(estimates: readonly Estimate[]): string[] {
  if (estimates.length === 0) return [];
  const rows = estimates.map((each) => [
    each.method,
    each.role === 'bound' ? `≥ ${Math.round(each.estimate)}` : String(Math.round(each.estimate)),
    rangeText(each.low, each.high),
    each.model,
  ]);
  const widths = [0, 1, 2].map((i) => Math.max(...rows.map((row) => widthOf(row[i] ?? ''))));
  const pad = (cell: string, i: number) => cell + ' '.repeat(Math.max(0, (widths[i] ?? 0) - widthOf(cell)));
  return [...rows.map((row) => `  ${row.map((cell, i) => pad(cell, i)).join('  ')}`.trimEnd()), ''];
}

function rangeText(low: number, high: number | null): string {
  return high === null ? `${Math.round(low)} or more` : `${Math.round(low)} to ${Math.round(high)}`;
}
