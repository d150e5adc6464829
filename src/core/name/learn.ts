/**
 * Learns how people spell, from names in Hangul beside their own Latin spelling: chances by jamo and by
 * surname, and how often syllables and characters stand in given names. What is kept are rules; no row is.
 * The likeliest cut is counted and the chances are set again, five times (Viterbi training), starting from
 * the written weights of `styles.ts`.
 */
import { jamoOf } from './hangul.js';
import { parseName } from './parse.js';
import { likeliest } from './score.js';
import { Sounds } from './sounds.js';
import { jamoStyles } from './styles.js';
import { surnames } from './surnames.js';
import { type Chances, type NameTables, type Spelling } from './tables.js';

export interface NameRow {
  readonly hangul: string;
  readonly hanja: string;
  readonly latin: string;
}

type Counts = Map<string, Map<string, number>>;
const ROUNDS = 5;
/** How many observed syllables the written weights are worth. */
const PRIOR = 12;

export function startSpelling(): Spelling {
  const surname: Record<string, Record<string, number>> = {};
  for (const [name, { spellings }] of surnames) {
    const row: Record<string, number> = {};
    const all = spellings.split(' ');
    const sum = all.reduce((total, _, i) => total + 1 / (1 + i) ** 2, 0);
    for (const [i, text] of all.entries()) row[text] = 1 / (1 + i) ** 2 / sum;
    surname[name] = row;
  }
  const { initial, medial, final } = jamoStyles.free;
  return { initial, medial, final, surname, given: {}, givenChars: {} };
}

export function learnSpelling(rows: readonly NameRow[], tables: NameTables): Spelling {
  const start = { ...startSpelling(), ...frequencies(rows, tables) };
  let spelling: Spelling = start;
  for (let round = 0; round < ROUNDS; round++) {
    const counts = { initial: empty(), medial: empty(), final: empty(), surname: empty() };
    const sounds = new Sounds({ ...tables, spelling });
    for (const row of rows) countRow(row, sounds, counts);
    spelling = {
      ...start,
      initial: settle(start.initial, counts.initial),
      medial: settleMedial(start.medial, counts.medial),
      final: settle(start.final, counts.final),
      surname: settle(start.surname, counts.surname),
    };
  }
  return spelling;
}

interface JamoCounts {
  readonly initial: Counts;
  readonly medial: Counts;
  readonly final: Counts;
  readonly surname: Counts;
}

function countRow(row: NameRow, sounds: Sounds, counts: JamoCounts): void {
  const [hangul, latin] = [parseName(row.hangul, sounds.tables), parseName(row.latin, sounds.tables)];
  if (!hangul.ok || !latin.ok || hangul.value.kind !== 'units' || latin.value.kind !== 'letters') return;
  const { units, surname } = hangul.value;
  if (surname !== 1) return;
  const syllables = units.map(({ readings }) => readings[0]?.syllable ?? '');
  const ways = syllables.map((syllable, i) =>
    sounds.ways(syllable, i === 0 ? 'surname' : i === 1 ? 'head' : 'inside', 'free'),
  );
  const cuts = latin.value.orders.map((order) => {
    const cut = likeliest(order, ways);
    return { chance: (cut?.chance ?? 0) * order.chance, steps: cut?.steps ?? [] };
  });
  const best = cuts.toSorted((a, b) => b.chance - a.chance)[0];
  for (const [i, { letters, known }] of (best?.steps ?? []).entries()) {
    const syllable = syllables[i] ?? '';
    if (i === 0) add(counts.surname, syllable, letters);
    const parts = known ? ways[i]?.get(letters)?.parts : null;
    const jamo = jamoOf(syllable);
    if (parts === null || parts === undefined || jamo === null) continue;
    add(counts.initial, jamo.initial, parts[0]);
    add(counts.medial, `${jamo.initial === 'ㅇ' ? 'ㅇ' : ''}${jamo.medial}`, parts[1]);
    add(counts.final, jamo.final, parts[2]);
  }
}

function frequencies(rows: readonly NameRow[], tables: NameTables): Pick<Spelling, 'given' | 'givenChars'> {
  const given: Record<string, number> = {};
  const givenChars: Record<string, number> = {};
  for (const { hangul, hanja } of rows) {
    const parsed = parseName(hangul, tables);
    if (!parsed.ok || parsed.value.kind !== 'units') continue;
    for (const { readings } of parsed.value.units.slice(parsed.value.surname)) {
      const syllable = readings[0]?.syllable ?? '';
      given[syllable] = (given[syllable] ?? 0) + 1;
    }
    for (const char of Array.from(hanja.normalize('NFC')).slice(1))
      if (tables.readings.has(char)) givenChars[char] = (givenChars[char] ?? 0) + 1;
  }
  return { given, givenChars };
}

const empty = (): Counts => new Map();

function add(counts: Counts, key: string, spelling: string): void {
  const row = counts.get(key) ?? new Map<string, number>();
  row.set(spelling, (row.get(spelling) ?? 0) + 1);
  counts.set(key, row);
}

/** Observed and written weights together; a spelling that no rule gives is learned only when seen twice. */
function settle(prior: Chances, counts: Counts): Chances {
  return Object.fromEntries(
    [...new Set([...Object.keys(prior), ...counts.keys()])].map((key) => [
      key,
      mix(prior[key] ?? {}, counts.get(key) ?? new Map<string, number>()),
    ]),
  );
}

function settleMedial(prior: Chances, counts: Counts): Chances {
  const pooled = empty();
  for (const [key, row] of counts)
    for (const [spelling, n] of row)
      for (let i = 0; i < n; i++) add(pooled, key.replace(/^ㅇ/u, ''), spelling);
  const plain = settle(prior, pooled);
  const table: Record<string, Readonly<Record<string, number>>> = {};
  for (const [jamo, chances] of Object.entries(plain)) {
    table[jamo] = mix(chances, counts.get(jamo) ?? new Map<string, number>());
    table[`ㅇ${jamo}`] = mix(chances, counts.get(`ㅇ${jamo}`) ?? new Map<string, number>());
  }
  return table;
}

function mix(
  prior: Readonly<Record<string, number>>,
  row: ReadonlyMap<string, number>,
): Readonly<Record<string, number>> {
  const spellings = [
    ...new Set([...Object.keys(prior), ...[...row].filter(([, n]) => n > 1).map(([text]) => text)]),
  ];
  const weight = (text: string) => PRIOR * (prior[text] ?? 0) + (row.get(text) ?? 0);
  const sum = spellings.reduce((total, text) => total + weight(text), 0);
  return Object.fromEntries(
    spellings.map((text) => [text, Number((sum === 0 ? 0 : weight(text) / sum).toPrecision(4))]),
  );
}
