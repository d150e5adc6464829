/** The annex of a form: every source its claims were read in, numbered as it is first cited. */
import { dateText } from '../base/date-text.js';
import { type FrameLanguage } from '../base/language.js';
import { type ClaimId, type ThingId } from '../base/ids.js';
import { type Locator } from '../claim/claim.js';
import { type CaseFile, datesOf, standing, textOf, textsOf } from '../view/thing.js';
import { type FilledField } from './fill.js';

export interface CitedSource {
  readonly number: number;
  /** `null`: it has no title that may be sent. */
  readonly title: string | null;
  readonly publisher: string | null;
  readonly published: string | null;
  readonly symbol: string | null;
  readonly urls: readonly string[];
  /** Ids of the claims read in it, in the order of the form. */
  readonly claims: readonly { readonly id: ClaimId; readonly locator: Locator }[];
}

export function citing(
  fields: readonly FilledField[],
  file: CaseFile,
  lang: FrameLanguage,
): { readonly sources: readonly CitedSource[]; readonly claims: readonly ClaimId[] } {
  const bySource = new Map<ThingId, Map<ClaimId, Locator>>();
  for (const held of fields.flatMap(({ items }) => items.flatMap(({ claims }) => claims))) {
    const { source, locator } = held.claim;
    const claims = bySource.get(source) ?? new Map<ClaimId, Locator>();
    bySource.set(source, claims.set(held.id, locator));
  }
  const sources = [...bySource].map(([id, claims], i): CitedSource => {
    const thing = file.things.get(id);
    const first = (property: string) => (thing === undefined ? null : textOf(thing, property, lang));
    const [published] = thing === undefined ? [] : datesOf(thing, 'published');
    return {
      number: i + 1,
      title: first('title'),
      publisher: first('publisher'),
      published: published === undefined ? null : dateText(published, lang),
      symbol: thing === undefined ? null : (textsOf(thing, 'symbol')[0] ?? null),
      urls:
        thing === undefined
          ? []
          : standing(thing, 'url').flatMap(({ claim }) =>
              claim.value.kind === 'url' ? [claim.value.url] : [],
            ),
      claims: [...claims].map(([claim, locator]) => ({ id: claim, locator })),
    };
  });
  return { sources, claims: [...new Set(sources.flatMap((one) => one.claims.map((claim) => claim.id)))] };
}
