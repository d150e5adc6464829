/**
 * Ledger entries: a salted commitment to a body, and the public leaf that commits to the entry.
 *
 * The leaf says nothing about the claim: a plain hash of "Kim Chol-su, returned 9 October 2023"
 * could be guessed, this cannot, and opening it (salt and body) proves the content.
 * `docs/formats/ledger.md` gives the exact bytes with vectors.
 */
import { concat, FieldWriter, hmacSha256, sha256, utf8 } from '../base/bytes.js';

/** What a ledger records; nothing else is ever logged. */
export const entryKinds = [
  'claim',
  'amend',
  'judge',
  'find',
  'consent',
  'custody',
  'letter',
  'export',
  'erase',
  'config',
] as const;
export type EntryKind = (typeof entryKinds)[number];

export function isEntryKind(text: string): text is EntryKind {
  return (entryKinds as readonly string[]).includes(text);
}

/** What is to be recorded, before it has a place in the log. */
export interface NewEntry {
  readonly kind: EntryKind;
  /** When it was recorded: an ISO 8601 instant in UTC, milliseconds. Order is the sequence, not this. */
  readonly at: string;
  readonly actor: string;
  /** 32 bytes: random, or derived from a public seed for shipped dossiers. */
  readonly salt: Uint8Array;
  /** Canonical bytes of the body. */
  readonly body: Uint8Array;
}

export interface Entry extends NewEntry {
  /** Position in the log, from 0. */
  readonly seq: number;
  /** The salted commitment to the body: the claim's id. */
  readonly id: Uint8Array;
  /** 33 bytes: what the public log holds. */
  readonly leaf: Uint8Array;
}

export const SALT_LENGTH = 32;
export const LEAF_LENGTH = 33;
const LEAF_VERSION = Uint8Array.of(1);
const BODY_DOMAIN = utf8('a33/body/1\0');
const ENTRY_DOMAIN = utf8('a33/entry/1\0');

/** `SHA256("a33/body/1\0" ‖ salt ‖ body)`. */
export function bodyId(salt: Uint8Array, body: Uint8Array): Uint8Array {
  if (salt.length !== SALT_LENGTH) throw new Error('A salt has 32 bytes');
  return sha256(concat(BODY_DOMAIN, salt, body));
}

/** `01 ‖ SHA256("a33/entry/1\0" ‖ salt ‖ LP(kind) ‖ LP(at) ‖ LP(actor) ‖ id)`. */
export function leafOf(entry: NewEntry, id: Uint8Array): Uint8Array {
  // The writer's version byte is not part of this format, so it is cut off again.
  const fields = new FieldWriter(0).text(entry.kind).text(entry.at).text(entry.actor).finish().subarray(1);
  return concat(LEAF_VERSION, sha256(concat(ENTRY_DOMAIN, entry.salt, fields, id)));
}

export function sealEntry(entry: NewEntry, seq: number): Entry {
  const id = bodyId(entry.salt, entry.body);
  return { ...entry, seq, id, leaf: leafOf(entry, id) };
}

/** The salt of a shipped dossier's entry: everyone's copy agrees on its ids. */
export function seededSalt(seed: Uint8Array, body: Uint8Array): Uint8Array {
  return hmacSha256(seed, body);
}

/**
 * The keyed digest that finds the same statement again. The key never leaves the machine,
 * and the digest is never published.
 */
export function fingerprint(dedupeKey: Uint8Array, statement: Uint8Array): Uint8Array {
  return hmacSha256(dedupeKey, statement);
}
