/** `prove`: one public claim as a file that a stranger verifies, without the rest of the record. */
import { type Command, printJson, tell, textOption } from '../command.js';
import { onlyDossierOption } from '../options.js';

export const proveCommand: Command = {
  name: 'prove',
  summary: 'Prove to a stranger that a public claim was recorded, when and by whom',
  usage: 'prove CLAIM [--to FILE] [--dossier ID]',
  example: 'article33 prove 4f1c02a97be31d55 --to claim.json',
  options: {
    to: { type: 'string', value: 'FILE', doc: 'Where to write the proof; otherwise it is printed.' },
    ...onlyDossierOption,
  },
  arity: [1, 1],
  run: async (context, input) => {
    const result = await context.call('prove', {
      claim: (input.args[0] ?? '').toLowerCase(),
      dossier: textOption(input, 'dossier'),
    });
    if (!result.ok) return tell(context, result.problem);
    const { dossier, id, entry, file } = result.value;
    const to = textOption(input, 'to');
    if (to === undefined) {
      if (context.json) printJson(context, result.value);
      else context.terminal.out(file);
      return 0;
    }
    const written = await context.machine.writeFile(to, file);
    if (!written.ok) return tell(context, written.problem);
    if (context.json) printJson(context, { dossier, id, entry, to });
    else
      context.terminal.out(
        `${to}: claim ${id.slice(0, 16)} is entry ${entry} of the public log of ${dossier}\n` +
          `Whoever has the file verifies it with \`article33 verify ${to} --key KEY\`. It tells of no other entry.\n`,
      );
    return 0;
  },
};
