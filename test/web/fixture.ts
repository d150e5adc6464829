/** A small invented dossier for the pages' tests: two States that do not exist. */
import { parseDate, type EdtfDate } from '../../src/core/base/date.js';
import { type Figure, type Qualifier } from '../../src/core/base/figure.js';
import { type ThingId } from '../../src/core/base/ids.js';
import { unwrap } from '../../src/core/base/result.js';
import { type Claim } from '../../src/core/claim/claim.js';
import { type TypeName } from '../../src/core/model/model.js';
import { type Value } from '../../src/core/model/value.js';
import { type CaseFile, type DossierInfo, type HeldClaim, type Thing } from '../../src/core/view/thing.js';

export const t = (text: string, lang = 'en'): Value => ({ kind: 'text', text, lang });
export const d = (edtf: string): Value => ({ kind: 'date', date: unwrap(parseDate(edtf)) });
export const r = (id: ThingId): Value => ({ kind: 'ref', id });
export const code = (term: string): Value => ({ kind: 'code', term });
export const url = (address: string): Value => ({ kind: 'url', url: address, read: null });

/** `fig(501, null, 'more-than', 'more than 500')`. */
export function fig(
  low: number | null,
  high: number | null,
  qualifier: Qualifier,
  words: string,
  more: Partial<Figure> = {},
): Value {
  return {
    kind: 'figure',
    figure: { low, high, best: null, qualifier, words, unit: 'persons', scope: '', ...more },
  };
}

type Facts = Readonly<Record<string, Value | readonly Value[]>>;

interface Said {
  readonly source?: ThingId;
  readonly by?: readonly ThingId[];
  readonly said?: string;
  readonly more?: Partial<Claim>;
}

/** Collects claims and folds them by hand, so that the pages' tests need no ledger. */
export function bench(info: Partial<DossierInfo> = {}) {
  const things = new Map<ThingId, { type: TypeName; claims: HeldClaim[] }>();
  let seq = 0;
  const add = (type: TypeName, id: ThingId, property: string, value: Value, said: Said = {}): void => {
    const claim: Claim = {
      thing: { type, id },
      property,
      value,
      source: said.source ?? 'S-REGISTER',
      accordingTo: said.by ?? [],
      locator: {},
      stance: 'asserts',
      said: said.said === undefined ? null : dateOf(said.said),
      credibility: { source: 'B', information: '2' },
      audience: 'public',
      consent: null,
      basis: 'read',
      note: '',
      ...said.more,
    };
    const held: HeldClaim = {
      id: (++seq).toString(16).padStart(8, '0').repeat(8),
      seq,
      at: '2025-11-20T09:30:00.000Z',
      actor: 'loader',
      claim,
      standing: 'stands',
      amendedBy: [],
    };
    const thing = things.get(id) ?? { type, claims: [] };
    thing.claims.push(held);
    things.set(id, thing);
  };
  return {
    add,
    /** Several properties of one thing, all from one source. */
    thing(type: TypeName, id: ThingId, facts: Facts, said: Said = {}): void {
      for (const [property, value] of Object.entries(facts))
        for (const one of isList(value) ? value : [value]) add(type, id, property, one, said);
    },
    file(): CaseFile {
      const map = new Map<ThingId, Thing>();
      for (const [id, { type, claims }] of things) map.set(id, { type, id, claims });
      return {
        dossier: { ...dossierInfo, ...info },
        seq,
        asOf: seq === 0 ? null : '2025-11-20T09:30:00.000Z',
        things: map,
        judgements: [],
        decided: [],
      };
    },
  };
}

function isList(value: Value | readonly Value[]): value is readonly Value[] {
  return Array.isArray(value);
}

function dateOf(edtf: string): EdtfDate {
  return unwrap(parseDate(edtf));
}

export const dossierInfo: DossierInfo = {
  id: 'vesnia-koravia',
  title: { en: 'Returns from Vesnia to Koravia', ko: '베스니아의 코라비아 강제송환' },
  summary: {
    en: 'An invented dossier about two States that do not exist, to try things out.',
    ko: '존재하지 않는 두 국가에 관한 가상의 사건철입니다.',
  },
  returningStates: ['VSN'],
  originStates: ['KRV'],
  period: unwrap(parseDate('2015/2024')),
  invented: true,
};

/** The invented dossier itself. */
export function fixture(): CaseFile {
  const b = bench();
  states(b);
  sources(b);
  bodies(b);
  places(b);
  events(b);
  asks(b);
  law(b);
  return b.file();
}

type Bench = ReturnType<typeof bench>;

function states(b: Bench): void {
  b.thing('State', 'VSN', {
    name: [t('Vesnia'), t('베스니아', 'ko')],
    demonym: t('Vesnian'),
    capital: t('Ostrel'),
  });
  b.thing('State', 'KRV', { name: [t('Koravia'), t('코라비아', 'ko')], demonym: t('Koravian') });
  b.thing('State', 'LND', { name: [t('Lindmark'), t('린드마르크', 'ko')] });
}

function sources(b: Bench): void {
  const source = (id: string, title: string, kind: string, published: string, more: Facts = {}) =>
    b.thing(
      'Source',
      id,
      { title: t(title), kind: code(kind), published: d(published), ...more },
      { source: id },
    );
  source('S-REGISTER', 'Register of treaty actions, invented', 'dataset', '2024-12-31');
  source('S-WATCH', 'Border Watch: the night of 2 March', 'report', '2019-03-20', {
    url: url('https://example.org/watch/2019'),
    author: r('B-WATCH'),
  });
  source('S-DAILY', 'The Ostrel Daily, 4 March 2019', 'article', '2019-03-04', { relays: r('S-WATCH') });
  source('S-FAITH', 'Letter of the River Mission', 'letter', '2019-04', { limit: code('not-for-dating') });
  source('S-EXPERTS', 'Statement by mandate holders', 'statement', '2019-03-29');
  source('S-MINISTRY', 'Remarks at the ministry’s briefing', 'statement', '2019-03-06');
  source('S-GENERAL', 'General knowledge', 'general-knowledge', '2024');
  source('S-LETTER', 'Letter of seven deputies', 'letter', '2021-06-11');
}

function bodies(b: Bench): void {
  const body = (id: string, name: string, kind: string, more: Facts = {}) =>
    b.thing('Body', id, { name: t(name), kind: code(kind), ...more });
  body('B-WATCH', 'Border Watch', 'ngo');
  body('B-MISSION', 'River Mission', 'ngo', { name: [t('River Mission'), t('강 선교회', 'ko')] });
  body('B-EXPERTS', 'Mandate holders of the invented council', 'un-mechanism');
  body('B-MINISTRY', 'Ministry of Foreign Affairs of Vesnia', 'ministry', { state: r('VSN') });
  body('B-DEPUTIES', 'Seven deputies of the Lindmark assembly', 'legislature', { state: r('LND') });
  body('B-AMBASSADOR', 'Embassy of Lindmark in Ostrel', 'embassy', { state: r('LND') });
}

function places(b: Bench): void {
  const place = (id: string, name: string, kind: string, state: string, more: Facts = {}) =>
    b.thing('Place', id, { name: t(name), kind: code(kind), state: r(state), ...more });
  place('P-TARN', 'Tarn bridge', 'crossing', 'VSN');
  place('P-HOLM', 'Holm ferry', 'crossing', 'VSN');
  place('P-STADT', 'Ostrel holding centre', 'facility', 'VSN');
  b.thing('Route', 'R-TARN', {
    name: t('By the Tarn bridge'),
    from: r('P-STADT'),
    through: r('P-TARN'),
    holding: t('Ostrel border unit'),
    firstCustody: t('Koravian border guard at Tarn'),
    secondCustody: t('District prison of Mell'),
  });
  b.add('Route', 'R-TARN', 'firstCustody', t('타른 국경경비대', 'ko'));
}

function events(b: Bench): void {
  const event = (id: string, title: string, kind: string, date: string, more: Facts = {}) =>
    b.thing(
      'Event',
      id,
      { title: t(title), kind: code(kind), date: d(date), ...more },
      { source: 'S-WATCH' },
    );
  event('E-2019-03-02', 'Return over two crossings in one night', 'forced-return', '2019-03-02', {
    from: r('VSN'),
    to: r('KRV'),
    place: [r('P-TARN'), r('P-HOLM')],
  });
  const said = (value: Value, source: string, by: readonly string[] = [], when = '2019-03', more = {}) =>
    b.add('Event', 'E-2019-03-02', 'figure', value, { source, by, said: when, more });
  said(fig(501, null, 'more-than', 'more than 500'), 'S-WATCH', ['B-WATCH'], '2019-03-20');
  said(fig(600, 600, 'rounded', '600'), 'S-DAILY', ['B-WATCH'], '2019-03-04');
  said(fig(null, 600, 'up-to', 'up to 600'), 'S-FAITH', ['B-MISSION'], '2019-04');
  said(fig(200, 200, 'about', 'about 200'), 'S-MINISTRY', [], '2019-03-06');
  said(fig(200, 999, 'vague', 'hundreds'), 'S-EXPERTS', ['B-EXPERTS'], '2019-03-29');
  said(fig(2000, 2000, 'rounded', '2,000'), 'S-GENERAL', [], '2024', {
    basis: 'general-knowledge',
    credibility: { source: 'F', information: '6' },
  });
  event('E-2019-09', 'Small return in September', 'forced-return', '2019-09', {
    from: r('VSN'),
    to: r('KRV'),
  });
  b.add('Event', 'E-2019-09', 'figure', fig(12, 12, 'exact', '12'), { source: 'S-WATCH', by: ['B-WATCH'] });
  event('E-2016-05-17', 'A family handed over', 'onward-return', '2016-05-17', {
    from: r('VSN'),
    to: r('KRV'),
  });
  event('E-2020', 'Forty held for return', 'detention', '2020', { by: r('B-MINISTRY') });
  b.add('Event', 'E-2020', 'figure', fig(40, null, 'at-least', 'at least 40'), { source: 'S-FAITH' });
  b.thing('Period', 'T-2015-2020', {
    title: t('Total since 2015'),
    kind: code('forced-return'),
    date: d('2015/2020'),
    figure: fig(701, null, 'more-than', 'more than 700'),
    from: r('VSN'),
    to: r('KRV'),
  });
  b.thing('Harm', 'H-1', {
    title: t('Torture in the first custody'),
    kind: code('torture'),
    profile: code('everyone'),
    event: r('E-2019-03-02'),
    date: d('2019-04'),
  });
}

function asks(b: Bench): void {
  b.thing('Ask', 'A-2017', {
    text: t('Halt the returns and give the agency access'),
    by: r('B-EXPERTS'),
    addressee: r('VSN'),
    dutyBearer: r('VSN'),
    demand: [code('halt-returns'), code('access')],
    lever: code('special-procedure'),
    date: d('2017-10-03'),
  });
  b.thing('Answer', 'N-2018', {
    to: r('A-2017'),
    by: r('B-MINISTRY'),
    date: d('2018-01-15'),
    kind: code('denied-category'),
    text: t('They are illegal migrants'),
  });
  b.thing('Ask', 'A-2021', {
    text: t('Ask the ministry to halt the returns'),
    by: r('B-DEPUTIES'),
    addressee: r('B-AMBASSADOR'),
    intermediary: r('B-AMBASSADOR'),
    dutyBearer: r('VSN'),
    demand: code('halt-returns'),
    lever: code('letter'),
    date: d('2021-06-11'),
    document: r('S-LETTER'),
    repeats: r('A-2017'),
  });
  b.thing('Position', 'O-2019', {
    holder: r('B-MINISTRY'),
    date: d('2019-03-06'),
    label: code('illegal-migrants'),
    text: t('About 200 illegal migrants went home'),
    about: r('E-2019-03-02'),
  });
}

function law(b: Bench): void {
  b.thing('Instrument', 'REFUGEE-1951', {
    title: t('Convention relating to the Status of Refugees'),
    kind: code('multilateral-treaty'),
    adopted: d('1951-07-28'),
    inForce: d('1954-04-22'),
  });
  b.thing('Participation', 'X-VSN-REFUGEE-1951', {
    state: r('VSN'),
    instrument: r('REFUGEE-1951'),
    action: code('accession'),
    date: d('1990-05-02'),
  });
}
