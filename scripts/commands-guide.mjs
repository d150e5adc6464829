// Writes docs/guide/commands.md from the commands' and settings' own declarations; a test holds the page to them.
import { writeFileSync } from 'node:fs';
import { commandsGuide } from '../dist/src/cli/guide.js';

writeFileSync(new URL('../docs/guide/commands.md', import.meta.url), commandsGuide());
