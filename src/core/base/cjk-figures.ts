/**
 * The grammar of figures in Korean and Chinese: numbers in digits, Hangul or Han numerals, with the
 * qualifiers before and after them and the counter that says what is counted. "600여 명", "600余人"
 * and "600多人" say that the number is exceeded (the dictionaries' 여/餘), so they read "more than 600".
 */
import { type Core, type FigureMatch, type Hedge, vagueOf } from './figure-reading.js';

const digits: Readonly<Record<string, number>> = {
  ...numerals('〇零영공', [0, 0, 0, 0]),
  ...numerals('一二三四五六七八九两兩', [1, 2, 3, 4, 5, 6, 7, 8, 9, 2, 2]),
  ...numerals('일이삼사오육륙칠팔구', [1, 2, 3, 4, 5, 6, 6, 7, 8, 9]),
};
const small: Readonly<Record<string, number>> = numerals('十百千십백천', [10, 100, 1000, 10, 100, 1000]);
const large: Readonly<Record<string, number>> = numerals('万萬만亿億억', [1e4, 1e4, 1e4, 1e8, 1e8, 1e8]);
const nativeTens: Readonly<Record<string, number>> = {
  열: 10,
  스무: 20,
  스물: 20,
  서른: 30,
  마흔: 40,
  쉰: 50,
  예순: 60,
  일흔: 70,
  여든: 80,
  아흔: 90,
};
const nativeUnits: Readonly<Record<string, number>> = {
  한: 1,
  하나: 1,
  두: 2,
  둘: 2,
  세: 3,
  셋: 3,
  네: 4,
  넷: 4,
  다섯: 5,
  여섯: 6,
  일곱: 7,
  여덟: 8,
  아홉: 9,
};

function numerals(letters: string, values: readonly number[]): Record<string, number> {
  return Object.fromEntries(Array.from(letters).map((letter, i) => [letter, values[i] ?? 0]));
}

const alternatives = (words: readonly string[]) =>
  [...words]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[+.]/g, String.raw`\$&`))
    .join('|');

const before: Readonly<Record<string, Hedge>> = {
  ...marked('about', '약 대략 어림잡아 約 约 大约 大約 大概 约有 約有 추정 한'),
  ...marked('at-least', '최소 최소한 적어도 至少 最少 不少于 不少於 起码'),
  ...marked('up-to', '최대 최고 많게는 最多 至多 多达 多達 高达 高達 不超过 不超過'),
  ...marked('fewer-than', '不到 不足 少于 少於 未满'),
  ...marked('more-than', '超过 超過 逾 超 大于'),
  ...marked('nearly', '거의 近 将近 將近 接近 근'),
  ...marked('exactly', '정확히 恰好'),
};
const after: Readonly<Record<string, Hedge>> = {
  ...marked('about', '가량 정도 쯤 안팎 내외 남짓한 左右 上下 前后 내외의'),
  ...marked('at-least', '이상 以上 及以上'),
  ...marked('up-to', '이하 까지 以下 以内'),
  ...marked('fewer-than', '미만'),
  ...marked('more-than', '초과 넘게 넘는 남짓 이_넘는 을_넘는 를_넘는 이_넘게 을_초과 이_넘'),
  ...marked('nearly', '가까이 가까운 에_가까운 에_육박'),
};
const infix: Readonly<Record<string, Hedge>> = marked('more-than', '여 餘 余 多 몇');
const counters: Readonly<Record<string, string>> = {
  ...marked('persons', '명 인 사람 분 人 名 位 口'),
  ...marked('families', '가구 세대 가족 户 戶 家庭 个家庭'),
  ...marked('vehicles', '대 辆 輛 台'),
  ...marked('times', '차례 번 회 次'),
  ...marked('cases', '건 件 起'),
  ...marked('percent', '% ％ 퍼센트 프로 퍼센트포인트'),
  ...marked('countries', '개국 个国家 國'),
  ...marked('years', '년간 년_넘게 년_이상 여_년 해 年来 年間 年间'),
  ...marked('months', '개월 달 个月 個月'),
  ...marked('weeks', '주간 周'),
  ...marked('days', '일간 天'),
  ...marked('hours', '시간 小时'),
};

function marked<T extends string>(as: T, words: string): Record<string, T> {
  return Object.fromEntries(words.split(' ').map((word) => [word.replaceAll('_', ' '), as]));
}

const PLAIN = String.raw`(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?)`;
const NUMBER = `${PLAIN}(?:\\s?[万萬만亿億억천백십千百十](?:\\s?${PLAIN}[천백십千百十]?){0,4}){0,4}`;
const HAN = '[〇零一二三四五六七八九十百千万萬亿億两兩]{1,20}';
const SINO =
  '[영공일이삼사오육륙칠팔구십백천만억]{0,20}[십백천만억][영공일이삼사오육륙칠팔구십백천만억]{0,20}';
const NATIVE = `(?:${alternatives(Object.keys(nativeTens))})?(?:${alternatives(Object.keys(nativeUnits))})|${alternatives(Object.keys(nativeTens))}`;
const VAGUE =
  '(?:수|몇|数|數|几|幾|上)(?:십만|백만|천만|십|백|천|만|억|十万|百万|千万|十萬|百萬|十|百|千|万|萬)';
const ONE = `(?:${NUMBER}|${HAN}|${SINO}|${NATIVE})`;

const PHRASE = new RegExp(
  [
    `(?<pre>(?:(?:${alternatives(Object.keys(before))}|총|모두|무려|共|总共|總共)\\s?){0,4})`,
    `(?:(?<vague>${VAGUE})|百分之(?<share>${NUMBER}|${HAN})|(?<low>${ONE})(?:\\s?(?:명|人|名)?\\s?(?:-|–|—|~|～|∼|至|到|에서)\\s?(?:(?:최대|많게는|最多|至多)\\s?)?(?<high>${ONE}))?)`,
    `(?<infix>\\s?(?:${alternatives(Object.keys(infix))}))?`,
    `(?<counter>\\s?(?:${alternatives(Object.keys(counters))}))?`,
    `(?<post>\\s?(?:${alternatives(Object.keys(after))}))?`,
  ].join(''),
  'uy',
);
const PRESENCE =
  /여러\s?(?:명|사람)|몇\s?(?:명|사람)|다수|상당수|많은\s?(?:사람|수)?|일부|多名|多人|若干|许多|許多|不少(?!于|於)|大批|一批|众多|眾多|数名|數名|几名|数人|數人|几人|一些/uy;
const NONE = /한\s?명도|아무도|전무|无人|無人|没有人|沒有人/uy;

export interface CjkMatch extends FigureMatch {
  /** A counter or a Han or Hangul qualifier shows that this is a figure and no other number. */
  readonly counted: boolean;
}

/** The figure phrase in Korean or Chinese that starts exactly at `at`, or `null`. */
export function cjkFigureAt(text: string, at: number): CjkMatch | null {
  const worded = wordedAt(text, at);
  if (worded !== null) return worded;
  PHRASE.lastIndex = at;
  const groups = PHRASE.exec(text)?.groups;
  if (groups === undefined) return null;
  const core = coreOf(groups);
  if (core === null) return null;
  const end = PHRASE.lastIndex;
  const counter = (groups['counter'] ?? '').trim();
  const hedges = [
    ...(groups['pre'] ?? '').split(/\s+/).flatMap((word) => splitMarks(word)),
    ...lookUp(infix, groups['infix']),
    ...lookUp(after, groups['post']),
  ];
  const noun = nounBefore(text, at);
  const unit = groups['share'] !== undefined ? 'percent' : (counters[counter] ?? 'persons');
  const counterEnd = end - (groups['post']?.length ?? 0);
  const own = counter === '' ? null : { start: counterEnd - counter.length, end: counterEnd };
  return {
    start: at,
    end,
    core,
    hedges,
    unit: unit === 'vehicles' && noun !== null && /버스|大巴|巴士/.test(noun.text) ? 'buses' : unit,
    counts: unit === 'percent' ? own : (noun ?? own),
    counted: own !== null || groups['share'] !== undefined,
  };
}

function wordedAt(text: string, at: number): CjkMatch | null {
  for (const [pattern, core] of [
    [PRESENCE, { kind: 'presence' }],
    [NONE, { kind: 'none' }],
  ] as const) {
    pattern.lastIndex = at;
    if (pattern.test(text))
      return {
        start: at,
        end: pattern.lastIndex,
        core,
        hedges: [],
        unit: 'persons',
        counts: null,
        counted: true,
      };
  }
  return null;
}

function lookUp(list: Readonly<Record<string, Hedge>>, word: string | undefined): Hedge[] {
  const hedge = list[(word ?? '').trim()];
  return hedge === undefined ? [] : [hedge];
}

/** Qualifiers may stand without spaces between them ("至少约"). */
function splitMarks(words: string): Hedge[] {
  const found: Hedge[] = [];
  let rest = words;
  while (rest !== '') {
    const mark = Object.keys(before)
      .sort((a, b) => b.length - a.length)
      .find((word) => rest.startsWith(word));
    const hedge = mark === undefined ? undefined : before[mark];
    if (hedge !== undefined) found.push(hedge);
    rest = rest.slice(mark?.length ?? 1);
  }
  return found;
}

function coreOf(groups: Readonly<Record<string, string | undefined>>): Core | null {
  const vague = groups['vague'];
  if (vague !== undefined) {
    const step = numberOf(vague.slice(1));
    if (step === null) return null;
    if (vague.startsWith('上')) return { kind: 'vague', low: step, high: 10 * step - 1 };
    return vagueOf(step);
  }
  const low = numberOf(groups['low'] ?? groups['share'] ?? '');
  if (low === null) return null;
  const high = groups['high'] === undefined ? null : numberOf(groups['high']);
  if (high === null) return { kind: 'number', value: low };
  return low < high ? { kind: 'range', low, high } : null;
}

/** "1만 2천", "600", "육백", "六百二十", "열두": the whole number, or `null`. */
export function numberOf(text: string): number | null {
  const bare = text.replace(/[\s,]/g, '');
  const native = nativeNumber(bare);
  if (native !== null) return native;
  let total = 0;
  let section = 0;
  let current: number | null = null;
  // "二〇二三" spells digits; "三四十" is thirty or forty, which is no number of ours.
  let spelled = 0;
  for (const piece of bare.match(/\d+(?:\.\d+)?|\D/gu) ?? []) {
    const figure = /^\d/.test(piece) ? Number(piece) : digits[piece];
    if (figure !== undefined) {
      current = current === null ? figure : current * 10 + figure;
      spelled++;
      continue;
    }
    if (spelled > 1) return null;
    spelled = 0;
    const step = small[piece];
    const big = large[piece];
    if (step !== undefined) section += (current ?? 1) * step;
    else if (big !== undefined) {
      total += (section + (current ?? (section === 0 ? 1 : 0))) * big;
      section = 0;
    } else return null;
    current = null;
  }
  return bare === '' ? null : Number((total + section + (current ?? 0)).toPrecision(15));
}

function nativeNumber(text: string): number | null {
  const ten = Object.keys(nativeTens).find((word) => text.startsWith(word));
  const rest = ten === undefined ? text : text.slice(ten.length);
  const unit = rest === '' ? 0 : nativeUnits[rest];
  return (ten === undefined && rest === '') || unit === undefined
    ? null
    : (nativeTens[ten ?? ''] ?? 0) + unit;
}

/** In Korean the thing counted stands before the number: "탈북민 600명". */
function nounBefore(text: string, at: number): { start: number; end: number; text: string } | null {
  const match = /(?<![\d\p{Script=Hangul}])(\p{Script=Hangul}{2,})\s$/u.exec(
    text.slice(Math.max(0, at - 20), at),
  );
  if (
    match?.[1] === undefined ||
    /(?:에서|에게|으로|에는|에|은|는|이|가|을|를|과|와|의|도|서|고|며)$/.test(match[1])
  )
    return null;
  const start = at - match[0].length;
  return { start, end: start + match[1].length, text: match[1] };
}
