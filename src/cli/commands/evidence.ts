/** `article33 evidence …`: files taken in, listed, shown, checked, handed out, and what happened to them. */
import { resolve } from 'node:path';
import {
  type CheckedFile,
  type EvidenceAdded,
  type EvidenceLine,
  type EvidenceShown,
} from '../../app/evidence/verbs.js';
import { type CheckedStamp } from '../../app/evidence/stamps.js';
import { ok } from '../../core/base/result.js';
import { custodyActions, isCustodyAction } from '../../core/ledger/custody.js';
import {
  type Command,
  type Context,
  type ExitCode,
  type Input,
  printJson,
  tell,
  textOption,
} from '../command.js';
import { asOfOption, onlyDossierOption } from '../options.js';
import { hang } from '../wrap.js';

type Run = (context: Context, input: Input, words: readonly string[]) => Promise<ExitCode>;

/** What comes after `evidence`, with how many words may follow it. */
const parts: Readonly<Record<string, { readonly run: Run; readonly words: readonly [number, number] }>> = {
  add: { run: add, words: [1, 1] },
  list: { run: list, words: [0, 0] },
  show: { run: show, words: [1, 1] },
  custody: { run: custody, words: [2, 2] },
  stamp: { run: stamp, words: [2, 2] },
  verify: { run: verify, words: [0, 1] },
  get: { run: get, words: [1, 1] },
};

export const evidenceCommand: Command = {
  name: 'evidence',
  summary: 'Files of sources: take them in, show who had them, check them, hand them out',
  usage:
    'evidence add FILE --source ID | list | show HASH | custody HASH ACTION | stamp HASH PROOF | verify [HASH] | get HASH --out FILE',
  example: 'article33 evidence add statement.pdf --source S-1 --title "A statement" --from B-1',
  options: {
    source: { type: 'string', value: 'ID', doc: 'The source whose file it is; elsewhere, only its files.' },
    title: { type: 'string', value: 'TEXT', doc: 'Make the source, with this title, where there is none.' },
    audience: {
      type: 'string',
      value: 'WHO',
      doc: 'Who may have the file: team (when not given), public, or restricted:NAME.',
    },
    consent: { type: 'string', value: 'NAME', doc: 'The consent it was given under.' },
    name: {
      type: 'string',
      value: 'TEXT',
      doc: 'What the file was called; its own name when not given. Kept as said, never used as a path.',
    },
    from: { type: 'string', value: 'WHO', doc: 'From whom it was received: a code, a body, an office.' },
    to: { type: 'string', value: 'WHO', doc: 'To whom it was handed on.' },
    how: { type: 'string', value: 'TEXT', doc: 'In which way: by hand, by which post, on which carrier.' },
    on: { type: 'string', value: 'DATE', doc: 'The day it happened; today when not given.' },
    out: { type: 'string', value: 'FILE', doc: 'The file to write; one that is there is left as it is.' },
    trust: {
      type: 'string',
      value: 'FILE',
      doc: 'PEM certificates of those whose time-stamps you believe; none when not given.',
    },
    block: {
      type: 'string',
      value: 'N=ROOT',
      doc: 'The Merkle root of a Bitcoin block, looked up elsewhere; several with commas.',
    },
    ...onlyDossierOption,
    ...asOfOption,
  },
  arity: [1, 3],
  run: async (context, input) => {
    const [word = '', ...words] = input.args;
    const part = Object.hasOwn(parts, word) ? parts[word] : undefined;
    if (part === undefined)
      return usage(
        context,
        `There is no "evidence ${word.slice(0, 40)}".`,
        `One of ${Object.keys(parts).join(', ')}.`,
      );
    const [least, most] = part.words;
    if (words.length < least || words.length > most)
      return usage(context, `"evidence ${word}" is used otherwise.`, evidenceCommand.usage);
    return await part.run(context, input, words);
  },
};

function usage(context: Context, message: string, fix: string): ExitCode {
  return tell(context, { kind: 'usage', message, fix });
}

function where(input: Input) {
  return { source: textOption(input, 'source'), dossier: textOption(input, 'dossier') };
}

async function add(context: Context, input: Input, [path = '']: readonly string[]): Promise<ExitCode> {
  const source = textOption(input, 'source');
  if (source === undefined)
    return usage(
      context,
      'Whose file it is has to be said.',
      'Add --source S-1; with --title "Title" where the source is new.',
    );
  const result = await context.call('add-evidence', {
    path: resolve(path),
    source,
    title: textOption(input, 'title'),
    audience: textOption(input, 'audience'),
    consent: textOption(input, 'consent'),
    name: textOption(input, 'name'),
    from: textOption(input, 'from'),
    how: textOption(input, 'how'),
    on: textOption(input, 'on'),
    dossier: textOption(input, 'dossier'),
  });
  if (!result.ok) return tell(context, result.problem);
  if (context.json) printJson(context, result.value);
  else context.terminal.out(addedText(result.value, context.terminal.columns));
  return 0;
}

function addedText(added: EvidenceAdded, columns: number): string {
  const said = added.known ? 'Received before, and nothing was added:' : 'Received, and kept whole:';
  return [said, ...lines(added, columns), ''].join('\n');
}

function lines(line: EvidenceLine, columns: number): string[] {
  const { file, dossier, source, title, audience, name, holder, here } = line;
  return [
    `${file.slice(0, 16)}  ${source} in ${dossier}, for ${audience}`,
    hang('  ', title, columns),
    ...(name === null || name === '' ? [] : [hang('  called: ', name, columns)]),
    hang('  with: ', holder ?? 'nobody’s receipt is recorded', columns),
    ...(here ? [] : ['  its bytes are not here']),
  ];
}

async function list(context: Context, input: Input): Promise<ExitCode> {
  const result = await context.call('evidence', { ...where(input), asOf: textOption(input, 'as-of') });
  if (!result.ok) return tell(context, result.problem);
  const { columns, out } = context.terminal;
  if (context.json) printJson(context, result.value);
  else if (result.value.length === 0) out('No file is held.\n');
  else out(result.value.flatMap((line) => [...lines(line, columns), '']).join('\n'));
  return 0;
}

async function show(context: Context, input: Input, [file = '']: readonly string[]): Promise<ExitCode> {
  const asOf = textOption(input, 'as-of');
  const trusted = await trustedIn(context, input);
  if (!trusted.ok) return tell(context, trusted.problem);
  const result = await context.call('evidence-item', { file, ...where(input), ...trusted.value, asOf });
  if (!result.ok) return tell(context, result.problem);
  if (context.json) printJson(context, result.value);
  else context.terminal.out(shownText(result.value, context.terminal.columns));
  return 0;
}

function shownText(shown: EvidenceShown, columns: number): string {
  return [
    ...lines(shown, columns),
    `  SHA-256 ${shown.file}`,
    `  named by claim ${shown.claim.slice(0, 16)}`,
    ...factLines(shown, columns),
    ...stampLines(shown.stamps, columns),
    ...custodyLines(shown, columns),
    '',
  ].join('\n');
}

function factLines({ facts }: EvidenceShown, columns: number): string[] {
  if (facts === null) return [];
  if ('problem' in facts) return [hang('  not read: ', facts.problem, columns)];
  const { kind, mediaType, bytes, pages, parts: inside, warnings } = facts;
  const size = `${kind}, ${mediaType}, ${bytes} bytes, ${pages} pages`;
  return [
    `  is: ${size}${inside === 0 ? '' : `, ${inside} files inside`}`,
    ...warnings.map(({ message, grave }) => hang(grave ? '  !! ' : '  -  ', message, columns)),
  ];
}

/** Read here: where the record is kept, nobody need know whom the asker believes. */
async function trustedIn(context: Context, input: Input) {
  const [path, block] = [textOption(input, 'trust'), textOption(input, 'block')];
  const blocks = block === undefined ? {} : { blocks: block.split(',') };
  if (path === undefined) return ok(blocks);
  const trust = await context.machine.readText(path);
  return trust.ok ? ok({ ...blocks, trust: trust.value }) : trust;
}

const VERDICTS: Readonly<Record<CheckedStamp['verdict'], string>> = {
  proved: 'proved',
  fails: 'FAILS',
  pending: 'pending, so not proved',
  unsupported: 'cannot be judged here, so not proved',
};

function stampLines(stamps: readonly CheckedStamp[], columns: number): string[] {
  return stamps.flatMap(({ kind, verdict, time, because, entry }) => {
    const when = time === null ? '' : `, for ${time}`;
    const name = kind === 'rfc3161' ? 'RFC 3161' : 'OpenTimestamps';
    return [
      hang('  ', `proof of time (${name}, entry ${entry}): ${VERDICTS[verdict]}${when}`, columns),
      ...because.map((why) => hang('    ', why, columns)),
    ];
  });
}

async function stamp(
  context: Context,
  input: Input,
  [file = '', path = '']: readonly string[],
): Promise<ExitCode> {
  const result = await context.call('stamp', {
    file,
    path: resolve(path),
    ...where(input),
    how: textOption(input, 'how'),
    on: textOption(input, 'on'),
  });
  if (!result.ok) return tell(context, result.problem);
  const { columns, out } = context.terminal;
  const { known, stamps } = result.value;
  if (context.json) printJson(context, result.value);
  else
    out(
      [
        known ? 'Recorded before:' : 'Recorded:',
        ...lines(result.value, columns),
        ...stampLines(stamps, columns),
        '',
      ].join('\n'),
    );
  return 0;
}

function custodyLines({ custody: events }: EvidenceLine, columns: number): string[] {
  if (events.length === 0) return ['  chain of custody: none is recorded'];
  return [
    '  chain of custody:',
    ...events.map(({ action, on, by, party, how, recorded }) => {
      const whom = party === null ? '' : action === 'received' ? ` from ${party}` : ` to ${party}`;
      const late = recorded.startsWith(on) ? '' : `, recorded ${recorded.slice(0, 10)}`;
      const way = how === null ? '' : `: ${how}`;
      return hang('    ', `${on}  ${custodyActions[action]}${whom}, by ${by}${late}${way}`, columns);
    }),
  ];
}

async function custody(
  context: Context,
  input: Input,
  [file = '', action = '']: readonly string[],
): Promise<ExitCode> {
  if (!isCustodyAction(action) || action === 'stamped')
    return usage(
      context,
      `"${action.slice(0, 40)}" is nothing that happens to a file.`,
      'One of received, transferred, copied, opened, verified.',
    );
  const result = await context.call('custody', {
    file,
    ...where(input),
    action,
    party: textOption(input, action === 'received' ? 'from' : 'to'),
    how: textOption(input, 'how'),
    on: textOption(input, 'on'),
  });
  if (!result.ok) return tell(context, result.problem);
  const { columns, out } = context.terminal;
  if (context.json) printJson(context, result.value);
  else
    out(
      [
        result.value.known ? 'Recorded before:' : 'Recorded:',
        ...lines(result.value, columns),
        ...custodyLines(result.value, columns),
        '',
      ].join('\n'),
    );
  return 0;
}

const STATES: Readonly<Record<CheckedFile['state'], string>> = {
  whole: 'is what its hash says',
  missing: 'was received, and is MISSING',
  damaged: 'is DAMAGED: it is not what its hash says',
  elsewhere: 'is known by its hash alone, and not here',
};

async function verify(context: Context, input: Input, [file]: readonly string[]): Promise<ExitCode> {
  const trusted = await trustedIn(context, input);
  if (!trusted.ok) return tell(context, trusted.problem);
  const result = await context.call('verify-evidence', { file, ...where(input), ...trusted.value });
  if (!result.ok) return tell(context, result.problem);
  const bad = result.value.filter(
    ({ state, stamps }) =>
      state === 'missing' || state === 'damaged' || stamps.some(({ verdict }) => verdict === 'fails'),
  );
  if (context.json) printJson(context, result.value);
  else context.terminal.out(checkedText(result.value, context.terminal.columns));
  return bad.length === 0 ? 0 : 1;
}

function checkedText(files: readonly CheckedFile[], columns: number): string {
  if (files.length === 0) return 'No file is held.\n';
  return files
    .map(({ file, source, state, stamps }) =>
      [`${file.slice(0, 16)}  ${source}: ${STATES[state]}`, ...stampLines(stamps, columns), ''].join('\n'),
    )
    .join('');
}

async function get(context: Context, input: Input, [file = '']: readonly string[]): Promise<ExitCode> {
  const out = textOption(input, 'out');
  if (out === undefined) return usage(context, 'Where it should go has to be said.', 'Add --out FILE.');
  const asOf = textOption(input, 'as-of');
  const result = await context.call('get-evidence', { file, ...where(input), to: resolve(out), asOf });
  if (!result.ok) return tell(context, result.problem);
  if (context.json) printJson(context, result.value);
  else context.terminal.out(`Written to ${out}, and it is what its hash says.\n`);
  return 0;
}
