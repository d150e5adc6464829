/** A small lexicon for tests: a few States, instruments and bodies, with the names letters use. */
import { type Entry, type Lexicon, lexiconOf, type NameType } from './lexicon.js';

const entry = (
  type: NameType,
  id: string | null,
  names: readonly string[],
  state: string | null = null,
): Entry => ({
  type,
  id,
  names,
  state,
});

const state = (
  id: string,
  names: readonly string[],
  demonyms: readonly string[],
  capital: string,
): Entry[] => [
  entry('state', id, names),
  entry('demonym', null, demonyms, id),
  entry('capital', null, [capital], id),
];

export const fixtureEntries: readonly Entry[] = [
  ...state(
    'CHN',
    ['China', "People's Republic of China", 'PRC', 'P.R.C.', '중국', '中国'],
    ['Chinese'],
    'Beijing',
  ),
  ...state(
    'PRK',
    ['North Korea', "Democratic People's Republic of Korea", 'DPRK', '북한', '朝鲜'],
    ['North Korean'],
    'Pyongyang',
  ),
  ...state(
    'KOR',
    ['South Korea', 'Republic of Korea', 'ROK', '한국', '대한민국', '韩国'],
    ['South Korean'],
    'Seoul',
  ),
  ...state(
    'USA',
    ['United States', 'United States of America', 'U.S.', 'US', 'USA', '미국', '美国'],
    ['American'],
    'Washington',
  ),
  ...state('TUR', ['Turkey', 'Türkiye', 'Republic of Türkiye'], ['Turkish'], 'Ankara'),
  ...state('SYR', ['Syria', 'Syrian Arab Republic'], ['Syrian'], 'Damascus'),
  ...state('PAK', ['Pakistan'], ['Pakistani'], 'Islamabad'),
  ...state('AFG', ['Afghanistan'], ['Afghan'], 'Kabul'),
  ...state('THA', ['Thailand'], ['Thai'], 'Bangkok'),
  ...state('ERI', ['Eritrea'], ['Eritrean'], 'Asmara'),
  ...state('EGY', ['Egypt'], ['Egyptian'], 'Cairo'),
  ...state('LAO', ['Laos', "Lao People's Democratic Republic"], ['Laotian', 'Lao'], 'Vientiane'),
  ...state('RUS', ['Russia', 'Russian Federation'], ['Russian'], 'Moscow'),
  entry('instrument', 'REFUGEE-1951', [
    '1951 Refugee Convention',
    'Refugee Convention',
    '1951 Convention',
    'Convention relating to the Status of Refugees',
    '1951 Convention relating to the Status of Refugees',
    'Geneva Convention of 1951',
    '난민협약',
    '难民公约',
    '关于难民地位的公约',
  ]),
  entry('instrument', 'REFUGEE-PROT-1967', [
    '1967 Protocol',
    'Protocol relating to the Status of Refugees',
    '1967 Protocol relating to the Status of Refugees',
    '1967 Refugee Protocol',
    '난민의정서',
    '关于难民地位的议定书',
  ]),
  entry('instrument', 'CAT', [
    'Convention against Torture',
    'Convention Against Torture',
    'CAT',
    'UN Convention against Torture',
    '고문방지협약',
    '禁止酷刑公约',
  ]),
  entry('instrument', 'ICCPR', ['International Covenant on Civil and Political Rights', 'ICCPR']),
  entry('instrument', 'CRC', ['Convention on the Rights of the Child', 'CRC']),
  entry('body', 'CECC', ['Congressional-Executive Commission on China', 'CECC']),
  entry('body', 'HRW', ['Human Rights Watch', 'HRW']),
  entry('body', 'UNHCR', [
    'UNHCR',
    'UN Refugee Agency',
    'Office of the United Nations High Commissioner for Refugees',
  ]),
  entry('body', 'US-CONGRESS', ['Congress', 'United States Congress'], 'USA'),
  entry('body', 'CAT-COMMITTEE', ['Committee against Torture']),
  entry('person', 'XI', ['Xi Jinping', 'President Xi'], 'CHN'),
  entry('person', 'PERDUE', ['David Perdue', 'Ambassador Perdue'], 'USA'),
  entry('place', 'DANDONG', ['Dandong'], 'CHN'),
  entry('place', 'TUMEN', ['Tumen'], 'CHN'),
];

export const fixtureLexicon: Lexicon = lexiconOf(fixtureEntries);
