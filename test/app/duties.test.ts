/** Every duty asked of real and invented events: what did not bind is never said to be broken. */
import assert from 'node:assert/strict';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { findings, type Findings } from '../../src/app/findings.js';
import { unwrap } from '../../src/core/base/result.js';
import { readRules } from '../../src/core/law/rules.js';
import { reading } from '../../src/core/law/json.js';
import { loadReference } from '../../src/store/reference.js';
import { recordOf } from '../web/record.js';

const root = resolve(import.meta.dirname, '../../..');
const reference = unwrap(await loadReference());
const real = (await recordOf(join(root, 'dossiers', 'prc-dprk'))).file;
const invented = (await recordOf(join(root, 'dossiers', 'taravel-kesmor'))).file;
const of = (event: string) => unwrap(findings([real], reference, { event }));
const resultOf = (all: Findings, rule: string, state: string) =>
  all.findings.find((one) => one.rule === rule && one.state === state)?.result;

test('the invented State that only signed is bound by nothing it signed, in any of its events', () => {
  for (const event of ['E-2023-06-08', 'E-2023-02-17']) {
    const all = unwrap(findings([invented], reference, { event }));
    const own = [all, ...all.legs].flatMap((one) => one.findings).filter(({ state }) => state === 'XLU');
    assert.ok(own.length > 10, event);
    for (const { rule, basis, bound, result } of own) {
      assert.notEqual(result, 'met', `${event} ${rule}`);
      assert.notEqual(bound, 'yes', `${event} ${rule}`);
      if (basis === 'treaty')
        assert.ok(['not-bound', 'undecided', 'not-raised'].includes(result), `${event} ${rule}`);
    }
    assert.equal(resultOf(all, 'REFOULEMENT-1951', 'XLU'), 'not-bound');
  }
});

test('a State that is not bound is never shown to have met a rule, in any event of either dossier', () => {
  let asked = 0;
  for (const file of [real, invented])
    for (const [id, thing] of file.things) {
      if (thing.type !== 'Event') continue;
      for (const one of unwrap(findings([file], reference, { event: id })).findings) {
        asked++;
        if (one.result === 'met' || one.result === 'contested')
          assert.equal(one.bound, 'yes', `${id} ${one.rule}`);
        if (one.bound === 'no') assert.equal(one.result, 'not-bound', `${id} ${one.rule}`);
      }
    }
  assert.ok(asked > 200, `${asked}`);
});

test('9 October 2023 has its whole table, with treaty days as the depositary has them', () => {
  const all = of('E-2023-10-09');
  const since = (rule: string) => all.findings.find((one) => one.rule === rule)?.since;
  assert.equal(since('REFOULEMENT-CAT'), '1988-11-03');
  assert.equal(since('CHILD-3'), '1992-04-01');
  assert.equal(since('TRAFFICKED-6'), '1981-09-03');
  assert.equal(since('REFUGEE-1A2'), '1982-09-24');
  for (const rule of [
    'REFOULEMENT-ICCPR-7',
    'REFOULEMENT-ICCPR-6',
    'EXPULSION-13',
    'REFOULEMENT-ICPPED',
    'COLLECTIVE-22',
  ])
    assert.equal(resultOf(all, rule, 'CHN'), 'not-bound', rule);
  // The receiving State has duties of its own; the Convention against Torture is not among them.
  assert.equal(resultOf(all, 'RECEIVER-ICCPR-12', 'PRK'), 'undecided');
  assert.equal(resultOf(all, 'RECEIVER-CAT', 'PRK'), 'not-bound');
  assert.equal(resultOf(all, 'ASSIST-16', 'CHN'), 'undecided');
  assert.equal(resultOf(all, 'EXCLUSION-1F', 'CHN'), 'not-raised');
  assert.notEqual(resultOf(all, 'OTHER-NATIONALITY', 'CHN'), 'not-raised');
  assert.equal(
    all.findings.some(({ rule }) => rule.startsWith('INDIRECT')),
    false,
    'it was no chain',
  );
});

test('a chain of returns asks its first State of where it ended, and each leg of its own State', () => {
  const all = of('E-2013-05-LAOS');
  assert.deepEqual(
    all.legs.map(({ event }) => event),
    ['E-2013-05-LAOS-LEG-1', 'E-2013-05-LAOS-LEG-2'],
  );
  const first = all.legs[0];
  assert.ok(first);
  const indirect = first.findings.find(({ rule }) => rule === 'INDIRECT-CAT');
  assert.equal(indirect?.state, 'LAO');
  assert.equal(indirect?.since, '2012-10-26');
  assert.equal(indirect?.elements.find(({ id }) => id === 'danger')?.state, 'met');
  // Laos has not joined the Convention of 1951.
  assert.equal(resultOf(first, 'INDIRECT-1951', 'LAO'), 'not-bound');
  assert.equal(
    all.legs[1]?.findings.some(({ rule }) => rule.startsWith('INDIRECT')),
    false,
  );
});

test('an arrest is asked of the State whose organs made it, though nobody was sent anywhere', () => {
  const all = of('E-2019-LIAONING');
  const penalty = all.findings.find(({ rule }) => rule === 'PENALTY-31');
  assert.equal(penalty?.state, 'CHN');
  assert.equal(penalty?.elements[0]?.state, 'met');
  assert.equal(penalty?.result, 'undecided');
});

test('what came to the State after the event is no knowledge before it', () => {
  const all = of('E-2023-10-09');
  const before = all.knowledge.find(({ state }) => state === 'CHN')?.before ?? [];
  assert.ok(before.length > 10);
  for (const { date, id } of before) if (date !== undefined) assert.ok(date.slice(0, 7) <= '2023-10', id);
  assert.deepEqual(
    before.filter(({ id }) => id === 'POS-2023-10-12' || id === 'POS-2024-07'),
    [],
  );
  assert.ok(before.some(({ id, reached }) => id === 'POS-2017-07' && reached === 'yes'));
  assert.equal(before.find(({ id }) => id === 'L-CAH')?.reached, 'undecided');
});

test('risk is reasons with sources; a profile without any is listed as not recorded', () => {
  const { risk } = of('E-2023-10-09');
  const south = risk.find(({ profile }) => profile === 'south-contact');
  assert.ok(south !== undefined && south.reasons.length > 0);
  for (const one of risk.flatMap(({ reasons }) => reasons)) {
    assert.ok(one.claims.length > 0);
    assert.equal(one.basis === 'read', one.sources.length > 0, one.harm);
  }
  assert.deepEqual(risk.find(({ profile }) => profile === 'military')?.reasons, []);
  assert.doesNotMatch(JSON.stringify(risk), /score/);
});

test('a rule with a missing element, or of a provision the data do not hold, is refused with its place', () => {
  const rule = {
    id: 'X',
    version: '1',
    instrument: 'CAT',
    provision: '3',
    bearer: 'sender',
    destination: 'next',
    raised: null,
    title: { en: 'x', ko: 'x' },
    standard: { en: 'x', ko: 'x' },
    events: [],
    considerations: [],
    defences: [],
    source: 'x',
    verified: false,
  };
  const element = {
    id: 'a',
    label: { en: 'x', ko: 'x' },
    test: { kind: 'by-state' },
    decides: { en: 'x', ko: 'x' },
  };
  const read = (more: object) =>
    reading('rules.json', () => readRules([{ ...rule, ...more }], (_, number) => number === '3'));
  const places = [
    read({}),
    read({ elements: [] }),
    read({ elements: [element, element] }),
    read({ elements: [{ ...element, decides: undefined }] }),
    read({ elements: [{ ...element, test: { kind: 'guess' } }] }),
    read({ elements: [element], provision: '99' }),
    read({ elements: [element], instrument: null }),
  ].map((one) => (one.ok ? 'read' : (one.problem.where ?? '')));
  for (const where of places) assert.match(where, /^rules\.json, row 1/);
  assert.ok(read({ elements: [element] }).ok);
});

test('an agreement whose text leaves a choice compels nothing, and none is made to conflict unread', () => {
  const { agreements, domestic, positions } = of('E-2023-10-09').conflicts;
  const agreement = (id: string) => agreements.find(({ instrument }) => instrument === id);
  // "According to circumstances", with the exception for disaster.
  assert.equal(agreement('PRC-DPRK-1998')?.asks, 'leaves-choice');
  assert.deepEqual(agreement('PRC-DPRK-1998')?.clashes, []);
  assert.equal(agreement('PRC-DPRK-1964')?.asks, 'excepts');
  // That its text asks for return is general knowledge alone, and general knowledge decides nothing.
  assert.equal(agreement('PRC-DPRK-1986')?.asks, 'not-read');
  // With UNHCR, which is no State: no agreement between the two.
  assert.equal(agreement('PRC-UNHCR-1995'), undefined);
  const clashes = agreement('PRC-DPRK-1964')?.clashes ?? [];
  const against = (instrument: string) => clashes.find((one) => one.instrument === instrument);
  // North Korea has joined neither the refugee treaties nor the Convention against Torture, and the one on children.
  assert.deepEqual([against('CAT')?.sender, against('CAT')?.receiver], ['yes', 'no']);
  assert.ok(against('CAT')?.decidedBy.some(({ id }) => id === 'VCLT-30-4-5'));
  assert.equal(against('CRC')?.receiver, 'yes');
  assert.ok(against('CRC')?.decidedBy.every(({ id }) => id !== 'VCLT-30-4-5'));
  assert.equal(against('ICCPR'), undefined, 'China is not bound by it, so nothing clashes with it');
  assert.deepEqual(
    domestic.map(({ instrument, inForce }) => [instrument, inForce]),
    [['PRC-EEAL-2012', 'yes']],
  );
  assert.ok(positions.includes('POS-2023-10-12'));
  const early = of('E-2008-04').conflicts.domestic;
  assert.ok(
    early.every(({ inForce }) => inForce !== 'yes'),
    'the statute of 2012 promised nothing in 2008',
  );
});

test('what is argued names who holds it and who does not, and stands under no State', () => {
  for (const one of of('E-2023-10-09').conflicts.arguments) {
    assert.ok(one.for.length > 0 && one.against.length > 0, one.id);
    assert.equal(one.verified, false);
  }
});
