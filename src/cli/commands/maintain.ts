/** `rebuild` and `fsck`: the views folded again, and everything derived once more and compared. */
import { type FsckReport } from '../../app/ports.js';
import { type Rebuilt } from '../../app/verbs.js';
import { type Command, printJson, tell, textOption } from '../command.js';
import { onlyDossierOption } from '../options.js';

export const rebuildCommand: Command = {
  name: 'rebuild',
  summary: 'Drop what is derived and fold it again from the entries',
  usage: 'rebuild [--dossier ID]',
  example: 'article33 rebuild',
  options: onlyDossierOption,
  arity: [0, 0],
  run: async (context, input) => {
    const result = await context.call('rebuild', { dossier: textOption(input, 'dossier') });
    if (!result.ok) return tell(context, result.problem);
    if (context.json) printJson(context, result.value);
    else context.terminal.out(result.value.map(rebuiltLine).join(''));
    return 0;
  },
};

function rebuiltLine({ dossier, entries, things }: Rebuilt): string {
  return `${dossier}: folded ${entries} entries into ${things} things\n`;
}

export const fsckCommand: Command = {
  name: 'fsck',
  summary: 'Re-derive every hash, root and view, and compare',
  usage: 'fsck [--dossier ID]',
  example: 'article33 fsck --json',
  options: onlyDossierOption,
  arity: [0, 0],
  run: async (context, input) => {
    const result = await context.call('fsck', { dossier: textOption(input, 'dossier') });
    if (!result.ok) return tell(context, result.problem);
    if (context.json) printJson(context, result.value);
    else context.terminal.out(result.value.map(fsckText).join(''));
    return result.value.every((report) => report.problems.length === 0) ? 0 : 1;
  },
};

function fsckText({ dossier, head, problems }: FsckReport): string {
  const lines = [`${dossier}: ${head.size} entries, root ${head.root}`];
  if (problems.length === 0) lines.push('  every hash, root and view agrees');
  for (const { entry, what } of problems) lines.push(`  ${entry === null ? '' : `entry ${entry}: `}${what}`);
  return `${lines.join('\n')}\n`;
}
