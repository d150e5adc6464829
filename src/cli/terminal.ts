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
  };
}
