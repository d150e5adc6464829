/**
 * Every setting: its name, type, default and what it does. The command line, the environment and
 * the guide's table of settings all read this list.
 */
import { fail, ok, type Result } from './core/base/result.js';

export interface Config {
  /** The data directory. */
  readonly dir: string;
  readonly port: number;
  readonly host: string;
  /** `https://…` under which people reach the pages; `null` for this machine alone. */
  readonly origin: string | null;
  /** PostgreSQL; `null` means the embedded database in the data directory. */
  readonly databaseUrl: string | null;
  /** A dossier folder read beside the built-in ones; `null` for none. */
  readonly dossiers: string | null;
  /** A key file that opens an encrypted directory; `null` for none. */
  readonly keyFile: string | null;
  /** A file that holds the passphrase of an encrypted directory; `null` where it is asked for. */
  readonly passphraseFile: string | null;
}

export interface Setting {
  readonly name: keyof Config;
  readonly flag: string | null;
  readonly env: string;
  readonly standard: string;
  readonly doc: string;
}

export const settings: readonly Setting[] = [
  {
    name: 'dir',
    flag: 'dir',
    env: 'ARTICLE33_DIR',
    standard: '.article33',
    doc: 'Data directory; made and filled with the built-in dossiers when absent.',
  },
  { name: 'port', flag: 'port', env: 'PORT', standard: '3300', doc: 'Port the pages are served on.' },
  {
    name: 'host',
    flag: 'host',
    env: 'ARTICLE33_HOST',
    standard: '127.0.0.1',
    doc: 'Address the pages are served on. Another than this machine’s own needs `--origin`, and somebody who can sign in.',
  },
  {
    name: 'origin',
    flag: 'origin',
    env: 'ARTICLE33_ORIGIN',
    standard: '',
    doc: 'The https:// address under which people reach the pages, through a proxy that speaks TLS; empty for this machine alone. Passkeys are bound to its host name.',
  },
  {
    name: 'databaseUrl',
    flag: null,
    env: 'DATABASE_URL',
    standard: '',
    doc: 'postgres://… to use a PostgreSQL server (15 or later); empty for the embedded database.',
  },
  {
    name: 'dossiers',
    flag: 'dossiers',
    env: 'ARTICLE33_DOSSIERS',
    standard: '',
    doc: 'A folder of dossier folders of your own, loaded beside the built-in ones.',
  },
  {
    name: 'keyFile',
    flag: 'key-file',
    env: 'ARTICLE33_KEY_FILE',
    standard: '',
    doc: 'Key file of an encrypted data directory; keep it outside the directory.',
  },
  {
    name: 'passphraseFile',
    flag: null,
    env: 'ARTICLE33_PASSPHRASE_FILE',
    standard: '',
    doc: 'A file with the passphrase of an encrypted data directory; asked for in the terminal when not given. Never an argument, which other users of the machine could read.',
  },
];

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1']);

/** Flags win over the environment, and both over the defaults. An empty value means the default. */
export function readConfig(
  flags: Readonly<Record<string, string | undefined>>,
  env: Readonly<Record<string, string | undefined>>,
): Result<Config> {
  const value = (name: keyof Config): string => {
    const setting = settings.find((one) => one.name === name);
    if (setting === undefined) throw new Error(`Setting ${name} is not declared`);
    const flag = setting.flag === null ? undefined : flags[setting.flag];
    return [flag, env[setting.env], setting.standard].find((text) => text !== undefined && text !== '') ?? '';
  };
  const port = Number(value('port'));
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    return fail('bad-setting', 'The port must be a whole number from 0 to 65535.', {
      where: '--port or PORT',
      fix: 'Use --port 3300.',
    });
  const host = value('host');
  const origin = originOf(value('origin'));
  if (!origin.ok) return origin;
  if (!LOOPBACK.has(host) && origin.value === null)
    return fail('not-loopback', 'Without --origin the pages are served to this machine only.', {
      where: '--host or ARTICLE33_HOST',
      fix: 'Leave the host at 127.0.0.1, or say under which https:// address people reach it with --origin.',
    });
  const databaseUrl = value('databaseUrl');
  if (databaseUrl !== '' && !/^postgres(ql)?:\/\//.test(databaseUrl))
    return fail('bad-setting', 'DATABASE_URL does not begin with postgres://.', {
      where: 'DATABASE_URL',
      fix: 'Use postgres://USER@HOST:5432/NAME, or unset it for the embedded database.',
    });
  return ok({
    dir: value('dir'),
    port,
    host,
    origin: origin.value,
    databaseUrl: databaseUrl === '' ? null : databaseUrl,
    dossiers: value('dossiers') === '' ? null : value('dossiers'),
    keyFile: value('keyFile') === '' ? null : value('keyFile'),
    passphraseFile: value('passphraseFile') === '' ? null : value('passphraseFile'),
  });
}

/** Passkeys and cookies are safe only over TLS, and bound to one name. */
function originOf(text: string): Result<string | null> {
  if (text === '') return ok(null);
  const url = URL.canParse(text) ? new URL(text) : null;
  const named = url !== null && !/^[\d.]+$|^\[/.test(url.hostname);
  if (url !== null && named && url.protocol === 'https:' && url.href === `${url.origin}/`)
    return ok(url.origin);
  return fail('bad-setting', 'The origin is the https:// address of the pages by name, without a path.', {
    where: '--origin or ARTICLE33_ORIGIN',
    fix: 'Use --origin https://record.example',
  });
}

/** Whether only this machine can reach that address. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.has(host);
}
