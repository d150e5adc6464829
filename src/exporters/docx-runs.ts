/**
 * The text of `word/document.xml` as runs with positions, so that a comment can be anchored to
 * characters. Only plain runs are split; a run that holds a drawing or a field is left alone.
 * WordprocessingML: ISO/IEC 29500-1 §17.3.2 (runs), §17.13.4 (comments).
 */
export interface Run {
  /** Position of the run's XML. */
  readonly from: number;
  readonly to: number;
  /** The opening tag and the run properties, repeated when the run is split. */
  readonly open: string;
  readonly pieces: readonly Piece[];
  /** Offsets of its text in the whole text. */
  readonly start: number;
  readonly end: number;
}

interface Piece {
  readonly xml: string;
  readonly text: string;
  readonly isText: boolean;
}

export interface RunText {
  readonly text: string;
  readonly runs: readonly Run[];
}

const RUN_OR_END = /<w:r(?=[\s>])[^>]*>([\s\S]*?)<\/w:r>|<\/w:p>/g;
const PROPERTIES = /^\s*<w:rPr(?:\s[^>]*)?>[\s\S]*?<\/w:rPr>|^\s*<w:rPr\s*\/>/;
const PIECE =
  /<w:t(?:\s[^>]*)?>([\s\S]*?)<\/w:t>|<w:t\s*\/>|<w:tab\s*\/>|<w:br(?:\s[^>]*)?\/>|<w:noBreakHyphen\s*\/>/g;

export function runsOf(xml: string): RunText {
  let text = '';
  const runs: Run[] = [];
  for (const match of xml.matchAll(RUN_OR_END)) {
    const content = match[1];
    if (content === undefined) {
      text += '\n\n';
      continue;
    }
    const properties = PROPERTIES.exec(content)?.[0] ?? '';
    const rest = content.slice(properties.length);
    const pieces = piecesOf(rest);
    if (pieces === null) continue;
    const start = text.length;
    text += pieces.map((piece) => piece.text).join('');
    const opening = match[0].slice(0, match[0].indexOf('>') + 1);
    runs.push({
      from: match.index,
      to: match.index + match[0].length,
      open: opening + properties,
      pieces,
      start,
      end: text.length,
    });
  }
  return { text, runs };
}

/** `null` when the run holds anything but text, tabs, breaks and hyphens. */
function piecesOf(xml: string): Piece[] | null {
  if (xml.replace(PIECE, '').trim() !== '') return null;
  return [...xml.matchAll(PIECE)].map((match): Piece => {
    const [whole, content] = match;
    if (whole.startsWith('<w:t>') || whole.startsWith('<w:t '))
      return { xml: whole, text: unescapeXml(content ?? ''), isText: true };
    if (whole.startsWith('<w:tab')) return { xml: whole, text: '\t', isText: false };
    return { xml: whole, text: '', isText: false };
  });
}

/** The run's XML with `marks` (XML to insert) placed at offsets of the whole text, in order. */
export function splitRun(run: Run, marks: readonly { readonly at: number; readonly xml: string }[]): string {
  const inside = marks.filter((mark) => mark.at > run.start && mark.at < run.end);
  if (inside.length === 0) return run.open + run.pieces.map((piece) => piece.xml).join('') + CLOSE;
  let out = run.open;
  let at = run.start;
  const waiting = [...inside];
  for (const piece of run.pieces) {
    let rest = piece.text;
    if (!piece.isText) out += piece.xml;
    while (piece.isText && waiting[0] !== undefined && waiting[0].at < at + rest.length) {
      const [mark] = waiting.splice(0, 1);
      if (mark === undefined) break;
      const cut = mark.at - at;
      out += `${textXml(rest.slice(0, cut))}${CLOSE}${mark.xml}${run.open}`;
      rest = rest.slice(cut);
      at = mark.at;
    }
    if (piece.isText) out += textXml(rest);
    at += rest.length;
  }
  return out + CLOSE + waiting.map((mark) => mark.xml).join('');
}

const CLOSE = '</w:r>';

function textXml(text: string): string {
  return text === '' ? '' : `<w:t xml:space="preserve">${escapeXml(text)}</w:t>`;
}

export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
}

function unescapeXml(text: string): string {
  return text
    .replace(/&#x([0-9a-fA-F]{1,6});/g, (_, hex: string) => character(Number.parseInt(hex, 16)))
    .replace(/&#(\d{1,7});/g, (_, number: string) => character(Number(number)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}

function character(point: number): string {
  return point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd';
}
