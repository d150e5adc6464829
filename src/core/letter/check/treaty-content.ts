/** What a letter says an instrument provides: the article it is in, or the treaty it is really in. */
import { findProvision } from '../../law/instruments.js';
import { covers, parseNumber } from '../../law/number.js';
import { type Instrument, type Provision } from '../../law/reference.js';
import { type Evidence } from '../assertion.js';
import { type Grounds } from './grounds.js';
import { CARRIED } from '../find/law.js';
import { type Checker, type Judgement, notCheckable, notInRecord, type ReadingOf } from './judgement.js';
import { topicsIn, type Topic, type Where } from './topics.js';
import { instrumentNamed, instrumentsMeant, rowEvidence, theTitle } from './treaty.js';
import { capital, sayList } from './wording.js';
import { overlap } from './word-overlap.js';

export const checkTreatyContent: Checker<'treaty-content'> = (reading, grounds, assertion) => {
  const instruments = instrumentsMeant(grounds, reading.instruments, assertion);
  if (instruments.length === 0)
    return reading.instruments.length === 0
      ? notCheckable('No instrument is named.')
      : notInRecord(
          `The reference data hold no instrument called ${sayList(reading.instruments.map(({ words }) => words))}.`,
        );
  const said = `${reading.says} ${assertion.text}`;
  const found = topicsIn(said);
  const carried = assertion.readingConfidence <= CARRIED;
  if (reading.provision !== null)
    return byProvision(reading, grounds, instruments, { text: said, topics: found, carried });
  return byTopic(grounds, instruments, { text: said, topics: found, carried });
};

interface Said {
  readonly text: string;
  readonly topics: readonly Topic[];
  /** No treaty is named with the article: it was taken from what came before. */
  readonly carried: boolean;
}

function byProvision(
  reading: ReadingOf<'treaty-content'>,
  grounds: Grounds,
  instruments: readonly Instrument[],
  said: Said,
): Judgement {
  const words = reading.provision ?? '';
  const [instrument] = instruments;
  if (instrument === undefined) return notCheckable('No instrument is named.');
  const found = findProvision(instrument, words);
  if (!found.ok && said.carried) return notCheckable(`It is not said of which treaty article ${words} is.`);
  if (!found.ok)
    return {
      holds: ['contradicted'],
      severity: 'high',
      why: `${found.problem.message} ${found.problem.fix ?? ''}`.trim(),
      suggestion: articleFor(grounds, said.topics, instruments),
    };
  const provisions = provisionsOf(grounds, instrument, words);
  const own = said.topics.filter((topic) =>
    topic.where.some((where) => where.instrument === instrument.id && sameArticle(where.article, words)),
  );
  const because = provisions.map((provision) => provisionEvidence(grounds, instrument, provision));
  const duties = provisions.map(({ duty }) => duty).join('; ');
  if (own.length > 0 || provisions.some(({ duty }) => overlap(duty, said.text) >= 0.4))
    return supported(grounds, instrument, found.value.text, { topics: own, duties, because });
  if (
    said.topics.length > 0 &&
    (provisions.length > 0 ||
      said.topics.every(({ where }) => where.some((one) => one.instrument === instrument.id)))
  )
    return {
      holds: ['contradicted'],
      severity: 'high',
      why: `Article ${found.value.text} of ${theTitle(instrument)} is about something else${duties === '' ? '' : ` (${duties.replace(/\.$/, '')})`}. ${capital(sayList(said.topics.map(({ label }) => label)))}: ${places(grounds, said.topics)}.`,
      because,
      suggestion: articleFor(grounds, said.topics, instruments),
    };
  if (provisions.length > 0)
    return {
      holds: ['not-checkable'],
      severity: 'low',
      why: `Our restatement of article ${found.value.text} is: ${duties}. Whether the letter's words say the same was not decided.`,
      because,
    };
  return notInRecord(`The law data do not restate article ${found.value.text} of ${theTitle(instrument)}.`, {
    severity: 'low',
  });
}

function supported(
  grounds: Grounds,
  instrument: Instrument,
  article: string,
  {
    topics,
    duties,
    because,
  }: { readonly topics: readonly Topic[]; readonly duties: string; readonly because: readonly Evidence[] },
): Judgement {
  const where = topics.flatMap((topic) => topic.where.filter((one) => one.instrument === instrument.id));
  const only = (mark: 'readInto' | 'soft') => where.length > 0 && where.every((one) => one[mark] === true);
  const text =
    duties === '' ? `It is about ${sayList(topics.map(({ label }) => label))}` : duties.replace(/\.$/, '');
  return {
    holds: only('readInto') ? ['argued'] : only('soft') ? ['imprecise'] : ['supported'],
    severity: only('readInto') || only('soft') ? 'low' : 'none',
    why: `Article ${article} of ${theTitle(instrument)}: ${text}.${only('readInto') ? ' The words do not say it; the treaty body reads it into the article.' : only('soft') ? ' It is a declaration and binds nobody.' : ''}`,
    because,
    asOf: grounds.law.reference.dataAsOf,
  };
}

/** No article is cited: whether any of the named instruments holds the duty. */
function byTopic(grounds: Grounds, instruments: readonly Instrument[], said: Said): Judgement {
  const here = said.topics.map((topic) => ({
    topic,
    where: topic.where.filter((one) => instruments.some(({ id }) => id === one.instrument)),
  }));
  const found = here.filter(({ where }) => where.length > 0);
  const missing = here.filter(({ where }) => where.length === 0);
  if (missing.length > 0 && found.length === 0)
    return {
      holds: ['contradicted'],
      severity: 'high',
      why: `${capital(sayList(instruments.map(theTitle)))} ${instruments.length === 1 ? 'has' : 'have'} no provision on ${sayList(missing.map(({ topic }) => topic.label))}. It is in ${places(
        grounds,
        missing.map(({ topic }) => topic),
      )}.`,
      suggestion: articleFor(
        grounds,
        missing.map(({ topic }) => topic),
        [],
      ),
    };
  if (found.length === 0) return byWords(grounds, instruments, said.text);
  const where = found.flatMap((one) => one.where);
  const because = where.flatMap((one) => {
    const instrument = grounds.law.instruments.get(one.instrument);
    return instrument === undefined
      ? []
      : provisionsOf(grounds, instrument, one.article).map((provision) =>
          provisionEvidence(grounds, instrument, provision),
        );
  });
  const argued = where.every(({ readInto }) => readInto === true);
  return {
    holds: argued ? ['argued'] : ['supported'],
    severity: argued ? 'low' : 'none',
    why: `${capital(
      sayList(
        found.map(
          ({ topic, where }) =>
            `${topic.label}: ${sayList(
              where.map((one) => placeWords(grounds, one)),
              3,
            )}`,
        ),
      ),
    )}.${argued ? ' The words do not say it; the treaty body reads it into the article.' : ''}${unmatched(said)}`,
    because,
    suggestion: null,
    asOf: grounds.law.reference.dataAsOf,
  };
}

/** "Human rights" in general stand in no article, and a duty found beside them does not show them. */
function unmatched({ text }: Said): string {
  const words = /\b(?:(?:basic|fundamental) )?(?:human rights|freedoms)\b/i.exec(text)?.[0];
  return words === undefined ? '' : ` "${words}" was not checked: no one article holds it.`;
}

function byWords(grounds: Grounds, instruments: readonly Instrument[], text: string): Judgement {
  const ranked = instruments
    .flatMap((instrument) =>
      [...grounds.law.provisions.values()]
        .filter((one) => one.instrument === instrument.id)
        .map((provision) => ({ instrument, provision, score: overlap(provision.duty, text) })),
    )
    .sort((a, b) => b.score - a.score);
  const [best] = ranked;
  if (best === undefined)
    return notInRecord(`The law data restate no provision of ${sayList(instruments.map(theTitle))}.`, {
      severity: 'low',
    });
  const because = ranked
    .slice(0, 3)
    .map(({ instrument, provision }) => provisionEvidence(grounds, instrument, provision));
  if (best.score >= 0.34)
    return {
      holds: ['supported'],
      severity: 'none',
      why: `Article ${best.provision.number} of ${theTitle(best.instrument)}: ${best.provision.duty.replace(/\.$/, '')}.`,
      because,
    };
  return {
    holds: ['not-in-record'],
    severity: 'low',
    why: `No provision restated in the law data says so in words we could match.`,
    because,
  };
}

export function provisionsOf(grounds: Grounds, instrument: Instrument, words: string): Provision[] {
  return [...grounds.law.provisions.values()].filter(
    (one) => one.instrument === instrument.id && sameArticle(one.number, words),
  );
}

/** Whether two citations are of one article: "33" and "33(1)" are. */
function sameArticle(a: string, b: string): boolean {
  if (/[–-]/.test(a) && /\d/.test(a)) {
    const [from = 0, to = 0] = a.split(/[–-]/).map(Number);
    const number = parseNumber(b);
    return number !== null && number.article >= from && number.article <= to;
  }
  const [x, y] = [parseNumber(a), parseNumber(b)];
  return x !== null && y !== null && (covers(x, y) || covers(y, x));
}

export function provisionEvidence(grounds: Grounds, instrument: Instrument, provision: Provision): Evidence {
  return rowEvidence(grounds, {
    row: provision.id,
    source: provision.source,
    says: `${theTitle(instrument)}, art. ${provision.number}: ${provision.duty}`,
  });
}

function placeWords(grounds: Grounds, { instrument, article }: Where): string {
  const known = instrumentNamed(grounds, { words: instrument, id: instrument });
  return known === null ? article : `art. ${article} of ${theTitle(known)}`;
}

/** Where a duty really is, the plainest places first; instruments the law data do not hold are left out. */
function places(grounds: Grounds, topics: readonly Topic[]): string {
  const where = topics.flatMap((topic) =>
    topic.where.filter(
      ({ instrument, readInto, soft }) =>
        grounds.law.instruments.has(instrument) && readInto !== true && soft !== true,
    ),
  );
  return sayList(
    where.map((one) => placeWords(grounds, one)),
    4,
  );
}

function articleFor(
  grounds: Grounds,
  topics: readonly Topic[],
  instruments: readonly Instrument[],
): string | null {
  const all = topics.flatMap((topic) =>
    topic.where.filter(({ instrument }) => grounds.law.instruments.has(instrument)),
  );
  const own = all.filter(({ instrument }) => instruments.some(({ id }) => id === instrument));
  const where = (own.length > 0 ? own : all)[0];
  return where === undefined ? null : `Cite ${placeWords(grounds, where)}.`;
}
