/** Walks every link inside the site from one page on, as a reader could. */
import { type Hono } from 'hono';

export interface Crawled {
  readonly path: string;
  readonly status: number;
  readonly html: string;
  /** Pages it was first found on. */
  readonly from: string;
}

export async function crawl(
  app: Hono,
  start: string,
  follow: (link: string) => boolean = (link) => !atEntry(link),
): Promise<readonly Crawled[]> {
  const found = new Map<string, string>([[start, '(start)']]);
  const pages: Crawled[] = [];
  for (const [path, from] of found) {
    const answer = await app.request(`http://localhost:3300${path}`);
    const isPage = (answer.headers.get('content-type') ?? '').startsWith('text/html');
    const html = isPage ? await answer.text() : '';
    pages.push({ path, status: answer.status, html, from });
    for (const link of linksIn(html))
      if (!found.has(link) && follow(link) && !kindFull(found, link)) found.set(link, path);
    const location = answer.headers.get('location');
    if (location !== null && !found.has(location)) found.set(location, path);
  }
  return pages;
}

/** Two hundred States and forty treaties on any day are pages of two kinds: a few of each stand for the rest. */
const KINDS = ['/state/', '/instrument/', '/law/states'] as const;
const OF_A_KIND = 14;

function kindFull(found: ReadonlyMap<string, string>, link: string): boolean {
  const kind = KINDS.find((one) => link.includes(one));
  if (kind === undefined) return false;
  return [...found.keys()].filter((one) => one.includes(kind)).length >= OF_A_KIND;
}

/** A history links to the record as of each entry: following all of them would walk the site once an entry. */
export function atEntry(link: string): boolean {
  return /[?&;]asOf=entry/.test(link);
}

/** Addresses inside the site, without their anchors; forms carry theirs in hidden fields. */
export function linksIn(html: string): string[] {
  return [...html.matchAll(/(?:href|src)="(\/[^"]*)"/g)].map((match) =>
    (match[1] ?? '').replaceAll('&amp;', '&').replace(/#.*$/, ''),
  );
}

/** Anchors that a page links to and does not have. */
export function brokenAnchors(html: string): string[] {
  const ids = new Set([...html.matchAll(/ id="([^"]*)"/g)].map((match) => match[1]));
  return [...html.matchAll(/href="#([^"]*)"/g)].flatMap((match) =>
    ids.has(match[1]) ? [] : [match[1] ?? ''],
  );
}
