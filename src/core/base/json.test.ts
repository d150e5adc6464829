import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseJson } from './json.js';
import { unwrap } from './result.js';

test('reads what JSON.parse reads', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), fc.constantFrom(0, 2), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      if (/"__proto__"/.test(text)) return;
      const plain: unknown = JSON.parse(JSON.stringify(unwrap(parseJson(text, 'f'))));
      assert.deepEqual(plain, JSON.parse(text));
    }),
  );
});

test('refuses whatever JSON.parse refuses', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'{}[]",:0.e-+1tnu\\ \n'.split('')) }), (text) => {
      let good = true;
      try {
        JSON.parse(text);
      } catch {
        good = false;
      }
      if (!good) assert.equal(parseJson(text, 'f').ok, false, text);
    }),
    { numRuns: 2000 },
  );
});

test('attack 52: two equal keys are an error with its line, not the last one silently', () => {
  const read = parseJson('{"a": 1,\n "b": 2,\n  "a": 3}', 'facts.json');
  assert.ok(!read.ok);
  assert.equal(read.problem.where, 'facts.json, line 3, column 3');
  assert.match(read.problem.message, /"a" stands twice/);
  assert.equal(parseJson('{"a": 1, "\\u0061": 2}', 'f').ok, false);
});

test('attack 52: no key reaches a prototype', () => {
  assert.equal(parseJson('{"__proto__": {"x": 1}}', 'f').ok, false);
  assert.equal(parseJson('{"\\u005f_proto__": 1}', 'f').ok, false);
  assert.equal(Object.getPrototypeOf(unwrap(parseJson('{"a": 1}', 'f'))), null);
  assert.equal(parseJson('{"constructor": 1}', 'f').ok, true);
});

test('attack 52: a number that cannot be kept exactly is an error, not its neighbour', () => {
  for (const text of ['9007199254740993', '-9007199254740993', '{"a": [12345678901234567890]}', '1e400'])
    assert.equal(parseJson(text, 'f').ok, false, text);
  assert.equal(unwrap(parseJson('9007199254740991', 'f')), 9_007_199_254_740_991);
});

test('deep nesting and half characters are errors, not crashes', () => {
  assert.equal(parseJson('['.repeat(100_000), 'f').ok, false);
  assert.equal(parseJson('"\\ud800"', 'f').ok, false);
  assert.equal(parseJson('1e999', 'f').ok, false);
  assert.equal(parseJson('', 'f').ok, false);
});
