/**
 * Stretches of the letter: UTF-16 offsets into the text as given, end exclusive. Every finder
 * speaks in these, so that whatever is reported can be shown where it stands.
 */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Line extends Span {
  readonly text: string;
}

/** The lines of a text, without their breaks and surrounding blanks; empty lines are kept. */
export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (let i = 0; i <= text.length; i++) {
    const unit = text[i];
    if (i < text.length && unit !== '\n' && unit !== '\r' && unit !== '\u2028' && unit !== '\u2029') continue;
    lines.push({ ...trimmed(text, { start, end: i }), text: text.slice(start, i).trim() });
    if (unit === '\r' && text[i + 1] === '\n') i++;
    start = i + 1;
  }
  return lines;
}

/** The span without blanks at its ends; an all-blank span shrinks to its start. */
export function trimmed(text: string, { start, end }: Span): Span {
  let [from, to] = [start, end];
  while (from < to && isBlank(text, from)) from++;
  while (to > from && isBlank(text, to - 1)) to--;
  return { start: from, end: to };
}

function isBlank(text: string, at: number): boolean {
  return /\s/.test(text[at] ?? '');
}

export function spanOf(...spans: readonly Span[]): Span {
  return {
    start: Math.min(...spans.map((span) => span.start)),
    end: Math.max(...spans.map((span) => span.end)),
  };
}

export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** Which stretches are taken; asking costs the length of the span, however many were taken before. */
export interface Taken {
  readonly add: (span: Span) => void;
  readonly touches: (span: Span) => boolean;
}

export function takenBy(spans: readonly Span[]): Taken {
  const units = new Set<number>();
  const add = ({ start, end }: Span): void => {
    for (let i = start; i < end; i++) units.add(i);
  };
  for (const span of spans) add(span);
  return {
    add,
    touches: ({ start, end }) => {
      for (let i = start; i < end; i++) if (units.has(i)) return true;
      return false;
    },
  };
}

export function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** Reading order: earlier first, then longer first. */
export function bySpan(a: Span, b: Span): number {
  return a.start - b.start || b.end - a.end;
}

/** The span with the "in", "on", "since" or "the" that leads into its first word. */
export function withLead(text: string, { start, end }: Span, floor: number): Span {
  const lead = /(?:\b(?:[Ii]n|[Oo]n|[Ss]ince|[Bb]y|[Dd]uring|[Bb]etween|[Ff]rom)\s+)?(?:\b[Tt]he\s+)?$/.exec(
    text.slice(Math.max(floor, start - 14), start),
  );
  return { start: start - (lead?.[0].length ?? 0), end };
}
