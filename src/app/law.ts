/** `article33 law`: what bound a State on a day, by one instrument or by each that matters to it. */
import { parseDate } from '../core/base/date.js';
import { fail, ok, type Result } from '../core/base/result.js';
import { type Basis, type Binding, type Bound } from '../core/law/answer.js';
import { binding } from '../core/law/binding.js';
import { lawData, type LawData, pairKey } from '../core/law/data.js';
import { findInstrumentIn, findProvision, splitCitation } from '../core/law/instruments.js';
import { type Column, matrix as matrixOf, type MatrixRow } from '../core/law/matrix.js';
import { type Instrument, type Reference, type State, type TreatyAction } from '../core/law/reference.js';
import { findStateIn } from '../core/law/states.js';
import { type CaseFile } from '../core/view/thing.js';

/** What the law is read from: the reference data, and a dossier's claims when one is asked about. */
export interface LawSources {
  readonly reference: Reference;
  readonly file: CaseFile | null;
}

/** Words as typed: names, codes, short titles, numbers. `on` is EDTF. */
export interface LawQuestion {
  readonly state: string;
  readonly instrument?: string;
  readonly provision?: string;
  readonly on: string;
}

/** The promised JSON of one answer. */
export interface LawAnswer {
  readonly state: string;
  readonly instrument: string;
  readonly provision?: string;
  readonly on: string;
  readonly bound: Bound;
  readonly since?: string;
  readonly basis: Basis;
  readonly action?: TreatyAction;
  readonly because: readonly string[];
  readonly dataAsOf: string;
}

/** The promised JSON when no instrument is named. */
export interface LawAnswers {
  readonly state: string;
  readonly on: string;
  readonly results: readonly LawAnswer[];
}

const alone = new WeakMap<Reference, LawData>();
const withFile = new WeakMap<CaseFile, { readonly reference: Reference; readonly data: LawData }>();

/** Law data for these sources, made once for each case file. */
export function lawOf({ reference, file }: LawSources): LawData {
  if (file === null) {
    const data = alone.get(reference) ?? lawData(reference, null);
    alone.set(reference, data);
    return data;
  }
  const kept = withFile.get(file);
  if (kept?.reference === reference) return kept.data;
  const data = lawData(reference, file);
  withFile.set(file, { reference, data });
  return data;
}

/**
 * One answer, or one for each instrument that matters to the State. Kinds of Problem: `bad-date`,
 * `no-such-state`, `ambiguous-state`, `no-such-instrument`, `ambiguous-instrument`, `no-such-provision`,
 * `provision-without-instrument`.
 */
export function law(sources: LawSources, question: LawQuestion): Result<LawAnswer | LawAnswers> {
  const data = lawOf(sources);
  const on = parseDate(question.on.trim(), '--on');
  if (!on.ok) return on;
  const state = findStateIn(data.states, question.state);
  if (!state.ok) return state;
  const column = columnOf(data, question);
  if (!column.ok) return column;
  if (column.value === null) {
    const results = instrumentsFor(data, state.value).map(({ id }) =>
      toAnswer(binding({ state: state.value.id, instrument: id, provision: null, on: on.value }, data)),
    );
    return ok({ state: state.value.id, on: on.value.edtf, results });
  }
  const asked = { state: state.value.id, ...column.value, on: on.value };
  return ok(toAnswer(binding(asked, data)));
}

/** The instrument and provision meant by the words; `null` when no instrument is named. */
export function columnOf(
  data: LawData,
  { instrument: words, provision }: Pick<LawQuestion, 'instrument' | 'provision'>,
): Result<Column | null> {
  if (words === undefined)
    return provision === undefined
      ? ok(null)
      : fail('provision-without-instrument', 'A provision was named, and no instrument it belongs to.', {
          fix: 'Add --instrument, such as --instrument REFUGEE-1951.',
        });
  const cited = provision === undefined ? splitCitation(words) : null;
  const whole = findInstrumentIn(data.instruments, words);
  const part = !whole.ok && cited !== null ? findInstrumentIn(data.instruments, cited.instrument) : null;
  const instrument = part?.ok === true ? part : whole;
  if (!instrument.ok) return instrument;
  const named = part?.ok === true ? cited?.provision : provision;
  const number = named === undefined ? null : findProvision(instrument.value, named);
  if (number?.ok === false) return number;
  return ok({ instrument: instrument.value.id, provision: number?.value.text ?? null });
}

/** Every multilateral treaty and protocol, and the agreements and laws the State is a party to. */
export function instrumentsFor(data: LawData, state: State): readonly Instrument[] {
  return [...data.instruments.values()].filter(
    ({ id, kind, parties }) =>
      kind === 'multilateral-treaty' ||
      kind === 'protocol' ||
      parties.includes(state.id) ||
      data.pairs.has(pairKey(state.id, id)),
  );
}

function toAnswer(answer: Binding): LawAnswer {
  const { state, instrument, provision, on, bound, since, basis, action, because, dataAsOf } = answer;
  return {
    state,
    instrument,
    ...(provision === null ? {} : { provision }),
    on,
    bound,
    ...(since === null ? {} : { since }),
    basis,
    ...(action === null ? {} : { action }),
    because: because.map(({ text }) => text),
    dataAsOf,
  };
}

/** Cells for a page: States down, instruments or provisions across, in the order given. */
export function matrix(
  sources: LawSources,
  on: string,
  states: readonly string[],
  columns: readonly Column[],
): Result<readonly MatrixRow[]> {
  const date = parseDate(on.trim(), 'on');
  if (!date.ok) return date;
  return ok(matrixOf(date.value, states, columns, lawOf(sources)));
}
