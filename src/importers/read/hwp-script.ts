/**
 * Documents of Hangul carry a script by default: two names and empty handlers. Whether one does
 * anything is told from what is left once comments and those lines are gone.
 */

/** The script stream: a length and that many letters, for the header and then for the source. */
export function hwpScript(stream: Uint8Array): string {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  const parts: string[] = [];
  for (let at = 0, n = 0; at + 4 <= stream.length && n < 2; n++) {
    const length = Math.min(view.getUint32(at, true) * 2, stream.length - at - 4);
    parts.push(new TextDecoder('utf-16le').decode(stream.subarray(at + 4, at + 4 + length)));
    at += 4 + length;
  }
  return parts.join('\n');
}

export function scriptActs(source: string): boolean {
  const left = source
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\/\/[^\r\n]*/g, '')
    .replace(/\s|\0|\ufeff/g, '')
    .replace('varDocuments=XHwpDocuments;', '')
    .replace('varDocument=Documents.Active_XHwpDocument;', '')
    .replace(/functionOnDocument_\w+\(\)\{\}/g, '');
  return left !== '';
}
