import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { commandsGuide } from './guide.js';

test('the guide’s page of commands and settings is the one the program declares', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../docs/guide/commands.md'), 'utf8');
  assert.equal(page, commandsGuide(), 'run: npm run build && node scripts/commands-guide.mjs');
});
