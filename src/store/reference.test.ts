import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { possibleDays } from '../core/base/date.js';
import { unwrap } from '../core/base/result.js';
import { afterInterval } from '../core/law/entry.js';
import { findInstrument } from '../core/law/instruments.js';
import { findState } from '../core/law/states.js';
import { loadReference } from './reference.js';

const data = join(import.meta.dirname, '../../../data');

test('the shipped reference data load, and stay small', async () => {
  const reference = unwrap(await loadReference());
  assert.equal([...reference.states.values()].filter(({ kind }) => kind === 'member').length, 193);
  assert.equal(reference.dataAsOf, '2015-03-14');
  const bytes = readdirSync(data, { recursive: true })
    .map((name) => statSync(join(data, String(name))))
    .reduce((sum, file) => sum + (file.isFile() ? file.size : 0), 0);
  assert.ok(bytes < 1_000_000, `${bytes} bytes`);
});

test('no State acts before it exists', async () => {
  const { acts, states } = unwrap(await loadReference());
  const wrong = acts.filter(({ state, date }) => {
    const from = states.get(state)?.from ?? null;
    return from !== null && date !== null && possibleDays(date).latest < from;
  });
  assert.deepEqual(
    wrong.map(({ id }) => id),
    [],
  );
});

test('every founding deposit and its interval give the day the instrument entered into force', async () => {
  const { instruments } = unwrap(await loadReference());
  let checked = 0;
  for (const { id, entry, inForce } of instruments.values()) {
    const trigger = entry?.triggerDate ?? null;
    if (entry === null || trigger === null || inForce === null) continue;
    checked++;
    assert.equal(afterInterval(trigger, entry.founding), inForce.edtf, id);
  }
  assert.ok(checked >= 25);
});

test('the trigger is the deposit that the rule counts, as far as the table still lists the founders', async () => {
  const { instruments, acts } = unwrap(await loadReference());
  for (const { id, entry } of instruments.values()) {
    const trigger = entry?.triggerDate ?? null;
    if (trigger === null || entry?.trigger === null) continue;
    const before = acts.filter(
      ({ instrument, action, date, source }) =>
        instrument === id &&
        source === 'untc-2015' &&
        !['signature', 'succession'].includes(action) &&
        date !== null &&
        date.edtf <= trigger,
    ).length;
    // A founder that no longer exists is missing from the table; one day may hold several deposits.
    const wanted = entry?.trigger ?? 0;
    assert.ok(
      before >= wanted - 6 && before <= wanted + 6,
      `${id}: ${before} deposits by ${trigger}, not ${wanted}`,
    );
  }
});

test('the names letters use find the State, and shared ones are not guessed', async () => {
  const reference = unwrap(await loadReference());
  const id = (words: string) => {
    const found = findState(reference, null, words);
    return found.ok ? found.value.id : found.problem.kind;
  };
  const names: Readonly<Record<string, readonly string[]>> = {
    CHN: [
      'PRC',
      'P.R.C.',
      'China',
      'the People’s Republic of China',
      'Chinese',
      'Beijing',
      '중국',
      '中国',
      'CN',
      'chn',
    ],
    PRK: ['DPRK', 'North Korea', 'North Koreans', 'Pyongyang', '북한', '朝鲜', 'D.P.R.K.', 'N. Korea'],
    KOR: ['ROK', 'South Korea', 'Republic of Korea', 'Seoul', '한국', '대한민국', '韩国'],
    USA: ['U.S.', 'US', 'United States', 'the United States of America', 'American', '미국'],
    GBR: ['UK', 'U.K.', 'Britain', 'British'],
    TUR: ['Turkey', 'Türkiye', 'Turkiye'],
    CIV: ["Cote d'Ivoire", 'Côte d’Ivoire', 'Ivory Coast'],
    VNM: ['Vietnam', 'Viet Nam'],
    VAT: ['Holy See', 'Vatican'],
    PSE: ['Palestine', 'State of Palestine'],
    XKX: ['Kosovo'],
    EUE: ['EU', 'European Union'],
    'ambiguous-state': ['Korea'],
    'no-such-state': ['Atlantis', '', '조'],
  };
  for (const [wanted, all] of Object.entries(names))
    for (const words of all) assert.equal(id(words), wanted, words);
});

test('the names letters use find the instrument', async () => {
  const reference = unwrap(await loadReference());
  const names: Readonly<Record<string, readonly string[]>> = {
    'REFUGEE-1951': [
      '1951 Convention',
      'the Refugee Convention',
      '1951 UN Refugee Convention',
      'Convention Relating to the Status of Refugees',
      '난민협약',
      '难民公约',
    ],
    'REFUGEE-PROT-1967': ['1967 Protocol', 'the 1967 Protocol', 'its 1967 Protocol'.slice(4)],
    CAT: [
      'Torture Convention',
      'Convention Against Torture',
      'UN Convention against Torture',
      'CAT',
      '고문방지협약',
    ],
    ICCPR: ['ICCPR', 'International Covenant on Civil and Political Rights', '자유권규약'],
    CRC: [
      'Convention on the Rights of the Child',
      'UN Convention on the Rights of the Child',
      '아동권리협약',
    ],
  };
  for (const [wanted, all] of Object.entries(names))
    for (const words of all) assert.equal(unwrap(findInstrument(reference, null, words)).id, wanted, words);
});

test('missing or damaged reference data are named, with the file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'a33-data-'));
  const missing = await loadReference(folder);
  assert.equal(missing.ok ? '' : missing.problem.kind, 'reference-data-missing');
  const other = mkdtempSync(join(tmpdir(), 'a33-data-'));
  writeFileSync(join(other, 'states.json'), '[{');
  const damaged = await loadReference(other);
  assert.equal(damaged.ok ? '' : damaged.problem.kind, 'bad-reference-data');
  assert.match(damaged.ok ? '' : (damaged.problem.where ?? ''), /states\.json$/);
});
