/**
 * Letters as Word and PDF files, made for the bench so that reading them is measured too: the same
 * expectations hold, wherever the words end up in the text that comes back.
 */
import { Document, Packer, Paragraph } from 'docx';

export async function asDocx(text: string): Promise<Uint8Array> {
  const children = text.split('\n').map((line) => new Paragraph({ text: line }));
  return new Uint8Array(await Packer.toBuffer(new Document({ sections: [{ children }] })));
}

/** Characters of the PDF's standard encoding that Latin-1 puts elsewhere. */
const WIN_ANSI: Readonly<Record<string, number>> = {
  '‘': 0x91,
  '’': 0x92,
  '“': 0x93,
  '”': 0x94,
  '•': 0x95,
  '–': 0x96,
  '—': 0x97,
  '…': 0x85,
};

const LINE_WIDTH = 88;
const LINES_PER_PAGE = 52;

/** Plain pages in Helvetica, lines broken anew. Throws on a character the standard encoding lacks. */
export function asPdf(text: string): Uint8Array {
  const lines = text.split('\n').flatMap(wrap);
  const pages = Array.from({ length: Math.ceil(lines.length / LINES_PER_PAGE) }, (_, page) =>
    lines.slice(page * LINES_PER_PAGE, (page + 1) * LINES_PER_PAGE),
  );
  const kids = pages.map((_, page) => `${4 + page * 2} 0 R`).join(' ');
  return assemble([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    ...pages.flatMap((page, at) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + at * 2} 0 R >>`,
      stream(page),
    ]),
  ]);
}

function wrap(line: string): string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(' ')) {
    if (current !== '' && current.length + 1 + word.length > LINE_WIDTH) {
      lines.push(current);
      current = word;
    } else {
      current = current === '' ? word : `${current} ${word}`;
    }
  }
  return [...lines, current];
}

function stream(lines: readonly string[]): string {
  const shown = lines.map((line) => `${literal(line)} Tj T*`).join('\n');
  const content = `BT /F1 11 Tf 14 TL 56 780 Td\n${shown}\nET`;
  return `<< /Length ${content.length} >>\nstream\n${content}\nendstream`;
}

/** A PDF string, one byte a character, as Latin-1 text. */
function literal(line: string): string {
  const bytes = Array.from(line, (character) => {
    const code = WIN_ANSI[character] ?? character.codePointAt(0) ?? 0;
    if (code > 0xff || (code < 0x20 && code !== 0x09)) {
      throw new Error(`The PDF encoding has no ${JSON.stringify(character)}`);
    }
    return '()\\'.includes(character) ? `\\${character}` : String.fromCharCode(code);
  });
  return `(${bytes.join('')})`;
}

/** Numbers the objects from 1 and writes the cross-reference table with their byte offsets. */
function assemble(objects: readonly string[]): Uint8Array {
  let body = '%PDF-1.4\n';
  const offsets: number[] = [];
  for (const [at, object] of objects.entries()) {
    offsets.push(body.length);
    body += `${at + 1} 0 obj\n${object}\nendobj\n`;
  }
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`;
  const whole = `${body}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}${trailer}`;
  return Uint8Array.from(whole, (character) => character.charCodeAt(0));
}
