/** The shape that stands for each verdict, the same in the terminal, in documents and on pages; a word always stands beside it. */
import { type Verdict } from './assertion.js';

export const verdictMarks: Readonly<Record<Verdict, string>> = {
  supported: '●',
  contested: '◐',
  imprecise: '◔',
  contradicted: '✕',
  'single-source': '○',
  'self-sourced': '◎',
  argued: '◇',
  'not-in-record': '–',
  'not-checkable': '·',
};
