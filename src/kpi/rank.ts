/** L-01, L-03, L-04: who stands where on a board. */
import { compare, type Exact, isZero } from './exact.ts';
import type { Direction } from './metric.ts';
import type { Measured } from './tally.ts';

/** One person (or team) that may stand on a board. */
export type Entrant = {
  readonly id: string;
  readonly name: string;
  readonly measured: Measured;
  readonly isActive: boolean;
  /** L-03: opted out: not shown and not counted. */
  readonly isOptedOut: boolean;
  /** L-03: days of presence and working days of the period so far; both in days. */
  readonly presentDays: Exact;
  readonly workingDays: Exact;
};

export const UNRANKED_REASONS = ['inactive', 'away', 'no data'] as const;
/** L-03: why somebody is listed without a rank. */
export type UnrankedReason = (typeof UNRANKED_REASONS)[number];

export type Ranked = {
  readonly id: string;
  readonly name: string;
  readonly rank: number;
  readonly value: Exact;
};
export type Unranked = {
  readonly id: string;
  readonly name: string;
  readonly value: Exact | undefined;
  readonly reason: UnrankedReason;
};

/** A board: the ranked in order, those with 0 below the line, and those without a rank; each group ordered. */
export type Standings = {
  readonly ranked: readonly Ranked[];
  readonly belowLine: readonly { readonly id: string; readonly name: string }[];
  readonly unranked: readonly Unranked[];
};

/** L-01: ranks 1, 2, 2, 4 on exact values, best first; within a tie by name. Nobody is left out. */
export function competitionRanks<T>(
  items: readonly T[],
  exactOf: (item: T) => Exact,
  nameOf: (item: T) => string,
  direction: Direction = 'higher',
): { readonly item: T; readonly rank: number }[] {
  const better = direction === 'lower' ? -1 : 1;
  const sorted = [...items].sort(
    (a, b) => better * compare(exactOf(b), exactOf(a)) || compareNames(nameOf(a), nameOf(b)),
  );
  let rank = 0;
  return sorted.map((item, index) => {
    const above = sorted[index - 1];
    if (above === undefined || compare(exactOf(above), exactOf(item)) !== 0) rank = index + 1;
    return { item, rank };
  });
}

/**
 * L-01, L-03: the board. Ranked are active members present for at least half of the working days; a value of 0 stands
 * below the line (where higher is better); the rest are listed unranked with the reason; who opted out is nowhere.
 */
export function standingsOf(entrants: readonly Entrant[], direction: Direction = 'higher'): Standings {
  const able: { id: string; name: string; value: Exact }[] = [];
  const belowLine: { id: string; name: string }[] = [];
  const unranked: Unranked[] = [];
  for (const entrant of entrants.filter((one) => !one.isOptedOut)) {
    const { id, name, measured } = entrant;
    const value = measured.state === 'value' ? measured.value : undefined;
    const reason = unrankedReason(entrant);
    if (reason !== undefined || value === undefined)
      unranked.push({ id, name, value, reason: reason ?? 'no data' });
    else if (direction === 'higher' && isZero(value)) belowLine.push({ id, name });
    else able.push({ id, name, value });
  }
  const placed = competitionRanks(
    able,
    (one) => one.value,
    (one) => one.name,
    direction,
  );
  return {
    ranked: placed.map(({ item, rank }) => ({ ...item, rank })),
    belowLine: belowLine.sort(byName),
    unranked: unranked.sort(byName),
  };
}

/** L-03: why somebody has no rank, undefined for who has one. A period without working days ranks everybody active. */
export function unrankedReason(
  entrant: Pick<Entrant, 'isActive' | 'presentDays' | 'workingDays' | 'measured'>,
): UnrankedReason | undefined {
  if (!entrant.isActive) return 'inactive';
  const { presentDays, workingDays } = entrant;
  if (2n * presentDays.n * workingDays.d < workingDays.n * presentDays.d) return 'away';
  return entrant.measured.state === 'no data' ? 'no data' : undefined;
}

/** L-04: places gained since the period before, by the same rule; *new* for who was not ranked then. */
export type Movement =
  | { readonly kind: 'up' | 'down'; readonly places: number }
  | { readonly kind: 'same' }
  | { readonly kind: 'new' };

/** L-04: movement of one rank against the board of the previous period of the same kind. */
export function movementOf(id: string, rank: number, before: Standings): Movement {
  const past = before.ranked.find((one) => one.id === id)?.rank;
  if (past === undefined) return { kind: 'new' };
  if (past === rank) return { kind: 'same' };
  return { kind: rank < past ? 'up' : 'down', places: Math.abs(rank - past) };
}

/** L-06: a place and its nearest neighbours among the ranked, in order; empty for who is not ranked. */
export function neighboursOf(standings: Standings, id: string, each = 1): readonly Ranked[] {
  const index = standings.ranked.findIndex((one) => one.id === id);
  return index < 0 ? [] : standings.ranked.slice(Math.max(index - each, 0), index + each + 1);
}

/** L-01: names by their code points, the same on every machine and in every language. */
export function compareNames(a: string, b: string): number {
  const [left, right] = [a.normalize('NFC'), b.normalize('NFC')];
  return left < right ? -1 : left > right ? 1 : 0;
}

function byName(a: { name: string; id: string }, b: { name: string; id: string }): number {
  return compareNames(a.name, b.name) || compareNames(a.id, b.id);
}
