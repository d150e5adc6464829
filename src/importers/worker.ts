/** Runs one parser over one file in a worker that cannot take the process down with it. */
import { Worker } from 'node:worker_threads';
import { fail, type Result } from '../core/base/result.js';

export type ParserName = 'docx' | 'pdf';

/** What the worker sends back: the text, or which expected failure it met. */
export type ParserReply = { readonly text: string } | { readonly failure: 'damaged' | 'encrypted' };

export const parserLimits = { memoryMb: 384, deadlineMs: 30_000 } as const;

export function parseInWorker(parser: ParserName, bytes: Uint8Array, where: string): Promise<Result<string>> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./parser-worker.js', import.meta.url), {
      workerData: { parser, bytes },
      resourceLimits: { maxOldGenerationSizeMb: parserLimits.memoryMb, maxYoungGenerationSizeMb: 64 },
      // Parsers complain about fonts on standard error; a letter's content must not reach a log.
      stdout: true,
      stderr: true,
    });
    const settle = (result: Result<string>) => {
      clearTimeout(timer);
      resolve(result);
      void worker.terminate();
    };
    const timer = setTimeout(() => settle(tooMuch(where)), parserLimits.deadlineMs);
    worker.on('message', (reply: ParserReply) =>
      settle('text' in reply ? { ok: true, value: reply.text } : failure(reply.failure, parser, where)),
    );
    worker.on('error', (error) =>
      settle(isMemory(error) ? tooMuch(where) : failure('damaged', parser, where)),
    );
    worker.on('exit', () => settle(failure('damaged', parser, where)));
  });
}

function isMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}

function tooMuch(where: string): Result<never> {
  return fail(
    'too-much-work',
    'Reading the file took more memory or time than a letter needs, so it was stopped.',
    {
      where,
      fix: 'Save the letter as plain text and check that.',
    },
  );
}

function failure(kind: 'damaged' | 'encrypted', parser: ParserName, where: string): Result<never> {
  return kind === 'encrypted'
    ? fail('encrypted-file', 'The file is protected by a password.', {
        where,
        fix: 'Save a copy without a password.',
      })
    : fail('damaged-file', `The file begins as ${parser} but cannot be read as one.`, {
        where,
        fix: 'Open it in the program it came from and save it again, or paste the text.',
      });
}
