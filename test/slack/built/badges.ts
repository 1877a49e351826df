import { exact } from '../../../src/kpi/exact.ts';
import { addDays } from '../../../src/kpi/localDate.ts';
import { Temporal } from '../../../src/kpi/time.ts';
import type { Playbook } from '../../../src/playbook/playbook.ts';
import { type Badge, type BadgeDetail, earned } from '../../../src/recognition/badges/badge.ts';
import { badgesHome, badgesReply } from '../../../src/recognition/badges/blocks.ts';
import type { Step } from '../../../src/recognition/badges/next.ts';
import { badgeReader } from '../../../src/recognition/badges/phrases.ts';
import { key } from '../../goals/given.ts';
import { type Built, times, today, type World } from './world.ts';

/** As many badges as somebody has after years, of every kind. */
export function badgesFor(world: World, metricKey: string): Badge[] {
  const figures = { metricKey, value: 999_999_999_999n };
  const details: BadgeDetail[] = [
    { kind: 'first-log' },
    { kind: 'first-deal' },
    { kind: 'streak', metricKey, weeks: 52 },
    { kind: 'target', ...figures, periodKey: key('FY2027-Q2'), target: 888_888_888_888n },
    { kind: 'record', ...figures, periodKey: key('2026-W47'), best: 888_888_888_888n },
    { kind: 'membership', years: 12 },
  ];
  const grantedAt = Temporal.Instant.from('2026-11-25T15:00:00Z');
  const range = { from: today, to: addDays(today, 1) };
  return times(Math.max(6, world.entries), (index): Badge => {
    const one = earned(range, details[index % details.length] ?? { kind: 'first-log' });
    return { ...one, memberId: 'm0', grantedAt, withdrawnAt: null };
  });
}

/** Badges: listed, none, withdrawn, what comes next, and in Home. */
export function badgesBuilt(world: World, { metrics }: Playbook): Built[] {
  const { locale, typed } = world;
  const [metric] = metrics;
  if (metric === undefined) return [];
  const reader = badgeReader({ currency: 'USD', fiscalYearStart: 4 }, metrics, locale);
  const badges = badgesFor(world, metric.key);
  const gone = badges.slice(0, 6).map((badge) => ({ badge, on: '25 Nov 2026' }));
  const next: Step[] = [
    { kind: 'first-log' },
    { kind: 'first-deal' },
    { kind: 'agree' },
    ...[0, 3].map((now) => ({ kind: 'streak', metric, now, level: 4 }) as const),
    ...[exact(62, 100), null].map(
      (attainment) => ({ kind: 'target', metric, periodKey: key('2026-11'), attainment }) as const,
    ),
    { kind: 'record', metric, best: 999_999_999_999n },
    ...[1, 2].map((years) => ({ kind: 'membership', years, on: today }) as const),
  ];
  const none = { badges: [], gone: [], next: [] };
  return [
    { what: 'badges', reply: badgesReply({ name: null, badges, gone, next }, reader) },
    { what: 'badges of another', reply: badgesReply({ name: typed(80), badges, gone, next: [] }, reader) },
    { what: 'no badges', reply: badgesReply({ name: null, ...none, next }, reader) },
    { what: 'no badges of another', reply: badgesReply({ name: typed(80), ...none }, reader) },
    { what: 'badges in Home', part: badgesHome(badges, reader) },
    { what: 'no badges in Home', part: badgesHome([], reader) },
  ];
}
