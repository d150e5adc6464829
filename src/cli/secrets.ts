/** Where a run's passphrases and key files come from: the settings, then the person at the terminal. */
import { type Config } from '../config.js';
import { type Secrets } from '../main.js';
import { type Terminal } from './command.js';

const questions = {
  passphrase: 'Passphrase of the record: ',
  again: 'That does not open it. Passphrase: ',
  new: 'New passphrase (five or more words drawn by chance): ',
  'new-again': 'The new passphrase again: ',
} as const;

/** What was typed is remembered for this run: a restore opens two directories, mostly with one passphrase. */
export function secretsOf({ keyFile, passphraseFile }: Config, { secret }: Terminal): Secrets {
  let typed: string | null = null;
  if (secret === null) return { keyFile, passphraseFile, ask: null };
  return {
    keyFile,
    passphraseFile,
    ask: async (what) => {
      if (what === 'passphrase' && typed !== null) return typed;
      const text = await secret(questions[what]);
      if (what !== 'new-again') typed = text;
      return text;
    },
  };
}
