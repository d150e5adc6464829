/**
 * A claim as JSON words that say everything of it, and can be read back to the same claim: one line of our
 * own JSON Lines. Format: `docs/formats/export.md`.
 */
import { type Json, type JsonObject } from '../base/json.js';
import { assertNever } from '../base/result.js';
import { type Claim, type Locator } from '../claim/claim.js';
import { type Value } from '../model/value.js';

/** Defaults are left out, so that a line says what is particular. */
export function claimWords(claim: Claim): JsonObject {
  const { credibility, locator } = claim;
  const code = `${credibility.source}${credibility.information}`;
  return {
    thing: claim.thing.id,
    type: claim.thing.type,
    property: claim.property,
    value: valueWords(claim.value),
    source: claim.source,
    ...(claim.accordingTo.length === 0 ? {} : { accordingTo: claim.accordingTo }),
    ...(claim.said === null ? {} : { said: claim.said.edtf }),
    ...(Object.keys(locator).length === 0 ? {} : { locator: locatorWords(locator) }),
    ...(claim.stance === 'asserts' ? {} : { stance: claim.stance }),
    credibility: credibility.original === undefined ? code : { code, original: credibility.original },
    basis: claim.basis,
    audience: claim.audience,
    ...(claim.consent === null ? {} : { consent: claim.consent }),
    ...(claim.note === '' ? {} : { note: claim.note }),
  };
}

function locatorWords({ chars, ...parts }: Locator): JsonObject {
  return { ...parts, ...(chars === undefined ? {} : { chars }) };
}

export function valueWords(value: Value): Json {
  switch (value.kind) {
    case 'text':
      return { text: value.text, lang: value.lang };
    case 'date':
      return value.date.edtf;
    case 'figure': {
      const { low, high, best, qualifier, words, unit, scope } = value.figure;
      return { words, low, high, best, qualifier, unit, ...(scope === '' ? {} : { scope }) };
    }
    case 'point':
      return { lat: value.lat, lon: value.lon, precision: value.precision };
    case 'ref':
      return value.id;
    case 'code':
      return value.term;
    case 'file':
      return value.sha256;
    case 'url':
      return value.read === null ? value.url : { url: value.url, read: value.read };
    case 'unknown':
      return null;
    default:
      return assertNever(value);
  }
}
