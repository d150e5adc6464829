/**
 * Finds the likeliest names of a list without comparing each: an index on what is kept by every spelling.
 * Names are filed under the consonants heard in them and, where they have characters, under their syllables
 * by place; what is found is then compared in full. A short list is compared whole.
 */
import { byText } from '../base/ids.js';
import { compareParsed } from './compare.js';
import { jamoOf } from './hangul.js';
import { type NameMatch } from './match.js';
import { type ParsedName, type UnitsName } from './parse.js';
import { type Population } from './population.js';

/** Below this everything is compared: the index would save nothing. */
const WHOLE = 300;
/** How many Hangul names behind letters are looked up. */
const GUESSES = 200;

export interface Filed {
  readonly id: string;
  readonly name: ParsedName;
}

export interface Candidate {
  readonly id: string;
  readonly match: NameMatch;
}

export class NameIndex {
  private readonly filed: readonly Filed[];
  private readonly keys = new Map<string, number[]>();
  private readonly model: Population;

  constructor(filed: readonly Filed[], model: Population) {
    this.filed = filed;
    this.model = model;
    for (const [i, { name }] of filed.entries()) for (const key of this.keysOf(name, 12)) this.file(key, i);
  }

  private file(key: string, at: number): void {
    const known = this.keys.get(key);
    if (known === undefined) this.keys.set(key, [at]);
    else known.push(at);
  }

  /** The best first, at most `most`; equal probabilities by id. */
  find(asked: ParsedName, most = 10): readonly Candidate[] {
    return [...this.reach(asked)]
      .map((i) => this.filed[i])
      .filter((each) => each !== undefined)
      .map(({ id, name }) => ({ id, match: compareParsed(asked, name, this.model) }))
      .sort((a, b) => b.match.logOdds - a.match.logOdds || byText(a.id, b.id))
      .slice(0, most);
  }

  /** Which names are compared: that somebody is not among them is the recall lost to the index. */
  reach(asked: ParsedName): ReadonlySet<number> {
    if (this.filed.length <= WHOLE) return new Set(this.filed.keys());
    const found = new Set<number>();
    for (const key of this.keysOf(asked, GUESSES)) for (const at of this.keys.get(key) ?? []) found.add(at);
    return found;
  }

  /** Letters are filed under the Hangul they may stand for, and both under sound. */
  private keysOf(name: ParsedName, guesses: number): ReadonlySet<string> {
    const keys = new Set<string>();
    switch (name.kind) {
      case 'units':
        for (const syllables of spellOut(name)) addKeys(keys, syllables);
        break;
      case 'letters':
        for (const { syllables } of this.model.decode(name.orders, guesses)) addKeys(keys, syllables);
        for (const { letters } of name.orders) keys.add(`latin ${consonants(letters)}`);
        break;
      case 'other':
        for (const word of name.text.toLowerCase().split(/[^\p{L}]+/u)) keys.add(`word ${word}`);
        break;
    }
    return keys;
  }
}

/** Readings of a name in characters, at most 32 together. */
function spellOut(name: UnitsName): readonly (readonly string[])[] {
  let all: readonly (readonly string[])[] = [[]];
  for (const { readings } of name.units)
    all = all.flatMap((before) => readings.map(({ syllable }) => [...before, syllable])).slice(0, 32);
  return all;
}

function addKeys(keys: Set<string>, syllables: readonly string[]): void {
  keys.add(`hangul ${syllables.join('')}`);
  keys.add(`sound ${syllables.map(soundKey).join('')}`);
}

const CLASS: Readonly<Record<string, string>> = {
  ㄱ: 'k',
  ㄲ: 'k',
  ㅋ: 'k',
  ㄷ: 't',
  ㄸ: 't',
  ㅌ: 't',
  ㅂ: 'p',
  ㅃ: 'p',
  ㅍ: 'p',
  ㅅ: 's',
  ㅆ: 's',
  ㅈ: 'c',
  ㅉ: 'c',
  ㅊ: 'c',
  ㄴ: 'n',
  ㄹ: 'n',
  ㅁ: 'm',
  ㅎ: '-',
  ㅇ: '-',
};

/** A syllable by the class of its initial, of its final, and whether it is bright, dark or close. */
function soundKey(syllable: string): string {
  const jamo = jamoOf(syllable);
  if (jamo === null) return syllable;
  const final = jamo.final === 'ㅇ' ? 'g' : jamo.final === '' ? '' : (CLASS[jamo.final] ?? 't');
  return `${CLASS[jamo.initial] ?? jamo.initial}${final}.`;
}

function consonants(letters: string): string {
  return letters
    .replace(/[aeiouyw]|h/gu, '')
    .replace(/[gqc]/gu, 'k')
    .replace(/[jz]/gu, 'k')
    .replace(/d/gu, 't')
    .replace(/b/gu, 'p')
    .replace(/[lr]/gu, 'n')
    .replace(/(.)\1+/gu, '$1');
}
