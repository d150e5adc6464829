/**
 * Challenges under way, in memory: each is random, good for one answer to the very ceremony it was
 * made for, and for five minutes. A restart ends them all.
 */
import { type RandomBytes } from '../ports.js';

/** What an answer to the challenge may do, and for whom. */
export type Ceremony =
  | { readonly kind: 'sign-in' }
  /** Shows once more that it is they, in this session. */
  | { readonly kind: 'confirm'; readonly session: string }
  /** Adds an authenticator, in this session. */
  | { readonly kind: 'add'; readonly session: string }
  /** Adds the first authenticator, with this link. */
  | { readonly kind: 'join'; readonly link: string };

const LASTS_MS = 5 * 60 * 1000;
/** Whoever asks for more only makes the oldest go. */
const MOST = 10_000;

export class Challenges {
  private readonly open = new Map<string, { readonly ceremony: Ceremony; readonly made: number }>();

  private readonly time: () => number;
  private readonly random: RandomBytes;

  /** `time`: milliseconds that never run back. */
  constructor(time: () => number, random: RandomBytes) {
    this.time = time;
    this.random = random;
  }

  /** The bytes to be signed. */
  make(ceremony: Ceremony): Uint8Array {
    const bytes = this.random(32);
    this.open.set(Buffer.from(bytes).toString('base64url'), { ceremony, made: this.time() });
    const [oldest] = this.open.keys();
    if (this.open.size > MOST && oldest !== undefined) this.open.delete(oldest);
    return bytes;
  }

  /** Ends all of them. */
  clear(): void {
    this.open.clear();
  }

  /** Whether the challenge was made for exactly this, not long ago. Asked once, it is used up. */
  take(challenge: string, ceremony: Ceremony): boolean {
    const found = this.open.get(challenge);
    this.open.delete(challenge);
    if (found === undefined || this.time() - found.made > LASTS_MS) return false;
    return JSON.stringify(found.ceremony) === JSON.stringify(ceremony);
  }
}
