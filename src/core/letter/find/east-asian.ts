/**
 * Korean and Chinese sentences, to a sound baseline: the same kinds of assertion, read from names,
 * dates and figures already found and one table of words a tongue. Sentences are short there; roles
 * come from particles (Korean) or from place (Chinese). Less sure than English, and says so.
 */
import { type Figure } from '../../base/figure.js';
import { type Named, type Reading } from '../assertion.js';
import { type Found, type Scene } from '../finding.js';
import { type Mention, mentionsIn, named, type Passage, stateOf } from '../passage.js';
import { type Span, spanOf, trimmed } from '../span.js';
import {
  codesIn,
  demandTerms,
  harmTerms,
  leverTerms,
  positionTerms,
  profileTerms,
  termsIn,
} from '../terms.js';
import { chinese, korean, type Tongue } from '../tongues.js';
import { happenedNear } from './happening.js';
import { lawOf } from './law.js';

export function findEastAsian(scene: Scene): Found[] {
  const tongue = tongueOf(scene.passage.text);
  if (tongue === null) return [];
  const speech = speeches(scene, tongue);
  return [
    ...speech,
    ...treaties(scene, tongue),
    ...contents(scene, tongue),
    ...asks(scene, tongue),
    ...answers(scene, tongue),
    ...harms(scene, tongue),
    ...profiles(scene, tongue),
    ...law(scene, tongue),
    ...qualities(scene, tongue),
    ...motives(scene, tongue),
    ...occasions(scene, tongue),
  ];
}

function tongueOf(text: string): Tongue | null {
  const hangul = text.match(korean.script)?.length ?? 0;
  const han = text.match(chinese.script)?.length ?? 0;
  if (hangul >= 4 && hangul >= han) return korean;
  return han >= 4 && han * 2 > text.length / 2 ? chinese : null;
}

const actors = new Set<Mention['type']>(['state', 'body', 'person']);

function subjectIn({ mask, start, mentions }: Passage, tongue: Tongue, before: number): Mention | null {
  const candidates = mentions.filter((one) => actors.has(one.type) && one.end - start <= before);
  if (tongue === korean)
    return candidates.findLast((one) => tongue.subjectAfter.test(mask.slice(one.end - start))) ?? null;
  return candidates.find((one) => !tongue.notSubjectBefore.test(mask.slice(0, one.start - start))) ?? null;
}

/** The clause around an offset: between commas and full stops. */
function whole(scene: Scene): Span {
  return trimmed(scene.text, { start: scene.passage.start, end: scene.passage.end });
}

function placed({ start }: Passage, match: RegExpExecArray): Span {
  return { start: start + match.index, end: start + match.index + match[0].length };
}

function dateIn(passage: Passage): Mention | undefined {
  return mentionsIn(passage, passage, 'date')[0];
}

function treaties({ passage, lastState }: Scene, tongue: Tongue): Found[] {
  const { mask, start } = passage;
  const out: Found[] = [];
  for (const { action, words } of tongue.treaty)
    for (const match of mask.matchAll(words)) {
      const near = instrumentsBy(passage, tongue, match);
      if (
        near.length === 0 ||
        out.some((one) => one.start <= start + match.index && start + match.index < one.end)
      )
        continue;
      const denied =
        tongue === korean
          ? tongue.treatyDenied.test(mask.slice(match.index + match[0].length))
          : tongue.treatyDenied.test(mask.slice(0, match.index));
      const subject =
        subjectIn(passage, tongue, match.index) ?? mentionsIn(passage, passage, 'state')[0] ?? lastState;
      const date = dateBy(passage, tongue, match);
      const first = out.length === 0;
      const own = first && subject !== null && subject.start >= start ? [subject] : [];
      out.push({
        ...spanOf(placed(passage, match), ...near, ...own, ...(date === undefined ? [] : [date])),
        reading: {
          kind: 'treaty-status',
          state: subject === null ? null : stateOf(subject),
          instruments: near.map(named),
          action: denied ? 'not-party' : action,
          verb: match[0],
          date: date?.date ?? null,
        },
        confidence: 0.8,
      });
    }
  return out;
}

/** Where the acts of a sentence stand: each owns what lies between it and its neighbour. */
function actsIn(mask: string, tongue: Tongue): number[] {
  return tongue.treaty
    .flatMap(({ words }) => [...mask.matchAll(words)].map((match) => match.index))
    .sort((a, b) => a - b);
}

/** In Korean the instruments stand before the verb, in Chinese after it. */
function instrumentsBy(passage: Passage, tongue: Tongue, match: RegExpExecArray): Mention[] {
  const all = passage.mentions.filter((one) => one.type === 'instrument');
  const at = match.index + passage.start;
  const acts = actsIn(passage.mask, tongue).map((one) => one + passage.start);
  const before = acts.findLast((one) => one < at) ?? passage.start;
  const after = acts.find((one) => one > at) ?? passage.end;
  const mine =
    tongue === korean
      ? all.filter((one) => one.start >= before && one.end <= at)
      : all.filter((one) => one.start >= at && one.end <= after);
  return mine.length > 0 ? mine : all.filter((one) => Math.abs(one.start - at) < 40);
}

function dateBy(passage: Passage, tongue: Tongue, match: RegExpExecArray): Mention | undefined {
  const at = match.index + passage.start;
  const before = actsIn(passage.mask, tongue).findLast((one) => one < match.index);
  const dates = mentionsIn(passage, passage, 'date').filter(
    (one) => one.end <= at && one.start >= passage.start + (before ?? 0),
  );
  return dates.at(-1) ?? (before === undefined ? dateIn(passage) : undefined);
}

function contents(scene: Scene, tongue: Tongue): Found[] {
  const { passage } = scene;
  const cited = /제\s?\d{1,3}조|第\s?(?:\d{1,3}|[一二三四五六七八九十百]+)[条條]/u.exec(passage.text);
  const verb = [...passage.mask.matchAll(tongue.content)].at(-1);
  const instrument = mentionsIn(passage, passage, 'instrument')[0];
  if (verb === undefined || (cited === null && instrument === undefined)) return [];
  const from = instrument?.start ?? passage.start + (cited?.index ?? 0);
  const leads =
    tongue === korean
      ? /^[^.]{0,14}(?:은|는|이|가|에서|에 따르면)\s/
      : /^[^，。]{0,10}(?:第|禁止|规定|規定|要求|保障|明确)/;
  if (
    from > passage.start + verb.index ||
    (instrument !== undefined && !leads.test(passage.mask.slice(instrument.end - passage.start)))
  )
    return [];
  const span = trimmed(scene.text, { start: from, end: passage.end });
  const law = lawOf(scene, span, from - passage.start);
  return [
    {
      ...span,
      reading: {
        kind: 'treaty-content',
        instruments: law.instruments.map(named),
        provision: law.provision,
        says: scene.text.slice(span.start, span.end),
      },
      confidence: 0.75,
    },
  ];
}

/** Attributions and positions: who is said to have said it. */
function speeches(scene: Scene, tongue: Tongue): Found[] {
  const { passage } = scene;
  const { mask } = passage;
  const figure = mentionsIn(passage, passage, 'figure')[0]?.figure ?? null;
  const labels = codesIn(passage.text, positionTerms);
  const verb = [...mask.matchAll(tongue.saying)].at(-1);
  const according = [...mask.matchAll(tongue.according)][0];
  const speaker = speakerIn(passage, tongue, according, verb);
  if (speaker === null) return unknownSpeaker(scene, tongue, figure);
  const date = dateIn(passage)?.date ?? null;
  const calls = [...mask.matchAll(tongue.calling)].at(-1);
  if (labels.length > 0 && calls !== undefined && according === undefined) {
    const span = trimmed(scene.text, {
      start: speaker.start,
      end:
        passage.start +
        Math.max(
          calls.index + calls[0].length,
          ...termsIn(passage.text, positionTerms).map((term) => term.end),
        ),
    });
    return [
      {
        ...span,
        reading: {
          kind: 'position',
          holder: named(speaker),
          labels,
          words: scene.text.slice(speaker.end, span.end),
          date,
        },
        confidence: 0.75,
      },
    ];
  }
  if (according === undefined && verb === undefined) return [];
  const end = according === undefined ? passage.end : passage.start + according.index + according[0].length;
  return [
    {
      ...spanOf(speaker, {
        start: speaker.start,
        end: according === undefined ? passage.end : Math.max(end, speaker.end),
      }),
      reading: {
        kind: 'attribution',
        speaker: named(speaker),
        verb: (according ?? verb)?.[0] ?? '',
        date: null,
        says: passage.text,
        figure,
      },
      confidence: 0.75,
    },
  ];
}

/** "据某报报道", "…에 따르면" of somebody the lexicon does not know. */
function unknownSpeaker(scene: Scene, tongue: Tongue, figure: Figure | null): Found[] {
  const { passage } = scene;
  const shape =
    tongue === korean
      ? /([가-힣A-Za-z·()]{2,14}(?:\s[가-힣A-Za-z]{2,10})?)(?:의 (?:보고서|발표))?에 (?:따르면|의하면)/u
      : /据([^，。“”]{2,14}?)(?:的?(?:报道|统计|估计|报告|消息|称))/u;
  const match = shape.exec(passage.text);
  if (match === null) return [];
  const start = passage.start + match.index;
  return [
    {
      start,
      end: start + match[0].length,
      reading: {
        kind: 'attribution',
        speaker: { words: match[1] ?? match[0], id: null },
        verb: match[0].slice(-3),
        date: null,
        says: passage.text,
        figure,
      },
      confidence: 0.65,
    },
  ];
}

function speakerIn(
  passage: Passage,
  tongue: Tongue,
  according: RegExpExecArray | undefined,
  verb: RegExpExecArray | undefined,
): Mention | null {
  if (according !== undefined) {
    const at = according.index;
    const near = passage.mentions.filter((one) => actors.has(one.type));
    const found =
      tongue === korean
        ? near.findLast((one) => one.end - passage.start <= at && at - (one.end - passage.start) < 16)
        : near.find((one) => one.start - passage.start >= at && one.start - passage.start - at < 12);
    if (found !== undefined) return found;
  }
  return verb === undefined ? null : subjectIn(passage, tongue, verb.index);
}

function asks(scene: Scene, tongue: Tongue): Found[] {
  const { passage } = scene;
  const { mask } = passage;
  const verb = [...mask.matchAll(tongue.asking)].at(tongue === korean ? -1 : 0);
  if (verb === undefined) return [];
  const all = codesIn(passage.text, demandTerms).filter((code) => code !== 'condemn');
  const codes = all.filter((code) => code !== 'raise-with' || all.length === 1);
  const tail = mask.slice(verb.index);
  const isPast =
    tongue === korean
      ? /^\S{2,3}?(?:했|하였|한 바|해 왔|냈)/.test(tail)
      : /(?:曾|已经|已)[^，。]{0,12}$/.test(mask.slice(0, verb.index)) ||
        tongue.past.test(mask.slice(verb.index + verb[0].length)) ||
        dateIn(passage) !== undefined;
  const subject = subjectIn(passage, tongue, verb.index);
  const first = tongue.we.test(mask) || subject === null;
  const span = whole(scene);
  const states = mentionsIn(passage, passage, 'state');
  const says = passage.text;
  if (isPast && subject === null && tongue === chinese && !tongue.we.test(mask)) {
    const who = /^[^，。]{2,24}?(?=曾|已|于)/u.exec(passage.text)?.[0];
    if (who !== undefined)
      return [
        {
          ...span,
          reading: {
            kind: 'earlier-ask',
            by: [{ words: who, id: null }],
            addressee: states.slice(0, 1).map(named),
            date: dateIn(passage)?.date ?? null,
            demands: codes,
            lever: null,
            says,
          },
          confidence: 0.6,
        },
      ];
  }
  if (isPast && subject !== null && !/^(?:우리|我们)/.test(mask)) {
    const others = mentionsIn(passage, passage, 'state', 'body', 'person').filter((one) => one !== subject);
    return [
      {
        ...span,
        reading: {
          kind: 'earlier-ask',
          by: [named(subject)],
          addressee: others.slice(0, 1).map(named),
          date: dateIn(passage)?.date ?? null,
          demands: codes,
          lever: codesIn(says, leverTerms)[0] ?? null,
          says,
        },
        confidence: 0.75,
      },
    ];
  }
  if (!first && codes.length === 0) return [];
  const duty = states[0];
  return [
    {
      ...span,
      reading: {
        kind: 'demand',
        demands: codes.length === 0 ? ['other'] : codes,
        addressee: scene.addressee ?? (duty === undefined ? null : named(duty)),
        dutyBearer: duty === undefined ? null : stateOf(duty),
        instruments: mentionsIn(passage, passage, 'instrument').map(named),
        says,
      },
      confidence: codes.length === 0 ? 0.5 : 0.8,
    },
  ];
}

function answers(scene: Scene, tongue: Tongue): Found[] {
  const { passage } = scene;
  const kinds: readonly (readonly [string, RegExp])[] = [
    ['none', tongue.silent],
    ['denied-event', tongue.denying],
    ['refused', tongue.refusing],
    ['accepted', tongue.accepting],
  ];
  for (const [answerKind, words] of kinds) {
    const match = [...passage.mask.matchAll(words)][0];
    const by =
      match === undefined
        ? null
        : (subjectIn(passage, tongue, match.index) ?? mentionsIn(passage, passage, 'state')[0] ?? null);
    if (match === undefined || by === null) continue;
    const span = trimmed(scene.text, {
      start: Math.min(by.start, passage.start + match.index),
      end: passage.start + match.index + match[0].length,
    });
    return [
      {
        ...span,
        reading: {
          kind: 'answer',
          by: named(by),
          to: null,
          date: dateIn(passage)?.date ?? null,
          answerKind,
          repeated: tongue.frequency.some(
            (one) => one.sense === 'repeated' && passage.mask.search(one.words) !== -1,
          ),
          says: passage.text,
        },
        confidence: 0.72,
      },
    ];
  }
  return [];
}

function harms(scene: Scene, tongue: Tongue): Found[] {
  const { passage } = scene;
  const terms = termsIn(passage.mask, harmTerms);
  const codes = [...new Set(terms.map(({ code }) => code))];
  const [first, last] = [terms[0], terms.at(-1)];
  const demanded =
    passage.mask.search(tongue.asking) !== -1 || mentionsIn(passage, passage, 'instrument').length > 0;
  if (
    first === undefined ||
    last === undefined ||
    demanded ||
    !(tongue.suffering.test(passage.mask) || codes.length > 1)
  )
    return [];
  if (passage.mask.search(tongue.marking) !== -1 && codesIn(passage.text, profileTerms).length > 0) return [];
  const people = mentionsIn(passage, passage, 'people')[0];
  const tail = /^[^.。，,]{0,12}/u.exec(passage.mask.slice(last.end))?.[0].length ?? 0;
  const span = trimmed(scene.text, {
    start: Math.min(people?.start ?? Infinity, passage.start + first.start),
    end: passage.start + last.end + tail,
  });
  return [
    {
      ...span,
      reading: {
        kind: 'harm',
        harms: codes,
        profiles: codesIn(passage.text, profileTerms),
        by: null,
        certainty: /위험|可能|风险|危险|우려/.test(passage.mask) ? 'may' : 'will',
      },
      confidence: 0.75,
    },
  ];
}

function profiles(scene: Scene, tongue: Tongue): Found[] {
  const { passage } = scene;
  const mark = [...passage.mask.matchAll(tongue.marking)][0];
  const codes = codesIn(passage.text, profileTerms).filter((code) => code !== 'border-crosser');
  if (mark === undefined || codes.length === 0) return [];
  return [
    {
      ...whole(scene),
      reading: { kind: 'risk-profile', profiles: codes, harms: codesIn(passage.mask, harmTerms) },
      confidence: 0.75,
    },
  ];
}

function law(scene: Scene, tongue: Tongue): Found[] {
  const { passage } = scene;
  const rules: readonly (readonly [Extract<Reading, { kind: 'legal-conclusion' }>['conclusion'], RegExp])[] =
    [
      ['violates', tongue.violating],
      ['obliged', tongue.obliged],
      ['crime', tongue.crime],
    ];
  const out: Found[] = [];
  for (const [conclusion, words] of rules) {
    const match = [...passage.mask.matchAll(words)][0];
    if (match === undefined) continue;
    const state =
      subjectIn(passage, tongue, match.index) ?? mentionsIn(passage, passage, 'state')[0] ?? scene.lastState;
    const found = lawOf(scene, passage, 0);
    if (
      conclusion !== 'crime' &&
      found.instruments.length === 0 &&
      !/국제법|원칙|国际法|原则|不推回|의무/.test(passage.text)
    )
      continue;
    const at = placed(passage, match);
    const own = state !== null && state.start >= passage.start ? [state] : [];
    const span = spanOf(
      at,
      ...own,
      ...found.instruments.filter((one) => one.start >= passage.start && one.end <= passage.end),
    );
    out.push({
      ...span,
      reading: {
        kind: 'legal-conclusion',
        state: state === null ? null : stateOf(state),
        instruments: found.instruments.map(named),
        provision: found.provision,
        conclusion,
        says: scene.text.slice(span.start, span.end),
      },
      confidence: 0.72,
    });
  }
  return out;
}

function qualities(scene: Scene, tongue: Tongue): Found[] {
  const { passage } = scene;
  const out: Found[] = [];
  const happens = scene.triggers.length > 0;
  for (const { rank, words } of tongue.superlative)
    for (const match of happens ? passage.mask.matchAll(words) : []) {
      const at = placed(passage, match);
      out.push({
        ...at,
        reading: { kind: 'superlative', words: match[0], rank, within: null, ...happenedNear(scene, at) },
        confidence: 0.72,
      });
    }
  const of = ofWhat(scene, tongue);
  for (const { sense, words } of tongue.frequency)
    for (const match of of === null ? [] : passage.mask.matchAll(words)) {
      const at = placed(passage, match);
      out.push({
        ...at,
        reading: {
          kind: 'frequency',
          words: match[0],
          sense,
          count: null,
          unit: null,
          of: of ?? 'other',
          ...happenedNear(scene, at),
        },
        confidence: 0.72,
      });
    }
  for (const { sense, words } of tongue.character)
    for (const match of passage.mask.matchAll(words)) {
      if (sense === 'status' && codesIn(passage.text, positionTerms).length > 0) continue;
      out.push({
        ...placed(passage, match),
        reading: { kind: 'characterisation', words: match[0], sense, about: aboutOf(scene) },
        confidence: 0.7,
      });
    }
  return out;
}

function aboutOf({ passage, lastState }: Scene): Named | null {
  const state = mentionsIn(passage, passage, 'state')[0] ?? lastState;
  return state === null ? null : stateOf(state);
}

function ofWhat(
  { passage, triggers }: Scene,
  tongue: Tongue,
): Extract<Reading, { kind: 'frequency' }>['of'] | null {
  if (passage.mask.search(tongue.violating) !== -1) return 'violations';
  if (passage.mask.search(tongue.denying) !== -1 || passage.mask.search(tongue.refusing) !== -1)
    return 'denials';
  if (triggers.length > 0 && passage.mask.search(tongue.asking) === -1) return 'returns';
  return passage.mask.search(tongue.asking) !== -1 && tongue.past.test(passage.mask) ? 'asks' : null;
}

function motives(scene: Scene, tongue: Tongue): Found[] {
  const { passage } = scene;
  const match = [...passage.mask.matchAll(tongue.motive)][0];
  const state = match === undefined ? null : (mentionsIn(passage, passage, 'state')[0] ?? null);
  if (match === undefined || state === null || scene.triggers.length === 0 || tongue.we.test(passage.mask))
    return [];
  const clause =
    tongue === korean
      ? {
          start: passage.start + passage.mask.lastIndexOf(',', match.index) + 1,
          end: passage.start + match.index + match[0].length,
        }
      : {
          start: passage.start + match.index,
          end:
            passage.start +
            match.index +
            (/[，。；]/.exec(passage.mask.slice(match.index))?.index ?? match[0].length),
        };
  const span = trimmed(scene.text, clause);
  return [
    {
      ...span,
      reading: { kind: 'motive', state: stateOf(state), motive: scene.text.slice(span.start, span.end) },
      confidence: 0.65,
    },
  ];
}

function occasions(scene: Scene, tongue: Tongue): Found[] {
  const { passage } = scene;
  return [...passage.mask.matchAll(tongue.occasion)].slice(0, 1).map((match): Found => {
    const at = placed(passage, match);
    const lead = passage.mentions.findLast(
      (one) => one.end <= at.start && at.start - one.end < 3 && one.type === 'state',
    );
    const span = lead === undefined ? at : spanOf(lead, at);
    const parties = mentionsIn(passage, { start: span.start, end: span.end }, 'state').map(stateOf);
    return {
      ...span,
      reading: {
        kind: 'occasion',
        name: { words: scene.text.slice(span.start, span.end), id: null },
        date: dateIn(passage)?.date ?? null,
        parties,
      },
      confidence: 0.65,
    };
  });
}
