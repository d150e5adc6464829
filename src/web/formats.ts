/**
 * How dates, numbers and instants are written, in each language. Precision is never added:
 * an April without a day stays an April without a day.
 */
import { type EdtfDate, isDay, parseDate } from '../core/base/date.js';
import { type FrameLanguage } from '../core/base/language.js';

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;
const seasons = {
  '21': { en: 'spring', ko: '봄' },
  '22': { en: 'summer', ko: '여름' },
  '23': { en: 'autumn', ko: '가을' },
  '24': { en: 'winter', ko: '겨울' },
} as const;

/** 12 345 678 as `12,345,678`, the same on every machine. */
export function number(value: number): string {
  return String(value).replace(/\B(?=(?:\d{3})+(?!\d))/g, ',');
}

/** "9 October 2023", "2023년 10월 9일"; an interval as both its ends. */
export function dateText(lang: FrameLanguage, date: EdtfDate): string {
  const slash = date.edtf.indexOf('/');
  if (slash === -1) return plain(lang, date.edtf);
  const [from, until] = [date.edtf.slice(0, slash), date.edtf.slice(slash + 1)];
  const open = (text: string) => text === '' || text === '..';
  if (open(from)) return lang === 'en' ? `until ${plain(lang, until)}` : `${plain(lang, until)}까지`;
  if (open(until)) return lang === 'en' ? `from ${plain(lang, from)}` : `${plain(lang, from)}부터`;
  return lang === 'en'
    ? `${plain(lang, from)} to ${plain(lang, until)}`
    : `${plain(lang, from)}부터 ${plain(lang, until)}까지`;
}

/** As `dateText`, for EDTF text that may be no date; then the text itself. */
export function edtfText(lang: FrameLanguage, text: string): string {
  const date = parseDate(text);
  return date.ok ? dateText(lang, date.value) : text;
}

/** A narrow date for tables: `2023-10-09`, `2024-04`, as EDTF has it. */
export function shortDate(date: EdtfDate | null): string {
  return date === null ? '' : date.edtf.replace('/', '/\u200b');
}

function plain(lang: FrameLanguage, edtf: string): string {
  const bare = edtf.replace(/[?~%]$/, '');
  const hedge = edtf.slice(bare.length);
  const text = unhedged(lang, bare);
  if (hedge === '') return text;
  const uncertain = hedge === '?' || hedge === '%';
  const about = hedge === '~' || hedge === '%';
  if (lang === 'ko') return `${text}${about ? '경' : ''}${uncertain ? '(불확실)' : ''}`;
  return `${about ? 'about ' : ''}${text}${uncertain ? ' (uncertain)' : ''}`;
}

function unhedged(lang: FrameLanguage, bare: string): string {
  const [year = '', month = '', day = ''] = bare.replace(/-XX/g, '').split('-');
  if (/^\d{3}X$/.test(year)) return lang === 'en' ? `the ${year.slice(0, 3)}0s` : `${year.slice(0, 3)}0년대`;
  if (/^\d{2}XX$/.test(year))
    return lang === 'en' ? `${year.slice(0, 2)}00s` : `${Number(year.slice(0, 2)) + 1}세기`;
  if (!/^\d{4}$/.test(year)) return bare;
  const season = Object.hasOwn(seasons, month) ? seasons[month as keyof typeof seasons] : undefined;
  if (season !== undefined) return lang === 'en' ? `${season.en} ${year}` : `${year}년 ${season.ko}`;
  const name = months[Number(month) - 1];
  if (month === '' || name === undefined) return lang === 'en' ? year : `${year}년`;
  if (day === '') return lang === 'en' ? `${name} ${year}` : `${year}년 ${Number(month)}월`;
  return lang === 'en' ? `${Number(day)} ${name} ${year}` : `${year}년 ${Number(month)}월 ${Number(day)}일`;
}

/** An ISO 8601 instant in UTC to the minute: "24 November 2025, 10:47 UTC". */
export function instantText(lang: FrameLanguage, iso: string): string {
  const [day = '', time = ''] = iso.split('T');
  if (!isDay(day)) return iso;
  return lang === 'en'
    ? `${plain(lang, day)}, ${time.slice(0, 5)} UTC`
    : `${plain(lang, day)} ${time.slice(0, 5)} UTC`;
}
