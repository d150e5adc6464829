import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { unwrap } from '../base/result.js';
import { compareNames, nameModel } from './compare.js';
import { parseName } from './parse.js';
import { type Candidate, NameIndex } from './retrieve.js';
import { parseNameTables } from './tables.js';

const read = (name: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../../../../data/names', name), 'utf8'));
const model = nameModel(
  unwrap(parseNameTables({ characters: read('characters.json'), spelling: read('spelling.json') })),
);
const compared = (a: string, b: string) => unwrap(compareNames(a, b, model));

const hangul = fc
  .tuple(
    fc.constantFrom('김', '이', '박', '최', '정', '리', '림', '류', '남궁', '황'),
    fc.array(fc.constantFrom(...Array.from('영희철수민준용호련옥성란국혁향화')), {
      minLength: 1,
      maxLength: 2,
    }),
  )
  .map(([family, given]) => family + given.join(''));
const latin = fc.constantFrom(
  'Kim Yong Hui',
  'KIM, Young-hee',
  'Ri Chol',
  'Jin Yingji',
  'Pak',
  'Owen O’Hara',
  'Chŏng Tong-yŏng',
  'Mohammed Ali',
);
const other = fc.constantFrom('Ким Ен Хи', 'محمد علی', 'အောင်ဆန်း', '金英姬', '朴', '金한길', 'Gim 영희');
const anyName = fc.oneof(hangul, latin, other);

test('the order in which two names are given never changes the answer', () => {
  fc.assert(
    fc.property(anyName, anyName, (a, b) => {
      const [one, two] = [compared(a, b), compared(b, a)];
      assert.ok(Math.abs(one.probability - two.probability) < 1e-9, `${a} ${b}`);
      assert.equal(one.level, two.level);
    }),
    { numRuns: 150 },
  );
});

test('a name equals itself, and nothing else equals it more', () => {
  fc.assert(
    fc.property(anyName, anyName, (a, b) => {
      assert.ok(compared(a, b).probability <= compared(a, a).probability + 1e-12, `${a} ${b}`);
    }),
    { numRuns: 150 },
  );
});

test('a spelling of a bare surname says no more than the surname itself', () => {
  for (const [sign, letters] of [
    ['朴', 'Pak'],
    ['박', 'Park'],
    ['김', 'Kim'],
    ['황', 'Hwang'],
    ['남궁', 'Namgung'],
  ] as const)
    assert.ok(compared(sign, letters).probability <= compared(sign, sign).probability, `${sign} ${letters}`);
});

test('attack 53: two spellings are never merged silently: every answer carries its path and is a probability', () => {
  fc.assert(
    fc.property(anyName, anyName, (a, b) => {
      const { probability, path } = compared(a, b);
      assert.ok(path.length > 0 && path.every((line) => line !== ''));
      assert.ok(probability >= 0 && probability <= 1);
    }),
    { numRuns: 150 },
  );
});

test('one woman is found in four scripts, and others are not taken for her', () => {
  const same: readonly (readonly [string, string])[] = [
    ['김영희', 'Kim Yong Hui'],
    ['김영희', 'KIM Young-hee'],
    ['김영희', 'Gim, Yeonghui'],
    ['김영희', 'Young Hee KIM'],
    ['김영희', '金英姬'],
    ['金英姬', '金英姬'],
    ['金英姬', 'Jin Yingji'],
    ['Kim Yong Hui', 'Jin Yingji'],
    ['리영희', '이영희'],
    ['李英姬', '리영희'],
    ['정동영', 'Chŏng Tong-yŏng'],
    ['金钟姬', '金鍾姬'],
    ['남궁영', 'Namkoong Young'],
  ];
  for (const [a, b] of same) assert.ok(compared(a, b).probability >= 0.5, `${a} ${b}`);
  const different: readonly (readonly [string, string])[] = [
    ['김영희', 'Kim Yong Chol'],
    ['김영희', '김철수'],
    ['김영희', 'Pak Yong Hui'],
    ['金英姬', '金永姬'],
    ['김용희', 'Kim Young-hee'],
    ['Kim Jong Un', 'Kim Jong Il'],
    ['김영희', 'Owen O’Hara'],
    ['김영희', 'Li Yingji'],
  ];
  for (const [a, b] of different) assert.ok(compared(a, b).probability < 0.5, `${a} ${b}`);
});

test('the same Hangul in different characters counts strongly against', () => {
  const { level, probability } = compared('金英姬', '金永姬');
  assert.equal(level, 'different-characters');
  assert.ok(probability < 0.1);
});

test('a surname alone never makes a match, however it is written', () => {
  for (const [a, b] of [
    ['김', '김영희'],
    ['Kim', '김영희'],
    ['Kim', 'Kim Yong Hui'],
    ['金', '김영희'],
    ['김', 'Kim'],
    ['朴', 'Pak Yong Hui'],
  ] as const) {
    const { level, probability } = compared(a, b);
    assert.equal(level, 'surname-only', `${a} ${b}`);
    assert.ok(probability < 0.5, `${a} ${b} ${probability}`);
  }
});

test('holders of office, as their own State spells them, are found by their Hangul', () => {
  // Spellings of the North's news agency for people in public office.
  const known: readonly (readonly [string, string])[] = [
    ['Choe Ryong Hae', '최룡해'],
    ['Kim Yong Nam', '김영남'],
    ['Ri Yong Ho', '리용호'],
    ['Pak Pong Ju', '박봉주'],
    ['Kim Jae Ryong', '김재룡'],
    ['Thae Jong Su', '태종수'],
    ['Ro Tu Chol', '로두철'],
    ['Yang Hyong Sop', '양형섭'],
  ];
  for (const [latinName, name] of known) {
    assert.ok(compared(latinName, name).probability >= 0.5, latinName);
    for (const [, wrong] of known)
      if (wrong !== name) assert.ok(compared(latinName, wrong).probability < 0.5, `${latinName} ${wrong}`);
  }
});

test('attack 53: hidden characters are taken out and told, and do not make two names of one', () => {
  for (const hidden of ['\u200b', '\u202e', '\u{e0041}', '\u3164', '\u2066', '\ufeff', '\u115f', '\ufe0f']) {
    const { probability, warnings } = compared('김영희', `김${hidden}영희`);
    assert.ok(probability > 0.99);
    assert.equal(warnings.length, 1, JSON.stringify(hidden));
    assert.match(warnings[0] ?? '', /^second name: .* taken out$/);
  }
  assert.ok(
    compared('김영희', '김영희').warnings.length === 0,
    'decomposed Hangul is composed, which changes nothing',
  );
  assert.match(compared('Kim Yоng Hui', 'Kim Yong Hui').warnings.join(), /look-alikes/);
});

test('what is no name, or too long to be one, is refused with a reason and at once', () => {
  const kind = (text: string) => {
    const result = compareNames(text, '김영희', model);
    return result.ok ? 'accepted' : result.problem.kind;
  };
  assert.equal(kind(''), 'empty-name');
  assert.equal(kind('\u200b\u3164'), 'empty-name');
  assert.equal(kind('12345'), 'empty-name');
  assert.equal(kind('김'.repeat(100_000)), 'name-too-long');
  assert.equal(kind('a'.repeat(121)), 'name-too-long');
  assert.equal(kind('김\ud800'), 'ill-formed-text');
});

test('any text at all is answered or refused, never thrown at', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), anyName, (a, b) => {
      const result = compareNames(a, b, model);
      assert.ok(!result.ok || Number.isFinite(result.value.logOdds));
    }),
    { numRuns: 200 },
  );
});

test('names of other scripts get the baseline: alike ones above others', () => {
  const alike: readonly (readonly [string, string, string])[] = [
    ['Владимир Путин', 'Vladimir Putin', 'Dmitry Medvedev'],
    ['محمد علی', 'Mohammed Ali', 'Hassan Karimi'],
    ['ئابلەت ئابدۇللا', 'Ablet Abdulla', 'Rahile Dawut'],
    ['အောင်ဆန်းစုကြည်', 'Aung San Suu Kyi', 'Ne Win'],
  ];
  for (const [name, same, another] of alike) {
    assert.ok(compared(name, same).probability >= 0.5, name);
    assert.ok(compared(name, another).probability < 0.1, name);
    assert.equal(compared(name, same).level, 'transliterated');
  }
});

test('a list is searched by name in any script, and ten thousand of one name are all still there', () => {
  const filed = ['김영희', '박철수', '리설주', '최룡해', '金永姬', 'Pak Chol Su'].map((name) => ({
    id: name,
    name: unwrap(parseName(name, model.sounds.tables)),
  }));
  const many = Array.from({ length: 10_000 }, (_, i) => ({
    id: `same-${i}`,
    name: unwrap(parseName('김영희', model.sounds.tables)),
  }));
  const best = (index: NameIndex, name: string): Candidate | undefined =>
    index.find(unwrap(parseName(name, model.sounds.tables)), 1)[0];
  const short = new NameIndex(filed, model);
  assert.equal(best(short, 'Choe Ryong Hae')?.id, '최룡해');
  assert.equal(best(short, 'Ri Sol Ju')?.id, '리설주');
  const long = new NameIndex([...filed, ...many], model);
  assert.equal(best(long, 'Choe Ryong Hae')?.id, '최룡해');
  assert.equal(best(long, '崔龙海')?.id, '최룡해');
  assert.equal(long.reach(unwrap(parseName('Kim Yong Hui', model.sounds.tables))).size >= 10_001, true);
});
