/** What happens to an item after its receipt, recorded by whoever has it. */
import { cleanText, sha256, toHex } from '../../core/base/bytes.js';
import { type Day } from '../../core/base/date.js';
import { fail, ok, type Result } from '../../core/base/result.js';
import { type CustodyAction, custodyToBytes, type Stamp } from '../../core/ledger/custody.js';
import { type Actor, actorName, allowedFor } from '../../core/policy/audience.js';
import { type Chain, itemKey } from '../../core/policy/custody.js';
import { type Ledger } from '../ports.js';
import { type Item } from './items.js';

export interface EventOrder {
  readonly action: CustodyAction;
  readonly party: string;
  readonly how: string;
  readonly on: Day;
  readonly stamp: Stamp | null;
}

export interface CustodyRecorded {
  readonly item: Item;
  /** It was recorded before, as it stands. */
  readonly known: boolean;
}

export interface CustodyPorts {
  readonly ledger: Ledger;
  /** Whether somebody of that name can record here: then only they say that they handed it on. */
  readonly recordsHere: (name: string) => boolean;
}

/** Problems: `custody-not-received`, `custody-not-held`, `custody-back-dated`, `custody-changed`, `custody-no-party`. */
export async function recordCustody(
  { ledger, recordsHere }: CustodyPorts,
  actor: Actor,
  item: Item,
  order: EventOrder,
): Promise<Result<CustodyRecorded>> {
  const { chain } = item;
  if (chain === null)
    return fail('custody-not-received', 'No receipt of this file is recorded.', {
      where: item.sha256.slice(0, 16),
      fix: 'Add the file with article33 evidence add: that records its receipt.',
    });
  if (order.action === 'received' && chain.holder !== actorName(actor) && recordsHere(chain.holder))
    return fail('custody-not-held', `The item is with "${chain.holder}", who can record handing it on.`, {
      where: item.sha256.slice(0, 16),
      fix: 'Ask them to record that it was transferred to you.',
    });
  const [party, how] = [cleanText(order.party.trim(), '--to'), cleanText(order.how.trim(), '--how')];
  if (!party.ok) return party;
  if (!how.ok) return how;
  if (saidLast(chain, order)) return ok({ item, known: true });
  const { file, source, audience, head: earlier } = chain;
  const said = { action: order.action, on: order.on, party: party.value, how: how.value, name: '' };
  const body = custodyToBytes({ file, source, audience, earlier, ...said, stamp: order.stamp });
  const key = `custody ${toHex(sha256(body))}`;
  const statement = { kind: 'custody', body, idempotencyKey: key, where: item.source } as const;
  const appended = await ledger.append(item.dossier, [statement], actor);
  if (!appended.ok) return appended;
  const list = await ledger.custody(item.dossier, allowedFor(actor, item.dossier));
  if (!list.ok) return list;
  const after = list.value.chains.find((one) => itemKey(one) === itemKey(chain)) ?? null;
  return ok({ item: { ...item, chain: after }, known: appended.value.added === 0 });
}

/** Handing on and stamping, sent twice, are one event. Whoever opens or copies a thing twice did it twice. */
function saidLast(chain: Chain, { action, party, on, stamp }: EventOrder): boolean {
  const last = chain.events.at(-1)?.custody;
  if (last === undefined || last.action !== action || last.on !== on) return false;
  if (action === 'transferred') return last.party === party.trim();
  const [a, b] = [last.stamp?.bytes, stamp?.bytes];
  return action === 'stamped' && a !== undefined && b !== undefined && toHex(a) === toHex(b);
}
