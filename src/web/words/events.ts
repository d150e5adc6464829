/** Words of the event page. */
import { type Phrase } from './phrase.js';

export const eventWords = {
  'event.figures': { en: 'How many, by whom', ko: '누가 몇 명이라 했나' },
  'event.figures-key': {
    en: 'One row an account; who passed it on stands indented. An arrow: no limit set there. Pale: how far “about” or a rounded number reaches when asking whether accounts agree (±{p} % for “about”). Hatched: only a word. Hollow: unverified.',
    ko: '진술마다 한 행이며, 이를 옮긴 곳은 들여 썼습니다. 화살표: 한계를 두지 않음. 연한 색: “약”이나 어림수가 다른 진술과 맞는지 볼 때의 범위(“약”은 ±{p} %). 빗금: 말뿐인 수. 빈 점: 미확인.',
  },
  'event.fit': { en: '{k} of {of} fit {range}', ko: '{of}건 중 {k}건이 {range}에 부합' },
  'event.account': { en: 'Account', ko: '진술' },
  'event.says': { en: 'Figure, and the words', ko: '수치와 표현' },
  'event.said': { en: 'Said', ko: '발언일' },
  'event.read-in': { en: 'Read in', ko: '읽은 출처' },
  'event.passed-on': { en: 'passed on by', ko: '옮긴 곳' },
  'event.disagreeing': { en: 'its figures differ', ko: '수치가 서로 다름' },
  'event.no-figures': {
    en: 'No account gives a figure for this.',
    ko: '이에 관해 수치를 밝힌 진술이 없습니다.',
  },
  'event.apart': { en: 'Counted apart', ko: '따로 센 수치' },
  'event.apart-hint': {
    en: 'Of another unit, or of a part; they never enter the bounds above.',
    ko: '단위가 다르거나 일부에 관한 수치로, 위의 범위에 넣지 않습니다.',
  },
  'event.covers': { en: 'What it counts', ko: '세는 대상' },
  'event.unverified': {
    en: 'Only general knowledge so far; sets no bound',
    ko: '아직 일반 지식일 뿐이며 범위에 넣지 않음',
  },
  'event.denials': { en: 'Who denies it or cannot confirm it', ko: '부인하거나 확인하지 못한 쪽' },
  'event.rule': {
    en: 'Lowest and highest are numbers somebody said: the smallest low any account stands behind, the largest high of a specific one. Accounts that pass one another on count once. No mean, no midpoint.',
    ko: '최소와 최대는 누군가 말한 수치입니다. 어떤 진술이 책임지는 가장 작은 하한과 구체적 진술의 가장 큰 상한이며, 서로 옮긴 진술은 한 번만 셉니다. 평균이나 중간값은 쓰지 않습니다.',
  },
  'event.facts': { en: 'When, where, by whom', ko: '언제, 어디서, 누가' },
  'event.differ': { en: 'Where accounts differ', ko: '진술이 다른 점' },
  'event.legs': { en: 'Legs and parts', ko: '구간과 부분' },
  'event.part-of': { en: 'Part of', ko: '상위 사건' },
  'event.bound': { en: 'What bound {state} that day', ko: '그날 {state}: 구속하던 법' },
  'event.bound-none': {
    en: 'No State is named as the one that sent them.',
    ko: '송환한 국가가 기록되어 있지 않습니다.',
  },
  'event.bound-undated': {
    en: 'The event has no date, so what bound the State that day cannot be said.',
    ko: '사건의 날짜가 없어 그날의 구속 여부를 말할 수 없습니다.',
  },
  'event.told': { en: 'Who had told it before', ko: '이전에 이를 알린 쪽' },
  'event.told-sentence': {
    en: 'Before that day {n} asks on record had reached {state}.',
    one: 'Before that day one ask on record had reached {state}.',
    ko: '그날 이전에 {state}에 도달한 것으로 기록된 요구: {n}건.',
  },
  'event.told-none': {
    en: 'No ask is recorded that had reached {state} before that day.',
    ko: '그날 이전에 {state}에 도달한 것으로 기록된 요구가 없습니다.',
  },
  'event.told-unsure': {
    en: 'For {n} more the record does not show it.',
    one: 'For one more the record does not show it.',
    ko: '그 밖의 {n}건은 도달 여부가 기록으로 확인되지 않습니다.',
  },
  'event.all-unsure': {
    en: 'The {n} of which the record does not show it',
    one: 'The one of which the record does not show it',
    ko: '확인되지 않은 {n}건',
  },
  'event.unsure-when': {
    en: 'its date does not say whether it came before',
    ko: '날짜로 전후를 판단할 수 없음',
  },
  'event.unsure-passed': { en: 'passed on, on an unknown day', ko: '전달되었으나 날짜 불명' },
  'event.kind': { en: 'By what means', ko: '수단' },
  'event.count': { en: 'Times', ko: '횟수' },
  'event.latest': { en: 'The last', ko: '마지막' },
  'event.all-told': { en: 'All {n} of them', one: 'The one', ko: '{n}건 모두' },
  'event.after': { en: 'What happened to the people after', ko: '이후 사람들에게 일어난 일' },
  'event.positions': { en: 'What was said of it officially', ko: '공식 입장' },
  'event.same': { en: 'Reports, one by one', ko: '보고별' },
} as const satisfies Readonly<Record<string, Phrase>>;
