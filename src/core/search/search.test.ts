import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { unwrap } from '../base/result.js';
import { type Claim } from '../claim/claim.js';
import { type HeldClaim, type Thing } from '../view/thing.js';
import { documentOf } from './document.js';
import { meet } from './match.js';
import { skeleton } from './name-keys.js';
import { parseQuery, tsqueryOf } from './query.js';
import { tokensOf } from './tokens.js';

const tables = {
  traditional: new Map([
    ['难', ['難']],
    ['国', ['國']],
    ['遣', ['遣']],
  ]),
};

function held(text: string, seq: number): HeldClaim {
  const claim: Claim = {
    thing: { type: 'Event', id: 'E-1' },
    property: 'title',
    value: { kind: 'text', text, lang: 'und' },
    source: 'S-1',
    accordingTo: [],
    locator: {},
    stance: 'asserts',
    said: null,
    credibility: { source: 'B', information: '2' },
    audience: 'public',
    consent: null,
    basis: 'read',
    note: '',
  };
  return { id: String(seq), seq, at: '', actor: '', claim, standing: 'stands', amendedBy: [] };
}

function thingOf(...texts: readonly string[]): Thing {
  return { type: 'Event', id: 'E-1', claims: texts.map(held) };
}

/** What of the texts the query marks; `null` where it does not meet them. */
function marked(query: string, ...texts: readonly string[]): string[] | null {
  const met = meet(thingOf(...texts), unwrap(parseQuery(query, tables)));
  return met.terms === null
    ? null
    : met.hits.flatMap(({ text, ranges }) => ranges.map(([from, to]) => text.slice(from, to)));
}

test('a Korean word with its particle is found by the word, and the other way round', () => {
  assert.deepEqual(marked('북한', '그는 북한을 떠났다'), ['북한']);
  assert.deepEqual(marked('북한을', '북한 주민'), ['북한']);
  assert.deepEqual(marked('난민들에게', '난민의 지위'), ['난민']);
  assert.equal(marked('남한', '그는 북한을 떠났다'), null);
});

test('a Korean compound is found by its parts, and parts by the compound', () => {
  assert.deepEqual(marked('북송', '강제북송 중단'), ['북송']);
  assert.deepEqual(marked('강제북송', '강제 북송 중단'), ['강제', '북송']);
  assert.deepEqual(marked('강제 북송', '강제북송'), ['강제북송']);
  assert.deepEqual(marked('송', '강제북송'), ['송']);
});

test('Chinese is found without spaces, in simplified and in traditional characters', () => {
  assert.deepEqual(marked('难民', '保護難民的國家'), ['難民']);
  assert.deepEqual(marked('難民', '保护难民的国家'), ['难民']);
  assert.deepEqual(marked('國家', '保护难民的国家'), ['国家']);
  assert.equal(marked('民国', '难民的国家'), null);
});

test('English is found by its stem, without case, marks or possessive', () => {
  assert.deepEqual(marked('return', 'Refugees were Returned'), ['Returned']);
  assert.deepEqual(
    marked('returning refugee', "the refugees' returns"),
    ["refugees'", 'returns'].map((one) => one.replace("'", '')),
  );
  assert.deepEqual(marked('Müller', 'muller said'), ['muller']);
  assert.deepEqual(marked('"were returned"', 'They were returned; returned they were'), ['were returned']);
  assert.equal(marked('"returned were"', 'They were returned'), null);
  assert.deepEqual(marked('ref*', 'A refugee'), ['refugee']);
  assert.equal(marked('refugee -returned', 'Refugees returned'), null);
});

test('a phrase does not run from one claim into the next', () => {
  assert.equal(marked('"mass return"', 'was in mass', 'return began'), null);
});

test('numbers are found however they are grouped', () => {
  assert.deepEqual(marked('1234', 'about 1,234 people'), ['1,234']);
  assert.deepEqual(marked('2023', '2023년 10월'), ['2023']);
});

test('a query without a word, or too long, says so', () => {
  for (const query of ['', '  ', '-a', '""', '!!!']) assert.equal(parseQuery(query, tables).ok, false, query);
  assert.equal(parseQuery('a'.repeat(401), tables).ok, false);
});

test('every token lies where it says, in order, whatever the text', () => {
  const text = fc.string({
    unit: fc.oneof(
      fc.constantFrom('북', '한', '을', '难', '民', ' ', 'a', 'é', '1', ','),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    ),
    maxLength: 80,
  });
  fc.assert(
    fc.property(text, (said) => {
      const tokens = tokensOf(said);
      for (const [i, { at, from, to, word }] of tokens.entries()) {
        assert.ok(word !== '' && from >= 0 && from < to && to <= said.length);
        assert.equal(at, i + 1);
        assert.ok(from >= (tokens[i - 1]?.from ?? 0));
      }
    }),
  );
});

test('what is typed never becomes a statement of its own: quotes and backslashes stay words', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), (typed) => {
      const query = parseQuery(typed, tables);
      if (!query.ok) return;
      // Outside quoted words there are only operators, labels and spaces.
      const bare = tsqueryOf(query.value).replaceAll(/'(?:[^'\\]|''|\\\\)*'/g, '');
      assert.match(bare, /^[&|!()<\->: *]*$/u);
    }),
  );
});

test('a retracted claim is not searched', () => {
  const [first] = thingOf('a canary').claims;
  assert.ok(first);
  const thing = { ...thingOf(), claims: [{ ...first, standing: 'retracted' as const }] };
  assert.doesNotMatch(documentOf(thing, noTables).words, /canari/);
  assert.match(documentOf(thingOf('a canary'), noTables).words, /canari/);
});

test('a thing may have been on any day that its dates allow', () => {
  const claim = { ...held('', 1).claim, property: 'date' };
  const on = (edtf: string, earliest: string, latest: string): Thing => ({
    ...thingOf(),
    claims: [
      {
        ...held('', 1),
        claim: {
          ...claim,
          value: {
            kind: 'date',
            date: { edtf, earliest, latest, precision: 'month', approximate: false, uncertain: false },
          },
        },
      },
    ],
  });
  const found = documentOf(on('2023-10', '2023-10-01', '2023-10-31'), noTables);
  assert.deepEqual([found.firstDay, found.lastDay], [19631, 19661]);
  assert.ok(found.marks.includes('year=2023') && found.marks.includes('precision=month'));
});

test('romanisations of one name keep one skeleton', () => {
  assert.equal(skeleton('kimyonghui'), skeleton('gimyeonghee'));
  assert.equal(skeleton('rijongsuk'), skeleton('leejungsook'));
});

const noTables = {
  readings: new Map(),
  charsOf: new Map(),
  common: new Set<string>(),
  mandarin: new Map(),
  traditional: new Map(),
  spelling: { initial: {}, medial: {}, final: {}, surname: {}, given: {}, givenChars: {} },
};
