/** Reads the project's own tree: imports point inward only, and core stays pure. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { test } from 'node:test';

const root = resolve(import.meta.dirname, '../../..');
const source = join(root, 'src');

const files = readdirSync(source, { recursive: true })
  .map(String)
  .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'));

/** Which rooms of `src/` each room may import from (besides itself). */
const allowed: Readonly<Record<string, readonly string[]>> = {
  core: [],
  app: ['core'],
  store: ['core', 'app'],
  importers: ['core', 'app'],
  exporters: ['core', 'app'],
  web: ['core', 'app', 'exporters'],
  cli: ['core', 'app', 'exporters', 'config.ts', 'main.ts', 'web'],
  'config.ts': ['core'],
  'main.ts': ['core', 'app', 'store', 'importers', 'exporters', 'web', 'config.ts'],
};

function importsOf(text: string): string[] {
  return [...text.matchAll(/(?:\bfrom\s+|import\()'([^'\n]+)'/g)].map((match) => match[1] ?? '');
}

const room = (path: string) => path.split('/')[0] ?? '';

test('imports point inward only', () => {
  const wrong: string[] = [];
  for (const file of files) {
    if (/\.test\.tsx?$/.test(file)) continue;
    const from = room(file);
    assert.ok(from in allowed, `src/${file} is in no known room`);
    for (const name of importsOf(readFileSync(join(source, file), 'utf8'))) {
      if (!name.startsWith('.')) continue;
      const target = relative(source, resolve(dirname(join(source, file)), name));
      const to = room(target.replace(/^(config|main)\.js$/, '$1.ts'));
      if (to !== from && !(allowed[from] ?? []).includes(to)) wrong.push(`src/${file} → ${target}`);
    }
  }
  assert.deepEqual(wrong, []);
});

/** Packages that are pure computation and run in a browser. */
const purePackages = ['stemmer', '@noble/curves', '@noble/hashes', 'edtf', 'd3-scale', 'd3-shape', 'd3-geo'];

test('core is pure: no files, network, database, clock, randomness or logging', () => {
  const impure =
    /\bDate\.now\b|\bnew Date\(\s*\)|Math\.random|\bconsole\.|\bprocess\.|\bfetch\(|\bsetTimeout\b|\bcrypto\.|localeCompare|toLocale/;
  const wrong: string[] = [];
  for (const file of files.filter((name) => name.startsWith('core/') && !/\.test\.tsx?$/.test(name))) {
    const text = readFileSync(join(source, file), 'utf8');
    for (const name of importsOf(text))
      if (!name.startsWith('.') && !purePackages.some((pure) => name === pure || name.startsWith(`${pure}/`)))
        wrong.push(`src/${file} imports ${name}`);
    for (const [i, line] of text.split('\n').entries())
      if (impure.test(line) && !/^\s*(\/\/|\*|\/\*)/.test(line)) wrong.push(`src/${file}:${i + 1}`);
  }
  assert.deepEqual(wrong, []);
});

test('nothing is left behind: no leftovers, suppressions without a reason, or tests that do not run', () => {
  const wrong: string[] = [];
  for (const file of files) {
    for (const [i, line] of readFileSync(join(source, file), 'utf8').split('\n').entries()) {
      if (/\b(TODO|FIXME|XXX|HACK)\b/.test(line)) wrong.push(`src/${file}:${i + 1} leftover`);
      if (/@ts-(ignore|nocheck)/.test(line)) wrong.push(`src/${file}:${i + 1} suppression`);
      if (/oxlint-disable|@ts-expect-error/.test(line) && !/--\s*\S/.test(line))
        wrong.push(`src/${file}:${i + 1} suppression without a reason`);
      if (/\b(test|it|describe)\.(only|todo)\b/.test(line))
        wrong.push(`src/${file}:${i + 1} test that hides others`);
    }
  }
  assert.deepEqual(wrong, []);
});
