/**
 * What a file turned out to be once it was read: its kind from its bytes, its text page by page, what
 * it says of itself, and what is suspicious. Offsets into a file are UTF-16 offsets into one page's
 * text; that text is well formed and in NFC, so a passage cut out of it is what a claim quotes.
 */
import { type Result } from '../core/base/result.js';

export type FileKind =
  | 'text'
  | 'markdown'
  | 'csv'
  | 'json'
  | 'xml'
  | 'html'
  | 'svg'
  | 'email'
  | 'pdf'
  | 'docx'
  | 'odt'
  | 'xlsx'
  | 'hwp'
  | 'hwpx'
  | 'image'
  | 'audio'
  | 'video'
  | 'warc'
  | 'wacz'
  | 'zip'
  | 'bag'
  | 'unknown';

/** Where one cell of a table lies in its page's text. */
export interface ReadCell {
  /** `B4`. */
  readonly at: string;
  readonly from: number;
  readonly to: number;
}

export interface ReadPage {
  /** `page 3`, the name of a sheet, the address of an archived page. */
  readonly label: string;
  readonly text: string;
  readonly cells?: readonly ReadCell[];
  /** Of an archived page: what was asked for, and when it was answered (as the archive writes it). */
  readonly address?: string;
  readonly captured?: string;
  /** The page as HTML that can neither run nor load anything. */
  readonly inert?: string;
}

export interface ReadMetadata {
  readonly name: string;
  readonly value: string;
  /** Tells of a person, place or device: never shown to the public without a decision. */
  readonly sensitive?: boolean;
  /** Counted or computed here; all else is what the file states of itself. */
  readonly checked?: boolean;
}

export interface ReadWarning {
  readonly kind: string;
  readonly message: string;
  /** Page, row, column, entry or record. */
  readonly where?: string;
  /** The file can act, deceives about what it is, or fails its own checks: keep it apart. */
  readonly grave: boolean;
}

/** A file inside the file: listed, never opened by itself. */
export interface ReadPart {
  readonly name: string;
  readonly bytes: number;
  readonly mediaType?: string;
  readonly sha256?: string;
}

export interface ReadFile {
  readonly kind: FileKind;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Of plain text: how its bytes were read, and how sure that is (0 to 1). */
  readonly encoding?: { readonly name: string; readonly confidence: number };
  readonly pages: readonly ReadPage[];
  readonly parts: readonly ReadPart[];
  readonly metadata: readonly ReadMetadata[];
  readonly warnings: readonly ReadWarning[];
  /** Some warning is grave: serve it only as a download, from a place of its own. */
  readonly quarantine: boolean;
}

/** Bytes in memory, or a path on this machine. `name` is for messages; it never decides the kind. */
export type FileReader = (
  source: Uint8Array | { readonly path: string },
  name: string,
) => Promise<Result<ReadFile>>;
