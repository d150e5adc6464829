/** The pages on a loopback port over the shipped dossiers and the invented fixture, folded in memory. */
import { unwrap } from '../../src/core/base/result.js';
import { findDossierFolders } from '../../src/importers/dossier-folder.js';
import { type AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { serve } from '@hono/node-server';
import { createApp } from '../../src/web/app.js';
import { fixture } from '../web/fixture.js';
import { recordOf, servicesOfRecords } from '../web/record.js';

const dossiers = resolve(import.meta.dirname, '../../../dossiers');

export interface Site {
  readonly origin: string;
  readonly close: () => Promise<void>;
}

export async function openSite(): Promise<Site> {
  const folders = unwrap(await findDossierFolders(dossiers));
  const records = await Promise.all(folders.map((folder) => recordOf(folder)));
  const app = createApp(servicesOfRecords(...records, { file: fixture(), entries: [] }));
  return new Promise((opened) => {
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }: AddressInfo) =>
      opened({
        origin: `http://127.0.0.1:${port}`,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
          }),
      }),
    );
  });
}
