/** Letting people in from the terminal: the operator's verbs about people. They answer with no secret but a new link. */
import { z } from 'zod';
import { fail, ok, type Result } from '../../core/base/result.js';
import { parseDossierId } from '../../core/base/ids.js';
import { type Actor, EVERY, type Grant } from '../../core/policy/audience.js';
import { isCompartment, roles } from '../../core/policy/roles.js';
import { type DossierInfo } from '../../core/view/thing.js';
import { give, invite, type Invited, relink, remove, signOutEverywhere, take } from './admit.js';
import { LINK_MINUTES } from './links.js';
import { type Person } from './person.js';
import { sessionsOf } from './sessions.js';
import { by, note, now, steadyNow } from './sign-in.js';
import { type SignIn } from './sign-in.js';

export interface PeoplePorts {
  readonly signIn: SignIn;
  /** Where people open the pages: `http://localhost:3300`. */
  readonly address: string;
  readonly dossiers: () => Promise<readonly DossierInfo[]>;
}

/** A person as a list shows them. */
export interface PersonLine {
  readonly id: string;
  readonly name: string;
  readonly grants: readonly Grant[];
  readonly passkeys: number;
  /** Host names their passkeys work at. */
  readonly hosts: readonly string[];
  readonly sessions: number;
  readonly invited: string;
  readonly joined: string | null;
}

export interface LinkMade {
  readonly person: PersonLine;
  readonly link: string;
  readonly minutes: number;
}

const id = z.string().regex(/^[a-z0-9]{10}$/, 'A person’s id has ten letters and digits');

const role = z.enum(roles, 'A role is one of reader, documenter, analyst, keeper');

const grant = {
  dossier: z.string().max(63).optional(),
  compartments: z
    .array(z.string().refine(isCompartment, 'A compartment is named with small letters, digits and hyphens'))
    .max(20)
    .optional(),
};

export const peopleInputs = {
  people: z.object({}),
  clock: z.object({ trust: z.boolean() }),
  invite: z.object({ name: z.string().max(100).optional(), role, ...grant }),
  'invite-again': z.object({ person: id }),
  grant: z.object({ person: id, role, ...grant }),
  'take-grant': z.object({ person: id, dossier: grant.dossier }),
  'remove-person': z.object({ person: id }),
  'sign-out': z.object({ person: id }),
};

type Inputs = typeof peopleInputs;

/** What this record goes by, and what the machine says. */
export interface ClockAnswer {
  /** The machine's clock, ISO 8601. */
  readonly machine: string;
  /** The latest instant seen: what has ended by it stays ended. */
  readonly record: string;
  /** Milliseconds by which the machine is behind it. */
  readonly behind: number;
  /** Sessions and open links that ended, because the machine's clock was taken as right. */
  readonly ended: number;
}

export interface PeopleOutputs {
  readonly clock: ClockAnswer;
  readonly people: readonly PersonLine[];
  readonly invite: LinkMade;
  readonly 'invite-again': LinkMade;
  readonly grant: PersonLine;
  readonly 'take-grant': PersonLine;
  readonly 'remove-person': { readonly id: string };
  readonly 'sign-out': PersonLine;
}

interface Run {
  readonly ports: PeoplePorts;
  readonly actor: Actor;
}

type Handlers = {
  readonly [V in keyof PeopleOutputs]: (
    run: Run,
    input: z.output<Inputs[V]>,
  ) => Promise<Result<PeopleOutputs[V]>>;
};

export const peopleHandlers: Handlers = {
  clock: ({ ports, actor }, { trust }) => clockOf(ports.signIn, actor, trust),
  people: ({ ports: { signIn } }) => {
    const here = signIn.people.held().filter(({ removed }) => removed === null);
    return Promise.resolve(ok(here.map((person) => lineOf(signIn, person))));
  },
  invite: async ({ ports, actor }, { name = '', role, dossier = EVERY, compartments = [] }) => {
    const known = await isKnown(ports, dossier);
    if (!known.ok) return known;
    const grant = { dossier, role, compartments };
    return linkOf(ports, await invite(ports.signIn, actor, { name: name.trim(), grant }));
  },
  'invite-again': async ({ ports, actor }, { person }) =>
    linkOf(ports, await relink(ports.signIn, actor, person)),
  grant: async ({ ports, actor }, { person, role, dossier = EVERY, compartments = [] }) => {
    const known = await isKnown(ports, dossier);
    if (!known.ok) return known;
    return told(ports, await give(ports.signIn, actor, person, { dossier, role, compartments }));
  },
  'take-grant': async ({ ports, actor }, { person, dossier = EVERY }) =>
    told(ports, await take(ports.signIn, actor, person, dossier)),
  'remove-person': async ({ ports, actor }, { person }) => {
    const removed = await remove(ports.signIn, actor, person);
    return removed.ok ? ok({ id: removed.value.id }) : removed;
  },
  'sign-out': async ({ ports, actor }, { person }) =>
    told(ports, await signOutEverywhere(ports.signIn, actor, person)),
};

/**
 * A clock that jumped ahead once would hold what it ended closed until that day comes. Taking the machine's
 * clock as right opens it again, and ends every session and link: those were dated by the other time.
 */
async function clockOf(signIn: SignIn, actor: Actor, trust: boolean): Promise<Result<ClockAnswer>> {
  let ended = 0;
  if (trust && signIn.steady.behind() > 0) {
    ended = signIn.sessions.held().length + signIn.links.held().length;
    const sessions = await signIn.sessions.update(() => ok({ next: [], answer: undefined }));
    if (!sessions.ok) return sessions;
    const links = await signIn.links.update(() => ok({ next: [], answer: undefined }));
    if (!links.ok) return links;
    signIn.challenges.clear();
    await signIn.steady.trust();
    await note(signIn, { kind: 'clock-trusted', by: by(actor) });
  }
  return ok({ machine: now(signIn), record: steadyNow(signIn), behind: signIn.steady.behind(), ended });
}

/** A role in a dossier that is not there would open it to somebody should one of that name ever come. */
async function isKnown(ports: PeoplePorts, dossier: string): Promise<Result<void>> {
  if (dossier === EVERY) return ok(undefined);
  const parsed = parseDossierId(dossier);
  if (!parsed.ok) return parsed;
  const ids = (await ports.dossiers()).map((info) => info.id);
  return ids.includes(parsed.value)
    ? ok(undefined)
    : fail('no-dossier', 'There is no such dossier here.', {
        where: '--dossier',
        fix: `Use one of ${ids.join(', ')}, or leave it out for every dossier.`,
      });
}

function linkOf({ signIn, address }: PeoplePorts, made: Result<Invited>): Result<LinkMade> {
  if (!made.ok) return made;
  const { person, secret } = made.value;
  // After the #: browsers keep that part to themselves, so no log on the way has it.
  return ok({
    person: lineOf(signIn, person),
    link: `${address}/invitation#${secret}`,
    minutes: LINK_MINUTES,
  });
}

function told({ signIn }: PeoplePorts, changed: Result<Person>): Result<PersonLine> {
  return changed.ok ? ok(lineOf(signIn, changed.value)) : changed;
}

function lineOf(signIn: SignIn, person: Person): PersonLine {
  const { id, name, grants, authenticators, invited, joined } = person;
  return {
    id,
    name,
    grants,
    passkeys: authenticators.length,
    hosts: [...new Set(authenticators.map(({ host }) => host))],
    sessions: sessionsOf(signIn, id).length,
    invited,
    joined,
  };
}
