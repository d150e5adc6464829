/** What the law is asked in haste or bad faith: clear results, never a guess, and nobody bound who was not. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays, day } from '../base/date.js';
import { unwrap } from '../base/result.js';
import { loadReference } from '../../store/reference.js';
import { binding } from './binding.js';
import { lawData } from './data.js';
import { ask, caseFile, code, d, date, files, participation, ref, reference, words } from './fixture.js';
import { type InstrumentId } from './reference.js';
import { parseReference } from './parse.js';

const said = (answer: { readonly because: readonly { readonly text: string }[] }) =>
  answer.because.map(({ text }) => text).join(' ');

test('a State that does not exist yet or any more is bound by nothing, and who came after it is named', () => {
  // Borland came to be on 1 May 1980; Coria ended with 1990.
  const law = lawData(reference(), null);
  const asked = (state: string, on: string) =>
    binding({ state, instrument: 'PACT', provision: null, on: d(on) }, law);
  assert.deepEqual([asked('XAB', '1975').bound, asked('XAB', '1975').basis], ['no', 'no-such-state']);
  const ended = asked('XAC', '1999-01-01');
  assert.deepEqual([ended.bound, ended.basis], ['no', 'no-such-state']);
  assert.match(said(ended), /Borland/);
});

test('a day before the treaty was adopted binds nobody', () => {
  const answer = ask(null, '1950-01-01');
  assert.deepEqual([answer.bound, answer.basis], ['no', 'before-instrument']);
});

test('contradictory deposits leave the time between them undecided, and never the time before both', () => {
  // Two sources, two days: 1 March 1990 and 1 March 1992; the rule adds ninety days.
  const file = caseFile([
    ['P-1', 'Participation', 'state', ref('XAB')],
    ['P-1', 'Participation', 'instrument', ref('PACT')],
    ['P-1', 'Participation', 'action', code('accession')],
    ['P-1', 'Participation', 'date', date('1990-03-01')],
    ['P-1', 'Participation', 'date', date('1992-03-01')],
  ]);
  assert.equal(ask(file, '1990-01-01', 'XAB').bound, 'no');
  assert.equal(ask(file, '1991-01-01', 'XAB').bound, 'undecided');
  assert.equal(ask(file, '1993-01-01', 'XAB').bound, 'yes');
  assert.match(said(ask(file, '1991-01-01', 'XAB')), /Another source tells another day/);
});

test('an act that has no name here is told, and counted as no other', () => {
  const answer = ask(participation('1985-01-01', 'blessing', 'XAB'), '2005-01-01', 'XAB');
  assert.notEqual(answer.bound, 'yes');
  assert.match(said(answer), /“blessing”.*told and not counted/);
});

test('an uncertain date that straddles entry into force is undecided, and settled on either side', () => {
  // A deposit some time in 1985: at the earliest bound on 1 April 1985, at the latest on 31 March 1986.
  const file = participation('1985', 'accession', 'XAB');
  assert.equal(ask(file, '1985-03-31', 'XAB').bound, 'no');
  assert.equal(ask(file, '1985-12-01', 'XAB').bound, 'undecided');
  assert.equal(ask(file, '1986-03-31', 'XAB').bound, 'yes');
  assert.equal(ask(participation('1985-01-01', 'accession', 'XAB'), '1985', 'XAB').bound, 'undecided');
});

test('a reservation to a provision that does not exist takes nothing away, and is told', () => {
  const file = caseFile([
    ['P-1', 'Participation', 'state', ref('XAA')],
    ['P-1', 'Participation', 'instrument', ref('PACT')],
    ['P-1', 'Participation', 'action', code('ratification')],
    ['P-1', 'Participation', 'date', date('1982-09-24')],
    ['P-1', 'Participation', 'reserves', words('99')],
  ]);
  const whole = ask(file, '1990-01-01');
  assert.equal(whole.bound, 'yes');
  assert.match(said(whole), /does not have; it has articles 1 to 20/);
  assert.equal(ask(file, '1990-01-01', 'XAA', '5').bound, 'yes');
  assert.equal(ask(null, '1990-01-01', 'XAA', '99').basis, 'no-such-provision');
});

test('succession that comes round to its beginning, or from nowhere, is refused with its row', () => {
  const { states, ...rest } = files();
  const rows = states as readonly Readonly<Record<string, unknown>>[];
  const heirs = (ids: Readonly<Record<string, readonly string[]>>) =>
    parseReference({
      ...rest,
      states: rows.map((row) => ({ ...row, successors: ids[String(row['id'])] ?? [] })),
    });
  const circle = heirs({ XAB: ['XAC'], XAC: ['XAB'] });
  assert.ok(!circle.ok && /circle/.test(circle.problem.message));
  const self = heirs({ XAA: ['XAA'] });
  assert.ok(!self.ok && self.problem.kind === 'bad-reference-data');
  const nowhere = heirs({ XAC: ['XZZ'] });
  assert.ok(!nowhere.ok && /States that are here/.test(nowhere.problem.message));
  assert.ok(heirs({ XAC: ['XAA', 'XAB'] }).ok, 'two heirs are no circle');
});

test('provisional application binds from the day it said until notice, and joining follows it without a gap', () => {
  // Vienna Convention on the Law of Treaties, art. 25: no ninety days to wait, and notice ends it as notified.
  const acts = (list: readonly (readonly [string, string, string])[]) =>
    caseFile(
      list.flatMap(([id, action, on]) => [
        [id, 'Participation', 'state', ref('XAB')],
        [id, 'Participation', 'instrument', ref('PACT')],
        [id, 'Participation', 'action', code(action)],
        [id, 'Participation', 'date', date(on)],
      ]),
    );
  const applied = acts([['P-1', 'provisional-application', '1985-01-01']]);
  assert.equal(ask(applied, '1984-12-31', 'XAB').bound, 'no');
  const now = ask(applied, '1985-01-01', 'XAB');
  assert.deepEqual([now.bound, now.basis], ['yes', 'provisional']);
  // The treaty has no clause to leave by: that holds for parties, not for who applies it provisionally.
  const stopped = acts([
    ['P-1', 'provisional-application', '1985-01-01'],
    ['P-2', 'withdrawal', '1986-01-01'],
  ]);
  assert.equal(ask(stopped, '1985-12-31', 'XAB').bound, 'yes');
  assert.deepEqual(
    [ask(stopped, '1986-01-01', 'XAB').bound, ask(stopped, '1986-01-01', 'XAB').basis],
    ['no', 'ended'],
  );
  const joined = acts([
    ['P-1', 'provisional-application', '1985-01-01'],
    ['P-2', 'ratification', '1986-01-01'],
  ]);
  // 1 January 1986 and ninety days: 1 April 1986.
  assert.equal(ask(joined, '1986-03-31', 'XAB').basis, 'provisional');
  const party = ask(joined, '1986-04-01', 'XAB');
  assert.deepEqual([party.basis, party.since], ['party', '1986-04-01']);
});

test('a State that never consented is bound on no day and under no provision', async () => {
  // The Democratic People's Republic of Korea is in no table of the Convention, its Protocol or the Convention against Torture.
  const law = lawData(unwrap(await loadReference()), null);
  const instruments: readonly InstrumentId[] = ['REFUGEE-1951', 'REFUGEE-PROT-1967', 'CAT'];
  fc.assert(
    fc.property(
      fc.constantFrom(...instruments),
      fc.integer({ min: 0, max: 22_000 }),
      fc.constantFrom(null, '1', '3', '33', '33(1)'),
      (instrument, days, provision) => {
        const on = day(addDays('1955-01-01', days));
        return binding({ state: 'PRK', instrument, provision, on }, law).bound !== 'yes';
      },
    ),
  );
});
