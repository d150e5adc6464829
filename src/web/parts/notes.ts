/** Numbers the claims a page points at, in the order in which they are first cited. */
import { type HeldClaim } from '../../core/view/thing.js';

export interface Note {
  readonly number: number;
  readonly claims: readonly HeldClaim[];
}

export interface Notes {
  /** The same claims cited again keep their number; `again`: they were cited before on this page. */
  cite(claims: readonly HeldClaim[]): Note & { readonly again: boolean };
  all(): readonly Note[];
}

export function makeNotes(): Notes {
  const notes = new Map<string, Note>();
  return {
    cite(claims) {
      const key = claims.map((held) => held.id).join(' ');
      const known = notes.get(key);
      if (known !== undefined) return { ...known, again: true };
      const note = { number: notes.size + 1, claims };
      notes.set(key, note);
      return { ...note, again: false };
    },
    all: () => [...notes.values()],
  };
}
