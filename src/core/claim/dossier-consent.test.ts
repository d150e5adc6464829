/** A folder about persons must say what each of them agreed to, and no mistake may repeat what it says of them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type DossierFile, claimsOf, parseDossier } from './dossier.js';

type Raw = Record<string, unknown>;

const head = {
  id: 'invented',
  title: { en: 'Invented', ko: '가상' },
  summary: { en: 'Invented.', ko: '가상.' },
  returningStates: ['XTA'],
  originStates: ['XTA'],
  invented: true,
  seed: 'ab'.repeat(32),
  files: ['things.json'],
};
const always: Raw[] = [
  { thing: 'report', type: 'Source', claims: [{ property: 'title', value: 'A report' }] },
  { thing: 'XTA', type: 'State', source: 'report', claims: [{ property: 'name', value: 'Taravel' }] },
];
const boatman = { property: 'occupation', value: 'boatman' };
const person = (more: Raw, ...claims: Raw[]): Raw => ({
  thing: 'P-1',
  type: 'Person',
  source: 'report',
  ...more,
  claims: [{ property: 'code', value: 'P-1' }, ...claims],
});
const given = {
  consent: 'C-1',
  subject: 'P-1',
  uses: ['hold', 'share:team'],
  from: '2026-01-01',
  until: '2026-12-31',
  how: 'In writing, read aloud first.',
  recordedBy: 'D-2',
};

function folder(things: readonly Raw[], consents?: unknown): DossierFile[] {
  const files = [
    { name: 'dossier.json', text: JSON.stringify(head) },
    { name: 'things.json', text: JSON.stringify([...always, ...things]) },
  ];
  return consents === undefined
    ? files
    : [...files, { name: 'consents.json', text: JSON.stringify(consents) }];
}

function problems(things: readonly Raw[], consents?: unknown) {
  const read = parseDossier(folder(things, consents));
  return read.ok ? [] : read.problem;
}

function kinds(things: readonly Raw[], consents?: unknown): string[] {
  return problems(things, consents).map(({ kind }) => kind);
}

test('a fact about one person without consent refuses the folder, names the place, and asks', () => {
  for (const audience of [undefined, 'team', 'public']) {
    const found = problems([person(audience === undefined ? {} : { audience }, boatman)]);
    assert.deepEqual(
      found.map(({ kind, where }) => [kind, where]),
      [
        ['consent-missing', 'things.json, P-1, claim 2 (occupation)'],
        ['consents-to-ask-for', 'consents.json'],
      ],
    );
    const asked = found[1];
    assert.match(asked?.message ?? '', audience === 'public' ? /hold, publish/ : /hold, share:team/);
    assert.equal(asked?.draft?.name, 'consents.json');
  }
});

test('the draft leaves open what was agreed to: handed back as it is, it is refused', () => {
  const draft: unknown = JSON.parse(problems([person({}, boatman)]).at(-1)?.draft?.text ?? '');
  assert.ok(Array.isArray(draft) && draft.length === 1);
  const again = kinds([person({ consent: 'C-P-1' }, boatman)], draft);
  for (const kind of ['bad-uses', 'bad-day', 'not-text']) assert.ok(again.includes(kind), kind);
  const filled = draft.map((one: Raw) => ({ ...given, consent: one['consent'], subject: one['subject'] }));
  assert.deepEqual(kinds([person({ consent: 'C-P-1' }, boatman)], filled), []);
});

test('with consent the fact is the team’s, unless the file says public and that was agreed to', () => {
  const read = parseDossier(folder([person({ consent: 'C-1' }, boatman)], [given]));
  assert.ok(read.ok);
  const [code, occupation] = claimsOf(read.value).slice(-2);
  assert.deepEqual([code?.audience, code?.consent], ['public', null]);
  assert.deepEqual([occupation?.audience, occupation?.consent], ['team', 'C-1']);
  const open = person({ consent: 'C-1' }, { ...boatman, audience: 'public' });
  assert.deepEqual(kinds([open], [given]), ['consent-does-not-cover']);
  assert.deepEqual(kinds([open], [{ ...given, uses: ['hold', 'publish'] }]), []);
});

test('a consent of somebody else, of nobody, or that is not there covers nothing', () => {
  const mine = person({ consent: 'C-1' }, boatman);
  const other = {
    thing: 'P-2',
    type: 'Person',
    source: 'report',
    claims: [{ property: 'code', value: 'P-2' }],
  };
  assert.deepEqual(kinds([mine, other], [{ ...given, subject: 'P-2' }]), ['consent-of-another']);
  assert.deepEqual(kinds([mine], [{ ...given, subject: 'P-9' }]), ['no-such-subject', 'consent-of-another']);
  assert.deepEqual(kinds([mine], [{ ...given, consent: 'C-2' }]), ['no-such-consent', 'consents-to-ask-for']);
  assert.deepEqual(kinds([mine], [given, given]), ['consent-twice']);
});

test('a consent that says too little is refused, with the field', () => {
  const mine = person({ consent: 'C-1' }, boatman);
  const cases: readonly (readonly [Raw, string])[] = [
    [{ uses: ['share:team'] }, 'consent-without-hold'],
    [{ uses: ['hold', 'all'] }, 'bad-uses'],
    [{ uses: 'hold' }, 'bad-uses'],
    [{ from: '2026-01' }, 'bad-day'],
    [{ until: undefined }, 'bad-day'],
    [{ until: '2025-12-31' }, 'consent-ends-first'],
    [{ how: '' }, 'not-text'],
    [{ recordedBy: undefined }, 'not-text'],
    [{ unread: 1 }, 'unknown-key'],
  ];
  for (const [more, kind] of cases) assert.ok(kinds([mine], [{ ...given, ...more }]).includes(kind), kind);
  assert.deepEqual(kinds([mine], [{ ...given, until: 'withdrawn' }]), []);
  assert.deepEqual(kinds([mine], { list: [] }), ['bad-file']);
});

test('a mistake in a fact about one person does not repeat the fact', () => {
  const cases: readonly Raw[] = [
    { property: 'birth', value: 'spring of the flood' },
    { property: 'profile', value: 'kept a radio' },
    { property: 'origin', value: 'a b c' },
    { property: 'occupation', value: ['boatman'] },
  ];
  for (const wrong of cases) {
    const found = problems([person({ consent: 'C-1' }, wrong)], [given]);
    assert.equal(found.length, 1);
    assert.doesNotMatch(JSON.stringify(found), /flood|radio|a b c|boatman/);
  }
});

test('a consent is no thing with claims about it', () => {
  const thing = {
    thing: 'C-1',
    type: 'Consent',
    source: 'report',
    claims: [{ property: 'use', value: 'hold' }],
  };
  assert.deepEqual(kinds([thing]), ['consent-as-thing']);
});
