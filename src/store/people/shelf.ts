/** A shelf on a kept file: JSON of a known shape, written before it is shown. */
import { type z } from 'zod';
import { utf8 } from '../../core/base/bytes.js';
import { fail, ok, type Result } from '../../core/base/result.js';
import { type Shelf } from '../../app/people/shelf.js';
import { writeProblem } from '../files.js';
import { Mutex } from '../mutex.js';
import { type Kept } from './kept.js';

export interface ShelfPlan<T> {
  readonly kept: Kept;
  readonly shape: z.ZodType<T>;
  /** What is held before anything was written. */
  readonly empty: T;
  /** Where a person would look when it is damaged. */
  readonly where: string;
}

/** A file that does not read is refused, never replaced by an empty one: that would let everybody in. */
export async function openShelf<T>(plan: ShelfPlan<T>): Promise<Result<Shelf<T>>> {
  const bytes = await plan.kept.read();
  if (!bytes.ok) return bytes;
  const found = bytes.value === null ? ok(plan.empty) : parse(plan, bytes.value);
  return found.ok ? ok(shelfOver(plan, found.value)) : found;
}

function parse<T>({ shape, where }: ShelfPlan<T>, bytes: Uint8Array): Result<T> {
  try {
    const parsed = shape.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
    if (parsed.success) return ok(parsed.data);
  } catch {
    // Told below: a file that is no JSON is as damaged as one of another shape.
  }
  return fail('damaged', 'A file about who may sign in does not read.', {
    where,
    fix: 'Restore it from a backup. Sessions and links may be deleted instead: people then sign in again.',
  });
}

function shelfOver<T>({ kept, where }: ShelfPlan<T>, first: T): Shelf<T> {
  const turns = new Mutex();
  let held = first;
  return {
    held: () => held,
    update: (change) =>
      turns.run(async () => {
        const changed = change(held);
        if (!changed.ok) return changed;
        const { next, answer } = changed.value;
        if (next === held) return ok(answer);
        try {
          await kept.write(utf8(JSON.stringify(next)));
        } catch (error) {
          return writeProblem(error, where);
        }
        held = next;
        return ok(answer);
      }),
  };
}
