/** The few interfaces use cases need; `src/store` and the tests implement them. */
import { type ClaimId, type DossierId, type ThingId } from '../core/base/ids.js';
import { type ClaimProof, type ProvenClaim } from '../core/ledger/claim-proof.js';
import { type Result } from '../core/base/result.js';
import { type Audience, type Claim } from '../core/claim/claim.js';
import { type LogPage } from './exchange/pages.js';
import { type Entry, type EntryKind } from '../core/ledger/entry.js';
import { type EraseReason } from '../core/ledger/erase.js';
import { type TypeName } from '../core/model/model.js';
import { type Allowed, type AllowedIn, type Recorder } from '../core/policy/audience.js';
import { type Consent, type ConsentState } from '../core/policy/consent.js';
import { type Search, type SearchAsked } from '../core/search/asked.js';
import { type Chain } from '../core/policy/custody.js';
import { type ThingHistory } from '../core/view/history.js';
import { type CaseFile, type DossierInfo, type HeldClaim, type Thing } from '../core/view/thing.js';

/** What a caller asks the ledger to record. The store salts, dedupes, sequences and commits it. */
export type Statement =
  | {
      readonly kind: 'claim';
      readonly claim: Claim;
      /** Where it was written (file, row), for refusals. */
      readonly where?: string;
      /** 32 random bytes, from a caller that names the claim's id elsewhere in the batch; else the store's own. */
      readonly salt?: Uint8Array;
    }
  | {
      /** Anything but a claim carries a key under which it is recorded once. */
      readonly kind: Exclude<EntryKind, 'claim'>;
      readonly body: Uint8Array;
      readonly idempotencyKey: string;
      readonly where?: string;
    };

export interface Appended {
  /** Entries recorded now. */
  readonly added: number;
  /** Statements the ledger already held. */
  readonly known: number;
  readonly head: Head;
  /** True when the entries are committed but the views could not follow yet; they will at the next start. */
  readonly notYetVisible: boolean;
}

export interface Head {
  readonly size: number;
  /** RFC 6962 root, 64 hexadecimal digits. */
  readonly root: string;
}

/** A dossier's public log as it stands after publishing. */
export interface Published {
  /** The log's name: random, and says nothing of the dossier. */
  readonly origin: string;
  readonly size: number;
  /** RFC 6962 root, 64 hexadecimal digits. */
  readonly root: string;
  /** Whoever verifies the log needs one of these: `NAME+KEYID+BASE64`. */
  readonly keys: readonly string[];
  /** Files written now, besides the checkpoint. */
  readonly written: number;
}

export interface VerifyOptions {
  /** `NAME+KEYID+BASE64`, or a file of such lines; `null` takes the key that lies beside the log. */
  readonly key: string | null;
  /** A file that holds an older checkpoint of the log. */
  readonly since: string | null;
  readonly progress?: (done: number, total: number) => void;
}

/** What was found of one published log. */
export interface VerifiedLog {
  readonly where: string;
  readonly origin: string;
  readonly size: number;
  readonly root: string;
  readonly keys: readonly string[];
  /** Whether the reader brought the key: one that lies beside the log only shows that the two fit. */
  readonly keyGiven: boolean;
  /** Entries that are what was signed; 0 when there is a finding. */
  readonly entries: number;
  /** Size of the older checkpoint it goes on from; `null` when none was given. */
  readonly since: number | null;
  readonly finding: { readonly kind: string; readonly entry: number | null; readonly what: string } | null;
  /** Two signed checkpoints that contradict each other, as a file to hand on; `null` when there are none. */
  readonly twoRoots: string | null;
  /** The bodies beside the log; `null` where there are none: then every entry is withheld. */
  readonly bodies: {
    readonly proven: number;
    /** Bodies that are gone, as an `erase` entry says; their leaves are what was signed. */
    readonly erased: number;
    /** Bodies that ought to be here: damage. */
    readonly missing: number;
    /** Entries recorded since the checkpoint. */
    readonly unpublished: number;
    readonly finding: { readonly entry: number | null; readonly what: string } | null;
  } | null;
}

/** What `verify` checked: published logs, the proof of one claim, or the proof that one log was signed twice. */
export type Verified =
  | { readonly kind: 'logs'; readonly logs: readonly VerifiedLog[] }
  | ({
      readonly kind: 'claim';
      readonly keyGiven: boolean;
      readonly keys: readonly string[];
      readonly origin: string;
      readonly size: number;
      readonly root: string;
    } & Omit<ProvenClaim, 'checkpoint'>)
  | {
      readonly kind: 'two-roots';
      readonly keyGiven: boolean;
      readonly keys: readonly string[];
      readonly origin: string;
      readonly size: number;
      /** 64 hexadecimal digits each. */
      readonly roots: readonly [string, string];
    };

/** An entry without its body and salt: bodies are read through views only. */
export type LogLine = Omit<Entry, 'body' | 'salt'> & {
  /** Set when what it said was erased; `missing`: gone, and no entry says that it was erased, so it is damage. */
  readonly erased?: Erasure | 'missing';
};

/** That an entry was erased: by which later entry, when, and the coded reason. */
export interface Erasure {
  readonly by: number;
  readonly at: string;
  readonly reason: EraseReason;
}

export interface EntryName {
  readonly seq: number;
  /** 64 hexadecimal digits. */
  readonly id: string;
  readonly kind: EntryKind;
  readonly at: string;
  readonly actor: string;
}

/** What an erasure takes, and what rests on it. */
export interface ErasePlan {
  readonly dossier: DossierId;
  readonly entries: readonly (EntryName & {
    /** Who could read it; `null` where the kind has none, and when it is erased. */
    readonly audience: Audience | null;
    /** Set when it was erased before. */
    readonly erased: Erasure | null;
  })[];
  /** `names`: its body names one of them. `about`: it speaks of a thing of which nothing would be left. */
  readonly dependants: readonly (EntryName & { readonly why: 'names' | 'about' })[];
}

export interface EraseOutcome {
  readonly database: 'embedded' | 'server';
  /** Files of the data directory searched for what was erased. */
  readonly searched: number;
  /** Files, below the data directory, that still hold some of it. */
  readonly left: readonly string[];
  /** Steps that could not be done: `segments` and `database` are done at the next start. */
  readonly unfinished: readonly string[];
  /** Files of evidence that no claim names any more, and that were taken away. */
  readonly filesRemoved: number;
  /** Whether the embedded database had to be made anew, because text was still found in it. */
  readonly remade: boolean;
}

export interface EraseOrder {
  readonly reason: EraseReason;
  readonly actor: string;
  /** What the actor may read, and so may erase. */
  readonly allowed: Allowed;
}

/** What was erased, and what could not be. */
export interface EraseReceipt extends ErasePlan, EraseOutcome {
  readonly reason: EraseReason;
}

export interface FsckReport {
  readonly dossier: DossierId;
  readonly head: Head;
  /** Whether the journal it checked is encrypted. */
  readonly encrypted: boolean;
  /** Entries that were erased: not damage, and nothing is missing of the proof. */
  readonly erased: readonly number[];
  readonly problems: readonly { readonly entry: number | null; readonly what: string }[];
}

/** A claim recorded under a consent: where it is, never what it says. */
export interface ConsentClaim {
  readonly id: ClaimId;
  readonly seq: number;
  readonly thing: ThingId;
  readonly type: TypeName;
  readonly property: string;
  readonly audience: Audience;
}

/** A consent as recorded up to a moment, how it stood on that day, and what rests on it. */
export interface HeldConsent extends Consent {
  readonly state: ConsentState;
  readonly claims: readonly ConsentClaim[];
}

export interface ConsentList {
  readonly dossier: DossierId;
  readonly consents: readonly HeldConsent[];
  /** When the last entry it reflects was recorded. */
  readonly asOf: string | null;
}

export interface ThingsPage {
  readonly type: TypeName | null;
  /** Ids after this one. */
  readonly after: ThingId | null;
  readonly limit: number;
}

export interface ClaimsPage {
  readonly thing: ThingId | null;
  /** Claims recorded after this entry; -1 for all. */
  readonly after: number;
  readonly limit: number;
}

export interface Paged<T> {
  readonly rows: readonly T[];
  /** Where the next page begins; `null` on the last. */
  readonly next: string | null;
  /** The entry it was read as of, and when that was recorded. */
  readonly seq: number;
  readonly asOf: string | null;
}

/** A large record, read bit by bit. */
export interface PagedReads {
  things(
    dossier: DossierId,
    page: ThingsPage,
    allowed: Allowed,
    asOf?: string,
  ): Promise<Result<Paged<Thing>>>;
  claims(
    dossier: DossierId,
    page: ClaimsPage,
    allowed: Allowed,
    asOf?: string,
  ): Promise<Result<Paged<HeldClaim>>>;
}

/** The chains of custody of a dossier, as far as the reader may know of them. */
export interface CustodyList {
  readonly dossier: DossierId;
  readonly chains: readonly Chain[];
  /** When the last entry it reflects was recorded. */
  readonly asOf: string | null;
}

/** A file whose bytes are all here. */
export interface KeptFile {
  /** 64 hexadecimal digits. */
  readonly sha256: string;
  readonly bytes: number;
}

export interface IncomingFile {
  /** Ends, or throws where the sender stopped short. */
  readonly pieces: AsyncIterable<Uint8Array>;
  /** How many bytes were announced; fewer are a file cut off. `null` where nothing was. */
  readonly bytes: number | null;
}

/** `missing`: there is none. `damaged`: what is there is not those bytes. */
export type FileState = 'whole' | 'missing' | 'damaged';

/** The files of evidence, each under the SHA-256 of its bytes. */
export interface EvidenceFiles {
  /** Where they are, in words for people. */
  readonly place: string;
  /**
   * Keeps a file; it is there whole and durably when this answers, and otherwise not at all. Problems:
   * `file-cut-off`, `file-too-large`, `empty-file`, `disk-full`, `not-writable`, `write-failed`.
   */
  keep(incoming: IncomingFile): Promise<Result<KeptFile>>;
  /**
   * Opens a file. Its last piece comes only once every byte gave the hash, so nobody is handed a whole
   * file that is not the one. Problems: `file-missing`.
   */
  open(sha256: string): Promise<Result<OpenedFile>>;
  /** Reads every byte again. */
  check(sha256: string): Promise<FileState>;
  has(sha256: string): Promise<boolean>;
  /** Takes it away for good; it need not be there. */
  remove(sha256: string): Promise<void>;
  /** Takes away every file but these, and answers how many. */
  sweep(named: ReadonlySet<string>): Promise<number>;
}

export interface OpenedFile extends KeptFile {
  /** Throws `FileDamaged` before the last piece where the bytes are not those of the hash. */
  readonly pieces: AsyncIterable<Uint8Array>;
}

export class FileDamaged extends Error {
  override name = 'FileDamaged';
}

/** One log per dossier, and the views folded from it. */
export interface Ledger {
  /** Those of which the reader may read something. */
  dossiers(allowedIn: AllowedIn): Promise<readonly DossierInfo[]>;
  /**
   * Makes the dossier's log, or updates what the dossier says of itself (a `config` entry) when it changed.
   * `seed`: as for `append`.
   */
  openDossier(info: DossierInfo, seed: Uint8Array | null, actor: string): Promise<Result<void>>;
  /**
   * All or nothing: acknowledged only when nothing can lose it. At most one batch at a time.
   * `seed` is the public seed of a shipped dossier and for its own statements only: it makes their
   * ids agree everywhere, and guessable. Whatever a user records gets a random salt.
   * What the recorder may not read they can neither record nor name, and are answered as if it were not there.
   */
  append(
    dossier: DossierId,
    statements: readonly Statement[],
    recorder: Recorder,
    seed?: Uint8Array | null,
  ): Promise<Result<Appended>>;
  head(dossier: DossierId): Promise<Result<Head>>;
  /** What `allowed` may see, as of the last entry at or before `asOf` (as `parseMoment` reads it), or now. */
  caseFile(dossier: DossierId, allowed: Allowed, asOf?: string): Promise<Result<CaseFile>>;
  thing(dossier: DossierId, id: ThingId, allowed: Allowed, asOf?: string): Promise<Result<Thing>>;
  readonly paged: PagedReads;
  /** Things that meet a search, the best first, as a thing of that moment and reader. */
  search(dossier: DossierId, search: SearchAsked, allowed: Allowed, asOf?: string): Promise<Result<Search>>;
  /** The consents that `allowed` may know of, and the claims under them that it may know of. */
  consents(dossier: DossierId, allowed: Allowed, asOf?: string): Promise<Result<ConsentList>>;
  /** The chains of custody that `allowed` may know of. */
  custody(dossier: DossierId, allowed: Allowed, asOf?: string): Promise<Result<CustodyList>>;
  /** Every entry that touched a thing and may be seen, in order: `no-such-thing` where `thing` says so. */
  history(dossier: DossierId, id: ThingId, allowed: Allowed, asOf?: string): Promise<Result<ThingHistory>>;
  /**
   * Entries `from` ≤ seq < `to`, for the log page: that something was recorded, never what. Of those that the
   * reader may not read there is no line: when they were recorded, and by whom, says something too.
   */
  entries(
    dossier: DossierId,
    from: number,
    to: number,
    allowed: Allowed,
  ): Promise<Result<readonly LogLine[]>>;
  /** Entries from `from` on, page by page, in the order of the log: for exports. */
  logPage(dossier: DossierId, from: number, allowed: Allowed, asOf?: string): Promise<Result<LogPage>>;
  /**
   * Publishes the log. `new`: what was recorded since; `whole`: every published file is also derived
   * again, and written again where it differs. `new-key`: so too, and a further key signs from now on.
   */
  checkpoint(dossier: DossierId, how: 'new' | 'whole' | 'new-key'): Promise<Result<Published>>;
  /** Opens a public claim at its place in the published log; publishes first where it is not yet there. */
  prove(dossier: DossierId, seq: number): Promise<Result<ClaimProof>>;
  /** Drops the views and folds them again from the entries. */
  rebuild(
    dossier: DossierId,
    progress?: (done: number, total: number) => void,
  ): Promise<Result<{ readonly entries: number; readonly things: number; readonly erased: number }>>;
  /**
   * What an erasure of these entries (by id) would take, and what rests on it, as far as `allowed` may read
   * either. Changes nothing.
   */
  erasePlan(dossier: DossierId, ids: readonly string[], allowed: Allowed): Promise<Result<ErasePlan>>;
  /**
   * Takes what these entries say out of everything kept here, and records that. Their leaves stay, so every
   * proof holds. Done again, it adds nothing; cut short, the next start finishes it.
   */
  erase(dossier: DossierId, ids: readonly string[], order: EraseOrder): Promise<Result<EraseReceipt>>;
  /** Takes a file of evidence away, unless some claim names it. */
  dropFile(sha256: string): Promise<void>;
  /** Re-derives every hash, root and view, and compares. */
  fsck(dossier: DossierId, progress?: (done: number, total: number) => void): Promise<Result<FsckReport>>;
  close(): Promise<void>;
}

/** A backup that was made, and what it holds. */
export interface BackupMade {
  readonly file: string;
  readonly bytes: number;
  readonly files: number;
  /** Whether the private keys are in it. */
  readonly keys: boolean;
  /** Whether only the passphrase or key file of the directory opens it. */
  readonly encrypted: boolean;
  readonly dossiers: readonly ({ readonly dossier: DossierId } & Head)[];
}

/** Copies the whole record to a file, or into a folder, while it goes on being used. */
export type Backup = (
  order: { readonly to: string; readonly keys: boolean },
  progress?: (done: number, total: number) => void,
) => Promise<Result<BackupMade>>;

/** The present instant. */
export type Clock = () => Date;

/** So many unpredictable bytes. */
export type RandomBytes = (length: number) => Uint8Array;

/** Something worth telling the operator: a kind, ids and counts; by its type never the content of a case. */
export interface LogEvent {
  readonly level: 'info' | 'warning' | 'error';
  readonly kind: string;
  readonly dossier?: DossierId;
  readonly entry?: number;
  readonly count?: number;
}
export type Log = (event: LogEvent) => void;
