#!/usr/bin/env node
/** The `article33` command. */
import { version } from '../main.js';
import { commands } from './commands.js';
import { run } from './run.js';
import { openSession } from './session.js';
import { processTerminal } from './terminal.js';

process.exitCode = await run(process.argv.slice(2), {
  commands,
  version,
  env: process.env,
  terminal: processTerminal(),
  open: openSession,
});
