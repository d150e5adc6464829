/** A treaty seen whole must count as its depositary counts: a party too many is a State accused for nothing. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '../base/date.js';
import { unwrap } from '../base/result.js';
import { loadReference } from '../../store/reference.js';
import { changes } from './compare.js';
import { lawData } from './data.js';
import { partiesOf, reservedProvisions, yearsOfActs } from './parties.js';
import { type Instrument } from './reference.js';

const law = lawData(unwrap(await loadReference()), null);
const named = (id: string): Instrument => law.instruments.get(id) ?? assert.fail(id);
const boundAt = (id: string, year: number) => yearsOfActs(named(id), year, law).at(-1)?.bound;

test('parties at the end of a year are as many as the depositary and the treaty bodies published', () => {
  // UNHCR, States parties (April 2015, unchanged since 2011 for the Convention): 145 to the Convention, 146 to the Protocol.
  assert.equal(boundAt('REFUGEE-1951', 2014), 145);
  assert.equal(boundAt('REFUGEE-PROT-1967', 2014), 146);
  // Entered into force with its sixth deposit's ninetieth day, 22 April 1954; nobody before.
  assert.equal(boundAt('REFUGEE-1951', 1953), 0);
  // The Covenant entered into force on 23 March 1976 for its first 35 parties.
  const [first] = yearsOfActs(named('ICCPR'), 1976, law).filter(({ joined }) => joined.length > 0);
  assert.equal(first?.year, 1976);
});

test('a year names each State for which the treaty began, by its act', () => {
  const y1982 = yearsOfActs(named('REFUGEE-1951'), 1982, law).at(-1);
  // Japan: accession of 3 October 1981, in force 1 January 1982; China: accession of 24 September 1982.
  assert.deepEqual(
    y1982?.joined.map(({ state, action }) => `${state} ${action}`).filter((one) => /CHN|JPN/.test(one)),
    ['CHN accession', 'JPN accession'],
  );
});

test('a reservation that the treaty forbids is listed as barred, and none is listed twice', () => {
  for (const id of ['REFUGEE-1951', 'CAT', 'CRC'])
    for (const { provision, statements } of reservedProvisions(named(id), law)) {
      const said = statements.map(({ declaration }) => declaration.id);
      assert.equal(new Set(said).size, said.length, `${id} ${provision}`);
    }
  const article33 = reservedProvisions(named('REFUGEE-1951'), law).filter(({ provision }) =>
    /^33(\(|$)/.test(provision),
  );
  assert.ok(article33.every(({ statements }) => statements.every(({ barred }) => barred)));
});

test('who signed or joined is a party of the list; who did neither is not', () => {
  const states = partiesOf(named('CAT'), law).map(({ state }) => state);
  assert.ok(states.includes('CHN') && states.includes('IND'), 'a signatory is listed');
  assert.ok(!states.includes('PRK'));
});

test('between the day before and the day of entry into force exactly that State changes', () => {
  // China's accession of 24 September 1982: the ninetieth day after it is 23 December 1982.
  const states = [...law.states.keys()];
  const column = [{ instrument: 'REFUGEE-1951', provision: null }];
  const found = changes({ before: day('1982-12-22'), after: day('1982-12-23') }, states, column, law);
  assert.deepEqual(
    found.map(({ state, before, after }) => [state, before.kind, after.kind]),
    [['CHN', 'no', 'since']],
  );
});
