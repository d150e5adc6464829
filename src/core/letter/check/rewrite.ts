/** Words to write instead of a figure: bounds somebody stands behind, and how many accounts there are. */
import { termOf } from '../../model/codes.js';
import { type Thing } from '../../view/thing.js';
import { type Account } from './account.js';
import { wordsOfBounds } from './figure-sum.js';
import { type Grounds, name } from './grounds.js';
import { dateOf, kindOf } from './happening.js';
import { type ReadingOf } from './judgement.js';
import { sayCount, sayDate, sayFigure, sayWhen } from './wording.js';

const verbs: Readonly<Record<string, readonly [active: string, passive: string]>> = {
  'forced-return': ['forcibly returned', 'were forcibly returned'],
  'coerced-return': ['made return', 'were made to return'],
  pushback: ['pushed back', 'were pushed back'],
  'onward-return': ['sent on', 'were sent on'],
  expulsion: ['expelled', 'were expelled'],
  arrest: ['arrested', 'were arrested'],
  detention: ['held', 'were held'],
  execution: ['executed', 'were executed'],
  release: ['released', 'were released'],
};

/** A whole sentence: who did what to how many, when, by how many accounts and whose. */
export function honestWording(
  grounds: Grounds,
  reading: ReadingOf<'figure'>,
  thing: Thing,
  accounts: readonly Account[],
): string | null {
  const amount = amountWords(accounts);
  if (amount === null) return null;
  const [active, passive] = verbs[kindOf(thing) ?? ''] ?? [null, 'were reported'];
  const period = thing.type === 'Period';
  const when = period ? `over ${sayDate(dateOf(thing))}` : sayWhen(dateOf(thing));
  const actor = reading.actor?.id;
  const head =
    actor !== null && actor !== undefined && active !== null
      ? `${name(grounds, actor)} ${active} ${amount} people`
      : `${amount} people ${passive}`;
  return `${capitalised(head)} ${when}, ${byWhom(accounts)}.`;
}

/** "about 600", "from about 200 to more than 600", "at least 28". */
export function amountWords(accounts: readonly Account[]): string | null {
  const bounds = wordsOfBounds(accounts);
  if (bounds === null) return null;
  const [only] = accounts;
  if (accounts.length === 1 && only !== undefined) return sayFigure({ ...only.figure, scope: '' });
  if (bounds.low === '') return `up to ${bounds.high}`;
  if (bounds.high === '') return bounds.low;
  if (bounds.same || bounds.low === bounds.high) return bounds.low;
  return `from ${bounds.low} to ${bounds.high}`;
}

function byWhom(accounts: readonly Account[]): string {
  if (accounts.length === 1) return `according to ${accounts[0]?.name ?? 'one account'}`;
  return `by ${sayCount(accounts.length, 'account')}, which are not shown to be independent of one another`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function kindLabel(thing: Thing): string {
  const kind = kindOf(thing);
  return kind === null ? 'event' : (termOf('event-kind', kind)?.en.toLowerCase() ?? kind);
}
