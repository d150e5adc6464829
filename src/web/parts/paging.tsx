/** Long lists are cut into pages with addresses of their own. */
import { type Frame, to, word } from '../frame.js';

export interface Slice<T> {
  readonly rows: readonly T[];
  readonly from: number;
  readonly size: number;
  readonly total: number;
}

const PAGE = 100;

/** The slice `?from=` asks for; anything unreadable is the first. */
export function sliceOf<T>(frame: Frame, all: readonly T[], size = PAGE): Slice<T> {
  const from = startOf(frame, all.length, size);
  return { rows: all.slice(from, from + size), from, size, total: all.length };
}

export function startOf(frame: Frame, total: number, size = PAGE): number {
  const asked = /^\d{1,9}$/.test(frame.query.get('from') ?? '') ? Number(frame.query.get('from')) : 0;
  const last = Math.max(0, Math.floor((total - 1) / size) * size);
  return Math.min(Math.floor(asked / size) * size, last);
}

export function Paging({
  frame,
  slice,
}: {
  readonly frame: Frame;
  readonly slice: Omit<Slice<unknown>, 'rows'>;
}) {
  const { from, size, total } = slice;
  if (total <= size) return null;
  const at = (start: number) =>
    to(frame, frame.path, { ...Object.fromEntries(frame.query), from: String(start) });
  return (
    <nav class="paging" aria-label={word(frame, 'paging.label')}>
      {from === 0 ? null : (
        <a href={at(Math.max(0, from - size))} rel="prev">
          {word(frame, 'paging.previous', { n: size })}
        </a>
      )}
      <span>
        {word(frame, 'paging.shown', {
          from: from + 1,
          to: Math.min(from + size, total),
          n: total,
        })}
      </span>
      {from + size >= total ? null : (
        <a href={at(from + size)} rel="next">
          {word(frame, 'paging.next', { n: Math.min(size, total - from - size) })}
        </a>
      )}
    </nav>
  );
}
