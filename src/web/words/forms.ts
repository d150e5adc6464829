/** Words about a body's form. */
import { type Phrase } from './phrase.js';

export const formWords = {
  'form.link': { en: 'Fill its form', ko: '양식 작성' },
  'form.title': { en: '{form} for {name}', ko: '{name} 관련 {form}' },
  'form.sentence': {
    en: '{filled} of {n} fields are filled from {claims} claims; {missing} wait for something.',
    ko: '항목 {n}개 중 {filled}개를 주장 {claims}건으로 채웠고, {missing}개는 자료가 필요합니다.',
  },
  'form.kept-back': {
    en: '{n} claims that would fill it must not be sent to this body.',
    one: 'One claim that would fill it must not be sent to this body.',
    ko: '내용을 채울 수 있으나 이 기구에 보내면 안 되는 주장이 {n}건 있습니다.',
  },
  'form.field': { en: 'Field', ko: '항목' },
  'form.answer': { en: 'From the record', ko: '기록에서' },
  'form.required': { en: 'required', ko: '필수' },
  'form.known': { en: 'field from general knowledge', ko: '일반 지식에 따른 항목' },
  'form.missing': { en: 'Would fill it: {what}', ko: '채울 것: {what}' },
  'form.by-hand': { en: 'By hand: {what}', ko: '직접 기재: {what}' },
  'form.withheld': { en: 'Not to be sent: {what}', ko: '보내면 안 됨: {what}' },
  'form.because-audience': {
    en: 'narrower than public, and under no consent to share it with this body',
    ko: '비공개이며 이 기구와의 공유 동의가 없음',
  },
  'form.because-consent': {
    en: 'no consent in force covers sharing it with this body',
    ko: '이 기구와의 공유를 허용하는 유효한 동의가 없음',
  },
  'form.because-sealed': { en: 'sealed', ko: '봉인됨' },
  'form.because-names-withheld': {
    en: 'it names what may not be named to this body',
    ko: '이 기구에 밝힐 수 없는 이름이 포함됨',
  },
  'form.write': { en: 'Write it for the body', ko: '기구에 낼 문서 작성' },
  'form.write-words': {
    en: 'What must not be sent is in no file. The log keeps who wrote which form and how many claims it held, and nothing of what it says.',
    ko: '보내면 안 되는 내용은 어떤 파일에도 들어가지 않습니다. 기록부에는 누가 어떤 양식을 썼고 주장이 몇 건인지만 남습니다.',
  },
  'form.disputed': { en: 'disputed', ko: '이의 있음' },
} as const satisfies Readonly<Record<string, Phrase>>;
