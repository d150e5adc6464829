/** How names are compared: without case, accents, dots or a leading "the", the same in every script. */
export function nameKey(words: string): string {
  return words
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[’'`´]/g, '')
    .replace(/(?<=\b\p{L})\.(?=\p{L}\b|\s|$)/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/^the /, '');
}

/** Names to the ids that bear them. */
export class NameIndex {
  private readonly ids = new Map<string, Set<string>>();

  add(name: string, id: string): void {
    const key = nameKey(name);
    if (key === '') return;
    const bearers = this.ids.get(key);
    if (bearers === undefined) this.ids.set(key, new Set([id]));
    else bearers.add(id);
  }

  /** Every id the name is borne by. */
  find(name: string): readonly string[] {
    return [...(this.ids.get(nameKey(name)) ?? [])];
  }
}
