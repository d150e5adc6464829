/**
 * A search as one reader sees it. Most matches are counted and ordered by the database; those that hold
 * something under a consent, in a compartment, or are alike by name alone are looked at one by one.
 */
import { byText } from '../../core/base/ids.js';
import { ok, type Result } from '../../core/base/result.js';
import { type Consents } from '../../core/policy/consent.js';
import {
  type FoundThing,
  lookAt,
  lookWhole,
  type Search,
  type SearchAsked,
} from '../../core/search/asked.js';
import { refWord } from '../../core/search/document.js';
import { nameQuery, type Term, type Through, titleQuery, tsqueryOf } from '../../core/search/query.js';
import { textOf, type Thing } from '../../core/view/thing.js';
import { model } from '../../core/model/model.js';
import { recordedBy } from './entries.js';
import { type Asked, momentOf, readSeen, readSeenInCompartments } from './read.js';
import { type ReadSession } from './reader.js';
import { COUNTED_MAX, countMarks, countRows, findRows, type FoundRow, type Looked } from './search.js';

/** Things called by a word, whose references are followed, at most. */
const THROUGH_MAX = 20;
/** Matches that are looked at one by one, at most, of each kind. */
const LOOKED_MAX = 500;

export async function readSearch(
  session: ReadSession,
  asked: Asked,
  search: SearchAsked,
  consents: Consents,
): Promise<Result<Search>> {
  const seq = await momentOf(session, asked);
  if (!seq.ok) return seq;
  const at = { session, asked, consents, seq: seq.value };
  const base = { dossier: asked.dossier, audience: asked.allowed.view, seq: seq.value };
  const through = await throughOf(session, { ...base, ...wide }, search.query.all);
  const { marks, firstDay, lastDay, offset, limit } = search;
  const compartments = await readSeenInCompartments(session, asked, seq.value, consents);
  const looked: Looked = {
    ...base,
    marks,
    firstDay,
    lastDay,
    query: tsqueryOf(search.query, { through }),
    except: [...compartments.keys()],
  };
  const singly = await lookedAtSingly(at, { looked, search, through, compartments });
  const open = await findRows(session, looked, {
    offset: singly.length === 0 ? offset : 0,
    limit: singly.length === 0 ? limit : offset + limit,
    consented: false,
  });
  const seen = await readSeen(
    session,
    asked,
    { seq: seq.value, only: open.map(({ thing }) => thing) },
    consents,
  );
  const ranked = [
    ...singly,
    ...open.flatMap(({ thing: id, rank }): FoundThing[] => {
      const thing = seen.get(id);
      const found = thing === undefined ? null : lookAt(thing, search, through, rank);
      return found === null ? [] : [found];
    }),
  ].sort((a, b) => b.rank - a.rank || byText(a.thing.id, b.thing.id));
  const things = singly.length === 0 ? ranked : ranked.slice(offset, offset + limit);
  const counted = await countRows(session, looked);
  return ok({
    things,
    total: counted + singly.length,
    marks: await countMarks(session, looked),
    countedAll: counted <= COUNTED_MAX && singly.length === 0,
    titles: await titlesOf(at, things),
    seq: seq.value,
    asOf: await recordedBy(session, asked.dossier, seq.value),
  });
}

const wide = { marks: [], firstDay: null, lastDay: null, except: [] } as const;

/** What each word is the name of: places, bodies, States, people, sources. */
async function throughOf(
  session: ReadSession,
  base: Omit<Looked, 'query'>,
  terms: readonly Term[],
): Promise<Through> {
  const through = new Map<Term, readonly string[]>();
  for (const term of terms) {
    const rows = await findRows(
      session,
      { ...base, query: titleQuery(term) },
      {
        offset: 0,
        limit: THROUGH_MAX,
        consented: false,
      },
    );
    if (rows.length > 0)
      through.set(
        term,
        rows.map(({ thing }) => refWord(thing)),
      );
  }
  return through;
}

interface At {
  readonly session: ReadSession;
  readonly asked: Asked;
  readonly consents: Consents;
  readonly seq: number;
}

interface Looking {
  readonly looked: Looked;
  readonly search: SearchAsked;
  readonly through: Through;
  readonly compartments: ReadonlyMap<string, Thing>;
}

async function lookedAtSingly(
  { session, asked, consents, seq }: At,
  { looked, search, through, compartments }: Looking,
): Promise<FoundThing[]> {
  const { query, name } = search;
  const first = { offset: 0, limit: LOOKED_MAX };
  const keys = name?.keys ?? [];
  const rows: FoundRow[] = await findRows(
    session,
    { ...looked, query: tsqueryOf(query, { keys, through }) },
    { ...first, consented: true },
  );
  if (keys.length > 0) {
    const alike = { ...looked, query: nameQuery(query, keys) };
    rows.push(...(await findRows(session, alike, { ...first, consented: false })));
  }
  const seen = await readSeen(session, asked, { seq, only: rows.map(({ thing }) => thing) }, consents);
  const ranks = new Map(rows.map(({ thing, rank }) => [thing, rank]));
  const all = new Map<string, Thing>([...seen, ...compartments]);
  return [...all.values()].flatMap((thing) => {
    const found = lookWhole(thing, search, through, ranks.get(thing.id) ?? 0.5);
    return found === null ? [] : [found];
  });
}

/** Of the sources of what is shown, and of what was found by a reference. */
async function titlesOf(
  { session, asked, consents, seq }: At,
  things: readonly FoundThing[],
): Promise<ReadonlyMap<string, string>> {
  const ids = new Set<string>();
  for (const { met } of things) {
    for (const { held } of met.hits.slice(0, 5)) ids.add(held.claim.source);
    for (const { through } of met.terms ?? []) if (through !== null) ids.add(through);
  }
  const seen = await readSeen(session, asked, { seq, only: [...ids] }, consents);
  return new Map([...seen].map(([id, thing]) => [id, textOf(thing, model[thing.type].title) ?? id]));
}
