import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { audit } from '../../../platform/audit.ts';
import { type Db, inTransaction, Prisma, type Tx } from '../../../platform/db/index.ts';
import { takeOnce, wasTaken } from '../../../platform/once.ts';
import { erasedTables } from '../../installations/erasure/tables.ts';
import { type Identity, patternOf } from './traces.ts';

/**
 * Erasing one person of a workspace: what they did stays under a pseudonym, so that no total changes; who they are goes. It writes to the
 * tables of all slices, as the erasure of a workspace does.
 */

export interface Erased {
  /** What they are called from now on. */
  pseudonym: string;
}
export type EraseProblem = 'gone' | 'self' | 'repeated';

/** The person as they are found in what others wrote. */
export async function identityOf(
  db: Db,
  workspaceId: string,
  memberId: string,
): Promise<Omit<Identity, 'aliases'> | undefined> {
  const row = await db.client.member.findUnique({ where: { workspaceId_id: { workspaceId, id: memberId } } });
  if (row === null || row.slackUserId.startsWith(ERASED)) return undefined;
  return { name: row.name, slackUserId: row.slackUserId, email: row.email };
}

/** Stands for a Slack id that nobody has. */
const ERASED = 'erased-';

/**
 * Erases a person, at once and for good. Texts first, table by table, so that nobody waits for the whole; the person's own row last, in the
 * transaction that says it is done: where the process dies in between, doing it again finds all that is left.
 */
export async function erasePerson(
  db: Db,
  act: { workspaceId: string; actorId: string; transportKey: string },
  memberId: string,
  wish: { aliases: readonly string[] /** "Former member {{number}}". */; called: (number: number) => string },
): Promise<Erased | EraseProblem> {
  const { workspaceId, actorId } = act;
  if (memberId === actorId) return 'self';
  if (await wasTaken(db, workspaceId, act.transportKey)) return 'repeated';
  const found = await identityOf(db, workspaceId, memberId);
  if (found === undefined) return 'gone';
  const identity = { ...found, aliases: wish.aliases };
  const number = (await countErased(db, workspaceId)) + 1;
  const pseudonym = wish.called(number);
  await dropOwn(db, workspaceId, memberId, identity.slackUserId, patternOf(identity));
  await blankTexts(db, workspaceId, memberId);
  await replaceNames(db, workspaceId, patternOf(identity), pseudonym);
  const outcome = await inTransaction(db, async (tx): Promise<Erased | EraseProblem> => {
    if (!(await takeOnce(tx, workspaceId, act.transportKey))) return 'repeated';
    const done = await tx.member.updateMany({
      where: { workspaceId, id: memberId, slackUserId: identity.slackUserId },
      data: {
        ...{ slackUserId: `${ERASED}${randomUUID()}`, name: pseudonym, email: null, tz: 'UTC', locale: 'en' },
        ...{ isAdmin: false, isFinance: false, isActive: false, hidesFromBoards: true, overrides: [] },
        ...{ slackUpdated: 0, seenAt: null },
      },
    });
    if (done.count === 0) return 'gone';
    await audit(tx, {
      workspaceId,
      actorId,
      action: 'member.erased',
      subject: `member:${memberId}`,
      detail: {},
    });
    return { pseudonym };
  });
  await db.durable();
  return outcome;
}

async function countErased(db: Db, workspaceId: string): Promise<number> {
  return db.client.member.count({ where: { workspaceId, slackUserId: { startsWith: ERASED } } });
}

/** Append-only tables yield to this transaction (migration "erasing_a_person"). */
async function erasing<T>(db: Db, workspaceId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return inTransaction(db, async (tx) => {
    await tx.$queryRaw`SELECT set_config('pacer.erasing_person', ${workspaceId}, true)`;
    return work(tx);
  });
}

/** What is the person's alone and counts in nothing: their messages, their wishes, pictures that show their name. */
async function dropOwn(
  db: Db,
  workspaceId: string,
  memberId: string,
  slackUserId: string,
  pattern: string,
): Promise<void> {
  const isTheirs = { workspaceId, memberId };
  await inTransaction(db, async (tx) => {
    await tx.outbox.deleteMany({ where: { workspaceId, channel: slackUserId } });
    await tx.$executeRaw`
      UPDATE outbox SET image = NULL, image_alt = '', picture_due_at = NULL WHERE workspace_id = ${workspaceId} AND image IS NOT NULL
        AND (text ~* ${pattern} OR blocks::text ~* ${pattern})`;
    await tx.$executeRaw`DELETE FROM inbox WHERE workspace_id = ${workspaceId} AND event::text LIKE ${`%${slackUserId}%`}`;
    await tx.$executeRaw`DELETE FROM delivery WHERE workspace_id = ${workspaceId} AND key LIKE ${`%${slackUserId}%`}`;
    await tx.nudge.deleteMany({ where: isTheirs });
    await tx.nudgeClock.deleteMany({ where: isTheirs });
    await tx.nudgePreference.deleteMany({ where: isTheirs });
    await tx.dataRequest.deleteMany({ where: isTheirs });
    await tx.badge.deleteMany({ where: isTheirs });
    await tx.badgeClock.deleteMany({ where: isTheirs });
    await tx.customerFollowUp.deleteMany({ where: isTheirs });
    await tx.rater.deleteMany({ where: isTheirs });
    await tx.checkinChoice.deleteMany({ where: { workspaceId, subjectKind: 'member', subjectId: memberId } });
    // What it would take back is who they were.
    await tx.peopleChange.deleteMany({ where: { workspaceId, subject: `member:${memberId}` } });
  });
}

/** Free texts by the person or about them, column by column. */
async function blankTexts(db: Db, workspaceId: string, id: string): Promise<void> {
  const ws = Prisma.sql`workspace_id = ${workspaceId}`;
  const statements = [
    Prisma.sql`UPDATE activity SET note = '' WHERE ${ws} AND note <> '' AND (member_id = ${id} OR actor_id = ${id})`,
    Prisma.sql`UPDATE rubric_rating SET comment = '' WHERE ${ws} AND comment <> '' AND (rater_id = ${id}
      OR batch_id IN (SELECT a.batch_id FROM activity a WHERE a.${ws} AND a.member_id = ${id}))`,
    Prisma.sql`UPDATE target_version SET reason = '' WHERE ${ws} AND reason <> '' AND (actor_id = ${id}
      OR target_id IN (SELECT t.id FROM target t WHERE t.${ws} AND t.subject_kind = 'member' AND t.subject_id = ${id}))`,
    Prisma.sql`UPDATE target_review SET reason = '' WHERE ${ws} AND reason <> '' AND decided_by = ${id}`,
    Prisma.sql`UPDATE cycle_member SET self_text = '', manager_text = '' WHERE ${ws} AND member_id = ${id}`,
    Prisma.sql`UPDATE cycle_member SET manager_text = '' WHERE ${ws} AND manager_id = ${id}`,
    Prisma.sql`UPDATE score_adjustment SET reason = '' WHERE ${ws} AND (member_id = ${id} OR actor_id = ${id})`,
    Prisma.sql`UPDATE evaluation_answer SET text = '' WHERE ${ws} AND (member_id = ${id} OR actor_id = ${id})`,
    Prisma.sql`UPDATE peer_answer SET texts = array_fill(''::text, ARRAY[cardinality(texts)]) WHERE ${ws} AND member_id = ${id}`,
    Prisma.sql`UPDATE payout_dispute SET text = '', settlement = '' WHERE ${ws} AND (member_id = ${id} OR settled_by_id = ${id})`,
    Prisma.sql`UPDATE payout_clawback SET reason = '' WHERE ${ws} AND (member_id = ${id} OR actor_id = ${id})`,
    Prisma.sql`UPDATE reward_grant SET reason = '' WHERE ${ws} AND (member_id = ${id} OR actor_id = ${id})`,
    Prisma.sql`UPDATE reward_order SET reason = '' WHERE ${ws} AND (member_id = ${id} OR decided_by_id = ${id})`,
    Prisma.sql`UPDATE odd_entry SET note = '' WHERE ${ws} AND member_id = ${id}`,
    Prisma.sql`UPDATE coaching_flag SET comment = '' WHERE ${ws} AND member_id = ${id}`,
    Prisma.sql`UPDATE coaching_plan SET note = '', reason = '' WHERE ${ws} AND (member_id = ${id} OR proposed_by_id = ${id})`,
    Prisma.sql`UPDATE checkin_answer SET way = '' WHERE ${ws} AND member_id = ${id}`,
    Prisma.sql`UPDATE absence SET note = '' WHERE ${ws} AND (member_id = ${id} OR created_by_id = ${id})`,
    Prisma.sql`UPDATE closed_dates SET reason = '' WHERE ${ws} AND reopened_by_id = ${id}`,
    Prisma.sql`UPDATE budget_decision SET reason = '' WHERE ${ws} AND reason <> '' AND actor_id = ${id}`,
    Prisma.sql`UPDATE kudos SET reason = '' WHERE ${ws} AND (giver_id = ${id} OR receiver_id = ${id})`,
    // Reasons and the like, as the audit log repeats them; who did what to whom stays, under the pseudonym.
    Prisma.sql`UPDATE audit_row SET detail = detail - ARRAY['reason', 'note', 'text', 'comment', 'name', 'email'] WHERE ${ws}
      AND (actor_id = ${id} OR subject = ${`member:${id}`})`,
  ];
  for (const statement of statements) await erasing(db, workspaceId, (tx) => tx.$executeRaw(statement));
}

const column = z.object({ table: z.string(), name: z.string(), type: z.string() });

/**
 * Where no name is searched: sealed evaluations and payouts, which hold none and whose hashes say that nothing was touched; what counts by its very words,
 * so that no total changes (a word of the playbook may be somebody's name); and the person's own row, which goes last.
 */
const UNSEARCHED: readonly string[] = [
  ...['evaluation_snapshot', 'payout_run', 'payout_statement', 'payout_export', 'bonus_plan'],
  ...[
    'campaign_name',
    'campaign_change',
    'customer_name',
    'customer_change',
    'member',
    'daily_rollup',
    'activity_type',
    'metric',
    'stage',
    'playbook_before',
  ],
  ...[
    'team',
    'holiday',
    'exchange_rate',
    'schedule',
    'company_value',
    'import_mapping',
    'delivery_key',
    'delivery',
  ],
];
const COUNTED: readonly string[] = [
  ...[
    'key',
    'kind',
    'state',
    'source',
    'origin',
    'part',
    'trigger',
    'role',
    'unit',
    'name_key',
    'type_key',
    'metric_key',
  ],
  ...[
    'period_key',
    'value_key',
    'member_key',
    'customer_key',
    'customer',
    'channel',
    'campaign',
    'region',
    'product',
  ],
  ...[
    'segment',
    'original_currency',
    'ref',
    'external_id',
    'batch_id',
    'action',
    'scopes',
    'bot_token',
    'refresh_token',
  ],
];

/** What names the person in any text of the workspace, also within JSON and lists, is replaced by the pseudonym; the person's own row is not touched here. */
async function replaceNames(db: Db, workspaceId: string, pattern: string, pseudonym: string): Promise<void> {
  for (const one of await textColumns(db)) {
    if (UNSEARCHED.includes(one.table)) continue;
    const [table, name] = [Prisma.raw(`"${one.table}"`), Prisma.raw(`"${one.name}"`)];
    const key = Prisma.raw(one.table === 'workspace' ? 'id' : 'workspace_id');
    const type = Prisma.raw(one.type === 'ARRAY' ? 'text[]' : one.type);
    const replaced = Prisma.sql`regexp_replace(${name}::text, ${pattern}, ${pseudonym}, 'gi')::${type}`;
    await erasing(
      db,
      workspaceId,
      (tx) =>
        tx.$executeRaw`UPDATE ${table} SET ${name} = ${replaced} WHERE ${key} = ${workspaceId} AND ${name}::text ~* ${pattern}`,
    );
  }
}

/** All columns that hold text, besides the keys by which the workspace's rows are known. */
async function textColumns(db: Db): Promise<z.infer<typeof column>[]> {
  const tables = ['workspace', ...erasedTables];
  const rows = await db.client.$queryRaw`
    SELECT table_name AS "table", column_name AS name, data_type AS type FROM information_schema.columns
    WHERE table_schema = current_schema() AND table_name = ANY(${tables}::text[]) AND data_type IN ('text', 'jsonb', 'ARRAY')
      AND column_name <> ALL(${['workspace_id', 'id', ...COUNTED]}::text[]) AND is_generated = 'NEVER' AND udt_name <> '_int4'
    ORDER BY 1, 2`;
  return z.array(column).parse(rows);
}
