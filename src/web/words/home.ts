/** Words of the dossier's overview. */
import { type Phrase } from './phrase.js';

export const homeWords = {
  'home.timeline': {
    en: 'What happened, what was asked, what bound the State',
    ko: '일어난 일, 요구한 것, 국가를 구속한 법',
  },
  'home.lane-returns': { en: 'Returns, by number of people', ko: '송환, 인원별' },
  'home.lane-harms': { en: 'Detention and other harm', ko: '구금과 그 밖의 피해' },
  'home.lane-asks': { en: 'Asks, filled when answered', ko: '요구(답변이 있으면 채움)' },
  'home.lane-law': { en: 'Law and positions', ko: '법과 입장' },
  'home.row-detention': { en: 'Detention and arrest', ko: '구금·체포' },
  'home.row-other-events': { en: 'Other events', ko: '그 밖의 사건' },
  'home.row-harm': { en: 'Harm after return', ko: '송환 후 피해' },
  'home.row-treaties': { en: 'Treaty actions', ko: '조약 행위' },
  'home.row-positions': { en: 'Positions taken', ko: '표명된 입장' },
  'home.row-no-lever': { en: 'Lever not recorded', ko: '수단 기록 없음' },
  'home.years': { en: 'Show the years', ko: '표시할 연도' },
  'home.all-years': { en: 'all years', ko: '전체' },
  'home.before': {
    en: '{n} earlier marks lie before the years shown; they are in the table.',
    one: 'One earlier mark lies before the years shown; it is in the table.',
    ko: '표시한 연도 이전의 표시 {n}개는 표에 있습니다.',
  },
  'home.undated': {
    en: '{n} more have no date and are not drawn.',
    one: 'One more has no date and is not drawn.',
    ko: '날짜가 없어 그리지 않은 것이 {n}개 더 있습니다.',
  },
  'home.key': {
    en: 'Bars run from the smallest to the largest figure anyone gives; an arrow means that somebody sets no upper limit; hollow: no figure, no answer yet, or unverified; a band: the day is not known.',
    ko: '막대는 보고된 최소에서 최대 수치까지이고, 화살표는 상한을 정하지 않은 진술이 있다는 뜻입니다. 빈 표시는 수치 없음, 답변 없음 또는 미확인이며, 띠는 정확한 날짜를 모른다는 뜻입니다.',
  },
  'home.table': { en: 'The same as a table: {n} rows', ko: '같은 내용의 표: {n}행' },
  'home.when': { en: 'When', ko: '시기' },
  'home.what': { en: 'What', ko: '내용' },
  'home.lane': { en: 'Lane', ko: '구분' },
  'home.nothing': {
    en: 'Nothing with a date has been recorded yet, so there is no timeline.',
    ko: '아직 날짜가 있는 기록이 없어 연표가 없습니다.',
  },
  'home.map': { en: 'Crossings and routes', ko: '통과지점과 경로' },
  'home.map-schematic': {
    en: 'Schematic: the record gives no coordinates, so order and distance mean nothing.',
    ko: '개략도: 기록에 좌표가 없으므로 순서와 거리는 의미가 없습니다.',
  },
  'home.map-points': {
    en: 'Places whose coordinates a source gives, to scale; no border is drawn, because none was recorded.',
    ko: '출처가 좌표를 밝힌 장소를 축척대로 표시했습니다. 기록된 국경선이 없어 그리지 않았습니다.',
  },
  'home.map-none': {
    en: 'No crossing or route has been recorded yet.',
    ko: '아직 기록된 통과지점이나 경로가 없습니다.',
  },
  'home.held-at': { en: 'Held at', ko: '구금 장소' },
  'home.crossing': { en: 'Crossing', ko: '통과지점' },
  'home.first-custody': { en: 'First custody', ko: '1차 구금' },
  'home.second-custody': { en: 'Then', ko: '2차 구금' },
  'home.route': { en: 'Route', ko: '경로' },
  'home.place': { en: 'Place', ko: '장소' },
  'home.named-in': { en: 'Events that name it', ko: '언급된 사건' },
  'home.places': {
    en: 'Places that events name: {n}',
    one: 'One place that events name',
    ko: '사건에 언급된 장소 {n}곳',
  },
  'home.not-recorded': { en: 'not recorded', ko: '기록 없음' },
  'home.last-returns': { en: 'Last returns', ko: '최근 송환' },
  'home.all-events': { en: 'All {n} events', ko: '사건 {n}건 모두' },
  'home.last-asks': { en: 'What was asked last, and what came back', ko: '최근의 요구와 답변' },
  'home.all-asks': { en: 'All {n} asks', ko: '요구 {n}건 모두' },
  'home.binds': { en: 'What binds {state}', ko: '{state}: 구속하는 법' },
  'home.all-law': { en: 'Every State and instrument, on any day', ko: '모든 국가와 문서, 임의의 날짜' },
  'home.check': { en: 'Check a letter against this record', ko: '이 기록으로 서한 검토하기' },
  'home.check-why': {
    en: 'Paste a draft; every figure, date, treaty and title in it is held against the claims here. Nothing is stored.',
    ko: '초안을 붙여 넣으면 모든 수치, 날짜, 조약, 직함을 이 기록의 주장과 대조합니다. 아무것도 저장하지 않습니다.',
  },
  'home.empty': {
    en: 'This dossier holds no claims yet.',
    ko: '이 사건철에는 아직 주장이 없습니다.',
  },
} as const satisfies Readonly<Record<string, Phrase>>;
