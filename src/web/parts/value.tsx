/** A claim's value as text a person reads; unknown, none and zero stay three different things. */
import { assertNever } from '../../core/base/result.js';
import { type Figure } from '../../core/base/figure.js';
import { model } from '../../core/model/model.js';
import { type Claim } from '../../core/claim/claim.js';
import { type Desk } from '../desk.js';
import { dateText, number } from '../formats.js';
import { type Frame, word } from '../frame.js';
import { codeName, Named, ThingLink } from './names.js';

/** "500–600", "501 or more", "up to 600"; the words as said are shown beside it. */
export function rangeText(frame: Frame, figure: Pick<Figure, 'low' | 'high'>): string {
  const { low, high } = figure;
  if (low === null && high === null) return word(frame, 'figure.no-number');
  if (low === null) return word(frame, 'figure.up-to', { n: high ?? 0 });
  if (high === null) return word(frame, 'figure.or-more', { n: low });
  return low === high ? number(low) : `${number(low)}–${number(high)}`;
}

/** What is counted, when it is not persons, and what it covers, when not the whole. */
export function FigureScope({ frame, figure }: { readonly frame: Frame; readonly figure: Figure }) {
  const unit = figure.unit === 'persons' ? '' : figure.unit;
  const scope = [unit, figure.scope].filter((part) => part !== '').join(', ');
  return scope === '' ? null : <span class="quiet"> ({word(frame, 'figure.scope', { scope })})</span>;
}

export function ValueText({ desk, claim }: { readonly desk: Desk; readonly claim: Claim }) {
  const { frame } = desk;
  const { value } = claim;
  switch (value.kind) {
    case 'text':
      return <Named frame={frame} name={value} />;
    case 'date':
      return <span class="date">{dateText(frame.lang, value.date)}</span>;
    case 'figure':
      return <FigureText frame={frame} figure={value.figure} />;
    case 'point':
      return (
        <span class="figures">
          {value.lat.toFixed(4)}, {value.lon.toFixed(4)}
        </span>
      );
    case 'ref':
      return <ThingLink desk={desk} id={value.id} />;
    case 'code':
      return <>{codeName(frame, codesFor(claim), value.term)}</>;
    case 'file':
      return <code class="digest">{value.sha256}</code>;
    case 'url':
      return <UrlText url={value.url} />;
    case 'unknown':
      return <em>{word(frame, 'value.unknown')}</em>;
    default:
      return assertNever(value);
  }
}

function FigureText({ frame, figure }: { readonly frame: Frame; readonly figure: Figure }) {
  return (
    <span class="figure-text">
      <span class="figures">{rangeText(frame, figure)}</span>
      {figure.words === '' || figure.words === rangeText(frame, figure) ? null : (
        <span class="quiet"> “{figure.words}”</span>
      )}
      <FigureScope frame={frame} figure={figure} />
    </span>
  );
}

/** Only addresses of the web become links; anything else is text, whatever it claims to be. */
export function UrlText({ url }: { readonly url: string }) {
  return /^https?:\/\//i.test(url) ? (
    <a href={url} rel="noreferrer noopener external" class="url">
      {url}
    </a>
  ) : (
    <span class="url">{url}</span>
  );
}

function codesFor(claim: Claim): string {
  return model[claim.thing.type].properties[claim.property]?.codes ?? '';
}
