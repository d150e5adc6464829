/** Names of things, in the reader's language when the record has one, marked with the language they are in. */
import { type Child } from 'hono/jsx';
import { type ThingId } from '../../core/base/ids.js';
import { model, type TypeName } from '../../core/model/model.js';
import { termOf } from '../../core/model/codes.js';
import { refsOf, standing, type Thing } from '../../core/view/thing.js';
import { type Desk } from '../desk.js';
import { dateText } from '../formats.js';
import { type Frame, to, word } from '../frame.js';
import { mixesAlphabets, visibleText } from './visible.js';

export interface Name {
  readonly text: string;
  /** BCP 47, `und` when nothing says. */
  readonly lang: string;
}

/** The title property in the reader's language, else in English, else in any; else the id. */
export function nameOf(desk: Desk, id: ThingId): Name {
  const thing = desk.file.things.get(id);
  return thing === undefined ? { text: id, lang: 'und' } : titleOf(desk, thing);
}

export function titleOf(desk: Desk, thing: Thing): Name {
  const name = ownName(desk.frame, thing);
  // Owners are named plainly, so that a record that points in a circle still has names.
  const owners = (ownedBy[thing.type] ?? []).flatMap((property) => refsOf(thing, property));
  if (owners.length === 0) return name;
  const parts = owners.map((id) => {
    const owner = desk.file.things.get(id);
    return owner === undefined ? id : ownName(desk.frame, owner).text;
  });
  return { ...name, text: [...parts, name.text].join(' · ') };
}

function ownName(frame: Frame, thing: Thing): Name {
  const property = model[thing.type].title;
  const names = namesIn(thing, property);
  const own = names.find((name) => name.lang === frame.lang || name.lang.startsWith(`${frame.lang}-`));
  const english = names.find((name) => name.lang.startsWith('en'));
  return own ?? english ?? names[0] ?? codedTitle(frame, thing, property);
}

/** An article is nothing without its treaty, nor an office without who holds it. */
const ownedBy: Partial<Record<TypeName, readonly string[]>> = {
  Provision: ['instrument'],
  Participation: ['state', 'instrument'],
  Tenure: ['person'],
};

/** Every standing text of a property, in each of its languages, as recorded; an empty one names nothing. */
export function namesIn(thing: Thing, property: string): Name[] {
  const names = standing(thing, property).flatMap(({ claim }) =>
    claim.value.kind === 'text' && claim.value.text.trim() !== ''
      ? [{ text: claim.value.text, lang: claim.value.lang }]
      : [],
  );
  const code = standing(thing, 'code')[0]?.claim.value;
  return names.length > 0 || code?.kind !== 'text' ? names : [{ text: code.text, lang: 'und' }];
}

function codedTitle(frame: Frame, thing: Thing, property: string): Name {
  const value = standing(thing, property)[0]?.claim.value;
  if (value?.kind !== 'code') return { text: thing.id, lang: 'und' };
  const list = model[thing.type].properties[property]?.codes;
  const term = list === undefined ? null : termOf(list, value.term);
  return { text: term?.[frame.lang] ?? value.term, lang: term === null ? 'und' : frame.lang };
}

/** The label of a code in the reader's language; the code itself when no list has it. */
export function codeName(frame: Frame, list: string, code: string): string {
  return termOf(list, code)?.[frame.lang] ?? code;
}

/** Where a thing's own page is. */
export function pathOf(desk: Desk, id: ThingId): string {
  const rooms: Readonly<Record<string, string>> = {
    Event: 'event',
    Period: 'period',
    Ask: 'ask',
    Source: 'source',
    State: 'state',
  };
  const type = desk.file.things.get(id)?.type;
  return `/d/${desk.file.dossier.id}/${(type === undefined ? undefined : rooms[type]) ?? 'thing'}/${id}`;
}

/** A name in running text; `lang` is set only where it differs from the page. */
export function Named({ frame, name }: { readonly frame: Frame; readonly name: Name }) {
  const text = breakable(visibleText(name.text));
  const shown =
    name.lang === frame.lang || name.lang === 'und' ? <bdi>{text}</bdi> : <bdi lang={name.lang}>{text}</bdi>;
  if (!mixesAlphabets(name.text)) return shown;
  return (
    <>
      {shown} <span class="quiet">{word(frame, 'text.mixed')}</span>
    </>
  );
}

const LONG_WORD = 24;

/** A word too long for a phone may break; nothing is added that would be copied along. */
function breakable(text: string): Child {
  if (!new RegExp(`\\S{${LONG_WORD + 1}}`).test(text)) return text;
  const pieces = text.split(new RegExp(`(?<=\\S{${LONG_WORD}})`));
  return pieces.flatMap((piece, i) => (i === 0 ? [piece] : [<wbr />, piece]));
}

/** A thing's name as a link to its page; plain text when the record does not hold it. */
export function ThingLink({ desk, id }: { readonly desk: Desk; readonly id: ThingId }) {
  const name = <Named frame={desk.frame} name={nameOf(desk, id)} />;
  return desk.file.things.has(id) ? <a href={to(desk.frame, pathOf(desk, id))}>{name}</a> : name;
}

/** Several things in a row, separated by commas. */
export function ThingLinks({ desk, ids }: { readonly desk: Desk; readonly ids: readonly ThingId[] }) {
  return (
    <>
      {ids.map((id, i) => (
        <>
          {i === 0 ? null : ', '}
          <ThingLink desk={desk} id={id} />
        </>
      ))}
    </>
  );
}

/** The first standing date of a property, in words; empty when there is none. */
export function firstDate(frame: Frame, thing: Thing, property = 'date'): string {
  for (const { claim } of standing(thing, property))
    if (claim.value.kind === 'date') return dateText(frame.lang, claim.value.date);
  return '';
}
