/** The conformance suite of the Library of Congress (public domain, CC0): bags with their verdicts. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { type BagFiles, checkBag } from './bag.js';

const path = resolve(import.meta.dirname, '../../../../test/vectors/read/bagit-suite.json');
/** `v0.97/invalid/…` to path to base 64. */
const suite = JSON.parse(readFileSync(path, 'utf8')) as Record<string, Record<string, string>>;

function filesOf(bag: Readonly<Record<string, string>>, opened: string[] = []): BagFiles {
  const bytes = (name: string) => {
    const found = bag[name];
    if (found === undefined) throw new Error(`opened outside the bag: ${name}`);
    opened.push(name);
    return new Uint8Array(Buffer.from(found, 'base64'));
  };
  return {
    names: Object.keys(bag),
    open: (name) => Promise.resolve(bytes(name)),
    digest: (name, algorithm) => Promise.resolve(createHash(algorithm).update(bytes(name)).digest('hex')),
  };
}

test('attack 32: every bag of the conformance suite gets the suite’s verdict', async () => {
  const wrong: string[] = [];
  for (const [name, bag] of Object.entries(suite)) {
    const { valid, findings } = await checkBag(filesOf(bag));
    const category = name.split('/')[1] ?? '';
    // What is invalid on one system only is invalid here on every one: a case file travels.
    const expected = category === 'valid' || category === 'warning';
    if (valid !== expected || (category === 'warning' && findings.length === 0))
      wrong.push(`${name}: ${findings.map(({ kind, where }) => `${kind} ${where}`).join('; ')}`);
  }
  assert.deepEqual(wrong, []);
  assert.ok(Object.keys(suite).length >= 55, `${Object.keys(suite).length} bags`);
});

test('attack 32: a bag whose names lead elsewhere opens nothing outside itself', async () => {
  const hostile = Object.entries(suite).filter(([name]) => name.includes('out-of-scope'));
  assert.ok(hostile.length >= 10);
  for (const [name, bag] of hostile) {
    const { findings } = await checkBag(filesOf(bag));
    assert.ok(
      findings.some(({ kind }) => kind === 'bag-name-leaves-bag'),
      name,
    );
  }
});
