import { z } from 'zod';
import { type DateRange, isLocalDate, type LocalDate, localDate } from '../../kpi/localDate.ts';
import { instantOf, type Temporal, toDate } from '../../kpi/time.ts';
import { audit } from '../../platform/audit.ts';
import { type Db, inTransaction, Prisma, type Tx, toDbDate } from '../../platform/db/index.ts';
import { takeDueMembers } from '../../platform/memberClocks.ts';
import type { Badge, Earned } from './badge.ts';
import { detailSchema, detailText } from './detail.ts';

/** Badges as they are kept, and when each person's are looked at next. */

const date = z.string().refine(isLocalDate).transform(localDate);
const rows = z.array(
  z
    .object({
      ...{ memberId: z.string(), key: z.string(), from: date, to: date, detail: detailSchema },
      ...{ grantedAt: z.date(), withdrawnAt: z.date().nullable() },
    })
    .transform(
      ({ from, to, grantedAt, withdrawnAt, ...rest }): Badge => ({
        ...rest,
        range: { from, to },
        grantedAt: instantOf(grantedAt),
        withdrawnAt: withdrawnAt === null ? null : instantOf(withdrawnAt),
      }),
    ),
);

const columns = Prisma.sql`member_id AS "memberId", key, to_char(from_date, 'YYYY-MM-DD') AS "from",
  to_char(to_date, 'YYYY-MM-DD') AS "to", detail, granted_at AS "grantedAt", withdrawn_at AS "withdrawnAt"`;

/** A person's badges, those that were withdrawn too, the latest first. */
export async function badgesOf(db: Db, workspaceId: string, memberId: string): Promise<Badge[]> {
  return rows.parse(
    await db.client.$queryRaw`
      SELECT ${columns} FROM badge WHERE workspace_id = ${workspaceId} AND member_id = ${memberId}
      ORDER BY to_date DESC, key`,
  );
}

/** What was earned on dates of a range and stands, by these people or all; the latest first. */
export async function badgesIn(
  db: Db,
  workspaceId: string,
  { range, memberIds }: { range: DateRange; memberIds?: readonly string[] },
): Promise<Badge[]> {
  const whose =
    memberIds === undefined ? Prisma.empty : Prisma.sql`AND member_id = ANY(${[...memberIds]}::text[])`;
  return rows.parse(
    await db.client.$queryRaw`
      SELECT ${columns} FROM badge WHERE workspace_id = ${workspaceId} AND withdrawn_at IS NULL
        AND to_date > ${range.from}::date AND to_date <= ${range.to}::date ${whose}
      ORDER BY to_date DESC, member_id, key`,
  );
}

export interface Changes {
  grant: readonly Earned[];
  withdraw: readonly string[];
}

/** Grants and withdraws, each once however many look at the same time, audited. Answers the keys that changed. */
export async function changeBadges(
  db: Db,
  whose: { workspaceId: string; memberId: string },
  { grant, withdraw }: Changes,
  now: Temporal.Instant,
): Promise<{ granted: string[]; withdrawn: string[] }> {
  if (grant.length + withdraw.length === 0) return { granted: [], withdrawn: [] };
  return inTransaction(db, async (tx) => {
    const granted: string[] = [];
    // In one order, so that two who write the same never wait for each other crosswise.
    for (const one of [...grant].toSorted((a, b) => (a.key < b.key ? -1 : 1)))
      if (await write(tx, whose, one, now)) granted.push(one.key);
    const gone = await tx.$queryRaw`
      UPDATE badge SET withdrawn_at = ${toDate(now)} WHERE workspace_id = ${whose.workspaceId} AND member_id = ${whose.memberId}
        AND key = ANY(${[...withdraw]}::text[]) AND withdrawn_at IS NULL RETURNING key`;
    const withdrawn = keys.parse(gone).map(({ key }) => key);
    for (const key of granted) await note(tx, whose, 'badge.granted', key);
    for (const key of withdrawn) await note(tx, whose, 'badge.withdrawn', key);
    return { granted, withdrawn };
  });
}

const keys = z.array(z.object({ key: z.string() }));

async function write(
  tx: Tx,
  { workspaceId, memberId }: { workspaceId: string; memberId: string },
  one: Earned,
  now: Temporal.Instant,
): Promise<boolean> {
  const written = await tx.$queryRaw<unknown[]>`
    INSERT INTO badge (workspace_id, member_id, key, kind, from_date, to_date, detail, granted_at)
    VALUES (${workspaceId}, ${memberId}, ${one.key}, ${one.detail.kind}, ${one.range.from}::date, ${one.range.to}::date,
      ${detailText(one.detail)}::jsonb, ${toDate(now)})
    ON CONFLICT (workspace_id, member_id, key) DO UPDATE SET withdrawn_at = NULL, granted_at = EXCLUDED.granted_at,
      from_date = EXCLUDED.from_date, to_date = EXCLUDED.to_date, detail = EXCLUDED.detail
    WHERE badge.withdrawn_at IS NOT NULL RETURNING 1`;
  return written.length === 1;
}

function note(
  tx: Tx,
  { workspaceId, memberId }: { workspaceId: string; memberId: string },
  action: string,
  badge: string,
): Promise<void> {
  return audit(tx, { workspaceId, actorId: null, action, subject: `member:${memberId}`, detail: { badge } });
}

/** Somebody whose badges are to be looked at now. */
export interface DueBadges {
  workspaceId: string;
  memberId: string;
  /** The person's own date up to which ended weeks and months were looked at; null: never. */
  lookedTo: LocalDate | null;
}

/** So many people are looked at in one minute, so that reports and commands have their turn. */
const AT_ONCE = 40;

/** Takes those whose hour has come, and puts each off until `next`; two instances never take the same person. */
export async function takeDueBadges(
  db: Db,
  now: Temporal.Instant,
  next: Temporal.Instant,
): Promise<DueBadges[]> {
  const lookedTo = Prisma.sql`, to_char(looked_to, 'YYYY-MM-DD') AS "lookedTo"`;
  const due = await takeDueMembers(db, 'badge_clock', { now, next, atOnce: AT_ONCE }, lookedTo);
  return z
    .array(z.object({ workspaceId: z.string(), memberId: z.string(), lookedTo: date.nullable() }))
    .parse(due);
}

/** Somebody was looked at up to a date; the next time is another morning of theirs. */
export async function badgesLooked(
  db: Db,
  workspaceId: string,
  memberId: string,
  { next, lookedTo }: { next: Temporal.Instant; lookedTo: LocalDate },
): Promise<void> {
  await db.client.badgeClock.updateMany({
    where: { workspaceId, memberId },
    data: { nextAt: toDate(next), lookedTo: toDbDate(lookedTo) },
  });
}
