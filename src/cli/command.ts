/** What a command of the command line is, and what it may use: nothing ambient. */
import { type MachineFacts } from '../app/doctor.js';
import { type FileToWrite } from '../app/link-files.js';
import { type NamesAnswer } from '../app/names.js';
import { type OpenLineFile } from '../app/exchange/pages.js';
import { type Verified, type VerifyOptions } from '../app/ports.js';
import { type ReadFile } from '../app/read-file.js';
import { type Outputs, type VerbInput, type VerbName } from '../app/verbs.js';
import { type Problem, type Result } from '../core/base/result.js';
import { type Population } from '../core/name/population.js';
import { type Config } from '../config.js';
import { type Changed, type Encrypted, type Reading, type Restored, type RowFile } from '../main.js';
import { plainJson } from './plain.js';
import { hang } from './wrap.js';

/** 0 fine · 1 found problems · 2 wrong usage · 3 refused: locked or damaged. */
export type ExitCode = 0 | 1 | 2 | 3;

export interface Option {
  readonly type: 'string' | 'boolean';
  readonly doc: string;
  /** What the value is called in the help: `--on DATE`. */
  readonly value?: string;
}

export interface Input {
  readonly args: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
}

/** Runs one use case: on a running server through its socket, else in this process. */
export type Call = <V extends VerbName>(verb: V, input: VerbInput<V>) => Promise<Result<Outputs[V]>>;

export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Whether a person is watching standard error: progress is drawn only then. */
  readonly watched: boolean;
  readonly columns: number;
  readonly colour: boolean;
  /** Resolves when the person asks to stop (Ctrl-C or a termination signal). */
  readonly stopped: () => Promise<void>;
  /** Asks for something that is not shown while it is typed; `null` where nobody is there to ask. */
  readonly secret: ((question: string) => Promise<string | null>) | null;
}

/** What commands may do to the machine, besides calling use cases. */
export interface Machine {
  /** A letter's text, or why the file is none. `-` reads standard input. */
  readonly readLetter: (path: string) => Promise<Result<Letter>>;
  /** What any file is and holds, read in a worker that cannot harm this process. */
  readonly readFile: (path: string) => Promise<Result<ReadFile>>;
  /** A data file's text as it is. */
  readonly readText: (path: string) => Promise<Result<string>>;
  /** Writes a whole file or leaves the old one: never half of it. */
  readonly writeFile: (path: string, content: string | Uint8Array) => Promise<Result<void>>;
  /** Reads a data file piece by piece; stops at the first refusal. */
  readonly readPieces: (path: string, accept: (piece: string) => Result<void>) => Promise<Result<void>>;
  /** A table or JSON Lines, row by row. */
  readonly openRows: (path: string, reading: Reading) => Promise<Result<RowFile>>;
  /** A mapping that is shipped, by its name. */
  readonly shippedMap: (name: string) => Promise<string | null>;
  /** Ids of States by their two-letter codes, lower case, from the shipped table. */
  readonly stateCodes: () => Promise<ReadonlyMap<string, string>>;
  /** A file written line by line, there whole once it is finished. */
  readonly lineFile: OpenLineFile;
  /** Makes the folder where it is missing and writes each file whole, piece by piece. */
  readonly writeFolder: (dir: string, files: readonly FileToWrite[]) => Promise<Result<void>>;
  /** Makes and fills the data directory. */
  readonly init: (how: { readonly encrypt: boolean }) => Promise<Result<Initialised>>;
  /** Makes the data directory what a backup holds. */
  readonly restore: (from: string) => Promise<Result<Restored>>;
  /** Encrypts a data directory that is in the clear. */
  readonly encrypt: () => Promise<Result<Encrypted>>;
  /** Sets another passphrase, asked for or read from a file, or another key file. */
  readonly changeSecret: (fresh: NewSecret) => Promise<Result<Changed>>;
  /** Serves pages and the socket until stopped. */
  readonly serve: () => Promise<Result<Serving>>;
  readonly openBrowser: (url: string) => void;
  readonly facts: () => Promise<MachineFacts>;
  /** One name against another: needs the shipped tables and no record, so none is opened. */
  readonly compareNames: (a: string, b: string) => Promise<Result<NamesAnswer>>;
  /** The shipped model of names, for matching. */
  readonly nameModel: () => Promise<Result<Population>>;
  /** Published logs and proofs, checked where they lie: opens no record. */
  readonly verify: (target: string, options: VerifyOptions) => Promise<Result<Verified>>;
}

/** At most one of the two; with neither, a passphrase is asked for. */
export interface NewSecret {
  readonly keyFile: string | null;
  readonly passphraseFile: string | null;
}

export interface Letter {
  readonly format: string;
  readonly text: string;
  readonly bytes: Uint8Array;
}

export interface Initialised {
  readonly dir: string;
  /** Of folders that no consent covers now: why each was left out. */
  readonly leftOut: readonly Problem[];
  /** `null` when the directory held the dossiers already. */
  readonly loaded:
    | readonly {
        readonly dossier: string;
        readonly claims: number;
        readonly added: number;
        readonly retracted: number;
        readonly restored: number;
        readonly left: number;
        readonly narrowed: number;
        readonly otherwise: number;
      }[]
    | null;
  readonly encrypted: boolean;
}

export interface Serving {
  readonly url: string;
  readonly dossiers: readonly string[];
  readonly stop: () => Promise<void>;
}

export interface Context {
  readonly config: Config;
  readonly machine: Machine;
  readonly terminal: Terminal;
  readonly json: boolean;
  readonly call: Call;
}

export interface Command {
  readonly name: string;
  readonly summary: string;
  readonly usage: string;
  readonly example: string;
  readonly options: Readonly<Record<string, Option>>;
  /** Least and most positional arguments. */
  readonly arity: readonly [number, number];
  readonly run: (context: Context, input: Input) => Promise<ExitCode>;
}

const REFUSED = new Set([
  'locked',
  'newer-directory',
  'newer-database',
  'damaged',
  'damaged-journal',
  'damaged-ledger',
  'backup-damaged',
  'backup-older',
  'backup-other',
  'backup-newer',
  'backup-clear',
  'restore-unfinished',
  'other-dedupe-key',
  'heads-differ',
  'rolled-back',
  'checkpoint-differs',
  'no-log-key',
  'not-public',
  'database-behind',
  'read-only',
  'needs-key',
  'wrong-key',
  'no-key-file',
  'already-there',
  'already-encrypted',
  'replaced-there',
  'needs-sign-in',
  'needs-encryption',
  'nobody-yet',
]);
const USAGE = new Set([
  'usage',
  'bad-setting',
  'weak-passphrase',
  'passphrases-differ',
  'not-loopback',
  'first-keeper',
  'bad-date',
  'bad-moment',
  'bad-claim-id',
  'bad-id',
  'bad-dossier-id',
  'no-such-lists',
  'bad-model',
  'bad-key',
  'no-log',
  'bad-proof',
  'no-proof',
]);

export function exitFor(problem: Problem): ExitCode {
  if (REFUSED.has(problem.kind)) return 3;
  return USAGE.has(problem.kind) ? 2 : 1;
}

/** Tells a problem the way the reader asked for: one JSON value on standard output, or words on standard error. */
export function tell(context: Pick<Context, 'terminal' | 'json'>, problem: Problem): ExitCode {
  if (context.json) context.terminal.out(`${plainJson({ error: problem })}\n`);
  else {
    const { columns } = context.terminal;
    const lines = problemLines(problem, 'article33: ', columns);
    for (const cause of problem.causes ?? []) lines.push('', ...problemLines(cause, '', columns));
    for (const { draft } of [problem, ...(problem.causes ?? [])])
      // Never wrapped: it is to be copied into a file.
      if (draft !== undefined) lines.push('', `To fill in, as ${draft.name}:`, draft.text.trimEnd());
    context.terminal.err(`${lines.join('\n')}\n`);
  }
  return exitFor(problem);
}

function problemLines({ message, where, fix }: Problem, mark: string, columns: number): string[] {
  return [
    hang(mark, message, columns),
    ...(where === undefined ? [] : [hang('  where: ', where, columns)]),
    ...(fix === undefined ? [] : [hang('  what to do: ', fix, columns)]),
  ];
}

export function printJson(context: Context, value: unknown): void {
  context.terminal.out(`${plainJson(value, 2)}\n`);
}

export function textOption(input: Input, name: string): string | undefined {
  const value = input.options[name];
  return typeof value === 'string' ? value : undefined;
}
