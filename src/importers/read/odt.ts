/** An OpenDocument text (ODF 1.2): paragraphs are lines; spaces and tabs are elements of their own. */
import { type ReadMetadata } from '../../app/read-file.js';
import { type Archive } from './archive.js';
import { grave, pageText, type Reading, Refused } from './reading.js';
import { parseXml } from './xml.js';

const SPACES_MOST = 1000;

export async function readOdt(archive: Archive): Promise<Reading> {
  const manifest = await archive.open('META-INF/manifest.xml');
  if (manifest !== null)
    parseXml(manifest, 'META-INF/manifest.xml', {
      open: (name) => {
        if (name === 'encryption-data')
          throw new Refused('encrypted-file', 'The document is protected by a password.', {
            fix: 'Save a copy without a password.',
          });
      },
    });
  const content = await archive.open('content.xml');
  if (content === null)
    throw new Refused('damaged-file', 'The document holds no text.', {
      fix: 'Open it in the program it came from and save it again.',
    });
  const scripts = archive.parts.some(({ name, folder }) => !folder && /^(Basic|Scripts)\//.test(name));
  return {
    kind: 'odt',
    mediaType: 'application/vnd.oasis.opendocument.text',
    pages: [{ label: 'text', text: pageText(wordsOf(content)) }],
    metadata: await propertiesOf(archive),
    warnings: scripts ? [grave('macros', 'The file holds macros; they were not run.')] : [],
  };
}

function wordsOf(content: Uint8Array): string {
  const lines: string[] = [];
  let [line, inside] = ['', 0];
  const end = () => {
    lines.push(line);
    line = '';
  };
  parseXml(content, 'content.xml', {
    open: (name, attributes) => {
      if (name === 'p' || name === 'h') {
        // A note inside a paragraph begins a line of its own.
        if (inside++ > 0 && line !== '') end();
      } else if (name === 's')
        line += ' '.repeat(Math.min(Number(attributes.get('c') ?? 1) || 1, SPACES_MOST));
      else if (name === 'tab') line += '\t';
      else if (name === 'line-break') line += '\n';
    },
    close: (name) => {
      if (name !== 'p' && name !== 'h') return;
      inside--;
      end();
    },
    text: (words) => {
      if (inside > 0) line += words.replace(/\s+/g, ' ');
    },
  });
  return lines.join('\n');
}

const META: Readonly<Record<string, { readonly name: string; readonly sensitive?: boolean }>> = {
  title: { name: 'title' },
  'initial-creator': { name: 'author', sensitive: true },
  creator: { name: 'last saved by', sensitive: true },
  'creation-date': { name: 'created' },
  date: { name: 'modified' },
};

async function propertiesOf(archive: Archive): Promise<ReadMetadata[]> {
  const bytes = await archive.open('meta.xml');
  const found: ReadMetadata[] = [];
  if (bytes === null) return found;
  let value = '';
  parseXml(bytes, 'meta.xml', {
    open: () => (value = ''),
    text: (words) => (value += words),
    close: (name) => {
      const known = META[name];
      if (known !== undefined && value.trim() !== '') found.push({ ...known, value: pageText(value.trim()) });
      value = '';
    },
  });
  return found;
}
