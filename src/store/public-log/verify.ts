/**
 * `verify`: published logs checked where they lie, without opening a record and without a database. Where
 * the bodies lie beside the log, each entry's body is held against its leaf too.
 */
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { sameBytes, toHex } from '../../core/base/bytes.js';
import { byText } from '../../core/base/ids.js';
import { fail, ok, type Result } from '../../core/base/result.js';
import { type NoteKey, parseVerifierKey, verifierKey } from '../../core/ledger/note.js';
import { twoRootsToText } from '../../core/ledger/two-roots.js';
import { findingText, type LogReport, type LogSource, verifyLog } from '../../core/ledger/verify-log.js';
import { type VerifiedLog, type VerifyOptions } from '../../app/ports.js';
import { type Files, nodeFiles } from '../files.js';
import { erasedBy } from '../journal/erasures.js';
import { isErased } from '../journal/frame.js';
import { readSegments } from '../journal/journal.js';
import { hashes } from '../replay.js';
import { noSecrets, type Secrets, unlock } from '../vault/unlock.js';
import { folderSource, SourceError, urlSource } from './source.js';

interface Place {
  readonly where: string;
  readonly source: LogSource;
  /** The folder of the bodies, where there is one. */
  readonly bodies: string | null;
  readonly files?: Files;
}

/** What reads the bodies of a place; `null` where they are encrypted and no key is given. */
async function filesOf({ bodies }: Place, secrets: Secrets): Promise<Result<Files | null>> {
  if (bodies === null) return ok(nodeFiles);
  const vault = await unlock(join(bodies, '../../..'), secrets);
  if (vault.ok) return ok({ ...nodeFiles, vault: vault.value });
  return vault.problem.kind === 'needs-key' ? ok(null) : vault;
}

/** `target`: a log folder, a dossier's folder, a data directory, or the http(s) address of a log. */
export async function verifyPublished(
  target: string,
  options: VerifyOptions,
  secrets: Secrets = noSecrets,
): Promise<Result<readonly VerifiedLog[]>> {
  const places = /^https?:\/\//.test(target)
    ? [{ where: target, source: urlSource(target), bodies: null }]
    : await placesIn(resolve(target));
  if (places.length === 0)
    return fail('no-log', 'There is no published log here.', {
      where: target,
      fix: 'Name the folder that holds a file "checkpoint", a data directory, or the address of a log. `article33 checkpoint` publishes one.',
    });
  const given = options.key === null ? null : await keysFrom(options.key);
  if (given !== null && !given.ok) return given;
  const older = options.since === null ? null : await readFile(options.since).catch(() => null);
  if (options.since !== null && older === null)
    return fail('no-such-file', 'The older checkpoint could not be read.', { where: options.since });
  const logs: VerifiedLog[] = [];
  for (const place of places) {
    const files = await filesOf(place, secrets);
    if (!files.ok) return files;
    // Encrypted and without the key they are withheld, as they are from whoever has the public log alone.
    const readable = files.value === null ? { ...place, bodies: null } : { ...place, files: files.value };
    const verified = await verifyPlace(readable, { given: given?.value ?? null, older }, options);
    if (!verified.ok) return verified;
    logs.push(verified.value);
  }
  return ok(logs);
}

async function placesIn(folder: string): Promise<Place[]> {
  for (const [log, beside] of [
    [folder, basename(folder) === 'log' ? dirname(folder) : null],
    [join(folder, 'log'), folder],
  ] as const)
    if (await isThere(join(log, 'checkpoint'))) return [await placeAt(log, beside)];
  const dossiers = join(folder, 'dossiers');
  const names = await readdir(dossiers).catch((): string[] => []);
  const places: Place[] = [];
  for (const name of names.sort(byText)) {
    const log = join(dossiers, name, 'log');
    if (await isThere(join(log, 'checkpoint'))) places.push(await placeAt(log, dirname(log)));
  }
  return places;
}

async function placeAt(log: string, beside: string | null): Promise<Place> {
  const bodies = beside === null ? null : join(beside, 'bodies');
  return {
    where: log,
    source: folderSource(log),
    bodies: bodies !== null && (await isThere(bodies)) ? bodies : null,
  };
}

function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** A key as it was handed on, or a file of such lines. */
export async function keysFrom(text: string): Promise<Result<readonly NoteKey[]>> {
  const file = text.includes('+') ? null : await readFile(text, 'utf8').catch(() => null);
  const lines = (file ?? text).split('\n').filter((line) => line.trim() !== '');
  const keys: NoteKey[] = [];
  for (const line of lines) {
    const key = parseVerifierKey(line.trim());
    if (!key.ok)
      return fail('bad-key', key.problem.message, {
        where: '--key',
        fix: 'Copy the whole line, or name a file that holds it.',
      });
    keys.push(key.value);
  }
  return ok(keys);
}

interface Held {
  readonly given: readonly NoteKey[] | null;
  readonly older: Uint8Array | null;
}

async function verifyPlace(
  place: Place,
  { given, older }: Held,
  options: VerifyOptions,
): Promise<Result<VerifiedLog>> {
  try {
    const keys = given === null ? await keysBeside(place) : ok(given);
    if (!keys.ok) return keys;
    const leaves: Uint8Array[] = [];
    const report = await verifyLog(place.source, {
      keys: keys.value,
      ...(older === null ? {} : { older }),
      ...(place.bodies === null ? {} : { onEntry: (_, leaf) => leaves.push(leaf) }),
      ...(options.progress === undefined ? {} : { progress: options.progress }),
    });
    if (!report.ok)
      return {
        ok: false,
        problem: { ...report.problem, where: `${report.problem.where ?? ''} of ${place.where}` },
      };
    const clean = report.value.finding === null;
    const bodies =
      place.bodies !== null && clean
        ? await verifyBodies(place.bodies, leaves, place.files ?? nodeFiles)
        : null;
    return ok(toldOf(place, { keys: keys.value, report: report.value, bodies }, given !== null));
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return fail('unreachable', `The log could not be fetched (${error.message}).`, {
      where: place.where,
      fix: 'Check the address and try again; or copy the log and verify the copy.',
    });
  }
}

async function keysBeside(place: Place): Promise<Result<readonly NoteKey[]>> {
  const bytes = await place.source('keys');
  if (bytes === null)
    return fail('no-key', 'No key lies beside the log.', {
      where: place.where,
      fix: 'Give the key of the log with --key.',
    });
  const lines = new TextDecoder()
    .decode(bytes)
    .split('\n')
    .filter((line) => line !== '');
  const keys = lines.map(parseVerifierKey).flatMap((key) => (key.ok ? [key.value] : []));
  if (keys.length === lines.length) return ok(keys);
  return fail('bad-key', 'The key beside the log does not read.', {
    where: `keys of ${place.where}`,
    fix: 'Give the key of the log with --key.',
  });
}

type Bodies = NonNullable<VerifiedLog['bodies']>;

/** Each entry of the journal against its leaf in the log; changes nothing, also while a server writes. */
async function verifyBodies(folder: string, leaves: readonly Uint8Array[], files: Files): Promise<Bodies> {
  let proven = 0;
  let recorded = 0;
  const gone: number[] = [];
  const named = new Set<number>();
  let finding: Bodies['finding'] = null;
  const bad = (entry: number, what: string) => {
    if (finding === null || (finding.entry ?? 0) > entry) finding = { entry, what };
  };
  const read = await readSegments(folder, files, (frame) => {
    for (const entry of frame.entries) {
      recorded += 1;
      const target = erasedBy(entry);
      if (target !== null) named.add(target);
      const leaf = leaves[entry.seq];
      if (leaf === undefined) continue;
      if (!sameBytes(leaf, entry.leaf))
        bad(entry.seq, 'The record holds another entry here than the one that was signed.');
      else if (isErased(entry)) gone.push(entry.seq);
      else if (!hashes(entry))
        bad(entry.seq, 'Its body, salt and fields do not give the leaf that was signed.');
      else proven += 1;
    }
  });
  // A body that is gone without an entry that says so was not erased: it is missing.
  const lost = gone.filter((seq) => !named.has(seq));
  for (const seq of lost) bad(seq, 'Its body is missing, and no entry says that it was erased.');
  if (!read.ok) bad('entry' in read.problem ? read.problem.entry : recorded, read.problem.message);
  const beyond = Math.max(0, leaves.length - recorded);
  if (beyond > 0 && read.ok) bad(recorded, 'The record ends before the log does.');
  const [erased, missing] = [gone.length - lost.length, beyond + lost.length];
  return { proven, erased, missing, unpublished: Math.max(0, recorded - leaves.length), finding };
}

function toldOf(
  { where }: Place,
  { keys, report, bodies }: { keys: readonly NoteKey[]; report: LogReport; bodies: Bodies | null },
  keyGiven: boolean,
): VerifiedLog {
  const { checkpoint, older, finding, entries } = report;
  return {
    where,
    origin: checkpoint.origin,
    size: checkpoint.size,
    root: toHex(checkpoint.root),
    keys: keys.filter((key) => key.name === checkpoint.origin).map(verifierKey),
    keyGiven,
    entries,
    since: older?.size ?? null,
    finding:
      finding === null
        ? null
        : { kind: finding.kind, entry: finding.entry, what: findingText(finding, report) },
    bodies,
    twoRoots: report.twoRoots === null ? null : twoRootsToText(report.twoRoots),
  };
}
