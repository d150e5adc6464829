/** Links that let one person in, once, within fifteen minutes. Only their digests are kept. */
import { fail, ok, type Result } from '../../core/base/result.js';
import { type Person } from './person.js';
import { digestOf, type Link, newSecret, personOf, type SignIn } from './sign-in.js';

export const LINK_MINUTES = 15;

/** Makes a link's secret; every earlier one of that person is void. */
export async function newLink(signIn: SignIn, person: string): Promise<Result<string>> {
  const secret = newSecret(signIn);
  const until = new Date(signIn.steady.time() + LINK_MINUTES * 60_000).toISOString();
  const made: Link = { hash: digestOf(secret), person, until };
  const kept = await signIn.links.update((held) =>
    ok({ next: [...open(signIn, held).filter((one) => one.person !== person), made], answer: undefined }),
  );
  return kept.ok ? ok(secret) : kept;
}

/** Whom a link lets in; it stays good. */
export function linkedPerson(signIn: SignIn, secret: string): Result<Person> {
  const hash = digestOf(secret);
  const link = open(signIn, signIn.links.held()).find((one) => one.hash === hash);
  const person = link === undefined ? null : personOf(signIn, link.person);
  return person === null ? spent() : ok(person);
}

/** Uses a link up: of two who come with it at once, one is let in. */
export async function useLink(signIn: SignIn, secret: string): Promise<Result<Person>> {
  const hash = digestOf(secret);
  const used = await signIn.links.update((held) => {
    const link = open(signIn, held).find((one) => one.hash === hash);
    return link === undefined
      ? spent()
      : ok({ next: open(signIn, held).filter((one) => one !== link), answer: link.person });
  });
  if (!used.ok) return used;
  const person = personOf(signIn, used.value);
  return person === null ? spent() : ok(person);
}

function open(signIn: SignIn, links: readonly Link[]): readonly Link[] {
  const at = signIn.steady.time();
  // Nothing is good for longer than it was made for, whatever the file says.
  return links.filter(({ until }) => {
    const left = Date.parse(until) - at;
    return left > 0 && left <= LINK_MINUTES * 60_000;
  });
}

function spent(): Result<never> {
  return fail('link-spent', 'This invitation was used already, or it is older than fifteen minutes.', {
    fix: 'Ask whoever invited you for a new link.',
  });
}
