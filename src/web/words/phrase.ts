/** One thing the frame says, in each of its languages. */
export interface Phrase {
  readonly en: string;
  readonly ko: string;
  /** The English form when `{n}` is 1; Korean has no plural. */
  readonly one?: string;
}
