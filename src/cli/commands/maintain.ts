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

function rebuiltLine({ dossier, entries, things, erased }: Rebuilt): string {
  const without = erased === 0 ? '' : `, ${erased} erased`;
  return `${dossier}: folded ${entries} entries into ${things} things${without}\n`;
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

function fsckText({ dossier, head, encrypted, erased, problems }: FsckReport): string {
  const how = encrypted ? ', encrypted' : '';
  const lines = [`${dossier}: ${head.size} entries${how}, root ${head.root}`];
  if (erased.length > 0)
    lines.push(`  ${erased.length} erased, each by an entry that says so: ${erasedList(erased)}`);
  if (problems.length === 0) lines.push('  every hash, root and view agrees');
  for (const { entry, what } of problems) lines.push(`  ${entry === null ? '' : `entry ${entry}: `}${what}`);
  return `${lines.join('\n')}\n`;
}

function erasedList(erased: readonly number[]): string {
  const [told, more] = [erased.slice(0, 10).join(', '), erased.length - 10];
  return `entry ${told}${more > 0 ? ` and ${more} more` : ''}`;
}
