/** Dates in sentences, in the frame's languages. Precision is never added: an April without a day stays one. */
import { type EdtfDate } from './date.js';
import { type FrameLanguage } from './language.js';

/** English names of the months, January first. */
export const monthNames: readonly string[] =
  'January February March April May June July August September October November December'.split(' ');
const seasons: Readonly<Record<string, readonly [string, string]>> = {
  '21': ['spring', '봄'],
  '22': ['summer', '여름'],
  '23': ['autumn', '가을'],
  '24': ['winter', '겨울'],
};

/** "9 October 2023", "October 2023", "about 2023"; an interval as "August 2023 to October 2023". */
export function dateText(date: EdtfDate, lang: FrameLanguage): string {
  const [from = '', until] = date.edtf.split('/');
  if (until === undefined) return partText(from, lang);
  const open = (text: string) => text === '' || text === '..';
  if (open(from)) return lang === 'en' ? `until ${partText(until, lang)}` : `${partText(until, lang)}까지`;
  if (open(until)) return lang === 'en' ? `from ${partText(from, lang)} on` : `${partText(from, lang)}부터`;
  return lang === 'en'
    ? `${partText(from, lang)} to ${partText(until, lang)}`
    : `${partText(from, lang)}~${partText(until, lang)}`;
}

/** With its preposition: "on 9 October 2023", "in October 2023", "from August 2023 to October 2023". */
export function datePhrase(date: EdtfDate, lang: FrameLanguage): string {
  const text = dateText(date, lang);
  if (lang === 'ko') return text;
  if (date.precision === 'interval') return /^(?:from|until) /.test(text) ? text : `from ${text}`;
  return date.precision === 'day' ? `on ${text}` : `in ${text}`;
}

function partText(edtf: string, lang: FrameLanguage): string {
  const bare = edtf.replace(/[?~%]$/, '');
  const mark = edtf.slice(bare.length);
  const text = bareText(bare, lang);
  const about = mark === '~' || mark === '%';
  const unsure = mark === '?' || mark === '%';
  return lang === 'en'
    ? `${about ? 'about ' : ''}${text}${unsure ? ' (uncertain)' : ''}`
    : `${text}${about ? '경' : ''}${unsure ? '(불확실)' : ''}`;
}

function bareText(edtf: string, lang: FrameLanguage): string {
  const [year = '', month, day] = edtf.replace(/-XX/g, '').split('-');
  const en = lang === 'en';
  if (/^\d{3}X$/.test(year)) return en ? `the ${year.slice(0, 3)}0s` : `${year.slice(0, 3)}0년대`;
  if (/^\d{2}XX$/.test(year))
    return en ? `the ${year.slice(0, 2)}00s` : `${Number(year.slice(0, 2)) + 1}세기`;
  const season = month === undefined ? undefined : seasons[month];
  if (season !== undefined) return en ? `${season[0]} ${year}` : `${year}년 ${season[1]}`;
  const name = monthNames[Number(month ?? 0) - 1];
  if (name === undefined) return en ? year : `${year}년`;
  if (day === undefined) return en ? `${name} ${year}` : `${year}년 ${Number(month)}월`;
  return en ? `${Number(day)} ${name} ${year}` : `${year}년 ${Number(month)}월 ${Number(day)}일`;
}
