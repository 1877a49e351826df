import { addDays, type LocalDate } from '../../kpi/localDate.ts';
import type { Temporal } from '../../kpi/time.ts';
import type { Badge } from '../../recognition/badges/badge.ts';

/** Which badges are news to a person. Pure; a nudge and the weekly feedback ask the same, so that each is told once. */

/** What is older is not told any more. */
const BADGE_DAYS = 14;
/** What was earned long ago is no news, though it may be new to Pacer. */
export const EARNED_DAYS = 42;

export interface BadgeNews {
  granted: readonly Badge[];
  withdrawn: readonly Badge[];
  /** The instant up to which this tells, in milliseconds; 0 where there is nothing. */
  upTo: number;
}

/** Badges since those that were told last (`told`, in milliseconds); of those withdrawn only what was told before. */
export function badgeNews(
  every: readonly Badge[],
  told: number,
  { now, today }: { now: Temporal.Instant; today: LocalDate },
): BadgeNews {
  const all = every.filter(({ range }) => range.to > addDays(today, -EARNED_DAYS));
  const since = Math.max(told, now.epochMilliseconds - BADGE_DAYS * 86_400_000);
  const isNew = (at: Temporal.Instant | null): at is Temporal.Instant =>
    at !== null && at.epochMilliseconds > since;
  const granted = all.filter((one) => one.withdrawnAt === null && isNew(one.grantedAt));
  const withdrawn = all.filter((one) => isNew(one.withdrawnAt) && one.grantedAt.epochMilliseconds <= told);
  const moments = [...granted.map((one) => one.grantedAt), ...withdrawn.map((one) => one.withdrawnAt)];
  return { granted, withdrawn, upTo: Math.max(0, ...moments.map((at) => at?.epochMilliseconds ?? 0)) };
}

const BADGE_KEY = 'badge:';

/** The key of a nudge about badges says up to which instant it told. */
export const badgeNudgeKey = (upTo: number): string => `${BADGE_KEY}${upTo}`;

/** Up to which instant badges were told, by the keys of nudges and by the weekly feedback that was built last. */
export function toldUpTo(sent: ReadonlySet<string>, weeklyAt: Temporal.Instant | undefined): number {
  const nudged = [...sent]
    .filter((key) => key.startsWith(BADGE_KEY))
    .map((key) => Number(key.slice(BADGE_KEY.length)));
  return Math.max(0, weeklyAt?.epochMilliseconds ?? 0, ...nudged);
}
