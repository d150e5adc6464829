/** What is written short is read too: lists, labels, brackets, lines of a table, headlines. */
import { test } from 'node:test';
import { check, none } from './rows.js';

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
