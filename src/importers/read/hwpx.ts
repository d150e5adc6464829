/** HWPX (KS X 6101): sections of XML in an archive. Paragraphs are lines; tables read cell by cell. */
import { type ReadMetadata, type ReadPage, type ReadWarning } from '../../app/read-file.js';
import { type Archive } from './archive.js';
import { grave, pageText, type Reading, Refused } from './reading.js';
import { dataWarnings } from './hwp-data.js';
import { scriptActs } from './hwp-script.js';
import { parseXml } from './xml.js';

export async function readHwpx(archive: Archive): Promise<Reading> {
  await refuseLocked(archive);
  const sections = archive.parts
    .map(({ name }) => name)
    .filter((name) => /^Contents\/section\d+\.xml$/i.test(name))
    .sort((a, b) => numberIn(a) - numberIn(b));
  const pages: ReadPage[] = [];
  for (const name of sections) {
    const bytes = await archive.open(name);
    if (bytes !== null)
      pages.push({ label: `section ${numberIn(name) + 1}`, text: pageText(sectionText(bytes, name)) });
  }
  if (pages.length === 0)
    throw new Refused('damaged-file', 'The HWPX file holds no section of text.', {
      fix: 'Open it in Hangul and save it again.',
    });
  return {
    kind: 'hwpx',
    mediaType: 'application/hwp+zip',
    pages,
    metadata: await propertiesOf(archive),
    warnings: await warningsOf(archive),
  };
}

function numberIn(name: string): number {
  return Number(/(\d+)\.xml$/i.exec(name)?.[1] ?? 0);
}

async function refuseLocked(archive: Archive): Promise<void> {
  const manifest = await archive.open('META-INF/manifest.xml');
  if (manifest === null) return;
  parseXml(manifest, 'META-INF/manifest.xml', {
    open: (name) => {
      if (name === 'encryption-data')
        throw new Refused('encrypted-file', 'The HWPX file is protected by a password.', {
          fix: 'Ask for a copy without a password (in Hangul: Security, Remove password).',
        });
    },
  });
}

/** Words stand in `t`; breaks and tabs inside it are elements; a paragraph ends its line. */
function sectionText(bytes: Uint8Array, where: string): string {
  let text = '';
  let inText = 0;
  const endLine = () => {
    if (text !== '' && !text.endsWith('\n')) text += '\n';
  };
  parseXml(bytes, where, {
    open: (name) => {
      if (name === 't') inText++;
      else if (name === 'lineBreak') text += '\n';
      else if (name === 'tab') text += '\t';
      else if (name === 'nbSpace') text += '\u00a0';
      else if (name === 'fwSpace') text += ' ';
      else if (name === 'hyphen') text += '-';
      // A paragraph inside another (a cell, a note) begins on a line of its own.
      else if (name === 'p') endLine();
    },
    close: (name) => {
      if (name === 't') inText--;
      else if (name === 'p') text += '\n';
    },
    text: (words) => {
      if (inText > 0) text += words;
    },
  });
  return text;
}

const META: Readonly<Record<string, { readonly name: string; readonly sensitive?: boolean }>> = {
  creator: { name: 'author', sensitive: true },
  lastsaveby: { name: 'last saved by', sensitive: true },
  subject: { name: 'subject' },
  description: { name: 'description' },
  CreatedDate: { name: 'created' },
  ModifiedDate: { name: 'modified' },
  title: { name: 'title' },
};

async function propertiesOf(archive: Archive): Promise<ReadMetadata[]> {
  const bytes = await archive.open('Contents/content.hpf');
  const found: ReadMetadata[] = [];
  if (bytes === null) return found;
  let [value, key] = ['', ''];
  parseXml(bytes, 'Contents/content.hpf', {
    open: (name, attributes) => {
      value = '';
      key = name === 'meta' ? (attributes.get('name') ?? '') : name;
    },
    text: (words) => (value += words),
    close: (name) => {
      const known = name === 'meta' || name === 'title' ? META[key] : undefined;
      if (known !== undefined && value.trim() !== '') found.push({ ...known, value: pageText(value.trim()) });
      value = '';
    },
  });
  return found;
}

async function warningsOf(archive: Archive): Promise<ReadWarning[]> {
  const names = archive.parts.filter(({ folder }) => !folder).map(({ name }) => name);
  const found: ReadWarning[] = [];
  let script = '';
  for (const name of names.filter((one) => /^Scripts\//i.test(one)))
    script += new TextDecoder('utf-16le').decode((await archive.open(name)) ?? new Uint8Array());
  if (scriptActs(script)) found.push(grave('script', 'The document holds a script; it was not run.'));
  const data = names.filter((name) => /^BinData\//i.test(name));
  return [...found, ...dataWarnings(data)];
}
