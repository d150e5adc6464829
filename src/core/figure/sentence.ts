/**
 * Bounds as a sentence that can be quoted as it stands, uncertainty included: who says so, how many
 * agree, who sets no limit. It says "accounts", never "independent accounts", until somebody judged so.
 */
import { datePhrase } from '../base/date-text.js';
import { type Figure } from '../base/figure.js';
import { figureText, numberText } from '../base/figure-text.js';
import { type FrameLanguage, type Label } from '../base/language.js';
import { termOf } from '../model/codes.js';
import { codesOf, textOf, type Thing } from '../view/thing.js';
import { givesNumber } from './agreement.js';
import { type Bounds } from './bounds.js';
import { finestDate } from '../view/when.js';

/** What happened to the people counted, by `event-kind`: one person, several. */
const verbs: Readonly<Record<string, readonly [string, string]>> = {
  'forced-return': ['was returned', 'were returned'],
  'coerced-return': ['was made to return', 'were made to return'],
  pushback: ['was pushed back', 'were pushed back'],
  'onward-return': ['was returned through another State', 'were returned through another State'],
  expulsion: ['was expelled', 'were expelled'],
  arrest: ['was arrested', 'were arrested'],
  detention: ['was detained', 'were detained'],
  trafficking: ['was trafficked', 'were trafficked'],
  disappearance: ['disappeared', 'disappeared'],
  execution: ['was executed', 'were executed'],
  release: ['was released', 'were released'],
  departure: ['left for a third State', 'left for a third State'],
  arrival: ['arrived', 'arrived'],
  meeting: ['met', 'met'],
  'ordinary-return': ['went back in an ordinary return', 'went back in an ordinary return'],
};

type Known = Omit<Bounds, 'sentence'>;

export function boundsSentence(thing: Thing, known: Known): Label {
  return { en: english(thing, known), ko: korean(thing, known) };
}

function english(thing: Thing, known: Known): string {
  const verb = verbs[codesOf(thing, 'kind')[0] ?? ''] ?? ['was concerned', 'were concerned'];
  const when = whenText(thing, 'en');
  const silent = known.origins.length - known.counted;
  if (known.counted === 0) {
    const nobody = `How many people ${verb[1]}${when} is not known`;
    const parts = partsText(known, 'en');
    if (parts !== '') return `${nobody}; figures are given only for a part or in another unit: ${parts}.`;
    return silent === 0
      ? `${nobody}: no account gives a figure.`
      : `${nobody}: ${countText(silent, 'account')} ${silent === 1 ? 'speaks' : 'speak'} of it without a number.`;
  }
  const clauses = [
    `${subjectText(thing, known, verb)}${when}, by ${countText(known.counted, accountWord(known))}`,
    ...agreement(known),
    ...(known.openEnded && known.counted > 1 ? [openText(known)] : []),
    ...(silent > 0 ? [`${countText(silent, 'account')} ${silent === 1 ? 'gives' : 'give'} no number`] : []),
  ];
  const best =
    known.best === null
      ? ''
      : ` Best figure: ${numberText(known.best.value)}, as judged by ${known.best.by}.`;
  return `${clauses.join('; ')}.${best}`;
}

/** "More than 500 people were returned", "One person was returned", "No one was returned". */
function subjectText(thing: Thing, known: Known, [single, plural]: readonly [string, string]): string {
  if (known.low === 0 && known.high === 0) return `No one ${single}`;
  if (known.low === 1 && known.high === 1 && !known.openEnded) return `One person ${single}`;
  const few = known.low === known.high && /^\d$|^10$/.test(rangeText(known, 'en')) ? known.low : null;
  if (few !== null) return `${capital(countText(few))} people ${plural}`;
  const range = rangeText(known, 'en');
  const rate = textOf(thing, 'rate');
  return `${capital(range)}${/[a-z]$/.test(range) ? ' of' : ''} people${rate === null ? '' : ` ${rate}`} ${plural}`;
}

function accountWord(known: Known): string {
  return known.counted > 1 && known.independent.length === known.counted ? 'independent account' : 'account';
}

function agreement(known: Known): string[] {
  const { consensus, counted, independent } = known;
  const clauses: string[] = [];
  if (consensus !== null) {
    const where = spanText(consensus.low, consensus.high, 'en');
    clauses.push(
      consensus.k === counted ? `all fit ${where}` : `${countText(consensus.k)} of them fit ${where}`,
    );
  } else if (known.status === 'contested') clauses.push('they do not agree');
  if (independent.length > 0 && independent.length < counted)
    clauses.push(`${countText(independent.length)} were judged independent of one another`);
  if (counted === 1 && known.origins.some((account) => account.disagreeing && givesNumber(account)))
    clauses.push('it is put in more than one way');
  return clauses;
}

function openText(known: Known): string {
  const open = known.origins.filter((account) => account.openEnded).length;
  return `${countText(open)} ${open === 1 ? 'sets' : 'set'} no upper limit`;
}

function korean(thing: Thing, known: Known): string {
  const kind = termOf('event-kind', codesOf(thing, 'kind')[0] ?? '')?.ko ?? '사건';
  const when = whenText(thing, 'ko');
  const silent = known.origins.length - known.counted;
  const head = `${when}${kind}`;
  const part = partsText(known, 'ko');
  if (known.counted === 0 && part !== '')
    return `${head}: 인원을 알 수 없음. 일부 또는 다른 단위의 수치만 있음: ${part}.`;
  if (known.counted === 0)
    return silent === 0
      ? `${head}: 인원을 알 수 없음. 수를 밝힌 진술 없음.`
      : `${head}: 인원을 알 수 없음. 진술 ${silent}건이 수를 밝히지 않고 언급.`;
  const independent = known.counted > 1 && known.independent.length === known.counted;
  const parts = [
    `${head}: ${rangeText(known, 'ko')}, ${independent ? '독립된 ' : ''}진술 ${known.counted}건`,
  ];
  const { consensus } = known;
  if (consensus !== null)
    parts.push(
      `${consensus.k === known.counted ? '모두' : `${consensus.k}건이`} ${spanText(consensus.low, consensus.high, 'ko')}과 부합`,
    );
  else if (known.status === 'contested') parts.push('서로 일치하지 않음');
  if (known.independent.length > 0 && !independent)
    parts.push(`${known.independent.length}건은 서로 독립된 것으로 판단됨`);
  const open = known.origins.filter((account) => account.openEnded).length;
  if (open > 0 && known.counted > 1) parts.push(`${open}건은 상한을 두지 않음`);
  if (silent > 0) parts.push(`${silent}건은 수를 밝히지 않음`);
  if (known.best !== null)
    parts.push(`최선의 수치 ${numberText(known.best.value)}명(판단: ${known.best.by})`);
  return `${parts.join('. ')}.`;
}

/** Figures that cover a part, or count something else, at most three of them. */
function partsText({ apart }: Known, lang: FrameLanguage): string {
  const figures = apart.flatMap(({ accounts }) => accounts.flatMap((account) => account.figures));
  return figures
    .slice(0, 3)
    .map((figure) => figureText(figure, lang))
    .join('; ');
}

/** The finest date claimed, with its preposition; nothing when none is. */
function whenText(thing: Thing, lang: FrameLanguage): string {
  const finest = finestDate(thing);
  if (finest === null) return '';
  const phrase = datePhrase(finest, lang);
  return lang === 'en' ? ` ${phrase}` : `${phrase} `;
}

/** The range in the words its ends were said in: "about 200 to 600"; low 501 was "more than 500". */
export function rangeText(
  known: Pick<Bounds, 'origins' | 'low' | 'high' | 'openEnded'>,
  lang: FrameLanguage,
): string {
  const figures = known.origins.filter(givesNumber).flatMap((account) => account.figures);
  const { low, high, openEnded } = known;
  const [only] = figures;
  const key = (figure: Figure) => `${figure.low} ${figure.high} ${figure.qualifier}`;
  if (only !== undefined && figures.every((figure) => key(figure) === key(only)))
    return figureText(only, lang);
  if (low === null) return figureText(asFigure(null, high, 'up-to'), lang);
  const above = onlySaid(figures, low, 'more-than');
  if (high === null || (low === high && openEnded))
    return figureText(asFigure(low, null, above ? 'more-than' : 'at-least'), lang);
  const about = [low, high].map((value) => onlySaid(figures, value, 'about'));
  if (low === high) return figureText(asFigure(low, high, about[0] === true ? 'about' : 'rounded'), lang);
  if (above)
    return lang === 'en'
      ? `more than ${numberText(low - 1)} and up to ${numberText(high)}`
      : `${numberText(low - 1)}명 초과 ${numberText(high)}명 이하`;
  const hedge = lang === 'en' ? 'about ' : '약 ';
  const [from, until] = [low, high].map(
    (value, i) => `${about[i] === true ? hedge : ''}${numberText(value)}`,
  );
  return lang === 'en' ? `${from} to ${until}` : `${from}~${until}명`;
}

const plain = new Set<Figure['qualifier']>(['exact', 'rounded', 'between', 'none']);

/** Whether the number was said only with this qualifier; the ends of a vague word were not said. */
function onlySaid(figures: readonly Figure[], value: number, qualifier: Figure['qualifier']): boolean {
  const there = figures.filter(
    ({ low, high, qualifier: how }) => how !== 'vague' && (low === value || high === value),
  );
  return (
    there.some((figure) => figure.qualifier === qualifier) &&
    !there.some((figure) => plain.has(figure.qualifier))
  );
}

function asFigure(low: number | null, high: number | null, qualifier: Figure['qualifier']): Figure {
  return { low, high, best: null, qualifier, words: '', unit: 'persons', scope: '' };
}

function spanText(low: number, high: number, lang: FrameLanguage): string {
  const people = lang === 'ko' ? '명' : '';
  if (low === high) return `${numberText(low)}${people}`;
  return lang === 'en'
    ? `${numberText(low)} to ${numberText(high)}`
    : `${numberText(low)}~${numberText(high)}${people}`;
}

const words = 'no one two three four five six seven eight nine ten'.split(' ');

/** "nine accounts", "12 accounts", "one account"; without a noun, the number alone. */
export function countText(count: number, noun = ''): string {
  const number = words[count] ?? numberText(count);
  return noun === '' ? number : `${number} ${noun}${count === 1 ? '' : 's'}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
