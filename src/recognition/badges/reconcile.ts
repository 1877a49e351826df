import { addDays, type DateRange, type LocalDate } from '../../kpi/localDate.ts';
import { type Badge, type Earned, earnedOn, RECORD_LOOK } from './badge.ts';
import { windowOf } from './earn.ts';

/** What is to be done, where what is kept is not what is earned. Pure; done twice it leaves nothing to do. */

export interface Difference {
  /** Earned and not there, or withdrawn before. */
  grant: readonly Earned[];
  /** There and not earned any more, if an entry on which they rest was taken back; that is asked of the facts. */
  doubtful: readonly Badge[];
  /** There and not earned any more, whatever the entries say: the first day of work was another one. */
  withdraw: readonly Badge[];
}

/** Compares what is earned now with what is kept. P-05: `isClosed` says whether a date is closed; what was earned on it stays. */
export function difference(
  kept: readonly Badge[],
  now: readonly Earned[],
  today: LocalDate,
  isClosed: (date: LocalDate) => boolean,
): Difference {
  const known = new Map(kept.map((badge) => [badge.key, badge]));
  const keys = new Set(now.map(({ key }) => key));
  const gone = kept.filter(
    (badge) => badge.withdrawnAt === null && !keys.has(badge.key) && !isClosed(earnedOn(badge)),
  );
  return {
    grant: now.filter(({ key }) => known.get(key)?.withdrawnAt !== null),
    doubtful: gone.filter((badge) => badge.detail.kind !== 'membership' && isLookedAt(badge, today)),
    withdraw: gone.filter((badge) => badge.detail.kind === 'membership'),
  };
}

/** Whether the dates on which a badge rests are still looked at; those before are settled. */
export function isLookedAt({ detail, range }: Badge, today: LocalDate): boolean {
  switch (detail.kind) {
    case 'first-log':
    case 'first-deal':
    case 'membership':
      return true;
    case 'streak':
    case 'target':
      return range.from >= windowOf(today).from;
    case 'record':
      return range.from >= addDays(windowOf(today).to, -7 * RECORD_LOOK);
  }
}

/** P-05: whether a date lies in one of these ranges. */
export const closedBy =
  (closed: readonly { readonly range: DateRange }[]) =>
  (date: LocalDate): boolean =>
    closed.some(({ range }) => range.from <= date && date < range.to);
