import { randomUUID } from 'node:crypto';
import { addDays, weekdayOf } from '../../kpi/localDate.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { ActionInput, Input, SubmitInput, WorkspaceInfo } from '../../platform/slice.ts';
import type { Locale } from '../../platform/words.ts';
import { rhythmOf } from '../../workspace/rhythm.ts';
import { changedReply } from '../changes/blocks.ts';
import { changeLines } from '../changes/lines.ts';
import { readAround, tellOf } from '../changes/slack.ts';
import { hellosOf } from '../hello.ts';
import { joinAll, mayManage } from '../members/slack.ts';
import { membersText, namesOf, retiredReply } from '../overview/blocks.ts';
import type { Person, TeamInfo } from '../person.ts';
import { leftOutText } from '../profile/blocks.ts';
import { profileWords } from '../profile/words.ts';
import {
  changeTeam,
  listPeople,
  listRetired,
  listTeams,
  type RetireProblem,
  retireTeam,
  reviveTeam,
  type TeamProblem,
} from '../store.ts';
import { peopleWords } from '../words.ts';
import { retiredModal, type TeamDraft, teamModal } from './blocks.ts';
import { type TeamForm, teamFormOf } from './form.ts';

/** The days around a change: the first stay in a team begins on Monday, so that the first week is whole. */
export const daysAround = ({ today }: Pick<Input, 'today'>) => ({
  today,
  sinceMonday: addDays(today, 1 - weekdayOf(today)),
});

/** The empty form of a team. */
export async function newTeam(input: ActionInput): Promise<void> {
  if (!(await mayManage(input))) return;
  const { deps, workspace, actor, today } = input;
  const teams = await listTeams(deps.db, workspace.id, today);
  const draft: TeamDraft = {
    ...{ id: undefined, name: '', region: '', zone: workspace.tz, channelId: null, parentId: null },
    ...{ leads: [], members: [] },
  };
  await input.open(teamModal(draft, teams, today, actor.locale));
}

/** The form of a team as it is. */
export async function editTeam(input: ActionInput): Promise<void> {
  if (!(await mayManage(input))) return;
  const { deps, workspace, actor, today } = input;
  const teams = await listTeams(deps.db, workspace.id, today);
  const team = teams.find((one) => one.id === input.value);
  if (team === undefined) return input.reply({ text: peopleWords(actor.locale)('team-gone') });
  const people = (await listPeople(deps.db, workspace.id, today)).filter((person) => person.isActive);
  const leads = people.filter((person) => team.leadIds.includes(person.memberId));
  const members = people.filter((person) => person.teamId === team.id && !leads.includes(person));
  const idsOf = (some: readonly Person[]) => some.map((person) => person.slackUserId);
  const { id, name, region, tz, channelId, parentId = null } = team;
  const draft: TeamDraft = {
    ...{ id, name, region: region ?? '', zone: tz ?? workspace.tz, channelId, parentId },
    ...{ leads: idsOf(leads), members: idsOf(members) },
  };
  await input.open(teamModal(draft, teams, today, actor.locale));
}

/** The form of a team was handed in: whoever is named and may be a member becomes one. */
export async function submitTeam(input: SubmitInput): Promise<void> {
  if (!(await mayManage(input))) return;
  const { deps, workspace, actor, today } = input;
  const say = peopleWords(actor.locale);
  const form = teamFormOf(input.values);
  const { leads, members, from, ...columns } = form;
  const { members: found, outsiders, fresh } = await joinAll(input, [...new Set([...leads, ...members])]);
  const idsOf = (users: readonly string[]) => users.flatMap((user) => found.get(user)?.memberId ?? []);
  const leadIds = idsOf(leads);
  const notes = outsiders.length === 0 ? [] : [leftOutText(outsiders, actor.locale)];
  if (leadIds.length === 0) return input.reply({ text: [say('leads-missing'), ...notes].join('\n') });
  const known = (await listTeams(deps.db, workspace.id, today)).find((one) => one.id === input.metadata);
  const gone = await goneMembers(input, known);
  const team = {
    ...columns,
    id: known?.id ?? randomUUID(),
    // Where there is no other team the form does not ask.
    ...('parent' in input.values ? {} : { parentId: known?.parentId ?? null }),
    ...{ leadIds, memberIds: [...idsOf(members), ...gone] },
  };
  const around = await readAround(input);
  const days = { ...daysAround(input), ...(from === undefined ? {} : { from }) };
  const { memberId } = actor;
  const saved = await changeTeam(
    deps.db,
    workspace.id,
    memberId,
    team,
    days,
    input.transportKey,
    tellOrGreet(around, [...found.values()], fresh, { name: form.name, leadIds }),
  );
  if (!saved.ok) return sayProblem(input, saved.problem, form);
  await deps.db.durable();
  const teams = [...around.teams.filter((one) => one.id !== team.id), team];
  const lines = changeLines(saved.value, { ...around, teams }, actor.locale);
  const next = nextText(form, workspace, actor.locale);
  const all = [
    ...(known === undefined ? [next] : []),
    ...notes,
    ...(await channelNote(input, form.channelId)),
  ];
  const title = savedText(form.name, [...found.values()], leadIds, actor.locale);
  await input.reply(changedReply(title, lines, saved.value.id, all, actor.locale));
}

/** Whoever is new is greeted instead of being told a change. */
function tellOrGreet(
  around: Parameters<typeof tellOf>[0],
  people: readonly Person[],
  fresh: ReadonlySet<string>,
  { name, leadIds }: { name: string; leadIds: readonly string[] },
): ReturnType<typeof tellOf> {
  const isFresh = ({ slackUserId }: Person): boolean => fresh.has(slackUserId);
  const newcomers = people.filter(isFresh).map(({ slackUserId, locale, memberId }) => {
    return { slackUserId, locale, team: name, leads: leadIds.includes(memberId) };
  });
  const tell = tellOf({ ...around, people: around.people.filter((one) => !isFresh(one)) });
  return (change) => [...tell(change), ...hellosOf(change.id, around.actor.name, newcomers)];
}

/** What comes next for a new team: when its reports come, and the first lines to type. */
function nextText({ name, tz }: TeamForm, { settings, tz: zone }: WorkspaceInfo, locale: Locale): string {
  const { weekday, localTime: time } = rhythmOf(settings);
  const day = profileWords(locale)(`weekday-${weekday}`);
  return peopleWords(locale)('next', { name: plainInMrkdwn(name), weekday: day, time, zone: tz ?? zone });
}

function savedText(
  name: string,
  people: readonly Person[],
  leadIds: readonly string[],
  locale: Locale,
): string {
  const leads = people.filter((person) => leadIds.includes(person.memberId));
  const members = people.filter((person) => !leadIds.includes(person.memberId));
  return peopleWords(locale)('saved', {
    name: plainInMrkdwn(name),
    leads: namesOf(leads, locale),
    members: membersText(members, locale),
  });
}

/** Deactivated members stand in no form; they stay where they are. */
async function goneMembers({ deps, workspace, today }: Input, team: TeamInfo | undefined): Promise<string[]> {
  if (team === undefined) return [];
  const people = await listPeople(deps.db, workspace.id, today);
  return people.filter((one) => !one.isActive && one.teamId === team.id).map((one) => one.memberId);
}

async function sayProblem(input: Input, { kind }: TeamProblem, { name }: TeamForm): Promise<void> {
  const say = peopleWords(input.actor.locale);
  const named = { name: plainInMrkdwn(name) };
  switch (kind) {
    case 'repeated':
      return;
    case 'nothing':
      return input.reply({ text: say('unchanged', named) });
    case 'name taken':
      return input.reply({ text: say('name-taken', named) });
    case 'circle':
      return input.reply({ text: say('circle') });
    case 'no parent':
      return input.reply({ text: say('no-parent') });
  }
}

/** In the form of a team: retires it; the form says what became of it. */
export async function retire(input: ActionInput): Promise<void> {
  if (!(await mayManage(input))) return;
  const { deps, workspace, actor, today } = input;
  const around = await readAround(input);
  const name = plainInMrkdwn(around.teams.find((team) => team.id === input.value)?.name ?? '');
  const done = await retireTeam(
    deps.db,
    workspace.id,
    actor.memberId,
    input.value,
    today,
    input.transportKey,
  );
  if (!done.ok) {
    const text = retireProblem(done.problem.kind, name, input);
    return text === undefined ? undefined : input.updateView(retiredModal(text, actor.locale));
  }
  await deps.db.durable();
  const text = peopleWords(actor.locale)('retired', { name });
  await input.updateView(retiredModal(text, actor.locale));
  const lines = changeLines(done.value, around, actor.locale);
  await input.reply(changedReply(text, lines, done.value.id, [], actor.locale));
}

/** The retired teams. */
export async function showRetired(input: ActionInput): Promise<void> {
  if (!(await mayManage(input))) return;
  const { deps, workspace, actor } = input;
  await input.reply(retiredReply(await listRetired(deps.db, workspace.id), actor.locale));
}

/** Brings a retired team back. */
export async function revive(input: ActionInput): Promise<void> {
  if (!(await mayManage(input))) return;
  const { deps, workspace, actor } = input;
  const retired = await listRetired(deps.db, workspace.id);
  const name = plainInMrkdwn(retired.find((team) => team.id === input.value)?.name ?? '');
  const done = await reviveTeam(deps.db, workspace.id, actor.memberId, input.value, input.transportKey);
  if (!done.ok) {
    const text = retireProblem(done.problem.kind, name, input);
    return text === undefined ? undefined : input.reply({ text });
  }
  await deps.db.durable();
  const text = peopleWords(actor.locale)('revived', { name });
  await input.replace(changedReply(text, [], done.value.id, [], actor.locale));
}

function retireProblem(kind: RetireProblem['kind'], name: string, { actor }: Input): string | undefined {
  const say = peopleWords(actor.locale);
  switch (kind) {
    case 'repeated':
      return undefined;
    case 'gone':
      return say('team-gone');
    case 'not empty':
      return say('not-empty', { name });
    case 'name taken':
      return say('name-taken', { name });
  }
}

/** A word where Pacer cannot post to the chosen channel; nothing where Slack does not tell. */
async function channelNote(input: Input, channelId: string | null): Promise<string[]> {
  if (channelId === null) return [];
  try {
    const channels = await (await input.deps.slack(input.workspace.id)).channels();
    if (channels.some((channel) => channel.id === channelId)) return [];
    return [peopleWords(input.actor.locale)('not-in-channel', { id: channelId })];
  } catch (error) {
    input.deps.log.warn({ err: error }, 'the channels could not be listed');
    return [];
  }
}
