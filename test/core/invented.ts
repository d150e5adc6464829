/** Invented case files for tests: a row is one claim, its value in words, read as the dossier door reads it. */
import { parseDate } from '../../src/core/base/date.js';
import { parseFigure } from '../../src/core/base/figure-words.js';
import { unwrap } from '../../src/core/base/result.js';
import { type Basis, type Claim, type Stance } from '../../src/core/claim/claim.js';
import { model, type TypeName } from '../../src/core/model/model.js';
import { type Value } from '../../src/core/model/value.js';
import {
  type CaseFile,
  type HeldClaim,
  type IndependenceJudgement,
  type Thing,
} from '../../src/core/view/thing.js';

export interface RowOptions {
  readonly source?: string;
  readonly accordingTo?: readonly string[];
  readonly said?: string;
  readonly stance?: Stance;
  readonly unit?: string;
  readonly scope?: string;
  readonly basis?: Basis;
}

export interface Row {
  readonly type: TypeName;
  readonly id: string;
  readonly property: string;
  readonly value: string;
  readonly options: RowOptions;
}

/** `row('Event', 'E-1', 'figure', 'more than 500', { source: 'paper', accordingTo: ['NGO'] })` */
export function row(
  type: TypeName,
  id: string,
  property: string,
  value: string,
  options: RowOptions = {},
): Row {
  return { type, id, property, value, options };
}

/** Several properties of one thing from one source. */
export function rows(
  type: TypeName,
  id: string,
  values: Readonly<Record<string, string>>,
  options: RowOptions = {},
): Row[] {
  return Object.entries(values).map(([property, value]) => row(type, id, property, value, options));
}

export function inventedFile(
  claims: readonly Row[],
  judgements: readonly IndependenceJudgement[] = [],
): CaseFile {
  const things = new Map<string, Thing>();
  for (const [seq, each] of claims.entries()) {
    const thing = things.get(each.id) ?? { type: each.type, id: each.id, claims: [] };
    things.set(each.id, { ...thing, claims: [...thing.claims, held(each, seq)] });
  }
  return {
    dossier: {
      id: 'invented',
      title: { en: 'Invented', ko: '가상' },
      summary: { en: 'Invented for a test.', ko: '시험용 가상 자료.' },
      returningStates: ['AAA'],
      originStates: ['BBB'],
      period: null,
      invented: true,
    },
    seq: claims.length,
    asOf: '2035-01-01T00:00:00Z',
    things,
    judgements,
    decided: [],
  };
}

function held(each: Row, seq: number): HeldClaim {
  const { options } = each;
  const claim: Claim = {
    thing: { type: each.type, id: each.id },
    property: each.property,
    value: valueOf(each),
    source: options.source ?? (each.type === 'Source' ? each.id : 'general'),
    accordingTo: options.accordingTo ?? [],
    locator: {},
    stance: options.stance ?? 'asserts',
    said: options.said === undefined ? null : unwrap(parseDate(options.said)),
    credibility: { source: 'F', information: '6' },
    audience: 'public',
    consent: null,
    basis: options.basis ?? 'read',
    note: '',
  };
  // The id depends on what is said, not on the order, as a salted commitment does.
  const id = `${each.id} ${each.property} ${each.value} ${JSON.stringify(options)}`;
  return { id, seq, at: '2035-01-01T00:00:00Z', actor: 'test', claim, standing: 'stands', amendedBy: [] };
}

function valueOf({ type, property, value, options }: Row): Value {
  const kind = model[type].properties[property]?.value;
  switch (kind) {
    case 'figure': {
      const more = {
        ...(options.unit === undefined ? {} : { unit: options.unit }),
        ...(options.scope === undefined ? {} : { scope: options.scope }),
      };
      return { kind, figure: unwrap(parseFigure(value, more)) };
    }
    case 'date':
      return { kind, date: unwrap(parseDate(value)) };
    case 'ref':
      return { kind, id: value };
    case 'code':
      return { kind, term: value };
    case 'text':
      return { kind, text: value, lang: 'en' };
    case 'point':
    case 'file':
    case 'url':
    case undefined:
    default:
      throw new Error(`A test cannot invent ${type}.${property}`);
  }
}
