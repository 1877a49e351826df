import { addDays, weekdayOf } from '../../kpi/localDate.ts';
import { context, section } from '../../platform/blocks.ts';
import { escapeText, plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { ActionInput, Input, SubmitInput, VerbInput } from '../../platform/slice.ts';
import { denied } from '../../workspace/store.ts';
import { mayJoin } from '../joining.ts';
import type { Person, TeamInfo } from '../person.ts';
import { may } from '../rights.ts';
import {
  ensureMember,
  listAdministrators,
  listPeople,
  listTeams,
  personBySlackId,
  saveTeam,
} from '../store.ts';
import { peopleWords } from '../words.ts';
import { membersText, namesOf, peopleReply, teamModal } from './blocks.ts';
import { teamFormOf } from './form.ts';

const NOBODY = { memberId: null, teamId: null };

/** `/pace people`: administrators see all teams, managers theirs, everybody else their own. */
export async function showPeople({ deps, workspace, actor, today, reply }: VerbInput): Promise<void> {
  const teams = await listTeams(deps.db, workspace.id, today);
  const people = await listPeople(deps.db, workspace.id, today);
  const canEdit = may(actor, 'manage-people', NOBODY);
  const shown = teams.filter((team) => may(actor, 'see-team', { memberId: null, teamId: team.id }));
  if (shown.length === 0 && !canEdit) return reply({ text: peopleWords(actor.locale)('no-team') });
  await reply(peopleReply(shown, people, canEdit, actor.locale));
}

/** The empty form of a team. */
export async function newTeam(input: ActionInput): Promise<void> {
  if (!(await mayManage(input))) return;
  const { workspace, actor } = input;
  const draft = {
    id: undefined,
    name: '',
    region: '',
    zone: workspace.tz,
    channelId: null,
    leads: [],
    members: [],
  };
  await input.open(teamModal(draft, actor.locale));
}

/** The form of a team as it is. */
export async function editTeam(input: ActionInput): Promise<void> {
  if (!(await mayManage(input))) return;
  const { deps, workspace, actor, today } = input;
  const team = (await listTeams(deps.db, workspace.id, today)).find((one) => one.id === input.value);
  if (team === undefined) return newTeam(input);
  const people = (await listPeople(deps.db, workspace.id, today)).filter((person) => person.isActive);
  const leads = people.filter((person) => team.leadIds.includes(person.memberId));
  const members = people.filter((person) => person.teamId === team.id && !leads.includes(person));
  const idsOf = (some: readonly Person[]) => some.map((person) => person.slackUserId);
  const { id, name, region, tz, channelId } = team;
  const draft = { id, name, region: region ?? '', zone: tz ?? workspace.tz, channelId };
  await input.open(teamModal({ ...draft, leads: idsOf(leads), members: idsOf(members) }, actor.locale));
}

/** The form of a team was handed in: whoever is named and may be a member becomes one. */
export async function submitTeam(input: SubmitInput): Promise<void> {
  if (!(await mayManage(input))) return;
  const { deps, workspace, actor, today } = input;
  const say = peopleWords(actor.locale);
  const { leads, members, ...form } = teamFormOf(input.values);
  const found = await joinAll(input, [...new Set([...leads, ...members])]);
  const leadIds = leads.flatMap((user) => found.get(user)?.memberId ?? []);
  const memberIds = members.flatMap((user) => found.get(user)?.memberId ?? []);
  if (leadIds.length === 0) return input.reply({ text: say('leads-missing') });
  const known = (await listTeams(deps.db, workspace.id, today)).find((team) => team.id === input.metadata);
  const team = { ...form, ...(known === undefined ? {} : { id: known.id }), leadIds, memberIds };
  const days = { today, sinceMonday: addDays(today, 1 - weekdayOf(today)) };
  const saved = await saveTeam(deps.db, workspace.id, actor.memberId, team, days, input.transportKey);
  if (!saved.ok) {
    const text = say('name-taken', { name: escapeText(form.name) });
    return saved.problem.kind === 'repeated' ? undefined : input.reply({ text });
  }
  await deps.db.durable();
  await tellSaved(input, { ...form, id: saved.value, leadIds }, found);
}

async function tellSaved(
  input: SubmitInput,
  team: TeamInfo,
  found: ReadonlyMap<string, Person | undefined>,
): Promise<void> {
  const { workspace, actor } = input;
  const say = peopleWords(actor.locale);
  const people = [...found.values()].filter((person) => person !== undefined);
  const leads = people.filter((person) => team.leadIds.includes(person.memberId));
  const members = people.filter((person) => !team.leadIds.includes(person.memberId));
  const name = plainInMrkdwn(team.name);
  const vars = { name, leads: namesOf(leads, actor.locale), members: membersText(members, actor.locale) };
  const strangers = [...found].filter(([, person]) => person === undefined).map(([user]) => `<@${user}>`);
  const notes = [
    say('next', { name, zone: team.tz ?? workspace.tz }),
    ...(strangers.length === 0 ? [] : [say('left-out', { who: strangers.join(', ') })]),
    ...(await channelNote(input, team.channelId)),
  ];
  const text = say('saved-plain', { name });
  await input.reply({ text, blocks: [section(say('saved', vars)), ...notes.map((note) => context(note))] });
}

/** A word where Pacer cannot post to the chosen channel; nothing where Slack does not tell. */
export async function channelNote(input: Input, channelId: string | null): Promise<string[]> {
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

/** Members behind Slack users, made where they may be; undefined for guests, bots and who left. */
async function joinAll(input: Input, users: readonly string[]): Promise<Map<string, Person | undefined>> {
  const { deps, workspace, now, today } = input;
  const slack = await deps.slack(workspace.id);
  const found = new Map<string, Person | undefined>();
  for (const user of users) {
    const known = await personBySlackId(deps.db, workspace.id, user, today);
    if (known?.isActive) {
      found.set(user, known);
      continue;
    }
    const person = await slack.person(user);
    const mayBe = person !== undefined && mayJoin(person, workspace.id);
    if (mayBe) await ensureMember(deps.db, workspace.id, person, now);
    found.set(user, mayBe ? await personBySlackId(deps.db, workspace.id, user, today) : undefined);
  }
  return found;
}

async function mayManage({ deps, workspace, actor, reply }: Input): Promise<boolean> {
  if (may(actor, 'manage-people', NOBODY)) return true;
  await denied(deps.db, workspace.id, actor.memberId, 'manage-people', `workspace:${workspace.id}`);
  const say = peopleWords(actor.locale);
  const who = (await listAdministrators(deps.db, workspace.id)).map((one) => escapeText(one.name));
  await reply({ text: say('denied', { who: who.join(', ') || say('no-administrator') }) });
  return false;
}
