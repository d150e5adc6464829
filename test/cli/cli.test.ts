/** The command line as a stranger uses it: the real program, a real directory, exit codes and promised shapes. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

const bin = join(import.meta.dirname, '../../src/cli/bin.js');
const scratch = mkdtempSync(join(tmpdir(), 'a33-cli-'));
const dir = join(scratch, 'data');

function article33(...args: readonly string[]): { status: number | null; out: string; err: string } {
  const done = spawnSync(process.execPath, [bin, ...args], {
    encoding: 'utf8',
    cwd: scratch,
    env: { ...process.env, ARTICLE33_DIR: dir, DATABASE_URL: '' },
    maxBuffer: 64 * 1024 * 1024,
  });
  return { status: done.status, out: done.stdout, err: done.stderr };
}

/** Standard output must be one JSON value and nothing else. */
function json(...args: readonly string[]): { status: number | null; value: Record<string, unknown> } {
  const { status, out } = article33(...args, '--json');
  return { status, value: JSON.parse(out) as Record<string, unknown> };
}

function errorOf(value: Record<string, unknown>): { kind: string; message: string; fix?: string } {
  return value['error'] as { kind: string; message: string; fix?: string };
}

const letter = `The Hon. Ada Vale
Minister of Foreign Affairs

13 May 2024

Dear Minister,

In September 1982, China ratified the 1951 Refugee Convention. We urge China to halt the forcible repatriation of North Koreans.

Sincerely,
A citizen
`;

before(() => {
  const made = article33('init');
  assert.equal(made.status, 0, made.err);
  writeFileSync(join(scratch, 'letter.txt'), letter);
});

after(() => rmSync(scratch, { recursive: true, force: true }));

test('init twice loads nothing twice', () => {
  const { status, out } = article33('init');
  assert.equal(status, 0);
  assert.match(out, /nothing was changed/);
});

test('a moment before the record began is said to be one, and never answered as "none"', () => {
  for (const args of [
    ['show', 'E-2023-10-09'],
    ['asks', '--of', 'China'],
    ['check', 'letter.txt'],
    ['count', '2023-10-09'],
  ]) {
    const { status, value } = json(...args, '--as-of', '1999-12-31');
    assert.equal(status, 1, args.join(' '));
    assert.equal(errorOf(value).kind, 'nothing-yet', args.join(' '));
    assert.match(errorOf(value).fix ?? '', /first entry is of \d{4}-\d\d-\d\d/);
  }
});

test('a dossier of one’s own with mistakes lists them all, and what was there before stays', () => {
  const own = join(scratch, 'own');
  mkdirSync(join(own, 'mine'), { recursive: true });
  writeFileSync(join(own, 'mine', 'dossier.json'), '{"id": "mine"}');
  const { status, err } = article33('init', '--dossiers', own);
  assert.equal(status, 1);
  for (const key of ['title', 'summary', 'returningStates', 'files', 'seed', 'invented'])
    assert.match(err, new RegExp(`where: dossier.json, ${key}\\n`));
  assert.equal(article33('count', '2023-10-09').status, 0);
});

test('check prints findings, and --json holds the promised fields with offsets into the text', () => {
  const plain = article33('check', 'letter.txt');
  assert.match(plain.out, /acceded/);
  const { value } = json('check', 'letter.txt');
  const report = value as unknown as {
    letter: { text: string; date: string };
    assertions: { start: number; end: number; text: string; kind: string; verdict: string }[];
    unread: unknown[];
    summary: Record<string, unknown>;
  };
  assert.equal(report.letter.text, letter);
  assert.equal(report.letter.date, '2024-05-13');
  for (const one of report.assertions) assert.equal(letter.slice(one.start, one.end), one.text);
  assert.ok(report.assertions.some((one) => one.kind === 'treaty-status' && one.verdict === 'imprecise'));
  assert.ok(report.assertions.some((one) => one.kind === 'demand'));
});

test('check exits 1 when something is contradicted, so that it can guard a publication', () => {
  writeFileSync(
    join(scratch, 'wrong.txt'),
    'In 1995, China ratified the International Covenant on Civil and Political Rights.\n',
  );
  assert.equal(article33('check', 'wrong.txt').status, 1);
  writeFileSync(
    join(scratch, 'fine.txt'),
    'China acceded to the 1951 Refugee Convention on 24 September 1982.\n',
  );
  assert.equal(article33('check', 'fine.txt').status, 0);
});

test('a file that cannot be checked is told with its place and the way out, and exits 1', () => {
  const missing = json('check', 'no-such-file.txt');
  assert.equal(missing.status, 1);
  assert.equal(errorOf(missing.value).kind, 'no-such-file');
  assert.ok(errorOf(missing.value).fix);
  writeFileSync(join(scratch, 'empty.txt'), '');
  assert.equal(errorOf(json('check', 'empty.txt').value).kind, 'empty-file');
  const plain = article33('check', 'empty.txt');
  assert.match(plain.err, /what to do:/);
  assert.equal(plain.out, '');
});

test('law answers in the promised shape, for a State and treaty named in words', () => {
  const { status, value } = json('law', 'China', '--instrument', 'Refugee Convention', '--on', '2023-10-09');
  assert.equal(status, 0);
  assert.equal(value['state'], 'CHN');
  assert.equal(value['instrument'], 'REFUGEE-1951');
  assert.equal(value['bound'], 'yes');
  assert.equal(value['since'], '1982-12-23');
  assert.ok(Array.isArray(value['because']) && value['because'].every((line) => typeof line === 'string'));
  assert.equal(typeof value['dataAsOf'], 'string');
  const all = json('law', 'China', '--on', '2023-10-09');
  assert.ok(Array.isArray(all.value['results']));
  assert.match(
    article33('law', 'China', '--instrument', 'ICCPR', '--on', '2023-10-09').out,
    /not bound by this treaty/,
  );
});

test('law through time gives stretches that join up, and refuses a time that ends before it begins', () => {
  const over = (...more: string[]) => json('law', 'China', '--instrument', 'REFUGEE-1951', ...more);
  const { status, value } = over('--from', '1982-12-22', '--to', '1982-12-24');
  assert.equal(status, 0);
  const through = value['through'] as { stretches: { from: string; to: string; kind: string }[] }[];
  // The depositary: accession of 24 September 1982, in force for China on the ninetieth day after.
  assert.deepEqual(
    through[0]?.stretches.map(({ from, to, kind }) => [from, to, kind]),
    [
      ['1982-12-22', '1982-12-22', 'no'],
      ['1982-12-23', '1982-12-24', 'since'],
    ],
  );
  assert.equal(errorOf(over('--from', '2001-01-01', '--to', '2000-01-01').value).kind, 'bad-day');
  assert.equal(errorOf(over('--from', '2001-02-30', '--to', '2002-01-01').value).kind, 'bad-day');
  assert.equal(errorOf(over('--from', '2001-01-01').value).kind, 'usage');
});

test('findings never say breach, and ask nothing of a State by a treaty that did not bind it', () => {
  const { status, value } = json('findings', 'E-2023-10-09');
  assert.equal(status, 0);
  const findings = value['findings'] as { rule: string; state: string; result: string; bound: string }[];
  const of = (rule: string) => findings.find((one) => one.rule === rule);
  // China joined the Convention and CAT, signed the ICCPR alone, and is outside the disappearances convention.
  assert.equal(of('REFOULEMENT-1951')?.bound, 'yes');
  assert.equal(of('REFOULEMENT-CAT')?.bound, 'yes');
  assert.equal(of('REFOULEMENT-ICCPR-7')?.result, 'not-bound');
  assert.equal(of('REFOULEMENT-ICPPED')?.result, 'not-bound');
  assert.doesNotMatch(article33('findings', 'E-2023-10-09').out, /in breach|breached|violat(?:ed|es)/i);
  assert.equal(errorOf(json('findings', 'P-NO-SUCH').value).kind, 'no-such-event');
});

test('show gives every claim with its source, and a near miss gives the right id', () => {
  const { status, value } = json('show', 'E-2023-10-09');
  assert.equal(status, 0);
  const claims = value['claims'] as { source: string; property: string }[];
  assert.ok(claims.filter((claim) => claim.property === 'figure').length >= 9);
  assert.ok(claims.every((claim) => claim.source !== ''));
  const wrong = json('show', 'E-2023-10');
  assert.equal(wrong.status, 1);
  assert.match(errorOf(wrong.value).fix ?? '', /E-2023-10-09/);
});

test('rebuild and fsck agree with what is recorded', () => {
  assert.equal(article33('rebuild').status, 0);
  const checked = article33('fsck');
  assert.equal(checked.status, 0, checked.out);
  assert.match(checked.out, /every hash, root and view agrees/);
});

test('while a server runs, commands ask it, a second server is refused, and stopping leaves nothing behind', async () => {
  const server = spawn(process.execPath, [bin, 'serve', '--port', '0', '--json'], {
    cwd: scratch,
    env: { ...process.env, ARTICLE33_DIR: dir, DATABASE_URL: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve) => {
    let text = '';
    server.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      try {
        resolve((JSON.parse(text) as { url: string }).url);
      } catch {
        // Not whole yet.
      }
    });
  });
  assert.equal((await fetch(`${url}/`)).status, 200);
  assert.equal(json('show', 'E-2023-10-09').status, 0);
  const second = json('serve', '--port', '0');
  assert.equal(second.status, 3);
  assert.equal(errorOf(second.value).kind, 'locked');
  const made = json('backup', 'while-running.tar');
  assert.equal(made.status, 0);
  assert.equal(
    made.value['file'],
    join(scratch, 'while-running.tar'),
    'a path is the caller’s, not the server’s',
  );
  const refused = json('restore', 'while-running.tar');
  assert.equal(refused.status, 3);
  assert.equal(errorOf(refused.value).kind, 'locked');
  server.kill('SIGTERM');
  assert.equal(await new Promise((resolve) => server.on('exit', resolve)), 0);
  assert.equal(existsSync(join(dir, 'run', 'sock')), false);
  assert.equal(json('show', 'E-2023-10-09').status, 0);

  const restored = json('restore', 'while-running.tar', '--dir', 'restored');
  assert.equal(restored.status, 0);
  assert.deepEqual(restored.value['dossiers'], made.value['dossiers']);
  writeFileSync(join(scratch, 'not-one.tar'), 'not a backup');
  const damaged = json('restore', 'not-one.tar', '--dir', 'restored');
  assert.equal(damaged.status, 3);
  assert.equal(errorOf(damaged.value).kind, 'backup-damaged');
  assert.deepEqual(json('fsck', '--dir', 'restored').status, 0);
});
