/** `article33 link` as a stranger uses it: the real program, real files, promised shapes and exit codes. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

const bin = join(import.meta.dirname, '../../src/cli/bin.js');
const scratch = mkdtempSync(join(tmpdir(), 'a33-link-'));
after(() => rmSync(scratch, { recursive: true, force: true }));

function article33(...args: readonly string[]): { status: number | null; out: string; err: string } {
  const done = spawnSync(process.execPath, [bin, ...args], {
    encoding: 'utf8',
    cwd: scratch,
    env: { ...process.env, ARTICLE33_DIR: join(scratch, 'data'), DATABASE_URL: '' },
  });
  return { status: done.status, out: done.stdout, err: done.stderr };
}

writeFileSync(
  join(scratch, 'a.csv'),
  'id,name,born,place\na1,김영희,1975-03-02,"Hoeryong, North Hamgyong"\na2,박철수,1980,Musan\na3,최명진,1990-05-05,Onsong\n',
);
writeFileSync(
  join(scratch, 'b.csv'),
  '\uFEFFid;name;born;place\r\nb1;Kim Yong Hui;1975-03-02;Hoeryong\r\nb2;Pak Chol-su;1980-07-01;Musan\r\nb3;Jang Mi-ran;1988-01-05;Kilju\r\n',
);

test('two tables become pairs, clusters and a model that can be given back, without any record', () => {
  const { status, out } = article33('link', 'a.csv', 'b.csv', '--out', 'matched/here', '--why');
  assert.equal(status, 0);
  assert.match(out, /2 links/);
  const folder = join(scratch, 'matched/here');
  assert.deepEqual(readdirSync(folder).toSorted(), [
    'clusters.csv',
    'mentions.csv',
    'model.json',
    'pairs.csv',
    'why.jsonl',
  ]);
  const [head, ...pairs] = readFileSync(join(folder, 'pairs.csv'), 'utf8').trim().split('\n');
  assert.equal(head, 'id_a,id_b,log_odds,probability,decision');
  assert.deepEqual(
    pairs
      .filter((line) => line.endsWith(',link'))
      .map((line) => line.slice(0, 5))
      .toSorted(),
    ['a1,b1', 'a2,b2'],
  );
  assert.equal(readFileSync(join(folder, 'clusters.csv'), 'utf8').split('\n')[0], 'id,cluster');
  const again = article33(
    'link',
    'a.csv',
    'b.csv',
    '--model',
    'matched/here/model.json',
    '--out',
    'again',
    '--json',
  );
  assert.equal(again.status, 0);
  const answer = JSON.parse(again.out) as { links: number; random: { algorithm: string; seed: number } };
  assert.equal(answer.links, 2);
  assert.deepEqual(answer.random, { algorithm: 'xoshiro128**', seed: 33 });
  assert.equal(existsSync(join(scratch, 'data')), false);
});

test('what is wrong is said with file, line and column, and nothing is written', () => {
  writeFileSync(join(scratch, 'ragged.csv'), 'id,name,born\n1,Ada,1980\n2,Bo\n');
  writeFileSync(join(scratch, 'latin1.csv'), Buffer.from([0x69, 0x64, 0x0a, 0xe9, 0x0a]));
  writeFileSync(join(scratch, 'model.json'), '{"columns": [{"column": "name", "kind": "soundex"}]}');
  const problem = (...args: readonly string[]) => {
    const { status, out } = article33('link', ...args, '--json');
    const { error } = JSON.parse(out) as { error: { kind: string; where?: string } };
    return `${status} ${error.kind} ${error.where ?? ''}`.trim();
  };
  assert.equal(problem('a.csv', 'ragged.csv', '--out', 'x'), '1 ragged-row ragged.csv, line 3');
  assert.equal(problem('a.csv', 'latin1.csv', '--out', 'x'), '1 not-utf8 latin1.csv');
  assert.equal(problem('a.csv', 'none.csv', '--out', 'x'), '1 no-file none.csv');
  assert.equal(
    problem('a.csv', 'b.csv', '--model', 'model.json', '--out', 'x'),
    '2 bad-model model.json, columns[0].kind',
  );
  assert.equal(problem('a.csv', 'b.csv'), '2 usage');
  assert.equal(problem('a.csv', 'b.csv', '--out', 'x', '--error', '5'), '2 usage --error');
  assert.equal(existsSync(join(scratch, 'x')), false);
  assert.equal(problem('a.csv', 'b.csv', '--out', 'a.csv'), '1 cannot-write a.csv');
});
