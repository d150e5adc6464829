/**
 * One line of what is recorded, read back: a claim, a consent, a judgement, an amendment, or what a dossier
 * says of itself. Whatever comes from a file comes through here, so a hostile line is refused with its reason.
 */
import { parseDate } from '../base/date.js';
import { parseDossierId, parseThingId, type ThingId } from '../base/ids.js';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../base/json.js';
import { Mistakes } from '../base/mistakes.js';
import { fail, ok, type Problem, type Result } from '../base/result.js';
import { type Audience, type Claim } from '../claim/claim.js';
import { claimKeys, parseAudienceOf, parseClaim, parseDefaults } from '../claim/dossier-claim.js';
import { type DossierConsent, parseConsent } from '../claim/dossier-consent.js';
import { parseWords, unknownKeys } from '../claim/dossier-value.js';
import { type AmendAction } from '../ledger/bodies.js';
import { isTypeName, model, typeNames } from '../model/model.js';
import { type DossierInfo, type IndependenceJudgement } from '../view/thing.js';

export type Line =
  | { readonly record: 'claim'; readonly claim: Claim }
  | { readonly record: 'consent'; readonly consent: DossierConsent }
  | {
      readonly record: 'judgement';
      readonly judgement: IndependenceJudgement;
      readonly audience: Audience;
    }
  | {
      readonly record: 'amendment';
      readonly of: Claim;
      readonly action: AmendAction;
      readonly replacement: Claim | null;
      readonly why: string;
      /** Who said so, when, where it came from: kept in the reason. */
      readonly id: string;
    }
  | { readonly record: 'dossier'; readonly info: DossierInfo };

/** Written by an export to tell where a line came from; an import makes its own. */
const TOLD = ['record', 'id', 'seq', 'at', 'by', 'standing'] as const;

/** Every mistake of the line. */
export function parseLine(raw: Json): Result<Line, readonly Problem[]> {
  const mistakes = new Mistakes();
  const line = isJsonObject(raw) ? lineOf(raw, mistakes) : notLine(mistakes);
  if (line !== null && mistakes.list.length === 0) return ok(line);
  return { ok: false, problem: mistakes.list };
}

function notLine(mistakes: Mistakes): null {
  return mistakes.take(
    fail('bad-line', 'The line is no object.', { fix: 'Write { "record": "claim", … }.' }),
  );
}

function lineOf(raw: JsonObject, mistakes: Mistakes): Line | null {
  const { record } = raw;
  switch (typeof record === 'string' ? record : '') {
    case 'claim': {
      const claim = claimOf(raw, mistakes);
      return claim === null ? null : { record: 'claim', claim };
    }
    case 'consent': {
      const consent = parseConsent(without(raw, TOLD), '', mistakes);
      return consent === null ? null : { record: 'consent', consent };
    }
    case 'judgement':
      return judgementOf(raw, mistakes);
    case 'amendment':
      return amendmentOf(raw, mistakes);
    case 'dossier':
      return dossierOf(raw, mistakes);
    default:
      return mistakes.take(
        fail('bad-line', 'The line does not say what it records.', {
          fix: 'Set "record" to claim, consent, judgement, amendment or dossier; for another format name its mapping with --map.',
        }),
      );
  }
}

function without(raw: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(raw).filter(([key]) => !keys.includes(key)));
}

/** A claim in words, with its thing and type beside. */
function claimOf(raw: JsonObject, mistakes: Mistakes): Claim | null {
  mistakes.take(unknownKeys(raw, [...TOLD, 'thing', 'type', ...claimKeys], ''));
  const id = idIn(raw, 'thing', mistakes);
  const type = typeof raw['type'] === 'string' && isTypeName(raw['type']) ? raw['type'] : null;
  if (type === null || type === 'Consent') {
    mistakes.take(
      fail('bad-type', 'There is no such type of thing to claim anything about.', {
        fix: `Types: ${typeNames.filter((name) => name !== 'Consent').join(', ')}.`,
      }),
    );
    return null;
  }
  const { properties } = model[type];
  const name = typeof raw['property'] === 'string' ? raw['property'] : '';
  const definition = Object.hasOwn(properties, name) ? properties[name] : undefined;
  if (definition === undefined) {
    mistakes.take(
      fail('bad-property', `${type} has no property of that name.`, {
        fix: `Properties: ${Object.keys(properties).join(', ')}.`,
      }),
    );
    return null;
  }
  if (id === null) return null;
  const defaults = parseDefaults(EMPTY, id, type, '', mistakes);
  return parseClaim(
    raw,
    { id, type, property: { name, definition }, defaults, where: '', recorded: true },
    mistakes,
  );
}

const EMPTY: JsonObject = {};

function idIn(raw: JsonObject, key: string, mistakes: Mistakes): ThingId | null {
  const value = raw[key];
  return mistakes.take(parseThingId(typeof value === 'string' ? value : '', key));
}

function judgementOf(raw: JsonObject, mistakes: Mistakes): Line | null {
  mistakes.take(unknownKeys(raw, [...TOLD, 'kind', 'about', 'origins', 'judge', 'why', 'audience'], ''));
  const about = idIn(raw, 'about', mistakes);
  const origins = idsIn(raw, 'origins', mistakes);
  const by = mistakes.take(parseWords(raw['judge'], 'Who judged', ''));
  const why = mistakes.take(parseWords(raw['why'], 'The reason', ''));
  const audience = mistakes.take(parseAudienceOf(raw['audience'] ?? 'team', '', true));
  if (about === null || by === null || why === null || audience === null) return null;
  return { record: 'judgement', judgement: { about, origins, by, why }, audience };
}

function idsIn(raw: JsonObject, key: string, mistakes: Mistakes): ThingId[] {
  const list = raw[key];
  if (!isJsonList(list)) {
    mistakes.take(fail('bad-line', `"${key}" is a list of ids.`, { fix: 'Write ["A", "B"].' }));
    return [];
  }
  return list.flatMap((item) => mistakes.take(parseThingId(typeof item === 'string' ? item : '', key)) ?? []);
}

const ACTIONS: readonly AmendAction[] = ['retract', 'correct', 'dispute', 'reinstate'];

function amendmentOf(raw: JsonObject, mistakes: Mistakes): Line | null {
  mistakes.take(unknownKeys(raw, [...TOLD, 'of', 'action', 'replacement', 'why'], ''));
  const of = claimIn(raw['of'], mistakes);
  const action = ACTIONS.find((one) => one === raw['action']);
  const replacement = raw['replacement'] === undefined ? null : claimIn(raw['replacement'], mistakes);
  const why = mistakes.take(parseWords(raw['why'], 'The reason', ''));
  const id = typeof raw['id'] === 'string' ? raw['id'].slice(0, 64) : '';
  if (action === undefined || (action === 'correct') !== (raw['replacement'] !== undefined)) {
    mistakes.take(
      fail('bad-amendment', 'The amendment does not say what it does.', {
        fix: `"action" is ${ACTIONS.join(', ')}; "correct" alone has a "replacement".`,
      }),
    );
    return null;
  }
  if (of === null || why === null) return null;
  return { record: 'amendment', of, action, replacement, why, id };
}

function claimIn(raw: Json | undefined, mistakes: Mistakes): Claim | null {
  if (isJsonObject(raw)) return claimOf(raw, mistakes);
  return mistakes.take(
    fail('bad-amendment', 'An amendment holds the claim it amends.', { fix: 'Write "of": { … }.' }),
  );
}

function dossierOf(raw: JsonObject, mistakes: Mistakes): Line | null {
  const keys = ['dossier', 'title', 'summary', 'returningStates', 'originStates', 'period', 'invented'];
  mistakes.take(unknownKeys(raw, [...TOLD, 'format', 'asOf', ...keys], ''));
  const id = mistakes.take(parseDossierId(typeof raw['dossier'] === 'string' ? raw['dossier'] : ''));
  const title = labelIn(raw['title'], mistakes);
  const summary = labelIn(raw['summary'], mistakes);
  const returningStates = idsIn(raw, 'returningStates', mistakes);
  const originStates = idsIn(raw, 'originStates', mistakes);
  const said = raw['period'];
  const period =
    said === undefined || said === null
      ? null
      : mistakes.take(parseDate(typeof said === 'string' ? said : ''));
  const invented = raw['invented'] === true;
  if (id === null || title === null || summary === null) return null;
  return { record: 'dossier', info: { id, title, summary, returningStates, originStates, period, invented } };
}

function labelIn(raw: Json | undefined, mistakes: Mistakes): DossierInfo['title'] | null {
  if (!isJsonObject(raw) || typeof raw['en'] !== 'string' || typeof raw['ko'] !== 'string')
    return mistakes.take(
      fail('bad-dossier', 'A text in both languages is needed.', { fix: 'Write {"en": …, "ko": …}.' }),
    );
  return { en: raw['en'].normalize('NFC'), ko: raw['ko'].normalize('NFC') };
}
