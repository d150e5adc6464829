/**
 * Entry into force, for every row of the data, worked out a second time with other arithmetic and with
 * rules written down here from the treaties' own articles: a wrong interval would move hundreds of days.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { possibleDays } from '../base/date.js';
import { unwrap } from '../base/result.js';
import { loadReference } from '../../store/reference.js';
import { lawData } from './data.js';
import { statedOtherwise } from './every-row.js';
import { type Act } from './reference.js';
import { standingOf } from './standing.js';

type Count =
  | readonly [days: number]
  | readonly [months: number, unit: 'months']
  | 'month-after-3'
  | 'month-after-60';

/** Entry into force of the treaty itself, and the time from a later deposit, with the article that says so. */
const rules: Readonly<Record<string, readonly [inForce: string, count: Count]>> = {
  'REFUGEE-1951': ['1954-04-22', [90]], // art. 43
  'REFUGEE-PROT-1967': ['1967-10-04', [0]], // art. VIII(2)
  CAT: ['1987-06-26', [30]], // art. 27
  OPCAT: ['2006-06-22', [30]], // art. 28
  ICCPR: ['1976-03-23', [3, 'months']], // art. 49
  'ICCPR-OP1': ['1976-03-23', [3, 'months']], // art. 9
  'ICCPR-OP2': ['1991-07-11', [3, 'months']], // art. 8
  ICESCR: ['1976-01-03', [3, 'months']], // art. 27
  'ICESCR-OP': ['2013-05-05', [3, 'months']], // art. 18
  CRC: ['1990-09-02', [30]], // art. 49
  'CRC-OPAC': ['2002-02-12', [1, 'months']], // art. 10
  'CRC-OPSC': ['2002-01-18', [1, 'months']], // art. 14
  'CRC-OPIC': ['2014-04-14', [3, 'months']], // art. 19
  CEDAW: ['1981-09-03', [30]], // art. 27
  'CEDAW-OP': ['2000-12-22', [3, 'months']], // art. 16
  CRPD: ['2008-05-03', [30]], // art. 45
  'CRPD-OP': ['2008-05-03', [30]], // art. 13
  CERD: ['1969-01-04', [30]], // art. 19
  ICMW: ['2003-07-01', 'month-after-3'], // art. 87
  ICPPED: ['2010-12-23', [30]], // art. 39
  GENOCIDE: ['1951-01-12', [90]], // art. XIII
  UNTOC: ['2003-09-29', [30]], // art. 38
  'TIP-PROTOCOL': ['2003-12-25', [30]], // art. 17
  'SMUGGLING-PROTOCOL': ['2004-01-28', [30]], // art. 22
  'ROME-STATUTE': ['2002-07-01', 'month-after-60'], // art. 126
  'STATELESS-1954': ['1960-06-06', [90]], // art. 39
  'STATELESS-1961': ['1975-12-13', [90]], // art. 18
};

const law = lawData(unwrap(await loadReference()), null);
const binds = new Set([
  'ratification',
  'accession',
  'acceptance',
  'approval',
  'formal-confirmation',
  'definitive-signature',
]);

/** With the calendar of the platform, not with ours. */
function worked({ instrument, date }: Act): string {
  const rule = rules[instrument] ?? assert.fail(`no rule for ${instrument}`);
  const [y, m, d] = (date?.edtf ?? '').split('-').map(Number) as [number, number, number];
  const [inForce, count] = rule;
  const own =
    count === 'month-after-3'
      ? new Date(Date.UTC(y, m - 1 + 4, 1))
      : count === 'month-after-60'
        ? firstAfter(new Date(Date.UTC(y, m - 1, d + 60)))
        : count.length === 1
          ? new Date(Date.UTC(y, m - 1, d + count[0]))
          : new Date(Date.UTC(y, m - 1 + count[0], Math.min(d, daysIn(y, m + count[0]))));
  const text = own.toISOString().slice(0, 10);
  return text > inForce ? text : inForce;
}

const firstAfter = (date: Date) => new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1));
const daysIn = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate();

test('entry into force agrees with a second reckoning for every deposit that has a day', () => {
  let counted = 0;
  const wrong: string[] = [];
  for (const act of law.reference.acts) {
    if (!binds.has(act.action) || !/^\d{4}-\d{2}-\d{2}$/.test(act.date?.edtf ?? '')) continue;
    if (rules[act.instrument] === undefined || act.effect !== null) continue;
    const instrument = law.instruments.get(act.instrument) ?? assert.fail(act.instrument);
    const { periods } = standingOf(law, act.state, instrument);
    const period = periods.find(({ by }) => by.told.some(({ id }) => id === act.id));
    if (period === undefined) wrong.push(`${act.id}: in no period`);
    else if (period.start?.edtf !== worked(act))
      wrong.push(`${act.id} ${act.date?.edtf}: ours ${period.start?.edtf}, worked out ${worked(act)}`);
    counted++;
  }
  assert.deepEqual(wrong, []);
  assert.ok(counted > 3000, `${counted} rows`);
});

test('where a source states the day, it is used, and each disagreement with the rule is listed', () => {
  const stated = law.reference.acts.filter(({ effect, action }) => effect !== null && binds.has(action));
  for (const act of stated) {
    const instrument = law.instruments.get(act.instrument) ?? assert.fail(act.instrument);
    const { periods } = standingOf(law, act.state, instrument);
    assert.ok(
      periods.some(({ start }) => start?.edtf === act.effect?.edtf),
      act.id,
    );
  }
  assert.deepEqual(
    statedOtherwise(law).map(({ state, instrument, stated, computed }) => [
      state,
      instrument,
      stated,
      computed,
    ]),
    [],
  );
});

test('a succession never dates from before the State, nor from before the treaty', () => {
  for (const act of law.reference.acts) {
    if (act.action !== 'succession') continue;
    const instrument = law.instruments.get(act.instrument) ?? assert.fail(act.instrument);
    const state = law.states.get(act.state) ?? assert.fail(act.state);
    for (const { start } of standingOf(law, act.state, instrument).periods) {
      if (start === null) continue;
      const first = possibleDays(start).earliest;
      assert.ok(state.from === null || first >= state.from, act.id);
      assert.ok(instrument.inForce === null || first >= possibleDays(instrument.inForce).earliest, act.id);
    }
  }
});
