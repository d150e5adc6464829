/**
 * Whether the one a letter credits said it: in a document of their own, or only as somebody else
 * reports; as the origin, or repeating another.
 */
import { type Figure } from '../../base/figure.js';
import { type ThingId } from '../../base/ids.js';
import { figuresOf, type HeldClaim, refsOf, type Thing } from '../../view/thing.js';
import { speaksFor } from '../../ask/speaks-for.js';
import { type Evidence } from '../assertion.js';
import { evidenceOf, type Grounds, name } from './grounds.js';
import { personNamed } from './person.js';
import { type Stand, standOf } from './stand.js';
import { sayFigure, sayList } from './wording.js';

export interface Credited {
  readonly held: HeldClaim;
  readonly figure: Figure;
  readonly stand: Stand;
  /** Read in a document of the speaker's own. */
  readonly own: boolean;
  /** The origin the speaker repeats; `null` when the speaker is the origin. */
  readonly repeats: ThingId | null;
}

/** Figures of a thing that the record credits to a speaker. */
export function creditedFigures(
  grounds: Grounds,
  thing: Thing,
  speaker: ThingId,
  letter: Figure,
): Credited[] {
  return figuresOf(thing).flatMap(({ held, figure }): Credited[] => {
    const { claim } = held;
    const own = speaksAs(grounds, claim.source, speaker);
    const at = claim.accordingTo.findIndex((id) => isCredit(grounds, id, speaker));
    if (!own && at === -1) return [];
    const beyond = claim.accordingTo.slice(at + 1).at(-1);
    const relayed = own && at === -1 ? grounds.families.of(claim) : null;
    const repeats =
      beyond ?? (relayed !== null && relayed !== speaker && relayed !== claim.source ? relayed : null);
    return [{ held, figure, stand: standOf(letter, figure), own, repeats }];
  });
}

/** Whether somebody credited is the speaker, a part of it, or a document of theirs. */
export function isCredit(grounds: Grounds, id: ThingId, speaker: ThingId): boolean {
  return speaksAs(grounds, id, speaker) || speaksFor(grounds.file, id).has(speaker);
}

/** Whether a source is the speaker's: written or put out by them, or being them. */
export function speaksAs(grounds: Grounds, source: ThingId, speaker: ThingId): boolean {
  if (source === speaker) return true;
  const thing = grounds.file.things.get(source);
  return (
    thing !== undefined &&
    thing.type === 'Source' &&
    refsOf(thing, 'author').some((author) => speaksFor(grounds.file, author).has(speaker))
  );
}

/** One sentence on what the credited speaker is known to have said; `null` when it is what the letter says. */
export function creditedWords(
  grounds: Grounds,
  speaker: ThingId,
  credited: readonly Credited[],
): string | null {
  const who = name(grounds, speaker);
  if (credited.length === 0)
    return `No document in the record, other than this text, shows ${who} giving this figure.`;
  const relays = credited.filter(({ own }) => !own).map(({ held }) => name(grounds, held.claim.source));
  const through = credited.every(({ own }) => !own)
    ? ` It reaches the record only as relayed by ${sayList(relays, 3)}${senderRelays(grounds, credited) ? ', one of the senders' : ''}.`
    : '';
  const said = credited.find(({ stand }) => stand === 'says') ?? credited[0];
  if (said === undefined) return null;
  const origin = said.repeats === null ? '' : ` ${who} repeats ${name(grounds, said.repeats)}.`;
  const different = said.stand === 'says' ? '' : `${who} is recorded as giving "${sayFigure(said.figure)}".`;
  const words = `${different}${through}${origin}`.trim();
  return words === '' ? null : words;
}

/** Whether what relays it was written by somebody who signs the letter: the senders vouching for themselves. */
export function senderRelays(grounds: Grounds, credited: readonly Credited[]): boolean {
  return credited.some(({ held }) => {
    const source = grounds.file.things.get(held.claim.source);
    const authors = source === undefined ? [] : refsOf(source, 'author');
    return authors.some((author) => signatories(grounds).includes(author));
  });
}

export function signatories(grounds: Grounds): ThingId[] {
  return grounds.assertions.flatMap(({ reading }) =>
    reading.kind === 'office' && reading.place === 'signature'
      ? (personNamed(grounds.file, reading.person)?.id ?? [])
      : [],
  );
}

export function creditedEvidence(grounds: Grounds, credited: readonly Credited[]): Evidence[] {
  return credited.map(({ held, figure }) => evidenceOf(grounds, held, sayFigure(figure)));
}
