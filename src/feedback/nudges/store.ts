import { z } from 'zod';
import type { LocalDate } from '../../kpi/localDate.ts';
import type { Temporal } from '../../kpi/time.ts';
import { type Db, fromDbDate, inTransaction, toDbDate } from '../../platform/db/index.ts';
import { enqueue, leftOf, type Notice } from '../../platform/jobs/outbox.ts';
import { takeDueMembers } from '../../platform/memberClocks.ts';
import { takeOnce } from '../../platform/once.ts';
import { DEFAULT_PREFERENCE, MOST_A_DAY, NUDGE_KINDS, type Nudge, type NudgePreference } from './nudge.ts';

/** What people want to be nudged about, when each is looked at next, and what was sent. */

const preferenceRow = z.object({
  muted: z.array(z.string()).transform((all) => NUDGE_KINDS.filter((kind) => all.includes(kind))),
  hour: z.string(),
  quietFrom: z.string(),
  quietTo: z.string(),
});

/** A person's wishes; the defaults where they said nothing. */
export async function readPreference(
  db: Db,
  workspaceId: string,
  memberId: string,
): Promise<NudgePreference> {
  const row = await db.client.nudgePreference.findUnique({
    where: { workspaceId_memberId: { workspaceId, memberId } },
  });
  return row === null ? DEFAULT_PREFERENCE : preferenceRow.parse(row);
}

/** Saves a person's wishes, once by the act; false where it came before. */
export async function savePreference(
  db: Db,
  act: { workspaceId: string; actorId: string; transportKey: string },
  { muted, hour, quietFrom, quietTo }: NudgePreference,
): Promise<boolean> {
  const { workspaceId, actorId: memberId } = act;
  const isSaved = await inTransaction(db, async (tx) => {
    if (!(await takeOnce(tx, workspaceId, act.transportKey))) return false;
    const said = { muted: [...muted], hour, quietFrom, quietTo };
    await tx.nudgePreference.upsert({
      where: { workspaceId_memberId: { workspaceId, memberId } },
      create: { workspaceId, memberId, ...said },
      update: said,
    });
    return true;
  });
  await db.durable();
  return isSaved;
}

/** Somebody who is to be looked at now. */
export interface DuePerson {
  workspaceId: string;
  memberId: string;
}

/** So many people are looked at in one minute, so that reports and commands have their turn. */
const AT_ONCE = 60;

/**
 * Takes the people whose hour has come, in all workspaces that are served, and puts each off until `next`; whoever has no clock yet gets
 * one. Two instances never take the same person.
 */
export async function takeDuePeople(
  db: Db,
  now: Temporal.Instant,
  next: Temporal.Instant,
): Promise<DuePerson[]> {
  const rows = await takeDueMembers(db, 'nudge_clock', { now, next, atOnce: AT_ONCE });
  return z.array(z.object({ workspaceId: z.string(), memberId: z.string() })).parse(rows);
}

/** What was sent to somebody since a date: keys, and how many of them on `today`. */
export async function sentSince(
  db: Db,
  workspaceId: string,
  memberId: string,
  { from, today }: { from: LocalDate; today: LocalDate },
): Promise<{ keys: Set<string>; today: number }> {
  const rows = await db.client.nudge.findMany({
    where: { workspaceId, memberId, localDate: { gte: toDbDate(from) } },
    select: { key: true, localDate: true },
  });
  const day = toDbDate(today).getTime();
  return {
    keys: new Set(rows.map(({ key }) => key)),
    today: rows.filter(({ localDate }) => localDate.getTime() === day).length,
  };
}

/** So many of somebody's newest nudges are looked at. */
const NEWEST = 10;

/** By the day as well: what was not sent on one may be on another. */
const messageKey = (memberId: string, date: string, key: string): string =>
  `nudge:${memberId}:${date}:${key}`;

/** Forgets the nudges whose time was over before they could be sent: what they were about may be said another time. */
export async function forgetUnsent(db: Db, workspaceId: string, memberId: string): Promise<void> {
  const where = { workspaceId, memberId };
  const rows = await db.client.nudge.findMany({ where, orderBy: { localDate: 'desc' }, take: NEWEST });
  const messageOf = ({ key, localDate }: (typeof rows)[number]): string =>
    messageKey(memberId, fromDbDate(localDate), key);
  const left = await leftOf(db, workspaceId, rows.map(messageOf));
  const keys = rows.filter((one) => left.has(messageOf(one))).map(({ key }) => key);
  if (keys.length > 0) await db.client.nudge.deleteMany({ where: { ...where, key: { in: keys } } });
}

/** Writes a nudge down with its message, once by its key; false where it is there already. */
export async function sendNudge(
  db: Db,
  to: { workspaceId: string; memberId: string; today: LocalDate },
  nudge: Nudge,
  notice: Omit<Notice, 'key'>,
): Promise<boolean> {
  const { workspaceId, memberId, today } = to;
  return inTransaction(db, async (tx) => {
    // Who was stopped on the way here may have been overtaken by another process.
    await tx.$executeRaw`SELECT 1 FROM nudge_clock WHERE workspace_id = ${workspaceId} AND member_id = ${memberId} FOR UPDATE`;
    const isToday = { workspaceId, memberId, localDate: toDbDate(today) };
    if ((await tx.nudge.count({ where: isToday })) >= MOST_A_DAY) return false;
    const { count } = await tx.nudge.createMany({
      data: [{ ...isToday, key: nudge.key, kind: nudge.kind }],
      skipDuplicates: true,
    });
    if (count === 0) return false;
    await enqueue({ client: tx }, { workspaceId, key: messageKey(memberId, today, nudge.key), ...notice });
    return true;
  });
}
