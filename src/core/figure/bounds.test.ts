import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { inventedFile, row, type Row, rows } from '../../../test/core/invented.js';
import { type IndependenceJudgement } from '../view/thing.js';
import { bounds, type Bounds } from './bounds.js';

const event = rows('Event', 'E-1', { kind: 'forced-return', date: '2031-04-02', from: 'AAA', to: 'BBB' });
const figure = (words: string, source: string, accordingTo: readonly string[] = [], more: object = {}): Row =>
  row('Event', 'E-1', 'figure', words, { source, accordingTo, ...more });
const authored = (source: string, author: string): Row => row('Source', source, 'author', author);

function boundsOf(
  claims: readonly Row[],
  judgements: readonly IndependenceJudgement[] = [],
  aside: string[] = [],
): Bounds {
  const file = inventedFile([...event, ...claims], judgements);
  const thing = file.things.get('E-1');
  assert.ok(thing !== undefined);
  return bounds(thing, file, { setAside: new Set(aside) });
}

/** The shape of a well-documented event: nine accounts with a number, one without. */
const contested: Row[] = [
  figure('more than 500', 'paper', ['RIGHTS']),
  figure('more than 500', 'radio', ['MISSION']),
  figure('around 600', 'network'),
  figure('up to 200 via Lower Bridge', 'network'),
  figure('around 600', 'daily', ['JUSTICE']),
  figure('up to 600', 'agency', ['GROUP']),
  figure('600', 'foundation'),
  figure('about 200', 'inside'),
  figure('hundreds', 'experts'),
  figure('over 70 percent', 'agency', ['GROUP']),
  figure('a large number', 'paper', ['SPEAKER', 'MINISTRY']),
  figure('600', 'letter-two', ['COMMISSION']),
  figure('more than 600', 'letter-one', ['COMMISSION']),
  authored('network', 'NETWORK'),
  authored('foundation', 'FOUNDATION'),
  authored('inside', 'INSIDE'),
  authored('experts', 'EXPERTS'),
];

test('a figure that is only general knowledge sets no bound and is kept to be shown', () => {
  const found = boundsOf([...contested, figure('2,000', 'hearsay', [], { basis: 'general-knowledge' })]);
  assert.deepEqual([found.low, found.high, found.counted], [200, 600, 9]);
  assert.deepEqual(
    found.unverified.map(({ figure }) => figure.words),
    ['2,000'],
  );
});

test('contradicting accounts become bounds somebody said, with who agrees and who sets no limit', () => {
  const found = boundsOf(contested);
  assert.deepEqual([found.low, found.high, found.openEnded], [200, 600, true]);
  assert.deepEqual(found.consensus, { low: 600, high: 600, k: 8, of: 9 });
  assert.equal(found.status, 'contested');
  assert.equal(found.best, null);
  assert.equal(found.origins.length, 10);
  const commission = found.origins.find(({ origin }) => origin === 'COMMISSION');
  assert.deepEqual(
    [commission?.low, commission?.high, commission?.openEnded, commission?.disagreeing, commission?.sources],
    [600, 600, true, true, ['letter-one', 'letter-two']],
  );
  assert.deepEqual(
    found.apart.map(({ unit, scope }) => `${unit} ${scope}`.trim()),
    ['percent', 'persons via Lower Bridge'],
  );
  assert.equal(
    found.sentence.en,
    'About 200 to 600 people were returned on 2 April 2031, by nine accounts; eight of them fit 600; three set no upper limit; one account gives no number.',
  );
  assert.equal(
    found.sentence.ko,
    '2031년 4월 2일 강제송환: 약 200~600명, 진술 9건. 8건이 600명과 부합. 3건은 상한을 두지 않음. 1건은 수를 밝히지 않음.',
  );
});

test('the worked example of the rule set: four of five cover 600, and 999 from a vague word is no bound', () => {
  const words = ['600', '500-600', 'more than 500', 'approximately 200', 'hundreds'];
  const found = boundsOf(words.map((each, i) => figure(each, `s${i}`)));
  assert.deepEqual([found.low, found.high, found.openEnded], [200, 600, true]);
  assert.deepEqual(found.consensus, { low: 600, high: 600, k: 4, of: 5 });
});

test('an unknown number is never a zero', () => {
  const several = boundsOf([figure('several', 's1')]);
  assert.deepEqual([several.low, several.high, several.status], [null, null, 'no-number']);
  assert.match(several.sentence.en, /not known: one account speaks of it without a number/);
  assert.match(boundsOf([]).sentence.en, /not known: no account gives a figure/);
  const none = boundsOf([figure('none', 's1')]);
  assert.deepEqual([none.low, none.high], [0, 0]);
  assert.equal(none.sentence.en, 'No one was returned on 2 April 2031, by one account.');
});

test('one account is called one account, in its own words', () => {
  const rowsOf: [string, string][] = [
    ['nearly 600', 'Nearly 600 people were returned on 2 April 2031, by one account.'],
    ['hundreds', 'Hundreds of people were returned on 2 April 2031, by one account.'],
    ['up to 600', 'Up to 600 people were returned on 2 April 2031, by one account.'],
    ['one', 'One person was returned on 2 April 2031, by one account.'],
  ];
  for (const [words, sentence] of rowsOf) {
    const found = boundsOf([figure(words, 's1')]);
    assert.deepEqual([found.sentence.en, found.status], [sentence, 'single-origin']);
  }
});

test('a figure repeated by many has one origin, even when sources relay one another in a circle', () => {
  const relays = (source: string, of: string) => row('Source', source, 'relays', of);
  const found = boundsOf([
    authored('report', 'RIGHTS'),
    figure('600', 'report'),
    relays('paper-1', 'report'),
    figure('600', 'paper-1'),
    relays('paper-2', 'paper-1'),
    figure('700', 'paper-2'),
    figure('650', 'paper-3', ['SPEAKER', 'RIGHTS']),
  ]);
  assert.deepEqual(
    [found.low, found.high, found.origins.length, found.status],
    [600, 600, 1, 'single-origin'],
  );
  const circle = boundsOf([
    relays('a', 'b'),
    relays('b', 'c'),
    relays('c', 'a'),
    relays('d', 'b'),
    ...['a', 'b', 'c', 'd'].map((id) => figure('50', id)),
  ]);
  assert.deepEqual(
    circle.origins.map(({ origin }) => origin),
    ['a'],
  );
});

test('joint authors and digests of several sources add no voice of their own', () => {
  const found = boundsOf([
    authored('report', 'RIGHTS'),
    figure('600', 'report'),
    authored('petition', 'ALLIANCE'),
    authored('petition', 'RIGHTS'),
    figure('400', 'petition'),
    row('Source', 'digest', 'relays', 'report'),
    row('Source', 'digest', 'relays', 'other'),
    figure('900', 'digest'),
  ]);
  assert.deepEqual([found.low, found.high, found.origins.length], [600, 600, 1]);
});

test('the document under check, and whatever relays it, is no evidence for itself', () => {
  const found = boundsOf(
    [...contested, row('Source', 'blog', 'relays', 'letter-two'), figure('5,000', 'blog')],
    [],
    ['letter-two', 'letter-one'],
  );
  assert.deepEqual(found.setAside, ['blog', 'letter-one', 'letter-two']);
  assert.equal(
    found.origins.some(({ origin }) => origin === 'COMMISSION'),
    false,
  );
  assert.equal(found.high, 600);
});

test('accounts are not called independent, and no best is named, until a person judges', () => {
  const claims = [figure('600', 's1', ['A']), figure('about 600', 's2', ['B'])];
  const before = boundsOf(claims);
  assert.equal(before.status, 'accounts-agree');
  assert.equal(before.best, null);
  assert.doesNotMatch(before.sentence.en, /independent/);
  const judged = {
    about: 'E-1',
    origins: ['A', 'B'],
    by: 'analyst',
    why: 'Separate witnesses at two crossings.',
  };
  const after = boundsOf(claims, [judged]);
  assert.equal(after.status, 'corroborated');
  assert.deepEqual([after.best?.value, after.best?.why], [600, judged.why]);
  assert.match(after.sentence.en, /by two independent accounts/);
  const relied = boundsOf(contested, [
    { about: 'E-1', origins: ['INSIDE'], by: 'analyst', why: 'Saw the list.' },
  ]);
  assert.equal(relied.best?.value, 200);
  const elsewhere = boundsOf(claims, [{ ...judged, about: 'E-2' }]);
  assert.equal(elsewhere.best, null);
  const apart = boundsOf([figure('600', 's1', ['A']), figure('200', 's2', ['B'])], [judged]);
  assert.equal(apart.best, null);
});

test('ends that cross are still two numbers somebody said, smaller first', () => {
  const found = boundsOf([figure('more than 500', 's1'), figure('up to 200', 's2')]);
  assert.deepEqual([found.low, found.high, found.status], [200, 501, 'contested']);
});

test('two equal camps have no consensus', () => {
  const found = boundsOf(['200', '200', '600', '600'].map((each, i) => figure(each, `s${i}`)));
  assert.equal(found.consensus, null);
  assert.equal(found.status, 'contested');
});

const phrases = fc.oneof(
  fc.constantFrom('hundreds', 'dozens', 'several', 'none', '500-600', 'half a dozen'),
  fc
    .tuple(
      fc.constantFrom('', 'more than ', 'at least ', 'up to ', 'nearly ', 'about ', 'fewer than '),
      fc.integer({ min: 2, max: 900 }),
    )
    .map(([hedge, n]) => `${hedge}${n}`),
);
const claimsOf = fc.uniqueArray(
  fc.record({
    words: phrases,
    origin: fc.constantFrom('A', 'B', 'C', 'D'),
    paper: fc.constantFrom('p', 'q', 'r'),
  }),
  { minLength: 1, maxLength: 9, selector: (each) => JSON.stringify(each) },
);
const asRows = (list: readonly { words: string; origin: string; paper: string }[]) =>
  list.map(({ words, origin, paper }) => figure(words, paper, [origin]));
const numbers = ({ low, high, openEnded, consensus, status }: Bounds) => ({
  low,
  high,
  openEnded,
  consensus,
  status,
});

test('adding a repeater never narrows or moves a bound', () => {
  fc.assert(
    fc.property(claimsOf, fc.nat(), fc.constantFrom('same', 'further'), (list, pick, how) => {
      const claims = asRows(list);
      const repeated = list[pick % list.length];
      assert.ok(repeated !== undefined);
      // The same figure again in another paper, or any figure at all further from the origin.
      const again =
        how === 'same'
          ? figure(repeated.words, 'repeater', [repeated.origin])
          : figure('850', 'repeater', ['SPEAKER', repeated.origin]);
      const silent = list.every(({ words, origin }) => origin !== repeated.origin || words === 'several');
      if (how === 'further' && silent) return;
      assert.deepEqual(numbers(boundsOf([...claims, again])), numbers(boundsOf(claims)));
    }),
  );
});

test('the order in which claims were recorded makes no difference', () => {
  fc.assert(
    fc.property(claimsOf, fc.infiniteStream(fc.nat()), (list, order) => {
      const shuffled = list
        .map((each) => ({ each, key: order.next().value ?? 0 }))
        .sort((a, b) => a.key - b.key);
      const [one, other] = [boundsOf(asRows(list)), boundsOf(asRows(shuffled.map(({ each }) => each)))];
      assert.deepEqual(numbers(one), numbers(other));
      assert.deepEqual(one.sentence, other.sentence);
      assert.deepEqual(
        one.origins.map(({ origin, figures }) => [origin, figures.length]),
        other.origins.map(({ origin, figures }) => [origin, figures.length]),
      );
    }),
  );
});

test('every bound is a number some account gives, and the low is never above the high', () => {
  fc.assert(
    fc.property(claimsOf, (list) => {
      const found = boundsOf(asRows(list));
      const said = new Set(
        found.origins.flatMap(({ figures }) => figures.flatMap(({ low, high }) => [low, high])),
      );
      for (const value of [
        found.low,
        found.high,
        found.consensus?.low ?? null,
        found.consensus?.high ?? null,
      ])
        if (value !== null) assert.ok(said.has(value), String(value));
      if (found.low !== null && found.high !== null) assert.ok(found.low <= found.high);
      assert.equal(found.best, null);
    }),
  );
});
