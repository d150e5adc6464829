/**
 * Processor time that a PostgreSQL server spends for one database, from /proc: on a machine that does other
 * things too, seconds on the clock say little. Linux only; elsewhere there is none to tell.
 */
import { readFileSync } from 'node:fs';
import pg from 'pg';

/** Clock ticks a second, as Linux reports them to programs. */
const TICKS = 100;

export class ServerCpu {
  private readonly client: pg.Client;
  private readonly seen = new Map<number, number>();

  private constructor(client: pg.Client) {
    this.client = client;
  }

  static async of(url: string): Promise<ServerCpu> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    return new ServerCpu(client);
  }

  /** Notes every process that serves the database: one that ends keeps what it had used. */
  async note(): Promise<void> {
    const { rows } = await this.client.query<{ pid: number }>(
      'SELECT pid FROM pg_stat_activity WHERE datname = current_database()',
    );
    for (const { pid } of rows) {
      const used = secondsOf(pid);
      if (used !== null) this.seen.set(pid, used);
    }
  }

  /** Seconds so far. */
  get seconds(): number {
    return [...this.seen.values()].reduce((sum, one) => sum + one, 0);
  }

  async close(): Promise<void> {
    await this.client.end();
  }
}

function secondsOf(pid: number): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / TICKS;
  } catch {
    return null;
  }
}

/** Seconds of processor time this process has used. */
export function ownSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
