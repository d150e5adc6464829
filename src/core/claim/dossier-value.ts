/**
 * Words in a dossier file become a value of the kind their property declares, or a problem that says
 * how to write it. Nothing is guessed: a number where words belong is refused, not turned into text.
 */
import { cleanText } from '../base/bytes.js';
import { parseDate } from '../base/date.js';
import { type Figure, type Qualifier } from '../base/figure.js';
import { type FigureOptions, parseFigure } from '../base/figure-words.js';
import { isJsonObject, type Json, type JsonObject } from '../base/json.js';
import { isLanguageTag } from '../base/language.js';
import { parseThingId } from '../base/ids.js';
import { assertNever, fail, ok, type Result } from '../base/result.js';
import { codeLists, termOf } from '../model/codes.js';
import { type PropertyDef } from '../model/define.js';
import { type PlacePrecision, type Value } from '../model/value.js';

const QUALIFIERS: readonly Qualifier[] = [
  'exact',
  'rounded',
  'at-least',
  'more-than',
  'up-to',
  'fewer-than',
  'nearly',
  'about',
  'between',
  'vague',
  'none',
  'presence',
];
const PRECISIONS: readonly PlacePrecision[] = [
  'point',
  'facility',
  'crossing',
  'county',
  'province',
  'country',
];
const URL_FORM = /^https?:\/\/[^\s"'<>\\]+$/;

export interface NamedProperty {
  readonly name: string;
  readonly definition: PropertyDef;
}

/** `null` is a source saying that it is not known, in any kind. */
export function parseValue(raw: Json | undefined, property: PropertyDef, where: string): Result<Value> {
  if (raw === undefined)
    return fail('value-missing', 'The claim has no value.', {
      where,
      fix: 'Give "value"; null says that the source does not know.',
    });
  if (raw === null) return ok({ kind: 'unknown' });
  switch (property.value) {
    case 'text':
      return textValue(raw, where);
    case 'date':
      return dateValue(raw, where);
    case 'figure':
      return figureValue(raw, where);
    case 'point':
      return pointValue(raw, where);
    case 'ref':
      return refValue(raw, where);
    case 'code':
      return codeValue(raw, property.codes ?? '', where);
    case 'file':
      return fileValue(raw, where);
    case 'url':
      return urlValue(raw, where);
    default:
      return assertNever(property.value);
  }
}

/** UTF-16 units; what a source says on one point is shorter, and what is longer is a document. */
export const WORDS_MAX = 20_000;

/** Text that says something: well-formed, NFC, more than blanks and no document. */
export function parseWords(raw: Json | undefined, what: string, where: string): Result<string> {
  if (typeof raw !== 'string' || raw.trim() === '')
    return fail('not-text', `${what} should be text in double quotes.`, { where, fix: 'Write it in words.' });
  if (raw.length > WORDS_MAX)
    return fail('text-too-long', `${what} has ${raw.length} characters; ${WORDS_MAX} are read at most.`, {
      where,
      fix: 'Say what the source says on this point; the document itself is not put here.',
    });
  return cleanText(raw, where);
}

/** Refuses keys nobody reads: a misspelt key would otherwise lose what it says. */
export function unknownKeys(object: JsonObject, known: readonly string[], where: string): Result<void> {
  const strange = Object.keys(object).filter((key) => !known.includes(key));
  if (strange.length === 0) return ok(undefined);
  return fail('unknown-key', `Nothing reads ${strange.map((key) => `"${key.slice(0, 60)}"`).join(', ')}.`, {
    where,
    fix: `Known here: ${known.join(', ')}.`,
  });
}

function textValue(raw: Json, where: string): Result<Value> {
  if (!isJsonObject(raw)) {
    const text = parseWords(raw, 'The value', where);
    return text.ok ? ok({ kind: 'text', text: text.value, lang: 'en' }) : text;
  }
  const keys = unknownKeys(raw, ['text', 'lang'], where);
  if (!keys.ok) return keys;
  const text = parseWords(raw['text'], 'The text', where);
  if (!text.ok) return text;
  const lang = raw['lang'];
  if (typeof lang !== 'string' || !isLanguageTag(lang))
    return fail('bad-language', 'The language of a text is a BCP 47 tag.', {
      where,
      fix: 'Write "ko", "zh-Hans", "en".',
    });
  return ok({ kind: 'text', text: text.value, lang });
}

function dateValue(raw: Json, where: string): Result<Value> {
  if (typeof raw !== 'string')
    return fail('bad-date', 'A date is text in double quotes.', { where, fix: 'Write "2023-10-09".' });
  const date = parseDate(raw, where);
  return date.ok ? ok({ kind: 'date', date: date.value }) : date;
}

function figureValue(raw: Json, where: string): Result<Value> {
  if (typeof raw === 'string') return readFigure(raw, { where });
  if (!isJsonObject(raw))
    return fail('bad-figure', 'A figure needs its words as said.', { where, fix: FIGURE_FIX });
  const keys = unknownKeys(raw, ['low', 'high', 'best', 'qualifier', 'words', 'unit', 'scope'], where);
  if (!keys.ok) return keys;
  const words = parseWords(raw['words'], 'The words of a figure', where);
  if (!words.ok) return words;
  const unit = raw['unit'] === undefined ? ok(null) : parseWords(raw['unit'], 'The unit', where);
  if (!unit.ok) return unit;
  const scope = raw['scope'] === undefined ? ok(null) : parseWords(raw['scope'], 'The scope', where);
  if (!scope.ok) return scope;
  const more = {
    ...(unit.value === null ? {} : { unit: unit.value }),
    ...(scope.value === null ? {} : { scope: scope.value }),
  };
  const stated = ['low', 'high', 'best', 'qualifier'].some((key) => Object.hasOwn(raw, key));
  if (!stated) return readFigure(words.value, { ...more, where });
  const said = statedFigure(raw, words.value, where);
  return said.ok ? ok({ kind: 'figure', figure: { ...said.value, ...more } }) : said;
}

function readFigure(words: string, options: FigureOptions): Result<Value> {
  const clean = cleanText(words, options.where);
  if (!clean.ok) return clean;
  const figure = parseFigure(clean.value, options);
  return figure.ok ? ok({ kind: 'figure', figure: figure.value }) : figure;
}

const FIGURE_FIX =
  'Write "more than 500", or {"words", "low", "high", "qualifier"} with null where there is no limit.';

function statedFigure(raw: JsonObject, words: string, where: string): Result<Figure> {
  const wrong = (message: string) => fail('bad-figure', message, { where, fix: FIGURE_FIX });
  const qualifier = QUALIFIERS.find((name) => name === raw['qualifier']);
  if (qualifier === undefined) return wrong(`The qualifier is one of ${QUALIFIERS.join(', ')}.`);
  const [low, high, best] = [limit(raw['low']), limit(raw['high']), limit(raw['best'] ?? null)];
  if (low === undefined || high === undefined || best === undefined)
    return wrong('"low", "high" and "best" are whole numbers from 0, or null.');
  if (low !== null && high !== null && low > high) return wrong('The low end is above the high end.');
  return ok({ low, high, best, qualifier, words, unit: 'persons', scope: '' });
}

function limit(raw: Json | undefined): number | null | undefined {
  if (raw === null) return null;
  return typeof raw === 'number' && Number.isSafeInteger(raw) && raw >= 0 ? raw : undefined;
}

function pointValue(raw: Json, where: string): Result<Value> {
  const fix = 'Write {"lat": 42.97, "lon": 129.85, "precision": "crossing"} in WGS 84 degrees.';
  if (!isJsonObject(raw)) return fail('bad-point', 'Coordinates are an object.', { where, fix });
  const keys = unknownKeys(raw, ['lat', 'lon', 'precision'], where);
  if (!keys.ok) return keys;
  const { lat, lon } = { lat: raw['lat'], lon: raw['lon'] };
  const precision = PRECISIONS.find((name) => name === raw['precision']);
  const sound = (degrees: Json | undefined, most: number): degrees is number =>
    typeof degrees === 'number' && Math.abs(degrees) <= most;
  if (!sound(lat, 90) || !sound(lon, 180) || precision === undefined)
    return fail('bad-point', 'Coordinates need a latitude, a longitude and a precision.', { where, fix });
  return ok({ kind: 'point', lat, lon, precision });
}

function refValue(raw: Json, where: string): Result<Value> {
  if (typeof raw !== 'string')
    return fail('bad-id', 'The value is the id of a thing, in double quotes.', {
      where,
      fix: 'Use an id such as E-2023-10-09.',
    });
  const id = parseThingId(raw, where);
  return id.ok ? ok({ kind: 'ref', id: id.value }) : id;
}

function codeValue(raw: Json, list: string, where: string): Result<Value> {
  if (typeof raw === 'string' && termOf(list, raw) !== null) return ok({ kind: 'code', term: raw });
  const terms = Object.hasOwn(codeLists, list) ? Object.keys(codeLists[list as keyof typeof codeLists]) : [];
  return fail('bad-code', `The value is not a term of the list "${list}".`, {
    where,
    fix: `Terms: ${terms.join(', ')}.`,
  });
}

function fileValue(raw: Json, where: string): Result<Value> {
  if (typeof raw === 'string' && /^[0-9a-f]{64}$/.test(raw)) return ok({ kind: 'file', sha256: raw });
  return fail('bad-file', 'A file is named by the SHA-256 of its bytes.', {
    where,
    fix: 'Write 64 lower-case hexadecimal digits.',
  });
}

function urlValue(raw: Json, where: string): Result<Value> {
  const object: JsonObject = isJsonObject(raw) ? raw : { url: raw };
  const keys = unknownKeys(object, ['url', 'read'], where);
  if (!keys.ok) return keys;
  const url = object['url'];
  if (typeof url !== 'string' || !URL_FORM.test(url))
    return fail('bad-url', 'An address starts with http:// or https:// and has no blanks or quotes.', {
      where,
      fix: 'Write the address as a browser shows it, blanks as %20.',
    });
  const text = cleanText(url, where);
  if (!text.ok) return text;
  const read = object['read'];
  if (read === undefined || read === null) return ok({ kind: 'url', url: text.value, read: null });
  const day =
    typeof read === 'string' ? parseDate(read, where) : fail('bad-date', 'A date is text.', { where });
  return day.ok ? ok({ kind: 'url', url: text.value, read: day.value.edtf }) : day;
}
