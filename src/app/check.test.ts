import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDate } from '../core/base/date.js';
import { unwrap } from '../core/base/result.js';
import { type Claim } from '../core/claim/claim.js';
import { type CaseFile, type Thing } from '../core/view/thing.js';
import { fittingFile, LONGEST_TEXT, checkAgainst } from './check.js';
import { loadReference } from '../store/reference.js';
import { type Reference } from '../core/law/reference.js';

function state(id: string, names: readonly string[]): Thing {
  const claims = names.map((text, seq) => {
    const claim: Claim = {
      thing: { type: 'State', id },
      property: 'name',
      value: { kind: 'text', text, lang: 'en' },
      source: 'S',
      accordingTo: [],
      locator: {},
      stance: 'asserts',
      said: unwrap(parseDate('2024')),
      credibility: { source: 'F', information: '6' },
      audience: 'public',
      consent: null,
      basis: 'read',
      note: '',
    };
    return { id: `${id}${seq}`, seq, at: '', actor: '', claim, standing: 'stands' as const, amendedBy: [] };
  });
  return { type: 'State', id, claims };
}

function file(id: string, returning: Thing, origin: Thing): CaseFile {
  return {
    dossier: {
      id,
      title: { en: id, ko: id },
      summary: { en: '', ko: '' },
      returningStates: [returning.id],
      originStates: [origin.id],
      period: null,
      invented: true,
    },
    seq: 0,
    asOf: null,
    things: new Map([returning, origin].map((thing) => [thing.id, thing])),
    judgements: [],
    decided: [],
  };
}

const first = file('aa', state('XAA', ['Aland', '에이국']), state('XAB', ['Boria']));
const second = file('bb', state('XBA', ['Cestia']), state('XBB', ['Dorn', 'Republic of Dorn']));

test('a letter is checked against the dossier it is about, whatever order dossiers come in', () => {
  for (const files of [
    [first, second],
    [second, first],
  ]) {
    assert.equal(fittingFile('Cestia returned people to the Republic of Dorn.', files)?.dossier.id, 'bb');
    assert.equal(fittingFile('Aland’s border guards', files)?.dossier.id, 'aa');
    assert.equal(fittingFile('에이국은 송환을 중단하라', files)?.dossier.id, 'aa');
  }
});

test('part of a word is not a name', () => {
  assert.equal(fittingFile('Cestia and the Alandians', [first, second])?.dossier.id, 'bb');
});

test('no dossier is no answer, and no name is the first dossier', () => {
  assert.equal(fittingFile('Aland', []), null);
  assert.equal(fittingFile('Nothing known', [second, first])?.dossier.id, 'bb');
});

test('empty and endless texts are refused before they are read', () => {
  // Refused before anything is looked up, so no reference data is needed.
  const reference = {} as Reference;
  for (const text of ['', ' \n', 'x'.repeat(LONGEST_TEXT + 1)])
    assert.equal(checkAgainst(text, first, reference).ok, false);
});

test('attack 52: a letter that says "constructor" or "__proto__" anywhere is read like any other', async () => {
  const reference = unwrap(await loadReference());
  const letter =
    'On 6 May 2020 Boria returned more than hundreds of people. Aland acceded to the Convention.';
  const words = letter.split(' ');
  for (const word of Object.getOwnPropertyNames(Object.prototype))
    for (const at of words.keys()) {
      const text = words.with(at, word).join(' ');
      assert.ok(checkAgainst(text, first, reference).ok, text);
    }
});
