/** `article33 findings`: the rules that an event touches, element by element, with what is missing. */
import { type ElementAnswer, type FindingAnswer, type Findings } from '../../app/findings.js';
import { type ElementState } from '../../core/law/elements.js';
import { type FindingResult } from '../../core/law/findings.js';
import { type Command, printJson, tell, textOption } from '../command.js';
import { asOfOption, languageOf, onlyDossierOption } from '../options.js';
import { wrap } from '../wrap.js';

export const findingsCommand: Command = {
  name: 'findings',
  summary: 'Set the rules of law against an event: what is met, by which claims, and what is missing',
  usage: 'findings EVENT [--lang en|ko]',
  example: 'article33 findings 2023-10-09',
  options: {
    lang: { type: 'string', value: 'LANG', doc: 'Language of the rules: en or ko.' },
    ...onlyDossierOption,
    ...asOfOption,
  },
  arity: [1, 1],
  run: async (context, input) => {
    const lang = languageOf(input);
    if (!lang.ok) return tell(context, lang.problem);
    const result = await context.call('findings', {
      event: input.args[0] ?? '',
      lang: lang.value,
      dossier: textOption(input, 'dossier'),
      asOf: textOption(input, 'as-of'),
    });
    if (!result.ok) return tell(context, result.problem);
    if (context.json) printJson(context, result.value);
    else context.terminal.out(findingsText(result.value, context.terminal.columns));
    return 0;
  },
};

const results: Readonly<Record<FindingResult, string>> = {
  met: 'each element has claims that show it, and none against',
  contested: 'met, and contested by other claims',
  fails: 'the record says that an element is missing',
  undecided: 'undecided',
  'not-bound': 'not bound by this treaty',
};

const marks: Readonly<Record<ElementState, string>> = {
  met: '● met',
  contested: '◐ contested',
  'not-met': '✕ not met',
  undecided: '○ undecided',
  'for-a-person': '○ for a person to decide',
};

function findingsText({ event, on, findings }: Findings, columns: number): string {
  const head = `${event}${on === undefined ? '' : `, ${on}`}`;
  if (findings.length === 0) return `${head}\n\nNo rule here is asked about an event of this kind.\n`;
  return [head, '', ...findings.flatMap((one) => findingLines(one, columns))].join('\n');
}

function findingLines(one: FindingAnswer, columns: number): string[] {
  const since = one.since === undefined || one.bound !== 'yes' ? '' : `, bound since ${one.since}`;
  return [
    `${one.state}, ${one.instrument} art. ${one.provision}${since}: ${results[one.result]}`,
    wrap(one.title, columns, '  '),
    ...(one.result === 'not-bound' ? [] : reasons(one, columns)),
    '',
  ];
}

function reasons(one: FindingAnswer, columns: number): string[] {
  return [
    ...one.elements.flatMap((element) => elementLines(element, columns)),
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
  ];
}
