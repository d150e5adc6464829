/** Words about consents: who agreed to what. */
import { type Phrase } from './phrase.js';

export const consentWords = {
  'consents.title': { en: 'Consents', ko: '동의' },
  'consents.sentence': {
    en: '{n} consents are recorded, {m} of them in force.',
    one: 'One consent is recorded; in force: {m}.',
    ko: '동의 {n}건이 기록되어 있으며, 그중 {m}건이 유효합니다.',
  },
  'consents.none': {
    en: 'No consent is recorded, and no fact about one person is held.',
    ko: '기록된 동의가 없으며, 개인에 관한 사실도 보관하고 있지 않습니다.',
  },
  'consents.why': {
    en: 'Facts about one person are read only as far as that person agreed. A consent that has ended or was taken back closes every reading at once, also of past moments.',
    ko: '개인에 관한 사실은 당사자가 동의한 범위에서만 읽을 수 있습니다. 동의가 끝나거나 철회되면 과거 시점의 열람까지 즉시 닫힙니다.',
  },
  'consents.name': { en: 'Consent', ko: '동의' },
  'consents.of': { en: 'of', ko: '당사자:' },
  'consents.uses': { en: 'Agreed to', ko: '동의한 용도' },
  'consents.holds': { en: 'Holds', ko: '기간' },
  'consents.how': { en: 'How given', ko: '동의 방식' },
  'consents.rests': { en: 'Rests on it', ko: '이에 근거한 것' },
  'consents.nothing': { en: 'nothing', ko: '없음' },
  'consents.from': { en: 'from {from}', ko: '{from}부터' },
  'consents.until': { en: '{from} to {until}', ko: '{from}부터 {until}까지' },
  'consents.recorded': { en: 'recorded by {by}', ko: '기록: {by}' },
  'consents.use.hold': { en: 'hold', ko: '보관' },
  'consents.use.publish': { en: 'publish', ko: '공개' },
  'consents.use.team': { en: 'share with the team', ko: '팀과 공유' },
  'consents.use.share': { en: 'share with {whom}', ko: '{whom}에 공유' },
  'consents.state.in-force': { en: 'in force', ko: '유효' },
  'consents.state.not-begun': { en: 'not begun', ko: '시작 전' },
  'consents.state.ended': { en: 'ended', ko: '기간 만료' },
  'consents.state.withdrawn': { en: 'taken back', ko: '철회됨' },
  'consents.state.unknown': {
    en: 'not clear what was agreed to, so it allows nothing',
    ko: '동의 범위가 분명하지 않아 아무것도 허용하지 않음',
  },
  'consents.why.person-asked': { en: 'the person asked', ko: '본인의 요청' },
  'consents.why.stand-in-asked': { en: 'whoever stands in for the person asked', ko: '대리인의 요청' },
  'consents.why.danger': { en: 'using it endangers somebody', ko: '사용하면 누군가 위험해짐' },
  'consents.why.mistake': {
    en: 'it was not given, or not like this',
    ko: '동의가 없었거나 이와 달랐음',
  },
  'claim.consent': { en: 'consent {name}', ko: '동의 {name}' },
  'claim.consented': { en: 'told with consent', ko: '동의받음' },
} as const satisfies Readonly<Record<string, Phrase>>;
