/**
 * A PDF page is pieces of text at positions; a letter is lines and paragraphs. Pieces on one
 * baseline are a line, a gap wider than a space is a space, and a gap higher than the usual
 * line distance is a blank line, so that the reader sees paragraphs as the author set them.
 */
export interface PdfPiece {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Line {
  readonly y: number;
  readonly text: string;
}

export function pageText(pieces: readonly PdfPiece[]): string {
  const lines = linesOf(pieces.filter((piece) => piece.text.trim() !== '' || piece.width > 0));
  const gaps = lines.slice(1).map((line, i) => (lines[i]?.y ?? line.y) - line.y);
  const usual = lowerQuartile(gaps.filter((gap) => gap > 0));
  let text = '';
  for (const [i, line] of lines.entries()) {
    const gap = i === 0 ? 0 : (gaps[i - 1] ?? 0);
    // A jump upwards is a new column or page region: as much a break as a wide gap.
    if (i > 0) text += gap < 0 || (usual > 0 && gap > usual * 1.4) ? '\n\n' : '\n';
    text += line.text;
  }
  return text;
}

function linesOf(pieces: readonly PdfPiece[]): Line[] {
  const lines: Line[] = [];
  let current: PdfPiece[] = [];
  const flush = () => {
    const [first] = current;
    const text = joined(current).trimEnd();
    if (first !== undefined && text !== '') lines.push({ y: first.y, text });
    current = [];
  };
  for (const piece of pieces) {
    const last = current.at(-1);
    if (last !== undefined && Math.abs(last.y - piece.y) > Math.max(2, last.height * 0.4)) flush();
    current.push(piece);
  }
  flush();
  return lines;
}

function joined(pieces: readonly PdfPiece[]): string {
  let text = '';
  let end: number | null = null;
  for (const piece of pieces) {
    const gap = end === null ? 0 : piece.x - end;
    const size = piece.height > 0 ? piece.height : 10;
    if (gap > size * 2.5) text += '    ';
    else if (gap > size * 0.15 && !text.endsWith(' ') && !piece.text.startsWith(' ')) text += ' ';
    text += piece.text;
    end = piece.x + piece.width;
  }
  return text;
}

/** Most lines follow one another inside paragraphs, so the smaller gaps are the line distance. */
function lowerQuartile(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 4)] ?? 0;
}
