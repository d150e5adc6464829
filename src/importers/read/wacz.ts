/**
 * A WACZ file: web archives in a zip, with a list of every part and its hash, and sometimes a signature
 * over that list. Each hash is computed; the signature is checked as far as the file itself allows.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type ReadMetadata, type ReadPage, type ReadWarning } from '../../app/read-file.js';
import { type Archive } from './archive.js';
import { grave, type Job, note, pageText, type Reading, Refused } from './reading.js';
import { countsOf, emptyContent, gather, type WarcContent } from './warc.js';
import { checkSignature, signedDataShape } from './wacz-signature.js';

const resourceShape = z.object({
  path: z.string(),
  hash: z.string().optional(),
  stats: z.object({ hash: z.string() }).optional(),
});
const packageShape = z.object({
  resources: z.array(resourceShape).max(10_000),
  title: z.string().optional(),
  metadata: z.object({ title: z.string().optional() }).optional(),
  created: z.string().optional(),
  software: z.string().optional(),
  wacz_version: z.string().optional(),
});
const digestShape = z.object({ hash: z.string(), signedData: signedDataShape.optional() });

const FIX = 'Ask for the archive again from whoever made it.';

export async function readWacz({ budget }: Job, archive: Archive): Promise<Reading> {
  const bytes = await archive.open('datapackage.json');
  const listed = parsed(packageShape, bytes);
  const warcs = archive.parts
    .map(({ name }) => name)
    .filter((name) => /^archive\/.+\.warc(\.gz)?$/i.test(name));
  if (bytes === null || listed === null)
    throw new Refused('damaged-wacz', 'The list of parts in the web archive cannot be read.', {
      where: 'datapackage.json',
      fix: FIX,
    });
  if (warcs.length === 0)
    throw new Refused('damaged-wacz', 'The file has the list of a web archive but holds no archive.', {
      fix: FIX,
    });
  const warnings: ReadWarning[] = await checkParts(archive, listed.resources);
  const signature = await checkList(archive, bytes, warnings);
  const content = emptyContent();
  for (const name of warcs) gather((await archive.open(name)) ?? new Uint8Array(), name, budget, content);
  const pages = await inOrder(archive, content);
  const said = (name: string, value: string | undefined): ReadMetadata[] =>
    value === undefined || value === '' ? [] : [{ name, value: pageText(value) }];
  return {
    kind: 'wacz',
    mediaType: 'application/wacz',
    pages,
    parts: content.parts,
    metadata: [
      ...said('title', listed.title ?? listed.metadata?.title),
      ...said('created', listed.created),
      ...said('software', listed.software),
      ...said('WACZ version', listed.wacz_version),
      ...countsOf(content),
      ...signature,
    ],
    warnings: [...warnings, ...content.warnings],
  };
}

function parsed<T>(shape: z.ZodType<T>, bytes: Uint8Array | null): T | null {
  if (bytes === null) return null;
  try {
    const found = shape.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
    return found.success ? found.data : null;
  } catch {
    return null;
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function checkParts(
  archive: Archive,
  resources: readonly z.infer<typeof resourceShape>[],
): Promise<ReadWarning[]> {
  const found: ReadWarning[] = [];
  for (const { path, hash, stats } of resources) {
    const bytes = await archive.open(path);
    const stated = (hash ?? stats?.hash ?? '').replace(/^sha256:/, '').toLowerCase();
    if (bytes === null)
      found.push(grave('missing-part', 'The list names a part that is not there.', pageText(path)));
    else if (!/^[0-9a-f]{64}$/.test(stated))
      found.push(note('digest-unknown', 'A part has no SHA-256 to check it by.', pageText(path)));
    else if (sha256(bytes) !== stated)
      found.push(
        grave('digest-mismatch', 'digest mismatch: the part is not the one that was listed.', pageText(path)),
      );
  }
  const known = new Set([
    'datapackage.json',
    'datapackage-digest.json',
    ...resources.map(({ path }) => path),
  ]);
  for (const { name, folder } of archive.parts)
    if (!folder && !known.has(name))
      found.push(note('unlisted-part', 'A part is not in the list, so nothing vouches for it.', name));
  return found;
}

/** The list itself: its hash, and who signed that. */
async function checkList(
  archive: Archive,
  list: Uint8Array,
  warnings: ReadWarning[],
): Promise<ReadMetadata[]> {
  const bytes = await archive.open('datapackage-digest.json');
  if (bytes === null) return [{ name: 'signature', value: 'none', checked: true }];
  const digest = parsed(digestShape, bytes);
  if (digest === null) {
    warnings.push(
      grave('signature-failed', 'The signature of the list cannot be read.', 'datapackage-digest.json'),
    );
    return [{ name: 'signature', value: 'failed', checked: true }];
  }
  const actual = `sha256:${sha256(list)}`;
  if (digest.hash !== actual)
    warnings.push(
      grave('digest-mismatch', 'digest mismatch: the list of parts was changed.', 'datapackage.json'),
    );
  if (digest.signedData === undefined) return [{ name: 'signature', value: 'none', checked: true }];
  const verdict = await checkSignature(digest.signedData, actual);
  warnings.push(...verdict.warnings);
  return verdict.metadata;
}

const pageShape = z.object({ url: z.string(), title: z.string().optional(), ts: z.string().optional() });

/** The pages the archive's maker listed come first, under their titles; then what else it holds. */
async function inOrder(archive: Archive, content: WarcContent): Promise<ReadPage[]> {
  const bytes = await archive.open('pages/pages.jsonl');
  const listed = new Map<string, { readonly at: number; readonly title: string }>();
  for (const [at, line] of (bytes === null ? '' : new TextDecoder().decode(bytes)).split('\n').entries()) {
    const page = parsed(pageShape, new TextEncoder().encode(line));
    if (page !== null && !listed.has(page.url)) listed.set(page.url, { at, title: page.title ?? '' });
  }
  const held = new Set(content.pages.map(({ address }) => address));
  for (const url of listed.keys())
    if (!held.has(url))
      content.warnings.push(note('page-missing', 'A listed page is not in the archive.', pageText(url)));
  const place = (page: ReadPage) => listed.get(page.address ?? '')?.at ?? Number.MAX_SAFE_INTEGER;
  return content.pages
    .map((page) => {
      const title = listed.get(page.address ?? '')?.title ?? content.titles.get(page.address ?? '') ?? '';
      return title === '' || title === page.address
        ? page
        : { ...page, label: `${pageText(title)}, ${page.label}` };
    })
    .sort((a, b) => place(a) - place(b));
}
