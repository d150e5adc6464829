/** Gathers expected failures and goes on, so that one reading of a file reports them all. */
import { type Problem, type Result } from './result.js';

export class Mistakes {
  readonly list: Problem[] = [];

  /** The value, or `null` after noting the problem. */
  take<T>(result: Result<T>): T | null {
    if (result.ok) return result.value;
    this.list.push(result.problem);
    return null;
  }
}
