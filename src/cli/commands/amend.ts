/** `article33 amend CLAIM`: takes back, corrects, disputes or restores a claim, by one more entry. */
import { type Amended, type AmendVerb } from '../../app/amend.js';
import { type Command, type Input, printJson, tell, textOption } from '../command.js';
import { onlyDossierOption } from '../options.js';
import { wrap } from '../wrap.js';

export const amendCommand: Command = {
  name: 'amend',
  summary: 'Take back, correct, dispute or restore a claim; nothing is overwritten',
  usage: 'amend CLAIM --retract | --correct VALUE | --dispute | --restore --why TEXT',
  example: 'article33 amend 3f2a91c47be0 --correct "more than 500" --why "misread as 50"',
  options: {
    retract: { type: 'boolean', doc: 'It was recorded in error.' },
    correct: {
      type: 'string',
      value: 'VALUE',
      doc: 'What the passage says rightly, in words or as dossier files write it; a new claim takes its place.',
    },
    dispute: { type: 'boolean', doc: 'Somebody objects; the claim stays, marked.' },
    restore: { type: 'boolean', doc: 'An earlier amendment was wrong: the claim stands again.' },
    why: { type: 'string', value: 'TEXT', doc: 'The reason, kept for ever: name nobody in it.' },
    key: {
      type: 'string',
      value: 'KEY',
      doc: 'Your own name for this request: sent again under it, it is recorded once.',
    },
    ...onlyDossierOption,
  },
  arity: [1, 1],
  run: async (context, input) => {
    const action = actionOf(input);
    if (action === null)
      return tell(context, {
        kind: 'usage',
        message: 'Say one of --retract, --correct VALUE, --dispute and --restore.',
        fix: `For example: ${amendCommand.example}`,
      });
    const why = textOption(input, 'why');
    if (why === undefined || why.trim() === '')
      return tell(context, {
        kind: 'usage',
        message: 'An amendment says why.',
        where: '--why',
        fix: `For example: ${amendCommand.example}`,
      });
    const result = await context.call('amend', {
      claim: input.args[0] ?? '',
      action,
      value: textOption(input, 'correct'),
      why,
      key: textOption(input, 'key'),
      dossier: textOption(input, 'dossier'),
    });
    if (!result.ok) return tell(context, result.problem);
    if (context.json) printJson(context, result.value);
    else context.terminal.out(amendedText(result.value, context.terminal.columns));
    return 0;
  },
};

function actionOf({ options }: Input): AmendVerb | null {
  const asked = (['retract', 'correct', 'dispute', 'restore'] as const).filter(
    (action) => options[action] !== undefined,
  );
  return asked.length === 1 ? (asked[0] ?? null) : null;
}

const done: Readonly<Record<AmendVerb, string>> = {
  retract: 'Retracted',
  correct: 'Corrected',
  dispute: 'Disputed',
  restore: 'Restored',
};

export function amendedText(amended: Amended, columns: number): string {
  const { action, thing, property, value, claim, replacement, added } = amended;
  const after = replacement === null ? '' : ` → ${replacement.value}`;
  return [
    added === 0 ? 'The record says so already; nothing was added.' : `${done[action]}.`,
    wrap(`${thing}, ${property}: ${value}${after}`, columns, '  '),
    `  claim ${claim.slice(0, 16)}${replacement === null ? '' : ` → ${replacement.claim.slice(0, 16)}`}`,
    ...amended.notes.map((note) => wrap(note, columns)),
    ...(amended.notYetVisible ? [wrap('It is recorded, and will show after the next start.', columns)] : []),
    '',
  ].join('\n');
}
