import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { ok, unwrap } from '../core/base/result.js';
import { callSocket, serveSocket, socketPath } from './socket.js';

function scratch(): string {
  return mkdtempSync(join(tmpdir(), 'a33-socket-'));
}

test('the command line gets the running server’s answer, and null when nobody is there', async () => {
  const dir = scratch();
  assert.equal(await callSocket(dir, 'show', {}), null);
  const stop = unwrap(await serveSocket(dir, (verb, input) => Promise.resolve(ok({ verb, input }))));
  assert.deepEqual(
    await callSocket(dir, 'show', { thing: 'E-1' }),
    ok({ verb: 'show', input: { thing: 'E-1' } }),
  );
  await stop();
  assert.equal(await callSocket(dir, 'show', {}), null);
  rmSync(dir, { recursive: true });
});

test('other users of the machine cannot open the socket', async () => {
  const dir = scratch();
  const stop = unwrap(await serveSocket(dir, () => Promise.resolve(ok(null))));
  assert.equal(statSync(socketPath(dir)).mode & 0o077, 0);
  assert.equal(statSync(join(socketPath(dir), '..')).mode & 0o077, 0);
  await stop();
  rmSync(dir, { recursive: true });
});

test('a socket file left by a killed server does not stop the next one', async () => {
  const dir = scratch();
  mkdirSync(join(dir, 'run'));
  writeFileSync(join(dir, 'run', 'sock'), '');
  const stop = unwrap(await serveSocket(dir, () => Promise.resolve(ok(1))));
  assert.deepEqual(await callSocket(dir, 'x', {}), ok(1));
  await stop();
  rmSync(dir, { recursive: true });
});

test('a data directory with a very long path still has a socket', async () => {
  const dir = join(scratch(), 'x'.repeat(120));
  mkdirSync(dir);
  const stop = unwrap(await serveSocket(dir, () => Promise.resolve(ok('here'))));
  assert.deepEqual(await callSocket(dir, 'x', {}), ok('here'));
  await stop();
});

test('a bug in the server is told as a failure and keeps its words to itself', async () => {
  const dir = scratch();
  const stop = unwrap(await serveSocket(dir, () => Promise.reject(new Error('secret name'))));
  const reply = await callSocket(dir, 'x', {});
  assert.equal(reply?.ok, false);
  assert.doesNotMatch(JSON.stringify(reply), /secret/);
  await stop();
  rmSync(dir, { recursive: true });
});
