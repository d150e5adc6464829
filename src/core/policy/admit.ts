/**
 * Who may let people in. Nobody gives more than they hold: a role is given where one admits people,
 * and a compartment only by whoever reads it. The operator holds the files, and may give anything.
 */
import { type DossierId } from '../base/ids.js';
import { type Actor, allowedFor, EVERY, type Grant, may } from './audience.js';

/** Whether an actor may give somebody this grant. */
export function mayGive(actor: Actor, { dossier, compartments }: Grant): boolean {
  if (actor.kind === 'operator') return true;
  if (!may(actor, 'admit', dossier)) return false;
  const { audiences } = allowedFor(actor, dossier);
  return compartments.every((name) => audiences.has(`restricted:${name}`));
}

/**
 * Whether an actor may take somebody off, or end their sessions: wherever that person holds a grant
 * the actor must admit people. Whoever holds none is for those who keep every dossier.
 */
export function mayTakeOff(actor: Actor, grants: readonly Grant[]): boolean {
  const dossiers: readonly DossierId[] = grants.length === 0 ? [EVERY] : grants.map(({ dossier }) => dossier);
  return dossiers.every((dossier) => may(actor, 'admit', dossier));
}

/** A new link lets its holder in as that person, so it takes the right to give all they hold. */
export function mayLink(actor: Actor, grants: readonly Grant[]): boolean {
  return mayTakeOff(actor, grants) && grants.every((grant) => mayGive(actor, grant));
}

/** Whether the actor lets people in anywhere. */
export function admitsAnywhere(actor: Actor): boolean {
  if (actor.kind !== 'person') return actor.kind === 'operator';
  return actor.grants.some(({ dossier }) => may(actor, 'admit', dossier));
}

/** Whether these grants keep every dossier: one such person must remain. */
export function keepsAll(grants: readonly Grant[]): boolean {
  return grants.some(({ dossier, role }) => dossier === EVERY && role === 'keeper');
}
