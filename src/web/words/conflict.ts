/** Words about agreements, domestic law and argued law. */
import { type Phrase } from './phrase.js';

export const conflictWords = {
  'conflict.heading': {
    en: 'Agreements, law at home, and what is argued',
    ko: '협정, 국내법, 그리고 주장되는 법',
  },
  'conflict.none': {
    en: 'No agreement between these States is in the data.',
    ko: '자료에 이 국가들 사이의 협정이 없습니다.',
  },
  'conflict.asks-compels': { en: 'It asks for return and excepts nobody', ko: '예외 없이 송환을 요구함' },
  'conflict.asks-excepts': {
    en: 'It asks for return, and excepts some people',
    ko: '송환을 요구하되 일부를 제외함',
  },
  'conflict.asks-leaves-choice': {
    en: 'It asks nobody to return people: both can be kept, and there is no conflict',
    ko: '송환을 요구하지 않음: 둘 다 지킬 수 있어 충돌이 없음',
  },
  'conflict.asks-not-read': {
    en: 'No source that was read says what its text asks',
    ko: '읽은 자료 중 그 내용을 밝힌 것이 없음',
  },
  'conflict.force-yes': { en: 'in force that day', ko: '그날 시행 중' },
  'conflict.force-no': { en: 'not in force that day', ko: '그날 시행 중이 아님' },
  'conflict.force-undecided': {
    en: 'whether it was in force that day is undecided',
    ko: '그날 시행 여부 판단 불가',
  },
  'conflict.against': { en: 'Set against:', ko: '대조:' },
  'conflict.bound': {
    en: 'who sent them: {sender}; who received them: {receiver}',
    ko: '송환국: {sender}, 수용국: {receiver}',
  },
  'conflict.decides': { en: 'What decides where both cannot be kept', ko: '둘 다 지킬 수 없을 때의 기준' },
  'conflict.domestic': { en: 'Law at home that promises more', ko: '더 많은 것을 약속하는 국내법' },
  'conflict.positions': {
    en: 'The State says that its law or agreements are applied:',
    ko: '국내법이나 협정을 적용한다는 국가의 입장:',
  },
  'conflict.reasoning': { en: 'Argued on record:', ko: '기록된 주장:' },
  'conflict.argued': {
    en: 'Argued beside treaties; nobody is said to be bound by it here',
    ko: '조약 밖에서 주장되는 법(여기서는 누구도 구속된다고 하지 않음)',
  },
  'conflict.claim': { en: 'What is argued', ko: '주장' },
  'conflict.for': { en: 'Who holds it', ko: '주장하는 측' },
  'conflict.not-for': { en: 'Who does not', ko: '반대하는 측' },
} as const satisfies Readonly<Record<string, Phrase>>;
