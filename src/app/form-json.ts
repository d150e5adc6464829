/** The promised JSON of a filled form: what goes to the body, and nothing else. Writers of docx and pdf read this. */
import { type FrameLanguage, type Label } from '../core/base/language.js';
import { type Filled } from '../core/form/fill.js';
import { type Head } from './ports.js';
import { type DoorStatus } from '../core/law/doors.js';
import { type CaseFile } from '../core/view/thing.js';
import { locatorText } from './show.js';

export interface FormJson {
  readonly schema: 'article33-form-1';
  readonly form: string;
  readonly title: string;
  readonly body: string;
  readonly lang: FrameLanguage;
  /** Languages the body reads. */
  readonly languages: readonly string[];
  /** Whether the form's own fields were read on it. */
  readonly verified: boolean;
  readonly from: string;
  readonly rules: readonly string[];
  readonly state: { readonly id: string; readonly name: string };
  readonly door: { readonly id: string; readonly status: DoorStatus; readonly why: readonly string[] };
  readonly fields: readonly FieldJson[];
  readonly sources: readonly SourceJson[];
  /** How many claims are in it. */
  readonly claims: number;
  /** The moment of the record it was read at. */
  readonly record: {
    readonly entry: number;
    readonly asOf: string | null;
    /** The log's size and root then; absent for a past moment. */
    readonly checkpoint?: Head;
  };
}

export interface FieldJson {
  readonly id: string;
  readonly label: string;
  readonly required: boolean;
  readonly verified: boolean;
  readonly state: 'filled' | 'missing' | 'by-hand';
  readonly items: readonly {
    readonly text: string;
    readonly lang: string;
    /** First 16 digits of the ids of the claims that say it. */
    readonly claims: readonly string[];
    /** Numbers in `sources`. */
    readonly sources: readonly number[];
    readonly computed: boolean;
    readonly disputed: boolean;
    readonly generalKnowledge: boolean;
  }[];
  /** What would fill it, when it is not filled. */
  readonly missing?: string;
}

export interface SourceJson {
  readonly number: number;
  readonly title: string | null;
  readonly publisher?: string;
  readonly published?: string;
  readonly symbol?: string;
  readonly urls: readonly string[];
  readonly claims: readonly { readonly id: string; readonly locator: string }[];
}

export function formJson(
  { order, door, fields, sources, claims }: Filled,
  { file, root, name }: { readonly file: CaseFile; readonly root: Head | null; readonly name: Label },
): FormJson {
  const { blank, lang } = order;
  const say = (label: Label) => label[lang];
  const numbers = new Map(sources.flatMap((one) => one.claims.map(({ id }) => [id, one.number] as const)));
  return {
    schema: 'article33-form-1',
    form: blank.id,
    title: say(blank.title),
    body: say(blank.body),
    lang,
    languages: blank.languages,
    verified: blank.verified,
    from: blank.source,
    rules: blank.rules.map(say),
    state: { id: order.state, name: say(name) },
    door: { id: door.door.id, status: door.status, why: door.why.map(say) },
    fields: fields.map(({ field, items, state }) => ({
      id: field.id,
      label: say(field.label),
      required: field.required,
      verified: field.verified,
      state,
      items: items.map((item) => ({
        text: item.text,
        lang: item.lang,
        claims: item.claims.map(({ id }) => id.slice(0, 16)),
        sources: [...new Set(item.claims.flatMap(({ id }) => numbers.get(id) ?? []))].sort((a, b) => a - b),
        computed: item.computed,
        disputed: item.disputed,
        generalKnowledge: item.unread,
      })),
      ...(state === 'filled' ? {} : { missing: say(field.missing) }),
    })),
    sources: sources.map(({ number, title, publisher, published, symbol, urls, claims: read }) => ({
      number,
      title,
      ...(publisher === null ? {} : { publisher }),
      ...(published === null ? {} : { published }),
      ...(symbol === null ? {} : { symbol }),
      urls,
      claims: read.map(({ id, locator }) => ({
        id: id.slice(0, 16),
        locator: Object.keys(locator).length === 0 ? '' : locatorText(locator),
      })),
    })),
    claims: claims.length,
    record: { entry: file.seq, asOf: file.asOf, ...(root === null ? {} : { checkpoint: root }) },
  };
}
