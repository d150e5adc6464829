/**
 * Reads unknown JSON into known values, once, at the door. A reader throws `BadData` with the place;
 * `reading` turns that into a Problem, so nothing half-read ever leaves this file's callers.
 */
import { type Day, type EdtfDate, isDay, parseDate } from '../base/date.js';
import { fail, ok, type Result } from '../base/result.js';

class BadData extends Error {
  readonly where: string;
  constructor(message: string, where: string) {
    super(message);
    this.where = where;
  }
}

export function reading<T>(file: string, read: () => T): Result<T> {
  try {
    return ok(read());
  } catch (error) {
    if (!(error instanceof BadData)) throw error;
    return fail('bad-reference-data', `The reference data are damaged: ${error.message}.`, {
      where: `${file}, ${error.where}`,
      fix: 'Install the program again, or restore the file.',
    });
  }
}

/** One JSON object with the place it stands, read field by field. */
export class Row {
  private readonly fields: Readonly<Record<string, unknown>>;
  readonly where: string;

  constructor(value: unknown, where: string) {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new BadData('a row is not an object', where);
    this.fields = value as Readonly<Record<string, unknown>>;
    this.where = where;
  }

  bad(field: string, wanted: string): never {
    throw new BadData(`"${field}" should be ${wanted}`, this.where);
  }

  private get(field: string): unknown {
    return Object.hasOwn(this.fields, field) ? this.fields[field] : undefined;
  }

  /** What stands there, for a reader of its own. */
  field(field: string): unknown {
    return this.get(field);
  }

  /** Names of its fields, in the order of the file. */
  names(): readonly string[] {
    return Object.keys(this.fields);
  }

  text(field: string): string {
    const value = this.get(field);
    return typeof value === 'string' ? value : this.bad(field, 'text');
  }

  textOrNull(field: string): string | null {
    const value = this.get(field);
    return value === null || value === undefined ? null : this.text(field);
  }

  flag(field: string): boolean {
    const value = this.get(field);
    return typeof value === 'boolean' ? value : this.bad(field, 'true or false');
  }

  count(field: string): number {
    const value = this.get(field);
    return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
      ? value
      : this.bad(field, 'a whole number');
  }

  countOrNull(field: string): number | null {
    const value = this.get(field);
    return value === null || value === undefined ? null : this.count(field);
  }

  texts(field: string): readonly string[] {
    const value = this.get(field);
    if (!Array.isArray(value)) return this.bad(field, 'a list of texts');
    return value.map((item: unknown) =>
      typeof item === 'string' ? item : this.bad(field, 'a list of texts'),
    );
  }

  oneOf<T extends string>(field: string, allowed: readonly T[]): T {
    const value = this.text(field);
    return allowed.find((item) => item === value) ?? this.bad(field, `one of ${allowed.join(', ')}`);
  }

  day(field: string): Day | null {
    const value = this.textOrNull(field);
    if (value !== null && !isDay(value)) return this.bad(field, 'a day such as 1982-09-24');
    return value;
  }

  date(field: string): EdtfDate | null {
    const value = this.textOrNull(field);
    return value === null ? null : this.dateFrom(field, value);
  }

  /** A date that stands somewhere under `field`. */
  dateFrom(field: string, value: string): EdtfDate {
    const parsed = parseDate(value);
    return parsed.ok ? parsed.value : this.bad(field, 'an EDTF date');
  }

  row(field: string): Row {
    return new Row(this.get(field), `${this.where}, ${field}`);
  }

  rows(field: string): readonly Row[] {
    const value = this.get(field);
    if (!Array.isArray(value)) return this.bad(field, 'a list');
    return value.map((item: unknown, i) => new Row(item, `${this.where}, ${field} ${i + 1}`));
  }

  rowOrNull(field: string): Row | null {
    const value = this.get(field);
    return value === null || value === undefined ? null : this.row(field);
  }
}

/** Every object of a JSON list, with its place. */
export function rowsOf(value: unknown): Row[] {
  if (!Array.isArray(value)) throw new BadData('it is not a list', 'the whole file');
  return value.map((item: unknown, i) => new Row(item, `row ${i + 1}`));
}

/** Lists of texts (or nulls) under named columns: `{columns, rows}`, one row a line in the file. */
export function tableOf(value: unknown): Row[] {
  const whole = new Row(value, 'the whole file');
  const columns = whole.texts('columns');
  const rows: unknown = (value as { readonly rows?: unknown }).rows;
  if (!Array.isArray(rows)) throw new BadData('"rows" should be a list', 'the whole file');
  return rows.map((item: unknown, i) => {
    if (!Array.isArray(item) || item.length !== columns.length)
      throw new BadData('a row has another number of cells than there are columns', `row ${i + 1}`);
    return new Row(Object.fromEntries(columns.map((name, at) => [name, item[at]])), `row ${i + 1}`);
  });
}
