#!/usr/bin/env node
/** The `article33` command. */
import { readFileSync } from 'node:fs';

const manifest: unknown = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));
if (typeof manifest === 'object' && manifest !== null && 'version' in manifest)
  process.stdout.write(`article33 ${String(manifest.version)}\n`);
