/** `article33 check LETTER`: every assertion in a letter, and what the record says of it. */
import { type Report } from '../../core/letter/assertion.js';
import { type Result } from '../../core/base/result.js';
import { commentedDocx } from '../../exporters/check-docx.js';
import { checkHtml } from '../../exporters/check-html.js';
import { checkText } from '../../exporters/check-text.js';
import { type Command, type Context, type Letter, printJson, tell, textOption } from '../command.js';
import { asOfOption, dossierOption } from '../options.js';

export const checkCommand: Command = {
  name: 'check',
  summary: 'Check a letter: every assertion in it, and what the record says',
  usage: 'check LETTER [--html FILE] [--docx FILE] [--dossier ID] [--full]',
  example: 'article33 check letter.docx --html findings.html',
  options: {
    html: {
      type: 'string',
      value: 'FILE',
      doc: 'Also write one self-contained HTML file: the letter beside its findings.',
    },
    docx: {
      type: 'string',
      value: 'FILE',
      doc: 'Also write the letter’s own Word file with the findings as comments.',
    },
    full: { type: 'boolean', doc: 'Show every claim behind each finding.' },
    ...dossierOption,
    ...asOfOption,
  },
  arity: [1, 1],
  run: async (context, input) => {
    const letter = await context.machine.readLetter(input.args[0] ?? '');
    if (!letter.ok) return tell(context, letter.problem);
    const docx = textOption(input, 'docx');
    if (docx !== undefined && letter.value.format !== 'docx')
      return tell(context, {
        kind: 'usage',
        message: 'Comments can only be written into a Word file, and this letter is none.',
        fix: 'Use --html FILE for the findings beside the text.',
      });
    const checked = await context.call('check', {
      text: letter.value.text,
      dossier: textOption(input, 'dossier'),
      asOf: textOption(input, 'as-of'),
    });
    if (!checked.ok) return tell(context, checked.problem);
    const report = checked.value;
    const written = await writeFiles(context, {
      report,
      letter: letter.value,
      html: textOption(input, 'html'),
      docx,
    });
    if (!written.ok) return tell(context, written.problem);
    if (context.json) printJson(context, report);
    else {
      const { columns, colour } = context.terminal;
      context.terminal.out(checkText(report, { columns, colour, full: input.options['full'] === true }));
      for (const path of [textOption(input, 'html'), docx])
        if (path !== undefined) context.terminal.out(`Written: ${path}\n`);
    }
    return report.assertions.some(({ verdict }) => verdict === 'contradicted') || report.summary.unread > 0
      ? 1
      : 0;
  },
};

interface Outputs {
  readonly report: Report;
  readonly letter: Letter;
  readonly html: string | undefined;
  readonly docx: string | undefined;
}

async function writeFiles(
  { machine }: Context,
  { report, letter, html, docx }: Outputs,
): Promise<Result<void>> {
  if (html !== undefined) {
    const written = await machine.writeFile(html, checkHtml(report));
    if (!written.ok) return written;
  }
  if (docx !== undefined) {
    const commented = await commentedDocx(letter.bytes, report);
    if (!commented.ok) return commented;
    return machine.writeFile(docx, commented.value);
  }
  return { ok: true, value: undefined };
}
