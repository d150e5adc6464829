/**
 * Where a published log is read from: a folder, or an address somebody gave on the command line. What
 * comes back is only bytes to be checked: no redirects are followed and no file may be large.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type LogSource } from '../../core/ledger/verify-log.js';
import { errorCode } from '../files.js';

/** A bundle of 256 entries of the greatest length is not much longer. */
const FILE_BYTES_MAX = 17_000_000;
const DEADLINE_MS = 30_000;

/** Told when a server cannot be reached or answers what no log answers. */
export class SourceError extends Error {}

export function folderSource(folder: string): LogSource {
  return async (path) => {
    try {
      return await readFile(join(folder, path));
    } catch (error) {
      if (['ENOENT', 'ENOTDIR'].includes(errorCode(error))) return null;
      throw error;
    }
  };
}

export function urlSource(base: string): LogSource {
  const root = base.endsWith('/') ? base : `${base}/`;
  return async (path) => {
    try {
      const signal = AbortSignal.timeout(DEADLINE_MS);
      const response = await fetch(new URL(path, root), { redirect: 'error', signal });
      if (response.status === 404 || response.status === 410) return null;
      if (!response.ok || response.body === null) throw new SourceError(`status ${response.status}`);
      return await bodyOf(response.body);
    } catch (error) {
      if (error instanceof SourceError) throw error;
      throw new SourceError(error instanceof Error ? error.name : 'unreachable');
    }
  };
}

async function bodyOf(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body) {
    length += part.length;
    if (length > FILE_BYTES_MAX) throw new SourceError('too long an answer');
    parts.push(part);
  }
  return Buffer.concat(parts);
}
