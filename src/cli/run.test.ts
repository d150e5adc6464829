import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noMachine } from '../../test/cli/no-machine.js';
import { fail } from '../core/base/result.js';
import { commands } from './commands.js';
import { run, type Session } from './run.js';

const refuse = () => Promise.resolve(fail('not-here', 'There is no record in this test.'));
const absent: Session = { call: refuse, machine: noMachine, close: () => Promise.resolve() };

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  readonly opened: boolean;
}

/** Runs the command line with a terminal that keeps what is written, and a record that is never there. */
function article33(...args: readonly string[]): Promise<Ran> {
  return article33With(absent, ...args);
}

async function article33With(session: Session, ...args: readonly string[]): Promise<Ran> {
  let [out, err, opened] = ['', '', false];
  const code = await run(args, {
    commands,
    version: '1.2.3',
    env: {},
    terminal: {
      out: (text) => {
        out += text;
      },
      err: (text) => {
        err += text;
      },
      watched: false,
      columns: 80,
      colour: false,
      stopped: () => Promise.resolve(),
      secret: null,
    },
    open: () => {
      opened = true;
      return session;
    },
  });
  return { code, out, err, opened };
}

test('every command has help with an example of its own, and opens nothing to show it', async () => {
  for (const { name } of commands) {
    const { code, out, opened } = await article33(name, '--help');
    assert.equal(code, 0);
    assert.match(out, new RegExp(`For example:\\n {2}article33 ${name}`));
    assert.equal(opened, false);
  }
});

test('help fits a terminal of eighty columns', async () => {
  for (const args of [['--help'], ...commands.map(({ name }) => [name, '--help'])]) {
    const { out } = await article33(...args);
    for (const line of out.split('\n'))
      if (!line.startsWith('  article33 ')) assert.ok(line.length <= 80, `${args.join(' ')}: ${line}`);
  }
});

test('wrong usage exits 2, says what would be right, and opens nothing', async () => {
  const wrong = [
    [],
    ['chekc', 'x'],
    ['check'],
    ['check', 'a', 'b'],
    ['show', 'E', '--nonsense'],
    ['serve', '--port', 'x'],
    ['serve', '--host', '0.0.0.0'],
  ];
  for (const args of wrong) {
    const { code, out, err, opened } = await article33(...args);
    assert.equal(code, 2, args.join(' '));
    assert.notEqual(out + err, '');
    assert.equal(opened, false, args.join(' '));
  }
  assert.equal((await article33('law', 'China')).code, 2);
  assert.equal((await article33('count')).code, 2);
  assert.equal((await article33('count', 'E', '--lists', 'x.csv')).code, 2);
  assert.equal((await article33('count', '--lists', 'x.csv', '--seed', 'x')).code, 2);
});

test('under --json every failure is one JSON value on standard output and nothing else', async () => {
  for (const args of [
    ['nothing', '--json'],
    ['show', '--json'],
    ['show', 'E-1', '--json'],
    ['init', '--json'],
    ['check', 'x', '--json'],
    ['fsck', '--port', '99999', '--json'],
  ]) {
    const { out, err } = await article33(...args);
    const value = JSON.parse(out) as { error: { kind: string; message: string } };
    assert.equal(typeof value.error.kind, 'string', args.join(' '));
    assert.equal(typeof value.error.message, 'string');
    assert.equal(err, '');
  }
});

test('the version is the package’s', async () => {
  assert.equal((await article33('--version')).out, 'article33 1.2.3\n');
});

test('a mistake of ours is told without what was being read, and --json keeps standard output JSON', async () => {
  const broken: Session = {
    call: () => Promise.reject(new TypeError('Kim Someone, 12 Hidden Street')),
    machine: noMachine,
    close: () => Promise.reject(new Error('Kim Someone')),
  };
  for (const more of [[], ['--json']]) {
    const { code, out, err } = await article33With(broken, 'show', 'E-1', ...more);
    assert.equal(code, 1);
    assert.doesNotMatch(out + err, /Kim|Hidden/);
    assert.match(out + err, /TypeError/);
    if (more.length > 0) assert.equal((JSON.parse(out) as { error: { kind: string } }).error.kind, 'bug');
    else assert.equal(out, '');
  }
});
