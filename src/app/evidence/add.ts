/**
 * A file taken in: its bytes first, then in one batch the claim that a source has this file, and its
 * receipt. Sent again it adds nothing; where the record refuses it, its bytes do not stay.
 */
import { cleanText } from '../../core/base/bytes.js';
import { type Day } from '../../core/base/date.js';
import { type DossierId, type ThingId } from '../../core/base/ids.js';
import { fail, ok, type Result } from '../../core/base/result.js';
import { type Audience, type Claim } from '../../core/claim/claim.js';
import { custodyToBytes } from '../../core/ledger/custody.js';
import { type Actor, allowedFor } from '../../core/policy/audience.js';
import { itemKey } from '../../core/policy/custody.js';
import { type Thing } from '../../core/view/thing.js';
import {
  type EvidenceFiles,
  type IncomingFile,
  type KeptFile,
  type Ledger,
  type Statement,
} from '../ports.js';
import { type Item, itemOf, itemsIn } from './items.js';

export interface AddOrder {
  readonly dossier: DossierId;
  readonly source: ThingId;
  /** Makes the source, where there is none of that id. */
  readonly title: string | undefined;
  readonly audience: Audience;
  readonly consent: ThingId | null;
  /** What the file was called, as said. */
  readonly name: string;
  readonly from: string;
  readonly how: string;
  readonly on: Day;
}

export interface Added {
  readonly item: Item;
  readonly bytes: number;
  /** It was received before, as it stands. */
  readonly known: boolean;
}

export interface AddPorts {
  readonly ledger: Ledger;
  readonly evidence: EvidenceFiles;
}

/** Problems: `no-such-source`, `wrong-type`, those of `EvidenceFiles.keep` and of the ledger. */
export async function addFile(
  ports: AddPorts,
  actor: Actor,
  order: AddOrder,
  incoming: IncomingFile,
): Promise<Result<Added>> {
  const { ledger, evidence } = ports;
  const file = await ledger.caseFile(order.dossier, allowedFor(actor, order.dossier));
  if (!file.ok) return file;
  const source = sourceFor(file.value.things.get(order.source), order);
  if (!source.ok) return source;
  const texts = cleaned(order);
  if (!texts.ok) return texts;
  const kept = await evidence.keep(incoming);
  if (!kept.ok) return kept;
  const before = await held(ledger, actor, order, kept.value);
  if (!before.ok) return before;
  if (before.value !== null) return ok({ item: before.value, bytes: kept.value.bytes, known: true });
  const statements = statementsFor({ ...order, ...texts.value }, kept.value);
  const appended = await ledger.append(order.dossier, statements, actor);
  if (!appended.ok) {
    await ledger.dropFile(kept.value.sha256);
    return appended;
  }
  return await shown(ports, actor, order, kept.value);
}

/** As it now shows; an erasure in the very same moment may have taken the bytes. */
async function shown(
  { ledger, evidence }: AddPorts,
  actor: Actor,
  order: AddOrder,
  kept: KeptFile,
): Promise<Result<Added>> {
  const after = await held(ledger, actor, order, kept);
  if (!after.ok) return after;
  if (after.value === null) await ledger.dropFile(kept.sha256);
  if (after.value === null)
    return fail('not-yet-visible', 'It is recorded, and does not show yet, or it was erased before.', {
      fix: 'article33 evidence list shows it once it does. What was erased is not taken in again.',
    });
  if (await evidence.has(kept.sha256)) return ok({ item: after.value, bytes: kept.bytes, known: false });
  return fail('file-missing', 'The file was erased elsewhere while it came in.', { fix: 'Add it again.' });
}

function sourceFor(thing: Thing | undefined, { source, title }: AddOrder): Result<void> {
  if (thing !== undefined && thing.type !== 'Source')
    return fail('wrong-type', `"${source}" is of type ${thing.type}; a file is that of a Source.`, {
      where: '--source',
      fix: 'Name a source, or give the new one another id.',
    });
  if (thing !== undefined || title !== undefined) return ok(undefined);
  return fail('no-such-source', `The dossier has no source "${source}".`, {
    where: '--source',
    fix: 'Correct the id, or add --title "Title" to make the source.',
  });
}

function cleaned(order: AddOrder): Result<Pick<AddOrder, 'title' | 'name' | 'from' | 'how'>> {
  const title = cleanText(order.title?.trim() ?? '', '--title');
  if (!title.ok) return title;
  const name = cleanText(order.name, '--name');
  if (!name.ok) return name;
  const from = cleanText(order.from.trim(), '--from');
  if (!from.ok) return from;
  const how = cleanText(order.how.trim(), '--how');
  if (!how.ok) return how;
  const titled = title.value === '' ? undefined : title.value;
  return ok({ title: titled, name: name.value, from: from.value, how: how.value });
}

/** The item, if it was received for this audience. */
async function held(
  ledger: Ledger,
  actor: Actor,
  { dossier, source, audience }: AddOrder,
  { sha256 }: KeptFile,
): Promise<Result<Item | null>> {
  const allowed = allowedFor(actor, dossier);
  const file = await ledger.caseFile(dossier, allowed);
  if (!file.ok) return file;
  const list = await ledger.custody(dossier, allowed);
  if (!list.ok) return list;
  const key = itemKey(itemOf(sha256, source, audience));
  const found = itemsIn(file.value, list.value.chains).find(
    ({ chain }) => chain !== null && itemKey(chain) === key,
  );
  return ok(found ?? null);
}

function statementsFor(order: AddOrder, { sha256 }: KeptFile): Statement[] {
  const { source, title, audience, consent, name, from, how, on } = order;
  const about: Omit<Claim, 'property' | 'value'> = {
    thing: { type: 'Source', id: source },
    source,
    accordingTo: [],
    locator: {},
    stance: 'asserts',
    said: null,
    credibility: { source: 'F', information: '6' },
    audience,
    consent,
    basis: 'read',
    note: '',
  };
  const claims: Claim[] = [{ ...about, property: 'file', value: { kind: 'file', sha256 } }];
  if (title !== undefined)
    claims.unshift({ ...about, property: 'title', value: { kind: 'text', text: title, lang: 'und' } });
  const item = itemOf(sha256, source, audience);
  const body = custodyToBytes({
    ...item,
    action: 'received',
    earlier: null,
    on,
    party: from,
    how,
    name,
    stamp: null,
  });
  return [
    ...claims.map((claim): Statement => ({ kind: 'claim', claim, where: source })),
    { kind: 'custody', body, idempotencyKey: `received ${itemKey(item)}`, where: source },
  ];
}
