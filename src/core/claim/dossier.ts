/**
 * The door for dossier folders: files in, claims out, or every mistake at once.
 *
 * A dossier is read whole or not at all. Each mistake names its file, thing, claim and property, says
 * why, and says what to write instead. Format: `docs/formats/dossier.md`.
 */
import { cleanText, fromHex } from '../base/bytes.js';
import { parseDate, type EdtfDate } from '../base/date.js';
import { type DossierId, parseDossierId, parseThingId, type ThingId } from '../base/ids.js';
import { isJsonList, isJsonObject, type Json, type JsonObject, parseJson } from '../base/json.js';
import { Mistakes } from '../base/mistakes.js';
import { fail, ok, type Problem, type Result } from '../base/result.js';
import { isTypeName, model, typeNames, type TypeName } from '../model/model.js';
import { type DossierInfo } from '../view/thing.js';
import { type Claim } from './claim.js';
import { type ClaimDefaults, claimKeys, parseClaim, parseDefaults } from './dossier-claim.js';
import { checkDossier, type DossierThing, type PlacedClaim } from './dossier-check.js';
import { checkConsents, CONSENTS, type DossierConsent, parseConsents } from './dossier-consent.js';
import { type NamedProperty, parseWords, unknownKeys } from './dossier-value.js';

export interface DossierFile {
  /** The name inside the folder: `events.json`. */
  readonly name: string;
  readonly text: string;
}

export type { DossierThing, PlacedClaim } from './dossier-check.js';

export interface Dossier {
  readonly info: DossierInfo;
  /** 32 public bytes that salt the claims, so that everyone's copy agrees on their ids. */
  readonly seed: Uint8Array;
  readonly things: readonly DossierThing[];
  readonly consents: readonly DossierConsent[];
}

/** Every claim, in the order of the files. */
export function claimsOf(dossier: Dossier): Claim[] {
  return dossier.things.flatMap((thing) => thing.claims.map((placed) => placed.claim));
}

const HEAD = 'dossier.json';
const HEAD_KEYS = [
  'id',
  'title',
  'summary',
  'returningStates',
  'originStates',
  'period',
  'invented',
  'seed',
  'files',
] as const;
const THING_KEYS = [
  'thing',
  'type',
  'source',
  'basis',
  'said',
  'credibility',
  'audience',
  'locator',
  'consent',
  'claims',
];

/** Reads `dossier.json` and the files it lists. All of the folder's `.json` files must be handed in. */
export function parseDossier(files: readonly DossierFile[]): Result<Dossier, readonly Problem[]> {
  const mistakes = new Mistakes();
  const byName = new Map(files.map((file) => [file.name, file]));
  const headFile = byName.get(HEAD);
  if (headFile === undefined)
    mistakes.take(fail('no-dossier', `The folder has no ${HEAD}.`, { fix: `Add ${HEAD}; see the format.` }));
  const head = headFile === undefined ? null : parseHead(headFile, mistakes);
  const listed = head?.files ?? [];
  for (const name of byName.keys())
    if (head !== null && name !== HEAD && name !== CONSENTS && !listed.includes(name))
      mistakes.take(
        fail('file-not-listed', 'The file is in the folder but not listed.', {
          where: name,
          fix: `List it under "files" in ${HEAD}, or remove it.`,
        }),
      );
  const read = listed.map((name): DossierThing[] | null => {
    const file = byName.get(name);
    if (file !== undefined) return parseThings(file, mistakes);
    return mistakes.take(
      fail('file-missing', `"${name}" is listed but not in the folder.`, {
        where: HEAD,
        fix: 'Add the file.',
      }),
    );
  });
  const things = read.flatMap((part) => part ?? []);
  const consentFile = byName.get(CONSENTS);
  const consents = consentFile === undefined ? [] : parseConsents(consentFile.text, mistakes);
  // With a file unread, every name in it would be reported as leading nowhere.
  if (head !== null && !read.includes(null)) {
    checkDossier(head.info, things, mistakes);
    if (consents !== null) checkConsents(things, consents, mistakes);
  }
  if (head === null || mistakes.list.length > 0) return { ok: false, problem: mistakes.list };
  return ok({ info: head.info, seed: head.seed, things, consents: consents ?? [] });
}

interface Head {
  readonly info: DossierInfo;
  readonly seed: Uint8Array;
  readonly files: readonly string[];
}

function parseHead(file: DossierFile, mistakes: Mistakes): Head | null {
  const json = mistakes.take(parseJson(file.text, HEAD));
  if (json === null) return null;
  if (!isJsonObject(json))
    return mistakes.take(
      fail('bad-dossier', `${HEAD} holds one object.`, { where: HEAD, fix: 'See the format.' }),
    );
  mistakes.take(unknownKeys(json, HEAD_KEYS, HEAD));
  const at = (key: string) => `${HEAD}, ${key}`;
  const id: DossierId | null = mistakes.take(
    parseDossierId(typeof json['id'] === 'string' ? json['id'] : '', at('id')),
  );
  const title = parseLabel(json['title'], at('title'), mistakes);
  const summary = parseLabel(json['summary'], at('summary'), mistakes);
  const returningStates = parseIds(json['returningStates'], at('returningStates'), mistakes);
  const originStates = parseIds(json['originStates'], at('originStates'), mistakes);
  const files = parseFileNames(json['files'], at('files'), mistakes);
  const seed = mistakes.take(parseSeed(json['seed'], at('seed')));
  const invented = json['invented'];
  if (typeof invented !== 'boolean')
    mistakes.take(
      fail('bad-dossier', '"invented" is true or false.', {
        where: at('invented'),
        fix: 'Write false for what happened, true for an example.',
      }),
    );
  const raw = json['period'] ?? null;
  const period: EdtfDate | null =
    raw === null ? null : mistakes.take(parseDate(typeof raw === 'string' ? raw : '', at('period')));
  if (id === null || title === null || summary === null || seed === null || typeof invented !== 'boolean')
    return null;
  return { info: { id, title, summary, returningStates, originStates, period, invented }, seed, files };
}

function parseLabel(
  raw: Json | undefined,
  where: string,
  mistakes: Mistakes,
): { en: string; ko: string } | null {
  if (!isJsonObject(raw))
    return mistakes.take(
      fail('bad-dossier', 'A text in both languages is needed.', { where, fix: 'Write {"en": …, "ko": …}.' }),
    );
  mistakes.take(unknownKeys(raw, ['en', 'ko'], where));
  const en = mistakes.take(parseWords(raw['en'], 'The English text', where));
  const ko = mistakes.take(parseWords(raw['ko'], 'The Korean text', where));
  return en === null || ko === null ? null : { en, ko };
}

function parseIds(raw: Json | undefined, where: string, mistakes: Mistakes): ThingId[] {
  if (isJsonList(raw) && raw.length > 0)
    return raw.flatMap((item) => {
      const id = mistakes.take(parseThingId(typeof item === 'string' ? item : '', where));
      return id === null ? [] : [id];
    });
  mistakes.take(fail('bad-dossier', 'A list of State ids is needed.', { where, fix: 'Write ["CHN"].' }));
  return [];
}

function parseFileNames(raw: Json | undefined, where: string, mistakes: Mistakes): string[] {
  const names = isJsonList(raw) ? raw : [];
  const good = names
    .filter((name) => typeof name === 'string')
    .filter((name) => /^[a-z0-9][a-z0-9-]*\.json$/.test(name));
  if (
    names.length === 0 ||
    good.length < names.length ||
    new Set(good).size < good.length ||
    good.includes(HEAD)
  )
    mistakes.take(
      fail('bad-files', '"files" lists the other files, each once, by plain lower-case names.', {
        where,
        fix: 'Write ["sources.json", "events.json"]; no folders.',
      }),
    );
  // The consents are read by their name, listed or not.
  return [...new Set(good)].filter((name) => name !== HEAD && name !== CONSENTS);
}

function parseSeed(raw: Json | undefined, where: string): Result<Uint8Array> {
  const bytes = fromHex(typeof raw === 'string' ? raw : '');
  if (bytes.ok && bytes.value.length === 32) return bytes;
  return fail('bad-seed', 'The seed is 32 bytes.', {
    where,
    fix: 'Write 64 random lower-case hexadecimal digits.',
  });
}

function parseThings(file: DossierFile, mistakes: Mistakes): DossierThing[] | null {
  const json = mistakes.take(parseJson(file.text, file.name));
  if (json === null) return null;
  if (!isJsonList(json))
    return mistakes.take(
      fail('bad-file', 'The file holds a list of things.', { where: file.name, fix: 'Write [ … ].' }),
    );
  return json.flatMap((item, index) => {
    const thing = parseThing(item, `${file.name}, item ${index + 1}`, file.name, mistakes);
    return thing === null ? [] : [thing];
  });
}

function parseThing(raw: Json, item: string, file: string, mistakes: Mistakes): DossierThing | null {
  if (!isJsonObject(raw))
    return mistakes.take(
      fail('bad-thing', 'A thing is an object.', { where: item, fix: 'Write { "thing": … }.' }),
    );
  const id = mistakes.take(parseThingId(typeof raw['thing'] === 'string' ? raw['thing'] : '', item));
  const where = id === null ? item : `${file}, ${id}`;
  mistakes.take(unknownKeys(raw, THING_KEYS, where));
  const type = typeof raw['type'] === 'string' && isTypeName(raw['type']) ? raw['type'] : null;
  if (type === null)
    mistakes.take(
      fail('bad-type', 'There is no such type of thing.', { where, fix: `Types: ${typeNames.join(', ')}.` }),
    );
  if (type === 'Consent')
    return mistakes.take(
      fail('consent-as-thing', 'A consent is recorded as such, not by claims about it.', {
        where,
        fix: `Put it into ${CONSENTS}.`,
      }),
    );
  const claims = raw['claims'];
  if (!isJsonList(claims) || claims.length === 0)
    return mistakes.take(
      fail('no-claims', 'A thing is what is claimed about it, and nothing is.', {
        where,
        fix: 'Add "claims".',
      }),
    );
  if (id === null || type === null) return null;
  const defaults = parseDefaults(raw, id, type, where, mistakes);
  return {
    id,
    type,
    where,
    claims: claims.flatMap((claim, index) =>
      parsePlaced(claim, { id, type, defaults, where, index }, mistakes),
    ),
  };
}

interface Place {
  readonly id: ThingId;
  readonly type: TypeName;
  readonly defaults: ClaimDefaults;
  readonly where: string;
  readonly index: number;
}

function parsePlaced(raw: Json, place: Place, mistakes: Mistakes): PlacedClaim[] {
  const number = `${place.where}, claim ${place.index + 1}`;
  if (!isJsonObject(raw)) {
    mistakes.take(
      fail('bad-claim', 'A claim is an object.', { where: number, fix: 'Write { "property": … }.' }),
    );
    return [];
  }
  const found = propertyOf(raw, place.type, number);
  if (!found.ok) {
    mistakes.take(found);
    return [];
  }
  const where = `${number} (${found.value.name})`;
  mistakes.take(unknownKeys(raw, claimKeys, where));
  const claim = parseClaim(raw, { ...place, property: found.value, where }, mistakes);
  return claim === null ? [] : [{ claim, where }];
}

function propertyOf(raw: JsonObject, type: TypeName, where: string): Result<NamedProperty> {
  const properties = model[type].properties;
  const name = raw['property'];
  const definition =
    typeof name === 'string' && Object.hasOwn(properties, name) ? properties[name] : undefined;
  if (typeof name === 'string' && definition !== undefined) return ok({ name, definition });
  const shown = typeof name === 'string' ? cleanText(name.slice(0, 60)) : null;
  return fail(
    'bad-property',
    `${type} has no property${shown?.ok === true ? ` "${shown.value}"` : ' of that name'}.`,
    { where, fix: `Properties: ${Object.keys(properties).join(', ')}.` },
  );
}
