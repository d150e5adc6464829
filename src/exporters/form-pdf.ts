/** A filled form as a tagged PDF: headings, paragraphs and a list of sources that a screen reader can walk. */
import Pdf from 'pdfkit';
import { type FieldJson, type FormJson } from '../app/form-json.js';
import { fail, ok, type Result } from '../core/base/result.js';
import { type Font } from './fonts.js';
import { fit, longNote, marks, placesText, recordLines, say, sourceText } from './form-words.js';

type Tag = 'H1' | 'H2' | 'H3' | 'P';
interface Line {
  readonly tag: Tag;
  readonly text: string;
  readonly quiet?: boolean;
  readonly lang?: string;
}

/** Kind of Problem: `no-glyph`, when the font (or none) cannot show a character of the form. */
export async function formPdf(form: FormJson, font: Font | null): Promise<Result<Uint8Array>> {
  const lines = linesOf(form);
  const pdf = new Pdf({
    size: 'A4',
    margin: 57,
    tagged: true,
    pdfVersion: '1.7',
    lang: form.lang,
    displayTitle: true,
    info: { Title: fit(form.title), Author: 'Article 33', Subject: fit(form.body) },
  });
  const bytes = collected(pdf);
  const opened = openFont(pdf, font);
  if (!opened.ok) return opened;
  const missing = lacking(lines, opened.value);
  if (missing.length > 0) return noGlyph(missing, font);
  const root = pdf.struct('Document');
  pdf.addStructure(root);
  for (const line of lines.flatMap(inPieces)) {
    makeRoom(pdf, line);
    root.add(pdf.struct(line.tag, line.lang === undefined ? {} : { lang: line.lang }, () => draw(pdf, line)));
  }
  root.end();
  pdf.end();
  return ok(await bytes);
}

function collected(pdf: PDFKit.PDFDocument): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  return new Promise((resolve, reject) => {
    pdf.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
  });
}

const sizes: Readonly<Record<Tag, number>> = { H1: 17, H2: 13, H3: 10.5, P: 10 };
const above: Readonly<Record<Tag, number>> = { H1: 0, H2: 14, H3: 8, P: 2 };

/** A paragraph that a page may not hold is several: marked content must not cross from page to page. */
const PIECE = 1500;

function inPieces(line: Line): Line[] {
  const pieces: Line[] = [];
  for (let rest = line.text; rest !== '';) {
    const space = rest.length <= PIECE ? -1 : rest.lastIndexOf(' ', PIECE);
    const end = rest.length <= PIECE ? rest.length : space > 0 ? space : PIECE;
    pieces.push({ ...line, text: rest.slice(0, end) });
    rest = rest.slice(end).trimStart();
  }
  return pieces;
}

const options = { lineGap: 2 };

/** A heading alone at the foot of a page is read as the end of what went before. */
function makeRoom(pdf: PDFKit.PDFDocument, { tag, text }: Line): void {
  const height = pdf.fontSize(sizes[tag]).heightOfString(text, options);
  const after = tag === 'P' ? 0 : 60;
  const top = pdf.page.margins.top;
  const fits = pdf.y + above[tag] + height + after <= pdf.page.height - pdf.page.margins.bottom;
  if (!fits && pdf.y > top) pdf.addPage();
  if (pdf.y > top) pdf.y += above[tag];
}

/** One font is enough to find on a machine: headings are drawn with a thin line around their letters. */
function draw(pdf: PDFKit.PDFDocument, { tag, text, quiet }: Line): void {
  const colour = quiet === true ? '#555555' : '#111111';
  const heavy = tag === 'P' ? {} : { stroke: true, fill: true };
  pdf
    .fontSize(sizes[tag])
    .lineWidth(0.35)
    .strokeColor(colour)
    .fillColor(colour)
    .text(text, { ...options, ...heavy });
}

function linesOf(form: FormJson): Line[] {
  const { lang } = form;
  const line = (tag: Tag, text: string, more: Partial<Line> = {}): Line => ({
    tag,
    text: fit(text),
    ...more,
  });
  return [
    line('H1', form.title),
    line('P', `${say(lang, 'to')}: ${form.body}`),
    line('P', `${say(lang, 'state')}: ${form.state.name}`),
    line('H2', say(lang, 'rules')),
    ...form.rules.map((rule) => line('P', `• ${rule}`)),
    line('H2', say(lang, 'fields')),
    ...form.fields.flatMap((field) => fieldLines(field, form)),
    line('H2', say(lang, 'sources')),
    ...(form.sources.length === 0 ? [line('P', say(lang, 'noSources'))] : []),
    ...form.sources.map((source) =>
      line('P', `[${source.number}] ${sourceText(source, lang)} ${placesText(source)}`.trim()),
    ),
    line('H2', say(lang, 'about')),
    ...recordLines(form).map((text) => line('P', text, { quiet: true })),
  ];
}

function fieldLines(field: FieldJson, { lang }: FormJson): Line[] {
  const required = field.required ? ` (${say(lang, 'required')})` : '';
  const head: Line[] = [
    { tag: 'H3', text: fit(`${field.label}${required}`) },
    ...(field.verified ? [] : [{ tag: 'P' as const, text: say(lang, 'known'), quiet: true }]),
  ];
  if (field.state !== 'filled') {
    const word = say(lang, field.state === 'by-hand' ? 'hand' : 'missing');
    return [...head, { tag: 'P', text: fit(`${word} ${field.missing ?? ''}`), quiet: true }];
  }
  const long = longNote(
    lang,
    field.items.map(({ text }) => text),
  );
  return [
    ...head,
    ...field.items.map((item): Line => ({
      tag: 'P',
      text: fit(`${item.text}${marks(item, lang)}`),
      lang: item.lang,
    })),
    ...(long === null ? [] : [{ tag: 'P' as const, text: long, quiet: true }]),
  ];
}

type HasGlyph = (codePoint: number) => boolean;

/** Without a font file: the standard fonts of PDF, which have the Latin letters of Western Europe. */
function openFont(pdf: PDFKit.PDFDocument, font: Font | null): Result<HasGlyph> {
  if (font === null) {
    pdf.font('Helvetica');
    return ok(
      (codePoint) =>
        (codePoint >= 0x20 && codePoint <= 0x7e) ||
        (codePoint >= 0xa0 && codePoint <= 0xff) ||
        extras.has(codePoint),
    );
  }
  try {
    if (font.face === null) pdf.registerFont('form', font.bytes);
    else pdf.registerFont('form', font.bytes, font.face);
    pdf.font('form');
  } catch {
    return fail('no-font', 'The font file is none this program can read.', {
      fix: 'Give a TrueType or OpenType file: --font FILE.ttf.',
    });
  }
  const inner: unknown = Reflect.get(pdf, '_font');
  const glyphs: unknown = typeof inner === 'object' && inner !== null ? Reflect.get(inner, 'font') : null;
  if (!isGlyphs(glyphs)) throw new Error('The library of fonts has changed');
  return ok((codePoint) => glyphs.hasGlyphForCodePoint(codePoint));
}

const extras = new Set(Array.from('‘’“”–—…•€Œœ').map((one) => one.codePointAt(0)));

function isGlyphs(value: unknown): value is { hasGlyphForCodePoint: (codePoint: number) => boolean } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'hasGlyphForCodePoint' in value &&
    typeof value.hasGlyphForCodePoint === 'function'
  );
}

/** Characters that would come out as boxes, each once. */
function lacking(lines: readonly Line[], has: HasGlyph): string[] {
  const seen = new Set(lines.flatMap(({ text }) => Array.from(text)));
  return [...seen].filter((one) => !/[\n\t]/.test(one) && !has(one.codePointAt(0) ?? 0));
}

function noGlyph(missing: readonly string[], font: Font | null): Result<never> {
  const some = missing
    .slice(0, 5)
    .map((one) => `U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`);
  return fail(
    'no-glyph',
    `${font === null ? 'No font with Hangul and Chinese characters was found' : 'The font has no glyph'} for ${missing.length} of the characters (${some.join(', ')}${missing.length > 5 ? ' …' : ''}). A PDF with empty boxes was not written.`,
    { fix: 'Name a font that has them, such as Noto Sans CJK: --font FILE.ttf; or write --out FILE.docx.' },
  );
}
