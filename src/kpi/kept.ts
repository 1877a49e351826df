/** So much is remembered of one kind; then everything is forgotten, so that memory stays small whatever is asked for. */
const MOST = 20_000;

/**
 * A pure function that remembers its answers by its argument. For what a report asks tens of thousands of times of the same few dates.
 *
 * @example const square = kept((side: number) => side * side);
 */
export function kept<Given extends string | number, Answer>(
  answer: (given: Given) => Answer,
): (given: Given) => Answer {
  const known = new Map<Given, Answer>();
  return (given) => {
    const found = known.get(given);
    if (found !== undefined) return found;
    const fresh = answer(given);
    if (known.size >= MOST) known.clear();
    known.set(given, fresh);
    return fresh;
  };
}
