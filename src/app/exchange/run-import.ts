/**
 * A whole file into the record, batch by batch: rows are read, mapped, recorded and forgotten, so that a
 * file of any length needs the memory of one batch. Cut short at any point it is run again, and what was
 * recorded is known.
 */
import { type Json } from '../../core/base/json.js';
import { ok, type Result } from '../../core/base/result.js';
import { type Mapper, type PlacedLine } from '../../core/exchange/map-row.js';
import { type ReadRow, type RowProblem, rowProblem } from '../../core/exchange/record.js';
import { type Imported } from './import.js';

export interface ImportWork {
  readonly pieces: AsyncIterable<{ readonly rows: readonly ReadRow[]; readonly read: number }>;
  readonly mapper: Mapper;
  /** Records a batch, or judges it. */
  readonly send: (lines: readonly Json[], first: boolean) => Promise<Result<Imported>>;
  readonly problem: (problem: RowProblem) => void | Promise<void>;
  readonly progress: (bytesRead: number, lines: number) => void;
  /** Lines of the first rows, for a dry run to show. */
  readonly sample: (line: PlacedLine) => void;
}

export interface ImportTotals {
  readonly rows: number;
  /** Lines made of the rows. */
  readonly lines: number;
  readonly added: number;
  readonly known: number;
  readonly sound: number;
  readonly problems: number;
  /** What was left out because the mapping says nothing of it. */
  readonly notices: number;
  readonly byProperty: Readonly<Record<string, number>>;
  readonly notYetVisible: boolean;
}

/** Lines of one batch, and their length in UTF-16 units: what a socket takes, with room. */
const BATCH = 2000;
const BATCH_LENGTH = 3_000_000;

/** Stops only when the record itself cannot go on; the totals then say how far it came. */
export async function runImport(work: ImportWork): Promise<{ totals: ImportTotals; stopped: Result<void> }> {
  const run = new Running(work);
  const stopped = await run.all();
  return { totals: run.totals, stopped };
}

class Running {
  private readonly work: ImportWork;
  private batch: PlacedLine[] = [];
  private length = 0;
  private first = true;
  private rows = 0;
  private lines = 0;
  private sum = { added: 0, known: 0, sound: 0, problems: 0, notices: 0, notYetVisible: false };
  private readonly byProperty = new Map<string, number>();

  constructor(work: ImportWork) {
    this.work = work;
  }

  get totals(): ImportTotals {
    return {
      rows: this.rows,
      lines: this.lines,
      ...this.sum,
      byProperty: Object.fromEntries(this.byProperty),
    };
  }

  async all(): Promise<Result<void>> {
    const { mapper, pieces } = this.work;
    for (const line of mapper.before) this.add(line);
    for await (const { rows, read } of pieces) {
      for (const row of rows) {
        this.rows++;
        const done = await this.row(row);
        if (!done.ok) return done;
      }
      this.work.progress(read, this.lines);
    }
    const last = await this.flush();
    if (!last.ok) return last;
    for (const problem of mapper.after()) await this.tell(problem);
    return ok(undefined);
  }

  private async row(read: ReadRow): Promise<Result<void>> {
    if (!read.ok) {
      await this.tell(read.problem);
      return ok(undefined);
    }
    const { lines, problems } = this.work.mapper.map(read.row);
    for (const problem of problems) await this.tell(problem);
    for (const line of lines) this.add(line);
    return this.batch.length >= BATCH || this.length >= BATCH_LENGTH ? await this.flush() : ok(undefined);
  }

  private add(line: PlacedLine): void {
    this.work.sample(line);
    this.batch.push(line);
    this.length += lengthOf(line.words);
    this.lines++;
  }

  private async flush(): Promise<Result<void>> {
    for (let from = 0; from < this.batch.length; from += BATCH) {
      const part = this.batch.slice(from, from + BATCH);
      const sent = await this.work.send(
        part.map(({ words }) => words),
        this.first,
      );
      if (!sent.ok) return sent;
      this.first = false;
      await this.count(part, sent.value);
    }
    [this.batch, this.length] = [[], 0];
    return ok(undefined);
  }

  private async count(batch: readonly PlacedLine[], done: Imported): Promise<void> {
    this.sum.added += done.added;
    this.sum.known += done.known;
    this.sum.sound += done.sound;
    this.sum.notYetVisible ||= done.notYetVisible;
    for (const [name, count] of Object.entries(done.byProperty))
      this.byProperty.set(name, (this.byProperty.get(name) ?? 0) + count);
    for (const { line, problem } of done.problems) {
      const placed = line === null ? undefined : batch[line];
      await this.tell(rowProblem(problem, placed?.row ?? null, placed?.column ?? null));
    }
  }

  private async tell(problem: RowProblem): Promise<void> {
    if (problem.notice === true) this.sum.notices++;
    else this.sum.problems++;
    await this.work.problem(problem);
  }
}

/** About as long as its JSON, without writing it. */
function lengthOf(words: Json): number {
  if (typeof words === 'string') return words.length + 2;
  if (typeof words !== 'object' || words === null) return 6;
  let sum = 2;
  for (const [key, value] of Object.entries(words)) sum += key.length + 4 + lengthOf(value);
  return sum;
}
