/** Whether a State was bound, in a word, with the chain of reasons one step away. */
import { type EdtfDate } from '../../core/base/date.js';
import { assertNever } from '../../core/base/result.js';
import { type Because, type Binding } from '../../core/law/answer.js';
import { binding } from '../../core/law/binding.js';
import { type CellKind } from '../../core/law/matrix.js';
import { type LawData } from '../../core/law/data.js';
import { shortTitle } from '../../core/law/words.js';
import { type HeldClaim } from '../../core/view/thing.js';
import { type Desk } from '../desk.js';
import { type Frame, word } from '../frame.js';
import { Cite } from './cite.js';

export interface Question {
  readonly state: string;
  readonly instrument: string;
  readonly provision: string | null;
  readonly on: EdtfDate;
}

/** The answer as one word: what a cell is coloured and counted by. */
export function cellKind({ bound, basis, reservations, provision }: Omit<Binding, 'because'>): CellKind {
  if (bound === 'undecided') return 'undecided';
  if (bound === 'no') return basis === 'reserved' ? 'reserved' : basis === 'signed-only' ? 'signed' : 'no';
  return provision !== null && reservations.length > 0 ? 'reserved' : 'since';
}

export function BindingCell({ desk, question }: { readonly desk: Desk; readonly question: Question }) {
  const answer = binding(question, desk.law());
  return (
    <details class={`bound bound-${cellKind(answer)}`}>
      <summary>
        <BoundWord desk={desk} answer={answer} />
      </summary>
      <Chain desk={desk} answer={answer} />
    </details>
  );
}

/** The reasons, in order, each with what it rests on. */
export function Chain({ desk, answer }: { readonly desk: Desk; readonly answer: Binding }) {
  return (
    <ul class="claims chain">
      {answer.because.map((one) => (
        <ChainLink desk={desk} because={one} />
      ))}
    </ul>
  );
}

/** The word alone, for tables that have no room for a date. */
export function kindWord(frame: Frame, kind: CellKind): string {
  switch (kind) {
    case 'since':
      return word(frame, 'law.bound');
    case 'reserved':
      return word(frame, 'law.reserved');
    case 'signed':
      return word(frame, 'law.signed-only');
    case 'no':
      return word(frame, 'law.no');
    case 'undecided':
      return word(frame, 'law.unsure');
    default:
      return assertNever(kind);
  }
}

export function BoundWord({ desk, answer }: { readonly desk: Desk; readonly answer: Binding }) {
  const { frame } = desk;
  const notes = [
    answer.through === null
      ? null
      : word(frame, 'law.through', { instrument: instrumentName(desk, answer.through) }),
    answer.lastConfirmed === null ? null : word(frame, 'law.confirmed', { date: answer.lastConfirmed }),
    answer.lastOutside === null || answer.bound !== 'undecided'
      ? null
      : word(frame, 'law.last-outside', { date: answer.lastOutside }),
  ].filter((note) => note !== null);
  return (
    <>
      <span class="bound-word">{boundText(desk, answer)}</span>
      {notes.length === 0 ? null : <span class="quiet bound-note">{notes.join('; ')}</span>}
    </>
  );
}

/** The answer as one phrase. */
export function boundText({ frame }: Desk, answer: Omit<Binding, 'because'>): string {
  const since =
    answer.since === null ? word(frame, 'law.bound') : word(frame, 'law.since', { date: answer.since });
  const kind = cellKind(answer);
  switch (kind) {
    case 'since':
      return since;
    case 'reserved':
      return answer.bound === 'yes'
        ? `${since}, ${word(frame, 'law.reserved')}`
        : word(frame, 'law.reserved');
    case 'signed':
      return word(frame, 'law.signed-only');
    case 'undecided':
      return word(frame, 'law.unsure');
    case 'no':
      if (answer.basis === 'not-yet' && answer.since !== null)
        return word(frame, 'law.not-yet', { date: answer.since });
      if (answer.basis === 'ended' && answer.until !== null)
        return word(frame, 'law.ended', { date: answer.until });
      return word(frame, 'law.no');
    default:
      return assertNever(kind);
  }
}

function ChainLink({ desk, because }: { readonly desk: Desk; readonly because: Because }) {
  const { frame } = desk;
  const sources = sourcesOf(desk.law(), because.rows);
  return (
    <li class="claim">
      <span lang="en">{because.text}</span>
      <Cite desk={desk} claims={claimsNamed(desk, because.claims)} />
      {because.verified ? null : <span class="flag flag-unverified"> ○ {word(frame, 'law.unverified')}</span>}
      {sources.length === 0 ? null : (
        <span class="quiet"> {word(frame, 'law.source', { source: sources.join('; ') })}</span>
      )}
    </li>
  );
}

function claimsNamed(desk: Desk, ids: readonly string[]): HeldClaim[] {
  if (ids.length === 0) return [];
  const wanted = new Set(ids);
  return [...desk.file.things.values()].flatMap((thing) =>
    thing.claims.filter((held) => wanted.has(held.id)),
  );
}

const rowSources = new WeakMap<LawData, ReadonlyMap<string, string>>();

/** Titles of the sources behind reference rows, each once. */
function sourcesOf(law: LawData, rows: readonly string[]): string[] {
  const known = rowSources.get(law) ?? indexRows(law);
  rowSources.set(law, known);
  const ids = new Set(rows.flatMap((row) => known.get(row) ?? []));
  return [...ids].map((id) => law.reference.sources.get(id)?.title ?? id);
}

function indexRows(law: LawData): ReadonlyMap<string, string> {
  const { acts, declarations, sightings, instruments, provisions } = law.reference;
  const all = [...acts, ...declarations, ...sightings, ...instruments.values(), ...provisions.values()];
  return new Map(all.map(({ id, source }) => [id, source]));
}

/** An instrument's short title in the reader's language when an alias is in that script. */
export function instrumentName(desk: Desk, id: string): string {
  const instrument = desk.law().instruments.get(id);
  if (instrument === undefined) return id;
  const korean =
    desk.frame.lang === 'ko' ? instrument.aliases.find((alias) => /[가-힣]/.test(alias)) : undefined;
  return korean ?? shortTitle(instrument);
}

/** A State's name in the reader's language. */
export function stateName(desk: Desk, id: string): string {
  return desk.law().states.get(id)?.name[desk.frame.lang] || id;
}

/** For the head of a narrow column: the name when it is short, else the code that the field uses. */
export function columnName(desk: Desk, id: string): string {
  const name = instrumentName(desk, id);
  return name.length <= 26 ? name : id;
}
