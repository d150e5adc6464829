import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { findFigures } from './figure-words.js';

/** Each phrase found, with what it counts: "more than 500 | North Korean refugees | persons". */
const found = (text: string) =>
  findFigures(text).map((span) => `${span.text} | ${span.counts?.text ?? ''} | ${span.figure.unit}`);

test('dates, articles, symbols, addresses and names are never taken for figures', () => {
  for (const text of [
    'May 13, 2026',
    'On 9 October 2023 it happened.',
    'On October 9 and 10, 2023, and on Oct. 12, buses left.',
    'In 2019 North Koreans were returned; in October 2023 again, and since 2020.',
    'between 2019 and 2023',
    'the 1951 Convention and its 1967 Protocol',
    'the United Nations 1951 Convention relating to the Status of Refugees and its 1967 Optional Protocol',
    'Article 33 of the 1951 Refugee Convention, and articles 2 to 34',
    'under article 3 (1) of the Convention',
    'section 7 of the Act; paras 46–47; pp. 12-14; page 5',
    'A/HRC/25/63, CAT/C/CHN/CO/5 and A/RES/78/218',
    'resolution 78/218 and Resolution 2397',
    'H.R. 3012, S. 584, H. Con. Res. 234 and Public Law 108-333',
    '1600 Pennsylvania Avenue N.W.',
    'Washington, DC 20515',
    'Washington D.C. 20500',
    'Denver, CO 80203-1234',
    'Call (202) 225-1234 or 202-225-1234, Room 2141.',
    'the 117th Congress, the 4th cycle, the 38th parallel, the 1990s',
    'at 19:30, at 8 p.m., at 10 am',
    '2023-10-09 and 10/09/2023 and 9.10.2023',
    'It cost $600 and € 40, or $1.2 million.',
    'See the note [3] and (2).',
    '1. First demand\n2) Second demand',
    'The G20, COVID-19 and F-16.',
    'Opinion No. 37/2024 was adopted; case no. 12.',
    'two-thirds of them and one third of us',
    'a five-year prison term and a 10-day visit',
    'One Korea Network said so.',
    'The One China policy.',
    'one of the reasons, one another, at one time',
    'a girl aged 13, age 14',
    'The bill passed 412-6.',
    'UN experts said that none of this was new.',
    'no relaxation of the rule',
    'Many of the reasons are old. Some say so.',
    '2023년 10월 9일, 제33조, 1951년 난민협약, 제2차',
    '2023年10月9日，第33条，1951年《难民公约》',
    '하나의 이유는 이 사람이 두려워한다는 것이다.',
    'Resolution adopted by the House in its 2nd session of 2024.',
    '遣返了三四十人',
    '1/ A thread\n2/ Its second part (2/9)',
    'Date: Tue, 14 May 2024 09:12:00 +0000',
    'Some have argued that many reasons exist.',
  ])
    assert.deepEqual(found(text), [], text);
});

test('figures are found with what they count', () => {
  const rows: [string, string[]][] = [
    [
      'the PRC returned 600 North Korean refugees on October 9, 2023',
      ['600 | North Korean refugees | persons'],
    ],
    [
      'and approximately 200 North Korean refugees in April 2024.',
      ['approximately 200 | North Korean refugees | persons'],
    ],
    ['forcing hundreds of North Koreans back to a place', ['hundreds | North Koreans | persons']],
    ['has been a party for over four decades yet', ['over four | decades | decades']],
    [
      'more than 500, over 70 percent of them women, were sent',
      ['more than 500 |  | persons', 'over 70 | percent | percent'],
    ],
    ['It returned 600 on 9 October 2023.', ['600 |  | persons']],
    ['About 2,000 people were detained in 2023.', ['About 2,000 | people | persons']],
    ['Some 2000 people were detained in 2023.', ['Some 2000 | people | persons']],
    [
      'three buses carried as many as 40 families',
      ['three | buses | buses', 'as many as 40 | families | families'],
    ],
    ['between 500 and 600 people', ['between 500 and 600 | people | persons']],
    ['Between 500 and 600 were sent back.', ['Between 500 and 600 |  | persons']],
    [
      '80 on 29 August, 40 on 18 September and more than 500 on 9 October',
      ['80 |  | persons', '40 |  | persons', 'more than 500 |  | persons'],
    ],
    ['Eighty on 29 August, forty on 18 September', ['Eighty |  | persons', 'forty |  | persons']],
    ['>500 (one source), ≥ 80 people', ['>500 |  | persons', '≥ 80 | people | persons']],
    [
      '§ 12. Two hundred and twelve trafficked women',
      ['Two hundred and twelve | trafficked women | persons'],
    ],
    ['A headline\n\nThirty-five people were sent back', ['Thirty-five | people | persons']],
    [
      'Several of them crossed; a large number had been returned',
      ['Several |  | persons', 'a large number |  | persons'],
    ],
    ['No one was returned.', ['No one |  | persons']],
    ['Not a single refugee was returned.', ['Not a single | refugee | persons']],
    [
      'several North Koreans and a large number of children',
      ['several | North Koreans | persons', 'a large number | children | persons'],
    ],
    [
      'Six hundred people, dozens of them children',
      ['Six hundred | people | persons', 'dozens | children | persons'],
    ],
    ['Seven UNHCR-recognised refugees were handed over', ['Seven | UNHCR-recognised refugees | persons']],
    ['hundreds more reportedly still detained', ['hundreds |  | persons']],
    ['one woman and at least one child', ['one | woman | persons', 'at least one | child | persons']],
    [
      'the 600 returned; another 40 people followed',
      ['the 600 |  | persons', 'another 40 | people | persons'],
    ],
    ['10월 9일 탈북민 600여 명을 강제송환했다', ['600여 명 | 탈북민 | persons']],
    ['약 200명이 송환됐고 수백 명이 구금됐다', ['약 200명 | 명 | persons', '수백 명 | 명 | persons']],
    ['40년간 500명 이상을 보냈다', ['40년간 | 년간 | years', '500명 이상 | 명 | persons']],
    ['2023年10月9日，中国遣返了约600名脱北者', ['约600名 | 名 | persons']],
    ['超过500人被遣返，其中百分之七十是妇女', ['超过500人 | 人 | persons', '百分之七十 |  | percent']],
  ];
  for (const [text, expected] of rows) assert.deepEqual(found(text), expected, text);
});

test('offsets point at the words, inside the asked part, in order, without overlap', () => {
  const pieces = fc.constantFrom(
    'more than 500 people ',
    'on October 9, 2023, ',
    '약 200명 ',
    '600名 ',
    'dozens of refugees ',
    'Article 33 ',
    '𝟞 ',
    '٣٠ people ',
    '\n',
    'one of ',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 12 }), fc.nat(40), (parts, from) => {
      const text = parts.join('');
      let end = from;
      for (const span of findFigures(text, Math.min(from, text.length))) {
        assert.ok(span.start >= end && span.end > span.start && span.end <= text.length);
        assert.equal(text.slice(span.start, span.end), span.text);
        if (span.counts !== null)
          assert.equal(text.slice(span.counts.start, span.counts.end), span.counts.text);
        end = span.end;
      }
    }),
  );
});

test('a long hostile text is read in linear time', () => {
  for (const piece of [
    'one ',
    '1-',
    'a couple of ',
    'two hundred and ',
    '수',
    '일',
    '约',
    '9',
    ' 1,000',
    'at least ',
    'Capital ',
    '1 Capital ',
  ])
    assert.ok(findFigures(piece.repeat(20_000)).length >= 0, piece);
});
