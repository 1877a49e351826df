import { localDateOf, type Temporal } from '../../../kpi/time.ts';
import { listPeople, listTeams } from '../../../people/store.ts';
import { nextDue } from '../../../platform/jobs/due.ts';
import { lastSent } from '../../../platform/jobs/outbox.ts';
import type { ActionInput, Deps, Input, WorkspaceInfo } from '../../../platform/slice.ts';
import type { Locale } from '../../../platform/words.ts';
import { readyMadeName } from '../../../playbook/choose/choices.ts';
import { readyMadeIn } from '../../../playbook/choose/merge.ts';
import { READY_MADE_KEYS } from '../../../playbook/readyMade/all.ts';
import { readPlaybook } from '../../../playbook/store.ts';
import { rhythmOf } from '../../rhythm.ts';
import { readWorkspace } from '../../store.ts';
import { onboardingReply } from '../blocks.ts';
import { memoryOf, type Steps, undoable, welcomeKey } from '../steps.ts';
import { onboardingWords } from '../words.ts';

/** Reads how far the first steps have come. */
export async function readSteps(
  deps: Pick<Deps, 'db' | 'slack' | 'log'>,
  workspace: WorkspaceInfo,
  locale: Locale,
  now: Temporal.Instant,
): Promise<Steps> {
  const { id, tz, settings, boardChannelId } = workspace;
  const memory = memoryOf(settings);
  const playbook = await readPlaybook(deps.db, id, workspace.playbookVersion);
  const current = readyMadeIn(playbook);
  const name =
    current === undefined ? onboardingWords(locale)('own-playbook') : readyMadeName(current, locale);
  const others = READY_MADE_KEYS.filter((key) => key !== current);
  const rhythm = rhythmOf(settings);
  return {
    playbook: {
      name,
      isDone: memory.playbook !== undefined,
      others: others.map((key) => ({ key, name: readyMadeName(key, locale) })),
    },
    teams: await teamsOf(deps, id, localDateOf(now, tz)),
    reports: {
      ...rhythm,
      channelId: boardChannelId,
      isThere: boardChannelId === null || (await isInChannel(deps, id, boardChannelId)),
      zone: tz,
      firstOn: localDateOf(nextDue({ ...rhythm, zone: tz }, now), tz),
    },
    undo: undoable(memory),
  };
}

async function teamsOf(
  { db }: Pick<Deps, 'db'>,
  workspaceId: string,
  on: Parameters<typeof listTeams>[2],
): Promise<Steps['teams']> {
  const [teams, people] = [await listTeams(db, workspaceId, on), await listPeople(db, workspaceId, on)];
  const active = people.filter((person) => person.isActive);
  return teams.map(({ id, name, leadIds }) => ({
    name,
    leads: active.filter((person) => leadIds.includes(person.memberId)).map((person) => person.name),
    count: active.filter((person) => person.teamId === id).length,
  }));
}

/** Whether Pacer can post there; where Slack does not tell, the benefit of the doubt. */
async function isInChannel(
  deps: Pick<Deps, 'slack' | 'log'>,
  workspaceId: string,
  channelId: string,
): Promise<boolean> {
  try {
    const channels = await (await deps.slack(workspaceId)).channels();
    return channels.some((channel) => channel.id === channelId);
  } catch (error) {
    deps.log.warn({ err: error }, 'the channels could not be listed');
    return true;
  }
}

/** Where a form was opened from: the welcome message changes in place, anything else is answered anew. */
export type OpenedFrom = 'welcome' | 'elsewhere';

export async function openedFrom({ deps, workspace, channelId }: Input): Promise<OpenedFrom> {
  const welcome = await lastSent(deps.db, workspace.id, welcomeKey(workspace.id));
  return welcome !== undefined && welcome.channel === channelId ? 'welcome' : 'elsewhere';
}

/** Shows the steps as they are now, in the message in which a button was pressed, or from which the form came. */
export async function showSteps(input: Input | ActionInput, from: OpenedFrom = 'elsewhere'): Promise<void> {
  const { deps, actor, now } = input;
  const workspace = (await readWorkspace(deps.db, input.workspace.id)) ?? input.workspace;
  const reply = onboardingReply(await readSteps(deps, workspace, actor.locale, now), actor.locale);
  if ('replace' in input) return input.replace(reply);
  const welcome =
    from === 'welcome' ? await lastSent(deps.db, workspace.id, welcomeKey(workspace.id)) : undefined;
  if (welcome === undefined) return input.reply(reply);
  await (await deps.slack(workspace.id)).update(welcome, reply);
}
