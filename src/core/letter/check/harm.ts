/** Harms after return, and who is most at risk: by harm, by profile, with the sources that tie them. */
import { termOf } from '../../model/codes.js';
import {
  type CaseFile,
  codesOf,
  type HeldClaim,
  refsOf,
  standing,
  textsOf,
  type Thing,
  thingsOf,
} from '../../view/thing.js';
import { speaksFor } from '../../ask/speaks-for.js';
import { type Verdict } from '../assertion.js';
import { evidenceFor, familyCount, familyNames, type Grounds } from './grounds.js';
import { type Checker, type Judgement, notCheckable, notInRecord } from './judgement.js';
import { sayList } from './wording.js';

/** Words by which a source's own summary names a harm that was not coded. */
const inWords: Readonly<Record<string, RegExp>> = {
  torture: /tortur|ill-treat|beat/i,
  'sexual-violence': /sexual|rape|gender-based/i,
  'forced-labour': /forced lab|hard lab|labou?r camp/i,
  detention: /detention|detain|held|imprison/i,
  imprisonment: /imprison|prison|detention/i,
  'prison-camp': /camp|kwanliso|kyohwaso/i,
  execution: /execut|death penalty|killed/i,
  disappearance: /disappear/i,
  'forced-abortion': /abort|infanticide|miscarriage/i,
  'family-separation': /separat/i,
  trafficking: /traffick/i,
  punishment: /punish|retribution|persecut|traitor|criminal|imprison|prison|camp|execut|tortur/i,
  other: /./,
};
/** A word of the letter that several recorded harms satisfy. */
const wider: Readonly<Record<string, readonly string[]>> = {
  imprisonment: ['detention', 'prison-camp'],
  detention: ['imprisonment', 'prison-camp'],
  'prison-camp': ['forced-labour'],
  'forced-labour': ['prison-camp'],
  punishment: [
    'torture',
    'imprisonment',
    'prison-camp',
    'execution',
    'detention',
    'forced-labour',
    'disappearance',
  ],
  other: [],
};

/** A group is singled out, and no profile of the record is it. */
const singled =
  /\b(?:most|particularly|especially|more|highest) (?:at|vulnerable|in danger|exposed)\b|\bat (?:particular|special|greatest|highest) risk\b/i;

export const checkHarm: Checker<'harm'> = (reading, grounds, assertion) => {
  if (reading.profiles.length === 0 && singled.test(assertion.text))
    return notInRecord('No source in the record ties the group named to that harm.');
  if (reading.harms.length === 0) return notCheckable('No harm is named that could be compared.');
  const judged = judgeHarms(grounds, reading.harms);
  if (judged.holds.includes('not-in-record')) return judged;
  if (reading.certainty === 'may' || !universal.test(assertion.text)) return certain(judged, assertion.text);
  return {
    ...judged,
    holds: ['imprecise'],
    direction: 'overstated',
    severity: 'medium',
    why: `Sources tell of it and do not say that it happens to everyone. ${judged.why}`,
    suggestion: 'Write "have been", "in some cases" or "risk".',
  };
};

/** "Will face" foretells each case; sources tell what happened to some. The harm stays supported, its certainty is not. */
function certain(judged: Judgement, text: string): Judgement {
  const will = /\bwill (?:certainly |surely |inevitably )?(?:face|suffer|meet|undergo|endure|be)\b/i.exec(
    text,
  );
  if (will === null || !judged.holds.includes('supported')) return judged;
  const [words] = will;
  const verb = words.split(' ').at(-1) ?? '';
  return {
    ...judged,
    direction: 'overstated',
    severity: 'low',
    why: `"${words}" foretells every case; the sources tell of risks and of cases. ${judged.why}`,
    suggestion: text.replace(words, verb === 'be' ? 'are at risk of being' : 'risk'),
  };
}

/** "Everyone who is sent back" is more than a risk. */
const universal =
  /\b(?:everyone|everybody|every (?:one|person|returnee|refugee|single)|all (?:of )?(?:them|those|who|returnees|refugees)|always|without exception)\b|모두|모든|所有|全部/i;

function judgeHarms(grounds: Grounds, harms: readonly string[]): Judgement {
  const rows = harms.map((harm) => ({ harm, helds: harmClaims(grounds.record, harm, null) }));
  return judgeRows(
    grounds,
    rows.map(({ harm, helds }) => ({ label: harmWords(harm), helds, own: ownOnly(grounds, harm, helds) })),
  );
}

export const checkRiskProfile: Checker<'risk-profile'> = (reading, grounds) => {
  if (reading.profiles.length === 0)
    return notInRecord('No source in the record ties the group named to that harm.');
  return judgeProfiles(grounds, reading.profiles, reading.harms);
};

function judgeProfiles(grounds: Grounds, profiles: readonly string[], harms: readonly string[]): Judgement {
  const rows = profiles.map((profile) => {
    const withHarm = harms.flatMap((harm) => harmClaims(grounds.record, harm, profile));
    const any = profileClaims(grounds.record, profile);
    const helds = withHarm.length > 0 ? withHarm : any;
    return {
      label: profileWords(profile),
      helds,
      own: helds.length === 0 && profileClaims(grounds.file, profile).length > 0,
    };
  });
  const judged = judgeRows(grounds, rows);
  const more = otherProfiles(grounds.record, profiles);
  const nothing = judged.holds.includes('not-in-record') || judged.holds.includes('self-sourced');
  if (nothing || more.length === 0) return judged;
  const names = sayList(more.map(profileWords), 6);
  return {
    ...judged,
    direction: 'understated',
    why: `${judged.why} The record ties harm to others as well: ${names}.`,
    suggestion: `Add those whom sources also name as at risk: ${names}.`,
  };
}

interface Row {
  readonly label: string;
  readonly helds: readonly HeldClaim[];
  /** Only this text says so. */
  readonly own: boolean;
}

function judgeRows(grounds: Grounds, rows: readonly Row[]): Judgement {
  const found = rows.filter(({ helds }) => helds.length > 0);
  const missing = rows.filter(({ helds }) => helds.length === 0);
  const own = missing.filter(({ own }) => own);
  const helds = found.flatMap(({ helds }) => helds);
  const list = found.map((row) => `${row.label} (${sayList(familyNames(grounds, row.helds), 3)})`);
  if (found.length === 0 && own.length > 0)
    return {
      holds: ['self-sourced'],
      severity: 'medium',
      why: `Only this text says so: ${sayList(own.map(({ label }) => label))}.`,
    };
  if (found.length === 0)
    return notInRecord(`No source in the record tells of ${sayList(missing.map(({ label }) => label))}.`);
  const holds: Verdict[] = [];
  if (missing.length > 0) holds.push('imprecise');
  if (own.length > 0) holds.push('self-sourced');
  if (familyCount(grounds, helds) === 1 && !authoritative(grounds, helds)) holds.push('single-source');
  if (holds.length === 0) holds.push('supported');
  const without =
    missing.length === 0
      ? ''
      : ` No source in the record tells of ${sayList(missing.map(({ label }) => label))}.`;
  return {
    holds,
    direction: missing.length > 0 ? 'overstated' : 'neither',
    severity: missing.length > 0 ? 'medium' : holds.includes('single-source') ? 'low' : 'none',
    why: `Told by sources: ${sayList(list)}.${without}`,
    because: evidenceFor(grounds, helds, 16),
    suggestion:
      missing.length === 0 ? null : `Keep what is sourced: ${sayList(found.map(({ label }) => label))}.`,
  };
}

/** Findings of the United Nations, a court or a legislature's commission stand by themselves. */
function authoritative(grounds: Grounds, helds: readonly HeldClaim[]): boolean {
  const kinds = new Set(['un-mechanism', 'treaty-body', 'court', 'commission', 'legislature']);
  return helds.some(({ claim }) => {
    const family = grounds.file.things.get(grounds.families.of(claim));
    return family !== undefined && codesOf(family, 'kind').some((kind) => kinds.has(kind));
  });
}

/** Claims that tell of a harm, and of a profile it falls on when one is asked for. */
export function harmClaims(file: CaseFile, harm: string, profile: string | null): HeldClaim[] {
  const kinds = [harm, ...(wider[harm] ?? [])];
  const pattern = inWords[harm];
  return thingsOf(file, 'Harm')
    .filter((one) => profile === null || (fallsOn(one, profile) && afterReturn(file, one)))
    .filter(
      (one) =>
        codesOf(one, 'kind').some((kind) => kinds.includes(kind)) ||
        (pattern !== undefined &&
          [...textsOf(one, 'summary'), ...textsOf(one, 'title')].some((text) => pattern.test(text))),
    )
    .flatMap((one) => best(one));
}

function profileClaims(file: CaseFile, profile: string): HeldClaim[] {
  return thingsOf(file, 'Harm')
    .filter((one) => fallsOn(one, profile) && afterReturn(file, one))
    .flatMap((one) => best(one));
}

function fallsOn(harm: Thing, profile: string): boolean {
  const profiles = codesOf(harm, 'profile');
  return profiles.includes(profile) || (profile === 'everyone' && profiles.length === 0);
}

function otherProfiles(file: CaseFile, named: readonly string[]): string[] {
  const all = thingsOf(file, 'Harm')
    .filter((one) => afterReturn(file, one))
    .flatMap((one) => codesOf(one, 'profile'));
  return [...new Set(all)].filter(
    (profile) => !named.includes(profile) && profile !== 'everyone' && profile !== 'border-crosser',
  );
}

/** The claim of each source that says most about a harm: its summary, else its title, else its kind. */
function best(harm: Thing): HeldClaim[] {
  const bySource = new Map<string, HeldClaim>();
  for (const property of ['summary', 'title', 'kind'])
    for (const held of standing(harm, property))
      if (!bySource.has(held.claim.source)) bySource.set(held.claim.source, held);
  return [...bySource.values()];
}

function ownOnly(grounds: Grounds, harm: string, helds: readonly HeldClaim[]): boolean {
  return helds.length === 0 && harmClaims(grounds.file, harm, null).length > 0;
}

export function harmWords(code: string): string {
  return termOf('harm-kind', code)?.en.toLowerCase() ?? code;
}

export function profileWords(code: string): string {
  return termOf('risk-profile', code)?.en.toLowerCase() ?? code;
}

/**
 * A risk on return is what the receiving State does to those returned. Arrest by the State that
 * returns them, or harm met while hiding there, is a wrong of another kind and shows no such risk.
 */
export function afterReturn(file: CaseFile, harm: Thing): boolean {
  const { originStates } = file.dossier;
  const by = refsOf(harm, 'by');
  if (originStates.length === 0 || by.some((id) => originStates.some((to) => speaksFor(file, id).has(to))))
    return true;
  const words = [...textsOf(harm, 'title'), ...textsOf(harm, 'summary')].join(' ');
  return (
    by.length === 0 &&
    /\b(?:after|on|upon|once|following) (?:being )?(?:the )?(?:forc\w+ )?(?:return|repatriat|deport)/i.test(
      words,
    )
  );
}
