/** `kill -9` at moments of chance: through appends, an import, a rebuild, an erasure, a backup and a restore. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { unwrap } from '../../src/core/base/result.js';
import { restoreBackup } from '../../src/store/backup/restore.js';
import { readBackup } from '../../src/store/backup/stage.js';
import { loadAndKill } from '../store/crash.js';
import { allowedTo } from '../../src/core/policy/audience.js';
import { encryptedWith, info, says, team } from '../store/fixtures.js';
import { filesWith } from '../store/traces.js';
import { chance, type Fault, open, type Round, secretOf, sound, soundAt } from './fault.js';

export interface Killed {
  /** Lines it had told, whole ones only. */
  readonly told: readonly string[];
  readonly complaint: string;
  /** It had ended by itself before. */
  readonly ended: boolean;
}

/** Kills a process after it has told so many lines, and up to so many milliseconds more. */
export async function killed(args: readonly string[], lines: number, upToMs: number): Promise<Killed> {
  const child = spawn(process.execPath, args, { env: { ...process.env, DATABASE_URL: '' } });
  let [out, complaint] = ['', ''];
  child.stderr.on('data', (data: Buffer) => (complaint += data.toString()));
  const reached = new Promise<void>((done) => {
    child.stdout.on('data', (data: Buffer) => {
      out += data.toString();
      if (out.split('\n').length > lines) done();
    });
    if (lines === 0) done();
  });
  const gone = new Promise((done) => child.once('close', done));
  await Promise.race([reached, gone]);
  await Promise.race([wait(chance(upToMs)), gone]);
  const ended = child.exitCode !== null;
  child.kill('SIGKILL');
  await gone;
  return { told: out.split('\n').slice(0, -1), complaint, ended };
}

export const worker = join(import.meta.dirname, 'worker.js');
const program = join(import.meta.dirname, '../../src/cli/bin.js');
export const numbers = (told: readonly string[]) => told.filter((line) => /^\d+$/.test(line)).map(Number);

export const killedAppends: Fault = {
  name: 'appends',
  attack: '63',
  breaks: 'kills',
  round: (scratch) => appendsKilled(scratch, null),
};

export const killedEncryptedAppends: Fault = {
  name: 'appends to an encrypted directory',
  attack: '63',
  breaks: 'kills',
  round: (scratch) => appendsKilled(scratch, join(scratch, 'key')),
};

async function appendsKilled(scratch: string, keyFile: string | null): Promise<Round> {
  const dir = join(scratch, 'data');
  const promised: number[] = [];
  const kills = 3;
  for (let i = 0; i < kills; i++) {
    const next = String(Math.max(-1, ...promised) + 2);
    const { acknowledged, complaint } = await loadAndKill(
      [dir, next, '', keyFile ?? ''],
      chance(6) === 0 ? null : chance(20),
    );
    assert.equal(complaint, '');
    promised.push(...acknowledged);
  }
  const how = keyFile === null ? {} : encryptedWith(keyFile, dir);
  return { broken: kills, found: await soundAt(dir, promised, how) };
}

/** How long a whole import takes here; learned from those that were not killed in time. */
let importMs = 6000;

export const killedImports: Fault = {
  name: 'an import',
  attack: '63',
  breaks: 'kills',
  round: async (scratch) => {
    const dir = join(scratch, 'data');
    await mkdir(dir);
    const began = performance.now();
    const { ended } = await killed([program, 'init', '--dir', dir], 0, importMs);
    if (ended) importMs = performance.now() - began;
    else importMs *= 1.02;
    const store = await open(dir);
    try {
      let whole = 0;
      for (const { id } of await store.dossiers(allowedTo({ kind: 'public' }))) {
        const { head, problems } = unwrap(await store.fsck(id));
        assert.deepEqual(problems, []);
        // What it says of itself is one entry; its claims are one batch after it, all or none.
        assert.ok(head.size <= 1 || head.size > 100, `${id} holds ${head.size} entries`);
        if (head.size > 1) whole += 1;
      }
      return { broken: ended ? 0 : 1, found: whole };
    } finally {
      await store.close();
    }
  },
};

export const killedRebuilds: Fault = {
  name: 'a rebuild',
  attack: '63',
  breaks: 'kills',
  round: async (scratch) => {
    const dir = join(scratch, 'data');
    const promised: number[] = [];
    const kills = 2;
    for (let i = 0; i < kills; i++) {
      const next = String(Math.max(-1, ...promised) + 2);
      const { told, complaint } = await killed([worker, 'rebuild', dir, next], 2 + chance(12), 60);
      assert.equal(complaint, '');
      promised.push(...numbers(told));
    }
    return { broken: kills, found: await soundAt(dir, promised) };
  },
};

export const killedErasures: Fault = {
  name: 'an erasure',
  attack: '21',
  breaks: 'kills',
  round: async (scratch) => {
    const dir = join(scratch, 'data');
    const lines = 3 + 3 * chance(2);
    const { told, complaint } = await killed([worker, 'erase', dir, '0'], lines, 1500);
    assert.equal(complaint, '');
    const begun = told.filter((line) => line.startsWith('erasing ')).length;
    const done = told.filter((line) => line.startsWith('erased ')).length;
    const store = await open(dir);
    try {
      await sound(store, numbers(told));
      const { erased } = unwrap(await store.fsck(info.id));
      assert.ok(erased.length >= done, 'an erasure that was told is done');
      const file = unwrap(await store.caseFile(info.id, team));
      for (let batch = 0; batch < begun; batch++) {
        // Recorded or not at all: an erasure that counts is finished at the next start, wherever it was stopped.
        const shown = JSON.stringify([...file.things.values()]).includes(secretOf(batch));
        if (batch < done) assert.ok(!shown, `the secret of batch ${batch} shows after it was erased`);
        if (!shown) assert.deepEqual(await filesWith(dir, secretOf(batch)), []);
      }
      return { broken: 1, found: erased.length };
    } finally {
      await store.close();
    }
  },
};

export const killedBackups: Fault = {
  name: 'a backup',
  attack: '63',
  breaks: 'kills',
  round: async (scratch) => {
    const [dir, folder] = [join(scratch, 'data'), join(scratch, 'backups')];
    await mkdir(folder);
    const { told, complaint } = await killed([worker, 'backup', dir, '0', folder], 2 + chance(25), 30);
    assert.equal(complaint, '');
    const promised = numbers(told);
    const finished = told.filter((line) => line.startsWith('backup ')).length;
    // Whatever bears the name of a backup is a whole one, told or not.
    const made = (await readdir(folder)).filter((name) => name.endsWith('.tar'));
    assert.ok(made.length >= finished, 'a backup that was told is there');
    for (const name of made) unwrap(await readBackup(join(folder, name), null));
    await soundAt(dir, promised);
    const last = Math.max(-1, ...made.map((name) => Number(name.replace('.tar', ''))));
    if (last < 0) return { broken: 1, found: promised.length };
    const again = join(scratch, 'again');
    unwrap(await restoreBackup({ from: join(folder, `${last}.tar`), dir: again }));
    return {
      broken: 1,
      found: await soundAt(
        again,
        promised.filter((batch) => batch <= last),
      ),
    };
  },
};

export const killedRestores: Fault = {
  name: 'a restore',
  attack: '63',
  breaks: 'kills',
  round: async (scratch) => {
    const [dir, other, folder] = [join(scratch, 'data'), join(scratch, 'other'), join(scratch, 'backups')];
    await mkdir(folder);
    const store = await open(dir);
    unwrap(await store.openDossier(info, null, 'tester'));
    const add = async (batch: number) =>
      unwrap(
        await store.append(
          info.id,
          [0, 1, 2].map((i) => says(`E-${i}`, `${batch} ${i}/3`)),
          'tester',
        ),
      );
    await add(0);
    const order = (name: string) => ({ to: join(folder, name), keys: true, program: 'faults' });
    unwrap(await store.backup(order('first.tar')));
    unwrap(await restoreBackup({ from: join(folder, 'first.tar'), dir: other }));
    for (let batch = 1; batch < 30; batch++) await add(batch);
    unwrap(await store.backup(order('second.tar')));
    await store.close();
    await rm(dir, { recursive: true });
    const kills = 2;
    let found = 0;
    for (let i = 0; i < kills; i++) {
      // Over the record that is there, which must be the old one or the new one, whole.
      const { complaint } = await killed(
        [worker, 'restore', other, '0', join(folder, 'second.tar')],
        chance(2),
        250,
      );
      assert.equal(complaint, '');
      found += await soundAt(other, [0]);
    }
    unwrap(await restoreBackup({ from: join(folder, 'second.tar'), dir: other }));
    return {
      broken: kills,
      found:
        found +
        (await soundAt(
          other,
          Array.from({ length: 30 }, (_, i) => i),
        )),
    };
  },
};
