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
import { firstDayOf, type Span } from './span.ts';

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
  const joined = await addPeople(
    db,
    workspaceId,
    addable(userOf, (person) => person === undefined),
    toAdd,
    span.start,
  );
  const memberIds = new Map(joined.memberIds);
  for (const weeks of new Set(people.flatMap((person) => person.joinedWeeksAgo ?? []))) {
    const first = firstDayOf(span, weeks) ?? span.start;
    const later = await addPeople(
      db,
      workspaceId,
      addable(userOf, (ago) => ago === weeks, first),
      [],
      first,
    );
    for (const [user, member] of later.memberIds) memberIds.set(user, member);
  }
  return {
    memberOf: (handle) => known(memberIds.get(userOf(handle)), handle),
    teamOf: (name) => known(joined.teamIds.get(name), name),
  };
}

/** The people who joined as `wanted` says, as members to add. */
function addable(
  userOf: (handle: string) => string,
  wanted: (joinedWeeksAgo: number | undefined) => boolean,
  firstDay?: LocalDate,
): PersonToAdd[] {
  return people
    .filter((person) => wanted(person.joinedWeeksAgo))
    .map(({ handle, name, tz, locale, role, team, isAdmin = false, isFinance = false }) => ({
      ...{ slackUserId: userOf(handle), name, email: emailOf(handle), tz, locale: localeOf(locale) },
      ...{ role, teamName: team, region: null, isAdmin, isFinance },
      ...(firstDay === undefined ? {} : { firstDay }),
    }));
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
