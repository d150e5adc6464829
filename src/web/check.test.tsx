/** The letter check by form: nothing typed is lost, nothing too large is read, nothing is stored. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixture } from '../../test/web/fixture.js';
import { reportOf, sampleLetter } from '../../test/web/report.js';
import { servicesOf } from '../../test/web/services.js';
import { fail, ok } from '../core/base/result.js';
import { createApp } from './app.js';
import { piecesOf } from './parts/passages.js';

const good = servicesOf(fixture());
const own = { host: 'localhost:3300', origin: 'http://localhost:3300' };

function send(form: FormData, services = good): Promise<Response> {
  const request = new Request('http://localhost:3300/check', { method: 'POST', body: form, headers: own });
  return Promise.resolve(createApp(services).request(request));
}

function formOf(fields: Readonly<Record<string, string | File>>): FormData {
  const form = new FormData();
  form.set('dossier', 'vesnia-koravia');
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

test('a pasted letter comes back with its passages marked and what the record says of each', async () => {
  const answer = await send(formOf({ text: sampleLetter }));
  assert.equal(answer.status, 200);
  const page = await answer.text();
  assert.match(page, /Of 10 statements found, the record supports 1 as written/);
  assert.match(page, /class="passage v-contradicted"[^>]*>the largest return ever</);
  assert.match(page, /On 2 May 1990 Vesnia acceded/);
  assert.match(page, /Neither the letter nor this page was stored/);
});

test('an uploaded file is read by its bytes and goes before the pasted text', async () => {
  const seen: string[] = [];
  const services = {
    ...good,
    readDocument: (bytes: Uint8Array, filename: string) => {
      seen.push(`${filename} ${bytes.length}`);
      return Promise.resolve(ok({ text: 'All of them were tortured.' }));
    },
  };
  const file = new File(['%PDF-1.7'], '<script>.pdf', { type: 'application/pdf' });
  const page = await (await send(formOf({ text: 'pasted', file }), services)).text();
  assert.deepEqual(seen, ['<script>.pdf 8']);
  assert.match(page, />All of them were tortured\.</);
  assert.doesNotMatch(page, /<script/);
});

test('whatever fails, what was typed is still in the form', async () => {
  const failing = { ...good, check: () => Promise.resolve(fail('no', 'It could not be checked.')) };
  const unreadable = {
    ...good,
    readDocument: () => Promise.resolve(fail('encrypted', 'The file is locked.')),
  };
  const file = new File(['x'], 'letter.pdf');
  const cases = [
    { answer: await send(formOf({ text: 'My <b>draft</b>' }), failing), says: /It could not be checked/ },
    { answer: await send(formOf({ text: 'My <b>draft</b>', file }), unreadable), says: /The file is locked/ },
    {
      answer: await send(formOf({ text: 'My <b>draft</b>', dossier: 'none' })),
      says: /no dossier with that name/,
    },
  ];
  for (const { answer, says } of cases) {
    assert.ok(answer.status >= 400 && answer.status < 500);
    const page = await answer.text();
    assert.match(page, says);
    assert.match(page, /<textarea[^>]*>My &lt;b&gt;draft&lt;\/b&gt;<\/textarea>/);
  }
});

test('an empty form is answered in words', async () => {
  const answer = await send(formOf({ text: '  \n ' }));
  assert.equal(answer.status, 422);
  assert.match(await answer.text(), /There is no letter yet/);
});

test('more than 2 MB is not read, pasted, uploaded or streamed without a length', async () => {
  const large = 'x'.repeat(2 * 1024 * 1024 + 1);
  for (const form of [
    formOf({ text: large }),
    formOf({ file: new File([large], 'letter.txt') }),
    formOf({ text: large.repeat(2) }),
  ]) {
    const answer = await send(form);
    assert.equal(answer.status, 413);
    assert.match(await answer.text(), /larger than 2 MB/);
  }
});

test('line ends are checked as they were typed, not as the form sent them', async () => {
  let seen = '';
  const services = {
    ...good,
    check: (_file: unknown, letter: string) => {
      seen = letter;
      return Promise.resolve(ok(reportOf(letter, [], 'vesnia-koravia')));
    },
  };
  await send(formOf({ text: 'one\r\ntwo' }), services);
  assert.equal(seen, 'one\ntwo');
});

test('the marked letter is the letter: pieces joined give every character back, whatever overlaps', () => {
  const { assertions } = reportOf(
    'abcdefghij',
    [
      { text: 'abcdef', kind: 'figure', verdict: 'supported' },
      { text: 'cdefgh', kind: 'harm', verdict: 'contradicted' },
      { text: 'j', kind: 'motive', verdict: 'argued' },
    ],
    'x',
  );
  const pieces = piecesOf('abcdefghij', assertions, [{ start: 8, end: 99, text: '' }]);
  assert.equal(pieces.map((piece) => piece.text).join(''), 'abcdefghij');
  assert.deepEqual(
    pieces.map(({ text, worn, unread }) => [text, worn?.verdict ?? null, unread]),
    [
      ['ab', 'supported', false],
      ['cdef', 'contradicted', false],
      ['gh', 'contradicted', false],
      ['i', null, true],
      ['j', 'argued', true],
    ],
  );
});
