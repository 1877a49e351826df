import { instantOf, type Temporal, toDate } from '../../kpi/time.ts';
import { audit } from '../../platform/audit.ts';
import { type Db, inTransaction, type Prisma, type Tx } from '../../platform/db/index.ts';
import { resumeWork } from '../../platform/jobs/resume.ts';
import type { SealedPlace, Secrets } from '../../platform/secrets/index.ts';
import type { Ending, HeldTokens, InstallationInfo, NewInstallation, Tokens } from './installation.ts';

type Row = Prisma.InstallationGetPayload<object>;

const place = (workspaceId: string, kind: SealedPlace['kind']): SealedPlace => ({ workspaceId, kind });

function sealed(secrets: Secrets, workspaceId: string, { botToken, refreshToken, expiresAt }: Tokens) {
  return {
    botToken: secrets.seal(botToken, place(workspaceId, 'bot token')),
    refreshToken:
      refreshToken === null ? null : secrets.seal(refreshToken, place(workspaceId, 'refresh token')),
    expiresAt: expiresAt === null ? null : toDate(expiresAt),
    refreshingUntil: null,
  };
}

/** The row until the end of the transaction, so that nobody changes it between our look and our change. */
async function lockRow(tx: Tx, workspaceId: string): Promise<Row | undefined> {
  await tx.$queryRaw`SELECT 1 FROM installation WHERE workspace_id = ${workspaceId} FOR UPDATE`;
  return (await tx.installation.findUnique({ where: { workspaceId } })) ?? undefined;
}

/**
 * Stores an installation, and lets the workspace's work go on, in one transaction. A second installation takes the place of the first:
 * new tokens, the same data. The workspace's row must exist.
 */
export async function saveInstallation(
  db: Db,
  secrets: Secrets,
  installation: NewInstallation,
  now: Temporal.Instant,
): Promise<void> {
  const { workspaceId, workspaceName, scopes, tokens, ...rest } = installation;
  const columns = {
    ...rest,
    scopes: scopes.join(','),
    installedAt: toDate(now),
    ...sealed(secrets, workspaceId, tokens),
  };
  await inTransaction(db, async (tx) => {
    await resume(tx, workspaceId, now);
    const before = await lockRow(tx, workspaceId);
    await tx.installation.upsert({
      where: { workspaceId },
      create: { workspaceId, ...columns },
      update: columns,
    });
    await tx.workspace.update({ where: { id: workspaceId }, data: { name: workspaceName } });
    const detail = { by: rest.installedBy, scopes: columns.scopes };
    const action = before === undefined ? 'workspace.installed' : 'workspace.reinstalled';
    await note(tx, workspaceId, action, detail);
  });
}

/** Lets the work of a workspace go on whose app was removed before; nothing where it was not. Its row is locked until the end. */
async function resume(tx: Tx, workspaceId: string, now: Temporal.Instant): Promise<boolean> {
  await tx.$queryRaw`SELECT 1 FROM workspace WHERE id = ${workspaceId} FOR UPDATE`;
  const row = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
  if (row.uninstalledAt === null) return false;
  await resumeWork(tx, workspaceId, now);
  await tx.workspace.update({ where: { id: workspaceId }, data: { uninstalledAt: null } });
  return true;
}

/** Where one token serves one workspace: a start with a working token lets the work go on. False where it never stopped. */
export async function reviveWorkspace(db: Db, workspaceId: string, now: Temporal.Instant): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const revived = await resume(tx, workspaceId, now);
    if (revived) await note(tx, workspaceId, 'workspace.revived', {});
    return revived;
  });
}

/** What may be said of an ending. */
export interface EndingOptions {
  /** Only where that is still the installation, so that late news of a former one do not end the present one. */
  installedAt?: Temporal.Instant | undefined;
  /** The tokens stay for a while: Slack refused them, which may turn out to be a mistake (doubt/). */
  keepsTokens?: boolean;
}

/**
 * Ends the work for a workspace at once: marked, its tokens deleted, its data kept for a while (erasure). False where there was nothing to
 * end.
 */
export async function endInstallation(
  db: Db,
  workspaceId: string,
  ending: Ending,
  now: Temporal.Instant,
  { installedAt, keepsTokens = false }: EndingOptions = {},
): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM workspace WHERE id = ${workspaceId} FOR UPDATE`;
    const row = await lockRow(tx, workspaceId);
    if (installedAt !== undefined && row?.installedAt.getTime() !== installedAt.epochMilliseconds)
      return false;
    const gone = { botToken: null, refreshToken: null, expiresAt: null, refreshingUntil: null };
    const deletes = !keepsTokens && row !== undefined && row.botToken !== null;
    if (deletes) await tx.installation.update({ where: { workspaceId }, data: gone });
    const ended = await tx.workspace.updateMany({
      where: { id: workspaceId, uninstalledAt: null },
      data: { uninstalledAt: toDate(now) },
    });
    if (ended.count > 0) await note(tx, workspaceId, 'workspace.uninstalled', { why: ending });
    return ended.count > 0 || deletes;
  });
}

/** Workspaces whose work stopped although their tokens are still there, and since when: Slack refused them. */
export async function listSuspended(db: Db): Promise<{ workspaceId: string; since: Temporal.Instant }[]> {
  const rows = await db.client.$queryRaw<{ id: string; uninstalled_at: Date }[]>`
    SELECT w.id, w.uninstalled_at FROM workspace w JOIN installation i ON i.workspace_id = w.id
    WHERE w.uninstalled_at IS NOT NULL AND i.bot_token IS NOT NULL`;
  return rows.map(({ id, uninstalled_at: at }) => ({ workspaceId: id, since: instantOf(at) }));
}

/** What is known of a workspace's installation, without its tokens; undefined where it did not come by OAuth. */
export async function readInstallation(db: Db, workspaceId: string): Promise<InstallationInfo | undefined> {
  const row = await db.client.installation.findUnique({ where: { workspaceId } });
  return row === null ? undefined : infoOf(row);
}

/** Whether the app was installed in the workspace before its present installation. */
export async function wasInstalledBefore(db: Db, workspaceId: string): Promise<boolean> {
  const where = { workspaceId, subject: `workspace:${workspaceId}`, action: 'workspace.reinstalled' };
  return (await db.client.auditRow.findFirst({ where, select: { id: true } })) !== null;
}

/** Installations since an instant, oldest first; those that were removed are left out. */
export async function installationsSince(db: Db, since: Temporal.Instant): Promise<InstallationInfo[]> {
  const rows = await db.client.installation.findMany({
    where: { installedAt: { gte: toDate(since) }, botToken: { not: null } },
    orderBy: { installedAt: 'asc' },
  });
  return rows.map(infoOf);
}

function infoOf(row: Row): InstallationInfo {
  const { workspaceId, appId, botUserId, botId, installedBy } = row;
  const installedAt = instantOf(row.installedAt);
  return { workspaceId, appId, botUserId, botId, installedBy, installedAt, isLive: row.botToken !== null };
}

/** The tokens of a workspace; undefined where there are none (any more). Throws a SecretProblem. */
export async function readTokens(
  db: Db,
  secrets: Secrets,
  workspaceId: string,
): Promise<HeldTokens | undefined> {
  const row = await db.client.installation.findUnique({ where: { workspaceId } });
  return row === null ? undefined : heldBy(secrets, row);
}

function heldBy(secrets: Secrets, row: Row): HeldTokens | undefined {
  const { workspaceId, botToken, refreshToken, expiresAt } = row;
  if (botToken === null) return undefined;
  return {
    botToken: secrets.open(botToken, place(workspaceId, 'bot token')),
    refreshToken:
      refreshToken === null ? null : secrets.open(refreshToken, place(workspaceId, 'refresh token')),
    expiresAt: expiresAt === null ? null : instantOf(expiresAt),
    installedAt: instantOf(row.installedAt),
  };
}

/**
 * Takes the right to renew the tokens for half a minute; false where another has it, or has renewed them since they were read. Whoever
 * holds it asks Slack outside of any transaction.
 */
export async function claimRenewal(db: Db, workspaceId: string, seen: HeldTokens): Promise<boolean> {
  const expiresAt = seen.expiresAt === null ? null : toDate(seen.expiresAt);
  const taken = await db.client.$executeRaw`
    UPDATE installation SET refreshing_until = now() + interval '30 seconds'
    WHERE workspace_id = ${workspaceId} AND bot_token IS NOT NULL AND installed_at = ${toDate(seen.installedAt)}
      AND expires_at IS NOT DISTINCT FROM ${expiresAt} AND (refreshing_until IS NULL OR refreshing_until < now())`;
  return taken === 1;
}

/** Gives the right to renew back after a failed attempt; the next one may come after a pause. */
export async function releaseRenewal(db: Db, workspaceId: string, pauseSeconds: number): Promise<void> {
  await db.client.$executeRaw`
    UPDATE installation SET refreshing_until = now() + ${pauseSeconds} * interval '1 second'
    WHERE workspace_id = ${workspaceId} AND refreshing_until IS NOT NULL`;
}

/**
 * Stores renewed tokens in the place of those whose refresh token was used; false where others stand there by now (a new installation),
 * which are newer still. Compared by what the token says: it may have been encrypted anew meanwhile.
 */
export async function storeRenewed(
  db: Db,
  secrets: Secrets,
  workspaceId: string,
  usedRefreshToken: string,
  renewed: Tokens,
): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const row = await lockRow(tx, workspaceId);
    const held = row === undefined ? undefined : heldBy(secrets, row);
    if (held?.refreshToken !== usedRefreshToken) return false;
    await tx.installation.update({ where: { workspaceId }, data: sealed(secrets, workspaceId, renewed) });
    return true;
  });
}

const note = (tx: Tx, workspaceId: string, action: string, detail: Record<string, string>) =>
  audit(tx, { workspaceId, actorId: null, action, subject: `workspace:${workspaceId}`, detail });
