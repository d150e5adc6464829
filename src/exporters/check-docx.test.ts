import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Document, Packer, Paragraph, TextRun } from 'docx';
import mammoth from 'mammoth';
import { unwrap } from '../core/base/result.js';
import { type Checked, type Report, verdicts } from '../core/letter/assertion.js';
import { commentedDocx } from './check-docx.js';
import { runsOf, splitRun } from './docx-runs.js';

const paragraphs = [
  'Dear Minister,',
  'In 1982 the State ratified the Convention & its Protocol. Six hundred people were returned.',
  'Six hundred people were returned again <at dawn>.',
];

async function letter(): Promise<Buffer> {
  const children = paragraphs.map((text) => {
    const middle = Math.floor(text.length / 2);
    return new Paragraph({
      children: [new TextRun(text.slice(0, middle)), new TextRun({ text: text.slice(middle), bold: true })],
    });
  });
  return Buffer.from(await Packer.toBuffer(new Document({ sections: [{ children }] })));
}

function finding(text: string, quote: string, nth: number, why: string): Checked {
  let start = -1;
  for (let i = 0; i < nth; i++) start = text.indexOf(quote, start + 1);
  return {
    id: `a${start}`,
    kind: 'figure',
    start,
    end: start + quote.length,
    text: quote,
    reading: { kind: 'omission', about: 'x' },
    readingConfidence: 1,
    verdict: 'imprecise',
    also: [],
    direction: 'neither',
    severity: 'low',
    why,
    because: [
      { claim: 'c', source: 'S-1', says: 'An "account" <says> & more', date: '2023', url: null, family: 'f' },
    ],
    suggestion: 'acceded to',
    asOf: '2026-01-01',
  };
}

async function reportOn(bytes: Buffer): Promise<Report> {
  const { value: text } = await mammoth.extractRawText({ buffer: bytes });
  const byVerdict = Object.fromEntries(verdicts.map((verdict) => [verdict, 0])) as Record<
    (typeof verdicts)[number],
    number
  >;
  return {
    dossier: 'd',
    letter: { title: null, date: null, words: 1, text },
    assertions: [
      finding(text, 'ratified the Convention & its Protocol', 1, 'acceded'),
      finding(text, 'Six hundred people', 2, 'the second one'),
      finding(text, 'the State ratified', 1, 'overlaps the first'),
    ],
    unread: [],
    summary: {
      assertions: 3,
      byVerdict,
      omissions: 0,
      exposures: 0,
      unread: 0,
      attackFirst: [],
      setAside: [],
      asOf: 'x',
    },
  };
}

test('comments are added and not one character of the letter changes', async () => {
  const bytes = await letter();
  const out = unwrap(await commentedDocx(bytes, await reportOn(bytes)));
  const [before, after] = [
    await mammoth.extractRawText({ buffer: bytes }),
    await mammoth.extractRawText({ buffer: out }),
  ];
  assert.equal(after.value, before.value);
  const { value: html } = await mammoth.convertToHtml(
    { buffer: out },
    { styleMap: ['comment-reference => sup'] },
  );
  assert.equal([...html.matchAll(/id="comment-ref-/g)].length, 3);
  assert.match(html, /An "account" &lt;says&gt; &amp; more/);
  assert.match(html, /Write: acceded to/);
});

test('the comment sits on the occurrence that was meant, not on the first like it', async () => {
  const bytes = await letter();
  const out = unwrap(await commentedDocx(bytes, await reportOn(bytes)));
  const { value: html } = await mammoth.convertToHtml(
    { buffer: out },
    { styleMap: ['comment-reference => sup'] },
  );
  const [, , third] = html.split('</p>');
  assert.match(third ?? '', /Six hundred people.*<sup>/);
  assert.match(html, /<strong>/, 'bold runs stay bold when split');
});

test('a second check adds to the comments that are there', async () => {
  const bytes = await letter();
  const once = unwrap(await commentedDocx(bytes, await reportOn(bytes)));
  const twice = unwrap(await commentedDocx(once, await reportOn(bytes)));
  const { value: html } = await mammoth.convertToHtml(
    { buffer: twice },
    { styleMap: ['comment-reference => sup'] },
  );
  assert.equal([...html.matchAll(/id="comment-ref-/g)].length, 6);
});

test('a file that is no docx is refused, not damaged further', async () => {
  const report = await reportOn(await letter());
  assert.equal((await commentedDocx(Buffer.from('plain'), report)).ok, false);
});

test('a run with a drawing is never taken apart', () => {
  const xml = '<w:p><w:r><w:t>a</w:t></w:r><w:r><w:drawing><x/></w:drawing></w:r></w:p>';
  assert.equal(runsOf(xml).runs.length, 1);
  assert.equal(runsOf(xml).text, 'a\n\n');
});

test('splitting keeps tabs, breaks and properties', () => {
  const xml = '<w:r><w:rPr><w:b/></w:rPr><w:t>ab</w:t><w:tab/><w:br/><w:t>cd</w:t></w:r>';
  const [run] = runsOf(xml).runs;
  assert.ok(run);
  const out = splitRun(run, [
    { at: 1, xml: '<M/>' },
    { at: 4, xml: '<N/>' },
  ]);
  assert.match(out, /<w:b\/>.*>a<.*<M\/>.*<w:b\/>.*>b<.*<w:tab\/><w:br\/>.*>c<.*<N\/>.*>d</);
});
