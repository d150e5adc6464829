/** `/people`: for those who let people in. To everybody else it is not there. */
import { type Context, type Hono } from 'hono';
import {
  give,
  invite,
  type Invited,
  relink,
  remove,
  signOutEverywhere,
  take,
} from '../../app/people/admit.js';
import { actorOf, type Person } from '../../app/people/person.js';
import { type Visit } from '../../app/people/sessions.js';
import { fail, ok, type Problem, type Result } from '../../core/base/result.js';
import { admitsAnywhere } from '../../core/policy/admit.js';
import { type Actor, EVERY, type Grant, may } from '../../core/policy/audience.js';
import { isCompartment, isRole } from '../../core/policy/roles.js';
import { type Answer, missing, page, readable } from '../answer.js';
import { frameOf, to } from '../frame.js';
import { LinkPage, PeoplePage } from '../pages/people.js';
import { type Services } from '../services.js';
import { siteOf, visitFor } from '../visitor.js';
import { doorForm } from './door-form.js';

type Form = ReadonlyMap<string, string>;

export function peopleRoutes(app: Hono, services: Services): void {
  const { signIn } = services;
  app.get('/people', async (c) => {
    const visit = visitFor(c);
    return visit === null || !admitsAnywhere(actorOf(visit.person))
      ? missing(c, frameOf(c).frame)
      : await people(c, services, visit);
  });
  /** A form about somebody whom the reader may see; anybody else is as absent as nobody. */
  const deed = (
    name: string,
    done: (actor: Actor, person: string, form: Form) => Promise<Result<Person | Invited>>,
    when: 'fresh' | 'any-time' = 'fresh',
  ) =>
    doorForm(
      app,
      services,
      `/people/${name}`,
      async (c, visit, form) => {
        const actor = actorOf(visit.person);
        if (!admitsAnywhere(actor)) return missing(c, frameOf(c).frame);
        const person = form.get('person') ?? '';
        const seen =
          name === 'invite' || visible(actor, signIn.people.held()).some(({ id }) => id === person);
        const result = seen ? await done(actor, person, form) : gone();
        if (!result.ok) return await people(c, services, visit, result.problem);
        if ('secret' in result.value) return link(c, services, result.value);
        return c.redirect(to(frameOf(c).frame, '/people'), 303);
      },
      when,
    );
  deed('invite', async (actor, _person, form) => {
    const grant = grantOf(form);
    const name = (form.get('name') ?? '').trim();
    if (!grant.ok) return grant;
    return name.length > 100 ? badForm() : await invite(signIn, actor, { name, grant: grant.value });
  });
  deed('grant', async (actor, person, form) => {
    const grant = grantOf(form);
    return grant.ok ? await give(signIn, actor, person, grant.value) : grant;
  });
  deed('take', (actor, person, form) => take(signIn, actor, person, form.get('dossier') ?? ''));
  deed('link', (actor, person) => relink(signIn, actor, person));
  deed('remove', (actor, person) => remove(signIn, actor, person));
  deed('sign-out', (actor, person) => signOutEverywhere(signIn, actor, person), 'any-time');
}

async function people(c: Context, services: Services, visit: Visit, problem?: Problem): Promise<Response> {
  const { signIn } = services;
  const actor = actorOf(visit.person);
  const everywhere = may(actor, 'admit', EVERY);
  const dossiers = (await readable(c, services)).filter(({ id }) => may(actor, 'admit', id));
  const view = {
    frame: frameOf(c).frame,
    people: visible(actor, signIn.people.held()),
    dossiers,
    everywhere,
    me: visit.person.id,
    audit: everywhere ? await signIn.audit.latest(100) : null,
    problem: problem ?? null,
  };
  return page(c, <PeoplePage view={view} />, problem === undefined ? 200 : 422);
}

/** Whom the actor lets in or could take off, and of their roles those in the actor's own dossiers. */
function visible(actor: Actor, held: readonly Person[]): readonly Person[] {
  const everywhere = may(actor, 'admit', EVERY);
  return held
    .filter(({ removed }) => removed === null)
    .map((person) => ({
      ...person,
      grants: everywhere
        ? person.grants
        : person.grants.filter(({ dossier }) => may(actor, 'admit', dossier)),
    }))
    .filter(({ grants }) => everywhere || grants.length > 0);
}

function link(c: Context, { origin }: Services, { person, secret }: Invited): Answer {
  const base = siteOf(c, origin)?.origin ?? 'http://localhost';
  const name = person.name === '' ? person.id : person.name;
  return page(c, <LinkPage frame={frameOf(c).frame} name={name} link={`${base}/invitation#${secret}`} />);
}

function grantOf(form: Form): Result<Grant> {
  const role = form.get('role') ?? '';
  const dossier = form.get('dossier') ?? '';
  const compartments = [
    ...new Set((form.get('compartments') ?? '').split(/[\s,]+/).filter((name) => name !== '')),
  ];
  if (!isRole(role) || dossier === '' || compartments.length > 20) return badForm();
  return compartments.every(isCompartment) ? ok({ dossier, role, compartments }) : badForm();
}

function badForm(): Result<never> {
  return fail('bad-form', 'The form could not be read.');
}

function gone(): Result<never> {
  return fail('no-such-person', 'There is no such person.');
}
