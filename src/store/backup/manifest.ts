/**
 * The last file of a backup: what the files before it must be, and which head each log must give.
 * `docs/formats/backup.md` gives the shape.
 */
import { z } from 'zod';

export const MANIFEST = 'manifest.json';
/** The manifest's own digest, in the form `sha256sum -c` reads. */
export const MANIFEST_SUM = 'manifest.json.sha256';

/** In a backup of an encrypted directory, and only there. */
export const KEY_WRAP = 'key.wrap';

const hex = z.string().regex(/^[0-9a-f]{64}$/);
const whole = z.number().int().nonnegative();

const shape = z.strictObject({
  format: z.literal('article33 backup 1'),
  program: z.string(),
  made: z.string(),
  /** Whether the private keys of the logs are in it. */
  keys: z.boolean(),
  dossiers: z.array(z.strictObject({ id: z.string(), logId: hex, size: whole, root: hex })),
  files: z.array(z.strictObject({ path: z.string(), bytes: whole, sha256: hex })),
});

export type Manifest = Readonly<z.output<typeof shape>>;
export type BackedUpFile = Manifest['files'][number];
export type BackedUpLog = Manifest['dossiers'][number];

export const FORMAT = 'article33 backup 1';

/** `newer` for the format of a later program; `null` for what is no manifest. */
export function readManifest(text: string): Manifest | 'newer' | null {
  try {
    const found: unknown = JSON.parse(text);
    const parsed = shape.safeParse(found);
    if (parsed.success) return parsed.data;
    const format = typeof found === 'object' && found !== null && 'format' in found ? found.format : null;
    const version = /^article33 backup (\d+)$/.exec(typeof format === 'string' ? format : '')?.[1];
    return version !== undefined && Number(version) > 1 ? 'newer' : null;
  } catch {
    return null;
  }
}

/** Names of the data directory that are this run's own, or made again from the rest. */
const NOT_KEPT = /^(lock(\..*)?|run|db(\..*)?|restore\..*|replaced-.*)$/;

/** Who is signed in and who was sent a link: whoever restores a backup signs in again. */
const NOT_TAKEN_ALONG = /^work\/(sessions|links)\.json$/;

/** Whether a file of the data directory belongs into a backup. */
export function isKept(path: string): boolean {
  const [top = ''] = path.split('/');
  return !NOT_KEPT.test(top) && !NOT_TAKEN_ALONG.test(path) && !/\.(new|part)$/.test(path);
}

/** Private keys: whoever has them can sign as the log, or tell what was said twice. */
export function isKey(path: string): boolean {
  return path.endsWith('.key') || path.split('/').slice(0, -1).includes('keys');
}

/** Relative, made of plain names, and of files that a backup may bring. */
export function isSafePath(path: string): boolean {
  const names = path.split('/');
  return (
    path.length <= 255 &&
    names.every((name) => /^[A-Za-z0-9._+-]+$/.test(name) && name !== '.' && name !== '..') &&
    isKept(path)
  );
}
