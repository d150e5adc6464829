/**
 * The rules an event touches, element by element. `met` is said of the record, never of the State: a page
 * says what claims show and what is missing, and leaves the conclusion to whoever signs it.
 */
import { type ElementFound, type ElementState } from '../../core/law/elements.js';
import {
  type DecidedFinding,
  decisionsFor,
  decisionsOn,
  resultWith,
  saidBy,
} from '../../core/law/decided.js';
import { findingsOn, legsOf, type RuleFinding } from '../../core/law/findings.js';
import { lawFor } from '../parts/law-for.js';
import { type EdtfDate } from '../../core/base/date.js';
import { type Thing } from '../../core/view/thing.js';
import { finestDate } from '../../core/view/when.js';
import { type Desk } from '../desk.js';
import { type Frame, labelled, word } from '../frame.js';
import { BindingCell, stateName } from '../parts/binding.js';
import { CiteOnce } from '../parts/cite.js';
import { ThingLink, ThingLinks } from '../parts/names.js';
import { DecideForm, Decisions } from './decisions.js';
import { anchorOf, LegalTable, resultText, ruleName } from './legal-table.js';

const marks: Readonly<Record<ElementState, string>> = {
  met: '●',
  contested: '◐',
  'not-met': '✕',
  undecided: '○',
  'for-a-person': '·',
};

/** Verdict colours mean the same everywhere. */
const colours: Readonly<Record<ElementState, string>> = {
  met: 'supported',
  contested: 'contested',
  'not-met': 'contradicted',
  undecided: 'single-source',
  'for-a-person': 'not-checkable',
};

export function FindingSection({ desk, event }: { readonly desk: Desk; readonly event: Thing }) {
  const { frame, file } = desk;
  const legs = legsOf(file, event);
  const own = findingsOn(file, event, desk.law());
  if (own.length === 0 && legs.length === 0) return null;
  return (
    <section id="law">
      <h2>{word(frame, 'finding.heading')}</h2>
      <p class="quiet">{word(frame, 'finding.words')}</p>
      <RulesOf desk={desk} event={event} all={own} />
      {legs.map((leg) => (
        <>
          <h3>
            {word(frame, 'finding.leg')} <ThingLink desk={desk} id={leg.id} />
          </h3>
          <RulesOf desk={desk} event={leg} all={findingsOn(file, leg, desk.law())} />
        </>
      ))}
    </section>
  );
}

interface RulesProps {
  readonly desk: Desk;
  readonly event: Thing;
  readonly all: readonly RuleFinding[];
}

/** The legal table, each rule asked in full, then what did not bind and what nobody raised. */
function RulesOf({ desk, event, all }: RulesProps) {
  const { frame, file } = desk;
  const on = finestDate(event);
  const decided = decisionsOn({ file, event, lawFor: lawFor(desk) });
  const told = (one: RuleFinding) => decided.some(({ decided: { find } }) => find.rule === one.rule.id);
  const quiet = all.filter((one) => isQuiet(one) && !told(one));
  const asked = all.filter((one) => !quiet.includes(one));
  const outside = quiet.filter(({ result }) => result === 'not-bound');
  const unraised = quiet.filter(({ result }) => result === 'not-raised');
  const names = (list: readonly RuleFinding[]) =>
    list.map((one) => `${labelled(frame, one.rule.title)} (${ruleName(desk, one)})`).join('; ');
  const states = [...new Set(outside.map(({ state }) => state))];
  return (
    <>
      <LegalTable desk={desk} all={asked} decided={decided} />
      {asked.map((finding) => (
        <Finding desk={desk} finding={finding} on={on} decided={decided} />
      ))}
      {states.map((state) => (
        <p>
          {word(frame, 'finding.outside', {
            list: names(outside.filter((one) => one.state === state)),
            state: stateName(desk, state),
          })}
        </p>
      ))}
      {decided
        .filter(({ decided: { find } }) => !all.some(({ rule, state }) => isOf(find, rule.id, state)))
        .map((one) => (
          <>
            <p>
              {word(frame, 'decide.other', {
                rule: [one.decided.find.rule, one.decided.find.element ?? ''].join(' '),
                state: stateName(desk, one.decided.find.state),
              })}
            </p>
            <Decisions desk={desk} said={null} all={[one]} />
          </>
        ))}
      {unraised.length === 0 ? null : <p>{word(frame, 'finding.unraised', { list: names(unraised) })}</p>}
    </>
  );
}

function isOf(find: DecidedFinding['decided']['find'], rule: string, state: string): boolean {
  return find.rule === rule && find.state === state;
}

function isQuiet({ result }: RuleFinding): boolean {
  return result === 'not-bound' || result === 'not-raised';
}

interface FindingProps {
  readonly desk: Desk;
  readonly finding: RuleFinding;
  readonly on: EdtfDate | null;
  readonly decided: readonly DecidedFinding[];
}

function Finding({ desk, finding, on, decided }: FindingProps) {
  const { frame } = desk;
  const { rule, elements, considerations, defences, raisedBy, result, state } = finding;
  const of = (element: string | null) => decisionsFor(decided, finding, element);
  const withDecisions = resultWith(finding, decided);
  const decidedOn = ({ element }: ElementFound) => of(element.id).length > 0;
  return (
    <details class="rule" id={anchorOf(finding)} open={of(null).length > 0 || elements.some(decidedOn)}>
      <summary>
        <b>{labelled(frame, rule.title)}</b>
      </summary>
      <p>
        {stateName(desk, state)}, {ruleName(desk, finding)}: <strong>{resultText(frame, result)}</strong>.
        {withDecisions === null || withDecisions === result ? null : (
          <> {word(frame, 'decide.with', { result: resultText(frame, withDecisions) })}</>
        )}
      </p>
      <Decisions desk={desk} said={saidBy(of(null))} all={of(null)} />
      {raisedBy.length === 0 ? null : (
        <p>
          {word(frame, 'finding.raised-by')} <ThingLinks desk={desk} ids={raisedBy.map(({ id }) => id)} />
        </p>
      )}
      {on === null || rule.instrument === null ? null : (
        <BindingCell
          desk={desk}
          question={{ state, instrument: rule.instrument, provision: rule.provision, on }}
        />
      )}
      <table class="list stack">
        <thead>
          <tr>
            <th scope="col">{word(frame, 'finding.element')}</th>
            <th scope="col">{word(frame, 'finding.state')}</th>
          </tr>
        </thead>
        <tbody>
          {elements.map((found) => (
            <ElementRow desk={desk} found={found} decided={of(found.element.id)} />
          ))}
          {considerations.map((found) => (
            <ElementRow desk={desk} found={found} decided={[]} considered />
          ))}
        </tbody>
      </table>
      {defences.length === 0 ? null : (
        <dl class="pairs">
          {defences.map(({ defence, by }) => (
            <>
              <dt>{labelled(frame, defence.label)}</dt>
              <dd>
                {by.length === 0 ? (
                  word(frame, 'finding.not-raised')
                ) : (
                  <details class="fold">
                    <summary>{word(frame, 'finding.raised', { n: by.length })}</summary>
                    <ul class="claims">
                      {by.map(({ id }) => (
                        <li>
                          <ThingLink desk={desk} id={id} />
                        </li>
                      ))}
                    </ul>
                  </details>
                )}{' '}
                <span class="quiet">{labelled(frame, defence.answer)}</span>
              </dd>
            </>
          ))}
        </dl>
      )}
      <DecideForm desk={desk} finding={finding} />
      <p class="quiet">
        {word(frame, 'finding.standard')} {labelled(frame, rule.standard)}
        {rule.verified ? null : <span class="flag flag-unverified"> ○ {word(frame, 'law.unverified')}</span>}
      </p>
    </details>
  );
}

interface ElementProps {
  readonly desk: Desk;
  readonly found: ElementFound;
  readonly decided: readonly DecidedFinding[];
  readonly considered?: boolean;
}

function ElementRow({ desk, found, decided, considered = false }: ElementProps) {
  const { frame } = desk;
  const { element, state, saidBefore } = found;
  const shown = [...found.for, ...found.against, ...found.unverified];
  const open = state !== 'met' && state !== 'not-met';
  return (
    <tr>
      <th scope="row">
        {considered ? <span class="quiet">{word(frame, 'finding.considered')}: </span> : null}
        {labelled(frame, element.label)}
      </th>
      <td data-label={word(frame, 'finding.state')}>
        <span class={`verdict v-${colours[state]}`}>
          <span class="mark-sign" aria-hidden="true">
            {marks[state]}
          </span>{' '}
          {stateText(frame, state)}
        </span>
        <CiteOnce desk={desk} claims={shown} />
        {element.test.kind !== 'harm' || found.for.length === 0 ? null : (
          <span class="quiet">
            {' '}
            {word(frame, 'finding.before', { n: saidBefore.length, m: found.for.length })}
          </span>
        )}
        <Decisions desk={desk} said={saidBy(decided)} all={decided} />
        {open ? (
          <p class="quiet">{word(frame, 'finding.decides', { what: labelled(frame, element.decides) })}</p>
        ) : null}
      </td>
    </tr>
  );
}

function stateText(frame: Frame, state: ElementState): string {
  return word(frame, `finding.is-${state}`);
}
