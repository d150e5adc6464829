/** A report made up from given passages, to look at the page of every verdict without the checker. */
import {
  type AssertionKind,
  type Checked,
  type Report,
  type Verdict,
  verdicts,
} from '../../src/core/letter/assertion.js';

export interface Passage {
  readonly text: string;
  readonly kind: AssertionKind;
  readonly verdict: Verdict;
  readonly more?: Partial<Checked>;
}

/** Passages that the text does not hold stand without a place, as omissions do. */
export function reportOf(text: string, passages: readonly Passage[], dossier: string): Report {
  const assertions = passages.map((passage, i): Checked => {
    const at = text.indexOf(passage.text);
    return {
      id: `a${i + 1}`,
      kind: passage.kind,
      start: Math.max(0, at),
      end: at === -1 ? 0 : at + passage.text.length,
      text: at === -1 ? '' : passage.text,
      reading: { kind: 'omission', about: passage.text },
      readingConfidence: 0.9,
      verdict: passage.verdict,
      also: [],
      direction: 'neither',
      severity: 'none',
      why: `The record was asked about “${passage.text}”.`,
      because: [],
      suggestion: null,
      asOf: '2025-11-20T09:30:00.000Z',
      ...passage.more,
    };
  });
  const byVerdict = (verdict: Verdict) => assertions.filter((one) => one.verdict === verdict).length;
  return {
    dossier,
    letter: { title: null, date: null, words: text.split(/\s+/).length, text },
    assertions,
    unread: [],
    summary: {
      assertions: assertions.length,
      omissions: 0,
      exposures: 0,
      byVerdict: {
        supported: byVerdict('supported'),
        contested: byVerdict('contested'),
        imprecise: byVerdict('imprecise'),
        contradicted: byVerdict('contradicted'),
        'single-source': byVerdict('single-source'),
        'self-sourced': byVerdict('self-sourced'),
        argued: byVerdict('argued'),
        'not-in-record': byVerdict('not-in-record'),
        'not-checkable': byVerdict('not-checkable'),
      },
      unread: 0,
      attackFirst: assertions
        .toSorted((a, b) => verdicts.indexOf(a.verdict) - verdicts.indexOf(b.verdict))
        .slice(0, 3)
        .map(({ id }) => id),
      setAside: [],
      asOf: '2025-11-20T09:30:00.000Z',
    },
  };
}

/** A letter about the invented dossier in which every verdict occurs. */
export const sampleLetter = `Dear Ambassador,

In May 1990 Vesnia ratified the Refugee Convention. On 2 March 2019 it returned 600 people over two crossings, the largest return ever, and in September 2019 another 12 people.

Vesnia knowingly violates the Convention. It calls them illegal migrants in order to hide from the world. We asked you in June 2021 to raise this with the ministry; you were refused. All of them were tortured.

We urge you to ask Vesnia to halt the returns.

Seven deputies`;

export function sampleReport(text: string, dossier: string): Report {
  const evidence = (says: string, source: string) => [
    {
      claim: 'x',
      source,
      says,
      date: '2019-03-20',
      url: 'https://example.org/watch/2019',
      family: 'B-WATCH',
    },
  ];
  return reportOf(
    text,
    [
      {
        text: 'In May 1990 Vesnia ratified the Refugee Convention.',
        kind: 'treaty-status',
        verdict: 'imprecise',
        more: {
          severity: 'medium',
          why: 'Vesnia acceded; it did not ratify. The legal effect is the same.',
          suggestion: 'On 2 May 1990 Vesnia acceded to the Refugee Convention.',
          because: evidence('It acceded on 2 May 1990.', 'S-REGISTER'),
        },
      },
      {
        text: 'On 2 March 2019 it returned 600 people over two crossings',
        kind: 'figure',
        verdict: 'contested',
        more: {
          severity: 'high',
          direction: 'overstated',
          also: ['imprecise'],
          why: 'Accounts run from 200 to 600 or more, and three of five fit 600.',
          suggestion: 'On 2 March 2019 it returned 200 to 600 people, by five accounts.',
          because: [
            ...evidence('more than 500', 'S-WATCH'),
            ...evidence('about 200', 'S-MINISTRY'),
            ...evidence('hundreds', 'S-EXPERTS'),
          ],
        },
      },
      {
        text: '600 people',
        kind: 'attribution',
        verdict: 'single-source',
        more: { because: evidence('600', 'S-DAILY') },
      },
      {
        text: 'the largest return ever',
        kind: 'superlative',
        verdict: 'contradicted',
        more: { severity: 'high' },
      },
      { text: 'in September 2019 another 12 people', kind: 'figure', verdict: 'supported' },
      { text: 'Vesnia knowingly violates the Convention.', kind: 'legal-conclusion', verdict: 'argued' },
      { text: 'in order to hide from the world', kind: 'motive', verdict: 'not-checkable' },
      { text: 'you were refused', kind: 'answer', verdict: 'self-sourced', more: { severity: 'low' } },
      { text: 'All of them were tortured.', kind: 'harm', verdict: 'not-in-record' },
      { text: 'The Convention against Torture is not named.', kind: 'omission', verdict: 'not-in-record' },
    ],
    dossier,
  );
}
