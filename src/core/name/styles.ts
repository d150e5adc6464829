/**
 * How each written standard, and the people who follow none, spell a jamo in Latin letters. A line is a
 * jamo and its spellings, each with its weight. The weights of the free style are only where learning
 * starts (`learn.ts`); those of the standards are the standards' own, with the slips people make.
 *
 * Sources: the Revised Romanization of the South (2000), McCune–Reischauer (1939) and the system of the
 * North (1992, as in its report to the UN group of experts on geographical names), restated.
 */
import { type Chances } from './tables.js';

export type StyleName = 'free' | 'revised' | 'north' | 'pinyin';

export interface JamoStyle {
  readonly initial: Chances;
  readonly medial: Chances;
  readonly final: Chances;
}

/** `ㄱ g 6 k 6`: spellings with weights, made to sum to one. A dash is no letter. */
function chances(lines: string): Chances {
  const table: Record<string, Record<string, number>> = {};
  for (const line of lines.trim().split('\n')) {
    const [jamo = '', ...rest] = line.trim().split(' ');
    const row: Record<string, number> = {};
    let sum = 0;
    for (let i = 0; i < rest.length; i += 2) sum += Number(rest[i + 1]);
    for (let i = 0; i < rest.length; i += 2) {
      const spelling = rest[i] ?? '';
      row[spelling === '-' ? '' : spelling] = Number(rest[i + 1]) / sum;
    }
    table[jamo === '-' ? '' : jamo] = row;
  }
  return table;
}

const free: JamoStyle = {
  initial: chances(`
    ㄱ g 6 k 6 gh .2 c .1 kh .05
    ㄲ kk 3 gg 2 g 2 k 2
    ㄴ n 10 l .1 r .1
    ㄷ d 8 t 3 dh .1
    ㄸ tt 3 dd 2 d 2 t 2
    ㄹ r 8 l 4 rh .3 n .3 ll .2
    ㅁ m 10
    ㅂ b 8 p 3 v .1
    ㅃ pp 3 bb 3 b 2 p 2
    ㅅ s 9 sh 1.5
    ㅆ ss 4 s 4
    ㅇ - 10 h .05
    ㅈ j 8 ch 2 z .2 c .2 jh .2 g .1
    ㅉ jj 4 j 3 ch 2 tch 1
    ㅊ ch 10 c .3 tch .2 chh .1 tsch .05 j .2
    ㅋ k 8 kh 1 c 1
    ㅌ t 8 th 1
    ㅍ p 8 ph 1 f .3
    ㅎ h 10 - .3 wh .05`),
  medial: chances(`
    ㅏ a 10 ah .5 aa .1 ar .05
    ㅐ ae 9 ai 1 e 1 ay .3 a .5 eh .1 ea .2
    ㅑ ya 9 yah .2 ia .2
    ㅒ yae 5 ye 2 yai .5
    ㅓ eo 5 u 5 o 1.5 uh .4 ou .3 eu .4 eou .2 er .2 ur .1 e .3 ua .1 au .05 ŏ 1
    ㅔ e 9 ae 1 eh .3 ay .2 ye .1 ei .2 ey .2 ea .1
    ㅕ yeo 5 you 3 yu 3 yo 2 yuh .2 yeou .2 yea .2 ye .2 eo .2 u .2 yŏ 1 ou .1 yer .05 yoo .05 eou .05 eu .1
    ㅖ ye 6 e 2 ie .5 yeh .2 yae .5 ae .2
    ㅗ o 10 oh .4 oe .1 ou .1 oo .1 au .02
    ㅘ wa 10 oa .5 ua .3 woa .2 wha .15
    ㅙ wae 6 oae 1 wai .5 way .3 we .5
    ㅚ oe 5 oi 2 we 1 wee .3 wae .5 oy .3 ui .1 o .1
    ㅛ yo 10 yoh .3 io .2 eo .1
    ㅜ u 5 oo 5 ou .4 wu .2 woo .4 uh .1 o .2
    ㅝ wo 7 weo 2 woo .1 uo .2 o .1 weou .05 wu .2 wŏ 1 ou .1
    ㅞ we 6 wei .5
    ㅟ wi 5 wee 1 ui 2 we .2 uy .1 uee .1 ue .1
    ㅠ yu 4 yoo 3 you 2 yuu .1 u .5 iu .1 ew .1 oo .3 ue .1
    ㅡ eu 6 u 3 e .5 uu .1 oo .2 ue .1 ŭ 1 i .1 o .1 eou .15 eo .15 ou .1 y .1
    ㅢ ui 3 ee 3 eui 2 ei .3 i 1.5 ue .1 yi .2 ie .1 ey .1 ea .05 eu .2 wi .05 ae .02
    ㅣ i 9 ee 2 y .3 ie .3 ih .3 yi .2 ea .1 ei .1 e .1 ii .05`),
  final: chances(`
    - - 1
    ㄱ k 7 g 3 c .4 ck .4 gk .1 kh .1 q .05 ng .1 gg .05
    ㄴ n 10 nn .2 hn .2 ne .1 nh .05 l .1
    ㄷ t 6 d 3
    ㄹ l 9 r .4 ll .4 rl .1 le .1 hl .1 n .1
    ㅁ m 10 mm .1 hm .1 me .05 n .05
    ㅂ p 6 b 4 pp .1 bb .1 ph .05 m .1
    ㅅ s 4 t 5 d 1
    ㅇ ng 12 n .4 nng .2 g .1 gn .05 hng .1 nk .02 ngh .02
    ㅈ j 3 t 5
    ㅊ ch 2 t 6
    ㅋ k 5
    ㅌ t 5
    ㅍ p 5
    ㅎ h 5 t 1`),
};

const revised: JamoStyle = {
  initial: chances(`
    ㄱ g 1
    ㄲ kk 1
    ㄴ n 1
    ㄷ d 1
    ㄸ tt 1
    ㄹ r 97 l 3
    ㅁ m 1
    ㅂ b 1
    ㅃ pp 1
    ㅅ s 1
    ㅆ ss 1
    ㅇ - 1
    ㅈ j 1
    ㅉ jj 1
    ㅊ ch 1
    ㅋ k 1
    ㅌ t 1
    ㅍ p 1
    ㅎ h 1`),
  medial: chances(`
    ㅏ a 1
    ㅐ ae 1
    ㅑ ya 1
    ㅒ yae 1
    ㅓ eo 1
    ㅔ e 1
    ㅕ yeo 1
    ㅖ ye 1
    ㅗ o 1
    ㅘ wa 1
    ㅙ wae 1
    ㅚ oe 1
    ㅛ yo 1
    ㅜ u 1
    ㅝ wo 1
    ㅞ we 1
    ㅟ wi 1
    ㅠ yu 1
    ㅡ eu 1
    ㅢ ui 1
    ㅣ i 1`),
  final: chances(`
    - - 1
    ㄱ k 9 g 1
    ㄴ n 1
    ㄷ t 1
    ㄹ l 97 r 3
    ㅁ m 1
    ㅂ p 9 b 1
    ㅅ t 1
    ㅇ ng 1
    ㅈ t 1
    ㅊ t 1
    ㅋ k 1
    ㅌ t 1
    ㅍ p 1
    ㅎ h 1`),
};

/** McCune–Reischauer and the North's system differ in aspirates, ㅈ and little signs that lists leave out. */
const north: JamoStyle = {
  initial: chances(`
    ㄱ k 85 g 15
    ㄲ kk 90 k 10
    ㄴ n 1
    ㄷ t 85 d 15
    ㄸ tt 90 t 10
    ㄹ r 95 l 3 n 2
    ㅁ m 1
    ㅂ p 85 b 15
    ㅃ pp 90 p 10
    ㅅ s 93 sh 7
    ㅆ ss 95 s 5
    ㅇ - 1
    ㅈ j 60 ch 40
    ㅉ jj 50 tch 50
    ㅊ ch 95 chh 5
    ㅋ kh 50 k 50
    ㅌ th 55 t 45
    ㅍ ph 55 p 45
    ㅎ h 1`),
  medial: chances(`
    ㅏ a 1
    ㅐ ae 97 ai 3
    ㅑ ya 1
    ㅒ yae 1
    ㅓ o 75 ŏ 25
    ㅔ e 1
    ㅕ yo 75 yŏ 25
    ㅖ ye 90 e 10
    ㅗ o 1
    ㅘ wa 1
    ㅙ wae 1
    ㅚ oe 90 oi 10
    ㅛ yo 1
    ㅜ u 1
    ㅝ wo 75 wŏ 25
    ㅞ we 1
    ㅟ wi 1
    ㅠ yu 1
    ㅡ u 75 ŭ 25
    ㅢ ui 95 i 2 ŭi 3
    ㅣ i 1`),
  final: chances(`
    - - 1
    ㄱ k 95 g 3 ng 2
    ㄴ n 1
    ㄷ t 1
    ㄹ l 97 r 3
    ㅁ m 1
    ㅂ p 98 b 2
    ㅅ t 90 s 10
    ㅇ ng 1
    ㅈ t 1
    ㅊ t 1
    ㅋ k 1
    ㅌ t 1
    ㅍ p 1
    ㅎ h 1`),
};

export const jamoStyles = { free, revised, north } as const;

/** How often a Latin spelling met in this field follows each; told in the method, and nothing is tuned on truth. */
export const styleWeights: Readonly<Record<StyleName, number>> = {
  free: 0.5,
  revised: 0.12,
  north: 0.28,
  pinyin: 0.1,
};

export const styleWords: Readonly<Record<StyleName, string>> = {
  free: 'a spelling of one’s own',
  revised: 'Revised Romanization',
  north: 'McCune–Reischauer or the North’s spelling',
  pinyin: 'pinyin',
};
