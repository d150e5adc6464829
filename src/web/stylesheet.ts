/** The one stylesheet, read once and served from memory under an address that holds its hash. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

// Compiled code runs in dist/src/web; the stylesheet stays beside its source.
const text = readFileSync(join(import.meta.dirname, '../../../src/web/style.css'), 'utf8');
const hash = createHash('sha256').update(text).digest('hex').slice(0, 16);

export const stylesheet = { path: `/style-${hash}.css`, text } as const;

/** The mark in a browser's tab: a bar with an open end, as figures without a limit are drawn. */
export const mark = {
  path: '/mark.svg',
  text: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="2" fill="#14304f"/><path d="M3 5h8M3 8h6M3 11h8" stroke="#fff" stroke-width="1.6"/><path d="M10 6l3 2-3 2" fill="none" stroke="#fff" stroke-width="1.4"/></svg>`,
} as const;
