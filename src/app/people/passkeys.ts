/**
 * The ceremonies with passkeys. Every answer is held to a challenge of ours that was made for this
 * very ceremony, to this origin and host name, to a person who was verified by their authenticator,
 * and to a counter that only grows. Nothing else lets anybody in.
 */
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { utf8 } from '../../core/base/bytes.js';
import { fail, ok, type Result } from '../../core/base/result.js';
import { type Ceremony } from './challenges.js';
import { linkedPerson, useLink } from './links.js';
import { type Authenticator, type Person } from './person.js';
import { assertion, attestation, claimsOf, clientDataOf } from './response.js';
import { beginSession, confirmSession, isFresh, type Visit } from './sessions.js';
import { digestOf, note, now, personOf, type SignIn, type Site } from './sign-in.js';

/** ES256, EdDSA and RS256, as COSE numbers them. */
const ALGORITHMS = [-7, -8, -257];
const TIMEOUT_MS = 5 * 60 * 1000;

export type AskOptions = Awaited<ReturnType<typeof generateAuthenticationOptions>>;
export type MakeOptions = Awaited<ReturnType<typeof generateRegistrationOptions>>;

/** What to ask the browser for: any passkey it has for us. Names nobody, so it tells of nobody. */
export function signInOptions(signIn: SignIn, site: Site): Promise<AskOptions> {
  return ask(signIn, site, { kind: 'sign-in' }, []);
}

export interface Entered {
  /** The secret of the session's cookie. */
  readonly secret: string;
  readonly visit: Visit;
}

export async function signInWith(
  signIn: SignIn,
  site: Site,
  { response, agent }: { readonly response: unknown; readonly agent: string },
): Promise<Result<Entered>> {
  const known = await verify(signIn, site, { kind: 'sign-in' }, response);
  return known.ok ? await beginSession(signIn, known.value, agent) : known;
}

/** One of the person's own passkeys. */
export function confirmOptions(signIn: SignIn, site: Site, { person, session }: Visit): Promise<AskOptions> {
  const theirs = person.authenticators.filter(({ host }) => host === site.host);
  return ask(signIn, site, { kind: 'confirm', session: session.hash }, theirs);
}

export async function confirmWith(
  signIn: SignIn,
  site: Site,
  { visit, response }: { readonly visit: Visit; readonly response: unknown },
): Promise<Result<void>> {
  const known = await verify(signIn, site, { kind: 'confirm', session: visit.session.hash }, response);
  if (!known.ok) return known;
  if (known.value.id !== visit.person.id) return await refuse(signIn, 'other-person', visit.person.id);
  await note(signIn, { kind: 'confirmed', person: visit.person.id });
  return await confirmSession(signIn, visit.session.hash);
}

export async function addOptions(signIn: SignIn, site: Site, visit: Visit): Promise<Result<MakeOptions>> {
  if (!isFresh(signIn, visit.session)) return notFresh();
  return ok(await offer(signIn, site, { kind: 'add', session: visit.session.hash }, visit.person));
}

export interface Made {
  readonly response: unknown;
  readonly label: string;
}

export async function addPasskey(
  signIn: SignIn,
  site: Site,
  { visit, made }: { readonly visit: Visit; readonly made: Made },
): Promise<Result<Person>> {
  if (!isFresh(signIn, visit.session)) return notFresh();
  const passkey = await register(signIn, site, { kind: 'add', session: visit.session.hash }, made);
  if (!passkey.ok) return passkey;
  return await keep(signIn, visit.person.id, passkey.value);
}

export interface Joining {
  readonly person: Person;
  readonly options: MakeOptions;
}

/** What the holder of a link is let in as, and what their browser should make. The link stays good. */
export async function joinOptions(signIn: SignIn, site: Site, secret: string): Promise<Result<Joining>> {
  const person = linkedPerson(signIn, secret);
  if (!person.ok) return person;
  const options = await offer(signIn, site, { kind: 'join', link: digestOf(secret) }, person.value);
  return ok({ person: person.value, options });
}

export async function join(
  signIn: SignIn,
  site: Site,
  { secret, agent, made }: { readonly secret: string; readonly agent: string; readonly made: Made },
): Promise<Result<Entered>> {
  const passkey = await register(signIn, site, { kind: 'join', link: digestOf(secret) }, made);
  if (!passkey.ok) return passkey;
  const person = await useLink(signIn, secret);
  if (!person.ok) return person;
  const kept = await keep(signIn, person.value.id, passkey.value);
  return kept.ok ? await beginSession(signIn, kept.value, agent) : kept;
}

function ask(
  signIn: SignIn,
  site: Site,
  ceremony: Ceremony,
  allowed: readonly Authenticator[],
): Promise<AskOptions> {
  return generateAuthenticationOptions({
    rpID: site.host,
    challenge: signIn.challenges.make(ceremony).slice(),
    userVerification: 'required',
    timeout: TIMEOUT_MS,
    allowCredentials: allowed.map(({ id }) => ({ id })),
  });
}

function offer(signIn: SignIn, site: Site, ceremony: Ceremony, person: Person): Promise<MakeOptions> {
  const theirs = person.authenticators.filter(({ host }) => host === site.host);
  return generateRegistrationOptions({
    rpName: 'Article 33',
    rpID: site.host,
    userID: utf8(person.id).slice(),
    userName: person.name === '' ? person.id : person.name,
    userDisplayName: person.name,
    challenge: signIn.challenges.make(ceremony).slice(),
    timeout: TIMEOUT_MS,
    attestationType: 'none',
    excludeCredentials: theirs.map(({ id }) => ({ id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    supportedAlgorithmIDs: ALGORITHMS,
  });
}

/** Whose passkey signed the answer, after every check; the counter is written before anyone is let in. */
async function verify(
  signIn: SignIn,
  site: Site,
  ceremony: Ceremony,
  answer: unknown,
): Promise<Result<Person>> {
  const parsed = assertion.safeParse(answer);
  if (!parsed.success) return await refuse(signIn, 'shape');
  const { id, response } = parsed.data;
  const data = clientDataOf(response.clientDataJSON);
  const person = holderOf(signIn, id);
  const wrong = wrongData(signIn, site, ceremony, data);
  if (wrong !== null || data === null) return await refuse(signIn, wrong ?? 'shape', person?.id);
  const passkey = person?.authenticators.find((one) => one.id === id);
  if (person === null || passkey === undefined) return await refuse(signIn, 'unknown-passkey');
  if (!isHandleOf(person, response.userHandle ?? null, ceremony))
    return await refuse(signIn, 'other-person', person.id);
  const counter = await counterAfter(site, { answer: parsed.data, challenge: data.challenge, passkey });
  if (counter === null) return await refuse(signIn, whyNot(response.authenticatorData, passkey), person.id);
  const kept = await used(signIn, person, { ...passkey, counter, used: now(signIn) });
  if (!kept.ok) return kept;
  if (ceremony.kind === 'sign-in') await note(signIn, { kind: 'signed-in', person: person.id });
  return kept;
}

/** Whoever signs in is named by the authenticator; in a session it may leave that out. */
function isHandleOf({ id }: Person, handle: string | null, { kind }: Ceremony): boolean {
  if (handle === null) return kind !== 'sign-in';
  return Buffer.from(handle, 'base64url').toString('utf8') === id;
}

/** Challenge, origin and kind, before any signature: each refusal has its own code. */
function wrongData(
  signIn: SignIn,
  site: Site,
  ceremony: Ceremony,
  data: ReturnType<typeof clientDataOf>,
): string | null {
  if (data === null) return 'shape';
  // Taken first: whatever else is wrong with the answer, its challenge is used up.
  if (!signIn.challenges.take(data.challenge, ceremony)) return 'challenge';
  if (data.origin !== site.origin) return 'origin';
  return data.crossOrigin === true ? 'framed' : null;
}

async function counterAfter(
  site: Site,
  {
    answer,
    challenge,
    passkey,
  }: {
    readonly answer: ReturnType<typeof assertion.parse>;
    readonly challenge: string;
    readonly passkey: Authenticator;
  },
): Promise<number | null> {
  const { clientDataJSON, authenticatorData, signature } = answer.response;
  const signed = { clientDataJSON, authenticatorData, signature };
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: { ...answer, response: signed, clientExtensionResults: {} },
      expectedChallenge: challenge,
      expectedOrigin: site.origin,
      expectedRPID: passkey.host === site.host ? site.host : [],
      requireUserVerification: true,
      credential: {
        id: passkey.id,
        publicKey: new Uint8Array(Buffer.from(passkey.publicKey, 'base64url')),
        counter: passkey.counter,
      },
    });
    return verified ? authenticationInfo.newCounter : null;
  } catch {
    return null;
  }
}

function whyNot(authenticatorData: string, passkey: Authenticator): string {
  const { verified, counter } = claimsOf(authenticatorData);
  if (!verified) return 'not-verified';
  return counter <= passkey.counter && passkey.counter > 0 ? 'counter' : 'signature';
}

/** Compared once more under the shelf's lock: of two copies with the same counter one is let in. */
function used(signIn: SignIn, person: Person, passkey: Authenticator): Promise<Result<Person>> {
  return signIn.people.update((held) => {
    const there = held.find(({ id, removed }) => id === person.id && removed === null);
    const before = there?.authenticators.find(({ id }) => id === passkey.id);
    if (
      there === undefined ||
      before === undefined ||
      (passkey.counter <= before.counter && before.counter > 0)
    )
      return notLetIn();
    const authenticators = there.authenticators.map((one) => (one === before ? passkey : one));
    const next = { ...there, authenticators };
    return ok({ next: held.map((one) => (one === there ? next : one)), answer: next });
  });
}

/** The new passkey, after every check. */
async function register(
  signIn: SignIn,
  site: Site,
  ceremony: Ceremony,
  { response: answer, label }: Made,
): Promise<Result<Authenticator>> {
  const parsed = attestation.safeParse(answer);
  if (!parsed.success) return await refuse(signIn, 'shape');
  const { response } = parsed.data;
  const data = clientDataOf(response.clientDataJSON);
  const wrong = wrongData(signIn, site, ceremony, data);
  if (wrong !== null || data === null) return await refuse(signIn, wrong ?? 'shape');
  try {
    const { transports, ...rest } = response;
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: { ...parsed.data, response: rest, clientExtensionResults: {} },
      expectedChallenge: data.challenge,
      expectedOrigin: site.origin,
      expectedRPID: site.host,
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    });
    if (!verified) return await refuse(signIn, 'signature');
    const { id, publicKey, counter } = registrationInfo.credential;
    return ok({
      id,
      publicKey: Buffer.from(publicKey).toString('base64url'),
      counter,
      label: label.trim().slice(0, 60),
      host: site.host,
      transports: transports ?? [],
      added: now(signIn),
      used: null,
    });
  } catch {
    return await refuse(signIn, 'signature');
  }
}

async function keep(signIn: SignIn, person: string, passkey: Authenticator): Promise<Result<Person>> {
  const kept = await signIn.people.update((held) => {
    const there = held.find(({ id, removed }) => id === person && removed === null);
    if (there === undefined || holderIn(held, passkey.id) !== null) return notLetIn();
    const next: Person = {
      ...there,
      authenticators: [...there.authenticators, passkey],
      joined: there.joined ?? now(signIn),
    };
    return ok({ next: held.map((one) => (one === there ? next : one)), answer: next });
  });
  if (kept.ok) {
    const first = kept.value.authenticators.length === 1;
    await note(signIn, { kind: first ? 'joined' : 'passkey-added', person });
  }
  return kept;
}

function holderOf(signIn: SignIn, passkey: string): Person | null {
  const person = holderIn(signIn.people.held(), passkey);
  return person === null ? null : personOf(signIn, person.id);
}

function holderIn(people: readonly Person[], passkey: string): Person | null {
  return people.find(({ authenticators }) => authenticators.some(({ id }) => id === passkey)) ?? null;
}

/** One answer whatever was wrong: whoever tries keys learns nothing from it. The audit has the code. */
async function refuse(signIn: SignIn, why: string, person?: string): Promise<Result<never>> {
  await note(signIn, { kind: 'sign-in-refused', why, ...(person === undefined ? {} : { person }) });
  return notLetIn();
}

function notLetIn(): Result<never> {
  return fail('not-let-in', 'That passkey was not accepted.', {
    fix: 'Try once more, or with another passkey of yours. If none works, ask whoever invited you for a new link.',
  });
}

function notFresh(): Result<never> {
  return fail('confirm', 'Show with a passkey that it is you: the last time was more than five minutes ago.');
}
