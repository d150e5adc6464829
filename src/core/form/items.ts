/** What the record puts in a field, kind by kind. The scene holds what may be read: these add no rule of their own. */
import { anySpeaksFor } from '../ask/speaks-for.js';
import { dateText } from '../base/date-text.js';
import { bounds } from '../figure/bounds.js';
import { assertNever } from '../base/result.js';
import { type ThingId } from '../base/ids.js';
import { type LawData } from '../law/data.js';
import { type DoorFound } from '../law/doors.js';
import { findingsOn } from '../law/findings.js';
import { shortTitle } from '../law/words.js';
import { termOf } from '../model/codes.js';
import { model } from '../model/model.js';
import { covers, type Consents } from '../policy/consent.js';
import {
  type CaseFile,
  codesOf,
  type HeldClaim,
  refsOf,
  standing,
  type Thing,
  thingsOf,
} from '../view/thing.js';
import { finestDate } from '../view/when.js';
import { type Field, type Fill } from './blank.js';
import { type FormOrder, type Item } from './fill.js';

export interface Scene {
  readonly order: FormOrder;
  readonly file: CaseFile;
  readonly law: LawData;
  readonly door: DoorFound;
  readonly consents: Consents;
  readonly event: Thing | null;
  readonly people: readonly Thing[];
}

/** The same words from several claims are one item. */
export function itemsFor({ fills }: Field, scene: Scene): Item[] {
  const items: Item[] = [];
  for (const item of fills.flatMap((fill) => itemsOf(fill, scene))) {
    const same = items.findIndex(({ text }) => text === item.text);
    const first = items[same];
    if (first === undefined) items.push(item);
    else items[same] = together(first, item);
  }
  return items;
}

function together(a: Item, b: Item): Item {
  const known = new Set(a.claims.map(({ id }) => id));
  return {
    ...a,
    claims: [...a.claims, ...b.claims.filter(({ id }) => !known.has(id))],
    disputed: a.disputed || b.disputed,
    unread: a.unread && b.unread,
  };
}

function itemsOf(fill: Fill, scene: Scene): Item[] {
  const { order, file, event, people } = scene;
  switch (fill.kind) {
    case 'person':
      return people.flatMap((person) => propertyItems(scene, person, fill.property));
    case 'event':
      return event === null ? [] : propertyItems(scene, event, fill.property);
    case 'events':
      return otherEvents(scene, fill.kinds).flatMap((one) =>
        thingItems(scene, one, ['date', 'place', 'title', 'summary']),
      );
    case 'state':
      return stateItems(scene);
    case 'door':
      return scene.door.door.id === fill.door
        ? scene.door.why.map((why) => computed(why[order.lang], order.lang, scene.door.verified))
        : [];
    case 'submitter': {
      const body = order.submitter === null ? undefined : file.things.get(order.submitter);
      return body === undefined ? [] : ['name', 'url'].flatMap((name) => propertyItems(scene, body, name));
    }
    case 'harms':
      return harmsOf(scene).flatMap((harm) => thingItems(scene, harm, ['title', 'summary']));
    case 'asks':
      return about(file, 'Ask', [event, ...people]).flatMap((ask) =>
        thingItems(scene, ask, ['date', 'text']),
      );
    case 'positions':
      return about(file, 'Position', [event]).flatMap((one) => thingItems(scene, one, ['date', 'text']));
    case 'findings':
      return findingItems(scene);
    case 'mandates':
      return mandateItems(scene);
    case 'consent':
      return consentItems(scene);
    case 'sources':
      return [];
    default:
      return assertNever(fill);
  }
}

function computed(text: string, lang: string, verified: boolean): Item {
  return { text, lang, claims: [], computed: true, disputed: false, unread: !verified };
}

function ofClaims(text: string, lang: string, claims: readonly HeldClaim[]): Item {
  return {
    text,
    lang,
    claims,
    computed: false,
    disputed: claims.some((one) => one.standing === 'disputed'),
    unread: claims.every(({ claim }) => claim.basis === 'general-knowledge'),
  };
}

/** A property's standing values, in the language asked for where there are several. */
function propertyItems(scene: Scene, thing: Thing, property: string): Item[] {
  const { order } = scene;
  const held = inLanguage(standing(thing, property), order.lang);
  const label = model[thing.type].properties[property]?.label[order.lang] ?? property;
  if (held.some(({ claim }) => claim.value.kind === 'figure')) return figureItems(scene, thing, held);
  const bare = property === model[thing.type].title || property === 'text' || property === 'summary';
  const items = held.flatMap((one) => {
    const said = valueIn(scene, one);
    return said === null ? [] : [ofClaims(said.text, said.lang, [one, ...said.named])];
  });
  if (bare) return items;
  const named = held.every(({ claim: { value } }) => value.kind === 'ref' || value.kind === 'code');
  const groups = named
    ? [items.filter(({ unread }) => !unread), items.filter(({ unread }) => unread)]
    : items.map((item) => [item]);
  return groups.flatMap((group) => joined(label, group));
}

/** Names of one kind in one line: "Place: Tumen; Dandong". */
function joined(label: string, group: readonly Item[]): Item[] {
  const [first] = group;
  if (first === undefined) return [];
  const texts = [...new Set(group.map(({ text }) => text))];
  return [
    {
      ...first,
      text: `${label}: ${texts.join('; ')}`,
      claims: group.flatMap(({ claims }) => claims),
      disputed: group.some(({ disputed }) => disputed),
    },
  ];
}

/** How many, as bounds over the accounts: never one account's figure as if it were the number. */
function figureItems({ file, order }: Scene, thing: Thing, held: readonly HeldClaim[]): Item[] {
  const { sentence } = bounds(thing, file);
  return [ofClaims(sentence[order.lang], order.lang, held)];
}

/** Texts in the language; else in English; else all there are. Values that are no text pass. */
function inLanguage(held: readonly HeldClaim[], lang: string): readonly HeldClaim[] {
  const tagged = (tag: string) =>
    held.filter(({ claim: { value } }) => value.kind !== 'text' || value.lang.split('-')[0] === tag);
  const texts = (list: readonly HeldClaim[]) => list.some(({ claim }) => claim.value.kind === 'text');
  if (!texts(held)) return held;
  return [tagged(lang), tagged('en')].find(texts) ?? held;
}

interface Said {
  readonly text: string;
  readonly lang: string;
  /** Claims that name what it points at. */
  readonly named: readonly HeldClaim[];
}

function valueIn(scene: Scene, { claim }: HeldClaim): Said | null {
  const { lang } = scene.order;
  const { value } = claim;
  const said = (text: string): Said => ({ text, lang, named: [] });
  switch (value.kind) {
    case 'text':
      return { text: value.text, lang: value.lang, named: [] };
    case 'date':
      return said(dateText(value.date, lang));
    case 'figure': {
      const { words, unit, scope } = value.figure;
      return said([words, unit === 'persons' ? '' : unit, scope].filter((part) => part !== '').join(', '));
    }
    case 'code': {
      const codes = model[claim.thing.type].properties[claim.property]?.codes ?? '';
      return said(termOf(codes, value.term)?.[lang] ?? value.term);
    }
    case 'ref':
      return nameOf(scene, value.id);
    case 'url':
      return said(value.url);
    case 'point':
      return said(`${value.lat}, ${value.lon}`);
    case 'file':
    case 'unknown':
      return null;
    default:
      return assertNever(value);
  }
}

/** `null`: it has no name that may be read here, so nothing is said of it. */
function nameOf({ file, law, order }: Scene, id: ThingId): Said | null {
  const state = law.reference.states.get(id);
  if (state !== undefined) return { text: state.name[order.lang], lang: order.lang, named: [] };
  const thing = file.things.get(id);
  if (thing === undefined) return null;
  const properties = thing.type === 'Person' ? ['name', 'code'] : [model[thing.type].title];
  for (const property of properties)
    for (const one of inLanguage(standing(thing, property), order.lang))
      if (one.claim.value.kind === 'text')
        return { text: one.claim.value.text, lang: one.claim.value.lang, named: [one] };
  return null;
}

/** Several properties of one thing as one item: "4 August 2023. People were …". */
function thingItems(scene: Scene, thing: Thing, properties: readonly string[]): Item[] {
  const parts = properties.flatMap((property) => {
    const [first] = inLanguage(standing(thing, property), scene.order.lang);
    const said = first === undefined ? null : valueIn(scene, first);
    return first === undefined || said === null ? [] : [{ said, held: [first, ...said.named] }];
  });
  // Without words of its own a date or a place says nothing.
  if (!parts.some(({ held }) => held[0]?.claim.value.kind === 'text')) return [];
  const all = [...new Set(parts.map(({ said }) => said.text))];
  // A title that the summary begins with would be said twice.
  const texts = all.filter((one, i) => !all.some((other, j) => j !== i && begins(other, one)));
  const text = texts.map((one) => (/[.!?。]$/.test(one) ? one : `${one}.`)).join(' ');
  const lang = parts.find(({ held }) => held[0]?.claim.value.kind === 'text')?.said.lang ?? scene.order.lang;
  return [
    ofClaims(
      text,
      lang,
      parts.flatMap(({ held }) => held),
    ),
  ];
}

function begins(longer: string, text: string): boolean {
  return longer.length > text.length && longer.toLowerCase().startsWith(text.toLowerCase());
}

function otherEvents({ file, people, event }: Scene, kinds: readonly string[]): Thing[] {
  const ids = people.map(({ id }) => id);
  return thingsOf(file, 'Event').filter(
    (one) =>
      codesOf(one, 'kind').some((kind) => kinds.includes(kind)) &&
      (one.id === event?.id || refsOf(one, 'person').some((id) => ids.includes(id))),
  );
}

function stateItems({ law, order, event }: Scene): Item[] {
  const name = law.states.get(order.state)?.name[order.lang] ?? order.state;
  const held =
    event === null
      ? []
      : standing(event, 'from').filter(
          ({ claim }) => claim.value.kind === 'ref' && claim.value.id === order.state,
        );
  return [held.length === 0 ? computed(name, order.lang, true) : ofClaims(name, order.lang, held)];
}

/** Harms after this event, and those done by the State people were sent to, on the profiles known. */
function harmsOf({ file, event, people }: Scene): Thing[] {
  const to = event === null ? [] : refsOf(event, 'to');
  const profiles = new Set(people.flatMap((person) => codesOf(person, 'profile')));
  const fits = (harm: Thing) => {
    const named = codesOf(harm, 'profile');
    return (
      profiles.size === 0 ||
      named.length === 0 ||
      named.includes('everyone') ||
      named.some((one) => profiles.has(one))
    );
  };
  return thingsOf(file, 'Harm').filter(
    (harm) =>
      (event !== null && refsOf(harm, 'event').includes(event.id)) ||
      (fits(harm) && to.some((state) => anySpeaksFor(file, refsOf(harm, 'by'), state))),
  );
}

function about(file: CaseFile, type: 'Ask' | 'Position', things: readonly (Thing | null)[]): Thing[] {
  const ids = things.flatMap((thing) => thing?.id ?? []);
  return thingsOf(file, type)
    .filter((one) => refsOf(one, 'about').some((id) => ids.includes(id)))
    .sort((a, b) => ((finestDate(a)?.edtf ?? '') < (finestDate(b)?.edtf ?? '') ? -1 : 1));
}

/** Rules whose treaty bound the State that day. No item says that it was broken: that is argued by whoever submits. */
function findingItems({ file, event, law, order }: Scene): Item[] {
  if (event === null) return [];
  const { lang } = order;
  return findingsOn(file, event, law)
    .filter(
      ({ rule, state, binding }) =>
        // What excuses is for the State to raise.
        rule.raised === null && state === order.state && binding?.bound === 'yes',
    )
    .map(({ rule, binding, elements }) => {
      const instrument = law.instruments.get(rule.instrument ?? '');
      const title = instrument === undefined ? (rule.instrument ?? '') : shortTitle(instrument);
      const since = binding?.since ?? '';
      const met = elements.filter(({ state }) => state === 'met').map(({ element }) => element.label[lang]);
      const claims = elements.flatMap((one) => [...one.for, ...one.against]);
      const text =
        lang === 'en'
          ? `${title}, art. ${rule.provision}: ${rule.title.en}. Bound since ${since}.${met.length === 0 ? '' : ` On record: ${met.join('; ')}.`}`
          : `${title} ${rule.provision}조: ${rule.title.ko}. ${since}부터 구속.${met.length === 0 ? '' : ` 기록에 있음: ${met.join('; ')}.`}`;
      const unique = [...new Map(claims.map((one) => [one.id, one])).values()];
      return { ...ofClaims(text, lang, unique), computed: true, unread: !rule.verified };
    });
}

function mandateItems(scene: Scene): Item[] {
  const { order, event } = scene;
  const kinds = event === null ? [] : codesOf(event, 'kind');
  const harms = harmsOf(scene).flatMap((harm) => codesOf(harm, 'kind'));
  return order.mandates
    .filter(
      (one) =>
        one.events.some((kind) => kinds.includes(kind)) || one.harms.some((kind) => harms.includes(kind)),
    )
    .map(({ label }) => computed(label[order.lang], order.lang, false));
}

/** That there is a consent, and since when: how it was given stays here. */
function consentItems({ consents, people, order }: Scene): Item[] {
  return [...consents.values()].flatMap((consent) => {
    const { terms } = consent;
    if (terms === null || !people.some(({ id }) => id === terms.subject)) return [];
    if (covers(consent, `share:${order.to}`, order.today) !== 'yes') return [];
    return [
      computed(
        order.lang === 'en'
          ? `Consent to hand this to the body is on record since ${terms.from}.`
          : `이 기구에 제출하는 데 대한 동의가 ${terms.from}부터 기록되어 있음.`,
        order.lang,
        true,
      ),
    ];
  });
}
