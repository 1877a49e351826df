import { addDays, type DateRange, type LocalDate } from '../../kpi/localDate.ts';
import type { PeriodKey } from '../../kpi/period.ts';
import type { Temporal } from '../../kpi/time.ts';

/**
 * What people earn beside targets and thanks. None for sheer volume, which splitting or taking back entries could fake: figures are credited
 * by share (M-04), confirmed where they must be (M-07), of complete periods (K-08) and measured by targets that two agreed on (T-06).
 */

export const BADGE_KINDS = ['first-log', 'first-deal', 'streak', 'target', 'record', 'membership'] as const;
export type BadgeKind = (typeof BADGE_KINDS)[number];

/** L-07: so many weeks in a row that reached the target earn one. */
export const STREAK_LEVELS = [4, 8, 13, 26, 52] as const;
/** A best week is compared with so many, of which so many must have something. */
export const RECORD_WEEKS = 52;
export const RECORD_BASE = 8;
/** Only of so many weeks records are looked for; older ones would lack the weeks before them. */
export const RECORD_LOOK = 8;
/** So many weeks are looked at; what is older stays as it is. */
export const WINDOW_WEEKS = RECORD_WEEKS + RECORD_LOOK;

/** What is told of a badge; figures are in the metric's smallest unit. */
export type BadgeDetail =
  | { readonly kind: 'first-log' }
  | { readonly kind: 'first-deal' }
  | { readonly kind: 'streak'; readonly metricKey: string; readonly weeks: number }
  | {
      readonly kind: 'target';
      readonly metricKey: string;
      readonly periodKey: PeriodKey;
      readonly value: bigint;
      readonly target: bigint;
    }
  | {
      readonly kind: 'record';
      readonly metricKey: string;
      readonly periodKey: PeriodKey;
      readonly value: bigint;
      readonly best: bigint;
    }
  | { readonly kind: 'membership'; readonly years: number };

/** A badge that is earned by what stands now. */
export interface Earned {
  /** Once and for all: nobody has two of the same key. */
  key: string;
  /** The dates on whose facts it rests; it was earned on the last of them. */
  range: DateRange;
  detail: BadgeDetail;
}

/** A badge as it is kept. */
export interface Badge extends Earned {
  memberId: string;
  grantedAt: Temporal.Instant;
  /** Null while it stands. */
  withdrawnAt: Temporal.Instant | null;
}

/** The key by which a badge is granted once. */
export function badgeKey(detail: BadgeDetail): string {
  switch (detail.kind) {
    case 'first-log':
    case 'first-deal':
      return detail.kind;
    case 'streak':
      return `streak:${detail.metricKey}:${detail.weeks}`;
    case 'target':
    case 'record':
      return `${detail.kind}:${detail.metricKey}:${detail.periodKey}`;
    case 'membership':
      return `membership:${detail.years}`;
  }
}

export const earned = (range: DateRange, detail: BadgeDetail): Earned => ({
  ...{ key: badgeKey(detail), range, detail },
});

/** Those that stand, the latest first. */
export const standing = (badges: readonly Badge[]): Badge[] =>
  badges.filter(({ withdrawnAt }) => withdrawnAt === null);

/** What is told of those that stand: of years in the company, and of streaks in one metric, the longest. */
export function told(badges: readonly Badge[]): Badge[] {
  const all = standing(badges);
  const longest = (one: Badge): boolean => {
    const size = sizeOf(one.detail);
    return size === null || !all.some((other) => isMore(other.detail, size));
  };
  return all.filter(longest);
}

interface Size {
  kind: 'streak' | 'membership';
  metricKey: string;
  size: number;
}

function sizeOf(detail: BadgeDetail): Size | null {
  if (detail.kind === 'streak') return { kind: 'streak', metricKey: detail.metricKey, size: detail.weeks };
  return detail.kind === 'membership' ? { kind: 'membership', metricKey: '', size: detail.years } : null;
}

function isMore(detail: BadgeDetail, { kind, metricKey, size }: Size): boolean {
  const other = sizeOf(detail);
  return other?.kind === kind && other.metricKey === metricKey && other.size > size;
}

/** The date on which it was earned: the last of those on which it rests. */
export const earnedOn = ({ range }: Pick<Earned, 'range'>): LocalDate => addDays(range.to, -1);
