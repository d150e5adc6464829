/**
 * Recognises the same text again, whatever its layout: a letter under check must never be evidence for
 * itself. The fingerprint is the SHA-256, in hexadecimal, of the words in lower case joined by single
 * spaces; a word is a run of letters, marks and digits, so that line breaks, quotation marks and
 * hyphens that a word processor changes do not matter.
 */
import { sha256, toHex, utf8 } from '../base/bytes.js';

const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/** 64 hexadecimal digits. A text without a word has the fingerprint of the empty text. */
export function textFingerprint(text: string): string {
  const words = text.normalize('NFC').toLowerCase().match(WORD) ?? [];
  return toHex(sha256(utf8(words.join(' '))));
}
