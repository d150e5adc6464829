/**
 * Claims like those of a real dossier, in any number, the same for the same seed: sources that report the
 * same events, repeat and contradict one another, in three languages; places, bodies, asks and answers.
 */
import { type JsonObject } from '../src/core/base/json.js';

/** Mulberry32: small, and the same everywhere. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const KINDS = ['forced-return', 'coerced-return', 'pushback', 'detention', 'arrest'] as const;
const WORDS = {
  en: [
    'returned',
    'group',
    'crossing',
    'women',
    'children',
    'detained',
    'before dawn',
    'by bus',
    'witness',
    'river',
    'office',
  ],
  ko: ['송환된', '여성', '아동', '구금', '국경', '새벽에', '버스로', '목격자', '강을', '건너', '보위부'],
  zh: ['遣返', '妇女', '儿童', '拘留', '边境', '凌晨', '大巴', '目击者', '口岸', '公安'],
} as const;
const FIGURES = ['about 40', 'more than 500', '12', 'at least 80', 'dozens', 'up to 600', 'nearly 200', '3'];
const CREDIBILITY = ['A1', 'B2', 'C3', 'D4', 'F6'];

/** Claims about one event, by each source that reports it. */
const PER_EVENT = 12;

/** Lines of our own JSON Lines, as an import takes them. About one claim in twelve is about something else than an event. */
export function* madeDossier(claims: number, seed = 33): Generator<JsonObject> {
  let made = 0;
  for (const line of endless(claims, seed)) {
    if (made === claims) return;
    made++;
    yield line;
  }
}

/** `claims`: for how many there are to be sources and places enough. */
function* endless(claims: number, seed: number): Generator<JsonObject> {
  const random = randomFrom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const below = (n: number) => Math.floor(random() * n);
  const sources = Math.max(20, Math.ceil(claims / 400));
  const places = Math.max(10, Math.ceil(claims / 1000));
  const say = (
    thing: string,
    type: string,
    property: string,
    value: JsonObject[string],
    source: string,
  ): JsonObject => {
    return {
      record: 'claim',
      thing,
      type,
      property,
      value,
      source,
      credibility: pick(CREDIBILITY),
      audience: random() < 0.2 ? 'team' : 'public',
      locator: { page: String(1 + below(90)), paragraph: String(1 + below(400)) },
    };
  };
  const sentence = (lang: keyof typeof WORDS, length: number) => {
    const words = Array.from({ length }, () => pick(WORDS[lang]));
    return lang === 'zh' ? `${words.join('')}。` : `${words.join(' ')}.`;
  };
  for (let s = 0; s < sources; s++) {
    yield say(
      `S-${s}`,
      'Source',
      'title',
      { text: `Report ${s}: ${sentence('en', 4)}`, lang: 'en' },
      `S-${s}`,
    );
    yield say(`S-${s}`, 'Source', 'kind', pick(['report', 'article', 'testimony', 'dataset']), `S-${s}`);
    yield say(
      `S-${s}`,
      'Source',
      'published',
      `${2000 + below(26)}-${String(1 + below(12)).padStart(2, '0')}`,
      `S-${s}`,
    );
  }
  for (let p = 0; p < places; p++) {
    yield say(
      `PL-${p}`,
      'Place',
      'name',
      { text: `${pick(['온성', '무산', '도문', '단동', '회령'])} ${p}`, lang: 'ko' },
      `S-${below(sources)}`,
    );
    yield say(`PL-${p}`, 'Place', 'kind', pick(['crossing', 'county', 'facility']), `S-${below(sources)}`);
  }
  for (let e = 0; ; e++) {
    const id = `E-${e}`;
    const year = 2000 + below(26);
    const day = `${year}-${String(1 + below(12)).padStart(2, '0')}-${String(1 + below(28)).padStart(2, '0')}`;
    for (let c = 0; c < PER_EVENT; c++) {
      const source = `S-${below(sources)}`;
      switch (c % 6) {
        case 0:
          yield say(id, 'Event', 'kind', pick(KINDS), source);
          break;
        case 1:
          yield say(id, 'Event', 'date', random() < 0.7 ? day : day.slice(0, 7), source);
          break;
        case 2:
          yield say(id, 'Event', 'figure', { words: pick(FIGURES) }, source);
          break;
        case 3:
          yield say(id, 'Event', 'place', `PL-${below(places)}`, source);
          break;
        case 4: {
          const lang = pick(['en', 'ko', 'zh'] as const);
          yield say(id, 'Event', 'summary', { text: sentence(lang, 12 + below(20)), lang }, source);
          break;
        }
        default:
          yield say(id, 'Event', 'title', { text: `Return ${e}, ${sentence('en', 3)}`, lang: 'en' }, source);
      }
    }
  }
}
