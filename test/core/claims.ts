/** Claims of every type, property and kind of value that a door would take in. */
import fc from 'fast-check';
import { parseDate } from '../../src/core/base/date.js';
import { unwrap } from '../../src/core/base/result.js';
import { type Audience, type Claim } from '../../src/core/claim/claim.js';
import { type PropertyDef } from '../../src/core/model/define.js';
import { termsOf } from '../../src/core/model/forms.js';
import { model, typeNames } from '../../src/core/model/model.js';
import { type Value } from '../../src/core/model/value.js';

const words = fc
  .string({
    unit: fc.constantFrom(
      'a',
      '=',
      '+',
      '-',
      '@',
      "'",
      '"',
      ',',
      '\n',
      '\t',
      ' ',
      '북',
      '한',
      '送',
      'é',
      '0',
      '|',
      '{',
    ),
    minLength: 1,
    maxLength: 12,
  })
  .map((text) => text.normalize('NFC'))
  .filter((text) => text.trim() !== '');
const id = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,6}$/);
const date = fc
  .constantFrom('2023-10-09', '2024-04', '199X', '2023-10-09~', '2024/2025', '../2006', '2024-21')
  .map((text) => unwrap(parseDate(text)));
const limit = fc.option(fc.nat(10 ** 9), { nil: null });

function valueOf(property: PropertyDef): fc.Arbitrary<Value> {
  switch (property.value) {
    case 'text':
      return fc.record({
        kind: fc.constant('text' as const),
        text: words,
        lang: fc.constantFrom('en', 'ko', 'zh-Hant'),
      });
    case 'date':
      return fc.record({ kind: fc.constant('date' as const), date });
    case 'figure':
      return fc
        .record({
          low: limit,
          high: limit,
          best: limit,
          qualifier: fc.constantFrom(
            'exact' as const,
            'more-than' as const,
            'vague' as const,
            'none' as const,
          ),
          words,
          unit: fc.constantFrom('persons', 'buses'),
          scope: fc.constantFrom('', 'women'),
        })
        .map((figure) => ({
          kind: 'figure',
          figure:
            figure.low !== null && figure.high !== null && figure.low > figure.high
              ? { ...figure, low: 0 }
              : figure,
        }));
    case 'point':
      return fc
        .record({
          kind: fc.constant('point' as const),
          lat: fc.integer({ min: -9000, max: 9000 }).map((n) => n / 100),
          lon: fc.integer({ min: -18000, max: 18000 }).map((n) => n / 100),
          precision: fc.constantFrom('point' as const, 'county' as const),
        })
        .map((point) => ({ ...point, lat: point.lat + 0, lon: point.lon + 0 }));
    case 'ref':
      return fc.record({ kind: fc.constant('ref' as const), id });
    case 'code':
      return fc.record({
        kind: fc.constant('code' as const),
        term: fc.constantFrom(...termsOf(property).map(([term]) => term)),
      });
    case 'file':
      return fc.constant({ kind: 'file', sha256: 'ab'.repeat(32) });
    case 'url':
      return fc.record({
        kind: fc.constant('url' as const),
        url: fc.constantFrom('https://example.org/a?b=c', 'http://example.org/%20'),
        read: fc.constantFrom(null, '2026-05-13'),
      });
    default:
      return property.value satisfies never;
  }
}

/** Every property that needs no consent; those that do are another matter. */
const properties = typeNames
  .filter((type) => type !== 'Consent')
  .flatMap((type) =>
    Object.entries(model[type].properties).flatMap(([property, definition]) =>
      definition.personal === true ? [] : [{ type, property, definition }],
    ),
  );

export function soundClaims(audiences: readonly Audience[]): fc.Arbitrary<Claim> {
  return fc.constantFrom(...properties).chain(({ type, property, definition }) =>
    fc.record({
      // Of one type each, as the ledger demands.
      thing: id.map((name) => ({ type, id: `${type}-${name}` })),
      property: fc.constant(property),
      value: fc.oneof(
        { weight: 9, arbitrary: valueOf(definition) },
        { weight: 1, arbitrary: fc.constant<Value>({ kind: 'unknown' }) },
      ),
      source: id,
      accordingTo: fc.array(id, { maxLength: 3 }),
      locator: fc.constantFrom(
        {},
        { page: '3' },
        { paragraph: '46', chars: [4, 17] as const },
        { row: '12', column: '=사람' },
        { time: '00:01:02' },
      ),
      stance: fc.constantFrom('asserts' as const, 'denies' as const, 'cannot-confirm' as const),
      said: fc.option(date, { nil: null }),
      credibility: fc.constantFrom(
        { source: 'F' as const, information: '6' as const },
        { source: 'B' as const, information: '2' as const, original: 'likely' },
      ),
      audience: fc.constantFrom(...audiences),
      consent: fc.constant(null),
      basis: fc.constantFrom('read' as const, 'general-knowledge' as const),
      note: fc.oneof(fc.constant(''), words),
    }),
  );
}
