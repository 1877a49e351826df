import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDb } from '../../src/platform/db/index.ts';
import { startChild } from '../support/child.ts';
import { freshWorkspaceId, temporaryDirectory } from '../support/db.ts';
import { silentLog } from '../support/log.ts';
import { rounds } from '../support/rounds.ts';
import { copyTemplate } from '../support/template.ts';

const ROUNDS = rounds(2, 10);
const directory = temporaryDirectory();
beforeAll(() => copyTemplate(directory.path));
afterAll(() => directory.remove());

/** Lets a process write until it has confirmed about `most` rows, and kills it then. Returns what it confirmed. */
async function writeAndKill(workspaceId: string, most: number): Promise<string[]> {
  const child = startChild('support/db-child.ts', ['write', directory.path, workspaceId]);
  const isConfirmed = (line: string): boolean => line.startsWith('confirmed ');
  await child.line((line) => isConfirmed(line) && child.lines.filter(isConfirmed).length >= most);
  await child.kill();
  return child.lines.filter(isConfirmed).map((line) => line.slice('confirmed '.length));
}

describe('kill -9 of a process that writes to the embedded database', () => {
  it(`loses no row that was confirmed, in ${ROUNDS} rounds on the same data`, {
    timeout: 30_000 * ROUNDS,
  }, async () => {
    const workspaceId = freshWorkspaceId();
    const confirmed: string[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const prefix = `${workspaceId}-${round}`;
      const keys = await writeAndKill(prefix, 10 + 17 * round);
      expect(keys.length).toBeGreaterThanOrEqual(10 + 17 * round);
      confirmed.push(...keys.map((key) => `${prefix}/${key}`));
    }
    const db = await openDb({ dataDir: directory.path, role: 'app', log: silentLog });
    const rows = await db.client.delivery.findMany({ where: { workspaceId: { startsWith: workspaceId } } });
    const audits = await db.client.auditRow.findMany({ where: { workspaceId: { startsWith: workspaceId } } });
    await db.close();
    const kept = new Set(rows.map((row) => `${row.workspaceId}/${row.key}`));
    expect(confirmed.filter((key) => !kept.has(key))).toEqual([]);
    const halves = [...kept].sort();
    expect(audits.map((row) => `${row.workspaceId}/${row.subject}`).sort()).toEqual(halves);
  });
});

describe('kill -9 during the very first start', () => {
  it('leaves nothing in the way of the second', async () => {
    const empty = temporaryDirectory();
    const child = startChild('support/db-child.ts', ['hold', empty.path]);
    const draft = join(empty.path, 'db.new');
    while (!existsSync(join(draft, 'base'))) await sleep(10);
    await child.kill();
    const db = await openDb({ dataDir: empty.path, role: 'app', log: silentLog });
    expect(await db.client.workspace.count()).toBe(0);
    expect(existsSync(draft)).toBe(false);
    await db.close();
    empty.remove();
  });
});
