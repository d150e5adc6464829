/** Proofs as the command line shows them. */
import { type Verified } from '../app/ports.js';
import { locatorText, valueText } from '../app/show.js';

type Of<K extends Verified['kind']> = Extract<Verified, { readonly kind: K }>;

export function claimProofLines(proof: Of<'claim'>): string[] {
  const { claim, id, seq, at, actor, origin, size } = proof;
  const credit = claim.accordingTo.length > 0 ? `, according to ${claim.accordingTo.join(' via ')}` : '';
  return [
    `Proven: entry ${seq}, counted from 0, of ${size} in the log ${origin}`,
    `  ${claim.thing.type} ${claim.thing.id}, ${claim.property}: ${valueText(claim.value)}`,
    `  ${claim.stance}, ${claim.source}${credit}, ${locatorText(claim.locator)}`,
    ...(claim.note === '' ? [] : [`  note: ${claim.note}`]),
    `  recorded ${at} by ${actor}; claim ${id}`,
    ...keyLines(proof),
    'That it was recorded then is proven; whether it is true is for the source to show.',
  ];
}

export function twoRootsLines(proof: Of<'two-roots'>): string[] {
  const { origin, size, roots } = proof;
  return [
    `CONTRADICTION PROVEN: the log ${origin} was signed twice at ${size} entries`,
    ...roots.map((root) => `  root ${root}`),
    ...keyLines(proof),
    'Different people were shown different logs by whoever holds the key.',
  ];
}

function keyLines({ keys, keyGiven }: { readonly keys: readonly string[]; readonly keyGiven: boolean }) {
  return [
    ...keys.map((key) => `  key ${key}`),
    keyGiven
      ? '  The signature is by the key you gave.'
      : '  That key came with the file: it fits the signature, but whose it is nothing here shows. Give --key.',
  ];
}
