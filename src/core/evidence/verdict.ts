/** What a proof of time comes to. Only what was checked to its end, here, is ever called proved. */
export type StampVerdict = 'proved' | 'fails' | 'pending' | 'unsupported';

export interface StampChecked {
  readonly verdict: StampVerdict;
  /** The instant it speaks of, where it names one: ISO 8601, UTC. */
  readonly time: string | null;
  /** Why, one sentence each. */
  readonly because: readonly string[];
}
