/** Languages of the frame, and BCP 47 tags of the content. */
export type FrameLanguage = 'en' | 'ko';
export const frameLanguages: readonly FrameLanguage[] = ['en', 'ko'];

/** A word the frame shows, in each of its languages. */
export interface Label {
  readonly en: string;
  readonly ko: string;
}

const TAG = /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/;

export function isLanguageTag(text: string): boolean {
  return TAG.test(text);
}
