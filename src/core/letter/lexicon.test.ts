import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixtureLexicon } from './fixture.js';

const found = (text: string): string[] =>
  fixtureLexicon
    .find(text, { start: 0, end: text.length })
    .map(({ start, end, entry }) => `${text.slice(start, end)}=${entry.id ?? entry.state ?? ''}`);

test('a bird, a pronoun and a porcelain are no States', () => {
  assert.deepEqual(found('We ate turkey; they asked us for china.'), []);
  assert.deepEqual(found('Turkey asked the US about China.'), ['Turkey=TUR', 'US=USA', 'China=CHN']);
});

test('the longest name wins, with possessives, dots, accents and plurals', () => {
  assert.deepEqual(found("The People's Republic of China's leader"), ["People's Republic of China=CHN"]);
  assert.deepEqual(found('the U.S.-China talks'), ['U.S.=USA', 'China=CHN']);
  assert.deepEqual(found('North Koreans fled South Korea'), ['North Koreans=PRK', 'South Korea=KOR']);
  assert.deepEqual(found('Republic of Turkiye'), ['Republic of Turkiye=TUR']);
  assert.deepEqual(found('the 1951 Refugee Convention'), ['1951 Refugee Convention=REFUGEE-1951']);
});

test('names in scripts without blanks are found inside the run', () => {
  assert.deepEqual(found('중국은 난민협약에 가입했다'), ['중국=CHN', '난민협약=REFUGEE-1951']);
  assert.deepEqual(found('中国加入难民公约'), ['中国=CHN', '难民公约=REFUGEE-1951']);
});
