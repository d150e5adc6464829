/** Every command, in the order the overview shows them. */
import { type Command } from './command.js';
import { amendCommand } from './commands/amend.js';
import { asksCommand } from './commands/asks.js';
import { backupCommand, restoreCommand } from './commands/backup.js';
import { checkCommand } from './commands/check.js';
import { checkpointCommand } from './commands/checkpoint.js';
import { clockCommand } from './commands/clock.js';
import { consentCommand, consentsCommand } from './commands/consent.js';
import { countCommand } from './commands/count.js';
import { doctorCommand } from './commands/doctor.js';
import { doorsCommand } from './commands/doors.js';
import { encryptCommand, passphraseCommand } from './commands/encrypt.js';
import { eraseCommand } from './commands/erase.js';
import { exportCommand } from './commands/export.js';
import { evidenceCommand } from './commands/evidence.js';
import { findingsCommand } from './commands/findings.js';
import { formCommand } from './commands/form.js';
import { historyCommand } from './commands/history.js';
import { importCommand } from './commands/import.js';
import { lawCommand } from './commands/law.js';
import { linkCommand } from './commands/link.js';
import { fsckCommand, rebuildCommand } from './commands/maintain.js';
import { namesCommand } from './commands/names.js';
import {
  grantCommand,
  inviteCommand,
  peopleCommand,
  removeCommand,
  signOutCommand,
} from './commands/people.js';
import { initCommand, serveCommand, startCommand } from './commands/serve.js';
import { proveCommand } from './commands/prove.js';
import { readCommand } from './commands/read.js';
import { searchCommand } from './commands/search.js';
import { showCommand } from './commands/show.js';
import { verifyCommand } from './commands/verify.js';

export const commands: readonly Command[] = [
  startCommand,
  serveCommand,
  initCommand,
  checkCommand,
  readCommand,
  searchCommand,
  showCommand,
  evidenceCommand,
  historyCommand,
  amendCommand,
  countCommand,
  asksCommand,
  lawCommand,
  findingsCommand,
  doorsCommand,
  formCommand,
  namesCommand,
  linkCommand,
  importCommand,
  exportCommand,
  checkpointCommand,
  proveCommand,
  verifyCommand,
  inviteCommand,
  peopleCommand,
  grantCommand,
  removeCommand,
  signOutCommand,
  clockCommand,
  rebuildCommand,
  fsckCommand,
  consentCommand,
  consentsCommand,
  eraseCommand,
  backupCommand,
  restoreCommand,
  encryptCommand,
  passphraseCommand,
  doctorCommand,
];
