/**
 * Who holds an item of evidence, and what may happen to it next. A chain of custody is worth something only
 * if nobody can write into it what they could not have known: an event before the item came, or an act
 * of somebody who did not have it.
 */
import { type Day } from '../base/date.js';
import { type ClaimId } from '../base/ids.js';
import { type Problem } from '../base/result.js';
import { type CustodyBody, type CustodyItem } from '../ledger/custody.js';

export interface CustodyEntry {
  readonly seq: number;
  readonly id: ClaimId;
  /** When it was recorded. */
  readonly at: string;
  /** Who recorded it. */
  readonly actor: string;
  readonly custody: CustodyBody;
}

/** An item with what happened to it, in the order recorded. */
export interface Chain extends CustodyItem {
  readonly events: readonly CustodyEntry[];
  /** Who has it now. */
  readonly holder: string;
  /** The latest entry. */
  readonly head: ClaimId;
}

export function itemKey({ file, source, audience }: CustodyItem): string {
  return JSON.stringify([file, source, audience]);
}

/** The chains, in the order in which their items came. */
export function foldCustody(entries: readonly CustodyEntry[]): Map<string, Chain> {
  const chains = new Map<string, Chain>();
  for (const entry of entries) {
    const key = itemKey(entry.custody);
    const { file, source, audience } = entry.custody;
    const before = chains.get(key);
    const holder = holderAfter(entry, before?.holder ?? entry.actor);
    const events = [...(before?.events ?? []), entry];
    chains.set(key, { file, source, audience, events, holder, head: entry.id });
  }
  return chains;
}

function holderAfter({ actor, custody }: CustodyEntry, before: string): string {
  if (custody.action === 'received') return actor;
  return custody.action === 'transferred' ? custody.party : before;
}

export interface Recording {
  readonly by: string;
  /** The day of the clock, in UTC. */
  readonly today: Day;
}

/** Why an event may not be recorded, or `null`. `chain`: its item's so far. */
export function wrongCustody(
  body: CustodyBody,
  chain: Chain | undefined,
  { by, today }: Recording,
): Problem | null {
  const wrong = (kind: string, message: string, fix: string): Problem => ({
    kind,
    message,
    where: body.file.slice(0, 16),
    fix,
  });
  if ((chain?.head ?? null) !== body.earlier)
    return wrong(
      'custody-changed',
      'Something happened to this item meanwhile, or it was received before.',
      'Look at it with article33 evidence show, then say it again.',
    );
  if (body.on > today)
    return wrong('custody-future', `${body.on} is yet to come.`, 'Give the day it happened, in UTC.');
  if (chain === undefined)
    return body.action === 'received'
      ? null
      : wrong('custody-not-received', 'The item was never received here.', 'Record its receipt first.');
  const last = chain.events.at(-1)?.custody.on ?? body.on;
  if (body.on < last)
    return wrong(
      'custody-back-dated',
      `The latest event of this item was on ${last}; ${body.on} is before it.`,
      'An event is recorded in the order in which it happened. Say in --how what was learned late.',
    );
  if (body.action === 'transferred' && (body.party.trim() === '' || body.party === chain.holder))
    return wrong(
      'custody-no-party',
      'To whom it was handed on is not said.',
      'Name a person’s id, a body or an office with --to.',
    );
  return body.action === 'received' ? wrongReturn(body, chain, { by, wrong }) : wrongHolder(chain, by, wrong);
}

type Wrong = (kind: string, message: string, fix: string) => Problem;

/** It comes back only from whoever had it. */
function wrongReturn(
  { party }: CustodyBody,
  chain: Chain,
  { by, wrong }: { readonly by: string; readonly wrong: Wrong },
): Problem | null {
  if (chain.holder === by)
    return wrong('custody-held', 'You hold this item already.', 'Record what happens to it next.');
  if (party === chain.holder) return null;
  return wrong(
    'custody-not-held',
    `The item was last with "${chain.holder}", so it can be received from there only.`,
    'Ask who handed it on to record that.',
  );
}

function wrongHolder({ holder }: Chain, by: string, wrong: Wrong): Problem | null {
  if (holder === by) return null;
  return wrong(
    'custody-not-held',
    `The item is with "${holder}", and only who has it says what happens to it.`,
    'Ask them to record it, or to hand it on to you.',
  );
}
