/**
 * What a careful reader would say of a letter, parsed from `bench/letters/<name>/expected.json`.
 * The file is written by hand, so a quote that is not in the letter, or is there more than once without
 * saying which, is an error in the file and stops the bench.
 */
import { z } from 'zod';
import { assertionKinds, verdicts } from '../src/core/letter/assertion.js';

const oneOrMore = <T extends z.ZodType>(item: T) =>
  z.union([item.transform((value) => [value]), z.array(item).min(1)]);

const kinds = oneOrMore(z.enum(assertionKinds));

const passage = z.strictObject({
  kind: kinds,
  quote: z.string().min(1),
  nth: z.number().int().positive().default(1),
  reading: z.record(z.string(), z.json()).default({}),
  verdict: oneOrMore(z.enum(verdicts)),
  direction: z.enum(['overstated', 'understated', 'neither']).optional(),
  optional: z.boolean().default(false),
  orUnread: z.boolean().default(false),
  why: z.string().min(1),
});

/** An omission or exposure has no passage of its own; any of the words in the finding will do. */
const remark = z.strictObject({
  kind: z.enum(['omission', 'exposure']),
  mentions: z.array(z.string().min(1)).min(1),
  optional: z.boolean().default(false),
  why: z.string().min(1),
});

const expectation = z.strictObject({
  style: z.string(),
  language: z.string(),
  dossier: z.string(),
  planted: z.boolean(),
  heldOut: z.boolean(),
  complete: z.boolean(),
  textFrom: z.string().optional(),
  assertions: z.array(z.union([passage, remark])),
  unread: z.array(z.strictObject({ quote: z.string().min(1), why: z.string().min(1) })).default([]),
  never: z
    .array(
      z.strictObject({
        kind: z.enum(assertionKinds),
        mentions: z.array(z.string().min(1)).min(1),
        why: z.string().min(1),
      }),
    )
    .default([]),
});

export type ExpectedPassage = z.infer<typeof passage>;
export type ExpectedRemark = z.infer<typeof remark>;
export type Expectation = z.infer<typeof expectation>;

export const isPassage = (item: ExpectedPassage | ExpectedRemark): item is ExpectedPassage => 'quote' in item;

/** Throws with the place in the file: these files are part of the program. */
export function parseExpectation(json: unknown): Expectation {
  return expectation.parse(json);
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Where a quote lies in a text whose line breaks and quotation marks may differ from the quote's
 * (a pdf breaks lines anew); `null` when it is not there `nth` times.
 */
export function locate(text: string, quote: string, nth: number): Span | null {
  const folded = fold(text);
  const wanted = fold(quote).text.trim();
  let at = -1;
  for (let found = 0; found < nth; found += 1) {
    at = folded.text.indexOf(wanted, at + 1);
    if (at === -1) return null;
  }
  const start = folded.origin[at];
  const last = folded.origin[at + wanted.length - 1];
  return start === undefined || last === undefined ? null : { start, end: last + 1 };
}

/** Space runs become one space and curly quotation marks straight, with each unit's place in the original. */
function fold(text: string): { readonly text: string; readonly origin: readonly number[] } {
  const units: string[] = [];
  const origin: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charAt(at);
    if (/\s/u.test(unit)) {
      if (units.at(-1) === ' ') continue;
      units.push(' ');
    } else {
      units.push(/[“”]/u.test(unit) ? '"' : /[‘’]/u.test(unit) ? "'" : unit);
    }
    origin.push(at);
  }
  return { text: units.join(''), origin };
}
