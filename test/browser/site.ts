/** The pages on a loopback port over the shipped dossiers and the invented fixture, folded in memory. */
import { unwrap } from '../../src/core/base/result.js';
import { findDossierFolders } from '../../src/importers/dossier-folder.js';
import { type AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { serve } from '@hono/node-server';
import { createApp } from '../../src/web/app.js';
import { type CaseFile } from '../../src/core/view/thing.js';
import { bench, code, d, fig, fixture, r, t, url } from '../web/fixture.js';
import { recordOf, servicesOfRecords } from '../web/record.js';

const dossiers = resolve(import.meta.dirname, '../../../dossiers');

export interface Site {
  readonly origin: string;
  readonly close: () => Promise<void>;
}

export async function openSite(): Promise<Site> {
  const folders = unwrap(await findDossierFolders(dossiers));
  const records = await Promise.all(folders.map((folder) => recordOf(folder)));
  const app = createApp(
    servicesOfRecords(...records, { file: fixture(), entries: [] }, { file: longNames(), entries: [] }),
  );
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

/** Names as long as anyone may write them, without a place to break, and names of nothing. */
function longNames(): CaseFile {
  const long = 'Donaudampfschifffahrtsgesellschaft'.repeat(8);
  const b = bench({ id: 'long', title: { en: long, ko: long }, summary: { en: long, ko: '' } });
  b.thing('Source', 'S-1', { title: t(long), publisher: t(long), url: url(`https://example.org/${long}`) });
  b.thing('Body', 'B-1', { name: [t(long), t('길고'.repeat(60), 'ko')] });
  b.thing('Place', 'P-1', { name: t(long), kind: code('crossing') });
  b.thing('Event', 'E-1', {
    title: t(long),
    kind: code('forced-return'),
    date: d('2020-05'),
    place: r('P-1'),
  });
  b.thing(
    'Event',
    'E-1',
    { summary: t(long), superlative: t(long), composition: [t(long), t('')] },
    { source: 'S-1' },
  );
  b.add('Event', 'E-1', 'figure', fig(9, null, 'at-least', long), { source: 'S-1', by: ['B-1'] });
  b.thing('Event', 'E-2', { title: t(''), kind: code('forced-return') });
  b.thing('Route', 'R-1', { name: t(long), from: r('P-1'), firstCustody: t(long), secondCustody: t(long) });
  b.thing('Ask', 'A-1', {
    text: t(long),
    by: r('B-1'),
    addressee: r('B-1'),
    lever: code('letter'),
    note: t(long),
  });
  b.thing('Answer', 'N-1', { to: r('A-1'), by: r('B-1'), text: t(long), kind: code('refused') });
  return b.file();
}
