/** Items of evidence as a reader sees them: a file that a claim names, with its chain of custody. */
import { byText, type DossierId, type ThingId } from '../../core/base/ids.js';
import { fail, ok, type Result } from '../../core/base/result.js';
import { type Audience } from '../../core/claim/claim.js';
import { type CustodyItem } from '../../core/ledger/custody.js';
import { type Actor, allowedFor } from '../../core/policy/audience.js';
import { type Chain, itemKey } from '../../core/policy/custody.js';
import {
  type CaseFile,
  type HeldClaim,
  standing,
  textOf,
  type Thing,
  thingsOf,
} from '../../core/view/thing.js';
import { type EvidenceFiles, type Ledger } from '../ports.js';

export interface Item {
  readonly dossier: DossierId;
  /** SHA-256 of the bytes, 64 hexadecimal digits. */
  readonly sha256: string;
  readonly source: ThingId;
  readonly title: string;
  /** The claim that names it. */
  readonly held: HeldClaim;
  /** `null` where it was named and never received here, or its receipt may not be read. */
  readonly chain: Chain | null;
}

/** What names an item in the chain: whatever anyone may read was received by the team. */
export function itemOf(sha256: string, source: ThingId, audience: Audience): CustodyItem {
  return { file: sha256, source, audience: audience === 'public' ? 'team' : audience };
}

/** The files of one source that the case file shows, in the order recorded; each file once an audience. */
export function filesOfSource(source: Thing): { readonly sha256: string; readonly held: HeldClaim }[] {
  const seen = new Set<string>();
  return standing(source, 'file').flatMap((held) => {
    const { value, audience } = held.claim;
    if (value.kind !== 'file' || seen.has(`${value.sha256} ${audience}`)) return [];
    seen.add(`${value.sha256} ${audience}`);
    return [{ sha256: value.sha256, held }];
  });
}

/** Every item of a case file, by source. */
export function itemsIn(file: CaseFile, chains: readonly Chain[]): Item[] {
  const held = new Map(chains.map((chain) => [itemKey(chain), chain]));
  return thingsOf(file, 'Source')
    .sort((a, b) => byText(a.id, b.id))
    .flatMap((source) =>
      filesOfSource(source).map(({ sha256, held: claim }): Item => ({
        dossier: file.dossier.id,
        sha256,
        source: source.id,
        title: textOf(source, 'title') ?? source.id,
        held: claim,
        chain: held.get(itemKey(itemOf(sha256, source.id, claim.claim.audience))) ?? null,
      })),
    );
}

export interface Reading {
  readonly ledger: Ledger;
  readonly actor: Actor;
  readonly dossiers: readonly DossierId[];
}

/** The items that the actor may see in these dossiers. */
export async function readItems(
  { ledger, actor, dossiers }: Reading,
  asOf?: string,
): Promise<Result<readonly Item[]>> {
  if (asOf?.startsWith('entry:') === true && dossiers.length > 1)
    return fail('usage', 'Each dossier has a log of its own, so an entry needs its dossier.', {
      where: '--as-of',
      fix: `Add --dossier with one of ${dossiers.join(', ')}.`,
    });
  const items: Item[] = [];
  for (const id of dossiers) {
    const allowed = allowedFor(actor, id);
    const file = await ledger.caseFile(id, allowed, asOf);
    if (!file.ok) return file;
    const list = await ledger.custody(id, allowed, asOf);
    if (!list.ok) return list;
    items.push(...itemsIn(file.value, list.value.chains));
  }
  return ok(items);
}

/** Digits of a hash that are enough to name a file. */
const LEAST = 8;

/** The one item that the digits name. Problems: `bad-hash`, `no-such-file`, `ambiguous-file`. */
export function oneItem(items: readonly Item[], digits: string, source?: ThingId): Result<Item> {
  const name = digits.toLowerCase();
  if (!/^[0-9a-f]+$/.test(name) || name.length < LEAST || name.length > 64)
    return fail('bad-hash', `A file is named by the first ${LEAST} or more digits of its hash.`, {
      where: digits.slice(0, 80),
      fix: 'article33 evidence list shows them.',
    });
  const found = items.filter(
    (item) => item.sha256.startsWith(name) && (source === undefined || item.source === source),
  );
  const [item] = found;
  if (item === undefined)
    return fail('no-such-file', 'No file of that hash is held here.', {
      where: name,
      fix: 'article33 evidence list shows those there are.',
    });
  if (found.length === 1) return ok(item);
  return fail('ambiguous-file', `${found.length} items begin like that, of ${sourcesIn(found)}.`, {
    where: name,
    fix: 'Give more digits, or name the source with --source.',
  });
}

function sourcesIn(items: readonly Item[]): string {
  return [...new Set(items.map(({ source }) => source))].join(', ');
}

export interface HeldFile extends Item {
  /** Whether its bytes are here; a dossier may name a file by its hash alone. */
  readonly here: boolean;
  readonly bytes: number | null;
}

/** The files of one source that the actor may have. */
export async function heldFiles(
  reading: Pick<Reading, 'ledger' | 'actor'> & {
    readonly evidence: EvidenceFiles;
    readonly dossier: DossierId;
  },
  source: ThingId,
  asOf?: string,
): Promise<Result<readonly HeldFile[]>> {
  const items = await readItems({ ...reading, dossiers: [reading.dossier] }, asOf);
  if (!items.ok) return items;
  const files: HeldFile[] = [];
  for (const item of items.value) {
    if (item.source !== source) continue;
    const opened = await reading.evidence.open(item.sha256);
    files.push({ ...item, here: opened.ok, bytes: opened.ok ? opened.value.bytes : null });
  }
  return ok(files);
}
