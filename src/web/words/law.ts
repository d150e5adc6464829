/** Words about what binds whom. */
import { type Phrase } from './phrase.js';

export const lawWords = {
  'law.title': { en: 'Law', ko: '법' },
  'law.sentence': {
    en: 'On {date}, {state} was bound by {n} of the {m} treaties listed here.',
    ko: '{date} 현재 {state}: 여기 실린 조약 {m}개 중 {n}개에 구속됨.',
  },
  'law.signed': {
    en: 'It had only signed {n} more, which binds it not to defeat their purpose and to nothing else.',
    one: 'It had only signed one more, which binds it not to defeat its purpose and to nothing else.',
    ko: '서명만 한 조약 {n}개는 그 목적을 해치지 않을 의무만 집니다.',
  },
  'law.undecided': {
    en: 'For {n} the data does not decide.',
    one: 'For one the data does not decide.',
    ko: '{n}개는 자료로 판단할 수 없습니다.',
  },
  'law.none': {
    en: 'No State is named in this dossier yet, so there is nothing to set against the treaties.',
    ko: '아직 이 사건철에 국가가 없어 조약과 대조할 것이 없습니다.',
  },
  'law.words': {
    en: '“No” means not bound by this treaty; it says nothing about custom or other treaties.',
    ko: '“아니요”는 이 조약에 구속되지 않는다는 뜻일 뿐, 관습법이나 다른 조약에 관한 것은 아닙니다.',
  },
  'law.on': { en: 'On the day', ko: '날짜' },
  'law.add': { en: 'with the State', ko: '국가 추가' },
  'law.add-none': { en: 'none added', ko: '추가 안 함' },
  'law.show': { en: 'Show', ko: '보기' },
  'law.hint': { en: 'A day, month or year: 2023-10-09, 2023', ko: '날짜, 월 또는 연도: 2023-10-09, 2023' },
  'law.instrument': { en: 'Instrument', ko: '문서' },
  'law.treaties': { en: 'Treaties', ko: '조약' },
  'law.agreements': { en: 'Agreements between two parties', ko: '양자 협정' },
  'law.domestic': { en: 'Domestic law and decisions', ko: '국내법과 결정' },
  'law.soft': {
    en: 'Declarations and resolutions, binding nobody as treaties',
    ko: '선언과 결의(조약으로서 구속력 없음)',
  },
  'law.provision': { en: 'art. {number}', ko: '{number}조' },
  'law.since': { en: 'since {date}', ko: '{date}부터' },
  'law.bound': { en: 'bound', ko: '구속됨' },
  'law.reserved': { en: 'reserved', ko: '유보' },
  'law.signed-only': { en: 'signed only', ko: '서명만 함' },
  'law.no': { en: 'no', ko: '아니요' },
  'law.unsure': { en: 'undecided', ko: '판단 불가' },
  'law.through': { en: 'through {instrument}', ko: '{instrument}를 통해' },
  'law.confirmed': { en: 'seen {date}', ko: '{date} 확인' },
  'law.last-outside': { en: 'outside {date}', ko: '{date} 비당사국' },
  'law.not-yet': { en: 'no, joined later: {date}', ko: '아니요, 이후 가입: {date}' },
  'law.ended': { en: 'no, until {date}', ko: '아니요, {date}까지' },
  'law.unverified': { en: 'unverified', ko: '미확인' },
  'law.source': { en: 'from {source}', ko: '출처: {source}' },
  'law.data': {
    en: 'The table of all States is complete to {date}; later joinings are here only where a row says so.',
    ko: '모든 국가의 표는 {date}까지 완전합니다. 이후의 가입은 별도의 행이 있을 때만 나옵니다.',
  },
  'law.duty': { en: 'What it asks', ko: '의무' },
  'law.that-day': { en: 'Bound that day', ko: '그날의 구속 여부' },
  'law.only-differ': {
    en: 'Articles are listed where a State reserved them or owes them through another instrument. “Seen” is the last day a source shows the State inside, with no withdrawal known.',
    ko: '조항은 유보되었거나 다른 문서를 통해 적용되는 경우에만 나옵니다. “확인”은 출처가 당사국임을 보여 주는 마지막 날이며, 알려진 탈퇴는 없습니다.',
  },
  'law.argued': { en: 'Argued beside treaties', ko: '조약 밖의 주장' },
  'law.held-by': { en: 'Held by', ko: '주장 주체' },
  'state.sentence': {
    en: 'On {date}, {state} was bound by {n} of the {m} treaties listed here; {p} positions and {a} asks that look to it are recorded.',
    ko: '{date} 현재 {state}: 조약 {m}개 중 {n}개에 구속되며, 입장 {p}건과 이 국가에 대한 요구 {a}건이 기록되어 있습니다.',
  },
  'state.positions': { en: 'What it says', ko: '표명한 입장' },
  'state.asks': { en: 'What it was asked', ko: '받은 요구' },
  'state.none': { en: 'None is recorded.', ko: '기록이 없습니다.' },
} as const satisfies Readonly<Record<string, Phrase>>;
