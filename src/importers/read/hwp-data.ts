/** What both Hangul formats carry beside their text, by the names of its parts; none of it is opened. */
import { type ReadWarning } from '../../app/read-file.js';
import { grave, note } from './reading.js';

export function dataWarnings(data: readonly string[]): ReadWarning[] {
  const found: ReadWarning[] = [];
  if (data.some((name) => /\.e?ps$/i.test(name)))
    found.push(
      grave(
        'postscript',
        'The document holds PostScript, a known way to attack its reader; it was not opened.',
      ),
    );
  if (data.some((name) => /\.ole$/i.test(name)))
    found.push(grave('embedded-object', 'The document holds embedded objects; they were not opened.'));
  if (data.length > 0)
    found.push(
      note('pictures', `The document holds ${data.length} pictures or other data, which are not read.`),
    );
  return found;
}
