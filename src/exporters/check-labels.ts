/** What verdicts and kinds are called in every output for readers; a mark and a word, never colour alone. */
import { type AssertionKind, type Checked, type Severity, type Verdict } from '../core/letter/assertion.js';

export const verdictLabels: Readonly<Record<Verdict, string>> = {
  contradicted: 'contradicted',
  imprecise: 'imprecise',
  contested: 'contested',
  'self-sourced': 'self-sourced',
  'single-source': 'single source',
  argued: 'argued',
  supported: 'supported',
  'not-in-record': 'not in the record',
  'not-checkable': 'not checkable',
};

export const kindLabels: Readonly<Record<AssertionKind, string>> = {
  figure: 'figure',
  'event-date': 'date of an event',
  superlative: 'superlative',
  frequency: 'frequency',
  'treaty-status': 'treaty status',
  'treaty-content': 'treaty content',
  attribution: 'attribution',
  'earlier-ask': 'earlier ask',
  answer: 'answer',
  position: 'position',
  office: 'office',
  characterisation: 'characterisation',
  harm: 'harm',
  'risk-profile': 'who is at risk',
  'legal-conclusion': 'legal conclusion',
  motive: 'motive',
  occasion: 'occasion',
  demand: 'demand',
  omission: 'left out',
  exposure: 'exposed to attack',
};

/** "figure: contested"; what the check itself found has a kind that says enough. */
export function headingOf({ kind, verdict }: Pick<Checked, 'kind' | 'verdict'>): string {
  const own = kind === 'omission' || kind === 'exposure';
  return own ? kindLabels[kind] : `${kindLabels[kind]}: ${verdictLabels[verdict]}`;
}

export const severityLabels: Readonly<Record<Severity, string>> = {
  high: 'high risk',
  medium: 'medium risk',
  low: 'low risk',
  none: '',
};
