/** `article33 law STATE --on DATE`: what bound a State on a day, by which rule, with the chain. */
import { type LawAnswer, type LawAnswers } from '../../app/law.js';
import { type LawOver } from '../../app/law-over.js';
import { type Result } from '../../core/base/result.js';
import { type Basis } from '../../core/law/answer.js';
import { type Command, type Context, type ExitCode, printJson, tell, textOption } from '../command.js';
import { asOfOption, onlyDossierOption } from '../options.js';
import { wrap } from '../wrap.js';

export const lawCommand: Command = {
  name: 'law',
  summary: 'Say what bound a State on a day, since when and by which rule',
  usage: 'law STATE --on DATE | --from DAY --to DAY [--instrument NAME] [--provision NUMBER]',
  example: 'article33 law China --instrument "Refugee Convention" --provision 33 --on 2023-10-09',
  options: {
    on: { type: 'string', value: 'DATE', doc: 'The day, month or year asked about, such as 2023-10-09.' },
    from: { type: 'string', value: 'DAY', doc: 'With --to: every stretch from this day on.' },
    to: { type: 'string', value: 'DAY', doc: 'The last day of that time.' },
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
    const [on, from, to] = [textOption(input, 'on'), textOption(input, 'from'), textOption(input, 'to')];
    const question = {
      state: input.args[0] ?? '',
      instrument: textOption(input, 'instrument'),
      provision: textOption(input, 'provision'),
      dossier: textOption(input, 'dossier'),
      asOf: textOption(input, 'as-of'),
    };
    if (on === undefined && from !== undefined && to !== undefined)
      return throughTime(context, await context.call('law-over', { ...question, from, to }));
    if (on === undefined || from !== undefined || to !== undefined)
      return tell(context, {
        kind: 'usage',
        message: 'Which day? Add --on DATE, or --from DAY and --to DAY together.',
        fix: `For example: ${lawCommand.example}`,
      });
    const result = await context.call('law', { ...question, on });
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

function throughTime(context: Context, result: Result<LawOver>): ExitCode {
  if (!result.ok) return tell(context, result.problem);
  if (context.json) printJson(context, result.value);
  else context.terminal.out(throughText(result.value));
  return 0;
}

/** Said where the basis tells more than the answer does. */
const reasons: Partial<Readonly<Record<Basis, string>>> = {
  'no-such-state': 'there was no such State',
  'before-instrument': 'not adopted yet',
  ended: 'it had left',
  'not-yet': 'it joined later',
  reserved: 'it reserved the provision',
  'uncertain-date': 'the day is uncertain',
  'last-seen-outside': 'last seen outside in older data',
  optional: 'works only by a declaration',
  'no-data': 'the data do not say',
};

const kinds = {
  since: 'bound',
  reserved: 'reserved',
  signed: 'signed only',
  no: 'not bound by this treaty',
  undecided: 'undecided',
} as const;

function throughText({ state, from, to, through, dataAsOf }: LawOver): string {
  const blocks = through.map(({ instrument, provision, stretches }) =>
    [
      `${instrument}${provision === null ? '' : ` art. ${provision}`}`,
      ...stretches.map((one) => {
        const reason = reasons[one.basis];
        const more = [
          ...(reason === undefined ? [] : [reason]),
          ...(one.since === undefined ? [] : [`since ${one.since}`]),
          ...(one.through === undefined ? [] : [`through ${one.through}`]),
          ...(one.lastConfirmed === undefined ? [] : [`last confirmed ${one.lastConfirmed}`]),
        ];
        return `  ${one.from} to ${one.to}  ${kinds[one.kind]}${more.length === 0 ? '' : ` (${more.join(', ')})`}`;
      }),
      '',
    ].join('\n'),
  );
  return [`${state}, ${from} to ${to}`, '', ...blocks, `data as of ${dataAsOf}`, ''].join('\n');
}

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
