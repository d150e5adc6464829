/**
 * One public person under several spellings: "Jeffrey A. Merkley", "Jeff Merkley", "Sen. Merkley,
 * M.D.". Family name alike and given names that do not contradict each other; never more than that.
 */
import { type ThingId } from '../../base/ids.js';
import { type CaseFile, textsOf, type Thing, thingsOf } from '../../view/thing.js';
import { type Named } from '../assertion.js';
import { kept } from './kept.js';

const titles =
  /^(?:rep|representative|sen|senator|congressman|congresswoman|ambassador|amb|president|premier|minister|secretary|chairman|chairwoman|chair|dr|mr|mrs|ms|prof|professor|sir|dame|lord|baroness|hon|honorable|honourable|his|her|the|excellency)$/;
const postNominals = /^(?:md|phd|jd|esq|jr|sr|ii|iii|iv|mp|mep|obe|cbe|kc|qc|usa|ret)$/;

/** Short forms of given names that registers and letters use for one another. */
const shortForms: readonly (readonly string[])[] = [
  ['jeffrey', 'jeff', 'geoffrey', 'geoff'],
  ['timothy', 'tim'],
  ['james', 'jim', 'jimmy', 'jamie'],
  ['christopher', 'chris'],
  ['robert', 'rob', 'bob', 'bobby'],
  ['william', 'bill', 'will', 'billy'],
  ['richard', 'rick', 'dick', 'rich'],
  ['michael', 'mike', 'mick'],
  ['thomas', 'tom', 'thom'],
  ['joseph', 'joe'],
  ['edward', 'ed', 'ted', 'eddie'],
  ['daniel', 'dan', 'danny'],
  ['david', 'dave'],
  ['steven', 'stephen', 'steve'],
  ['anthony', 'tony'],
  ['andrew', 'andy', 'drew'],
  ['benjamin', 'ben'],
  ['charles', 'charlie', 'chuck'],
  ['donald', 'don'],
  ['elizabeth', 'liz', 'beth', 'betty', 'eliza'],
  ['katherine', 'catherine', 'kathryn', 'kate', 'kathy', 'cathy', 'katie'],
  ['margaret', 'maggie', 'peggy', 'meg'],
  ['deborah', 'debra', 'debbie', 'deb'],
  ['susan', 'sue', 'susie'],
  ['patricia', 'pat', 'patty'],
  ['patrick', 'pat'],
  ['gregory', 'greg'],
  ['kenneth', 'ken'],
  ['lawrence', 'larry'],
  ['matthew', 'matt'],
  ['nicholas', 'nick'],
  ['peter', 'pete'],
  ['philip', 'phillip', 'phil'],
  ['raymond', 'ray'],
  ['ronald', 'ron'],
  ['samuel', 'sam'],
  ['victoria', 'vicky'],
  ['alexander', 'alex'],
  ['nathaniel', 'nathan', 'nate'],
  ['gerald', 'jerry', 'gerry'],
  ['jacob', 'jake'],
  ['zachary', 'zach'],
];

/** The person in the record: by the id the reader found, else by name; `null` when none or several fit. */
export function personNamed(file: CaseFile, { id, words }: Named): Thing | null {
  const known = id === null ? undefined : file.things.get(id);
  if (known?.type === 'Person') return known;
  return byName(file, words);
}

const byName = kept((file, words): Thing | null => {
  const wanted = parts(words);
  const people = namedPeople(file, '');
  const fits = people.filter(({ names }) => names.some((one) => sameParts(one, wanted)));
  const surname = wanted.length === 1 ? wanted[0] : undefined;
  // "Ambassador Kroll", later in a letter: a family name alone, when one person only bears it.
  const bearers =
    fits.length > 0
      ? fits
      : people.filter(({ names }) => names.some((one) => one.length > 1 && one.at(-1) === surname));
  return bearers.length === 1 ? (bearers[0]?.person ?? null) : null;
});

/** Everybody in the record with their names taken apart. */
const namedPeople = kept(
  (file): readonly { readonly person: Thing; readonly names: readonly (readonly string[])[] }[] =>
    thingsOf(file, 'Person').map((person) => ({ person, names: textsOf(person, 'name').map(parts) })),
);

export function personId(file: CaseFile, named: Named): ThingId | null {
  return personNamed(file, named)?.id ?? null;
}

export function sameName(a: string, b: string): boolean {
  return sameParts(parts(a), parts(b));
}

function sameParts(x: readonly string[], y: readonly string[]): boolean {
  if (x.length === 0 || y.length === 0) return false;
  if (x.join('') === y.join('')) return true;
  if (x.length < 2 || y.length < 2) return false;
  const [short, long] = x.length <= y.length ? [x, y] : [y, x];
  if (short.at(-1) !== long.at(-1) && !familyOfTwo(short, long)) return false;
  const [shortFirst = '', longFirst = ''] = [short[0], long[0]];
  if (!givenAgrees(shortFirst, longFirst)) return false;
  return middlesAgree(short.slice(1, -1), long.slice(1, -1));
}

/** "Van Hollen": the family name may be several words, all of the shorter name's words being in the longer. */
function familyOfTwo(short: readonly string[], long: readonly string[]): boolean {
  return short.slice(1).every((part) => long.includes(part)) && short.length > 2;
}

function givenAgrees(a: string, b: string): boolean {
  if (a === b || (a.length === 1 && b.startsWith(a)) || (b.length === 1 && a.startsWith(b))) return true;
  return shortForms.some((forms) => forms.includes(a) && forms.includes(b));
}

function middlesAgree(short: readonly string[], long: readonly string[]): boolean {
  return short.every((one) => long.length === 0 || long.some((two) => givenAgrees(one, two)));
}

function parts(name: string): string[] {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/(?<=\b\p{L})\.(?=\p{L}\b)/gu, '')
    .split(/[^\p{L}\p{N}'’-]+/u)
    .filter((part) => part !== '' && !titles.test(part) && !postNominals.test(part));
}
