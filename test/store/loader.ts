/** A process that loads batches until it is killed, telling each one acknowledged. Usage: loader DIR FROM [URL [KEYFILE]] */
import { writeSync } from 'node:fs';
import { unwrap } from '../../src/core/base/result.js';
import { openStore } from '../../src/store/open.js';
import { encryptedWith, info, says } from './fixtures.js';

const [dir = '', from = '0', databaseUrl = '', keyFile = ''] = process.argv.slice(2);
const how = keyFile === '' ? {} : encryptedWith(keyFile, dir);
const store = unwrap(await openStore({ dir, databaseUrl, ...how }));
writeSync(1, 'open\n');
unwrap(await store.openDossier(info, null, 'loader'));
for (let batch = Number(from); ; batch++) {
  const size = 1 + (batch % 5) * 3;
  const statements = Array.from({ length: size }, (_, i) => says(`E-${i}`, `${batch} ${i}/${size}`));
  unwrap(await store.append(info.id, statements, 'loader'));
  // Written at once: what this process says was acknowledged, was.
  writeSync(1, `${batch}\n`);
}
