import { readRollup } from '../../activities/store.ts';
import { addDays } from '../../kpi/localDate.ts';
import { type PeriodKey, previous, rangeOf } from '../../kpi/period.ts';
import { languageOf } from '../../people/person.ts';
import { listPeopleAmong, listTeams, membershipsIn } from '../../people/store.ts';
import { teamsBelow } from '../../people/tree.ts';
import { formatPeriod } from '../../platform/format.ts';
import type { OutMessage, ReportPart, ReportRequest } from '../../platform/jobs/report.ts';
import type { Deps, WorkspaceInfo } from '../../platform/slice.ts';
import type { Playbook } from '../../playbook/playbook.ts';
import { readPlaybook } from '../../playbook/store.ts';
import { readWorkspace } from '../../workspace/store.ts';
import { tellerFor } from '../figures.ts';
import { readBoard } from '../reading/index.ts';
import { rowsShown, type WeekBoard, weekBoardReply } from './blocks.ts';
import { chartOf } from './chart.ts';
import { type TeamWeek, teamWeekOf } from './totals.ts';

/** The weekly board of a team, to its channel or the workspace's; a team without a channel has none. */
export const weeklyBoard: ReportPart = {
  kind: 'weekly-feedback',
  async build(deps, request) {
    const workspace = await readWorkspace(deps.db, request.workspaceId);
    return workspace === undefined ? [] : boardFor(deps, request, workspace);
  },
};

async function boardFor(deps: Deps, request: ReportRequest, workspace: WorkspaceInfo): Promise<OutMessage[]> {
  const periods = { fiscalYearStart: workspace.fiscalYearStart };
  const { teamId, periodKey } = request;
  const range = rangeOf(periodKey, periods);
  const lastDate = addDays(range.to, -1);
  const teams = await listTeams(deps.db, workspace.id, lastDate);
  const team = teams.find((known) => known.id === teamId);
  const channel = team?.channelId ?? workspace.boardChannelId;
  if (team === undefined || channel === null) return [];
  const below = teamsBelow(teams, teamId);
  const people = (await listPeopleAmong(deps.db, workspace.id, lastDate, { teamIds: [...below] })).filter(
    (person) => person.teamId !== null && below.has(person.teamId),
  );
  // A team that had nobody yet in this week has nothing to tell.
  if (people.length === 0) return [];
  const locale = languageOf(people, workspace.locale);
  const playbook = await readPlaybook(deps.db, workspace.id, workspace.playbookVersion);
  const scope = { kind: 'people', teamId } as const;
  // As of the week's end (K-08): the day after it is the reader's today.
  const read = await readBoard(deps.db, workspace, playbook, {
    ...{ scope, measure: null, period: periodKey, today: range.to },
  });
  if (read === undefined) return [];
  const week: WeekBoard = {
    team: team.name,
    week: formatPeriod(periodKey, locale, periods),
    measure: read.measure,
    board: read.board,
    ...(await readTeamWeek(deps, workspace, playbook, teamId, periodKey)),
  };
  const teller = tellerFor(locale, workspace.currency, periods);
  const { imageAfter, ...reply } = weekBoardReply(week, teller);
  const chart = chartOf(rowsShown(week), week, teller);
  const message: OutMessage = { key: 'board', channel, to: team.name, locale, reply };
  return [chart === undefined ? message : { ...message, chart, imageAfter }];
}

async function readTeamWeek(
  { db }: Deps,
  workspace: WorkspaceInfo,
  playbook: Playbook,
  teamId: string,
  weekKey: PeriodKey,
): Promise<TeamWeek> {
  const periods = { fiscalYearStart: workspace.fiscalYearStart };
  const range = rangeOf(weekKey, periods);
  const both = { from: rangeOf(previous(weekKey, periods), periods).from, to: range.to };
  const memberships = await membershipsIn(db, workspace.id, both, teamId);
  const memberIds = memberships.map((stay) => stay.memberId);
  const rows = await readRollup(db, workspace.id, { range: both, memberIds: [...new Set(memberIds)] });
  return teamWeekOf({ rows, memberships, playbook }, teamId, weekKey, periods);
}
