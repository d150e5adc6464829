/**
 * When lists cannot carry an estimate. Each reason names what is wrong and, where there is a way out, what to
 * do. A refused table gets no number at all: what is documented stands, and bounds from reports are the
 * honest answer (Aleshin-Guendel, Sadinle & Wakefield 2021; Whitehead et al. 2021).
 */
import { type Declared } from './declared.js';
import { item, type Lists, pairs, sizes, together } from './lists.js';
import { signOfRounds } from './rounds.js';

export interface Refusal {
  readonly kind:
    | 'no-persons'
    | 'two-lists'
    | 'one-list'
    | 'empty-list'
    | 'derived-list'
    | 'identical-lists'
    | 'list-inside-another'
    | 'list-without-overlap'
    | 'islands'
    | 'too-few-persons'
    | 'open-population'
    | 'no-model';
  readonly message: string;
}

/** Below this many persons a list says too little; two such lists and nothing is estimated. Our threshold. */
export const fewPersons = 10;

/** Every reason to refuse, the gravest first; none when an estimate may be tried. */
export function refusals(lists: Lists, declared: Declared): readonly Refusal[] {
  if (lists.n === 0) return [{ kind: 'no-persons', message: 'The lists hold nobody.' }];
  const few = tooFewLists(lists.names.length);
  if (few !== null) return [few];
  const size = sizes(lists);
  const empty = lists.names.filter((_, j) => item(size, j) === 0);
  if (empty.length > 0)
    return [
      {
        kind: 'empty-list',
        message: `Nobody is on ${quoted(empty)}. A list that is empty here was not looking here: leave it out, or widen what is compared.`,
      },
    ];
  return [
    ...derived(declared),
    ...copies(lists, size),
    ...islands(lists),
    ...small(lists, size),
    ...rounds(lists, declared),
  ];
}

function tooFewLists(count: number): Refusal | null {
  if (count === 1)
    return { kind: 'one-list', message: 'One list shows who is on it, and nothing of who is not.' };
  if (count === 2)
    return {
      kind: 'two-lists',
      message:
        'Two lists cannot test whether being on one makes being on the other more likely, and the total rests on that alone. At least three lists are needed.',
    };
  return null;
}

function derived(declared: Declared): Refusal[] {
  return declared.derived.map(([a, b]) => ({
    kind: 'derived-list',
    message: `${quoted([a])} is said to be drawn from ${quoted([b])}: it finds nobody on its own. Leave it out, or merge the two.`,
  }));
}

function copies(lists: Lists, size: readonly number[]): Refusal[] {
  const found: Refusal[] = [];
  for (const [a, b] of pairs(lists.names.length)) {
    const both = together(lists, (1 << a) | (1 << b));
    const [onA, onB] = [item(size, a), item(size, b)];
    const [first, second] = [lists.names[a] ?? '', lists.names[b] ?? ''];
    if (both === onA && both === onB)
      found.push({
        kind: 'identical-lists',
        message: `${quoted([first])} and ${quoted([second])} hold the same persons: they are one list twice. Keep one.`,
      });
    else if (both === onA || both === onB) {
      const [inner, outer] = both === onA ? [first, second] : [second, first];
      found.push({
        kind: 'list-inside-another',
        message: `Everybody on ${quoted([inner])} is on ${quoted([outer])} too: it looks drawn from it. Leave it out, or merge the two.`,
      });
    }
  }
  return found;
}

function islands(lists: Lists): Refusal[] {
  const count = lists.names.length;
  const meets = (a: number, b: number) => together(lists, (1 << a) | (1 << b)) > 0;
  const alone = lists.names.filter((_, a) => !lists.names.some((_, b) => a !== b && meets(a, b)));
  if (alone.length === count)
    return [{ kind: 'list-without-overlap', message: 'No person is on two lists: nothing can be compared.' }];
  if (alone.length > 0)
    return [
      {
        kind: 'list-without-overlap',
        message: `No person on ${quoted(alone)} is on any other list: how it relates to the others cannot be known. Leave it out, or look for missed matches.`,
      },
    ];
  const reached = new Set([0]);
  for (let grew = true; grew;) {
    grew = false;
    for (let b = 0; b < count; b++)
      if (!reached.has(b) && [...reached].some((a) => meets(a, b))) {
        reached.add(b);
        grew = true;
      }
  }
  if (reached.size === count) return [];
  return [
    {
      kind: 'islands',
      message: `The lists fall apart into groups that share nobody: ${quoted(lists.names.filter((_, j) => reached.has(j)))} on one side. Each group may cover other people; count them apart.`,
    },
  ];
}

function small(lists: Lists, size: readonly number[]): Refusal[] {
  const few = lists.names.filter((_, j) => item(size, j) < fewPersons);
  if (few.length < 2) return [];
  return [
    {
      kind: 'too-few-persons',
      message: `Fewer than ${fewPersons} persons are on each of ${quoted(few)}. Merge lists of a kind, or widen what is compared.`,
    },
  ];
}

function rounds(lists: Lists, declared: Declared): Refusal[] {
  if (declared.closed) return [];
  const sign = signOfRounds(lists);
  if (sign === null || sign.share > (sign.numbered ? 0.05 : 0.01)) return [];
  return [
    {
      kind: 'open-population',
      message:
        'Lists next to each other share more people than lists far apart, as rounds in time do when people come and go. Every estimate here needs one population that nobody joins or leaves. If that holds for one period, one place and one definition, say so (--closed) and be ready to show it.',
    },
  ];
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name.slice(0, 60)}"`).join(', ');
}
