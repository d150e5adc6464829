import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Figure } from './figure.js';
import { figuresAgree, figureText, parseFigure, roundedHull } from './figure-words.js';
import { unwrap } from './result.js';

const f = (words: string) => unwrap(parseFigure(words));
type Row = readonly [string, number | null, number | null, Figure['qualifier'], string?];

function check(rows: readonly Row[]): void {
  for (const [words, low, high, qualifier, unit] of rows) {
    const parsed = parseFigure(words);
    assert.ok(parsed.ok, `${words}: ${parsed.ok ? '' : parsed.problem.message}`);
    const { value } = parsed;
    assert.deepEqual(
      [value.low, value.high, value.qualifier, value.unit],
      [low, high, qualifier, unit ?? 'persons'],
      words,
    );
  }
}

test('a qualifier is never lost: English', () => {
  check([
    ['600', 600, 600, 'rounded'],
    ['the 600', 600, 600, 'rounded'],
    ['exactly 600', 600, 600, 'exact'],
    ['1,076', 1076, 1076, 'exact'],
    ['2,000', 2000, 2000, 'rounded'],
    ['six hundred', 600, 600, 'rounded'],
    ['one thousand and seventy-six', 1076, 1076, 'exact'],
    ['two hundred thousand', 200_000, 200_000, 'rounded'],
    ['fifteen hundred', 1500, 1500, 'rounded'],
    ['1.5 million', 1_500_000, 1_500_000, 'rounded'],
    ['500-600', 500, 600, 'between'],
    ['500–600', 500, 600, 'between'],
    ['500 to 600', 500, 600, 'between'],
    ['between 500 and 600', 500, 600, 'between'],
    ['five or six', 5, 6, 'between'],
    ['five to six hundred', 500, 600, 'between'],
    ['at least 500 but fewer than 600', 500, 599, 'between'],
    ['more than 500', 501, null, 'more-than'],
    ['over 500', 501, null, 'more-than'],
    ['well over 500 people', 501, null, 'more-than'],
    ['in excess of 500', 501, null, 'more-than'],
    ['at least 80', 80, null, 'at-least'],
    ['no fewer than 80', 80, null, 'at-least'],
    ['80 or more', 80, null, 'at-least'],
    ['80 people or more', 80, null, 'at-least'],
    ['80+', 80, null, 'at-least'],
    ['up to 600', null, 600, 'up-to'],
    ['as many as 600', null, 600, 'up-to'],
    ['no more than 600', null, 600, 'up-to'],
    ['fewer than 50', null, 49, 'fewer-than'],
    ['under 50', null, 49, 'fewer-than'],
    ['nearly 600', 570, 599, 'nearly'],
    ['almost 600', 570, 599, 'nearly'],
    ['close to 2,000', 1900, 1999, 'nearly'],
    ['about 200', 200, 200, 'about'],
    ['approximately 200 North Korean refugees', 200, 200, 'about'],
    ['some 600', 600, 600, 'about'],
    ['an estimated 500 to 600', 500, 600, 'between'],
    ['200 or so', 200, 200, 'about'],
    ['a couple of hundred', 200, 200, 'about'],
    ['dozens', 24, 99, 'vague'],
    ['scores', 40, 199, 'vague'],
    ['hundreds', 200, 999, 'vague'],
    ['several hundred', 200, 999, 'vague'],
    ['thousands', 2000, 9999, 'vague'],
    ['tens of thousands', 20_000, 99_999, 'vague'],
    ['a dozen', 12, 12, 'exact'],
    ['half a dozen', 6, 6, 'exact'],
    ['two dozen', 24, 24, 'exact'],
    ['a hundred', 100, 100, 'rounded'],
    ['several', null, null, 'presence'],
    ['many', null, null, 'presence'],
    ['a number of people', null, null, 'presence'],
    ['a large number', null, null, 'presence'],
    ['some', null, null, 'presence'],
    ['none', 0, 0, 'none'],
    ['no one', 0, 0, 'none'],
    ['zero', 0, 0, 'none'],
    ['0', 0, 0, 'none'],
    ['three buses', 3, 3, 'exact', 'buses'],
    ['40 families', 40, 40, 'exact', 'families'],
    ['70 percent', 70, 70, 'exact', 'percent'],
    ['over 70 percent', 70, null, 'more-than', 'percent'],
    ['more than 90%', 90, null, 'more-than', 'percent'],
    ['62.5%', 62.5, 62.5, 'exact', 'percent'],
    ['over four decades', 4, null, 'more-than', 'decades'],
    ['10^15', 1e15, 1e15, 'rounded'],
  ]);
});

test('a qualifier is never lost: Korean and Chinese', () => {
  check([
    ['600명', 600, 600, 'rounded'],
    ['약 200명', 200, 200, 'about'],
    ['500명 이상', 500, null, 'at-least'],
    ['500명이 넘는', 501, null, 'more-than'],
    ['최소 80명', 80, null, 'at-least'],
    ['최대 600명', null, 600, 'up-to'],
    ['50명 미만', null, 49, 'fewer-than'],
    ['600명 가까이', 570, 599, 'nearly'],
    ['200명 가량', 200, 200, 'about'],
    ['200명가량', 200, 200, 'about'],
    ['수백 명', 200, 999, 'vague'],
    ['수십명', 20, 99, 'vague'],
    ['600 여 명', 601, null, 'more-than'],
    ['600여 명', 601, null, 'more-than'],
    ['500~600명', 500, 600, 'between'],
    ['500명에서 600명', 500, 600, 'between'],
    ['1만 2천 명', 12_000, 12_000, 'rounded'],
    ['육백 명', 600, 600, 'rounded'],
    ['열두 명', 12, 12, 'exact'],
    ['세 명', 3, 3, 'exact'],
    ['버스 세 대', 3, 3, 'exact', 'buses'],
    ['40가구', 40, 40, 'exact', 'families'],
    ['70%', 70, 70, 'exact', 'percent'],
    ['70퍼센트', 70, 70, 'exact', 'percent'],
    ['여러 명', null, null, 'presence'],
    ['아무도', 0, 0, 'none'],
    ['0명', 0, 0, 'none'],
    ['六百人', 600, 600, 'rounded'],
    ['约200人', 200, 200, 'about'],
    ['数百人', 200, 999, 'vague'],
    ['600多人', 601, null, 'more-than'],
    ['超过500人', 501, null, 'more-than'],
    ['至少80名', 80, null, 'at-least'],
    ['多达600人', null, 600, 'up-to'],
    ['不到600人', null, 599, 'fewer-than'],
    ['近600人', 570, 599, 'nearly'],
    ['500至600人', 500, 600, 'between'],
    ['500人以上', 500, null, 'at-least'],
    ['两百人左右', 200, 200, 'about'],
    ['一千二百人', 1200, 1200, 'rounded'],
    ['百分之七十', 70, 70, 'exact', 'percent'],
    ['多名', null, null, 'presence'],
    ['不少于80人', 80, null, 'at-least'],
    ['최소 80명에서 최대 90명', 80, 90, 'between'],
    ['600명에 육박', 570, 599, 'nearly'],
    ['６００人', 600, 600, 'rounded'],
  ]);
});

test('what is no figure is refused, not read as zero', () => {
  for (const words of [
    '',
    ' ',
    'unknown',
    'not counted',
    'refugees',
    '-5',
    '1.5',
    '1,07',
    '12,34,567',
    '9007199254740993',
    '10^16',
    '9'.repeat(400),
    '600 on 9 October',
    'more than',
    'between 600 and 500',
    '600 and also 700',
    '三四十人',
    '삼사십 명',
    'x'.repeat(100_000),
  ])
    assert.equal(parseFigure(words).ok, false, words.slice(0, 30));
  assert.equal(parseFigure('10^15').ok, true);
});

test('the words stay as said, without the thing counted; a part keeps its scope', () => {
  assert.equal(f('approximately 200 North Korean refugees').words, 'approximately 200');
  assert.equal(f('more than 500').words, 'more than 500');
  assert.equal(f('up to 200 via Dandong').scope, 'via Dandong');
  assert.equal(unwrap(parseFigure('28', { scope: 'women' })).scope, 'women');
  assert.equal(unwrap(parseFigure('3', { unit: 'buses' })).unit, 'buses');
});

test('agreement widens "about" and rounded numbers, never the figures themselves', () => {
  assert.deepEqual(roundedHull(f('600')), { low: 550, high: 649 });
  assert.equal(roundedHull(f('exactly 600')), null);
  assert.equal(figuresAgree(f('about 200'), f('240')), true);
  assert.equal(figuresAgree(f('about 200'), f('260')), false);
  assert.equal(figuresAgree(f('600'), f('more than 500')), true);
  assert.equal(figuresAgree(f('600'), f('about 200')), false);
  assert.equal(figuresAgree(f('up to 600'), f('200')), true);
  assert.equal(figuresAgree(f('600'), f('several')), null);
  assert.equal(figuresAgree(f('three buses'), f('three')), null);
  assert.equal(figuresAgree(f('none'), f('hundreds')), false);
});

test('a printed figure reads back as the same figure, in both languages of the frame', () => {
  const words = fc.oneof(
    fc.integer({ min: 0, max: 9_999_999 }).map(String),
    fc
      .tuple(
        fc.constantFrom('more than', 'at least', 'up to', 'fewer than', 'nearly', 'about', 'exactly'),
        fc.integer({ min: 2, max: 5_000_000 }),
      )
      .map(([hedge, n]) => `${hedge} ${n}`),
    fc
      .tuple(fc.integer({ min: 1, max: 9000 }), fc.integer({ min: 9001, max: 90_000 }))
      .map(([a, b]) => `${a}-${b}`),
    fc.constantFrom('dozens', 'hundreds', 'thousands', 'tens of thousands', 'none'),
    fc
      .tuple(fc.constantFrom('', 'at least ', 'over '), fc.integer({ min: 2, max: 99 }))
      .map(([h, n]) => `${h}${n}%`),
    fc.integer({ min: 2, max: 99 }).map((n) => `${n} families`),
  );
  fc.assert(
    fc.property(words, (text) => {
      const figure = f(text);
      for (const lang of ['en', 'ko'] as const) {
        const again = f(figureText(figure, lang));
        assert.deepEqual(
          [again.qualifier, again.unit],
          [figure.qualifier, figure.unit],
          `${text} → ${figureText(figure, lang)}`,
        );
        // Korean has no word of its own for dozens: it prints tens.
        if (!(lang === 'ko' && text === 'dozens'))
          assert.deepEqual([again.low, again.high], [figure.low, figure.high], text);
      }
    }),
  );
});

test('any text at all gives an answer, never an exception', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      parseFigure(text);
    }),
  );
});
