// Learns data/names/spelling.json from rows of Hangul, Hanja and own Latin spelling: chances by jamo, no row is kept.
// Usage, after a build: node scripts/names-learn.mjs ROWS.csv   (columns hangul, hanja, latin)
import { readFileSync, writeFileSync } from 'node:fs';
import { learnSpelling, startSpelling } from '../dist/src/core/name/learn.js';
import { parseNameTables } from '../dist/src/core/name/tables.js';
import { nameRows } from '../dist/bench/names/rows.js';

const file = (name) => new URL(`../data/names/${name}`, import.meta.url);
const tables = parseNameTables({
  characters: JSON.parse(readFileSync(file('characters.json'), 'utf8')),
  spelling: startSpelling(),
});
if (!tables.ok) throw new Error(tables.problem.message);
const rows = nameRows(readFileSync(process.argv[2], 'utf8'));
const spelling = learnSpelling(rows, tables.value);
const lines = Object.entries(spelling).map(
  ([part, table]) =>
    ` ${JSON.stringify(part)}: {\n${Object.entries(table)
      .map(([key, row]) => `  ${JSON.stringify(key)}: ${JSON.stringify(row)}`)
      .join(',\n')}\n }`,
);
writeFileSync(file('spelling.json'), `{\n${lines.join(',\n')}\n}\n`);
console.log(`${rows.length} rows`);
