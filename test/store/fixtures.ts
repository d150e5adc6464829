/** Invented claims and readers for the store's tests. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Audience, type Claim } from '../../src/core/claim/claim.js';
import { type Allowed } from '../../src/core/policy/audience.js';
import { type DossierInfo } from '../../src/core/view/thing.js';
import { type Statement } from '../../src/app/ports.js';

export const info: DossierInfo = {
  id: 'invented',
  title: { en: 'An invented dossier', ko: '가상의 사건철' },
  summary: { en: 'For tests.', ko: '시험용.' },
  returningStates: ['AAA'],
  originStates: ['BBB'],
  period: null,
  invented: true,
};

export function claimOf(thing: string, text: string, more: Partial<Claim> = {}): Claim {
  return {
    thing: { type: 'Event', id: thing },
    property: 'title',
    value: { kind: 'text', text, lang: 'en' },
    source: 'S-1',
    accordingTo: [],
    locator: {},
    stance: 'asserts',
    said: null,
    credibility: { source: 'F', information: '6' },
    audience: 'public',
    consent: null,
    basis: 'read',
    note: '',
    ...more,
  };
}

export function says(thing: string, text: string, more: Partial<Claim> = {}): Statement {
  return { kind: 'claim', claim: claimOf(thing, text, more) };
}

function reader(view: Allowed['view'], ...audiences: readonly Audience[]): Allowed {
  return { audiences: new Set(audiences), view, because: 'A test reads.' };
}

export const nobody = reader('public');
export const everyone = reader('public', 'public');
export const team = reader('team', 'public', 'team');
export const family = reader('team', 'public', 'team', 'restricted:family');

/** A clock that a test sets; each reading is a millisecond later. */
export function handClock(start: string): { now: () => Date; set: (instant: string) => void } {
  let time = new Date(start).getTime();
  return {
    now: () => new Date(time++),
    set: (instant) => {
      time = new Date(instant).getTime();
    },
  };
}

/** Opens an encrypted directory with a key file, and makes it encrypted where there is none yet. */
export function encryptedWith(keyFile: string, dir: string) {
  const secrets = { keyFile, passphraseFile: null, ask: null };
  return { secrets, encrypt: !existsSync(join(dir, 'version')) };
}
