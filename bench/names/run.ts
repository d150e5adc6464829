/**
 * `npm run bench:names`: how well names are found and told apart across scripts, on held-out halves of a
 * table of real people. The data lie outside the repository: NAMES_DATA names the folder, and without it
 * only the rows of our own are measured, which is said.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { unwrap } from '../../src/core/base/result.js';
import { type NameRow, startSpelling } from '../../src/core/name/learn.js';
import { type LettersName, parseName } from '../../src/core/name/parse.js';
import { type Population } from '../../src/core/name/population.js';
import { type NameTables, parseNameTables } from '../../src/core/name/tables.js';
import { loadNames } from '../../src/store/names.js';
import { halves, pairs, type PairScore, pinyinOf, rankFirst, type Side, type Tried } from './measure.js';
import { northern, officeHolders } from './office.js';
import { nameRows, table } from './rows.js';

const root = resolve(import.meta.dirname, '../../..');
const folder = process.env['NAMES_DATA'] ?? join(root, '../shared/bench/names');

interface Asked {
  readonly name: string;
  readonly side: Side;
  readonly query: (row: NameRow, tables: NameTables) => string | null;
}

/** Surnames that the North writes with ㄹ, by their character. */
const NORTH: Readonly<Record<string, string>> = {
  李: '리',
  林: '림',
  柳: '류',
  劉: '류',
  盧: '로',
  羅: '라',
  梁: '량',
  呂: '려',
  廉: '렴',
};

const questions: readonly Asked[] = [
  { name: 'own Latin → Hangul', side: 'hangul', query: ({ latin }) => latin },
  { name: 'own Latin → Hanja', side: 'hanja', query: ({ latin }) => latin },
  { name: 'Hanja → Hangul', side: 'hangul', query: ({ hanja }) => hanja },
  { name: 'pinyin → Hanja', side: 'hanja', query: ({ hanja }, tables) => pinyinOf(hanja, tables) },
  { name: 'pinyin → Hangul', side: 'hangul', query: ({ hanja }, tables) => pinyinOf(hanja, tables) },
  {
    name: 'North’s spelling by table → Hangul',
    side: 'hangul',
    query: ({ hangul, hanja }) =>
      /^[가-힣]{2,3}$/u.test(hangul)
        ? northern(hangul, NORTH[hanja.slice(0, 1)] ?? hangul.slice(0, 1))
        : null,
  },
];

const percent = (tried: number, of: number) => (of === 0 ? 'none' : (tried / of).toFixed(3));
const verbose = process.argv.includes('--verbose');

function measureHalves(rows: readonly NameRow[], tables: NameTables): void {
  const parts = halves(rows, tables);
  console.log('| question | rank 1 | of | pair precision | recall | F1 |\n|---|---|---|---|---|---|');
  for (const { name, side, query } of questions) {
    const tried: Tried[] = [];
    const scores: PairScore[] = [];
    for (const { model, asked } of parts) {
      const queries = asked.flatMap((row) => {
        const text = query(row, tables);
        return text === null ? [] : [{ query: text, row }];
      });
      tried.push(rankFirst(queries, rows, side, model));
      scores.push(pairs(queries, rows, side, model));
    }
    const sum = (key: 'right' | 'of') => tried.reduce((all, each) => all + each[key], 0);
    const pooled = together(scores);
    console.log(
      `| ${name} | ${percent(sum('right'), sum('of'))} | ${sum('of')} | ${pooled.precision.toFixed(3)} | ${pooled.recall.toFixed(3)} | ${pooled.f1.toFixed(3)} |`,
    );
    if (verbose)
      for (const line of [...tried.flatMap(({ missed }) => missed), ...scores.flatMap(({ wrong }) => wrong)])
        console.log(`  ${line}`);
  }
}

function together(scores: readonly PairScore[]): {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
} {
  const sum = (key: 'hit' | 'extra' | 'lost') => scores.reduce((all, each) => all + each[key], 0);
  const precision = sum('hit') / (sum('hit') + sum('extra'));
  const recall = sum('hit') / (sum('hit') + sum('lost'));
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall) };
}

function measureOffice(model: Population, others: readonly NameRow[]): void {
  const rows = [...officeHolders.map(({ latin, hangul }) => ({ latin, hangul, hanja: '' })), ...others];
  const queries = rows.slice(0, officeHolders.length).map((row) => ({ query: row.latin, row }));
  const first = rankFirst(queries, rows, 'hangul', model);
  const told = pairs(queries, rows, 'hangul', model);
  console.log(
    `| office-holders of the North → Hangul, among ${rows.length} | ${percent(first.right, first.of)} | ${first.of} | ${told.precision.toFixed(3)} | ${told.recall.toFixed(3)} | ${told.f1.toFixed(3)} |`,
  );
  if (verbose) for (const line of [...first.missed, ...told.wrong]) console.log(`  ${line}`);
}

/** Deputies have no Hangul beside them: what can be asked is whether rules explain every spelling. */
function measureDeputies(model: Population, text: string): void {
  const spellings = table(text).map((row) => row.get('latin_dprk') ?? '');
  const unread = spellings.filter((latin) => {
    const parsed = unwrap(parseName(latin, model.sounds.tables));
    return parsed.kind !== 'letters' || !explained(parsed, model);
  });
  console.log(
    `\nSpellings of ${spellings.length} deputies explained by rules without a slip: ${spellings.length - unread.length}`,
  );
  if (verbose) console.log(`  ${unread.join(', ')}`);
}

function explained(parsed: LettersName, model: Population): boolean {
  const [first] = model.decode(parsed.orders, 1);
  return first !== undefined && first.joint > 0;
}

const model = unwrap(await loadNames());
const file = join(folder, 'kr_assembly_19_hangul_hanja_latin.csv');
if (existsSync(file)) {
  const rows = nameRows(readFileSync(file, 'utf8'));
  const blank = unwrap(
    parseNameTables({
      characters: JSON.parse(readFileSync(join(root, 'data/names/characters.json'), 'utf8')),
      spelling: startSpelling(),
    }),
  );
  measureHalves(rows, blank);
  // Shipped rules, which have seen the assembly's rows but none of these.
  measureOffice(model, rows);
  measureDeputies(model, readFileSync(join(folder, 'nk_spa13_deputies_dprk_romanised.csv'), 'utf8'));
} else {
  console.log(`Skipped: no assembly table in ${folder}; set NAMES_DATA to its folder.\n`);
  console.log('| question | rank 1 | of | pair precision | recall | F1 |\n|---|---|---|---|---|---|');
  measureOffice(model, []);
}
