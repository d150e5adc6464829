/** Figures printed again, in the frame's languages. What is printed reads back as the same figure. */
import { type Figure } from './figure.js';
import { type FrameLanguage } from './language.js';
import { assertNever } from './result.js';

/** `1,076`: the same on every machine. */
export function numberText(value: number): string {
  const [whole = '0', fraction] = String(value).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

const measured = new Set(['percent', 'years', 'decades', 'months', 'weeks', 'days', 'hours']);
const counters: Readonly<Record<string, string>> = {
  persons: '명',
  families: '가구',
  vehicles: '대',
  times: '차례',
  cases: '건',
  percent: '%',
  countries: '개국',
  months: '개월',
};

/**
 * The figure in words: "more than 500", "500명 초과". Persons go without a noun in English, with
 * their counter in Korean; any other unit is printed.
 */
export function figureText(figure: Figure, lang: FrameLanguage): string {
  const text = lang === 'en' ? english(figure) : korean(figure);
  return figure.scope === '' ? text : `${text} ${figure.scope}`;
}

/** The bound as it was said: `[501, ∞)` was "more than 500". */
function saidLow(figure: Figure): number {
  const step = figure.qualifier === 'more-than' && !measured.has(figure.unit) ? 1 : 0;
  return (figure.low ?? 0) - step;
}

function saidHigh(figure: Figure): number {
  const exclusive = figure.qualifier === 'fewer-than' || figure.qualifier === 'nearly';
  return (figure.high ?? 0) + (exclusive && !measured.has(figure.unit) ? 1 : 0);
}

function english(figure: Figure): string {
  const noun = figure.unit === 'persons' ? '' : figure.unit === 'percent' ? '%' : ` ${figure.unit}`;
  const n = (value: number) => `${numberText(value)}${noun}`;
  switch (figure.qualifier) {
    case 'exact':
      return isHundred(figure) ? `exactly ${n(figure.low ?? 0)}` : n(figure.low ?? 0);
    case 'rounded':
      return n(figure.low ?? 0);
    case 'none':
      return noun === '' ? 'none' : n(0);
    case 'at-least':
      return `at least ${n(saidLow(figure))}`;
    case 'more-than':
      return `more than ${n(saidLow(figure))}`;
    case 'up-to':
      return `up to ${n(saidHigh(figure))}`;
    case 'fewer-than':
      return `fewer than ${n(saidHigh(figure))}`;
    case 'nearly':
      return `nearly ${n(saidHigh(figure))}`;
    case 'about':
      return `about ${n(figure.low ?? 0)}`;
    case 'between':
      return `${numberText(figure.low ?? 0)} to ${n(figure.high ?? 0)}`;
    case 'vague':
      return `${vagueWord(figure, englishVague) ?? figure.words}${noun}`;
    case 'presence':
      return noun === '' ? figure.words : `${figure.words}${noun}`;
    default:
      return assertNever(figure.qualifier);
  }
}

function korean(figure: Figure): string {
  const counter = counters[figure.unit];
  const noun = counter ?? ` ${figure.unit}`;
  const n = (value: number) => `${numberText(value)}${noun}`;
  switch (figure.qualifier) {
    case 'exact':
      return isHundred(figure) ? `정확히 ${n(figure.low ?? 0)}` : n(figure.low ?? 0);
    case 'rounded':
      return n(figure.low ?? 0);
    case 'none':
      return n(0);
    case 'at-least':
      return `${n(saidLow(figure))} 이상`;
    case 'more-than':
      return `${n(saidLow(figure))} 초과`;
    case 'up-to':
      return `최대 ${n(saidHigh(figure))}`;
    case 'fewer-than':
      return `${n(saidHigh(figure))} 미만`;
    case 'nearly':
      return `${n(saidHigh(figure))} 가까이`;
    case 'about':
      return `약 ${n(figure.low ?? 0)}`;
    case 'between':
      return `${numberText(figure.low ?? 0)}~${n(figure.high ?? 0)}`;
    case 'vague': {
      const word = vagueWord(figure, koreanVague);
      return word === null ? figure.words : `${word}${counter === undefined ? noun : ` ${noun}`}`;
    }
    case 'presence':
      return `여러${counter === undefined ? noun : ` ${noun}`}`;
    default:
      return assertNever(figure.qualifier);
  }
}

/** A count that is a multiple of 100 yet was meant to the unit. */
function isHundred(figure: Figure): boolean {
  return figure.low !== null && figure.low > 0 && figure.low % 100 === 0 && !measured.has(figure.unit);
}

const englishVague: Readonly<Record<string, string>> = {
  '20-99': 'tens',
  '24-99': 'dozens',
  '40-199': 'scores',
  '200-999': 'hundreds',
  '2000-9999': 'thousands',
  '20000-99999': 'tens of thousands',
  '200000-999999': 'hundreds of thousands',
  '2000000-9999999': 'millions',
};
const koreanVague: Readonly<Record<string, string>> = {
  '20-99': '수십',
  '24-99': '수십',
  '200-999': '수백',
  '2000-9999': '수천',
  '20000-99999': '수만',
  '200000-999999': '수십만',
};

function vagueWord(figure: Figure, words: Readonly<Record<string, string>>): string | null {
  return words[`${figure.low}-${figure.high}`] ?? null;
}
