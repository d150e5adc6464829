/** What exports read and write: the record page by page, and a file line by line. */
import { type Result } from '../../core/base/result.js';
import { type Audience, type Claim } from '../../core/claim/claim.js';
import { type AmendAction } from '../../core/ledger/bodies.js';
import { type DossierInfo, type HeldClaim, type IndependenceJudgement } from '../../core/view/thing.js';

/** Some of what was recorded, in the order of the log, as its reader may see it. */
export interface LogPage {
  readonly info: DossierInfo | null;
  /** The last entry the whole of it reflects, and when that was recorded. */
  readonly seq: number;
  readonly asOf: string | null;
  readonly claims: readonly HeldClaim[];
  /** Claims that the reader would see but for a consent that does not cover it now. */
  readonly withheld: number;
  readonly amendments: readonly {
    readonly id: string;
    readonly at: string;
    readonly actor: string;
    readonly of: Claim;
    readonly replacement: Claim | null;
    readonly action: AmendAction;
    readonly why: string;
  }[];
  /** Those that stand. */
  readonly judgements: readonly {
    readonly id: string;
    readonly at: string;
    readonly actor: string;
    readonly judgement: IndependenceJudgement;
    readonly audience: Audience;
  }[];
  /** Entries of kinds that no export holds. */
  readonly others: number;
  /** Where the next page begins; `null` after the last. */
  readonly next: number | null;
}

/** A file written line by line, there whole once it is finished. */
export interface LineFile {
  readonly write: (text: string) => Promise<void>;
  /** Flushes it and gives it its name. */
  readonly finish: () => Promise<Result<void>>;
  readonly discard: () => Promise<void>;
}

/** Refuses to replace a file unless `force` says so. */
export type OpenLineFile = (path: string, how: { readonly force: boolean }) => Promise<Result<LineFile>>;
