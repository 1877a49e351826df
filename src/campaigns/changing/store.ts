import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { LocalDate } from '../../kpi/localDate.ts';
import { type Temporal, toDate } from '../../kpi/time.ts';
import { audit } from '../../platform/audit.ts';
import { type Db, inTransaction, Prisma, type Tx, toDbDate } from '../../platform/db/index.ts';
import { takeOnce } from '../../platform/once.ts';
import { type Campaign, campaignKey } from '../campaign.ts';
import { campaignJson, campaignRow } from '../rows.ts';
import { readCampaigns } from '../store.ts';

/** Making and changing campaigns: each act once, audited, and as it stood before kept, so that Undo brings it back. */

export interface CampaignAct {
  workspaceId: string;
  actorId: string;
  transportKey: string;
  now: Temporal.Instant;
  today: LocalDate;
}

/** A campaign as it is to be; without an id it is a new one. */
export type CampaignWish = Omit<Campaign, 'id'> & { id?: string };

export type Saved =
  | { kind: 'saved'; batchId: string; campaigns: Campaign[] }
  | { kind: 'repeated' }
  /** A campaign that is not there any more. */
  | { kind: 'gone' }
  /** Another campaign bears this name. */
  | { kind: 'taken'; name: string };

/** Thrown within a transaction, so that nothing of it stays. */
class Refused extends Error {
  readonly why: Saved | { kind: 'changed since' };
  constructor(why: Refused['why']) {
    super(why.kind);
    this.why = why;
  }
}

/** Puts campaigns in place: all of them, or none. `batchId`: under which they are undone, where that is known already. */
export async function saveCampaigns(
  db: Db,
  act: CampaignAct,
  wishes: readonly CampaignWish[],
  batchId: string = randomUUID(),
): Promise<Saved> {
  try {
    const saved = await inTransaction(db, async (tx): Promise<Saved> => {
      await lockAll(tx, act.workspaceId);
      if (!(await takeOnce(tx, act.workspaceId, act.transportKey))) return { kind: 'repeated' };
      return { kind: 'saved', batchId, campaigns: await putAll(tx, act, batchId, wishes) };
    });
    await db.durable();
    return saved;
  } catch (error) {
    const why = refusedOf(error);
    if (why === undefined || why.kind === 'changed since') throw error;
    return why;
  }
}

/** The same within somebody else's transaction, which took the act already. */
export async function putAll(
  tx: Tx,
  act: CampaignAct,
  batchId: string,
  wishes: readonly CampaignWish[],
): Promise<Campaign[]> {
  const { workspaceId } = act;
  const put: string[] = [];
  for (const wish of wishes) {
    const [before] = wish.id === undefined ? [] : await readCampaigns({ client: tx }, workspaceId, [wish.id]);
    if (wish.id !== undefined && before === undefined) throw new Refused({ kind: 'gone' });
    const id = wish.id ?? randomUUID();
    await writeOne(tx, act, { ...wish, id }, before);
    await tx.campaignChange.create({
      data: {
        ...{ workspaceId, batchId, campaignId: id, actorId: act.actorId, at: toDate(act.now) },
        before: before === undefined ? Prisma.DbNull : campaignJson(before),
      },
    });
    put.push(id);
  }
  return put.length === 0 ? [] : readCampaigns({ client: tx }, workspaceId, put);
}

async function writeOne(
  tx: Tx,
  act: CampaignAct,
  wish: Campaign,
  before: Campaign | undefined,
  action = before === undefined ? 'campaign.made' : 'campaign.changed',
): Promise<void> {
  const { workspaceId, actorId, now } = act;
  const { id } = wish;
  const row = {
    ...{
      channel: wish.channel,
      region: wish.region,
      ownerId: wish.ownerId,
      expectedLeads: wish.expectedLeads,
    },
    ...{
      fromDate: toDbDate(wish.from),
      toDate: wish.to === null ? null : toDbDate(wish.to),
      isUndone: false,
    },
  };
  await tx.campaign.upsert({
    where: { workspaceId_id: { workspaceId, id } },
    create: { workspaceId, id, createdAt: toDate(now), ...row },
    update: row,
  });
  await writeNames(tx, workspaceId, wish);
  if (before?.budget !== wish.budget && !(before === undefined && wish.budget === null))
    await tx.campaignBudget.create({
      data: {
        ...{ workspaceId, campaignId: id, fromDate: toDbDate(act.today), amount: wish.budget },
        ...{
          originalAmount: wish.original?.minor ?? null,
          originalCurrency: wish.original?.currency ?? null,
        },
        ...{ actorId, at: toDate(now) },
      },
    });
  const detail = { before: told(before), after: told(wish) };
  await audit(tx, { workspaceId, actorId, action, subject: `campaign:${id}`, detail });
}

/** A campaign in one line of the audit log. */
const told = (campaign: Campaign | undefined): string =>
  campaign === undefined ? '–' : JSON.stringify(campaignJson(campaign)).slice(0, 2_000);

async function writeNames(tx: Tx, workspaceId: string, { id, name, aliases }: Campaign): Promise<void> {
  await tx.campaignName.deleteMany({ where: { workspaceId, campaignId: id } });
  const names = new Map(
    [...aliases, name].map(
      (one) => [campaignKey(one), { name: one, isMain: campaignKey(one) === campaignKey(name) }] as const,
    ),
  );
  for (const [key, one] of names) {
    if (key === '') continue;
    const data = { workspaceId, nameKey: key, campaignId: id, ...one };
    const made = await tx.campaignName.createMany({ data: [data], skipDuplicates: true });
    if (made.count === 0) throw new Refused({ kind: 'taken', name: one.name });
  }
}

/** One change of campaigns at a time: names and budgets are compared before they are written. */
export async function lockAll(tx: Tx, workspaceId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM workspace WHERE id = ${workspaceId} FOR UPDATE`;
}

const refusedOf = (error: unknown): Refused['why'] | undefined =>
  error instanceof Refused ? error.why : undefined;

export type Undone =
  | { kind: 'undone'; campaignIds: string[] }
  | { kind: 'repeated' }
  | { kind: 'gone' }
  /** Somebody changed one of them since. */
  | { kind: 'changed since' }
  | { kind: 'taken'; name: string };

const change = z.object({ id: z.bigint(), campaignId: z.string(), before: z.unknown() });

/** Whose campaigns an act changed, as they are now; for who may take it back. */
export async function campaignsOfBatch(db: Db, workspaceId: string, batchId: string): Promise<Campaign[]> {
  const [changes, decision] = await Promise.all([
    db.client.campaignChange.findMany({ where: { workspaceId, batchId }, select: { campaignId: true } }),
    db.client.budgetDecision.findUnique({ where: { workspaceId_id: { workspaceId, id: batchId } } }),
  ]);
  const decided = decision === null ? [] : [decision.fromId, decision.toId];
  const ids = [...new Set([...changes.map((row) => row.campaignId), ...decided])];
  return ids.length === 0 ? [] : readCampaigns(db, workspaceId, ids);
}

/** Brings campaigns back to what they were before an act, audited; not where somebody changed them since. */
export async function undoBatch(db: Db, act: CampaignAct, batchId: string): Promise<Undone> {
  const { workspaceId } = act;
  try {
    const undone = await inTransaction(db, async (tx): Promise<Undone> => {
      await lockAll(tx, workspaceId);
      if (!(await takeOnce(tx, workspaceId, act.transportKey))) return { kind: 'repeated' };
      const rows = await tx.campaignChange.findMany({
        where: { workspaceId, batchId, undoneAt: null },
        orderBy: { id: 'desc' },
      });
      const changes = z.array(change).parse(rows);
      // a decision whose budgets go back is none; a declined one changed none.
      const decisions = await tx.budgetDecision.updateMany({
        where: { workspaceId, id: batchId, undoneAt: null },
        data: { undoneAt: toDate(act.now) },
      });
      if (changes.length + decisions.count === 0) return { kind: 'gone' };
      for (const one of changes)
        if (await changedSince(tx, workspaceId, one.campaignId, one.id))
          throw new Refused({ kind: 'changed since' });
      for (const one of changes) await restore(tx, act, one);
      await tx.campaignChange.updateMany({
        where: { workspaceId, batchId },
        data: { undoneAt: toDate(act.now) },
      });
      if (decisions.count > 0)
        await audit(tx, {
          workspaceId,
          actorId: act.actorId,
          action: 'budget.undone',
          subject: `budget:${batchId}`,
          detail: {},
        });
      return { kind: 'undone', campaignIds: changes.map(({ campaignId }) => campaignId) };
    });
    await db.durable();
    return undone;
  } catch (error) {
    const why = refusedOf(error);
    if (why?.kind === 'taken' || why?.kind === 'changed since') return why;
    throw error;
  }
}

async function changedSince(tx: Tx, workspaceId: string, campaignId: string, id: bigint): Promise<boolean> {
  const where = { workspaceId, campaignId, undoneAt: null, id: { gt: id } };
  return (await tx.campaignChange.count({ where })) > 0;
}

async function restore(
  tx: Tx,
  act: CampaignAct,
  { campaignId, before }: z.infer<typeof change>,
): Promise<void> {
  const { workspaceId, actorId } = act;
  const [current] = await readCampaigns({ client: tx }, workspaceId, [campaignId]);
  if (before !== null) {
    await writeOne(tx, act, campaignRow.parse(before), current, 'campaign.undone');
    return;
  }
  await tx.campaignName.deleteMany({ where: { workspaceId, campaignId } });
  await tx.campaign.updateMany({ where: { workspaceId, id: campaignId }, data: { isUndone: true } });
  const detail = { before: told(current), after: '–' };
  await audit(tx, {
    workspaceId,
    actorId,
    action: 'campaign.undone',
    subject: `campaign:${campaignId}`,
    detail,
  });
}
