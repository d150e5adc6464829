/** JSON Lines read piece by piece: one object a line. A line that is none is told, and the next is read all the same. */
import { isJsonObject, parseJson } from '../base/json.js';
import { fail } from '../base/result.js';
import { type ReadRow, rowProblem } from './record.js';

/** UTF-16 units of one line. */
export const LINE_MAX = 2_000_000;

export class JsonLinesStream {
  private rest = '';
  private line = 1;
  /** The line at hand is too long, and the rest of it is not kept. */
  private long = false;

  push(piece: string): ReadRow[] {
    const rows: ReadRow[] = [];
    let from = 0;
    for (let end = piece.indexOf('\n'); end !== -1; end = piece.indexOf('\n', from)) {
      this.keep(piece.slice(from, end));
      this.take(rows);
      from = end + 1;
    }
    this.keep(piece.slice(from));
    return rows;
  }

  end(): ReadRow[] {
    const rows: ReadRow[] = [];
    this.take(rows);
    return rows;
  }

  private keep(part: string): void {
    if (this.long || this.rest.length + part.length > LINE_MAX) {
      this.long = true;
      this.rest = '';
    } else this.rest += part;
  }

  private take(rows: ReadRow[]): void {
    const [text, line, long] = [this.rest, this.line, this.long];
    [this.rest, this.long] = ['', false];
    this.line++;
    if (long)
      rows.push({
        ok: false,
        problem: {
          row: line,
          column: null,
          kind: 'line-too-long',
          message: `The line holds more than ${LINE_MAX} characters, so it was left out.`,
          fix: 'Take the document out of it; documents are kept as evidence files.',
        },
      });
    else if (text.trim() !== '' && text !== '\uFEFF') rows.push(readLine(text, line));
  }
}

function readLine(text: string, line: number): ReadRow {
  const json = parseJson(text, 'the line');
  if (!json.ok) {
    const column = /column (\d+)/u.exec(json.problem.where ?? '')?.[1] ?? null;
    return {
      ok: false,
      problem: rowProblem(json.problem, line, column === null ? null : `character ${column}`),
    };
  }
  if (isJsonObject(json.value)) return { ok: true, row: { row: line, fields: json.value } };
  return {
    ok: false,
    problem: rowProblem(
      fail('bad-line', 'The line is no object.', { fix: 'Write one { … } a line.' }).problem,
      line,
    ),
  };
}
