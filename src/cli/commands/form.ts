/** `article33 form`: a body's form filled from the record; looked at, or handed out as a file. */
import { type FieldJson, type FormJson } from '../../app/form-json.js';
import { type FormLooked } from '../../app/form.js';
import { assertNever, fail, ok, type Result } from '../../core/base/result.js';
import { type HandOutFormat, handOutFormats } from '../../core/ledger/hand-out.js';
import { findFont, type Font } from '../../exporters/fonts.js';
import {
  type Command,
  type Context,
  type ExitCode,
  type Input,
  printJson,
  tell,
  textOption,
} from '../command.js';
import { asOfOption, languageOf, onlyDossierOption } from '../options.js';
import { plainJson } from '../plain.js';
import { wrap } from '../wrap.js';

export const formCommand: Command = {
  name: 'form',
  summary: 'Fill a body’s form from the record: what is filled, what is missing, what must not be sent',
  usage: 'form FORM EVENT|PERSON [--out FILE.docx|.pdf|.json]',
  example: 'article33 form SP-GENERAL 2023-10-09 --out communication.docx',
  options: {
    out: {
      type: 'string',
      value: 'FILE',
      doc: 'Write it for the body, as docx, pdf or json by the end of the name; the log says so. Without it, look.',
    },
    person: { type: 'string', value: 'ID', doc: 'Whom it is about, where an event names several.' },
    event: { type: 'string', value: 'ID', doc: 'Which event, where several name the person.' },
    state: {
      type: 'string',
      value: 'STATE',
      doc: 'The State it is directed against, where the record leaves that open.',
    },
    submitter: { type: 'string', value: 'ID', doc: 'The organisation on record that submits it.' },
    to: { type: 'string', value: 'ID', doc: 'What consents call the body, when not as the form does.' },
    font: {
      type: 'string',
      value: 'FILE',
      doc: 'A TrueType or OpenType font for pdf; one found on this machine when not given.',
    },
    lang: { type: 'string', value: 'LANG', doc: 'Language of the form: en or ko.' },
    ...onlyDossierOption,
    ...asOfOption,
  },
  arity: [2, 2],
  run: async (context, input) => {
    const lang = languageOf(input);
    if (!lang.ok) return tell(context, lang.problem);
    const out = textOption(input, 'out');
    return out === undefined ? await look(context, input) : await handOut(context, input, out);
  },
};

function askedBy(input: Input) {
  const [form = '', of = ''] = input.args;
  const lang = languageOf(input);
  return {
    form,
    of,
    person: textOption(input, 'person'),
    event: textOption(input, 'event'),
    state: textOption(input, 'state'),
    submitter: textOption(input, 'submitter'),
    to: textOption(input, 'to'),
    lang: lang.ok ? lang.value : undefined,
    dossier: textOption(input, 'dossier'),
    asOf: textOption(input, 'as-of'),
  };
}

async function look(context: Context, input: Input): Promise<ExitCode> {
  const looked = await context.call('form', askedBy(input));
  if (!looked.ok) return tell(context, looked.problem);
  if (context.json) printJson(context, looked.value);
  else context.terminal.out(formText(looked.value, context.terminal.columns));
  return 0;
}

async function handOut(context: Context, input: Input, path: string): Promise<ExitCode> {
  const ending = /\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase();
  const format = handOutFormats.find((one) => one === ending);
  if (format === undefined)
    return tell(context, {
      kind: 'usage',
      message: 'A form is written as docx, pdf or json, by the end of the name.',
      where: '--out',
      fix: 'Use --out form.docx.',
    });
  const asked = askedBy(input);
  // Tried before the log is told, so that a file that cannot be written is no handing out.
  const looked = await context.call('form', asked);
  if (!looked.ok) return tell(context, looked.problem);
  const font: Result<Font | null> =
    format === 'pdf' ? await findFont(textOption(input, 'font') ?? null) : ok(null);
  if (!font.ok) return tell(context, font.problem);
  const tried = await written(looked.value.form, format, font.value);
  if (!tried.ok) return tell(context, tried.problem);
  const handed = await context.call('export-form', { ...asked, format });
  if (!handed.ok) return tell(context, handed.problem);
  const bytes = await written(handed.value.form, format, font.value);
  if (!bytes.ok) return tell(context, bytes.problem);
  const kept = await context.machine.writeFile(path, bytes.value);
  if (!kept.ok) return tell(context, kept.problem);
  const { dossier, entry } = handed.value.recorded;
  const withheld = looked.value.withheld.length;
  if (context.json)
    printJson(context, { written: path, form: handed.value.form, recorded: handed.value.recorded, withheld });
  else
    context.terminal.out(
      `Written: ${path}\nRecorded as entry ${entry} of ${dossier}: the form, the body and ${handed.value.form.claims} claims; not what it says.\n${withheld === 0 ? '' : `${withheld} claims were left out: article33 form ${asked.form} ${asked.of} tells why.\n`}`,
    );
  return 0;
}

/** The libraries that write files are loaded only here: a command that writes none need not read them. */
async function written(
  form: FormJson,
  format: HandOutFormat,
  font: Font | null,
): Promise<Result<Uint8Array>> {
  switch (format) {
    case 'json':
      return ok(new TextEncoder().encode(`${plainJson(form, 2)}\n`));
    case 'docx': {
      const { formDocx } = await import('../../exporters/form-docx.js');
      return ok(await formDocx(form));
    }
    case 'pdf': {
      const { formPdf } = await import('../../exporters/form-pdf.js');
      return await formPdf(form, font);
    }
    default:
      return fail('usage', `No such format: ${String(assertNever(format))}`);
  }
}

function formText({ form, withheld }: FormLooked, columns: number): string {
  const by = new Map<string, FormLooked['withheld'][number][]>();
  for (const one of withheld) by.set(one.field, [...(by.get(one.field) ?? []), one]);
  const { door } = form;
  return [
    wrap(`${form.title}: ${form.body}`, columns),
    wrap(`Against ${form.state.name}. Door: ${door.status}. ${door.why.join(' ')}`, columns),
    wrap(`Form: ${form.from}.`, columns),
    '',
    ...form.fields.flatMap((field) => [
      ...fieldLines(field, columns),
      ...(by.get(field.id) ?? []).map((one) => withheldLine(one, columns)),
      '',
    ]),
    wrap(
      `${form.sources.length} sources, ${form.claims} claims, read at entry ${form.record.entry}.`,
      columns,
    ),
    '',
  ].join('\n');
}

const states = { filled: '● filled', missing: '○ missing', 'by-hand': '· by hand' } as const;

function fieldLines(field: FieldJson, columns: number): string[] {
  const notes = [...(field.required ? ['required'] : []), ...(field.verified ? [] : ['general knowledge'])];
  const head = `${states[field.state]}  ${field.label}${notes.length === 0 ? '' : ` (${notes.join(', ')})`}`;
  return [
    wrap(head, columns),
    ...field.items.map((item) => {
      const from = item.sources.length === 0 ? '' : ` [${item.sources.join(', ')}]`;
      const claims =
        item.claims.length === 0
          ? ''
          : ` ${item.claims.length === 1 ? 'claim' : 'claims'} ${item.claims.join(' ')}`;
      return wrap(
        `${item.text}${from}${item.disputed ? ' (disputed)' : ''}${item.generalKnowledge ? ' ○' : ''}${claims}`,
        columns,
        '    ',
      );
    }),
    ...(field.missing === undefined ? [] : [wrap(field.missing, columns, '    ')]),
  ];
}

function withheldLine(
  { claim, thing, property, because, state }: FormLooked['withheld'][number],
  columns: number,
): string {
  return wrap(
    `✕ not to be sent: ${thing}, ${property} (claim ${claim.slice(0, 16)}): ${reason(because, state)}`,
    columns,
    '    ',
  );
}

function reason(
  because: FormLooked['withheld'][number]['because'],
  state: FormLooked['withheld'][number]['state'],
): string {
  switch (because) {
    case 'audience':
      return 'narrower than public, and under no consent to share it with this body';
    case 'sealed':
      return 'sealed';
    case 'names-withheld':
      return 'it names somebody or something that may not be named to this body';
    case 'consent':
      switch (state) {
        case 'in-force':
          return 'the consent does not cover sharing with this body';
        case 'ended':
          return 'the consent has ended';
        case 'not-begun':
          return 'the consent has not begun';
        case 'withdrawn':
          return 'the consent was withdrawn';
        case 'unknown':
        case null:
          return 'no consent to share it with this body is known';
        default:
          return assertNever(state);
      }
    default:
      return assertNever(because);
  }
}
