/** A small value kept whole on disk and in memory: changed one change at a time, visible once it is safe. */
import { type Result } from '../../core/base/result.js';

export interface Changed<T, A> {
  readonly next: T;
  readonly answer: A;
}

export interface Shelf<T> {
  /** What is held now. */
  held(): T;
  /** Writes what `change` makes of it. A refusal, or a write that fails, changes nothing. */
  update<A>(change: (held: T) => Result<Changed<T, A>>): Promise<Result<A>>;
}
