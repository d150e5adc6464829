/**
 * Other scripts in plain Latin letters, by tables of ours made after the common public systems (BGN/PCGN
 * and ALA-LC, without their marks). Arabic and Persian leave short vowels out, and the result says so;
 * Uyghur writes them all.
 */
import { cyrillicBase } from './cyrillic.js';

export interface Transliterated {
  readonly latin: string;
  readonly vowels: boolean;
}

function table(pairs: string): ReadonlyMap<string, string> {
  return new Map(
    pairs
      .trim()
      .split(/\s+/u)
      .map((pair): [string, string] => {
        const [from = '', to = ''] = pair.split('=');
        return [from, to === '-' ? '' : to];
      }),
  );
}

const ARABIC = table(`
  ا=a أ=a إ=i آ=a ٱ=a ء=- ؤ=u ئ=i ب=b پ=p ت=t ث=th ج=j چ=ch ح=h خ=kh د=d ذ=z ر=r ز=z ژ=zh س=s ش=sh
  ص=s ض=d ط=t ظ=z ع=a غ=gh ف=f ق=q ك=k ک=k گ=g ڭ=ng ل=l م=m ن=n ه=h ة=a ھ=h ہ=h و=w ى=a ي=y ی=y
  ٹ=t ڈ=d ڑ=r ں=n ے=e َ=a ُ=u ِ=i ّ=- ْ=- ً=an ٌ=un ٍ=in ٰ=a ـ=-`);
/** Uyghur gives some letters of the Arabic script vowels of their own. */
const UYGHUR = table('ا=a ە=e ې=e ى=i و=o ۇ=u ۆ=o ۈ=u ۋ=w ئ=- ي=y ھ=h گ=g ڭ=ng');
/** Persian says some Arabic letters as s, z and v. */
const PERSIAN = table('ث=s ذ=z ض=z و=v');
const PERSIAN_ONLY = /[پچژگکی]/u;
const UYGHUR_ONLY = /[ەېۇۆۈۋڭ]/u;

const CYRILLIC = table(cyrillicBase);

const MYANMAR_CONSONANT = table(`
  က=k ခ=kh ဂ=g ဃ=g င=ng စ=s ဆ=hs ဇ=z ဈ=z ဉ=ny ည=ny ဋ=t ဌ=t ဍ=d ဎ=d ဏ=n တ=t ထ=ht ဒ=d ဓ=d န=n
  ပ=p ဖ=hp ဗ=b ဘ=b မ=m ယ=y ရ=y လ=l ဝ=w သ=th ဟ=h ဠ=l အ=-`);
const MYANMAR_VOWEL = table(`
  ာ=a ါ=a ိ=i ီ=i ု=u ူ=u ေ=e ဲ=e ော=aw ော်=aw ို=o ံ=an း=- ့=- ွ=w ျ=y ြ=y ှ=h ်=-`);
/** A closed syllable ends as it is said: န်, မ် and ံ are one sound. */
const MYANMAR_RHYME: readonly (readonly [RegExp, string])[] = [
  [/ွန်|ွမ်/gu, 'un'],
  [/ွတ်|ွပ်/gu, 'ut'],
  [/ောင်/gu, 'aung'],
  [/ောက်/gu, 'auk'],
  [/ိုင်/gu, 'aing'],
  [/ိုက်/gu, 'aik'],
  [/ိန်|ိမ်/gu, 'ein'],
  [/ုန်|ုမ်|ုံ/gu, 'on'],
  [/ိတ်|ိပ်/gu, 'eik'],
  [/ုတ်|ုပ်/gu, 'ok'],
  [/င်/gu, 'in'],
  [/ဉ်|ည်/gu, 'i'],
  [/န်|မ်|ံ/gu, 'an'],
  [/က်/gu, 'et'],
  [/စ်/gu, 'it'],
  [/တ်|ပ်/gu, 'at'],
  [/ယ်/gu, 'e'],
  [/ော်|ော/gu, 'aw'],
  [/ို/gu, 'o'],
];

export function transliterate(text: string): Transliterated {
  if (/\p{Script=Arabic}/u.test(text)) {
    const uyghur = UYGHUR_ONLY.test(text);
    const own = uyghur ? UYGHUR : PERSIAN_ONLY.test(text) ? PERSIAN : null;
    const latin = letters(text, (sign) => own?.get(sign) ?? ARABIC.get(sign));
    return { latin, vowels: uyghur };
  }
  if (/\p{Script=Cyrillic}/u.test(text)) return { latin: cyrillic(text), vowels: true };
  if (/\p{Script=Myanmar}/u.test(text)) return { latin: myanmar(text), vowels: true };
  return { latin: text, vowels: true };
}

function letters(text: string, of: (sign: string) => string | undefined): string {
  return Array.from(text)
    .map((sign) => of(sign) ?? sign)
    .join('');
}

function cyrillic(text: string): string {
  return letters(text.toLowerCase(), (sign) => CYRILLIC.get(sign));
}

function myanmar(text: string): string {
  let said = text;
  for (const [pattern, rhyme] of MYANMAR_RHYME) said = said.replace(pattern, rhyme);
  let out = '';
  const signs = Array.from(said);
  for (const [i, sign] of signs.entries()) {
    const consonant = MYANMAR_CONSONANT.get(sign);
    if (consonant === undefined) {
      out += MYANMAR_VOWEL.get(sign) ?? sign;
      continue;
    }
    // A consonant with nothing after it carries a short a.
    const next = signs[i + 1] ?? ' ';
    out += consonant + (MYANMAR_CONSONANT.has(next) || next === ' ' ? 'a' : '');
  }
  return out;
}
