/** `invite`, `people`, `grant`, `remove` and `sign-out`: who may sign in, kept by whoever runs the machine. */
import { type LinkMade, type PersonLine } from '../../app/people/verbs.js';
import { EVERY, type Grant } from '../../core/policy/audience.js';
import { isRole, roles, type Role } from '../../core/policy/roles.js';
import {
  type Command,
  type Context,
  type ExitCode,
  type Input,
  printJson,
  tell,
  textOption,
} from '../command.js';
import { hang } from '../wrap.js';

const grantOptions = {
  role: { type: 'string', value: 'ROLE', doc: `What they may do: ${roles.join(', ')}.` },
  dossier: { type: 'string', value: 'ID', doc: 'In which dossier; in every one when not given.' },
  compartment: {
    type: 'string',
    value: 'NAMES',
    doc: 'Compartments whose claims they may read; several with commas between them.',
  },
} as const;

export const inviteCommand: Command = {
  name: 'invite',
  summary: 'Let somebody in: print a link that makes their passkey, once, within fifteen minutes',
  usage: 'invite --role ROLE [--name NAME] [--dossier ID] [--compartment NAMES] | invite --again PERSON',
  example: 'article33 invite --role keeper --name "Night desk"',
  options: {
    ...grantOptions,
    name: {
      type: 'string',
      value: 'NAME',
      doc: 'What others who let people in see; it never enters the record.',
    },
    again: {
      type: 'string',
      value: 'PERSON',
      doc: 'A new link for somebody who lost every passkey; those they had stop working at once.',
    },
  },
  arity: [0, 0],
  run: async (context, input) => {
    const again = textOption(input, 'again');
    if (again !== undefined) return showLink(context, await context.call('invite-again', { person: again }));
    const role = roleOf(input);
    if (role === null) return noRole(context);
    const name = textOption(input, 'name');
    return showLink(context, await context.call('invite', { name, role, ...placeOf(input) }));
  },
};

function showLink(context: Context, made: Awaited<ReturnType<typeof context.call<'invite'>>>): ExitCode {
  if (!made.ok) return tell(context, made.problem);
  if (context.json) printJson(context, made.value);
  else context.terminal.out(linkText(made.value, context.terminal.columns));
  return 0;
}

function linkText({ person, link, minutes }: LinkMade, columns: number): string {
  return [
    hang(
      '',
      `Whoever opens this within ${minutes} minutes becomes ${named(person)}, once. Hand it over on a channel you trust; it is not shown again.`,
      columns,
    ),
    '',
    link,
    '',
    hang('', 'The server must be running to open it: article33 start', columns),
    '',
  ].join('\n');
}

export const peopleCommand: Command = {
  name: 'people',
  summary: 'List who may sign in, and what each may do',
  usage: 'people',
  example: 'article33 people',
  options: {},
  arity: [0, 0],
  run: async (context) => {
    const listed = await context.call('people', {});
    if (!listed.ok) return tell(context, listed.problem);
    if (context.json) printJson(context, { people: listed.value });
    else if (listed.value.length === 0)
      context.terminal.out(
        'Nobody yet: whoever uses this machine reads everything. Let somebody in with\n  article33 invite --role keeper\n',
      );
    else context.terminal.out(listed.value.map(personText).join(''));
    return 0;
  },
};

export const grantCommand: Command = {
  name: 'grant',
  summary: 'Change what somebody may do in a dossier, or take it away; their sessions end at once',
  usage: 'grant PERSON --role ROLE [--dossier ID] [--compartment NAMES] | grant PERSON --none [--dossier ID]',
  example: 'article33 grant k3v9x0m2qa --role analyst --dossier prc-dprk',
  options: { ...grantOptions, none: { type: 'boolean', doc: 'Take the role away.' } },
  arity: [1, 1],
  run: async (context, input) => {
    const [person = ''] = input.args;
    if (input.options['none'] === true)
      return showPerson(
        context,
        await context.call('take-grant', { person, dossier: placeOf(input).dossier }),
      );
    const role = roleOf(input);
    if (role === null) return noRole(context);
    return showPerson(context, await context.call('grant', { person, role, ...placeOf(input) }));
  },
};

export const removeCommand: Command = {
  name: 'remove',
  summary: 'Take somebody off: name and passkeys go, sessions end at once; the record keeps their id',
  usage: 'remove PERSON',
  example: 'article33 remove k3v9x0m2qa',
  options: {},
  arity: [1, 1],
  run: async (context, input) => {
    const removed = await context.call('remove-person', { person: input.args[0] ?? '' });
    if (!removed.ok) return tell(context, removed.problem);
    if (context.json) printJson(context, removed.value);
    else context.terminal.out(`${removed.value.id} was taken off and is signed out everywhere.\n`);
    return 0;
  },
};

export const signOutCommand: Command = {
  name: 'sign-out',
  summary: 'End every session of somebody, at once',
  usage: 'sign-out PERSON',
  example: 'article33 sign-out k3v9x0m2qa',
  options: {},
  arity: [1, 1],
  run: async (context, input) =>
    showPerson(context, await context.call('sign-out', { person: input.args[0] ?? '' })),
};

function showPerson(context: Context, changed: Awaited<ReturnType<typeof context.call<'grant'>>>): ExitCode {
  if (!changed.ok) return tell(context, changed.problem);
  if (context.json) printJson(context, changed.value);
  else context.terminal.out(`${personText(changed.value)}Signed out everywhere.\n`);
  return 0;
}

function personText(person: PersonLine): string {
  const { grants, passkeys, hosts, sessions, joined, invited } = person;
  const state =
    joined === null
      ? `invited ${invited.slice(0, 10)}, not yet here`
      : `${count(passkeys, 'passkey')}${hosts.length === 0 ? '' : ` for ${hosts.join(', ')}`}, ${count(sessions, 'session')}`;
  return [`${named(person)}: ${state}`, ...grants.map((grant) => `  ${grantText(grant)}`), ''].join('\n');
}

function named({ id, name }: PersonLine): string {
  return name === '' ? id : `${name} (${id})`;
}

function grantText({ dossier, role, compartments }: Grant): string {
  const where = dossier === EVERY ? 'every dossier' : dossier;
  return `${role} of ${where}${compartments.length === 0 ? '' : `, with ${compartments.join(', ')}`}`;
}

function count(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}

function roleOf(input: Input): Role | null {
  const role = textOption(input, 'role') ?? '';
  return isRole(role) ? role : null;
}

function noRole(context: Context): ExitCode {
  return tell(context, {
    kind: 'usage',
    message: 'Say what they may do.',
    where: '--role',
    fix: `One of ${roles.join(', ')}. The first person must be a keeper.`,
  });
}

function placeOf(input: Input): { readonly dossier?: string; readonly compartments?: string[] } {
  const dossier = textOption(input, 'dossier');
  const compartments = textOption(input, 'compartment');
  return {
    ...(dossier === undefined ? {} : { dossier }),
    ...(compartments === undefined
      ? {}
      : { compartments: compartments.split(',').map((name) => name.trim()) }),
  };
}
