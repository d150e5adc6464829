/** Which instrument and which provision words mean: ids, short titles and full titles in any language. */
import { fail, ok, type Result } from '../base/result.js';
import { byText } from '../base/ids.js';
import {
  type CaseFile,
  codesOf,
  datesOf,
  refsOf,
  textsOf,
  textOf,
  type Thing,
  thingsOf,
} from '../view/thing.js';
import { NameIndex } from './names.js';
import { numberText, parseNumber, type ProvisionNumber } from './number.js';
import { entryRuleFrom } from './rulewords.js';
import { type Instrument, type InstrumentId, type InstrumentKind, type Reference } from './reference.js';

/** The reference's instruments with what the dossier says about its own. */
export function instrumentsOf(
  reference: Reference,
  file: CaseFile | null,
): ReadonlyMap<InstrumentId, Instrument> {
  const things = file === null ? [] : thingsOf(file, 'Instrument');
  if (things.length === 0) return reference.instruments;
  const all = new Map(reference.instruments);
  for (const thing of things) {
    const known = all.get(thing.id);
    all.set(thing.id, known === undefined ? ownInstrument(thing) : extended(known, thing));
  }
  return all;
}

const kinds: readonly InstrumentKind[] = [
  'multilateral-treaty',
  'regional-treaty',
  'protocol',
  'bilateral-agreement',
  'declaration',
  'resolution',
  'statute',
  'constitution',
  'decision',
];

function ownInstrument(thing: Thing): Instrument {
  const kind = kinds.find((name) => codesOf(thing, 'kind').includes(name)) ?? 'multilateral-treaty';
  return {
    id: thing.id,
    title: textOf(thing, 'title') ?? thing.id,
    kind,
    aliases: [...textsOf(thing, 'alias'), ...textsOf(thing, 'title')],
    depositary: textOf(thing, 'depositary'),
    citation: textOf(thing, 'citation'),
    adopted: datesOf(thing, 'adopted')[0] ?? null,
    inForce: datesOf(thing, 'inForce')[0] ?? null,
    until: null,
    articles: null,
    roman: false,
    entry: entryRuleFrom(textOf(thing, 'entryRule') ?? '', isRead(thing)),
    denunciation: null,
    reservations: null,
    carries: null,
    optional: [],
    geographic: null,
    parties: refsOf(thing, 'party'),
    note: textOf(thing, 'note') ?? '',
    source: thing.claims[0]?.claim.source ?? '',
    verified: isRead(thing),
  };
}

const isRead = (thing: Thing): boolean => thing.claims.some((held) => held.claim.basis === 'read');

function extended(known: Instrument, thing: Thing): Instrument {
  return {
    ...known,
    aliases: [...new Set([...known.aliases, ...textsOf(thing, 'alias'), ...textsOf(thing, 'title')])],
    adopted: known.adopted ?? datesOf(thing, 'adopted')[0] ?? null,
    inForce: known.inForce ?? datesOf(thing, 'inForce')[0] ?? null,
    parties: [...new Set([...known.parties, ...refsOf(thing, 'party')])],
  };
}

const indexes = new WeakMap<object, NameIndex>();

function indexOf(instruments: ReadonlyMap<InstrumentId, Instrument>): NameIndex {
  const kept = indexes.get(instruments);
  if (kept !== undefined) return kept;
  const index = new NameIndex();
  for (const one of instruments.values())
    for (const name of [one.id, one.title, ...one.aliases]) {
      index.add(name, one.id);
      index.add(name.replace(/^(?:the\s+)?(?:UN|U\.N\.|United Nations)\s+/i, ''), one.id);
    }
  indexes.set(instruments, index);
  return index;
}

/** The instrument that `words` name. Kinds: `no-such-instrument`, `ambiguous-instrument`. */
export function findInstrument(
  reference: Reference,
  file: CaseFile | null,
  words: string,
): Result<Instrument> {
  return findInstrumentIn(instrumentsOf(reference, file), words);
}

/** The same over instruments already gathered. */
export function findInstrumentIn(
  instruments: ReadonlyMap<InstrumentId, Instrument>,
  words: string,
): Result<Instrument> {
  const index = indexOf(instruments);
  const bare = words.replace(/^(?:the\s+)?(?:UN|U\.N\.|United Nations)\s+/i, '');
  const found = [...new Set([...index.find(words), ...index.find(bare)])];
  const [one, another] = found.flatMap((id) => instruments.get(id) ?? []);
  const shown = words.trim().slice(0, 80);
  if (one === undefined)
    return fail('no-such-instrument', `No instrument is called "${shown}" here.`, {
      fix: `Write one of: ${[...instruments.keys()].sort(byText).join(', ')}; or a short title such as "1951 Convention".`,
    });
  if (another !== undefined)
    return fail('ambiguous-instrument', `"${shown}" can mean more than one instrument.`, {
      fix: `Write one of: ${found.sort(byText).join(', ')}.`,
    });
  return ok(one);
}

/** One provision of an instrument, as letters cite it in one breath. */
export interface Citation {
  readonly instrument: string;
  readonly provision: string;
}

const NUMBER = String.raw`(?:\d{1,3}|[IVXLC]{1,7})[A-Z]?(?:\s?\([0-9a-z]{1,3}\))*`;
const FIRST = new RegExp(
  String.raw`^\s*((?:articles?|arts?\.?)\s*${NUMBER})[\s,]+(?:of\s+)?(?:the\s+)?(.{2,})$`,
  'i',
);
const LAST = new RegExp(String.raw`^(.{2,}?)[\s,]+((?:articles?|arts?\.?)\s*${NUMBER})\s*$`, 'i');
const EAST_ASIAN = /^(.{2,}?)\s*((?:제\s*\d{1,3}\s*조|第\s*[\d一二三四五六七八九十百]{1,6}\s*[条條]).*)$/u;

/** "Article 33 of the Refugee Convention", "CAT art. 3", "난민협약 제33조"; `null` when the words name no provision. */
export function splitCitation(words: string): Citation | null {
  const text = words.normalize('NFKC');
  const first = FIRST.exec(text);
  if (first !== null) return { provision: first[1] ?? '', instrument: first[2] ?? '' };
  const last = LAST.exec(text) ?? EAST_ASIAN.exec(text);
  return last === null ? null : { instrument: last[1] ?? '', provision: last[2] ?? '' };
}

export interface FoundProvision {
  readonly number: ProvisionNumber;
  /** As the instrument prints it: `33(1)`, `IV`. */
  readonly text: string;
}

/** The provision that `words` name: "33", "Article 33(1)", "제33조 제1항". Kind: `no-such-provision`. */
export function findProvision(instrument: Instrument, words: string): Result<FoundProvision> {
  const number = parseNumber(words);
  const shown = words.trim().slice(0, 40);
  if (number === null)
    return fail('no-such-provision', `"${shown}" is not the number of a provision.`, {
      fix: 'Write a number such as 33 or 33(1).',
    });
  if (instrument.articles !== null && number.article > instrument.articles)
    return fail('no-such-provision', `${instrument.title} has no article ${shown}.`, {
      fix: `It has articles 1 to ${instrument.articles}.`,
    });
  return ok({ number, text: numberText(number, instrument.roman) });
}
