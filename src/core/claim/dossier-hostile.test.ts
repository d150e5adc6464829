/** The attacks on what is read, each at every level of a dossier file: refused with a place, or kept and shown. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Problem } from '../base/result.js';
import { type DossierFile, claimsOf, parseDossier } from './dossier.js';

const head = {
  id: 'tried',
  title: { en: 'Invented', ko: '가상' },
  summary: { en: 'Invented', ko: '가상' },
  returningStates: ['XAA'],
  originStates: ['XAA'],
  period: '2020',
  invented: true,
  seed: '07'.repeat(32),
  files: ['things.json'],
};
const things = [
  { thing: 'XAA', type: 'State', source: 'S', claims: [{ property: 'name', value: 'Aland' }] },
  { thing: 'S', type: 'Source', claims: [{ property: 'title', value: 'A report' }] },
  {
    thing: 'E-1',
    type: 'Event',
    source: 'S',
    claims: [
      { property: 'figure', value: { words: 'about 9', low: 8, high: 10, qualifier: 'about' } },
      { property: 'title', value: { text: 'Handover', lang: 'en' }, locator: { page: '3' } },
      { property: 'date', value: '2020-05-06' },
    ],
  },
  {
    thing: 'P-1',
    type: 'Place',
    source: 'S',
    claims: [{ property: 'coordinates', value: { lat: 1, lon: 2, precision: 'point' } }],
  },
];

/** The whole dossier as text, so that what no object can hold can be put into it. */
const whole = JSON.stringify({ head, things });
function read(text: string): readonly (Problem | string)[] {
  const at = text.indexOf('"things":');
  const files: DossierFile[] = [
    { name: 'dossier.json', text: text.slice('{"head":'.length, at - 1) },
    { name: 'things.json', text: text.slice(at + '"things":'.length, -1) },
  ];
  const parsed = parseDossier(files);
  return parsed.ok
    ? claimsOf(parsed.value).map(({ value }) => (value.kind === 'text' ? value.text : ''))
    : parsed.problem;
}
const kindsOf = (read: readonly (Problem | string)[]) =>
  read.map((one) => (typeof one === 'string' ? 'kept' : one.kind));

test('the dossier that is attacked below is a good one', () => {
  assert.deepEqual([...new Set(kindsOf(read(whole)))], ['kept']);
});

test('attack 52: __proto__, a key twice, a key nobody reads and a number that JSON bends are refused at every level', () => {
  const objects = [...whole.matchAll(/\{"/g)].map(({ index }) => index + 1).filter((at) => at > 8);
  assert.ok(objects.length > 12, 'every object of both files');
  for (const at of objects) {
    const put = (member: string) => read(`${whole.slice(0, at)}${member},${whole.slice(at)}`);
    const first = /^"([a-zA-Z]+)":/.exec(whole.slice(at))?.[1] ?? '';
    const expected: readonly (readonly [string, RegExp])[] = [
      ['"__proto__":{"invented":false}', /^bad-json$/],
      ['"__proto__":null', /^bad-json$/],
      [`"${first}":"another"`, /^bad-json$/],
      ['"constructor":{"prototype":{}}', /^unknown-key$/],
      ['"audienc":"team"', /^unknown-key$/],
      ['"x":9007199254740993', /^bad-json$/],
      ['"x":1e400', /^bad-json$/],
      ['"x":-0.1e-400', /^(?:bad-json|unknown-key)$/],
    ];
    for (const [member, kind] of expected) {
      const [problem] = put(member);
      assert.ok(typeof problem === 'object', `${member} at ${at} was taken in`);
      assert.match(problem.kind, kind, `${member} at ${at}`);
      assert.ok(problem.where?.includes('.json'), `${member} at ${at} has no place`);
      assert.ok(problem.fix, `${member} at ${at} has no way out`);
    }
  }
  assert.equal(Reflect.get({}, 'invented'), undefined, 'and no prototype was reached');
});

test('attack 53: text that is no text is refused; text that hides something is kept as it was said', () => {
  const named = (name: string) => read(whole.replace('"Aland"', JSON.stringify(name)));
  for (const [name, kind] of [
    ['\u0000', 'nul-in-text'],
    ['A\u0000land', 'nul-in-text'],
    ['\ud800', 'bad-json'],
    ['A\udc00land', 'bad-json'],
    ['가'.repeat(100_000), 'text-too-long'],
    ['', 'not-text'],
    [' \n', 'not-text'],
  ] as const)
    assert.deepEqual(kindsOf(named(name)), [kind], JSON.stringify(name.slice(0, 9)));
  // What a reader then sees of these is the pages' business, and tested there.
  for (const name of ['A\u202eland', 'Aland\u{e0041}', 'A\u200bland', 'A\u3164land', 'Alаnd'])
    assert.ok(named(name).includes(name), JSON.stringify(name));
  const composed = named('가나'.normalize('NFD'));
  assert.ok(composed.includes('가나'), 'stored composed, so that one name has one form');
});
