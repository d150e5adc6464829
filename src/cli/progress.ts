/** A progress bar on standard error, drawn only when a person watches and the work takes over a second. */
import { type Terminal } from './command.js';

export interface Progress {
  readonly update: (done: number, total: number) => void;
  readonly finish: () => void;
}

const WAIT_MS = 1000;
const EVERY_MS = 100;

export function progressBar(
  terminal: Terminal,
  what: string,
  now: () => number = () => performance.now(),
): Progress {
  const began = now();
  let drawn = -Infinity;
  const draw = (done: number, total: number) => {
    const time = now();
    if (!terminal.watched || time - began < WAIT_MS || time - drawn < EVERY_MS) return;
    drawn = time;
    terminal.err(
      `\r\u001b[K${bar(what, done, total, { seconds: (time - began) / 1000, columns: terminal.columns })}`,
    );
  };
  return {
    update: draw,
    finish: () => {
      if (drawn !== -Infinity) terminal.err('\r\u001b[K');
    },
  };
}

/** One line: what, a bar, the share done, the rate and the time left. */
export function bar(
  what: string,
  done: number,
  total: number,
  look: { readonly seconds: number; readonly columns: number },
): string {
  const share = total > 0 ? Math.min(1, done / total) : 0;
  const rate = look.seconds > 0 ? done / look.seconds : 0;
  const left = rate > 0 ? Math.ceil((total - done) / rate) : null;
  const tail = ` ${String(Math.round(share * 100)).padStart(3)} %  ${Math.round(rate)}/s${left === null ? '' : `  ${left} s left`}`;
  const width = Math.max(5, Math.min(30, look.columns - what.length - tail.length - 4));
  const filled = Math.round(share * width);
  return `${what} ${'█'.repeat(filled)}${'░'.repeat(width - filled)}${tail}`;
}
