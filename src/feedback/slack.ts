import type { KnownBlock } from '@slack/types';
import type { RecordedActivity } from '../activities/activity.ts';
import { asOfEnd } from '../goals/asOf.ts';
import { type Facts, type Standing, standingIn, standingsOf } from '../goals/standing.ts';
import { targetsOf } from '../goals/store.ts';
import { STREAK_WEEKS, streaksIn } from '../goals/streak.ts';
import { regionsOf } from '../goals/whose.ts';
import { isZero } from '../kpi/exact.ts';
import { addDays } from '../kpi/localDate.ts';
import { dependsOn, readsFact } from '../kpi/metric.ts';
import { isCalendarKind, kindOf, type PeriodKey, periodOf, rangeOf } from '../kpi/period.ts';
import { leadsAnybody } from '../people/rights.ts';
import { listPeople, listTeams, personById } from '../people/store.ts';
import { type Reply, section } from '../platform/blocks.ts';
import { namesWithin } from '../platform/fit.ts';
import { escapeText } from '../platform/mrkdwn.ts';
import type { HomePart, Input, VerbInput } from '../platform/slice.ts';
import { explain } from '../playbook/explain.ts';
import { canMove, type MetricInfo, nameOf, type Playbook } from '../playbook/playbook.ts';
import { parseQuery, type Query } from '../playbook/query.ts';
import { offerBlocks } from './announce/blocks.ts';
import { homeBlocks, homeTeamBlocks, kpiReply, movedBlocks } from './blocks.ts';
import { explainedReply, openAmounts } from './explained.ts';
import { tellerFor } from './figures.ts';
import { chartWhich, sendChart } from './pace/slack.ts';
import { questionProblem } from './problems.ts';
import { type Frame, frameOf, nowIn, readBoth, readMember, readSubject, readTeam } from './reading/index.ts';
import { type Known, subjectOf } from './whose/slack.ts';
import { words } from './words.ts';

const periodsOf = (input: Input) => ({ fiscalYearStart: input.workspace.fiscalYearStart });
const tellerOf = (input: Input) => tellerFor(input.actor.locale, input.workspace.currency, periodsOf(input));

/** Whether a metric moves when these activities are recorded, by itself or through its parts. */
function isMoved(metric: MetricInfo, playbook: Playbook, recorded: readonly RecordedActivity[]): boolean {
  const parts = dependsOn(metric.definition);
  const read = [metric, ...playbook.metrics.filter((other) => parts.includes(other.key))];
  return recorded.some((fact) => {
    const { typeKey, channel, campaign, region, product, segment } = fact;
    return read.some(({ definition }) =>
      readsFact(definition, { activityType: typeKey, channel, campaign, region, product, segment }),
    );
  });
}

/**
 * What the instant answer to a log, or to an undo, adds: every target that it moved, with pace and need. A deal that was undone is not
 * offered to the channel. Wired to `activities` in slices.ts.
 */
export async function afterRecord(
  input: Input,
  recorded: readonly RecordedActivity[],
  became?: 'undone',
): Promise<KnownBlock[]> {
  const memberId = recorded[0]?.memberId ?? input.actor.memberId;
  const { deps, workspace, actor } = input;
  const isSelf = memberId === actor.memberId;
  const person = isSelf ? actor : await personById(deps.db, workspace.id, memberId, input.today);
  const team = person?.teamId ? [{ kind: 'team' as const, id: person.teamId }] : [];
  const subject = { kind: 'member' as const, id: memberId };
  const [frame, targets] = await Promise.all([
    frameOf(deps.db, workspace),
    targetsOf(deps.db, workspace.id, { subjects: [subject, ...team] }),
  ]);
  const moved = new Set(
    frame.playbook.metrics.filter((metric) => isMoved(metric, frame.playbook, recorded)).map((m) => m.key),
  );
  const { asOf, today } = nowIn(input.now, person?.tz ?? actor.tz);
  const asked = targets.filter((target) => moved.has(target.metricKey));
  const own = asked.filter((target) => target.subject.kind === 'member');
  const teams = asked.filter((target) => target.subject.kind === 'team');
  const [us] = team;
  const me = { wanted: { subject, asOf }, targets: own };
  const [{ mine, ours }, name] = await Promise.all([
    teams.length === 0 || us === undefined
      ? { mine: own.length === 0 ? [] : standingsOf(await readMember(frame, me.wanted, own)), ours: [] }
      : readBoth(frame, me, { wanted: { subject: us, asOf }, targets: teams }).then(standingsOfBoth),
    teams.length === 0 ? '' : teamName(frame, person?.teamId ?? '', input),
  ]);
  const offer = isSelf && became !== 'undone' ? offerBlocks(recorded, frame.playbook, actor.locale) : [];
  if (mine.length === 0 && ours.length === 0) return [noTarget(frame.playbook, recorded, input), ...offer];
  const shown = ours.length === 0 ? undefined : { name, standings: ours };
  return [...movedBlocks(mine, shown, tellerOf(input), today), ...offer];
}

const standingsOfBoth = ({ mine, ours }: { mine: Facts; ours: Facts }) => ({
  mine: standingsOf(mine),
  ours: standingsOf(ours),
});

async function teamName({ db, workspace }: Frame, teamId: string, input: Input): Promise<string> {
  const teams = await listTeams(db, workspace.id, input.today);
  return teams.find((team) => team.id === teamId)?.name ?? '';
}

function noTarget(playbook: Playbook, recorded: readonly RecordedActivity[], { actor }: Input): KnownBlock {
  const metric = playbook.metrics.find((candidate) => isMoved(candidate, playbook, recorded));
  return section(
    words(actor.locale)('noTargetsMoved', {
      example: metric ? escapeText(nameOf(metric, actor.locale)) : '',
    }),
  );
}

const vocabulary = {
  explain: 'explain',
  解释: 'explain',
  说明: 'explain',
  how: 'explain',
  help: 'help',
  帮助: 'help',
  chart: 'chart',
  graph: 'chart',
  图表: 'chart',
  走势图: 'chart',
  走势: 'chart',
} as const;
type Word = (typeof vocabulary)[keyof typeof vocabulary];

/** `/kpi …`: where somebody or a team stands. */
export async function kpi(input: VerbInput): Promise<void> {
  const { deps, workspace, actor, today } = input;
  const [frame, teams, people] = await Promise.all([
    frameOf(deps.db, workspace),
    listTeams(deps.db, workspace.id, today),
    listPeople(deps.db, workspace.id, today),
  ]);
  const asked = parseQuery<Word>(input.text, {
    playbook: frame.playbook,
    teams,
    regions: regionsOf(people, teams),
    today,
    periods: periodsOf(input),
    vocabulary,
  });
  if (!asked.ok) return input.reply({ text: questionProblem(asked.problem, actor.locale) });
  const query = asked.value;
  if (query.words.has('explain') && query.metric === undefined)
    return input.reply({ text: explainWhich(frame.playbook, input) });
  if (query.words.has('chart') && query.metric === undefined)
    return input.reply({ text: chartWhich(frame.playbook, input) });
  const whose = await subjectOf(query.who, input);
  if (!whose.ok) return input.reply({ text: whose.text });
  if (query.words.has('chart') && query.metric !== undefined)
    return sendChart({ metric: query.metric, period: query.period, whose }, frame, input);
  if (query.words.has('explain')) return input.reply(await explanation(query, whose, frame, input));
  await input.reply(await kpiAnswer(query, whose, frame, input));
}

/** M-06: the definition in words, this period's figures, and the way to the lines behind them. */
async function explanation(query: Query<Word>, whose: Known, frame: Frame, input: Input): Promise<Reply> {
  const { metric, period } = query;
  if (metric === undefined) return { text: '' };
  const periods = periodsOf(input);
  const current = nowIn(input.now, whose.tz);
  const range = period === undefined ? undefined : rangeOf(period, periods);
  const asOf = range !== undefined && range.to <= current.today ? asOfEnd(range) : current.asOf;
  const key = period ?? periodOf('month', asOf.lastDate, periods);
  const kind = kindOf(key);
  const facts = await readSubject(frame, {
    ...{ subject: whose.subject, asOf, metrics: [metric.key], withUnconfirmed: true },
    kinds: isCalendarKind(kind) ? [kind] : [],
    ...(range === undefined ? {} : { also: range }),
  });
  const { kind: whoseKind } = whose.subject;
  const credited = whoseKind !== 'member' ? whoseKind : whose.isSelf ? 'you' : 'person';
  const text = explain(metric, frame.playbook, input.actor.locale, credited);
  const isStill = !canMove(frame.playbook, metric.key);
  const hasLines = whoseKind === 'member' || leadsAnybody(input.actor);
  const shown = { metric, text, facts, period: key, date: current.today, isStill, hasLines };
  return explainedReply(shown, tellerOf(input));
}

function explainWhich(playbook: Playbook, { actor }: Input): string {
  const say = words(actor.locale);
  const names = playbook.metrics
    .filter((metric) => !metric.isRetired)
    .map((metric) => escapeText(nameOf(metric, actor.locale)));
  return say('explainWhich', { example: names[0] ?? '', names: namesWithin(names, actor.locale) });
}

const TITLES = {
  member: 'kpiTitlePerson',
  team: 'kpiTitleTeam',
  region: 'kpiTitleRegion',
  company: 'kpiTitleCompany',
} as const;

async function kpiAnswer(query: Query<Word>, whose: Known, frame: Frame, input: Input) {
  const current = nowIn(input.now, whose.tz);
  const periods = periodsOf(input);
  const range = query.period === undefined ? undefined : rangeOf(query.period, periods);
  const isPast = range !== undefined && range.to <= current.today;
  const asOf = isPast ? asOfEnd(range) : current.asOf;
  const kind = query.period === undefined ? 'week' : kindOf(query.period);
  const facts = await readSubject(frame, {
    subject: whose.subject,
    asOf,
    kinds: isCalendarKind(kind) ? [kind] : [],
    withUnconfirmed: true,
    withForecast: !isPast,
    metrics: query.metric === undefined ? frame.playbook.metrics.map(({ key }) => key) : [query.metric.key],
    ...(range === undefined ? {} : { also: range }),
  });
  const { standings, others } = choose(query, facts, query.period, periodOf('week', asOf.lastDate, periods));
  const say = words(input.actor.locale);
  const title = whose.isSelf ? say('kpiTitleSelf') : say(TITLES[whose.subject.kind], { name: whose.name });
  return kpiReply(
    { title, name: whose.name, date: current.today, standings, others, isSelf: whose.isSelf },
    tellerOf(input),
    openAmounts(facts, [...standings, ...others], current.today, tellerOf(input)),
  );
}

/** Without a period: the current period of each target, then what moved this week without one. With one: every metric in it. */
function choose(
  query: Query<Word>,
  facts: Facts,
  period: PeriodKey | undefined,
  week: PeriodKey,
): { standings: Standing[]; others: Standing[] } {
  const current = standingsOf(facts).filter(
    (standing) => query.metric === undefined || standing.metricKey === query.metric.key,
  );
  if (period === undefined && current.length > 0 && query.metric !== undefined)
    return { standings: current, others: [] };
  if (query.metric !== undefined)
    return { standings: [standingIn(facts, query.metric, period ?? week)], others: [] };
  const all = facts.metrics.map((metric) => standingIn(facts, metric, period ?? week));
  const isLogged = (standing: Standing) =>
    standing.actual.state === 'value' && !isZero(standing.actual.value);
  const shown = period === undefined ? current : all.filter((standing) => standing.target !== undefined);
  const named = new Set(shown.map((standing) => standing.metricKey));
  return {
    standings: shown,
    others: all.filter((standing) => !named.has(standing.metricKey) && isLogged(standing)),
  };
}

/** Home: my targets with pace; for those who lead, their teams'. */
export async function homePart(input: Input): Promise<HomePart[]> {
  const { deps, workspace, actor, today } = input;
  const frame = await frameOf(deps.db, workspace);
  const { asOf } = nowIn(input.now, actor.tz);
  const week = periodOf('week', today);
  const { from, to } = rangeOf(week);
  const own = await readMember(frame, {
    ...{ subject: { kind: 'member', id: actor.memberId }, asOf, withForecast: true },
    also: { from: addDays(from, -7 * (STREAK_WEEKS - 1)), to },
  });
  const mine = standingsOf(own);
  // Those whom they lead themselves; what stands below is in the sums.
  const teams = (await listTeams(deps.db, workspace.id, today)).filter((team) =>
    team.leadIds.includes(actor.memberId),
  );
  const led = [];
  for (const { id, name } of teams)
    led.push({
      name,
      standings: standingsOf(
        await readTeam(frame, { subject: { kind: 'team', id }, asOf, withForecast: true }),
      ),
    });
  const teller = tellerOf(input);
  const isNobodys = mine.length === 0 && actor.role !== 'rep';
  return [
    { order: 10, blocks: isNobodys ? [] : homeBlocks(mine, teller, today, streaksIn(own, week)) },
    { order: 50, blocks: homeTeamBlocks(led, teller, today) },
  ];
}
