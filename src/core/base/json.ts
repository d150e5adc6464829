/**
 * JSON as hostile files need it read: every key once, no `__proto__`, text well-formed, depth bounded.
 *
 * `JSON.parse` keeps the last of two equal keys, so two readers could see two different files in the
 * same bytes; here that is an error with its line. Grammar: RFC 8259. Objects come back without a
 * prototype, so no key can reach one.
 */
import { fail, ok, type Result } from './result.js';

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

const DEPTH_MAX = 64;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y;
/** A run of characters that stand for themselves inside a string. */
const PLAIN = /[^"\\\u0000-\u001f]+/y;
const SPACE = /[ \t\n\r]*/y;
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isJsonList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** Reads one JSON value; the problem's `where` is `file, line L, column C`. */
export function parseJson(text: string, file: string): Result<Json> {
  const reader = new JsonReader(text.startsWith('\ufeff') ? text.slice(1) : text);
  try {
    return ok(reader.whole());
  } catch (error) {
    if (!(error instanceof NotJson)) throw error;
    return fail('bad-json', error.message, { where: `${file}, ${reader.place()}`, fix: error.fix });
  }
}

/** Leaves the reader from any depth; never leaves this file. */
class NotJson extends Error {
  readonly fix: string;

  constructor(message: string, fix = 'Correct the file so that it is JSON (RFC 8259) in UTF-8.') {
    super(message);
    this.fix = fix;
  }
}

class JsonReader {
  private at = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  whole(): Json {
    const value = this.value(0);
    this.space();
    if (this.at < this.text.length) throw new NotJson('There is more after the end of the value.');
    return value;
  }

  place(): string {
    const before = this.text.slice(0, this.at);
    const line = before.split('\n').length;
    return `line ${line}, column ${this.at - before.lastIndexOf('\n')}`;
  }

  private value(depth: number): Json {
    if (depth > DEPTH_MAX) throw new NotJson(`The value is nested more than ${DEPTH_MAX} deep.`);
    this.space();
    const next = this.text[this.at];
    if (next === undefined) throw new NotJson('The file ends where a value should be.');
    if (next === '{') return this.object(depth);
    if (next === '[') return this.list(depth);
    if (next === '"') return this.string();
    for (const [word, value] of [
      ['true', true],
      ['false', false],
      ['null', null],
    ] as const)
      if (this.text.startsWith(word, this.at)) {
        this.at += word.length;
        return value;
      }
    const number = this.match(NUMBER);
    if (number === '' || !Number.isFinite(Number(number))) throw new NotJson('This is not a JSON value.');
    // A whole number that is read as another one would be two numbers to two readers.
    if (/^-?[1-9]\d*$/.test(number) && String(Number(number)) !== number)
      throw new NotJson(
        'This whole number is too long to be kept exactly.',
        'Write it as text, in double quotes.',
      );
    return Number(number);
  }

  private object(depth: number): JsonObject {
    const entries: Record<string, Json> = Object.create(null) as Record<string, Json>;
    this.at += 1;
    if (this.take('}')) return entries;
    do {
      this.space();
      if (this.text[this.at] !== '"') throw new NotJson('A key in double quotes should be here.');
      const start = this.at;
      const key = this.string();
      this.refuseKey(entries, key, start);
      if (!this.take(':')) throw new NotJson('A colon should follow the key.');
      entries[key] = this.value(depth + 1);
    } while (this.take(','));
    if (!this.take('}')) throw new NotJson('A comma or a closing brace should be here.');
    return entries;
  }

  private refuseKey(entries: object, key: string, start: number): void {
    const forbidden = key === '__proto__';
    if (!forbidden && !Object.hasOwn(entries, key)) return;
    this.at = start;
    if (forbidden) throw new NotJson('The key "__proto__" is not allowed.', 'Remove the key.');
    throw new NotJson(`The key "${key.slice(0, 60)}" stands twice in one object.`, 'Keep one of the two.');
  }

  private list(depth: number): Json[] {
    const items: Json[] = [];
    this.at += 1;
    if (this.take(']')) return items;
    do items.push(this.value(depth + 1));
    while (this.take(','));
    if (!this.take(']')) throw new NotJson('A comma or a closing bracket should be here.');
    return items;
  }

  private string(): string {
    const start = this.at;
    let text = '';
    this.at += 1;
    for (;;) {
      text += this.match(PLAIN);
      const next = this.text[this.at];
      if (next === undefined) throw new NotJson('A text is not closed.');
      this.at += 1;
      if (next === '"') break;
      if (next !== '\\')
        throw new NotJson('A control character stands in a text.', 'Write it as \\n or \\t.');
      text += this.escape();
    }
    if (!text.isWellFormed()) {
      this.at = start;
      throw new NotJson(
        'The text holds half of a character (a lone surrogate).',
        'Write the whole character.',
      );
    }
    return text;
  }

  private escape(): string {
    const letter = this.text[this.at] ?? '';
    this.at += 1;
    const plain = ESCAPES[letter];
    if (plain !== undefined) return plain;
    const hex = this.text.slice(this.at, this.at + 4);
    if (letter !== 'u' || !/^[0-9a-fA-F]{4}$/.test(hex))
      throw new NotJson('A backslash escapes nothing known.');
    this.at += 4;
    return String.fromCharCode(Number.parseInt(hex, 16));
  }

  private take(sign: string): boolean {
    this.space();
    if (this.text[this.at] !== sign) return false;
    this.at += 1;
    return true;
  }

  private space(): void {
    this.match(SPACE);
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? '';
    this.at += found.length;
    return found;
  }
}
