/** `encrypt` and `passphrase`: a directory encrypted at rest, and what opens it. */
import { type Encrypted } from '../../main.js';
import { type Command, printJson, tell, textOption } from '../command.js';
import { encryptedLines } from './serve.js';

export const encryptCommand: Command = {
  name: 'encrypt',
  summary: 'Encrypt a data directory that is in the clear; there is no way back',
  usage: 'encrypt [--key-file FILE] [--dir DIR]',
  example: 'article33 encrypt --dir ~/article33',
  options: {},
  arity: [0, 0],
  run: async (context) => {
    const done = await context.machine.encrypt();
    if (!done.ok) return tell(context, done.problem);
    if (context.json) printJson(context, done.value);
    else context.terminal.out(encryptedText(done.value, context.config.databaseUrl !== null));
    return 0;
  },
};

function encryptedText({ dir, files, dossiers }: Encrypted, server: boolean): string {
  return [
    `${dir}: ${files} files encrypted, read back and compared.`,
    ...dossiers.map(({ dossier, size, root }) => `  ${dossier}: ${size} entries, root ${root}`),
    ...encryptedLines,
    'The files in the clear were deleted, not overwritten: a drive may keep their blocks for a while, and older backups and snapshots hold them as they were. Delete those, or keep them as you would keep the record.',
    ...(server
      ? ['The PostgreSQL server holds the same text: encrypting its disk is for whoever runs it.']
      : []),
    '',
  ].join('\n');
}

export const passphraseCommand: Command = {
  name: 'passphrase',
  summary: 'Change the passphrase of an encrypted directory, or set a key file that opens it too',
  usage: 'passphrase [--new-key-file FILE | --new-passphrase-file FILE]',
  example: 'article33 passphrase --new-key-file /mnt/usb/article33.key',
  options: {
    'new-key-file': {
      type: 'string',
      value: 'FILE',
      doc: 'A key file that opens it from now on, beside the passphrase; made where there is none.',
    },
    'new-passphrase-file': {
      type: 'string',
      value: 'FILE',
      doc: 'A file with the new passphrase; asked for in the terminal when not given.',
    },
  },
  arity: [0, 0],
  run: async (context, input) => {
    const keyFile = textOption(input, 'new-key-file') ?? null;
    const passphraseFile = textOption(input, 'new-passphrase-file') ?? null;
    if (keyFile !== null && passphraseFile !== null)
      return tell(context, {
        kind: 'usage',
        message: 'Set one at a time: a key file, or a passphrase.',
        fix: 'Run it twice.',
      });
    const done = await context.machine.changeSecret({ keyFile, passphraseFile });
    if (!done.ok) return tell(context, done.problem);
    const { dir, wraps } = done.value;
    if (context.json) printJson(context, done.value);
    else
      context.terminal.out(
        [
          `${dir} opens with ${wraps.map((kind) => (kind === 'passphrase' ? 'the passphrase' : 'the key file')).join(' or ')}.`,
          'Backups made before open with what opened the directory then.',
          'The key of the record itself stays: whoever copied the directory and knows the old secret can still open that copy.',
          '',
        ].join('\n'),
      );
    return 0;
  },
};
