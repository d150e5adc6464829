/** What a claim says, in a few words of ours, for the evidence list of a finding. */
import { assertNever } from '../../base/result.js';
import { type Claim } from '../../claim/claim.js';
import { termOf } from '../../model/codes.js';
import { model } from '../../model/model.js';
import { type CaseFile } from '../../view/thing.js';
import { nameOf } from './names.js';
import { sayDate, sayFigure } from './wording.js';

/** Properties whose text needs no label before it. */
const speech = new Set(['summary', 'text', 'composition', 'superlative', 'duty', 'note']);

export function describe(file: CaseFile, claim: Claim): string {
  const subject = nameOf(file, claim.thing.id);
  const property = model[claim.thing.type].properties[claim.property];
  const label = property?.label.en ?? claim.property;
  const stance =
    claim.stance === 'asserts' ? '' : claim.stance === 'denies' ? 'denies: ' : 'cannot confirm: ';
  const said = valueWords(file, claim, property?.codes ?? '');
  const titled = property === undefined || claim.property === model[claim.thing.type].title;
  // The last one credited is the family the evidence is listed under.
  const credit = claim.accordingTo.slice(0, -1).map((id) => nameOf(file, id));
  const via = credit.length === 0 ? '' : ` (through ${credit.join(', ')})`;
  const spoken = speech.has(claim.property);
  const whole =
    titled || said === subject
      ? said
      : spoken
        ? `${subject}: ${said}`
        : `${subject}: ${label.toLowerCase()} ${said}`;
  return `${stance}${whole}${via}`;
}

function valueWords(file: CaseFile, { value }: Claim, codes: string): string {
  switch (value.kind) {
    case 'text':
      return value.text;
    case 'date':
      return sayDate(value.date);
    case 'figure':
      return sayFigure(value.figure);
    case 'ref':
      return nameOf(file, value.id);
    case 'code':
      return termOf(codes, value.term)?.en.toLowerCase() ?? value.term;
    case 'point':
      return `${value.lat}, ${value.lon}`;
    case 'file':
      return `file ${value.sha256.slice(0, 12)}`;
    case 'url':
      return value.url;
    case 'unknown':
      return 'unknown';
    default:
      return assertNever(value);
  }
}
