/**
 * Who may see what. The answer is the set of audiences an actor may read, and it defaults to
 * nothing: every read takes that set as an argument.
 */
import { type Audience } from '../claim/claim.js';

export type Actor =
  /** Somebody reading what is published. */
  | { readonly kind: 'public' }
  /** Whoever runs the program on this machine, before anyone can sign in. */
  | { readonly kind: 'operator'; readonly name: string };

/** Audiences views are kept for; restricted compartments are folded at read. */
export type ViewAudience = 'public' | 'team';

export interface Allowed {
  readonly audiences: ReadonlySet<Audience>;
  /** The widest kept view that shows nothing more than `audiences`. */
  readonly view: ViewAudience;
  /** Why, in words a permission page can show. */
  readonly because: string;
}

export function allowedFor(actor: Actor): Allowed {
  switch (actor.kind) {
    case 'public':
      return { audiences: new Set(['public']), view: 'public', because: 'Anyone may read what is public.' };
    case 'operator':
      return {
        audiences: new Set(['public', 'team']),
        view: 'team',
        because: 'The person running the program on this machine reads as the team does.',
      };
    default:
      return { audiences: new Set(), view: 'public', because: 'Nobody we know may read anything.' };
  }
}

/** Whether an actor may take something out of the record for good. */
export function mayErase(actor: Actor): boolean {
  return actor.kind === 'operator';
}

/** The name entries are recorded under. */
export function actorName(actor: Actor): string {
  return actor.kind === 'operator' ? actor.name : 'public';
}
