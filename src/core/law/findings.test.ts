import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unwrap } from '../base/result.js';
import { type Claim } from '../claim/claim.js';
import { caseFile, says } from '../view/fixture.js';
import { loadReference } from '../../store/reference.js';
import { lawData } from './data.js';
import { findingsOn, type RuleFinding } from './findings.js';

const reference = unwrap(await loadReference());

/** Invented people and an invented report between two real States, so that real treaties can be asked. */
function found(claims: readonly Claim[], rule: string): RuleFinding {
  const file = caseFile(claims);
  const event = file.things.get('E-1');
  assert.ok(event);
  const finding = findingsOn(file, event, lawData(reference, file)).find((one) => one.rule.id === rule);
  assert.ok(finding, rule);
  return finding;
}

const returned = (from: string, date = '2010-05-02', kind = 'forced-return') =>
  says('report', ['Event', 'E-1'], { kind, date, from, to: 'PRK' }, { said: '2010-05-04' });
const torture = (said: string, basis: 'read' | 'general-knowledge' = 'read') =>
  says('inquiry', ['Harm', 'H-1'], { kind: 'torture', profile: 'religion', by: 'PRK' }, { said, basis });
const stateOf = (finding: RuleFinding, id: string) =>
  finding.elements.find((one) => one.element.id === id)?.state;

test('a State that was not bound is never said to have met the elements, whatever the record holds', () => {
  const claims = [...returned('CHN'), ...torture('2009-01-01')];
  assert.equal(found(claims, 'REFOULEMENT-CAT').result, 'met');
  // China signed the Covenant in 1998 and has not ratified it; it is no party to the disappearances convention.
  assert.equal(found(claims, 'REFOULEMENT-ICCPR-7').result, 'not-bound');
  assert.equal(found(claims, 'REFOULEMENT-ICPPED').result, 'not-bound');
  // The day before accession to the Convention and the Protocol took effect.
  const early = [...returned('CHN', '1982-09-23'), ...torture('1980-01-01')];
  assert.equal(found(early, 'REFOULEMENT-1951').result, 'not-bound');
});

test('an element that nobody speaks of stays undecided, and says what would decide it', () => {
  const finding = found(returned('CHN'), 'REFOULEMENT-CAT');
  assert.equal(stateOf(finding, 'danger'), 'undecided');
  assert.equal(finding.result, 'undecided');
  assert.ok(finding.elements.every(({ element }) => element.decides.en !== '' && element.decides.ko !== ''));
});

test('what is only general knowledge meets no element', () => {
  const finding = found(
    [...returned('CHN'), ...torture('2009-01-01', 'general-knowledge')],
    'REFOULEMENT-CAT',
  );
  assert.equal(stateOf(finding, 'danger'), 'undecided');
  assert.equal(finding.elements.find(({ element }) => element.id === 'danger')?.unverified.length, 1);
});

test('a source that says they went home of their own will is shown against it, not outvoted', () => {
  const claims = [
    ...returned('CHN'),
    ...says('ministry', ['Event', 'E-1'], { kind: 'ordinary-return' }, { said: '2010-05-06' }),
    ...torture('2009-01-01'),
  ];
  const finding = found(claims, 'REFOULEMENT-CAT');
  assert.equal(stateOf(finding, 'removal'), 'contested');
  assert.equal(finding.result, 'contested');
});

test('what was learnt after the return is not counted as what could be known before it', () => {
  const before = (said: string) =>
    found([...returned('CHN'), ...torture(said)], 'REFOULEMENT-CAT').elements.find(
      ({ element }) => element.id === 'danger',
    )?.saidBefore.length;
  assert.equal(before('2010-05-01'), 1);
  assert.equal(before('2010-05-02'), 0);
  assert.equal(before('2011'), 0);
});

test('harm done by another State than the one they were sent to says nothing of the danger there', () => {
  const elsewhere = says('inquiry', ['Harm', 'H-1'], { kind: 'torture', by: 'MMR' }, { said: '2009-01-01' });
  assert.equal(stateOf(found([...returned('CHN'), ...elsewhere], 'REFOULEMENT-CAT'), 'danger'), 'undecided');
});

test('a defence is not raised until somebody on record raises it', () => {
  const raised = (claims: readonly Claim[]) =>
    found([...returned('CHN'), ...claims], 'REFOULEMENT-1951').defences.find(
      ({ defence }) => defence.id === 'not-refugees',
    )?.by.length;
  const position = (holder: string) =>
    says('spokesman', ['Position', 'POS-1'], { holder, label: 'illegal-migrants', text: 'Not refugees.' });
  assert.equal(raised([]), 0);
  assert.equal(raised(position('CHN')), 1);
  assert.equal(raised(position('KOR')), 0);
});

test('an event of unknown day, or sent to several States, decides nothing of the day or of the danger', () => {
  const undated = says('report', ['Event', 'E-1'], { kind: 'forced-return', from: 'CHN', to: 'PRK' });
  const finding = found([...undated, ...torture('2009-01-01')], 'REFOULEMENT-CAT');
  assert.equal(finding.binding, null);
  assert.equal(finding.result, 'undecided');
  const two = [
    ...returned('CHN'),
    ...says('other', ['Event', 'E-1'], { to: 'MMR' }),
    ...torture('2009-01-01'),
  ];
  assert.equal(stateOf(found(two, 'REFOULEMENT-CAT'), 'danger'), 'undecided');
});

test('no rule is asked of a release or of a treaty of another region', () => {
  const file = caseFile(returned('CHN', '2010-05-02', 'release'));
  const event = file.things.get('E-1');
  assert.ok(event);
  assert.deepEqual(findingsOn(file, event, lawData(reference, file)), []);
  const chinese = caseFile(returned('CHN'));
  const sent = chinese.things.get('E-1');
  assert.ok(sent);
  const rules = findingsOn(chinese, sent, lawData(reference, chinese)).map(({ rule }) => rule.id);
  assert.ok(!rules.includes('REFOULEMENT-OAU'));
  assert.ok(rules.includes('REFOULEMENT-1951'));
});
