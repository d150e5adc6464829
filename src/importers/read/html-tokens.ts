/**
 * HTML cut into text and tags in one pass, in time that grows with its length only. Nothing is built,
 * resolved or run: what a browser would do with it is not our question, only which words a reader sees.
 */
import { windows1252 } from './encoding.js';

export type HtmlToken =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'open';
      readonly name: string;
      readonly attributes: ReadonlyMap<string, string>;
    }
  | { readonly kind: 'close'; readonly name: string }
  /** What stands inside script, style and the like: code or data, not words. */
  | { readonly kind: 'raw'; readonly name: string; readonly text: string };

/** Elements whose content is not markup; in the second set it is words nevertheless. */
const RAW = new Set(['script', 'style', 'xmp', 'iframe', 'noembed', 'noframes', 'plaintext']);
const RAW_WORDS = new Set(['title', 'textarea']);

export function* htmlTokens(source: string): Generator<HtmlToken> {
  let at = 0;
  while (at < source.length) {
    const less = source.indexOf('<', at);
    if (less === -1) {
      yield words(source.slice(at));
      return;
    }
    if (less > at) yield words(source.slice(at, less));
    const next = source[less + 1] ?? '';
    if (next === '!' || next === '?') at = afterDeclaration(source, less);
    else if (next === '/' && /[a-z]/i.test(source[less + 2] ?? '')) {
      const end = source.indexOf('>', less);
      const name = nameAt(source, less + 2);
      yield { kind: 'close', name };
      at = end === -1 ? source.length : end + 1;
    } else if (/[a-z]/i.test(next)) {
      const tag = openTag(source, less + 1);
      yield { kind: 'open', name: tag.name, attributes: tag.attributes };
      at = tag.end;
      if (RAW.has(tag.name) || RAW_WORDS.has(tag.name)) {
        const end = rawEnd(source, at, tag.name);
        const text = source.slice(at, end);
        if (RAW_WORDS.has(tag.name)) yield words(text);
        else yield { kind: 'raw', name: tag.name, text };
        at = end;
      }
    } else {
      yield words('<');
      at = less + 1;
    }
  }
}

function words(text: string): HtmlToken {
  return { kind: 'text', text: decodeEntities(text) };
}

function afterDeclaration(source: string, less: number): number {
  const end = source.startsWith('<!--', less)
    ? source.indexOf('-->', less + 4) + 2
    : source.indexOf('>', less);
  return end <= less ? source.length : end + 1;
}

function rawEnd(source: string, from: number, name: string): number {
  const close = new RegExp(`</${name}(?=[\\s/>])`, 'gi');
  close.lastIndex = from;
  return close.exec(source)?.index ?? source.length;
}

const NAME = /[^\s/>]{1,64}/y;

function nameAt(source: string, at: number): string {
  NAME.lastIndex = at;
  return (NAME.exec(source)?.[0] ?? '').toLowerCase();
}

const ATTRIBUTE_NAME = /[^\s/>=]+|=/y;
const GAP = /[\s/]*/y;
const SPACE = /\s*/y;
const BARE = /[^\s>]*/y;

function skip(pattern: RegExp, source: string, at: number): number {
  pattern.lastIndex = at;
  return at + (pattern.exec(source)?.[0].length ?? 0);
}

function openTag(source: string, from: number) {
  const name = nameAt(source, from);
  const attributes = new Map<string, string>();
  let at = from + name.length;
  for (;;) {
    at = skip(GAP, source, at);
    if (at >= source.length) return { name, attributes, end: source.length };
    if (source[at] === '>') return { name, attributes, end: at + 1 };
    const nameEnd = Math.max(skip(ATTRIBUTE_NAME, source, at), at + 1);
    const key = source.slice(at, nameEnd).toLowerCase();
    at = skip(SPACE, source, nameEnd);
    let value = '';
    if (source[at] === '=') {
      at = skip(SPACE, source, at + 1);
      const quote = source[at];
      if (quote === '"' || quote === "'") {
        const end = source.indexOf(quote, at + 1);
        if (end === -1) return { name, attributes, end: source.length };
        value = source.slice(at + 1, end);
        at = end + 1;
      } else {
        const end = skip(BARE, source, at);
        value = source.slice(at, end);
        at = end;
      }
    }
    // The first of two attributes of one name counts, as in browsers.
    if (!attributes.has(key)) attributes.set(key, decodeEntities(value));
  }
}

/** Names of the letters from U+00A0 to U+00FF, in order, and of the signs met outside it. */
const LATIN1 =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml';
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ...LATIN1.split(' ').map((name, i): [string, string] => [name, String.fromCharCode(160 + i)]),
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['ndash', '–'],
  ['mdash', '—'],
  ['lsquo', '‘'],
  ['rsquo', '’'],
  ['sbquo', '‚'],
  ['ldquo', '“'],
  ['rdquo', '”'],
  ['bdquo', '„'],
  ['hellip', '…'],
  ['bull', '•'],
  ['dagger', '†'],
  ['euro', '€'],
  ['trade', '™'],
  ['rarr', '→'],
  ['larr', '←'],
  ['ensp', '\u2002'],
  ['emsp', '\u2003'],
  ['thinsp', '\u2009'],
  ['zwnj', '\u200c'],
  ['zwj', '\u200d'],
  ['OElig', 'Œ'],
  ['oelig', 'œ'],
  ['Scaron', 'Š'],
  ['scaron', 'š'],
]);

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z][a-z0-9]{1,8});?/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES.get(name) ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    if (code >= 0x80 && code <= 0x9f) return windows1252(Uint8Array.of(code));
    return code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)
      ? '\ufffd'
      : String.fromCodePoint(code);
  });
}
