/** A folder that changes must not leave what it withdrew standing, nor undo what a person decided. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { toHex, utf8 } from '../core/base/bytes.js';
import { ok, unwrap } from '../core/base/result.js';
import { claimToBytes, statementBytes } from '../core/claim/bytes.js';
import { type DossierFile } from '../core/claim/dossier.js';
import { type AmendAction, amendFromBytes, amendToBytes, dossierToBytes } from '../core/ledger/bodies.js';
import { type Entry, seededSalt, sealEntry } from '../core/ledger/entry.js';
import { needsConsent } from '../core/policy/consent.js';
import { foldCaseFile, readEntry } from '../core/view/fold.js';
import { type CaseFile, type DossierInfo, type HeldClaim } from '../core/view/thing.js';
import { loadDossiers } from './load.js';
import { type Statement } from './ports.js';

/** A log in memory: entries sealed and folded as the real ones are, each statement once. */
class LogInMemory {
  private entries: Entry[] = [];
  private readonly erased = new Set<string>();
  private readonly known = new Set<string>();

  openDossier(info: DossierInfo, seed: Uint8Array | null) {
    if (this.entries.length === 0) this.seal('config', dossierToBytes(info), seed);
    return Promise.resolve(ok(undefined));
  }

  append(_dossier: string, statements: readonly Statement[], actor: string, seed?: Uint8Array | null) {
    const before = this.entries.length;
    for (const one of statements) {
      const key = one.kind === 'claim' ? toHex(statementBytes(one.claim)) : one.idempotencyKey;
      if (this.known.has(key)) continue;
      this.known.add(key);
      const body = one.kind === 'claim' ? claimToBytes(one.claim) : one.body;
      // As in a real log, what is about one person cannot be guessed.
      const secret = one.kind === 'consent' || (one.kind === 'claim' && needsConsent(one.claim));
      this.seal(one.kind, body, secret ? null : (seed ?? null), actor);
    }
    const added = this.entries.length - before;
    const head = { size: this.entries.length, root: '' };
    return Promise.resolve(ok({ added, known: statements.length - added, head, notYetVisible: false }));
  }

  private seal(kind: Entry['kind'], body: Uint8Array, seed: Uint8Array | null, actor = 'tester'): void {
    const seq = this.entries.length;
    // Stands for a random salt: no two of a log are alike.
    const salt = seed === null ? new Uint8Array(32).fill(seq + 1) : seededSalt(seed, body);
    this.entries.push(sealEntry({ kind, at: '2026-01-01T00:00:00.000Z', actor, salt, body }, seq));
  }

  erase(id: string): void {
    this.erased.add(id);
  }

  dossiers() {
    return Promise.resolve([]);
  }

  consents(dossier: string) {
    return Promise.resolve(ok({ dossier, consents: [], asOf: null }));
  }

  caseFile() {
    return Promise.resolve(ok(this.file()));
  }

  narrowed(): string[] {
    return this.entries.flatMap(({ kind, body }) => {
      if (kind !== 'amend') return [];
      const { action, target } = amendFromBytes(body);
      return action === 'narrow' ? [target] : [];
    });
  }

  get size(): number {
    return this.entries.length;
  }

  file(): CaseFile {
    const kept = this.entries.filter(({ id }) => !this.erased.has(toHex(id)));
    const file = foldCaseFile(kept.map(readEntry), () => true);
    assert.ok(file !== null);
    return file;
  }
}

/** Twelve claims, three for each of four events; a folder makes some of them. */
const pool = Array.from({ length: 12 }, (_, i) => ({ thing: `E-${i % 4}`, value: `title ${i}` }));

function folder(picked: readonly number[], note = ''): DossierFile[] {
  const events = [...new Set(picked.map((i) => pool[i]?.thing ?? ''))].map((thing) => ({
    thing,
    type: 'Event',
    source: 'report',
    claims: picked
      .flatMap((i) => pool[i] ?? [])
      .filter((one) => one.thing === thing)
      .map(({ value }) => ({ property: 'title', value, ...(note === '' ? {} : { note }) })),
  }));
  const head = {
    id: 'one',
    title: { en: 'One', ko: '하나' },
    summary: { en: 'One', ko: '하나' },
    returningStates: ['XTA'],
    originStates: ['XTA'],
    invented: true,
    seed: '07'.repeat(32),
    files: ['things.json'],
  };
  const things = [
    { thing: 'report', type: 'Source', claims: [{ property: 'title', value: 'A report' }] },
    { thing: 'XTA', type: 'State', source: 'report', claims: [{ property: 'name', value: 'Taravel' }] },
    ...events,
  ];
  return [
    { name: 'dossier.json', text: JSON.stringify(head) },
    { name: 'things.json', text: JSON.stringify(things) },
  ];
}

/** The folder with a fact about one person, or without it. */
function withPerson(occupation: string | null): DossierFile[] {
  const [head, things] = folder([0]);
  assert.ok(head && things);
  const person = {
    thing: 'P-1',
    type: 'Person',
    source: 'report',
    consent: 'C-1',
    claims: occupation === null ? [] : [{ property: 'occupation', value: occupation }],
  };
  const consent = {
    consent: 'C-1',
    subject: 'P-1',
    uses: ['hold', 'share:team'],
    from: '2026-01-01',
    until: 'withdrawn',
    how: 'In writing.',
    recordedBy: 'D-2',
  };
  const all: unknown = JSON.parse(things.text);
  assert.ok(Array.isArray(all));
  const text = JSON.stringify(occupation === null ? all : [...all, person]);
  const given = occupation === null ? [] : [{ name: 'consents.json', text: JSON.stringify([consent]) }];
  return [head, { name: 'things.json', text }, ...given];
}

test('a fact about one person that the folder drops is retracted, and restored when it is made again', async () => {
  const ledger = new LogInMemory();
  const loadPerson = async (occupation: string | null) => {
    const readFolder = () => Promise.resolve(ok(withPerson(occupation)));
    const ports = { ledger, readFolder, anyPerson: () => true, encrypted: true, today: () => '2026-05-01' };
    const report = await loadDossiers(ports, operator, ['one']);
    assert.deepEqual(report.refused, []);
    return report.loaded[0];
  };
  const standing = () =>
    ledger
      .file()
      .things.get('P-1')
      ?.claims.map((held) => [held.claim.property, held.standing]);
  await loadPerson('boatman');
  assert.deepEqual(standing(), [['occupation', 'stands']]);
  assert.equal((await loadPerson(null))?.retracted, 1);
  assert.deepEqual(standing(), [['occupation', 'retracted']]);
  assert.equal((await loadPerson('boatman'))?.restored, 1);
  assert.deepEqual(standing(), [['occupation', 'stands']]);
  // What a person recorded of the same person is not the folder's to take back.
  const [held] = claims(ledger).filter(({ claim }) => claim.property === 'occupation');
  assert.ok(held);
  const own = { ...held.claim, value: { kind: 'text', text: 'fisher', lang: 'en' } as const };
  unwrap(await ledger.append('one', [{ kind: 'claim', claim: own }], 'person:k3v9x0m2qa'));
  await loadPerson(null);
  assert.deepEqual(standing(), [
    ['occupation', 'retracted'],
    ['occupation', 'stands'],
  ]);
});

const noPeople = { anyPerson: () => false, encrypted: true, today: () => '2026-05-01' };
const operator = { kind: 'operator', name: 'tester' } as const;

async function load(ledger: LogInMemory, picked: readonly number[], note = '') {
  const readFolder = () => Promise.resolve(ok(folder(picked, note)));
  const report = await loadDossiers({ ledger, readFolder, ...noPeople }, operator, ['one']);
  assert.deepEqual(report.refused, []);
  const [loaded] = report.loaded;
  assert.ok(loaded !== undefined);
  return loaded;
}

function claims(ledger: LogInMemory): HeldClaim[] {
  return [...ledger.file().things.values()].flatMap((thing) => thing.claims);
}
/** What pages show, by thing and claim: ids agree in every copy. */
function shown(ledger: LogInMemory): string[] {
  const stand = claims(ledger).filter(({ standing }) => standing === 'stands' || standing === 'disputed');
  return stand.map(({ id, claim, standing }) => `${claim.thing.id} ${id} ${standing}`).sort();
}
async function fresh(picked: readonly number[]): Promise<string[]> {
  const ledger = new LogInMemory();
  await load(ledger, picked);
  return shown(ledger);
}

const revision = fc.uniqueArray(fc.nat(pool.length - 1), { maxLength: 8 });

test('folders loaded one after another leave what a fresh load of the last one leaves', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(revision, { minLength: 1, maxLength: 5 }), async (revisions) => {
      const ledger = new LogInMemory();
      for (const one of [...revisions, ...(revisions[0] === undefined ? [] : [revisions[0]])]) {
        await load(ledger, one);
        assert.deepEqual(shown(ledger), await fresh(one));
        const { size } = ledger;
        const again = await load(ledger, one);
        assert.equal(ledger.size, size, 'loading the same again records nothing');
        assert.deepEqual([again.added, again.retracted, again.restored], [0, 0, 0]);
      }
    }),
    { numRuns: 60 },
  );
});

const act = fc.record({
  pick: fc.nat(20),
  action: fc.constantFrom<AmendAction | 'erase'>('retract', 'dispute', 'correct', 'reinstate', 'erase'),
});
const step = fc.oneof(
  fc.record({ load: revision }),
  act.map((one) => ({ act: one })),
);

test('no load brings back what a person retracted or erased, or changes what a person said of a claim', async () => {
  await fc.assert(
    fc.asyncProperty(revision, fc.array(step, { maxLength: 8 }), async (start, steps) => {
      const ledger = new LogInMemory();
      await load(ledger, start);
      const decided = new Map<string, string>();
      const erased = new Set<string>();
      for (const one of steps) {
        if ('load' in one) await load(ledger, one.load);
        else await decide(ledger, one.act, { decided, erased });
        const held = new Map(claims(ledger).map(({ id, standing }) => [id, standing]));
        for (const [id, standing] of decided) assert.equal(held.get(id), standing);
        for (const id of erased) assert.equal(held.has(id), false, 'an erased claim came back');
      }
    }),
    { numRuns: 60 },
  );
});

async function decide(
  ledger: LogInMemory,
  { pick, action }: { readonly pick: number; readonly action: AmendAction | 'erase' },
  said: { readonly decided: Map<string, string>; readonly erased: Set<string> },
): Promise<void> {
  const all = claims(ledger);
  const held = all[pick % all.length];
  if (held === undefined) return;
  if (action === 'erase') {
    ledger.erase(held.id);
    said.decided.delete(held.id);
    said.erased.add(held.id);
    return;
  }
  const replacement = action === 'correct' ? toHex(seededSalt(utf8('x'), utf8('y'))) : null;
  const body = amendToBytes({ target: held.id, action, replacement, why: 'a person decided' });
  const key = `person ${ledger.size}`;
  unwrap(await ledger.append('one', [{ kind: 'amend', body, idempotencyKey: key }], 'person'));
  said.decided.set(held.id, claims(ledger).find(({ id }) => id === held.id)?.standing ?? '');
}

test('a retraction by a load says which revision of the folder no longer makes the claim', async () => {
  const ledger = new LogInMemory();
  await load(ledger, [0, 1]);
  const changed = await load(ledger, [0]);
  assert.deepEqual([changed.added, changed.retracted, changed.restored, changed.left], [0, 1, 0, 0]);
  assert.equal(changed.otherwise, 0);
  const gone = claims(ledger).find(({ standing }) => standing === 'retracted');
  assert.match(gone?.amendedBy[0]?.why ?? '', /no longer makes this claim \(revision [0-9a-f]{16}\)/);
});

test('a folder that gives a claim to the team alone narrows it, once, and only what the folder brought', async () => {
  const ledger = new LogInMemory();
  await load(ledger, [0, 1]);
  const loadFor = async (audience: string) => {
    const [head, things] = folder([0, 1]);
    assert.ok(head && things);
    const narrower = things.text.replaceAll(
      '"property":"title","value":"title 0"',
      `$&,"audience":"${audience}"`,
    );
    const readFolder = () => Promise.resolve(ok([head, { ...things, text: narrower }]));
    const report = await loadDossiers({ ledger, readFolder, ...noPeople }, operator, ['one']);
    assert.deepEqual(report.refused, []);
    return report.loaded[0];
  };
  const narrowed = () => ledger.narrowed();
  const [first] = [await loadFor('team')];
  assert.deepEqual([first?.narrowed, first?.otherwise, first?.added, first?.retracted], [1, 0, 0, 0]);
  const target = claims(ledger).find(
    ({ claim }) => claim.value.kind === 'text' && claim.value.text === 'title 0',
  );
  assert.deepEqual(narrowed(), [target?.id]);
  const { size } = ledger;
  await loadFor('team');
  assert.deepEqual([ledger.size, narrowed()], [size, [target?.id]]);
});

test('a folder that changes only how claims are held is told that they stay as they were', async () => {
  const ledger = new LogInMemory();
  await load(ledger, [0, 1]);
  const before = shown(ledger);
  const changed = await load(ledger, [0, 1], 'not for the public');
  assert.deepEqual([changed.added, changed.retracted, changed.otherwise], [0, 0, 2]);
  assert.deepEqual(shown(ledger), before);
});
