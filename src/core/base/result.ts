/**
 * Expected failures are values; only bugs throw.
 * Every function a user's input can make fail returns a `Result`.
 */
export type Result<T, P = Problem> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: P };

/**
 * A failure a person can act on: a stable `kind` for machines, then what happened, where
 * (file, row, column, passage), and what to do. Never holds the content of a case.
 */
export interface Problem {
  readonly kind: string;
  readonly message: string;
  readonly where?: string;
  readonly fix?: string;
  /** Every single mistake, where one refusal has several. */
  readonly causes?: readonly Problem[];
  /** A file to fill in: what only the reader can say is left open. */
  readonly draft?: { readonly name: string; readonly text: string };
}

export function ok<T>(value: T): Result<T, never> {
  return { ok: true, value };
}

export function fail(
  kind: string,
  message: string,
  more: Pick<Problem, 'where' | 'fix' | 'causes'> = {},
): { readonly ok: false; readonly problem: Problem } {
  return { ok: false, problem: { kind, message, ...more } };
}

/** For values that a test or a caller knows to be good; throws the problem's words otherwise. */
export function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  const { kind, message, where } = result.problem;
  throw new Error(`${kind}: ${message}${where === undefined ? '' : ` (${where})`}`);
}

/** Closes a `switch` over a union: the compiler refuses when a case is missing. */
export function assertNever(value: never): never {
  throw new Error(`A case was not handled: ${JSON.stringify(value)}`);
}
