import type { LocalDate } from '../kpi/localDate.ts';
import type { PersonToAdd, TeamToAdd } from '../people/joining.ts';
import { addAbsence, addHoliday, addPeople } from '../people/store.ts';
import type { Db } from '../platform/db/index.ts';
import type { SandboxAddress } from '../platform/sandbox/address.ts';
import { ensureChannel } from '../platform/sandbox/channel.ts';
import { ensureUsers } from '../platform/sandbox/scim.ts';
import { localeOf } from '../platform/words.ts';
import { emailOf, people, type SamplePerson, type SampleTeam, teams } from './company.ts';
import { absencesOf, holidaysAround } from './history.ts';
import { firstDayOf, isNew, type Span } from './span.ts';

/** Who is who in the database. */
export interface Ids {
  /** Member id of a handle. */
  memberOf(handle: string): string;
  /** Team id of a name. */
  teamOf(name: string): string;
}

/** The people in Slack and as members, with their teams, channels and rights. */
export async function addCompany(
  db: Db,
  workspaceId: string,
  address: SandboxAddress,
  span: Span,
): Promise<Ids> {
  const users = await ensureUsers(
    address,
    people.map(({ handle, name, title, tz, locale }) => {
      return { userName: handle, displayName: name, email: emailOf(handle), title, locale, timezone: tz };
    }),
  );
  const userOf = (handle: string): string => known(users.get(emailOf(handle)), handle);
  const toAdd: TeamToAdd[] = [];
  for (const team of teams) toAdd.push(await withChannel(address, team, userOf));
  const teamIds = new Map<string, string>();
  const memberIds = new Map<string, string>();
  // Those who are new take their place on their first day, all others when the sample begins.
  for (const [from, some] of Map.groupBy(people, (person) => placedOn(span, person))) {
    const added = await addPeople(
      db,
      workspaceId,
      some.map((person) => asMember(person, userOf, span)),
      toAdd,
      from,
    );
    for (const [user, member] of added.memberIds) memberIds.set(user, member);
    for (const [name, team] of added.teamIds) teamIds.set(name, team);
  }
  return {
    memberOf: (handle) => known(memberIds.get(userOf(handle)), handle),
    teamOf: (name) => known(teamIds.get(name), name),
  };
}

const placedOn = (span: Span, { since }: SamplePerson): LocalDate =>
  isNew(since) ? firstDayOf(span, since) : span.start;

function asMember(person: SamplePerson, userOf: (handle: string) => string, span: Span): PersonToAdd {
  const { handle, name, tz, locale, role, team, since, isAdmin = false, isFinance = false } = person;
  return {
    ...{ slackUserId: userOf(handle), name, email: emailOf(handle), tz, locale: localeOf(locale) },
    ...{ role, teamName: team, region: null, isAdmin, isFinance, firstDay: firstDayOf(span, since) },
  };
}

async function withChannel(
  address: SandboxAddress,
  { name, region, tz, channel, lead }: SampleTeam,
  userOf: (handle: string) => string,
): Promise<TeamToAdd> {
  const members = people
    .filter((person: SamplePerson) => person.team === name)
    .map((person) => userOf(person.handle));
  const channelId = await ensureChannel(address, channel, members);
  return { name, region, tz, channelId, leadEmailsOrSlackIds: [userOf(lead)] };
}

/** Holidays of both regions and everybody's absences. */
export async function addFreeDays(db: Db, workspaceId: string, ids: Ids, span: Span): Promise<void> {
  for (const holiday of holidaysAround(span)) await addHoliday(db, workspaceId, null, holiday);
  for (const { handle } of people)
    for (const absence of absencesOf(handle, span)) {
      const memberId = ids.memberOf(handle);
      await addAbsence(db, workspaceId, memberId, { ...absence, memberId });
    }
}

function known(id: string | undefined, name: string): string {
  if (id === undefined) throw new Error(`The sample company has no ${name}`);
  return id;
}
