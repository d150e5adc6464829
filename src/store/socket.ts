/**
 * The socket through which the command line talks to a running server, since two processes on one
 * embedded database would lose what they acknowledged. HTTP over a Unix socket that only this
 * user can open; one request, one verb, JSON both ways.
 */
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { createServer, request, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseJson } from '../core/base/json.js';
import { fail, ok, type Result } from '../core/base/result.js';

export type VerbHandler = (verb: string, input: unknown) => Promise<Result<unknown>>;

/** Bytes; the longest request is a letter's text. */
const LONGEST = 16 * 1024 * 1024;
/** Unix socket paths are cut at about 104 bytes on some systems. */
const LONGEST_PATH = 100;

/** `DIR/run/sock`, or a private folder for temporary files when that path is too long for a socket. */
export function socketPath(dir: string): string {
  const path = join(resolve(dir), 'run', 'sock');
  if (Buffer.byteLength(path) <= LONGEST_PATH) return path;
  const key = createHash('sha256').update(path).digest('hex').slice(0, 24);
  return join(tmpdir(), `article33-${process.getuid?.() ?? 0}-${key}`, 'sock');
}

/** Listens for verbs; the returned function stops listening and removes the socket. */
export async function serveSocket(dir: string, handle: VerbHandler): Promise<Result<() => Promise<void>>> {
  const path = socketPath(dir);
  const folder = join(path, '..');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  // Only the lock's holder gets here, so a socket left behind is nobody's.
  rmSync(path, { force: true });
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    let size = 0;
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > LONGEST) incoming.destroy();
      else chunks.push(chunk);
    });
    incoming.on('end', () => {
      void reply(outgoing, answer(handle, (incoming.url ?? '/').slice(1), Buffer.concat(chunks)));
    });
  });
  const listening = await listen(server, path);
  if (!listening.ok) return listening;
  chmodSync(path, 0o600);
  return ok(
    () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => {
          rmSync(path, { force: true });
          done();
        });
      }),
  );
}

function listen(server: Server, path: string): Promise<Result<void>> {
  return new Promise((done) => {
    server.once('error', () =>
      done(
        fail('no-socket', 'The socket for the command line could not be opened.', {
          where: path,
          fix: 'Check that you may write to the data directory, or choose another with --dir.',
        }),
      ),
    );
    server.listen(path, () => done(ok(undefined)));
  });
}

async function reply(outgoing: ServerResponse, result: Promise<Result<unknown>>): Promise<void> {
  outgoing.setHeader('content-type', 'application/json');
  outgoing.end(JSON.stringify(await result));
}

async function answer(handle: VerbHandler, verb: string, body: Buffer): Promise<Result<unknown>> {
  try {
    const input = body.length === 0 ? ok({}) : parseJson(body.toString('utf8'), 'request');
    return input.ok ? await handle(verb, input.value) : input;
  } catch {
    return fail('server-error', 'The running server could not do this.', {
      fix: 'Stop it and run the command again; if it fails again, run `article33 doctor`.',
    });
  }
}

/** `null` when no server listens: the caller then opens the directory itself. */
export function callSocket(dir: string, verb: string, input: unknown): Promise<Result<unknown> | null> {
  return new Promise((done) => {
    const body = Buffer.from(JSON.stringify(input));
    const outgoing = request(
      {
        socketPath: socketPath(dir),
        path: `/${verb}`,
        method: 'POST',
        // A kept connection would outlive the server it was made to.
        agent: false,
        headers: { 'content-length': body.length },
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('end', () => done(parseReply(Buffer.concat(chunks).toString('utf8'))));
        incoming.on('error', () => done(cutOff()));
      },
    );
    outgoing.on('error', (error: NodeJS.ErrnoException) =>
      // Nobody there is the normal case; a server that dies in the middle is not.
      done(
        error.code === 'ENOENT' || error.code === 'ECONNREFUSED' || error.code === 'ENOTDIR'
          ? null
          : cutOff(),
      ),
    );
    outgoing.end(body);
  });
}

function parseReply(text: string): Result<unknown> {
  try {
    const reply: unknown = JSON.parse(text);
    if (typeof reply === 'object' && reply !== null && 'ok' in reply) return reply as Result<unknown>;
  } catch {
    // Falls through: half an answer is no answer.
  }
  return cutOff();
}

function cutOff(): Result<never> {
  return fail('server-gone', 'The running server stopped before it answered.', {
    fix: 'Run the command again; it will open the directory itself.',
  });
}
