/** What a timeline draws: lanes of rows of marks. Nothing here knows what an event or an ask is. */
import { type EdtfDate } from '../../core/base/date.js';

export interface Mark {
  readonly id: string;
  readonly date: EdtfDate;
  readonly title: string;
  readonly href: string;
  /** Answered asks and verified facts are filled; open asks and what is unverified are hollow. */
  readonly filled: boolean;
  readonly unverified: boolean;
  /** People, for lanes drawn by size; `null` when no figure is known. */
  readonly size: Size | null;
}

export interface Size {
  readonly low: number | null;
  readonly high: number | null;
  /** Somebody sets no upper limit. */
  readonly open: boolean;
}

export interface Row {
  readonly label: string;
  readonly marks: readonly Mark[];
}

export interface Lane {
  readonly key: 'returns' | 'harms' | 'asks' | 'law';
  readonly label: string;
  /** Drawn by size on one scale, or as marks in rows. */
  readonly bySize: boolean;
  readonly rows: readonly Row[];
}

/** Marks beyond this many in a row are drawn as columns, so that ten thousand still fit. */
export const MARKS_DRAWN_MAX = 300;

/** Places marks that would touch on levels above one another, lowest free level first. */
export function stack<T>(
  items: readonly { readonly item: T; readonly x: number }[],
  gap: number,
  levelsMax: number,
): readonly { readonly item: T; readonly x: number; readonly level: number }[] {
  const ends: number[] = [];
  return [...items]
    .sort((a, b) => a.x - b.x)
    .map(({ item, x }) => {
      const free = ends.findIndex((end) => x - end >= gap);
      const level = free !== -1 ? free : ends.length < levelsMax ? ends.length : levelsMax - 1;
      ends[level] = x;
      return { item, x, level };
    });
}
