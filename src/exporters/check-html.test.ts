import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Checked, type Report, verdicts } from '../core/letter/assertion.js';
import { checkHtml } from './check-html.js';

const text = 'On 2 May <b>600</b> & "more" 😀 people were returned.';

const finding = (id: string, start: number, end: number, more: Partial<Checked> = {}): Checked => ({
  id,
  kind: 'figure',
  start,
  end,
  text: text.slice(start, end),
  reading: { kind: 'omission', about: '' },
  readingConfidence: 1,
  verdict: 'contested',
  also: [],
  direction: 'neither',
  severity: 'high',
  why: 'Because <script>alert(1)</script>.',
  because: [
    {
      claim: 'c',
      source: 'wire"><img>',
      says: '<i>200</i>',
      date: null,
      url: 'javascript:alert(1)',
      family: 'L & L',
    },
  ],
  suggestion: 'Write "<200>".',
  asOf: '',
  ...more,
});

function html(assertions: readonly Checked[]): string {
  const byVerdict = Object.fromEntries(
    verdicts.map((one) => [one, assertions.filter(({ verdict }) => verdict === one).length]),
  ) as Report['summary']['byVerdict'];
  return checkHtml({
    dossier: 'invented',
    letter: { title: '</title><script>x</script>', date: null, words: 9, text },
    assertions,
    unread: [{ start: 0, end: 8, text: 'On 2 May' }],
    summary: {
      assertions: assertions.length,
      byVerdict,
      omissions: 0,
      exposures: 0,
      unread: 1,
      attackFirst: ['a1'],
      setAside: ['<own>'],
      asOf: '',
    },
  });
}

test('nothing of a letter or a record runs, and only web addresses become links', () => {
  const page = html([finding('a1', 9, 20)]);
  assert.equal(/<script|<img|<i>|<b>|javascript:/i.test(page), false);
  assert.match(page, /default-src 'none'/);
  assert.equal(/(?:src|href)="(?!#)(?!https?:)/.test(page), false);
});

test('overlapping passages keep the letter whole, character for character', () => {
  const page = html([finding('a1', 3, 20), finding('a2', 12, 40), finding('a3', 0, text.length)]);
  const body = /<div class="letter">([\s\S]*?)<\/div>/.exec(page)?.[1] ?? '';
  const plain = body
    .replace(/<a class="sign[^>]*>.*?<\/a>/g, '')
    .replace(/<[^>]+>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&');
  assert.equal(plain, text);
});

test('every passage leads to its finding and back', () => {
  const page = html([finding('a1', 3, 20), finding('a2', 12, 40)]);
  for (const id of ['a1', 'a2']) {
    assert.ok(page.includes(`id="t-${id}"`) && page.includes(`href="#f-${id}"`));
    assert.ok(page.includes(`id="f-${id}"`) && page.includes(`href="#t-${id}"`));
  }
});
