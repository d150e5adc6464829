/**
 * JSON is shown as it is written, and looked over for what programs read differently: depth that
 * exhausts a stack, a key given twice, keys that change objects, numbers that lose digits.
 */
import { type ReadWarning } from '../../app/read-file.js';
import { type Decoded } from './encoding.js';
import { note, pageText, type Reading, Refused } from './reading.js';

const DEPTH = 1000;

export function readJson(decoded: Decoded): Reading {
  return {
    kind: 'json',
    mediaType: 'application/json',
    encoding: { name: decoded.encoding, confidence: decoded.confidence },
    pages: [{ label: 'text', text: pageText(decoded.text) }],
    warnings: jsonWarnings(decoded.text),
  };
}

const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[{}[\],:]|\w+/gy;
const SPACE = /[\s\uFEFF]*/gy;

export function jsonWarnings(text: string): ReadWarning[] {
  const found = new Map<string, ReadWarning>();
  const tell = (kind: string, message: string, where: string) => {
    if (!found.has(kind)) found.set(kind, note(kind, message, where));
  };
  const keys: (Set<string> | null)[] = [];
  let at = 0;
  while (at < text.length) {
    SPACE.lastIndex = at;
    at += SPACE.exec(text)?.[0].length ?? 0;
    if (at >= text.length) break;
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(text)?.[0];
    const where = `character ${at}`;
    if (token === undefined) {
      tell('not-json', 'The file begins as JSON but does not go on as JSON.', where);
      break;
    }
    at += token.length;
    if (token === '{' || token === '[') keys.push(token === '{' ? new Set() : null);
    else if (token === '}' || token === ']') keys.pop();
    else if (token.startsWith('"'))
      checkString(token, /^\s*:/.test(text.slice(at, at + 64)) ? keys.at(-1) : null, (kind, message) =>
        tell(kind, message, where),
      );
    else if (/^[-\d]/.test(token) && losesDigits(token))
      tell('number-changes', 'A number cannot be held exactly by most programs.', where);
    if (keys.length > DEPTH)
      throw new Refused('too-deep', `The JSON is nested more than ${DEPTH} deep.`, {
        where,
        fix: 'No record needs this: treat it as hostile.',
      });
  }
  return [...found.values()];
}

function checkString(
  token: string,
  keys: Set<string> | null | undefined,
  tell: (kind: string, message: string) => void,
): void {
  let value: unknown;
  try {
    value = JSON.parse(token);
  } catch {
    return tell('not-json', 'The file begins as JSON but does not go on as JSON.');
  }
  const text = String(value);
  if (text.includes('\0') || !text.isWellFormed())
    tell('ill-formed-text', 'A text holds NUL or half a character, which programs change in different ways.');
  if (keys === null || keys === undefined) return undefined;
  if (keys.has(text)) tell('duplicate-key', 'A key is given twice: programs keep different ones.');
  if (text === '__proto__' || text === 'constructor' || text === 'prototype')
    tell('reserved-key', 'A key would change how a program treats every object.');
  keys.add(text);
  return undefined;
}

/** Whole numbers beyond 2^53, values beyond the range, and more digits than are kept. */
function losesDigits(token: string): boolean {
  const value = Number(token);
  if (!Number.isFinite(value)) return true;
  if (/^-?\d+$/.test(token)) return !Number.isSafeInteger(value);
  return token.replace(/[eE].*|[-.]/g, '').replace(/^0+/, '').length > 17;
}
