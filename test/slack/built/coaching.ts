import { type Agenda, figureBlocks, thanksBlocks } from '../../../src/coaching/agenda/blocks.ts';
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
import { optionsReply, optionView } from '../../../src/coaching/catalogue/blocks.ts';
import type { Flag } from '../../../src/coaching/flag/flag.ts';
import {
  effectReply,
  ledPlanBlocks,
  newsReply,
  ownPlanBlocks,
  type PlanFrame,
  planReply,
  sentReply,
} from '../../../src/coaching/plan/blocks.ts';
import { type Effect, VERDICTS } from '../../../src/coaching/plan/effect.ts';
import { declineView, planView } from '../../../src/coaching/plan/form.ts';
import { OPTION_KINDS, type Option, PLAN_STATES, type Plan } from '../../../src/coaching/plan/plan.ts';
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
  const person = { memberId: 'm0', name: typed(80) };
  const options = times(Math.max(world.entries, 1), (index): Option => {
    const kind = OPTION_KINDS[index % OPTION_KINDS.length] ?? 'training';
    return { key: `o${index}`, kind, names: { en: typed(60), zh: typed(60) }, isRetired: index % 4 === 3 };
  });
  const names = new Map(times(3, (index) => [`m${index}`, typed(80)] as const));
  const planFrame: PlanFrame = { reader, metrics, options, names };
  const effects = VERDICTS.map((verdict): Effect => {
    return { verdict, points: -12.5, low: -20.1, high: 4.9, weeksBefore: 8, weeksAfter: 4 };
  });
  const planned = [...PLAN_STATES, 'accepted' as const].flatMap((state) =>
    [null, ...effects].map(
      (effect): Plan => ({
        ...{
          id: 'plan',
          memberId: 'm0',
          metricKey: metrics[0]?.key ?? 'gone',
          optionKey: 'o0',
          ownerId: 'm1',
        },
        ...{ proposedById: 'm2', startsOn: day('2026-11-25'), endsOn: day('2027-11-24'), note: typed(500) },
        ...{ state, effect: state === 'accepted' ? effect : null },
        reason: state === 'declined' ? typed(500) : '',
      }),
    ),
  );
  const [plan] = planned as [Plan, ...Plan[]];
  const ownPlans = planned.slice(0, 6).map((each) => ownPlanBlocks(each, planFrame));
  const ledPlans = planned.slice(0, 6).map((each) => ledPlanBlocks(each, planFrame));
  const judged = {
    actual: exact(9_876_543_210n),
    target: exact(29_999_999_999n, 3n),
    attainment: exact(1, 3),
  };
  const agenda: Agenda = {
    week: key('2026-W47'),
    figures: metrics.map((metric) => ({ metric, judged: { ...judged, isMissed: true } })),
    thanks: times(world.entries, () => ({ name: typed(80), reason: typed(500) })),
  };
  const nothing: Agenda = { ...agenda, figures: [], thanks: [] };
  const rest = { plans: [], isAdmin: false };
  const helped = { helped: 3, of: 5 };
  const listed = options.map((option, index) => ({ option, helped: index % 2 === 0 ? helped : null }));
  const news = ['toldAccepted', 'toldDeclined', 'toldAgain', 'toldWithdrawn', 'withdrawn'] as const;
  const form = { member: 'm0', tz: 'UTC', name: typed(80), metrics, options: listed, owner: 'U0' };
  return [
    ...flags.slice(0, 2).map((flag) => ({ what: 'a flag', reply: flagReply(flag, frame) })),
    {
      what: 'flags and those of one’s people',
      reply: overviewReply({ mine: flags, plans: ownPlans, led, leads: true, isAdmin: true }, frame),
    },
    { what: 'a flag that was seen', reply: seenReply(one, frame) },
    { what: 'no flags', reply: overviewReply({ ...rest, mine: [], led: [], leads: false }, frame) },
    {
      what: 'no flags of one’s people',
      reply: overviewReply({ ...rest, mine: [], led: [], leads: true }, frame),
    },
    { what: 'somebody’s flags', reply: personReply(person, { agenda, flags, plans: ledPlans }, frame) },
    { what: 'nobody’s flags', reply: personReply(person, { agenda: nothing, flags: [], plans: [] }, frame) },
    { what: 'the form for what one says', view: commentView(one, locale) },
    { what: 'the figures of a 1:1', part: figureBlocks(agenda, reader) },
    { what: 'the thanks of a 1:1', part: thanksBlocks(agenda, reader) },
    { what: 'flags in a digest', part: digestBlocks(led, frame) },
    ...planned.map((each) => ({ what: 'a plan for somebody', reply: planReply(each, planFrame) })),
    { what: 'a plan that was sent', reply: sentReply(plan, planFrame) },
    ...news.map((each) => ({
      what: 'news of a plan',
      reply: newsReply({ ...plan, reason: typed(500) }, each, planFrame),
    })),
    ...effects.map((effect) => ({ what: 'an effect', reply: effectReply(plan, effect, planFrame) })),
    { what: 'the form for a plan', view: planView(form, reader) },
    {
      what: 'the form to decline a plan',
      view: declineView('plan', planReply(plan, planFrame).text, locale),
    },
    { what: 'the catalogue of plans', reply: optionsReply(listed, locale) },
    { what: 'the form of a choice', view: optionView(options[0], locale) },
    { what: 'the form of a new choice', view: optionView(undefined, locale) },
  ];
}
