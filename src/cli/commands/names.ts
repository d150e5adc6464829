/** `article33 names A B`: one name against another, with the path. */
import { type NamesAnswer } from '../../app/names.js';
import { type NameLevel } from '../../core/name/match.js';
import { type Command, printJson, tell } from '../command.js';
import { wrap } from '../wrap.js';

export const namesCommand: Command = {
  name: 'names',
  summary: 'Say how likely two writings are one name, in any scripts, and why',
  usage: 'names A B',
  example: 'article33 names 김영희 "Kim Yong Hui"',
  options: {},
  arity: [2, 2],
  run: async (context, input) => {
    const [a = '', b = ''] = input.args;
    const result = await context.machine.compareNames(a, b);
    if (!result.ok) return tell(context, result.problem);
    if (context.json) printJson(context, result.value);
    else context.terminal.out(namesText(result.value, context.terminal.columns));
    return 0;
  },
};

const levels: Readonly<Record<NameLevel, string>> = {
  'same-writing': 'written alike',
  'same-characters': 'the same characters',
  'same-hangul': 'the same Hangul',
  'accepted-reading': 'characters and one of their readings',
  'accepted-spelling': 'a spelling that rules explain',
  'one-jamo-off': 'one sound off',
  transliterated: 'alike after transliteration (a rough baseline)',
  'surname-only': 'only a surname in common',
  'different-characters': 'the same sound in different characters',
  conflict: 'the names conflict',
};

function namesText(answer: NamesAnswer, columns: number): string {
  return [
    `${shown(answer.probability)}: ${levels[answer.level]}`,
    '',
    ...[...answer.path, ...answer.warnings.map((what) => `note: ${what}`)].map((line) =>
      wrap(line, columns, '  '),
    ),
    '',
    wrap('That both write one name; people who share a name are not for that one person.', columns, ''),
    '',
  ].join('\n');
}

/** Certainty is never printed of an estimate. */
function shown(probability: number): string {
  if (probability < 0.001) return 'under 0.001';
  return probability > 0.999 ? 'over 0.999' : probability.toFixed(3);
}
