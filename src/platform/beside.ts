/** Work beside the minute's other work, which does not wait for it: begun by each call, never twice at once. */
export function beside<Args extends unknown[]>(
  work: (...args: Args) => Promise<void>,
  failed: (error: unknown, ...args: Args) => void,
): (...args: Args) => void {
  let isAtWork = false;
  return (...args) => {
    if (isAtWork) return;
    isAtWork = true;
    work(...args)
      .catch((error: unknown) => failed(error, ...args))
      .finally(() => {
        isAtWork = false;
      });
  };
}
