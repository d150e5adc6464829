/** Words about what people decide of a rule. */
import { type Phrase } from './phrase.js';

export const decideWords = {
  'decide.open': { en: 'Decide an element, or the rule', ko: '요건 또는 규칙에 대해 판단하기' },
  'decide.what': { en: 'What is decided', ko: '판단 대상' },
  'decide.whole': { en: 'the rule as a whole', ko: '규칙 전체' },
  'decide.as': { en: 'It is', ko: '판단' },
  'decide.as-met': { en: 'decided: met', ko: '판단: 충족' },
  'decide.as-not-met': { en: 'decided: not met', ko: '판단: 불충족' },
  'decide.as-undecided': { en: 'decided: cannot be decided yet', ko: '판단: 아직 결정할 수 없음' },
  'decide.why': {
    en: 'Why (kept for ever: name nobody in it)',
    ko: '사유(영구 보존됨: 사람 이름을 쓰지 마십시오)',
  },
  'decide.confidence': { en: 'How sure', ko: '확신 정도' },
  'decide.sure-high': { en: 'high confidence', ko: '확신 높음' },
  'decide.sure-moderate': { en: 'moderate confidence', ko: '확신 보통' },
  'decide.sure-low': { en: 'low confidence', ko: '확신 낮음' },
  'decide.sure-unstated': { en: 'not stated', ko: '밝히지 않음' },
  'decide.audience': { en: 'Who may read it', ko: '열람 범위' },
  'decide.team': { en: 'the team', ko: '팀' },
  'decide.public': { en: 'anyone', ko: '누구나' },
  'decide.kept': {
    en: 'It is kept with the claims it is made on, and says when they change. What you decide later stands in its place.',
    ko: '근거가 된 주장과 함께 보존되며, 그 주장이 바뀌면 표시됩니다. 나중에 다시 판단하면 그것이 대신합니다.',
  },
  'decide.record': { en: 'Record the decision', ko: '판단 기록' },
  'decide.stale': { en: 'Stale: the record changed since.', ko: '낡은 판단: 이후 기록이 바뀌었습니다.' },
  'decide.disagree': {
    en: 'Those who decided do not say the same.',
    ko: '판단한 사람들의 의견이 서로 다릅니다.',
  },
  'decide.with': { en: 'With what people decided: {result}.', ko: '사람의 판단을 반영하면: {result}.' },
  'decide.now-stands': { en: 'A claim it rested on was restored:', ko: '근거 주장이 복원됨:' },
  'decide.now-retracted': { en: 'A claim it rested on was retracted:', ko: '근거 주장이 철회됨:' },
  'decide.now-corrected': { en: 'A claim it rested on was corrected:', ko: '근거 주장이 정정됨:' },
  'decide.now-disputed': { en: 'A claim it rested on was disputed:', ko: '근거 주장에 이의가 제기됨:' },
  'decide.new': {
    en: '{n} claims bear on it that were not there:',
    one: 'A claim bears on it that was not there:',
    ko: '새로 관련된 주장 {n}건:',
  },
  'decide.elsewhere': {
    en: '{n} claims it rested on no longer bear on it:',
    one: 'A claim it rested on no longer bears on it:',
    ko: '더는 관련되지 않는 근거 주장 {n}건:',
  },
  'decide.gone': {
    en: '{n} claims it rested on are erased or may not be read.',
    one: 'A claim it rested on is erased or may not be read.',
    ko: '근거 주장 {n}건이 삭제되었거나 열람할 수 없습니다.',
  },
  'decide.rule': {
    en: 'The rule is version {to}; it was {from}.',
    ko: '규칙이 {from}판에서 {to}판으로 바뀌었습니다.',
  },
  'decide.other': {
    en: 'Decided of {state} before, by the rule {rule}:',
    ko: '{state}에 대해 규칙 {rule}로 이전에 판단함:',
  },
  'decide.not-asked': {
    en: 'The rule is no longer asked of this event and State.',
    ko: '이 사건과 국가에 대해 더는 묻지 않는 규칙입니다.',
  },
  'decide.bound': {
    en: 'Whether the State was bound: now {to}, then {from}.',
    ko: '구속 여부: 당시 {from}, 지금 {to}.',
  },
} as const satisfies Readonly<Record<string, Phrase>>;
