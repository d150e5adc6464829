/**
 * A BagIt bag (RFC 8493 and the versions before it): files under `data/` with lists of their hashes.
 * Every hash is computed and every file must be listed. Names that lead out of the bag make it invalid
 * and are never opened; what `fetch.txt` says lies elsewhere is not fetched.
 */
import { type ReadWarning } from '../../app/read-file.js';
import { windows1252 } from './encoding.js';
import { grave, note } from './reading.js';

/** The files of a bag by path, wherever they lie. */
export interface BagFiles {
  readonly names: readonly string[];
  readonly open: (name: string) => Promise<Uint8Array>;
  readonly digest: (name: string, algorithm: string) => Promise<string>;
}

export interface BagVerdict {
  readonly valid: boolean;
  readonly version: string;
  readonly findings: readonly ReadWarning[];
}

const ALGORITHMS = new Set(['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512']);

export async function checkBag(files: BagFiles): Promise<BagVerdict> {
  const findings: ReadWarning[] = [];
  const held = new Set(files.names);
  const declared = await declarationOf(files, held, findings);
  if (declared !== null) {
    const bag: Bag = { files, held, findings, ...declared };
    const payload = await checkLists(bag, /^manifest-(\w+)\.txt$/, true);
    if (payload.length === 0) findings.push(wrong('no-manifest', 'The bag has no list of its files.'));
    checkUnlisted(bag, payload);
    await checkLists(bag, /^tagmanifest-(\w+)\.txt$/, false);
    await checkFetch(bag);
    checkNames(bag);
  }
  return {
    valid: findings.every((finding) => !finding.grave),
    version: declared?.version ?? 'unknown',
    findings,
  };
}

interface Bag {
  readonly files: BagFiles;
  readonly held: ReadonlySet<string>;
  readonly findings: ReadWarning[];
  readonly version: string;
  readonly decode: (bytes: Uint8Array) => string;
}

const wrong = (kind: string, message: string, where?: string) => grave(`bag-${kind}`, message, where);
const odd = (kind: string, message: string, where?: string) => note(`bag-${kind}`, message, where);

async function declarationOf(files: BagFiles, held: ReadonlySet<string>, findings: ReadWarning[]) {
  if (!held.has('bagit.txt')) {
    findings.push(wrong('no-declaration', 'The bag has no bagit.txt.'));
    return null;
  }
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await files.open('bagit.txt'));
  const match = /^BagIt-Version: (\d+\.\d+)[ \t]*\r?\n?Tag-File-Character-Encoding: ([\w-]+)\s*$/.exec(
    text.replace(/\r/g, ''),
  );
  const [, version, encoding] = match ?? [];
  const decode = encoding === undefined ? null : decoderFor(encoding);
  if (version === undefined || decode === null) {
    findings.push(
      wrong('bad-declaration', 'bagit.txt does not say version and encoding as it must.', 'bagit.txt'),
    );
    return null;
  }
  return { version, decode };
}

function decoderFor(encoding: string): ((bytes: Uint8Array) => string) | null {
  if (/^(iso-8859-1|windows-1252|us-ascii)$/i.test(encoding)) return windows1252;
  try {
    const decoder = new TextDecoder(encoding);
    const swapped = new TextDecoder('utf-16be');
    return (bytes) => (bytes[0] === 0xfe && bytes[1] === 0xff ? swapped : decoder).decode(bytes);
  } catch {
    return null;
  }
}

/** Checks each list of one sort, and answers with the names each of them holds. */
async function checkLists(bag: Bag, pattern: RegExp, payload: boolean): Promise<ReadonlySet<string>[]> {
  const lists: ReadonlySet<string>[] = [];
  for (const name of bag.files.names) {
    const algorithm = pattern.exec(name)?.[1]?.toLowerCase();
    if (algorithm === undefined) continue;
    if (ALGORITHMS.has(algorithm)) lists.push(await checkList(bag, name, { algorithm, payload }));
    else
      bag.findings.push(odd('unknown-hash', 'A list is made with a hash that is not computed here.', name));
  }
  return lists;
}

interface ListKind {
  readonly algorithm: string;
  readonly payload: boolean;
}

async function checkList(
  bag: Bag,
  list: string,
  { algorithm, payload }: ListKind,
): Promise<ReadonlySet<string>> {
  const listed = new Map<string, string>();
  for (const line of bag.decode(await bag.files.open(list)).split(/\r\n|\r|\n/)) {
    if (line.trim() === '') continue;
    const [, hash, written] = /^([0-9a-f]+)\s+(.+?)\s*$/i.exec(line) ?? [];
    if (hash === undefined || written === undefined) {
      bag.findings.push(wrong('bad-line', 'A line of the list is not a hash and a name.', list));
      continue;
    }
    const name = resolved(bag, list, written, payload);
    if (name === null) continue;
    const before = listed.get(name);
    if (before !== undefined) twice(bag, list, name, before === hash.toLowerCase());
    listed.set(name, hash.toLowerCase());
    if (!bag.held.has(name))
      bag.findings.push(wrong('missing-file', 'A listed file is not in the bag.', name));
    else if ((await bag.files.digest(name, algorithm)) !== hash.toLowerCase())
      bag.findings.push(
        wrong('digest-mismatch', 'digest mismatch: the file is not the one that was listed.', name),
      );
  }
  return new Set(listed.keys());
}

/** Since version 1.0 a name stands once; before, once with one hash. */
function twice(bag: Bag, list: string, name: string, same: boolean): void {
  const invalid = !same || Number(bag.version.split('.')[0]) >= 1;
  bag.findings.push((invalid ? wrong : odd)('listed-twice', 'A file is listed twice.', `${list}, ${name}`));
}

/** The file a line means, or `null` when it means none in the bag. */
function resolved(bag: Bag, list: string, written: string, payload: boolean): string | null {
  let name = written;
  if (name.startsWith('*')) {
    name = name.slice(1);
    bag.findings.push(
      odd('star-in-list', 'The list has the marks of another program before its names.', list),
    );
  }
  if (name.startsWith('./')) {
    name = name.slice(2);
    bag.findings.push(odd('relative-name', 'A name begins with "./".', `${list}, ${written}`));
  }
  if (leavesBag(name, payload)) {
    bag.findings.push(wrong('name-leaves-bag', 'A name leads out of the bag.', `${list}, ${written}`));
    return null;
  }
  if (bag.held.has(name)) return name;
  const meant = name.replace(/%0a/gi, '\n').replace(/%0d/gi, '\r').replace(/%25/g, '%');
  if (bag.held.has(meant)) return meant;
  const composed = bag.files.names.find((one) => one.normalize('NFC') === name.normalize('NFC'));
  if (composed !== undefined)
    bag.findings.push(
      odd('composed-otherwise', 'A name is composed otherwise in the list than in the bag.', name),
    );
  return composed ?? name;
}

function leavesBag(name: string, payload: boolean): boolean {
  const plain = name
    .replaceAll('\\', '/')
    .replaceAll('/.', '.')
    .replace(/^\.?\//, '');
  if (name.split(/[\\/]/).includes('..') || plain.includes('../')) return true;
  if (/^([/\\~]|[a-z]:|%\w+%)/i.test(name)) return true;
  return payload && !name.startsWith('data/');
}

function checkUnlisted(bag: Bag, lists: readonly ReadonlySet<string>[]): void {
  const all = Number(bag.version.split('.')[0]) >= 1;
  for (const name of bag.files.names) {
    if (!name.startsWith('data/') || lists.length === 0) continue;
    const listed = all ? lists.every((list) => list.has(name)) : lists.some((list) => list.has(name));
    if (!listed) bag.findings.push(wrong('unlisted-file', 'A file is not in the list.', name));
  }
}

async function checkFetch(bag: Bag): Promise<void> {
  if (!bag.held.has('fetch.txt')) return;
  bag.findings.push(odd('fetch', 'The bag names files that lie elsewhere; none was fetched.', 'fetch.txt'));
  for (const line of bag.decode(await bag.files.open('fetch.txt')).split(/\r\n|\r|\n/)) {
    const name = /^\S+\s+\S+\s+(.+)$/.exec(line.trim())?.[1];
    if (name !== undefined && leavesBag(name.replace(/^\.\//, ''), true))
      bag.findings.push(wrong('name-leaves-bag', 'A name leads out of the bag.', `fetch.txt, ${name}`));
  }
}

/** Names that other file systems take for one, and what desktops leave behind. */
function checkNames(bag: Bag): void {
  const seen = new Set<string>();
  for (const name of bag.files.names) {
    const key = name.normalize('NFC').toLowerCase();
    if (seen.has(key))
      bag.findings.push(odd('names-clash', 'Two names differ only by capitals or composition.', name));
    seen.add(key);
    if (/(^|\/)(\.DS_Store|thumbs\.db|desktop\.ini)$/i.test(name))
      bag.findings.push(odd('system-file', 'A file was left behind by a desktop.', name));
  }
}
