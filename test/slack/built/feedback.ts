import type { KnownBlock } from '@slack/types';
import { questionBlocks } from '../../../src/activities/odd/question.ts';
import { homeBlocks, homeTeamBlocks, kpiReply, movedBlocks } from '../../../src/feedback/blocks.ts';
import { digestReply } from '../../../src/feedback/digest/blocks.ts';
import { explainedReply } from '../../../src/feedback/explained.ts';
import { type Teller, tellerFor } from '../../../src/feedback/figures.ts';
import { questionProblem } from '../../../src/feedback/problems.ts';
import { weekReply } from '../../../src/feedback/weekly/blocks.ts';
import { decideWeek, type RepWeek } from '../../../src/feedback/weekly/week.ts';
import { asOfEnd } from '../../../src/goals/asOf.ts';
import type { MarketEvent } from '../../../src/goals/review/market.ts';
import { type Facts, type Standing, standingsOf } from '../../../src/goals/standing.ts';
import { absenceMap, workCalendar } from '../../../src/kpi/calendar.ts';
import { exact } from '../../../src/kpi/exact.ts';
import { addDays } from '../../../src/kpi/localDate.ts';
import { rangeOf } from '../../../src/kpi/period.ts';
import { actions, button, type Reply, section } from '../../../src/platform/blocks.ts';
import { cut, escapeText } from '../../../src/platform/mrkdwn.ts';
import type { DigestPart } from '../../../src/platform/slice.ts';
import type { Playbook } from '../../../src/playbook/playbook.ts';
import { day, key } from '../../goals/given.ts';
import { checkinBuilt } from './checkin.ts';
import { nudgesBuilt, oddOnes } from './nudges.ts';
import { type Built, peopleOf, playbookOf, targetsOf, teamsOf, times, today, type World } from './world.ts';

const week = key('2026-W47');
const member = { kind: 'member', id: 'm0' } as const;

function factsOf(world: World, playbook: Playbook, given: Partial<Facts> = {}): Facts {
  const rows = playbook.types.flatMap((type) =>
    ['2026-11-11', '2026-11-18'].map((date) => ({
      ...{ memberId: 'm0', activityType: type.key, date: day(date), channel: '', campaign: '', region: '' },
      ...{ product: '', count: 999_999n, amount: 999_999_999_999n },
    })),
  );
  return {
    subject: member,
    // Without their limits to channels, so that the rows count.
    metrics: playbook.metrics.map((metric) => ({ ...metric, definition: openDefinition(metric.definition) })),
    targets: targetsOf(world, playbook.metrics, member),
    calendar: workCalendar({ holidays: new Set([day('2026-11-19')]) }),
    rows,
    asOf: asOfEnd(rangeOf(week)),
    ...given,
  };
}

type Definition = Playbook['metrics'][number]['definition'];
function openDefinition(definition: Definition): Definition {
  if (definition.kind !== 'count' && definition.kind !== 'sum') return definition;
  const { activityType } = definition.source.filter;
  const filter = activityType === undefined ? {} : { activityType };
  return { ...definition, source: { ...definition.source, filter } } as Definition;
}

const known = new WeakMap<World, Standing[]>();
function standings(world: World): Standing[] {
  const all = known.get(world) ?? standingsOf(factsOf(world, playbookOf(world)));
  known.set(world, all);
  return all;
}

const tellerOf = ({ locale }: World): Teller => tellerFor(locale, 'USD', { fiscalYearStart: 4 });

/** What a log's answer adds. */
export function standingBlocks(world: World): KnownBlock[] {
  const all = standings(world);
  return movedBlocks(all, { name: world.typed(80), standings: all }, tellerOf(world), today);
}

/** Eight usual weeks before one in which every activity is as ever and nothing came of it: a cause in names as long as they get. */
function withUsual(facts: Facts): Facts {
  const weeks = Array.from({ length: 8 }, (_, index) => addDays(day('2026-11-12'), -7 * index));
  const rows = facts.rows.filter((row) => row.date === '2026-11-18');
  const before = weeks.flatMap((date) => rows.map((row) => ({ ...row, date })));
  const now = rows.filter((row) => row.activityType !== 'deal');
  const metrics = facts.metrics.filter((metric) => metric.definition.nature === 'result');
  return { ...facts, metrics, rows: [...before, ...now] };
}

/** Every target reached in each week, and changed in this one. */
function inARow(facts: Facts): Facts {
  const rows = facts.rows.map((row) => ({ ...row, count: 10n ** 14n, amount: 10n ** 14n }));
  const week = rows.filter((row) => row.date === '2026-11-12');
  const targets = facts.targets.map((target) => ({
    ...target,
    versions: target.versions.flatMap((version) => [
      { ...version, from: day('2026-01-05') },
      { ...version, from: day('2026-11-18'), value: (version.value ?? 0n) + 1n },
    ]),
  }));
  return { ...facts, targets, rows: [...rows, ...week.map((row) => ({ ...row, date: day('2026-11-18') }))] };
}

/** C-02: everything fell. */
const marketOf = ({ metrics }: Playbook): MarketEvent[] =>
  metrics.map(({ key: metricKey }) => ({
    ...{ kind: 'market', metricKey, role: 'rep', direction: 'fell', week, people: 99_999 },
    ...{ now: exact(10n ** 14n), before: exact(2n * 10n ** 14n), change: exact(-1, 2) },
  }));

/** A week of every kind: short, silent, away, without target, and one where all is well. */
function weeksOf(world: World): RepWeek[] {
  const playbook = playbookOf(world);
  const away = ['16', '17', '18', '19', '20'].map((date) => ({
    date: day(`2026-11-${date}`),
    part: 'full' as const,
  }));
  const facts: Partial<Facts>[] = [
    {},
    { rows: [] },
    { rows: [], calendar: workCalendar({ absences: absenceMap(away) }) },
    { targets: [] },
    { targets: [], metrics: [] },
    { rows: factsOf(world, playbook).rows.map((row) => ({ ...row, amount: 10n ** 14n, count: 10n ** 14n })) },
    { metrics: factsOf(world, playbook).metrics.filter((metric) => metric.definition.nature === 'result') },
  ];
  const shortOfRevenue = withUsual(factsOf(world, playbook));
  const late = shortOfRevenue.rows.map((row, index) => ({ entry: String(index), row }));
  const market = marketOf(playbook);
  const around = { types: playbook.types, late };
  return [
    ...facts.map((given) => decideWeek(factsOf(world, playbook, given), week)),
    decideWeek(shortOfRevenue, week, around),
    decideWeek(inARow(shortOfRevenue), week, around),
    decideWeek(factsOf(world, playbook), week, { ...around, market }),
  ];
}

function weekly(world: World): Built[] {
  const teller = tellerOf(world);
  const playbook = playbookOf(world);
  const weeks = weeksOf(world);
  const digest = {
    ...{ team: world.typed(80), weekName: 'Nov 16 – 22, 2026', date: day('2026-11-23') },
    ...{
      standings: standings(world),
      parts: partsOf(world),
      below: times(world.teams, () => world.typed(80)),
    },
    market: marketOf(playbook).flatMap((event, at) => {
      const metric = playbook.metrics[at];
      return metric === undefined ? [] : [{ event, metric }];
    }),
    people: peopleOf(world)
      .slice(0, 60)
      .flatMap(({ name }, index) => {
        const own = weeks[index % weeks.length];
        return own === undefined ? [] : [{ name, week: own }];
      }),
  };
  const asked = oddOnes(playbook).map((odd) =>
    questionBlocks(odd, 'odd', { locale: world.locale, types: playbook.types }),
  );
  const inWeek = { weekName: digest.weekName, types: playbook.types };
  const besides = { lines: times(5, () => escapeText(world.typed(200))), questions: asked };
  const allOf = (at: number) => digest.people.map((one) => ({ ...one, week: weeks[at] ?? one.week }));
  return [
    ...weeks.map((own) => ({
      what: `the week: ${own.hold.kind}`,
      reply: replyOf(weekReply(own, teller, { ...inWeek, besides })),
    })),
    { what: 'the digest', reply: digestReply(digest, teller) },
    ...times(weeks.length, (at) => ({
      what: `the digest where all are the same: ${weeks[at]?.hold.kind}`,
      reply: digestReply({ ...digest, people: allOf(at) }, teller),
    })),
    { what: 'the digest of nobody', reply: digestReply({ ...digest, standings: [], people: [] }, teller) },
  ];
}

/** More than a message holds, of what slices bring. */
function partsOf(world: World): DigestPart[] {
  const blocks = () => [
    section(cut(escapeText(world.typed(400)), 400)),
    actions(button(world.typed(60), 'goals.accept', 'x')),
  ];
  return times(60, (index) => ({
    kind: index % 3 === 0 ? 'note' : 'decision',
    order: index % 50,
    blocks: blocks(),
  }));
}

const replyOf = ({ text, blocks }: Reply): Reply => ({ text, ...(blocks === undefined ? {} : { blocks }) });

/** All that `feedback` shows. */
export function feedbackBuilt(world: World): Built[] {
  const teller = tellerOf(world);
  const all = standings(world);
  const name = world.typed(80);
  const view = { title: world.typed(200), name, date: today, standings: all, others: all, isSelf: true };
  const teams = teamsOf(world).map((team) => ({ name: team.name, standings: all }));
  const word = world.typed(200);
  const teamNames = teams.map((team) => team.name);
  const facts = factsOf(world, playbookOf(world));
  const explained = facts.metrics.slice(0, 1).map((metric) => ({
    what: 'a metric explained',
    reply: explainedReply(
      { metric, text: world.typed(3000), facts, period: week, date: today, hasLines: true },
      tellerOf(world),
    ),
  }));
  return [
    ...explained,
    { what: 'kpi', reply: kpiReply(view, teller) },
    { what: 'kpi of nothing', reply: kpiReply({ ...view, standings: [], others: [] }, teller) },
    { what: 'kpi without targets', reply: kpiReply({ ...view, standings: [] }, teller) },
    { what: 'my targets in Home', part: homeBlocks(all, teller, today) },
    { what: 'no targets in Home', part: homeBlocks([], teller, today) },
    { what: 'my teams in Home', part: homeTeamBlocks(teams, teller, today) },
    ...(
      [
        { kind: 'unknown word', word, place: 0 },
        { kind: 'unknown team', word, teams: teamNames },
        { kind: 'unknown person', word },
      ] as const
    ).map((problem) => ({
      what: `kpi: ${problem.kind}`,
      reply: { text: questionProblem(problem, world.locale) },
    })),
    ...weekly(world),
    ...checkinBuilt(world, facts, teller),
    ...nudgesBuilt(world, all, playbookOf(world), teller),
  ];
}
