/** What one record hands to another must arrive whole: contradictions, audiences, judgements and what was amended. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { toHex } from '../../src/core/base/bytes.js';
import { byText } from '../../src/core/base/ids.js';
import { type Json, parseJson } from '../../src/core/base/json.js';
import { ok, unwrap } from '../../src/core/base/result.js';
import { claimToBytes } from '../../src/core/claim/bytes.js';
import { exportFromBytes } from '../../src/core/ledger/export.js';
import { amendToBytes, judgeToBytes } from '../../src/core/ledger/bodies.js';
import { consentToBytes } from '../../src/core/ledger/consent.js';
import { type Actor, allowedFor } from '../../src/core/policy/audience.js';
import { type CaseFile } from '../../src/core/view/thing.js';
import { exportDossier } from '../../src/app/exchange/export.js';
import { importBatch } from '../../src/app/exchange/import.js';
import { type OpenLineFile } from '../../src/app/exchange/pages.js';
import { type Statement } from '../../src/app/ports.js';
import { soundClaims } from '../core/claims.js';
import { watchedLedger } from './access-fixture.js';
import { claimOf, info } from './fixtures.js';

const keeper: Actor = {
  kind: 'person',
  id: 'p1',
  grants: [{ dossier: '*', role: 'keeper', compartments: ['shelter', 'route-3'] }],
};
const audiences = ['public', 'team', 'restricted:shelter'] as const;
const today = '2026-05-13';

/** Everything a reader sees of it, without what is of one record alone: ids, places in the log, times. */
function told(file: CaseFile): unknown {
  const things = [...file.things.values()].map((thing) => [
    thing.id,
    thing.claims
      .map(({ claim, standing, amendedBy }) => [
        toHex(claimToBytes(claim)),
        standing,
        amendedBy.map(({ action, why, replacement }) => [action, why, replacement !== null]),
      ])
      .sort((a, b) => byText(String(a[0]), String(b[0]))),
  ]);
  const { id: _, ...dossier } = file.dossier;
  return {
    dossier,
    things: things.sort((a, b) => byText(String(a[0]), String(b[0]))),
    judgements: file.judgements.map((one) => JSON.stringify(one)).sort(byText),
  };
}

test('export and import give equal claims, sources, passages, contradictions, audiences and judgements', async () => {
  const { ledger } = await watchedLedger();
  try {
    const made = fc.sample(soundClaims(audiences), { numRuns: 600, seed: 33 });
    unwrap(await ledger.openDossier({ ...info, id: 'first' }, null, 'test'));
    const claims = made.map((claim): Statement => ({ kind: 'claim', claim }));
    const terms = {
      subject: 'P-9',
      uses: ['hold', 'share:team'] as const,
      from: '2026-01-01',
      until: null,
      how: 'aloud',
      recordedBy: 'D-1',
    };
    const consent = consentToBytes({ action: 'give', name: 'C-9', audience: 'team', earlier: null, terms });
    const personal = claimOf('P-9', 'boatman', {
      thing: { type: 'Person', id: 'P-9' },
      property: 'occupation',
      audience: 'team',
      consent: 'C-9',
    });
    const judgement = (about: string, why: string) =>
      judgeToBytes({
        kind: 'independence',
        audience: 'team',
        judgement: { about, origins: ['A', 'B'], by: 'D-1', why },
      });
    unwrap(
      await ledger.append(
        'first',
        [
          ...claims,
          { kind: 'consent', body: consent, idempotencyKey: 'c' },
          { kind: 'claim', claim: personal },
          { kind: 'judge', body: judgement('E-1', 'two offices'), idempotencyKey: 'j1' },
          { kind: 'judge', body: judgement('E-2', 'a mistake'), idempotencyKey: 'j2' },
        ],
        keeper,
      ),
    );
    const file = unwrap(await ledger.caseFile('first', allowedFor(keeper, 'first')));
    const held = [...file.things.values()].flatMap((thing) => thing.claims);
    const actions = ['retract', 'dispute', 'reinstate', 'correct'] as const;
    const amends = held.slice(0, 60).map(({ id }, i): Statement => {
      const action = actions[i % 4] ?? 'retract';
      const replacement = action === 'correct' ? (held[i + 100]?.id ?? null) : null;
      return {
        kind: 'amend',
        body: amendToBytes({ target: id, action, replacement, why: `reason ${i}` }),
        idempotencyKey: `a${i}`,
      };
    });
    unwrap(await ledger.append('first', amends, keeper));

    let text = '';
    const lineFile: OpenLineFile = () =>
      Promise.resolve(
        ok({
          write: (part) => Promise.resolve(void (text += part)),
          finish: () => Promise.resolve(ok(undefined)),
          discard: () => Promise.resolve(),
        }),
      );
    const random = (length: number) => new Uint8Array(length).fill(7);
    const run = {
      ledger,
      actor: keeper,
      dossier: 'first',
      lineFile,
      random,
      states: new Map(),
      progress: undefined,
    };
    const before = unwrap(await ledger.head('first'));
    const done = unwrap(await exportDossier(run, { form: 'jsonl', to: 'x', force: false, asOf: undefined }));
    assert.equal(done.withheld, 0);
    assert.equal(done.amendments, 60);
    const lines: Json[] = text
      .trimEnd()
      .split('\n')
      .map((line) => unwrap(parseJson(line, 'line')));
    assert.equal(
      lines.filter((line) => JSON.stringify(line).includes('"record":"claim"')).length,
      done.claims,
    );

    const into = { ledger, actor: keeper, dossier: 'second', today };
    for (const again of [false, true]) {
      let [added, problems] = [0, 0];
      for (let from = 0; from < lines.length; from += 250) {
        const sent = unwrap(await importBatch(into, { lines: lines.slice(from, from + 250), dryRun: false }));
        added += sent.added;
        problems += sent.problems.length;
      }
      assert.deepEqual(
        [problems, added > 0],
        [0, !again],
        again ? 'a second time adds nothing' : 'all of it goes in',
      );
    }
    for (const actor of [keeper, { kind: 'public' }, { kind: 'operator', name: 'o' }] as const) {
      const [first, second] = [
        unwrap(await ledger.caseFile('first', allowedFor(actor, 'first'))),
        unwrap(await ledger.caseFile('second', allowedFor(actor, 'second'))),
      ];
      assert.deepEqual(told(second), told(first), actor.kind);
    }
    // The export itself is on record: by whom, in which form, how many, and nothing of what it held.
    const [noted] = unwrap(
      await ledger.entries('first', before.size, before.size + 1, allowedFor(keeper, 'first')),
    );
    assert.deepEqual([noted?.kind, noted?.actor, done.entry], ['export', 'person:p1', before.size]);
    assert.throws(() => exportFromBytes(new Uint8Array([1, 0])));
  } finally {
    await ledger.close();
  }
});
