/**
 * A Hangul syllable is an initial, a medial and a final. The initial-sound rule of the South, where 리 is
 * said and written 이 at the head of a word, is one table read in both directions.
 */
const INITIALS = Array.from('ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ');
const MEDIALS = Array.from('ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ');
const FINALS = ['', ...Array.from('ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ')];
const FIRST = 0xac00;
const LAST = 0xd7a3;

export interface Jamo {
  readonly initial: string;
  readonly medial: string;
  /** Empty when the syllable is open. */
  readonly final: string;
}

export function isSyllable(char: string): boolean {
  const code = char.codePointAt(0) ?? 0;
  return code >= FIRST && code <= LAST && char.length === 1;
}

/** `null` for anything but one composed syllable. */
export function jamoOf(syllable: string): Jamo | null {
  if (!isSyllable(syllable)) return null;
  const at = syllable.charCodeAt(0) - FIRST;
  return {
    initial: INITIALS[Math.floor(at / 588)] ?? '',
    medial: MEDIALS[Math.floor((at % 588) / 28)] ?? '',
    final: FINALS[at % 28] ?? '',
  };
}

export function syllableOf({ initial, medial, final }: Jamo): string {
  const at = INITIALS.indexOf(initial) * 588 + MEDIALS.indexOf(medial) * 28 + FINALS.indexOf(final);
  return String.fromCharCode(FIRST + at);
}

const GLIDES = new Set(['ㅑ', 'ㅒ', 'ㅕ', 'ㅖ', 'ㅛ', 'ㅠ', 'ㅣ']);

/** What the South writes at the head of a word: 리 → 이, 로 → 노, 녀 → 여; the same syllable otherwise. */
export function southForm(syllable: string): string {
  const jamo = jamoOf(syllable);
  if (jamo === null) return syllable;
  const glide = GLIDES.has(jamo.medial);
  if (jamo.initial === 'ㄹ') return syllableOf({ ...jamo, initial: glide ? 'ㅇ' : 'ㄴ' });
  if (jamo.initial === 'ㄴ' && glide) return syllableOf({ ...jamo, initial: 'ㅇ' });
  return syllable;
}

/** The syllables that the South writes as this one at the head of a word: 이 → 리, 니; 노 → 로. */
export function northForms(syllable: string): readonly string[] {
  const jamo = jamoOf(syllable);
  if (jamo === null) return [];
  if (jamo.initial === 'ㄴ' && !GLIDES.has(jamo.medial)) return [syllableOf({ ...jamo, initial: 'ㄹ' })];
  if (jamo.initial === 'ㅇ' && GLIDES.has(jamo.medial))
    return [syllableOf({ ...jamo, initial: 'ㄹ' }), syllableOf({ ...jamo, initial: 'ㄴ' })];
  return [];
}

/** 렬 and 률 lose their ㄹ in the South after a vowel or ㄴ, inside a word too. */
export function southInside(syllable: string): string {
  return syllable === '렬' || syllable === '률' ? southForm(syllable) : syllable;
}

/** How many jamo differ, 0 to 3; 3 for what is no syllable. */
export function jamoApart(a: string, b: string): number {
  const [x, y] = [jamoOf(a), jamoOf(b)];
  if (x === null || y === null) return a === b ? 0 : 3;
  return Number(x.initial !== y.initial) + Number(x.medial !== y.medial) + Number(x.final !== y.final);
}
