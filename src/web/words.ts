/**
 * Every word of the frame, in English and Korean. The model and the code lists bring their own
 * labels; what sources say stays in the language it was said in.
 *
 * `{name}` is filled in; `one` is the English form when `{n}` is 1 (Korean has no plural).
 */
import { type FrameLanguage } from '../core/base/language.js';
import { number } from './formats.js';
import { apiWords } from './words/api.js';
import { askWords } from './words/asks.js';
import { consentWords } from './words/consents.js';
import { conflictWords } from './words/conflict.js';
import { decideWords } from './words/decide.js';
import { eventWords } from './words/events.js';
import { evidenceWords } from './words/evidence.js';
import { fileWords } from './words/files.js';
import { frameWords } from './words/frame.js';
import { checkWords } from './words/check.js';
import { historyWords } from './words/history.js';
import { homeWords } from './words/home.js';
import { doorWords } from './words/doors.js';
import { formWords } from './words/forms.js';
import { lawWords } from './words/law.js';
import { matrixWords } from './words/matrix.js';
import { peopleWords } from './words/people.js';
import { type Phrase } from './words/phrase.js';
import { recordWords } from './words/record.js';
import { searchWords } from './words/search.js';
import { verifyWords } from './words/verify.js';

export const words = {
  ...frameWords,
  ...recordWords,
  ...fileWords,
  ...eventWords,
  ...homeWords,
  ...askWords,
  ...apiWords,
  ...doorWords,
  ...formWords,
  ...lawWords,
  ...decideWords,
  ...conflictWords,
  ...matrixWords,
  ...evidenceWords,
  ...checkWords,
  ...historyWords,
  ...verifyWords,
  ...searchWords,
  ...peopleWords,
  ...consentWords,
} as const;

export type Word = keyof typeof words;
export type Params = Readonly<Record<string, string | number>>;

/** The phrase in one language with its gaps filled, numbers grouped by thousands; a gap without a value stays visible. */
export function say(lang: FrameLanguage, key: Word, params: Params = {}): string {
  const phrase: Phrase = words[key];
  const text = lang === 'en' && phrase.one !== undefined && params['n'] === 1 ? phrase.one : phrase[lang];
  return text.replace(/\{(\w+)\}/g, (gap, name: string) => {
    const value = Object.hasOwn(params, name) ? params[name] : undefined;
    return value === undefined ? gap : typeof value === 'number' ? number(value) : value;
  });
}
