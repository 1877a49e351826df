import { addDays } from '../../kpi/localDate.ts';
import { rangeOf } from '../../kpi/period.ts';
import { languageOf } from '../../people/person.ts';
import { teamsBelow } from '../../people/tree.ts';
import { choiceIn } from '../../platform/jobs/choice.ts';
import type { OutMessage, ReportKind, ReportPart, ReportRequest } from '../../platform/jobs/report.ts';
import type { Deps, WorkspaceInfo } from '../../platform/slice.ts';
import { readWorkspace } from '../../workspace/store.ts';
import { readOpening } from '../opening/job.ts';
import type { Frame } from '../phrases.ts';
import { openKeyOf, type Retro } from '../retro.ts';
import { sceneOf } from '../scene/slack.ts';
import { findOpen, type NewRetro, openScheduled } from '../store.ts';
import { openedReply } from '../thread.ts';

/** A retrospective that opens by itself when its month or quarter is over, in the team's channel or the workspace's. */
const retroAfter = (kind: ReportKind): ReportPart => ({
  kind,
  async prepare(deps, request) {
    const asked = await readAsked(deps, request, kind);
    if (asked !== undefined) await openScheduled(deps.db, request.workspaceId, asked.wish);
  },
  async build(deps, request): Promise<OutMessage[]> {
    const { workspaceId, teamId, periodKey } = request;
    const asked = await readAsked(deps, request, kind);
    if (asked === undefined) return [];
    const { wish, hasTargets, frame, team } = asked;
    const there = await findOpen(deps.db, workspaceId, openKeyOf(teamId, periodKey));
    // Somebody who leads the team has opened it already; the channel has it.
    if (there !== undefined && there.facilitatorId !== null) return [];
    // In a rehearsal it does not stand yet.
    const retro: Retro = there ?? {
      ...wish,
      id: '-',
      state: 'collecting',
      closedOn: null,
      contributions: [],
    };
    const reply = openedReply(retro, hasTargets, frame);
    return [{ key: 'retro', channel: retro.channel, to: team, locale: frame.locale, reply }];
  },
});

export const monthlyRetro = retroAfter('monthly-retro');
export const quarterlyRetro = retroAfter('quarterly-retro');

/** What is opened, and with what it is told; undefined where there is no team, nobody in it, or no channel. */
async function readAsked(
  { db }: Deps,
  request: ReportRequest,
  kind: ReportKind,
): Promise<{ wish: NewRetro; hasTargets: boolean; frame: Frame; team: string } | undefined> {
  const { workspaceId, teamId, periodKey: period, choices } = request;
  const workspace: WorkspaceInfo | undefined = await readWorkspace(db, workspaceId);
  if (workspace === undefined) return undefined;
  const { to } = rangeOf(period, { fiscalYearStart: workspace.fiscalYearStart });
  const scene = await sceneOf({ deps: { db }, workspace, today: addDays(to, -1) });
  const { teams, people, playbook } = scene;
  const team = teams.find(({ id }) => id === teamId);
  const below = teamsBelow(teams, teamId);
  const own = people.filter((one) => one.teamId !== null && below.has(one.teamId));
  const chosen = choiceIn(choices, kind);
  const channel = chosen.channelId ?? team?.channelId ?? workspace.boardChannelId;
  if (team === undefined || channel === null || own.length === 0) return undefined;
  const locale = chosen.locale ?? languageOf(own, workspace.locale);
  const { hasTargets, ...opening } = await readOpening(db, workspace, playbook, {
    teamId,
    period,
    today: to,
  });
  return {
    wish: { teamId, periodKey: period, channel, locale, facilitatorId: null, openedOn: to, ...opening },
    ...{ hasTargets, team: team.name, frame: scene.frame(locale) },
  };
}
