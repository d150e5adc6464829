/**
 * Loads dossier folders into the ledger. Each folder is read whole or refused whole, and goes into the
 * ledger as one batch, so that a dossier is there completely or not at all. Loading again adds nothing:
 * the ledger knows each statement. What a changed folder no longer says is retracted (`revise.ts`).
 */
import { type DossierId } from '../core/base/ids.js';
import { fail, type Problem, type Result } from '../core/base/result.js';
import { claimsOf, type Dossier, type DossierFile, parseDossier } from '../core/claim/dossier.js';
import { type Actor, actorName, allowedFor } from '../core/policy/audience.js';
import { type Ledger, type Statement } from './ports.js';
import { changesOf } from './revise.js';

export interface LoadPorts {
  readonly ledger: Pick<Ledger, 'openDossier' | 'append' | 'caseFile'>;
  /** The `.json` files of a folder. */
  readonly readFolder: (folder: string) => Promise<Result<readonly DossierFile[]>>;
}

export interface LoadedDossier {
  readonly folder: string;
  readonly dossier: DossierId;
  readonly things: number;
  readonly claims: number;
  /** Claims recorded now. */
  readonly added: number;
  /** Claims the ledger already held. */
  readonly known: number;
  /** Claims of an earlier revision that the folder no longer makes, retracted now. */
  readonly retracted: number;
  /** Claims retracted so before that the folder makes again. */
  readonly restored: number;
  /** Claims the folder no longer makes that a person has amended: they stay as that person left them. */
  readonly left: number;
  /** Committed, but pages will show it only after the next start. */
  readonly notYetVisible: boolean;
}

export interface RefusedDossier {
  readonly folder: string;
  readonly problems: readonly Problem[];
  /** Who refused: the dossier has mistakes, or the ledger could not record it (a full disk, say). */
  readonly by: 'dossier' | 'ledger';
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
    const outcome = await record(ports, actor, folder, dossier.value);
    if (outcome.ok) loaded.push(outcome.value);
    else refused.push({ folder, problems: [outcome.problem], by: 'ledger' });
  }
  return { loaded, refused };
}

/**
 * One problem for all that a load refused, with every mistake behind it; `null` when nothing was.
 * A ledger that cannot record speaks for itself: whoever has a full disk must not be sent to mend a dossier.
 */
export function refusalOf({ refused }: LoadReport): ReturnType<typeof fail> | null {
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
  const claims = claimsOf(dossier);
  const { statements, retracted, restored, left } = changesOf(before.value, dossier);
  const all = [...claims.map((claim): Statement => ({ kind: 'claim', claim })), ...statements];
  const appended = await ports.ledger.append(info.id, all, name, seed);
  if (!appended.ok) return appended;
  const { notYetVisible } = appended.value;
  const added = Math.max(0, appended.value.added - statements.length);
  const counts = { claims: claims.length, added, known: claims.length - added, retracted, restored, left };
  const things = dossier.things.length;
  return { ok: true, value: { folder, dossier: info.id, things, ...counts, notYetVisible } };
}

function refuse(problem: Problem): { readonly ok: false; readonly problem: readonly Problem[] } {
  return { ok: false, problem: [problem] };
}
