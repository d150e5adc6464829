/**
 * Which State words mean: any name, code, abbreviation or capital, in English, Korean or Chinese. A
 * dossier's own State things add names, and States that only it knows (user-assigned codes XAA to XZZ).
 * Words that several States bear are never settled by a guess.
 */
import { byText } from '../base/ids.js';
import { fail, ok, type Result } from '../base/result.js';
import { type CaseFile, textsOf, textOf, type Thing, thingsOf } from '../view/thing.js';
import { NameIndex, nameKey } from './names.js';
import { type Reference, type State, type StateId } from './reference.js';

/** Words that could be either of two States of one divided country. */
const sharedNames: Readonly<Record<string, readonly StateId[]>> = {
  Korea: ['KOR', 'PRK'],
  코리아: ['KOR', 'PRK'],
};

/** Places whose treaties come through a State, or that the depositary's tables do not list. */
const noStates: readonly { readonly names: readonly string[]; readonly why: string; readonly fix: string }[] =
  [
    {
      names: ['Hong Kong', 'Hongkong', 'HKSAR', 'HKG', '홍콩', '香港'],
      why: 'is not a State: a treaty binds there through the State that extended it, and extensions are not in the data',
      fix: "Ask about China, then read the depositary's notes on territorial application.",
    },
    {
      names: ['Macao', 'Macau', 'MAC', '마카오', '澳门', '澳門'],
      why: 'is not a State: a treaty binds there through the State that extended it, and extensions are not in the data',
      fix: "Ask about China, then read the depositary's notes on territorial application.",
    },
    {
      names: [
        'Taiwan',
        'Republic of China',
        'ROC',
        'TWN',
        '대만',
        '타이완',
        '중화민국',
        '台湾',
        '臺灣',
        '台灣',
        '中華民國',
        '中华民国',
      ],
      why: "has no participation of its own in the depositary's tables, so that the data cannot answer for it",
      fix: "Read the depositary's historical note on China for signatures and deposits of before 1971.",
    },
  ];

/** The reference's States with what the dossier says about its own. */
export function statesOf(reference: Reference, file: CaseFile | null): ReadonlyMap<StateId, State> {
  if (file === null) return reference.states;
  const things = thingsOf(file, 'State');
  if (things.length === 0) return reference.states;
  const all = new Map(reference.states);
  for (const thing of things) {
    const known = all.get(thing.id);
    all.set(thing.id, known === undefined ? ownState(thing) : withNames(known, thing));
  }
  return all;
}

function ownState(thing: Thing): State {
  const names = textsOf(thing, 'name');
  const en = textOf(thing, 'name', 'en') ?? names[0] ?? thing.id;
  return {
    id: thing.id,
    alpha2: null,
    name: { en, ko: textOf(thing, 'name', 'ko') ?? en, zh: textOf(thing, 'name', 'zh') ?? en },
    official: en,
    aliases: [...names, ...textsOf(thing, 'alias')],
    demonyms: textsOf(thing, 'demonym'),
    capital: textOf(thing, 'capital'),
    kind: 'other',
    region: null,
    from: null,
    until: null,
    successors: [],
  };
}

function withNames(state: State, thing: Thing): State {
  return {
    ...state,
    aliases: [
      ...state.aliases,
      ...textsOf(thing, 'name'),
      ...textsOf(thing, 'alias'),
      ...textsOf(thing, 'capital'),
    ],
    demonyms: [...state.demonyms, ...textsOf(thing, 'demonym')],
  };
}

/** Every name a State goes by as a noun; people's names are `demonyms`. */
export function namesOf(state: State): readonly string[] {
  const { name, capital } = state;
  const all = [name.en, name.ko, name.zh, state.official, ...state.aliases];
  return [...new Set(capital === null ? all : [...all, capital])];
}

const indexes = new WeakMap<object, NameIndex>();

function indexOf(states: ReadonlyMap<StateId, State>): NameIndex {
  const kept = indexes.get(states);
  if (kept !== undefined) return kept;
  const index = new NameIndex();
  for (const state of states.values()) {
    index.add(state.id, state.id);
    if (state.alpha2 !== null) index.add(state.alpha2, state.id);
    for (const name of [...namesOf(state), ...state.demonyms]) index.add(name, state.id);
  }
  for (const [name, ids] of Object.entries(sharedNames)) for (const id of ids) index.add(name, id);
  indexes.set(states, index);
  return index;
}

/**
 * The State that `words` name. Kinds: `no-such-state`, with the nearest names; `ambiguous-state`,
 * with the States that bear the name.
 */
export function findState(reference: Reference, file: CaseFile | null, words: string): Result<State> {
  return findStateIn(statesOf(reference, file), words);
}

/** The same over States already gathered. */
export function findStateIn(states: ReadonlyMap<StateId, State>, words: string): Result<State> {
  const exact = states.get(words.trim());
  if (exact !== undefined) return ok(exact);
  const index = indexOf(states);
  const named = index.find(words);
  const found = (named.length > 0 ? named : index.find(words.replace(GOVERNMENT, ''))).flatMap(
    (id) => states.get(id) ?? [],
  );
  const living = found.filter((state) => state.kind !== 'historical');
  const [one, another] = living.length > 0 ? living : found;
  const shown = words.trim().slice(0, 60);
  if (one === undefined) {
    const place = noStates.find(({ names }) => names.some((name) => nameKey(name) === nameKey(words)));
    if (place !== undefined) return fail('no-such-state', `${shown} ${place.why}.`, { fix: place.fix });
    return fail('no-such-state', `No State is called "${shown}" here.`, {
      fix: `Write a name or an ISO 3166 code${nearest(states, words)}.`,
    });
  }
  if (another !== undefined)
    return fail('ambiguous-state', `"${shown}" can mean more than one State.`, {
      fix: `Write one of: ${found
        .map((state) => `${state.name.en} (${state.id})`)
        .sort(byText)
        .join(', ')}.`,
    });
  return ok(one);
}

/** "the Government of China", "the Chinese government": the State. */
const GOVERNMENT = /^\s*(?:the\s+)?government\s+of\s+|\s+government\s*$|\s*(?:政府|정부)\s*$/i;

/** Names that begin alike, for the hint. */
function nearest(states: ReadonlyMap<StateId, State>, words: string): string {
  const start = words.trim().slice(0, 3).toLowerCase();
  const near = [...states.values()]
    .filter((state) => start.length === 3 && state.name.en.toLowerCase().startsWith(start))
    .map((state) => `${state.name.en} (${state.id})`)
    .sort(byText)
    .slice(0, 4);
  return near.length === 0 ? ', such as China or CHN' : `: ${near.join(', ')}`;
}
