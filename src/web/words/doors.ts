/** Words about which bodies can act. */
import { type Phrase } from './phrase.js';

export const doorWords = {
  'door.title': { en: 'Doors: {name}', ko: '구제 절차: {name}' },
  'door.heading': { en: 'Which bodies can act', ko: '나설 수 있는 기구' },
  'door.link': { en: 'Which bodies can act, and until when', ko: '나설 수 있는 기구와 기한' },
  'door.sentence': {
    en: 'On {date}, {n} doors stood open towards {state}, {a} argued and {u} undecided.',
    one: 'On {date}, one door stood open towards {state}, {a} argued and {u} undecided.',
    ko: '{date} 현재 {state}: 열림 {n}, 다툼 {a}, 판단 불가 {u}.',
  },
  'door.words': {
    en: 'Undecided is not shut: look at the depositary’s page first. What is said of most bodies is general knowledge; check a deadline with the body.',
    ko: '판단 불가는 닫힘이 아니므로 먼저 수탁처를 확인하십시오. 대부분의 기구 설명은 일반 지식이니 기한은 해당 기구에 확인하십시오.',
  },
  'door.event-day': {
    en: 'A complaint made on that day is about what happened on {date}.',
    ko: '그날의 진정은 {date}에 일어난 일에 관한 것입니다.',
  },
  'door.on': { en: 'On the day somebody goes', ko: '절차를 밟는 날' },
  'door.decided': { en: 'Final decision at home', ko: '국내 최종 결정일' },
  'door.part-sent': { en: 'sent people', ko: '송환국' },
  'door.part-received': { en: 'received them', ko: '도착국' },
  'door.body': { en: 'Body', ko: '기구' },
  'door.stands': { en: 'How it stands', ko: '상태' },
  'door.who': { en: 'Who may go, and what is asked', ko: '누가, 어떤 요건으로' },
  'door.time': { en: 'Until when', ko: '기한' },
  'door.is-open': { en: 'open', ko: '열림' },
  'door.is-argued': { en: 'argued', ko: '다툼 있음' },
  'door.is-undecided': { en: 'undecided', ko: '판단 불가' },
  'door.is-shut': { en: 'shut', ko: '닫힘' },
  'door.seen-open': { en: 'open when last seen, {date}', ko: '마지막 확인({date}) 당시 열림' },
  'door.seen-shut': { en: 'shut when last seen, {date}', ko: '마지막 확인({date}) 당시 닫힘' },
  'door.for': { en: 'For: {whom}', ko: '대상: {whom}' },
  'door.more': { en: 'What it wants to be told, and what follows', ko: '필요한 내용과 이후 절차' },
  'door.until': { en: 'until {date}', ko: '{date}까지' },
  'door.ended': { en: 'ended {date}', ko: '{date}에 끝남' },
  'door.expected': { en: 'next expected {date}; not a fixed day', ko: '다음 예상 {date}(확정 아님)' },
  'door.needs-decision': {
    en: 'For a day, give the day of the final decision above.',
    ko: '날짜를 알려면 위에 최종 결정일을 적으십시오.',
  },
  'door.needs-event': {
    en: 'For a day, ask about an event that has one.',
    ko: '날짜를 알려면 날짜가 있는 사건에서 물으십시오.',
  },
  'door.needs-session': {
    en: 'The data hold no day for this State.',
    ko: '이 국가의 날짜는 자료에 없습니다.',
  },
  'door.shut': { en: '{n} doors are shut', one: 'One door is shut', ko: '닫힌 절차 {n}개' },
  'door.no-state': {
    en: 'No State is recorded for this event, so there is none to act on.',
    ko: '이 사건에 기록된 국가가 없어 물을 대상이 없습니다.',
  },
} as const satisfies Readonly<Record<string, Phrase>>;
