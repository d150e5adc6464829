/** Plain text, markdown: the letters as they are, and in which encoding they were. */
import { type Sniffed } from './sniff.js';
import { type Decoded } from './encoding.js';
import { note, pageText, type Reading } from './reading.js';

/** Below this the reader is told that the encoding is a guess. */
const SURE = 0.5;

export function encodingWarnings(decoded: Decoded) {
  return decoded.confidence >= SURE
    ? []
    : [
        note(
          'encoding-guessed',
          `The letters were read as ${decoded.encoding}, which is a guess: check a few words.`,
        ),
      ];
}

export function readPlain(decoded: Decoded, { kind, mediaType }: Sniffed): Reading {
  const { encoding, confidence } = decoded;
  return {
    kind,
    mediaType,
    encoding: { name: encoding, confidence },
    pages: [{ label: 'text', text: pageText(decoded.text) }],
    warnings: encodingWarnings(decoded),
  };
}
