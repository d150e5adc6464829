import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bar, progressBar } from './progress.js';

function terminal(watched: boolean): {
  readonly written: string[];
  readonly terminal: Parameters<typeof progressBar>[0];
} {
  const written: string[] = [];
  return {
    written,
    terminal: {
      out: () => assert.fail('progress must never reach standard output'),
      err: (text) => written.push(text),
      watched,
      columns: 80,
      colour: false,
      stopped: () => Promise.resolve(),
      secret: null,
    },
  };
}

test('short work draws nothing, long work says how far it is and how long it will take', () => {
  const { written, terminal: screen } = terminal(true);
  let time = 0;
  const progress = progressBar(screen, 'rebuild', () => time);
  time = 500;
  progress.update(10, 100);
  assert.deepEqual(written, []);
  time = 2000;
  progress.update(50, 100);
  assert.match(written.join(''), /rebuild █+░+ {2}50 % {2}25\/s {2}2 s left/);
  progress.finish();
});

test('a pipe gets no progress bar', () => {
  const { written, terminal: screen } = terminal(false);
  let time = 0;
  const progress = progressBar(screen, 'rebuild', () => time);
  time = 5000;
  progress.update(50, 100);
  progress.finish();
  assert.deepEqual(written, []);
});

test('nothing to do is not a division by zero', () => {
  assert.match(bar('load', 0, 0, { seconds: 0, columns: 20 }), /load ░+ {3}0 % {2}0\/s$/);
});
