import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Checked, type Reading, type Report, type Verdict } from '../src/core/letter/assertion.js';
import { isPassage, locate, parseExpectation, type Expectation } from './expectation.js';
import { scoreReading } from './reading.js';
import { overlaps, scoreLetter } from './score.js';
import { byKind, confusion, tally } from './tally.js';

const text =
  'In 1982 China ratified the Convention. On 9 October 600 people were returned, and 200 in April. Sincerely,';

const statusReading: Reading = {
  kind: 'treaty-status',
  state: { words: 'China', id: 'CHN' },
  instruments: [{ words: 'the Convention', id: 'REFUGEE-1951' }],
  action: 'ratification',
  verb: 'ratified',
  date: null,
};

function figureReading(low: number): Reading {
  return {
    kind: 'figure',
    figure: { low, high: low, best: null, qualifier: 'rounded', words: `${low}`, unit: 'persons', scope: '' },
    accordingTo: [],
    eventKind: 'forced-return',
    date: null,
    actor: null,
    people: null,
    places: [],
  };
}

function found(quote: string, reading: Reading, verdict: Verdict, id = quote): Checked {
  const start = text.indexOf(quote);
  assert.notEqual(start, -1);
  return {
    id,
    kind: reading.kind,
    start,
    end: start + quote.length,
    text: quote,
    reading,
    readingConfidence: 1,
    verdict,
    also: [],
    direction: 'neither',
    severity: 'none',
    why: '',
    because: [],
    suggestion: null,
    asOf: '',
  };
}

function report(assertions: readonly Checked[], unread: readonly string[] = []): Report {
  return {
    dossier: 'd',
    letter: { title: null, date: null, words: 0, text },
    assertions,
    unread: unread.map((quote) => ({
      start: text.indexOf(quote),
      end: text.indexOf(quote) + quote.length,
      text: quote,
    })),
    summary: {
      assertions: assertions.length,
      omissions: 0,
      exposures: 0,
      byVerdict: {
        contradicted: 0,
        imprecise: 0,
        contested: 0,
        'self-sourced': 0,
        'single-source': 0,
        argued: 0,
        supported: 0,
        'not-in-record': 0,
        'not-checkable': 0,
      },
      unread: unread.length,
      attackFirst: [],
      setAside: [],
      asOf: '',
    },
  };
}

function expecting(
  assertions: readonly unknown[],
  more: Readonly<Record<string, unknown>> = {},
): Expectation {
  return parseExpectation({
    style: 'test',
    language: 'en',
    dossier: 'd',
    planted: false,
    heldOut: false,
    complete: true,
    assertions,
    ...more,
  });
}

const ratified = {
  kind: 'treaty-status',
  quote: 'China ratified the Convention',
  verdict: 'imprecise',
  reading: { state: 'chn|prc', action: 'ratification' },
  why: 'acceded',
};
const six = {
  kind: 'figure',
  quote: '600 people were returned',
  verdict: ['contested'],
  reading: { figure: { low: 600 } },
  why: 'accounts differ',
};
const two = {
  kind: 'figure',
  quote: '200 in April',
  verdict: ['contested'],
  reading: { figure: { low: 200 } },
  why: 'accounts differ',
};

test('a checker that finds and judges everything right scores one on every measure', () => {
  const score = scoreLetter(
    'l',
    expecting([ratified, six, two]),
    report([
      found('China ratified the Convention', statusReading, 'imprecise'),
      found('600 people', figureReading(600), 'contested'),
      found('200 in April', figureReading(200), 'contested'),
    ]),
  );
  const all = tally([score]);
  assert.deepEqual(
    [all.recall, all.precision, all.reading, all.verdict, all.errors],
    [1, 1, 1, 1, { expected: 1, caught: 1 }],
  );
});

test('a silent checker has no recall, and its precision is unknown rather than perfect', () => {
  const all = tally([scoreLetter('l', expecting([ratified, six]), report([]))]);
  assert.deepEqual([all.recall, all.precision, all.reading, all.verdict], [0, null, null, null]);
});

test('one finding cannot answer two expectations', () => {
  const whole = found('600 people were returned, and 200 in April', figureReading(600), 'contested');
  const score = scoreLetter('l', expecting([six, two]), report([whole]));
  assert.equal(tally([score]).found, 1);
});

test('two figures over the same sentence each go to the expectation whose reading they carry', () => {
  const sentence = '600 people were returned, and 200 in April';
  const score = scoreLetter(
    'l',
    expecting([six, two]),
    report([
      found(sentence, figureReading(200), 'contested', 'a1'),
      found(sentence, figureReading(600), 'contested', 'a2'),
    ]),
  );
  assert.equal(tally([score]).reading, 1);
});

test('what is not in the letter as an assertion costs precision, a second finding on the same passage does not', () => {
  const score = scoreLetter(
    'l',
    expecting([ratified]),
    report([
      found('China ratified the Convention', statusReading, 'imprecise', 'a1'),
      found('ratified', statusReading, 'imprecise', 'a2'),
      found('600 people', figureReading(600), 'contested', 'a3'),
    ]),
  );
  const all = tally([score]);
  assert.deepEqual([all.precision, all.spurious, all.repeats], [0.5, 1, 1]);
});

test('one demand sentence may be answered by one finding or by one a demand, and reads the same', () => {
  const demand = (demands: readonly string[]): Reading => ({
    kind: 'demand',
    demands,
    addressee: null,
    dutyBearer: null,
    instruments: [],
    says: '',
  });
  const expected = expecting([
    {
      kind: 'demand',
      quote: '600 people were returned, and 200 in April',
      reading: { demands: ['halt-returns', 'access'] },
      verdict: 'not-checkable',
      why: 'two demands',
    },
  ]);
  const one = [
    found('600 people were returned, and 200 in April', demand(['access', 'halt-returns']), 'not-checkable'),
  ];
  const two = [
    found('600 people were returned', demand(['halt-returns']), 'not-checkable', 'a1'),
    found('200 in April', demand(['access']), 'not-checkable', 'a2'),
  ];
  for (const findings of [one, two]) {
    const all = tally([scoreLetter('l', expected, report(findings))]);
    assert.deepEqual([all.recall, all.precision, all.reading], [1, 1, 1]);
  }
});

test('in a letter that is not marked completely nothing is called spurious', () => {
  const score = scoreLetter(
    'l',
    expecting([ratified], { complete: false }),
    report([found('600 people', figureReading(600), 'contested')]),
  );
  assert.equal(score.spurious.length, 0);
});

test('an optional assertion is neither demanded nor punished', () => {
  const optional = { ...six, optional: true };
  const silent = tally([scoreLetter('l', expecting([ratified, optional]), report([]))]);
  const speaking = tally([
    scoreLetter(
      'l',
      expecting([ratified, optional]),
      report([found('600 people', figureReading(1), 'supported')]),
    ),
  ]);
  assert.deepEqual([silent.expected, speaking.expected, speaking.spurious], [1, 1, 0]);
});

test('an error called supported is missed, and a sound passage called contradicted is a false alarm', () => {
  const score = scoreLetter(
    'l',
    expecting([ratified, six]),
    report([
      found('China ratified the Convention', statusReading, 'supported'),
      found('600 people', figureReading(600), 'contradicted'),
    ]),
  );
  const all = tally([score]);
  assert.deepEqual([all.errors, all.falseAlarms, all.verdict], [{ expected: 1, caught: 0 }, 1, 0]);
  assert.equal(confusion([score]).get('imprecise')?.get('supported'), 1);
});

test('an assertion may be answered by the unread list only where that is as good', () => {
  const either = { ...six, orUnread: true };
  const unread = report([], ['On 9 October 600 people were returned']);
  assert.equal(tally([scoreLetter('l', expecting([either]), unread)]).recall, 1);
  assert.equal(tally([scoreLetter('l', expecting([six]), unread)]).recall, 0);
});

test('an exposure is found by what it says, and never counts against precision', () => {
  const exposure = {
    ...found(
      'In 1982',
      { kind: 'exposure', about: 'The sender is bound through the Protocol only' },
      'supported',
    ),
  };
  const expected = { kind: 'exposure', mentions: ['protocol'], why: 'not a party' };
  const named = tally([scoreLetter('l', expecting([expected]), report([exposure]))]);
  const other = tally([scoreLetter('l', expecting([]), report([exposure]))]);
  assert.deepEqual([named.recall, other.spurious], [1, 0]);
});

test('a finding that must never be made is reported', () => {
  const omission = found('In 1982', { kind: 'omission', about: 'Convention against Torture' }, 'supported');
  const score = scoreLetter(
    'l',
    expecting([], { never: [{ kind: 'omission', mentions: ['torture'], why: 'it is named' }] }),
    report([omission]),
  );
  assert.equal(score.never.length, 1);
});

test('a field that was not read is wrong, and a list must hold every expected member', () => {
  const expected = { state: 'chn', instruments: ['1951', 'protocol'], date: { edtf: '1982' } };
  const reading = scoreReading(expected, { ...statusReading });
  assert.deepEqual([reading.right, reading.of], [1, 3]);
});

test('article 3 is not article 33, and 33(1) is article 33', () => {
  assert.equal(scoreReading({ provision: '33' }, { provision: '33(1)' }).right, 1);
  assert.equal(scoreReading({ provision: '3' }, { provision: '33' }).right, 0);
});

test('no limit and a limit of zero are told apart in figures', () => {
  assert.equal(scoreReading({ figure: { high: null } }, { figure: { high: 0 } }).right, 0);
  assert.equal(scoreReading({ figure: { high: null } }, { figure: { high: null } }).right, 1);
});

test('a quote is found across the line breaks and quotation marks of another file format', () => {
  const span = locate('He said “no\n  so-called defectors” twice', 'said "no so-called', 1);
  assert.deepEqual(span, { start: 3, end: 23 });
  assert.equal(locate('one one', 'one', 3), null);
});

test('overlap does not depend on the order of the two spans', () => {
  const span = fc.tuple(fc.nat(50), fc.integer({ min: 1, max: 50 })).map(([start, length]) => ({
    start,
    end: start + length,
  }));
  fc.assert(fc.property(span, span, (one, other) => overlaps(one, other) === overlaps(other, one)));
  fc.assert(fc.property(span, (one) => overlaps(one, one)));
});

test('sums over kinds equal the sum over all', () => {
  const score = scoreLetter(
    'l',
    expecting([ratified, six, two]),
    report([
      found('600 people', figureReading(600), 'contested'),
      found('Sincerely', statusReading, 'supported'),
    ]),
  );
  const kinds = byKind([score]).map((row) => row.tally);
  const all = tally([score]);
  for (const key of ['expected', 'found', 'spurious', 'repeats', 'falseAlarms'] as const) {
    assert.equal(
      kinds.reduce((total, one) => total + one[key], 0),
      all[key],
      key,
    );
  }
});

test('every shipped letter says what its expectations quote, once or the time they name', () => {
  const root = resolve(import.meta.dirname, '../../bench/letters');
  const wrong: string[] = [];
  for (const entry of readdirSync(root, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const folder = join(root, entry.name);
    const expectation = parseExpectation(JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')));
    if (expectation.textFrom !== undefined) continue;
    const file = readdirSync(folder).find((name) => name.startsWith('letter.')) ?? 'letter.txt';
    const letter = readFileSync(join(folder, file), 'utf8');
    for (const item of expectation.assertions.filter(isPassage)) {
      if (locate(letter, item.quote, item.nth) === null) wrong.push(`${entry.name}: ${item.quote}`);
      if (item.nth === 1 && locate(letter, item.quote, 2) !== null)
        wrong.push(`${entry.name}: twice: ${item.quote}`);
    }
  }
  assert.deepEqual(wrong, []);
});
