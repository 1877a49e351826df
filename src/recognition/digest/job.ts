import { addDays } from '../../kpi/localDate.ts';
import { rangeOf } from '../../kpi/period.ts';
import { languageOf } from '../../people/person.ts';
import { listPeople, listTeams } from '../../people/store.ts';
import { teamsBelow } from '../../people/tree.ts';
import { formatPeriod } from '../../platform/format.ts';
import { choiceIn } from '../../platform/jobs/choice.ts';
import type { OutMessage, ReportPart } from '../../platform/jobs/report.ts';
import { onceIn } from '../../platform/pass.ts';
import { readWorkspace } from '../../workspace/store.ts';
import { kudosIn } from '../store.ts';
import { readValues } from '../values/store.ts';
import { digestReply } from './blocks.ts';

/** The week's thanks of a team, to its channel or the workspace's. A week without any is passed over in silence. */
export const weeklyThanks: ReportPart = {
  kind: 'thanks',
  async build({ db, pass }, { workspaceId, teamId, periodKey, choices }): Promise<OutMessage[]> {
    const workspace = await readWorkspace(db, workspaceId);
    if (workspace === undefined) return [];
    const periods = { fiscalYearStart: workspace.fiscalYearStart };
    const range = rangeOf(periodKey, periods);
    const lastDate = addDays(range.to, -1);
    const teams = await onceIn(pass, 'teams', [workspace.id, lastDate], () =>
      listTeams(db, workspace.id, lastDate),
    );
    const team = teams.find((one) => one.id === teamId);
    const chosen = choiceIn(choices, 'thanks');
    const channel = chosen.channelId ?? team?.channelId ?? workspace.boardChannelId;
    if (team === undefined || channel === null) return [];
    const below = teamsBelow(teams, teamId);
    const people = await listPeople(db, workspace.id, lastDate);
    const own = people.filter((one) => one.teamId !== null && below.has(one.teamId));
    const receiverIds = own.map((one) => one.memberId);
    const all = await kudosIn(db, workspace.id, { range, receiverIds });
    // What was said to the person alone stays between the two.
    const told = all.filter((one) => one.channel !== null).toReversed();
    if (told.length === 0) return [];
    const locale = chosen.locale ?? languageOf(own, workspace.locale);
    const names = new Map(people.map((one) => [one.memberId, one.name]));
    const frame = { locale, values: await readValues(db, workspace.id), names };
    const about = { team: team.name, week: formatPeriod(periodKey, locale, periods) };
    return [{ key: 'thanks', channel, to: team.name, locale, reply: digestReply(told, about, frame) }];
  },
};
