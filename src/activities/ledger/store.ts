import { z } from 'zod';
import { instantOf, type Temporal } from '../../kpi/time.ts';
import type { Db } from '../../platform/db/index.ts';
import { inTransaction, type Tx } from '../../platform/db/index.ts';
import { repeated } from '../../platform/db/transaction.ts';
import { takeHere } from '../../platform/request.ts';
import type { Origin } from '../activity.ts';
import { refKeyOf } from '../ref.ts';
import { creditsJson, type FactToWrite, factJson } from '../rows.ts';

/** One act that adds facts: a command, a modal, a button, a chunk of an import. */
export interface Entry {
  workspaceId: string;
  actorId: string;
  origin: Origin;
  /** Slack's key of the act; null where the facts have their own (external ids). */
  transportKey: string | null;
  facts: readonly FactToWrite[];
  audit: { action: string; subject: string; detail: Record<string, string | number> };
}

/** What became of an entry. */
export interface Written {
  /** True where the same act had been taken into effect before: nothing was written. */
  seenBefore: boolean;
  /** Facts that are new, with the database's instant; a fact that was there already, or voids what is void, is not among them. */
  added: ReadonlyMap<string, Temporal.Instant>;
  /** M-07: references that other facts bear; nothing was written then. */
  takenRefs: readonly string[];
}

const answer = z.array(
  z.object({ taken: z.boolean(), id: z.string().nullable(), recorded_at: z.date().nullable() }),
);

/**
 * Writes facts, their credit in the daily roll-up, the key of the act and an audit row in one statement: all or nothing, in one round trip.
 * Only facts that are really new are credited (their keys decide, not a look beforehand), so doing it twice does no harm. Rows of the
 * roll-up are taken in the order of their key, so that two entries cannot wait for each other. Resolves when it is ordered on disk.
 */
export async function write(db: Db, entry: Entry): Promise<Written> {
  const isPlain = entry.facts.every(({ what, voids }) => what?.ref === undefined && voids?.ref === undefined);
  const outcome = isPlain ? await repeated(() => run(db.client, entry)) : await runWithRefs(db, entry);
  if (outcome instanceof RefsTaken) return { seenBefore: false, added: new Map(), takenRefs: outcome.refs };
  const rows = answer.parse(outcome);
  await db.durable();
  const added = rows.flatMap(({ id, recorded_at: at }) =>
    id === null || at === null ? [] : [[id, instantOf(at)] as const],
  );
  const isFirst = rows[0]?.taken === true;
  // The key is taken in the statement itself, and no copy of this act may answer for it.
  if (isFirst && entry.transportKey !== null) takeHere(entry.workspaceId, entry.transportKey);
  return { seenBefore: !isFirst, added: new Map(added), takenRefs: [] };
}

class RefsTaken extends Error {
  readonly refs: readonly string[];
  constructor(refs: readonly string[]) {
    super('references are taken');
    this.refs = refs;
  }
}

/** M-07: the same where facts bear references: what is voided gives its own free, and a new one must get all of its own. */
async function runWithRefs(db: Db, entry: Entry): Promise<unknown> {
  try {
    return await inTransaction(db, async (tx) => {
      const rows = await run(tx, entry);
      const added = new Set(answer.parse(rows).map((row) => row.id));
      const written = entry.facts.filter((fact) => added.has(fact.id));
      await claimRefs(tx, entry.workspaceId, written);
      return rows;
    });
  } catch (error) {
    if (error instanceof RefsTaken) return error;
    throw error;
  }
}

/** A row is held until the end of the transaction, so that of two who claim a reference at once one gets it. */
async function claimRefs(tx: Tx, workspaceId: string, facts: readonly FactToWrite[]): Promise<void> {
  const voided = facts.flatMap(({ voids }) => (voids?.ref === undefined ? [] : [voids.id]));
  await tx.$executeRaw`
    UPDATE activity_ref SET activity_id = NULL WHERE workspace_id = ${workspaceId} AND activity_id = ANY(${voided})`;
  const claims = facts.flatMap(({ id, what }) =>
    what?.ref === undefined ? [] : [{ id, ref: refKeyOf(what.ref), typed: what.ref }],
  );
  const twice = claims.filter(({ ref }, index) => claims.findIndex((one) => one.ref === ref) !== index);
  if (twice.length > 0) throw new RefsTaken(twice.map(({ typed }) => typed));
  const rows = await tx.$queryRaw<{ ref: string }[]>`
    INSERT INTO activity_ref AS r (workspace_id, ref, activity_id)
    SELECT ${workspaceId}, c.ref, c.id FROM unnest(${claims.map(({ ref }) => ref)}::text[],
      ${claims.map(({ id }) => id)}::text[]) AS c(ref, id) ORDER BY c.ref
    ON CONFLICT (workspace_id, ref) DO UPDATE SET activity_id = excluded.activity_id WHERE r.activity_id IS NULL
    RETURNING r.ref`;
  const got = new Set(rows.map(({ ref }) => ref));
  const missing = claims.filter(({ ref }) => !got.has(ref));
  if (missing.length > 0) throw new RefsTaken(missing.map(({ typed }) => typed));
}

function run(client: Pick<Tx, '$queryRaw'>, entry: Entry): Promise<unknown> {
  const { workspaceId, actorId, origin, transportKey, audit } = entry;
  const facts = JSON.stringify(entry.facts.map(factJson));
  const credits = JSON.stringify(entry.facts.flatMap(creditsJson));
  return client.$queryRaw`
    WITH taken AS (
      INSERT INTO delivery (workspace_id, key)
      SELECT ${workspaceId}, ${transportKey}::text WHERE ${transportKey}::text IS NOT NULL
      ON CONFLICT DO NOTHING RETURNING 1
    ), gate AS (
      SELECT ${transportKey}::text IS NULL OR EXISTS (SELECT 1 FROM taken) AS is_open
    ), added AS (
      INSERT INTO activity (workspace_id, id, batch_id, line, member_id, actor_id, origin, local_date, type_key, quantity, amount,
        original_amount, original_currency, rate, customer, customer_key, channel, campaign, region, product, segment, note, rating,
        rating_scale, ref, shares, external_id, voids_id)
      SELECT ${workspaceId}, f.id, f.batch_id, f.line, f.member_id, ${actorId}, ${origin}, f.local_date, f.type_key, f.quantity,
        f.amount, f.original_amount, f.original_currency, f.rate, f.customer, f.customer_key, f.channel, f.campaign, f.region,
        f.product, f.segment, f.note, f.rating, f.rating_scale, f.ref, f.shares, f.external_id, f.voids_id
      FROM gate, jsonb_to_recordset(${facts}::jsonb) AS f(id text, batch_id text, line int, member_id text, local_date date,
        type_key text, quantity bigint, amount bigint, original_amount bigint, original_currency text, rate numeric, customer text,
        customer_key text, channel text, campaign text, region text, product text, segment text, note text, rating bigint, rating_scale int, ref text, shares jsonb, external_id text,
        voids_id text)
      WHERE gate.is_open
      ON CONFLICT DO NOTHING RETURNING id, recorded_at
    ), rolled AS (
      INSERT INTO daily_rollup AS r (workspace_id, source, local_date, member_id, channel, campaign, region, product, segment, entries, count,
        amount)
      SELECT ${workspaceId}, c.source, c.local_date, c.member_id, c.channel, c.campaign, c.region, c.product, c.segment, sum(c.entries)::int,
        sum(c.count)::bigint, sum(c.amount)::bigint
      FROM jsonb_to_recordset(${credits}::jsonb) AS c(fact_id text, source text, local_date date, member_id text, channel text,
        campaign text, region text, product text, segment text, entries int, count bigint, amount bigint)
      JOIN added ON added.id = c.fact_id
      GROUP BY c.source, c.local_date, c.member_id, c.channel, c.campaign, c.region, c.product, c.segment
      ORDER BY c.source, c.local_date, c.member_id, c.channel, c.campaign, c.region, c.product, c.segment
      ON CONFLICT (workspace_id, source, local_date, member_id, channel, campaign, region, product, segment)
      DO UPDATE SET entries = r.entries + excluded.entries, count = r.count + excluded.count, amount = r.amount + excluded.amount
    ), audited AS (
      INSERT INTO audit_row (workspace_id, actor_id, action, subject, detail)
      SELECT ${workspaceId}, ${actorId}, ${audit.action}, ${audit.subject},
        ${JSON.stringify(audit.detail)}::jsonb || jsonb_build_object('facts', (SELECT count(*) FROM added))
      WHERE EXISTS (SELECT 1 FROM added)
    )
    SELECT gate.is_open AS taken, added.id, added.recorded_at FROM gate LEFT JOIN added ON true`;
}
