import { type Temporal, toDate } from '../../kpi/time.ts';
import { audit } from '../../platform/audit.ts';
import { type Db, inTransaction, type Tx } from '../../platform/db/index.ts';
import { takeOnce } from '../../platform/once.ts';
import type { SlackPerson } from '../../platform/slack.ts';
import { localeOf } from '../../platform/words.ts';
import { lockWorkspace } from '../members/store.ts';
import { FOLLOWED, type Following, follow, type KnownMember } from './follow.ts';

/** Which of these Slack users are members, with what is kept of them. */
async function knownAmong(tx: Tx, workspaceId: string, slackUserIds: string[]): Promise<KnownMember[]> {
  const rows = await tx.member.findMany({ where: { workspaceId, slackUserId: { in: slackUserIds } } });
  return rows.map((row) => ({
    ...row,
    locale: localeOf(row.locale),
    overrides: FOLLOWED.filter((field) => row.overrides.includes(field)),
  }));
}

/**
 * Lets members follow what Slack says of them (`follow` decides), audited. Users whom Pacer does not know stay unknown: they become members
 * when they use it or somebody puts them into a team. Answers what changed.
 */
export async function followSlack(
  db: Db,
  workspaceId: string,
  told: readonly { slackUserId: string; person: SlackPerson | undefined }[],
  transportKey?: string,
): Promise<Following[]> {
  return inTransaction(db, async (tx) => {
    if (transportKey !== undefined && !(await takeOnce(tx, workspaceId, transportKey))) return [];
    await lockWorkspace(tx, workspaceId);
    const ids = told.map((one) => one.slackUserId);
    const members = new Map((await knownAmong(tx, workspaceId, ids)).map((one) => [one.slackUserId, one]));
    const changes = told.flatMap(({ slackUserId, person }) => {
      const known = members.get(slackUserId);
      const change = known === undefined ? undefined : follow(known, person, workspaceId);
      return known === undefined || change === undefined ? [] : [{ known, change }];
    });
    for (const { known, change } of changes) await write(tx, workspaceId, known, change);
    return changes.map(({ change }) => change);
  });
}

const VERBS = {
  changed: 'member.followed',
  left: 'member.deactivated',
  returned: 'member.returned',
} as const;

async function write(tx: Tx, workspaceId: string, known: KnownMember, change: Following): Promise<void> {
  const { memberId, columns, slackUpdated, kind, why } = change;
  const where = { workspaceId_id: { workspaceId, id: memberId } };
  await tx.member.update({ where, data: { ...columns, slackUpdated } });
  const shown = Object.entries(columns).filter(([column]) => column !== 'isActive');
  const detail = Object.fromEntries(
    shown.map(([column, value]) => [column, `${known[column as 'name'] ?? '–'} → ${value}`]),
  );
  const subject = `member:${memberId}`;
  const why_ = why === '' ? {} : { why };
  await audit(tx, {
    workspaceId,
    actorId: null,
    action: VERBS[kind],
    subject,
    detail: { ...detail, ...why_ },
  });
}

/** Whether a Slack user is a member, deactivated ones too. */
export async function isKnown(db: Db, workspaceId: string, slackUserId: string): Promise<boolean> {
  const where = { workspaceId_slackUserId: { workspaceId, slackUserId } };
  return (await db.client.member.findUnique({ where, select: { id: true } })) !== null;
}

/** A page of the daily reading that is due: from where, and since when the reading runs. */
export interface DuePage {
  workspaceId: string;
  cursor: string;
  startedAt: Date;
}

/** How long nobody else takes the same page. */
const LEASE = '2 minutes';

/** The next page of each workspace whose daily reading is due, taken for two minutes. Workspaces without Pacer are left alone. */
export async function takeDuePages(db: Db, now: Temporal.Instant): Promise<DuePage[]> {
  const at = toDate(now);
  await db.client.$executeRaw`
    INSERT INTO directory_check (workspace_id, next_at) SELECT w.id, ${at} FROM workspace w
    WHERE w.uninstalled_at IS NULL ON CONFLICT DO NOTHING`;
  const rows = await db.client.$queryRaw<{ workspace_id: string; cursor: string; started_at: Date }[]>`
    UPDATE directory_check c SET next_at = ${at}::timestamptz + ${LEASE}::interval, started_at = COALESCE(c.started_at, ${at})
    FROM workspace w WHERE w.id = c.workspace_id AND w.uninstalled_at IS NULL AND c.next_at <= ${at}
    RETURNING c.workspace_id, c.cursor, c.started_at`;
  return rows.map((row) => ({
    workspaceId: row.workspace_id,
    cursor: row.cursor,
    startedAt: row.started_at,
  }));
}

/** Remembers whom a page named, and where the next one begins. */
export async function pageRead(
  db: Db,
  page: DuePage,
  seen: readonly string[],
  next: string,
  at: Date,
): Promise<void> {
  const { workspaceId, startedAt } = page;
  await inTransaction(db, async (tx) => {
    await tx.member.updateMany({
      where: { workspaceId, slackUserId: { in: [...seen] } },
      data: { seenAt: startedAt },
    });
    await tx.directoryCheck.update({ where: { workspaceId }, data: { cursor: next, nextAt: at } });
  });
}

/** Active members whom no page of a finished reading named: at most so many. */
export async function unseen(db: Db, page: DuePage, most: number): Promise<string[]> {
  const { workspaceId, startedAt } = page;
  const rows = await db.client.member.findMany({
    where: { workspaceId, isActive: true, OR: [{ seenAt: null }, { seenAt: { lt: startedAt } }] },
    select: { slackUserId: true },
    orderBy: { slackUserId: 'asc' },
    take: most,
  });
  return rows.map((row) => row.slackUserId);
}

/** Ends a reading, or puts it off; `again` begins it anew. */
export async function putOff(db: Db, page: DuePage, until: Date, again: boolean): Promise<void> {
  await db.client.directoryCheck.update({
    where: { workspaceId: page.workspaceId },
    data: { nextAt: until, ...(again ? { startedAt: null, cursor: '' } : {}) },
  });
}
