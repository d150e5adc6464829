/** A process that encrypts a directory and kills itself at the nth thing it does to a file. Usage: encrypter DIR KEYFILE N */
import { writeSync } from 'node:fs';
import { type Files, nodeFiles } from '../../src/store/files.js';
import { encryptDirectory } from '../../src/store/vault/encrypt.js';

const [dir = '', keyFile = '', last = '0'] = process.argv.slice(2);
let left = Number(last);
const step = () => {
  if (--left === 0) process.kill(process.pid, 'SIGKILL');
};
const files: Files = {
  ...nodeFiles,
  async open(path) {
    step();
    const file = await nodeFiles.open(path);
    return {
      ...file,
      write: (bytes, position) => {
        step();
        return file.write(bytes, position);
      },
      sync: () => {
        step();
        return file.sync();
      },
    };
  },
  syncFolder: (path) => {
    step();
    return nodeFiles.syncFolder(path);
  },
};
const done = await encryptDirectory({ dir, files, secrets: { keyFile, passphraseFile: null, ask: null } });
writeSync(1, done.ok ? 'encrypted' : done.problem.kind);
