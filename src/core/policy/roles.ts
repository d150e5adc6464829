/**
 * What each role may do, as one table. A role is held in one dossier (or in every one), and says
 * nothing about compartments: those are granted by name.
 */

/** From least to most; each may do what the one before it may. */
export const roles = ['reader', 'documenter', 'analyst', 'keeper'] as const;
export type Role = (typeof roles)[number];

export const actions = [
  'read',
  /** Record claims, and the consents they rest on. */
  'record',
  /** Correct, dispute, retract or restore what is recorded. */
  'amend',
  /** Say who is who, what an element amounts to, which accounts are independent. */
  'judge',
  /** Take something out of the record for good. */
  'erase',
  /** Copy the record out of the program: backups and exports. */
  'export',
  /** Invite people, grant and take away roles and compartments. */
  'admit',
  /** Check the record, fold its views again, publish its log. */
  'maintain',
] as const;
export type Action = (typeof actions)[number];

const table: Readonly<Record<Role, ReadonlySet<Action>>> = {
  reader: new Set(['read']),
  documenter: new Set(['read', 'record', 'amend']),
  analyst: new Set(['read', 'record', 'amend', 'judge']),
  keeper: new Set(['read', 'record', 'amend', 'judge', 'erase', 'export', 'admit', 'maintain']),
};

export function roleMay(role: Role, action: Action): boolean {
  return table[role].has(action);
}

export function isRole(text: string): text is Role {
  return roles.some((role) => role === text);
}

const COMPARTMENT = /^[a-z0-9][a-z0-9-]{0,39}$/;

/** A compartment's name is seen by whoever keeps the record: it should name a task, never a person. */
export function isCompartment(text: string): boolean {
  return COMPARTMENT.test(text);
}
