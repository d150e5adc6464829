/**
 * One claim of a dossier file. What a claim leaves out it takes from its thing: the source, whether it
 * was read, when it was said. What neither gives has a default, and credibility that nobody judged is
 * F6, cannot be judged. Facts about one person name their consent, are never public unless the file says
 * so, and no mistake repeats what they say.
 */
import { parseDate, type EdtfDate } from '../base/date.js';
import { parseThingId, type ThingId } from '../base/ids.js';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../base/json.js';
import { type Mistakes } from '../base/mistakes.js';
import { fail, ok, type Result } from '../base/result.js';
import { isAudience } from '../ledger/bodies.js';
import { type TypeName } from '../model/model.js';
import { type Value } from '../model/value.js';
import {
  type Audience,
  type Basis,
  type Claim,
  type Credibility,
  type Locator,
  type Stance,
} from './claim.js';
import { type NamedProperty, parseValue, parseWords, unknownKeys } from './dossier-value.js';

export const claimKeys = [
  'property',
  'value',
  'source',
  'accordingTo',
  'said',
  'locator',
  'stance',
  'credibility',
  'basis',
  'audience',
  'note',
  'lang',
  'consent',
] as const;

/** What the claims of one thing share unless they say otherwise. */
export interface ClaimDefaults {
  readonly source: ThingId | null;
  readonly basis: Basis;
  readonly said: EdtfDate | null;
  readonly credibility: Credibility;
  readonly audience: Audience | null;
  readonly locator: Locator;
  readonly consent: ThingId | null;
}

const NOT_JUDGED: Credibility = { source: 'F', information: '6' };

/** A source's claims about itself are its own, so its id is their default source. */
export function parseDefaults(
  raw: JsonObject,
  id: ThingId,
  type: TypeName,
  where: string,
  mistakes: Mistakes,
): ClaimDefaults {
  const none: ClaimDefaults = {
    source: type === 'Source' ? id : null,
    basis: 'read',
    said: null,
    credibility: NOT_JUDGED,
    audience: null,
    locator: {},
    consent: null,
  };
  return {
    source: parseSource(raw['source'], none.source, where, mistakes),
    basis: mistakes.take(parseBasis(raw['basis'], none.basis, where)) ?? none.basis,
    said: mistakes.take(parseSaid(raw['said'], none.said, where)),
    credibility: mistakes.take(parseCredibility(raw['credibility'], NOT_JUDGED, where)) ?? NOT_JUDGED,
    audience:
      raw['audience'] === undefined ? null : mistakes.take(parseAudienceOf(raw['audience'], where, false)),
    locator: mistakes.take(parseLocator(raw['locator'], none.locator, where)) ?? {},
    consent: parseSource(raw['consent'], null, where, mistakes),
  };
}

interface ClaimPlace {
  readonly id: ThingId;
  readonly type: TypeName;
  readonly property: NamedProperty;
  readonly defaults: ClaimDefaults;
  readonly where: string;
  /** A line of what was recorded: it may be for a compartment. */
  readonly recorded?: boolean;
}

/** Notes every mistake of the claim; `null` when there was one. */
export function parseClaim(raw: JsonObject, place: ClaimPlace, mistakes: Mistakes): Claim | null {
  const { defaults, where, property } = place;
  const before = mistakes.list.length;
  const read = parseValue(withLanguage(raw), property.definition, where);
  const value = mistakes.take(property.definition.personal === true ? discreet(read, where) : read);
  const source = parseSource(raw['source'], defaults.source, where, mistakes);
  if (raw['source'] === undefined && source === null)
    mistakes.take(
      fail('no-source', 'The claim has no source, and its thing gives none.', {
        where,
        fix: 'Name the Source it was read in; use the dossier’s general-knowledge source if there is none.',
      }),
    );
  const accordingTo = parseAccordingTo(raw['accordingTo'], where, mistakes);
  const said = mistakes.take(parseSaid(raw['said'], defaults.said, where));
  const locator = mistakes.take(parseLocator(raw['locator'], defaults.locator, where));
  const stance = mistakes.take(parseStance(raw['stance'], where));
  const credibility = mistakes.take(parseCredibility(raw['credibility'], defaults.credibility, where));
  const basis = mistakes.take(parseBasis(raw['basis'], defaults.basis, where));
  const note = raw['note'] === undefined ? '' : mistakes.take(parseWords(raw['note'], 'The note', where));
  const audience = audienceOf(raw['audience'], place, mistakes);
  if (mistakes.list.length > before) return null;
  if (value === null || source === null || locator === null || stance === null) return null;
  if (credibility === null || basis === null || note === null || audience === null) return null;
  const thing = { type: place.type, id: place.id };
  const consent = parseSource(raw['consent'], consentDefault(place), where, mistakes);
  if (mistakes.list.length > before) return null;
  const rest = { locator, stance, said, credibility, audience, consent, basis, note };
  return { thing, property: property.name, value, source, accordingTo, ...rest };
}

/** `"lang"` beside a plain text value is short for `{ "text", "lang" }`. */
function withLanguage(raw: JsonObject): Json | undefined {
  const lang = raw['lang'];
  return lang === undefined || typeof raw['value'] !== 'string' ? raw['value'] : { text: raw['value'], lang };
}

/** What is wrong with a value, without the value. */
function discreet(read: Result<Value>, where: string): Result<Value> {
  if (read.ok) return read;
  const { kind, fix } = read.problem;
  return fail(kind, 'The value cannot be read; it is about one person, so it is not repeated here.', {
    where,
    ...(fix === undefined ? {} : { fix }),
  });
}

/** The thing's consent is for its facts about a person; a code or a role needs none. */
function consentDefault({ defaults, property }: ClaimPlace): ThingId | null {
  return property.definition.personal === true ? defaults.consent : null;
}

function audienceOf(raw: Json | undefined, place: ClaimPlace, mistakes: Mistakes): Audience | null {
  const otherwise = place.property.definition.personal === true ? 'team' : 'public';
  return raw === undefined
    ? (place.defaults.audience ?? otherwise)
    : mistakes.take(parseAudienceOf(raw, place.where, place.recorded === true));
}

/** `recorded`: of a line that goes into the record itself, where a compartment is kept from those outside it. */
export function parseAudienceOf(raw: Json, where: string, recorded: boolean): Result<Audience> {
  if (raw === 'public' || raw === 'team') return ok(raw);
  if (recorded && typeof raw === 'string' && isAudience(raw)) return ok(raw);
  if (recorded)
    return fail('bad-audience', 'There is no such audience.', {
      where,
      fix: 'The audience is "public", "team" or "restricted:NAME".',
    });
  return fail(
    'bad-audience',
    'A dossier file is readable by whoever has it, so it holds nothing restricted or sealed.',
    {
      where,
      fix: 'The audience is "public" or "team".',
    },
  );
}

function parseSource(raw: Json | undefined, otherwise: ThingId | null, where: string, mistakes: Mistakes) {
  if (raw === undefined) return otherwise;
  return mistakes.take(parseThingId(typeof raw === 'string' ? raw : '', where));
}

function parseAccordingTo(raw: Json | undefined, where: string, mistakes: Mistakes): ThingId[] {
  if (raw === undefined) return [];
  if (!isJsonList(raw)) {
    mistakes.take(
      fail('bad-according-to', '"accordingTo" is a list, nearest speaker first.', {
        where,
        fix: 'Write ["HRW"].',
      }),
    );
    return [];
  }
  return raw.flatMap((item) => {
    const id = mistakes.take(parseThingId(typeof item === 'string' ? item : '', where));
    return id === null ? [] : [id];
  });
}

function parseSaid(
  raw: Json | undefined,
  otherwise: EdtfDate | null,
  where: string,
): Result<EdtfDate | null> {
  if (raw === undefined) return ok(otherwise);
  if (raw === null) return ok(null);
  return parseDate(typeof raw === 'string' ? raw : '', where);
}

function parseBasis(raw: Json | undefined, otherwise: Basis, where: string): Result<Basis> {
  if (raw === undefined) return ok(otherwise);
  if (raw === 'read' || raw === 'general-knowledge') return ok(raw);
  return fail('bad-basis', 'The basis says whether a copy of the source was read.', {
    where,
    fix: 'Write "read" or "general-knowledge".',
  });
}

function parseStance(raw: Json | undefined, where: string): Result<Stance> {
  if (raw === undefined) return ok('asserts');
  if (raw === 'asserts' || raw === 'denies' || raw === 'cannot-confirm') return ok(raw);
  return fail('bad-stance', 'There is no such stance.', {
    where,
    fix: 'Write "asserts", "denies" or "cannot-confirm".',
  });
}

function parseCredibility(raw: Json | undefined, otherwise: Credibility, where: string): Result<Credibility> {
  if (raw === undefined) return ok(otherwise);
  if (isJsonObject(raw)) return translatedCredibility(raw, otherwise, where);
  const code = typeof raw === 'string' ? /^([A-F])([1-6])$/.exec(raw) : null;
  const source = (['A', 'B', 'C', 'D', 'E', 'F'] as const).find((letter) => letter === code?.[1]);
  const information = (['1', '2', '3', '4', '5', '6'] as const).find((digit) => digit === code?.[2]);
  if (source !== undefined && information !== undefined) return ok({ source, information });
  return fail(
    'bad-credibility',
    'Credibility is the admiralty code: reliability A–F, then credibility 1–6.',
    {
      where,
      fix: 'Write "B2"; "F6" when it cannot be judged.',
    },
  );
}

/** Credibility on another scale, with the term it had there. */
function translatedCredibility(raw: JsonObject, otherwise: Credibility, where: string): Result<Credibility> {
  const keys = unknownKeys(raw, ['code', 'original'], where);
  if (!keys.ok) return keys;
  const code = parseCredibility(raw['code'] ?? '', otherwise, where);
  if (!code.ok) return code;
  const original = parseWords(raw['original'], 'The original term', where);
  return original.ok ? ok({ ...code.value, original: original.value }) : original;
}

function parseLocator(raw: Json | undefined, otherwise: Locator, where: string): Result<Locator> {
  if (raw === undefined) return ok(otherwise);
  const wrong = (message: string) =>
    fail('bad-locator', message, { where, fix: 'Write {"page": "3"}, {"paragraph": "46"} or leave it out.' });
  if (!isJsonObject(raw)) return wrong('A locator is an object.');
  const keys = unknownKeys(raw, ['page', 'paragraph', 'chars', 'time', 'row', 'column'], where);
  if (!keys.ok) return keys;
  const locator: { -readonly [K in keyof Locator]: Locator[K] } = {};
  for (const part of ['page', 'paragraph', 'time', 'row', 'column'] as const) {
    const said = raw[part];
    if (said === undefined) continue;
    const words = parseWords(typeof said === 'number' ? String(said) : said, `The ${part}`, where);
    if (!words.ok) return words;
    locator[part] = words.value;
  }
  const chars = raw['chars'];
  if (chars === undefined) return ok(locator);
  const [start, end] = isJsonList(chars) && chars.length === 2 ? chars : [];
  if (!isOffset(start) || !isOffset(end) || end <= start)
    return wrong('"chars" is [start, end], in UTF-16 units.');
  return ok({ ...locator, chars: [start, end] });
}

function isOffset(raw: Json | undefined): raw is number {
  return typeof raw === 'number' && Number.isSafeInteger(raw) && raw >= 0;
}
