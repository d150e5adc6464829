/**
 * How often the door may be tried. Each address has an allowance of its own, so that nobody uses up
 * another's; all strangers together have one more, so that many addresses do not use up the machine.
 * An address from which somebody came in is no stranger. Kept in memory only, and never written.
 */

export interface Allowance {
  /** Attempts at once. */
  readonly most: number;
  /** Attempts that come back each second. */
  readonly back: number;
}

export const ofOneAddress: Allowance = { most: 60, back: 1 };
/** With what waits five minutes for its answer, this stays below the challenges that are kept. */
export const ofAllStrangers: Allowance = { most: 600, back: 20 };

/** Addresses remembered; the one that tried longest ago goes first. */
const MOST = 20_000;

interface Level {
  readonly left: number;
  readonly at: number;
}

export class Attempts {
  private readonly levels = new Map<string, Level>();
  private readonly friends = new Set<string>();
  private strangers: Level = { left: ofAllStrangers.most, at: 0 };
  private readonly time: () => number;

  /** `time`: milliseconds that never run back. */
  constructor(time: () => number) {
    this.time = time;
  }

  /** Seconds to wait before another attempt; 0 when this one may go on. `null`: where it comes from cannot be told. */
  wait(address: string | null): number {
    const at = this.time();
    if (address !== null) {
      const own = after(this.levels.get(address) ?? { left: ofOneAddress.most, at }, ofOneAddress, at);
      this.keep(address, own.left < 1 ? own : { ...own, left: own.left - 1 });
      if (own.left < 1) return seconds(own, ofOneAddress);
      if (this.friends.has(address)) return 0;
    }
    const all = after(this.strangers, ofAllStrangers, at);
    this.strangers = all.left < 1 ? all : { ...all, left: all.left - 1 };
    return all.left < 1 ? seconds(all, ofAllStrangers) : 0;
  }

  /** Somebody came in from there. */
  cameIn(address: string | null): void {
    if (address === null) return;
    this.friends.delete(address);
    this.friends.add(address);
    const [oldest] = this.friends;
    if (this.friends.size > MOST && oldest !== undefined) this.friends.delete(oldest);
  }

  private keep(address: string, level: Level): void {
    this.levels.delete(address);
    this.levels.set(address, level);
    const [oldest] = this.levels.keys();
    if (this.levels.size > MOST && oldest !== undefined) this.levels.delete(oldest);
  }
}

function after({ left, at: before }: Level, { most, back }: Allowance, at: number): Level {
  return { left: Math.min(most, left + (Math.max(0, at - before) / 1000) * back), at };
}

function seconds({ left }: Level, { back }: Allowance): number {
  return Math.max(1, Math.ceil((1 - left) / back));
}
