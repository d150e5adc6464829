/**
 * The document under check, and whatever relays it, is never evidence for itself.
 * It is recognised by its text, or, when somebody edited the text, by the date it bears together
 * with its addressee and most of its signatories.
 */
import { datesOverlap, type EdtfDate } from '../../base/date.js';
import { byText, type ThingId } from '../../base/ids.js';
import { withRelayers } from '../../figure/origins.js';
import { type CaseFile, datesOf, refsOf, textsOf, type Thing, thingsOf } from '../../view/thing.js';
import { textFingerprint } from '../fingerprint.js';

export interface Identity {
  readonly text: string;
  readonly title: string | null;
  readonly date: EdtfDate | null;
  /** Ids of the people who sign it and of those it addresses, where the record knows them. */
  readonly signatories: readonly ThingId[];
  readonly addressees: readonly ThingId[];
}

/** Sources that are this document or pass it on, in the order of their ids. */
export function sourcesAside(file: CaseFile, letter: Identity): ThingId[] {
  const own = new Set<ThingId>();
  const print = textFingerprint(letter.text);
  for (const source of thingsOf(file, 'Source'))
    if (textsOf(source, 'fingerprint').includes(print) || sameDocument(source, letter)) own.add(source.id);
  for (const held of thingsOf(file, 'Letter'))
    if (sameLetter(file, held, letter)) for (const id of refsOf(held, 'document')) own.add(id);
  return [...withRelayers(file, own)].sort(byText);
}

function sameDocument(source: Thing, letter: Identity): boolean {
  const title = letter.title === null ? '' : plain(letter.title);
  return (
    title.length >= 12 &&
    sameDay(datesOf(source, 'published'), letter.date) &&
    textsOf(source, 'title').some((text) => plain(text) === title)
  );
}

function sameLetter(file: CaseFile, held: Thing, letter: Identity): boolean {
  if (!sameDay(datesOf(held), letter.date)) return false;
  const titled =
    letter.title !== null && textsOf(held, 'title').some((text) => plain(text) === plain(letter.title ?? ''));
  const people = signatoriesOf(file, held);
  const shared = people.filter((id) => letter.signatories.includes(id)).length;
  const signed = people.length > 0 && shared * 2 > Math.max(people.length, letter.signatories.length);
  const to = refsOf(held, 'addressee');
  const addressed = to.some((id) => letter.addressees.includes(id)) || (to.length === 0 && signed);
  return (addressed && (signed || titled)) || (signed && shared >= 3);
}

/** The people a Letter's signatory tenures stand for. */
export function signatoriesOf(file: CaseFile, letter: Thing): ThingId[] {
  return refsOf(letter, 'signatory').flatMap((id) => {
    const tenure = file.things.get(id);
    return tenure === undefined ? [] : tenure.type === 'Tenure' ? refsOf(tenure, 'person') : [id];
  });
}

/** The file without the claims these sources make, themselves or as the ones credited. */
export function without(file: CaseFile, aside: ReadonlySet<ThingId>): CaseFile {
  if (aside.size === 0) return file;
  const things = new Map<ThingId, Thing>();
  for (const thing of file.things.values()) {
    const claims = thing.claims.filter(
      ({ claim }) => !aside.has(claim.source) && !claim.accordingTo.some((id) => aside.has(id)),
    );
    if (claims.length > 0)
      things.set(thing.id, claims.length === thing.claims.length ? thing : { ...thing, claims });
  }
  return { ...file, things };
}

function sameDay(dates: readonly EdtfDate[], date: EdtfDate | null): boolean {
  return date !== null && dates.some((one) => datesOverlap(one, date));
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
