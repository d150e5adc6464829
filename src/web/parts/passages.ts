/**
 * Cuts a letter into pieces at the ends of every found passage, so that passages may overlap.
 * Each piece wears the verdict that goes first; the numbers of passages stand where they end.
 */
import { type Checked, type Unread, type Verdict, verdicts } from '../../core/letter/assertion.js';

export interface Piece {
  readonly text: string;
  /** The assertion whose verdict the piece wears, with its number; `null` outside all passages. */
  readonly worn: { readonly number: number; readonly id: string; readonly verdict: Verdict } | null;
  readonly unread: boolean;
  /** Assertions that begin here, for links back from the findings. */
  readonly begins: readonly string[];
  /** Numbers of assertions that end here. */
  readonly ends: readonly { readonly number: number; readonly id: string }[];
}

export function piecesOf(
  text: string,
  assertions: readonly Checked[],
  unread: readonly Unread[],
): readonly Piece[] {
  const spans = assertions
    .map((checked, i) => ({
      ...clip(checked, text.length),
      number: i + 1,
      id: checked.id,
      verdict: checked.verdict,
    }))
    .filter((span) => span.start < span.end);
  const gaps = unread.map((span) => clip(span, text.length));
  const cuts = [
    ...new Set([0, text.length, ...[...spans, ...gaps].flatMap((span) => [span.start, span.end])]),
  ].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((start, i) => {
    const end = cuts[i + 1] ?? text.length;
    const over = spans.filter((span) => span.start <= start && span.end >= end);
    const worn = over.toSorted((a, b) => rank(a.verdict) - rank(b.verdict) || a.number - b.number)[0];
    return {
      text: text.slice(start, end),
      worn: worn ?? null,
      unread: gaps.some((gap) => gap.start <= start && gap.end >= end),
      begins: spans.filter((span) => span.start === start).map((span) => span.id),
      ends: spans.filter((span) => span.end === end),
    };
  });
}

function rank(verdict: Verdict): number {
  return verdicts.indexOf(verdict);
}

function clip(span: { readonly start: number; readonly end: number }, length: number) {
  const start = Math.max(0, Math.min(span.start, length));
  return { start, end: Math.max(start, Math.min(span.end, length)) };
}
