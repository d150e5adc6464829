/** Which things of a dossier lie in which lane of its timeline. */
import { returnKinds } from '../../core/figure/total.js';
import { byText, type ThingId } from '../../core/base/ids.js';
import { codeLists, termOf } from '../../core/model/codes.js';
import { type EdtfDate } from '../../core/base/date.js';
import { codesOf, datesOf, refsOf, standing, type Thing, thingsOf } from '../../core/view/thing.js';
import { type Desk } from '../desk.js';
import { dateText } from '../formats.js';
import { to, word } from '../frame.js';
import { asksOf, fateOf } from '../parts/asks.js';
import { pathOf, titleOf } from '../parts/names.js';
import { sizeOf, sizeText } from '../parts/size.js';
import { type Lane, type Mark, type Row } from '../svg/lanes.js';

const heldKinds: ReadonlySet<string> = new Set([
  'arrest',
  'detention',
  'disappearance',
  'execution',
  'trafficking',
]);

/** Returns against the will: the only events a total may add up. */
export function isReturn(event: Thing): boolean {
  return codesOf(event, 'kind').some((kind) => returnKinds.has(kind));
}

export interface Lanes {
  readonly lanes: readonly Lane[];
  /** Things that belong in a lane but have no date. */
  readonly undated: number;
}

export function lanesOf(desk: Desk): Lanes {
  const { frame, file } = desk;
  const events = thingsOf(file, 'Event');
  const harms = thingsOf(file, 'Harm');
  const asks = thingsOf(file, 'Ask');
  const acts = thingsOf(file, 'Participation').filter((act) => concerns(desk, act));
  const positions = thingsOf(file, 'Position');
  const held = events.filter((event) => codesOf(event, 'kind').some((kind) => heldKinds.has(kind)));
  const marks = (things: readonly Thing[], more: Partial<Mark> = {}) =>
    things.flatMap((thing) => markOf(desk, thing, more));
  const lanes: readonly Lane[] = [
    {
      key: 'returns',
      label: word(frame, 'home.lane-returns'),
      bySize: true,
      rows: [
        {
          label: '',
          marks: events
            .filter(isReturn)
            .flatMap((event) => markOf(desk, event, { size: sizeOf(desk, event) })),
        },
      ],
    },
    {
      key: 'harms',
      label: word(frame, 'home.lane-harms'),
      bySize: false,
      rows: kept([
        { label: word(frame, 'home.row-detention'), marks: marks(held) },
        {
          label: word(frame, 'home.row-other-events'),
          marks: marks(events.filter((event) => !isReturn(event) && !held.includes(event))),
        },
        { label: word(frame, 'home.row-harm'), marks: marks(harms) },
      ]),
    },
    { key: 'asks', label: word(frame, 'home.lane-asks'), bySize: false, rows: askRows(desk, asks) },
    {
      key: 'law',
      label: word(frame, 'home.lane-law'),
      bySize: false,
      rows: kept([
        { label: word(frame, 'home.row-treaties'), marks: marks(acts) },
        { label: word(frame, 'home.row-positions'), marks: marks(positions) },
      ]),
    },
  ];
  const all = [...events, ...harms, ...asks, ...acts, ...positions];
  return { lanes, undated: all.filter((thing) => datesOf(thing).length === 0).length };
}

function kept(rows: readonly Row[]): readonly Row[] {
  return rows.filter((row) => row.marks.length > 0);
}

/** Treaty actions of the States the dossier is about; those of others are on the law page. */
function concerns(desk: Desk, act: Thing): boolean {
  const { returningStates, originStates } = desk.file.dossier;
  return refsOf(act, 'state').some(
    (state) => returningStates.includes(state) || originStates.includes(state),
  );
}

/** One row a lever, in the order of the code list; an ask with two levers stands in the first. */
function askRows(desk: Desk, asks: readonly Thing[]): readonly Row[] {
  const { frame } = desk;
  const answered = new Set<ThingId>(
    asksOf(desk)
      .filter((ask) => fateOf(ask) !== 'open')
      .map(({ id }) => id),
  );
  const order = Object.keys(codeLists.lever);
  const byLever = new Map<string, Thing[]>();
  for (const ask of asks) {
    const lever = codesOf(ask, 'lever')[0] ?? '';
    byLever.set(lever, [...(byLever.get(lever) ?? []), ask]);
  }
  const rank = (lever: string) => (order.includes(lever) ? order.indexOf(lever) : order.length);
  return kept(
    [...byLever]
      .sort(([a], [b]) => rank(a) - rank(b) || byText(a, b))
      .map(([lever, things]) => ({
        label:
          lever === '' ? word(frame, 'home.row-no-lever') : (termOf('lever', lever)?.[frame.lang] ?? lever),
        marks: things.flatMap((ask) => markOf(desk, ask, { filled: answered.has(ask.id) })),
      })),
  );
}

function markOf(desk: Desk, thing: Thing, more: Partial<Mark>): Mark[] {
  const date = datesOf(thing)[0];
  if (date === undefined) return [];
  const unverified = isDoubtful(thing);
  return [
    {
      id: thing.id,
      date,
      title: titleFor(desk, thing, date, more),
      href: to(desk.frame, pathOf(desk, thing.id)),
      filled: !unverified,
      unverified,
      size: null,
      ...more,
    },
  ];
}

function titleFor(desk: Desk, thing: Thing, date: EdtfDate, more: Partial<Mark>): string {
  const size = more.size === undefined ? '' : `: ${sizeText(desk.frame, more.size)}`;
  return `${dateText(desk.frame.lang, date)} · ${titleOf(desk, thing).text}${size}`;
}

/** Nothing about it was read in a source: all of it is general knowledge so far. */
function isDoubtful(thing: Thing): boolean {
  const dated = standing(thing, 'date');
  return dated.length > 0 && dated.every((held) => held.claim.basis === 'general-knowledge');
}
