import type { KnownBlock, SectionBlock } from '@slack/types';
import type { Standing } from '../goals/standing.ts';
import type { Streak } from '../goals/streak.ts';
import type { LocalDate } from '../kpi/localDate.ts';
import { actions, button, context, divider, header, type Reply, section } from '../platform/blocks.ts';
import { inMessage, linesWithin, moreText } from '../platform/fit.ts';
import { formatDate } from '../platform/format.ts';
import { escapeText } from '../platform/mrkdwn.ts';
import { barOf, forecastText, hasTarget, isEarly, markOf, reduction, type Teller } from './figures.ts';
import { chartButton } from './pace/button.ts';

/** What a standing says, in two lines: where, and what it takes. */
export function standingText(standing: Standing, teller: Teller, today: LocalDate): string {
  const detail = detailOf(standing, teller);
  return detail === ''
    ? headlineOf(standing, teller, today)
    : `${headlineOf(standing, teller, today)}\n${detail}`;
}

function headlineOf(standing: Standing, teller: Teller, today: LocalDate): string {
  const { say } = teller;
  const common = {
    mark: markOf(standing.state),
    name: teller.name(standing.metric),
    period: teller.period(standing.periodKey, today),
    state: teller.state(standing.state),
  };
  if (standing.state === 'not rated' || standing.state === 'no data') return say('headlineNoRate', common);
  const actual = teller.measured(standing.metric, standing.actual);
  if (!hasTarget(standing) || standing.inForce === null) return say('headlineBare', { ...common, actual });
  const target = teller.asked(standing.metric, standing.inForce);
  if (isEarly(standing.state)) return say('headlineEarly', { ...common, actual, target });
  return say('headline', {
    ...common,
    actual,
    target,
    percent: standing.attainment === null ? '–' : teller.percent(standing.attainment),
  });
}

function detailOf(standing: Standing, teller: Teller): string {
  const { say } = teller;
  const parts = [
    isEarly(standing.state) ? '' : barOf(standing.attainment),
    levelsOf(standing, teller),
    needOf(standing, teller),
    forecastText(standing, teller),
  ];
  const reduced = reduction(standing);
  if (reduced !== null)
    parts.push(
      say('reduced', {
        inForce: teller.asked(standing.metric, reduced.inForce),
        nominal: teller.value(standing.metric, reduced.nominal),
      }),
    );
  if (standing.rampPercent !== null) parts.push(say('ramp', { percent: standing.rampPercent }));
  if (standing.countsFrom !== null)
    parts.push(say('since', { date: formatDate(standing.countsFrom, teller.locale) }));
  if (standing.isDerived) parts.push(say('derived'));
  if (standing.target?.layer === 'own') parts.push(say('own'));
  return parts.filter((part) => part !== '').join('  ·  ');
}

/** T-04, T-08: the other levels of the target, as far as they are in force. */
function levelsOf({ metric, pace }: Standing, { say, asked }: Teller): string {
  const levels = pace.accrual?.inForce;
  if (levels === undefined) return '';
  const { commit, stretch, tolerance } = levels;
  return [
    commit === undefined ? '' : say('commit', { value: asked(metric, commit) }),
    stretch === undefined ? '' : say('stretch', { value: asked(metric, stretch) }),
    tolerance === undefined ? '' : say('band', { value: asked(metric, tolerance) }),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

function needOf(standing: Standing, teller: Teller): string {
  if (standing.rest === null) return '';
  const rest = teller.asked(standing.metric, standing.rest);
  if (standing.isComplete) return '';
  if (standing.needPerDay === null)
    return teller.say(standing.remainingDays.n > 0n ? 'rest' : 'restOnly', { rest });
  return teller.say('need', {
    rest,
    perDay: teller.asked(standing.metric, standing.needPerDay),
    days: teller.say('days', {
      count: Number(standing.remainingDays.n === standing.remainingDays.d),
      shown: teller.days(standing.remainingDays),
    }),
  });
}

/** The instant answer's part: every target that a log moved; the team's in smaller print. */
export function movedBlocks(
  own: readonly Standing[],
  team: { name: string; standings: readonly Standing[] } | undefined,
  teller: Teller,
  today: LocalDate,
): KnownBlock[] {
  const blocks: KnownBlock[] = own.map((standing) => section(standingText(standing, teller, today)));
  if (team !== undefined)
    for (const standing of team.standings)
      blocks.push(
        context(
          `${teller.say('teamLine', { team: escapeText(team.name) })} · ${headlineOf(standing, teller, today)}`,
        ),
      );
  return blocks;
}

/** A standing with its button for the period's chart. */
function standingBlock(standing: Standing, teller: Teller, today: LocalDate): SectionBlock {
  const text = section(standingText(standing, teller, today));
  const accessory = chartButton(standing, teller.locale);
  return accessory === undefined ? text : { ...text, accessory };
}

/** What `/kpi` shows, for whom. */
export interface KpiView {
  title: string;
  name: string;
  date: LocalDate;
  /** With a target, or asked for by name. */
  standings: readonly Standing[];
  /** Metrics that moved without any target. */
  others: readonly Standing[];
  isSelf: boolean;
}

/** The answer of `/kpi`. */
export function kpiReply(view: KpiView, teller: Teller, open: readonly string[] = []): Reply {
  const { say, locale } = teller;
  const before: KnownBlock[] = [header(view.title)];
  if (view.standings.length === 0 && view.others.length === 0)
    before.push(section(say(view.isSelf ? 'kpiEmptySelf' : 'kpiEmptyOther')));
  const after: KnownBlock[] = [
    ...othersBlocks(view.others, teller),
    ...(open.length === 0 ? [] : [context(linesWithin(open, locale))]),
    context(say('kpiAsOf', { date: formatDate(view.date, locale, true) })),
  ];
  if (view.isSelf && view.standings.length === 0)
    after.push(
      actions(button(say('logNow'), 'home.log', '', 'primary'), button(say('setGoal'), 'home.goals', '')),
    );
  const items = view.standings.map((standing) => [standingBlock(standing, teller, view.date)]);
  return {
    text: say('kpiText', { name: escapeText(view.name) }),
    blocks: inMessage(before, items, after, locale),
  };
}

/** What moved without a target, a line each. */
function othersBlocks(others: readonly Standing[], teller: Teller): KnownBlock[] {
  if (others.length === 0) return [];
  const lines = others.map((standing) =>
    teller.say('plainLine', {
      name: teller.name(standing.metric),
      actual: teller.measured(standing.metric, standing.actual),
    }),
  );
  return [divider(), section(linesWithin([teller.say('withoutTarget'), ...lines], teller.locale))];
}

/** Home has room for other things too. */
const MOST_TEAMS = 20;
const MOST_TARGETS = 40;

/** L-07: so many streaks stand in Home. */
const MOST_STREAKS = 3;

/** Home's part: my targets with pace, or how to get some. */
export function homeBlocks(
  standings: readonly Standing[],
  teller: Teller,
  today: LocalDate,
  streaks: readonly Streak[] = [],
): KnownBlock[] {
  const { say } = teller;
  if (standings.length === 0) return [header(say('homeTitle')), section(say('homeEmpty'))];
  const rest = standings.length - MOST_TARGETS;
  return [
    header(say('homeTitle')),
    ...standings.slice(0, MOST_TARGETS).map((standing) => standingBlock(standing, teller, today)),
    ...(rest > 0 ? [context(moreText(rest, teller.locale))] : []),
    ...(streaks.length === 0 ? [] : [section(streakLines(streaks, teller))]),
  ];
}

/** L-07: "🔥 Calls: target reached 4 weeks in a row, this week is still open". */
function streakLines(streaks: readonly Streak[], { say, name }: Teller): string {
  return streaks
    .slice(0, MOST_STREAKS)
    .map(({ metric, weeks, isLonger, isOpen }) => {
      const told = { name: name(metric), weeks: `${weeks}${isLonger ? '+' : ''}` };
      return say(isOpen ? 'homeStreakOpen' : 'homeStreak', told);
    })
    .join('\n');
}

/** Home's part for those who lead: each team's targets. */
export function homeTeamBlocks(
  teams: readonly { name: string; standings: readonly Standing[] }[],
  teller: Teller,
  today: LocalDate,
): KnownBlock[] {
  const shown = teams.filter((team) => team.standings.length > 0);
  if (shown.length === 0) return [];
  const rest = shown.length - MOST_TEAMS;
  return [
    header(teller.say('homeTeam')),
    ...shown.slice(0, MOST_TEAMS).map((team) => {
      const lines = team.standings.map((standing) => standingText(standing, teller, today));
      return section(linesWithin([`*${escapeText(team.name)}*`, ...lines], teller.locale));
    }),
    ...(rest > 0 ? [context(moreText(rest, teller.locale))] : []),
  ];
}
