/** A Word document's text, its properties, and what in it would reach out or run. */
import mammoth from 'mammoth';
import { type Archive } from './archive.js';
import { coreProperties, officeWarnings } from './office.js';
import { type Job, pageText, type Reading } from './reading.js';

export async function readDocx({ bytes }: Job, archive: Archive): Promise<Reading> {
  // Mammoth unpacks with a library that trusts declared sizes.
  await archive.prove();
  const { value } = await mammoth.extractRawText({ buffer: Buffer.from(bytes) });
  return {
    kind: 'docx',
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    // Mammoth ends each paragraph with two line feeds; the last ones end nothing.
    pages: [{ label: 'text', text: pageText(value.replace(/\n+$/, '\n')) }],
    metadata: await coreProperties(archive),
    warnings: await officeWarnings(archive),
  };
}
