import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { unwrap } from '../base/result.js';
import { claimsOf, type DossierFile, parseDossier } from './dossier.js';

const seed = 'ab'.repeat(32);
const head = {
  id: 'invented',
  title: { en: 'Invented', ko: '가상' },
  summary: { en: 'Invented.', ko: '가상.' },
  returningStates: ['XTA'],
  originStates: ['XTA'],
  period: '2022/..',
  invented: true,
  seed,
  files: ['things.json'],
};

type Raw = Record<string, unknown>;
const state = {
  thing: 'XTA',
  type: 'State',
  source: 'report',
  claims: [{ property: 'name', value: 'Taravel' }],
};
const report = { thing: 'report', type: 'Source', claims: [{ property: 'title', value: 'A report' }] };
const returned = (...claims: Raw[]): Raw => ({ thing: 'E-1', type: 'Event', source: 'report', claims });

function folder(things: unknown, more: Raw = {}): DossierFile[] {
  return [
    { name: 'dossier.json', text: JSON.stringify({ ...head, ...more }) },
    { name: 'things.json', text: typeof things === 'string' ? things : JSON.stringify(things) },
  ];
}

function problems(files: readonly DossierFile[]) {
  const read = parseDossier(files);
  return read.ok ? [] : read.problem;
}

/** The kinds of what is wrong with one event that makes these claims. */
function kinds(...claims: Raw[]): string[] {
  return problems(folder([state, report, returned(...claims)])).map((problem) => problem.kind);
}

function claim(raw: Raw) {
  const dossier = unwrapAll(parseDossier(folder([state, report, returned(raw)])));
  const found = claimsOf(dossier).at(-1);
  assert.ok(found !== undefined);
  return found;
}

function unwrapAll(read: ReturnType<typeof parseDossier>) {
  assert.deepEqual(read.ok ? [] : read.problem, []);
  return unwrap(read.ok ? read : { ok: false, problem: { kind: 'never', message: '' } });
}

test('a claim takes from its thing what it leaves out, and cautious defaults for the rest', () => {
  const found = claim({ property: 'title', value: 'A return' });
  assert.deepEqual(found, {
    thing: { type: 'Event', id: 'E-1' },
    property: 'title',
    value: { kind: 'text', text: 'A return', lang: 'en' },
    source: 'report',
    accordingTo: [],
    locator: {},
    stance: 'asserts',
    said: null,
    credibility: { source: 'F', information: '6' },
    audience: 'public',
    consent: null,
    basis: 'read',
    note: '',
  });
});

test('every kind of value is read from words', () => {
  const value = (property: string, raw: unknown) => claim({ property, value: raw }).value;
  assert.deepEqual(value('title', { text: '송환', lang: 'ko' }), { kind: 'text', text: '송환', lang: 'ko' });
  assert.deepEqual(claim({ property: 'title', value: '송환', lang: 'ko' }).value, {
    kind: 'text',
    text: '송환',
    lang: 'ko',
  });
  assert.equal(JSON.stringify(value('date', '2022-03')).includes('"latest":"2022-03-31"'), true);
  assert.deepEqual(value('kind', 'pushback'), { kind: 'code', term: 'pushback' });
  assert.deepEqual(value('from', 'XTA'), { kind: 'ref', id: 'XTA' });
  assert.deepEqual(
    value('figure', { words: 'a lot', qualifier: 'presence', low: null, high: null, unit: 'buses' }),
    {
      kind: 'figure',
      figure: {
        low: null,
        high: null,
        best: null,
        qualifier: 'presence',
        words: 'a lot',
        unit: 'buses',
        scope: '',
      },
    },
  );
});

test('a figure is read from its words, and what cannot be read must be stated', () => {
  const read = claim({ property: 'figure', value: 'more than 500' }).value;
  assert.deepEqual(read.kind === 'figure' && [read.figure.low, read.figure.high], [501, null]);
  const scoped = claim({
    property: 'figure',
    value: { words: 'two', unit: 'buses', scope: 'at dawn' },
  }).value;
  assert.deepEqual(scoped.kind === 'figure' && [scoped.figure.unit, scoped.figure.scope], [
    'buses',
    'at dawn',
  ]);
  assert.deepEqual(kinds({ property: 'figure', value: 'a goodly crowd' }), ['no-figure']);
  assert.deepEqual(kinds({ property: 'figure', value: 600 }), ['bad-figure']);
});

test('a source that does not know is kept as unknown, never as zero or as nothing', () => {
  assert.deepEqual(claim({ property: 'figure', value: null }).value, { kind: 'unknown' });
  assert.deepEqual(kinds({ property: 'figure' }), ['value-missing']);
});

test('all mistakes are told at once, each with its file, thing, claim and property', () => {
  const found = problems(
    folder([
      state,
      report,
      returned(
        { property: 'date', value: '2023-02-30' },
        { property: 'kind', value: 'deportation' },
        { property: 'from', value: 'XZZ' },
        { property: 'colour', value: 'red' },
        { property: 'title', value: 'A return', sorce: 'report' },
      ),
      { thing: 'E-1', type: 'Event', source: 'nobody', claims: [{ property: 'title', value: 'Again' }] },
    ]),
  );
  assert.deepEqual(
    found.map(({ kind, where }) => [kind, where]),
    [
      ['bad-date', 'things.json, E-1, claim 1 (date)'],
      ['bad-code', 'things.json, E-1, claim 2 (kind)'],
      ['bad-property', 'things.json, E-1, claim 4'],
      ['unknown-key', 'things.json, E-1, claim 5 (title)'],
      ['thing-twice', 'things.json, E-1'],
      ['no-such-thing', 'things.json, E-1, claim 3 (from)'],
      ['no-such-thing', 'things.json, E-1, claim 1 (title)'],
    ],
  );
  assert.ok(found.every((problem) => (problem.fix ?? '') !== ''));
});

test('a claim without a source is refused', () => {
  const bare = { thing: 'E-1', type: 'Event', claims: [{ property: 'title', value: 'A return' }] };
  assert.deepEqual(
    problems(folder([state, report, bare])).map((problem) => problem.kind),
    ['no-source'],
  );
});

test('a reference to the wrong type of thing is refused', () => {
  assert.deepEqual(kinds({ property: 'from', value: 'report' }), ['wrong-type']);
  assert.deepEqual(kinds({ property: 'title', value: 'A return', source: 'XTA' }), ['wrong-type']);
  assert.deepEqual(kinds({ property: 'title', value: 'A return', accordingTo: ['E-1'] }), ['wrong-type']);
});

test('general knowledge is not passed off as something read', () => {
  const common = {
    thing: 'common',
    type: 'Source',
    basis: 'general-knowledge',
    claims: [{ property: 'kind', value: 'general-knowledge' }],
  };
  const said = returned({ property: 'date', value: '2022', source: 'common' });
  assert.deepEqual(
    problems(folder([state, report, common, said])).map((problem) => problem.kind),
    ['general-knowledge-read'],
  );
});

test('an audience given for the thing holds for its claims', () => {
  const event = { ...returned({ property: 'title', value: 'A return' }), audience: 'team' };
  const dossier = unwrapAll(parseDossier(folder([state, report, event])));
  assert.equal(claimsOf(dossier).at(-1)?.audience, 'team');
});

test('nothing restricted or sealed stands in a file that anyone can read', () => {
  for (const audience of ['sealed', 'restricted:north', 'everyone'])
    assert.deepEqual(kinds({ property: 'title', value: 'A return', audience }), ['bad-audience']);
});

test('a statement made twice is told, not lost when the ledger drops the second', () => {
  const twice = { property: 'date', value: '2022-03-14', said: '2022' };
  assert.deepEqual(kinds(twice, { ...twice, said: '2023' }), ['said-twice']);
  assert.deepEqual(kinds(twice, { ...twice, locator: { page: 3 } }), []);
});

test('two equal keys and __proto__ are refused with their line', () => {
  const [twice] = problems(folder('[\n{"thing": "E-1", "thing": "E-2"}]'));
  assert.deepEqual([twice?.kind, twice?.where], ['bad-json', 'things.json, line 2, column 18']);
  assert.deepEqual(
    problems(folder('[{"__proto__": {"thing": "E-1"}}]')).map((problem) => problem.kind),
    ['bad-json'],
  );
});

test('names that objects inherit are no types, properties or codes', () => {
  assert.deepEqual(kinds({ property: 'constructor', value: 'x' }), ['bad-property']);
  assert.deepEqual(kinds({ property: 'kind', value: 'toString' }), ['bad-code']);
  const odd = { thing: 'E-1', type: 'hasOwnProperty', claims: [{ property: 'title', value: 'x' }] };
  assert.ok(problems(folder([state, report, odd])).some((problem) => problem.kind === 'bad-type'));
});

test('figures that cannot be are refused', () => {
  const figure = (more: Raw) =>
    kinds({ property: 'figure', value: { words: 'x', qualifier: 'exact', ...more } });
  assert.deepEqual(figure({ low: 9, high: 3 }), ['bad-figure']);
  assert.deepEqual(figure({ low: -1, high: 3 }), ['bad-figure']);
  assert.deepEqual(figure({ low: 1.5, high: 3 }), ['bad-figure']);
  assert.deepEqual(figure({ low: 2 ** 60, high: null }), ['bad-figure']);
  assert.deepEqual(figure({ low: 1 }), ['bad-figure']);
  assert.deepEqual(figure({ low: 0, high: 0 }), []);
});

test('an address that could run as script is refused', () => {
  const source = (url: unknown) => ({
    ...report,
    claims: [...report.claims, { property: 'url', value: url }],
  });
  for (const url of ['javascript:alert(1)', 'https://a b', 'data:text/html,x', 'https://x"onload="'])
    assert.deepEqual(
      problems(folder([state, source(url)])).map((problem) => problem.kind),
      ['bad-url'],
      url,
    );
  assert.deepEqual(
    problems(folder([state, source({ url: 'https://example.org/a', read: '2024-01-01' })])),
    [],
  );
});

test('a file that is missing, forgotten or outside the folder is told', () => {
  const files = folder([state, report]);
  assert.deepEqual(
    problems([...files, { name: 'more.json', text: '[]' }]).map(({ kind, where }) => [kind, where]),
    [['file-not-listed', 'more.json']],
  );
  assert.ok(
    problems(folder([state, report], { files: ['things.json', 'gone.json'] })).some(
      (p) => p.kind === 'file-missing',
    ),
  );
  for (const name of ['../things.json', '/etc/passwd.json', 'dossier.json', 'THINGS.json'])
    assert.ok(
      problems(folder([state, report], { files: [name] })).some((p) => p.kind === 'bad-files'),
      name,
    );
  assert.deepEqual(
    problems([]).map((problem) => problem.kind),
    ['no-dossier'],
  );
});

test('the head of a dossier is checked as closely as its claims', () => {
  const wrong = (more: Raw) => problems(folder([state, report], more)).map((problem) => problem.kind);
  assert.deepEqual(wrong({ id: 'Bad Id' }), ['bad-dossier-id']);
  assert.deepEqual(wrong({ seed: 'abc' }), ['bad-seed']);
  assert.deepEqual(wrong({ invented: 'yes' }), ['bad-dossier']);
  assert.deepEqual(wrong({ title: 'Only English' }), ['bad-dossier']);
  assert.deepEqual(wrong({ period: '2023-02-30' }), ['bad-date']);
  assert.deepEqual(wrong({ returningStates: ['XZZ'] }), ['no-such-thing']);
  assert.deepEqual(wrong({ licence: 'CC0' }), ['unknown-key']);
});

test('whatever a hostile file holds, it is refused with a place and a way out, never a crash', () => {
  const property = fc.constantFrom('title', 'kind', 'date', 'figure', 'from', 'place', 'by', 'summary');
  const hostile = fc.record(
    {
      property,
      value: fc.jsonValue({ maxDepth: 2 }),
      source: fc.jsonValue({ maxDepth: 1 }),
      accordingTo: fc.jsonValue({ maxDepth: 1 }),
      said: fc.jsonValue({ maxDepth: 1 }),
      locator: fc.jsonValue({ maxDepth: 2 }),
      credibility: fc.jsonValue({ maxDepth: 1 }),
    },
    { requiredKeys: ['property'] },
  );
  fc.assert(
    fc.property(fc.array(hostile, { maxLength: 4 }), fc.jsonValue({ maxDepth: 3 }), (claims, more) => {
      for (const problem of problems(folder([state, report, { ...returned(), claims }, more])))
        assert.ok(problem.where !== undefined && problem.fix !== undefined, problem.kind);
    }),
  );
});
