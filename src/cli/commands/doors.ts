/** `article33 doors`: every body that can act on a State or an event, and how its door stands. */
import { type DoorAnswer, type Doors, type DoorsOfState } from '../../app/doors.js';
import { assertNever } from '../../core/base/result.js';
import { type Command, printJson, tell, textOption } from '../command.js';
import { asOfOption, languageOf, onlyDossierOption } from '../options.js';
import { wrap } from '../wrap.js';

export const doorsCommand: Command = {
  name: 'doors',
  summary: 'Say which bodies can act on a State or an event, who may go to each, and until when',
  usage: 'doors EVENT|STATE [--on DATE] [--decided DAY] [--all] [--lang en|ko]',
  example: 'article33 doors 2023-10-09 --on 2024-01-15',
  options: {
    on: { type: 'string', value: 'DATE', doc: 'The day somebody would go to a body; today when not given.' },
    decided: {
      type: 'string',
      value: 'DAY',
      doc: 'The final decision at home: some deadlines are counted from it.',
    },
    all: {
      type: 'boolean',
      doc: 'What each wants to be told and what follows, also of those that are shut.',
    },
    lang: { type: 'string', value: 'LANG', doc: 'Language of the doors: en or ko.' },
    ...onlyDossierOption,
    ...asOfOption,
  },
  arity: [1, 1],
  run: async (context, input) => {
    const lang = languageOf(input);
    if (!lang.ok) return tell(context, lang.problem);
    const result = await context.call('doors', {
      of: input.args[0] ?? '',
      on: textOption(input, 'on'),
      decided: textOption(input, 'decided'),
      lang: lang.value,
      dossier: textOption(input, 'dossier'),
      asOf: textOption(input, 'as-of'),
    });
    if (!result.ok) return tell(context, result.problem);
    if (context.json) printJson(context, result.value);
    else
      context.terminal.out(
        doorsText(result.value, { columns: context.terminal.columns, all: input.options['all'] === true }),
      );
    return 0;
  },
};

const marks = { open: '● open', argued: '◐ argued', undecided: '○ undecided', shut: '✕ shut' } as const;

interface Shape {
  readonly columns: number;
  readonly all: boolean;
}

function doorsText({ event, eventDate, on, states, dataAsOf }: Doors, shape: Shape): string {
  const head =
    event === undefined
      ? `Doors on ${on}`
      : `${event}${eventDate === undefined ? '' : `, ${eventDate}`}: doors on ${on}`;
  const about = `The table of all States is complete to ${dataAsOf}; ○ at the end of a line marks general knowledge.`;
  return [head, '', ...states.flatMap((one) => stateLines(one, shape)), wrap(about, shape.columns), ''].join(
    '\n',
  );
}

function stateLines({ name, part, doors }: DoorsOfState, shape: Shape): string[] {
  const told =
    part === undefined ? '' : part === 'sent' ? ', which sent people' : ', to which people were sent';
  const shut = doors.filter(({ status }) => status === 'shut');
  const shown = shape.all ? doors : doors.filter(({ status }) => status !== 'shut');
  return [
    `${name}${told}`,
    '',
    ...shown.flatMap((one) => doorLines(one, shape)),
    ...(shape.all || shut.length === 0 ? [] : ['  ✕ shut', ...shut.map((one) => shutLine(one, shape)), '']),
  ];
}

function shutLine(one: DoorAnswer, { columns }: Shape): string {
  return wrap(`${one.id}: ${one.body}. ${one.why.at(-1) ?? ''}${sign(one)}`, columns, '    ');
}

function sign({ gateVerified }: DoorAnswer): string {
  return gateVerified ? '' : ' ○';
}

function doorLines(one: DoorAnswer, { columns, all }: Shape): string[] {
  const seen =
    one.lastSeen === undefined ? '' : ` (${one.lastSeen.status} when last seen, ${one.lastSeen.on})`;
  const line = (text: string) => wrap(text, columns, '      ');
  return [
    wrap(`${marks[one.status]}${seen}  ${one.body}`, columns, '  '),
    line(`${one.title}${one.persons === undefined ? '' : ` (${one.persons})`}  [${one.id}]`),
    ...one.why.map((why, i) => line(`${why}${i === one.why.length - 1 ? sign(one) : ''}`)),
    line(`Who: ${one.who.join('; ')}.`),
    ...(one.admissibility.length === 0 ? [] : [line(`Asks: ${one.admissibility.join('; ')}.`)]),
    line(`Time: ${timeText(one)}`),
    ...(!all || one.fields.length === 0 ? [] : [line(`Needs: ${one.fields.join('; ')}.`)]),
    ...(!all || one.follow === undefined ? [] : [line(`Then: ${one.follow}`)]),
    ...(one.form === undefined ? [] : [line(`Form: ${one.form}`)]),
    '',
  ];
}

function timeText({ deadline }: DoorAnswer): string {
  const { words, last, past, needs, expected } = deadline;
  if (last !== undefined) return `${past ? 'ended' : 'until'} ${last}. ${words}`;
  if (expected !== undefined) return `next expected ${expected} (not a fixed day). ${words}`;
  switch (needs) {
    case 'decision':
      return `${words} For a day, add --decided with the day of the final decision.`;
    case 'event':
      return `${words} For a day, ask about an event that has one.`;
    case 'session':
      return `${words} The data hold no day for this State.`;
    case undefined:
      return words;
    default:
      return assertNever(needs);
  }
}
