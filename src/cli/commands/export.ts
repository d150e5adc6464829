/** `article33 export DOSSIER`: a copy of the claims with their sources; that it was made is recorded. */
import { resolve } from 'node:path';
import { type Exported } from '../../app/exchange/export.js';
import { exportForms } from '../../core/ledger/export.js';
import { type Command, printJson, tell, textOption } from '../command.js';
import { asOfOption } from '../options.js';
import { wrap } from '../wrap.js';

export const exportCommand: Command = {
  name: 'export',
  summary: 'Copy a dossier’s claims with their sources to a file; the record notes who did, and how many',
  usage: 'export DOSSIER --as FORM --out FILE [--as-of WHEN]',
  example: 'article33 export prc-dprk --as csv --out claims.csv',
  options: {
    as: { type: 'string', value: 'FORM', doc: `${exportForms.join(', ')} (docs/formats/export.md).` },
    out: { type: 'string', value: 'FILE', doc: 'Where it is written, whole or not at all.' },
    force: { type: 'boolean', doc: 'Replace a file of that name.' },
    ...asOfOption,
  },
  arity: [1, 1],
  run: async (context, input) => {
    const [dossier = ''] = input.args;
    const [as, out] = [textOption(input, 'as'), textOption(input, 'out')];
    const form = exportForms.find((one) => one === as);
    if (form === undefined || out === undefined || out === '')
      return tell(context, {
        kind: 'usage',
        message: `Say in which form and where to: --as ${exportForms.join('|')} --out FILE.`,
        fix: `For example: ${exportCommand.example}`,
      });
    const asOf = textOption(input, 'as-of');
    const done = await context.call('export', {
      dossier,
      as: form,
      out: resolve(out),
      force: input.options['force'] === true,
      ...(asOf === undefined ? {} : { asOf }),
    });
    if (!done.ok) return tell(context, done.problem);
    if (context.json) printJson(context, done.value);
    else context.terminal.out(`${exportedText(done.value, context.terminal.columns)}\n`);
    return 0;
  },
};

function exportedText(done: Exported, columns: number): string {
  const { claims, amendments, judgements, consents, withheld, leftOut, file, entry } = done;
  const more = [
    amendments > 0 ? `${amendments} amendments` : '',
    judgements > 0 ? `${judgements} judgements` : '',
    consents > 0 ? `${consents} consents` : '',
  ].filter((part) => part !== '');
  return [
    wrap(`${[`${claims} claims`, ...more].join(', ')}: ${file}`, columns),
    ...(withheld > 0 ? [wrap(`${withheld} claims were left out: no consent covers them now.`, columns)] : []),
    ...(leftOut > 0 ? [wrap(`${leftOut} other entries have no place in this form.`, columns)] : []),
    wrap(`That it was made is entry ${entry} of the record.`, columns),
  ].join('\n');
}
