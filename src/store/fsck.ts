/**
 * The separate checker: re-derives every id, leaf, root, fingerprint and view from the raw entries and
 * compares them with what is stored, in the database and in the journal. It repairs nothing.
 */
import { sameBytes, toHex } from '../core/base/bytes.js';
import { appendLeaf, EMPTY_TREE, rootOf, type TreeHead } from '../core/ledger/tree.js';
import { type EvidenceFiles, type FsckReport } from '../app/ports.js';
import { checkFiles } from './evidence/named.js';
import { readCustodyEntries } from './record/custody.js';
import { erasureIn } from './journal/erasures.js';
import { isErased, type Recorded } from './journal/frame.js';
import { logged, readDerived, readEntries, type StoredEntry } from './record/entries.js';
import { type DossierRow, headOf, keyCheck } from './record/head.js';
import { type Derived } from './record/prepare.js';
import { readRows, wronglyFound, ViewBuilder, type ViewRow } from './record/views.js';
import { deriveAgain } from './record/write.js';
import { readNarrowed } from './record/narrowed.js';
import { hashes, type Log } from './replay.js';
import { type SqlSession } from './sql/port.js';

export interface Checking {
  readonly session: SqlSession;
  readonly evidence: EvidenceFiles;
  readonly log: Log;
  readonly row: DossierRow;
  /** Whether the journal is the record and must hold everything, or follows. */
  readonly journalLeads: boolean;
  readonly progress: (done: number, total: number) => void;
}

type Finding = FsckReport['problems'][number];

/** Problems that are told; the first is the one to look at. */
const TOLD = 100;
const PAGE = 2000;

export async function checkLog(checking: Checking): Promise<FsckReport> {
  const { log, row } = checking;
  const erasures = new Erasures();
  const stored = await checkStored(checking, erasures);
  const journal = await checkJournal(checking);
  const views = stored.length === 0 ? await checkViews(checking) : [];
  const received = (await readCustodyEntries(checking.session, log.id)).map(({ custody }) => custody.file);
  const files =
    stored.length === 0
      ? await checkFiles(checking.session, checking.evidence, {
          dossier: log.id,
          received: new Set(received),
        })
      : [];
  const all = [...stored, ...erasures.findings(), ...journal, ...views, ...files].sort(
    (a, b) => (a.entry ?? Number.MAX_SAFE_INTEGER) - (b.entry ?? Number.MAX_SAFE_INTEGER),
  );
  return {
    dossier: log.id,
    head: headOf(row.tree),
    encrypted: log.journal.sealed,
    erased: erasures.erased(),
    problems: all.slice(0, TOLD),
  };
}

/** The entries in the database: dense, hashing to their leaves, the leaves giving the root. */
async function checkStored(
  { session, log, row, progress }: Checking,
  erasures: Erasures,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  if (!sameBytes(row.keyCheck, keyCheck(log.dedupeKey)))
    findings.push({ entry: null, what: 'The database was filled with another dedupe key.' });
  const narrowed = await readNarrowed(session, log.id);
  let tree: TreeHead = EMPTY_TREE;
  let batch = 0;
  for (let from = 0; ; from += PAGE) {
    const page = await readDerived(session, log.id, from, from + PAGE);
    for (const entry of page) {
      if (entry.seq !== tree.size)
        return [...findings, { entry: tree.size, what: 'The entry is missing in the database.' }];
      if (entry.batch !== batch && entry.batch !== entry.seq)
        findings.push({ entry: entry.seq, what: 'Its batch does not follow the one before it.' });
      batch = entry.batch;
      findings.push(...wrongIn(entry, log.dedupeKey, narrowed));
      erasures.see(entry);
      tree = appendLeaf(tree, entry.leaf);
    }
    progress(tree.size, row.tree.size);
    if (page.length < PAGE) break;
  }
  if (tree.size !== row.tree.size)
    findings.push({
      entry: Math.min(tree.size, row.tree.size),
      what: `The database holds ${tree.size} entries, its head says ${row.tree.size}.`,
    });
  else if (!sameBytes(rootOf(tree), rootOf(row.tree)))
    findings.push({ entry: null, what: 'The leaves in the database do not give the root of its head.' });
  return findings;
}

function wrongIn(
  entry: StoredEntry & Derived,
  dedupeKey: Uint8Array,
  narrowed: ReadonlySet<string>,
): Finding[] {
  // Who could read it is for the erasure to say, and is compared with that.
  if (isErased(entry)) return [];
  if (!hashes(entry))
    return [{ entry: entry.seq, what: 'Its body, salt and fields do not give its id and leaf.' }];
  try {
    logged(entry);
    const again = deriveAgain(entry, dedupeKey);
    const same =
      again.thing === entry.thing &&
      again.type === entry.type &&
      (again.audience === 'public' && narrowed.has(toHex(entry.id)) ? 'team' : again.audience) ===
        entry.audience &&
      toHex(again.target ?? new Uint8Array()) === toHex(entry.target ?? new Uint8Array());
    if (!same)
      return [{ entry: entry.seq, what: 'What the database says it is about is not what its body says.' }];
    if (!sameBytes(again.fp, entry.fp))
      return [{ entry: entry.seq, what: 'Its fingerprint is not that of its body.' }];
    return [];
  } catch {
    return [{ entry: entry.seq, what: 'Its body does not read.' }];
  }
}

/** The journal on the disk: whole, hashing, and saying what the database says. */
async function checkJournal({ session, log, row, journalLeads }: Checking): Promise<Finding[]> {
  const findings: Finding[] = [];
  let waiting: (Recorded & { readonly batch: number })[] = [];
  const flush = async () => {
    const [first] = waiting;
    if (first === undefined) return;
    const stored = await readEntries(session, log.id, first.seq, first.seq + waiting.length);
    for (const [i, entry] of waiting.entries()) findings.push(...differs(entry, stored[i]));
    waiting = [];
  };
  const read = await log.journal.frames(async (frame) => {
    for (const entry of frame.entries) waiting.push({ ...entry, batch: frame.before.size });
    if (waiting.length >= PAGE) await flush();
  });
  await flush();
  if (!read.ok) {
    const entry = 'entry' in read.problem ? read.problem.entry : null;
    return [
      ...findings,
      { entry, what: `${read.problem.message} (${read.problem.where ?? log.journal.folder})` },
    ];
  }
  const { size } = read.value.tree;
  if (read.value.dropped > 0)
    findings.push({ entry: size, what: 'The journal ends in a batch that was not written whole.' });
  if (size > row.tree.size || (journalLeads && size < row.tree.size))
    findings.push({
      entry: Math.min(size, row.tree.size),
      what: `The journal holds ${size} entries, the database ${row.tree.size}.`,
    });
  return findings;
}

function differs(entry: Recorded & { readonly batch: number }, stored: StoredEntry | undefined): Finding[] {
  if (!hashes(entry))
    return [
      { entry: entry.seq, what: 'In the journal, its body, salt and fields do not give its id and leaf.' },
    ];
  if (stored === undefined)
    return [{ entry: entry.seq, what: 'The journal holds it and the database does not.' }];
  if (isErased(entry) !== isErased(stored)) {
    const place = isErased(entry)
      ? 'the journal and not in the database'
      : 'the database and not in the journal';
    return [{ entry: entry.seq, what: `It was erased in ${place}.` }];
  }
  const same = stored.seq === entry.seq && stored.batch === entry.batch && sameBytes(stored.leaf, entry.leaf);
  return same && sameContent(entry, stored)
    ? []
    : [{ entry: entry.seq, what: 'The journal and the database differ.' }];
}

function sameContent(a: Recorded, b: Recorded): boolean {
  if (isErased(a) || isErased(b)) return isErased(a) && isErased(b) && sameBytes(a.fp, b.fp);
  return a.key === b.key && sameBytes(a.salt, b.salt) && sameBytes(a.body, b.body);
}

/** Every erased entry is named by an `erase` entry, and every entry so named is erased. */
class Erasures {
  /** Each with who could read it. */
  private readonly named = new Map<number, string | null>();
  private readonly gone = new Map<number, string | null>();

  see(entry: Recorded & Pick<Derived, 'audience'>): void {
    const erasure = erasureIn(entry);
    // Erased twice, the first says it.
    if (erasure !== null && !this.named.has(erasure.seq)) this.named.set(erasure.seq, erasure.audience);
    if (isErased(entry)) this.gone.set(entry.seq, entry.audience);
  }

  erased(): number[] {
    return [...this.gone.keys()].filter((seq) => this.named.has(seq)).sort((a, b) => a - b);
  }

  findings(): Finding[] {
    const missing = [...this.gone.keys()].filter((seq) => !this.named.has(seq));
    const left = [...this.named.keys()].filter((seq) => !this.gone.has(seq));
    const wrong = [...this.gone].filter(
      ([seq, audience]) => this.named.has(seq) && this.named.get(seq) !== audience,
    );
    return [
      ...wrong.map(([entry]) => ({
        entry,
        what: 'Who may see that it was erased is not what its erasure says.',
      })),
      ...missing.map((entry) => ({
        entry,
        what: 'Its body is missing, and no entry says that it was erased.',
      })),
      ...left.map((entry) => ({ entry, what: 'It was erased, and its body is still there.' })),
    ];
  }
}

/** Views folded again in one go, against the rows kept batch by batch. */
async function checkViews({ session, log, row }: Checking): Promise<Finding[]> {
  const builder = new ViewBuilder();
  const expected: ViewRow[] = [];
  let batch: StoredEntry[] = [];
  const close = () => {
    const [first] = batch;
    if (first !== undefined) expected.push(...builder.add(first.batch, batch.map(logged)));
    batch = [];
  };
  for (let from = 0; from < row.tree.size; from += PAGE) {
    for (const entry of await readEntries(session, log.id, from, from + PAGE)) {
      if (entry.batch !== batch[0]?.batch) close();
      batch.push(entry);
    }
  }
  close();
  expected.push(...builder.finish());
  const rows = new Map((await readRows(session, log.id)).map((found) => [nameOf(found), found]));
  const findings: Finding[] = [];
  for (const wanted of expected) {
    const found = rows.get(nameOf(wanted));
    rows.delete(nameOf(wanted));
    if (
      found === undefined ||
      found.json !== wanted.json ||
      found.to !== wanted.to ||
      found.type !== wanted.type
    )
      findings.push({
        entry: wanted.from,
        what: `The ${wanted.audience} view of ${wanted.thing} is not what its entries give.`,
      });
  }
  for (const { thing, audience, from } of await wronglyFound(session, log.id, expected))
    findings.push({
      entry: from,
      what: `What the ${audience} view of ${thing} is found by is not what it says.`,
    });
  for (const extra of rows.values())
    findings.push({
      entry: extra.from,
      what: `There is a ${extra.audience} view of ${extra.thing} that no entry gives.`,
    });
  return findings;
}

function nameOf(row: Omit<ViewRow, 'found'>): string {
  return JSON.stringify([row.audience, row.thing, row.from]);
}
