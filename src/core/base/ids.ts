/** The few kinds of name that things, claims and dossiers go by. */
import { fail, ok, type Result } from './result.js';

/** A thing's name inside its dossier, such as `E-2023-10-09` or `REFUGEE-1951`; never says anything private. */
export type ThingId = string;
/** A claim's salted commitment, 64 hexadecimal digits. */
export type ClaimId = string;
/** A folder name under `dossiers/`. */
export type DossierId = string;

const THING = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;
const DOSSIER = /^[a-z0-9][a-z0-9-]{0,62}$/;

export function parseThingId(text: string, where?: string): Result<ThingId> {
  if (THING.test(text)) return ok(text);
  return fail('bad-id', 'An id is 1 to 100 letters, digits, dots, hyphens or underscores.', {
    ...(where === undefined ? {} : { where }),
    fix: 'Use an id such as E-2023-10-09.',
  });
}

export function parseDossierId(text: string, where?: string): Result<DossierId> {
  if (DOSSIER.test(text)) return ok(text);
  return fail('bad-dossier-id', 'A dossier id is 1 to 63 lower-case letters, digits or hyphens.', {
    ...(where === undefined ? {} : { where }),
    fix: 'Use an id such as prc-dprk.',
  });
}

/** Plain code-unit order: the same on every machine, unlike locale order. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
