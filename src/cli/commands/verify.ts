/** `verify`: a published log checked by whoever has a copy, with the key and nothing else. */
import { type VerifiedLog } from '../../app/ports.js';
import { type Command, printJson, tell, textOption } from '../command.js';

export const verifyCommand: Command = {
  name: 'verify',
  summary: 'Check a published log, a copy of one, or one at an address: needs no record and no database',
  usage: 'verify DIR|URL [--key KEY] [--since CHECKPOINT]',
  example: 'article33 verify ./log --key log.keys --since checkpoint-of-may',
  options: {
    key: {
      type: 'string',
      value: 'KEY',
      doc: 'The key of the log, or a file that holds it, as you were given it.',
    },
    since: {
      type: 'string',
      value: 'FILE',
      doc: 'A checkpoint you kept from before: the log must go on from it.',
    },
  },
  arity: [1, 1],
  run: async (context, input) => {
    const verified = await context.machine.verifyLogs(input.args[0] ?? '', {
      key: textOption(input, 'key') ?? null,
      since: textOption(input, 'since') ?? null,
    });
    if (!verified.ok) return tell(context, verified.problem);
    if (context.json) printJson(context, verified.value);
    else context.terminal.out(verified.value.map(verifiedText).join('\n'));
    return verified.value.every(isSound) ? 0 : 1;
  },
};

function isSound({ finding, bodies }: VerifiedLog): boolean {
  return finding === null && (bodies === null || bodies.finding === null);
}

function verifiedText(log: VerifiedLog): string {
  const lines = [
    log.where,
    `  log ${log.origin}: ${log.size} entries, root ${log.root}`,
    ...log.keys.map((key) => `  key ${key}`),
    log.keyGiven
      ? '  The signature is by the key you gave.'
      : '  That key lies beside the log: it fits the signature, but whose it is nothing here shows. Give --key.',
    ...(log.finding === null ? soundLines(log) : [`  NOT VERIFIED. ${log.finding.what}`]),
  ];
  return `${lines.join('\n')}\n`;
}

function soundLines({ entries, since, bodies }: VerifiedLog): string[] {
  return [
    `  Verified: ${entries} entries are what was signed.`,
    ...(since === null ? [] : [`  It goes on from the checkpoint of ${since} entries.`]),
    ...(bodies === null
      ? [`  ${entries} withheld: what the entries say is not in a public log.`]
      : bodyLines(bodies)),
  ];
}

function bodyLines({
  proven,
  erased,
  missing,
  unpublished,
  finding,
}: NonNullable<VerifiedLog['bodies']>): string[] {
  const since = unpublished === 0 ? '' : `, ${unpublished} recorded since and not yet published`;
  return [
    `  Bodies: ${proven} proven, ${erased} erased, ${missing} missing${since}.`,
    ...(finding === null
      ? []
      : [`  NOT VERIFIED. ${finding.entry === null ? '' : `Entry ${finding.entry}: `}${finding.what}`]),
  ];
}
