/**
 * Loads dossier folders into the ledger. Each folder is read whole or refused whole, and goes into the
 * ledger as one batch, so that a dossier is there completely or not at all. Loading again adds nothing:
 * the ledger knows each statement. What a changed folder no longer says is retracted (`revise.ts`).
 */
import { type Day } from '../core/base/date.js';
import { type DossierId } from '../core/base/ids.js';
import { fail, ok, type Problem, type Result } from '../core/base/result.js';
import { type Dossier, type DossierFile, parseDossier } from '../core/claim/dossier.js';
import { type Actor, actorName, allowedFor, allowedTo } from '../core/policy/audience.js';
import { consentStatements, isAboutPersons, notInForce } from './consent-load.js';
import { type Ledger, type Statement } from './ports.js';
import { changesOf, FOLDER } from './revise.js';

export interface LoadPorts {
  readonly ledger: Pick<Ledger, 'openDossier' | 'append' | 'caseFile' | 'consents' | 'dossiers'>;
  /** The `.json` files of a folder. */
  readonly readFolder: (folder: string) => Promise<Result<readonly DossierFile[]>>;
  /** Whether anybody can sign in: before that nothing about one person is loaded. */
  readonly anyPerson: () => boolean;
  /** Whether the record is encrypted at rest: nothing about one person is loaded into another. */
  readonly encrypted: boolean;
  /** The day, in UTC. */
  readonly today: () => Day;
}

export interface LoadedDossier {
  readonly folder: string;
  readonly dossier: DossierId;
  readonly things: number;
  readonly claims: number;
  /** Claims and consents recorded now. */
  readonly added: number;
  /** Claims and consents the ledger already held. */
  readonly known: number;
  /** Claims of an earlier revision that the folder no longer makes, retracted now. */
  readonly retracted: number;
  /** Claims retracted so before that the folder makes again. */
  readonly restored: number;
  /** Claims the folder no longer makes that a person has amended: they stay as that person left them. */
  readonly left: number;
  /** Public claims that the folder now gives to the team alone: hidden from everybody else at once. */
  readonly narrowed: number;
  /** Statements held with another note, credibility, day of saying or narrower audience than the folder now gives: they stay. */
  readonly otherwise: number;
  /** Committed, but pages will show it only after the next start. */
  readonly notYetVisible: boolean;
}

export interface RefusedDossier {
  readonly folder: string;
  readonly problems: readonly Problem[];
  /**
   * Who refused: the dossier has mistakes, the ledger could not record it (a full disk, say), or no consent
   * covers what is about one person, which may come about by itself when a last day passes.
   */
  readonly by: 'dossier' | 'ledger' | 'consent';
  /** Absent when it could not be read as one. */
  readonly dossier?: DossierId;
}

export interface LoadReport {
  readonly loaded: readonly LoadedDossier[];
  /** Folders of which nothing was recorded, with every reason. */
  readonly refused: readonly RefusedDossier[];
}

/** Always gives a report: one bad dossier does not keep the others out. */
export async function loadDossiers(
  ports: LoadPorts,
  actor: Actor,
  folders: readonly string[],
): Promise<LoadReport> {
  const loaded: LoadedDossier[] = [];
  const refused: RefusedDossier[] = [];
  const ids = new Set<DossierId>();
  for (const folder of folders) {
    const dossier = await readOne(ports, folder, ids);
    if (!dossier.ok) {
      refused.push({ folder, problems: dossier.problem, by: 'dossier' });
      continue;
    }
    const barred = await barredFor(ports, actor, dossier.value);
    if (barred.length > 0) {
      refused.push({ folder, problems: barred, by: 'consent', dossier: dossier.value.info.id });
      continue;
    }
    const outcome = await record(ports, actor, folder, dossier.value);
    if (outcome.ok) loaded.push(outcome.value);
    else refused.push(refusedBy(folder, dossier.value.info.id, outcome.problem));
  }
  return { loaded, refused };
}

/**
 * One problem for all that a load refused, with every mistake behind it; `null` when nothing was.
 * A ledger that cannot record speaks for itself: whoever has a full disk must not be sent to mend a dossier.
 * What lacks a consent is left out and told, and keeps nobody from the rest.
 */
export function refusalOf({ refused: all }: LoadReport): ReturnType<typeof fail> | null {
  const refused = all.filter(({ by }) => by !== 'consent');
  const [unrecorded] = refused.flatMap(({ by, problems }) => (by === 'ledger' ? problems : []));
  if (unrecorded !== undefined) return { ok: false, problem: unrecorded };
  if (refused.length === 0) return null;
  const several = refused.length > 1;
  const causes = refused.flatMap(({ folder, problems }) =>
    problems.map((problem) =>
      several ? { ...problem, where: [folder, problem.where ?? ''].filter(Boolean).join(', ') } : problem,
    ),
  );
  return fail(
    'dossier-refused',
    `${several ? `${refused.length} dossiers have mistakes, and nothing of them was` : 'The dossier has mistakes, and nothing of it was'} loaded.`,
    {
      where: refused.map(({ folder }) => folder).join(', '),
      fix: 'Mend what is listed and run it again.',
      causes,
    },
  );
}

/** How the ledger says that no consent covers something. */
const WITHOUT_CONSENT =
  /^(?:without-consent|needs-sign-in|needs-encryption|no-such-consent|consent-(?:missing|does-not-cover|of-another|changed))$/;

function refusedBy(folder: string, dossier: DossierId, problem: Problem): RefusedDossier {
  const causes = problem.causes ?? [problem];
  if (!causes.every(({ kind }) => WITHOUT_CONSENT.test(kind)))
    return { folder, problems: [problem], by: 'ledger', dossier };
  return { folder, problems: causes, by: 'consent', dossier };
}

async function readOne(
  ports: LoadPorts,
  folder: string,
  ids: Set<DossierId>,
): Promise<Result<Dossier, readonly Problem[]>> {
  const files = await ports.readFolder(folder);
  if (!files.ok) return { ok: false, problem: [files.problem] };
  const dossier = parseDossier(files.value);
  if (!dossier.ok) return dossier;
  const { id } = dossier.value.info;
  if (ids.has(id))
    return refuse({
      kind: 'dossier-twice',
      message: `Another folder of this load is already the dossier "${id}".`,
      where: folder,
      fix: 'Give each dossier its own id.',
    });
  ids.add(id);
  return dossier;
}

/** Asked before the dossier is opened, so that a refused one leaves no empty dossier behind. */
async function barredFor(ports: LoadPorts, actor: Actor, dossier: Dossier): Promise<readonly Problem[]> {
  if (!isAboutPersons(dossier)) return [];
  if (!ports.anyPerson())
    return [
      {
        kind: 'needs-sign-in',
        message: 'It holds facts about one person, and nobody can sign in to this record yet.',
        where: dossier.info.id,
        fix: 'Start without it, admit the first person, then load it; or describe people as a group.',
      },
    ];
  const held = (await ports.ledger.dossiers(allowedTo(actor))).some(({ id }) => id === dossier.info.id);
  if (!held && !ports.encrypted)
    return [
      {
        kind: 'needs-encryption',
        message: 'It holds facts about one person, and this record is not encrypted.',
        where: dossier.info.id,
        fix: 'Stop the server and run `article33 encrypt` (docs/guide/encrypt.md), then load it again; or describe people as a group.',
      },
    ];
  // What is held already was admitted when it came; only what is new is asked about, by the ledger.
  return held ? [] : notInForce(dossier, ports.today());
}

async function record(
  ports: LoadPorts,
  actor: Actor,
  folder: string,
  dossier: Dossier,
): Promise<Result<LoadedDossier>> {
  const { info, seed } = dossier;
  const name = actorName(actor);
  const opened = await ports.ledger.openDossier(info, seed, name);
  if (!opened.ok) return opened;
  const before = await ports.ledger.caseFile(info.id, allowedFor(actor, info.id));
  if (!before.ok) return before;
  const consents = await consentsFor(ports, actor, dossier);
  if (!consents.ok) return consents;
  const claims = dossier.things.flatMap((thing) => thing.claims);
  const { statements, ...changes } = changesOf(before.value, dossier);
  const said = claims.map(({ claim, where }): Statement => ({ kind: 'claim', claim, where }));
  const all = [...consents.value, ...said, ...statements];
  const recorder = isAboutPersons(dossier) ? FOLDER : name;
  const appended = await ports.ledger.append(info.id, all, recorder, seed);
  if (!appended.ok) return appended;
  const { notYetVisible } = appended.value;
  const added = Math.max(0, appended.value.added - statements.length);
  const counts = {
    claims: claims.length,
    added,
    known: said.length + consents.value.length - added,
    ...changes,
  };
  const things = dossier.things.length;
  return { ok: true, value: { folder, dossier: info.id, things, ...counts, notYetVisible } };
}

async function consentsFor(
  { ledger }: LoadPorts,
  actor: Actor,
  { info, consents }: Dossier,
): Promise<Result<readonly Statement[]>> {
  if (consents.length === 0) return ok([]);
  const held = await ledger.consents(info.id, allowedFor(actor, info.id));
  return held.ok ? ok(consentStatements(consents, held.value.consents)) : held;
}

function refuse(problem: Problem): { readonly ok: false; readonly problem: readonly Problem[] } {
  return { ok: false, problem: [problem] };
}
