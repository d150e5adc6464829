/** What was taken out and brought back must be what it was: no source, passage, audience or doubt may be lost on the way. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { soundClaims } from '../../../test/core/claims.js';
import { toHex } from '../base/bytes.js';
import { type Json, parseJson } from '../base/json.js';
import { unwrap } from '../base/result.js';
import { claimToBytes } from '../claim/bytes.js';
import { type Claim } from '../claim/claim.js';
import { type HeldClaim } from '../view/thing.js';
import {
  claimTableMapper,
  csvColumns,
  csvLine,
  csvRow,
  isClaimTable,
  plainCell,
  safeCell,
} from './csv-claims.js';
import { CsvStream } from './csv-stream.js';
import { claimLine } from './jsonl.js';
import { parseLine } from './line.js';

const claims = soundClaims(['public', 'team', 'restricted:family']);

function held(claim: Claim): HeldClaim {
  const at = '2026-05-13T00:00:00.000Z';
  return { id: 'ab'.repeat(32), seq: 7, at, actor: 'person:p1', claim, standing: 'stands', amendedBy: [] };
}

function claimIn(words: Json): Claim {
  const line = parseLine(words);
  assert.ok(line.ok && line.value.record === 'claim', JSON.stringify(line));
  return line.value.claim;
}

const same = (a: Claim, b: Claim) => assert.equal(toHex(claimToBytes(a)), toHex(claimToBytes(b)));

test('a claim written as a line of JSON and read back is the same claim, byte for byte', () => {
  fc.assert(
    fc.property(claims, (claim) => {
      same(claimIn(unwrap(parseJson(JSON.stringify(claimLine(held(claim))), 'line'))), claim);
    }),
    { numRuns: 1000 },
  );
});

test('attack 51: no cell of a table of claims starts a formula, and the table read back is the same claims', () => {
  fc.assert(
    fc.property(fc.array(claims, { maxLength: 5 }), (all) => {
      const stream = new CsvStream();
      const source = { title: '=HYPERLINK("http://example.org")', address: '@SUM(1)' };
      const text = csvLine(csvColumns) + all.map((claim) => csvRow(held(claim), source)).join('');
      const rows = [...stream.push(text), ...stream.end()];
      assert.ok(isClaimTable(stream.columns));
      const mapper = claimTableMapper();
      const back = rows.flatMap((row) => {
        assert.ok(row.ok);
        for (const cell of Object.values(row.row.fields))
          assert.doesNotMatch(typeof cell === 'string' ? cell : '', /^[=+\-@\t\r\n]/u);
        return mapper.map(row.row).lines.map(({ words }) => claimIn(words));
      });
      assert.equal(back.length, all.length);
      for (const [i, claim] of all.entries()) same(back[i] ?? claimIn(null), claim);
    }),
  );
});

test('attack 51: cells that programs are known to run are made plain, and come back as they were', () => {
  const cells = [
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    "'=1",
    "=cmd|' /C calc'!A0",
    '＝1+1',
    '%0A=1',
    '|x',
  ];
  for (const cell of cells) {
    assert.match(safeCell(cell), /^'/u);
    assert.equal(plainCell(safeCell(cell)), cell);
  }
  for (const cell of ['plain', '10-15', '북한']) assert.equal(safeCell(cell), cell);
});

test('a claim with a type, a property, an audience or a key that is none is refused with the reason', () => {
  const good = { record: 'claim', thing: 'E-1', type: 'Event', property: 'title', value: 'x', source: 'S-1' };
  claimIn(good);
  const refused: readonly (readonly [Json, string])[] = [
    [{ ...good, type: 'Victim' }, 'bad-type'],
    [{ ...good, type: 'Consent' }, 'bad-type'],
    [{ ...good, property: 'constructor' }, 'bad-property'],
    [{ ...good, audience: 'everyone' }, 'bad-audience'],
    [{ ...good, thing: 'a b' }, 'bad-id'],
    [{ ...good, colour: 'red' }, 'unknown-key'],
    [{ ...good, record: 'secret' }, 'bad-line'],
    [{ ...good, source: null }, 'bad-id'],
    ['x', 'bad-line'],
    [null, 'bad-line'],
  ];
  for (const [words, kind] of refused) {
    const line = parseLine(words);
    assert.ok(!line.ok && line.problem.some((one) => one.kind === kind), `${kind}: ${JSON.stringify(line)}`);
  }
});
