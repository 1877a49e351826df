import { may } from '../../people/rights.ts';
import { listTeams } from '../../people/store.ts';
import {
  leaveRun,
  offeredRuns,
  parkedMessages,
  releaseParked,
  releaseRunNow,
  settleParked,
} from '../../platform/jobs/asking.ts';
import { wake } from '../../platform/jobs/wake.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { ActionInput } from '../../platform/slice.ts';
import { denied } from '../store.ts';
import { idsIn, lateReply, parkedReply } from './blocks.ts';
import { frameOf, linesOfParked } from './job.ts';
import { deliveryWords } from './words.ts';

/** "Post it": a message that may be there is posted as its next version, unless it is found after all. */
export const postIt = (input: ActionInput): Promise<void> => decideParked(input, releaseParked);

/** "It is there": somebody saw it. */
export const itIsThere = (input: ActionInput): Promise<void> => decideParked(input, settleParked);

/** "Post now": a report that is more than twelve hours late goes out. */
export const postLate = (input: ActionInput): Promise<void> => decideLate(input, releaseRunNow);

/** "Leave it": a report that is more than twelve hours late does not go out. */
export const leaveLate = (input: ActionInput): Promise<void> => decideLate(input, leaveRun);

/** "Look there" is a link: Slack opens it, and tells the app as of a press. */
export const lookThere = (): Promise<void> => Promise.resolve();

type Decide = typeof releaseParked;

/** Who leads the team decides, or an administrator; checked at the press. */
async function mayDecide(input: ActionInput, teamId: string, what: string): Promise<boolean> {
  const { deps, workspace, actor, today } = input;
  if (may(actor, 'team-report', { memberId: null, teamId })) return true;
  await denied(deps.db, workspace.id, actor.memberId, 'decide-delivery', what);
  const team = (await listTeams(deps.db, workspace.id, today)).find((one) => one.id === teamId);
  const name = plainInMrkdwn(team?.name ?? workspace.name);
  await input.reply({ text: deliveryWords(actor.locale)('denied', { team: name }) });
  return false;
}

async function decided(input: ActionInput, decide: Decide, id: string): Promise<void> {
  const { deps, workspace, actor, now, transportKey } = input;
  const by = { workspaceId: workspace.id, actorId: actor.memberId, transportKey, now };
  const isMine = await decide(deps.db, by, id);
  await deps.db.durable();
  wake();
  if (!isMine) await input.reply({ text: deliveryWords(actor.locale)('decided-before') });
}

async function decideParked(input: ActionInput, decide: Decide): Promise<void> {
  const { deps, workspace, actor, today } = input;
  const { id, all } = idsIn(input.value);
  const [message] = await parkedMessages(deps.db, workspace.id, [id]);
  if (message === undefined) return input.reply({ text: deliveryWords(actor.locale)('gone') });
  if (!(await mayDecide(input, message.teamId, `outbox:${id}`))) return;
  await decided(input, decide, id);
  const now = await parkedMessages(deps.db, workspace.id, all);
  const own = now.filter((one) => one.runId === message.runId);
  const team = (await listTeams(deps.db, workspace.id, today)).find((one) => one.id === message.teamId);
  const about = { team: team?.name ?? workspace.name, periodKey: message.periodKey, more: 0 };
  const lines = await linesOfParked(deps, own);
  await input.replace(parkedReply(actor.locale, about, lines, frameOf(workspace)));
}

async function decideLate(input: ActionInput, decide: Decide): Promise<void> {
  const { deps, workspace, actor, today } = input;
  const { id, all } = idsIn(input.value);
  const [run] = await offeredRuns(deps.db, workspace.id, [id]);
  if (run === undefined) return input.reply({ text: deliveryWords(actor.locale)('gone') });
  if (!(await mayDecide(input, run.teamId, `report_run:${id}`))) return;
  await decided(input, decide, id);
  const teams = await listTeams(deps.db, workspace.id, today);
  const runs = (await offeredRuns(deps.db, workspace.id, all)).filter((one) => one.teamId === run.teamId);
  const lines = runs.map((one) => ({
    ...one,
    team: teams.find((team) => team.id === one.teamId)?.name ?? workspace.name,
  }));
  await input.replace(lateReply(actor.locale, lines, 0, frameOf(workspace)));
}
