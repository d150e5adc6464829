/** What Office Open XML files (docx, xlsx) have in common: properties, and parts that act. */
import { type ReadMetadata, type ReadWarning } from '../../app/read-file.js';
import { type Archive } from './archive.js';
import { grave, note, pageText } from './reading.js';
import { parseXml } from './xml.js';

const PROPERTIES: Readonly<Record<string, { readonly name: string; readonly sensitive?: boolean }>> = {
  title: { name: 'title' },
  creator: { name: 'author', sensitive: true },
  lastModifiedBy: { name: 'last saved by', sensitive: true },
  created: { name: 'created' },
  modified: { name: 'modified' },
  description: { name: 'description' },
};

export async function coreProperties(archive: Archive): Promise<ReadMetadata[]> {
  const bytes = await archive.open('docProps/core.xml');
  const found: ReadMetadata[] = [];
  if (bytes === null) return found;
  let value = '';
  parseXml(bytes, 'docProps/core.xml', {
    open: () => (value = ''),
    text: (text) => (value += text),
    close: (name) => {
      const known = PROPERTIES[name];
      if (known !== undefined && value.trim() !== '') found.push({ ...known, value: pageText(value.trim()) });
      value = '';
    },
  });
  return found;
}

export async function officeWarnings(archive: Archive): Promise<ReadWarning[]> {
  const found: ReadWarning[] = [];
  const names = archive.parts.map(({ name }) => name);
  if (names.some((name) => /vbaProject\.bin$/i.test(name)))
    found.push(grave('macros', 'The file holds macros; they were not run.'));
  if (names.some((name) => /(embeddings\/|activeX\/)/i.test(name)))
    found.push(grave('embedded-object', 'The file holds embedded objects; they were not opened.'));
  const outside = new Set<string>();
  for (const name of names.filter((part) => part.endsWith('.rels'))) {
    const bytes = await archive.open(name);
    if (bytes === null) continue;
    parseXml(bytes, name, {
      open: (_, attributes) => {
        const type = attributes.get('Type') ?? '';
        if (attributes.get('TargetMode') === 'External' && !type.endsWith('/hyperlink'))
          outside.add(type.split('/').at(-1) ?? '');
      },
    });
  }
  for (const type of outside)
    found.push(
      type === 'attachedTemplate' || type === 'oleObject' || type === 'frame'
        ? grave('outside-part', `The file would load a part from elsewhere (${type}); nothing was fetched.`)
        : note('outside-part', `The file refers to a part elsewhere (${type}); nothing was fetched.`),
    );
  return found;
}
