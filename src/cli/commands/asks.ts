/** `article33 asks [--of STATE]`: what was asked, what came back, what did not. */
import { type AskList, type ListedAsk } from '../../app/asks.js';
import { type Command, printJson, tell, textOption } from '../command.js';
import { asOfOption, languageOf, onlyDossierOption } from '../options.js';
import { wrap } from '../wrap.js';

export const asksCommand: Command = {
  name: 'asks',
  summary: 'List what was asked of a State, and what came back',
  usage: 'asks [--of STATE] [--on DATE] [--lang en|ko]',
  example: 'article33 asks --of China',
  options: {
    of: { type: 'string', value: 'STATE', doc: 'Only asks that this State must act on.' },
    on: { type: 'string', value: 'DATE', doc: 'The day against which due dates are held.' },
    lang: { type: 'string', value: 'LANG', doc: 'Language of the texts: en or ko.' },
    ...onlyDossierOption,
    ...asOfOption,
  },
  arity: [0, 0],
  run: async (context, input) => {
    const lang = languageOf(input);
    if (!lang.ok) return tell(context, lang.problem);
    const result = await context.call('asks', {
      of: textOption(input, 'of'),
      on: textOption(input, 'on'),
      lang: lang.value,
      dossier: textOption(input, 'dossier'),
      asOf: textOption(input, 'as-of'),
    });
    if (!result.ok) return tell(context, result.problem);
    if (context.json) printJson(context, result.value);
    else context.terminal.out(asksText(result.value, context.terminal.columns));
    return 0;
  },
};

export function asksText(list: AskList, columns: number): string {
  const lines = [wrap(list.sentence, columns), ''];
  for (const ask of list.asks) lines.push(...askLines(ask, columns), '');
  return `${lines.join('\n').trimEnd()}\n`;
}

function askLines(ask: ListedAsk, columns: number): string[] {
  const names = (actors: readonly { readonly name: string }[]) => actors.map(({ name }) => name).join(', ');
  const indented = (text: string) =>
    wrap(text, Math.max(20, columns - 4))
      .split('\n')
      .map((line) => `    ${line}`);
  return [
    `${ask.date ?? 'no date'}  ${ask.id}`,
    ...indented(`${names(ask.by)} to ${names(ask.to)}`),
    ...(ask.text === null ? [] : indented(ask.text)),
    ...ask.hops
      .filter(({ how }) => how !== 'made')
      .flatMap(({ to, how, shownBy }) =>
        indented(
          how === 'passed' ? `passed on to ${to.name} (${shownBy})` : `no record that it reached ${to.name}`,
        ),
      ),
    ...ask.positions.flatMap((said) =>
      indented(`said before: ${said.date ?? 'no date'}, ${names(said.by)}: ${said.text ?? said.kind ?? ''}`),
    ),
    ...indented(`→ ${ask.outcome}`),
  ];
}
