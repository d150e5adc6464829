/** One small sentence a row, and what must be read in it; no row is about the State of another test's letter only. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AssertionKind } from './assertion.js';
import { fixtureLexicon } from './fixture.js';
import { readLetter } from './read.js';
import { misread, read, readAs, type Row } from './rows.js';

function check(rows: readonly Row[]): void {
  assert.deepEqual(misread(rows), []);
}

function none(kind: AssertionKind, texts: readonly string[]): void {
  assert.deepEqual(readAs(kind, texts), []);
}

test('figures: active, passive, nouns, lists, elliptic, other units', () => {
  check([
    [
      'Thai police arrested 43 Lao refugees on 5 June 2021.',
      'figure',
      { figure: [43, 43], eventKind: 'arrest', date: '2021-06-05', actor: 'THA', people: 'LAO' },
    ],
    [
      'About 200 Eritreans were sent back to Eritrea from Egypt in March 2022.',
      'figure',
      { eventKind: 'forced-return', date: '2022-03', actor: 'EGY', people: 'ERI' },
    ],
    [
      'In 2016 Turkey deported 30 Afghans and in 2017 at least 80.',
      'figure',
      { figure: [80, null], date: '2017', actor: 'TUR' },
    ],
    [
      'The expulsion of nine Laotians by Thailand in 2013 was reported.',
      'figure',
      { figure: [9, 9], eventKind: 'expulsion', actor: 'THA' },
    ],
    [
      'Russia handed over 12 people to Pyongyang in 2019.',
      'figure',
      { figure: [12, 12], eventKind: 'forced-return', actor: 'RUS' },
    ],
    [
      'Up to 600 Syrians are held in Turkish jails.',
      'figure',
      { figure: [null, 600], eventKind: 'detention' },
    ],
    ['According to UNHCR, 40 Eritreans were deported in 2021.', 'figure', { accordingTo: ['UNHCR'] }],
    ['On 30 February 2024 Thailand deported 50 Afghans.', 'figure', { date: '2024-02' }],
  ]);
});

test('a figure somebody denies is not one the letter asserts', () => {
  none('figure', [
    'China denies that it returned 600 North Koreans.',
    'Thailand said that there were no Afghan refugees.',
    'We met 12 senators and 40 organisations.',
    'In 2023 we cited article 33 and paragraph 46.',
  ]);
});

test('an event’s date, when no figure tells it', () => {
  check([
    [
      'On 6 March 2016 Turkish border guards pushed back Syrian refugees.',
      'event-date',
      { eventKind: 'pushback', date: '2016-03-06', actor: 'TUR' },
    ],
    [
      'The mass deportation of Afghans by Pakistan took place on 3 November 2023.',
      'event-date',
      { date: '2023-11-03', actor: 'PAK' },
    ],
  ]);
});

test('superlatives keep their rank and what narrows them', () => {
  check([
    [
      'It was the largest deportation of Afghans in years.',
      'superlative',
      { rank: 'largest', within: 'in years', people: 'AFG' },
    ],
    [
      'This was the first forced return since the border reopened.',
      'superlative',
      { rank: 'first', within: 'since the border reopened' },
    ],
    ['For the first time since 2016, Turkey pushed back Afghans.', 'superlative', { rank: 'first' }],
    ['It was the deadliest mass expulsion on record.', 'superlative', { rank: 'worst', within: null }],
  ]);
  none('superlative', [
    'We first wrote last year.',
    'This is a last resort.',
    'The first paragraph says so.',
  ]);
});

test('frequencies say of what', () => {
  check([
    ['Egypt routinely deports Eritreans.', 'frequency', { sense: 'regular', of: 'returns' }],
    [
      'Turkey has systematically violated the Convention against Torture.',
      'frequency',
      { sense: 'systematic', of: 'violations' },
    ],
    [
      'Thailand has been a party to the CRC for over three decades.',
      'frequency',
      { sense: 'duration', count: 30, unit: 'years', of: 'membership' },
    ],
    ['Pakistan has denied this three times.', 'frequency', { sense: 'count', count: 3 }],
    ['Russia has returned people time and again.', 'frequency', { sense: 'repeated', of: 'returns' }],
  ]);
});

test('treaty acts in many words, and their negations', () => {
  check([
    [
      'Egypt became a party to the 1951 Convention in 1981.',
      'treaty-status',
      { action: 'party', state: 'EGY', date: '1981' },
    ],
    [
      'Thailand, which is not a party to the Refugee Convention, hosts refugees.',
      'treaty-status',
      { action: 'not-party', state: 'THA' },
    ],
    [
      "Turkey's ratification of the 1951 Convention in 1962 was limited.",
      'treaty-status',
      { action: 'ratification', state: 'TUR', date: '1962' },
    ],
    [
      'The Convention against Torture, ratified by Pakistan in 2010, forbids it.',
      'treaty-status',
      { action: 'ratification', state: 'PAK', date: '2010' },
    ],
    ['Laos has yet to ratify the 1951 Convention.', 'treaty-status', { action: 'not-party', state: 'LAO' }],
    [
      'Russia is bound by the Convention against Torture.',
      'treaty-status',
      { action: 'party', state: 'RUS' },
    ],
    [
      'China signed the ICCPR in 1998 but has never ratified it.',
      'treaty-status',
      { action: 'not-party', instruments: ['ICCPR'] },
    ],
    [
      'Thailand and Laos have never joined the Refugee Convention.',
      'treaty-status',
      { action: 'not-party', state: 'LAO' },
    ],
    [
      'The United States withdrew from the ICCPR in 2020.',
      'treaty-status',
      { action: 'withdrawal', state: 'USA', date: '2020' },
    ],
  ]);
  none('treaty-status', [
    'We urge Thailand to ratify the Refugee Convention.',
    'States parties to the 1951 Convention must act.',
    'The President signed the letter.',
  ]);
});

test('what an instrument provides', () => {
  check([
    [
      'Article 3 of the Convention against Torture forbids return to torture.',
      'treaty-content',
      { instruments: ['CAT'], provision: '3' },
    ],
    [
      'The 1951 Convention, in its article 31, protects refugees from penalties.',
      'treaty-content',
      { instruments: ['REFUGEE-1951'] },
    ],
    [
      'The CRC obliges States to act in the best interests of the child.',
      'treaty-content',
      { instruments: ['CRC'] },
    ],
  ]);
});

test('attributions name their speaker', () => {
  check([
    [
      'Human Rights Watch reported that 40 Afghans were deported.',
      'attribution',
      { speaker: 'HRW', figure: [40, 40] },
    ],
    ['Forty Afghans were deported, UNHCR said.', 'attribution', { speaker: 'UNHCR' }],
    [
      'According to local sources, Egypt deported Eritreans in 2022.',
      'attribution',
      { speaker: 'local sources' },
    ],
    [
      'The Eastmoor Observatory counted 120 deportations of Afghans.',
      'attribution',
      { speaker: 'Eastmoor Observatory' },
    ],
  ]);
});

test('earlier asks: who asked whom, when, for what', () => {
  check([
    [
      'In June 2021 Human Rights Watch urged Thailand to stop deporting Laotians.',
      'earlier-ask',
      { by: ['HRW'], addressee: ['THA'], date: '2021-06', demands: ['halt-returns'] },
    ],
    [
      'On 4 May 2022 we wrote to your office asking for access to the detainees.',
      'earlier-ask',
      { by: ['we'], date: '2022-05-04', demands: ['access'], lever: 'letter' },
    ],
    [
      'A group of UN experts called on Egypt in 2021 to release the Eritreans.',
      'earlier-ask',
      { addressee: ['EGY'], date: '2021', demands: ['release'] },
    ],
    ['Pakistan was urged by UNHCR to suspend its deportations.', 'earlier-ask', { by: ['UNHCR'] }],
  ]);
  none('demand', ['In June 2021 Human Rights Watch urged Thailand to stop deporting Laotians.']);
});

test('answers, and silence', () => {
  check([
    ['Thailand rejected our request.', 'answer', { by: 'THA', answerKind: 'refused' }],
    ['Egypt has not responded to our letter.', 'answer', { by: 'EGY', answerKind: 'none' }],
    ['All our appeals to Pakistan went unanswered.', 'answer', { answerKind: 'none' }],
    ['China denied that it had returned anyone.', 'answer', { by: 'CHN', answerKind: 'denied-event' }],
    [
      'Laos accepted the recommendation in 2020.',
      'answer',
      { by: 'LAO', answerKind: 'accepted', date: '2020' },
    ],
    ['Russia pledged to halt deportations.', 'answer', { by: 'RUS', answerKind: 'pledged' }],
    [
      'These requests have been repeatedly denied by Egypt.',
      'answer',
      { by: 'EGY', answerKind: 'refused', repeated: true },
    ],
  ]);
});

test('positions: who calls people what', () => {
  check([
    [
      'Thailand regards Laotians as illegal immigrants.',
      'position',
      { holder: 'THA', labels: ['illegal-migrants'] },
    ],
    [
      'Pakistan insists that these people are not refugees.',
      'position',
      { holder: 'PAK', labels: ['not-refugees'] },
    ],
    [
      'Eritreans are classified as economic migrants by Egypt.',
      'position',
      { holder: 'EGY', labels: ['illegal-migrants'] },
    ],
    [
      'Beijing says there are no so-called defectors.',
      'position',
      { holder: 'CHN', labels: ['no-such-people'] },
    ],
    [
      'Russia claims that such cases are handled in accordance with domestic law.',
      'position',
      { holder: 'RUS', labels: ['handled-by-law'] },
    ],
  ]);
});

test('offices in signatures, addresses and text', () => {
  const letter =
    'Senator Ann Lee\nUnited States Senate\nWashington, DC\n\nDear Senator Lee,\n\nWe write to you.\n\nSincerely,\n\nBo Kim\nMember of Parliament\n\nJane van Doe, Director, Asylum Forum';
  const offices = read(letter).flatMap(({ reading }) =>
    reading.kind === 'office' ? [[reading.person.words, reading.title, reading.place]] : [],
  );
  assert.deepEqual(offices, [
    ['Ann Lee', 'Senator', 'addressee'],
    ['Bo Kim', 'Member of Parliament', 'signature'],
    ['Jane van Doe', 'Director, Asylum Forum', 'signature'],
  ]);
  check([
    [
      'Foreign Minister Karim Aziz promised to help.',
      'office',
      { person: 'Karim Aziz', title: 'Foreign Minister', place: 'text' },
    ],
  ]);
});

test('characterisations, harms, profiles', () => {
  check([
    ['Egypt deliberately deported them.', 'characterisation', { sense: 'intent', about: 'EGY' }],
    [
      'Most Afghans were returned against their will.',
      'characterisation',
      { sense: 'proportion', about: 'AFG' },
    ],
    ['The so-called refugees left.', 'characterisation', { sense: 'status' }],
    ['The returns were voluntary.', 'characterisation', { sense: 'voluntariness' }],
    [
      'Afghans sent back are at risk of torture and execution.',
      'harm',
      { harms: ['torture', 'execution'], certainty: 'may' },
    ],
    [
      'Eritreans were imprisoned and tortured upon return.',
      'harm',
      { harms: ['torture', 'imprisonment'], certainty: 'did' },
    ],
    ['Eritrea tortures those who are sent back.', 'harm', { harms: ['torture'], by: 'ERI' }],
    [
      'Returnees face prison, especially pregnant women and journalists.',
      'risk-profile',
      { profiles: ['pregnant', 'political-opinion'] },
    ],
    ['Ethnic Hazaras are particularly at risk.', 'risk-profile', { profiles: ['ethnicity'] }],
  ]);
});

test('legal conclusions: of whom, under what, and which way', () => {
  check([
    [
      'Turkey is violating article 3 of the Convention against Torture.',
      'legal-conclusion',
      { state: 'TUR', instruments: ['CAT'], provision: '3', conclusion: 'violates' },
    ],
    [
      'These deportations by Pakistan are contrary to the principle of non-refoulement.',
      'legal-conclusion',
      { conclusion: 'violates' },
    ],
    [
      'Under the CRC, Thailand is obliged to protect children.',
      'legal-conclusion',
      { state: 'THA', conclusion: 'obliged' },
    ],
    [
      'Egypt failed to honour its obligations under the 1951 Convention.',
      'legal-conclusion',
      { state: 'EGY', conclusion: 'violates', instruments: ['REFUGEE-1951'] },
    ],
    ['Crimes against humanity are committed in Eritrea.', 'legal-conclusion', { conclusion: 'crime' }],
  ]);
});

test('motives and occasions', () => {
  check([
    ['Thailand deported the Laotians in order to please its neighbour.', 'motive', { state: 'THA' }],
    ['Russia returned them because it fears a precedent.', 'motive', { state: 'RUS' }],
    ['Ahead of the Asia Summit on 3 June 2024, we write to you.', 'occasion', { date: '2024-06-03' }],
    ['As you attend the China-Russia Dialogue, remember them.', 'occasion', { parties: ['CHN', 'RUS'] }],
  ]);
  none('motive', ['We write to you in order to ask for help.']);
});

test('demands in every mood, each with its codes', () => {
  check([
    ['Thailand must stop deporting Laotians.', 'demand', { demands: ['halt-returns'], dutyBearer: 'THA' }],
    [
      'We respectfully request that you press Egypt to release the Eritreans.',
      'demand',
      { demands: ['release'], dutyBearer: 'EGY' },
    ],
    [
      'Calls on the Government of Pakistan to suspend deportations.',
      'demand',
      { demands: ['halt-returns'], dutyBearer: 'PAK' },
    ],
    ['We call for an independent investigation.', 'demand', { demands: ['investigate'] }],
    ['Please raise these cases with Ankara.', 'demand', { demands: ['raise-with'] }],
    ['We would be grateful if you would confirm how many were returned.', 'demand', { demands: ['confirm'] }],
    ['The European Union should impose sanctions on those responsible.', 'demand', { demands: ['sanction'] }],
    [
      'We urge you to allow them to travel to a safe third country.',
      'demand',
      { demands: ['allow-departure'] },
    ],
  ]);
  none('demand', ['It must be noted that Thailand deported them.', 'We wrote to you last year.']);
});

test('impossible days are kept with the assertion they stand in', () => {
  const [one] = read('On 30 February 2024 Thailand deported 50 Afghans.').filter(
    ({ kind }) => kind === 'figure',
  );
  assert.equal(one?.reading.kind === 'figure' ? one.reading.date?.impossible : null, '2024-02-30');
});

test('a checkable sentence that was not understood is listed, a greeting is not', () => {
  const { unread } = readLetter(
    'Dear Minister,\n\nThank you for meeting us in Bangkok.\n\nThailand and the CRC have a colour in 2019.\n\nIt is a sunny day.\n\nYours sincerely,\n\nAnn Lee',
    fixtureLexicon,
  );
  assert.deepEqual(
    unread.map(({ text }) => text),
    ['Thailand and the CRC have a colour in 2019.'],
  );
});

test('Korean and Chinese sentences are read to a baseline', () => {
  check([
    [
      '2023년 10월 9일 중국은 북한 주민 600명을 강제송환하였다.',
      'figure',
      { figure: [600, 600], date: '2023-10-09', actor: 'CHN', people: 'PRK' },
    ],
    [
      '중국은 1982년 9월 24일 난민협약에 가입하였다.',
      'treaty-status',
      { action: 'accession', state: 'CHN', instruments: ['REFUGEE-1951'], date: '1982-09-24' },
    ],
    ['미국은 난민협약을 비준하지 않았다.', 'treaty-status', { action: 'not-party', state: 'USA' }],
    [
      '우리는 중국 정부가 강제송환을 중단할 것을 촉구한다.',
      'demand',
      { demands: ['halt-returns'], dutyBearer: 'CHN' },
    ],
    [
      '2023年10月9日，中国将600名朝鲜难民遣返。',
      'figure',
      { figure: [600, 600], date: '2023-10-09', actor: 'CHN', people: 'PRK' },
    ],
    [
      '中国于1982年9月24日加入难民公约。',
      'treaty-status',
      { action: 'accession', state: 'CHN', date: '1982-09-24' },
    ],
    ['我们呼吁中国停止强制遣返。', 'demand', { demands: ['halt-returns'] }],
  ]);
});
