import { afterEach, describe, expect, test } from 'vitest';
import { claimMessage, dropOutdated, enqueue } from '../../src/platform/jobs/outbox.ts';
import { ensureWorkspace } from '../../src/workspace/store.ts';
import { freshWorkspaceId, useDb } from '../support/db.ts';

/** Whose turn it is: which of the messages that wait may be sent now (reliability.md § 3). */
const db = useDb();

async function workspace(): Promise<string> {
  const id = freshWorkspaceId();
  await ensureWorkspace(db(), { id, name: id });
  return id;
}

// What a test left waiting is nobody's turn in the next one.
afterEach(async () => {
  await db().client.workspace.updateMany({ data: { uninstalledAt: new Date() } });
});

const write = (
  workspaceId: string,
  key: string,
  more: { under?: string; channel?: string; validMs?: number } = {},
) => enqueue(db(), { workspaceId, key, channel: 'C1', reply: { text: key }, ...more });

async function claimed(): Promise<string | undefined> {
  const message = await claimMessage(db());
  return message && `${message.key}${message.threadTs === null ? '' : ` below ${message.threadTs}`}`;
}

const end = (workspaceId: string, key: string, data: { state: string; sentTs?: string; sentAt?: Date }) =>
  db().client.outbox.updateMany({ where: { workspaceId, key }, data });
const longAgo = new Date('2026-01-01T00:00:00Z');

describe('what stands in a thread', () => {
  test('waits for its parent, and holds up nobody else of the channel', async () => {
    const at = await workspace();
    await write(at, '1 opening');
    await end(at, '1 opening', { state: 'ambiguous' });
    await write(at, '2 reply', { under: '1 opening' });
    await write(at, '3 board');
    expect([await claimed(), await claimed()]).toEqual(['3 board', undefined]);
    await end(at, '3 board', { state: 'sent', sentTs: '3.0', sentAt: longAgo });
    await end(at, '1 opening', { state: 'sent', sentTs: '1.0', sentAt: longAgo });
    expect(await claimed()).toBe('2 reply below 1.0');
  });

  test.each(['failed', 'parked', 'left', 'sent'])(
    'stands by itself where its parent is %s and nobody knows an address of it',
    async (state) => {
      const at = await workspace();
      await write(at, '1 opening');
      await write(at, '2 reply', { under: '1 opening' });
      await end(at, '1 opening', { state, ...(state === 'sent' ? { sentAt: longAgo } : {}) });
      expect(await claimed()).toBe('2 reply');
    },
  );

  test('keeps its own order', async () => {
    const at = await workspace();
    await write(at, '1 opening');
    await end(at, '1 opening', { state: 'sent', sentTs: '1.0', sentAt: longAgo });
    await write(at, '2 reply', { under: '1 opening' });
    await write(at, '3 reply', { under: '1 opening' });
    expect([await claimed(), await claimed()]).toEqual(['2 reply below 1.0', undefined]);
  });
});

test('a workspace has four on their way at once; those of a process that died take nobody’s place for long', async () => {
  const at = await workspace();
  for (const key of ['1', '2', '3', '4', '5', '6']) await write(at, key, { channel: `C${key}` });
  for (const key of ['1', '2', '3', '4']) expect(await claimed()).toBe(key);
  expect(await claimed()).toBeUndefined();
  // A quarter of a minute is longer than a call takes: the rest is tried well within its minute, though nobody knows yet what became of those.
  await db().client.$executeRaw`
    UPDATE outbox SET lease_until = lease_until - interval '15 seconds' WHERE workspace_id = ${at} AND key = '1'`;
  expect([await claimed(), await claimed()]).toEqual(['5', undefined]);
});

test('what is worth nothing after a while is not sent after it', async () => {
  const at = await workspace();
  await write(at, '1 nudge', { validMs: 60_000 });
  await write(at, '2 notice', { channel: 'C2' });
  await db().client
    .$executeRaw`UPDATE outbox SET created_at = created_at - interval '61 seconds' WHERE workspace_id = ${at}`;
  expect([await claimed(), await claimed()]).toEqual(['2 notice', undefined]);
  expect(await dropOutdated(db())).toBe(1);
  const row = await db().client.outbox.findFirstOrThrow({ where: { workspaceId: at, key: '1 nudge' } });
  expect(row).toMatchObject({ state: 'left', attempts: 0 });
});
