/**
 * Whether an actor may do what a verb does, asked here and nowhere else. The answer is the dossiers it may
 * be done in; a dossier that the actor may not read is answered as one that is not there, by the same steps.
 */
import { type DossierId } from '../core/base/ids.js';
import { assertNever, fail, ok, type Result } from '../core/base/result.js';
import { noSuchDossier } from '../core/policy/absent.js';
import { type Actor, allowedTo, EVERY, may } from '../core/policy/audience.js';
import { type Action } from '../core/policy/roles.js';
import { type Ledger } from './ports.js';

/** What a verb needs leave for. */
export interface Need {
  readonly action: Action;
  /** `record`: it takes the whole record, so the action must be granted in every dossier. */
  readonly over: 'dossier' | 'record';
}

export interface Asking {
  readonly ledger: Ledger;
  readonly actor: Actor;
  /** The one asked for; absent for all that the actor may read. */
  readonly dossier: DossierId | undefined;
}

/** The dossiers in which the actor may do it. Problems: `no-such-dossier`, `not-allowed`. */
export async function leaveFor(need: Need, asking: Asking): Promise<Result<readonly DossierId[]>> {
  const { ledger, actor, dossier } = asking;
  if (need.over === 'record') return may(actor, need.action, EVERY) ? ok([]) : notAllowed(need.action);
  if (dossier !== undefined) {
    if (may(actor, need.action, dossier)) return ok([dossier]);
    return may(actor, 'read', dossier) ? notAllowed(need.action) : noSuchDossier(dossier);
  }
  const readable = (await ledger.dossiers(allowedTo(actor))).map((info) => info.id);
  const granted = readable.filter((id) => may(actor, need.action, id));
  return readable.length > 0 && granted.length === 0 ? notAllowed(need.action) : ok(granted);
}

function notAllowed(action: Action): Result<never> {
  return fail('not-allowed', `Your role does not let you ${words(action)}.`, {
    fix: 'Ask somebody who keeps the record.',
  });
}

function words(action: Action): string {
  switch (action) {
    case 'read':
      return 'read this';
    case 'record':
      return 'record claims';
    case 'amend':
      return 'amend what is recorded';
    case 'judge':
      return 'judge what is recorded';
    case 'erase':
      return 'erase from the record';
    case 'export':
      return 'copy the record out';
    case 'admit':
      return 'admit people';
    case 'maintain':
      return 'look after the record itself';
    default:
      return assertNever(action);
  }
}
