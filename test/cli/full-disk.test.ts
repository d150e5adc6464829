/** A running server whose disk fills: it goes on showing what it holds, refuses what must write, and recovers. */
import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

const bin = join(import.meta.dirname, '../../src/cli/bin.js');
const env = { ...process.env, DATABASE_URL: '', ARTICLE33_DOSSIERS: '' };

test(
  'attack 66: a server on a full disk goes on being read, refuses to write with the way out, and recovers with space',
  { timeout: 600_000 },
  async (t) => {
    const disk = mkdtempSync(join(tmpdir(), 'a33-full-'));
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=400m', 'tmpfs', disk], {
      encoding: 'utf8',
    });
    if (mounted.error !== undefined || mounted.status !== 0) {
      rmSync(disk, { recursive: true });
      return t.skip(`no small file system could be mounted: ${mounted.stderr ?? ''}`.trim());
    }
    const dir = join(disk, 'data');
    const run = (...args: readonly string[]) => {
      const done = spawnSync(process.execPath, [bin, ...args, '--dir', dir, '--json'], {
        encoding: 'utf8',
        env,
        timeout: 120_000,
      });
      return {
        status: done.status,
        said: JSON.parse(done.stdout) as { error?: { kind: string; fix?: string } },
      };
    };
    const filler = join(disk, 'filler');
    const server = spawn(process.execPath, [bin, 'serve', '--port', '0', '--json', '--dir', dir], {
      env,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const ended = new Promise((done) => server.once('exit', done));
    try {
      let said = '';
      for await (const chunk of server.stdout) {
        said += String(chunk);
        if (said.includes('"url"')) break;
      }
      const url = /"url": "([^"]+)"/.exec(said)?.[1] ?? '';
      // A connection each: a kept one ends while this process waits for a command.
      const ask = (path: string) =>
        new Promise<{ readonly status: number; readonly text: string }>((answered, failed) => {
          const asked = get(url + path, { agent: false }, (answer) => {
            let text = '';
            answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
            answer.on('end', () => answered({ status: answer.statusCode ?? 0, text }));
          });
          asked.on('error', failed);
        });
      const read = async () => (await ask('/d/taravel-kesmor/log')).text;
      const before = await read();
      const claim = /<code>([0-9a-f]{16})<\/code>/.exec(before)?.[1] ?? '';
      const erase = () => run('erase', claim, '--why', 'mistake', '--yes', '--dossier', 'taravel-kesmor');

      // To the last byte, as a disk fills.
      const { bavail, bsize } = statfsSync(disk);
      writeFileSync(filler, Buffer.alloc(bavail * bsize));
      for (const path of ['/dossiers', '/d/taravel-kesmor', '/d/taravel-kesmor/events'])
        assert.equal((await ask(path)).status, 200, path);
      assert.equal(await read(), before, 'all of it is still there to read');
      const refused = erase();
      assert.notEqual(refused.status, 0);
      assert.match(refused.said.error?.kind ?? '', /^(?:disk-full|read-only)$/);
      assert.match(refused.said.error?.fix ?? '', /space/);
      assert.equal(await read(), before, 'and nothing of what was refused shows');

      rmSync(filler);
      const done = erase();
      assert.equal(done.status, 0, JSON.stringify(done.said));
      assert.match(await read(), /erased/i);
      server.kill('SIGTERM');
      await ended;
      assert.equal(run('fsck').status, 0, 'and every hash holds');
      assert.equal(run('verify', dir).status, 0);
    } finally {
      server.kill('SIGKILL');
      await ended;
      execFileSync('umount', ['-l', disk]);
      rmSync(disk, { recursive: true, force: true });
    }
  },
);
