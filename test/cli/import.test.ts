/** An import that is killed must leave whole claims or none, and go on where it was; through the real program. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';

const bin = join(import.meta.dirname, '../../src/cli/bin.js');
const scratch = mkdtempSync(join(tmpdir(), 'a33-import-'));
const dir = join(scratch, 'data');
after(() => rmSync(scratch, { recursive: true, force: true }));

const env = { ...process.env, DATABASE_URL: '', ARTICLE33_DOSSIERS: '' };
const args = (list: readonly string[]) => [bin, ...list, '--dir', dir];

function article33(...list: readonly string[]) {
  const done = spawnSync(process.execPath, args(list), {
    encoding: 'utf8',
    cwd: scratch,
    env,
    timeout: 300_000,
  });
  return { status: done.status, out: done.stdout, err: done.stderr };
}

interface Told {
  readonly added: number;
  readonly known: number;
  readonly lines: number;
  readonly problems: number;
  /** Why it went no further. */
  readonly stopped?: unknown;
}

const ROWS = 3000;
writeFileSync(
  join(scratch, 'list.csv'),
  `no,day,how many\n${Array.from({ length: ROWS }, (_, i) => `${i},2023-10-${String((i % 28) + 1).padStart(2, '0')},about ${i + 10}`).join('\n')}\n`,
);
const map = {
  sources: [{ id: 'S-LIST', title: 'An invented list' }],
  source: 'S-LIST',
  audience: 'team',
  things: [
    {
      type: 'Event',
      id: 'LIST-{no}',
      claims: [
        { property: 'date', column: 'day' },
        { property: 'figure', column: 'how many' },
      ],
    },
  ],
};
writeFileSync(join(scratch, 'map.json'), JSON.stringify(map));
const order = ['import', 'list.csv', '--into', 'invented-river', '--map', 'map.json'];

function journalBytes(dossier: string): number {
  const folder = join(dir, 'dossiers', dossier, 'bodies');
  return readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
}

test('an import killed half-way leaves whole claims, and run again it goes on and adds each once', async () => {
  assert.equal(article33('init').status, 0);
  const dossier = readdirSync(join(dir, 'dossiers')).find((id) => id !== 'prc-dprk') ?? '';
  const into = order.map((word) => (word === 'invented-river' ? dossier : word));
  const before = journalBytes(dossier);
  const child = spawn(process.execPath, args(into), { cwd: scratch, env, stdio: 'ignore' });
  const ended = new Promise((done) => child.once('exit', done));
  for (let i = 0; i < 2000 && journalBytes(dossier) < before + 200_000 && child.exitCode === null; i++)
    await wait(20);
  child.kill('SIGKILL');
  await ended;
  const again = article33(...into, '--json');
  assert.equal(again.status, 0, again.err);
  const told = JSON.parse(again.out) as Told;
  assert.deepEqual([told.lines, told.added + told.known, told.problems], [2 * ROWS + 1, 2 * ROWS + 1, 0]);
  assert.ok(told.known > 0, 'some of it was there');
  assert.equal(article33('fsck', '--dossier', dossier).status, 0);
  const third = article33(...into, '--json');
  const more = JSON.parse(third.out) as Told;
  assert.deepEqual([more.added, more.known], [0, 2 * ROWS + 1], JSON.stringify(more.stopped));
});

test('a mapping that names a column the file does not have is refused with the columns there are', () => {
  const bad = { ...map, things: [{ ...map.things[0], id: 'LIST-{number}' }] };
  writeFileSync(join(scratch, 'bad.json'), JSON.stringify(bad));
  const done = article33('import', 'list.csv', '--into', 'prc-dprk', '--map', 'bad.json');
  assert.equal(done.status, 1);
  assert.match(done.err, /"number"/);
  assert.match(done.err, /no, day, how many/);
});

test('an export lands whole, is told with its entry, and is not written over', () => {
  const out = join(scratch, 'claims.csv');
  const done = article33('export', 'prc-dprk', '--as', 'csv', '--out', out, '--json');
  assert.equal(done.status, 0, done.err);
  const { claims } = JSON.parse(done.out) as { readonly claims: number };
  const text = readFileSync(out, 'utf8');
  assert.ok(text.split('\r\n').length >= claims + 2 && claims > 0);
  assert.equal(article33('export', 'prc-dprk', '--as', 'csv', '--out', out).status, 1);
  assert.equal(readFileSync(out, 'utf8'), text);
  assert.deepEqual(
    readdirSync(scratch).filter((name) => name.endsWith('.part')),
    [],
  );
});
