// Runs the project's checks in stages, the pure and quick ones first, and closes with `N passed, N failed`.
// Usage: node scripts/test.mjs [stage …]. Plain JavaScript: it has to run before anything is built.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, existsSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';

/** Commands count as one check each; folders hold compiled node:test files. */
const stages = {
  format: { command: ['npx', 'oxfmt', '--check', '.'] },
  lint: { command: ['npx', 'oxlint'] },
  types: { command: ['npm', 'run', '--silent', 'build'] },
  tidy: { folders: ['dist/test/tidy'] },
  core: { folders: ['dist/src/core', 'dist/bench'] },
  app: {
    folders: [
      'dist/src/app',
      'dist/src/cli',
      'dist/src/importers',
      'dist/src/exporters',
      'dist/src/web',
      'dist/test/app',
    ],
  },
  store: { folders: ['dist/src/store', 'dist/test/store', 'dist/test/faults'] },
  cli: { folders: ['dist/test/cli'] },
  golden: { folders: ['dist/test/golden'] },
  browser: { folders: ['dist/test/browser'] },
};

function testFiles(folder) {
  if (!existsSync(folder)) return [];
  return (
    readdirSync(folder, { recursive: true })
      .map(String)
      .filter((name) => name.endsWith('.test.js'))
      .map((name) => join(folder, name))
      // A compiled test whose source is gone would be a ghost that still passes.
      .filter(
        (file) =>
          existsSync(file.replace(/^dist\//, '').replace(/\.js$/, '.ts')) ||
          existsSync(file.replace(/^dist\//, '').replace(/\.js$/, '.tsx')),
      )
      .sort()
  );
}

function runTests(files) {
  const scratch = mkdtempSync(join(tmpdir(), 'a33-tap-'));
  const tap = join(scratch, 'out.tap');
  const result = spawnSync(
    process.execPath,
    [
      '--enable-source-maps',
      '--test',
      // The runner keeps one processor for itself, which on two leaves every file waiting for the one before.
      `--test-concurrency=${Math.max(2, availableParallelism() - 1)}`,
      '--test-reporter=spec',
      '--test-reporter-destination=stdout',
      '--test-reporter=tap',
      `--test-reporter-destination=${tap}`,
      ...files,
    ],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  );
  const text = existsSync(tap) ? readFileSync(tap, 'utf8') : '';
  rmSync(scratch, { recursive: true, force: true });
  const count = (word) => Number(new RegExp(`^# ${word} (\\d+)$`, 'm').exec(text)?.[1] ?? 0);
  const failed = count('fail') + count('cancelled');
  return {
    passed: count('pass'),
    failed: result.status !== 0 && failed === 0 ? 1 : failed,
    skipped: count('skipped') + count('todo'),
  };
}

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in stages));
if (unknown.length > 0) {
  console.error(`No such stage: ${unknown.join(', ')}. Stages: ${Object.keys(stages).join(', ')}`);
  process.exit(2);
}

const rows = [];
for (const name of asked.length > 0 ? asked : Object.keys(stages)) {
  const stage = stages[name];
  const began = Date.now();
  let outcome;
  if (stage.command) {
    const [program, ...args] = stage.command;
    const { status } = spawnSync(program, args, { stdio: ['ignore', 'inherit', 'inherit'] });
    outcome = { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 };
  } else {
    const files = stage.folders.flatMap(testFiles);
    outcome = files.length === 0 ? { passed: 0, failed: 0, skipped: 0 } : runTests(files);
  }
  rows.push({ name, ...outcome, seconds: ((Date.now() - began) / 1000).toFixed(1) });
  // Nothing later can be trusted when the code does not compile.
  if (name === 'types' && outcome.failed > 0) break;
}

const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
console.log('\nstage      passed  failed  skipped  seconds');
for (const row of rows) {
  console.log(
    `${row.name.padEnd(10)} ${String(row.passed).padStart(6)}  ${String(row.failed).padStart(6)}  ${String(row.skipped).padStart(7)}  ${row.seconds.padStart(7)}`,
  );
}
const skipped = sum('skipped');
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exit(sum('failed') > 0 ? 1 : 0);
