/**
 * The ledger records a batch whole or not at all and says why not. Here what it refuses is taken out, told,
 * and the rest recorded: one bad row never keeps another out. What is wrong with the disk or the database is
 * nobody's row, and stops the import.
 */
import { type DossierId } from '../../core/base/ids.js';
import { ok, type Problem, type Result } from '../../core/base/result.js';
import { type Actor } from '../../core/policy/audience.js';
import { needsConsent } from '../../core/policy/consent.js';
import { type Ledger, type Statement } from '../ports.js';

export interface Refused {
  readonly line: number | null;
  readonly problem: Problem;
}

export interface AppendedSound {
  readonly added: number;
  readonly known: number;
  readonly refused: readonly Refused[];
  readonly notYetVisible: boolean;
}

interface Into {
  readonly ledger: Pick<Ledger, 'append'>;
  readonly actor: Actor;
  readonly dossier: DossierId;
}

/** Faults of what is said; every other is one of the record itself. */
const OF_A_STATEMENT = new Set([
  'type-conflict',
  'no-such-property',
  'not-allowed',
  'not-yet',
  'bad-compartment',
  'ill-formed-text',
  'bad-body',
  'bad-salt',
  'no-idempotency-key',
  'no-such-claim',
  'needs-sign-in',
  'needs-encryption',
  'without-consent',
  'consent-missing',
  'consent-of-another',
  'consent-does-not-cover',
  'consent-changed',
  'consent-without-hold',
  'consent-not-told',
  'consent-ends-first',
  'no-such-consent',
]);

interface Placed {
  readonly statement: Statement;
  readonly line: number;
}

/** `null` statements are no entries; their lines count as known. */
export async function appendSound(
  into: Into,
  statements: readonly (Statement | null)[],
  lines: readonly number[],
): Promise<Result<AppendedSound>> {
  let rest = statements.flatMap((statement, i): Placed[] =>
    statement === null ? [] : [{ statement, line: lines[i] ?? 0 }],
  );
  const total = { added: 0, known: statements.length - rest.length, notYetVisible: false };
  const refused: Refused[] = [];
  const aside: Placed[][] = [];
  for (;;) {
    if (rest.length > 0) {
      const appended = await into.ledger.append(
        into.dossier,
        rest.map(({ statement }) => statement),
        into.actor,
      );
      if (!appended.ok) {
        const out = takenOut(rest, appended.problem);
        if (out === null) return appended;
        refused.push(...out.refused);
        aside.push(...out.aside);
        rest = out.rest;
        continue;
      }
      total.added += appended.value.added;
      total.known += appended.value.known;
      total.notYetVisible ||= appended.value.notYetVisible;
    }
    const next = aside.pop();
    if (next === undefined) return ok({ ...total, refused });
    rest = next;
  }
}

interface TakenOut {
  readonly rest: Placed[];
  readonly refused: readonly Refused[];
  /** Statements to be tried by themselves. */
  readonly aside: readonly Placed[][];
}

/** `null`: the record itself is at fault, or nothing could be taken out. */
function takenOut(placed: readonly Placed[], problem: Problem): TakenOut | null {
  if (!OF_A_STATEMENT.has(problem.kind)) return null;
  if (problem.kind === 'type-conflict') return conflicting(placed, problem);
  if (problem.kind === 'needs-sign-in' || problem.kind === 'needs-encryption') {
    const personal = placed.filter(({ statement }) => isPersonal(statement));
    if (personal.length > 0)
      return {
        rest: placed.filter((one) => !personal.includes(one)),
        refused: personal.map(({ line }) => ({ line, problem })),
        aside: [],
      };
  }
  const reasons = new Map<string, Problem>();
  for (const cause of problem.causes ?? [problem]) reasons.set(cause.where ?? '', cause);
  const named = (one: Placed) => reasons.get(String(one.line));
  const rest = placed.filter((one) => named(one) === undefined);
  if (rest.length < placed.length)
    return {
      rest,
      refused: placed.flatMap((one) => {
        const reason = named(one);
        return reason === undefined ? [] : [{ line: one.line, problem: reason }];
      }),
      aside: [],
    };
  return halves(placed, problem);
}

function isPersonal(statement: Statement): boolean {
  return statement.kind === 'consent' || (statement.kind === 'claim' && needsConsent(statement.claim));
}

/** A thing of two types: its claims are tried type by type, and the one that does not fit is told. */
function conflicting(placed: readonly Placed[], problem: Problem): TakenOut | null {
  const things = new Set((problem.causes ?? [problem]).map(({ where }) => where ?? ''));
  const groups = new Map<string, Placed[]>();
  const rest: Placed[] = [];
  for (const one of placed) {
    const thing = one.statement.kind === 'claim' ? one.statement.claim.thing : null;
    if (thing === null || !things.has(thing.id)) rest.push(one);
    else {
      const name = `${thing.id} ${thing.type}`;
      groups.set(name, [...(groups.get(name) ?? []), one]);
    }
  }
  const aside = [...groups.values()].toReversed();
  const [only] = aside;
  // Alone and of one type, it is the record that calls the thing something else.
  if (rest.length === 0 && aside.length === 1 && only !== undefined)
    return { rest: [], refused: only.map(({ line }) => ({ line, problem })), aside: [] };
  return aside.length === 0 ? null : { rest, refused: [], aside };
}

function halves(placed: readonly Placed[], problem: Problem): TakenOut {
  if (placed.length === 1)
    return { rest: [], refused: placed.map(({ line }) => ({ line, problem })), aside: [] };
  const middle = Math.ceil(placed.length / 2);
  return { rest: placed.slice(0, middle), refused: [], aside: [placed.slice(middle)] };
}
