/** Problems of signing in and of letting people in, in the reader's language. */
import { type Problem } from '../../core/base/result.js';
import { type Frame, word } from '../frame.js';
import { type Word } from '../words.js';

const known: Readonly<Record<string, Word>> = {
  'not-let-in': 'door.not-let-in',
  'link-spent': 'door.link-spent',
  confirm: 'door.confirm',
  'not-allowed': 'door.not-allowed',
  'last-keeper': 'door.last-keeper',
  'last-passkey': 'door.last-passkey',
  'no-such-person': 'door.gone',
  'no-such-grant': 'door.gone',
  'no-such-passkey': 'door.gone',
  'bad-form': 'door.bad-form',
  numeric: 'door.numeric',
};

export function doorText(frame: Frame, { kind, message, fix }: Problem): string {
  const key = known[kind];
  if (key !== undefined) return word(frame, key);
  return fix === undefined ? message : `${message} ${fix}`;
}
