import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays, addMonths } from '../base/date.js';
import { unwrap } from '../base/result.js';
import { type CaseFile } from '../view/thing.js';
import { binding } from './binding.js';
import { lawData } from './data.js';
import { afterInterval } from './entry.js';
import { findInstrument, findProvision } from './instruments.js';
import { covers, listed, numberText, parseNumber } from './number.js';
import { parseReference, type ReferenceFiles } from './parse.js';
import { findState } from './states.js';
import { ask, caseFile, code, d, date, files, participation, ref, reference, words } from './fixture.js';

test('a dossier that agrees with the depositary is cited beside it', () => {
  const answer = ask(participation('1982-09-24'), '2000-01-01');
  assert.equal(answer.since, '1982-12-23');
  const first = answer.because[0];
  assert.deepEqual(first?.rows, ['table PACT XAA ratification 1982-09-24']);
  assert.equal(first?.claims.includes('claim-3'), true);
});

test('a dossier that knows only the year does not blur the day of the depositary', () => {
  assert.equal(ask(participation('1982'), '1982-12-23').bound, 'yes');
  assert.equal(ask(participation('1982'), '1982-12-22').bound, 'no');
});

test('two sources that tell different days leave the time between them undecided, and it is said', () => {
  const file = participation('1984-01-01');
  assert.equal(ask(file, '1982-12-22').bound, 'no');
  const between = ask(file, '1983-06-01');
  assert.equal(between.bound, 'undecided');
  assert.match(between.because.map(({ text }) => text).join(' '), /another day/i);
  assert.equal(ask(file, '1984-03-31').bound, 'yes');
});

test('a dossier that calls an accession a ratification is told, and binds all the same', () => {
  const answer = ask(participation('1982-09-24', 'accession'), '2000-01-01');
  assert.equal(answer.bound, 'yes');
  assert.match(answer.because.map(({ text }) => text).join(' '), /name the act differently/);
});

test('a day that the source states beats the rule, and the difference is reported', () => {
  const file = caseFile([
    ['P-2', 'Participation', 'state', ref('XAB')],
    ['P-2', 'Participation', 'instrument', ref('PACT')],
    ['P-2', 'Participation', 'action', code('accession')],
    ['P-2', 'Participation', 'date', date('2012-01-01')],
    ['P-2', 'Participation', 'effect', date('2012-06-01')],
  ]);
  const answer = ask(file, '2012-05-31', 'XAB');
  assert.equal(answer.bound, 'no');
  assert.equal(answer.since, '2012-06-01');
  assert.match(answer.because.map(({ text }) => text).join(' '), /own rule would give 31 March 2012/);
});

test('a reservation to an article that allows none is reported, not applied', () => {
  const answer = ask(null, '2000-01-01', 'XAA', '3');
  assert.equal(answer.bound, 'yes');
  assert.match(answer.because.map(({ text }) => text).join(' '), /reported and not applied/);
});

test('a withdrawal without a clause to leave by changes nothing', () => {
  const file = participation('1997-08-25', 'withdrawal');
  const answer = ask(file, '2005-01-01');
  assert.equal(answer.bound, 'yes');
  assert.match(answer.because.map(({ text }) => text).join(' '), /changed nothing/);
  const stated = caseFile([
    ['P-6', 'Participation', 'state', ref('XAA')],
    ['P-6', 'Participation', 'instrument', ref('PACT')],
    ['P-6', 'Participation', 'action', code('withdrawal')],
    ['P-6', 'Participation', 'date', date('1997-08-25')],
    ['P-6', 'Participation', 'effect', date('1998-08-25')],
  ]);
  assert.equal(ask(stated, '2005-01-01').bound, 'yes');
});

test('signature alone does not bind', () => {
  const answer = ask(null, '1970-06-01');
  assert.equal(answer.bound, 'no');
  assert.equal(answer.basis, 'signed-only');
  assert.match(answer.because[0]?.text ?? '', /object and purpose/);
});

test('data older than the day asked about never say that a State is outside', () => {
  assert.equal(ask(null, '2010-01-01', 'XAB').bound, 'no');
  assert.equal(ask(null, '2010-01-02', 'XAB').bound, 'undecided');
  const inside = ask(null, '2024-01-01');
  assert.equal(inside.bound, 'yes');
  assert.equal(inside.lastConfirmed, '2010-01-01');
});

test('a State or a treaty that does not exist on the day, and unknown words, give clear answers', () => {
  const basis = (state: string, on: string, provision: string | null = null) =>
    ask(null, on, state, provision).basis;
  assert.equal(basis('XAB', '1980-04-30'), 'no-such-state');
  assert.equal(basis('XAC', '1991-01-01'), 'no-such-state');
  assert.equal(basis('XAA', '1959-12-31'), 'before-instrument');
  assert.equal(basis('XAA', '2000-01-01', '21'), 'no-such-provision');
  assert.equal(basis('XAA', '2000-01-01', 'nonsense'), 'no-such-provision');
  assert.equal(basis('XZZ', '2000-01-01'), 'unknown-state');
  const law = lawData(reference(), null);
  assert.equal(
    binding({ state: 'XAA', instrument: 'NONE', provision: null, on: d('2000') }, law).basis,
    'unknown-instrument',
  );
});

test('a treaty that only the dossier knows is counted by the rule the dossier states', () => {
  const file = caseFile([
    ['ACCORD', 'Instrument', 'title', words('Accord of Borgrad')],
    ['ACCORD', 'Instrument', 'kind', code('multilateral-treaty')],
    ['ACCORD', 'Instrument', 'inForce', date('1999-01-01')],
    ['ACCORD', 'Instrument', 'entryRule', words('thirtieth day after deposit (art. 12)')],
    ['P-3', 'Participation', 'state', ref('XAD')],
    ['P-3', 'Participation', 'instrument', ref('ACCORD')],
    ['P-3', 'Participation', 'action', code('accession')],
    ['P-3', 'Participation', 'date', date('2005-03-01')],
    ['P-4', 'Participation', 'state', ref('XAA')],
    ['P-4', 'Participation', 'instrument', ref('ACCORD')],
    ['P-4', 'Participation', 'action', code('signature')],
    ['P-4', 'Participation', 'date', date('2001-03-01')],
    ['XAD', 'State', 'name', words('Delmark')],
  ]);
  const law = lawData(reference(), file);
  const on = (state: string, day: string) =>
    binding({ state, instrument: 'ACCORD', provision: '5', on: d(day) }, law);
  assert.equal(on('XAD', '2005-03-30').bound, 'no');
  assert.equal(on('XAD', '2005-03-31').bound, 'yes');
  assert.deepEqual([on('XAA', '2010-01-01').bound, on('XAA', '2010-01-01').basis], ['no', 'signed-only']);
  assert.equal(on('XAB', '2010-01-01').bound, 'undecided');
});

test('a date that may be several days is answered only when every one of them agrees', () => {
  assert.equal(ask(null, '1982-12').bound, 'undecided');
  assert.equal(ask(null, '1983').bound, 'yes');
  assert.equal(ask(null, '1982-12-22~').bound, 'undecided');
  assert.equal(ask(null, '1982-11').bound, 'no');
});

test('once bound, every later day is bound until something ends it', () => {
  const law = lawData(reference(), null);
  fc.assert(
    fc.property(fc.integer({ min: -9000, max: 15_000 }), (offset) => {
      const day = addDays('1982-12-23', offset);
      const { bound } = binding({ state: 'XAA', instrument: 'PACT', provision: null, on: d(day) }, law);
      assert.equal(bound, offset >= 0 ? 'yes' : 'no');
    }),
  );
});

test('intervals are counted as treaties count them', () => {
  assert.equal(afterInterval('1954-03-11', { kind: 'days', count: 90 }), '1954-06-09');
  assert.equal(afterInterval('2001-11-30', { kind: 'months', count: 3 }), '2002-02-28');
  assert.equal(afterInterval('1967-10-04', { kind: 'same-day' }), '1967-10-04');
  const rome = { kind: 'first-of-month-after', count: 60, unit: 'days' } as const;
  assert.equal(afterInterval('2002-04-11', rome), '2002-07-01');
  assert.equal(afterInterval('2024-10-25', rome), '2025-01-01');
  const workers = { kind: 'first-of-month-after', count: 3, unit: 'months' } as const;
  assert.equal(afterInterval('2003-03-14', workers), '2003-07-01');
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40_000 }), fc.integer({ min: 0, max: 24 }), (days, count) => {
      const from = addDays('1950-01-01', days);
      assert.ok(afterInterval(from, { kind: 'months', count }) >= from);
      assert.equal(afterInterval(from, { kind: 'years', count }), addMonths(from, 12 * count));
    }),
  );
});

test('provision numbers are read in the ways letters write them', () => {
  const rows: [string, string][] = [
    ['33', '33'],
    ['Article 33(1)', '33(1)'],
    ['art. 33, para. 1', '33(1)'],
    ['Art 33 (1)', '33(1)'],
    ['1A(2)', '1A(2)'],
    ['1(A)(2)', '1A(2)'],
    ['1 a (2)', '1A(2)'],
    ['2(f)', '2(f)'],
    ['3(1)(c)', '3(1)(c)'],
    ['第三十三条', '33'],
    ['第十条', '10'],
    ['第一百二十六条', '126'],
    ['제33조 제1항', '33(1)'],
    ['第33条第1款', '33(1)'],
    ['IV', '4'],
    ['articles 24(1)(b)', '24(1)(b)'],
  ];
  for (const [text, expected] of rows) {
    const number = parseNumber(text);
    assert.equal(number === null ? null : numberText(number), expected, text);
  }
  for (const text of ['', 'nonsense', '0', 'China', 'IIII']) assert.equal(parseNumber(text), null, text);
  const [whole, part] = [parseNumber('16'), parseNumber('16(3)')];
  assert.ok(whole !== null && part !== null);
  assert.equal(covers(whole, part), true);
  assert.equal(covers(part, whole), false);
  assert.equal(listed(['1', '36-46'], part), false);
  assert.equal(listed(['36-46'], parseNumber('40(2)') ?? whole), true);
});

test('a State is found by name, code, capital and people, and shared names are not guessed', () => {
  const data = reference();
  const id = (text: string, file: CaseFile | null = null) => {
    const found = findState(data, file, text);
    return found.ok ? found.value.id : found.problem.kind;
  };
  assert.equal(id('aland'), 'XAA');
  assert.equal(id('Port Aland'), 'XAA');
  assert.equal(id('Alandic'), 'XAA');
  assert.equal(id('the Republic of Aland'), 'XAA');
  assert.equal(id('Nowhere'), 'no-such-state');
  const file = caseFile([
    ['XAD', 'State', 'name', words('Delmark')],
    ['XAD', 'State', 'alias', words('DM')],
    ['XAD', 'State', 'name', words('델마크', 'ko')],
    ['XAA', 'State', 'alias', words('Old Land')],
    ['XAB', 'State', 'alias', words('Old Land')],
  ]);
  assert.equal(id('델마크', file), 'XAD');
  assert.equal(id('DM', file), 'XAD');
  assert.equal(id('old land', file), 'ambiguous-state');
});

test('an instrument is found by id, short title and translation; its provisions within its articles', () => {
  const data = reference();
  for (const text of ['PACT', 'pact', 'the Invented Pact', 'UN Invented Pact', '가상협약'])
    assert.equal(unwrap(findInstrument(data, null, text)).id, 'PACT', text);
  const missing = findInstrument(data, null, 'Another Pact');
  assert.equal(missing.ok, false);
  const pact = unwrap(findInstrument(data, null, 'PACT'));
  assert.equal(unwrap(findProvision(pact, 'Article 3')).text, '3');
  assert.equal(findProvision(pact, '21').ok, false);
});

test('damaged reference data are refused with their file and row', () => {
  const problem = (change: Partial<Record<keyof ReferenceFiles, unknown>>) => {
    const parsed = parseReference(files(change));
    assert.equal(parsed.ok, false);
    return parsed.ok ? '' : `${parsed.problem.kind} ${parsed.problem.where}`;
  };
  assert.match(problem({ states: 7 }), /bad-reference-data data\/states\.json/);
  assert.match(problem({ sightings: [{ state: 'NOPE' }] }), /sightings\.json, row 1/);
  const columns = ['state', 'instrument', 'signed', 'action', 'date', 'effect', 'source', 'verified', 'note'];
  const row = (action: string, day: string) => ({
    columns,
    rows: [['XAA', 'PACT', null, action, day, null, 'table', true, null]],
  });
  assert.match(problem({ participations: row('blessing', '1982-09-24') }), /participations\.json, row 1/);
  assert.match(problem({ participations: row('accession', '1982-02-30') }), /participations\.json, row 1/);
  assert.match(problem({ participations: { columns, rows: [['XAA']] } }), /row 1/);
});

test('what a dossier says of a reservation and what the table says are one sentence with both behind it', () => {
  const table = reference({
    declarations: [
      {
        state: 'XAA',
        instrument: 'PACT',
        kind: 'reservation',
        of: null,
        provisions: ['7'],
        effect: 'unclear',
        words: 'art. 7',
        until: null,
        source: 'table',
        verified: false,
      },
    ],
  });
  const reserves = (text: string) =>
    caseFile([
      ['P-5', 'Participation', 'state', ref('XAA')],
      ['P-5', 'Participation', 'instrument', ref('PACT')],
      ['P-5', 'Participation', 'action', code('ratification')],
      ['P-5', 'Participation', 'date', date('1982-09-24')],
      ['P-5', 'Participation', 'reserves', words(text)],
    ]);
  const on = (file: CaseFile | null) =>
    binding({ state: 'XAA', instrument: 'PACT', provision: '7', on: d('2000') }, lawData(table, file));
  assert.equal(on(null).bound, 'undecided');
  assert.equal(on(reserves('7, second half')).bound, 'yes');
  assert.equal(on(reserves('7')).bound, 'no');
  assert.equal(on(reserves('8')).bound, 'undecided');
  assert.deepEqual(on(reserves('7')).reservations[0]?.claims, ['claim-4']);
});
