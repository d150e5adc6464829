/** `backup` and `restore`: the whole record in one file, and a data directory made of it again. */
import { resolve } from 'node:path';
import { type BackupMade } from '../../app/ports.js';
import { type Command, printJson, tell } from '../command.js';

export const backupCommand: Command = {
  name: 'backup',
  summary: 'Copy the whole record to one file, also while the server runs',
  usage: 'backup FILE|FOLDER [--without-keys]',
  example: 'article33 backup /mnt/usb',
  options: {
    'without-keys': {
      type: 'boolean',
      doc: 'Leave out the private keys. Keep them elsewhere: without them the log cannot be signed on.',
    },
  },
  arity: [1, 1],
  run: async (context, input) => {
    const [to = ''] = input.args;
    // A running server has another working directory.
    const order = { to: resolve(to), keys: input.options['without-keys'] !== true };
    const result = await context.call('backup', order);
    if (!result.ok) return tell(context, result.problem);
    if (context.json) printJson(context, result.value);
    else context.terminal.out(backupText(result.value, context.config.databaseUrl !== null));
    return 0;
  },
};

function backupText({ file, bytes, files, keys, encrypted, dossiers }: BackupMade, server: boolean): string {
  const lines = dossiers.map(({ dossier, size, root }) => `  ${dossier}: ${size} entries, root ${root}`);
  return [
    `${file}: ${files} files, ${bytes} bytes`,
    ...lines,
    encrypted
      ? 'It holds every entry with its body, encrypted: it opens with the passphrase or key file of the directory, and with nothing else.'
      : 'It holds every entry with its body, team-only claims included, and can be read by whoever has it.',
    keys && encrypted
      ? 'The private keys are in it, encrypted too.'
      : keys
        ? 'The private keys are in it: whoever has them can write on in this record’s name. Keep it as you keep the directory.'
        : 'The private keys are not in it: keep a copy of them elsewhere.',
    ...(server
      ? ['The PostgreSQL database itself is not in it: with DATABASE_URL set, a restore fills an empty one.']
      : []),
    '',
  ].join('\n');
}

export const restoreCommand: Command = {
  name: 'restore',
  summary: 'Make a data directory of a backup; checks everything before it replaces anything',
  usage: 'restore FILE|FOLDER [--dir DIR]',
  example: 'article33 restore /mnt/usb --dir ~/article33',
  options: {},
  arity: [1, 1],
  run: async (context, input) => {
    const [from = ''] = input.args;
    const result = await context.machine.restore(from);
    if (!result.ok) return tell(context, result.problem);
    const { file, dir, made, keys, keysKept, encrypted, entriesChecked, dossiers, kept } = result.value;
    if (context.json)
      printJson(context, { file, dir, made, keys, keysKept, encrypted, entriesChecked, dossiers, kept });
    else
      context.terminal.out(
        [
          `${dir} now holds the record of ${made}, from ${file}.`,
          ...dossiers.map(({ dossier, size, root }) => `  ${dossier}: ${size} entries, root ${root}`),
          ...(encrypted ? ['It is encrypted, with the passphrase or key file it had then.'] : []),
          ...(entriesChecked
            ? []
            : [
                'Every file is the one that was backed up. No key was given, so the entries in them were not read: run article33 fsck with the key.',
              ]),
          ...(keys
            ? []
            : keysKept
              ? ['The private keys were not in it: those that were here stay.']
              : ['The private keys were not in it: put them back before you record anything.']),
          ...(kept === null ? [] : [`The damaged directory it replaced is kept in ${kept}.`]),
          '',
        ].join('\n'),
      );
    return 0;
  },
};
