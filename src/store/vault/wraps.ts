/**
 * `DIR/key.wrap`: the data key, wrapped once for each secret that opens it. A line a wrap, each
 * authenticated with everything the line says, so that no parameter can be changed unnoticed.
 * `docs/formats/at-rest.md` gives every byte.
 */
import { hkdf, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { fromHex, toHex, utf8 } from '../../core/base/bytes.js';
import { assertNever } from '../../core/base/result.js';
import { type RandomBytes } from '../../app/ports.js';
import { DATA_KEY_LENGTH, ONCE, open, SALT_LENGTH, seal, TAG_LENGTH } from './vault.js';

export type Secret =
  | { readonly kind: 'passphrase'; readonly text: string }
  | { readonly kind: 'key-file'; readonly bytes: Uint8Array };

export interface Wrap {
  readonly kind: Secret['kind'];
  /** Of scrypt, for a passphrase: the work is 2 to this power. */
  readonly cost: number;
  readonly salt: Uint8Array;
  readonly wrapped: Uint8Array;
}

const FIRST = 'article33 key 1';

/** 2^17 · 8 · 128 bytes: 128 MB of memory for each guess, a quarter to half a second here. */
const SCRYPT_COST = 17;
/** A greater one in a file that somebody put there would take all memory. */
const SCRYPT_COST_MAX = 20;
const SCRYPT = { r: 8, p: 1 } as const;
/** Bytes of a key file; more adds nothing, fewer could be guessed. */
export const KEY_FILE_LEAST = 32;
export const KEY_FILE_MOST = 4096;
/** Characters of a passphrase, so that guessing offline stays out of reach for one that was not chosen badly. */
export const PASSPHRASE_LEAST = 12;

export async function wrapKey(
  dataKey: Uint8Array,
  secret: Secret,
  { random, cost = SCRYPT_COST }: { readonly random: RandomBytes; readonly cost?: number },
): Promise<Wrap> {
  const salt = random(SALT_LENGTH);
  const open = { kind: secret.kind, cost: secret.kind === 'passphrase' ? cost : 0, salt };
  return { ...open, wrapped: seal(await keyOf(secret, open), ONCE, saying(open), dataKey) };
}

/** The data key, or `null` when the secret is not the one, or the wrap was altered. */
export async function unwrapKey(wrap: Wrap, secret: Secret): Promise<Uint8Array | null> {
  if (wrap.kind !== secret.kind) return null;
  return open(await keyOf(secret, wrap), ONCE, saying(wrap), wrap.wrapped);
}

type Opened = Omit<Wrap, 'wrapped'>;

const scryptOf = promisify<string, Uint8Array, number, object, Buffer>(scrypt);
const hkdfOf = promisify(hkdf);

async function keyOf(secret: Secret, { cost, salt }: Opened): Promise<Uint8Array> {
  switch (secret.kind) {
    case 'passphrase': {
      const N = 2 ** cost;
      // What one keyboard composes and another does not is one passphrase.
      const text = secret.text.normalize('NFC');
      return await scryptOf(text, salt, DATA_KEY_LENGTH, { N, ...SCRYPT, maxmem: 256 * (N + 32) * SCRYPT.r });
    }
    case 'key-file':
      return new Uint8Array(
        await hkdfOf('sha256', secret.bytes, salt, utf8('a33/key-file/1\0'), DATA_KEY_LENGTH),
      );
    default:
      return assertNever(secret);
  }
}

/** The line up to what is wrapped; it is authenticated too. */
function said({ kind, cost, salt }: Opened): string {
  const work = kind === 'passphrase' ? `scrypt ${cost} ${SCRYPT.r} ${SCRYPT.p}` : 'hkdf-sha256';
  return `${kind} ${work} ${toHex(salt)} `;
}

function saying(opened: Opened): Uint8Array {
  return utf8(said(opened));
}

export function wrapsToBytes(wraps: readonly Wrap[]): Uint8Array {
  const lines = wraps.map((wrap) => `${said(wrap)}${toHex(wrap.wrapped)}\n`);
  return utf8(`${FIRST}\n${lines.join('')}`);
}

/** `newer` for the format of a later program; `null` for what is no such file. */
export function wrapsFromBytes(bytes: Uint8Array): readonly Wrap[] | 'newer' | null {
  const [first = '', ...lines] = new TextDecoder().decode(bytes).split('\n');
  if (first !== FIRST) return /^article33 key \d+$/.test(first) ? 'newer' : null;
  if (lines.pop() !== '' || lines.length === 0) return null;
  const wraps = lines.map(wrapFrom);
  return wraps.every((wrap) => wrap !== null) ? wraps : null;
}

const LINE = /^(?:(passphrase) scrypt (\d{1,2}) 8 1|(key-file) hkdf-sha256) ([0-9a-f]{64}) ([0-9a-f]+)$/;

function wrapFrom(line: string): Wrap | null {
  const found = LINE.exec(line);
  if (found === null) return null;
  const cost = Number(found[2] ?? 0);
  const [salt, wrapped] = [fromHex(found[4] ?? ''), fromHex(found[5] ?? '')];
  if (!salt.ok || !wrapped.ok || wrapped.value.length !== DATA_KEY_LENGTH + TAG_LENGTH) return null;
  if (found[3] !== undefined) return { kind: 'key-file', cost: 0, salt: salt.value, wrapped: wrapped.value };
  if (cost < 1 || cost > SCRYPT_COST_MAX) return null;
  return { kind: 'passphrase', cost, salt: salt.value, wrapped: wrapped.value };
}
