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
import { findingsOn, type FindingResult, type RuleFinding } from '../../core/law/findings.js';
import { lawFor } from '../parts/law-for.js';
import { type EdtfDate } from '../../core/base/date.js';
import { type Thing } from '../../core/view/thing.js';
import { finestDate } from '../../core/view/when.js';
import { type Desk } from '../desk.js';
import { type Frame, labelled, word } from '../frame.js';
import { BindingCell, instrumentName, stateName } from '../parts/binding.js';
import { Cite } from '../parts/cite.js';
import { ThingLink } from '../parts/names.js';
import { DecideForm, Decisions } from './decisions.js';

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
  const on = finestDate(event);
  const all = findingsOn(file, event, desk.law());
  if (all.length === 0) return null;
  const decided = decisionsOn({ file, event, lawFor: lawFor(desk) });
  const outside = all.filter(({ result }) => result === 'not-bound');
  const asked = all.filter(({ result }) => result !== 'not-bound');
  return (
    <section>
      <h2>{word(frame, 'finding.heading')}</h2>
      <p class="quiet">{word(frame, 'finding.words')}</p>
      {asked.map((finding) => (
        <Finding desk={desk} finding={finding} on={on} decided={decided} />
      ))}
      {outside.length === 0 ? null : (
        <p>
          {word(frame, 'finding.outside', {
            list: outside.map((one) => ruleName(desk, one)).join('; '),
            state: [...new Set(outside.map(({ state }) => stateName(desk, state)))].join(', '),
          })}
        </p>
      )}
    </section>
  );
}

function ruleName(desk: Desk, { rule }: RuleFinding): string {
  const number = word(desk.frame, 'law.provision', { number: rule.provision });
  return `${instrumentName(desk, rule.instrument)}, ${number}`;
}

interface FindingProps {
  readonly desk: Desk;
  readonly finding: RuleFinding;
  readonly on: EdtfDate | null;
  readonly decided: readonly DecidedFinding[];
}

function Finding({ desk, finding, on, decided }: FindingProps) {
  const { frame } = desk;
  const { rule, elements, defences, result, state } = finding;
  const of = (element: string | null) => decisionsFor(decided, finding, element);
  const withDecisions = resultWith(finding, decided);
  return (
    <article class="rule" id={`${rule.id}-${state}`}>
      <h3>{labelled(frame, rule.title)}</h3>
      <p>
        {stateName(desk, state)}, {ruleName(desk, finding)}: <strong>{resultText(frame, result)}</strong>.
        {withDecisions === null || withDecisions === result ? null : (
          <> {word(frame, 'decide.with', { result: resultText(frame, withDecisions) })}</>
        )}
      </p>
      <Decisions desk={desk} said={saidBy(of(null))} all={of(null)} />
      {on === null ? null : (
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
    </article>
  );
}

interface ElementProps {
  readonly desk: Desk;
  readonly found: ElementFound;
  readonly decided: readonly DecidedFinding[];
}

function ElementRow({ desk, found, decided }: ElementProps) {
  const { frame } = desk;
  const { element, state, saidBefore } = found;
  const shown = [...found.for, ...found.against, ...found.unverified];
  const open = state !== 'met' && state !== 'not-met';
  return (
    <tr>
      <th scope="row">{labelled(frame, element.label)}</th>
      <td data-label={word(frame, 'finding.state')}>
        <span class={`verdict v-${colours[state]}`}>
          <span class="mark-sign" aria-hidden="true">
            {marks[state]}
          </span>{' '}
          {stateText(frame, state)}
        </span>
        <Cite desk={desk} claims={shown} />
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

function resultText(frame: Frame, result: FindingResult): string {
  return word(frame, `finding.result-${result}`);
}
