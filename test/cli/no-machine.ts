/** A machine of which nothing is to be asked, for tests that hand in what they need of it. */
import { type Machine } from '../../src/cli/command.js';
import { fail } from '../../src/core/base/result.js';

const refuse = () => Promise.resolve(fail('not-here', 'A test has no machine.'));

export const noMachine: Machine = {
  readLetter: refuse,
  readFile: refuse,
  readText: refuse,
  writeFile: refuse,
  init: refuse,
  serve: refuse,
  restore: refuse,
  encrypt: refuse,
  changeSecret: refuse,
  openBrowser: () => undefined,
  compareNames: refuse,
  nameModel: refuse,
  readPieces: refuse,
  writeFolder: refuse,
  openRows: refuse,
  stateCodes: () => Promise.resolve(new Map()),
  shippedMap: () => Promise.resolve(null),
  lineFile: refuse,
  verify: refuse,
  facts: () => Promise.reject(new Error('not asked for')),
};
