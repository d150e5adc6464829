/** What became of an ask, in the frame's languages. Silence is said as what it is: nothing recorded. */
import { dateText } from '../base/date-text.js';
import { type Label } from '../base/language.js';
import { assertNever } from '../base/result.js';
import { termOf } from '../model/codes.js';
import { type AnswerRecord, type AskRecord } from './record.js';

/** "no answer recorded", "refused, July 2024", "passed on in December 2030; no answer recorded". */
export function stateText(ask: AskRecord): Label {
  const last = ask.answers.filter(({ kind }) => kind !== 'none').at(-1);
  switch (ask.state) {
    case 'answered':
      return last === undefined ? { en: 'answered', ko: '답변 있음' } : answerText(lastReply(ask) ?? last);
    case 'passed-on': {
      const passed = last === undefined ? { en: 'passed on', ko: '요구 전달' } : answerText(last);
      return { en: `${passed.en}; no answer recorded`, ko: `${passed.ko}. 답변 기록 없음` };
    }
    case 'no-answer-recorded':
      return { en: 'no answer recorded', ko: '답변 기록 없음' };
    case 'overdue': {
      const due = ask.due;
      return due === null
        ? { en: 'overdue; no answer recorded', ko: '기한 경과. 답변 기록 없음' }
        : {
            en: `due ${dateText(due, 'en')}; no answer recorded`,
            ko: `기한 ${dateText(due, 'ko')}. 답변 기록 없음`,
          };
    }
    default:
      return assertNever(ask.state);
  }
}

/** The last that came back, other than that it was passed on. */
export function lastReply(ask: AskRecord): AnswerRecord | null {
  return ask.answers.filter(({ kind }) => kind !== 'none' && kind !== 'passed').at(-1) ?? null;
}

/** "refused, July 2024"; without a date when none is recorded. */
export function answerText({ kind, date }: AnswerRecord): Label {
  const term = kind === null ? null : termOf('answer-kind', kind);
  const en = (term?.en ?? 'answered').toLowerCase();
  const ko = term?.ko ?? '답변';
  return date === null
    ? { en, ko }
    : { en: `${en}, ${dateText(date, 'en')}`, ko: `${ko}, ${dateText(date, 'ko')}` };
}
