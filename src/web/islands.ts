/**
 * The pages' scripts, bundled by the build and served under an address that holds their hash. A page
 * without its script must still say what it is for: Tor Browser at its safest level runs none.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Every island there is: a file of this name in `islands/`. */
export type IslandName = 'passage' | 'passkey' | 'slider' | 'verify';
export const islandNames: readonly IslandName[] = ['passage', 'passkey', 'slider', 'verify'];

export interface Island {
  readonly path: string;
  readonly text: string;
}

const made = new Map<IslandName, Island>();

/** Throws when the build did not bundle it. */
export function island(name: IslandName): Island {
  const known = made.get(name);
  if (known !== undefined) return known;
  // Compiled code runs in dist/src/web; the bundles are in dist/islands.
  const text = readFileSync(join(import.meta.dirname, `../../islands/${name}.js`), 'utf8');
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 16);
  const island = { path: `/${name}-${hash}.js`, text };
  made.set(name, island);
  return island;
}
