import { randomUUID } from 'node:crypto';
import { addDays, weekdayOf } from '../../kpi/localDate.ts';
import { hellosOf } from '../../people/hello.ts';
import { mayJoin } from '../../people/joining.ts';
import { may } from '../../people/rights.ts';
import { changeTeam, ensureMember, listAdministrators, listPeople, undoChange } from '../../people/store.ts';
import { enqueueAll } from '../../platform/jobs/outbox.ts';
import { moveSchedules } from '../../platform/jobs/rhythm.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import { wasTaken } from '../../platform/once.ts';
import { failureOf, type Messenger, type SlackPerson } from '../../platform/slack.ts';
import type { ActionInput, Input, SubmitInput } from '../../platform/slice.ts';
import { choosePlaybook, undoChoice } from '../../playbook/choose/store.ts';
import { readyMadeKey } from '../../playbook/readyMade/all.ts';
import { whoInWords } from '../blocks.ts';
import { rhythmOf, rhythmSettings } from '../rhythm.ts';
import type { WorkspaceChange } from '../settings.ts';
import { denied, updateWorkspace } from '../store.ts';
import { firstTeamModal, rhythmModal } from './blocks.ts';
import { type FirstTeam, firstTeamOf, rhythmForm } from './form.ts';
import { type OpenedFrom, openedFrom, readSteps, showSteps } from './showing/slack.ts';
import { isStep, memoryOf, type ReportsBefore, remember, type Step } from './steps.ts';
import { onboardingWords } from './words.ts';

const NOBODY = { memberId: null, teamId: null };

async function mayBegin({ deps, workspace, actor, reply }: Input): Promise<boolean> {
  if (may(actor, 'settings', NOBODY)) return true;
  await denied(deps.db, workspace.id, actor.memberId, 'setup', `workspace:${workspace.id}`);
  const who = whoInWords(
    (await listAdministrators(deps.db, workspace.id)).map((one) => one.name),
    actor.locale,
  );
  await reply({ text: onboardingWords(actor.locale)('denied', { who }) });
  return false;
}

/** Other parts of a step have the act's own key. */
const stepKey = ({ transportKey }: Input): string => `${transportKey}:step`;

async function change(input: Input, what: WorkspaceChange): Promise<void> {
  const { deps, workspace, actor } = input;
  await updateWorkspace(deps.db, workspace.id, actor.memberId, what, stepKey(input));
  await deps.db.durable();
}

/** Whether the step was taken, or undone, by this very act before: what was chosen since stays, and the steps are shown as they are. */
async function isDone(input: Input): Promise<boolean> {
  return wasTaken(input.deps.db, input.workspace.id, stepKey(input));
}

/** Step 1: "Use …": the playbook at hand is the right one. */
export async function keepPlaybook(input: ActionInput): Promise<void> {
  if (!(await mayBegin(input))) return;
  await change(input, { settings: remember({ playbook: '' }) });
  await showSteps(input);
}

/** Step 1: another playbook was picked. */
export async function pickPlaybook(input: ActionInput): Promise<void> {
  if (!(await mayBegin(input))) return;
  const { deps, workspace, actor } = input;
  const key = readyMadeKey(input.value);
  if (key === undefined) return;
  const chosen = await choosePlaybook(deps.db, workspace.id, actor.memberId, key, input.transportKey);
  if (!chosen.ok) return;
  await change(input, { settings: remember({ playbook: chosen.value.version?.toString() ?? '' }) });
  await showSteps(input);
}

/** Step 2: the form of a team. */
export async function openFirstTeam(input: ActionInput): Promise<void> {
  if (!(await mayBegin(input))) return;
  const { actor } = input;
  await input.open({
    ...firstTeamModal(actor.slackUserId, actor.locale),
    private_metadata: await openedFrom(input),
  });
}

/** Step 2: the form of a team was handed in: everybody named joins, and is told so with a first line to type. */
export async function submitFirstTeam(input: SubmitInput): Promise<void> {
  if (!(await mayBegin(input))) return;
  const { deps, workspace, actor, today } = input;
  const say = onboardingWords(actor.locale);
  const form = firstTeamOf(input.values);
  const { memberIds, leftOut } = await joinAll(input, [...form.leads, ...form.members]);
  const idsOf = (users: readonly string[]) => users.flatMap((user) => memberIds.get(user) ?? []);
  const id = randomUUID();
  const place = { region: null, tz: null, channelId: null };
  const team = { id, name: form.name, ...place, leadIds: idsOf(form.leads), memberIds: idsOf(form.members) };
  const outside =
    leftOut.length === 0 ? [] : [say('left-out', { who: leftOut.map((user) => `<@${user}>`).join(', ') })];
  if (team.leadIds.length === 0) return input.reply({ text: [say('leads-out'), ...outside].join('\n') });
  const days = { today, sinceMonday: addDays(today, 1 - weekdayOf(today)) };
  const saved = await changeTeam(deps.db, workspace.id, actor.memberId, team, days, input.transportKey);
  if (!saved.ok) {
    if (saved.problem.kind !== 'name taken') return;
    return input.reply({ text: say('name-taken', { name: plainInMrkdwn(form.name) }) });
  }
  await sayHello(input, form, id, memberIds);
  await change(input, { settings: remember({ team: saved.value.id }) });
  await showSteps(input, input.metadata === 'welcome' ? 'welcome' : 'elsewhere');
  if (outside.length > 0) await input.reply({ text: outside.join('\n') });
}

/** Members behind Slack users, made where they may be; the others are named. */
async function joinAll(
  { deps, workspace, now }: Input,
  users: readonly string[],
): Promise<{ memberIds: Map<string, string>; leftOut: string[] }> {
  const slack = await deps.slack(workspace.id);
  const memberIds = new Map<string, string>();
  const leftOut: string[] = [];
  for (const user of new Set(users)) {
    const person = await known(slack, user);
    if (person === undefined || !mayJoin(person, workspace.id)) leftOut.push(user);
    else memberIds.set(user, await ensureMember(deps.db, workspace.id, person, now));
  }
  return { memberIds, leftOut };
}

/** The person; undefined where Slack knows nobody by this id. */
async function known(slack: Messenger, user: string): Promise<SlackPerson | undefined> {
  try {
    return await slack.person(user);
  } catch (error) {
    if (failureOf(error).kind === 'refused') return undefined;
    throw error;
  }
}

/** By the outbox, so that a hello neither is lost nor comes twice. */
async function sayHello(
  { deps, workspace, actor, today }: Input,
  form: FirstTeam,
  teamId: string,
  memberIds: ReadonlyMap<string, string>,
): Promise<void> {
  const people = await listPeople(deps.db, workspace.id, today);
  const others = [...memberIds].filter(([, memberId]) => memberId !== actor.memberId);
  const newcomers = others.map(([slackUserId, memberId]) => ({
    slackUserId,
    locale: people.find((person) => person.memberId === memberId)?.locale ?? actor.locale,
    team: form.name,
    leads: form.leads.includes(slackUserId),
  }));
  await enqueueAll(deps.db, workspace.id, hellosOf(teamId, actor.name, newcomers));
}

/** Step 3: the channel of the boards; Pacer joins it where that is possible. */
export async function pickChannel(input: ActionInput): Promise<void> {
  if (!(await mayBegin(input))) return;
  const { deps, workspace } = input;
  if (input.value === '') return;
  await (await deps.slack(workspace.id)).join(input.value);
  await change(input, { boardChannelId: input.value, settings: remember({ reports: reportsBefore(input) }) });
  await showSteps(input);
}

/** Step 3: day, time and zone. */
export async function openRhythm(input: ActionInput): Promise<void> {
  if (!(await mayBegin(input))) return;
  const { deps, workspace, actor, now } = input;
  const steps = await readSteps(deps, workspace, actor.locale, now);
  await input.open({ ...rhythmModal(steps, actor.locale), private_metadata: await openedFrom(input) });
}

/** Step 3: day, time and zone were handed in. */
export async function submitRhythm(input: SubmitInput): Promise<void> {
  if (!(await mayBegin(input))) return;
  const { deps, workspace, now } = input;
  if (await isDone(input)) return;
  const { tz, ...rhythm } = rhythmForm(input.values);
  const settings = { ...rhythmSettings(rhythm), ...remember({ reports: reportsBefore(input) }) };
  await change(input, { tz, settings });
  await moveSchedules(deps.db, workspace.id, rhythm, now);
  const from: OpenedFrom = input.metadata === 'welcome' ? 'welcome' : 'elsewhere';
  await showSteps(input, from);
}

/** As it was before the first change of this step, so that Undo leads back to where it began. */
function reportsBefore({ workspace }: Input): ReportsBefore {
  const known = memoryOf(workspace.settings).reports;
  if (known !== undefined) return known;
  const { weekday, localTime } = rhythmOf(workspace.settings);
  const { boardChannelId, tz } = workspace;
  return { boardChannelId, tz, reportWeekday: weekday, reportTime: localTime };
}

/** Undo of one step. */
export async function undoStep(input: ActionInput): Promise<void> {
  if (!(await mayBegin(input))) return;
  if (!isStep(input.value)) return;
  if (await isDone(input)) return showSteps(input);
  const problem = await UNDO[input.value](input);
  if (problem !== undefined) return input.reply({ text: onboardingWords(input.actor.locale)(problem) });
  await showSteps(input);
}

type Refusal = 'undo-late' | 'undo-used' | undefined;

const UNDO: Record<Step, (input: ActionInput) => Promise<Refusal>> = {
  playbook: undoPlaybook,
  team: undoTeam,
  reports: undoReports,
};

async function undoPlaybook(input: ActionInput): Promise<Refusal> {
  const { deps, workspace, actor } = input;
  const version = memoryOf(workspace.settings).playbook;
  if (version !== undefined && version !== '') {
    const undone = await undoChoice(deps.db, workspace.id, actor.memberId, Number(version));
    if (!undone.ok) return undone.problem.kind === 'used' ? 'undo-used' : 'undo-late';
  }
  await change(input, { settings: remember({ playbook: null }) });
  return undefined;
}

async function undoTeam(input: ActionInput): Promise<Refusal> {
  const { deps, workspace, actor, today } = input;
  const id = memoryOf(workspace.settings).team;
  if (id === undefined) return undefined;
  const undone = await undoChange(deps.db, workspace.id, actor.memberId, id, today, input.transportKey);
  if (!undone.ok && undone.problem.kind !== 'gone' && undone.problem.kind !== 'repeated') return 'undo-late';
  await change(input, { settings: remember({ team: null }) });
  return undefined;
}

async function undoReports(input: ActionInput): Promise<Refusal> {
  const { deps, workspace, now } = input;
  const before = memoryOf(workspace.settings).reports;
  if (before === undefined) return undefined;
  const { boardChannelId, tz, reportWeekday, reportTime } = before;
  const settings = { reportWeekday, reportTime, ...remember({ reports: null }) };
  await change(input, { boardChannelId, tz, settings });
  await moveSchedules(deps.db, workspace.id, rhythmOf(settings), now);
  return undefined;
}
