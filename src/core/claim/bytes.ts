/** A claim's canonical bytes: version 1, fields in the order below. Format and vectors: `docs/formats/bytes.md`. */
import { parseDate, type EdtfDate } from '../base/date.js';
import { FieldReader, FieldWriter } from '../base/bytes.js';
import { type Figure, type Qualifier } from '../base/figure.js';
import { unwrap } from '../base/result.js';
import { isTypeName } from '../model/model.js';
import { type PlacePrecision, type Value } from '../model/value.js';
import { assertNever } from '../base/result.js';
import { type Audience, type Claim, type Credibility, type Locator, type Stance } from './claim.js';

export const CLAIM_VERSION = 1;

export function claimToBytes(claim: Claim): Uint8Array {
  const w = new FieldWriter(CLAIM_VERSION);
  w.text(claim.thing.type).text(claim.thing.id).text(claim.property);
  w.text(claim.value.kind).list(valueFields(claim.value));
  w.text(claim.source).list(claim.accordingTo);
  w.list(locatorFields(claim.locator));
  w.text(claim.stance).text(claim.said?.edtf ?? '');
  w.text(claim.credibility.source)
    .text(claim.credibility.information)
    .text(claim.credibility.original ?? '');
  w.text(claim.audience)
    .text(claim.consent ?? '')
    .text(claim.basis)
    .text(claim.note);
  return w.finish();
}

/** Throws on bytes `claimToBytes` cannot have written: that is damage, which `fsck` names. */
export function claimFromBytes(bytes: Uint8Array): Claim {
  const r = new FieldReader(bytes);
  if (r.version !== CLAIM_VERSION) throw new Error(`Damaged or newer claim: version ${r.version}`);
  const type = r.text();
  if (!isTypeName(type)) throw new Error('Damaged claim: no such type');
  const thing = { type, id: r.text() };
  const property = r.text();
  const value = valueFromFields(r.text(), r.list());
  const source = r.text();
  const accordingTo = r.list();
  const locator = locatorFromFields(r.list());
  const stance = r.text() as Stance;
  const said = dateOrNull(r.text());
  const [reliability, information, original] = [r.text(), r.text(), r.text()];
  const credibility = {
    source: reliability as Credibility['source'],
    information: information as Credibility['information'],
    ...(original === '' ? {} : { original }),
  };
  const audience = r.text() as Audience;
  const consent = r.text();
  const basis = r.text() as Claim['basis'];
  const note = r.text();
  r.end();
  return {
    thing,
    property,
    value,
    source,
    accordingTo,
    locator,
    stance,
    said,
    credibility,
    audience,
    consent: consent === '' ? null : consent,
    basis,
    note,
  };
}

/**
 * What is said, about what, by which source, where: the fields that make two claims the same
 * statement. The ledger keys these bytes to find repetition; they are never published.
 */
export function statementBytes(claim: Claim): Uint8Array {
  const w = new FieldWriter(CLAIM_VERSION);
  w.text(claim.thing.type).text(claim.thing.id).text(claim.property);
  w.text(claim.value.kind).list(valueFields(claim.value));
  w.text(claim.source).list(claim.accordingTo).list(locatorFields(claim.locator)).text(claim.stance);
  return w.finish();
}

function dateOrNull(edtf: string): EdtfDate | null {
  return edtf === '' ? null : unwrap(parseDate(edtf));
}

function valueFields(value: Value): string[] {
  switch (value.kind) {
    case 'text':
      return [value.text, value.lang];
    case 'date':
      return [value.date.edtf];
    case 'figure':
      return figureFields(value.figure);
    case 'point':
      return [String(value.lat), String(value.lon), value.precision];
    case 'ref':
      return [value.id];
    case 'code':
      return [value.term];
    case 'file':
      return [value.sha256];
    case 'url':
      return [value.url, value.read ?? ''];
    case 'unknown':
      return [];
    default:
      return assertNever(value);
  }
}

function figureFields(figure: Figure): string[] {
  const number = (n: number | null) => (n === null ? '' : String(n));
  return [
    number(figure.low),
    number(figure.high),
    number(figure.best),
    figure.qualifier,
    figure.words,
    figure.unit,
    figure.scope,
  ];
}

function valueFromFields(kind: string, fields: readonly string[]): Value {
  const at = (i: number): string => {
    const field = fields[i];
    if (field === undefined) throw new Error('Damaged claim: a value lacks a field');
    return field;
  };
  const number = (i: number) => (at(i) === '' ? null : Number(at(i)));
  switch (kind) {
    case 'text':
      return { kind, text: at(0), lang: at(1) };
    case 'date':
      return { kind, date: unwrap(parseDate(at(0))) };
    case 'figure':
      return {
        kind,
        figure: {
          low: number(0),
          high: number(1),
          best: number(2),
          qualifier: at(3) as Qualifier,
          words: at(4),
          unit: at(5),
          scope: at(6),
        },
      };
    case 'point':
      return { kind, lat: Number(at(0)), lon: Number(at(1)), precision: at(2) as PlacePrecision };
    case 'ref':
      return { kind, id: at(0) };
    case 'code':
      return { kind, term: at(0) };
    case 'file':
      return { kind, sha256: at(0) };
    case 'url':
      return { kind, url: at(0), read: at(1) === '' ? null : at(1) };
    case 'unknown':
      return { kind };
    default:
      throw new Error('Damaged claim: no such kind of value');
  }
}

function locatorFields(locator: Locator): string[] {
  const chars = locator.chars === undefined ? '' : `${locator.chars[0]}-${locator.chars[1]}`;
  return [
    locator.page ?? '',
    locator.paragraph ?? '',
    chars,
    locator.time ?? '',
    locator.row ?? '',
    locator.column ?? '',
  ];
}

function locatorFromFields(fields: readonly string[]): Locator {
  const [page, paragraph, chars, time, row, column] = fields;
  const span = /^(\d+)-(\d+)$/.exec(chars ?? '');
  return {
    ...(page ? { page } : {}),
    ...(paragraph ? { paragraph } : {}),
    ...(span ? { chars: [Number(span[1]), Number(span[2])] as const } : {}),
    ...(time ? { time } : {}),
    ...(row ? { row } : {}),
    ...(column ? { column } : {}),
  };
}
