import { describe, expect, it, vi } from 'vitest';
import { readyMade } from '../../src/playbook/readyMade.ts';
import { installPlaybook, readPlaybook } from '../../src/playbook/store.ts';
import { ensureWorkspace } from '../../src/workspace/store.ts';
import { freshWorkspaceId, useDb } from '../support/db.ts';

const db = useDb();

async function workspace(): Promise<string> {
  const id = freshWorkspaceId();
  await ensureWorkspace(db(), { id, name: 'Northwind' });
  return id;
}

describe('a playbook', () => {
  it('comes back from the database as it was written, in its order', async () => {
    const id = await workspace();
    const version = await installPlaybook(db(), id, readyMade);
    expect(version).toBe(1);
    expect(await readPlaybook(db(), id, version)).toEqual({ version, ...readyMade });
  });

  it('installed again changes nothing and keeps its version', async () => {
    const id = await workspace();
    await installPlaybook(db(), id, readyMade);
    expect(await installPlaybook(db(), id, readyMade)).toBe(1);
    expect(
      await db().client.auditRow.count({ where: { workspaceId: id, action: 'playbook.installed' } }),
    ).toBe(1);
  });

  it('a change raises the version, and readers of the new version see it', async () => {
    const id = await workspace();
    await installPlaybook(db(), id, readyMade);
    const before = await readPlaybook(db(), id, 1);
    const [first, ...rest] = readyMade.types;
    if (first === undefined) throw new Error('no type');
    const version = await installPlaybook(db(), id, {
      ...readyMade,
      types: [{ ...first, points: 777 }, ...rest],
    });
    expect(version).toBe(2);
    expect((await readPlaybook(db(), id, version)).types[0]?.points).toBe(777);
    expect(before.types[0]?.points).toBe(first.points);
  });

  it('of a workspace that was erased elsewhere and came back is not the one from before', async () => {
    const id = await workspace();
    const version = await installPlaybook(db(), id, readyMade);
    await readPlaybook(db(), id, version + 6);
    const [first] = readyMade.types;
    if (first === undefined) throw new Error('no type');
    await db().client.activityType.update({
      where: { workspaceId_key: { workspaceId: id, key: first.key } },
      data: { points: 777 },
    });
    const pointsOf = async () =>
      (await readPlaybook(db(), id, version)).types.find(({ key }) => key === first.key)?.points;
    expect(await pointsOf()).toBe(first.points);
    const now = performance.now();
    const clock = vi.spyOn(performance, 'now').mockReturnValue(now + 61 * 60_000);
    expect(await pointsOf()).toBe(777);
    clock.mockRestore();
  });

  it('is read once while its version is the same', async () => {
    const id = await workspace();
    const version = await installPlaybook(db(), id, readyMade);
    const [one, two] = await Promise.all([readPlaybook(db(), id, version), readPlaybook(db(), id, version)]);
    expect(one).toBe(two);
    expect(await readPlaybook(db(), id, version - 1)).toBe(one);
  });

  it('of a workspace without one is empty', async () => {
    const id = await workspace();
    expect(await readPlaybook(db(), id, 0)).toEqual({ version: 0, types: [], metrics: [] });
  });
});
