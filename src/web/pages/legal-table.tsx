/** The legal table of an event: State, provision, bound since when, what the record shows, what is missing. */
import { type DecidedFinding, decisionsFor, resultWith, saidBy } from '../../core/law/decided.js';
import { type ElementFound } from '../../core/law/elements.js';
import { type FindingResult, type RuleFinding } from '../../core/law/findings.js';
import { type Desk } from '../desk.js';
import { type Frame, labelled, word } from '../frame.js';
import { instrumentName, stateName } from '../parts/binding.js';

interface Props {
  readonly desk: Desk;
  readonly all: readonly RuleFinding[];
  readonly decided: readonly DecidedFinding[];
}

export function LegalTable({ desk, all, decided }: Props) {
  const { frame } = desk;
  if (all.length === 0) return null;
  return (
    <table class="list stack legal-table">
      <thead>
        <tr>
          <th scope="col">{word(frame, 'finding.rule')}</th>
          <th scope="col">{word(frame, 'finding.whose')}</th>
          <th scope="col">{word(frame, 'law.bound')}</th>
          <th scope="col">{word(frame, 'finding.state')}</th>
          <th scope="col">{word(frame, 'finding.missing')}</th>
        </tr>
      </thead>
      <tbody>
        {all.map((finding) => (
          <tr>
            <th scope="row">
              <a href={`#${anchorOf(finding)}`}>{labelled(frame, finding.rule.title)}</a>
              <br />
              <span class="quiet">{ruleName(desk, finding)}</span>
            </th>
            <td data-label={word(frame, 'finding.whose')}>{stateName(desk, finding.state)}</td>
            <td data-label={word(frame, 'law.bound')}>{boundText(frame, finding)}</td>
            <td data-label={word(frame, 'finding.state')}>
              {resultText(frame, resultWith(finding, decided) ?? finding.result)}
            </td>
            <td data-label={word(frame, 'finding.missing')}>{missingText(frame, finding, decided)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** One rule of one State on one event; events of several legs share a page. */
export function anchorOf({ event, rule, state }: RuleFinding): string {
  return `${event}-${rule.id}-${state}`;
}

export function ruleName(desk: Desk, { rule }: RuleFinding): string {
  const number = word(desk.frame, 'law.provision', { number: rule.provision });
  if (rule.instrument !== null) return `${instrumentName(desk, rule.instrument)}, ${number}`;
  return rule.cited === null ? number : labelled(desk.frame, rule.cited);
}

function boundText(frame: Frame, { rule, binding }: RuleFinding): string {
  if (rule.instrument === null) return word(frame, 'finding.argued-only');
  if (binding === null) return word(frame, 'law.unsure');
  switch (binding.bound) {
    case 'yes':
      return binding.since === null
        ? word(frame, 'law.bound')
        : word(frame, 'law.since', { date: binding.since });
    case 'no':
      return word(frame, 'law.no');
    case 'undecided':
      return word(frame, 'law.unsure');
    default:
      return binding.bound;
  }
}

/** Elements that nothing in the record, and nobody, has decided. */
function missingText(frame: Frame, finding: RuleFinding, decided: readonly DecidedFinding[]): string {
  const open = finding.elements.filter(
    (found) => isOpen(found) && saidBy(decisionsFor(decided, finding, found.element.id)) === null,
  );
  return open.map(({ element }) => labelled(frame, element.label)).join('; ');
}

function isOpen({ state }: ElementFound): boolean {
  return state === 'undecided' || state === 'for-a-person';
}

export function resultText(frame: Frame, result: FindingResult): string {
  return word(frame, `finding.result-${result}`);
}
