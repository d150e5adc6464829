/** What a column is, from its name and what stands in it; a person sees the guess and can write another. */
import { parseDate } from '../base/date.js';
import { type Kind } from './kinds.js';

/** How many of the first values are looked at. */
export const looked = 2000;

/** Columns that say who a record is, or nothing about anybody: comparing them would answer the question by itself. */
const NOT_COMPARED =
  /^(cluster|entity|identity|truth|label|match|matched|person_?id|note|notes|comment|comments|remarks|source|list|url|file)(_.*)?$/iu;
const ID = /^(id|rec_?id|record_?id|unique_?id|row_?id|code|case_?no|number|no)$/iu;

export function guessId(
  columns: readonly string[],
  cells: (column: number) => readonly string[],
): string | null {
  const unique = (c: number) => {
    const values = cells(c);
    return values.length > 0 && !values.includes('') && new Set(values).size === values.length;
  };
  const named = columns.findIndex((name, c) => ID.test(name) && unique(c));
  if (named !== -1) return columns[named] ?? null;
  const ending = columns.findIndex((name, c) => /id$/iu.test(name) && unique(c));
  if (ending !== -1) return columns[ending] ?? null;
  return unique(0) ? (columns[0] ?? null) : null;
}

/** `null` where the column should not be compared. */
export function guessKind(name: string, cells: readonly string[]): Kind | null {
  if (NOT_COMPARED.test(name)) return null;
  const values = cells.filter((cell) => cell !== '');
  if (values.length === 0) return null;
  const share = (fits: (value: string) => boolean) => values.filter(fits).length / values.length;
  const distinct = new Set(values).size;
  if (
    /birth_?place|place|city|town|county|province|region|district|origin|지역|주소|출신|고향|地|省|市/iu.test(
      name,
    )
  )
    return 'place';
  if (/^(sex|gender|성별|性别|性別)$/iu.test(name)) return 'code';
  if (/birth|born|dob|date|day|생년|생일|일자|날짜|出生|日期/iu.test(name) || share(isDate) > 0.8)
    return share(isDate) > 0.4 ? 'date' : 'digits';
  if (/figure|persons|people|how_?many|인원|人数/iu.test(name)) return 'figure';
  if (share((value) => /^[\d\s./()-]+$/u.test(value)) > 0.9) return 'digits';
  if (/name|이름|성명|姓名|名字|имя/iu.test(name)) {
    const whole = !/first|given|sur|last|family|fore|middle|fname|lname/iu.test(name);
    return whole || share((value) => /[\p{Script=Hangul}\p{Script=Han}]/u.test(value)) > 0.02
      ? 'name'
      : 'text';
  }
  if (distinct <= 12 && distinct < values.length / 5) return 'code';
  return share((value) => /\S\s+\S+/u.test(value)) > 0.5 ? 'words' : 'text';
}

const isDate = (value: string): boolean =>
  /^(1[89]|20)\d\d(0[1-9]|1[0-2])([0-2]\d|3[01])$/u.test(value) ||
  /^\d{4}[./-]\d{1,2}([./-]\d{1,2})?$/u.test(value) ||
  (/^\d{4}/u.test(value) && value.length > 4 && parseDate(value).ok);
