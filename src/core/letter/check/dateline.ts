/**
 * The 1951 Convention by its own words reaches events before 1 January 1951; its Protocol of 1967
 * takes the limit away. A letter about later events that cites the Convention alone leaves the door open.
 */
import { binding } from '../../law/binding.js';
import { type Instrument } from '../../law/reference.js';
import { type Grounds } from './grounds.js';
import { letterDay, theTitle } from './treaty.js';
import { sayDate, sayDay } from './wording.js';

export interface Dateline {
  readonly why: string;
  /** The passage with the Protocol beside the Convention; `null` where it cannot be put in safely. */
  readonly write: string | null;
}

/** What to add when only the Convention is cited; `null` when the Protocol stands beside it or is not known. */
export function dateline(
  grounds: Grounds,
  cited: readonly Instrument[],
  state: { readonly id: string; readonly name: string } | null,
  text: string,
): Dateline | null {
  const convention = cited.find(({ id }) => id === 'REFUGEE-1951');
  const carrier = [...grounds.law.instruments.values()].find(
    ({ carries }) => carries?.instrument === 'REFUGEE-1951',
  );
  if (convention === undefined || carrier === undefined || cited.some(({ id }) => id === carrier.id))
    return null;
  const bound =
    state === null
      ? null
      : binding(
          { state: state.id, instrument: carrier.id, provision: null, on: letterDay(grounds) },
          grounds.law,
        );
  if (bound !== null && bound.bound !== 'yes') return null;
  const since = bound?.since ?? null;
  const when =
    since === null ? '' : ` since ${/^\d{4}-\d{2}-\d{2}$/.test(since) ? sayDay(since) : sayDate(since)}`;
  const binds = state === null || bound === null ? '' : `, and has bound ${state.name}${when}`;
  const words =
    /\bthe (?:[\w.-]+ ){0,4}?Convention\b(?!s? (?:against|on|for|and|or|relating)\b)|^(?:1951 )?(?:Refugee )?Convention\b(?! (?:against|on|and|relating))/i.exec(
      text,
    )?.[0];
  return {
    why: `By its own words the Convention reaches events before 1951 only; ${theTitle(carrier)} carries it to later ones${binds}.`,
    write: words === undefined ? null : text.replace(words, `${words} and its 1967 Protocol`),
  };
}
