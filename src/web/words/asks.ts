/** Words about asks. */
import { type Phrase } from './phrase.js';

export const asksWords = {} as const satisfies Readonly<Record<string, Phrase>>;
