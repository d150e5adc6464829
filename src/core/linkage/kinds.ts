/** The kinds of column, each with its way to compare. A new kind is a line here and a file beside. */
import { assertNever } from '../base/result.js';
import { type Population } from '../name/population.js';
import { compareDates } from './compare-dates.js';
import { compareFigures } from './compare-figures.js';
import { compareNamesOf } from './compare-names.js';
import { comparePlaces } from './compare-places.js';
import { compareCode, compareDigits, compareText, compareWords } from './compare-text.js';
import { type KindOf } from './comparison.js';

export const kinds = ['name', 'text', 'words', 'digits', 'date', 'place', 'code', 'figure'] as const;
export type Kind = (typeof kinds)[number];

/** `names` is needed for names across scripts. */
export function kindOf(kind: Kind, names: Population): KindOf {
  switch (kind) {
    case 'name':
      return compareNamesOf(names);
    case 'text':
      return compareText;
    case 'words':
      return compareWords;
    case 'digits':
      return compareDigits;
    case 'date':
      return compareDates;
    case 'place':
      return comparePlaces;
    case 'code':
      return compareCode;
    case 'figure':
      return compareFigures;
    default:
      return assertNever(kind);
  }
}
