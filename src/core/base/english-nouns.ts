/** What a number in an English sentence counts: people, a unit, or some other plural noun. */
import { type Token } from './english-numbers.js';

const list = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

const people =
  list(`people persons individuals refugees defectors escapees nationals citizens men women children
  girls boys youths adults minors migrants immigrants emigrants seekers returnees deportees repatriates detainees
  prisoners inmates workers labourers laborers students officials soldiers victims survivors civilians villagers
  residents fugitives orphans mothers infants babies members senators representatives lawmakers signatories
  patients crossers compatriots christians believers missionaries others dead souls beings teenagers
  passengers evacuees inhabitants foreigners aliens deserters protesters protestors activists journalists
  relatives parents daughters sons wives husbands experts`);
/** The same in the singular, for "one refugee". */
const person =
  list(`person individual refugee defector escapee national citizen man woman child girl boy youth
  adult minor migrant seeker returnee deportee detainee prisoner worker student official soldier victim civilian
  orphan mother infant baby member senator representative`);

const irregular: Readonly<Record<string, string>> = {
  bus: 'buses',
  busload: 'busloads',
  family: 'families',
  household: 'households',
  percent: 'percent',
  'per cent': 'percent',
  percentage: 'percent',
  '%': 'percent',
  time: 'times',
  year: 'years',
  decade: 'decades',
  century: 'centuries',
  month: 'months',
  week: 'weeks',
  day: 'days',
  hour: 'hours',
  minute: 'minutes',
  km: 'km',
  country: 'countries',
};
const units = new Set(Object.values(irregular));

/** Words that end the noun phrase after a number. */
const stops =
  list(`on in at by from to and or who whom whose were was are is be been being had has have that which
  with without during since per as for after before between into onto through via under over until till when while
  where because but if not than then also this it they he she we you i there will would could may might must
  should did do does across against among around back home away via within including january february march april may june july august september october november december`);
const skipped = list(
  'of the these those them their its his her our all such other more additional further extra',
);

/** Capitalised plurals that are not a people. */
const notPeople =
  list(`koreas states nations chinas articles conventions protocols resolutions sections chapters
  committees treaties governments congresses councils agreements acts bills principles rules`);

export interface Counted {
  readonly unit: string;
  /** Token indexes, end exclusive. */
  readonly from: number;
  readonly to: number;
}

/**
 * What the number before token `i` counts, read from at most eight words after it; `null` when
 * nothing says so ("600 on 9 October").
 */
export function countedAt(tokens: readonly Token[], i: number, one: boolean): Counted | null {
  const percent = percentAt(tokens, i);
  if (percent !== null) return percent;
  const phrase = phraseAt(tokens, i);
  const spanTo = (k: number, unit: string): Counted => ({ unit, from: phrase[0] ?? i, to: k + 1 });
  const word = (k: number) => tokens[k]?.word ?? '';
  const unit = phrase.find((k) => units.has(word(k)) || (one && Object.hasOwn(irregular, word(k))));
  const persons = phrase.find((k) => people.has(word(k)) || (one && person.has(word(k))));
  if (persons !== undefined && (unit === undefined || persons < unit)) return spanTo(persons, 'persons');
  if (unit !== undefined) return spanTo(unit, irregular[word(unit)] ?? word(unit));
  const plural = phrase.find((k) => isPlural(word(k)));
  if (plural !== undefined) return pluralUnit(tokens, phrase, plural, spanTo);
  const last = phrase.at(-1);
  const lastToken = last === undefined ? undefined : tokens[last];
  // "600 Rohingya": a people's name that has no plural ending.
  if (last !== undefined && lastToken !== undefined && phrase.length <= 2 && isCapitalised(lastToken) && !one)
    return spanTo(last, 'persons');
  if (
    one &&
    last !== undefined &&
    lastToken !== undefined &&
    phrase.length === 1 &&
    !isCapitalised(lastToken)
  )
    return spanTo(last, lastToken.word);
  return null;
}

function percentAt(tokens: readonly Token[], i: number): Counted | null {
  const [first, second] = [tokens[i], tokens[i + 1]];
  if (first?.text === '%' || first?.word === 'percent' || first?.word === 'pct')
    return { unit: 'percent', from: i, to: i + 1 };
  if (first?.word === 'per' && (second?.word === 'cent' || second?.word === 'centum'))
    return { unit: 'percent', from: i, to: i + 2 };
  return null;
}

/** Indexes of the words that may describe what is counted. */
function phraseAt(tokens: readonly Token[], i: number): number[] {
  const phrase: number[] = [];
  for (let k = i; k < tokens.length && phrase.length < 8; k++) {
    const token = tokens[k];
    if (token === undefined) break;
    if (token.kind === 'word') {
      if (stops.has(token.word)) break;
      if (phrase.length > 0 || !skipped.has(token.word)) phrase.push(k);
    } else if (!/^[-‐'’"“”]$/.test(token.text)) break;
  }
  return phrase;
}

function pluralUnit(
  tokens: readonly Token[],
  phrase: readonly number[],
  plural: number,
  spanTo: (k: number, unit: string) => Counted,
): Counted | null {
  const token = tokens[plural];
  if (token === undefined) return null;
  if (!isCapitalised(token)) return spanTo(plural, token.word);
  let end = plural;
  for (const k of phrase) {
    const next = tokens[k];
    if (k === end + 1 && next !== undefined && isCapitalised(next) && isPlural(next.word)) end = k;
  }
  const word = tokens[end]?.word ?? '';
  return spanTo(end, notPeople.has(word) ? word : 'persons');
}

function isPlural(word: string): boolean {
  return word.length > 3 && word.endsWith('s') && !/(?:ss|us|is|ous)$/.test(word);
}

export function isCapitalised(token: Token): boolean {
  return token.kind === 'word' && /^\p{Lu}/u.test(token.text);
}
