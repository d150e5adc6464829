/** Words of history: what entries did, and what became of claims. */
import { type Phrase } from './phrase.js';

export const historyWords = {
  'history.title': { en: 'History of {name}', ko: '{name}의 이력' },
  'history.kicker': { en: 'History', ko: '이력' },
  'history.sentence': {
    en: 'The record holds {n} entries about this; the first is of {first}, the last of {last}.',
    one: 'The record holds one entry about this, of {first}.',
    ko: '이 대상에 관한 항목 {n}건이 있으며, 처음은 {first}, 마지막은 {last}입니다.',
  },
  'history.answered': {
    en: '{n} of them answer an earlier one: they take back, correct, dispute, restore.',
    one: 'One of them answers an earlier one: it takes back, corrects, disputes or restores.',
    ko: '그중 {n}건은 앞선 항목에 답한 것으로, 철회·정정·이의·복원입니다.',
  },
  'history.unanswered': {
    en: 'None of them was taken back, corrected or disputed.',
    ko: '철회, 정정되거나 이의가 제기된 것은 없습니다.',
  },
  'history.erased': {
    en: '{n} claims of this dossier were erased: {entries}. Of what such an entry spoke is not kept, so it cannot be listed with its thing; the log says when and why.',
    one: 'One claim of this dossier was erased: {entries}. Of what such an entry spoke is not kept, so it cannot be listed with its thing; the log says when and why.',
    ko: '이 사건철의 주장 {n}건이 삭제되었습니다: {entries}. 무엇에 관한 것이었는지 남기지 않으므로 해당 대상의 이력에 표시할 수 없습니다. 시점과 사유는 기록부에 있습니다.',
  },
  'history.entry': { en: 'Entry', ko: '항목' },
  'history.happened': { en: 'What happened', ko: '무슨 일이 있었나' },
  'history.before': { en: 'Held before', ko: '이전 내용' },
  'history.after': { en: 'Held after', ko: '이후 내용' },
  'history.nothing': { en: 'nothing', ko: '없음' },
  'history.more': { en: 'and {n} more', ko: '외 {n}건' },
  'history.by': { en: 'by {actor}', ko: '기록자: {actor}' },
  'history.recorded': { en: 'recorded', ko: '기록' },
  'history.judged': { en: 'judged independent', ko: '독립 판단' },
  'history.found': { en: 'decided', ko: '판단 결정' },
  'history.retract': { en: 'retracted', ko: '철회' },
  'history.correct': { en: 'corrected', ko: '정정' },
  'history.dispute': { en: 'disputed', ko: '이의 제기' },
  'history.reinstate': { en: 'restored', ko: '복원' },
  'history.narrow': { en: 'for the team alone from here on', ko: '이제부터 팀에만 공개' },
  'history.answers': { en: 'answers entry {seq}', ko: '항목 {seq}에 대한 답' },
  'history.why': { en: 'Why', ko: '사유' },
  'history.no-why': { en: 'no reason given', ko: '사유 없음' },
  'history.replaced': { en: 'Said rightly by', ko: '바른 내용' },
  'history.named-erased': {
    en: 'Entry {seq}, which it names, was erased.',
    ko: '이 항목이 가리키는 항목 {seq}은(는) 삭제되었습니다.',
  },
  'history.then': { en: 'as of this entry', ko: '이 항목 시점' },
  'history.just-before': { en: 'just before', ko: '직전' },
  'history.link': {
    en: 'History: who recorded and changed what, when and why',
    ko: '이력: 누가 언제 왜 무엇을 기록하고 고쳤는지',
  },
  'history.counts': {
    en: 'Of these claims: {list}.',
    ko: '이 주장들 가운데: {list}.',
  },
  'standing.now': { en: 'instead:', ko: '대신:' },
  'standing.why-link': { en: 'entry {seq}', ko: '항목 {seq}' },
  'cite.disputed': { en: '{n} of {m} disputed', ko: '{m}건 중 {n}건 다툼 있음' },
  'claim.address': { en: 'claim {id}', ko: '주장 {id}' },
  'claim.title': { en: 'Claim {id}', ko: '주장 {id}' },
  'claim.erased': {
    en: 'This claim was erased on {date}, by entry {by}: {reason}.',
    ko: '이 주장은 {date}에 항목 {by}에 의해 삭제되었습니다: {reason}.',
  },
  'claim.erased-kept': {
    en: 'Its place in the log stays, as entry {seq}, and still verifies. What it said cannot be had back from here.',
    ko: '기록부의 자리(항목 {seq})는 남아 계속 검증되지만, 그 내용은 여기서 되찾을 수 없습니다.',
  },
} as const satisfies Readonly<Record<string, Phrase>>;
