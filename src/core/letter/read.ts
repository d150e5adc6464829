/**
 * Reads a letter: text in, assertions out, nothing looked up. What it says is found by general rules
 * on names and roles; the same text and lexicon always give the same reading.
 */
import { type Assertion, type LetterHead, type Named, type Reading, type Unread } from './assertion.js';
import { dayFirstIn, findDates } from './dates.js';
import { triggersIn } from './events.js';
import { withFigures } from './figures.js';
import { findAnswers } from './find/answer.js';
import { findEarlierAsks } from './find/ask.js';
import { findDemands } from './find/demand.js';
import { findEastAsian } from './find/east-asian.js';
import { findFiguresSaid } from './find/figure.js';
import { findEventDates } from './find/happening.js';
import { findHarms, findRiskProfiles } from './find/harm.js';
import { findLegalConclusions, findTreatyContents } from './find/law.js';
import { findMotives } from './find/motive.js';
import { findOccasions } from './find/occasion.js';
import { findOfficesAround, findOfficesSaid, oncePerPerson } from './find/office.js';
import { findPositions } from './find/position.js';
import { findCharacterisations, findFrequencies, findSuperlatives } from './find/quality.js';
import { findAttributions } from './find/speech.js';
import { findTreatyStatus } from './find/treaty.js';
import { type Finder, type Found, type Scene } from './finding.js';
import { headOf } from './head.js';
import { type Lexicon, type Name } from './lexicon.js';
import { emptyMemory, type Memory, mentionsOf, resolveBack } from './mentions.js';
import { maskOf, type Mention, type Passage } from './passage.js';
import { sentencesIn } from './sentences.js';
import { bySpan, contains, overlaps, type Span, withLead } from './span.js';
import { type Block, type Structure, structureOf } from './structure.js';
import { unreadIn } from './unread.js';

export interface LetterReading {
  readonly head: LetterHead;
  readonly assertions: readonly Assertion[];
  readonly unread: readonly Unread[];
  readonly structure: Structure;
}

const finders: readonly Finder[] = [
  findOccasions,
  findFiguresSaid,
  findEventDates,
  findSuperlatives,
  findFrequencies,
  findTreatyStatus,
  findTreatyContents,
  findAttributions,
  findEarlierAsks,
  findAnswers,
  findPositions,
  findCharacterisations,
  findHarms,
  findRiskProfiles,
  findLegalConclusions,
  findMotives,
  findDemands,
  findEastAsian,
];

/** Every assertion of the letter in reading order, and what could not be read. Never throws, whatever the text. */
export function readLetter(text: string, lexicon: Lexicon): LetterReading {
  const structure = structureOf(text);
  const { head, addressee } = headOf(text, structure, lexicon);
  const scenes = scenesOf(text, structure, lexicon, { letterDate: head.date, addressee });
  const said: Found[] = [];
  let earlier: Scene['earlier'] = null;
  let asked: Reading | null = null;
  for (const scene of scenes) {
    const placed = {
      ...scene,
      earlier,
      asked: asked?.kind === 'earlier-ask' ? (asked.addressee[0] ?? null) : null,
    };
    const here = settled(
      text,
      finders.flatMap((find) => find(placed)),
    );
    said.push(...here.map((one) => led(text, one, scene.passage)));
    earlier = carried(scene, here, earlier);
    asked = here.findLast(({ reading }) => reading.kind === 'earlier-ask')?.reading ?? asked;
  }
  const around = findOfficesAround(text, structure, lexicon);
  const found = [...said, ...around, ...oncePerPerson(scenes.flatMap(findOfficesSaid), around)];
  const seen = new Set<string>();
  const kept = found.filter((one) => {
    const key = `${one.start} ${one.end} ${JSON.stringify(one.reading)}`;
    return one.end > one.start && !seen.has(key) && seen.add(key) !== null;
  });
  return {
    head,
    structure,
    assertions: kept.sort(bySpan).map((one, i) => assertion(text, one, i)),
    unread: unreadIn(
      text,
      scenes.map((scene) => scene.passage),
      kept,
    ),
  };
}

/** What happened last, for sentences that go on about it; forgotten three sentences later. */
function carried(scene: Scene, here: readonly Found[], earlier: Scene['earlier']): Scene['earlier'] {
  const last = here.findLast(
    ({ reading }) => reading.kind === 'figure' || reading.kind === 'event-date',
  )?.reading;
  const date = scene.passage.mentions.findLast((one) => one.type === 'date')?.date ?? null;
  if (last !== undefined && (last.kind === 'figure' || last.kind === 'event-date')) {
    const { eventKind, actor, people } = last;
    return { eventKind, actor, people, date: last.date ?? date, index: scene.passage.index };
  }
  if (date !== null) {
    const kept = earlier ?? { eventKind: null, actor: null, people: null };
    return { ...kept, date, index: scene.passage.index };
  }
  return earlier === null || scene.passage.index - earlier.index >= 3 ? null : earlier;
}

/** Readings of one sentence that exclude one another: what was asked before is not asked now. */
function settled(text: string, found: readonly Found[]): Found[] {
  const asked = found.filter(({ reading }) => reading.kind === 'earlier-ask');
  const heard = found.filter(({ reading }) => reading.kind === 'answer' || reading.kind === 'position');
  const held = heard.filter(
    ({ reading, start, end }) => reading.kind === 'answer' || /\bthat\b/.test(text.slice(start, end)),
  );
  const within = ({ start, end }: Found, others: readonly Found[]): boolean =>
    others.some((one) => one.start <= start && end <= one.end);
  return found.filter((one) => {
    const { reading } = one;
    if (reading.kind === 'demand' || reading.kind === 'event-date' || reading.kind === 'position')
      return !within(one, asked);
    // "denied that there are any so-called defectors": their words, not the letter's.
    if (reading.kind === 'characterisation' && reading.sense === 'status') return !within(one, heard);
    if (reading.kind === 'characterisation' && reading.sense === 'proportion') return !within(one, held);
    return (
      reading.kind !== 'figure' ||
      reading.figure.qualifier !== 'none' ||
      !heard.some((other) => overlaps(other, one))
    );
  });
}

const happenings: ReadonlySet<string> = new Set(['figure', 'event-date', 'treaty-status', 'earlier-ask']);

/** "In September 1982, the PRC …" begins with its "In". */
function led(text: string, one: Found, passage: Passage): Found {
  return happenings.has(one.reading.kind) ? { ...one, ...withLead(text, one, passage.start) } : one;
}

function assertion(text: string, { start, end, reading, confidence }: Found, index: number): Assertion {
  return {
    id: `a${index + 1}`,
    kind: reading.kind,
    start,
    end,
    text: text.slice(start, end),
    reading,
    readingConfidence: Math.round(Math.max(0, Math.min(1, confidence)) * 100) / 100,
  };
}

const prose: ReadonlySet<Block['kind']> = new Set(['paragraph', 'item', 'heading', 'subject']);

function scenesOf(
  text: string,
  structure: Structure,
  lexicon: Lexicon,
  about: { readonly letterDate: string | null; readonly addressee: Named | null },
): Scene[] {
  const dayFirst = dayFirstIn(text);
  const memory = {
    ...emptyMemory(),
    ...namedAhead(text, lexicon),
    addressed: stateWritten(text, structure, lexicon),
  };
  const scenes: Scene[] = [];
  let lead: Passage | null = null;
  for (const block of structure.blocks) {
    if (!prose.has(block.kind)) continue;
    const dates = findDates(text, block, { letterDate: about.letterDate, dayFirst });
    const all = withFigures(text, block, mentionsOf(text, block, lexicon, dates));
    let next = 0;
    for (const span of sentencesIn(text, block)) {
      // Both run through the block in reading order, so what stood before is not looked at again.
      while ((all.mentions[next]?.start ?? Infinity) < span.start) next++;
      const from = next;
      while ((all.mentions[next]?.start ?? Infinity) < span.end) next++;
      const here = all.mentions.slice(from, next);
      const scene = sceneOf({ text, block, span, index: scenes.length }, here, memory);
      scenes.push({
        ...scene,
        ...about,
        text,
        lexicon,
        counted: all.counted,
        form: structure.form,
        lead,
        earlier: null,
        asked: null,
      });
    }
    const last = scenes.at(-1)?.passage ?? null;
    if (block.kind !== 'item' && block.label === null)
      lead = last !== null && (block.kind === 'heading' || /[:—–-]\s*$/.test(last.text)) ? last : null;
  }
  return scenes;
}

/** The State of whoever the letter is written to, as its address names it. */
function stateWritten(text: string, { blocks }: Structure, lexicon: Lexicon): Mention | null {
  for (const block of blocks.filter(({ kind }) => kind === 'addressee' || kind === 'salutation')) {
    const name = lexicon
      .find(text, block)
      .find(({ entry }) => (entry.type === 'state' ? entry.id : entry.state) !== null);
    if (name === undefined) continue;
    const { start, end, entry } = name;
    const id = entry.type === 'state' ? entry.id : entry.state;
    return { type: 'state', start, end, words: text.slice(start, end), id, state: id, confidence: 0.8 };
  }
  return null;
}

/** The instruments the letter names first and the State it names most, for those said before they are named. */
function namedAhead(text: string, lexicon: Lexicon): Pick<Memory, 'ahead' | 'main'> {
  const names = lexicon.find(text, { start: 0, end: Math.min(text.length, 20_000) });
  const mention = ({ start, end, entry }: Name, type: Mention['type']): Mention => {
    const id = type === 'state' ? (entry.id ?? entry.state) : entry.id;
    return { type, start, end, words: text.slice(start, end), id, state: entry.state, confidence: 0.6 };
  };
  const states = names.filter(({ entry }) => ['state', 'demonym', 'capital'].includes(entry.type));
  const counts = new Map<string, number>();
  for (const { entry } of states) {
    const id = entry.id ?? entry.state ?? '';
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  const most = Math.max(0, ...counts.values());
  const main = states.find(({ entry }) => counts.get(entry.id ?? entry.state ?? '') === most);
  return {
    ahead: names
      .filter(({ entry }) => entry.type === 'instrument')
      .slice(0, 6)
      .map((name) => mention(name, 'instrument')),
    main: main === undefined ? null : mention(main, 'state'),
  };
}

function sceneOf(
  at: { readonly text: string; readonly block: Block; readonly span: Span; readonly index: number },
  all: readonly Mention[],
  memory: Memory,
): Pick<Scene, 'passage' | 'triggers' | 'lastState' | 'lastInstruments'> {
  const before = { lastState: memory.state, lastInstruments: [...memory.instrument].reverse() };
  const inside = all.filter((mention) => contains(at.span, mention));
  const mentions = resolveBack(at.text, at.span, inside, memory);
  const passage: Passage = {
    ...at.span,
    text: at.text.slice(at.span.start, at.span.end),
    mask: maskOf(at.text, at.span, mentions),
    mentions,
    block: at.block,
    index: at.index,
  };
  return { passage, triggers: triggersIn(passage), ...before };
}
