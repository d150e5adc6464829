/** The standards' own tables, restated: a syllable is spelled as they say. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { unwrap } from '../base/result.js';
import { jamoApart, jamoOf, northForms, southForm, syllableOf } from './hangul.js';
import { Sounds } from './sounds.js';
import { type StyleName } from './styles.js';
import { parseNameTables } from './tables.js';

const read = (name: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../../../../data/names', name), 'utf8'));
const sounds = new Sounds(
  unwrap(parseNameTables({ characters: read('characters.json'), spelling: read('spelling.json') })),
);

test('every syllable is taken apart and put together again', () => {
  for (let code = 0xac00; code <= 0xd7a3; code++) {
    const syllable = String.fromCharCode(code);
    const jamo = jamoOf(syllable);
    assert.ok(jamo !== null && syllableOf(jamo) === syllable);
  }
});

test('the initial-sound rule gives the South’s writing and finds the North’s', () => {
  for (const [north, south] of [
    '리이',
    '림임',
    '류유',
    '로노',
    '라나',
    '렴염',
    '녀여',
    '룡용',
    '량양',
    '김김',
  ].map((pair) => Array.from(pair))) {
    assert.equal(southForm(north ?? ''), south);
    if (north !== south) assert.ok(northForms(south ?? '').includes(north ?? ''));
  }
  assert.equal(jamoApart('영', '용'), 1);
});

test('syllables are spelled as each standard’s table has them', () => {
  const expected: Readonly<Record<Exclude<StyleName, 'free'>, Readonly<Record<string, string>>>> = {
    revised: {
      영: 'yeong',
      철: 'cheol',
      희: 'hui',
      국: 'guk',
      대: 'dae',
      원: 'won',
      슬: 'seul',
      최: 'choe',
      빛: 'bit',
      복: 'bok',
    },
    north: {
      영: 'yong',
      철: 'chol',
      희: 'hui',
      국: 'kuk',
      태: 'thae',
      평: 'phyong',
      금: 'kum',
      덕: 'tok',
      봉: 'pong',
      련: 'ryon',
    },
    pinyin: { 金: 'jin', 英: 'ying', 姬: 'ji', 李: 'li', 崔: 'cui', 龙: 'long' },
  };
  for (const [style, table] of [
    ['revised', expected.revised],
    ['north', expected.north],
  ] as const)
    for (const [syllable, spelling] of Object.entries(table)) {
      const ways = [...sounds.ways(syllable, 'inside', style)].toSorted((a, b) => b[1].chance - a[1].chance);
      assert.equal(ways[0]?.[0], spelling, `${style} ${syllable}`);
    }
  for (const [char, spelling] of Object.entries(expected.pinyin)) {
    const forms = sounds.tables.traditional.get(char) ?? [char];
    const ways = [...sounds.mandarin(forms)].toSorted((a, b) => b[1].chance - a[1].chance);
    assert.equal(ways[0]?.[0], spelling);
  }
});

test('spellings of one syllable are chances: they never add up to more than one', () => {
  for (const style of ['free', 'revised', 'north', 'pinyin'] as const)
    for (const place of ['surname', 'head', 'inside'] as const)
      for (const syllable of ['김', '이', '영', '희', '철', '렬', '남궁', '뷁']) {
        const sum = [...sounds.ways(syllable, place, style).values()].reduce(
          (all, { chance }) => all + chance,
          0,
        );
        assert.ok(sum <= 1.0005, `${style} ${place} ${syllable} ${sum}`);
      }
});

test('how surnames are written by those who bear them is known', () => {
  const known: Readonly<Record<string, readonly string[]>> = {
    이: ['lee', 'yi', 'rhee', 'ri'],
    박: ['park', 'pak', 'bak'],
    최: ['choi', 'choe'],
    정: ['jung', 'chung', 'jeong', 'chong'],
    임: ['lim', 'im', 'rim'],
    유: ['yoo', 'ryu', 'yu'],
  };
  for (const [surname, spellings] of Object.entries(known))
    for (const spelling of spellings)
      assert.ok((sounds.ways(surname, 'surname', 'free').get(spelling)?.chance ?? 0) > 0.005, spelling);
});
