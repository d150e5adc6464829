/**
 * Provision numbers as letters and treaties write them: "33", "Article 33(1)", "art. 33, para. 1",
 * "IV", "1A(2)", "s. 304". Compared part by part, so that 14 covers 14(1) and 16(3) is inside 16.
 */

/** An article as a number or a Roman numeral's value, with its lettered section and paragraphs below it. */
export interface ProvisionNumber {
  readonly article: number;
  /** "1A(2)" is article 1 with parts `A`, `2`; "2(f)" is article 2 with part `f`. */
  readonly parts: readonly string[];
}

const ROMAN: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50, C: 100 };

function romanValue(text: string): number | null {
  if (!/^(?:X{0,3})(?:IX|IV|V?I{0,3})$/.test(text) || text === '') return null;
  let total = 0;
  for (let i = 0; i < text.length; i++) {
    const value = ROMAN[text[i] ?? ''] ?? 0;
    total += value < (ROMAN[text[i + 1] ?? ''] ?? 0) ? -value : value;
  }
  return total;
}

const parsed = new Map<string, ProvisionNumber | null>();

/** `null` when the words hold no article number. Short spellings are parsed once. */
export function parseNumber(words: string): ProvisionNumber | null {
  const known = parsed.get(words);
  if (known !== undefined) return known;
  const number = readNumber(words);
  if (words.length < 20 && parsed.size < 5000) parsed.set(words, number);
  return number;
}

const HAN = '一二三四五六七八九';

/** "第三十三条" as "第33条": articles are written in Han numerals up to the hundreds. */
function inDigits(text: string): string {
  return text.replace(/[一二三四五六七八九十百]+(?=\s*[条條款项項])/gu, (numeral) => {
    let [total, digit] = [0, 0];
    for (const sign of numeral) {
      if (sign === '百' || sign === '十') {
        total += (digit === 0 ? 1 : digit) * (sign === '百' ? 100 : 10);
        digit = 0;
      } else digit = HAN.indexOf(sign) + 1;
    }
    return String(total + digit);
  });
}

function readNumber(words: string): ProvisionNumber | null {
  const text = inDigits(words.normalize('NFKC'))
    .trim()
    .replace(/^(?:the\s+)?(?:articles?|arts?|sections?|sec|ss?|para(?:graph)?s?)\b\.?\s*/i, '')
    .replace(/^제\s*/, '')
    .replace(/^第\s*/, '')
    .replace(/\s*(?:조|条|條)\s*/, ' ')
    .replace(/[,;]?\s*(?:para(?:graph)?s?|sub-?para(?:graph)?s?|§|제|第)\.?\s*/gi, ' ')
    .replace(/(\d)\s*(?:항|款)/g, '$1');
  const match = /^(\d{1,3}|[IVXLC]{1,7})(?![A-Za-z]{2})\s*([A-Za-z](?![A-Za-z]))?(.*)$/.exec(text);
  if (match === null) return null;
  const head = match[1] ?? '';
  const article = /^\d+$/.test(head) ? Number(head) : romanValue(head);
  if (article === null || article === 0) return null;
  const rest = match[3] ?? '';
  // "33-34" and "31 and 33" are several provisions.
  if (/^\s*[-–—~]/.test(rest)) return null;
  if (/[A-Za-z]{3,}/.test(rest)) return null;
  const written = rest.match(/\d{1,3}|[A-Za-z]{1,2}/g) ?? [];
  const section = match[2] ?? (/^[A-Z]$/.test(written[0] ?? '') ? written[0] : undefined);
  const below = match[2] === undefined && section !== undefined ? written.slice(1) : written;
  const parts = below.map((part) => part.toLowerCase());
  return { article, parts: section === undefined ? parts : [section.toUpperCase(), ...parts] };
}

function toRoman(value: number): string {
  const steps: readonly (readonly [number, string])[] = [
    [50, 'L'],
    [40, 'XL'],
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ];
  let [left, text] = [value, ''];
  for (const [size, letters] of steps)
    while (left >= size) {
      text += letters;
      left -= size;
    }
  return text;
}

/** As treaties print it: `33(1)`, `1A(2)`, `IV`. */
export function numberText(number: ProvisionNumber, roman = false): string {
  const [first, ...others] = number.parts;
  const head = roman ? toRoman(number.article) : String(number.article);
  if (first === undefined) return head;
  const section = /^[A-Z]$/.test(first) && !roman ? first : `(${first})`;
  return `${head}${section}${others.map((part) => `(${part})`).join('')}`;
}

/** Whether `outer` is the whole of which `inner` is a part, or the same. */
export function covers(outer: ProvisionNumber, inner: ProvisionNumber): boolean {
  return (
    outer.article === inner.article &&
    outer.parts.length <= inner.parts.length &&
    outer.parts.every((part, i) => part.toLowerCase() === inner.parts[i]?.toLowerCase())
  );
}

/** Whether a list such as `1`, `16(1)`, `36-46` names the provision or a whole it belongs to. */
export function listed(list: readonly string[], number: ProvisionNumber): boolean {
  return list.some((item) => {
    const range = /^([0-9]+|[IVXLC]+)-([0-9]+|[IVXLC]+)$/.exec(item);
    if (range !== null) {
      const [from, to] = [parseNumber(range[1] ?? ''), parseNumber(range[2] ?? '')];
      return from !== null && to !== null && from.article <= number.article && number.article <= to.article;
    }
    const one = parseNumber(item);
    return one !== null && covers(one, number);
  });
}
