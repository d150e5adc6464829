/** `start`, `serve` and `init`: the data directory made, filled and served on this machine. */
import { type Command, type Context, type ExitCode, type Initialised, printJson, tell } from '../command.js';

export const startCommand: Command = {
  name: 'start',
  summary: 'Open the dossiers in a browser; makes and fills the data directory first',
  usage: 'start [--port PORT] [--no-open]',
  example: 'article33 start --port 3300',
  options: { 'no-open': { type: 'boolean', doc: 'Print the address and do not open a browser.' } },
  arity: [0, 0],
  run: (context, input) => serve(context, input.options['no-open'] !== true),
};

export const serveCommand: Command = {
  name: 'serve',
  summary: 'Serve the pages without opening a browser',
  usage: 'serve [--port PORT]',
  example: 'article33 serve --port 3300',
  options: {},
  arity: [0, 0],
  run: (context) => serve(context, false),
};

async function serve(context: Context, open: boolean): Promise<ExitCode> {
  const { machine, terminal } = context;
  const serving = await machine.serve();
  if (!serving.ok) return tell(context, serving.problem);
  const { url, dossiers, stop } = serving.value;
  if (context.json) printJson(context, { url, dossiers });
  else terminal.out(`Article 33 is open at ${url}\nStop it with Ctrl-C.\n`);
  if (open && terminal.watched) machine.openBrowser(url);
  await terminal.stopped();
  await stop();
  return 0;
}

export const initCommand: Command = {
  name: 'init',
  summary: 'Make the data directory and load the built-in dossiers and your own',
  usage: 'init [--dir DIR] [--dossiers FOLDER] [--encrypt]',
  example: 'article33 init --dir ~/article33 --encrypt',
  options: {
    encrypt: {
      type: 'boolean',
      doc: 'Encrypt the directory, with --key-file FILE (made where there is none) or a passphrase, which is asked for.',
    },
  },
  arity: [0, 0],
  run: async (context, input) => {
    const done = await context.machine.init({ encrypt: input.options['encrypt'] === true });
    if (!done.ok) return tell(context, done.problem);
    const { dir, loaded, encrypted, leftOut } = done.value;
    if (context.json) printJson(context, done.value);
    else if (loaded === null)
      context.terminal.out(
        `${dir} already holds ${context.config.dossiers === null ? 'the built-in dossiers' : 'these dossiers'}; nothing was changed.\n`,
      );
    else {
      const lines = loaded.flatMap((one) => [
        `  ${one.dossier}: ${one.claims} claims, ${one.added} recorded now`,
        ...revisionLines(one),
      ]);
      context.terminal.out(
        [`${dir} is ready.`, ...lines, ...(encrypted ? encryptedLines : []), ''].join('\n'),
      );
    }
    if (leftOut.length === 0) return 0;
    const more = { where: 'see below', causes: leftOut };
    const message = 'A dossier was left out: no consent covers what it says about one person.';
    return context.json ? 1 : tell(context, { kind: 'dossier-refused', message, ...more });
  },
};

/** Said once, when it can still be helped. */
export const encryptedLines: readonly string[] = [
  'It is encrypted: every command needs the passphrase or the key file from now on.',
  'If they are lost the record is lost, backups too. Keep a second way: article33 passphrase --new-key-file FILE',
];

function revisionLines(loaded: NonNullable<Initialised['loaded']>[number]): string[] {
  const { retracted, restored, left, narrowed, otherwise } = loaded;
  return [
    retracted === 0 ? '' : `    ${retracted} retracted: the folder no longer makes them`,
    restored === 0 ? '' : `    ${restored} restored: the folder makes them again`,
    left === 0 ? '' : `    ${left} no longer in the folder, left as somebody amended them`,
    narrowed === 0 ? '' : `    ${narrowed} for the team alone from now on, also when read as of the past`,
    otherwise === 0
      ? ''
      : `    ${otherwise} stay with the note, credibility, day of saying or narrower audience they were recorded with`,
  ].filter((line) => line !== '');
}
