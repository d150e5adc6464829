/** Words of the search page. */
import { type Phrase } from './phrase.js';

export const searchWords = {
  'search.title': { en: 'Search', ko: '검색' },
  'search.title-of': { en: '{query}: search', ko: '{query}: 검색' },
  'search.label': { en: 'Words, in any language', ko: '찾을 말(언어 무관)' },
  'search.go': { en: 'Search', ko: '검색' },
  'search.hint': {
    en: 'Every word must be there. "Quotes" keep words together, -word leaves out, word* finds beginnings. A name is found in any script.',
    ko: '모든 낱말이 있어야 합니다. "따옴표"는 붙은 말을, -낱말은 제외를, 낱말*은 앞부분 일치를 뜻합니다. 이름은 어느 문자로든 찾습니다.',
  },
  'search.since': { en: 'not before', ko: '이후' },
  'search.until': { en: 'not after', ko: '이전' },
  'search.date-hint': {
    en: 'A year, month or day. What may have been then is found too.',
    ko: '연, 월 또는 일. 그때였을 수 있는 것도 찾습니다.',
  },
  'search.found': {
    en: 'The record holds {n} things that meet this.',
    one: 'The record holds one thing that meets this.',
    ko: '이에 맞는 대상 {n}건이 있습니다.',
  },
  'search.none': {
    en: 'Nothing in the record meets this. Try fewer words, or the word in another language.',
    ko: '이에 맞는 것이 없습니다. 낱말을 줄이거나 다른 언어로 찾아보십시오.',
  },
  'search.beyond': { en: 'There is no such page of results.', ko: '그런 결과 쪽은 없습니다.' },
  'search.narrow': { en: 'Narrow by', ko: '좁히기' },
  'search.counted': { en: 'Counted among the first matches.', ko: '앞선 결과에서 센 수입니다.' },
  'search.narrowed': { en: 'Only', ko: '다음만' },
  'search.drop': { en: 'leave out this limit', ko: '이 조건 빼기' },
  'search.through': { en: '{word}: through', ko: '{word}: 다음을 거쳐' },
  'search.way.particle': { en: '{word}: without its particle', ko: '{word}: 조사를 뗀 형태' },
  'search.way.compound': { en: '{word}: as two words', ko: '{word}: 두 낱말로' },
  'search.way.beginning': { en: '{word}: by its beginning', ko: '{word}: 앞부분 일치' },
  'search.name': {
    en: 'likely the same name: {p}',
    ko: '같은 이름일 확률: {p}',
  },
  'search.claim': { en: 'the claim', ko: '주장' },
  'search.note': { en: 'our note', ko: '비고' },
  'search.more': {
    en: 'and {n} more passages',
    one: 'and one more passage',
    ko: '외 {n}곳',
  },
  'search.mark.type': { en: 'Kind of thing', ko: '종류' },
  'search.mark.year': { en: 'Year', ko: '연도' },
  'search.mark.source': { en: 'Source', ko: '출처' },
  'search.mark.credibility': { en: 'Credibility', ko: '신빙성' },
  'search.mark.lang': { en: 'Language', ko: '언어' },
  'search.mark.precision': { en: 'Precision of its date', ko: '날짜 정밀도' },
  'search.mark.basis': { en: 'How we hold it', ko: '근거' },
  'search.mark.standing': { en: 'Standing', ko: '상태' },
} as const satisfies Readonly<Record<string, Phrase>>;
