import { describe, expect, it } from 'vitest';
import { Temporal } from '../../../src/kpi/time.ts';
import { toDbDate } from '../../../src/platform/db/index.ts';
import { createSecrets } from '../../../src/platform/secrets/index.ts';
import { erase, listOverdue } from '../../../src/workspace/installations/erasure/store.ts';
import { erasedTables } from '../../../src/workspace/installations/erasure/tables.ts';
import { endInstallation, saveInstallation } from '../../../src/workspace/installations/store.ts';
import { ensureWorkspace, isInstalled } from '../../../src/workspace/store.ts';
import { freshWorkspaceId, useDb } from '../../support/db.ts';

const db = useDb();
const secrets = createSecrets(['a key for tests of 32 characters ...']);
const day = (text: string) => Temporal.Instant.from(`${text}T12:00:00Z`);

const installation = (workspaceId: string) => ({
  ...{ workspaceId, workspaceName: 'Northwind', enterpriseId: null, enterpriseName: null },
  ...{ appId: 'A1', botUserId: 'UBOT', botId: 'B1', scopes: ['commands'], installedBy: 'U1' },
  tokens: { botToken: 'xoxb-1', refreshToken: null, expiresAt: null },
});

async function removed(): Promise<string> {
  const workspaceId = freshWorkspaceId();
  await ensureWorkspace(db(), { id: workspaceId, name: 'Northwind' });
  await saveInstallation(db(), secrets, installation(workspaceId), day('2026-11-01'));
  await endInstallation(db(), workspaceId, 'app_uninstalled', day('2026-11-20'));
  return workspaceId;
}

/** Facts of the append-only kind, and more of them than one step takes. */
async function withFacts(workspaceId: string, count: number): Promise<void> {
  const fact = {
    typeKey: 'call',
    memberId: 'm',
    actorId: 'm',
    origin: 'slash',
    quantity: 100n,
    batchId: 'b',
  };
  await db().client.activity.createMany({
    data: Array.from({ length: count }, (_, n) => ({
      ...fact,
      ...{ workspaceId, id: `a${n}`, localDate: toDbDate('2026-11-19') },
    })),
  });
  await db().client.target.create({
    data: {
      workspaceId,
      id: 't',
      subjectKind: 'member',
      subjectId: 'm',
      metricKey: 'calls',
      layer: 'own',
      periodKind: 'week',
    },
  });
  await db().client.targetVersion.create({
    data: { workspaceId, targetId: 't', seq: 1, fromDate: toDbDate('2026-11-01'), value: 1n, state: 'own' },
  });
}

describe('erasure of a removed workspace', () => {
  it('knows every table that holds something of a workspace', async () => {
    const rows = await db().client.$queryRaw<{ name: string }[]>`
      SELECT table_name AS name FROM information_schema.columns
      WHERE column_name = 'workspace_id' AND table_schema = current_schema() ORDER BY table_name`;
    expect(rows.map((row) => row.name)).toEqual([...erasedTables].toSorted());
  });

  it('begins after 30 days, not before, and takes the append-only tables too', async () => {
    const [workspaceId, other] = [await removed(), await removed()];
    await withFacts(workspaceId, 3);
    await withFacts(other, 3);
    await saveInstallation(db(), secrets, installation(other), day('2026-11-25'));
    expect(await listOverdue(db(), day('2026-12-20'))).not.toContain(workspaceId);
    expect((await erase(db(), workspaceId, day('2026-12-20'), 1e6)).isDone).toBe(false);
    expect(await db().client.activity.count({ where: { workspaceId } })).toBe(3);
    const due = day('2026-12-21');
    expect(await listOverdue(db(), due)).toContain(workspaceId);
    expect(await listOverdue(db(), due)).not.toContain(other);
    const erasure = await erase(db(), workspaceId, due, 1e6);
    expect(erasure).toMatchObject({
      isDone: true,
      rows: { activity: 3, target_version: 1, installation: 1 },
    });
    const where = { workspaceId };
    expect(await db().client.activity.count({ where })).toBe(0);
    expect(await db().client.targetVersion.count({ where })).toBe(0);
    expect(await db().client.auditRow.count({ where })).toBe(0);
    expect(await db().client.activity.count({ where: { workspaceId: other } })).toBe(3);
    expect(await db().client.targetVersion.count({ where: { workspaceId: other } })).toBe(1);
  });

  it('goes in steps: a call stops at its measure, the next one goes on', async () => {
    const workspaceId = await removed();
    await withFacts(workspaceId, 1200);
    const due = day('2027-01-01');
    const first = await erase(db(), workspaceId, due, 1000);
    expect(first).toMatchObject({ isDone: false, rows: { activity: 1000 } });
    expect(await db().client.workspace.count({ where: { id: workspaceId } })).toBe(1);
    expect((await erase(db(), workspaceId, due, 1000)).isDone).toBe(true);
    expect(await db().client.workspace.count({ where: { id: workspaceId } })).toBe(0);
  });

  it('stops where the app is installed again', async () => {
    const workspaceId = await removed();
    await withFacts(workspaceId, 10);
    await saveInstallation(db(), secrets, installation(workspaceId), day('2026-12-31'));
    expect(await erase(db(), workspaceId, day('2027-01-01'), 1e6)).toMatchObject({ isDone: false, rows: {} });
    expect(await db().client.activity.count({ where: { workspaceId } })).toBe(10);
    expect(await isInstalled(db(), workspaceId)).toBe(true);
  });

  it('leaves alone what did not come by OAuth: whoever runs the app owns that database', async () => {
    const workspaceId = freshWorkspaceId();
    await ensureWorkspace(db(), { id: workspaceId, name: 'Northwind' });
    await endInstallation(db(), workspaceId, 'token_revoked', day('2026-01-01'));
    expect(await isInstalled(db(), workspaceId)).toBe(false);
    expect(await listOverdue(db(), day('2027-01-01'))).not.toContain(workspaceId);
  });
});
