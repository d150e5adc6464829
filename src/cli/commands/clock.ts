/** `article33 clock`: the time this record goes by, and the way out when the machine's clock had jumped ahead. */
import { type ClockAnswer } from '../../app/people/verbs.js';
import { type Command, printJson, tell } from '../command.js';
import { hang } from '../wrap.js';

export const clockCommand: Command = {
  name: 'clock',
  summary: 'Say which time sessions and consents end by; take the machine’s clock as right after it jumped',
  usage: 'clock [--trust]',
  example: 'article33 clock',
  options: {
    trust: {
      type: 'boolean',
      doc: 'The machine’s clock is right now and was ahead before: go by it again. Everybody is signed out.',
    },
  },
  arity: [0, 0],
  run: async (context, input) => {
    const asked = await context.call('clock', { trust: input.options['trust'] === true });
    if (!asked.ok) return tell(context, asked.problem);
    if (context.json) printJson(context, asked.value);
    else
      for (const line of clockText(asked.value))
        context.terminal.out(`${hang('', line, context.terminal.columns)}\n`);
    return 0;
  },
};

/** Less than this is how clocks are kept right. */
const TOLD_MS = 5 * 60_000;

function clockText({ machine, record, behind, ended }: ClockAnswer): string[] {
  const lines = [`This machine says ${machine}.`];
  if (behind < TOLD_MS) lines.push('The record goes by it.');
  else
    lines.push(
      `The record goes by ${record}, the latest it has seen: what ended by then stays ended, and sessions go on from there.`,
      'If the machine was ahead then and is right now: article33 clock --trust',
    );
  if (ended > 0) lines.push(`Sessions and links that ended: ${ended}.`);
  return lines;
}
