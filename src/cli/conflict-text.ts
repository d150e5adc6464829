/** Agreements, domestic law and argued law beside an event's rules, as text. */
import { type ConflictAnswer } from '../app/conflicts.js';
import { type Findings } from '../app/findings.js';
import { type Asks } from '../core/law/conflicts.js';
import { hang, wrap } from './wrap.js';

const ASKS: Readonly<Record<Asks, string>> = {
  compels: 'asks for return and excepts nobody',
  excepts: 'asks for return, and excepts some people',
  'leaves-choice': 'asks nobody to return people: both can be kept, and there is no conflict',
  'not-read': 'no source that was read says what its text asks',
};

const FORCE = {
  yes: 'in force that day',
  no: 'not in force that day',
  undecided: 'that it was in force that day is undecided',
};

export function conflictLines({ conflicts }: Findings, columns: number): string[] {
  const { agreements, domestic, positions, reasoning, beside } = conflicts;
  return [
    `Agreements between these States: ${agreements.length === 0 ? 'none in the data' : agreements.length}`,
    ...agreements.flatMap((one) => agreementLines(one, columns)),
    ...ruleLines(conflicts, columns),
    ...(domestic.length === 0 ? [] : ['Domestic law that promises more']),
    ...domestic.flatMap((one) => [
      wrap(
        `${one.title} (${one.instrument}) art. ${one.provision.number}, ${FORCE[one.inForce]}: ${one.provision.duty}`,
        columns,
        '  ',
      ),
    ]),
    ...(domestic.length === 0
      ? []
      : [wrap(`${beside.cited}: ${beside.says} (${mark(beside.verified)})`, columns, '    ')]),
    ...(positions.length === 0
      ? []
      : [wrap(`The State says that its law or agreements are applied: ${positions.join(', ')}`, columns)]),
    ...(reasoning.length === 0 ? [] : [wrap(`Argued on record: ${reasoning.join(', ')}`, columns)]),
    'Argued beside treaties, and by whom; nobody is said to be bound by it here',
    ...conflicts.arguments.flatMap((one) => [
      wrap(`${one.title} (${mark(one.verified)})`, columns, '  '),
      ...one.for.map((who) => hang('    for: ', who, columns)),
      ...one.against.map((who) => hang('    against: ', who, columns)),
    ]),
    '',
  ];
}

function mark(verified: boolean): string {
  return verified ? 'read in a source' : 'general knowledge, unverified';
}

function agreementLines(one: ConflictAnswer['agreements'][number], columns: number): string[] {
  return [
    wrap(`${one.title} (${one.instrument}), ${FORCE[one.inForce]}: ${ASKS[one.asks]}`, columns, '  '),
    ...one.provisions.map(({ number, duty, effects, basis }) =>
      wrap(
        `art. ${number}: ${duty}${effects.length === 0 ? '' : ` (${effects.join(', ')}${basis === 'read' ? '' : '; general knowledge, unverified'})`}`,
        columns,
        '    ',
      ),
    ),
    ...one.clashes.map(({ instrument, provision, sender, receiver }) =>
      wrap(
        `against ${instrument} art. ${provision}: sender bound ${sender}, receiver bound ${receiver}`,
        columns,
        '    ',
      ),
    ),
  ];
}

/** Each rule once, however many agreements it decides about. */
function ruleLines({ agreements }: ConflictAnswer, columns: number): string[] {
  const rules = new Map(
    agreements.flatMap(({ clashes }) =>
      clashes.flatMap(({ decidedBy }) => decidedBy.map((rule) => [rule.id, rule] as const)),
    ),
  );
  if (rules.size === 0) return [];
  return [
    'What decides where both cannot be kept',
    ...[...rules.values()].map(({ cited, says, verified }) =>
      wrap(`${cited}: ${says} (${mark(verified)})`, columns, '  '),
    ),
  ];
}
