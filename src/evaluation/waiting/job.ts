import { workCalendar } from '../../kpi/calendar.ts';
import { addDays } from '../../kpi/localDate.ts';
import { localDateOf, type Temporal, wallMinutes } from '../../kpi/time.ts';
import type { Person } from '../../people/person.ts';
import { calendarsOf, listPeople, listTeams } from '../../people/store.ts';
import { enqueue } from '../../platform/jobs/outbox.ts';
import type { Deps, WorkspaceInfo } from '../../platform/slice.ts';
import { readWorkspace } from '../../workspace/store.ts';
import type { Cycle } from '../cycle/cycle.ts';
import { membersOfCycle, openCycles, recentlyClosed } from '../cycle/store.ts';
import { handoverReply } from '../handover/blocks.ts';
import { handovers, lastLook } from '../handover/handover.ts';
import type { Company } from '../scene/evaluators.ts';
import { reminderNotice } from './blocks.ts';
import { remindersFor, type Wishes } from './reminders.ts';
import { administratorsOf, readWaiting } from './slack.ts';
import { takeDueClocks } from './store.ts';

/** Reminders of what evaluations wait for, by the clock of each person. */

/** Often enough for zones of half hours. */
const EVERY_MS = 30 * 60_000;

/** What somebody wishes of reminders: read from the slice that keeps it, wired in start.ts. */
export type WishesOf = (db: Deps['db'], workspaceId: string, memberId: string) => Promise<Wishes>;

/** Looks at the cycles of the workspaces that are due; called by each tick. Trouble with one holds up no other. */
export async function remindReviews(deps: Deps, now: Temporal.Instant, wishesOf: WishesOf): Promise<void> {
  const next = now.add({ milliseconds: EVERY_MS });
  for (const workspaceId of await takeDueClocks(deps.db, now, next)) {
    try {
      const workspace = await readWorkspace(deps.db, workspaceId);
      if (workspace !== undefined) await remindWorkspace(deps, workspace, now, wishesOf);
    } catch (error) {
      deps.log.error({ err: error, workspaceId }, 'reviews were not reminded of; it is tried again');
    }
  }
}

/** Sends each reminder of a workspace that is due now, once by its key. */
export async function remindWorkspace(
  deps: Deps,
  workspace: WorkspaceInfo,
  now: Temporal.Instant,
  wishesOf: WishesOf,
): Promise<void> {
  const today = localDateOf(now, workspace.tz);
  const cycles = [
    ...(await openCycles(deps.db, workspace.id)).filter(({ state }) => state !== 'draft'),
    ...(await recentlyClosed(deps.db, workspace.id)),
  ];
  if (cycles.length === 0) return;
  const [people, teams] = await Promise.all([
    listPeople(deps.db, workspace.id, today),
    listTeams(deps.db, workspace.id, today),
  ]);
  const administrators = await administratorsOf(deps.db, workspace.id, people);
  for (const cycle of cycles) {
    await remindCycle(deps, workspace, cycle, { people, teams, administrators, now, wishesOf });
    await proposeHandovers(deps, workspace, cycle, { people, teams, administrators, now });
  }
}

async function remindCycle(
  deps: Deps,
  workspace: WorkspaceInfo,
  cycle: Cycle,
  given: Pick<Parameters<typeof readWaiting>[3], 'people' | 'teams' | 'administrators'> & {
    now: Temporal.Instant;
    wishesOf: WishesOf;
  },
): Promise<void> {
  const { now, wishesOf } = given;
  const today = localDateOf(now, workspace.tz);
  const { waiting } = await readWaiting(deps.db, workspace.id, cycle, { ...given, today });
  const people = new Map<string, Person>();
  for (const { by } of waiting) for (const person of by) people.set(person.memberId, person);
  const range = { from: addDays(today, -1), to: addDays(today, 2) };
  const calendars = await calendarsOf(deps.db, workspace.id, [...people.keys()], range);
  for (const person of people.values()) {
    const found = remindersFor(person, cycle, {
      ...{ waiting, today: localDateOf(now, person.tz), minute: wallMinutes(now, person.tz) },
      calendar: calendars.get(person.memberId) ?? workCalendar(),
      wishes: await wishesOf(deps.db, workspace.id, person.memberId),
    });
    for (const reminder of found) {
      const key = `review-due:${cycle.id}:${reminder.step}:${reminder.near}:${person.memberId}`;
      const notice = reminderNotice(reminder, { cycle, person, key });
      await enqueue(deps.db, { workspaceId: workspace.id, ...notice });
    }
  }
}

/** By an administrator's own clock: proposals come in the working day. */
const DAY = { from: 9 * 60, to: 19 * 60 };

/** Where who evaluates cannot, administrators are asked once, with whoever is next up the tree. */
async function proposeHandovers(
  { db }: Deps,
  workspace: WorkspaceInfo,
  cycle: Cycle,
  given: Company & { administrators: readonly Person[]; now: Temporal.Instant },
): Promise<void> {
  const { people, teams, administrators, now } = given;
  if (cycle.state !== 'open' && cycle.state !== 'calibration') return;
  const today = localDateOf(now, workspace.tz);
  const range = { from: today, to: addDays(lastLook(cycle.managerDue, today), 1) };
  const leads = [...new Set(teams.flatMap(({ leadIds }) => leadIds))];
  const members = await membersOfCycle(db, workspace.id, cycle.id);
  const named = members.flatMap(({ evaluatorId }) => (evaluatorId === null ? [] : [evaluatorId]));
  const [teamsThen, calendars] = await Promise.all([
    listTeams(db, workspace.id, addDays(cycle.range.to, -1)),
    calendarsOf(db, workspace.id, [...leads, ...named], range),
  ]);
  for (const found of handovers(cycle, { people, teams, members, teamsThen, calendars, today }))
    for (const person of administrators) {
      const minute = wallMinutes(now, person.tz);
      if (minute < DAY.from || minute >= DAY.to) continue;
      const key = `handover:${cycle.id}:${found.from.memberId}:${found.why}:${person.memberId}`;
      const notice = { key, channel: person.slackUserId, reply: handoverReply(found, cycle, person.locale) };
      await enqueue(db, { workspaceId: workspace.id, ...notice });
    }
}
