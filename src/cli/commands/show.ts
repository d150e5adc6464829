/** `article33 show THING`: everything the record says of one thing. */
import { type ShownClaim, type ShownThing } from '../../app/show.js';
import { type Command, printJson, tell, textOption } from '../command.js';
import { asOfOption, onlyDossierOption } from '../options.js';

export const showCommand: Command = {
  name: 'show',
  summary: 'Show one thing with every claim about it and who says so',
  usage: 'show THING [--dossier ID] [--as-of WHEN]',
  example: 'article33 show E-2023-10-09',
  options: { ...onlyDossierOption, ...asOfOption },
  arity: [1, 1],
  run: async (context, input) => {
    const result = await context.call('show', {
      thing: input.args[0] ?? '',
      dossier: textOption(input, 'dossier'),
      asOf: textOption(input, 'as-of'),
    });
    if (!result.ok) return tell(context, result.problem);
    if (context.json) printJson(context, result.value);
    else context.terminal.out(shownText(result.value));
    return 0;
  },
};

export function shownText(shown: ShownThing): string {
  const properties = [...new Set(shown.claims.map((claim) => claim.property))];
  const lines = [shown.title, `${shown.type} ${shown.thing} in ${shown.dossier}`, ''];
  for (const property of properties) {
    lines.push(`${property}:`);
    for (const claim of shown.claims) if (claim.property === property) lines.push(...claimLines(claim));
  }
  lines.push('', `as of ${shown.asOf ?? 'an empty record'}`, '');
  return lines.join('\n');
}

function claimLines(claim: ShownClaim): string[] {
  const credit = claim.accordingTo.length > 0 ? `, according to ${claim.accordingTo.join(' via ')}` : '';
  const said = claim.said === null ? '' : `, said ${claim.said}`;
  const marks = [
    claim.basis === 'general-knowledge' ? 'unverified: general knowledge' : '',
    claim.standing === 'stands' ? '' : claim.standing,
    claim.stance === 'asserts' ? '' : claim.stance,
  ].filter((mark) => mark !== '');
  return [
    `  ${claim.value}`,
    `      ${claim.source}${credit}${said}, ${claim.locator}, ${claim.credibility}, claim ${claim.id.slice(0, 16)}${marks.length > 0 ? ` [${marks.join('; ')}]` : ''}`,
    ...amendedLines(claim),
    ...(claim.note === '' ? [] : [`      note: ${claim.note}`]),
  ];
}

/** Of a claim that does not simply stand: by whom, when, why. */
function amendedLines({ standing, amended }: ShownClaim): string[] {
  if (standing === 'stands' || amended === null) return [];
  const { entry, at, by, why, replacement } = amended;
  const instead = replacement === null ? '' : `; instead: claim ${replacement.slice(0, 16)}`;
  return [
    `      ${standing} by ${by}, ${at.slice(0, 10)}, entry ${entry}: ${why === '' ? 'no reason given' : why}${instead}`,
  ];
}
