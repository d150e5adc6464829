/** Our own JSON Lines: each line says what it records, and is taken as it stands. */
import { type Mapper } from './map-row.js';

export function nativeMapper(): Mapper {
  return {
    before: [],
    map: ({ row, fields }) => ({ lines: [{ row, column: null, words: fields }], problems: [] }),
    after: () => [],
  };
}
