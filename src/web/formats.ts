/** How dates, numbers and instants are written on pages. Precision is never added. */
import { dateText as dateWords } from '../core/base/date-text.js';
import { day, type EdtfDate, isDay, parseDate } from '../core/base/date.js';
import { numberText } from '../core/base/figure-text.js';
import { type FrameLanguage } from '../core/base/language.js';

/** 12345678 as `12,345,678`, the same on every machine. */
export const number = numberText;

/** "9 October 2023", "2023년 10월 9일"; an interval as both its ends. */
export function dateText(lang: FrameLanguage, date: EdtfDate): string {
  return dateWords(date, lang);
}

/** As `dateText`, for EDTF text that may be no date; then the text itself. */
export function edtfText(lang: FrameLanguage, text: string): string {
  const date = parseDate(text);
  return date.ok ? dateText(lang, date.value) : text;
}

/** A narrow date for tables: `2023-10-09`, `2024-04`, as EDTF has it; an interval may break. */
export function shortDate(date: EdtfDate | null): string {
  return date === null ? '' : date.edtf.replace('/', '/\u200b');
}

/** An ISO 8601 instant in UTC to the minute: "24 November 2025, 10:47 UTC". */
export function instantText(lang: FrameLanguage, iso: string): string {
  const [date = '', time = ''] = iso.split('T');
  if (!isDay(date)) return iso;
  const separator = lang === 'en' ? ', ' : ' ';
  return `${dateText(lang, day(date))}${separator}${time.slice(0, 5)} UTC`;
}
