/** Where accounts of one event differ, other than in the number: each value with who stands behind it. */
import { byText } from '../../core/base/ids.js';
import { originOf } from '../../core/claim/claim.js';
import { model } from '../../core/model/model.js';
import { type HeldClaim, standing, type Thing } from '../../core/view/thing.js';
import { type Desk } from '../desk.js';
import { labelled, word } from '../frame.js';
import { ClaimLine } from '../parts/cite.js';
import { ThingLink } from '../parts/names.js';
import { ValueText } from '../parts/value.js';

/** Claims that say the same thing, together. */
export function byValue(claims: readonly HeldClaim[]): HeldClaim[][] {
  const groups = new Map<string, HeldClaim[]>();
  for (const held of claims) {
    const key = JSON.stringify(held.claim.value);
    groups.set(key, [...(groups.get(key) ?? []), held]);
  }
  return [...groups.values()];
}

const contested = ['date', 'time', 'kind', 'from', 'to', 'composition', 'superlative'];

/** What one account says and another does not: each value with who stands behind it. */
export function Differences({ desk, event }: { readonly desk: Desk; readonly event: Thing }) {
  const { frame } = desk;
  const rows = contested.flatMap((name) => {
    const property = model[event.type].properties[name];
    const values = byValue(standing(event, name));
    return property === undefined || values.length < 2 ? [] : [{ property, values }];
  });
  const places = placesByOrigin(event);
  if (rows.length === 0 && places.length < 2) return null;
  return (
    <section>
      <h2>{word(frame, 'event.differ')}</h2>
      <table class="claims-table stack">
        <tbody>
          {rows.map(({ property, values }) => (
            <tr>
              <th scope="row">{labelled(frame, property.label)}</th>
              <td>
                <ul class="claims">
                  {values.flat().map((held) => (
                    <ClaimLine desk={desk} held={held} />
                  ))}
                </ul>
              </td>
            </tr>
          ))}
          {places.length < 2 ? null : (
            <tr>
              <th scope="row">
                {labelled(frame, model.Event.properties['place']?.label ?? model.Place.label)}
              </th>
              <td>
                <ul class="claims">
                  {places.map(({ origin, claims }) => (
                    <li class="claim">
                      {claims.map((held, i) => (
                        <>
                          {i === 0 ? null : ', '}
                          <ValueText desk={desk} claim={held.claim} />
                        </>
                      ))}{' '}
                      <span class="quiet">
                        — <ThingLink desk={desk} id={origin} />
                      </span>
                    </li>
                  ))}
                </ul>
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </section>
  );
}

/** The places each origin names, when two origins do not name the same ones. */
function placesByOrigin(event: Thing): { readonly origin: string; readonly claims: readonly HeldClaim[] }[] {
  const groups = new Map<string, HeldClaim[]>();
  for (const held of standing(event, 'place')) {
    if (held.claim.basis === 'general-knowledge') continue;
    const origin = originOf(held.claim);
    groups.set(origin, [...(groups.get(origin) ?? []), held]);
  }
  const named = (claims: readonly HeldClaim[]) =>
    [...new Set(claims.map((held) => JSON.stringify(held.claim.value)))].sort(byText).join();
  const distinct = new Set([...groups.values()].map(named));
  return distinct.size < 2 ? [] : [...groups].map(([origin, claims]) => ({ origin, claims }));
}
