/** `article33 consent` records what somebody agreed to, or that it was taken back; `consents` lists them. */
import { type ConsentGiven, type ConsentWithdrawn } from '../../app/consent.js';
import { type ConsentClaim, type ConsentList, type HeldConsent } from '../../app/ports.js';
import { isWithdrawReason, withdrawReasons } from '../../core/ledger/consent.js';
import { type ConsentState } from '../../core/policy/consent.js';
import {
  type Command,
  type Context,
  type ExitCode,
  type Input,
  printJson,
  tell,
  textOption,
} from '../command.js';
import { asOfOption, onlyDossierOption } from '../options.js';
import { hang } from '../wrap.js';

const codes = Object.keys(withdrawReasons);

export const consentCommand: Command = {
  name: 'consent',
  summary: 'Record what a person agreed to, or that it was taken back',
  usage:
    'consent SUBJECT --hold [--share WHO] [--publish] --until DATE --how TEXT | consent --withdraw NAME --why CODE',
  example: 'article33 consent P-1 --hold --share team --until 2027-03-31 --how "In writing, read aloud"',
  options: {
    hold: { type: 'boolean', doc: 'It may be kept at all. Nothing goes without it.' },
    share: {
      type: 'string',
      value: 'WHO',
      doc: 'Who may be given it: team, or ids of bodies, with commas between.',
    },
    publish: { type: 'boolean', doc: 'Anyone may read it.' },
    from: { type: 'string', value: 'DATE', doc: 'First day; today when not given.' },
    until: {
      type: 'string',
      value: 'DATE',
      doc: 'Last day; "withdrawn" when no end was agreed.',
    },
    how: {
      type: 'string',
      value: 'TEXT',
      doc: 'In which way it was given, and by whom when not by the person: a guardian, a relative.',
    },
    name: {
      type: 'string',
      value: 'NAME',
      doc: 'What claims call it; made from the subject when not given.',
    },
    change: { type: 'string', value: 'NAME', doc: 'Replace the terms of this consent of the same person.' },
    withdraw: { type: 'string', value: 'NAME', doc: 'It was taken back: reading narrows at once.' },
    why: { type: 'string', value: 'CODE', doc: `Why, as a code: ${codes.join(', ')}.` },
    on: { type: 'string', value: 'DATE', doc: 'The day it was taken back; today when not given.' },
    ...onlyDossierOption,
  },
  arity: [0, 1],
  run: (context, input) =>
    textOption(input, 'withdraw') === undefined ? give(context, input) : withdraw(context, input),
};

async function give(context: Context, input: Input): Promise<ExitCode> {
  const [subject] = input.args;
  const [until, how] = [textOption(input, 'until'), textOption(input, 'how')];
  if (subject === undefined)
    return usage(context, 'Whose consent it is has to be said.', 'Name the person’s id: P-1.');
  if (input.options['hold'] !== true)
    return usage(
      context,
      'Without --hold nothing may be kept, so nothing else is agreed to.',
      'Ask whether it may be held, and add --hold if so.',
    );
  if (until === undefined)
    return usage(
      context,
      'Until when it holds has to be said.',
      'Add --until 2027-03-31, or --until withdrawn.',
    );
  if (how === undefined || how.trim() === '')
    return usage(
      context,
      'How it was given has to be said.',
      'Add --how "In writing, read aloud first"; say there who agreed when it was not the person.',
    );
  const shared = (textOption(input, 'share') ?? '').split(',').map((who) => who.trim());
  const uses = [
    'hold',
    ...shared.filter((who) => who !== '').map((who) => `share:${who}`),
    ...(input.options['publish'] === true ? ['publish'] : []),
  ];
  const result = await context.call('consent', {
    subject,
    uses,
    until: until === 'withdrawn' ? null : until,
    how,
    from: textOption(input, 'from'),
    name: textOption(input, 'name'),
    change: textOption(input, 'change'),
    dossier: textOption(input, 'dossier'),
  });
  if (!result.ok) return tell(context, result.problem);
  if (context.json) printJson(context, result.value);
  else context.terminal.out(givenText(result.value, context.terminal.columns));
  return 0;
}

async function withdraw(context: Context, input: Input): Promise<ExitCode> {
  const why = textOption(input, 'why') ?? '';
  if (input.args.length > 0)
    return usage(context, 'A consent is withdrawn by its name alone.', 'article33 consents lists the names.');
  if (!isWithdrawReason(why))
    return usage(context, 'A withdrawal needs a reason, as a code.', `--why ${codes.join(', ')}`);
  const result = await context.call('withdraw-consent', {
    consent: textOption(input, 'withdraw') ?? '',
    why,
    on: textOption(input, 'on'),
    dossier: textOption(input, 'dossier'),
  });
  if (!result.ok) return tell(context, result.problem);
  if (context.json) printJson(context, result.value);
  else context.terminal.out(withdrawnText(result.value, context.terminal.columns));
  return 0;
}

function usage(context: Context, message: string, fix: string): ExitCode {
  return tell(context, { kind: 'usage', message, fix });
}

export const consentsCommand: Command = {
  name: 'consents',
  summary: 'Who agreed to what, until when, and what rests on it',
  usage: 'consents [SUBJECT] [--dossier ID] [--as-of WHEN]',
  example: 'article33 consents P-1',
  options: { ...onlyDossierOption, ...asOfOption },
  arity: [0, 1],
  run: async (context, input) => {
    const result = await context.call('consents', {
      subject: input.args[0],
      dossier: textOption(input, 'dossier'),
      asOf: textOption(input, 'as-of'),
    });
    if (!result.ok) return tell(context, result.problem);
    if (context.json) printJson(context, result.value);
    else context.terminal.out(listText(result.value, context.terminal.columns));
    return 0;
  },
};

const STATES: Readonly<Record<ConsentState, string>> = {
  'in-force': 'in force',
  'not-begun': 'not begun',
  ended: 'ended',
  withdrawn: 'withdrawn',
  unknown: 'not clear what was agreed to, so it allows nothing',
};

function consentLines(consent: HeldConsent, columns: number): string[] {
  const { name, terms, withdrawn, state } = consent;
  const head = `${name}${terms === null ? '' : ` of ${terms.subject}`}: ${STATES[state]}`;
  const agreed =
    terms === null
      ? []
      : [
          hang('  agreed to: ', terms.uses.join(', '), columns),
          hang('  holds: ', `${terms.from} to ${terms.until ?? 'its withdrawal'}`, columns),
          hang('  how given: ', `${terms.how} (recorded by ${terms.recordedBy})`, columns),
        ];
  const ended = withdrawn === null ? [] : [`  taken back ${withdrawn.on}: ${withdrawReasons[withdrawn.why]}`];
  return [head, ...agreed, ...ended];
}

function claimLine({ id, thing, property, audience }: ConsentClaim): string {
  return `    ${thing} ${property}, recorded for ${audience}, claim ${id.slice(0, 16)}`;
}

function givenText({ dossier, consent, known }: ConsentGiven, columns: number): string {
  return [
    known ? `Recorded before in ${dossier}:` : `Recorded in ${dossier}:`,
    ...consentLines(consent, columns),
    hang(
      '',
      `Claims about ${consent.terms?.subject ?? 'the person'} name it: "consent": "${consent.name}".`,
      columns,
    ),
    '',
  ].join('\n');
}

function listText(lists: readonly ConsentList[], columns: number): string {
  const filled = lists.filter((list) => list.consents.length > 0);
  if (filled.length === 0) return 'No consent is recorded.\n';
  return filled
    .flatMap(({ dossier, consents }) => [
      `In ${dossier}:`,
      ...consents.flatMap((consent) => [...consentLines(consent, columns), ...restLines(consent.claims)]),
      '',
    ])
    .join('\n');
}

function restLines(claims: readonly ConsentClaim[]): string[] {
  if (claims.length === 0) return ['  nothing rests on it'];
  return [
    `  ${claims.length === 1 ? 'one claim rests' : `${claims.length} claims rest`} on it:`,
    ...claims.map(claimLine),
  ];
}

function withdrawnText(withdrawn: ConsentWithdrawn, columns: number): string {
  const { dossier, consent, known, claims, things, pages, views, namedBy } = withdrawn;
  const list = (words: readonly string[]) => (words.length === 0 ? 'none' : words.join(', '));
  return [
    known ? `Withdrawn before in ${dossier}:` : `Withdrawn in ${dossier}, and closed to every reader:`,
    ...consentLines(consent, columns),
    ...restLines(claims),
    hang('  things: ', list(things), columns),
    hang('  pages: ', list(pages), columns),
    hang(
      '  kept views: ',
      views.length === 0
        ? 'none'
        : `${views.join(' and ')}; every read of them, also of a past moment, asks the consents of now`,
      columns,
    ),
    hang(
      '  named by: ',
      list(namedBy.map(({ seq, kind, id }) => `entry ${seq} (${kind} ${id.slice(0, 16)})`)),
      columns,
    ),
    hang('  letters and exports: ', 'this version keeps no list of those made from it', columns),
    ...eraseLines(withdrawn, columns),
    '',
  ].join('\n');
}

/** As many as one order of erasure takes. */
const TOGETHER = 20;

function eraseLines({ dossier, claims }: ConsentWithdrawn, columns: number): string[] {
  if (claims.length === 0) return [];
  const orders: string[] = [];
  for (let i = 0; i < claims.length; i += TOGETHER) {
    const ids = claims.slice(i, i + TOGETHER).map(({ id }) => id.slice(0, 16));
    orders.push(`  article33 erase ${ids.join(' ')} --why consent-withdrawn --dossier ${dossier}`);
  }
  return [hang('', 'Nothing was erased. What is no longer held by consent goes with:', columns), ...orders];
}
