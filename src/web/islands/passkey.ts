/**
 * The page's side of a passkey ceremony: asks our server what to sign, asks the browser to have it
 * signed, sends the answer back. It decides nothing; whatever goes wrong is told beside the button.
 */
import {
  browserSupportsWebAuthn,
  startAuthentication,
  startRegistration,
  WebAuthnError,
} from '@simplewebauthn/browser';

type Options = Parameters<typeof startAuthentication>[0]['optionsJSON'];
type MakeOptions = Parameters<typeof startRegistration>[0]['optionsJSON'];

/** What our server says: options, or where to go on to, or what is wrong. */
interface Reply {
  readonly options?: unknown;
  readonly next?: string;
  readonly problem?: string;
  readonly kind?: string;
}

class Told extends Error {
  readonly kind: string;

  constructor(message: string, kind: string) {
    super(message);
    this.kind = kind;
  }
}

const form = document.querySelector<HTMLFormElement>('form[data-passkey]');
if (form !== null) prepare(form);

function prepare(form: HTMLFormElement): void {
  // The secret leaves the address at once, so that neither history nor a shoulder keeps it.
  const secret = location.hash.slice(1);
  if (form.dataset['passkey'] === 'join' && secret !== '')
    history.replaceState(null, '', location.pathname + location.search);
  if (!browserSupportsWebAuthn()) return tell(words(form, 'unsupported'));
  if (form.dataset['passkey'] === 'join' && secret === '') return tell(words(form, 'empty'));
  form.hidden = false;
  form.addEventListener('submit', (event) => {
    if (form.dataset['done'] === 'yes') return;
    event.preventDefault();
    void run(form, secret);
  });
}

async function run(form: HTMLFormElement, secret: string): Promise<void> {
  const button = form.querySelector('button');
  if (button !== null) button.disabled = true;
  tell(words(form, 'working'));
  try {
    await perform(form, secret);
  } catch (error) {
    tell(wordsFor(form, error));
  }
  if (button !== null) button.disabled = false;
}

async function perform(form: HTMLFormElement, secret: string): Promise<void> {
  const label = new FormData(form).get('label');
  const ceremony = form.dataset['passkey'];
  if (ceremony === 'sign-in') return go(form, await asked(form, '/sign-in'));
  if (ceremony === 'join') return go(form, await made(form, '/invitation', { secret, label }));
  if (ceremony === 'add') return go(form, await added(form, label));
  await asked(form, '/me/confirm');
  form.dataset['done'] = 'yes';
  form.submit();
}

/** Adds a passkey, with another one first when the last was used too long ago. */
async function added(form: HTMLFormElement, label: unknown): Promise<Reply> {
  try {
    return await made(form, '/me/passkeys', { label });
  } catch (error) {
    if (!(error instanceof Told) || error.kind !== 'confirm') throw error;
  }
  await asked(form, '/me/confirm');
  return await made(form, '/me/passkeys', { label });
}

/** Signs with a passkey that is there. */
async function asked(form: HTMLFormElement, path: string): Promise<Reply> {
  const { options } = await post(form, `${path}/options`, {});
  const response = await startAuthentication({ optionsJSON: options as Options });
  return await post(form, path, { response });
}

/** Makes a new passkey. */
async function made(
  form: HTMLFormElement,
  path: string,
  more: Readonly<Record<string, unknown>>,
): Promise<Reply> {
  const { options } = await post(form, `${path}/options`, more);
  const response = await startRegistration({ optionsJSON: options as MakeOptions });
  return await post(form, path, { ...more, response });
}

async function post(form: HTMLFormElement, path: string, body: unknown): Promise<Reply> {
  const answer = await fetch(`${path}?lang=${form.dataset['lang'] ?? 'en'}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  // Our own server's answer, of the shape above.
  const reply = (await answer.json()) as Reply;
  if (answer.ok) return reply;
  throw new Told(reply.problem ?? words(form, 'failed'), reply.kind ?? '');
}

function go(form: HTMLFormElement, { next }: Reply): void {
  location.assign(form.dataset['next'] ?? next ?? '/');
}

function wordsFor(form: HTMLFormElement, error: unknown): string {
  if (error instanceof Told) return error.message;
  if (error instanceof WebAuthnError && error.code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED')
    return words(form, 'known');
  const name = error instanceof Error ? error.name : '';
  return words(form, name === 'NotAllowedError' || name === 'AbortError' ? 'cancelled' : 'failed');
}

/** In the page's language: the server put them there. */
function words(form: HTMLFormElement, key: string): string {
  return form.dataset[key] ?? '';
}

function tell(text: string): void {
  const place = document.getElementById('passkey-says');
  if (place !== null) place.textContent = text;
  place?.toggleAttribute('hidden', text === '');
}
