/** What is wrong with this machine, and what to do about it. */
export interface MachineFacts {
  /** `process.versions.node`. */
  readonly node: string;
  /** Today, `YYYY-MM-DD`. */
  readonly today: string;
  readonly directory: {
    readonly exists: boolean;
    readonly writable: boolean;
    readonly freeBytes: number | null;
  };
  /** What became of opening the directory. */
  readonly opened:
    | { readonly ok: true; readonly dossiers: number; readonly entries: number }
    | { readonly ok: false; readonly message: string; readonly fix: string | null };
  readonly serverRunning: boolean;
  readonly database: 'embedded' | 'postgresql';
  /** Milliseconds by which the machine's clock is behind what the record has seen; `null` where that is not known. */
  readonly clockBehind: number | null;
  /** What opens the encrypted directory; none where it is in the clear, `null` where there is no directory. */
  readonly opensWith: readonly ('passphrase' | 'key-file')[] | 'unreadable' | null;
}

export interface Check {
  readonly what: string;
  readonly state: 'fine' | 'warning' | 'problem';
  readonly says: string;
  readonly fix: string | null;
}

/** Ends of life as published in the Node.js release schedule. */
const nodeEndOfLife: Readonly<Record<number, string>> = {
  20: '2026-04-30',
  22: '2027-04-30',
  24: '2028-04-30',
};
const LEAST_NODE: readonly [number, number] = [20, 19];
const LEAST_FREE_BYTES = 500 * 1024 * 1024;

export function diagnose(facts: MachineFacts): readonly Check[] {
  return [runtime(facts), directory(facts), space(facts), opening(facts), clock(facts), encryption(facts)];
}

function runtime({ node, today }: MachineFacts): Check {
  const [major = 0, minor = 0] = node.split('.').map(Number);
  const check = (state: Check['state'], says: string, fix: string | null): Check => ({
    what: 'Node.js',
    state,
    says,
    fix,
  });
  const [leastMajor, leastMinor] = LEAST_NODE;
  if (major < leastMajor || (major === leastMajor && minor < leastMinor))
    return check('problem', `Node ${node} is too old.`, 'Install Node 24 (LTS).');
  const end = nodeEndOfLife[major];
  if (major % 2 === 1)
    return check(
      'warning',
      `Node ${node} is a short-lived release without security updates for long.`,
      'Install Node 24 (LTS).',
    );
  if (end !== undefined && today > end)
    return check(
      'warning',
      `Node ${node} has had no security updates since ${end}.`,
      'Install Node 24 (LTS).',
    );
  return check('fine', `Node ${node}${end === undefined ? '' : `, supported until ${end}`}.`, null);
}

function directory({ directory: dir }: MachineFacts): Check {
  const what = 'Data directory';
  if (!dir.writable)
    return {
      what,
      state: 'problem',
      says: 'It cannot be written.',
      fix: 'Change its owner, or choose another with --dir.',
    };
  return {
    what,
    state: 'fine',
    says: dir.exists ? 'It exists and can be written.' : 'It does not exist yet and can be made.',
    fix: null,
  };
}

function space({ directory: { freeBytes } }: MachineFacts): Check {
  const what = 'Disk space';
  if (freeBytes === null) return { what, state: 'warning', says: 'It could not be read.', fix: null };
  const megabytes = Math.floor(freeBytes / 1_048_576);
  return freeBytes < LEAST_FREE_BYTES
    ? {
        what,
        state: 'problem',
        says: `Only ${megabytes} MB are free; a full disk makes the record read-only.`,
        fix: 'Free some space, or choose a directory on another disk with --dir.',
      }
    : { what, state: 'fine', says: `${megabytes} MB free.`, fix: null };
}

function opening({ opened, serverRunning, database }: MachineFacts): Check {
  const what = 'Record';
  if (!opened.ok) return { what, state: 'problem', says: opened.message, fix: opened.fix };
  const how = serverRunning
    ? 'a server is running on it'
    : `the ${database === 'embedded' ? 'embedded database' : 'PostgreSQL server'} opens`;
  return {
    what,
    state: 'fine',
    says: `${opened.dossiers} dossiers, ${opened.entries} entries; ${how}.`,
    fix: null,
  };
}

/** Less than this is how clocks are kept right. */
const BEHIND_MS = 5 * 60_000;

function clock({ clockBehind }: MachineFacts): Check {
  const what = 'Clock';
  if (clockBehind === null) return { what, state: 'warning', says: 'It could not be compared.', fix: null };
  if (clockBehind < BEHIND_MS)
    return { what, state: 'fine', says: 'It is not behind what the record has seen.', fix: null };
  return {
    what,
    state: 'warning',
    says: `It is ${Math.round(clockBehind / 60_000)} minutes behind what the record has seen: sessions and consents go by the later time.`,
    fix: 'Set it right. If it was ahead before and is right now: article33 clock --trust',
  };
}

function encryption({ opensWith, database }: MachineFacts): Check {
  const what = 'Encryption';
  if (opensWith === null)
    return {
      what,
      state: 'fine',
      says: 'Nothing to encrypt yet; `init --encrypt` makes it encrypted.',
      fix: null,
    };
  if (opensWith === 'unreadable')
    return {
      what,
      state: 'problem',
      says: 'The wrapped key does not read.',
      fix: 'Restore key.wrap from a backup.',
    };
  if (opensWith.length === 0)
    return {
      what,
      state: 'warning',
      says: 'The record is not encrypted: whoever gets the disk or a copy reads all of it, and nothing about one person is taken in.',
      fix: 'Stop the server and run `article33 encrypt`.',
    };
  const ways = opensWith.map((kind) => (kind === 'passphrase' ? 'a passphrase' : 'a key file')).join(' or ');
  const server =
    database === 'postgresql' ? ' What the PostgreSQL server holds is not: encrypt its disk.' : '';
  return {
    what,
    state: server === '' ? 'fine' : 'warning',
    says: `The data directory is encrypted and opens with ${ways}.${server}`,
    fix:
      opensWith.length > 1
        ? null
        : 'Lost, it takes the record with it: keep a second way, `article33 passphrase --new-key-file FILE`.',
  };
}
