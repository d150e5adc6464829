/**
 * What is asked for: words that must all be there, "phrases" in a row, -words that must not be. Each word may be
 * met in several ways, and the answer says which one it was: as written, without a Korean particle, as two parts
 * of a compound, in the other form of Chinese characters, or by the beginning of the word.
 */
import { fail, ok, type Result } from '../base/result.js';
import { type NameTables } from '../name/tables.js';
import { quoted } from './document.js';
import { isPairRun, runsOf, signsOf, tokensOf } from './tokens.js';

/** Words at one position, any of which will do; `prefix`: by their beginning. */
export interface Step {
  readonly words: readonly string[];
  readonly prefix: boolean;
}

export type Way = 'as-written' | 'particle' | 'compound' | 'beginning';

/** Rows of steps that must all be found; within a row one right after the other. */
export interface Pattern {
  readonly way: Way;
  readonly rows: readonly (readonly Step[])[];
}

export interface Term {
  readonly text: string;
  readonly patterns: readonly Pattern[];
}

export interface Query {
  readonly text: string;
  readonly all: readonly Term[];
  readonly none: readonly Term[];
}

const QUERY_MAX = 400;
const TERMS_MAX = 20;

/** Kinds of Problem: `empty-query`, `query-too-long`. `tables`: forms of Chinese characters. */
export function parseQuery(text: string, tables: Pick<NameTables, 'traditional'>): Result<Query> {
  const clean = text.normalize('NFC').trim();
  if (clean.length > QUERY_MAX)
    return fail('query-too-long', `A search has at most ${QUERY_MAX} characters.`, {
      where: 'query',
      fix: 'Search for the rarest words of it.',
    });
  const forms = formsOf(tables);
  const all: Term[] = [];
  const none: Term[] = [];
  for (const [, minus, phrase, bare] of clean.matchAll(/(?<=^|\s)(-)?(?:["“”„«]([^"“”»]*)["“”»]|(\S+))/gu)) {
    const said = phrase ?? bare ?? '';
    const terms = phrase === undefined ? wordTerms(said, forms) : phraseTerm(said, forms);
    (minus === undefined ? all : none).push(...terms);
  }
  if (all.length === 0)
    return fail('empty-query', 'There is no word to search for.', {
      where: 'query',
      fix: 'Give at least one word; a word with a minus before it only leaves things out.',
    });
  return ok({ text: clean, all: all.slice(0, TERMS_MAX), none: none.slice(0, TERMS_MAX) });
}

type Forms = (sign: string) => readonly string[];

const madeForms = new WeakMap<object, Forms>();

/** Every form of a Chinese character: simplified and traditional ones that stand for each other. */
function formsOf({ traditional }: Pick<NameTables, 'traditional'>): Forms {
  const known = madeForms.get(traditional);
  if (known !== undefined) return known;
  const simplified = new Map<string, string[]>();
  for (const [simple, fulls] of traditional)
    for (const full of fulls) simplified.set(full, [...(simplified.get(full) ?? []), simple]);
  const forms: Forms = (sign) => [
    ...new Set([sign, ...(traditional.get(sign) ?? []), ...(simplified.get(sign) ?? [])]),
  ];
  madeForms.set(traditional, forms);
  return forms;
}

/** One term for each run of one script: 2023년 is a number and a syllable. */
function wordTerms(said: string, forms: Forms): Term[] {
  const beginning = said.endsWith('*');
  const runs = runsOf(said);
  return runs.map((run, i) => {
    const last = i === runs.length - 1;
    return { text: run, patterns: patternsOf(run, { forms, beginning: beginning && last }) };
  });
}

function phraseTerm(said: string, forms: Forms): Term[] {
  const row = runsOf(said).flatMap((run) => stepsOf(run, forms, 'inside'));
  return row.length === 0 ? [] : [{ text: said, patterns: [{ way: 'as-written', rows: [row] }] }];
}

function patternsOf(
  run: string,
  { forms, beginning }: { readonly forms: Forms; readonly beginning: boolean },
): Pattern[] {
  if (!isPairRun(run)) {
    const word = tokensOf(run)[0]?.word ?? run;
    // A beginning is not a word, so it has no ending to take off.
    const begun = run
      .normalize('NFKD')
      .replaceAll(/[\p{M}'’]/gu, '')
      .toLowerCase();
    return beginning
      ? [{ way: 'beginning', rows: [[{ words: [begun], prefix: true }]] }]
      : [{ way: 'as-written', rows: [[{ words: [word], prefix: false }]] }];
  }
  const whole: Pattern = { way: 'as-written', rows: [stepsOf(run, forms, 'last')] };
  if (!/^\p{Script=Hangul}+$/u.test(run)) return [whole];
  const bare = withoutParticle(run);
  const stripped: Pattern[] =
    bare === null ? [] : [{ way: 'particle', rows: [stepsOf(bare, forms, 'last')] }];
  return [whole, ...stripped, ...compounds(bare ?? run, forms)];
}

/** The pairs of a run. A run of one sign is found by the beginning of a pair; inside a phrase each sign counts. */
function stepsOf(run: string, forms: Forms, place: 'inside' | 'last'): Step[] {
  if (!isPairRun(run)) return tokensOf(run).map(({ word }) => ({ words: [word], prefix: false }));
  const signs = signsOf(run).map(({ sign }) => forms(sign));
  const steps = signs.map((first, i): Step => {
    const next = signs[i + 1];
    if (next === undefined) return { words: first, prefix: true };
    return { words: first.flatMap((a) => next.map((b) => a + b)), prefix: false };
  });
  // The last pair holds the last sign already; a phrase needs its position to count on from.
  return place === 'last' && steps.length > 1 ? steps.slice(0, -1) : steps;
}

/** Particles and plural endings, the longest first. What is left has two syllables at least. */
const PARTICLES = [
  '으로부터', '에게서는', '에서는', '에게는', '으로는', '에게서', '으로써', '으로서', '이라고', '이라는', '들에게', '들에서',
  '에서', '에게', '께서', '으로', '부터', '까지', '처럼', '보다', '라고', '라는', '이나', '이란', '들을', '들이', '들은', '들의', '들과', '들도', '한테', '마다', '조차', '밖에',
  '을', '를', '이', '가', '은', '는', '의', '에', '로', '와', '과', '도', '만', '들',
]; // prettier-ignore

function withoutParticle(run: string): string | null {
  const particle = PARTICLES.find((one) => run.endsWith(one) && run.length - one.length >= 2);
  return particle === undefined ? null : run.slice(0, -particle.length);
}

const COMPOUND_MAX = 10;

/** 강제북송 is also 강제 and 북송, apart. */
function compounds(run: string, forms: Forms): Pattern[] {
  const length = run.length;
  if (length < 4 || length > COMPOUND_MAX) return [];
  return Array.from({ length: length - 3 }, (_, i) => i + 2).map((cut) => ({
    way: 'compound',
    rows: [stepsOf(run.slice(0, cut), forms, 'last'), stepsOf(run.slice(cut), forms, 'last')],
  }));
}

/** Things that a term also stands for: found by name first, then by whoever refers to them. */
export type Through = ReadonlyMap<Term, readonly string[]>;

/** The `tsquery` of a query; `keys` finds the whole of it as a name. */
export function tsqueryOf(
  query: Query,
  { keys = [], through = new Map() }: { readonly keys?: readonly string[]; readonly through?: Through } = {},
): string {
  const all = query.all.map((term) => termQuery(term, through.get(term) ?? [])).join(' & ');
  const said = keys.length === 0 ? all : `(${all}) | ${keys.map(quoted).join(' | ')}`;
  const none = query.none.map((term) => ` & !${termQuery(term, [])}`).join('');
  return `(${said})${none}`;
}

function termQuery(term: Term, through: readonly string[]): string {
  const ways = term.patterns.map(({ rows }) => `(${rows.map((row) => rowQuery(row, '')).join(' & ')})`);
  return `(${[...ways, ...through.map(quoted)].join(' | ')})`;
}

/** Finds what is called by the term, not what speaks of it. */
export function titleQuery(term: Term): string {
  return term.patterns
    .map(({ rows }) => `(${rows.map((row) => rowQuery(row, 'A')).join(' & ')})`)
    .join(' | ');
}

function rowQuery(row: readonly Step[], weight: '' | 'A'): string {
  const step = ({ words, prefix }: Step) => {
    const label = `${prefix ? '*' : ''}${weight}`;
    return `(${words.map((word) => `${quoted(word)}${label === '' ? '' : `:${label}`}`).join(' | ')})`;
  };
  return `(${row.map(step).join(' <-> ')})`;
}

/** Finds by a key of a name alone: what the words find is left out. */
export function nameQuery(query: Query, keys: readonly string[]): string {
  return `(${keys.map(quoted).join(' | ')}) & !${tsqueryOf(query)}`;
}
