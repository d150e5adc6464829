/** The real terminal: the only place that touches the process's streams and signals. */
import { type Terminal } from './command.js';
import { plainText } from './plain.js';

export function processTerminal(): Terminal {
  const { stdout, stderr, env } = process;
  // "… | head" closes the pipe early: the command still ends in order and gives up its lock.
  for (const stream of [stdout, stderr]) stream.on('error', () => undefined);
  const colour = stdout.isTTY && env['NO_COLOR'] === undefined && env['TERM'] !== 'dumb';
  return {
    out: (text) => void stdout.write(plainText(text, colour ? 'with-marks' : 'without-marks')),
    err: (text) => void stderr.write(plainText(text, stderr.isTTY ? 'with-marks' : 'without-marks')),
    watched: stderr.isTTY,
    columns: Math.min(stdout.columns ?? 80, 100),
    colour,
    stopped: () =>
      new Promise((resolve) => {
        for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
      }),
    secret: process.stdin.isTTY && stderr.isTTY ? askSecret : null,
  };
}

const ENTER = /[\r\n]/;
const STOP = /[\u0003\u0004]/;

/** Reads a line from the keyboard and shows nothing of it. `null` when the person stops with Ctrl-C or Ctrl-D. */
function askSecret(question: string): Promise<string | null> {
  const { stdin, stderr } = process;
  // Before the question is seen, so that not even a quick answer is shown.
  stdin.setRawMode(true);
  stdin.setEncoding('utf8');
  stderr.write(question);
  stdin.resume();
  return new Promise((resolve) => {
    let typed: string[] = [];
    const done = (answer: string | null) => {
      stdin.off('data', take);
      stdin.setRawMode(false);
      stdin.pause();
      stderr.write('\n');
      resolve(answer);
    };
    const take = (data: string) => {
      for (const one of data) {
        if (ENTER.test(one)) return done(typed.join(''));
        if (STOP.test(one)) return done(null);
        if (one === '\u007f' || one === '\b') typed = typed.slice(0, -1);
        else if (one >= ' ') typed.push(one);
      }
    };
    stdin.on('data', take);
  });
}
