/** Looks for a text with nothing but the file system and a database client: not with the program's own search. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';

/** Files below the folder that hold the text, in UTF-8 or UTF-16LE. */
export async function filesWith(folder: string, text: string): Promise<string[]> {
  const wanted = [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')];
  const found: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const bytes = await readFile(join(entry.parentPath, entry.name));
    if (wanted.some((one) => bytes.includes(one))) found.push(join(entry.parentPath, entry.name));
  }
  return found;
}

/** Tables, system catalogues included, of which a row holds the text: every row as text, as a dump would write it. */
export async function tablesWith(url: string, text: string): Promise<string[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const hex = Buffer.from(text, 'utf8').toString('hex');
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c
       JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'm', 'p')`,
    );
    const found: string[] = [];
    for (const { name } of tables) {
      const { rows } = await client.query<{ hits: string }>(
        `SELECT count(*) AS hits FROM ${name} t
         WHERE position($1 IN t::text) > 0 OR position($2 IN t::text) > 0`,
        [text, hex],
      );
      if (rows[0]?.hits !== '0') found.push(name);
    }
    return found;
  } finally {
    await client.end();
  }
}
