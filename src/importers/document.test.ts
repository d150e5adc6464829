import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc32, deflateRawSync } from 'node:zlib';
import { Document, Packer, Paragraph, TextRun } from 'docx';
import { unwrap } from '../core/base/result.js';
import { documentLimits, readDocument } from './document.js';
import { pageText } from './pdf-lines.js';

const bytes = (text: string) => new TextEncoder().encode(text);

interface ZipPart {
  readonly name: string;
  readonly content: Uint8Array;
  /** The size the archive claims, when it lies. */
  readonly claimed?: number;
}

/** A zip archive by hand (APPNOTE 4.3), so that it can lie. */
function zipOf(parts: readonly ZipPart[]): Uint8Array {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, content, claimed } of parts) {
    const packed = deflateRawSync(content);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(8, 4);
    head.writeUInt32LE(crc(content), 10);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(claimed ?? content.length, 18);
    head.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), head, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    central.push(
      Buffer.concat([
        Buffer.from('PK\x01\x02', 'latin1'),
        Buffer.from([20, 0]),
        head,
        tail.subarray(0, 14),
        Buffer.from(name),
      ]),
    );
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, directory, Buffer.from('PK\x05\x06', 'latin1'), end]);
}

function crc(content: Uint8Array): number {
  return crc32(content);
}

/** A one-page PDF by hand: each line at its own height, in Helvetica. */
function pdfOf(lines: readonly { readonly text: string; readonly y: number }[]): Uint8Array {
  const stream = lines
    .map(({ text, y }) => `BT /F1 11 Tf 72 ${y} Td (${text.replace(/[()\\]/g, '\\$&')}) Tj ET`)
    .join('\n');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, i) => {
    const at = text.length;
    text += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const start = text.length;
  text += `xref\n0 6\n0000000000 65535 f \n${offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')}`;
  text += `trailer << /Size 6 /Root 1 0 R >>\nstartxref\n${start}\n%%EOF`;
  return Buffer.from(text, 'latin1');
}

async function refusal(content: Uint8Array, name: string): Promise<string> {
  const read = await readDocument(content, name);
  assert.equal(read.ok, false, `${name} should be refused`);
  if (read.ok) return '';
  assert.ok(
    read.problem.where !== undefined && read.problem.fix !== undefined,
    'names the place and the way out',
  );
  return read.problem.kind;
}

test('plain text comes back unchanged, so offsets are the file’s own', async () => {
  for (const text of [
    'Dear Minister,\r\n\r\nSix hundred.\r\n',
    '\ufeffwith a mark',
    'e\u0301 not composed',
    '의장님께\n',
    'مرحبا\n',
  ]) {
    assert.deepEqual(unwrap(await readDocument(bytes(text), 'a.txt')), { format: 'text', text });
  }
  assert.equal(unwrap(await readDocument(bytes('# Title'), 'a.md')).format, 'markdown');
});

test('a file that is no letter is refused with the place and the way out', async () => {
  assert.equal(await refusal(new Uint8Array(0), 'a.txt'), 'empty-file');
  assert.equal(await refusal(bytes(' \n\t '), 'a.txt'), 'empty-text');
  assert.equal(await refusal(bytes('Dear\0Sir'), 'a.txt'), 'nul-in-text');
  assert.equal(await refusal(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10), 'a.txt'), 'not-a-letter');
  assert.equal(await refusal(bytes('GIF89a\u0001\u0002'), 'letter.txt'), 'not-a-letter');
  assert.equal(await refusal(bytes('a\u0001\u0002'), 'letter.txt'), 'binary-file');
  assert.equal(await refusal(new Uint8Array(50 * 1024 * 1024).fill(97), 'big.txt'), 'too-large');
});

test('letters in UTF-16, CP949, GB18030, HTML and mail are read', async () => {
  const cp949 = Buffer.from('c7d4b0e6bacfb5b520bfc2bcbab1babfa1bcad20bad9c0e2c8f920bbe7b6f7b5e9', 'hex');
  assert.deepEqual(unwrap(await readDocument(cp949, 'a.txt')), {
    format: 'text',
    text: '함경북도 온성군에서 붙잡힌 사람들',
  });
  const wide = Buffer.from('\ufeffDear Sir', 'utf16le');
  assert.equal(unwrap(await readDocument(wide, 'a.txt')).text, 'Dear Sir');
  const page = bytes('<!doctype html><title>x</title><p>Dear Sir,<p>stop.<script>x()</script>');
  assert.equal(unwrap(await readDocument(page, 'a.txt')).text, 'Dear Sir,\n\nstop.');
  const mail = bytes('From: a@example.org\r\nSubject: x\r\n\r\nDear Sir\r\n');
  assert.equal(unwrap(await readDocument(mail, 'a.eml')).text.trim(), 'Dear Sir');
});

test('letters that could as well be others are not checked as if they were sure', async () => {
  assert.equal(await refusal(Buffer.from([...bytes('Senor '), 0xff, 0xfe, 0x41]), 'a.txt'), 'wrong-encoding');
});

test('a docx gives its paragraphs, whatever it is called', async () => {
  const file = new Document({
    sections: [
      {
        children: ['Dear President,', 'In September 1982 it acceded.'].map(
          (t) => new Paragraph({ children: [new TextRun(t)] }),
        ),
      },
    ],
  });
  const read = unwrap(await readDocument(await Packer.toBuffer(file), 'renamed.txt'));
  assert.equal(read.format, 'docx');
  assert.match(read.text, /^Dear President,\n\nIn September 1982 it acceded\.\n$/);
});

test('a docx bomb is stopped before it unpacks', async () => {
  const document = { name: 'word/document.xml', content: bytes('<w:document/>') };
  const huge = { name: 'word/media/a.bin', content: new Uint8Array(30 * 1024 * 1024) };
  assert.equal(await refusal(zipOf([document, huge]), 'bomb.docx'), 'zip-bomb');
  assert.equal(await refusal(zipOf([document, { ...huge, claimed: 1000 }]), 'liar.docx'), 'damaged-archive');
  const many = Array.from({ length: 10_100 }, (_, i) => ({ name: `f${i}`, content: new Uint8Array(1) }));
  assert.equal(await refusal(zipOf([document, ...many]), 'many.docx'), 'too-many-parts');
});

test('an archive that could write outside its folder, or holds two files of one name, is refused', async () => {
  const document = { name: 'word/document.xml', content: bytes('<w:document/>') };
  for (const name of ['../../etc/passwd', '/etc/passwd', '..\\x', 'C:/x'])
    assert.equal(
      await refusal(zipOf([document, { name, content: bytes('x') }]), 'slip.docx'),
      'unsafe-archive',
      name,
    );
  assert.equal(await refusal(zipOf([document, document]), 'twice.docx'), 'unsafe-archive');
  assert.equal(await refusal(zipOf([{ name: 'a.txt', content: bytes('x') }]), 'plain.zip'), 'not-a-letter');
  assert.equal(await refusal(bytes('PK\x03\x04 no more'), 'cut.docx'), 'damaged-archive');
});

test('entity bombs and broken XML in a docx end in an error, not in an exhausted machine', async () => {
  const laughs = `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(50)}"><!ENTITY c "${'&b;'.repeat(50)}">]><w:document>&c;</w:document>`;
  for (const content of [laughs, '<w:document><w:body>', '']) {
    const read = await readDocument(
      zipOf([{ name: 'word/document.xml', content: bytes(content) }]),
      'x.docx',
    );
    assert.equal(read.ok, false);
  }
});

test('a pdf gives lines and keeps paragraphs apart', async () => {
  const read = unwrap(
    await readDocument(
      pdfOf([
        { text: 'Dear Minister,', y: 700 },
        { text: 'More than 500 people were', y: 670 },
        { text: 'returned (in one day).', y: 656 },
        { text: 'We ask you to act.', y: 642 },
        { text: 'Sincerely,', y: 600 },
      ]),
      'a.pdf',
    ),
  );
  assert.equal(read.format, 'pdf');
  assert.match(read.text, /Dear Minister,\n\nMore than 500 people were\nreturned/);
});

test('a pdf without text says so instead of passing as a clean letter', async () => {
  assert.equal(await refusal(pdfOf([]), 'scan.pdf'), 'pdf-without-text');
  assert.equal(await refusal(bytes('%PDF-1.7 then nothing'), 'cut.pdf'), 'damaged-file');
});

test('words set apart in a pdf do not run together', () => {
  const piece = (text: string, x: number, width: number) => ({ text, x, y: 100, width, height: 10 });
  assert.equal(pageText([piece('600', 0, 15), piece('people', 18, 30)]), '600 people');
  assert.equal(pageText([piece('Name', 0, 20), piece('Other', 200, 20)]), 'Name    Other');
});

test('a letter within the limit is not refused for its size', async () => {
  const text = 'a '.repeat(documentLimits.textLength / 2);
  assert.equal((await readDocument(bytes(text), 'a.txt')).ok, true);
  assert.equal(await refusal(bytes(`${text}b`), 'a.txt'), 'too-long');
});
