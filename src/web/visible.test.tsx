/** What nobody sees is made visible on the page, and what looks alike is told. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bench, code, d, t } from '../../test/web/fixture.js';
import { servicesOf } from '../../test/web/services.js';
import { createApp } from './app.js';

async function shown(title: string, lang = 'en'): Promise<string> {
  const b = bench({ id: 'names' });
  b.thing('Event', 'E-1', { title: t(title, lang), kind: code('forced-return'), date: d('2020') });
  const answer = await createApp(servicesOf(b.file())).request('http://localhost:3300/d/names/event/E-1');
  assert.equal(answer.status, 200);
  return answer.text();
}

test('attack 53: a bidi override, tags, zero-width characters and Hangul fillers in a name are shown by their number', async () => {
  const hidden = [
    '\u202e',
    '\u202d',
    '\u2066',
    '\u200b',
    '\ufeff',
    '\u2060',
    '\u3164',
    '\u115f',
    '\uffa0',
    '\u001b',
    '\u{e0041}',
    '\u00ad',
  ];
  for (const character of hidden) {
    const page = await shown(`Kim${character}Un`);
    const number = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
    assert.ok(page.includes(`Kim⟨U+${number}⟩Un`), `U+${number}`);
    assert.ok(!/<bdi[^>]*>[^<]*Kim[^⟨<]*Un/u.test(page), `U+${number} is not there raw`);
  }
});

test('attack 53: a Cyrillic letter in a Latin name is told, in the reader’s language', async () => {
  assert.match(await shown('Kіm Yong Hui'), /letters of several alphabets/);
  for (const honest of ['Kim Yong Hui', 'Ким Ён Хи', '김영희 Kim', 'می‌خواهم', 'Kim (Ким)', '👨‍👩‍👧'])
    assert.doesNotMatch(await shown(honest), /several alphabets|U\+/, honest);
});
