/**
 * Expected trouble is a value, not an exception: a function that may fail for reasons a user can mend returns
 * a `Result`. Exceptions are for surprises (a broken promise between two pieces of code).
 */
export type Result<T, P> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: P };

/** The good outcome. */
export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/** The bad outcome, with what is wrong as plain data. */
export function fail<const P>(problem: P): { readonly ok: false; readonly problem: P } {
  return { ok: false, problem };
}

/** Applies `change` to a good value, passes a problem on untouched. */
export function map<T, U, P>(result: Result<T, P>, change: (value: T) => U): Result<U, P> {
  return result.ok ? ok(change(result.value)) : result;
}

/** Goes on with `next` after a good value, stops at a problem. */
export function andThen<T, U, P, Q>(
  result: Result<T, P>,
  next: (value: T) => Result<U, Q>,
): Result<U, P | Q> {
  return result.ok ? next(result.value) : result;
}

/** All values in order, or the first problem. */
export function all<T, P>(results: readonly Result<T, P>[]): Result<T[], P> {
  const values: T[] = [];
  for (const result of results) {
    if (!result.ok) return result;
    values.push(result.value);
  }
  return ok(values);
}

/** The value of a result that cannot be bad here (fixtures, constants); throws otherwise. */
export function unwrap<T, P>(result: Result<T, P>): T {
  if (result.ok) return result.value;
  throw new Error(`Unexpected problem: ${JSON.stringify(result.problem, bigintAsText)}`);
}

function bigintAsText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}
