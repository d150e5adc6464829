/** Reads the tables of real names that the measures use; they are not part of the repository. */
import { type NameRow } from '../../src/core/name/learn.js';

function cells(line: string): readonly string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/gu)].map(
    ([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? '',
  );
}

/** Rows by the names in the first line. */
export function table(text: string): readonly ReadonlyMap<string, string>[] {
  const [head = '', ...lines] = text.trim().split(/\r?\n/u);
  const names = cells(head);
  return lines.map((line) => new Map(cells(line).map((cell, i) => [names[i] ?? '', cell])));
}

export function nameRows(text: string): readonly NameRow[] {
  return table(text).map((row) => ({
    hangul: row.get('hangul') ?? '',
    hanja: row.get('hanja') ?? '',
    latin: row.get('latin') ?? '',
  }));
}
