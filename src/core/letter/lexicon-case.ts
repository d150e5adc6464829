/**
 * The lexicon of one dossier: every State and instrument of the reference, and the dossier's own
 * bodies, persons, places and occasions. The dossier's names come first; a name is never invented.
 */
import { instrumentsOf } from '../law/instruments.js';
import { type Reference } from '../law/reference.js';
import { statesOf } from '../law/states.js';
import { type CaseFile, refsOf, textsOf, type Thing, thingsOf } from '../view/thing.js';
import { type Entry, type Lexicon, lexiconOf, type NameType } from './lexicon.js';

export function caseLexicon(reference: Reference, file: CaseFile | null): Lexicon {
  return lexiconOf([
    ...capitalEntries(reference, file),
    ...thingEntries(file),
    ...instrumentEntries(reference, file),
    ...stateEntries(reference, file),
  ]);
}

function thingEntries(file: CaseFile | null): Entry[] {
  if (file === null) return [];
  const made = (thing: Thing, type: NameType, names: readonly string[]): Entry => ({
    id: thing.id,
    type,
    names,
    state: refsOf(thing, 'state')[0] ?? null,
  });
  return [
    ...thingsOf(file, 'Body').map((thing) => made(thing, 'body', bodyNames(thing))),
    ...thingsOf(file, 'Person').map((thing) => made(thing, 'person', textsOf(thing, 'name'))),
    ...thingsOf(file, 'Place').map((thing) => made(thing, 'place', textsOf(thing, 'name'))),
    ...thingsOf(file, 'Occasion').map((thing) => made(thing, 'occasion', textsOf(thing, 'name'))),
  ];
}

function bodyNames(thing: Thing): string[] {
  const names = [...textsOf(thing, 'name'), ...textsOf(thing, 'alias')];
  // "UN experts" and "United Nations experts" are one body.
  return names.flatMap((name) => [
    name,
    ...(name.startsWith('UN ') ? [name.replace(/^UN /, 'United Nations ')] : []),
    ...(name.startsWith('United Nations ') ? [name.replace(/^United Nations /, 'UN ')] : []),
  ]);
}

const united = /^(?:the\s+)?(?:UN|U\.N\.|United Nations)\s+/i;

/** Titles go with and without "United Nations", and with the year or "UN" letters put before them. */
function instrumentEntries(reference: Reference, file: CaseFile | null): Entry[] {
  return [...instrumentsOf(reference, file).values()].map((one) => {
    const names = [one.title, ...one.aliases].map((name) => name.replace(/^the\s+/i, ''));
    const bare = names.map((name) => name.replace(united, ''));
    const year = one.adopted?.edtf.slice(0, 4);
    const all = [...names, ...bare];
    return {
      id: one.id,
      type: 'instrument' as const,
      names: [...new Set([...all, ...all.flatMap((name) => prefixed(name, year))])],
      state: null,
    };
  });
}

function prefixed(name: string, year: string | undefined): string[] {
  if (!/^\p{Lu}\p{Ll}/u.test(name) || !name.includes(' ')) return [];
  const dated = year === undefined || name.startsWith(year) ? [] : [`${year} ${name}`];
  return [...dated, ...[name, ...dated].flatMap((one) => [`UN ${one}`, `United Nations ${one}`])];
}

function stateEntries(reference: Reference, file: CaseFile | null): Entry[] {
  return [...statesOf(reference, file).values()].flatMap((state): Entry[] => [
    {
      id: state.id,
      type: 'state',
      names: [state.name.en, state.name.ko, state.name.zh, state.official, ...state.aliases],
      state: null,
    },
    { id: null, type: 'demonym', names: state.demonyms, state: state.id },
  ]);
}

/** A capital that is also one of the dossier's places keeps that id, and still speaks for its State. */
function capitalEntries(reference: Reference, file: CaseFile | null): Entry[] {
  const places = file === null ? [] : thingsOf(file, 'Place');
  return [...statesOf(reference, file).values()].flatMap(({ id, capital }): Entry[] => {
    if (capital === null) return [];
    const place = places.find((thing) => textsOf(thing, 'name').includes(capital));
    return [{ id: place?.id ?? null, type: 'capital', names: [capital], state: id }];
  });
}
