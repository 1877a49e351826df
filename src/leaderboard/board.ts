import { add, type Exact, isZero, ZERO } from '../kpi/exact.ts';
import type { Direction } from '../kpi/metric.ts';
import {
  type Entrant,
  type Movement,
  movementOf,
  type Standings,
  standingsOf,
  type UnrankedReason,
} from '../kpi/rank.ts';

/** The board itself: who stands where, from candidates. Pure; the rules are kpi/rank.ts's. */

/** Somebody (a person, a team, a region) who may stand on a board, in one period. */
export interface Candidate extends Entrant {
  /** T-06: false where the measure is attainment and there is no official target. */
  readonly hasTarget: boolean;
  /** K-05: true where there are only rates of too few cases. */
  readonly hasFew?: boolean;
  /** Targets at 100 % or above, of how many; 0 of 0 on boards of values. */
  readonly reached: number;
  readonly asked: number;
  /** L-02: false where there is too little of the periods before to compare with. */
  readonly hasBase?: boolean;
  /** L-02: what one's own pace of before gives on the days present; in the unit of the sum. */
  readonly base?: Exact;
  /** What was done in all, where the measure is something else made of it (L-02, L-05). */
  readonly sum?: Exact;
  /** a team whose sums are in those of the team above it. */
  readonly isPart?: boolean;
}

/** Why somebody is listed without a rank. */
export type ListedReason =
  | UnrankedReason
  | 'no target'
  | 'no base'
  | 'too few data'
  /** K-04: what should stay low is ranked when the period is over. */
  | 'open period';

export interface BoardRow {
  readonly id: string;
  readonly name: string;
  readonly rank: number;
  readonly value: Exact;
  /** L-04; null where there is no period before to compare with. */
  readonly movement: Movement | null;
  readonly base?: Exact;
  readonly sum?: Exact;
}

export interface Listed {
  readonly id: string;
  readonly name: string;
  readonly value: Exact | undefined;
  readonly reason: ListedReason;
}

export interface Board {
  readonly ranked: readonly BoardRow[];
  /** L-03: a value of 0. */
  readonly belowLine: readonly { readonly id: string; readonly name: string }[];
  readonly unranked: readonly Listed[];
  /** The sum of all that are shown; what is in another one's sums counts once. */
  readonly total: Exact;
  readonly reached: number;
  readonly asked: number;
}

/** How a board orders. */
export interface Order {
  readonly direction: Direction;
  /** K-04: false while the period runs and lower is better. */
  readonly isRanked: boolean;
}

/**
 * L-01, L-03, L-04: the board of a period beside that of the period before, by the same rule. Who opted out is nowhere and counts for
 * nothing; whoever has no official target on a board of attainment is listed so (T-06).
 */
export function boardOf(
  candidates: readonly Candidate[],
  before: readonly Candidate[] | null,
  order: Order,
): Board {
  const shown = candidates.filter((one) => !one.isOptedOut);
  const now = orderedOf(candidates, order);
  const past = before === null ? null : orderedOf(before, order);
  const hasPast = past !== null && past.ranked.length > 0;
  const byId = new Map(shown.map((one) => [one.id, one]));
  return {
    ranked: now.ranked.map((row) => ({
      ...row,
      ...behind(byId.get(row.id)),
      movement: hasPast ? movementOf(row.id, row.rank, past) : null,
    })),
    belowLine: now.belowLine,
    unranked: now.unranked.map(({ id, name, reason }) => {
      const one = byId.get(id);
      const value = one?.measured.state === 'value' ? one.measured.value : undefined;
      if (reason !== 'no data') return { id, name, value, reason };
      return {
        id,
        name,
        value,
        reason: one === undefined ? waiting(order) : (lackOf(one) ?? waiting(order)),
      };
    }),
    total: shown.reduce(
      (total, one) => (one.isPart === true ? total : add(total, one.sum ?? worthOf(one))),
      ZERO,
    ),
    reached: shown.reduce((sum, one) => sum + one.reached, 0),
    asked: shown.reduce((sum, one) => sum + one.asked, 0),
  };
}

const worthOf = ({ measured }: Candidate): Exact => (measured.state === 'value' ? measured.value : ZERO);

function behind(one: Candidate | undefined): Pick<BoardRow, 'base' | 'sum'> {
  return {
    ...(one?.base === undefined ? {} : { base: one.base }),
    ...(one?.sum === undefined ? {} : { sum: one.sum }),
  };
}

/** What somebody lacks to be compared. */
function lackOf({ hasTarget, hasBase, hasFew }: Candidate): ListedReason | undefined {
  if (!hasTarget) return 'no target';
  if (hasFew === true) return 'too few data';
  return hasBase === false ? 'no base' : undefined;
}

const waiting = ({ isRanked }: Order): ListedReason => (isRanked ? 'no data' : 'open period');

/** K-04: while it is too early to rank, everybody is listed without a place. */
function orderedOf(candidates: readonly Candidate[], order: Order): Standings {
  if (order.isRanked) return standingsOf(candidates, order.direction);
  return standingsOf(candidates.map((one) => ({ ...one, measured: { state: 'no data' } })));
}

/** L-06: where somebody stands on a board, for themselves. */
export type OwnPlace =
  /** `rows`: their row with one neighbour on each side. */
  | { readonly kind: 'ranked'; readonly row: BoardRow; readonly neighbours: readonly BoardRow[] }
  | { readonly kind: 'below the line' }
  | { readonly kind: 'unranked'; readonly listed: Listed }
  /** L-03: opted out: nobody else sees them. */
  | { readonly kind: 'hidden'; readonly value: Exact | undefined }
  /** Not one of those whom the board is about. */
  | { readonly kind: 'none' };

/** L-06: one's own place and neighbours. */
export function ownPlace(board: Board, candidates: readonly Candidate[], id: string): OwnPlace {
  const index = board.ranked.findIndex((row) => row.id === id);
  const row = board.ranked[index];
  if (row !== undefined)
    return { kind: 'ranked', row, neighbours: board.ranked.slice(Math.max(index - 1, 0), index + 2) };
  if (board.belowLine.some((one) => one.id === id)) return { kind: 'below the line' };
  const listed = board.unranked.find((one) => one.id === id);
  if (listed !== undefined) return { kind: 'unranked', listed };
  const own = candidates.find((one) => one.id === id);
  if (own === undefined) return { kind: 'none' };
  return { kind: 'hidden', value: own.measured.state === 'value' ? own.measured.value : undefined };
}

/** L-06: the rows that everybody sees: the places up to `most`; who shares the last place stands there too, up to 10 rows. */
export function topOf(board: Board, most: number, limit = 10): readonly BoardRow[] {
  const last = board.ranked[Math.min(most, board.ranked.length) - 1];
  if (last === undefined) return [];
  return board.ranked.filter((row) => row.rank <= last.rank).slice(0, Math.max(limit, most));
}

/** Whether there is anything on the board to look at. */
export function isEmpty(board: Board): boolean {
  return (
    board.ranked.length === 0 && board.unranked.every(({ value }) => value === undefined || isZero(value))
  );
}

/** What is worth a sentence: who leads, and who rose most (two places or more, the highest of them first). */
export interface News {
  readonly first: readonly BoardRow[];
  readonly rose: { readonly row: BoardRow; readonly places: number } | null;
}

/** L-04, L-06: the good news of a board; never who fell. */
export function newsOf(board: Board): News {
  const risers = board.ranked.flatMap((row) =>
    row.movement?.kind === 'up' ? [{ row, places: row.movement.places }] : [],
  );
  const rose = risers.reduce<News['rose']>(
    (best, one) => (best === null || one.places > best.places ? one : best),
    null,
  );
  return { first: board.ranked.filter((row) => row.rank === 1), rose };
}
