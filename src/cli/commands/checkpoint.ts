/** `checkpoint`: the public log written and signed, every file of it compared with the record. */
import { type PublishedLog } from '../../app/verbs.js';
import { type Command, printJson, tell, textOption } from '../command.js';
import { onlyDossierOption } from '../options.js';

export const checkpointCommand: Command = {
  name: 'checkpoint',
  summary: 'Publish the log: sign its size and root, and write again what is torn',
  usage: 'checkpoint [--new-key] [--dossier ID]',
  example: 'article33 checkpoint',
  options: {
    'new-key': {
      type: 'boolean',
      doc: 'Make a further key: it and those before it sign from now on.',
    },
    ...onlyDossierOption,
  },
  arity: [0, 0],
  run: async (context, input) => {
    const result = await context.call('checkpoint', {
      newKey: input.options['new-key'] === true,
      dossier: textOption(input, 'dossier'),
    });
    if (!result.ok) return tell(context, result.problem);
    if (context.json) printJson(context, result.value);
    else context.terminal.out(result.value.map(publishedText).join(''));
    return 0;
  },
};

function publishedText({ dossier, origin, size, root, keys, written }: PublishedLog): string {
  const files = written === 0 ? 'every file was as it should be' : `${written} files written`;
  return [
    `${dossier}: ${size} entries published, root ${root}; ${files}`,
    `  log ${origin}`,
    ...keys.map((key) => `  key ${key}`),
    '',
  ].join('\n');
}
