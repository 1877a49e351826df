import { localDateOf, type Temporal } from '../../../kpi/time.ts';
import { namesWithin } from '../../../platform/fit.ts';
import type { Badge } from '../../../recognition/badges/badge.ts';
import { type BadgeReader, badgeTitle } from '../../../recognition/badges/phrases.ts';
import { badgeNews, toldUpTo } from '../../nudges/badgeNews.ts';
import { besidesWords } from './words.ts';

/** New badges in a rep's week. Pure. */

/** So many are named. */
const MOST = 5;

export interface WeekBadges {
  /** The person's own, that stand. */
  badges: readonly Badge[];
  /** Keys of the nudges that they got. */
  sent: ReadonlySet<string>;
  /** When the week before was reported. */
  weeklyAt: Temporal.Instant | undefined;
  /** When this week is. */
  dueAt: Temporal.Instant;
  tz: string;
}

/** Badges that nobody told them of until the report is due: what comes later is a nudge's, or next week's. */
export function newBadges({ badges, sent, weeklyAt, dueAt, tz }: WeekBadges): readonly Badge[] {
  const until = badges.filter(({ grantedAt }) => grantedAt.epochMilliseconds <= dueAt.epochMilliseconds);
  const today = localDateOf(dueAt, tz);
  return badgeNews(until, toldUpTo(sent, weeklyAt), { now: dueAt, today }).granted;
}

/** "*A new badge:* 🎯 Target reached: Revenue, November 2026." */
export function badgesLine(badges: readonly Badge[], reader: BadgeReader): string[] {
  if (badges.length === 0) return [];
  const titles = badges.map(({ detail }) => badgeTitle(detail, reader));
  const said = namesWithin(titles, reader.locale, MOST);
  return [besidesWords(reader.locale)('badges', { count: badges.length, badges: said })];
}
