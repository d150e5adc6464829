import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sentencesIn } from './sentences.js';

const split = (text: string): string[] =>
  sentencesIn(text, { start: 0, end: text.length }).map(({ start, end }) => text.slice(start, end));

test('a stop after an abbreviation, initial, article or bill ends no sentence', () => {
  for (const text of [
    'The U.S. Ambassador met Rep. James P. McGovern and Sen. Kaine.',
    'Under Art. 33(1) and para. 46 the State party must act.',
    'H.R. 5959 was introduced by Mr. and Mrs. Doe of St. Albans.',
    'They left at 7.30 p.m. on a bus.',
    'See No. 5, pp. 12–14, of Doc. A/HRC/25/63.',
    'The P.R.C. Government signed it.',
    'About 1.5 million people, i.e. most of them, fled.',
    'Prof. J. R. Smith wrote to H.E. Mr. Doe.',
    'It was said (see e.g. Res. 2002/34) again.',
    'They crossed on Oct. 9 and returned.',
  ])
    assert.deepEqual(split(text), [text]);
});

test('a stop before a new sentence ends the old one, also after a quotation, a bracket or a footnote mark', () => {
  const rows: [string, number][] = [
    ['He said: "They were returned." The State denied it.', 2],
    ['They live in the U.S. The State denies it.', 2],
    ['Nobody answered.[1] We wrote again.2 Nothing came.', 3],
    ['Is it so? It is! We know.', 3],
    ['They were returned in 2023. 600 people were on the buses.', 2],
    ['중국은 난민협약에 가입했다. 그러나 송환했다.', 2],
    ['中国加入了公约。中国遣返难民。', 2],
    ['The answer is no. They refused.', 2],
  ];
  for (const [text, count] of rows)
    assert.equal(split(text).length, count, `${text} → ${split(text).join(' | ')}`);
});

test('a line wrap inside a sentence does not break it', () => {
  assert.deepEqual(split('China returned\n600 people\nin October.'), [
    'China returned\n600 people\nin October.',
  ]);
});

test('sentences lie inside their block, in order, and lose nothing but blanks', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      let last = 0;
      let kept = '';
      for (const { start, end } of sentencesIn(text, { start: 0, end: text.length })) {
        assert.ok(start >= last && end > start && end <= text.length);
        kept += text.slice(start, end);
        last = end;
      }
      assert.equal(kept.replace(/\s/g, ''), text.replace(/\s/g, ''));
    }),
  );
});
