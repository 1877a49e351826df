import type { Staff } from '../../activities/import/staff.ts';
import type { CrmAgent } from '../../activities/import/team.ts';
import type { LocalDate } from '../../kpi/localDate.ts';
import type { PersonToAdd, TeamToAdd } from '../../people/joining.ts';
import { addPeople } from '../../people/store.ts';
import type { Db } from '../../platform/db/index.ts';
import type { SandboxAddress } from '../../platform/sandbox/address.ts';
import { ensureChannel } from '../../platform/sandbox/channel.ts';
import { ensureUsers, type ScimPerson } from '../../platform/sandbox/scim.ts';

/** Where people are made: the sandbox's workspace. */
export interface Place {
  db: Db;
  workspaceId: string;
  address: SandboxAddress;
  /** Zone of the people and teams. */
  tz: string;
}

/** "Mei-Mei Johns" → "mei-mei.johns"; letters of any script stay. */
function handleOf(name: string): string {
  const words = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_\s-]/gu, '')
    .trim();
  return words.replace(/\s+/gu, '.').slice(0, 80);
}

const emailOf = (name: string): string => `${handleOf(name)}@pacer.example`;

/**
 * Makes people of those who have no place yet, with their managers, in teams that are named after the manager and lie in the office's
 * region, from a date on. Doing it again changes nothing. Resolves with member ids by name, of the people and of their managers.
 */
export async function placeStaff(place: Place, staff: Staff, from: LocalDate): Promise<Map<string, string>> {
  const { db, workspaceId, address } = place;
  const users = await slackUsersOf(place, staff);
  const userOf = (name: string): string => users.get(name) ?? '';
  const teams: TeamToAdd[] = [];
  for (const [manager, agents] of Map.groupBy(staff.toPlace, (agent) => agent.manager)) {
    const known = staff.members.has(manager);
    const members = [...(known ? [] : [manager]), ...agents.map((agent) => agent.name)];
    const channelId = await ensureChannel(
      address,
      handleOf(manager).replaceAll('.', '-'),
      members.map(userOf),
    );
    const leads = known ? [] : [userOf(manager)];
    teams.push({
      name: manager,
      region: officeOf(agents),
      tz: place.tz,
      channelId,
      leadEmailsOrSlackIds: leads,
    });
  }
  const people = peopleOf(place, staff).map((person) => ({ ...person, slackUserId: userOf(person.name) }));
  const { memberIds } = await addPeople(db, workspaceId, people, teams, from);
  return new Map(people.map(({ name, slackUserId }) => [name, memberIds.get(slackUserId) ?? '']));
}

/** The one office of a team's people; null where they sit in several, and each keeps their own. */
function officeOf(agents: readonly CrmAgent[]): string | null {
  const offices = new Set(agents.map((agent) => agent.office));
  const [office = null] = offices;
  return offices.size === 1 ? office : null;
}

/** Slack user ids by name; who is not in the workspace yet is made. */
async function slackUsersOf(place: Place, staff: Staff): Promise<Map<string, string>> {
  const named = peopleOf(place, staff);
  const missing = named.filter(({ name }) => !staff.slackUsers.has(name));
  const made = await ensureUsers(
    place.address,
    missing.map(({ name, role }): ScimPerson => {
      const title = role === 'manager' ? 'Sales manager' : 'Sales agent';
      const common = { title, locale: 'en-US', timezone: place.tz } as const;
      return { userName: handleOf(name), displayName: name, email: emailOf(name), ...common };
    }),
  );
  const users = new Map(staff.slackUsers);
  for (const { name } of missing) users.set(name, made.get(emailOf(name).toLowerCase()) ?? '');
  return users;
}

/** Agents without a place and the managers who are to be made with them. */
function peopleOf({ tz }: Place, staff: Staff): Omit<PersonToAdd, 'slackUserId'>[] {
  const groups = Map.groupBy(staff.toPlace, (agent) => agent.manager);
  const person = (name: string, role: 'rep' | 'manager', teamName: string, region: string | null) => {
    return { name, email: emailOf(name), tz, locale: 'en' as const, role, teamName, region };
  };
  return [...groups].flatMap(([manager, agents]) => {
    const isOneOffice = officeOf(agents) !== null;
    const reps = agents.map(({ name, office }) => person(name, 'rep', manager, isOneOffice ? null : office));
    const isMissing = !staff.members.has(manager) && !staff.unknown.has(manager);
    return isMissing ? [person(manager, 'manager', manager, null), ...reps] : reps;
  });
}
