// Bundles every island (a page's script) into dist/islands/NAME.js, from the TypeScript source.
// Plain JavaScript: it runs in the build.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const folder = 'src/web/islands';
const islands = (existsSync(folder) ? readdirSync(folder) : []).filter(
  (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
);

await build({
  entryPoints: islands.map((name) => join(folder, name)),
  outdir: 'dist/islands',
  bundle: true,
  format: 'esm',
  platform: 'browser',
  // What Tor Browser's long-term releases understand.
  target: ['es2022'],
  minify: true,
  legalComments: 'eof',
  logLevel: 'warning',
});
