/**
 * Which letters the bytes of a plain text are. A byte order mark or sound UTF-8 settles it; else the
 * encodings of the region are tried, those that fail are out, and of the rest the one whose letters
 * are most often the common ones of its language wins. How sure that is is told with the text.
 */
import { latin1 } from './latin1.js';

export type EncodingName = 'UTF-8' | 'UTF-16LE' | 'UTF-16BE' | 'CP949' | 'GB18030' | 'Big5' | 'windows-1252';

export interface Decoded {
  readonly text: string;
  readonly encoding: EncodingName;
  /** 1 where the bytes settle it; else how far the best reading is ahead of the next. */
  readonly confidence: number;
}

/** The letters, or `null` when the bytes are no text in any encoding that is tried. */
export function decodeText(bytes: Uint8Array, declared: string | null = null): Decoded | null {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return sure(strict('utf-16le', bytes), 'UTF-16LE');
  if (a === 0xfe && b === 0xff) return sure(strict('utf-16be', bytes), 'UTF-16BE');
  const wide = utf16Order(bytes);
  if (wide !== null) {
    const text = strict(wide === 'UTF-16LE' ? 'utf-16le' : 'utf-16be', bytes);
    if (text !== null) return { text, encoding: wide, confidence: 0.9 };
  }
  if (bytes.includes(0)) return null;
  const utf8 = strict('utf-8', bytes);
  if (utf8 !== null) return { text: utf8, encoding: 'UTF-8', confidence: 1 };
  return (declared === null ? null : asDeclared(bytes, declared)) ?? regional(bytes);
}

const LABELS: Readonly<Record<string, readonly [string, EncodingName]>> = {
  'euc-kr': ['euc-kr', 'CP949'],
  gbk: ['gb18030', 'GB18030'],
  gb18030: ['gb18030', 'GB18030'],
  big5: ['big5', 'Big5'],
  'windows-1252': ['windows-1252', 'windows-1252'],
};

/** What the file itself says it is in, where the bytes bear that out. */
function asDeclared(bytes: Uint8Array, declared: string): Decoded | null {
  let known: string;
  try {
    known = new TextDecoder(declared).encoding;
  } catch {
    return null;
  }
  const [label, encoding] = LABELS[known] ?? [];
  if (label === undefined || encoding === undefined) return null;
  const text =
    encoding === 'CP949'
      ? cp949(bytes)
      : encoding === 'windows-1252'
        ? windows1252(bytes)
        : strict(label, bytes);
  return text === null ? null : { text, encoding, confidence: 0.9 };
}

/** A short name from an old archive: UTF-8 where it is sound, else the Korean code page, else Latin. */
export function cp949OrUtf8(bytes: Uint8Array): string {
  return strict('utf-8', bytes) ?? cp949(bytes) ?? windows1252(bytes);
}

function sure(text: string | null, encoding: EncodingName): Decoded | null {
  return text === null ? null : { text, encoding, confidence: 1 };
}

function strict(label: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Text in the Latin or Hangul blocks without a mark: every other byte is mostly one value. */
function utf16Order(bytes: Uint8Array): 'UTF-16LE' | 'UTF-16BE' | null {
  if (bytes.length < 4 || bytes.length % 2 !== 0) return null;
  const zeros = [0, 0];
  const end = Math.min(bytes.length, 4096);
  for (let i = 0; i < end; i++) if (bytes[i] === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  // A NUL or two in a broken file is not yet a wide text.
  if (even + odd < Math.max(3, end * 0.05)) return null;
  if (even === 0) return 'UTF-16LE';
  return odd === 0 ? 'UTF-16BE' : null;
}

const COMMON_KOREAN = new Set(
  '이다는의에을가고를은하지로서한도기사어자인리나대시그라일해부있수정아것들장보게과여만전적와제구무상까신우동국면세조으관주성원등공연했경내지민소위되용방문유안오당계실차분선북중송탈조명행출회'.normalize(
    'NFC',
  ),
);
const COMMON_CHINESE = new Set(
  '的一是不了在人有我他这這个個们們中来來上大为為和国國地到以说說时時要就出会會可也你对對生能而子那得于着下自之年过過发發后後作里裡用道行所然家种種事成方多经經么去法学學如都同现現当當没動动面起看定天分还還进進好小部其些主样樣理心她本前开開但因只从從想实實日军者意无無力它与長长把机十民第公此已工使情明性知全三又关關点點正业外将兩两高间間由问問很最重并物手应應战向头文体政美相见被利什二等产新己制身果加西斯月话話合回特代内內信表化老给給世位次度门任常先海通教儿東东声提立及比员員解水名真论論处處走义義各入几口认認条條平系气题題活尔更别打女变變四神总何电電数安少报报才结結反受目太量再感建务做接必场件计管期市直德资命山金指克许統统区區保至队形社便空决治展马科司五基眼书非则聽听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运朝鲜鮮'.normalize(
    'NFC',
  ),
);
const HIGH_LETTER = /[^\p{ASCII}]/u;

function regional(bytes: Uint8Array): Decoded {
  const candidates: { encoding: EncodingName; text: string; score: number }[] = [];
  const offer = (encoding: EncodingName, text: string | null, score: (text: string) => number) => {
    if (text !== null && !/[\u0080-\u009f\ue000-\uf8ff]/.test(text))
      candidates.push({ encoding, text, score: score(text) });
  };
  offer('CP949', cp949(bytes), (text) => share(text, COMMON_KOREAN));
  offer('GB18030', strict('gb18030', bytes), (text) => share(text, COMMON_CHINESE));
  offer('Big5', strict('big5', bytes), (text) => share(text, COMMON_CHINESE));
  offer('windows-1252', windows1252(bytes), latinShare);
  candidates.sort((a, b) => b.score - a.score);
  const [best, next] = candidates;
  if (best === undefined) return { text: windows1252(bytes), encoding: 'windows-1252', confidence: 0 };
  const ahead = best.score - (next?.score ?? 0);
  return {
    text: best.text,
    encoding: best.encoding,
    confidence: best.score === 0 ? 0 : Math.round((ahead / best.score) * 100) / 100,
  };
}

/** Of the letters beyond ASCII, the share that is common in the language. */
function share(text: string, common: ReadonlySet<string>): number {
  let [high, found] = [0, 0];
  for (const letter of text.slice(0, 20_000))
    if (HIGH_LETTER.test(letter) && !/\p{P}/u.test(letter)) {
      high++;
      if (common.has(letter)) found++;
    }
  return high === 0 ? 0 : found / high;
}

/** Accented letters stand between plain ones; two-byte text read as Latin is runs of signs. */
function latinShare(text: string): number {
  const sample = text.slice(0, 20_000);
  const high = [...sample.matchAll(/[^\p{ASCII}]+/gu)];
  const alone = high.filter(([run]) => run.length === 1 && /[\p{L}\p{P}]/u.test(run)).length;
  return high.length === 0 ? 0 : (alone / high.length) * 0.6;
}

/** What stands in windows-1252 where Latin 1 has control characters; some runtimes' decoders forget it. */
const HIGH = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

export function windows1252(bytes: Uint8Array): string {
  return latin1(bytes).replace(/[\u0080-\u009f]/g, (sign) => HIGH[sign.charCodeAt(0) - 0x80] ?? sign);
}

let pairs: ReadonlyMap<number, string> | null = null;

/**
 * Windows code page 949: KS X 1001, and the remaining 8,822 syllables in Unicode order in the rows
 * before and beside it. The runtime's own decoder knows only the first part.
 */
export function cp949(bytes: Uint8Array): string | null {
  pairs ??= cp949Pairs();
  let text = '';
  for (let i = 0; i < bytes.length; i++) {
    const lead = bytes[i] ?? 0;
    if (lead < 0x80) {
      text += String.fromCharCode(lead);
      continue;
    }
    const letter = pairs.get(lead * 256 + (bytes[++i] ?? 0));
    if (letter === undefined) return null;
    text += letter;
  }
  return text;
}

function cp949Pairs(): ReadonlyMap<number, string> {
  const table = new Map<number, string>();
  const standard = new Set<string>();
  const decoder = new TextDecoder('euc-kr', { fatal: true });
  for (let lead = 0xa1; lead <= 0xfe; lead++)
    for (let trail = 0xa1; trail <= 0xfe; trail++)
      try {
        const letter = decoder.decode(Uint8Array.of(lead, trail));
        table.set(lead * 256 + trail, letter);
        standard.add(letter);
      } catch {
        continue; // A pair the standard leaves open.
      }
  let syllable = 0xac00;
  for (let lead = 0x81; lead <= 0xc6; lead++)
    for (let trail = 0x41; trail <= (lead < 0xa1 ? 0xfe : 0xa0); trail++) {
      if ((trail > 0x5a && trail < 0x61) || (trail > 0x7a && trail < 0x81)) continue;
      while (standard.has(String.fromCharCode(syllable))) syllable++;
      if (syllable > 0xd7a3) return table;
      table.set(lead * 256 + trail, String.fromCharCode(syllable++));
    }
  return table;
}
