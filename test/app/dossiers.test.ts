/** The dossiers we ship, read as the program reads them. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { toHex } from '../../src/core/base/bytes.js';
import { unwrap } from '../../src/core/base/result.js';
import { statementBytes } from '../../src/core/claim/bytes.js';
import { originOf } from '../../src/core/claim/claim.js';
import { claimsOf, type Dossier, type DossierThing, parseDossier } from '../../src/core/claim/dossier.js';
import { textFingerprint } from '../../src/core/letter/fingerprint.js';
import { findDossierFolders, readDossierFolder } from '../../src/importers/dossier-folder.js';

const root = resolve(import.meta.dirname, '../../..');

async function dossier(folder: string): Promise<Dossier> {
  const read = parseDossier(unwrap(await readDossierFolder(folder)));
  assert.deepEqual(read.ok ? [] : read.problem, [], folder);
  if (!read.ok) throw new Error('Unreachable');
  return read.value;
}

const folders = unwrap(await findDossierFolders(join(root, 'dossiers')));
const all = await Promise.all(folders.map(dossier));
const prcDprk = await dossier(join(root, 'dossiers', 'prc-dprk'));
const invented = await dossier(join(root, 'dossiers', 'taravel-kesmor'));

const byId = (of: Dossier) => new Map(of.things.map((thing) => [thing.id, thing]));
const claims = (thing: DossierThing | undefined, property: string) =>
  (thing?.claims ?? []).map(({ claim }) => claim).filter((claim) => claim.property === property);
const ofType = (of: Dossier, type: string) => of.things.filter((thing) => thing.type === type);

test('every dossier we ship parses without a mistake, and one of them is invented', () => {
  assert.ok(all.some(({ info }) => info.invented) && all.some(({ info }) => !info.invented));
});

test('every claim of a dossier we ship names a source that is in it', () => {
  for (const one of all) {
    const sources = new Set(ofType(one, 'Source').map((thing) => thing.id));
    for (const claim of claimsOf(one)) assert.ok(sources.has(claim.source), claim.source);
  }
});

interface Report {
  readonly became: string;
  readonly source: string;
  readonly origin: string | null;
  readonly words: string;
}
interface Accounts {
  readonly events: readonly {
    readonly row: string;
    readonly became: readonly string[];
    readonly why?: string;
    readonly reports: readonly (Report | { readonly notLoaded: string })[];
  }[];
  readonly more: readonly Report[];
  readonly asks: readonly {
    readonly row: string;
    readonly became: readonly string[];
    readonly why?: string;
    readonly answers: readonly string[];
  }[];
}
const accounts = JSON.parse(readFileSync(join(root, 'test/app/prc-dprk-accounts.json'), 'utf8')) as Accounts;

test('every row of the researched events is accounted for: what it became, or why it is not loaded', () => {
  assert.equal(accounts.events.length, 26);
  assert.equal(accounts.events.flatMap((row) => row.reports).length, 52);
  const things = byId(prcDprk);
  for (const row of accounts.events) {
    assert.ok(row.became.length > 0 || row.why !== undefined, row.row);
    for (const id of row.became) assert.ok(things.has(id), id);
  }
  const became = new Set(accounts.events.flatMap((row) => row.became));
  for (const thing of [...ofType(prcDprk, 'Event'), ...ofType(prcDprk, 'Period')])
    assert.ok(became.has(thing.id), `${thing.id} comes from no row`);
});

test('the figures in the record are the reported ones and no others', () => {
  const key = (report: Report) =>
    [report.became, report.source, report.origin ?? '', report.words].join(' | ');
  const reported = [...accounts.events.flatMap((row) => row.reports), ...accounts.more].flatMap((report) =>
    'notLoaded' in report ? [] : [key(report)],
  );
  const recorded = [...ofType(prcDprk, 'Event'), ...ofType(prcDprk, 'Period')].flatMap((thing) =>
    claims(thing, 'figure').map((claim) =>
      key({
        became: thing.id,
        source: claim.source,
        origin: claim.accordingTo.length === 0 ? null : originOf(claim),
        words: claim.value.kind === 'figure' ? claim.value.figure.words : '',
      }),
    ),
  );
  assert.deepEqual(recorded.sort(), reported.sort());
});

test('every ask and its answers are accounted for, and an answer never precedes its ask', () => {
  assert.equal(accounts.asks.length, 45);
  assert.equal(accounts.asks.flatMap((row) => row.answers).length, 17);
  const things = byId(prcDprk);
  const day = (thing: DossierThing | undefined, end: 'earliest' | 'latest') =>
    claims(thing, 'date').flatMap(({ value }) => (value.kind === 'date' ? [value.date[end] ?? ''] : []))[0] ??
    '';
  for (const row of accounts.asks) {
    assert.ok(row.became.length > 0 || row.why !== undefined, row.row);
    for (const id of [...row.became, ...row.answers]) assert.ok(things.has(id), id);
    for (const id of row.answers)
      if (things.get(id)?.type === 'Answer')
        assert.ok(day(things.get(id), 'latest') >= day(things.get(row.row), 'earliest'), id);
  }
});

test('rows whose source was not found are nowhere in the record', () => {
  const text = JSON.stringify(prcDprk.things);
  for (const gone of ['2023-08-18', 'A-CECC-1012']) assert.ok(!text.includes(gone), gone);
});

test('a source that garbles dates dates nothing', () => {
  for (const one of all) {
    const garbled = new Set(
      ofType(one, 'Source')
        .filter((thing) =>
          claims(thing, 'limit').some(
            ({ value }) => value.kind === 'code' && value.term === 'not-for-dating',
          ),
        )
        .map((thing) => thing.id),
    );
    assert.ok(garbled.size > 0);
    for (const claim of claimsOf(one))
      if (claim.value.kind === 'date' && claim.thing.type !== 'Source')
        assert.ok(!garbled.has(claim.source), claim.thing.id);
  }
});

test('the number credited to the Commission reaches us through two letters only', () => {
  const figures = ofType(prcDprk, 'Event').flatMap((thing) => claims(thing, 'figure'));
  const credited = figures.filter((claim) => originOf(claim) === 'CECC' && claim.thing.id === 'E-2023-10-09');
  assert.deepEqual(
    credited.map((claim) => [claim.source, claim.value.kind === 'figure' && claim.value.figure.words]),
    [
      ['letter-2026', '600'],
      ['walk-2025', 'more than 600'],
    ],
  );
});

test('what a letter alone says is sourced to that letter alone', () => {
  const things = byId(prcDprk);
  for (const id of ['A-PERDUE', 'AN-PERDUE'])
    assert.ok(
      things.get(id)?.claims.every(({ claim }) => claim.source === 'letter-2026'),
      id,
    );
});

test('China acceded on 24 September 1982 to both instruments and ratified neither', () => {
  const things = byId(prcDprk);
  for (const instrument of ['REFUGEE-1951', 'REFUGEE-PROT-1967']) {
    const act = things.get(`CHN-${instrument}-accession`);
    const [date] = claims(act, 'date');
    assert.equal(date?.value.kind === 'date' && date.value.date.edtf, '1982-09-24');
    assert.equal(things.has(`CHN-${instrument}-ratification`), false);
  }
});

test('people with a name hold or held a public role; people known by code have no name', () => {
  for (const one of all)
    for (const person of ofType(one, 'Person')) {
      const roles = claims(person, 'role').map(({ value }) => (value.kind === 'code' ? value.term : ''));
      const named = claims(person, 'name').length > 0;
      assert.notEqual(named, claims(person, 'code').length > 0, person.id);
      if (named)
        assert.ok(
          roles.every((role) => ['office-holder', 'spokesperson', 'expert'].includes(role)),
          person.id,
        );
    }
});

test('must not leak the name of the person of the arbitrary detention opinion, not even in an address', () => {
  // A fragment that the usual romanisations of the name share; no word of ours holds it.
  const fragment = /che?ol[- ]?ok|che?ol\b|철옥/i;
  for (const folder of folders)
    for (const name of readdirSync(folder))
      assert.ok(!fragment.test(readFileSync(join(folder, name), 'utf8')), `${folder}/${name}`);
});

test('what concerns one person is for the team', () => {
  for (const id of ['E-WGAD-37', 'E-WGAD-37-ARREST'])
    assert.ok(
      byId(prcDprk)
        .get(id)
        ?.claims.every(({ claim }) => claim.audience === 'team'),
      id,
    );
});

test('no statement is made twice in a dossier, so each reaches the ledger', () => {
  for (const one of all) {
    const statements = claimsOf(one).map((claim) => toHex(statementBytes(claim)));
    assert.equal(new Set(statements).size, statements.length);
  }
});

test('the invented letter is recognised by the fingerprint its source carries', () => {
  const text = readFileSync(join(root, 'dossiers/taravel-kesmor/letter-2024-02-06.txt'), 'utf8');
  const [print] = claims(byId(invented).get('letter-2024'), 'fingerprint');
  assert.equal(print?.value.kind === 'text' && print.value.text, textFingerprint(text));
});

test('the invented States are none that exist', () => {
  for (const state of ofType(invented, 'State')) assert.match(state.id, /^X[A-Z]{2}$/);
});
