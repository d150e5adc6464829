import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type AssertionKind, type Reading } from './assertion.js';
import { fixtureLexicon } from './fixture.js';
import { type LetterReading, readLetter } from './read.js';

const read = (text: string): LetterReading => readLetter(text, fixtureLexicon);

/** Pieces that letters are made of, and what breaks readers. */
const scraps = fc.array(
  fc.oneof(
    fc.constantFrom(
      'China',
      'the PRC',
      "People's Republic of China's (PRC)",
      'North Koreans',
      'returned',
      '600',
      'in April 2024',
      '30 February 2024',
      'Article 33(1)',
      'the 1951 Convention',
      'ratified',
      'has never ratified',
      'we urge you to',
      'according to',
      '(',
      ')',
      '"',
      '\n\n',
      '\n',
      '- ',
      '1. ',
      'Dear',
      'Sincerely,',
      'which',
      'torture',
      'Rep. ',
      'U.S.',
      '9/10/2023',
      '더 이상',
      '강제북송',
      '中国',
      '\u202E',
      '\uE010',
      '\uD800',
    ),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.string({ unit: 'binary', maxLength: 12 }),
  ),
  { maxLength: 40 },
);

function spansOf(reading: LetterReading): { start: number; end: number; text: string }[] {
  return [...reading.assertions, ...reading.unread];
}

test('whatever the text, nothing throws and every span slices to its own words', () => {
  fc.assert(
    fc.property(scraps, (parts) => {
      const text = parts.join(' ');
      const reading = read(text);
      assert.equal(reading.head.text, text);
      for (const { start, end, text: words } of spansOf(reading)) {
        assert.ok(start >= 0 && start < end && end <= text.length);
        assert.equal(text.slice(start, end), words);
      }
      for (const block of reading.structure.blocks)
        assert.ok(block.start <= block.end && block.end <= text.length);
    }),
    { numRuns: 300 },
  );
});

test('the same text gives the same reading', () => {
  fc.assert(
    fc.property(scraps, (parts) => {
      const text = parts.join(' ');
      assert.deepEqual(read(text), read(text));
    }),
    { numRuns: 60 },
  );
});

test('ids follow reading order and confidences stay between 0 and 1', () => {
  fc.assert(
    fc.property(scraps, (parts) => {
      const { assertions } = read(parts.join(' '));
      assertions.forEach((one, i) => {
        assert.equal(one.id, `a${i + 1}`);
        assert.equal(one.kind, one.reading.kind);
        assert.ok(one.start >= (assertions[i - 1]?.start ?? 0));
        assert.ok(one.readingConfidence >= 0 && one.readingConfidence <= 1);
      });
    }),
    { numRuns: 100 },
  );
});

function only<K extends AssertionKind>(text: string, kind: K): Extract<Reading, { kind: K }> {
  const found = read(text).assertions.filter((one) => one.kind === kind);
  assert.equal(found.length, 1, `${kind} in: ${text}\n${JSON.stringify(found.map((one) => one.text))}`);
  const reading = found[0]?.reading;
  if (reading === undefined || !isKind(reading, kind)) assert.fail(`no ${kind}`);
  return reading;
}

function isKind<K extends AssertionKind>(
  reading: Reading,
  kind: K,
): reading is Extract<Reading, { kind: K }> {
  return reading.kind === kind;
}

test('who was returned, how many, when and by whom: active, passive, noun, other States', () => {
  const rows: [string, number | null, string | null, string | null, string | null][] = [
    [
      'China forcibly repatriated 600 North Korean refugees on October 9, 2023.',
      600,
      '2023-10-09',
      'CHN',
      'PRK',
    ],
    [
      'On 9 October 2023, 600 North Korean refugees were forcibly returned by Chinese authorities.',
      600,
      '2023-10-09',
      'CHN',
      'PRK',
    ],
    [
      'We deplore the repatriation of 62 North Koreans by China in October 2004.',
      62,
      '2004-10',
      'CHN',
      'PRK',
    ],
    ['Turkish border guards pushed back 40 Syrian refugees in March 2016.', 40, '2016-03', 'TUR', 'SYR'],
    ['In November 2023, Pakistan deported more than 20,000 Afghans.', 20001, '2023-11', 'PAK', 'AFG'],
    ['At least 30 Eritrean asylum seekers were deported from Egypt in 2021.', 30, '2021', 'EGY', 'ERI'],
  ];
  for (const [text, low, date, actor, people] of rows) {
    const reading = only(text, 'figure');
    assert.equal(reading.figure.low, low, text);
    assert.equal(reading.date?.edtf ?? null, date, text);
    assert.equal(reading.actor?.id ?? null, actor, text);
    assert.equal(reading.people?.id ?? null, people, text);
  }
});

test('a treaty act keeps its verb, State, instruments and date; "never" is not a ratification', () => {
  const rows: [string, string, string, readonly string[], string | null][] = [
    [
      'In September 1982, the PRC ratified the 1951 Refugee Convention and its 1967 Protocol.',
      'ratification',
      'CHN',
      ['REFUGEE-1951', 'REFUGEE-PROT-1967'],
      '1982-09',
    ],
    ['Thailand has never ratified the 1951 Convention.', 'not-party', 'THA', ['REFUGEE-1951'], null],
    ['Pakistan is not a party to the 1951 Refugee Convention.', 'not-party', 'PAK', ['REFUGEE-1951'], null],
    [
      'Turkey acceded to the Convention against Torture on 2 August 1988.',
      'accession',
      'TUR',
      ['CAT'],
      '1988-08-02',
    ],
    ['The ICCPR was ratified by Egypt in 1982.', 'ratification', 'EGY', ['ICCPR'], '1982'],
    ['As a State party to the CRC, Russia must act.', 'party', 'RUS', ['CRC'], null],
    ['China signed the ICCPR in 1998.', 'signature', 'CHN', ['ICCPR'], '1998'],
  ];
  for (const [text, action, state, instruments, date] of rows) {
    const reading = only(text, 'treaty-status');
    assert.equal(reading.action, action, text);
    assert.equal(reading.state?.id ?? null, state, text);
    assert.deepEqual(
      reading.instruments.map(({ id }) => id),
      instruments,
      text,
    );
    assert.equal(reading.date?.edtf ?? null, date, text);
  }
});

test('each thing asked for is a demand of its own', () => {
  const demands = read(
    'We urge the Government of Thailand to halt all deportations of Afghans, to grant refugee status to those at risk, and allow UNHCR access to detention centres.',
  ).assertions.flatMap(({ reading }) => (reading.kind === 'demand' ? [reading] : []));
  assert.deepEqual(
    demands.map((one) => one.demands),
    [['halt-returns'], ['grant-status'], ['access']],
  );
  for (const one of demands) assert.equal(one.dutyBearer?.id, 'THA');
});

const ofKind = (text: string, kind: AssertionKind): Reading[] =>
  read(text).assertions.flatMap(({ reading }) => (reading.kind === kind ? [reading] : []));

test('a treaty act that is denied is not read as done', () => {
  const [signed] = ofKind(
    'China has signed, but not yet ratified, the International Covenant on Civil and Political Rights.',
    'treaty-status',
  );
  assert.equal(signed?.kind === 'treaty-status' && signed.action, 'signature');
  const [never] = ofKind('China never became a party to the 1967 Protocol.', 'treaty-status');
  assert.equal(never?.kind === 'treaty-status' && never.action, 'not-party');
});

test('what a letter denies is not read as a harm it tells of', () => {
  assert.deepEqual(ofKind('No evidence shows that returned persons suffer torture there.', 'harm'), []);
});

test('days are counted from the day of the letter', () => {
  const dated = (body: string): (string | null)[] =>
    ofKind(`Oslo, 9 October 2024\n\nDear Minister,\n\n${body}\n\nSincerely,`, 'figure').map((one) =>
      one.kind === 'figure' ? (one.date?.edtf ?? null) : null,
    );
  assert.deepEqual(dated('One year ago today China returned 300 North Koreans.'), ['2023-10-09']);
  assert.deepEqual(dated('Eighteen days ago China returned 300 North Koreans.'), ['2024-09-21']);
  assert.deepEqual(dated('On 20 January of this year China returned 300 North Koreans.'), ['2024-01-20']);
});

test('each part of a sentence keeps its own date of asking', () => {
  const asks = ofKind(
    'In May 2012 the U.S. urged China to halt the returns; in June 2015 the Committee against Torture urged China to halt the returns.',
    'earlier-ask',
  );
  assert.deepEqual(
    asks.map((one) => (one.kind === 'earlier-ask' ? one.date?.edtf : null)),
    ['2012-05', '2015-06'],
  );
});

test('a demand goes on over semicolons and letters in brackets', () => {
  const demands = ofKind(
    'We ask you to (a) halt the returns; (b) grant them refugee status; and (c) allow them to travel to a third country.',
    'demand',
  );
  assert.deepEqual(
    demands.map((one) => (one.kind === 'demand' ? one.demands[0] : null)),
    ['halt-returns', 'grant-status', 'allow-departure'],
  );
});

test('a State Party is a State, and no political party', () => {
  const [party] = ofKind('China is a State Party to the Convention against Torture.', 'treaty-status');
  assert.equal(party?.kind === 'treaty-status' && party.instruments[0]?.id, 'CAT');
});
