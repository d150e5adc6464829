/**
 * A door said to be open that is shut costs a family a year; one said to be shut costs a life. Days are those
 * of the depositary's table of March 2015 (deposit, and the interval of the protocol counted by hand), and
 * what States declared on joining.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { doors } from '../../src/app/doors.js';
import { lawOf } from '../../src/app/law.js';
import { parseDate } from '../../src/core/base/date.js';
import { unwrap } from '../../src/core/base/result.js';
import { doorOf, doorsOf, type DoorStatus } from '../../src/core/law/doors.js';
import { loadReference } from '../../src/store/reference.js';

const reference = unwrap(await loadReference());
const law = lawOf({ reference, file: null });

const asked = (
  state: string,
  id: string,
  { on, event, others = [] }: { on: string; event?: string; others?: readonly string[] },
) => {
  const door = reference.doors.doors.find((one) => one.id === id);
  assert.ok(door, id);
  return doorOf(
    door,
    {
      state,
      on: unwrap(parseDate(on)),
      event: event === undefined ? null : unwrap(parseDate(event)),
      others,
      decided: null,
    },
    law,
  );
};

/** State, door, day, answer; the deposit it follows from. */
const table: readonly (readonly [string, string, string, DoorStatus, string])[] = [
  ['MNG', 'HRC-OP1', '1991-07-15', 'shut', 'deposit 1991-04-16, three months'],
  ['MNG', 'HRC-OP1', '1991-07-16', 'open', 'deposit 1991-04-16, three months'],
  ['PHL', 'HRC-OP1', '1989-11-21', 'shut', 'deposit 1989-08-22'],
  ['PHL', 'HRC-OP1', '1989-11-22', 'open', 'deposit 1989-08-22'],
  ['KOR', 'HRC-OP1', '1990-07-09', 'shut', 'deposit 1990-04-10'],
  ['KOR', 'HRC-OP1', '1990-07-10', 'open', 'deposit 1990-04-10'],
  ['RUS', 'HRC-OP1', '1991-12-31', 'shut', 'deposit 1991-10-01'],
  ['RUS', 'HRC-OP1', '1992-01-01', 'open', 'deposit 1991-10-01'],
  ['KHM', 'CEDAW-OP-2', '2011-01-12', 'shut', 'deposit 2010-10-13'],
  ['KHM', 'CEDAW-OP-2', '2011-01-13', 'open', 'deposit 2010-10-13'],
  ['MNG', 'CEDAW-OP-2', '2002-06-27', 'shut', 'deposit 2002-03-28'],
  ['MNG', 'CEDAW-OP-2', '2002-06-28', 'open', 'deposit 2002-03-28'],
  ['KOR', 'CEDAW-OP-2', '2007-01-17', 'shut', 'deposit 2006-10-18'],
  ['KOR', 'CEDAW-OP-2', '2007-01-18', 'open', 'deposit 2006-10-18'],
  ['THA', 'CEDAW-OP-2', '2000-12-21', 'shut', 'deposit 2000-06-14, with the protocol itself'],
  ['THA', 'CEDAW-OP-2', '2000-12-22', 'open', 'deposit 2000-06-14, with the protocol itself'],
  ['DEU', 'CRC-OPIC-5', '2014-04-13', 'shut', 'deposit 2013-02-28, with the protocol itself'],
  ['DEU', 'CRC-OPIC-5', '2014-04-14', 'open', 'deposit 2013-02-28, with the protocol itself'],
  ['THA', 'CRC-OPIC-5', '2014-04-14', 'open', 'deposit 2012-09-25'],
  ['KHM', 'CED-30', '2013-07-26', 'shut', 'deposit 2013-06-27, thirtieth day'],
  ['KHM', 'CED-30', '2013-07-27', 'open', 'deposit 2013-06-27, thirtieth day'],
  ['JPN', 'CED-30', '2010-12-22', 'shut', 'deposit 2009-07-23, with the convention itself'],
  ['JPN', 'CED-30', '2010-12-23', 'open', 'deposit 2009-07-23, with the convention itself'],
  ['THA', 'CED-30', '2015-03-14', 'shut', 'signature 2012-01-09 and no more by then'],
  ['LAO', 'CED-30', '2015-03-14', 'shut', 'signature 2008-09-29 and no more by then'],
  ['BGD', 'CRPD-OP-1', '2008-06-10', 'shut', 'deposit 2008-05-12, thirtieth day'],
  ['BGD', 'CRPD-OP-1', '2008-06-11', 'open', 'deposit 2008-05-12, thirtieth day'],
  ['MNG', 'CRPD-OP-1', '2009-06-12', 'open', 'deposit 2009-05-13'],
  ['ARG', 'ICESCR-OP-2', '2013-05-04', 'shut', 'deposit 2011-10-24, with the protocol itself'],
  ['ARG', 'ICESCR-OP-2', '2013-05-05', 'open', 'deposit 2011-10-24, with the protocol itself'],
  ['CHN', 'HRC-OP1', '2015-03-14', 'shut', 'in no row of the table'],
  ['CHN', 'CEDAW-OP-2', '2015-03-14', 'shut', 'in no row of the table'],
  ['CHN', 'CRC-OPIC-5', '2015-03-14', 'shut', 'in no row of the table'],
  ['CHN', 'CED-30', '2015-03-14', 'shut', 'in no row of the table'],
  ['PRK', 'HRC-OP1', '2015-03-14', 'shut', 'in no row of the table'],
  ['USA', 'HRC-OP1', '2015-03-14', 'shut', 'in no row of the table'],
  ['CHN', 'CAT-22', '2012-06-01', 'shut', 'a study of 2012 says that it made no declaration'],
  ['CHN', 'CAT-20', '2015-03-14', 'shut', 'declaration on joining: art. 20 not recognised'],
  ['LAO', 'CAT-20', '2015-03-14', 'shut', 'declaration on joining'],
  ['KHM', 'CAT-20', '2015-03-14', 'open', 'party, and no such declaration in the table'],
  ['GNB', 'CAT-22', '2013-10-24', 'open', 'declaration with the deposit of 2013-09-24, thirtieth day'],
  ['GNB', 'CAT-22', '2013-10-23', 'shut', 'not yet bound'],
  ['KOR', 'CERD-14', '2015-03-14', 'open', 'declaration in the table of 2015'],
  ['BLZ', 'CEDAW-OP-8', '2015-03-14', 'shut', 'declaration under art. 10'],
  ['THA', 'CEDAW-OP-8', '2015-03-14', 'open', 'party, and no such declaration in the table'],
  ['CHN', 'ICJ-CAT', '2015-03-14', 'shut', 'reservation to art. 30(1)'],
  ['CHN', 'ICJ-REFUGEE-1951', '2015-03-14', 'open', 'party; art. 38 cannot be reserved'],
  ['CHN', 'ICJ-REFUGEE-PROT-1967', '2015-03-14', 'argued', 'reservation to art. IV, and art. 38 stands'],
  ['CHN', 'ICJ-CERD', '2015-03-14', 'shut', 'reservation to art. 22'],
  ['CHN', 'CERD-11', '2015-03-14', 'open', 'party; needs no declaration'],
  ['KHM', 'ICC', '2010-01-01', 'open', 'party to the Rome Statute since 2002'],
];

test('every door of the table stands as the depositary’s days say: none said to be open that was shut', () => {
  const wrong = table.filter(([state, id, on, status]) => asked(state, id, { on }).status !== status);
  assert.deepEqual(
    wrong.map(([state, id, on, wanted, why]) => [
      state,
      id,
      on,
      wanted,
      asked(state, id, { on }).status,
      why,
    ]),
    [],
  );
  assert.ok(table.length >= 50);
});

test('a State last seen outside is undecided on a later day, with the day it was seen; never open, never shut', () => {
  const found = asked('CHN', 'HRC-OP1', { on: '2026-06-01' });
  assert.equal(found.status, 'undecided');
  assert.deepEqual(found.lastSeen, { status: 'shut', on: '2025-01-01' });
});

test('a door that opened after the event is argued for what went on, not open', () => {
  const found = asked('KOR', 'HRC-OP1', { on: '1995-01-01', event: '1990-07-09' });
  assert.equal(found.status, 'argued');
  assert.equal(asked('KOR', 'HRC-OP1', { on: '1995-01-01', event: '1990-07-10' }).status, 'open');
  // The committee looks at the State as it is when it reports.
  assert.equal(asked('CHN', 'CAT-19', { on: '2010-01-01', event: '1970-01-01' }).status, 'open');
});

test('an acceptance known by its year only is undecided within that year', () => {
  assert.equal(asked('KOR', 'CAT-22', { on: '2006-12-31' }).status, 'shut');
  assert.equal(asked('KOR', 'CAT-22', { on: '2007-07-01' }).status, 'undecided');
  const after = asked('KOR', 'CAT-22', { on: '2008-01-01' });
  assert.equal(after.status, 'open');
  assert.equal(after.verified, false, 'general knowledge says so');
});

test('where no source says whether a State accepted, the door is undecided, never shut', () => {
  assert.equal(asked('ALB', 'CERD-14', { on: '2020-01-01' }).status, 'undecided');
});

test('the urgent procedure for disappearances is shut a day after its three months, and the ordinary one is not', () => {
  const event = '2023-10-09';
  assert.equal(asked('CHN', 'WGEID-URGENT', { on: '2024-01-09', event }).status, 'open');
  const late = asked('CHN', 'WGEID-URGENT', { on: '2024-01-10', event });
  assert.equal(late.status, 'shut');
  assert.equal(late.deadline.last, '2024-01-09');
  assert.equal(asked('CHN', 'WGEID', { on: '2030-01-10', event }).status, 'open');
});

test('a deadline is told from the first day an uncertain event may have been: never later than it is', () => {
  const found = asked('CHN', 'WGEID-URGENT', { on: '2023-11-01', event: '2023-10' });
  assert.equal(found.deadline.last, '2024-01-01');
});

test('four months to Strasbourg after February 2022, six before; without the decision there is no day', () => {
  const ask = (decided: string) =>
    unwrap(doors([], reference, { of: 'France', on: '2022-03-01', decided }))
      .states.flatMap((one) => one.doors)
      .find(({ id }) => id === 'ECTHR');
  assert.equal(ask('2022-02-01')?.deadline.last, '2022-06-01');
  assert.equal(ask('2022-01-31')?.deadline.last, '2022-07-31');
  const open = asked('FRA', 'ECTHR', { on: '2022-03-01' }).deadline;
  assert.deepEqual([open.last, open.needs], [null, 'decision']);
});

test('crimes partly on the territory of a party are argued, wholly outside undecided by the accused’s nationality', () => {
  const event = '2013-06-01';
  assert.equal(asked('CHN', 'ICC', { on: event, event, others: ['PRK'] }).status, 'undecided');
  assert.equal(asked('CHN', 'ICC', { on: event, event, others: ['KOR'] }).status, 'argued');
});

test('no door is open towards a State that was not there, or before there was such a body', () => {
  for (const [state, on] of [
    ['TLS', '1990-01-01'],
    ['SUN', '2010-01-01'],
    ['CHN', '1945-06-01'],
  ] as const) {
    const found = doorsOf({ state, on: unwrap(parseDate(on)), event: null, others: [], decided: null }, law);
    assert.deepEqual(
      found.filter(({ status }) => status === 'open' || status === 'argued').map(({ door }) => door.id),
      [],
      `${state} ${on}`,
    );
  }
});

test('what is bound opens no complaint by itself: an open optional door always rests on a declaration', () => {
  const optional = reference.doors.doors.filter(({ gate }) => gate.kind === 'optional');
  const states = [...reference.states.keys()];
  fc.assert(
    fc.property(
      fc.constantFrom(...optional),
      fc.constantFrom(...states),
      fc.integer({ min: 1970, max: 2026 }),
      (door, state, year) => {
        const found = asked(state, door.id, { on: `${year}-06-15` });
        if (found.status !== 'open' || !('provision' in door.gate)) return;
        const { instrument, provision } = door.gate;
        assert.ok(
          reference.doors.acceptances.some(
            (one) =>
              one.state === state &&
              one.instrument === instrument &&
              one.provision === provision &&
              one.accepts,
          ),
        );
      },
    ),
    { numRuns: 2000 },
  );
});

test('words that name no State and no event are refused, each in its own words', () => {
  const ask = (of: string, more = {}) => doors([], reference, { of, on: '2024-01-01', ...more });
  for (const [of, more, kind] of [
    ['Atlantis', {}, 'no-such-event'],
    ['China', { on: 'soon' }, 'bad-date'],
    ['China', { decided: '2024-02-30' }, 'bad-day'],
    ['Korea', {}, 'ambiguous-state'],
  ] as const) {
    const answer = ask(of, more);
    assert.equal(answer.ok ? 'ok' : answer.problem.kind, kind, of);
  }
});

test('every door says who may go to it, in both languages, and what it rests on', () => {
  for (const door of reference.doors.doors) {
    assert.ok(door.who.length > 0, door.id);
    for (const label of [
      door.body,
      door.title,
      door.limit.words,
      ...door.who,
      ...door.admissibility,
      ...door.fields,
    ]) {
      assert.match(label.en, /[a-z]/i, door.id);
      assert.match(label.ko, /[가-힣]/, door.id);
    }
    assert.notEqual(door.source, '');
  }
});
