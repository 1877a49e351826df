import type { LocalDate } from '../kpi/localDate.ts';

/** Something that holds over a while: half-open, `to` null while it lasts (P-06). */
export interface Span {
  from: LocalDate;
  to: LocalDate | null;
}

/** The spans that hold on a date. */
export function holdingOn<S extends Span>(spans: readonly S[], date: LocalDate): S[] {
  return spans.filter(({ from, to }) => from <= date && (to === null || to > date));
}

/**
 * P-06: the spans after something holds (or, undefined, nothing does) from a date on. What was before that date stays as it was, and what
 * is planned for later stays planned: the new span ends where the next change begins. The same array where it is so already.
 */
export function heldFrom<V extends object>(
  spans: readonly (V & Span)[],
  value: V | undefined,
  from: LocalDate,
  isSame: (a: V, b: V) => boolean,
): readonly (V & Span)[] {
  const current = holdingOn(spans, from).at(-1);
  if (value === undefined ? current === undefined : current !== undefined && isSame(current, value))
    return spans;
  const edges = spans.flatMap((span) => (span.to === null ? [span.from] : [span.from, span.to]));
  const to = edges.filter((date) => date > from).sort()[0] ?? null;
  const kept = spans
    .filter((span) => span !== current || span.from < from)
    .map((span) => (span === current ? { ...span, to: from } : span));
  const next = value === undefined ? [] : [{ ...value, from, to }];
  return [...kept, ...next].toSorted((a, b) => (a.from < b.from ? -1 : 1));
}

/** The spans without what is planned for after a date: what holds on it goes on. */
export function withoutPlans<S extends Span>(spans: readonly S[], today: LocalDate): S[] {
  return spans
    .filter((span) => span.from <= today)
    .map((span) => (span.to !== null && span.to > today ? { ...span, to: null } : span));
}
