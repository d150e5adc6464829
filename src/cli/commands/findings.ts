/** `article33 findings`: the rules that an event touches, element by element; `--decide` records a decision. */
import { type DecidedNow } from '../../app/decide.js';
import { confidences, decisions, isConfidence, isDecision } from '../../core/ledger/find.js';
import { type FrameLanguage } from '../../core/base/language.js';
import {
  type Command,
  type Context,
  type ExitCode,
  type Input,
  printJson,
  tell,
  textOption,
} from '../command.js';
import { findingLines, findingsText } from '../findings-text.js';
import { asOfOption, languageOf, onlyDossierOption } from '../options.js';

export const findingsCommand: Command = {
  name: 'findings',
  summary: 'Set the rules of law against an event, and decide what only a person can',
  usage: 'findings EVENT [--lang en|ko] | findings EVENT --decide RULE[/ELEMENT] --as WORD --why TEXT',
  example: 'article33 findings 2023-10-09',
  options: {
    lang: { type: 'string', value: 'LANG', doc: 'Language of the rules: en or ko.' },
    decide: {
      type: 'string',
      value: 'RULE',
      doc: 'Record your decision on a rule, or one element of it: RULE or RULE/ELEMENT.',
    },
    as: { type: 'string', value: 'WORD', doc: `What you decide: ${decisions.join(', ')}.` },
    why: { type: 'string', value: 'TEXT', doc: 'The reason, kept for ever: name nobody in it.' },
    state: { type: 'string', value: 'STATE', doc: 'Whose duty, where a rule is asked of several States.' },
    confidence: { type: 'string', value: 'WORD', doc: `How sure you are: ${confidences.join(', ')}.` },
    audience: {
      type: 'string',
      value: 'WHO',
      doc: 'Who may read the decision: public, team (when not given) or restricted:NAME.',
    },
    ...onlyDossierOption,
    ...asOfOption,
  },
  arity: [1, 1],
  run: async (context, input) => {
    const lang = languageOf(input);
    if (!lang.ok) return tell(context, lang.problem);
    if (textOption(input, 'decide') !== undefined) return await decide(context, input, lang.value);
    const stray = ['as', 'why', 'state', 'confidence', 'audience'].find(
      (name) => textOption(input, name) !== undefined,
    );
    if (stray !== undefined)
      return usage(context, `--${stray} belongs to a decision.`, 'Add --decide RULE/ELEMENT.');
    const result = await context.call('findings', {
      event: input.args[0] ?? '',
      lang: lang.value,
      dossier: textOption(input, 'dossier'),
      asOf: textOption(input, 'as-of'),
    });
    if (!result.ok) return tell(context, result.problem);
    if (context.json) printJson(context, result.value);
    else context.terminal.out(findingsText(result.value, context.terminal.columns));
    return 0;
  },
};

async function decide(context: Context, input: Input, lang: FrameLanguage | undefined): Promise<ExitCode> {
  const [as, why] = [textOption(input, 'as') ?? '', textOption(input, 'why') ?? ''];
  const confidence = textOption(input, 'confidence');
  if (textOption(input, 'as-of') !== undefined)
    return usage(context, 'A decision is made now, on the record as it is.', 'Leave --as-of out.');
  if (!isDecision(as))
    return usage(context, 'A decision says what is decided.', `--as ${decisions.join(', ')}`);
  if (why.trim() === '') return usage(context, 'A decision says why.', 'Add --why with a sentence.');
  if (confidence !== undefined && !isConfidence(confidence))
    return usage(context, 'There is no such confidence.', `--confidence ${confidences.join(', ')}`);
  const result = await context.call('decide', {
    event: input.args[0] ?? '',
    rule: textOption(input, 'decide') ?? '',
    as,
    why,
    confidence,
    state: textOption(input, 'state'),
    audience: textOption(input, 'audience'),
    lang,
    dossier: textOption(input, 'dossier'),
  });
  if (!result.ok) return tell(context, result.problem);
  if (context.json) printJson(context, result.value);
  else context.terminal.out(decidedText(result.value, context.terminal.columns));
  return 0;
}

function usage(context: Context, message: string, fix: string): ExitCode {
  return tell(context, { kind: 'usage', message, fix });
}

function decidedText(done: DecidedNow, columns: number): string {
  const { added, notYetVisible, dossier, event, finding } = done;
  const head = added === 0 ? 'Decided so before' : 'Recorded';
  const late = notYetVisible ? ['It will show at the next start.', ''] : [];
  return [`${head} in ${dossier}, on ${event}:`, '', ...late, ...findingLines(finding, columns)].join('\n');
}
