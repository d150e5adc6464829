/**
 * The thread PGlite runs in: a statement that blocks it blocks nobody else, and the thread can be
 * stopped from outside. It knows nothing but statements.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { type PgliteOptions, type WorkerAnswer, type WorkerOrder } from './pglite.js';

const port = parentPort;
if (port === null) throw new Error('This file runs as a worker');

const { folder, archive, create } = workerData as Pick<PgliteOptions, 'folder' | 'archive' | 'create'>;
const opening = PGlite.create(folder ?? 'memory://', {
  ...(archive === undefined
    ? {}
    : { loadDataDir: new Blob([new Uint8Array(archive)], { type: 'application/x-gzip' }) }),
  ...(create === undefined
    ? {}
    : { initDbStartParams: [...create.initdb], postgresqlconf: [...create.settings] }),
});
// Every order reports the failure itself.
opening.catch(() => {});

async function answer(order: WorkerOrder): Promise<WorkerAnswer> {
  try {
    const db = await opening;
    if (order.text === null) {
      await db.close();
      return { id: order.id, rows: [] };
    }
    const { rows } = await db.query(order.text, [...order.params]);
    return { id: order.id, rows: rows as Record<string, unknown>[] };
  } catch (error) {
    const state = error instanceof Error && 'code' in error ? String(error.code) : '';
    return {
      id: order.id,
      failed: { state, message: error instanceof Error ? error.message : String(error) },
    };
  }
}

// The port queues orders, and PGlite runs one statement at a time in the order given.
port.on('message', (order: WorkerOrder) => {
  void answer(order).then((reply) => port.postMessage(reply));
});
