/**
 * A form set against the record. It is filled from what the body may have and from nothing else; what the
 * whole record would have filled beyond that is named by claim and reason, for whoever fills it, and is in
 * no export.
 */
import { type EdtfDate } from '../base/date.js';
import { type FrameLanguage, type Label } from '../base/language.js';
import { type ClaimId, type ThingId } from '../base/ids.js';
import { type LawData } from '../law/data.js';
import { type DoorFound } from '../law/doors.js';
import { type Consents } from '../policy/consent.js';
import { type Sharing } from '../policy/share.js';
import { type CaseFile, type HeldClaim, type Thing } from '../view/thing.js';
import { type Blank, type Field, type Mandate } from './blank.js';
import { itemsFor, type Scene } from './items.js';
import { asSent, type Refusal, refusalOf } from './share.js';
import { type CitedSource, citing } from './sources.js';

/** One thing a field says, and the claims that say it. */
export interface Item {
  readonly text: string;
  /** BCP 47, where the words are a source's or ours in one language. */
  readonly lang: string;
  readonly claims: readonly HeldClaim[];
  /** From the data on treaties rather than from claims. */
  readonly computed: boolean;
  readonly disputed: boolean;
  /** General knowledge, not read in a source. */
  readonly unread: boolean;
}

export interface Withheld {
  readonly claim: ClaimId;
  readonly thing: ThingId;
  readonly property: string;
  readonly because: Refusal['because'] | 'names-withheld';
  readonly state: Refusal['state'];
}

export interface FilledField {
  readonly field: Field;
  readonly items: readonly Item[];
  /** `by-hand`: no record fills it. */
  readonly state: 'filled' | 'missing' | 'by-hand';
  /** What must not be sent, though the record holds it. */
  readonly withheld: readonly Withheld[];
}

export interface FormOrder {
  readonly blank: Blank;
  readonly mandates: readonly Mandate[];
  readonly event: ThingId | null;
  readonly people: readonly ThingId[];
  readonly state: ThingId;
  readonly submitter: ThingId | null;
  /** What consents call the body. */
  readonly to: string;
  readonly on: EdtfDate;
  readonly today: string;
  readonly lang: FrameLanguage;
}

export interface Filled {
  readonly order: FormOrder;
  readonly door: DoorFound;
  readonly fields: readonly FilledField[];
  readonly sources: readonly CitedSource[];
  /** Every claim that is in it, each once. */
  readonly claims: readonly ClaimId[];
}

export interface FormWorld {
  readonly file: CaseFile;
  readonly consents: Consents;
  /** The law as a case file's claims tell it beside the data. */
  readonly lawFor: (file: CaseFile) => LawData;
  readonly doorFor: (law: LawData, file: CaseFile) => DoorFound;
}

export function fillForm(order: FormOrder, world: FormWorld): Filled {
  const sharing: Sharing = { body: order.to, consents: world.consents, on: order.today };
  const sent = asSent(world.file, sharing);
  const law = world.lawFor(sent);
  const door = world.doorFor(law, sent);
  const scene = sceneOf(order, sent, { law, door, consents: world.consents });
  const whole = sceneOf(order, world.file, { law, door, consents: world.consents });
  const fields = order.blank.fields.map((field): FilledField => {
    const items = itemsFor(field, scene);
    const state = items.length > 0 ? 'filled' : field.fills.length === 0 ? 'by-hand' : 'missing';
    return { field, items, state, withheld: withheldFrom(itemsFor(field, whole), items, sharing) };
  });
  const { sources, claims } = citing(fields, sent, order.lang);
  return { order, door, fields, sources, claims };
}

function sceneOf(order: FormOrder, file: CaseFile, more: Pick<Scene, 'law' | 'door' | 'consents'>): Scene {
  const thing = (id: ThingId): Thing | null => file.things.get(id) ?? null;
  return {
    ...more,
    order,
    file,
    event: order.event === null ? null : thing(order.event),
    people: order.people.flatMap((id) => thing(id) ?? []),
  };
}

/** Claims the whole record would have put there, and the form has not. */
function withheldFrom(all: readonly Item[], sent: readonly Item[], sharing: Sharing): Withheld[] {
  const there = new Set(sent.flatMap(({ claims }) => claims.map(({ id }) => id)));
  const gone = new Map<ClaimId, Withheld>();
  for (const held of all.flatMap(({ claims }) => claims)) {
    if (there.has(held.id)) continue;
    const refusal = refusalOf(held, sharing);
    gone.set(held.id, {
      claim: held.id,
      thing: held.claim.thing.id,
      property: held.claim.property,
      because: refusal?.because ?? 'names-withheld',
      state: refusal?.state ?? null,
    });
  }
  return [...gone.values()];
}

/** What stands in a form in both languages. */
export const formWords = {
  disputed: { en: 'disputed', ko: '이의 제기됨' },
  unread: { en: 'general knowledge, not read in a source', ko: '일반 지식, 출처 미확인' },
  unnamedSource: { en: 'A source that is not named to this body', ko: '이 기구에 밝히지 않는 출처' },
} as const satisfies Readonly<Record<string, Label>>;
