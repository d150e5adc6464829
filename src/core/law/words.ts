/**
 * The sentences of the chain. Plain words, one fact each, with the rows and claims behind it; "not
 * bound by this treaty", never "not bound"; what is general knowledge says so.
 */
import { monthNames } from '../base/date-text.js';
import { type EdtfDate, possibleDays } from '../base/date.js';
import { type Asked, type Because } from './answer.js';
import { endRule, type Period, type Seen, type Standing, type ToldAct } from './standing.js';
import { type Pair, pairOf } from './data.js';
import { parseNumber } from './number.js';
import {
  type Declaration,
  type Instrument,
  type State,
  type StateId,
  type TreatyAction,
} from './reference.js';

function plain(text: string, more: Partial<Because> = {}): Because {
  return { text, rows: [], claims: [], verified: true, ...more };
}

/** "24 September 1982"; an uncertain date as the days it may be. */
export function dateWords(date: EdtfDate): string {
  const { earliest, latest } = possibleDays(date);
  if (earliest === latest) return dayWords(earliest);
  if (date.precision !== 'interval') return date.edtf;
  if (latest.startsWith('9999')) return `some day from ${dayWords(earliest)} on`;
  return `some day from ${dayWords(earliest)} to ${dayWords(latest)}`;
}

function dayWords(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${date} ${monthNames[(month ?? 1) - 1]} ${year}`;
}

/** "on 24 September 1982"; an uncertain date as "in 2016" or "on some day from … to …". */
function onWords(date: EdtfDate): string {
  return date.precision === 'day' || date.precision === 'interval'
    ? `on ${dateWords(date)}`
    : `in ${date.edtf}`;
}

const did: Readonly<Record<TreatyAction, string>> = {
  signature: 'signed',
  'provisional-application': 'declared that it applies provisionally',
  'definitive-signature': 'signed definitively',
  ratification: 'ratified',
  accession: 'acceded to',
  acceptance: 'accepted',
  approval: 'approved',
  succession: 'notified its succession to',
  'formal-confirmation': 'formally confirmed',
  withdrawal: 'gave notice to leave',
  joined: 'joined (by which act is not recorded)',
};

function backing(act: ToldAct): Pick<Because, 'rows' | 'claims' | 'verified'> {
  return {
    rows: act.told.filter((one) => one.claims.length === 0).map((one) => one.id),
    claims: [...new Set(act.told.flatMap((one) => one.claims))],
    // The day shown must be one that was read: a coarser date that was read does not vouch for a finer one.
    verified: act.told.some((one) => one.verified && (one.date?.edtf ?? null) === (act.date?.edtf ?? null)),
  };
}

const unverified = (ok: boolean) => (ok ? '' : ' This is general knowledge, not yet read in a source.');

/** "the United States", "China"; with a capital at the start of a sentence. */
function nameWords({ name }: State, start = false): string {
  const article =
    /^(?:United|Netherlands|Philippines|Bahamas|Gambia|Maldives|Seychelles|Marshall|Solomon|Cook|Comoros|Congo$|Czech Republic|Central|Democratic|Dominican|European|Holy|Soviet)/.test(
      name.en,
    );
  return article ? `${start ? 'The' : 'the'} ${name.en}` : name.en;
}

/** Short name: the first short title, or the full title. */
export function shortTitle(instrument: Instrument): string {
  return instrument.aliases[0] ?? instrument.title;
}

export const unknownState = (id: StateId) => plain(`No State has the code ${id.slice(0, 40)} here.`);
export const unknownInstrument = (id: string) => plain(`No instrument has the id ${id.slice(0, 60)} here.`);

export function noSuchProvision(instrument: Instrument, provision: string): Because {
  const count = instrument.articles;
  return plain(
    `The ${shortTitle(instrument)} has no provision ${provision.slice(0, 40)}${count === null ? '' : `; it has articles 1 to ${count}`}.`,
  );
}

export const stateNotYet = ({ name, from, id }: State) =>
  plain(
    `${name.en} came to be on ${dayWords(from ?? '')}; before that day it had no obligations of its own.`,
    { rows: [id] },
  );

export function stateEnded(state: State, heirs: readonly State[]): Because {
  const names = heirs.map((heir) => `${nameWords(heir)} (${heir.id})`);
  const [last, others] = [names.at(-1), names.slice(0, -1).join(', ')];
  const after =
    last === undefined
      ? ''
      : ` Ask about ${others === '' ? '' : `${others} or `}${last}, which came after it.`;
  return plain(`${nameWords(state, true)} existed until ${dayWords(state.until ?? '')}.${after}`, {
    rows: [state.id],
  });
}

export const beforeInstrument = (instrument: Instrument) =>
  plain(
    `The ${shortTitle(instrument)} was adopted on ${instrument.adopted === null ? 'a later day' : dateWords(instrument.adopted)}; nobody was bound by this treaty before it existed.`,
    { rows: [instrument.id] },
  );

export const notATreaty = (instrument: Instrument) =>
  plain(`The ${shortTitle(instrument)} is not a treaty: it persuades, and binds nobody by itself.`, {
    rows: [instrument.id],
  });

export const notOfThis = (state: State, instrument: Instrument) =>
  plain(
    `${nameWords(state, true)} is not a party to the ${shortTitle(instrument)}: not bound by this instrument.`,
    { rows: [instrument.id] },
  );

export const agreementUndated = (state: State, instrument: Instrument) =>
  plain(
    `${nameWords(state, true)} is a party to ${instrument.title}${instrument.adopted === null ? '' : `, of ${dateWords(instrument.adopted)}`}; the data do not say when it entered into force.${instrument.note === '' ? '' : ` ${instrument.note}`}`,
    { rows: [instrument.id], verified: instrument.verified },
  );

export const agreementDated = (state: State, instrument: Instrument) =>
  plain(
    `${instrument.title} of ${nameWords(state)} took effect on ${instrument.inForce === null ? 'an unknown day' : dateWords(instrument.inForce)}.${instrument.note === '' ? '' : ` ${instrument.note}`}`,
    { rows: [instrument.id], verified: instrument.verified },
  );

/** What it did, and when that took effect by which rule. */
export function joined({ state, instrument }: Asked, period: Period): Because[] {
  const { by, start, rule, computed, conflicts } = period;
  const deposit = by.date === null ? 'on a day that is not recorded' : onWords(by.date);
  const lines = [
    plain(
      `${nameWords(state, true)} ${did[by.action]} the ${shortTitle(instrument)} ${deposit}.${unverified(backing(by).verified)}`,
      backing(by),
    ),
  ];
  if (start !== null)
    lines.push(
      plain(`It entered into force for ${nameWords(state)} ${onWords(start)}, ${rule}.`, {
        rows: [instrument.id],
        verified: period.ruleVerified,
      }),
    );
  if (computed !== null)
    lines.push(
      plain(
        `The treaty's own rule would give ${dateWords(computed)}; the day its source states is used.`,
        backing(by),
      ),
    );
  for (const other of conflicts)
    lines.push(
      plain(
        `Another source tells another day: ${other.action} ${other.date === null ? 'on an unknown day' : onWords(other.date)}. Between the two, the beginning is undecided.`,
        backing(other),
      ),
    );
  const acts = new Set(by.told.map((one) => one.action).filter((action) => action !== 'joined'));
  if (acts.size > 1)
    lines.push(
      plain(
        `Sources name the act differently: ${[...acts].join('; ')}. The legal effect is the same.`,
        backing(by),
      ),
    );
  for (const note of new Set(by.told.map((one) => one.note).filter((text) => text !== '')))
    lines.push(plain(note, backing(by)));
  return lines;
}

export function straddles({ on }: Asked, period: Period): Because {
  const [start, end] = [period.start, period.end];
  const what =
    start === null
      ? 'the day it entered into force is not known'
      : end === null
        ? `it began ${onWords(start)}`
        : `it began ${onWords(start)} and ended ${onWords(end)}`;
  return plain(
    `Undecided for ${dateWords(on)}: ${what}, and the date asked about does not settle on which side it falls.`,
    backing(period.by),
  );
}

export function left({ state, instrument, on }: Asked, period: Period): Because {
  const notice = period.left;
  if (notice === null || period.end === null) return plain(`${nameWords(state, true)} later left.`);
  const over = possibleDays(period.end).latest <= possibleDays(on).earliest;
  return plain(
    `${nameWords(state, true)} gave notice of withdrawal ${notice.date === null ? 'on an unknown day' : onWords(notice.date)}; it took effect ${onWords(period.end)}, ${endRule(period, instrument)}${over ? ', so from then on it was not bound by this treaty' : ', so it was still bound on the day asked about'}.` +
      unverified(backing(notice).verified),
    backing(notice),
  );
}

export const lastConfirmed = (seen: Seen) =>
  plain(`Bound, last confirmed on ${dayWords(seen.day)}; no denunciation is known since.`, seenBacking(seen));

export const lastSeenOutside = ({ state, instrument }: Asked, seen: Seen) =>
  plain(
    `${nameWords(state, true)} was last seen outside the ${shortTitle(instrument)} on ${dayWords(seen.day)}; whether it has joined since, the data do not say.`,
    seenBacking(seen),
  );

export const notParty = ({ state, instrument }: Asked, seen: Seen) =>
  plain(
    `${nameWords(state, true)} was not a party to the ${shortTitle(instrument)}: not bound by this treaty (status as of ${dayWords(seen.day)}).${unverified(seen.verified)}`,
    seenBacking(seen),
  );

function seenBacking(seen: Seen): Partial<Because> {
  return { rows: [seen.id ?? `${seen.source} ${seen.day}`], verified: seen.verified };
}

export const notYet = ({ state, on }: Asked, period: Period) =>
  plain(
    `${on.precision === 'day' ? 'On that day' : 'Then'} ${nameWords(state)} was not bound by this treaty; it became so ${period.start === null ? 'later' : onWords(period.start)}.`,
    backing(period.by),
  );

export const signedOnly = ({ state, instrument }: Asked, act: ToldAct) =>
  plain(
    `${nameWords(state, true)} had signed the ${shortTitle(instrument)} (${act.date === null ? 'day not recorded' : dateWords(act.date)}). Signature alone does not bind: it brings the duty not to defeat the treaty's object and purpose (Vienna Convention on the Law of Treaties, art. 18), and nothing more.${act.told.map((one) => (one.note === '' ? '' : ` ${one.note}`)).join('')}`,
    backing(act),
  );

export const noData = ({ state, instrument }: Asked) =>
  plain(
    state.until === null
      ? `The data hold nothing about ${nameWords(state)} and the ${shortTitle(instrument)}.`
      : `The data hold nothing about ${nameWords(state)} and the ${shortTitle(instrument)}: the tables were drawn up after it had ended, and do not list it.`,
  );

/** The instrument's own limit, for a State that no carrier binds beyond it. */
export const limit = ({ instrument }: Asked) => plain(instrument.note, { rows: [instrument.id] });

export const nothingAfter = ({ state }: Asked) =>
  plain(
    `No later act of ${nameWords(state)} is recorded: not bound by this treaty as far as the record goes.`,
  );

export function throughCarrier({ state, instrument }: Asked, carrier: Instrument, bound: boolean): Because {
  const { carries } = carrier;
  const range = carries === null ? 'articles' : `articles ${carries.from} to ${carries.to}`;
  const short = shortTitle(carrier);
  return plain(
    `The ${short} (art. ${carries?.article ?? '?'}) binds its parties to ${range} of the ${shortTitle(instrument)}, whether or not they joined that: ${
      bound
        ? `so ${nameWords(state)} owes this provision through the ${short}.`
        : `${nameWords(state)} owes this provision if it was bound by the ${short} on that day, which is undecided.`
    }`,
    { rows: [carrier.id] },
  );
}

export function alsoCarried(
  asked: Asked,
  carrier: Instrument,
  how: { readonly since: string | null; readonly party: boolean },
): Because {
  const { state, instrument } = asked;
  const { carries } = carrier;
  if (carries === null) return plain('');
  const since =
    how.since === null
      ? ''
      : ` since ${/^\d{4}-\d{2}-\d{2}$/.test(how.since) ? dayWords(how.since) : how.since}`;
  return plain(
    how.party
      ? `It has also been bound through the ${shortTitle(carrier)}${since}, which carries articles ${carries.from} to ${carries.to} without the date limit of 1951${geographic(asked, carrier)}.`
      : `${nameWords(state, true)} is nevertheless bound to articles ${carries.from} to ${carries.to} of the ${shortTitle(instrument)} through the ${shortTitle(carrier)}${since} (art. ${carries.article}).`,
    { rows: [carrier.id] },
  );
}

/** A limit to events in Europe that the State kept when it joined the carrier. */
function geographic({ law, state, on }: Asked, carrier: Instrument): string {
  const kept = pairOf(law, state.id, carrier.id).declarations.some(
    (one) =>
      one.kind === 'geographic' &&
      (one.until === null || possibleDays(one.until).latest > possibleDays(on).earliest),
  );
  return kept ? `, and with the limit to events in Europe (art. ${carrier.geographic ?? ''})` : '';
}

/** What stands beside the answer: notices without effect, geographic limits, sources that disagree. */
export function notes({ state, instrument, law, on }: Asked, standing: Standing): Because[] {
  const lines: Because[] = [];
  for (const notice of standing.ineffective)
    if (notice.date === null || possibleDays(notice.date).earliest <= possibleDays(on).latest)
      lines.push(
        plain(
          `${nameWords(state, true)} announced a withdrawal${notice.date === null ? '' : ` ${onWords(notice.date)}`}; the ${shortTitle(instrument)} has no clause to leave by, so it changed nothing.${unverified(backing(notice).verified)}`,
          backing(notice),
        ),
      );
  for (const one of pairOf(law, state.id, instrument.id).declarations)
    if (
      one.kind === 'geographic' &&
      (one.until === null || possibleDays(one.until).latest > possibleDays(on).earliest)
    )
      lines.push(plain(one.words, declared(one)));
  lines.push(...strayNotes(pairOf(law, state.id, instrument.id), state, instrument));
  for (const sighting of standing.disagreements)
    lines.push(plain(sighting.note, { rows: [sighting.id], verified: sighting.verified }));
  return lines;
}

/** What the record holds and nothing can be counted from: it is said, so that nobody takes it for counted. */
function strayNotes({ declarations, unknown }: Pair, state: State, instrument: Instrument): Because[] {
  return [
    ...unknown.map(({ word, claims }) =>
      plain(
        `The record names an act of ${nameWords(state)}, “${word.slice(0, 60)}”, that is none of the acts known here: it is told and not counted.`,
        { claims },
      ),
    ),
    ...declarations
      .filter((one) => one.of === instrument.id && one.provisions.some((item) => beyond(instrument, item)))
      .map((one) =>
        plain(
          `${nameWords(state, true)} is said to have made a reservation (${one.words}) to a provision that the ${shortTitle(instrument)} does not have; it has articles 1 to ${instrument.articles}. It is told and applied to nothing.`,
          declared(one),
        ),
      ),
  ];
}

/** Past the last article, where the number of articles is known. */
function beyond({ articles }: Instrument, item: string): boolean {
  const number = parseNumber(item);
  return articles !== null && number !== null && number.article > articles;
}

function declared(one: Declaration): Pick<Because, 'rows' | 'claims' | 'verified'> {
  // A row's id holds spaces; a dossier's statement goes by its claims.
  return { rows: one.id.includes(' ') ? [one.id] : [], claims: one.claims, verified: one.verified };
}

/** A table says nothing of a reservation's withdrawal after its own day. */
function knownUntil({ law, on }: Asked, { source }: Declaration): string {
  const asOf = law.reference.sources.get(source)?.asOf ?? null;
  return asOf === null || possibleDays(on).latest <= asOf
    ? ''
    : ` That is as of ${dayWords(asOf)}; a later withdrawal would not be in the data.`;
}

export function reserved(asked: Asked, one: Declaration, whole: boolean): Because {
  const { state } = asked;
  const effect = {
    excludes: whole ? 'so it is not bound by what it reserved' : 'which is a part of what was asked',
    part: 'which changes or removes a part and leaves the rest',
    unclear: 'and how far that goes, the data do not say',
    none: 'which leaves the duty as it is',
  }[one.effect];
  return plain(
    `${nameWords(state, true)} made a reservation (${one.words}), ${effect}.${knownUntil(asked, one)}`,
    declared(one),
  );
}

export const barred = ({ state, instrument }: Asked, one: Declaration) =>
  plain(
    `${nameWords(state, true)} stated a reservation (${one.words}); the ${shortTitle(instrument)} allows none there (art. ${instrument.reservations?.article ?? ''}), so it is reported and not applied.`,
    declared(one),
  );

export const interpreted = ({ state }: Asked, one: Declaration) =>
  plain(
    `${nameWords(state, true)} made a declaration (${one.words}); a declaration takes nothing away.`,
    declared(one),
  );

export const optional = ({ state, instrument }: Asked, number: string, accepted: Declaration | null) =>
  accepted === null
    ? plain(
        `Article ${number} of the ${shortTitle(instrument)} works only for States that declared so; the data hold no such declaration by ${nameWords(state)}, which does not prove that there is none.`,
      )
    : plain(
        `${nameWords(state, true)} declared that it accepts ${accepted.provisions.join(', ')}.`,
        declared(accepted),
      );
