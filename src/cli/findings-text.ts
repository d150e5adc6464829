/** `article33 findings` as text: each rule with its elements, what people decided beside what the rule gives. */
import {
  type DecisionAnswer,
  type ElementAnswer,
  type FindingAnswer,
  type Findings,
} from '../app/findings.js';
import { type Said, type Staleness } from '../core/law/decided.js';
import { assertNever } from '../core/base/result.js';
import { type ElementState } from '../core/law/elements.js';
import { type FindingResult } from '../core/law/findings.js';
import { conflictLines } from './conflict-text.js';
import { evidenceLines } from './evidence-text.js';
import { wrap } from './wrap.js';

const results: Readonly<Record<FindingResult, string>> = {
  met: 'each element has claims that show it, and none against',
  contested: 'met, and contested by other claims',
  fails: 'the record says that an element is missing',
  undecided: 'undecided',
  'not-raised': 'an exception that nobody on record raised',
  argued: 'each element has claims that show it; that the rule binds is argued',
  'not-bound': 'not bound by this treaty',
};

const marks: Readonly<Record<ElementState, string>> = {
  met: '● met',
  contested: '◐ contested',
  'not-met': '✕ not met',
  undecided: '○ undecided',
  'for-a-person': '○ for a person to decide',
};

export function findingsText(all: Findings, columns: number, leg = false): string {
  const { event, on, findings, legs } = all;
  const head = `${event}${on === undefined ? '' : `, ${on}`}`;
  if (findings.length === 0 && legs.length === 0)
    return `${head}\n\nNo rule here is asked about an event of this kind.\n`;
  const quiet = (result: FindingResult) => result === 'not-bound' || result === 'not-raised';
  const asked = findings.filter(({ result, decisions }) => !quiet(result) || decisions.length > 0);
  const others = findings.filter((one) => !asked.includes(one));
  return [
    head,
    '',
    ...asked.flatMap((one) => findingLines(one, columns)),
    ...namesOf('Not bound by these treaties that day', others, 'not-bound', columns),
    ...namesOf('Exceptions that nobody on record raised', others, 'not-raised', columns),
    ...all.otherDecisions.flatMap((one) => [
      `${one.rule}${one.element === null ? '' : `/${one.element}`}, ${one.state}:`,
      ...saidLines(null, [one], { columns, indent: '  ' }),
      '',
    ]),
    ...(leg ? [] : [...evidenceLines(all, columns), ...conflictLines(all, columns)]),
    ...legs.flatMap((one) => [`Leg ${findingsText(one, columns, true)}`]),
  ].join('\n');
}

function namesOf(
  heading: string,
  all: readonly FindingAnswer[],
  result: FindingResult,
  columns: number,
): string[] {
  const of = all.filter((one) => one.result === result);
  if (of.length === 0) return [];
  return [
    `${heading}:`,
    ...of.map((one) => wrap(`${one.state}, ${lawName(one)}: ${one.title}`, columns, '  ')),
    '',
  ];
}

function lawName({ instrument, cited, provision }: FindingAnswer): string {
  return instrument === undefined ? `${cited ?? ''}, ${provision}` : `${instrument} art. ${provision}`;
}

export function findingLines(one: FindingAnswer, columns: number): string[] {
  const since = one.since === undefined || one.bound !== 'yes' ? '' : `, bound since ${one.since}`;
  return [
    wrap(`${one.state}, ${lawName(one)}${since}: ${results[one.result]}`, columns),
    wrap(`${one.title} (${one.rule})`, columns, '  '),
    ...(one.result === 'not-bound' ? [] : reasons(one, columns)),
    ...saidLines(one.decided, one.decisions, { columns, indent: '  ' }),
    ...(one.resultDecided === undefined
      ? []
      : [wrap(`With what people decided: ${results[one.resultDecided]}.`, columns, '  ')]),
    '',
  ];
}

function reasons(one: FindingAnswer, columns: number): string[] {
  return [
    ...(one.raisedBy === undefined ? [] : [wrap(`Raised by ${one.raisedBy.join(', ')}.`, columns, '    ')]),
    ...one.elements.flatMap((element) => elementLines(element, columns)),
    ...one.considerations.flatMap((element) => [
      '    considered, and no element:',
      ...elementLines(element, columns),
    ]),
    ...one.defences.map((defence) =>
      wrap(
        `${defence.label}: ${defence.raisedBy.length === 0 ? 'not raised' : `raised (${defence.raisedBy.join(', ')})`}. ${defence.answer}`,
        columns,
        '    ',
      ),
    ),
    wrap(`Standard: ${one.standard}`, columns, '  '),
  ];
}

function elementLines(element: ElementAnswer, columns: number): string[] {
  const counted = [
    ...(element.for.length === 0
      ? []
      : [
          `${element.for.length === 1 ? '1 claim' : `${element.for.length} claims`}, ${element.saidBefore === 0 ? 'none' : element.saidBefore} said before the event`,
        ]),
    ...(element.against.length === 0 ? [] : [`${element.against.length} against`]),
    ...(element.unverified === 0 ? [] : [`${element.unverified} unverified`]),
  ];
  return [
    wrap(
      `${marks[element.state]}: ${element.label}${counted.length === 0 ? '' : ` (${counted.join('; ')})`}`,
      columns,
      '    ',
    ),
    ...(element.missing === undefined
      ? []
      : [wrap(`what would decide it: ${element.missing}`, columns, '      ')]),
    ...saidLines(element.decided, element.decisions, { columns, indent: '      ' }),
  ];
}

interface Place {
  readonly columns: number;
  readonly indent: string;
}

function saidLines(said: Said, all: readonly DecisionAnswer[], { columns, indent }: Place): string[] {
  return [
    ...(said === 'disagree' ? [`${indent}People decided otherwise of each other:`] : []),
    ...all.flatMap((one) => {
      const sure = one.confidence === 'unstated' ? '' : `, confidence ${one.confidence}`;
      const who = `entry ${one.entry}, ${one.at.slice(0, 10)}, ${one.by}, for ${one.audience}${sure}`;
      const decided = `${one.stale ? 'STALE, decided' : 'decided'} ${one.as.replace('-', ' ')} (${who}): ${one.why}`;
      return [
        wrap(decided, columns, indent),
        ...one.changed.map((change) => wrap(`since then: ${changeText(change)}`, columns, `${indent}  `)),
      ];
    }),
  ];
}

function changeText(change: Staleness): string {
  const short = (claims: readonly string[]) => claims.map((id) => id.slice(0, 16)).join(', ');
  switch (change.kind) {
    case 'amended':
      return `claim ${change.claim.slice(0, 16)} ${change.now === 'stands' ? 'was restored' : `was ${change.now}`}`;
    case 'new':
      return `${change.claims.length === 1 ? 'a claim bears' : `${change.claims.length} claims bear`} on it now: ${short(change.claims)}`;
    case 'elsewhere':
      return `${change.claims.length === 1 ? 'a claim no longer bears' : `${change.claims.length} claims no longer bear`} on it: ${short(change.claims)}`;
    case 'gone':
      return `${change.count === 1 ? 'a claim it rested on is' : `${change.count} claims it rested on are`} erased or may not be read`;
    case 'rule':
      return `the rule is version ${change.to}, and was ${change.from}`;
    case 'not-asked':
      return 'the rule is no longer asked of this event and State';
    case 'bound':
      return `whether the State was bound is answered ${change.to}, and was ${change.from}`;
    default:
      return assertNever(change);
  }
}
