/**
 * What one reader hands back, and the budget all readers of one file share: whatever is unpacked,
 * however deep, is taken from it, so that a small file cannot become a large one.
 */
import { type Problem } from '../../core/base/result.js';
import {
  type FileKind,
  type ReadMetadata,
  type ReadPage,
  type ReadPart,
  type ReadWarning,
} from '../../app/read-file.js';

export const readLimits = {
  /** Bytes of a file taken into memory; sound and film beyond it are hashed and described only. */
  bytes: 128 * 1024 * 1024,
  /** Bytes that may come out of all archives and compressed streams of one file together. */
  unpackedBytes: 128 * 1024 * 1024,
  /** A part above one megabyte may unpack to so many times its size. */
  ratio: 200,
  entries: 10_000,
  nameLength: 255,
  /** UTF-16 units of text over all pages. */
  textLength: 20_000_000,
  pages: 20_000,
  deadlineMs: 30_000,
  memoryMb: 512,
  /** Of the whole reading process: packed data lies outside the script heap. */
  residentMb: 1200,
} as const;

/** Thrown by readers and caught at the door of the reading process, where it becomes a `Result`. */
export class Refused extends Error {
  readonly problem: Problem;
  constructor(kind: string, message: string, more: Pick<Problem, 'where' | 'fix' | 'causes'> = {}) {
    super(message);
    this.problem = { kind, message, ...more };
  }
}

export class Budget {
  private left: number;
  constructor(bytes: number = readLimits.unpackedBytes) {
    this.left = bytes;
  }
  get remaining(): number {
    return this.left;
  }
  take(bytes: number): void {
    this.left -= bytes;
    if (this.left < 0) throw tooMuchUnpacked();
  }
}

export function tooMuchUnpacked(): Refused {
  return new Refused(
    'unpacks-too-far',
    `Unpacked, the file would exceed ${readLimits.unpackedBytes / 1_048_576} MB, so reading was stopped.`,
    { fix: 'If it is what it says, ask for its parts as single files.' },
  );
}

export interface Job {
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly budget: Budget;
}

export interface Reading {
  readonly kind: FileKind;
  readonly mediaType: string;
  readonly encoding?: { readonly name: string; readonly confidence: number };
  readonly pages: readonly ReadPage[];
  readonly parts?: readonly ReadPart[];
  readonly metadata?: readonly ReadMetadata[];
  readonly warnings?: readonly ReadWarning[];
}

export function note(kind: string, message: string, where?: string): ReadWarning {
  return { kind, message, ...(where === undefined ? {} : { where }), grave: false };
}

export function grave(kind: string, message: string, where?: string): ReadWarning {
  return { kind, message, ...(where === undefined ? {} : { where }), grave: true };
}

/** The text of a page as it is kept: no NUL, no half characters, composed (NFC). */
export function pageText(text: string): string {
  return text.replaceAll('\0', '').toWellFormed().normalize('NFC');
}
