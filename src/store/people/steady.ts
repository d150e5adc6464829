/** Where the latest instant seen is kept: one line in `work/clock`, which backups take along. */
import { performance } from 'node:perf_hooks';
import { utf8 } from '../../core/base/bytes.js';
import { SteadyClock } from '../../app/people/steady.js';
import { type Clock, type Log } from '../../app/ports.js';
import { type Kept } from './kept.js';

export interface SteadyOrder {
  readonly kept: Kept;
  readonly clock: Clock;
  /** Absent for this machine's own counter. */
  readonly ticks?: (() => number) | undefined;
  readonly log: Log;
}

/** From here on a clock that was set back is told. */
const TOLD_MS = 5 * 60_000;

export async function openSteady({ kept, clock, ticks, log }: SteadyOrder): Promise<SteadyClock> {
  const bytes = await kept.read();
  const line = bytes.ok && bytes.value !== null ? new TextDecoder().decode(bytes.value).trim() : '';
  const mark = Date.parse(line);
  // Without its mark a record still opens: everything else about it can be checked.
  if (!bytes.ok || (line !== '' && Number.isNaN(mark)))
    log({ level: 'warning', kind: 'clock-mark-unreadable' });
  const steady = new SteadyClock({
    clock,
    ticks: ticks ?? (() => performance.now()),
    mark: Number.isNaN(mark) ? null : mark,
    keep: async (instant) => {
      try {
        await kept.write(utf8(`${new Date(instant).toISOString()}\n`));
      } catch {
        log({ level: 'warning', kind: 'clock-mark-not-written' });
      }
    },
  });
  if (steady.behind() > TOLD_MS) log({ level: 'warning', kind: 'clock-set-back' });
  return steady;
}
