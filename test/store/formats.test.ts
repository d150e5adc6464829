/** The formats' pages say what the code does: vectors computed by another program, read from the pages themselves. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { FieldWriter, fromHex, toHex, utf8 } from '../../src/core/base/bytes.js';
import { parseDate } from '../../src/core/base/date.js';
import { unwrap } from '../../src/core/base/result.js';
import { claimFromBytes, claimToBytes, statementBytes } from '../../src/core/claim/bytes.js';
import { type Claim } from '../../src/core/claim/claim.js';
import { amendToBytes, dossierToBytes, judgeToBytes } from '../../src/core/ledger/bodies.js';
import { fingerprint, sealEntry, seededSalt } from '../../src/core/ledger/entry.js';
import { rootOf, treeOf } from '../../src/core/ledger/tree.js';
import { formsOf } from '../../src/store/journal/form.js';
import { encodeFrame } from '../../src/store/journal/frame.js';
import { decodeRecord, encodeRecord } from '../../src/store/journal/frame.js';
import { keyCheck } from '../../src/store/record/head.js';
import { derive } from '../../src/store/record/prepare.js';
import { vaultOf } from '../../src/store/vault/vault.js';
import { wrapKey, wrapsToBytes } from '../../src/store/vault/wraps.js';

const pages = resolve(import.meta.dirname, '../../../docs/formats');

function vectorsOf(page: string): (name: string) => string {
  const block = /## Vectors[\s\S]*?```json\n([\s\S]*?)```/.exec(readFileSync(join(pages, page), 'utf8'))?.[1];
  const vectors = JSON.parse(block ?? '{}') as Readonly<Record<string, string>>;
  return (name) => {
    const found = vectors[name];
    assert.ok(found !== undefined, `${page} has no vector ${name}`);
    return found;
  };
}

const bytes = vectorsOf('bytes.md');
const ledger = vectorsOf('ledger.md');
const atRest = vectorsOf('at-rest.md');
const hex = (text: string) => unwrap(fromHex(text));

const claim: Claim = {
  thing: { type: 'Event', id: 'E-1' },
  property: 'figure',
  value: {
    kind: 'figure',
    figure: {
      low: 501,
      high: null,
      best: null,
      qualifier: 'more-than',
      words: 'more than 500',
      unit: 'persons',
      scope: '',
    },
  },
  source: 'S-1',
  accordingTo: ['NGO-1'],
  locator: { page: '3', chars: [10, 23] },
  stance: 'asserts',
  said: unwrap(parseDate('2024-04')),
  credibility: { source: 'B', information: '2' },
  audience: 'public',
  consent: null,
  basis: 'read',
  note: '',
};

const config = dossierToBytes({
  id: 'invented',
  title: { en: 'An invented dossier', ko: '가상의 사건철' },
  summary: { en: '', ko: '' },
  returningStates: ['AAA'],
  originStates: ['BBB'],
  period: unwrap(parseDate('2020/2026')),
  invented: true,
});

test('canonical bytes are those another program makes from their description', () => {
  assert.equal(toHex(new FieldWriter(1).text('가').finish().subarray(1)), bytes('field'));
  assert.equal(toHex(new FieldWriter(1).list(['a', '']).finish().subarray(1)), bytes('list'));
  assert.equal(toHex(claimToBytes(claim)), bytes('claim'));
  assert.deepEqual(claimFromBytes(hex(bytes('claim'))), claim);
  assert.equal(toHex(statementBytes(claim)), bytes('statement'));
  const why = 'Misread page 3.';
  const amend = amendToBytes({ target: ledger('id'), action: 'retract', replacement: null, why });
  assert.equal(toHex(amend), bytes('amend'));
  const judgement = { about: 'E-1', origins: ['NGO-1', 'NGO-2'], by: 'tester', why: 'Different witnesses.' };
  assert.equal(toHex(judgeToBytes({ kind: 'independence', audience: 'team', judgement })), bytes('judge'));
  assert.equal(toHex(config), bytes('config'));
});

const by = { at: '2026-05-13T09:00:00.000Z', actor: 'tester' };
const entry0 = {
  ...sealEntry({ ...by, kind: 'config', salt: new Uint8Array(32).fill(0xff), body: config }, 0),
  key: 'config 0',
};
const entry1 = {
  ...sealEntry({ ...by, kind: 'claim', salt: hex(ledger('salt')), body: claimToBytes(claim) }, 1),
  key: '',
};

test('ids, leaves, roots and fingerprints are those another program makes from their description', () => {
  assert.equal(toHex(entry1.id), ledger('id'));
  assert.equal(toHex(entry1.leaf), ledger('leaf'));
  assert.equal(toHex(entry0.leaf), ledger('configLeaf'));
  assert.equal(toHex(rootOf(treeOf([entry0.leaf]))), ledger('root1'));
  assert.equal(toHex(rootOf(treeOf([entry0.leaf, entry1.leaf]))), ledger('root2'));
  const key = hex(ledger('dedupeKey'));
  assert.equal(toHex(fingerprint(key, statementBytes(claim))), ledger('fpClaim'));
  assert.equal(toHex(derive(entry0, key).fp), ledger('fpKey'));
  assert.equal(toHex(keyCheck(key)), ledger('keyCheck'));
  assert.equal(toHex(seededSalt(hex(ledger('seed')), entry1.body)), ledger('seededSalt'));
});

test('a segment is, byte for byte, what its page says', () => {
  const header = { tag: 'segment', logId: new Uint8Array(32).fill(0x11), number: 0, size0: 0 } as const;
  assert.equal(toHex(encodeRecord(header)), ledger('segment'));
  const frame = encodeFrame(0, [entry0, entry1], treeOf([entry0.leaf, entry1.leaf]));
  const records = ['begin', 'entry0', 'entry1', 'commit'].map(ledger);
  assert.equal(toHex(frame), records.join(''));
  assert.deepEqual(decodeRecord(hex(ledger('entry1')), 0)?.record, { tag: 'entry', entry: entry1 });
});

test('what is encrypted at rest is, byte for byte, what its page says', async () => {
  const dataKey = hex(atRest('dataKey'));
  const random = (length: number) => hex(atRest(length === 12 ? 'nonce' : 'salt'));
  const lines = `article33 key 1\n${atRest('passphraseLine')}\n${atRest('keyFileLine')}\n`;
  const wraps = [
    await wrapKey(dataKey, { kind: 'passphrase', text: 'caf\u00e9 au lait chaud' }, { random, cost: 10 }),
    await wrapKey(dataKey, { kind: 'key-file', bytes: new Uint8Array(32).fill(0x44) }, { random }),
  ];
  assert.equal(new TextDecoder().decode(wrapsToBytes(wraps)), lines);
  const vault = vaultOf(dataKey, '/data', random);
  const path = '/data/dossiers/invented/dedupe.key';
  assert.equal(toHex(vault.sealFile(path, utf8(`${ledger('dedupeKey')}\n`))), atRest('file'));
  const form = formsOf(vault).begin({ logId: new Uint8Array(32).fill(0x11), number: 0, size0: 0 });
  assert.equal(toHex(form.header), atRest('header'));
  const frame = encodeFrame(0, [entry0, entry1], treeOf([entry0.leaf, entry1.leaf]));
  assert.equal(toHex(form.frame(frame, form.header.length)), atRest('unit'));
  assert.ok(atRest('unit').endsWith(atRest('mark')));
});
