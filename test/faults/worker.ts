/**
 * A process that works until it is killed, telling each thing done at once. Usage: worker MODE DIR FROM [FOLDER]
 * `rebuild`, `publish`, `backup` and `erase` record batches and do that in between; `restore` restores again and again.
 */
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { unwrap } from '../../src/core/base/result.js';
import { restoreBackup } from '../../src/store/backup/restore.js';
import { openStore } from '../../src/store/open.js';
import { everyone, info, says } from '../store/fixtures.js';
import { secretOf } from './fault.js';

const [mode = '', dir = '', from = '0', folder = ''] = process.argv.slice(2);
const tell = (line: string) => writeSync(1, `${line}\n`);

if (mode === 'restore')
  for (;;) {
    unwrap(await restoreBackup({ from: folder, dir }));
    tell('restored');
  }

const store = unwrap(await openStore({ dir }));
unwrap(await store.openDossier(info, null, 'worker'));
tell('open');
for (let batch = Number(from); ; batch++) {
  const statements = Array.from({ length: 4 }, (_, i) => says(`E-${i}`, `${batch} ${i}/4`));
  unwrap(await store.append(info.id, statements, 'worker'));
  tell(String(batch));
  if (mode === 'rebuild') unwrap(await store.rebuild(info.id));
  else if (mode === 'publish') {
    const { size } = unwrap(await store.checkpoint(info.id, batch % 3 === 0 ? 'whole' : 'new'));
    tell(`published ${size}`);
  } else if (mode === 'erase') {
    unwrap(await store.append(info.id, [says('E-ERASED', secretOf(batch))], 'worker'));
    const { claims } = unwrap(await store.thing(info.id, 'E-ERASED', everyone));
    const secret = claims.find(
      ({ claim }) => claim.value.kind === 'text' && claim.value.text === secretOf(batch),
    );
    tell(`erasing ${batch}`);
    unwrap(
      await store.erase(info.id, [secret?.id ?? ''], {
        reason: 'danger',
        actor: 'worker',
        allowed: everyone,
      }),
    );
    tell(`erased ${batch}`);
  } else {
    const made = await store.backup({ to: join(folder, `${batch}.tar`), keys: true, program: 'faults' });
    tell(`backup ${unwrap(made).file}`);
  }
}
