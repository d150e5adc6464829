/** A PDF's text page by page, and whether it would do anything when opened. Nothing in it runs. */
import { latin1 } from './latin1.js';
import { getDocumentProxy } from 'unpdf';
import { pageText as layOut, type PdfPiece } from '../pdf-lines.js';
import { type ReadMetadata, type ReadPage, type ReadWarning } from '../../app/read-file.js';
import { grave, type Job, note, pageText, readLimits, type Reading, Refused } from './reading.js';

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;

export async function readPdf({ bytes }: Job): Promise<Reading> {
  const warnings = activeParts(bytes);
  const pdf = await opened(bytes);
  if (pdf.numPages > readLimits.pages)
    throw new Refused(
      'too-many-pages',
      `The PDF has ${pdf.numPages} pages; at most ${readLimits.pages} are read.`,
    );
  const pages: ReadPage[] = [];
  for (let number = 1; number <= pdf.numPages; number++)
    pages.push({ label: `page ${number}`, text: await textOf(pdf, number) });
  if (pages.every(({ text }) => text.trim() === ''))
    warnings.push(note('no-text', 'The PDF holds no text; it is probably a scan.'));
  return { kind: 'pdf', mediaType: 'application/pdf', pages, metadata: await metadataOf(pdf), warnings };
}

async function opened(bytes: Uint8Array): Promise<Pdf> {
  try {
    // The parser takes the bytes over, so it gets its own.
    return await getDocumentProxy(bytes.slice(), { isEvalSupported: false, verbosity: 0 });
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException')
      throw new Refused('encrypted-file', 'The file is protected by a password.', {
        fix: 'Save a copy without a password.',
      });
    throw error;
  }
}

async function textOf(pdf: Pdf, number: number): Promise<string> {
  const page = await pdf.getPage(number);
  const content = await page.getTextContent();
  const pieces = content.items.flatMap((item): PdfPiece[] =>
    'str' in item
      ? [
          {
            text: item.str,
            x: Number(item.transform[4]),
            y: Number(item.transform[5]),
            width: item.width,
            height: item.height,
          },
        ]
      : [],
  );
  page.cleanup();
  return pageText(layOut(pieces));
}

const INFO = [
  'Title',
  'Author',
  'Subject',
  'Keywords',
  'Creator',
  'Producer',
  'CreationDate',
  'ModDate',
] as const;

async function metadataOf(pdf: Pdf): Promise<ReadMetadata[]> {
  const { info } = await pdf.getMetadata();
  const known = new Map<string, unknown>(Object.entries(info));
  const found: ReadMetadata[] = [{ name: 'pages', value: String(pdf.numPages), checked: true }];
  for (const name of INFO) {
    const value = known.get(name);
    if (typeof value === 'string' && value !== '')
      found.push({ name, value: pageText(value), ...(name === 'Author' ? { sensitive: true } : {}) });
  }
  return found;
}

const ACTIVE: readonly (readonly [RegExp, string, string])[] = [
  [/\/(JavaScript|JS)\b/, 'script', 'The PDF holds JavaScript; it was not run.'],
  [/\/(Launch)\b/, 'launches', 'The PDF asks to start another program.'],
  [
    /\/(EmbeddedFiles?|RichMedia)\b/,
    'embedded-file',
    'The PDF holds files of its own; they were not opened.',
  ],
  [/\/(SubmitForm|ImportData)\b/, 'sends', 'The PDF holds a form that sends what is typed.'],
];

/** Looks at names as they are written, `#4A` for `J` included; packed objects are not searched. */
function activeParts(bytes: Uint8Array): ReadWarning[] {
  const raw = latin1(bytes).replace(/#([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  const found = ACTIVE.filter(([pattern]) => pattern.test(raw)).map(([, kind, message]) =>
    grave(kind, message),
  );
  if (/\/URI\s*\(/.test(raw)) found.push(note('links', 'The PDF links to the web; nothing was fetched.'));
  return found;
}
