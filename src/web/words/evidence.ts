/** Words about the evidence of knowledge, pattern and risk. */
import { type Phrase } from './phrase.js';

export const evidenceWords = {
  'evidence.known': {
    en: 'What others had found, and what {state} itself had said before',
    ko: '사건 전 다른 이들의 판단과 {state} 자신의 발언',
  },
  'evidence.date': { en: 'Date', ko: '날짜' },
  'evidence.what': { en: 'What', ko: '내용' },
  'evidence.reached': { en: 'Had reached the State by then', ko: '그때까지 국가에 도달' },
  'evidence.statement': { en: 'its own words', ko: '자신의 발언' },
  'evidence.finding': { en: 'found by others', ko: '다른 이들의 판단' },
  'evidence.surely': { en: 'yes', ko: '예' },
  'evidence.unsure': { en: 'not certain', ko: '확실하지 않음' },
  'evidence.pattern': { en: 'Other returns between the same States', ko: '같은 국가 사이의 다른 송환' },
  'evidence.pattern-sentence': {
    en: '{n} are recorded here, {before} of them surely before this one. “Systematic” is this list, and is argued from it.',
    one: 'One is recorded here.',
    ko: '{n}건이 기록되어 있으며 그중 {before}건은 확실히 이 사건 전입니다. “조직적”이라는 주장은 이 목록에 근거합니다.',
  },
  'evidence.pattern-all': { en: 'Each, by date', ko: '날짜순 전체' },
  'evidence.before': { en: 'before', ko: '이전' },
  'evidence.after': { en: 'after', ko: '이후' },
  'evidence.undecided': { en: 'before or after is not certain', ko: '전후 불확실' },
  'evidence.risk': { en: 'Risk on return, by whom it falls on', ko: '송환 시 위험: 누구에게 닥치는가' },
  'evidence.risk-words': {
    en: 'Reasons with who says so, and no score. Whether one person fits is decided person by person.',
    ko: '점수가 아니라 출처가 있는 이유입니다. 한 사람이 해당하는지는 개별로 판단합니다.',
  },
  'evidence.whom': { en: 'On whom', ko: '대상' },
  'evidence.why': { en: 'What is done, and who says so', ko: '피해와 출처' },
  'evidence.after-this': { en: 'after this return', ko: '이 송환 뒤' },
  'evidence.no-doer': { en: 'by whom is not recorded', ko: '가해자 기록 없음' },
  'evidence.sources': { en: '{n} sources', one: 'one source', ko: '출처 {n}건' },
  'evidence.risk-none': {
    en: 'No harm there is recorded for: {list}. That says nothing of their safety.',
    ko: '그곳에서의 피해가 기록되지 않은 대상: {list}. 안전하다는 뜻이 아닙니다.',
  },
} as const satisfies Readonly<Record<string, Phrase>>;
