/**
 * Finds dates in running text. A date without a year takes the year last named in its paragraph,
 * else the letter's own; numbers like "9/10/2023" follow the habit the rest of the text shows and
 * keep the other reading. Both lower the confidence, never silently.
 */
import { type ReadDate } from './assertion.js';
import { decade, interval, monthNames, resolve, type Written, yearBefore } from './calendar.js';
import { bySpan, type Span } from './span.js';
import { addDays, addMonths, parseDate } from '../base/date.js';

export interface DateMention extends Span {
  readonly date: ReadDate;
  readonly confidence: number;
}

export interface DateContext {
  /** The letter's own date as EDTF, or `null`. */
  readonly letterDate: string | null;
  /** Whether bare numbers are written day first in this text; `null` when it does not show. */
  readonly dayFirst: boolean | null;
}

const months =
  'January|February|March|April|May|June|July|August|September|October|November|December|Jan\\.?|Feb\\.?|Mar\\.?|Apr\\.?|Jun\\.?|Jul\\.?|Aug\\.?|Sept?\\.?|Oct\\.?|Nov\\.?|Dec\\.?|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER';
const part =
  '(?:(early|mid|middle of|late|the beginning of|the start of|the end of|end of|beginning of)[- ](?:in )?)?';
const dd = '(\\d{1,2})(?:st|nd|rd|th)?';
const yyyy = '((?:1[89]|20)\\d{2})';
const dash = '\\s?[-–—]\\s?';

/** A rule reads one shape; what it cannot make sense of it leaves alone. */
interface Rule {
  readonly shape: RegExp;
  readonly read: (match: RegExpExecArray, context: DateContext) => Raw | null;
}
interface Raw {
  readonly from: Written;
  readonly to?: Written;
  readonly edtf?: string;
  readonly alternative?: Written;
  readonly confidence?: number;
}

const number = (text: string | undefined): number | null => (text === undefined ? null : Number(text));
const month = (text: string | undefined): number | null =>
  text === undefined ? null : (monthNames[text.toLowerCase().replace('.', '')] ?? null);
function partOf(text: string | undefined): Pick<Written, 'part'> {
  if (text === undefined) return {};
  return { part: /early|start|begin/.test(text) ? 'early' : /mid/.test(text) ? 'mid' : 'late' };
}
const ymd = (y: string | undefined, m: number | null, d?: string): Written => ({
  year: number(y),
  month: m,
  day: number(d),
});

const rules: readonly Rule[] = [
  {
    shape: new RegExp(`\\b${yyyy}-(\\d{2})-(\\d{2})\\b`, 'g'),
    read: (m) => ({ from: ymd(m[1], Number(m[2]), m[3]) }),
  },
  {
    shape: new RegExp(`${yyyy}\\s?[년年]\\s?(?:(\\d{1,2})\\s?[월月])?\\s?(?:(\\d{1,2})\\s?[일日号號])?`, 'g'),
    read: (m) => ({ from: ymd(m[1], number(m[2]), m[3]) }),
  },
  {
    shape: /(\d{1,2})\s?[월月]\s?(?:(\d{1,2})\s?[일日号號])?/g,
    read: (m) => ({ from: ymd(undefined, number(m[1]), m[2]) }),
  },
  {
    shape: new RegExp(`\\b${yyyy}\\.\\s?(\\d{1,2})\\.\\s?(\\d{1,2})\\b\\.?`, 'g'),
    read: (m) => ({ from: ymd(m[1], Number(m[2]), m[3]) }),
  },
  { shape: new RegExp(`\\b(\\d{1,2})([/.-])(\\d{1,2})\\2${yyyy}\\b`, 'g'), read: readNumbers },
  {
    shape: new RegExp(
      `\\b(${months})\\s+${dd}(?:${dash}|\\s+(?:and|to|through|&)\\s+)${dd},?\\s+${yyyy}\\b`,
      'g',
    ),
    read: (m) => ({ from: ymd(m[4], month(m[1]), m[2]), to: ymd(m[4], month(m[1]), m[3]) }),
  },
  {
    shape: new RegExp(
      `\\b(?:the\\s+)?${dd}(?:${dash}|\\s+(?:and|to|&)\\s+)${dd}\\s+(?:of\\s+)?(${months}),?(?:\\s+${yyyy})?\\b`,
      'g',
    ),
    read: (m) => ({ from: ymd(m[4], month(m[3]), m[1]), to: ymd(m[4], month(m[3]), m[2]) }),
  },
  {
    shape: new RegExp(
      `\\b(${months})\\s+${dd}(?:${dash}|\\s+(?:to|through)\\s+)(${months})\\s+${dd},?\\s+${yyyy}\\b`,
      'g',
    ),
    read: (m) => ({ from: ymd(m[5], month(m[1]), m[2]), to: ymd(m[5], month(m[3]), m[4]) }),
  },
  {
    shape: new RegExp(`\\b(${months})\\s+${dd}\\s*,?\\s+${yyyy}\\b`, 'g'),
    read: (m) => ({ from: ymd(m[3], month(m[1]), m[2]) }),
  },
  {
    shape: new RegExp(`\\b(?:the\\s+)?${dd}\\s+(?:day\\s+)?(?:of\\s+)?(${months}),?\\s+${yyyy}\\b`, 'g'),
    read: (m) => ({ from: ymd(m[3], month(m[2]), m[1]) }),
  },
  {
    shape: new RegExp(
      `\\b(${months})(?:${dash}|\\s+(?:to|and|through|until)\\s+)(${months}),?\\s+(?:of\\s+)?${yyyy}\\b`,
      'g',
    ),
    read: (m) => ({ from: ymd(m[3], month(m[1])), to: ymd(m[3], month(m[2])) }),
  },
  {
    shape: new RegExp(`\\b${part}(${months}),?\\s+(?:of\\s+)?${yyyy}\\b`, 'g'),
    read: (m) => ({ from: { ...ymd(m[3], month(m[2])), ...partOf(m[1]) } }),
  },
  {
    shape: new RegExp(
      `\\b(?:the\\s+)?${dd}\\s+(?:of\\s+)?(${months}),?\\s+(?:of\\s+)?(this|last) year\\b`,
      'g',
    ),
    read: (m, { letterDate }) =>
      letterDate === null
        ? null
        : {
            from: ymd(String(Number(letterDate.slice(0, 4)) - (m[3] === 'last' ? 1 : 0)), month(m[2]), m[1]),
          },
  },
  {
    shape: new RegExp(`\\b(${months})\\s+${dd}\\b(?!\\s*[,:]?\\d|\\s?%)`, 'g'),
    read: (m) => ({ from: ymd(undefined, month(m[1]), m[2]) }),
  },
  {
    shape: new RegExp(`\\b(?:the\\s+)?${dd}\\s+(?:of\\s+)?(${months})\\b`, 'g'),
    read: (m) => ({ from: ymd(undefined, month(m[2]), m[1]) }),
  },
  { shape: /\b(spring|summer|autumn|fall|winter)\s+(?:of\s+)?((?:19|20)\d{2})\b/gi, read: readSeason },
  { shape: /\b(first|second|1st|2nd)\s+half\s+of\s+((?:19|20)\d{2})\b/gi, read: (m) => readHalf(m) },
  {
    shape: /\b(?:(early|mid|late)[- ])?((?:1[89]|20)\d0)['’]?s\b/gi,
    read: (m) => ({ from: ymd(m[2], null), edtf: decade(Number(m[2]), partOf(m[1]?.toLowerCase()).part) }),
  },
  {
    shape: new RegExp(`\\b${yyyy}${dash}${yyyy}\\b`, 'g'),
    read: (m) => ({ from: ymd(m[1], null), to: ymd(m[2], null) }),
  },
  {
    shape: new RegExp(
      `\\b(?:early|mid|late|the (?:beginning|start|end) of|end of)[- ](?:in )?${yyyy}\\b`,
      'g',
    ),
    read: (m) => ({ from: { ...ymd(m[1], null), ...partOf(m[0]) } }),
  },
  {
    shape: new RegExp(
      `(?<=\\b(?:[Ii]n|[Ss]ince|[Bb]y|of|[Dd]uring|[Ff]rom|[Uu]ntil|till|[Bb]efore|[Aa]fter|[Bb]etween|and|to|through|year|throughout|year of|around|circa|about|for)\\s)${yyyy}\\b(?!\\s+(?:\\p{Ll}+\\s+){0,2}(?:people|persons|refugees|North|individuals|women|men|children|returnees|nationals|asylum))`,
      'gu',
    ),
    read: (m) => ({ from: ymd(m[1], null) }),
  },
  {
    shape: new RegExp(`(?<=\\()${yyyy}(?=[),;])`, 'g'),
    read: (m) => ({ from: ymd(m[1], null), confidence: 0.8 }),
  },
  {
    shape: new RegExp(
      `(?<=\\b(?:[Ii]n|[Ss]ince|[Bb]y|[Dd]uring|[Ff]rom|until|[Ll]ate|[Ee]arly|[Mm]id|[Bb]etween|and|to|of|[Ll]ast)[ -])(${months})\\b(?!\\s+\\d)`,
      'g',
    ),
    read: (m) => ({ from: ymd(undefined, month(m[1])), confidence: 0.7 }),
  },
  {
    shape:
      /\b(today|yesterday|last night|this (?:week|month|year)|(?:last|past|previous) (?:week|month|year)|([\w-]+) (days?|weeks?|months?|years?|yrs?)(?: ago(?: (today|to the day))?| to the day))\b/gi,
    read: readRelative,
  },
];

/** Day or month first? A number over 12 decides, else the habit of the text; the other reading is kept. */
function readNumbers(m: RegExpExecArray, context: DateContext): Raw | null {
  const [a, b] = [Number(m[1]), Number(m[3])];
  const monthFirst = ymd(m[4], a, String(b));
  const dayFirst = ymd(m[4], b, String(a));
  if (a > 12 || b > 12 || a === b) return { from: a > 12 ? dayFirst : monthFirst };
  const first = m[2] === '.' || context.dayFirst === true;
  return {
    from: first ? dayFirst : monthFirst,
    alternative: first ? monthFirst : dayFirst,
    confidence: context.dayFirst === null && m[2] !== '.' ? 0.5 : 0.65,
  };
}

function readSeason(m: RegExpExecArray): Raw {
  const code = { spring: 21, summer: 22, autumn: 23, fall: 23, winter: 24 }[(m[1] ?? '').toLowerCase()] ?? 21;
  return { from: ymd(m[2], null), edtf: `${m[2] ?? ''}-${code}` };
}

function readHalf(m: RegExpExecArray): Raw {
  const y = m[2] ?? '';
  return { from: ymd(y, null), edtf: /first|1st/i.test(m[1] ?? '') ? `${y}-01/${y}-06` : `${y}-07/${y}-12` };
}

const counts: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
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
  twenty: 20,
  thirty: 30,
};

/** Counted from the letter's own day; a letter without a day says nothing by "last month". */
function readRelative(m: RegExpExecArray, { letterDate }: DateContext): Raw | null {
  const from: Written = { year: null, month: null, day: null };
  if (letterDate === null || !/^\d{4}-\d{2}-\d{2}$/.test(letterDate)) return null;
  const phrase = (m[1] ?? '').toLowerCase();
  const give = (edtf: string): Raw => ({ from, edtf, confidence: 0.7 });
  if (phrase === 'today') return give(letterDate);
  if (/yesterday|last night/.test(phrase)) return give(addDays(letterDate, -1));
  if (/this week/.test(phrase)) return give(`${addDays(letterDate, -7)}/${letterDate}`);
  if (phrase.endsWith('week')) return give(`${addDays(letterDate, -14)}/${addDays(letterDate, -1)}`);
  if (/this month/.test(phrase)) return give(letterDate.slice(0, 7));
  if (phrase.endsWith('month')) return give(addMonths(letterDate, -1).slice(0, 7));
  if (/this year/.test(phrase)) return give(letterDate.slice(0, 4));
  if (phrase.endsWith('year')) return give(addMonths(letterDate, -12).slice(0, 4));
  const n = counts[(m[2] ?? '').toLowerCase()] ?? Number(m[2]);
  if (!Number.isInteger(n) || n < 1 || n > 400) return null;
  const unit = (m[3] ?? '')
    .toLowerCase()
    .replace(/^yrs?$/, 'years')
    .replace(/s?$/, 's');
  const exact = m[4] !== undefined || phrase.endsWith('to the day');
  if (unit === 'years') return give(addMonths(letterDate, -12 * n).slice(0, exact ? 10 : 4));
  if (unit === 'months') return give(addMonths(letterDate, -n).slice(0, 7));
  return give(addDays(letterDate, unit === 'weeks' ? -7 * n : -n));
}

/** Every date inside `span`, in reading order, none overlapping. */
export function findDates(text: string, span: Span, context: DateContext): DateMention[] {
  const slice = text.slice(span.start, span.end);
  if (!/\d|day|week|month|year|night|\b(?:[Ii]n|[Ss]ince|[Bb]y|[Dd]uring|[Ll]ast) \p{Lu}/u.test(slice))
    return [];
  const found: (Span & { readonly raw: Raw })[] = [];
  // Which units a date holds already: a page of nothing but dates takes time in proportion to its length.
  const taken = new Uint8Array(slice.length);
  for (const rule of rules) {
    for (const match of slice.matchAll(rule.shape)) {
      const at = { start: match.index, end: match.index + match[0].trimEnd().length };
      if (taken.subarray(at.start, at.end).includes(1)) continue;
      const raw = rule.read(match, context);
      if (raw === null) continue;
      found.push({ ...at, raw });
      taken.fill(1, at.start, at.end);
    }
  }
  return joined(slice, dated(slice, found.sort(bySpan), context)).map((one) => ({
    ...one,
    start: one.start + span.start,
    end: one.end + span.start,
  }));
}

function dated(
  slice: string,
  found: readonly (Span & { readonly raw: Raw })[],
  context: DateContext,
): DateMention[] {
  let lastYear: number | null = null;
  const out: DateMention[] = [];
  found.forEach(({ start, end, raw }, i) => {
    const ahead = /^\s*(?:and|to|until|through|[-–—])\s*$/.test(slice.slice(end, found[i + 1]?.start ?? end))
      ? (found[i + 1]?.raw.from.year ?? null)
      : null;
    const near = ahead ?? lastYear;
    const isToCome =
      /\b(?:will|upcoming|next|forthcoming|ahead of|coming|scheduled|to be held)\b|오는|다가오는|即将|将于/.test(
        slice.slice(Math.max(0, start - 60), end + 30),
      );
    const guess =
      near ??
      (context.letterDate === null
        ? null
        : isToCome
          ? Number(context.letterDate.slice(0, 4))
          : yearBefore(raw.from, context.letterDate));
    const date = readDate(raw, guess);
    lastYear = raw.to?.year ?? raw.from.year ?? lastYear;
    if (date === null) return;
    const guessed = raw.edtf === undefined && raw.from.year === null;
    const sure = (raw.confidence ?? 0.95) * (!guessed ? 1 : near === null ? 0.75 : 0.9);
    const words = slice.slice(start, end);
    out.push({
      start,
      end,
      date: { ...date, words, relation: relationOf(slice, start, date.edtf) },
      confidence: sure,
    });
  });
  return out;
}

function readDate(raw: Raw, guess: number | null): Omit<ReadDate, 'words' | 'relation'> | null {
  if (raw.edtf !== undefined) return { edtf: raw.edtf, alternative: null, impossible: null };
  const from = resolve(raw.from, raw.from.year === null ? (raw.to?.year ?? guess) : null);
  const to = raw.to === undefined ? null : resolve(raw.to, raw.to.year === null ? guess : null);
  if (from === null) return null;
  const other = raw.alternative === undefined ? null : resolve(raw.alternative, guess);
  return {
    edtf: to === null ? from.edtf : ordered(raw, from.edtf, to.edtf),
    alternative: other?.impossible === null ? other.edtf : null,
    impossible: from.impossible ?? to?.impossible ?? null,
  };
}

/** "November to February 2024" began the year before; days named backwards span the same days. */
function ordered(raw: Raw, from: string, to: string): string {
  if (from <= to) return interval(from, to);
  const earlier = raw.from.day === null && raw.from.month !== null ? resolve(raw.from, null) : null;
  const before = earlier === null ? null : resolve({ ...raw.from, year: (raw.from.year ?? 1) - 1 }, null);
  return before === null ? interval(to, from) : interval(before.edtf, to);
}

function relationOf(slice: string, start: number, edtf: string): ReadDate['relation'] {
  const before = slice.slice(Math.max(0, start - 28), start).toLowerCase();
  if (/\b(?:since|from|as of|starting(?: in| on)?)\s+(?:\w+\s)?$/.test(before)) return 'since';
  if (/\b(?:before|until|by|prior to|till|no later than)\s+(?:the end of\s)?$/.test(before)) return 'before';
  if (/\b(?:after|following)\s+$/.test(before)) return 'after';
  if (/\b(?:during|between|throughout|over)\s+(?:the\s)?$/.test(before) || edtf.includes('/'))
    return 'during';
  return /^\d{4}-\d{2}-\d{2}$/.test(edtf) ? 'on' : 'in';
}

/** "from X to Y" and "between X and Y" are one date. */
function joined(slice: string, mentions: readonly DateMention[]): DateMention[] {
  const out: DateMention[] = [];
  for (const next of mentions) {
    const last = out.at(-1);
    const link = last === undefined ? '' : slice.slice(last.end, next.start);
    const before = last === undefined ? '' : slice.slice(Math.max(0, last.start - 10), last.start);
    const spans =
      (/\b(?:from|between)\s+(?:the\s)?(?:early |mid |late )?$/i.test(before) &&
        /^\s+(?:and|to|until|through)\s+$/.test(link)) ||
      /^(?:\s?[-–—]\s?|\s+(?:until|through)\s+)$/.test(link);
    if (
      last === undefined ||
      !spans ||
      last.date.edtf.split('/')[0] === undefined ||
      last.date.edtf > next.date.edtf ||
      !parseDate(interval(last.date.edtf, next.date.edtf)).ok
    ) {
      out.push(next);
      continue;
    }
    out[out.length - 1] = {
      start: last.start,
      end: next.end,
      confidence: Math.min(last.confidence, next.confidence),
      date: {
        edtf: interval(last.date.edtf, next.date.edtf),
        words: slice.slice(last.start, next.end),
        relation: 'during',
        alternative: null,
        impossible: last.date.impossible ?? next.date.impossible,
      },
    };
  }
  return out;
}

/** Whether the text writes days before months anywhere it cannot be mistaken. */
export function dayFirstIn(text: string): boolean | null {
  const day = new RegExp(`\\b\\d{1,2}(?:st|nd|rd|th)?\\s+(?:of\\s+)?(?:${months})\\b`).test(text);
  const monthly = new RegExp(`\\b(?:${months})\\s+\\d{1,2}(?:st|nd|rd|th)?,?\\s+\\d{4}`).test(text);
  return day === monthly ? null : day;
}
