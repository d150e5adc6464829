/** Invented States, an invented treaty and case files of claims, for tests of the law: the shapes of the shipped files. */
import { parseDate } from '../base/date.js';
import { unwrap } from '../base/result.js';
import { type Claim } from '../claim/claim.js';
import { type TypeName } from '../model/model.js';
import { type Value } from '../model/value.js';
import { type CaseFile, type HeldClaim, type Thing } from '../view/thing.js';
import { binding } from './binding.js';
import { lawData } from './data.js';
import { parseReference, type ReferenceFiles } from './parse.js';

export const d = (text: string) => unwrap(parseDate(text));

/** Two invented States and one invented treaty, in the shape of the shipped files. */
export function files(change: Partial<Record<keyof ReferenceFiles, unknown>> = {}): ReferenceFiles {
  const state = (id: string, en: string, more = {}) => ({
    id,
    alpha2: null,
    name: { en, ko: en, zh: en },
    official: `Republic of ${en}`,
    aliases: [],
    demonyms: [],
    capital: null,
    kind: 'member',
    from: null,
    until: null,
    successors: [],
    ...more,
  });
  const interval = { kind: 'days', count: 90 };
  return {
    states: [
      state('XAA', 'Aland', { aliases: ['AL'], demonyms: ['Alandic'], capital: 'Port Aland' }),
      state('XAB', 'Borland', { from: '1980-05-01', capital: 'Borgrad' }),
      state('XAC', 'Coria', { until: '1990-12-31', kind: 'historical', successors: ['XAB'] }),
    ],
    sources: [
      {
        id: 'table',
        title: 'T',
        publisher: 'P',
        url: null,
        asOf: '2010-01-01',
        complete: ['PACT'],
        covers: 'all',
      },
    ],
    instruments: [
      {
        id: 'PACT',
        title: 'Pact of Invented Duties',
        kind: 'multilateral-treaty',
        aliases: ['Invented Pact', '가상협약'],
        depositary: null,
        citation: null,
        adopted: '1960-01-01',
        inForce: '1970-01-01',
        until: null,
        articles: 20,
        roman: false,
        entry: {
          article: '18',
          trigger: 3,
          triggerDate: null,
          founding: interval,
          later: interval,
          verified: true,
        },
        denunciation: null,
        reservations: { article: '19', kind: 'listed', barred: ['3'], allowed: [], verified: true },
        carries: null,
        optional: [],
        geographic: null,
        parties: [],
        note: '',
        source: 'table',
        verified: true,
      },
    ],
    provisions: [
      { instrument: 'PACT', number: '3', duty: 'Return nobody to danger.', source: 'table', verified: true },
    ],
    participations: {
      columns: ['state', 'instrument', 'signed', 'action', 'date', 'effect', 'source', 'verified', 'note'],
      rows: [['XAA', 'PACT', '1965-02-02', 'ratification', '1982-09-24', null, 'table', true, null]],
    },
    declarations: [
      {
        state: 'XAA',
        instrument: 'PACT',
        kind: 'reservation',
        of: null,
        provisions: ['3'],
        effect: 'excludes',
        words: 'art. 3',
        until: null,
        source: 'table',
        verified: true,
      },
    ],
    sightings: [],
    rules: [],
    doors: null,
    forms: null,
    conflicts: null,
    ...change,
  };
}

export const reference = (change: Partial<Record<keyof ReferenceFiles, unknown>> = {}) =>
  unwrap(parseReference(files(change)));

/** A case file of the claims given: thing, type, property, value, basis. */
export function caseFile(claims: readonly (readonly [string, TypeName, string, Value])[]): CaseFile {
  const things = new Map<string, Thing & { claims: HeldClaim[] }>();
  for (const [seq, [id, type, property, value]] of claims.entries()) {
    const claim: Claim = {
      thing: { type, id },
      property,
      value,
      source: 'S-1',
      accordingTo: [],
      locator: {},
      stance: 'asserts',
      said: null,
      credibility: { source: 'B', information: '2' },
      audience: 'public',
      consent: null,
      basis: 'read',
      note: '',
    };
    const thing = things.get(id) ?? { type, id, claims: [] };
    thing.claims.push({
      id: `claim-${seq}`,
      seq,
      at: '2026-01-01T00:00:00Z',
      actor: 'test',
      claim,
      standing: 'stands',
      amendedBy: [],
    });
    things.set(id, thing);
  }
  const title = { en: 'Invented', ko: '가상' };
  return {
    dossier: {
      id: 'invented',
      title,
      summary: title,
      returningStates: [],
      originStates: [],
      period: null,
      invented: true,
    },
    seq: claims.length,
    asOf: null,
    things,
    judgements: [],
    decided: [],
  };
}

export const ref = (id: string): Value => ({ kind: 'ref', id });
export const code = (term: string): Value => ({ kind: 'code', term });
export const date = (text: string): Value => ({ kind: 'date', date: d(text) });
export const words = (text: string, lang = 'en'): Value => ({ kind: 'text', text, lang });

export function participation(day: string, action = 'ratification', state = 'XAA'): CaseFile {
  return caseFile([
    ['P-1', 'Participation', 'state', ref(state)],
    ['P-1', 'Participation', 'instrument', ref('PACT')],
    ['P-1', 'Participation', 'action', code(action)],
    ['P-1', 'Participation', 'date', date(day)],
  ]);
}

export const ask = (file: CaseFile | null, on: string, state = 'XAA', provision: string | null = null) =>
  binding({ state, instrument: 'PACT', provision, on: d(on) }, lawData(reference(), file));
