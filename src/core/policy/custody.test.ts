/** A chain of custody that can be written into afterwards, or by whoever never had the item, proves nothing. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { toHex } from '../base/bytes.js';
import {
  custodyActions,
  type CustodyAction,
  type CustodyBody,
  custodyFromBytes,
  custodyToBytes,
} from '../ledger/custody.js';
import { type Chain, type CustodyEntry, foldCustody, itemKey, wrongCustody } from './custody.js';

const item = { file: 'ab'.repeat(32), source: 'S-1', audience: 'team' } as const;

function body(action: CustodyAction, more: Partial<CustodyBody> = {}): CustodyBody {
  const stamp = action === 'stamped' ? ({ kind: 'rfc3161', bytes: Uint8Array.of(1) } as const) : null;
  return { ...item, action, earlier: null, on: '2026-03-10', party: '', how: '', name: '', stamp, ...more };
}

const today = '2026-05-01';

/** Records in turn what is let in, as the ledger does; answers the kinds of what is refused. */
class Book {
  readonly entries: CustodyEntry[] = [];
  chain(): Chain | undefined {
    return foldCustody(this.entries).get(itemKey(item));
  }
  say(by: string, said: CustodyBody): string {
    const custody = { ...said, earlier: this.chain()?.head ?? null };
    const problem = wrongCustody(custody, this.chain(), { by, today });
    if (problem !== null) return problem.kind;
    const seq = this.entries.length;
    this.entries.push({
      seq,
      id: seq.toString(16).padStart(64, '0'),
      at: `${today}T00:00:00.000Z`,
      actor: by,
      custody,
    });
    return 'recorded';
  }
}

test('attack 39: an event of custody that is back-dated, or by somebody without the item, is refused', () => {
  const book = new Book();
  assert.equal(book.say('ann', body('opened')), 'custody-not-received', 'before its receipt');
  assert.equal(book.say('ann', body('received', { on: '2026-05-02' })), 'custody-future');
  assert.equal(book.say('ann', body('received', { party: 'B-1' })), 'recorded');
  assert.equal(book.say('bob', body('opened')), 'custody-not-held');
  assert.equal(book.say('ann', body('opened', { on: '2026-03-09' })), 'custody-back-dated');
  assert.equal(book.say('ann', body('opened', { on: '2026-03-12' })), 'recorded');
  assert.equal(
    book.say('ann', body('copied', { on: '2026-03-11' })),
    'custody-back-dated',
    'between two events',
  );
  assert.equal(book.say('ann', body('transferred', { on: '2026-03-12' })), 'custody-no-party');
  assert.equal(book.say('ann', body('transferred', { on: '2026-03-12', party: 'bob' })), 'recorded');
  assert.equal(book.say('ann', body('copied', { on: '2026-03-12' })), 'custody-not-held', 'no longer');
  assert.equal(book.say('eve', body('received', { on: '2026-03-12', party: 'ann' })), 'custody-not-held');
  assert.equal(book.say('bob', body('stamped', { on: '2026-03-13' })), 'recorded');
  const stale = wrongCustody({ ...body('opened'), on: '2026-03-14' }, book.chain(), { by: 'bob', today });
  assert.equal(stale?.kind, 'custody-changed', 'an order written before the last event was known');
});

test('whatever is tried, days never go back, and only who had the item said what happened to it', () => {
  const day = fc.integer({ min: 1, max: 30 }).map((n) => `2026-04-${String(n).padStart(2, '0')}`);
  const who = fc.constantFrom('ann', 'bob', 'eve');
  const actions = fc.constantFrom(...(Object.keys(custodyActions) as CustodyAction[]));
  fc.assert(
    fc.property(fc.array(fc.tuple(who, actions, day, who), { maxLength: 40 }), (tries) => {
      const book = new Book();
      for (const [by, action, on, party] of tries) book.say(by, body(action, { on, party }));
      // Told again from the entries alone, by hand: who has it after each.
      let holder: string | null = null;
      let last = '';
      for (const { actor, custody } of book.entries) {
        assert.ok(custody.on >= last);
        last = custody.on;
        if (custody.action === 'received') {
          assert.ok(holder === null || (holder !== actor && custody.party === holder));
          holder = actor;
          continue;
        }
        assert.equal(actor, holder);
        if (custody.action === 'transferred') holder = custody.party;
      }
    }),
  );
});

test('an event comes back from its bytes as it was, and no altered byte reads as another one', () => {
  const said = body('received', { party: 'B-1', how: 'by hand, 손으로', name: '../../etc/passwd' });
  const bytes = custodyToBytes(said);
  assert.deepEqual(custodyFromBytes(bytes), said);
  const stamped = body('stamped');
  assert.deepEqual(custodyFromBytes(custodyToBytes(stamped)), stamped);
  for (let length = 0; length < bytes.length; length++)
    assert.throws(() => custodyFromBytes(bytes.subarray(0, length)));
  assert.throws(() => custodyFromBytes(custodyToBytes({ ...said, audience: 'public' })), /audience/);
  assert.equal(toHex(bytes.subarray(0, 13)), '0100000008' + toHex(new TextEncoder().encode('received')));
});
