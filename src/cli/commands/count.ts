/** `article33 count`: how many, by whose accounts, as bounds somebody stands behind; or from overlapping lists of persons. */
import { type Count, type CountedOrigin } from '../../app/count.js';
import {
  type Command,
  type Context,
  type ExitCode,
  type Input,
  printJson,
  tell,
  textOption,
} from '../command.js';
import { asOfOption, languageOf, onlyDossierOption } from '../options.js';
import { listsOptions, runLists } from './count-lists.js';
import { widthOf, wrap } from '../wrap.js';

export const countCommand: Command = {
  name: 'count',
  summary: 'Say how many: bounds with everybody who says so, or estimates from lists of persons',
  usage: 'count EVENT [--lang en|ko] | count --lists FILE [--quick]',
  example: 'article33 count 2023-10-09',
  options: {
    lang: { type: 'string', value: 'LANG', doc: 'Language of the sentence: en or ko.' },
    ...onlyDossierOption,
    ...asOfOption,
    ...listsOptions,
  },
  arity: [0, 1],
  run: (context, input) => {
    const lists = textOption(input, 'lists');
    if ((lists === undefined) === (input.args.length === 0))
      return Promise.resolve(
        tell(context, {
          kind: 'usage',
          message: 'Name an event, or a file of lists: one of the two.',
          fix: 'For example: article33 count 2023-10-09, or article33 count --lists lists.csv.',
        }),
      );
    if (lists !== undefined && textOption(input, 'as-of') !== undefined)
      return Promise.resolve(
        tell(context, {
          kind: 'usage',
          message: 'A file of lists is no part of the record, so there is no earlier state of it.',
          where: '--as-of',
          fix: 'Leave --as-of out, or name an event.',
        }),
      );
    return lists === undefined ? runEvent(context, input) : runLists(context, input, lists);
  },
};

async function runEvent(context: Context, input: Input): Promise<ExitCode> {
  const lang = languageOf(input);
  if (!lang.ok) return tell(context, lang.problem);
  const result = await context.call('count', {
    event: input.args[0] ?? '',
    lang: lang.value,
    dossier: textOption(input, 'dossier'),
    asOf: textOption(input, 'as-of'),
  });
  if (!result.ok) return tell(context, result.problem);
  if (context.json) printJson(context, result.value);
  else context.terminal.out(countText(result.value, context.terminal.columns));
  return 0;
}

export function countText(count: Count, columns: number): string {
  const lines = [wrap(count.sentence, columns), '', `${count.title} (${count.event})`, ''];
  lines.push(...originLines(count.origins));
  for (const part of count.apart)
    lines.push(
      '',
      `Not in the bounds (${[part.scope, part.unit].filter((word) => word !== '').join(', ')}):`,
      ...originLines(part.origins),
    );
  if (count.consensus !== undefined) {
    const { low, high, k, of } = count.consensus;
    lines.push('', `${k} of ${of} accounts allow ${low === high ? low : `${low} to ${high}`}.`);
  }
  return `${lines.join('\n')}\n`;
}

function originLines(origins: readonly CountedOrigin[]): string[] {
  const width = Math.max(0, ...origins.map((origin) => widthOf(origin.name)));
  return origins.flatMap((origin) => [
    `  ${origin.name}${' '.repeat(width - widthOf(origin.name))}  ${origin.words.join('; ')}${origin.vague ? ' (vague)' : ''}`,
    ...[...origin.spoken, ...origin.relays].map(
      (voice) =>
        `      ${voice.source}${voice.said === null ? '' : `, said ${voice.said}`}${voice.through.length > 0 ? ', passed on' : ''}`,
    ),
  ]);
}
