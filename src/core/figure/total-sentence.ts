/** Totals as sentences: what the events on record add up to, and how what others say of a period stands to it. */
import { type EdtfDate } from '../base/date.js';
import { datePhrase } from '../base/date-text.js';
import { numberText } from '../base/figure-text.js';
import { type FrameLanguage, type Label } from '../base/language.js';
import { assertNever } from '../base/result.js';
import { countText, rangeText } from './sentence.js';
import { type PeriodAccount, type Total } from './total.js';

export function totalSentence(known: Omit<Total, 'sentence'>): Label {
  return { en: english(known), ko: korean(known) };
}

function english({ period, low, high, openEnded, events, withoutNumber }: Omit<Total, 'sentence'>): string {
  const when = period === null ? '' : ` ${datePhrase(period, 'en')}`;
  if (events.length === 0) return `No return${when} is on record; that does not say that there was none.`;
  const given = events.length - withoutNumber.length;
  if (!events.some(({ certain }) => certain))
    return `No return on record lies certainly${when === '' ? ' in the period' : when}; ${countText(events.length)} may.`;
  if (low === null && high === null)
    return `${capital(countText(events.length, 'return'))}${when} ${events.length === 1 ? 'is' : 'are'} on record, without a number.`;
  const range =
    low === null
      ? `up to ${numberText(high ?? 0)}`
      : openEnded || high === null
        ? `at least ${numberText(low)}`
        : low === high
          ? numberText(low)
          : `${numberText(low)} to ${numberText(high)}`;
  const clauses = [`${capital(range)} people were returned${when} in ${countText(given, 'event')} on record`];
  if (low !== null && openEnded && high !== null && high > low)
    clauses.push(`the highest figures given add up to ${numberText(high)}`);
  const open = events.filter(({ bounds }) => bounds.openEnded).length;
  if (open > 0) clauses.push(`${countText(open)} ${open === 1 ? 'has' : 'have'} no upper limit`);
  if (withoutNumber.length > 0)
    clauses.push(
      `${countText(withoutNumber.length, 'more event')} ${withoutNumber.length === 1 ? 'has' : 'have'} no number`,
    );
  const unsure = events.filter(({ certain, bounds }) => !certain && bounds.counted > 0).length;
  if (unsure > 0)
    clauses.push(
      `${countText(unsure)} may lie outside these dates and ${unsure === 1 ? 'adds' : 'add'} only to the high`,
    );
  return `${clauses.join('; ')}.`;
}

function korean({ period, low, high, openEnded, events, withoutNumber }: Omit<Total, 'sentence'>): string {
  const when = period === null ? '' : `${datePhrase(period, 'ko')} `;
  if (events.length === 0) return `${when}송환 기록 없음. 송환이 없었다는 뜻은 아님.`;
  const given = events.length - withoutNumber.length;
  if (low === null && high === null)
    return `${when}송환 ${events.length}건이 기록되어 있으나 인원을 알 수 없음.`;
  const range =
    low === null
      ? `최대 ${numberText(high ?? 0)}명`
      : openEnded || high === null
        ? `${numberText(low)}명 이상`
        : low === high
          ? `${numberText(low)}명`
          : `${numberText(low)}~${numberText(high)}명`;
  const parts = [`${when}송환: 기록된 사건 ${given}건에서 ${range}`];
  if (low !== null && openEnded && high !== null && high > low)
    parts.push(`제시된 최고 수치의 합은 ${numberText(high)}명`);
  const open = events.filter(({ bounds }) => bounds.openEnded).length;
  if (open > 0) parts.push(`${open}건은 상한이 없음`);
  if (withoutNumber.length > 0) parts.push(`${withoutNumber.length}건은 인원을 알 수 없음`);
  const unsure = events.filter(({ certain, bounds }) => !certain && bounds.counted > 0).length;
  if (unsure > 0) parts.push(`${unsure}건은 이 기간 밖일 수 있어 상한에만 더함`);
  return `${parts.join('. ')}.`;
}

type Known = Omit<PeriodAccount, 'sentence'>;

/** "Name gives about 600 from August to October 2023; the three events on record inside add up to 320 or more." */
export function relationSentence(known: Known, date: EdtfDate | null, rate: string | null): Label {
  return {
    en: `${known.account.name.en} gives ${said(known, 'en')} people${rate === null ? '' : ` ${rate}`}${date === null ? '' : ` ${datePhrase(date, 'en')}`}${besideEvents(known)}.`,
    ko: `${known.account.name.ko}: ${date === null ? '' : `${datePhrase(date, 'ko')} `}${said(known, 'ko')}${rate === null ? '' : ` (${rate})`}. ${besideEventsKo(known)}.`,
  };
}

function said({ account }: Known, lang: FrameLanguage): string {
  const text = rangeText(
    { origins: [account], low: account.low, high: account.high, openEnded: account.openEnded },
    lang,
  );
  return lang === 'en' && /[a-z]$/.test(text) ? `${text} of` : text;
}

function besideEvents({ relation, events }: Known): string {
  if (relation === 'not-comparable')
    return '; that is a rate, a part or undated, so it is not set against the events';
  if (events.count === 0) return '; no event on record lies certainly inside it';
  const sum = events.openEnded
    ? `at least ${numberText(events.low)}`
    : events.low === events.high
      ? numberText(events.low)
      : `${numberText(events.low)} to ${numberText(events.high)}`;
  const inside = `${countText(events.count, 'event')} on record inside it ${events.count === 1 ? 'has' : 'add up to'} ${sum}`;
  switch (relation) {
    case 'fits':
      return `; ${inside}, which fits`;
    case 'contradicts':
      return `; ${inside}, more than it allows: the accounts contradict one another`;
    case 'above':
      return `; ${inside}, and even their highest figures (${numberText(events.high)}) fall short of it: more happened than is on record, or it counts otherwise`;
    default:
      return assertNever(relation);
  }
}

function besideEventsKo({ relation, events }: Known): string {
  if (relation === 'not-comparable') return '비율·일부이거나 기간이 없어 사건과 비교하지 않음';
  if (events.count === 0) return '그 기간에 확실히 속하는 사건 기록 없음';
  const sum = events.openEnded
    ? `${numberText(events.low)}명 이상`
    : events.low === events.high
      ? `${numberText(events.low)}명`
      : `${numberText(events.low)}~${numberText(events.high)}명`;
  const inside = `그 기간의 기록된 사건 ${events.count}건의 합은 ${sum}`;
  switch (relation) {
    case 'fits':
      return `${inside}으로 부합`;
    case 'contradicts':
      return `${inside}으로 이 수치를 넘어 서로 모순`;
    case 'above':
      return `${inside}이고 최고 수치의 합(${numberText(events.high)}명)도 이에 미치지 못함`;
    default:
      return assertNever(relation);
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
