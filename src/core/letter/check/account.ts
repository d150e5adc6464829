/** What each origin says of one event or period: its own figure, once, however often it is repeated. */
import { type Figure } from '../../base/figure.js';
import { type ThingId } from '../../base/ids.js';
import { figuresOf, type HeldClaim, type Thing } from '../../view/thing.js';
import { type Evidence } from '../assertion.js';
import { evidenceOf, type Grounds, name } from './grounds.js';
import { type Stand, standOf } from './stand.js';
import { sayFigure, sayList } from './wording.js';

export interface Account {
  /** The origin it goes back to. */
  readonly family: ThingId;
  readonly name: string;
  readonly held: HeldClaim;
  readonly figure: Figure;
  readonly stand: Stand;
}

/** Best first: what a family says most plainly is what it is quoted with. */
const order: readonly Stand[] = [
  'says',
  'about',
  'floor',
  'ceiling',
  'range',
  'allows',
  'disputes',
  'part',
  'silent',
];

/** One account per family, in the record's order. */
export function accountsOf(grounds: Grounds, thing: Thing, letter: Figure): Account[] {
  const byFamily = new Map<ThingId, Account>();
  for (const { held, figure } of figuresOf(thing)) {
    const family = grounds.families.of(held.claim);
    const stand = standOf(letter, figure);
    const known = byFamily.get(family);
    if (known === undefined || order.indexOf(stand) < order.indexOf(known.stand))
      byFamily.set(family, { family, name: name(grounds, family), held, figure, stand });
  }
  return [...byFamily.values()];
}

export const saying = new Set<Stand>(['says', 'about', 'floor', 'ceiling', 'range']);

export function counted(accounts: readonly Account[]): Account[] {
  return accounts.filter(({ stand }) => stand !== 'silent' && stand !== 'part');
}

/** "more than 500 (Border Watch), about 200 (Lamplight and the Panel)": who says each figure, in the record's order. */
export function listAccounts(accounts: readonly Account[]): string {
  const groups = new Map<string, { figure: string; names: string[] }>();
  for (const account of accounts) {
    const figure = sayFigure(account.figure);
    const key = figure.replace(/^(?:around|approximately|some|roughly|circa) /, 'about ');
    const group = groups.get(key) ?? { figure, names: [] };
    group.names.push(account.name);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ figure, names }) => `${figure} (${sayList(names, 6)})`).join(', ');
}

export function accountEvidence(grounds: Grounds, accounts: readonly Account[]): Evidence[] {
  return accounts.map(({ held, figure }) => evidenceOf(grounds, held, sayFigure(figure)));
}
