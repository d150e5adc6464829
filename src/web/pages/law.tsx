/** What bound which State on a chosen day: instruments by States, every cell with its chain. */
import { type EdtfDate, parseDate } from '../../core/base/date.js';
import { byText } from '../../core/base/ids.js';
import { type Problem } from '../../core/base/result.js';
import { boundOn } from '../../core/law/binding.js';
import { type Instrument, type Provision } from '../../core/law/reference.js';
import { refsOf, standing, textOf, type Thing, thingsOf } from '../../core/view/thing.js';
import { type Desk } from '../desk.js';
import { dateText, edtfText } from '../formats.js';
import { to, word } from '../frame.js';
import { DossierPage } from '../page.js';
import { BindingCell, cellKind, instrumentName, stateName } from '../parts/binding.js';
import { isTreatyKind, treatyKinds } from '../parts/choices.js';
import { Cite } from '../parts/cite.js';
import { recordDay } from '../parts/day.js';
import { ThingLinks, titleOf } from '../parts/names.js';
import { type Word } from '../words.js';
import { ProblemText } from './problems.js';

/** The day asked for, else the day of the record; a day that is none is a problem beside the form. */
export function dayAsked(desk: Desk): { readonly on: EdtfDate; readonly problem: Problem | null } {
  const text = (desk.frame.query.get('on') ?? '').trim();
  const asked = text === '' ? null : parseDate(text, 'on');
  if (asked?.ok === true) return { on: asked.value, problem: null };
  return { on: recordDay(desk), problem: asked === null ? null : asked.problem };
}

const COLUMNS = 6;

/** The dossier's own States first, then others it names, then one the reader adds. */
function statesShown(desk: Desk): readonly string[] {
  const { returningStates, originStates } = desk.file.dossier;
  const own = [...returningStates, ...originStates];
  const named = thingsOf(desk.file, 'State').map((state) => state.id);
  const all = desk.frame.query.get('all') === '1';
  const shown = [...new Set([...own, ...named])].slice(0, all ? undefined : COLUMNS);
  const added = desk.frame.query.get('state') ?? '';
  return added === '' || shown.includes(added) || !desk.law().states.has(added) ? shown : [...shown, added];
}

export function LawPage({ desk }: { readonly desk: Desk }) {
  const { frame } = desk;
  const { on, problem } = dayAsked(desk);
  const states = statesShown(desk);
  const title = word(frame, 'law.title');
  return (
    <DossierPage desk={desk} title={title} here="law">
      <h1>{title}</h1>
      <p class="sentence">
        {states.length === 0
          ? word(frame, 'law.none')
          : desk.file.dossier.returningStates.map((state) => lawSentence(desk, state, on)).join(' ')}
      </p>
      {problem === null ? null : <ProblemText frame={frame} problem={problem} />}
      <DayForm desk={desk} on={on} />
      <p>
        <a
          href={to(
            frame,
            `/d/${desk.file.dossier.id}/law/states`,
            frame.query.has('on') ? { on: on.edtf } : {},
          )}
        >
          {word(frame, 'matrix.link')}
        </a>
      </p>
      <p class="quiet">
        {word(frame, 'law.words')} {word(frame, 'law.only-differ')}{' '}
        {word(frame, 'law.data', { date: edtfText(frame.lang, desk.law().reference.dataAsOf) })}
      </p>
      {states.length === 0 ? null : <Matrix desk={desk} on={on} states={states} />}
      <Argued desk={desk} />
    </DossierPage>
  );
}

function DayForm({ desk, on }: { readonly desk: Desk; readonly on: EdtfDate }) {
  const { frame } = desk;
  const states = [...desk.law().states.values()].sort((a, b) =>
    byText(a.name[frame.lang], b.name[frame.lang]),
  );
  const chosen = frame.query.get('state') ?? '';
  return (
    <form method="get" action={frame.path} class="row-form">
      {frame.keptLang === null ? null : <input type="hidden" name="lang" value={frame.keptLang} />}
      {frame.asOf === null ? null : <input type="hidden" name="asOf" value={frame.asOf} />}
      <label for="on">{word(frame, 'law.on')}</label>
      <input
        id="on"
        name="on"
        value={frame.query.get('on') ?? on.edtf}
        size={12}
        aria-describedby="on-hint"
      />
      <label for="state">{word(frame, 'law.add')}</label>
      <select id="state" name="state">
        <option value="">{word(frame, 'law.add-none')}</option>
        {states.map((state) => (
          <option value={state.id} selected={state.id === chosen}>
            {state.name[frame.lang] || state.id}
          </option>
        ))}
      </select>
      <button type="submit">{word(frame, 'law.show')}</button>
      <span id="on-hint" class="hint">
        {word(frame, 'law.hint')}
      </span>
    </form>
  );
}

export function treatiesOf(desk: Desk): Instrument[] {
  return [...desk.law().instruments.values()].filter(isTreatyKind);
}

/** "On 9 October 2023, China was bound by 17 of the 29 treaties listed here." */
export function lawSentence(desk: Desk, state: string, on: EdtfDate): string {
  const { frame } = desk;
  const kinds = treatiesOf(desk).map(({ id }) =>
    cellKind(boundOn({ state, instrument: id, provision: null, on }, desk.law())),
  );
  const count = (kind: string) => kinds.filter((one) => one === kind).length;
  const parts = [
    word(frame, 'law.sentence', {
      date: dateText(frame.lang, on),
      state: stateName(desk, state),
      n: count('since'),
      m: kinds.length,
    }),
  ];
  if (count('signed') > 0) parts.push(word(frame, 'law.signed', { n: count('signed') }));
  if (count('undecided') > 0) parts.push(word(frame, 'law.undecided', { n: count('undecided') }));
  return parts.join(' ');
}

interface MatrixProps {
  readonly desk: Desk;
  readonly on: EdtfDate;
  readonly states: readonly string[];
}

const groups: readonly { readonly heading: Word; readonly kinds: ReadonlySet<string> }[] = [
  { heading: 'law.treaties', kinds: treatyKinds },
  { heading: 'law.agreements', kinds: new Set(['bilateral-agreement']) },
  { heading: 'law.domestic', kinds: new Set(['statute', 'constitution', 'decision']) },
  { heading: 'law.soft', kinds: new Set(['declaration', 'resolution']) },
];

function Matrix({ desk, on, states }: MatrixProps) {
  const { frame } = desk;
  const instruments = [...desk.law().instruments.values()];
  return (
    <div class="scroll" tabindex={0} role="region" aria-label={word(frame, 'law.title')}>
      <table class="matrix">
        <thead>
          <tr>
            <th scope="col">{word(frame, 'law.instrument')}</th>
            {states.map((state) => (
              <th scope="col">
                <a href={to(frame, `/d/${desk.file.dossier.id}/state/${state}`, { on: on.edtf })}>
                  {stateName(desk, state)}
                </a>
              </th>
            ))}
          </tr>
        </thead>
        {groups.map(({ heading, kinds }) => {
          const rows = instruments
            .filter(({ kind }) => kinds.has(kind))
            .filter((one) => concerns(one, states));
          return rows.length === 0 ? null : (
            <tbody>
              <tr class="group">
                <th scope="rowgroup" colspan={states.length + 1}>
                  {word(frame, heading)}
                </th>
              </tr>
              {rows.map((instrument) => (
                <InstrumentRows desk={desk} on={on} states={states} instrument={instrument} />
              ))}
            </tbody>
          );
        })}
      </table>
    </div>
  );
}

/** Agreements and laws are listed only where a State shown is a party to them. */
function concerns(instrument: Instrument, states: readonly string[]): boolean {
  return (
    isTreatyKind(instrument) ||
    instrument.parties.length === 0 ||
    instrument.parties.some((party) => states.includes(party))
  );
}

function InstrumentRows(props: MatrixProps & { readonly instrument: Instrument }) {
  const { desk, on, states, instrument } = props;
  return (
    <>
      <tr>
        <th scope="row">
          <a href={to(desk.frame, `/d/${desk.file.dossier.id}/instrument/${instrument.id}`, { on: on.edtf })}>
            {instrumentName(desk, instrument.id)}
          </a>
          {instrument.depositary === null ? null : <span class="quiet"> {instrument.depositary}</span>}
        </th>
        {states.map((state) => (
          <td>
            <BindingCell desk={desk} question={{ state, instrument: instrument.id, provision: null, on }} />
          </td>
        ))}
      </tr>
      {differing(props).map((provisions) => (
        <tr class="provision">
          <th scope="row">
            {word(desk.frame, 'law.provision', { number: provisions.map(({ number }) => number).join(', ') })}
            {provisions.length > 1 ? null : (
              <span class="quiet duty" lang="en">
                {provisions[0]?.duty}
              </span>
            )}
          </th>
          {states.map((state) => (
            <td>
              <BindingCell
                desk={desk}
                question={{ state, instrument: instrument.id, provision: provisions[0]?.number ?? null, on }}
              />
            </td>
          ))}
        </tr>
      ))}
    </>
  );
}

/**
 * Provisions that a State shown reserved, or owes through another instrument. Those that every
 * State shown answers alike share one row.
 */
function differing({
  desk,
  on,
  states,
  instrument,
}: MatrixProps & { readonly instrument: Instrument }): Provision[][] {
  const law = desk.law();
  const rows = new Map<string, Provision[]>();
  for (const provision of law.provisions.values()) {
    if (provision.instrument !== instrument.id) continue;
    const answers = states.map((state) =>
      boundOn({ state, instrument: instrument.id, provision: provision.number, on }, law),
    );
    if (!answers.some((answer) => cellKind(answer) === 'reserved' || answer.basis === 'carried')) continue;
    const key = answers
      .map((answer) => [cellKind(answer), answer.since, answer.through].join(' '))
      .join('; ');
    rows.set(key, [...(rows.get(key) ?? []), provision]);
  }
  return [...rows.values()];
}

/** Custom, soft law and conclusions are listed as argued, by whom, never as treaty duties. */
function Argued({ desk }: { readonly desk: Desk }) {
  const { frame } = desk;
  const reasoning = thingsOf(desk.file, 'Reasoning');
  if (reasoning.length === 0) return null;
  return (
    <section>
      <h2>{word(frame, 'law.argued')}</h2>
      <table class="list">
        <thead>
          <tr>
            <th scope="col">{word(frame, 'home.what')}</th>
            <th scope="col">{word(frame, 'law.held-by')}</th>
          </tr>
        </thead>
        <tbody>
          {reasoning.map((one) => (
            <ArguedRow desk={desk} one={one} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function ArguedRow({ desk, one }: { readonly desk: Desk; readonly one: Thing }) {
  const { frame } = desk;
  const summary = textOf(one, 'summary', frame.lang);
  return (
    <tr>
      <td>
        <a href={to(frame, `/d/${desk.file.dossier.id}/thing/${one.id}`)}>{titleOf(desk, one).text}</a>
        {summary === null ? null : <span class="quiet"> {summary}</span>}
        <Cite desk={desk} claims={[...standing(one, 'title'), ...standing(one, 'summary')]} />
      </td>
      <td>
        <ThingLinks desk={desk} ids={refsOf(one, 'holder')} />
      </td>
    </tr>
  );
}
