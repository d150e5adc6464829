/** XML and SVG: words only. A picture in SVG can run and fetch, so what it would do is told. */
import { type ReadWarning } from '../../app/read-file.js';
import { type Decoded } from './encoding.js';
import { grave, note, pageText, type Reading } from './reading.js';
import { parseXml } from './xml.js';

export function readMarkup(decoded: Decoded, kind: 'xml' | 'svg'): Reading {
  const found = new Map<string, ReadWarning>();
  const tell = (warning: ReadWarning) => found.set(warning.kind, warning);
  const lines: string[] = [];
  const open: string[] = [];
  parseXml(decoded.text.replace(/^\uFEFF/, ''), 'the XML', {
    open: (name, attributes) => {
      open.push(name);
      if (/^(script|foreignObject|iframe|handler)$/i.test(name))
        tell(grave('script', 'The file holds script or embedded markup; it was not run.'));
      for (const [key, value] of attributes) {
        if (/^on[a-z]/i.test(key) || /^\s*javascript:/i.test(value))
          tell(grave('script', 'The file holds script or embedded markup; it was not run.'));
        if (/^(href|src)$/.test(key) && /^\s*(\w+:)?\/\//.test(value))
          tell(note('loads', 'The file would load parts from elsewhere; nothing was fetched.'));
      }
    },
    close: () => open.pop(),
    text: (text) => {
      if (!/^(script|style)$/i.test(open.at(-1) ?? '') && text.trim() !== '') lines.push(text.trim());
    },
  });
  return {
    kind,
    mediaType: kind === 'svg' ? 'image/svg+xml' : 'application/xml',
    encoding: { name: decoded.encoding, confidence: decoded.confidence },
    pages: lines.length === 0 ? [] : [{ label: 'text', text: pageText(lines.join('\n')) }],
    warnings: [...found.values()],
  };
}
