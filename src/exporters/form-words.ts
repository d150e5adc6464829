/** Words a written form has besides its fields, and how a source's text is made fit for a file. */
import { type FormJson, type SourceJson } from '../app/form-json.js';
import { type FrameLanguage, type Label } from '../core/base/language.js';

export const formWords = {
  state: { en: 'State concerned', ko: '대상 국가' },
  to: { en: 'To', ko: '수신' },
  rules: { en: 'What the body says of this form', ko: '이 양식에 관한 기구의 안내' },
  fields: { en: 'The form', ko: '양식' },
  field: { en: 'Field', ko: '항목' },
  answer: { en: 'Answer', ko: '내용' },
  required: { en: 'required', ko: '필수' },
  known: { en: 'field from general knowledge, not read on the form', ko: '일반 지식에 따른 항목' },
  missing: { en: 'To be filled:', ko: '채울 것:' },
  hand: { en: 'By hand:', ko: '직접 기재:' },
  disputed: { en: 'disputed in the record', ko: '기록상 이의 있음' },
  general: { en: 'general knowledge, not read in a source', ko: '일반 지식, 출처 미확인' },
  long: {
    en: 'This answer is long ({n} characters); an online form may not take so much.',
    ko: '내용이 깁니다({n}자). 온라인 양식에 다 들어가지 않을 수 있습니다.',
  },
  sources: { en: 'Annex: sources', ko: '부속: 출처' },
  noSources: { en: 'No source is cited.', ko: '인용한 출처 없음.' },
  unnamed: { en: 'A source that is not named here', ko: '여기에 밝히지 않는 출처' },
  about: { en: 'About this document', ko: '이 문서에 대하여' },
  form: { en: 'The form: {from}.', ko: '양식: {from}.' },
  read: {
    en: 'Filled from {n} claims of a record, as it stood at entry {entry} ({asOf}).',
    ko: '기록의 주장 {n}건으로 작성, {entry}번째 항목 시점({asOf}).',
  },
  root: {
    en: 'Checkpoint of its log: {size} entries, root {root}.',
    ko: '로그 체크포인트: 항목 {size}개, 루트 {root}.',
  },
  languages: { en: 'The body reads: {list}.', ko: '기구가 읽는 언어: {list}.' },
  unread: {
    en: 'Marks in brackets are the numbers of sources in the annex. Nothing here is a finding of a court.',
    ko: '대괄호 안의 번호는 부속의 출처 번호입니다. 이 문서는 법원의 판단이 아닙니다.',
  },
  none: { en: 'not recorded', ko: '기록 없음' },
} as const satisfies Readonly<Record<string, Label>>;

export function say(
  lang: FrameLanguage,
  word: keyof typeof formWords,
  parts: Readonly<Record<string, string | number>> = {},
): string {
  return formWords[word][lang].replace(/\{(\w+)\}/g, (_, name: string) => String(parts[name] ?? ''));
}

/** Above this an online form may refuse it. */
const LONG = 8000;

export function longNote(lang: FrameLanguage, texts: readonly string[]): string | null {
  const n = texts.reduce((sum, text) => sum + text.length, 0);
  return n > LONG ? say(lang, 'long', { n }) : null;
}

/**
 * Control characters no XML may hold, and those that turn the order of text, become a visible [?]: a file
 * that does not open, or reads otherwise than it is, helps nobody.
 */
export function fit(text: string): string {
  return (
    text
      .toWellFormed()
      .replace(/\r\n?/g, '\n')
      // oxlint-disable-next-line no-control-regex -- these are the characters meant
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g, '[?]')
      .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '[?]')
  );
}

/** "Title. Publisher, 3 May 2024. A/HRC/1. https://…" */
export function sourceText(
  { title, publisher, published, symbol, urls }: SourceJson,
  lang: FrameLanguage,
): string {
  const edition = [publisher, published].filter((part) => part !== undefined).join(', ');
  const parts = [title ?? say(lang, 'unnamed'), edition, symbol ?? '', ...urls];
  return fit(
    parts
      .filter((part) => part !== '')
      .map((part) => (/[.!?]$/.test(part) || part.startsWith('http') ? part : `${part}.`))
      .join(' '),
  );
}

/** Where in a source the claims were read, each place once. */
export function placesText({ claims }: SourceJson): string {
  return [...new Set(claims.map(({ locator }) => locator).filter((one) => one !== ''))].join('; ');
}

export function marks(item: FormJson['fields'][number]['items'][number], lang: FrameLanguage): string {
  const notes = [
    ...(item.disputed ? [say(lang, 'disputed')] : []),
    ...(item.generalKnowledge ? [say(lang, 'general')] : []),
  ];
  const cited = item.sources.length === 0 ? '' : ` [${item.sources.join(', ')}]`;
  return `${cited}${notes.length === 0 ? '' : ` (${notes.join('; ')})`}`;
}

export function recordLines(form: FormJson): string[] {
  const { lang, record, claims } = form;
  const asOf = record.asOf === null ? say(lang, 'none') : record.asOf;
  return [
    say(lang, 'form', { from: form.from }),
    say(lang, 'languages', { list: form.languages.join(', ') }),
    say(lang, 'read', { n: claims, entry: record.entry, asOf }),
    ...(record.checkpoint === undefined ? [] : [say(lang, 'root', { ...record.checkpoint })]),
    say(lang, 'unread'),
  ];
}
