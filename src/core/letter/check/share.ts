/**
 * Shares ("over 70 percent were women"): against what each source says of who they were. A share is
 * never turned into a number of people.
 */
import { type Figure } from '../../base/figure.js';
import { type HeldClaim, standing, type Thing } from '../../view/thing.js';
import { type Assertion } from '../assertion.js';
import { clauseOf, evidenceFor, familyNames, type Grounds } from './grounds.js';
import { ofSort } from './happening.js';
import { type Judgement, notInRecord, type ReadingOf } from './judgement.js';
import { standOf } from './stand.js';
import { subjectOf } from './subject.js';
import { saySeries } from './wording.js';

export function checkShare(reading: ReadingOf<'figure'>, grounds: Grounds, assertion: Assertion): Judgement {
  const dated = subjectOf(grounds, grounds.record, {
    said: reading,
    figure: { ...reading.figure, low: 0, high: null, qualifier: 'at-least', unit: 'persons' },
    text: '',
  });
  const things: readonly Thing[] =
    dated.kind === 'none'
      ? [...ofSort(grounds.record, 'Event', reading), ...ofSort(grounds.record, 'Period', reading)]
      : dated.kind === 'several'
        ? dated.events
        : [dated.thing];
  const helds = things
    .flatMap((thing) => standing(thing, 'composition'))
    .filter((held) => sameGroup(textOf(held), clauseOf(grounds, assertion)));
  const said = helds.flatMap((held) => {
    const share = shareIn(textOf(held));
    return share === null ? [] : [{ held, share, stand: standOf(reading.figure, share) }];
  });
  const agree = said.filter(
    ({ stand }) => stand !== 'disputes' && stand !== 'silent' && stand !== 'part' && stand !== 'allows',
  );
  const dispute = said.filter(({ stand }) => stand === 'disputes');
  if (said.length === 0)
    return notInRecord('No source in the record gives that share.', { because: evidenceFor(grounds, helds) });
  const because = evidenceFor(grounds, helds);
  const why = `Sources say ${saySeries(
    helds.map(
      (held) => `"${textOf(held).replace(/[.\s]+$/, '')}" (${familyNames(grounds, [held])[0] ?? ''})`,
    ),
    5,
  )}.`;
  if (agree.length === 0) return { holds: ['contradicted'], severity: 'medium', why, because };
  if (dispute.length > 0) return { holds: ['contested'], severity: 'medium', why, because };
  return {
    holds:
      new Set(
        familyNames(
          grounds,
          agree.map(({ held }) => held),
        ),
      ).size > 1
        ? ['supported']
        : ['single-source'],
    severity: 'none',
    why,
    because,
  };
}

function textOf(held: HeldClaim): string {
  return held.claim.value.kind === 'text' ? held.claim.value.text : '';
}

const groups = [
  /\bwom[ae]n|female|여성|妇女|婦女/i,
  /\bchild|minor|infant|아동|어린이|儿童/i,
  /\bm[ae]n\b|\bmales?\b|남성/i,
  /worker|노동자/i,
];

/** Whether both speak of women, of children, of men or of workers. */
export function sameGroup(a: string, b: string): boolean {
  return groups.some((group) => group.test(a) && group.test(b));
}

/** "Over 70 percent women", "more than 90% women": the share and how it was put. */
function shareIn(text: string): Figure | null {
  const match =
    /(over|more than|above|at least|up to|under|fewer than|less than|about|around|nearly|almost)?\s*(\d{1,3})(?:\.\d+)?\s*(?:%|per ?cent)/i.exec(
      text,
    );
  if (match === null) return null;
  const n = Number(match[2]);
  const mark = (match[1] ?? '').toLowerCase();
  const base = { best: null, words: match[0].trim(), unit: 'percent', scope: '' };
  if (/over|more|above/.test(mark)) return { ...base, low: n, high: null, qualifier: 'more-than' };
  if (mark === 'at least') return { ...base, low: n, high: null, qualifier: 'at-least' };
  if (/up to|under|fewer|less/.test(mark)) return { ...base, low: null, high: n, qualifier: 'up-to' };
  return { ...base, low: n, high: n, best: n, qualifier: mark === '' ? 'exact' : 'about' };
}
