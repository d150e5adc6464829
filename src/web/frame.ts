/**
 * What every page knows of the request: the language, the moment asked for, and how to make links
 * that keep both. A frame is a value made once per request; pages only read it.
 */
import { type Context } from 'hono';
import { type FrameLanguage, type Label } from '../core/base/language.js';
import { ok, type Problem, type Result } from '../core/base/result.js';
import { admitsAnywhere } from '../core/policy/admit.js';
import { actorOf } from '../app/people/person.js';
import { parseMoment } from '../core/view/moment.js';
import { say, type Params, type Word } from './words.js';

/** Who reads, as the masthead says it. */
export type Who =
  | 'nobody'
  | 'operator'
  | {
      readonly name: string;
      /** Whether they let people in anywhere. */
      readonly admits: boolean;
      readonly passkeys: number;
    };

export interface Frame {
  readonly lang: FrameLanguage;
  readonly who: Who;
  /** The moment the reader asked for, as `parseMoment` writes it, or `null` for now. */
  readonly asOf: string | null;
  /** This page's own address without `lang`, for the language switch. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Set when the language was chosen in the address, so that links keep it. */
  readonly keptLang: FrameLanguage | null;
}

/** Reads the request; a bad `asOf` is a problem to show, not a page as of now. */
export function frameOf(c: Context): { readonly frame: Frame; readonly problem: Problem | null } {
  const url = new URL(c.req.url);
  const chosen = languageNamed(url.searchParams.get('lang'));
  const asOf = readAsOf(url.searchParams.get('asOf'));
  const frame: Frame = {
    lang: chosen ?? acceptedLanguage(c.req.header('accept-language') ?? ''),
    who: whoOf(c),
    asOf: asOf.ok ? asOf.value : null,
    path: url.pathname,
    query: url.searchParams,
    keptLang: chosen,
  };
  return { frame, problem: asOf.ok ? null : asOf.problem };
}

function whoOf(c: Context): Who {
  const visitor = c.get('visitor');
  if (visitor?.kind !== 'person') return visitor?.kind ?? 'nobody';
  const { person } = visitor.visit;
  return {
    name: person.name === '' ? person.id : person.name,
    admits: admitsAnywhere(actorOf(person)),
    passkeys: person.authenticators.length,
  };
}

function readAsOf(text: string | null): Result<string | null> {
  if (text === null || text.trim() === '') return ok(null);
  const moment = parseMoment(text.trim(), 'asOf');
  return moment.ok ? ok(moment.value.text) : moment;
}

function languageNamed(text: string | null): FrameLanguage | null {
  return text === 'en' || text === 'ko' ? text : null;
}

/** The first of our languages in the reader's order of preference. */
function acceptedLanguage(header: string): FrameLanguage {
  const ranked = header
    .slice(0, 500)
    .split(',')
    .map((part, order) => {
      const [tag = '', ...rest] = part.trim().split(';');
      const quality = Number(/^q=([\d.]+)$/.exec(rest.join('').trim())?.[1] ?? 1);
      return { name: languageNamed(tag.trim().slice(0, 2).toLowerCase()), quality, order };
    })
    .filter((one) => one.name !== null && one.quality > 0)
    .sort((a, b) => b.quality - a.quality || a.order - b.order);
  return ranked[0]?.name ?? 'en';
}

/** For pages above the dossiers: an entry's number means something in one log only, so it is not carried. */
export function aboveDossiers(frame: Frame): Frame {
  return frame.asOf?.startsWith('entry:') === true ? { ...frame, asOf: null } : frame;
}

/** An address inside the site that keeps the language and the moment. */
export function to(frame: Frame, path: string, query: Readonly<Record<string, string>> = {}): string {
  const [bare = '', anchor] = path.split('#');
  const params = new URLSearchParams(query);
  if (frame.asOf !== null && !params.has('asOf')) params.set('asOf', frame.asOf);
  if (frame.keptLang !== null && !params.has('lang')) params.set('lang', frame.keptLang);
  if (params.get('asOf') === '') params.delete('asOf');
  const text = params.toString();
  return `${bare}${text === '' ? '' : `?${text}`}${anchor === undefined ? '' : `#${anchor}`}`;
}

/** This very page in another language, everything else kept. */
export function inLanguage(frame: Frame, lang: FrameLanguage): string {
  const params = new URLSearchParams(frame.query);
  params.set('lang', lang);
  return `${frame.path}?${params.toString()}`;
}

/** A word of the frame in the reader's language. */
export function word(frame: Frame, key: Word, params: Params = {}): string {
  return say(frame.lang, key, params);
}

/** A label of the model or of a code list in the reader's language. */
export function labelled(frame: Frame, label: Label): string {
  return label[frame.lang];
}
