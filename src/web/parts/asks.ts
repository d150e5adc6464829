/** What pages need of an ask at a glance. What was said before the ask is no answer to it. */
import { type EdtfDate, compareDates } from '../../core/base/date.js';
import { type ThingId } from '../../core/base/ids.js';
import { codesOf, datesOf, refsOf, type Thing, thingsOf } from '../../core/view/thing.js';
import { type Desk } from '../desk.js';
import { type Fate } from '../svg/threads.js';

export interface AskView {
  readonly ask: Thing;
  readonly date: EdtfDate | null;
  /** In order of their dates. */
  readonly answers: readonly AnswerView[];
  readonly fate: Fate;
}

export interface AnswerView {
  readonly answer: Thing;
  readonly date: EdtfDate | null;
  readonly kind: string | null;
  readonly fate: Fate;
  /** Dated before the ask: a position, shown as such. */
  readonly early: boolean;
}

const agreeing: ReadonlySet<string> = new Set(['favourable', 'pledged', 'accepted']);
const silent: ReadonlySet<string> = new Set(['none']);

export function askViews(desk: Desk): readonly AskView[] {
  const answers = new Map<ThingId, Thing[]>();
  for (const answer of thingsOf(desk.file, 'Answer'))
    for (const ask of refsOf(answer, 'to')) answers.set(ask, [...(answers.get(ask) ?? []), answer]);
  return thingsOf(desk.file, 'Ask').map((ask) => viewOf(ask, answers.get(ask.id) ?? []));
}

function viewOf(ask: Thing, answers: readonly Thing[]): AskView {
  const date = datesOf(ask)[0] ?? null;
  const views = answers.map((answer): AnswerView => {
    const said = datesOf(answer)[0] ?? null;
    const kind = codesOf(answer, 'kind')[0] ?? null;
    const early = date !== null && said !== null && compareDates(said, date) === 'before';
    return { answer, date: said, kind, early, fate: early ? 'open' : fateOf(kind) };
  });
  const fates = views.map((view) => view.fate);
  const fate = fates.includes('agreed') ? 'agreed' : fates.includes('answered') ? 'answered' : 'open';
  const key = (view: AnswerView) => view.date?.earliest ?? '9999';
  return { ask, date, answers: views.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0)), fate };
}

function fateOf(kind: string | null): Fate {
  return kind === null || silent.has(kind)
    ? kind === null
      ? 'answered'
      : 'open'
    : agreeing.has(kind)
      ? 'agreed'
      : 'answered';
}
