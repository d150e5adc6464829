/** Reads the command line, finds the command, runs it, and turns every outcome into an exit code. */
import { parseArgs } from 'node:util';
import { fail, type Problem, type Result } from '../core/base/result.js';
import { type Config, readConfig, settings } from '../config.js';
import {
  type Call,
  type Command,
  type ExitCode,
  type Input,
  type Machine,
  type Option,
  tell,
  type Terminal,
} from './command.js';
import { wrap } from './wrap.js';

/** What the composition root hands in. */
export interface Effects {
  readonly commands: readonly Command[];
  readonly version: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly terminal: Terminal;
  /** Opens what runs use cases for this configuration; called only when a command calls. */
  readonly open: (config: Config, terminal: Terminal) => Session;
}

export interface Session {
  readonly call: Call;
  readonly machine: Machine;
  readonly close: () => Promise<void>;
}

const common: Readonly<Record<string, Option>> = {
  json: { type: 'boolean', doc: 'One JSON value on standard output and nothing else.' },
  help: { type: 'boolean', doc: 'This help.' },
};

const configOptions: Readonly<Record<string, Option>> = Object.fromEntries(
  settings.flatMap((setting) =>
    setting.flag === null
      ? []
      : [
          [
            setting.flag,
            {
              type: 'string' as const,
              value: setting.flag === 'dossiers' ? 'FOLDER' : setting.flag.toUpperCase(),
              doc: setting.doc,
            },
          ],
        ],
  ),
);

export async function run(argv: readonly string[], effects: Effects): Promise<ExitCode> {
  const { terminal, commands, version } = effects;
  const [name, ...rest] = argv;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    terminal.out(overview(commands, version, terminal.columns));
    return name === undefined ? 2 : 0;
  }
  if (name === '--version' || name === 'version') {
    terminal.out(`article33 ${version}\n`);
    return 0;
  }
  const json = rest.includes('--json');
  const command = commands.find((one) => one.name === name);
  if (command === undefined)
    return tell(
      { terminal, json },
      usageProblem(
        `There is no command "${name.slice(0, 40)}".`,
        `Commands: ${commands.map((one) => one.name).join(', ')}.`,
      ),
    );
  const input = readInput(command, rest);
  if (!input.ok) return tell({ terminal, json }, input.problem);
  if (input.value.options['help'] === true) {
    terminal.out(helpFor(command, terminal.columns));
    return 0;
  }
  const [least, most] = command.arity;
  if (input.value.args.length < least || input.value.args.length > most)
    return tell(
      { terminal, json },
      usageProblem(`Usage: article33 ${command.usage}`, `For example: ${command.example}`),
    );
  const config = readConfig(stringsOf(input.value), effects.env);
  if (!config.ok) return tell({ terminal, json }, config.problem);
  const session = effects.open(config.value, terminal);
  try {
    return await command.run(
      { config: config.value, machine: session.machine, terminal, json, call: session.call },
      input.value,
    );
  } catch (error) {
    return tell({ terminal, json }, mistakeOfOurs(error));
  } finally {
    await session.close().catch(() => undefined);
  }
}

/** A mistake of ours, without the error's message: it may quote what was being read. */
function mistakeOfOurs(error: unknown): Problem {
  const kind = error instanceof Error ? error.name : typeof error;
  const place =
    error instanceof Error ? /\n\s+at .*?(\/dist\/[\w./-]+:\d+)/.exec(error.stack ?? '')?.[1] : undefined;
  return {
    kind: 'bug',
    message: `The program made a mistake (${kind}) and stopped. What was recorded is safe.`,
    ...(place === undefined ? {} : { where: place }),
    fix: 'Run `article33 doctor`, and report this line; it holds nothing of the letter or the dossier.',
  };
}

function usageProblem(message: string, fix: string): { kind: string; message: string; fix: string } {
  return { kind: 'usage', message, fix };
}

function stringsOf(input: Input): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(input.options).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : undefined,
    ]),
  );
}

function readInput(command: Command, argv: readonly string[]): Result<Input> {
  const options = { ...common, ...configOptions, ...command.options };
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: Object.fromEntries(Object.entries(options).map(([name, { type }]) => [name, { type }])),
      allowPositionals: true,
      strict: true,
    });
    return { ok: true, value: { args: positionals, options: { ...values } } };
  } catch (error) {
    const message =
      error instanceof Error ? (error.message.split('. ')[0] ?? '') : 'The options could not be read';
    return fail('usage', `${message}.`, { fix: `article33 ${command.name} --help lists the options.` });
  }
}

function overview(commands: readonly Command[], version: string, columns: number): string {
  const width = Math.max(...commands.map((one) => one.name.length)) + 2;
  return [
    `article33 ${version}: the case file for non-refoulement`,
    '',
    ...commands.map((one) => entry(one.name, one.summary, width, columns)),
    '',
    'article33 COMMAND --help explains one, with an example.',
    '',
  ].join('\n');
}

/** A name and what it does, the words kept in their column. */
function entry(name: string, doc: string, width: number, columns: number): string {
  const lines = wrap(doc, columns, ' '.repeat(width + 2));
  return `  ${name.padEnd(width)}${lines.slice(width + 2)}`;
}

function helpFor(command: Command, columns: number): string {
  const rows = Object.entries({ ...command.options, ...common, ...configOptions }).map(([name, option]) => [
    `--${name}${option.type === 'string' ? ` ${option.value ?? 'TEXT'}` : ''}`,
    option.doc,
  ]);
  const width = Math.max(...rows.map(([flag]) => flag?.length ?? 0)) + 2;
  return [
    wrap(command.summary, columns),
    '',
    `  article33 ${command.usage}`,
    '',
    'For example:',
    `  ${command.example}`,
    '',
    'Options:',
    ...rows.map(([flag = '', doc = '']) => entry(flag, doc, width, columns)),
    '',
    'Exit: 0 fine, 1 problems found, 2 wrong usage, 3 refused (locked or damaged).',
    '',
  ].join('\n');
}
