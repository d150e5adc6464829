/**
 * What a claim can say a property is. Unknown, none and zero are three different values:
 * `unknown` is a source saying that it is not known; a figure of none is `[0, 0]` with the word kept.
 */
import { type EdtfDate } from '../base/date.js';
import { type Figure } from '../base/figure.js';

export type Value =
  | { readonly kind: 'text'; readonly text: string; readonly lang: string }
  | { readonly kind: 'date'; readonly date: EdtfDate }
  | { readonly kind: 'figure'; readonly figure: Figure }
  | { readonly kind: 'point'; readonly lat: number; readonly lon: number; readonly precision: PlacePrecision }
  | { readonly kind: 'ref'; readonly id: string }
  | { readonly kind: 'code'; readonly term: string }
  | { readonly kind: 'file'; readonly sha256: string }
  | { readonly kind: 'url'; readonly url: string; readonly read: string | null }
  | { readonly kind: 'unknown' };

export type ValueKind = Value['kind'];

/** How finely a place is known, finest first. */
export type PlacePrecision = 'point' | 'facility' | 'crossing' | 'county' | 'province' | 'country';
