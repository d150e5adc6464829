/** What is written short is read too: lists, labels, brackets, lines of a table, headlines. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AssertionKind } from './assertion.js';
import { misread, readAs, type Row } from './rows.js';

function check(rows: readonly Row[]): void {
  assert.deepEqual(misread(rows), []);
}

function none(kind: AssertionKind, texts: readonly string[]): void {
  assert.deepEqual(readAs(kind, texts), []);
}

test('a source in brackets, after "per", before a colon or in a cell is the source', () => {
  check([
    [
      '40 Eritreans deported on 3 May 2021, per UNHCR.',
      'figure',
      { figure: [40, 40], date: '2021-05-03', accordingTo: ['UNHCR'] },
    ],
    ['HRW: more than 40 returned on 3 May 2021.', 'figure', { accordingTo: ['HRW'], date: '2021-05-03' }],
    ["By UNHCR's count, 60 Eritreans were sent back in 2021.", 'attribution', { speaker: 'UNHCR' }],
    ['| 3 May 2021 | about 40 Eritreans returned | UNHCR |', 'attribution', { speaker: 'UNHCR' }],
  ]);
});

test('each figure of a list keeps its own date', () => {
  check([
    [
      'Egypt sent back 40 people on 3 May 2021, 80 on 9 June 2021 and 90 on 2 July 2021.',
      'figure',
      { figure: [80, 80], date: '2021-06-09', eventKind: 'forced-return' },
    ],
    ['Number returned: 40', 'figure', { figure: [40, 40], eventKind: 'forced-return' }],
  ]);
});

test('people held and then sent back were sent back', () => {
  check([
    [
      'The 40 Eritreans held in Egyptian prisons were sent back on 3 May 2021.',
      'figure',
      { figure: [40, 40], eventKind: 'forced-return', date: '2021-05-03' },
    ],
    ['As many as 90 Eritreans remain in Egyptian custody.', 'figure', { eventKind: 'detention' }],
  ]);
  none('figure', ['We want three things: an end to the returns, access and releases.']);
});

test('a State that did not is not read as one that did', () => {
  check([
    [
      'Neither Laos nor Thailand has ratified the 1951 Convention.',
      'treaty-status',
      { state: 'LAO', action: 'not-party' },
    ],
    [
      'Neither the Convention against Torture nor the 1951 Convention has been signed by Laos.',
      'treaty-status',
      { state: 'LAO', action: 'not-party', instruments: ['CAT', 'REFUGEE-1951'] },
    ],
    [
      'Egypt is a party to the 1951 Convention; Laos to neither.',
      'treaty-status',
      { state: 'LAO', action: 'not-party' },
    ],
    [
      'Neither side objected, and Egypt ratified the 1951 Convention.',
      'treaty-status',
      { state: 'EGY', action: 'ratification' },
    ],
    [
      'Egypt has signed but never ratified the ICCPR.',
      'treaty-status',
      { action: 'signature', instruments: ['ICCPR'] },
    ],
  ]);
});

test('treaty acts in brackets, after a colon and in participles', () => {
  check([
    [
      'Having acceded in 1981 to the 1951 Convention, Egypt is bound by it.',
      'treaty-status',
      { state: 'EGY', action: 'accession', verb: 'acceded to', date: '1981' },
    ],
    [
      'Convention against Torture: Egypt, ratified 25 June 1986.',
      'treaty-status',
      { state: 'EGY', action: 'ratification', date: '1986-06-25', instruments: ['CAT'] },
    ],
    [
      'Egypt only signed the ICCPR (4 August 1967).',
      'treaty-status',
      { action: 'signature', date: '1967-08-04' },
    ],
    [
      'The instrument of accession to the 1951 Convention was deposited by Egypt.',
      'treaty-status',
      { state: 'EGY', action: 'accession' },
    ],
  ]);
});

test('a question to an office, a noun under "we want" and a passive are demands', () => {
  check([
    [
      'What steps has the Minister taken to press Egypt to halt the deportations?',
      'demand',
      { demands: ['halt-returns'] },
    ],
    ['When will the Government call on Egypt to release those detained?', 'demand', { demands: ['release'] }],
    [
      'We want three things: an end to the returns, access for UNHCR, and the release of those held.',
      'demand',
      { demands: ['access'] },
    ],
    [
      'It is time for Egypt to grant the refugees asylum.',
      'demand',
      { demands: ['grant-status'], addressee: 'EGY' },
    ],
    ['No more deportations to Eritrea.', 'demand', { demands: ['halt-returns'] }],
  ]);
  none('demand', [
    'Never before had so many been sent back in one day.',
    'Egypt has signed but never ratified the ICCPR.',
  ]);
});

test('superlatives without a noun after them', () => {
  check([
    ['The October 2023 handover was the single largest in a decade.', 'superlative', { rank: 'largest' }],
    ['Never before had so many been sent back in one day.', 'superlative', { rank: 'largest' }],
    ['Egypt alone among its neighbours sends Eritreans back.', 'superlative', { rank: 'only' }],
  ]);
});

test('what a sentence inherits from the one before', () => {
  check([
    [
      'Egypt returned 60 Eritreans on 3 May 2021. It did so again in April 2022.',
      'event-date',
      { eventKind: 'forced-return', date: '2022-04', actor: 'EGY' },
    ],
    ['UNHCR asked Egypt for access in 2003. Egypt refused.', 'answer', { by: 'EGY', answerKind: 'refused' }],
    [
      'Egypt and Turkey violate article 33 of the 1951 Convention.',
      'legal-conclusion',
      { state: 'EGY', provision: '33' },
    ],
    [
      'The returns run counter to article 33 of the 1951 Convention.',
      'legal-conclusion',
      { conclusion: 'violates' },
    ],
  ]);
});

test('a denial in words of its own is a denial', () => {
  check([
    [
      'Thailand has never become a party to the 1951 Convention; nor has Laos.',
      'treaty-status',
      { state: 'THA', action: 'not-party' },
    ],
    [
      'Thailand has never become a party to the 1951 Convention; nor has Laos.',
      'treaty-status',
      { state: 'LAO', action: 'not-party' },
    ],
    ['- **ICCPR:** signed by Egypt on 4 August 1967, not ratified', 'treaty-status', { action: 'not-party' }],
  ]);
  none('frequency', ['Under art. 33 (1), no Contracting State shall expel a refugee.']);
});

test('each row of a table has its own source', () => {
  const table =
    '| 3 May 2021 | 80 people sent back | UNHCR |\n| 9 June 2021 | about 60 people sent back | HRW |';
  check([
    [table, 'figure', { figure: [80, 80], date: '2021-05-03', accordingTo: ['UNHCR'] }],
    [table, 'figure', { figure: [60, 60], date: '2021-06-09', accordingTo: ['HRW'] }],
  ]);
});

test('a line of a list does not take the date of the line before', () => {
  const list =
    'Key figures\n- Sent back on 3 May 2021: over 500 Eritreans\n- In detention in Egypt: about 1,500';
  check([[list, 'figure', { figure: [1500, 1500], eventKind: 'detention', date: null }]]);
});
