/** Options several commands share. */
import { type FrameLanguage } from '../core/base/language.js';
import { fail, ok, type Result } from '../core/base/result.js';
import { type Input, type Option, textOption } from './command.js';

export const dossierOption: Readonly<Record<string, Option>> = {
  dossier: { type: 'string', value: 'ID', doc: 'Which dossier; the one the words fit best when not given.' },
};

/** For commands that run over every dossier unless one is named. */
export const onlyDossierOption: Readonly<Record<string, Option>> = {
  dossier: { type: 'string', value: 'ID', doc: 'Only this dossier; every one when not given.' },
};

export const asOfOption: Readonly<Record<string, Option>> = {
  'as-of': {
    type: 'string',
    value: 'WHEN',
    doc: 'What this record held then: the end of a day, month or year (UTC), an instant, or entry:N with what was recorded together with it.',
  },
};

/** The language asked for with `--lang`, where a command has it. */
export function languageOf(input: Input): Result<FrameLanguage | undefined> {
  const lang = textOption(input, 'lang');
  return lang === undefined || lang === 'en' || lang === 'ko'
    ? ok(lang)
    : fail('usage', 'The language is en or ko.', { fix: 'Use --lang ko.' });
}
