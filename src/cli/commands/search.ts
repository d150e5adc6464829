/** `article33 search WORDS`: what the record holds on them, in any of its languages, and where it says so. */
import { type FoundPassage, type FoundWord, type SearchAnswer, type SearchResult } from '../../app/search.js';
import { fail } from '../../core/base/result.js';
import { type Command, printJson, tell, type Terminal, textOption } from '../command.js';
import { asOfOption, onlyDossierOption } from '../options.js';
import { wrap } from '../wrap.js';

export const searchCommand: Command = {
  name: 'search',
  summary: 'Find what the record holds: words in Korean, Chinese or English, "phrases", names in any script',
  usage:
    'search WORDS [--where PROPERTY=VALUE,…] [--since DATE] [--until DATE] [--from N] [--dossier ID] [--as-of WHEN]',
  example: 'article33 search "강제북송 -탈북" --where type=Event --since 2020',
  options: {
    where: {
      type: 'string',
      value: 'LIST',
      doc: 'Only what carries all of these, separated by commas: type=Event,year=2023,source=S-1,credibility=B2.',
    },
    since: { type: 'string', value: 'DATE', doc: 'Only what may have been then or later (EDTF).' },
    until: { type: 'string', value: 'DATE', doc: 'Only what may have been then or before (EDTF).' },
    from: { type: 'string', value: 'N', doc: 'Leave out the first N results.' },
    ...onlyDossierOption,
    ...asOfOption,
  },
  arity: [1, 40],
  run: async (context, input) => {
    const from = textOption(input, 'from') ?? '0';
    if (!/^\d{1,5}$/.test(from) || Number(from) > 10_000) return tell(context, notCount());
    const where = textOption(input, 'where');
    const result = await context.call('search', {
      // The shell took the quotes of a phrase away when it is one argument with spaces among others.
      query: input.args.length === 1 ? (input.args[0] ?? '') : input.args.map(quotedAgain).join(' '),
      where: where === undefined ? undefined : where.split(',').map((one) => one.trim()),
      since: textOption(input, 'since'),
      until: textOption(input, 'until'),
      offset: Number(from),
      dossier: textOption(input, 'dossier'),
      asOf: textOption(input, 'as-of'),
    });
    if (!result.ok) return tell(context, result.problem);
    if (context.json) printJson(context, result.value);
    else context.terminal.out(searchText(result.value, context.terminal));
    return 0;
  },
};

function notCount() {
  const refused = fail('usage', 'How many to leave out is a number up to 10000.', { where: '--from' });
  return refused.problem;
}

function quotedAgain(word: string): string {
  return /\s/.test(word) && !word.includes('"') ? `"${word}"` : word;
}

export function searchText(
  answer: SearchAnswer,
  { columns, colour }: Pick<Terminal, 'columns' | 'colour'>,
): string {
  const { total, offset, results, marks } = answer;
  if (total === 0)
    return `Nothing in the record meets that. Try fewer words, or the word in another language.\n`;
  const last = offset + results.length;
  const head =
    results.length === 0
      ? `${total} found; none after the first ${offset}.`
      : `${offset + 1}–${last} of ${total}`;
  const lines = [head, ''];
  for (const result of results) lines.push(...resultLines(result, columns, colour), '');
  const types = marks.filter(({ mark }) => mark.startsWith('type=') || mark.startsWith('year='));
  if (types.length > 1)
    lines.push(
      wrap(
        `narrow with --where: ${types
          .slice(0, 12)
          .map(({ mark, count }) => `${mark} (${count})`)
          .join(', ')}`,
        columns,
      ),
      '',
    );
  if (last < total && results.length > 0) lines.push(`more: --from ${last}`, '');
  return lines.join('\n');
}

function resultLines(result: SearchResult, columns: number, colour: boolean): string[] {
  const { title, type, thing, dossier, name, passages, words, more } = result;
  return [
    wrap(title, columns),
    wrap(`${type} ${thing} in ${dossier}`, columns, '  '),
    ...(name === null ? [] : [wrap(`name: ${name.written} (${shown(name.probability)})`, columns, '  ')]),
    ...wordLines(words).map((line) => wrap(line, columns, '  ')),
    ...passages.map((passage) => wrap(passageText(passage, colour), columns, '    ')),
    ...(more === 0 ? [] : [`    and ${more} more passages`]),
  ];
}

const ways: Readonly<Record<FoundWord['way'], string>> = {
  'as-written': '',
  particle: 'without its particle',
  compound: 'as two words',
  beginning: 'by its beginning',
  reference: 'through',
};

/** Only what is not plain from the passages. */
function wordLines(words: readonly FoundWord[]): string[] {
  return words
    .filter(({ way }) => way !== 'as-written')
    .map(
      ({ word, way, through }) => `${word}: ${ways[way]}${through === undefined ? '' : ` ${through.title}`}`,
    );
}

function passageText(
  { text, ranges, property, part, sourceTitle, locator }: FoundPassage,
  colour: boolean,
): string {
  let marked = '';
  let at = 0;
  for (const [from, to] of ranges) {
    marked += `${text.slice(at, from)}${colour ? '\u001b[1m' : '['}${text.slice(from, to)}${colour ? '\u001b[22m' : ']'}`;
    at = to;
  }
  return `${part === 'note' ? 'our note' : property}: ${marked}${text.slice(at)} — ${sourceTitle}, ${locator}`;
}

function shown(probability: number): string {
  return probability > 0.999 ? 'over 0.999' : probability.toFixed(2);
}
