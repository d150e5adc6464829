/** How the report prints dates, numbers and lists: plain words, never codes. */
import { monthNames } from '../../base/date-text.js';
import { type EdtfDate, parseDate } from '../../base/date.js';
import { type Figure } from '../../base/figure.js';

/** "9 October 2023", "April 2024", "the 1990s", "from 2024 to October 2025"; "on an unknown date" for none. */
export function sayDate(date: EdtfDate | string | null): string {
  if (date === null) return 'an unrecorded date';
  const text = typeof date === 'string' ? date : date.edtf;
  if (text.includes('/')) {
    const [from = '', to = ''] = text.split('/');
    if (from === '' || from === '..') return `up to ${sayDate(to)}`;
    if (to === '' || to === '..') return `${sayDate(from)} onwards`;
    return `${sayDate(from)} to ${sayDate(to)}`;
  }
  const bare = text.replace(/[?~%]$/, '');
  const about = /[~%]$/.test(text) ? 'about ' : '';
  const doubt = /[?%]$/.test(text) ? ' (uncertain)' : '';
  const [year = '', month, day] = bare.split('-');
  const name = month === undefined ? undefined : monthNames[Number(month) - 1];
  if (/^\d{3}X$/.test(year)) return `the ${year.slice(0, 3)}0s`;
  if (name === undefined) return `${about}${year}${doubt}`;
  if (day === undefined || /X/.test(day)) return `${about}${name} ${year}${doubt}`;
  return `${about}${Number(day)} ${name} ${year}${doubt}`;
}

/** With its preposition: "on 9 October 2023", "in April 2024", "from 2024 to 2025". */
export function sayWhen(date: EdtfDate | string | null): string {
  if (date === null) return 'on an unrecorded date';
  const text = typeof date === 'string' ? date : date.edtf;
  if (text.includes('/'))
    return text.startsWith('/') || text.startsWith('..') ? sayDate(text) : `from ${sayDate(text)}`;
  return /^\d{4}-\d{2}-\d{2}/.test(text) ? `on ${sayDate(text)}` : `in ${sayDate(text)}`;
}

/** A day of a computation, `YYYY-MM-DD`. */
export function sayDay(day: string): string {
  const parsed = parseDate(day);
  return parsed.ok ? sayDate(parsed.value) : day;
}

export function sayNumber(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** "600", "more than 500", "up to 600"; with its scope: "up to 200 via Dandong". */
export function sayFigure(figure: Figure): string {
  const words = figure.words.trim();
  const said = words === '' ? rangeWords(figure) : words;
  const unit = figure.unit === 'persons' || said.includes(figure.unit) ? '' : ` ${figure.unit}`;
  return `${said}${unit}${figure.scope === '' || said.includes(figure.scope) ? '' : ` (${figure.scope})`}`;
}

function rangeWords({ low, high }: Figure): string {
  if (low === null && high === null) return 'an unstated number';
  if (low === null) return `up to ${sayNumber(high ?? 0)}`;
  if (high === null) return `at least ${sayNumber(low)}`;
  return low === high ? sayNumber(low) : `${sayNumber(low)} to ${sayNumber(high)}`;
}

/** "a", "a and b", "a, b and c"; past `most`, "a, b and 4 more". */
export function sayList(items: readonly string[], most = 8): string {
  const distinct = [...new Set(items)];
  const shown = distinct.length > most ? distinct.slice(0, most - 1) : distinct;
  const rest = distinct.length - shown.length;
  const all = rest > 0 ? [...shown, `${rest} more`] : shown;
  if (all.length <= 1) return all[0] ?? '';
  return `${all.slice(0, -1).join(', ')} and ${all.at(-1) ?? ''}`;
}

/** Longer items, each a clause of its own: "a; b; and 4 more". */
export function saySeries(items: readonly string[], most = 4): string {
  const distinct = [...new Set(items)];
  const shown = distinct.length > most ? distinct.slice(0, most - 1) : distinct;
  const rest = distinct.length - shown.length;
  return [...shown, ...(rest > 0 ? [`and ${rest} more`] : [])].join('; ');
}

/** In brackets after a name: "(2014)", "(undated)". */
export function sayDated(date: EdtfDate | string | null | undefined): string {
  return date === null || date === undefined ? '(undated)' : `(${sayDate(date)})`;
}

export function sayCount(n: number, one: string, many = `${one}s`): string {
  const words = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
  return `${words[n] ?? sayNumber(n)} ${n === 1 ? one : many}`;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
