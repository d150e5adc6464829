/** `verify`: a published log or a proof, checked by whoever has it, with the key and nothing else. */
import { type Verified, type VerifiedLog } from '../../app/ports.js';
import { assertNever } from '../../core/base/result.js';
import { type Command, type Context, type ExitCode, printJson, tell, textOption } from '../command.js';
import { claimProofLines, twoRootsLines } from '../proofs.js';

export const verifyCommand: Command = {
  name: 'verify',
  summary: 'Check a published log, a copy of one, one at an address, or a proof: needs no record',
  usage: 'verify DIR|URL|PROOF [--key KEY] [--since CHECKPOINT]',
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
    const verified = await context.machine.verify(input.args[0] ?? '', {
      key: textOption(input, 'key') ?? null,
      since: textOption(input, 'since') ?? null,
    });
    if (!verified.ok) return tell(context, verified.problem);
    if (context.json)
      printJson(context, verified.value.kind === 'logs' ? verified.value.logs : verified.value);
    else context.terminal.out(textOf(verified.value));
    if (verified.value.kind !== 'logs') return verified.value.kind === 'claim' ? 0 : 1;
    const kept = await keepTwoRoots(context, verified.value.logs);
    return kept === 0 && verified.value.logs.every(isSound) ? 0 : 1;
  },
};

function textOf(verified: Verified): string {
  switch (verified.kind) {
    case 'logs':
      return verified.logs.map(verifiedText).join('\n');
    case 'claim':
      return [...claimProofLines(verified), ''].join('\n');
    case 'two-roots':
      return [...twoRootsLines(verified), ''].join('\n');
    default:
      return assertNever(verified);
  }
}

/** Two contradicting checkpoints are evidence: kept in one file here, before either can be lost. */
async function keepTwoRoots(context: Context, logs: readonly VerifiedLog[]): Promise<ExitCode> {
  for (const { twoRoots, origin, size } of logs) {
    if (twoRoots === null) continue;
    const path = `two-roots-${origin.replaceAll(/[^A-Za-z0-9]+/g, '-').slice(-40)}-${size}.json`;
    const written = await context.machine.writeFile(path, twoRoots);
    if (!written.ok) return tell(context, written.problem);
    if (context.json) continue;
    context.terminal.err(
      `article33: Both checkpoints are kept in ${path}. Hand it on: anyone verifies it with the key of the log.\n`,
    );
  }
  return 0;
}

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
