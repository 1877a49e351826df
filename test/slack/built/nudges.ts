import type { RecordedActivity } from '../../../src/activities/activity.ts';
import { ODD_KINDS, type Odd } from '../../../src/activities/odd/odd.ts';
import { newsText, offerBlocks, previewReply } from '../../../src/feedback/announce/blocks.ts';
import type { Teller } from '../../../src/feedback/figures.ts';
import { nudgeReply, preferenceReply, preferenceView } from '../../../src/feedback/nudges/blocks.ts';
import { DEFAULT_PREFERENCE, NUDGE_KINDS, type Nudge } from '../../../src/feedback/nudges/nudge.ts';
import type { Standing } from '../../../src/goals/standing.ts';
import { Temporal } from '../../../src/kpi/time.ts';
import type { Playbook } from '../../../src/playbook/playbook.ts';
import { badgeReader } from '../../../src/recognition/badges/phrases.ts';
import { badgesBuilt, badgesFor } from './badges.ts';
import { type Built, times, today, type World } from './world.ts';

/** A deal of somebody, with everything that was typed. */
function dealOf(world: World, typeKey: string): RecordedActivity {
  return {
    ...{
      id: 'f1',
      batchId: 'b1',
      line: 0,
      memberId: 'm0',
      actorId: 'm0',
      origin: 'slash',
      typeKey,
      localDate: today,
    },
    ...{
      quantity: 100n,
      amount: 999_999_999_999n,
      original: null,
      customer: world.typed(200),
      channel: world.typed(80),
    },
    ...{ campaign: '', region: '', product: '', note: world.typed(500), shares: null, externalId: null },
    recordedAt: Temporal.Instant.from('2026-11-25T15:00:00Z'),
  } as RecordedActivity;
}

/** One of each kind that looks odd. */
export const oddOnes = ({ types }: Playbook): Odd[] =>
  ODD_KINDS.map((kind) => ({
    ...{ key: `${kind}:x`, kind, typeKey: types[0]?.key ?? '', date: today },
    ...{ facts: times(99, (index) => `fact-${index}`), outOf: 120, minutes: 15 },
  }));

/** Reminders, their settings, badges, and good news for the channel. */
export function nudgesBuilt(
  world: World,
  standings: readonly Standing[],
  given: Playbook,
  teller: Teller,
): Built[] {
  const { locale, typed } = world;
  const reader = badgeReader({ currency: 'USD', fiscalYearStart: 4 }, given.metrics, locale);
  const frame = { teller, today, standings, metrics: given.metrics, reader, types: given.types };
  const metricKey = given.metrics[0]?.key ?? '';
  const badges = badgesFor(world, metricKey);
  const waiting = () => ({ key: 'k', customer: typed(200), last: today });
  const plan = (index: number) => ({
    ...{ id: `n${index}`, memberId: 'm0', key: 'k', customer: typed(200), due: today, note: typed(200) },
  });
  const nudges: Nudge[] = [
    { kind: 'silent', key: 'x' },
    { kind: 'follow-up', key: 'x', planned: times(5, plan), customers: times(3, waiting) },
    { kind: 'follow-up', key: 'x', planned: times(1, plan), customers: [] },
    { kind: 'follow-up', key: 'x', planned: [], customers: times(3, waiting) },
    ...([50, 90, 100] as const).map(
      (percent): Nudge => ({ kind: 'milestone', key: 'x', metricKey, percent, index: 0 }),
    ),
    { kind: 'record', key: 'x', metricKey, value: 999_999_999n, best: 888_888_888n },
    { kind: 'badge', key: 'x', granted: badges, withdrawn: badges.slice(0, 3) },
    { kind: 'badge', key: 'x', granted: [], withdrawn: badges.slice(0, 1) },
    ...oddOnes(given).map((odd): Nudge => ({ kind: 'odd', key: 'x', odd, id: 'odd' })),
  ];
  const [first, ...others] = given.types;
  const playbook = { ...given, types: first === undefined ? [] : [{ ...first, stage: 'deal' }, ...others] };
  const fact = dealOf(world, first?.key ?? '');
  const news = (withAmount: boolean) =>
    newsText({ fact, name: typed(80), playbook, code: 'USD', withAmount }, locale);
  return [
    ...nudges.map((nudge) => ({ what: `a nudge: ${nudge.kind}`, reply: nudgeReply(nudge, frame) })),
    ...badgesBuilt(world, given),
    ...[[], NUDGE_KINDS].map((muted) => ({
      what: 'reminders',
      reply: preferenceReply({ ...DEFAULT_PREFERENCE, muted }, locale),
    })),
    { what: 'the form of reminders', view: preferenceView(DEFAULT_PREFERENCE, 'America/New_York', locale) },
    { what: 'a deal may be told', part: offerBlocks([fact], playbook, locale) },
    ...[true, false].map((withAmount) => ({
      what: 'good news before it is told',
      reply: previewReply(news(withAmount), 'C0123456789', 'f1', locale),
    })),
  ];
}
