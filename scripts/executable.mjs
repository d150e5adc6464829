// tsc writes files without the executable bit; `npx article33` in a clone runs the file itself.
import { chmodSync } from 'node:fs';
chmodSync(new URL('../dist/src/cli/bin.js', import.meta.url), 0o755);
