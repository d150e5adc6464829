import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnose, type MachineFacts } from './doctor.js';

const sound: MachineFacts = {
  node: '24.3.0',
  today: '2026-06-01',
  directory: { exists: true, writable: true, freeBytes: 10_000_000_000 },
  opened: { ok: true, dossiers: 2, entries: 900 },
  serverRunning: false,
  database: 'embedded',
  opensWith: ['passphrase', 'key-file'],
  clockBehind: 0,
};

const states = (facts: MachineFacts) => diagnose(facts).map((check) => check.state);

test('a sound machine gets no warning', () => {
  assert.deepEqual(states(sound), ['fine', 'fine', 'fine', 'fine', 'fine', 'fine']);
});

test('a runtime past its end of life is warned of on the day after, not the day before', () => {
  assert.equal(states({ ...sound, node: '20.20.2', today: '2026-04-30' })[0], 'fine');
  assert.equal(states({ ...sound, node: '20.20.2', today: '2026-05-01' })[0], 'warning');
  assert.equal(states({ ...sound, node: '20.18.0' })[0], 'problem');
  assert.equal(states({ ...sound, node: '25.1.0' })[0], 'warning');
});

test('a nearly full disk and an unwritable directory are problems with a way out', () => {
  const checks = diagnose({ ...sound, directory: { exists: true, writable: false, freeBytes: 1000 } });
  for (const check of checks.slice(1, 3)) {
    assert.equal(check.state, 'problem');
    assert.ok(check.fix);
  }
});

test('a damaged record is a problem in its own words', () => {
  const [, , , record] = diagnose({
    ...sound,
    opened: { ok: false, message: 'The journal is damaged.', fix: 'Restore a backup.' },
  });
  assert.deepEqual(record, {
    what: 'Record',
    state: 'problem',
    says: 'The journal is damaged.',
    fix: 'Restore a backup.',
  });
});

test('a record in the clear is warned of, and one that a single secret opens is told what its loss means', () => {
  const encryption = (facts: Partial<MachineFacts>) => diagnose({ ...sound, ...facts }).at(-1);
  assert.equal(encryption({ opensWith: [] })?.state, 'warning');
  assert.match(encryption({ opensWith: [] })?.fix ?? '', /article33 encrypt/);
  assert.match(encryption({ opensWith: ['passphrase'] })?.fix ?? '', /new-key-file/);
  assert.equal(encryption({ opensWith: ['key-file'], database: 'postgresql' })?.state, 'warning');
  assert.equal(encryption({ opensWith: 'unreadable' })?.state, 'problem');
});

test('attack 67: a clock that was set back is told, with both ways out', () => {
  const clock = (clockBehind: number) =>
    diagnose({ ...sound, clockBehind }).find(({ what }) => what === 'Clock');
  assert.equal(clock(4 * 60_000)?.state, 'fine');
  const told = clock(365 * 24 * 3_600_000);
  assert.equal(told?.state, 'warning');
  assert.match(told?.says ?? '', /525600 minutes behind/);
  assert.match(told?.fix ?? '', /clock --trust/);
});
