import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Actor, actorName, allowedFor, EVERY, type Grant, may } from './audience.js';
import { type Action, actions, type Role, roles } from './roles.js';

// What the four roles may do, written out by hand: the oracle of the table in roles.ts.
const written: Readonly<Record<Role, string>> = {
  reader: 'read',
  documenter: 'read record amend',
  analyst: 'read record amend judge',
  keeper: 'read record amend judge erase export admit maintain',
};

const grant = fc.record({
  dossier: fc.constantFrom(EVERY, 'one', 'two'),
  role: fc.constantFrom(...roles),
  compartments: fc.uniqueArray(fc.constantFrom('shelter', 'route-3'), { maxLength: 2 }),
});

function person(grants: readonly Grant[]): Actor {
  return { kind: 'person', id: 'p1', grants };
}

test('a role does what the table says and nothing more, in its own dossier alone', () => {
  for (const role of roles)
    for (const action of actions) {
      const actor = person([{ dossier: 'one', role, compartments: [] }]);
      assert.equal(may(actor, action, 'one'), written[role].split(' ').includes(action), `${role} ${action}`);
      assert.equal(may(actor, action, 'two'), false, `${role} ${action} elsewhere`);
    }
});

test('a compartment is read only by whoever was granted it by name, in that dossier', () => {
  fc.assert(
    fc.property(fc.array(grant, { maxLength: 4 }), fc.constantFrom('one', 'two'), (grants, dossier) => {
      const { audiences } = allowedFor(person(grants), dossier);
      const here = grants.filter((one) => one.dossier === EVERY || one.dossier === dossier);
      const expected = new Set(here.flatMap((one) => one.compartments.map((name) => `restricted:${name}`)));
      if (here.length > 0) expected.add('public').add('team');
      assert.deepEqual([...audiences].sort(), [...expected].sort());
    }),
  );
});

test('nobody reads nothing and does nothing; the public reads what is public', () => {
  const nobody: Actor = { kind: 'nobody' };
  assert.equal(allowedFor(nobody, 'one').audiences.size, 0);
  for (const action of actions) assert.equal(may(nobody, action, 'one'), false);
  assert.deepEqual([...allowedFor({ kind: 'public' }, 'one').audiences], ['public']);
  const forbidden: readonly Action[] = actions.filter((action) => action !== 'read');
  for (const action of forbidden) assert.equal(may({ kind: 'public' }, action, 'one'), false);
});

test('not even the operator reads compartments without being granted them', () => {
  const { audiences } = allowedFor({ kind: 'operator', name: 'operator' }, 'one');
  assert.deepEqual([...audiences].sort(), ['public', 'team']);
});

test('entries carry an id of a person, which no name can be read from', () => {
  assert.equal(actorName(person([])), 'person:p1');
});
