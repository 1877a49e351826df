import { readRollup } from '../../activities/store.ts';
import { addDays } from '../../kpi/localDate.ts';
import { type PeriodKey, previous, rangeOf } from '../../kpi/period.ts';
import { languageOf } from '../../people/person.ts';
import { listPeopleAmong, listTeams, membershipsIn } from '../../people/store.ts';
import { teamsBelow } from '../../people/tree.ts';
import { choiceIn } from '../../platform/jobs/choice.ts';
import type { OutMessage, ReportKind, ReportPart, ReportRequest } from '../../platform/jobs/report.ts';
import { onceIn } from '../../platform/pass.ts';
import type { Deps, WorkspaceInfo } from '../../platform/slice.ts';
import type { Locale } from '../../platform/words.ts';
import type { Playbook } from '../../playbook/playbook.ts';
import { readPlaybook } from '../../playbook/store.ts';
import { readWorkspace } from '../../workspace/store.ts';
import { TOP } from '../blocks.ts';
import { tellerFor } from '../figures.ts';
import { measureFrom } from '../question.ts';
import { type ReadBoard, readBoard } from '../reading/index.ts';
import { readStreaks } from '../reading/streaks/index.ts';
import { type PostedBoard, type PostedPeriod, postedReply, rowsShown } from './blocks.ts';
import { chartOf } from './chart.ts';
import { ownWeekText } from './own.ts';
import { type TeamPeriod, teamPeriodOf } from './totals.ts';

/** The board of a team's week, month or quarter, to its channel or the workspace's; a team without a channel has none. */
const boardAfter = (kind: ReportKind, every: PostedPeriod): ReportPart => ({
  kind,
  async build(deps, request) {
    const workspace = await readWorkspace(deps.db, request.workspaceId);
    return workspace === undefined ? [] : boardFor(deps, request, workspace, { kind, every });
  },
});

/** It comes with the weekly feedback, on the same facts. */
export const weeklyBoard = boardAfter('weekly-board', 'week');
export const monthlyBoard = boardAfter('monthly-board', 'month');
export const quarterlyBoard = boardAfter('quarterly-board', 'quarter');

async function boardFor(
  deps: Deps,
  request: ReportRequest,
  workspace: WorkspaceInfo,
  { kind, every }: { kind: ReportKind; every: PostedPeriod },
): Promise<OutMessage[]> {
  const periods = { fiscalYearStart: workspace.fiscalYearStart };
  const { teamId, periodKey } = request;
  const range = rangeOf(periodKey, periods);
  const lastDate = addDays(range.to, -1);
  const teams = await onceIn(deps.pass, 'teams', [workspace.id, lastDate], () =>
    listTeams(deps.db, workspace.id, lastDate),
  );
  const team = teams.find((known) => known.id === teamId);
  const chosen = choiceIn(request.choices, kind);
  const channel = chosen.channelId ?? team?.channelId ?? workspace.boardChannelId;
  if (team === undefined || channel === null) return [];
  const below = teamsBelow(teams, teamId);
  const people = (await listPeopleAmong(deps.db, workspace.id, lastDate, { teamIds: [...below] })).filter(
    (person) => person.teamId !== null && below.has(person.teamId),
  );
  // A team that had nobody yet in this period has nothing to tell.
  if (people.length === 0) return [];
  const locale = chosen.locale ?? languageOf(people, workspace.locale);
  const playbook = await readPlaybook(deps.db, workspace.id, workspace.playbookVersion);
  const scope = { kind: 'people', teamId } as const;
  const read = await readPosted(deps, { workspace, playbook }, request, chosen.measure);
  if (read === undefined) return [];
  const shown = { measure: read.measure, board: read.board, top: chosen.places ?? TOP };
  const memberIds = rowsShown(shown).map(({ id }) => id);
  const posted: PostedBoard = {
    ...{ every, period: periodKey, team: team.name, scope, ...shown },
    streaks: await readStreaks(deps.db, workspace, playbook, { memberIds, range, today: range.to }),
    ...(await readTotals(deps, workspace, playbook, teamId, periodKey)),
  };
  const teller = tellerFor(locale, workspace.currency, periods);
  const { imageAfter, ...reply } = postedReply(posted, teller);
  const chart = chartOf(rowsShown(posted), posted, teller);
  const message: OutMessage = { key: 'board', channel, to: team.name, locale, reply };
  return [chart === undefined ? message : { ...message, chart, imageAfter }];
}

/** L-06: the own place of each person of a team in a week, as the weekly board has it; for their private weekly feedback. */
export async function weekPlaces(
  deps: Pick<Deps, 'db' | 'pass'>,
  request: Pick<ReportRequest, 'workspaceId' | 'teamId' | 'periodKey'>,
): Promise<(memberId: string, locale: Locale) => string | undefined> {
  const { workspaceId } = request;
  const workspace = await readWorkspace(deps.db, workspaceId);
  if (workspace === undefined) return () => undefined;
  const periods = { fiscalYearStart: workspace.fiscalYearStart };
  const playbook = await readPlaybook(deps.db, workspaceId, workspace.playbookVersion);
  const read = await readPosted(deps, { workspace, playbook }, request, null);
  if (read === undefined) return () => undefined;
  return (memberId, locale) => ownWeekText(read, memberId, tellerFor(locale, workspace.currency, periods));
}

/** A team's board as of the end of a period (K-08): the day after it is the reader's today. The post and the own places share what is read. */
function readPosted(
  deps: Pick<Deps, 'db' | 'pass'>,
  { workspace, playbook }: { workspace: WorkspaceInfo; playbook: Playbook },
  { teamId, periodKey }: Pick<ReportRequest, 'teamId' | 'periodKey'>,
  measure: string | null,
): Promise<ReadBoard | undefined> {
  const today = rangeOf(periodKey, { fiscalYearStart: workspace.fiscalYearStart }).to;
  const key = [workspace.id, workspace.playbookVersion, teamId, periodKey, measure];
  return onceIn(deps.pass, 'board', key, () =>
    readBoard(deps, workspace, playbook, {
      ...{ scope: { kind: 'people', teamId }, period: periodKey, today },
      measure: measureFrom(measure, playbook),
    }),
  );
}

async function readTotals(
  { db }: Deps,
  workspace: WorkspaceInfo,
  playbook: Playbook,
  teamId: string,
  key: PeriodKey,
): Promise<TeamPeriod> {
  const periods = { fiscalYearStart: workspace.fiscalYearStart };
  const range = rangeOf(key, periods);
  const both = { from: rangeOf(previous(key, periods), periods).from, to: range.to };
  const memberships = await membershipsIn(db, workspace.id, both, teamId);
  const memberIds = [...new Set(memberships.map((stay) => stay.memberId))];
  const rows = await readRollup(db, workspace.id, { range: both, memberIds });
  return teamPeriodOf({ rows, memberships, playbook }, teamId, key, periods);
}
