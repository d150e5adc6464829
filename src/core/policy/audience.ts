/**
 * Who may see what. The answer is the set of audiences an actor may read in one dossier, and it
 * defaults to nothing: every read takes that set as an argument.
 */
import { type DossierId } from '../base/ids.js';
import { type Audience } from '../claim/claim.js';
import { type Action, isCompartment, type Role, roleMay } from './roles.js';

/** In place of a dossier: every one, also those yet to come. No dossier id looks like it. */
export const EVERY = '*';

/** What one person may do in one dossier, or in every one. */
export interface Grant {
  /** A dossier, or `EVERY`. */
  readonly dossier: DossierId;
  readonly role: Role;
  /** Names of the compartments whose `restricted:NAME` claims the person may read. */
  readonly compartments: readonly string[];
}

export type Actor =
  /** Not signed in, where people sign in. */
  | { readonly kind: 'nobody' }
  /** Somebody reading what is published. */
  | { readonly kind: 'public' }
  /** Whoever runs the program on this machine: holds its files, and reads as the team does. */
  | { readonly kind: 'operator'; readonly name: string }
  /** Signed in. `id` is what entries are recorded under; names stay out of the log. */
  | { readonly kind: 'person'; readonly id: string; readonly grants: readonly Grant[] };

/** Audiences views are kept for; restricted compartments are folded at read. */
export type ViewAudience = 'public' | 'team';

export interface Allowed {
  readonly audiences: ReadonlySet<Audience>;
  /** The widest kept view that shows nothing more than `audiences`. */
  readonly view: ViewAudience;
  /** Why, in words a permission page can show. */
  readonly because: string;
}

/** What one reader may see, dossier by dossier. */
export type AllowedIn = (dossier: DossierId) => Allowed;

/** What this actor may see in each dossier. */
export function allowedTo(actor: Actor): AllowedIn {
  return (dossier) => allowedFor(actor, dossier);
}

export function allowedFor(actor: Actor, dossier: DossierId): Allowed {
  switch (actor.kind) {
    case 'public':
      return { audiences: new Set(['public']), view: 'public', because: 'Anyone may read what is public.' };
    case 'operator':
      return {
        audiences: new Set(['public', 'team']),
        view: 'team',
        because: 'The person running the program on this machine reads as the team does.',
      };
    case 'person':
      return allowedByGrants(actor.grants.filter((grant) => holdsIn(grant, dossier)));
    case 'nobody':
      return { audiences: new Set(), view: 'public', because: 'Nobody is signed in.' };
    default:
      return { audiences: new Set(), view: 'public', because: 'Nobody we know may read anything.' };
  }
}

function allowedByGrants(held: readonly Grant[]): Allowed {
  const reading = held.filter(({ role }) => roleMay(role, 'read'));
  if (reading.length === 0)
    return { audiences: new Set(), view: 'public', because: 'No role is held in this dossier.' };
  const compartments = reading.flatMap((grant) => grant.compartments);
  return {
    audiences: new Set<Audience>([
      'public',
      'team',
      ...compartments.map((name): Audience => `restricted:${name}`),
    ]),
    view: 'team',
    because:
      compartments.length === 0
        ? 'A role is held in this dossier.'
        : 'A role is held in this dossier, and in compartments by name.',
  };
}

function holdsIn(grant: Grant, dossier: DossierId): boolean {
  return grant.dossier === EVERY || grant.dossier === dossier;
}

/** Whether an actor may do something in a dossier. What a person may not even read answers as if absent. */
export function may(actor: Actor, action: Action, dossier: DossierId): boolean {
  switch (actor.kind) {
    case 'operator':
      return true;
    case 'person':
      return actor.grants.some((grant) => holdsIn(grant, dossier) && roleMay(grant.role, action));
    case 'public':
    case 'nobody':
      return action === 'read' && allowedFor(actor, dossier).audiences.size > 0;
    default:
      return false;
  }
}

/** Who records: somebody, or the operator under a name of the program's. */
export type Recorder = Actor | string;

export function recorderOf(recorder: Recorder): Actor {
  return typeof recorder === 'string' ? { kind: 'operator', name: recorder } : recorder;
}

/** Whether an audience is a compartment, with a name a compartment can have. */
export function isCompartmentAudience(audience: Audience): boolean {
  return audience.startsWith(COMPARTMENT) && isCompartment(audience.slice(COMPARTMENT.length));
}

const COMPARTMENT = 'restricted:';

/** The name entries are recorded under: never a person's own name. */
export function actorName(actor: Actor): string {
  switch (actor.kind) {
    case 'operator':
      return actor.name;
    case 'person':
      return `person:${actor.id}`;
    case 'public':
    case 'nobody':
      return actor.kind;
    default:
      return 'nobody';
  }
}
