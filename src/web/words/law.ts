/** Words about law. */
import { type Phrase } from './phrase.js';

export const lawWords = {} as const satisfies Readonly<Record<string, Phrase>>;
