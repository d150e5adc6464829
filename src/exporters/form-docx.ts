/** A filled form as a Word file: real headings, one table of fields with a header row, an annex of sources. */
import {
  Document,
  HeadingLevel,
  type ISectionOptions,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { type FieldJson, type FormJson } from '../app/form-json.js';
import { type FrameLanguage } from '../core/base/language.js';
import { fit, longNote, marks, placesText, recordLines, say, sourceText } from './form-words.js';

const QUIET = '595959';
/** Twentieths of a point: A4 less its margins. */
const COLUMNS = [3000, 6640] as const;

export async function formDocx(form: FormJson): Promise<Uint8Array> {
  const { lang } = form;
  const document = new Document({
    title: fit(form.title),
    description: fit(form.body),
    creator: 'Article 33',
    lastModifiedBy: 'Article 33',
    styles: {
      default: {
        document: {
          run: {
            size: 21,
            font: { ascii: 'Calibri', hAnsi: 'Calibri', cs: 'Calibri', eastAsia: 'Malgun Gothic' },
            language: { value: lang === 'ko' ? 'ko-KR' : 'en-GB', eastAsia: 'ko-KR' },
          },
          paragraph: { spacing: { after: 100, line: 276 } },
        },
        title: { run: { size: 34, bold: true }, paragraph: { spacing: { after: 120 } } },
        heading1: {
          run: { size: 27, bold: true },
          paragraph: { spacing: { before: 320, after: 120 }, keepNext: true },
        },
      },
    },
    sections: [
      {
        properties: { page: { margin: { top: 1130, bottom: 1130, left: 1130, right: 1130 } } },
        children: parts(form),
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

function parts(form: FormJson): ISectionOptions['children'] {
  const { lang } = form;
  return [
    new Paragraph({ heading: HeadingLevel.TITLE, children: [new TextRun(fit(form.title))] }),
    pair(say(lang, 'to'), form.body),
    pair(say(lang, 'state'), form.state.name),
    heading(say(lang, 'rules')),
    ...form.rules.map((rule) => new Paragraph({ bullet: { level: 0 }, children: [new TextRun(fit(rule))] })),
    heading(say(lang, 'fields')),
    fieldTable(form),
    heading(say(lang, 'sources')),
    ...sourceParagraphs(form),
    heading(say(lang, 'about')),
    ...recordLines(form).map((line) => quiet(line)),
  ];
}

const heading = (text: string) =>
  new Paragraph({ heading: HeadingLevel.HEADING_1, children: [new TextRun(fit(text))] });

const pair = (name: string, value: string) =>
  new Paragraph({ children: [new TextRun({ text: `${fit(name)}: `, bold: true }), new TextRun(fit(value))] });

const quiet = (text: string) => new Paragraph({ children: [new TextRun({ text: fit(text), color: QUIET })] });

function fieldTable({ fields, lang }: FormJson): Table {
  const head = [say(lang, 'field'), say(lang, 'answer')].map(
    (text, i) =>
      new TableCell({
        width: { size: COLUMNS[i] ?? 0, type: WidthType.DXA },
        shading: { fill: 'EDEDED' },
        margins,
        children: [new Paragraph({ children: [new TextRun({ text, bold: true })] })],
      }),
  );
  return new Table({
    layout: TableLayoutType.FIXED,
    columnWidths: [...COLUMNS],
    width: { size: COLUMNS[0] + COLUMNS[1], type: WidthType.DXA },
    rows: [
      new TableRow({ tableHeader: true, cantSplit: true, children: head }),
      ...fields.map((field) => fieldRow(field, lang)),
    ],
  });
}

const margins = { top: 70, bottom: 70, left: 110, right: 110 };

function fieldRow(field: FieldJson, lang: FrameLanguage): TableRow {
  const notes = [
    ...(field.required ? [say(lang, 'required')] : []),
    ...(field.verified ? [] : [say(lang, 'known')]),
  ];
  return new TableRow({
    children: [
      new TableCell({
        width: { size: COLUMNS[0], type: WidthType.DXA },
        margins,
        children: [
          new Paragraph({ children: [new TextRun({ text: fit(field.label), bold: true })] }),
          ...notes.map(
            (note) => new Paragraph({ children: [new TextRun({ text: note, color: QUIET, size: 18 })] }),
          ),
        ],
      }),
      new TableCell({
        width: { size: COLUMNS[1], type: WidthType.DXA },
        margins,
        children: answer(field, lang),
      }),
    ],
  });
}

function answer(field: FieldJson, lang: FrameLanguage): Paragraph[] {
  if (field.state !== 'filled') {
    const word = say(lang, field.state === 'by-hand' ? 'hand' : 'missing');
    return [quiet(`${word} ${field.missing ?? ''}`)];
  }
  const long = longNote(
    lang,
    field.items.map(({ text }) => text),
  );
  return [
    ...field.items.map(
      (item) =>
        new Paragraph({
          children: [
            ...lines(fit(item.text), item.lang),
            new TextRun({ text: marks(item, lang), color: QUIET }),
          ],
        }),
    ),
    ...(long === null ? [] : [quiet(long)]),
  ];
}

/** Each line of a text with its own language, so that a screen reader speaks it. */
function lines(text: string, lang: string): TextRun[] {
  return text.split('\n').map(
    (line, i) =>
      new TextRun({
        text: line,
        ...(i === 0 ? {} : { break: 1 }),
        language: /[\u1100-\u11ff\uac00-\ud7af\u3000-\u9fff]/.test(line)
          ? { eastAsia: lang }
          : { value: lang },
      }),
  );
}

function sourceParagraphs({ sources, lang }: FormJson): Paragraph[] {
  if (sources.length === 0) return [quiet(say(lang, 'noSources'))];
  return sources.map((source) => {
    const places = placesText(source);
    return new Paragraph({
      indent: { left: 480, hanging: 480 },
      children: [
        new TextRun({ text: `[${source.number}] `, bold: true }),
        new TextRun(sourceText(source, lang)),
        ...(places === '' ? [] : [new TextRun({ text: ` ${fit(places)}`, color: QUIET })]),
      ],
    });
  });
}
