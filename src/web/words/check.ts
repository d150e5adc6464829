/** Words about check. */
import { type Phrase } from './phrase.js';

export const checkWords = {} as const satisfies Readonly<Record<string, Phrase>>;
