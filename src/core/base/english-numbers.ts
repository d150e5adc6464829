/** English text cut into tokens, and the whole numbers that its tokens spell. */

export interface Token {
  readonly kind: 'digits' | 'word' | 'mark';
  readonly text: string;
  /** Lower case, for looking up. */
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

/** Thousands may be set off by commas, apostrophes or narrow spaces, never by a plain space ("in 2023 600 …"). */
const TOKEN =
  /\d{1,3}(?:[,\u00a0\u202f\u2009'’]\d{3})+(?![\d])|\d+(?:\.\d+)?|[\p{Script=Latin}\p{M}]+(?:['’]\p{Script=Latin}+)*|[<>]=?(?=\d)|[^\s]/gu;

export function tokensOf(text: string, from = 0, to = text.length): Token[] {
  const tokens: Token[] = [];
  for (const match of text.slice(from, to).matchAll(TOKEN)) {
    const start = from + match.index;
    const piece = match[0];
    const kind = /^\d/.test(piece) ? 'digits' : /^[\p{Script=Latin}\p{M}]/u.test(piece) ? 'word' : 'mark';
    tokens.push({ kind, text: piece, word: piece.toLowerCase(), start, end: start + piece.length });
  }
  return tokens;
}

const units: Readonly<Record<string, number>> = {
  zero: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
};
const teens: Readonly<Record<string, number>> = {
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
};
const tens: Readonly<Record<string, number>> = {
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};
const scales: Readonly<Record<string, number>> = {
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  trillion: 1e12,
  quadrillion: 1e15,
};

const get = (list: Readonly<Record<string, number>>, word: string | undefined): number | undefined =>
  word !== undefined && Object.hasOwn(list, word) ? list[word] : undefined;

/** The value of a step word in the singular: "hundred", "thousand", "dozen". */
export function stepOf(word: string | undefined): number | undefined {
  if (word === 'hundred') return 100;
  if (word === 'dozen') return 12;
  return get(scales, word);
}

export interface NumberFound {
  readonly value: number;
  /** Index of the first token after it. */
  readonly next: number;
  readonly digits: boolean;
}

const found = (value: number, next: number, digits = false): NumberFound => ({ value, next, digits });

/** The number that starts at token `i`: "600", "1,076", "2 million", "six hundred", "two dozen", "10^15". */
export function numberAt(tokens: readonly Token[], i: number): NumberFound | null {
  const token = tokens[i];
  if (token === undefined) return null;
  if (token.kind === 'digits') return digitsAt(tokens, i);
  const word = token.word;
  if (word === 'half' && tokens[i + 1]?.word === 'a') {
    const step = stepOf(tokens[i + 2]?.word);
    return step === undefined ? null : found(step / 2, i + 3);
  }
  if (word === 'a' || word === 'an') {
    const step = stepOf(tokens[i + 1]?.word);
    return step === undefined ? null : scaled(tokens, found(step, i + 2));
  }
  const spelled = spelledAt(tokens, i);
  return spelled === null ? null : dozens(tokens, spelled);
}

function digitsAt(tokens: readonly Token[], i: number): NumberFound | null {
  const plain = Number((tokens[i]?.text ?? '').replace(/[^\d.]/g, ''));
  const [caret, power] = [tokens[i + 1], tokens[i + 2]];
  if (caret?.text === '^' && power?.kind === 'digits') return found(plain ** Number(power.text), i + 3, true);
  return dozens(tokens, scaled(tokens, found(plain, i + 1, true)));
}

/** "2 hundred thousand": the scale words that follow a number already read. */
function scaled(tokens: readonly Token[], number: NumberFound): NumberFound {
  let { value, next } = number;
  // "Two hundred thousand million" is as far as anybody goes.
  for (let steps = 0; steps < 3; steps++) {
    const word = tokens[next]?.word;
    const step = word === 'hundred' ? 100 : get(scales, word);
    if (step === undefined) break;
    // "1.1 million" is 1,100,000 in spite of binary fractions.
    value = Number((value * step).toPrecision(15));
    next++;
  }
  return found(value, next, number.digits);
}

function dozens(tokens: readonly Token[], number: NumberFound): NumberFound {
  return tokens[number.next]?.word === 'dozen'
    ? found(number.value * 12, number.next + 1, number.digits)
    : number;
}

/** (hundreds scale)* hundreds: "one million two hundred thousand and six". */
function spelledAt(tokens: readonly Token[], i: number): NumberFound | null {
  let total = 0;
  let at = i;
  let limit = Number.POSITIVE_INFINITY;
  for (;;) {
    const start = at > i && tokens[at]?.word === 'and' ? at + 1 : at;
    const group = hundredsAt(tokens, start);
    if (group === null) break;
    const scale = get(scales, tokens[group.next]?.word);
    if ((scale ?? 1) >= limit || (start > at && scale !== undefined)) break;
    total += group.value * (scale ?? 1);
    at = group.next + (scale === undefined ? 0 : 1);
    if (scale === undefined) break;
    limit = scale;
  }
  return at === i ? null : found(total, at);
}

function hundredsAt(tokens: readonly Token[], i: number): NumberFound | null {
  const first = smallAt(tokens, i);
  if (first === null || tokens[first.next]?.word !== 'hundred') return first;
  const value = first.value * 100;
  const and = tokens[first.next + 1]?.word === 'and' ? 1 : 0;
  const rest = smallAt(tokens, first.next + 1 + and);
  const after = rest === null ? undefined : tokens[rest.next]?.word;
  // In "one hundred and two hundred" the second number is another one.
  if (rest === null || after === 'hundred' || (and === 1 && get(scales, after) !== undefined))
    return found(value, first.next + 1);
  return found(value + rest.value, rest.next);
}

function smallAt(tokens: readonly Token[], i: number): NumberFound | null {
  const word = tokens[i]?.word;
  const single = get(units, word) ?? get(teens, word);
  if (single !== undefined) return found(single, i + 1);
  const ten = get(tens, word);
  if (ten === undefined) return null;
  const hyphen = tokens[i + 1]?.text === '-' ? 1 : 0;
  const unit = get(units, tokens[i + 1 + hyphen]?.word);
  return unit === undefined || unit === 0 ? found(ten, i + 1) : found(ten + unit, i + 2 + hyphen);
}
