/** For whom somebody speaks: a ministry for its State, an ambassador for the embassy and the State it is of. */
import { type ThingId } from '../base/ids.js';
import { type CaseFile, refsOf, thingsOf } from '../view/thing.js';

/** Offices by person and answers already found, kept as long as the case file is. */
interface Known {
  readonly offices: ReadonlyMap<ThingId, readonly ThingId[]>;
  readonly found: Map<ThingId, ReadonlySet<ThingId>>;
}
const kept = new WeakMap<CaseFile, Known>();

/** Itself, the bodies it is part of or holds an office in, and their States. Circles end where they began. */
export function speaksFor(file: CaseFile, id: ThingId): ReadonlySet<ThingId> {
  const known = kept.get(file) ?? { offices: officesOf(file), found: new Map() };
  kept.set(file, known);
  const before = known.found.get(id);
  if (before !== undefined) return before;
  const found = new Set<ThingId>();
  const queue = [id];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    const thing = file.things.get(next);
    if (thing?.type === 'Body') queue.push(...refsOf(thing, 'partOf'), ...refsOf(thing, 'state'));
    queue.push(...(known.offices.get(next) ?? []));
  }
  known.found.set(id, found);
  return found;
}

export function anySpeaksFor(file: CaseFile, ids: readonly ThingId[], whom: ThingId): boolean {
  return ids.some((id) => speaksFor(file, id).has(whom));
}

function officesOf(file: CaseFile): Map<ThingId, ThingId[]> {
  const offices = new Map<ThingId, ThingId[]>();
  for (const tenure of thingsOf(file, 'Tenure'))
    for (const person of refsOf(tenure, 'person'))
      offices.set(person, [...(offices.get(person) ?? []), ...refsOf(tenure, 'body')]);
  return offices;
}
