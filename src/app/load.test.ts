import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toHex } from '../core/base/bytes.js';
import { fail, ok } from '../core/base/result.js';
import { statementBytes } from '../core/claim/bytes.js';
import { type DossierFile } from '../core/claim/dossier.js';
import { type DossierInfo } from '../core/view/thing.js';
import { type LoadPorts, loadDossiers, refusalOf } from './load.js';
import { type HeldConsent, type Statement } from './ports.js';

/** Keeps statements as the real ledger does: one batch, each statement once. */
class LedgerInMemory {
  readonly opened: DossierInfo[] = [];
  readonly batches: number[] = [];
  readonly seeds: (string | null)[] = [];
  readonly consented: HeldConsent[] = [];
  readonly kinds: string[][] = [];
  private readonly held = new Set<string>();
  private readonly full: boolean;

  constructor(full = false) {
    this.full = full;
  }

  openDossier(info: DossierInfo) {
    this.opened.push(info);
    return Promise.resolve(ok(undefined));
  }

  /** Nothing was dropped here; `revise.test.ts` has folders that change. */
  caseFile(id: string) {
    const dossier = this.opened.find((info) => info.id === id);
    if (dossier === undefined) return Promise.resolve(fail('no-such-dossier', 'None.'));
    return Promise.resolve(
      ok({ dossier, seq: 0, asOf: null, things: new Map(), judgements: [], decided: [] }),
    );
  }

  dossiers() {
    return Promise.resolve(this.opened);
  }

  consents(dossier: string) {
    return Promise.resolve(ok({ dossier, consents: this.consented, asOf: null }));
  }

  append(dossier: string, statements: readonly Statement[], _actor: string, seed?: Uint8Array | null) {
    this.seeds.push(seed === null || seed === undefined ? null : toHex(seed));
    if (this.full)
      return Promise.resolve(fail('disk-full', 'The disk is full.', { fix: 'Free some space.' }));
    const before = this.held.size;
    for (const statement of statements)
      if (statement.kind === 'claim') this.held.add(`${dossier} ${toHex(statementBytes(statement.claim))}`);
    const added = this.held.size - before;
    this.batches.push(statements.length);
    this.kinds.push(statements.map(({ kind }) => kind));
    const head = { size: this.held.size, root: '' };
    return Promise.resolve(ok({ added, known: statements.length - added, head, notYetVisible: false }));
  }
}

function dossier(id: string, name: string): DossierFile[] {
  const head = {
    id,
    title: { en: id, ko: id },
    summary: { en: id, ko: id },
    returningStates: ['XTA'],
    originStates: ['XTA'],
    invented: true,
    seed: '00'.repeat(32),
    files: ['things.json'],
  };
  const things = [
    { thing: 'report', type: 'Source', claims: [{ property: 'title', value: 'A report' }] },
    { thing: 'XTA', type: 'State', source: 'report', claims: [{ property: 'name', value: name }] },
  ];
  return [
    { name: 'dossier.json', text: JSON.stringify(head) },
    { name: 'things.json', text: JSON.stringify(things) },
  ];
}

const folders: Readonly<Record<string, readonly DossierFile[]>> = {
  one: dossier('one', 'Taravel'),
  'one-again': dossier('one', 'Kesmor'),
  two: dossier('two', 'Luvane'),
  bad: dossier('bad', ''),
};

const nobodyYet = { anyPerson: () => false, encrypted: true, today: () => '2026-05-01' };

function ports(ledger: LedgerInMemory): LoadPorts {
  return {
    ledger,
    ...nobodyYet,
    readFolder: (folder) => {
      const files = folders[folder];
      return Promise.resolve(files === undefined ? fail('unreadable', 'It could not be read.') : ok(files));
    },
  };
}

const operator = { kind: 'operator', name: 'tester' } as const;

test('loading twice adds nothing', async () => {
  const ledger = new LedgerInMemory();
  const first = await loadDossiers(ports(ledger), operator, ['one', 'two']);
  assert.deepEqual(
    first.loaded.map(({ dossier, things, claims, added, known }) => [dossier, things, claims, added, known]),
    [
      ['one', 2, 2, 2, 0],
      ['two', 2, 2, 2, 0],
    ],
  );
  const second = await loadDossiers(ports(ledger), operator, ['one', 'two']);
  assert.deepEqual(
    second.loaded.map(({ added, known }) => [added, known]),
    [
      [0, 2],
      [0, 2],
    ],
  );
  assert.deepEqual(ledger.batches, [2, 2, 2, 2]);
});

test('a shipped dossier is recorded under its own seed, so that everyone’s ids agree', async () => {
  const ledger = new LedgerInMemory();
  await loadDossiers(ports(ledger), operator, ['one']);
  assert.deepEqual(ledger.seeds, ['00'.repeat(32)]);
});

test('a dossier with a mistake leaves nothing behind and does not keep the others out', async () => {
  const ledger = new LedgerInMemory();
  const report = await loadDossiers(ports(ledger), operator, ['bad', 'gone', 'one']);
  assert.deepEqual(
    report.refused.map(({ folder, problems }) => [folder, problems.map((problem) => problem.kind)]),
    [
      ['bad', ['not-text']],
      ['gone', ['unreadable']],
    ],
  );
  assert.deepEqual(
    ledger.opened.map((info) => info.id),
    ['one'],
  );
});

test('two folders that claim one dossier are not mixed into one record', async () => {
  const ledger = new LedgerInMemory();
  const report = await loadDossiers(ports(ledger), operator, ['one', 'one-again']);
  assert.deepEqual(
    report.refused.map(({ folder, problems }) => [folder, problems[0]?.kind]),
    [['one-again', 'dossier-twice']],
  );
  assert.deepEqual(ledger.batches, [2]);
});

test('a ledger that cannot record is reported with its reason', async () => {
  const report = await loadDossiers(ports(new LedgerInMemory(true)), operator, ['one']);
  assert.deepEqual(report.loaded, []);
  assert.equal(report.refused[0]?.problems[0]?.kind, 'disk-full');
});

test('a full disk is told as a full disk, not as mistakes in the dossier', async () => {
  const report = await loadDossiers(ports(new LedgerInMemory(true)), operator, ['one', 'broken']);
  assert.equal(refusalOf(report)?.problem.kind, 'disk-full');
});

test('a refusal names every mistake of every dossier, not the first one alone', async () => {
  const bad = (id: string): DossierFile[] => {
    const [head, things] = dossier(id, 'Taravel');
    if (head === undefined || things === undefined) throw new Error('the fixture has two files');
    return [
      { ...head, text: head.text.replace('"invented":true', '"invented":1').replace('"seed"', '"seeds"') },
      things,
    ];
  };
  const folders: Record<string, DossierFile[]> = {
    one: bad('one'),
    two: bad('two'),
    good: dossier('good', 'Taravel'),
  };
  const ports: LoadPorts = {
    ledger: new LedgerInMemory(),
    ...nobodyYet,
    readFolder: (folder) => Promise.resolve(ok(folders[folder] ?? [])),
  };
  const one = refusalOf(await loadDossiers(ports, { kind: 'operator', name: 'operator' }, ['one', 'good']));
  assert.deepEqual(
    one?.problem.causes?.map(({ where }) => where),
    ['dossier.json', 'dossier.json, seed', 'dossier.json, invented'],
  );
  const both = refusalOf(await loadDossiers(ports, { kind: 'operator', name: 'operator' }, ['one', 'two']));
  assert.equal(both?.problem.causes?.length, 6);
  assert.equal(both?.problem.causes?.[3]?.where, 'two, dossier.json');
  assert.equal(refusalOf({ loaded: [], refused: [] }), null);
});

/** A folder with one fact about one person, told under one consent. */
function personal(consent: object): DossierFile[] {
  const things = [
    { thing: 'report', type: 'Source', claims: [{ property: 'title', value: 'A report' }] },
    { thing: 'XTA', type: 'State', source: 'report', claims: [{ property: 'name', value: 'Taravel' }] },
    {
      thing: 'P-1',
      type: 'Person',
      source: 'report',
      consent: 'C-1',
      claims: [{ property: 'occupation', value: 'boatman' }],
    },
  ];
  const given = {
    consent: 'C-1',
    subject: 'P-1',
    uses: ['hold', 'share:team'],
    from: '2026-01-01',
    until: '2026-12-31',
    how: 'In writing.',
    recordedBy: 'D-2',
    ...consent,
  };
  return [
    ...dossier('people', 'Taravel').filter(({ name }) => name === 'dossier.json'),
    { name: 'things.json', text: JSON.stringify(things) },
    { name: 'consents.json', text: JSON.stringify([given]) },
  ];
}

async function loads(ledger: LedgerInMemory, consent: object, more: Partial<LoadPorts> = {}) {
  const base = ports(ledger);
  const readFolder = () => Promise.resolve(ok(personal(consent)));
  const all = { ...base, readFolder, anyPerson: () => true, ...more };
  const { refused } = await loadDossiers(all, operator, ['people']);
  return refused.flatMap(({ problems }) => problems.map(({ kind, where }) => [kind, where]));
}

test('before anybody can sign in, a folder about persons is refused whole and leaves no empty dossier', async () => {
  const ledger = new LedgerInMemory();
  assert.deepEqual(await loads(ledger, {}, { anyPerson: () => false }), [['needs-sign-in', 'people']]);
  assert.deepEqual([ledger.opened, ledger.batches], [[], []]);
});

test('a dossier whose consent has run out is left out and told, and keeps nobody from the others', async () => {
  const ledger = new LedgerInMemory();
  const base = ports(ledger);
  const all: LoadPorts = {
    ...base,
    anyPerson: () => true,
    readFolder: (folder) =>
      folder === 'people' ? Promise.resolve(ok(personal({ until: '2026-04-30' }))) : base.readFolder(folder),
  };
  const report = await loadDossiers(all, operator, ['people', 'one']);
  assert.deepEqual(
    report.loaded.map(({ dossier: id }) => id),
    ['one'],
  );
  assert.deepEqual(
    report.refused.map(({ by, dossier: id }) => [by, id]),
    [['consent', 'people']],
  );
  assert.equal(refusalOf(report), null);
  // So too when it is the ledger that finds it out.
  const causes = [{ kind: 'consent-does-not-cover', message: 'Ended.', where: 'x' }];
  const append = () => Promise.resolve(fail('without-consent', 'Two.', { causes }));
  const late = await loadDossiers(
    { ...ports(ledger), ledger: Object.assign(new LedgerInMemory(), { append }) },
    operator,
    ['one'],
  );
  assert.deepEqual([late.refused[0]?.by, refusalOf(late)], ['consent', null]);
});

test('a folder about persons is not loaded into a record in the clear, and leaves no empty dossier', async () => {
  const ledger = new LedgerInMemory();
  assert.deepEqual(await loads(ledger, {}, { encrypted: false }), [['needs-encryption', 'people']]);
  assert.deepEqual([ledger.opened, ledger.batches], [[], []]);
});

test('a consent that has ended or not begun brings no new dossier in', async () => {
  for (const consent of [{ until: '2026-04-30' }, { from: '2026-05-02' }]) {
    const ledger = new LedgerInMemory();
    const where = 'things.json, P-1, claim 1 (occupation)';
    assert.deepEqual(await loads(ledger, consent), [['consent-does-not-cover', where]]);
    assert.deepEqual(ledger.opened, []);
  }
});

test('consents go in before the facts told under them, in one batch', async () => {
  const ledger = new LedgerInMemory();
  assert.deepEqual(await loads(ledger, {}), []);
  assert.deepEqual(ledger.kinds, [['consent', 'claim', 'claim', 'claim']]);
});

test('a folder never undoes a withdrawal', async () => {
  const ledger = new LedgerInMemory();
  ledger.consented.push({
    name: 'C-1',
    audience: 'team',
    head: 'a'.repeat(64),
    entries: [],
    terms: null,
    withdrawn: { on: '2026-04-01', at: '2026-04-01T00:00:00.000Z', why: 'person-asked' },
    state: 'withdrawn',
    claims: [],
  });
  assert.deepEqual(await loads(ledger, { until: '2027-12-31' }), []);
  assert.deepEqual(
    ledger.kinds,
    [['claim', 'claim', 'claim']],
    'the ledger then refuses what is new under it',
  );
});
