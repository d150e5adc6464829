import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unwrap } from '../core/base/result.js';
import { loadReference } from '../store/reference.js';
import { law, type LawAnswer, matrix } from './law.js';

const sources = { reference: unwrap(await loadReference()), file: null };

function one(question: Parameters<typeof law>[1]): LawAnswer {
  const found = unwrap(law(sources, question));
  assert.ok('bound' in found);
  return found;
}

const problem = (question: Parameters<typeof law>[1]) => {
  const found = law(sources, question);
  return found.ok ? null : found.problem.kind;
};

test('the promised shape holds, and absent values are absent', () => {
  const answer = one({
    state: 'PRC',
    instrument: 'Refugee Convention',
    provision: 'Article 33(1)',
    on: '2023-10-09',
  });
  assert.deepEqual(Object.keys(answer).sort(), [
    'action',
    'basis',
    'because',
    'bound',
    'dataAsOf',
    'instrument',
    'on',
    'provision',
    'since',
    'state',
  ]);
  assert.deepEqual(
    [answer.state, answer.instrument, answer.provision, answer.bound, answer.since, answer.action],
    ['CHN', 'REFUGEE-1951', '33(1)', 'yes', '1982-12-23', 'accession'],
  );
  const signed = one({ state: 'China', instrument: 'ICCPR', on: '2010-01-01' });
  assert.equal('since' in signed || 'action' in signed || 'provision' in signed, false);
  assert.equal(signed.basis, 'signed-only');
});

test('without an instrument every treaty is answered, and the agreements and laws of that State only', () => {
  const found = unwrap(law(sources, { state: 'China', on: '2023-10-09' }));
  assert.ok('results' in found);
  const ids = found.results.map(({ instrument }) => instrument);
  assert.ok(ids.includes('REFUGEE-1951') && ids.includes('PRC-DPRK-1986') && ids.includes('ICPPED'));
  assert.ok(!ids.includes('US-NKHRA-2004') && !ids.includes('CARTAGENA-1984'));
});

test('words that mean nothing here are refused by name, with what to write', () => {
  assert.equal(problem({ state: 'Atlantis', on: '2020-01-01' }), 'no-such-state');
  assert.equal(problem({ state: 'Korea', on: '2020-01-01' }), 'ambiguous-state');
  assert.equal(problem({ state: 'China', on: '2020-02-30' }), 'bad-date');
  assert.equal(problem({ state: 'China', on: '' }), 'bad-date');
  assert.equal(problem({ state: 'China', instrument: 'Pact X', on: '2020-01-01' }), 'no-such-instrument');
  assert.equal(
    problem({ state: 'China', provision: '33', on: '2020-01-01' }),
    'provision-without-instrument',
  );
  assert.equal(
    problem({ state: 'China', instrument: 'CAT', provision: '99', on: '2020-01-01' }),
    'no-such-provision',
  );
});

test('a matrix keeps bound, reserved, signed only, not party and undecided apart', () => {
  const columns = [
    { instrument: 'REFUGEE-1951', provision: '33(1)' },
    { instrument: 'REFUGEE-1951', provision: '16(3)' },
    { instrument: 'ICCPR', provision: null },
    { instrument: 'ICPPED', provision: '16' },
    { instrument: 'CAT', provision: '22' },
  ];
  const rows = unwrap(matrix(sources, '2010-12-31', ['CHN', 'USA'], columns));
  assert.deepEqual(
    rows.map(({ state, cells }) => [state, ...cells.map(({ kind }) => kind)]),
    [
      ['CHN', 'since', 'reserved', 'signed', 'no', 'undecided'],
      ['USA', 'since', 'since', 'since', 'no', 'undecided'],
    ],
  );
  assert.equal(rows[1]?.cells[0]?.through, 'REFUGEE-PROT-1967');
  assert.equal(matrix(sources, 'yesterday', ['CHN'], columns).ok, false);
});

test('a provision cited in one breath with its treaty is read, in three scripts', () => {
  const cited = [
    'Article 33(1) of the Refugee Convention',
    'Refugee Convention, art. 33(1)',
    '1951 Convention Article 33(1)',
    '난민협약 제33조 제1항',
    '难民公约第三十三条第一款',
  ];
  for (const instrument of cited) {
    const answer = one({ state: 'China', instrument, on: '2023-10-09' });
    assert.deepEqual([answer.instrument, answer.provision], ['REFUGEE-1951', '33(1)'], instrument);
  }
  const torture = one({ state: 'China', instrument: 'CAT art. 3', on: '2023-10-09' });
  assert.deepEqual([torture.instrument, torture.provision], ['CAT', '3']);
});

test('two provisions at once are refused, not read as one', () => {
  for (const provision of ['33-34', '31–33', '31 and 33'])
    assert.equal(
      problem({ state: 'China', instrument: 'CAT', provision, on: '2023-10-09' }),
      'no-such-provision',
      provision,
    );
});

test('a State that ended is not called outside by a table that was drawn up after it', () => {
  const answer = one({ state: 'South Vietnam', instrument: 'Genocide Convention', on: '1970-01-01' });
  assert.equal(answer.bound, 'undecided');
  const ended = one({ state: 'USSR', instrument: 'CAT', on: '1995-01-01' });
  assert.match(
    ended.because.join(' '),
    /^The Soviet Union existed until 25 December 1991\. Ask about Russia/,
  );
});

test('a limit to events in Europe follows into the Protocol, and is said', () => {
  const answer = one({ state: 'Monaco', instrument: '1967 Protocol', on: '2014-01-01' });
  assert.match(answer.because.join(' '), /limit to events in Europe.*art\. I\(3\)/);
  const article = one({ state: 'Türkiye', instrument: '1951 Convention', provision: '33', on: '2014-01-01' });
  assert.match(
    article.because.join(' '),
    /without the date limit of 1951, and with the limit to events in Europe \(art\. I\(3\)\)/,
  );
});

test('an old table does not vouch that a reservation still stands', () => {
  const late = one({ state: 'China', instrument: 'CAT', provision: '20', on: '2023-10-09' });
  assert.match(late.because.join(' '), /as of 14 March 2015; a later withdrawal would not be in the data/);
  const early = one({ state: 'China', instrument: 'CAT', provision: '20', on: '2010-10-09' });
  assert.doesNotMatch(early.because.join(' '), /later withdrawal/);
});

test('a place that is no State of the tables is told so, with the way on', () => {
  for (const state of ['Hong Kong', '澳門', 'Taiwan', '대만']) {
    const found = law(sources, { state, instrument: 'CAT', on: '2023-10-09' });
    assert.equal(found.ok ? '' : found.problem.kind, 'no-such-state');
    assert.match(found.ok ? '' : found.problem.message, /extended|participation/);
  }
  assert.equal(one({ state: 'the Government of China', instrument: 'CAT', on: '2023-10-09' }).state, 'CHN');
});
