import assert from 'node:assert/strict';
import { test } from 'node:test';
import { caseFile, fig, says } from '../../view/fixture.js';
import { type Claim } from '../../claim/claim.js';
import { type Checked, type Reading } from '../assertion.js';
import { checkLetter } from './check.js';
import { figure, law, letter, named, on } from './fixture.js';

const names = [
  ...says('gazette', ['State', 'XNO'], { name: 'Norland' }),
  ...says('gazette', ['State', 'XSU'], { name: 'Sudland' }),
  ...says('gazette', ['Body', 'WATCH'], { name: 'Border Watch' }),
  ...says('gazette', ['Body', 'RADIO'], { name: 'Radio North' }),
  ...says('gazette', ['Body', 'MISSION'], { name: 'Hill Mission' }),
  ...says('gazette', ['Source', 'radio-report'], { title: 'Radio report', author: 'RADIO' }),
];
const between = { kind: 'forced-return', from: 'XNO', to: 'XSU' } as const;
const events = [
  ...names,
  ...says(
    'radio-report',
    ['Event', 'E-1'],
    {
      ...between,
      title: 'Return at the river',
      date: '2031-05-02',
      figure: '>500',
      superlative: 'The largest in years.',
    },
    { accordingTo: ['MISSION'] },
  ),
  ...says(
    'wire',
    ['Event', 'E-1'],
    { figure: '~600', composition: 'Over 70 percent women.' },
    { accordingTo: ['WATCH'] },
  ),
  ...says(
    'wire',
    ['Event', 'E-0'],
    { ...between, title: 'Return in the snow', date: '2029-01-10', figure: '40' },
    { accordingTo: ['WATCH'] },
  ),
  ...says(
    'wire',
    ['Event', 'E-2'],
    { ...between, title: 'Return by train', date: '2030-08', figure: '80' },
    { accordingTo: ['WATCH'] },
  ),
];
const text = 'On 2 May 2031 Norland forcibly returned 600 people, the largest return ever, said Radio North.';

function check(
  readings: readonly (readonly [string, Reading])[],
  claims: readonly Claim[] = events,
  body = text,
): readonly Checked[] {
  return checkLetter(letter(body, readings), caseFile(claims, { returningStates: ['XNO'] }), law())
    .assertions;
}
const only = (found: readonly Checked[], kind: string): Checked => {
  const one = found.find((each) => each.kind === kind);
  assert.ok(one, kind);
  return one;
};
const nothing = {
  eventKind: 'forced-return',
  date: null,
  actor: named('XNO'),
  people: null,
  places: [],
} as const;
const speech = (id: string, more: Partial<Extract<Reading, { kind: 'attribution' }>> = {}): Reading => ({
  kind: 'attribution',
  speaker: named(id),
  verb: 'said',
  date: null,
  says: '',
  figure: null,
  ...more,
});

test('a repeater is not passed off as the origin', () => {
  const found = only(
    check([
      ['600 people', figure('>500', '2031-05-02', { accordingTo: [named('RADIO')] })],
      ['said Radio North', speech('RADIO')],
    ]),
    'attribution',
  );
  assert.equal(found.verdict, 'imprecise');
  assert.match(found.suggestion ?? '', /according to Hill Mission/);
});

test('a number put in the mouth of somebody who gave another is contradicted', () => {
  const found = only(
    check([
      ['600 people', figure('40', '2031-05-02', { accordingTo: [named('WATCH')] })],
      ['said Radio North', speech('WATCH')],
    ]),
    'attribution',
  );
  assert.equal(found.verdict, 'contradicted');
  assert.match(found.why, /about 600/);
});

test('"the largest ever" is narrowed to what a source says', () => {
  const best: Reading = {
    kind: 'superlative',
    words: 'the largest',
    rank: 'largest',
    within: null,
    ...nothing,
    date: on('2031-05-02'),
  };
  const found = only(check([['the largest return ever', best]]), 'superlative');
  assert.deepEqual([found.verdict, found.direction], ['imprecise', 'overstated']);
  assert.match(found.suggestion ?? '', /in years, according to Hill Mission/);
});

test('"the first" falls to an earlier event of the record', () => {
  const first: Reading = {
    kind: 'superlative',
    words: 'the first',
    rank: 'first',
    within: null,
    ...nothing,
    date: on('2031-05-02'),
  };
  const found = only(check([['the largest return ever', first]]), 'superlative');
  assert.equal(found.verdict, 'contradicted');
  assert.match(found.why, /Return in the snow/);
});

test('a pattern is a list of events, and one event is no pattern', () => {
  const always: Reading = {
    kind: 'frequency',
    words: 'systematically',
    sense: 'systematic',
    count: null,
    unit: null,
    of: 'returns',
    ...nothing,
  };
  const pattern = only(check([['Norland forcibly', always]]), 'frequency');
  assert.deepEqual([pattern.verdict, pattern.also], ['argued', ['supported']]);
  const one = [...names, ...says('wire', ['Event', 'E-1'], { ...between, date: '2031-05-02' })];
  assert.equal(only(check([['Norland forcibly', always]], one), 'frequency').verdict, 'imprecise');
});

test('three returns are counted as events, never as three people', () => {
  const three = figure('3', '2029/2031', { figure: { ...fig('3'), unit: 'returns' } });
  assert.equal(only(check([['600 people', three]]), 'figure').verdict, 'supported');
});

test('a share is compared with shares', () => {
  const share = (n: number) =>
    figure(`${n}`, '2031-05-02', {
      figure: { ...fig(`>${n - 1}`), unit: 'percent', words: `over ${n} percent` },
    });
  const body = 'On 2 May 2031 over 70 percent of those returned were women.';
  assert.equal(
    only(check([['over 70 percent of those returned were women', share(70)]], events, body), 'figure')
      .verdict,
    'single-source',
  );
});

test('a State not bound by a treaty is never said to have breached it', () => {
  const breach: Reading = {
    kind: 'legal-conclusion',
    state: named('XNO'),
    instruments: [named('ICCPR')],
    provision: null,
    conclusion: 'violates',
    says: 'violates',
  };
  const found = only(check([['Norland forcibly returned', breach]]), 'legal-conclusion');
  assert.equal(found.verdict, 'contradicted');
  assert.match(found.why, /signed/);
  assert.match(found.suggestion ?? '', /art\. 33/);
});

test('a breach by a bound State is argued, and a return before it was bound is none', () => {
  const breach: Reading = {
    kind: 'legal-conclusion',
    state: named('XNO'),
    instruments: [named('REFUGEE-1951')],
    provision: '33',
    conclusion: 'violates',
    says: 'returned',
  };
  assert.equal(only(check([['Norland forcibly returned', breach]]), 'legal-conclusion').verdict, 'argued');
  const early = figure('600', '1990-01-01');
  const found = check([
    ['600 people', early],
    ['Norland forcibly returned', breach],
  ]);
  assert.equal(only(found, 'legal-conclusion').verdict, 'contradicted');
});

test('a duty is not credited to a treaty that does not hold it', () => {
  const content = (id: string, provision: string | null, words: string): Reading => ({
    kind: 'treaty-content',
    instruments: [named(id)],
    provision,
    says: words,
  });
  const wrong = only(
    check([['Norland', content('ICESCR', null, 'forbids the return of refugees to danger')]]),
    'treaty-content',
  );
  assert.equal(wrong.verdict, 'contradicted');
  assert.match(wrong.why, /art\. 33/);
  assert.equal(
    only(check([['Norland', content('REFUGEE-1951', '31', 'prohibits refoulement')]]), 'treaty-content')
      .verdict,
    'contradicted',
  );
  assert.equal(
    only(check([['Norland', content('REFUGEE-1951', '33', 'prohibits refoulement')]]), 'treaty-content')
      .verdict,
    'supported',
  );
  assert.equal(
    only(check([['Norland', content('REFUGEE-1951', '99', 'prohibits refoulement')]]), 'treaty-content')
      .verdict,
    'contradicted',
  );
});

const harms = [
  ...events,
  ...says('un', ['Harm', 'H-1'], { kind: 'torture', title: 'Torture after return' }),
  ...says('ngo', ['Harm', 'H-2'], {
    kind: 'torture',
    profile: 'religion',
    summary: 'Believers are tortured',
  }),
  ...says('ngo', ['Harm', 'H-3'], {
    kind: 'trafficking',
    profile: 'trafficked-women',
    title: 'Women sold again',
    by: 'XSU',
  }),
];

test('a harm no source tells of is taken out of the list, and the others kept', () => {
  const harm: Reading = {
    kind: 'harm',
    harms: ['torture', 'execution'],
    profiles: [],
    by: null,
    certainty: 'may',
  };
  const found = only(check([['people', harm]], harms), 'harm');
  assert.equal(found.verdict, 'imprecise');
  assert.match(found.suggestion ?? '', /torture/);
});

test('those at risk whom the letter forgets are named', () => {
  const risk: Reading = { kind: 'risk-profile', profiles: ['religion'], harms: ['torture'] };
  const found = only(check([['people', risk]], harms), 'risk-profile');
  assert.equal(found.direction, 'understated');
  assert.match(found.suggestion ?? '', /trafficked women/);
});

test('"knowingly" is the list of what had reached the State, and nothing when there is none', () => {
  const knew: Reading = {
    kind: 'characterisation',
    words: 'knowingly',
    sense: 'knowledge',
    about: named('XNO'),
  };
  assert.equal(only(check([['Norland', knew]]), 'characterisation').verdict, 'not-in-record');
  const asked = [
    ...events,
    ...says('un', ['Ask', 'A-1'], { by: 'WATCH', addressee: 'XNO', date: '2030', text: 'Stop' }),
  ];
  assert.equal(only(check([['Norland', knew]], asked), 'characterisation').verdict, 'supported');
  const later = [
    ...events,
    ...says('un', ['Ask', 'A-1'], { by: 'WATCH', addressee: 'XNO', date: '2035', text: 'Stop' }),
  ];
  assert.equal(only(check([['Norland', knew]], later), 'characterisation').verdict, 'not-in-record');
});

test('two answers to one ask are not told as two asks answered', () => {
  const knew: Reading = {
    kind: 'characterisation',
    words: 'knowingly',
    sense: 'knowledge',
    about: named('XNO'),
  };
  const asked = [
    ...events,
    ...says('un', ['Ask', 'A-1'], { by: 'WATCH', addressee: 'XNO', date: '2030', text: 'Stop' }),
    ...says('un', ['Answer', 'AN-1'], { to: 'A-1', by: 'XNO', kind: 'refused', date: '2030', text: 'No' }),
    ...says('un', ['Answer', 'AN-2'], { to: 'A-1', by: 'XNO', kind: 'refused', date: '2031', text: 'No' }),
  ];
  assert.match(only(check([['Norland', knew]], asked), 'characterisation').why, /It answered one of them/);
});

test('"most" is corrected where the State speaks of all', () => {
  const claims = [
    ...events,
    ...says('wire', ['Position', 'P-1'], {
      holder: 'XNO',
      date: '2030',
      label: 'illegal-migrants',
      text: 'All of them are illegal migrants',
    }),
  ];
  const position: Reading = {
    kind: 'position',
    holder: named('XNO'),
    labels: ['illegal-migrants'],
    words: 'most are illegal migrants',
    date: null,
  };
  const most: Reading = { kind: 'characterisation', words: 'most', sense: 'proportion', about: null };
  const found = check(
    [
      ['Norland', position],
      ['people', most],
    ],
    claims,
  );
  assert.equal(only(found, 'position').verdict, 'single-source');
  assert.deepEqual(
    [only(found, 'characterisation').verdict, only(found, 'characterisation').direction],
    ['imprecise', 'understated'],
  );
});

test('a treaty that binds and is not cited is offered, once, and not when it is cited', () => {
  const status = (id: string): Reading => ({
    kind: 'treaty-status',
    state: named('XNO'),
    instruments: [named(id)],
    action: 'party',
    verb: 'party',
    date: null,
  });
  const about = (readings: readonly (readonly [string, Reading])[]) =>
    check([['600 people', figure('600', '2031-05-02')], ...readings]).filter(
      ({ kind, why }) => kind === 'omission' && /Torture/.test(why),
    ).length;
  assert.equal(about([['Norland', status('REFUGEE-1951')]]), 1);
  assert.equal(about([['Norland', status('CAT')]]), 0);
});

test('the sender’s own State outside the Convention but inside the Protocol is said both ways', () => {
  const claims = [
    ...events,
    ...says('register', ['Body', 'SENATE'], { name: 'Senate of Westland', state: 'XWE' }),
    ...says('register', ['Person', 'VALE'], { name: 'Jeff Vale' }),
    ...says('register', ['Tenure', 'T'], {
      person: 'VALE',
      body: 'SENATE',
      office: 'Senator',
      from: '2027-01-03',
    }),
  ];
  const body = 'Norland forcibly returned 600 people and is party to the Convention. Jeff Vale, Senator';
  const found = check(
    [
      ['600 people', figure('600', '2031-05-02')],
      [
        'is party to the Convention',
        {
          kind: 'treaty-status',
          state: named('XNO'),
          instruments: [named('REFUGEE-1951')],
          action: 'party',
          verb: 'party',
          date: null,
        },
      ],
      [
        'Jeff Vale',
        {
          kind: 'office',
          person: named('VALE', 'Jeff Vale'),
          title: 'Senator',
          body: null,
          constituency: null,
          place: 'signature',
        },
      ],
    ],
    claims,
    body,
  );
  const exposure = only(found, 'exposure');
  assert.match(
    exposure.why,
    /Westland, was last seen on 1 January 2030 outside.*articles 2 to 34.*Protocol/s,
  );
});

test('text never filled in is found, and a signature line is not', () => {
  const found = check([], events, 'Dear [NAME], we write. Regards,\n____________\n').filter(
    ({ kind }) => kind === 'exposure',
  );
  assert.deepEqual(
    found.map(({ text }) => text),
    ['[NAME]'],
  );
});

test('a motive is argued', () => {
  assert.equal(
    only(check([['Norland', { kind: 'motive', state: named('XNO'), motive: 'to please' }]]), 'motive')
      .verdict,
    'argued',
  );
});

test('an event on a day of which the record knows only the month is finer than the record', () => {
  const reading: Reading = { kind: 'event-date', ...nothing, date: on('2030-08-09') };
  assert.equal(only(check([['On 2 May 2031', reading]]), 'event-date').verdict, 'imprecise');
  const slip: Reading = { kind: 'event-date', ...nothing, date: on('2030-05-02') };
  const found = only(check([['On 2 May 2031', slip]]), 'event-date');
  assert.equal(found.verdict, 'contradicted');
  assert.match(found.suggestion ?? '', /2 May 2031/);
});

test('harm by the State that returns, or met before return, is not offered as a risk on return', () => {
  const claims = [
    ...harms,
    ...says('un', ['Harm', 'H-4'], {
      kind: 'other',
      profile: 'children',
      by: 'XNO',
      title: 'Arrest in Norland',
    }),
    ...says('un', ['Harm', 'H-5'], {
      kind: 'other',
      profile: 'worker',
      title: 'Exposed to employers, and returned',
    }),
    ...says('un', ['Harm', 'H-6'], { kind: 'execution', profile: 'pregnant', by: 'XSU', title: 'Killed' }),
  ];
  const risk: Reading = { kind: 'risk-profile', profiles: ['religion'], harms: ['torture'] };
  const report = checkLetter(
    letter(text, [['people', risk]]),
    caseFile(claims.concat(says('ngo', ['Harm', 'H-2'], { by: 'XSU' })), {
      returningStates: ['XNO'],
      originStates: ['XSU'],
    }),
    law(),
  );
  const { suggestion } = only(report.assertions, 'risk-profile');
  assert.match(suggestion ?? '', /pregnant/);
  assert.doesNotMatch(suggestion ?? '', /children|worker/);
});

test('"will face" is more than sources of cases can carry', () => {
  const words = 'they will face torture';
  const body = `Norland sends people where ${words}.`;
  const harm: Reading = { kind: 'harm', harms: ['torture'], profiles: [], by: null, certainty: 'will' };
  const found = only(check([[words, harm]], harms, body), 'harm');
  assert.deepEqual([found.direction, found.severity], ['overstated', 'low']);
  assert.equal(found.suggestion, 'they risk torture');
});

const breaks: Reading = {
  kind: 'legal-conclusion',
  state: named('XNO'),
  instruments: [named('REFUGEE-1951')],
  provision: null,
  conclusion: 'violates',
  says: 'breaks the Convention',
};
const told = [
  ...events,
  ...says('un', ['Ask', 'A-BROKE'], {
    by: 'WATCH',
    addressee: 'XNO',
    date: '2028-03-23',
    text: 'A return that broke the Convention',
    lever: 'unhcr',
    demand: 'halt-returns',
  }),
  ...says('un', ['Ask', 'A-LAW'], {
    by: 'MISSION',
    addressee: 'XNO',
    date: '2031-05-20',
    text: 'Open asylum procedures',
    lever: 'special-procedure',
    demand: 'grant-status',
  }),
  ...says('un', ['Reasoning', 'R-1'], { kind: 'sur-place', holder: 'RADIO', title: 'Refugees sur place' }),
  ...says('wire', ['Position', 'P-1'], {
    holder: 'XNO',
    date: '2030',
    label: 'not-refugees',
    text: 'They are not refugees',
  }),
  ...says('wire', ['Answer', 'R-UPR'], { by: 'XNO', date: '2031', kind: 'refused', text: 'Rejected' }),
];

test('to ask for a procedure or to call people refugees is not to find a breach', () => {
  const body = 'Norland breaks the Convention';
  const found = only(check([['breaks the Convention', breaks]], told, body), 'legal-conclusion');
  assert.match(found.why, /Held by Border Watch \(23 March 2028\)\. Held to be refugees by Radio North/);
  assert.match(found.why, /Denied by Norland, 2030: They are not refugees/);
  assert.doesNotMatch(found.why, /Hill Mission|Rejected/);
  assert.match(found.suggestion ?? '', /^"breaks the Convention and its 1967 Protocol"/);
});

test('what a State knew is shown by what reached it before the events told of', () => {
  const knew: Reading = {
    kind: 'characterisation',
    words: 'knowingly',
    sense: 'knowledge',
    about: named('XNO'),
  };
  const readings = [
    ['600 people', figure('600', '2031-05-02')],
    ['Norland', knew],
  ] as const;
  const claims = [
    ...told,
    ...says('un', ['Ask', 'A-PRESS'], {
      by: 'RADIO',
      addressee: 'XNO',
      date: '2029',
      text: 'Is it so?',
      lever: 'press-question',
    }),
  ];
  const found = only(check(readings, claims), 'characterisation');
  assert.match(found.why, /^Two asks and findings.*One came before 2 May 2031/);
  assert.equal(found.suggestion, '"knowingly, having been asked by Border Watch (23 March 2028)"');
});

test('everyone counted is not called a refugee without saying who holds and who denies it', () => {
  const body = 'On 2 May 2031 Norland forcibly returned 600 refugees.';
  const found = check([['600 refugees', figure('600', '2031-05-02')]], told, body).filter(
    ({ kind }) => kind === 'exposure',
  );
  assert.ok(
    found.some(
      ({ verdict, why }) => verdict === 'argued' && /Held by Radio North; denied by Norland/.test(why),
    ),
  );
  const people = check([['600 people', figure('600', '2031-05-02')]], told).filter(
    ({ kind }) => kind === 'exposure',
  );
  assert.ok(!people.some(({ why }) => /was a refugee/.test(why)));
});

test('a general right named beside a duty is not passed with it', () => {
  const content: Reading = {
    kind: 'treaty-content',
    instruments: [named('REFUGEE-1951')],
    provision: null,
    says: 'includes non-refoulement and basic human rights',
  };
  const body = 'It includes non-refoulement and basic human rights.';
  const found = only(check([['includes non-refoulement', content]], events, body), 'treaty-content');
  assert.match(found.why, /"basic human rights" was not checked/);
});

test('"hundreds" on no date is set beside the totals over years', () => {
  const claims = [
    ...events,
    ...says(
      'wire',
      ['Period', 'T-1'],
      { ...between, title: 'Since 2024', date: '2024/2031-05', figure: '>=406' },
      { accordingTo: ['WATCH'] },
    ),
  ];
  const body = 'Norland is sending back hundreds of people.';
  const found = only(check([['hundreds of people', figure('hundreds', null)]], claims, body), 'figure');
  assert.match(found.why, /Totals: at least 406 over 2024 to May 2031 \(Border Watch\)/);
});

test('what a letter of one figure leaves out still stands at a sentence of it', () => {
  const found = check([['600 people', figure('600', '2031-05-02')]], told).filter(
    ({ kind }) => kind === 'omission',
  );
  assert.ok(found.length > 0);
  assert.ok(found.every(({ start, end }) => end > start));
});
