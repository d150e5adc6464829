/** A stranger is convinced of what was recorded, and of nothing else: not of another claim, date, place or log. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { claimAt, proofOf, recordedAt, recorder, signer } from '../../../test/ledger/proofs.js';
import { unwrap } from '../base/result.js';
import { claimToBytes } from '../claim/bytes.js';
import { signCheckpoint } from './checkpoint.js';
import { checkClaimProof, type ClaimProof, claimProofFrom, claimProofToText } from './claim-proof.js';
import { signerOf } from './note.js';
import { checkTwoRoots, twoRootsFrom, twoRootsToText } from './two-roots.js';

const stranger = signerOf('example.org/log', new Uint8Array(32).fill(6));

const read = (text: string) => unwrap(claimProofFrom(JSON.parse(text)) ?? assert.fail('another format'));

test('a proof written and read again shows the claim, its date, its recorder and its place', async () => {
  for (const [seq, size] of [
    [0, 1],
    [255, 256],
    [256, 257],
    [77, 700],
    [699, 700],
  ] as const) {
    const proof = read(claimProofToText(await proofOf(seq, size)));
    const proven = unwrap(checkClaimProof(proof, [signer]));
    assert.deepEqual([proven.seq, proven.at, proven.actor], [seq, recordedAt(seq), recorder]);
    assert.deepEqual(proven.claim, claimAt(seq));
    assert.equal(proven.checkpoint.size, size);
  }
});

test('a proof of anything but what was recorded is refused: each field, each byte of the file', async () => {
  const proof = await proofOf(77, 300);
  const whole = claimProofToText(proof);
  const seen = unwrap(checkClaimProof(read(whole), [signer]));
  const changed: readonly Partial<ClaimProof>[] = [
    { at: recordedAt(78) },
    { actor: 'person:8' },
    { seq: 78 },
    { seq: -1 },
    { seq: 77.5 },
    { salt: new Uint8Array(32) },
    { body: claimToBytes(claimAt(78)) },
    { inclusion: proof.inclusion.slice(1) },
    { inclusion: [...proof.inclusion, new Uint8Array(32)] },
    { inclusion: proof.inclusion.toReversed() },
  ];
  for (const change of changed) assert.equal(checkClaimProof({ ...proof, ...change }, [signer]).ok, false);
  for (const keys of [[], [stranger]]) assert.equal(checkClaimProof(proof, keys).ok, false);
  fc.assert(
    fc.property(fc.nat(whole.length - 1), fc.integer({ min: 32, max: 126 }), (place, code) => {
      const text = whole.slice(0, place) + String.fromCharCode(code) + whole.slice(place + 1);
      const value = jsonOf(text);
      const parsed = value === null ? null : claimProofFrom(value);
      const checked = parsed?.ok === true ? checkClaimProof(parsed.value, [signer]) : null;
      // Spelled otherwise it may still say the same; never something else.
      if (checked?.ok === true) assert.deepEqual(checked.value, seen);
    }),
    { numRuns: 300 },
  );
});

test('attack 17: two signed roots of one size are proof by themselves; anything less is not', () => {
  const note = (size: number, fill: number, by = signer) =>
    signCheckpoint({ origin: by.name, size, root: new Uint8Array(32).fill(fill) }, [by]);
  const keys = [{ name: signer.name, publicKey: signer.publicKey }];
  const proof = (a: string, b: string) =>
    unwrap(twoRootsFrom(JSON.parse(twoRootsToText({ checkpoints: [a, b], keys }))) ?? assert.fail('format'));
  const [a, b] = unwrap(checkTwoRoots(proof(note(9, 1), note(9, 2)), keys));
  assert.deepEqual([a.size, b.size, a.root[0], b.root[0]], [9, 9, 1, 2]);
  for (const two of [
    proof(note(9, 1), note(9, 1)),
    proof(note(9, 1), note(8, 2)),
    proof(note(9, 1), note(9, 2, stranger)),
    proof(note(9, 1), note(9, 1).replace('\n9\n', '\n9\n ')),
  ])
    assert.equal(checkTwoRoots(two, keys).ok, false);
});

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
