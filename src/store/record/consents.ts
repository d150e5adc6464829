/**
 * Consents in the ledger: what they allow now, and that nothing about one person is recorded without one.
 * They are read to decide who reads what, so every entry counts, whoever may see it.
 */
import { type Day } from '../../core/base/date.js';
import { type DossierId } from '../../core/base/ids.js';
import { toHex } from '../../core/base/bytes.js';
import { fail, ok, type Problem, type Result } from '../../core/base/result.js';
import { type Claim } from '../../core/claim/claim.js';
import { consentFromBytes, type ConsentBody } from '../../core/ledger/consent.js';
import {
  type Consent,
  type ConsentEntry,
  type Consents,
  covers,
  foldConsents,
  isPersonal,
  stateOf,
  useOf,
} from '../../core/policy/consent.js';
import { isCompartmentAudience } from '../../core/policy/audience.js';
import { type SqlSession } from '../sql/port.js';
import { readKinds } from './entries.js';
import { type Candidate } from './prepare.js';

/** Consent entries up to and with `seq`, without those erased. */
export async function readConsentEntries(
  session: SqlSession,
  dossier: DossierId,
  seq: number = Number.MAX_SAFE_INTEGER,
): Promise<ConsentEntry[]> {
  const entries = await readKinds(session, dossier, ['consent'], seq);
  return entries.map(({ seq: at, id, body, at: instant }) => ({
    seq: at,
    at: instant,
    id: toHex(id),
    consent: consentFromBytes(body),
  }));
}

export interface Admitting {
  /** The day of the clock, in UTC. */
  readonly on: Day;
  /** Whether anyone can sign in: before that, nothing about one person is taken in. */
  readonly anyPerson: () => boolean;
  /** Whether the directory is encrypted. */
  readonly encrypted: boolean;
}

/** Refuses what is about one person and not covered by a consent, in the ledger or earlier in the same batch. */
export async function checkConsents(
  session: SqlSession,
  dossier: DossierId,
  fresh: readonly Candidate[],
  { on, anyPerson, encrypted }: Admitting,
): Promise<Result<null>> {
  const guarded = fresh.filter((one) => one.underConsent !== null || one.consent !== null);
  const [first] = guarded.filter((one) => one.consent?.action !== 'withdraw');
  if (guarded.length === 0) return ok(null);
  if (first !== undefined && !anyPerson()) return noPerson(first);
  if (first !== undefined && !encrypted) return inTheClear(first);
  const entries = await readConsentEntries(session, dossier);
  const problems: Problem[] = [];
  for (const { consent, where } of guarded) {
    if (consent === null) continue;
    const refused = wrongConsent(consent, foldConsents(entries), where);
    if (refused !== null) problems.push(refused);
    // Its id is not made yet; within a batch nothing may follow it.
    else entries.push({ seq: Number.MAX_SAFE_INTEGER, at: on, id: '', consent });
  }
  const consents = foldConsents(entries);
  for (const { underConsent, where } of guarded) {
    const refused = underConsent === null ? null : uncovered(underConsent, consents, { on, where });
    if (refused !== null) problems.push(refused);
  }
  return refusal(problems);
}

function refusal(problems: readonly Problem[]): Result<null> {
  const [first] = problems;
  if (first === undefined) return ok(null);
  if (problems.length === 1) return { ok: false, problem: first };
  return fail('without-consent', `${problems.length} entries are not covered by a consent.`, {
    where: first.where ?? '',
    fix: 'Nothing was recorded. Mend what is listed and try again.',
    causes: problems,
  });
}

function noPerson({ where }: Candidate): Result<never> {
  return fail(
    'needs-sign-in',
    'Nothing about one person is taken in while nobody can sign in to this record.',
    {
      where,
      fix: 'Admit the first person (docs/guide/people.md), or leave it out and describe people as a group.',
    },
  );
}

function inTheClear({ where }: Candidate): Result<never> {
  return fail(
    'needs-encryption',
    'Nothing about one person is taken into a record that is not encrypted: whoever gets the disk would read it.',
    {
      where,
      fix: 'Stop the server and run `article33 encrypt` (docs/guide/encrypt.md), then do it again; or leave it out.',
    },
  );
}

const UNGUESSED = /-[0-9a-f]{16,}$/;

function wrongConsent(body: ConsentBody, consents: Consents, where: string): Problem | null {
  const held = consents.get(body.name);
  const wrong = (kind: string, message: string, fix: string): Problem => ({ kind, message, where, fix });
  if (body.action === 'withdraw') {
    if (held !== undefined) return null;
    return wrong(
      'no-such-consent',
      `There is no consent "${body.name}" here.`,
      'article33 consents lists them.',
    );
  }
  const { subject, uses, from, until, how, recordedBy } = body.terms;
  if (body.earlier === null && isCompartmentAudience(body.audience) && !UNGUESSED.test(body.name))
    return wrong(
      'consent-name-guessable',
      'A consent that only a compartment may know of has a name that nobody guesses: being taken would tell of it.',
      'End its name with a hyphen and sixteen random hexadecimal digits.',
    );
  if (!uses.includes('hold'))
    return wrong(
      'consent-without-hold',
      `The consent "${body.name}" does not cover holding, and nothing goes without that.`,
      'Ask whether it may be held; if not, record nothing.',
    );
  if (how.trim() === '' || recordedBy.trim() === '')
    return wrong(
      'consent-not-told',
      `The consent "${body.name}" does not say how it was given, or who wrote it down.`,
      'Say in which way, and by whom when not by the person.',
    );
  if (until !== null && until < from)
    return wrong(
      'consent-ends-first',
      `The consent "${body.name}" ends before it begins.`,
      'Mend the two days.',
    );
  if ((held?.terms?.subject ?? subject) !== subject)
    return wrong(
      'consent-of-another',
      `The consent "${body.name}" is somebody else’s.`,
      'Give this one a name of its own.',
    );
  if ((held?.head ?? null) !== body.earlier)
    return wrong(
      held === undefined ? 'no-such-consent' : 'consent-changed',
      held === undefined
        ? `There is no consent "${body.name}" to change.`
        : `The consent "${body.name}" is recorded already, or was changed or withdrawn meanwhile.`,
      'Look at it with article33 consents, then say it again.',
    );
  return null;
}

/** Why a claim may not be recorded under the consent it names; never says what the claim says. */
function uncovered(
  claim: Claim,
  consents: Consents,
  { on, where }: { readonly on: Day; readonly where: string },
): Problem | null {
  const about = `${claim.thing.id}, ${claim.property}`;
  const wrong = (kind: string, message: string, fix: string): Problem => ({ kind, message, where, fix });
  if (claim.consent === null)
    return wrong(
      'consent-missing',
      `${about}: a fact about one person, and it names no consent.`,
      'Name the consent it was told under, or leave it out.',
    );
  const consent = consents.get(claim.consent);
  if (isPersonal(claim) && (consent?.terms?.subject ?? claim.thing.id) !== claim.thing.id)
    return wrong(
      'consent-of-another',
      `${about}: the consent "${claim.consent}" is somebody else’s.`,
      'Name a consent of the person it is about.',
    );
  const use = useOf(claim.audience);
  if (covers(consent, use, on) === 'yes') return null;
  return wrong('consent-does-not-cover', `${about}: ${whyNot(claim, consent, on)}`, FIX);
}

const FIX = 'Ask the person, and record what was agreed to; or narrow the audience; or leave it out.';

function whyNot({ consent: name, audience }: Claim, consent: Consent | undefined, on: Day): string {
  const state = stateOf(consent, on);
  switch (state) {
    case 'unknown':
      return `no consent "${name}" is known here.`;
    case 'withdrawn':
      return `the consent "${name}" was withdrawn.`;
    case 'not-begun':
      return `the consent "${name}" has not begun.`;
    case 'ended':
      return `the consent "${name}" has ended.`;
    case 'in-force':
      return `the consent "${name}" does not cover ${useOf(audience)}.`;
    default:
      return state;
  }
}
