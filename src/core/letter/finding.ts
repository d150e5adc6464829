/** What a finder hands back, and what it may know besides the sentence: the whole reading so far. */
import { type Named, type ReadDate, type Reading } from './assertion.js';
import { type Trigger } from './events.js';
import { type Lexicon } from './lexicon.js';
import { type Mention, type Passage } from './passage.js';
import { type Form } from './structure.js';
import { type Counted } from './figures.js';
import { type Span } from './span.js';

export interface Found extends Span {
  readonly reading: Reading;
  readonly confidence: number;
}

/** The happening a sentence may go on about: "450 that day". */
export interface Earlier {
  readonly eventKind: string | null;
  readonly actor: Named | null;
  readonly people: Named | null;
  readonly date: ReadDate | null;
  readonly index: number;
}

/** One sentence in its letter. */
export interface Scene {
  readonly text: string;
  readonly lexicon: Lexicon;
  readonly passage: Passage;
  readonly triggers: readonly Trigger[];
  /** What each figure counts. */
  readonly counted: Counted;
  /** The last State that acted before this sentence in its paragraph, or in the letter. */
  readonly lastState: Mention | null;
  /** Instruments named before this sentence, last first. */
  readonly lastInstruments: readonly Mention[];
  readonly addressee: Named | null;
  readonly letterDate: string | null;
  readonly form: Form;
  /** What was last said to have happened, and when. */
  readonly earlier: Earlier | null;
  /** Who was last said to have been asked: silence is theirs. */
  readonly asked: Named | null;
  /** The sentence before a list ("We urge you to:"), when this is one of its items. */
  readonly lead: Passage | null;
}

export type Finder = (scene: Scene) => readonly Found[];
