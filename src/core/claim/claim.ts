/**
 * A claim: *source S, at this passage, says that thing T has property P with value V*.
 * Nothing else is ever stored as fact.
 */
import { type EdtfDate } from '../base/date.js';
import { type ThingId } from '../base/ids.js';
import { type Value } from '../model/value.js';
import { type TypeName } from '../model/model.js';

/** Where in the source: every part is optional, and none at all reads "locator not recorded". */
export interface Locator {
  readonly page?: string;
  readonly paragraph?: string;
  /** UTF-16 offsets into the source's text, end exclusive. */
  readonly chars?: readonly [number, number];
  /** Position in a recording, `HH:MM:SS`. */
  readonly time?: string;
  readonly row?: string;
  readonly column?: string;
}

export type Stance = 'asserts' | 'denies' | 'cannot-confirm';

/** The admiralty code: the source's reliability A–F, and the information's credibility 1–6. */
export interface Credibility {
  readonly source: 'A' | 'B' | 'C' | 'D' | 'E' | 'F';
  readonly information: '1' | '2' | '3' | '4' | '5' | '6';
  /** The term an importer found, when it was another scale. */
  readonly original?: string;
}

/** `restricted:NAME` is a compartment; `sealed` is readable only by named people's keys. */
export type Audience = 'public' | 'team' | `restricted:${string}` | 'sealed';

/**
 * How we come to hold it: `read` in a stored copy of the source, or `general-knowledge`,
 * which every page shows as unverified until a source is attached.
 */
export type Basis = 'read' | 'general-knowledge';

export interface Claim {
  readonly thing: { readonly type: TypeName; readonly id: ThingId };
  readonly property: string;
  readonly value: Value;
  /** The Source we read it in. */
  readonly source: ThingId;
  /**
   * Whom the passage credits, nearest speaker first; the last is the origin.
   * Empty when the source speaks for itself.
   */
  readonly accordingTo: readonly ThingId[];
  readonly locator: Locator;
  readonly stance: Stance;
  /** When it was said, as far as the source shows. */
  readonly said: EdtfDate | null;
  readonly credibility: Credibility;
  readonly audience: Audience;
  /** The Consent that covers it, when it is about a person. */
  readonly consent: ThingId | null;
  readonly basis: Basis;
  /** A remark of ours on this claim; not what the source says. */
  readonly note: string;
}

/** The body that stands behind a claim: whom the passage credits last, else the source itself. */
export function originOf(claim: Claim): ThingId {
  return claim.accordingTo.at(-1) ?? claim.source;
}
