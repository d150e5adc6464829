/**
 * What the pages need from the rest, and nothing more: the composition root wires the real
 * ledger, tests hand in their own. The reader is always an argument, never ambient.
 */
import { type SearchAnswer, type SearchInput } from '../app/search.js';
import { type ClaimRecorded } from '../app/claim.js';
import { type FormAsked, type FormHandedOut, type FormLooked } from '../app/form.js';
import { type DecidedNow } from '../app/decide.js';
import { type HeldFile } from '../app/evidence/items.js';
import { type ReadFile } from '../app/read-file.js';
import { type ProofFile } from '../app/prove.js';
import {
  type ClaimsPage,
  type ConsentList,
  type Head,
  type LogLine,
  type Paged,
  type ThingsPage,
  type OpenedFile,
} from '../app/ports.js';
import { type DossierId, type ThingId } from '../core/base/ids.js';
import { type Result } from '../core/base/result.js';
import { type Reference } from '../core/law/reference.js';
import { type Report } from '../core/letter/assertion.js';
import { type Actor } from '../core/policy/audience.js';
import { type ThingHistory } from '../core/view/history.js';
import { type SignIn } from '../app/people/sign-in.js';
import { type CaseFile, type DossierInfo, type HeldClaim, type Thing } from '../core/view/thing.js';

export interface Services {
  /** Who may sign in, and who has. */
  readonly signIn: SignIn;
  /** `https://…` where people reach this server; `null` for this machine alone. */
  readonly origin: string | null;
  /** Those the actor may read. */
  dossiers(actor: Actor): Promise<readonly DossierInfo[]>;
  /** `asOf` as `parseMoment` reads it. */
  caseFile(actor: Actor, dossier: DossierId, asOf?: string): Promise<Result<CaseFile>>;
  history(actor: Actor, dossier: DossierId, thing: ThingId, asOf?: string): Promise<Result<ThingHistory>>;
  thing(actor: Actor, dossier: DossierId, thing: ThingId, asOf?: string): Promise<Result<Thing>>;
  things(actor: Actor, dossier: DossierId, page: ThingsPage, asOf?: string): Promise<Result<Paged<Thing>>>;
  claims(
    actor: Actor,
    dossier: DossierId,
    page: ClaimsPage,
    asOf?: string,
  ): Promise<Result<Paged<HeldClaim>>>;
  search(actor: Actor, dossier: DossierId, input: SearchInput): Promise<Result<SearchAnswer>>;
  /** The consents of a dossier; not there for whoever may not know of them. */
  consents(actor: Actor, dossier: DossierId, asOf?: string): Promise<Result<ConsentList>>;
  /** States and treaties, the same for every dossier. */
  reference(): Promise<Result<Reference>>;
  /** A file of a published log, by the log's public name and its path in the log; `null` where there is none. */
  logFile(name: string, path: string): Promise<Uint8Array | null>;
  /** The public name of a dossier's log; `null` until it is published. */
  logName(dossier: DossierId): Promise<string | null>;
  /** The proof of a public claim, to hand to anybody. */
  prove(dossier: DossierId, claim: string): Promise<Result<ProofFile>>;
  /** The files of a source that the actor may have, with who had each. */
  files(
    actor: Actor,
    dossier: DossierId,
    source: ThingId,
    asOf?: string,
  ): Promise<Result<readonly HeldFile[]>>;
  /** The bytes of a file: only of one that `files` gave. */
  openFile(sha256: string): Promise<Result<OpenedFile>>;
  /** What a file holds, read in a worker: only of one that `files` gave. */
  readFile(file: HeldFile): Promise<Result<ReadFile>>;
  /** Records one claim; `input` as a form says it. */
  claim(actor: Actor, input: unknown): Promise<Result<ClaimRecorded>>;
  /** A body's form filled from the record; `input` as a page says it. */
  form(actor: Actor, input: FormAsked): Promise<Result<FormLooked>>;
  /** The same to be sent, after the log says so. */
  handOutForm(actor: Actor, input: FormAsked & { readonly format: string }): Promise<Result<FormHandedOut>>;
  /** Records what the actor decided of a rule; `input` as a form says it. */
  decide(actor: Actor, input: unknown): Promise<Result<DecidedNow>>;
  head(dossier: DossierId): Promise<Result<Head>>;
  /** Entries `from` ≤ seq < `to`. */
  entries(
    actor: Actor,
    dossier: DossierId,
    [from, to]: readonly [number, number],
  ): Promise<Result<readonly LogLine[]>>;
  /** Reads an uploaded letter of any kind that has words; the name never decides the kind. */
  readDocument(bytes: Uint8Array, filename: string): Promise<Result<{ readonly text: string }>>;
  /** Told when a page broke: a kind only, so that no case content reaches a log. */
  broke?(kind: string): void;
  /** Checks a letter against one case file; stores nothing. */
  check(file: CaseFile, letter: string): Promise<Result<Report>>;
}
