/** `article33 law STATE --on DATE`: what bound a State on a day, by which rule, with the chain. */
import { type LawAnswer, type LawAnswers } from '../../app/law.js';
import { type Command, printJson, tell, textOption } from '../command.js';
import { asOfOption, onlyDossierOption } from '../options.js';
import { wrap } from '../wrap.js';

export const lawCommand: Command = {
  name: 'law',
  summary: 'Say what bound a State on a day, since when and by which rule',
  usage: 'law STATE --on DATE [--instrument NAME] [--provision NUMBER]',
  example: 'article33 law China --instrument "Refugee Convention" --provision 33 --on 2023-10-09',
  options: {
    on: { type: 'string', value: 'DATE', doc: 'The day, month or year asked about, such as 2023-10-09.' },
    instrument: {
      type: 'string',
      value: 'NAME',
      doc: 'A treaty by id, title or short name; every treaty when not given.',
    },
    provision: { type: 'string', value: 'NUMBER', doc: 'An article, such as 33 or 33(1).' },
    ...onlyDossierOption,
    ...asOfOption,
  },
  arity: [1, 1],
  run: async (context, input) => {
    const on = textOption(input, 'on');
    if (on === undefined)
      return tell(context, {
        kind: 'usage',
        message: 'Which day? Add --on DATE.',
        fix: `For example: ${lawCommand.example}`,
      });
    const result = await context.call('law', {
      state: input.args[0] ?? '',
      on,
      instrument: textOption(input, 'instrument'),
      provision: textOption(input, 'provision'),
      dossier: textOption(input, 'dossier'),
      asOf: textOption(input, 'as-of'),
    });
    if (!result.ok) return tell(context, result.problem);
    const answer = result.value;
    if (context.json) printJson(context, answer);
    else
      context.terminal.out(
        'results' in answer ? tableText(answer) : answerText(answer, context.terminal.columns),
      );
    return 0;
  },
};

const words = { yes: 'bound', no: 'not bound by this treaty', undecided: 'undecided' } as const;

export function answerText(answer: LawAnswer, columns: number): string {
  const what = `${answer.instrument}${answer.provision === undefined ? '' : ` art. ${answer.provision}`}`;
  const since = answer.since === undefined ? '' : ` since ${answer.since}`;
  return [
    `${answer.state}, ${what}, on ${answer.on}: ${words[answer.bound]}${since}`,
    '',
    ...answer.because.map((line) => wrap(line, columns, '  ')),
    '',
    `data as of ${answer.dataAsOf}`,
    '',
  ].join('\n');
}

function tableText(answers: LawAnswers): string {
  const rows = answers.results.map(({ instrument, bound, since, action }) => [
    instrument,
    words[bound],
    since === undefined ? '' : `since ${since}`,
    action ?? '',
  ]);
  const widths = [0, 1, 2].map((i) => Math.max(0, ...rows.map((row) => row[i]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return [
    `${answers.state} on ${answers.on}`,
    '',
    ...lines,
    '',
    'One treaty with its chain: add --instrument NAME',
    '',
  ].join('\n');
}
