/**
 * `consents.json` of a dossier folder: who agreed to what. A fact about one person names the consent it was
 * told under; a folder where one is missing is refused whole, with a draft of what to ask for. The draft
 * leaves open what was agreed to, because only the person can say it.
 */
import { type Day, isDay } from '../base/date.js';
import { byText, parseThingId, type ThingId } from '../base/ids.js';
import { isJsonList, isJsonObject, type Json, type JsonObject, parseJson } from '../base/json.js';
import { type Mistakes } from '../base/mistakes.js';
import { fail, ok, type Result } from '../base/result.js';
import { type ConsentTerms, parseUse, sortedUses, type Use } from '../ledger/consent.js';
import { isPersonal, needsConsent, useOf } from '../policy/consent.js';
import { type Claim } from './claim.js';
import { type DossierThing } from './dossier-check.js';
import { parseWords, unknownKeys } from './dossier-value.js';

export const CONSENTS = 'consents.json';

export interface DossierConsent {
  readonly name: ThingId;
  readonly terms: ConsentTerms;
  readonly where: string;
}

export const consentKeys = ['consent', 'subject', 'uses', 'from', 'until', 'how', 'recordedBy'] as const;

/** `null` when the file cannot be read at all. */
export function parseConsents(text: string, mistakes: Mistakes): DossierConsent[] | null {
  const json = mistakes.take(parseJson(text, CONSENTS));
  if (json === null) return null;
  if (!isJsonList(json))
    return mistakes.take(
      fail('bad-file', 'The file holds a list of consents.', { where: CONSENTS, fix: 'Write [ … ].' }),
    );
  const consents = json.flatMap((item, index) => {
    const consent = parseConsent(item, `${CONSENTS}, item ${index + 1}`, mistakes);
    return consent === null ? [] : [consent];
  });
  const seen = new Set<ThingId>();
  for (const { name, where } of consents) {
    if (seen.has(name))
      mistakes.take(
        fail('consent-twice', `The consent "${name}" is in the file twice.`, {
          where,
          fix: 'Give each a name of its own; change a recorded one with `article33 consent --change`.',
        }),
      );
    seen.add(name);
  }
  return consents;
}

export function parseConsent(raw: Json, item: string, mistakes: Mistakes): DossierConsent | null {
  if (!isJsonObject(raw))
    return mistakes.take(
      fail('bad-consent', 'A consent is an object.', { where: item, fix: 'Write { "consent": … }.' }),
    );
  const before = mistakes.list.length;
  const name = mistakes.take(parseThingId(textIn(raw, 'consent'), item));
  const where = name === null ? item : `${CONSENTS}, ${name}`;
  mistakes.take(unknownKeys(raw, consentKeys, where));
  const subject = mistakes.take(parseThingId(textIn(raw, 'subject'), `${where}, subject`));
  const uses = mistakes.take(parseUses(raw['uses'], `${where}, uses`));
  const from = mistakes.take(parseDay(raw['from'], `${where}, from`));
  const until =
    raw['until'] === 'withdrawn' ? null : mistakes.take(parseDay(raw['until'], `${where}, until`));
  const how = mistakes.take(parseWords(raw['how'], 'How it was given', `${where}, how`));
  const recordedBy = mistakes.take(
    parseWords(raw['recordedBy'], 'Who wrote it down', `${where}, recordedBy`),
  );
  if (mistakes.list.length > before) return null;
  if (name === null || subject === null || uses === null || from === null) return null;
  if (how === null || recordedBy === null) return null;
  if (until !== null && until < from)
    return mistakes.take(
      fail('consent-ends-first', 'The consent ends before it begins.', { where, fix: 'Mend the two days.' }),
    );
  return { name, where, terms: { subject, uses, from, until, how, recordedBy } };
}

function textIn(raw: JsonObject, key: string): string {
  const value = raw[key];
  return typeof value === 'string' ? value : '';
}

export function parseUses(raw: Json | undefined, where: string): Result<Use[]> {
  const said = isJsonList(raw) ? raw : [];
  const uses = said.flatMap((item) => (typeof item === 'string' ? (parseUse(item) ?? []) : []));
  if (said.length === 0 || uses.length < said.length)
    return fail('bad-uses', 'The uses agreed to are listed one by one.', {
      where,
      fix: 'Of "hold", "share:team", "share:ID" (a body) and "publish", those the person agreed to.',
    });
  if (!uses.includes('hold'))
    return fail('consent-without-hold', 'Without "hold" nothing may be kept, so nothing else is agreed to.', {
      where,
      fix: 'Ask whether it may be held; if not, leave the facts out.',
    });
  return ok(sortedUses(uses));
}

function parseDay(raw: Json | undefined, where: string): Result<Day> {
  if (typeof raw === 'string' && isDay(raw)) return ok(raw);
  return fail('bad-day', 'A day is needed, to the day: a consent that may have ended has ended.', {
    where,
    fix: 'Write 2026-03-01. Without an end, write "until": "withdrawn".',
  });
}

/** Whether each fact that needs one names a consent of this folder, of that person, that covers its audience. */
export function checkConsents(
  things: readonly DossierThing[],
  consents: readonly DossierConsent[],
  mistakes: Mistakes,
): void {
  const byName = new Map(consents.map((consent) => [consent.name, consent]));
  const subjects = new Map(things.map((thing) => [thing.id, thing.type]));
  for (const { terms, where } of consents) {
    const type = subjects.get(terms.subject);
    if (type !== 'Person' && type !== 'Case')
      mistakes.take(
        fail('no-such-subject', `The dossier describes no Person or Case "${terms.subject}".`, {
          where,
          fix: 'Correct the id, or describe the person by a code.',
        }),
      );
  }
  const lacking = new Map<ThingId, { facts: number; readonly uses: Set<Use> }>();
  for (const { claim, where } of things.flatMap((thing) => thing.claims)) {
    if (!needsConsent(claim)) continue;
    const consent = claim.consent === null ? undefined : byName.get(claim.consent);
    if (consent === undefined) {
      noConsent(claim, where, mistakes);
      const lack = lacking.get(claim.thing.id) ?? { facts: 0, uses: new Set<Use>(['hold']) };
      lack.facts += 1;
      lack.uses.add(useOf(claim.audience));
      lacking.set(claim.thing.id, lack);
    } else if (isPersonal(claim) && consent.terms.subject !== claim.thing.id)
      mistakes.take(
        fail('consent-of-another', `The consent "${consent.name}" is somebody else’s.`, {
          where,
          fix: 'Name a consent of the person it is about.',
        }),
      );
    else if (!consent.terms.uses.includes(useOf(claim.audience)))
      mistakes.take(
        fail(
          'consent-does-not-cover',
          `The consent "${consent.name}" does not cover ${useOf(claim.audience)}.`,
          {
            where,
            fix: 'Ask the person, and write what was agreed to; or narrow the audience; or leave the claim out.',
          },
        ),
      );
  }
  if (lacking.size > 0) askFor(lacking, byName, mistakes);
}

function noConsent({ consent }: Claim, where: string, mistakes: Mistakes): void {
  if (consent === null)
    mistakes.take(
      fail('consent-missing', 'A fact about one person, and it names no consent.', {
        where,
        fix: 'Name the consent it was told under ("consent": "C-1", here or beside "thing"), or leave it out.',
      }),
    );
  else
    mistakes.take(
      fail('no-such-consent', `${CONSENTS} holds no consent "${consent}".`, {
        where,
        fix: 'Correct the name, or add the consent.',
      }),
    );
}

/** One problem for all that is missing, with the file to fill in. */
function askFor(
  lacking: ReadonlyMap<ThingId, { readonly facts: number; readonly uses: ReadonlySet<Use> }>,
  held: ReadonlyMap<ThingId, unknown>,
  mistakes: Mistakes,
): void {
  const people = [...lacking].sort(([a], [b]) => byText(a, b));
  const wanted = people.map(
    ([id, { facts, uses }]) =>
      `${id}: ${facts} ${facts === 1 ? 'fact' : 'facts'}, for ${sortedUses([...uses]).join(', ')}`,
  );
  const draft = people.map(([subject]) => ({
    consent: freeName(`C-${subject}`.slice(0, 90), held),
    subject,
    uses: [],
    from: '',
    until: '',
    how: '',
    recordedBy: '',
  }));
  mistakes.list.push({
    kind: 'consents-to-ask-for',
    message: `Consent is missing for ${wanted.join('; ')}.`,
    where: CONSENTS,
    fix: `Ask each person, fill in what was agreed to in ${CONSENTS} beside dossier.json, and name it at the facts. A guardian or relative who agreed for somebody is said under "how".`,
    draft: { name: CONSENTS, text: `${JSON.stringify(draft, null, 2)}\n` },
  });
}

function freeName(wanted: string, held: ReadonlyMap<ThingId, unknown>): string {
  for (let n = 1; ; n += 1) {
    const name = n === 1 ? wanted : `${wanted}-${n}`;
    if (!held.has(name)) return name;
  }
}
