/**
 * What every checker stands on: the record without the letter's own claims, the whole file beside
 * it, the law, and the letter. Built once per check, never changed.
 */
import { type EdtfDate, parseDate } from '../../base/date.js';
import { type ThingId } from '../../base/ids.js';
import { type Claim } from '../../claim/claim.js';
import { lawData, type LawData } from '../../law/data.js';
import { type Reference } from '../../law/reference.js';
import { type CaseFile, datesOf, type HeldClaim, type Thing } from '../../view/thing.js';
import { type Assertion, type Evidence, type LetterHead } from '../assertion.js';
import { familiesOf, type Families } from './family.js';
import { nameOf, namesOf } from './names.js';
import { sourcesAside, without } from './aside.js';
import { describe } from './describe.js';

export interface Grounds {
  /** What may serve as evidence: everything but the letter itself and what relays it. */
  readonly record: CaseFile;
  /** Everything, for names and for saying that only the letter says so. */
  readonly file: CaseFile;
  readonly aside: ReadonlySet<ThingId>;
  readonly head: LetterHead;
  /** The letter's date: the day its present tense speaks of. */
  readonly day: EdtfDate | null;
  readonly assertions: readonly Assertion[];
  readonly families: Families;
  /** The law, with the dossier's own participations but never those the letter itself claims. */
  readonly law: LawData;
  readonly asOf: string;
}

export function groundsOf(
  head: LetterHead,
  assertions: readonly Assertion[],
  file: CaseFile,
  reference: Reference,
): Grounds {
  const parsed = head.date === null ? null : parseDate(head.date);
  const day = parsed?.ok === true ? parsed.value : null;
  const aside = new Set(
    sourcesAside(file, {
      text: head.text,
      title: head.title,
      date: day,
      signatories: officers(assertions, file, 'signature'),
      addressees: officers(assertions, file, 'addressee'),
    }),
  );
  const record = without(file, aside);
  return {
    record,
    law: lawData(reference, record),
    file,
    aside,
    head,
    day,
    assertions,
    families: familiesOf(file),
    asOf: file.asOf ?? '',
  };
}

/** Evidence a report can print: who says what, when, where to read it, for which family. */
export function evidenceOf(grounds: Grounds, held: HeldClaim, says?: string): Evidence {
  const { claim } = held;
  const source = grounds.file.things.get(claim.source);
  const published = source === undefined ? undefined : datesOf(source, 'published')[0];
  return {
    claim: held.id,
    source: claim.source,
    says: says ?? describe(grounds.file, claim),
    date: claim.said?.edtf ?? published?.edtf ?? null,
    url: source === undefined ? null : urlOf(source),
    family: name(grounds, grounds.families.of(claim)),
  };
}

export function evidenceFor(grounds: Grounds, helds: readonly HeldClaim[], most = 12): Evidence[] {
  return helds.slice(0, most).map((held) => evidenceOf(grounds, held));
}

export function name(grounds: Grounds, id: ThingId): string {
  return nameOf(grounds.file, id);
}

/** The families behind some claims, by printed name, without repetition. */
export function familyNames(grounds: Grounds, helds: readonly HeldClaim[]): string[] {
  return [...new Set(helds.map(({ claim }) => name(grounds, grounds.families.of(claim))))];
}

export function familyCount(grounds: Grounds, helds: readonly HeldClaim[]): number {
  return new Set(helds.map(({ claim }) => grounds.families.of(claim))).size;
}

/** Whether a claim is set aside for being the letter's own. */
export function isAside(grounds: Grounds, claim: Claim): boolean {
  return grounds.aside.has(claim.source) || claim.accordingTo.some((id) => grounds.aside.has(id));
}

/** Assertions of the same sentence, this one left out. */
export function beside(grounds: Grounds, assertion: Assertion): Assertion[] {
  return grounds.assertions.filter(
    (other) => other.id !== assertion.id && sameSentence(grounds, other, assertion),
  );
}

/** Whether the letter's text names this thing, by any of its names. */
export function mentions(grounds: Grounds, thing: Thing): boolean {
  const text = grounds.head.text.toLowerCase();
  return namesOf(thing).some((one) => one.length > 2 && text.includes(one.toLowerCase()));
}

/** The passage with what follows it in its clause: "in a single day", "a year" often do. */
export function clauseOf(grounds: Grounds, assertion: Assertion): string {
  const rest = grounds.head.text.slice(assertion.end, assertion.end + 60);
  return assertion.text + (/^[^.;:,\n]*/.exec(rest)?.[0] ?? '');
}

/** Characters; what stands further apart is not credited to one another, with or without a stop between. */
const LONGEST_SENTENCE = 1000;

function sameSentence(grounds: Grounds, a: Assertion, b: Assertion): boolean {
  const [first, second] = a.start <= b.start ? [a, b] : [b, a];
  if (second.start < first.end) return true;
  if (second.start - first.end > LONGEST_SENTENCE) return false;
  const between = grounds.head.text.slice(first.end, second.start);
  return (
    !/\n\s*\n/.test(between) &&
    !/(?<!\b(?:\p{Lu}|Mr|Ms|Mrs|Dr|Amb|Rep|Sen|St|No|art|Art))[.!?]["”’)]*\s+["“‘(]*[\p{Lu}\p{N}]/u.test(
      between,
    )
  );
}

function urlOf(source: Thing): string | null {
  for (const { claim } of source.claims)
    if (claim.property === 'url' && claim.value.kind === 'url') return claim.value.url;
  return null;
}

function officers(
  assertions: readonly Assertion[],
  file: CaseFile,
  place: 'signature' | 'addressee',
): ThingId[] {
  return assertions.flatMap(({ reading }) =>
    reading.kind === 'office' &&
    reading.place === place &&
    reading.person.id !== null &&
    file.things.has(reading.person.id)
      ? [reading.person.id]
      : [],
  );
}
