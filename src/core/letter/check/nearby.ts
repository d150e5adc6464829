/** Days written near a passage: a list of dates and figures is easily read across. */
import { type Thing } from '../../view/thing.js';
import { type Grounds } from './grounds.js';
import { dateOf } from './happening.js';
import { sayDate } from './wording.js';

/** Whether the letter writes the day of an event, in any of its usual forms, inside a stretch of its text. */
export function dayNearby(
  grounds: Grounds,
  thing: Thing,
  stretch: { readonly start: number; readonly end: number },
): boolean {
  const day = dateOf(thing);
  if (day === null || day.precision !== 'day') return false;
  const [number = '', month = ''] = sayDate(day).split(' ');
  const [, monthNumber = '', dayNumber = ''] = day.edtf.split('-');
  const text = grounds.head.text.slice(Math.max(0, stretch.start), stretch.end);
  const [year = ''] = day.edtf.split('-');
  const otherYear = `(?!,?\\s+(?!${year})\\d{4})`;
  const forms = [
    `\\b${number}(?:st|nd|rd|th)?(?: of)? ${month}\\b${otherYear}`,
    `\\b${month} ${number}(?!\\d)${otherYear}`,
    `(?<!\\d)${Number(monthNumber)}\\s*[월月]\\s*${Number(dayNumber)}\\s*[일日]`,
    `\\b${day.edtf}\\b`,
  ];
  return new RegExp(forms.join('|')).test(text);
}
