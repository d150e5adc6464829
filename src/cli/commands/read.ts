/** `article33 read FILE`: what a file is, what it holds and what is suspicious. Stores nothing. */
import { type ReadFile, type ReadPage } from '../../app/read-file.js';
import { type Command, type Context, printJson, tell, textOption } from '../command.js';
import { hang } from '../wrap.js';

export const readCommand: Command = {
  name: 'read',
  summary: 'Say what a file is, what it holds and what is suspicious: stores nothing, opens no record',
  usage: 'read FILE [--page N] [--json]',
  example: 'article33 read statement.hwp --page 1',
  options: {
    page: { type: 'string', value: 'N', doc: 'Only the text of this page, whole, counted from 1.' },
  },
  arity: [1, 1],
  run: async (context, input) => {
    const read = await context.machine.readFile(input.args[0] ?? '');
    if (!read.ok) return tell(context, read.problem);
    const wanted = textOption(input, 'page');
    if (wanted !== undefined) return onePage(context, read.value, wanted);
    if (context.json) printJson(context, read.value);
    else context.terminal.out(`${overview(read.value, context.terminal.columns).join('\n')}\n`);
    return read.value.quarantine ? 1 : 0;
  },
};

function onePage(context: Context, file: ReadFile, wanted: string): 0 | 1 | 2 | 3 {
  const page = /^[1-9]\d{0,6}$/.test(wanted) ? file.pages[Number(wanted) - 1] : undefined;
  if (page === undefined)
    return tell(context, {
      kind: 'usage',
      message: `There is no page ${wanted.slice(0, 20)}: the file has ${file.pages.length}.`,
      fix: 'Pages are counted from 1, in the order `article33 read FILE` lists them.',
    });
  if (context.json) printJson(context, page);
  else context.terminal.out(`${page.text.trimEnd()}\n`);
  return file.quarantine ? 1 : 0;
}

const SHOWN = { pages: 20, parts: 20, warnings: 30, letters: 160 } as const;

function overview(file: ReadFile, columns: number): string[] {
  const lines = [`${file.kind}, ${file.mediaType}, ${file.bytes} bytes`, `SHA-256 ${file.sha256}`];
  if (file.encoding !== undefined)
    lines.push(`letters read as ${file.encoding.name}, ${Math.round(file.encoding.confidence * 100)} % sure`);
  section(
    lines,
    `Warnings: ${file.warnings.length === 0 ? 'none' : ''}`,
    SHOWN.warnings,
    file.warnings,
    (warning) =>
      hang(
        warning.grave ? '  !! ' : '  -  ',
        `${warning.message}${warning.where === undefined ? '' : ` (${warning.where})`}`,
        columns,
      ),
  );
  for (const [title, checked] of [
    ['Checked here:', true],
    ['It says of itself (unchecked):', false],
  ] as const) {
    const items = file.metadata.filter((item) => (item.checked ?? false) === checked);
    if (items.length > 0)
      section(lines, title, 60, items, ({ name, value, sensitive }) =>
        hang('  ', `${name}: ${short(value)}${sensitive === true ? '  [personal]' : ''}`, columns),
      );
  }
  if (file.parts.length > 0)
    section(
      lines,
      `Files inside (${file.parts.length}, not opened):`,
      SHOWN.parts,
      file.parts,
      ({ name, bytes }) => hang('  ', `${short(name)}, ${bytes} bytes`, columns),
    );
  if (file.pages.length > 0)
    section(lines, `Pages (${file.pages.length}):`, SHOWN.pages, file.pages, (page, i) =>
      pageLine(page, i, columns),
    );
  return lines;
}

function section<T>(
  lines: string[],
  title: string,
  most: number,
  items: readonly T[],
  line: (item: T, index: number) => string,
): void {
  lines.push('', title.trimEnd(), ...items.slice(0, most).map(line));
  if (items.length > most) lines.push(`  and ${items.length - most} more: --json lists all`);
}

function pageLine(page: ReadPage, index: number, columns: number): string {
  const start = short(page.text.trim());
  return hang(
    `  ${index + 1}. `,
    `${page.label}, ${page.text.length} characters${start === '' ? '' : `: ${start}`}`,
    columns,
  );
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > SHOWN.letters ? `${line.slice(0, SHOWN.letters).trimEnd()}…` : line;
}
