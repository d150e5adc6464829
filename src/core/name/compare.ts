/**
 * One name against another, whatever the scripts. The answer is the same in both orders, a name equals
 * itself, and no two spellings are merged without the path that says how.
 */
import { ok, type Result } from '../base/result.js';
import { compareLetters, compareLettersUnits, fitsSyllables } from './compare-letters.js';
import { compareUnits } from './compare-units.js';
import { type NameMatch, settled } from './match.js';
import { compareOther } from './other.js';
import { type LettersName, type ParsedName, parseName } from './parse.js';
import { Population } from './population.js';
import { type NameTables } from './tables.js';
import { transliterate } from './transliterate.js';

/** The tables with what is worked out from them once; safe to share, it only remembers. */
export function nameModel(tables: NameTables): Population {
  return new Population(tables);
}

export interface NamesCompared extends NameMatch {
  readonly warnings: readonly string[];
}

/** Kinds: those of `cleanName`. */
export function compareNames(a: string, b: string, model: Population): Result<NamesCompared> {
  const x = parseName(a, model.sounds.tables);
  if (!x.ok) return { ok: false, problem: { ...x.problem, where: 'first name' } };
  const y = parseName(b, model.sounds.tables);
  if (!y.ok) return { ok: false, problem: { ...y.problem, where: 'second name' } };
  const warnings = [
    ...x.value.warnings.map((what) => `first name: ${what}`),
    ...y.value.warnings.map((what) => `second name: ${what}`),
  ];
  return ok({ ...compareParsed(x.value, y.value, model), warnings });
}

export function compareParsed(a: ParsedName, b: ParsedName, model: Population): NameMatch {
  if (a.text === b.text) return sameText(a, model);
  if (a.kind === 'units' && b.kind === 'units') return compareUnits(a, b, model);
  if (a.kind === 'letters' && b.kind === 'units') return compareLettersUnits(a, b, model);
  if (a.kind === 'units' && b.kind === 'letters') return compareLettersUnits(b, a, model);
  if (a.kind === 'letters' && b.kind === 'letters' && fitsSyllables(a, model) && fitsSyllables(b, model))
    return compareLetters(a, b, model);
  // A Korean name in Cyrillic is put into letters first.
  const [x, y] = [inLetters(a, model), inLetters(b, model)];
  if (x !== null && b.kind === 'units') return compareLettersUnits(x, b, model);
  if (y !== null && a.kind === 'units') return compareLettersUnits(y, a, model);
  return compareOther(a.text, b.text);
}

function inLetters(name: ParsedName, model: Population): LettersName | null {
  if (name.kind !== 'other' || !/^[\p{Script=Cyrillic}\s.-]+$/u.test(name.text)) return null;
  const parsed = parseName(transliterate(name.text).latin, model.sounds.tables);
  return parsed.ok && parsed.value.kind === 'letters' ? { ...parsed.value, text: name.text } : null;
}

function sameText(name: ParsedName, model: Population): NameMatch {
  if (name.kind === 'units') return compareUnits(name, name, model);
  return settled('same-writing', 1, [`${name.text} = ${name.text}`]);
}
