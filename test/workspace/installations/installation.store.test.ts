import { describe, expect, it } from 'vitest';
import { Temporal, toDate } from '../../../src/kpi/time.ts';
import { enqueue } from '../../../src/platform/jobs/outbox.ts';
import { ensureSchedule, planDue } from '../../../src/platform/jobs/store.ts';
import { createSecrets } from '../../../src/platform/secrets/index.ts';
import type { NewInstallation, Tokens } from '../../../src/workspace/installations/installation.ts';
import { rewriteTokens } from '../../../src/workspace/installations/rewriting/store.ts';
import {
  claimRenewal,
  endInstallation,
  readInstallation,
  readTokens,
  reviveWorkspace,
  saveInstallation,
  storeRenewed,
} from '../../../src/workspace/installations/store.ts';
import { ensureWorkspace, isInstalled, listWorkspaceIds } from '../../../src/workspace/store.ts';
import { freshWorkspaceId, useDb } from '../../support/db.ts';

const db = useDb();
const [former, present] = ['a former key of 32 characters ....', 'the present key of 32 characters .'];
const secrets = createSecrets([present]);
const at = (text: string) => Temporal.Instant.from(text);
const first = at('2026-11-01T12:00:00Z');
const tokens: Tokens = {
  ...{ botToken: 'xoxe.xoxb-1', refreshToken: 'xoxe-1-1' },
  expiresAt: at('2026-11-02T00:00:00Z'),
};

const given = (workspaceId: string): NewInstallation => ({
  ...{ workspaceId, workspaceName: 'Northwind', enterpriseId: 'E1', enterpriseName: 'Northwind Group' },
  ...{ appId: 'A1', botUserId: 'UBOT', botId: 'B1', scopes: ['commands', 'chat:write'], installedBy: 'U1' },
  tokens,
});

async function installed(key = secrets): Promise<string> {
  const workspaceId = freshWorkspaceId();
  await ensureWorkspace(db(), { id: workspaceId, name: 'Northwind' });
  await saveInstallation(db(), key, given(workspaceId), first);
  return workspaceId;
}

describe('an installation', () => {
  it('is stored with its enterprise, and its tokens only encrypted', async () => {
    const workspaceId = await installed();
    const row = await db().client.installation.findUniqueOrThrow({ where: { workspaceId } });
    expect(row).toMatchObject({
      enterpriseId: 'E1',
      enterpriseName: 'Northwind Group',
      scopes: 'commands,chat:write',
    });
    expect(JSON.stringify(row)).not.toMatch(/xox/);
    expect(await readTokens(db(), secrets, workspaceId)).toEqual({ ...tokens, installedAt: first });
    expect(await readInstallation(db(), workspaceId)).toMatchObject({ installedBy: 'U1', isLive: true });
  });

  it('gives nobody the tokens of another workspace, even if they are copied into its row', async () => {
    const [one, other] = [await installed(), await installed()];
    const { botToken } = await db().client.installation.findUniqueOrThrow({ where: { workspaceId: other } });
    await db().client.installation.update({ where: { workspaceId: one }, data: { botToken } });
    await expect(readTokens(db(), secrets, one)).rejects.toThrow(/cannot be decrypted/);
  });

  it('ends: tokens deleted, no longer among those served, said in the audit log, once', async () => {
    const workspaceId = await installed();
    expect(await endInstallation(db(), workspaceId, 'app_uninstalled', at('2026-11-05T12:00:00Z'))).toBe(
      true,
    );
    expect(await endInstallation(db(), workspaceId, 'tokens_revoked', at('2026-11-06T12:00:00Z'))).toBe(
      false,
    );
    expect(await readTokens(db(), secrets, workspaceId)).toBeUndefined();
    expect(await listWorkspaceIds(db())).not.toContain(workspaceId);
    const where = { workspaceId, action: 'workspace.uninstalled' };
    expect((await db().client.auditRow.findMany({ where })).map((row) => row.detail)).toEqual([
      { why: 'app_uninstalled' },
    ]);
  });

  it('is not ended by news of the one before', async () => {
    const workspaceId = await installed();
    const again = at('2026-11-07T12:00:00Z');
    await saveInstallation(db(), secrets, given(workspaceId), again);
    expect(await endInstallation(db(), workspaceId, 'token_revoked', again, { installedAt: first })).toBe(
      false,
    );
    expect(await isInstalled(db(), workspaceId)).toBe(true);
    expect(await endInstallation(db(), workspaceId, 'token_revoked', again, { installedAt: again })).toBe(
      true,
    );
  });
});

describe('renewal', () => {
  const held = { ...tokens, installedAt: first };
  const renewed: Tokens = {
    botToken: 'xoxe.xoxb-2',
    refreshToken: 'xoxe-1-2',
    expiresAt: at('2026-11-02T12:00:00Z'),
  };

  it('is the right of one at a time, and of nobody who has not seen the newest tokens', async () => {
    const workspaceId = await installed();
    const claims = await Promise.all([1, 2, 3, 4].map(() => claimRenewal(db(), workspaceId, held)));
    expect(claims.filter(Boolean)).toHaveLength(1);
    expect(await storeRenewed(db(), secrets, workspaceId, 'xoxe-1-1', renewed)).toBe(true);
    expect(await claimRenewal(db(), workspaceId, held)).toBe(false);
    expect(await claimRenewal(db(), workspaceId, { ...renewed, installedAt: first })).toBe(true);
  });

  it('does not overwrite the tokens of a new installation, nor those of a renewal that was faster', async () => {
    const workspaceId = await installed();
    expect(await storeRenewed(db(), secrets, workspaceId, 'xoxe-1-1', renewed)).toBe(true);
    expect(await storeRenewed(db(), secrets, workspaceId, 'xoxe-1-1', { ...renewed, botToken: 'late' })).toBe(
      false,
    );
    expect((await readTokens(db(), secrets, workspaceId))?.botToken).toBe('xoxe.xoxb-2');
  });

  it('keeps what it got also where the tokens were encrypted anew meanwhile', async () => {
    const workspaceId = await installed(createSecrets([former]));
    const both = createSecrets([present, former]);
    await rewriteTokens(db(), both);
    expect(await storeRenewed(db(), both, workspaceId, 'xoxe-1-1', renewed)).toBe(true);
    expect((await readTokens(db(), secrets, workspaceId))?.refreshToken).toBe('xoxe-1-2');
  });
});

describe('a new key in front', () => {
  it('writes anew what the former one wrote; afterwards the former one is not needed', async () => {
    const workspaceId = await installed(createSecrets([former]));
    await expect(readTokens(db(), secrets, workspaceId)).rejects.toThrow(/PACER_SECRET_KEY/);
    const both = createSecrets([present, former]);
    expect((await readTokens(db(), both, workspaceId))?.botToken).toBe(tokens.botToken);
    expect((await rewriteTokens(db(), both)).rewritten).toBe(1);
    expect(await rewriteTokens(db(), both)).toMatchObject({ rewritten: 0, left: 0, unreadable: [] });
    expect((await readTokens(db(), secrets, workspaceId))?.refreshToken).toBe(tokens.refreshToken);
  });

  it('says which workspaces nobody can read any more, and goes on with the others', async () => {
    const [lost, readable] = [
      await installed(createSecrets(['a key that somebody lost, 32 chars'])),
      await installed(createSecrets([former])),
    ];
    const { rewritten, unreadable } = await rewriteTokens(db(), createSecrets([present, former]));
    expect(rewritten).toBe(1);
    expect(unreadable.map((problem) => [problem.kind, problem.message.includes(lost)])).toEqual([
      ['unknown key', true],
    ]);
    expect((await readTokens(db(), secrets, readable))?.botToken).toBe(tokens.botToken);
  });
});

describe('work that was away and goes on', () => {
  const away = at('2026-11-05T12:00:00Z');
  const back = at('2026-11-25T15:00:00Z');
  const moment = { weekday: 1, localTime: '09:00', zone: 'UTC' } as const;

  it('plans nothing while it is away, and afterwards nothing of what was due in between', async () => {
    const workspaceId = await installed();
    await ensureSchedule(db(), { workspaceId, teamId: 't', kind: 'weekly-feedback', moment }, first);
    await endInstallation(db(), workspaceId, 'app_uninstalled', away);
    const runs = () => db().client.reportRun.count({ where: { workspaceId } });
    await planDue(db(), at('2026-11-24T12:00:00Z'));
    expect(await runs()).toBe(0);
    await saveInstallation(db(), secrets, given(workspaceId), back);
    await planDue(db(), back);
    expect(await runs()).toBe(0);
    await planDue(db(), at('2026-11-30T09:00:00Z'));
    expect(await runs()).toBe(1);
  });

  it('does what was due within the last twelve hours: a token that was replaced the same morning costs no report', async () => {
    const workspaceId = freshWorkspaceId();
    await ensureWorkspace(db(), { id: workspaceId, name: 'Northwind' });
    const sunday = at('2026-11-22T20:00:00Z');
    await ensureSchedule(db(), { workspaceId, teamId: 't', kind: 'weekly-feedback', moment }, sunday);
    await endInstallation(db(), workspaceId, 'token_revoked', sunday);
    const monday = at('2026-11-23T11:00:00Z');
    await planDue(db(), monday);
    expect(await reviveWorkspace(db(), workspaceId, monday)).toBe(true);
    expect(await reviveWorkspace(db(), workspaceId, monday)).toBe(false);
    await planDue(db(), monday);
    expect(await db().client.reportRun.count({ where: { workspaceId } })).toBe(1);
  });

  it('lets old messages go, and sends young ones', async () => {
    const workspaceId = await installed();
    for (const key of ['old', 'young'])
      await enqueue(db(), { workspaceId, key, channel: 'U1', reply: { text: key } });
    const at20 = toDate(back.subtract({ hours: 20 }));
    await db().client.outbox.updateMany({ where: { workspaceId, key: 'old' }, data: { createdAt: at20 } });
    await db().client.outbox.updateMany({
      where: { workspaceId, key: 'young' },
      data: { createdAt: toDate(back) },
    });
    await endInstallation(db(), workspaceId, 'app_uninstalled', away);
    await saveInstallation(db(), secrets, given(workspaceId), back);
    const found = await db().client.outbox.findMany({ where: { workspaceId }, orderBy: { key: 'asc' } });
    expect(found.map(({ key, state }) => [key, state])).toEqual([
      ['old', 'failed'],
      ['young', 'pending'],
    ]);
  });
});
