/** Nobody lets themselves, or anyone else, further in than they are. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { mayGive, mayLink, mayTakeOff } from './admit.js';
import { type Actor, allowedFor, EVERY, type Grant, may } from './audience.js';
import { roles } from './roles.js';

const grant: fc.Arbitrary<Grant> = fc.record({
  dossier: fc.constantFrom(EVERY, 'one', 'two'),
  role: fc.constantFrom(...roles),
  compartments: fc.uniqueArray(fc.constantFrom('shelter', 'route-3'), { maxLength: 2 }),
});

function person(grants: readonly Grant[]): Actor {
  return { kind: 'person', id: 'p1', grants };
}

test('whatever anyone gives adds nothing to what they could read themselves, in any dossier', () => {
  fc.assert(
    fc.property(fc.array(grant, { maxLength: 4 }), grant, (held, given) => {
      const giver = person(held);
      if (!mayGive(giver, given)) return;
      for (const dossier of ['one', 'two', 'three']) {
        const before = allowedFor(giver, dossier).audiences;
        for (const audience of allowedFor(person([given]), dossier).audiences)
          assert.ok(before.has(audience), `${audience} in ${dossier}`);
        if (may(person([given]), 'admit', dossier)) assert.ok(may(giver, 'admit', dossier));
      }
    }),
  );
});

test('only whoever admits people where somebody has a role may take them off, and a link takes more than that', () => {
  fc.assert(
    fc.property(fc.array(grant, { maxLength: 3 }), fc.array(grant, { maxLength: 3 }), (held, theirs) => {
      const actor = person(held);
      for (const { dossier } of theirs)
        if (!may(actor, 'admit', dossier)) assert.equal(mayTakeOff(actor, theirs), false);
      if (mayLink(actor, theirs)) assert.ok(theirs.every((one) => mayGive(actor, one)));
      if (!mayTakeOff(actor, theirs)) assert.equal(mayLink(actor, theirs), false);
    }),
  );
});

test('the keeper of one dossier neither admits to every dossier nor opens a compartment they do not read', () => {
  const keeper = person([{ dossier: 'one', role: 'keeper', compartments: [] }]);
  assert.equal(mayGive(keeper, { dossier: 'one', role: 'keeper', compartments: [] }), true);
  assert.equal(mayGive(keeper, { dossier: EVERY, role: 'reader', compartments: [] }), false);
  assert.equal(mayGive(keeper, { dossier: 'one', role: 'reader', compartments: ['shelter'] }), false);
  assert.equal(mayTakeOff(keeper, []), false);
});
