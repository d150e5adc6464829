/** `article33 history THING`: every entry that touched it, what it changed, who made it and why. */
import { type ShownChange, type ShownHistory, type ShownValue } from '../../app/history.js';
import { type ChangeKind } from '../../core/view/history.js';
import { type Command, printJson, tell, textOption } from '../command.js';
import { asOfOption, onlyDossierOption } from '../options.js';
import { wrap } from '../wrap.js';

export const historyCommand: Command = {
  name: 'history',
  summary: 'Show what happened to one thing: each entry, before and after, by whom and why',
  usage: 'history THING [--dossier ID] [--as-of WHEN]',
  example: 'article33 history E-2023-10-09',
  options: { ...onlyDossierOption, ...asOfOption },
  arity: [1, 1],
  run: async (context, input) => {
    const result = await context.call('history', {
      thing: input.args[0] ?? '',
      dossier: textOption(input, 'dossier'),
      asOf: textOption(input, 'as-of'),
    });
    if (!result.ok) return tell(context, result.problem);
    if (context.json) printJson(context, result.value);
    else context.terminal.out(historyText(result.value, context.terminal.columns));
    return 0;
  },
};

const kinds: Readonly<Record<ChangeKind, string>> = {
  recorded: 'recorded',
  judged: 'judged',
  found: 'decided',
  retract: 'retracted',
  correct: 'corrected',
  dispute: 'disputed',
  reinstate: 'restored',
  narrow: 'made narrower, for the team alone:',
};

export function historyText(history: ShownHistory, columns: number): string {
  const lines = [history.title, `${history.type} ${history.thing} in ${history.dossier}`, ''];
  for (const change of history.changes) lines.push(...changeLines(change, columns), '');
  if (history.erased.length > 0) lines.push(wrap(erasedText(history.erased), columns), '');
  lines.push(`as of ${history.asOf ?? 'an empty record'}`, '');
  return lines.join('\n');
}

function changeLines(change: ShownChange, columns: number): string[] {
  const { entry, at, by, kind, property, claim, why, answers, replacement, erased, finding } = change;
  const answer = answers === null ? '' : `, answering entry ${answers}`;
  const rule = finding === null ? '' : ` ${ruleText(finding)}`;
  const named = claim === null ? rule : `, claim ${claim.claim.slice(0, 16)}`;
  return [
    `entry ${entry}  ${at.slice(0, 16).replace('T', ' ')} UTC  ${by}`,
    wrap(`${kinds[kind]}${property === null ? '' : ` ${property}`}${named}${answer}`, columns, '  '),
    ...(why === null ? [] : [wrap(`why: ${why}`, columns, '    ')]),
    ...(erased === null ? [] : [`    entry ${erased}, which it names, was erased`]),
    ...(replacement === null ? [] : [`    replaced by claim ${replacement.slice(0, 16)}`]),
    ...(claim === null
      ? []
      : [
          wrap(`before: ${valuesText(change.before)}`, columns, '    '),
          wrap(`after:  ${valuesText(change.after)}`, columns, '    '),
        ]),
  ];
}

function ruleText({ rule, element, as }: NonNullable<ShownChange['finding']>): string {
  return `${rule}${element === null ? '' : `/${element}`}: ${as.replace('-', ' ')}`;
}

function erasedText(erased: readonly number[]): string {
  const entries = erased.length === 1 ? `Entry ${erased[0]}` : `Entries ${erased.join(', ')}`;
  return `${entries} of this dossier ${erased.length === 1 ? 'was' : 'were'} erased; of what such an entry spoke is not kept.`;
}

/** Values once each; what is denied or disputed says so. */
function valuesText(values: readonly ShownValue[]): string {
  const words = values.map(({ value, stance, standing }) => {
    const marks = [stance === 'asserts' ? '' : stance, standing === 'disputed' ? 'disputed' : ''];
    const said = marks.filter((mark) => mark !== '').join(', ');
    return said === '' ? value : `${value} (${said})`;
  });
  return words.length === 0 ? 'nothing' : [...new Set(words)].join(' | ');
}
