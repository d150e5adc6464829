/** `article33 erase CLAIM`: what would go, and with `--yes` the erasure and its receipt. */
import { type Erased } from '../../app/erase.js';
import { type ErasePlan, type EraseReceipt } from '../../app/ports.js';
import { eraseReasons, isEraseReason } from '../../core/ledger/erase.js';
import { type Command, type Context, type ExitCode, printJson, tell, textOption } from '../command.js';
import { onlyDossierOption } from '../options.js';
import { hang } from '../wrap.js';

const codes = Object.keys(eraseReasons);

export const eraseCommand: Command = {
  name: 'erase',
  summary: 'Take what a claim says out of the record for good; its place in the log stays',
  usage: 'erase CLAIM… --why CODE [--dry-run] [--yes] [--dossier ID]',
  example: 'article33 erase 4f1c02a97be31d55 --why person-asked --dry-run',
  options: {
    why: { type: 'string', value: 'CODE', doc: `Why, as a code: ${codes.join(', ')}.` },
    'dry-run': { type: 'boolean', doc: 'Only show what would be erased, and what rests on it.' },
    yes: { type: 'boolean', doc: 'Erase. Nothing is erased without it.' },
    ...onlyDossierOption,
  },
  arity: [1, 20],
  run: async (context, input) => {
    const why = textOption(input, 'why') ?? '';
    if (!isEraseReason(why)) return noReason(context);
    const dryRun = input.options['dry-run'] === true;
    const sure = input.options['yes'] === true && !dryRun;
    const dossier = textOption(input, 'dossier');
    const claims = input.args.map((id) => id.toLowerCase());
    const result = await context.call('erase', { claims, why, dossier, dryRun: !sure });
    if (!result.ok) return tell(context, result.problem);
    if (context.json) printJson(context, result.value);
    else context.terminal.out(erasedText(result.value, context.terminal.columns));
    return finish(context, result.value, sure || dryRun);
  },
};

/** A receipt with something left over is no success, and neither is an order without `--yes`. */
function finish(context: Context, erased: Erased, clear: boolean): ExitCode {
  if (erased.kind === 'receipt') {
    const { left, unfinished } = erased.receipt;
    return left.length + unfinished.length === 0 ? 0 : 1;
  }
  if (clear) return 0;
  if (!context.json) context.terminal.err('article33: Nothing was erased. Add --yes to erase it.\n');
  return 2;
}

function noReason(context: Context): ExitCode {
  return tell(context, {
    kind: 'usage',
    message: 'An erasure needs a reason, as a code: free text would outlive what it explains.',
    where: '--why',
    fix: codes.join(', '),
  });
}

function erasedText(erased: Erased, columns: number): string {
  return erased.kind === 'plan' ? planText(erased.plan, columns) : receiptText(erased.receipt, columns);
}

function planText(plan: ErasePlan, columns: number): string {
  return [
    `Would be erased from ${plan.dossier}:`,
    ...entryLines(plan),
    ...dependantLines(plan, columns),
    '',
  ].join('\n');
}

function entryLines({ entries }: ErasePlan): string[] {
  return entries.map(({ seq, id, kind, at, erased }) => {
    const before = erased === null ? '' : `, erased by entry ${erased.by}`;
    return `  entry ${seq}, ${kind} ${id.slice(0, 16)}, recorded ${at.slice(0, 10)}${before}`;
  });
}

function dependantLines({ dependants }: ErasePlan, columns: number): string[] {
  if (dependants.length === 0) return ['Nothing else in the record rests on it.'];
  const note =
    'These entries rest on it and stay as they are. Their words may say what it said: look at each, and name those that should go too.';
  return [
    hang('', note, columns),
    ...dependants.map(
      ({ seq, id, kind, why }) =>
        `  entry ${seq}, ${kind} ${id.slice(0, 16)}: ${why === 'names' ? 'names it' : 'speaks of a thing of which nothing is left'}`,
    ),
  ];
}

const UNFINISHED: Readonly<Record<string, string>> = {
  files: 'a file that nothing names any more could not be taken away: start again',
  segments: 'the journal still holds it: start again when the disk has space',
  database: 'the database still holds it: start again, nothing shows it meanwhile',
  'server-logs':
    'this user may not switch the write-ahead log of the PostgreSQL server: it goes when the server next recycles it, or when its owner runs pg_switch_wal() and CHECKPOINT',
};

function receiptText(receipt: EraseReceipt, columns: number): string {
  const { searched, left, unfinished, filesRemoved, remade } = receipt;
  const done = unfinished.length + left.length === 0;
  return [
    `${done ? 'Erased' : 'Erased, and not all of it yet'} from ${receipt.dossier}: ${reasonsOf(receipt)}.`,
    ...entryLines(receipt),
    hang(
      '',
      'Body, salt and text are out of the journal, every table and index, and every view of the present and of any past moment. The same statement is known and not taken in again.',
      columns,
    ),
    ...(filesRemoved === 0
      ? []
      : [`Files of evidence that no claim names any more, taken away: ${filesRemoved}.`]),
    ...(searched === 0 ? [] : [`${searched} files searched for what was erased: ${leftText(left)}`]),
    ...left.map((path) => `  ${path}`),
    ...(remade ? ['The embedded database still held some of it and was made anew.'] : []),
    ...unfinished.map((step) => hang('not done: ', UNFINISHED[step] ?? step, columns)),
    'Its leaf and id stay in the log, so every earlier proof still holds. They say nothing of what it said.',
    ...dependantLines(receipt, columns),
    'Out of reach from here:',
    ...publishedLines(receipt).map((line) => hang('  ', line, columns)),
    '',
  ].join('\n');
}

/** As recorded: an entry erased before keeps the reason it was erased for then. */
function reasonsOf({ entries, reason }: EraseReceipt): string {
  const codes = new Set(entries.map(({ erased }) => erased?.reason ?? reason));
  return [...codes].map((code) => eraseReasons[code]).join('; ');
}

function leftText(left: readonly string[]): string {
  return left.length === 0 ? 'nothing found.' : 'found in';
}

/** What was published, as far as the record knows it, and what no program can call back. */
function publishedLines({ entries, database }: EraseReceipt): string[] {
  const open = entries.filter(({ audience }) => audience === 'public').length;
  const unknown = entries.some(({ kind, audience }) => kind === 'claim' && audience === null);
  return [
    open > 0
      ? `Pages: ${open} of ${entries.length} could be read by anyone who could reach this server.`
      : unknown
        ? 'Pages: what was erased before may have been public; the first receipt says.'
        : 'Pages: none of it was public; the team could read it.',
    'Letters, reports and exports made from it: this version keeps no list of them.',
    'Backups made before now: delete them, and make a new one.',
    'The dossier folder or file it was loaded from, and copies that others have of it.',
    ...(database === 'server'
      ? ['The PostgreSQL server’s replicas, log archives and its own backups.']
      : ['Snapshots of the disk, and blocks that a drive has not overwritten yet: encrypt the disk.']),
  ];
}
