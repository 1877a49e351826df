import { type PeriodKey, rangeOf } from '../../kpi/period.ts';
import { languageOf, type TeamInfo } from '../../people/person.ts';
import { teamsBelow } from '../../people/tree.ts';
import { lastSent, type Notice } from '../../platform/jobs/outbox.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import { failureOf } from '../../platform/slack.ts';
import type { ActionInput, Input, SubmitInput } from '../../platform/slice.ts';
import { denied } from '../../workspace/store.ts';
import { LEAST_PEOPLE } from '../bag/bag.ts';
import { experimentsOf } from '../experiment/store.ts';
import { closingForm } from '../forms.ts';
import { readOpening } from '../opening/job.ts';
import { isLongEnough } from '../parse.ts';
import { periodIn } from '../phrases.ts';
import type { Retro } from '../retro.ts';
import { ledRetro, mayLead, type Scene, sceneOf } from '../scene/slack.ts';
import {
  type Act,
  closeRetro,
  countVotes,
  discardRetro,
  openRetro,
  remind,
  reveal,
  type Stepped,
} from '../store.ts';
import {
  closedReply,
  countedReply,
  keysOf,
  openedReply,
  openingKeyOf,
  remindReply,
  revealedReply,
} from '../thread.ts';
import { words } from '../words.ts';

/** The steps of a retrospective, which whoever leads the team takes: open, show, count, close. */

const actOf = ({ workspace, actor, transportKey }: Input): Act => ({
  ...{ workspaceId: workspace.id, actorId: actor.memberId, transportKey },
});

/** Opens a team's retrospective in its channel, and says so, or why not. */
export async function startRetro(
  input: Input,
  scene: Scene,
  team: TeamInfo,
  period: PeriodKey,
): Promise<void> {
  const { actor, deps, workspace } = input;
  const say = words(actor.locale);
  if (!mayLead(actor, team.id)) {
    await denied(deps.db, workspace.id, actor.memberId, 'lead-retro', `team:${team.id}`);
    return input.reply({ text: say('notYours') });
  }
  const wrong = periodProblem(input, scene, period);
  if (wrong !== undefined) return input.reply({ text: wrong });
  const name = plainInMrkdwn(team.name);
  const channel = team.channelId ?? workspace.boardChannelId;
  if (channel === null) return input.reply({ text: say('noChannel', { team: name }) });
  const reach = await (await deps.slack(workspace.id)).reach(channel);
  if (reach !== 'there' && reach !== 'unsure') return input.reply({ text: say('cannotPost', { channel }) });
  const done = await open(input, scene, { team, period, channel });
  if (done.kind === 'repeated') return input.reply({ text: say('repeated') });
  if (done.kind === 'exists')
    return input.reply({
      text: say('exists', { team: name, period: periodIn(scene.frame(actor.locale), period) }),
    });
  await input.reply({ text: say('opened', { channel }) });
}

function periodProblem(input: Input, scene: Scene, period: PeriodKey): string | undefined {
  const say = words(input.actor.locale);
  if (!isLongEnough(period)) return say('tooShort');
  const { to } = rangeOf(period, { fiscalYearStart: input.workspace.fiscalYearStart });
  return to > input.today
    ? say('notOver', { period: periodIn(scene.frame(input.actor.locale), period) })
    : undefined;
}

async function open(
  input: Input,
  scene: Scene,
  { team, period, channel }: { team: TeamInfo; period: PeriodKey; channel: string },
) {
  const { deps, workspace, actor, today } = input;
  const below = teamsBelow(scene.teams, team.id);
  const own = scene.people.filter((one) => one.teamId !== null && below.has(one.teamId));
  const locale = languageOf(own, workspace.locale);
  const { hasTargets, ...opening } = await readOpening(deps.db, workspace, scene.playbook, {
    ...{ teamId: team.id, period, today },
  });
  const wish = {
    teamId: team.id,
    periodKey: period,
    channel,
    locale,
    openedOn: today,
    facilitatorId: actor.memberId,
  };
  return openRetro(deps.db, actOf(input), { ...wish, ...opening }, (retro) => [
    { key: keysOf(retro.id).opened, channel, reply: openedReply(retro, hasTargets, scene.frame(locale)) },
  ]);
}

/** "Begin" at a team and a period. */
export async function pressStart(input: ActionInput): Promise<void> {
  const [teamId, key = ''] = input.value.split('|');
  const scene = await sceneOf(input);
  const team = scene.teams.find(({ id }) => id === teamId);
  if (team === undefined) return input.reply({ text: words(input.actor.locale)('gone') });
  await startRetro(input, scene, team, key as PeriodKey);
}

/** A notice in the thread, in the thread's language. */
const inThread = (retro: Retro, key: 'revealed' | 'counted' | 'closed', reply: Notice['reply']): Notice => {
  return { key: keysOf(retro.id)[key], channel: retro.channel, reply, under: openingKeyOf(retro) };
};

/** "Show what was written". */
export async function pressReveal(input: ActionInput): Promise<void> {
  const retro = await ledRetro(input, input.value);
  if (retro === undefined) return;
  const scene = await sceneOf(input);
  const done = await reveal(input.deps.db, actOf(input), retro.id, (now) => [
    inThread(now, 'revealed', revealedReply(now, scene.frame(now.locale))),
  ]);
  await tellStep(input, done, 'revealed');
}

/** "Remind the team": a line in the thread for all, at most once a day. */
export async function pressRemind(input: ActionInput): Promise<void> {
  const retro = await ledRetro(input, input.value);
  if (retro === undefined) return;
  const scene = await sceneOf(input);
  const done = await remind(input.deps.db, actOf(input), retro.id, (now) => [
    {
      ...{ key: `retro:${now.id}:remind:${input.today}`, channel: now.channel, under: openingKeyOf(now) },
      reply: remindReply(now, scene.frame(now.locale)),
    },
  ]);
  await tellStep(input, done, 'reminded');
}

/** "Count the votes". */
export async function pressCount(input: ActionInput): Promise<void> {
  const retro = await ledRetro(input, input.value);
  if (retro === undefined) return;
  const scene = await sceneOf(input);
  const done = await countVotes(input.deps.db, actOf(input), retro.id, (now) => [
    inThread(now, 'counted', countedReply(now, scene.frame(now.locale))),
  ]);
  await tellStep(input, done, 'countedDone');
}

/** "Close": asks first, since it cannot be opened again. */
export async function openClosing(input: ActionInput): Promise<void> {
  const retro = await ledRetro(input, input.value);
  if (retro === undefined) return;
  const scene = await sceneOf(input);
  await input.open(closingForm(retro, scene.frame(input.actor.locale)));
}

/** The asked "Close". */
export async function submitClosing(input: SubmitInput): Promise<void> {
  const retro = await ledRetro(input, input.metadata);
  if (retro === undefined) return;
  const { deps, workspace, today } = input;
  const scene = await sceneOf(input);
  const experiments = await experimentsOf(deps.db, workspace.id, { retroIds: [retro.id] });
  const done = await closeRetro(deps.db, actOf(input), { id: retro.id, on: today }, (now) => [
    inThread(now, 'closed', closedReply(now, experiments, scene.frame(now.locale))),
  ]);
  await tellStep(input, done, 'closed');
}

/** "Take back": one that was opened by mistake; what was posted of it goes. */
export async function pressDiscard(input: ActionInput): Promise<void> {
  const retro = await ledRetro(input, input.value);
  if (retro === undefined) return;
  const done = await discardRetro(input.deps.db, actOf(input), retro.id);
  if (done.kind === 'done') await removePosted(input, retro);
  await tellStep(input, done, 'discarded');
}

/** The message that opened it; where Slack does not let it go, its button says that the step is over. */
async function removePosted({ deps, workspace }: Input, retro: Retro): Promise<void> {
  const sent = await lastSent(deps.db, workspace.id, openingKeyOf(retro));
  if (sent === undefined) return;
  try {
    await (await deps.slack(workspace.id)).remove(sent);
  } catch (error) {
    deps.log.warn({ failure: failureOf(error) }, 'a retrospective that was taken back stands there still');
  }
}

async function tellStep(
  input: Input,
  done: Stepped,
  key: 'revealed' | 'countedDone' | 'closed' | 'discarded' | 'reminded',
): Promise<void> {
  const say = words(input.actor.locale);
  switch (done.kind) {
    case 'done':
      return input.reply({ text: say(key) });
    case 'too few':
      return input.reply({ text: say('tooFewPeople', { least: LEAST_PEOPLE }) });
    case 'gone':
      return input.reply({ text: say('gone') });
    case 'repeated':
      return input.reply({ text: say('repeated') });
  }
}
