/**
 * Time that never runs back: what has ended stays ended, whatever the machine's clock says afterwards. The
 * latest instant seen is kept; from there on time goes at least as fast as the machine's own counter. A clock
 * that once jumped ahead therefore keeps what it ended closed, until a person says that it was wrong.
 */
import { type Clock } from '../ports.js';

/** A mark of the latest instant is written at most this often. */
const MARK_MS = 60_000;

export interface SteadyParts {
  readonly clock: Clock;
  /** Milliseconds that nobody can set, from any beginning. */
  readonly ticks: () => number;
  /** The mark of the last run, in milliseconds since 1970; `null` when there is none. */
  readonly mark: number | null;
  /** Keeps a mark. It never throws: a disk that is full must not stop the reading. */
  readonly keep: (mark: number) => Promise<void>;
}

export class SteadyClock {
  private readonly parts: SteadyParts;
  private latest: number;
  private counted: number;
  private marked: number;
  private keeping: Promise<void> = Promise.resolve();

  constructor(parts: SteadyParts) {
    this.parts = parts;
    this.latest = parts.mark ?? Number.NEGATIVE_INFINITY;
    this.marked = this.latest;
    this.counted = parts.ticks();
  }

  /** Milliseconds since 1970, never fewer than were told before. */
  readonly time = (): number => {
    const ticks = this.parts.ticks();
    this.latest = Math.max(this.parts.clock().getTime(), this.latest + Math.max(0, ticks - this.counted));
    this.counted = ticks;
    if (this.latest - this.marked >= MARK_MS) this.mark();
    return this.latest;
  };

  readonly now: Clock = () => new Date(this.time());

  /** Milliseconds by which the machine's clock is behind what was seen before. */
  behind(): number {
    return Math.max(0, this.time() - this.parts.clock().getTime());
  }

  /** Takes the machine's clock as right again. Whoever calls it ends what was dated by the other time. */
  async trust(): Promise<void> {
    this.latest = this.parts.clock().getTime();
    this.counted = this.parts.ticks();
    this.mark();
    await this.keeping;
  }

  /** Nothing is written after this but what a later reading marks. */
  async settle(): Promise<void> {
    if (this.latest > this.marked) this.mark();
    await this.keeping;
  }

  private mark(): void {
    const { latest } = this;
    this.marked = latest;
    this.keeping = this.keeping.then(() => this.parts.keep(latest));
  }
}
