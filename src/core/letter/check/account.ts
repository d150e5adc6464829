/** What each origin says of one event or period: its own figure, once, however often it is repeated. */
import { type Figure } from '../../base/figure.js';
import { type ThingId } from '../../base/ids.js';
import { accounts, type Accounts } from '../../figure/accounts.js';
import { type CaseFile, type HeldClaim, type Thing } from '../../view/thing.js';
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

/** One account per family, in the order in which they were recorded; none from a source set aside. */
export function accountsOf(grounds: Grounds, thing: Thing, letter: Figure): Account[] {
  const { accounts: whole, apart } = accountsIn(thing, grounds.record);
  return [...whole, ...apart.flatMap((group) => group.accounts)]
    .flatMap((account): Account[] => {
      const voices = account.spoken.map(({ held, figure }) => ({
        held,
        figure,
        stand: standOf(letter, figure),
      }));
      const [best] = voices.sort((a, b) => order.indexOf(a.stand) - order.indexOf(b.stand));
      return best === undefined
        ? []
        : [{ family: account.origin, name: name(grounds, account.origin), ...best }];
    })
    .sort((a, b) => a.held.seq - b.held.seq);
}

/** The families of a thing do not depend on the letter, and a check asks for them at every figure. */
const families = new WeakMap<CaseFile, WeakMap<Thing, Accounts>>();

function accountsIn(thing: Thing, record: CaseFile): Accounts {
  let known = families.get(record);
  if (known === undefined) families.set(record, (known = new WeakMap()));
  const made = known.get(thing) ?? accounts(thing, record);
  known.set(thing, made);
  return made;
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
