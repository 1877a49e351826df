import { addDays } from '../../kpi/localDate.ts';
import { rangeOf } from '../../kpi/period.ts';
import { localDateOf } from '../../kpi/time.ts';
import type { Person, TeamInfo } from '../../people/person.ts';
import { findActor, listPeopleAmong, listTeams } from '../../people/store.ts';
import { choiceIn } from '../../platform/jobs/choice.ts';
import type { OutMessage, ReportPart, ReportRequest } from '../../platform/jobs/report.ts';
import type { Deps, WorkspaceInfo } from '../../platform/slice.ts';
import type { Playbook } from '../../playbook/playbook.ts';
import { readPlaybook } from '../../playbook/store.ts';
import { readWorkspace } from '../../workspace/store.ts';
import { moveBlocks } from '../moves/blocks.ts';
import { readOpenMoves } from '../moves/reading/index.ts';
import type { Asked } from './ask.ts';
import { type About, returnsReply } from './blocks.ts';
import { chartOf } from './chart.ts';
import { type Returns, readReturns } from './reading/index.ts';
import { tellerFor } from './tell.ts';

/** After the period and the figures of all together. */
const IMAGE_AFTER = 2;
/** More proposals than anybody decides at once. */
const MOST_MOVES = 5;

/** R-01…R-03: what a team's channels brought back in a month, to each who leads it, with what is proposed for budgets of theirs. */
export const monthlyReturn: ReportPart = {
  kind: 'monthly-return',
  async build(deps, request) {
    const { workspaceId, teamId, periodKey } = request;
    const workspace = await readWorkspace(deps.db, workspaceId);
    if (workspace === undefined) return [];
    const range = rangeOf(periodKey, { fiscalYearStart: workspace.fiscalYearStart });
    const lastDate = addDays(range.to, -1);
    const team = (await listTeams(deps.db, workspaceId, lastDate)).find((one) => one.id === teamId);
    if (team === undefined || team.leadIds.length === 0) return [];
    const playbook = await readPlaybook(deps.db, workspaceId, workspace.playbookVersion);
    const asked: Asked = { cut: 'channel', period: periodKey, scope: { kind: 'team', teamId } };
    const actor = { memberId: '', leads: [] };
    const read = await readReturns({ db: deps.db, workspace, playbook, actor }, asked);
    // A team that spent and won nothing has nothing to read.
    if (read === undefined || read.rows.length === 0) return [];
    const leads = await listPeopleAmong(deps.db, workspaceId, lastDate, { memberIds: team.leadIds });
    const messages = leads
      .filter((lead) => lead.isActive)
      .map((lead) => messageFor(deps, request, { workspace, playbook, team, read }, lead));
    return Promise.all(messages);
  },
};

async function messageFor(
  { db }: Deps,
  request: ReportRequest,
  about: { workspace: WorkspaceInfo; playbook: Playbook; team: TeamInfo; read: Returns },
  lead: Person,
): Promise<OutMessage> {
  const { workspace, playbook, team, read } = about;
  const locale = choiceIn(request.choices, 'monthly-return').locale ?? lead.locale;
  const teller = tellerFor(locale, workspace.currency, playbook);
  // Proposals are of now, as the lead stands today: who lost the right gets nothing to decide.
  const holder = await findActor(db, workspace.id, lead.slackUserId, request.dueAt);
  const today = localDateOf(request.dueAt, lead.tz);
  const moves =
    holder === undefined
      ? []
      : await readOpenMoves(db, workspace.id, playbook, { actor: holder.actor, today });
  const proposed = moves.filter(({ isOpen }) => isOpen).slice(0, MOST_MOVES);
  const frame: About = {
    ...{ whose: team.name, fiscalYearStart: workspace.fiscalYearStart },
    posted: proposed.flatMap(({ move }) => moveBlocks(move, true, teller)),
  };
  return {
    ...{ key: `return:${lead.memberId}`, channel: lead.slackUserId, to: lead.name, locale },
    ...{
      reply: returnsReply(read, frame, teller),
      chart: chartOf(read, frame, teller),
      imageAfter: IMAGE_AFTER,
    },
  };
}
