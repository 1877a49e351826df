import {
  commentView,
  digestBlocks,
  type Frame,
  flagReply,
  type Led,
  overviewReply,
  personReply,
  seenReply,
} from '../../../src/coaching/blocks.ts';
import type { Flag } from '../../../src/coaching/flag/flag.ts';
import { exact } from '../../../src/kpi/exact.ts';
import { currency } from '../../../src/kpi/money.ts';
import { day, key } from '../../goals/given.ts';
import { type Built, playbookOf, times, today, type World } from './world.ts';

/** Flags, as their owner and those who lead see them. */
export function coachingBuilt(world: World): Built[] {
  const { locale, typed } = world;
  const { metrics } = playbookOf(world);
  const reader = { locale, currency: currency('USD'), fiscalYearStart: 4, today };
  const frame: Frame = { reader, metrics };
  const flags = times(Math.max(world.metrics, 2), (index): Flag => {
    const week = { week: key('2026-W47'), actual: exact(9_876_543_210n), target: exact(29_999_999_999n, 3n) };
    return {
      ...{
        id: `flag-${index}`,
        memberId: 'm0',
        metricKey: metrics[index]?.key ?? 'gone',
        week: key('2026-W47'),
      },
      ...{ raisedOn: day('2026-11-24'), seenAt: index % 2 === 0 ? null : new Date('2026-11-24') },
      comment: index % 3 === 1 ? typed(500) : '',
      evidence: {
        weeks: times(3, () => ({ ...week, attainment: exact(1, 3) })),
        ...{ own: exact(1, 3), median: exact(9, 10), others: 40 },
      },
    };
  });
  const led = times(world.people, (index): Led => {
    const flag = flags[index % flags.length] as Flag;
    return { memberId: `m${index}`, name: typed(80), flag };
  });
  const one = flags[1] as Flag;
  return [
    ...flags.slice(0, 2).map((flag) => ({ what: 'a flag', reply: flagReply(flag, frame) })),
    {
      what: 'flags and those of one’s people',
      reply: overviewReply({ mine: flags, led, leads: true }, frame),
    },
    { what: 'a flag that was seen', reply: seenReply(one, frame) },
    { what: 'no flags', reply: overviewReply({ mine: [], led: [], leads: false }, frame) },
    { what: 'no flags of one’s people', reply: overviewReply({ mine: [], led: [], leads: true }, frame) },
    { what: 'somebody’s flags', reply: personReply(typed(80), flags, frame) },
    { what: 'nobody’s flags', reply: personReply(typed(80), [], frame) },
    { what: 'the form for what one says', view: commentView(one, locale) },
    { what: 'flags in a digest', part: digestBlocks(led, frame) },
  ];
}
