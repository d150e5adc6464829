/** Evidence that a log was signed twice is kept before it can be lost, and nobody takes it for success. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noMachine } from '../../test/cli/no-machine.js';
import { type VerifiedLog } from '../app/ports.js';
import { ok } from '../core/base/result.js';
import { commands } from './commands.js';
import { run } from './run.js';

const log: VerifiedLog = {
  where: './log',
  origin: 'article33/00ff',
  size: 9,
  root: '01'.repeat(32),
  keys: [],
  keyGiven: true,
  entries: 0,
  since: 9,
  finding: { kind: 'two-roots', entry: null, what: 'Two signed checkpoints have different roots.' },
  twoRoots: 'THE TWO NOTES',
  bodies: null,
};

test('attack 17: two signed roots of one size are kept in a file, told, and no success', async () => {
  for (const json of [false, true]) {
    const written: (readonly [string, unknown])[] = [];
    let [out, err] = ['', ''];
    const machine = {
      ...noMachine,
      verify: () => Promise.resolve(ok({ kind: 'logs' as const, logs: [log] })),
      writeFile: (path: string, content: unknown) => {
        written.push([path, content]);
        return Promise.resolve(ok(undefined));
      },
    };
    const code = await run(['verify', './log', '--since', 'old', ...(json ? ['--json'] : [])], {
      commands,
      version: '1.2.3',
      env: {},
      terminal: {
        out: (text) => void (out += text),
        err: (text) => void (err += text),
        watched: false,
        columns: 80,
        colour: false,
        stopped: () => Promise.resolve(),
        secret: null,
      },
      open: () => ({ call: () => assert.fail('no record'), machine, close: () => Promise.resolve() }),
    });
    assert.equal(code, 1);
    assert.deepEqual(written, [['two-roots-article33-00ff-9.json', 'THE TWO NOTES']]);
    if (json) assert.equal((JSON.parse(out) as { twoRoots: string }[])[0]?.twoRoots, 'THE TWO NOTES');
    else assert.match(out, /NOT VERIFIED/);
    assert.equal(/kept in two-roots-article33-00ff-9\.json/.test(err), !json);
  }
});
