/** What happened at the door, one line each, only ever added to: ids and codes, so it needs no secrecy of its own. */
import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { type Log } from '../../app/ports.js';
import { type Audit, type AuditEvent, auditKinds } from '../../app/people/sign-in.js';
import { concat, utf8 } from '../../core/base/bytes.js';
import { ok, type Result } from '../../core/base/result.js';
import { type Files, readKept, replaceKept } from '../files.js';
import { Mutex } from '../mutex.js';

const shape: z.ZodType<AuditEvent> = z.object({
  at: z.string(),
  kind: z.enum(auditKinds),
  person: z.string().optional(),
  by: z.string().optional(),
  dossier: z.string().optional(),
  why: z.string().optional(),
}) as z.ZodType<AuditEvent>;

export function auditFile(files: Files, path: string, log: Log): Audit {
  const turns = new Mutex();
  const add = async (event: AuditEvent) => {
    log(told(event));
    const line = `${JSON.stringify(event)}\n`;
    try {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const added = files.vault === null ? await append(path, line) : await appendSealed(files, path, line);
      if (!added.ok) log({ level: 'warning', kind: 'audit-not-written' });
    } catch {
      log({ level: 'warning', kind: 'audit-not-written' });
    }
  };
  return {
    add: (event) => turns.run(() => add(event)),
    latest: async (count) => {
      const bytes = await readKept(files, path);
      const text = bytes.ok && bytes.value !== null ? new TextDecoder().decode(bytes.value) : '';
      return text.split('\n').flatMap(parseLine).slice(-count).toReversed();
    },
  };
}

async function append(path: string, line: string): Promise<Result<void>> {
  const file = await open(path, 'a', 0o600);
  try {
    await file.write(line);
    await file.datasync();
    return ok(undefined);
  } finally {
    await file.close();
  }
}

/** What is sealed is sealed whole. */
async function appendSealed(files: Files, path: string, line: string): Promise<Result<void>> {
  const before = await readKept(files, path);
  if (!before.ok) return before;
  await replaceKept(files, path, concat(before.value ?? new Uint8Array(0), utf8(line)));
  return ok(undefined);
}

/** For the operator's log: the kind and the dossier. */
function told({ kind, dossier, why }: AuditEvent): Parameters<Log>[0] {
  return {
    level: why === undefined ? 'info' : 'warning',
    kind: why === undefined ? kind : `${kind}-${why}`,
    ...(dossier === undefined ? {} : { dossier }),
  };
}

/** A line cut short by a crash is passed over. */
function parseLine(line: string): readonly AuditEvent[] {
  try {
    const parsed = shape.safeParse(JSON.parse(line));
    return parsed.success ? [parsed.data] : [];
  } catch {
    return [];
  }
}
