import { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { isDue, isFresh, takeDaily } from '../../src/platform/db/embedded/snapshots/daily.ts';
import { isBroken } from '../../src/platform/db/embedded/snapshots/restore.ts';
import { keptSnapshots, listSnapshots } from '../../src/platform/db/embedded/snapshots/take.ts';
import { type Db, openDb } from '../../src/platform/db/index.ts';
import { temporaryDirectory } from '../support/db.ts';
import { silentLog } from '../support/log.ts';
import { copyTemplate } from '../support/template.ts';

/** Snapshots of the embedded database: taken while it serves, whole, and put in its place where it does not open. */
const directory = temporaryDirectory();
afterAll(() => directory.remove());
const told: string[] = [];
const open = (): Promise<Db> =>
  openDb({
    dataDir: directory.path,
    role: 'app',
    log: silentLog,
    keepsSnapshots: true,
    tell: (text) => told.push(text),
  });
const write = (db: Db, key: string) => db.client.delivery.create({ data: { workspaceId: 'T1', key } });
const keys = async (db: Db): Promise<string[]> =>
  (await db.client.delivery.findMany({ where: { workspaceId: 'T1' }, orderBy: { key: 'asc' } })).map(
    (row) => row.key,
  );
const at = (hour: number) => new Date(Date.UTC(2026, 10, 27, hour));
const control = () => join(directory.path, 'db', 'global', 'pg_control');

describe('the day’s snapshot', () => {
  test('is due once a day in quiet hours, or after a day and a half', () => {
    expect(isDue(undefined, at(12), 12)).toBe(false);
    expect(isDue(undefined, at(3), 3)).toBe(true);
    expect(isDue(at(3), at(4), 4)).toBe(false);
    expect(isDue(new Date(at(3).getTime() - 24 * 3_600_000), at(3), 3)).toBe(true);
    expect(isDue(new Date(at(12).getTime() - 37 * 3_600_000), at(12), 12)).toBe(true);
    expect(isFresh(at(3), new Date(at(3).getTime() + 60_000))).toBe(true);
    expect(isFresh(at(3), at(4))).toBe(false);
  });
  test('a full disk or a missing right is not a broken database', () => {
    expect(isBroken('ENOSPC: no space left on device')).toBe(false);
    expect(isBroken('EACCES: permission denied')).toBe(false);
    expect(isBroken('invalid checkpoint record')).toBe(true);
  });
});

describe('a database that people write to', () => {
  test('is copied while people write to it, none of whom waits for the copy, and only so many copies are kept', {
    timeout: 120_000,
  }, async () => {
    await copyTemplate(directory.path);
    const db = await open();
    // Some megabytes, so that copying takes a while.
    await db.client.$executeRaw`
      INSERT INTO delivery (workspace_id, key) SELECT 'T0', repeat(md5(n::text), 8) || n FROM generate_series(1, 4000) n`;
    await write(db, 'before');
    let isOver = false;
    let [slowest, count] = [0, 0];
    const writing = (async () => {
      while (!isOver) {
        const start = performance.now();
        await write(db, `during ${String(count).padStart(6, '0')}`);
        slowest = Math.max(slowest, performance.now() - start);
        count += 1;
      }
    })();
    const begun = performance.now();
    const snapshot = db.snapshots && (await takeDaily(db.snapshots, at(3), 3, silentLog));
    const took = performance.now() - begun;
    isOver = true;
    await writing;
    expect(existsSync(snapshot?.path ?? '')).toBe(true);
    expect(count, 'people went on').toBeGreaterThan(10);
    expect(slowest).toBeLessThan(took / 2);
    await write(db, 'after the snapshot');
    for (let hour = 0; hour < keptSnapshots; hour += 1)
      writeFileSync(join(directory.path, 'snapshots', `2026-11-26T0${hour}-00-00-000Z.tar.gz`), 'old');
    for (const hour of [4, 6]) await db.snapshots?.take(at(hour));
    const kept = await listSnapshots(directory.path);
    expect(kept).toHaveLength(keptSnapshots);
    expect(kept[0]?.takenAt).toEqual(at(6));
    await write(db, 'never in a snapshot');
    await db.close();
    expect(told).toEqual([]);
  });

  test('an orderly stop takes one too', async () => {
    const [newest] = await listSnapshots(directory.path);
    expect(newest?.takenAt.getTime()).toBeGreaterThan(at(6).getTime());
    expect(readdirSync(join(directory.path, 'snapshots')).filter((name) => name.endsWith('.new'))).toEqual(
      [],
    );
  });
});

describe('a database that does not open', () => {
  test('is kept aside, the newest good snapshot takes its place, and it is said what is missing', {
    timeout: 120_000,
  }, async () => {
    // The newest two are damaged as well: one is cut, in one a byte has turned. The third is good, and was taken while serving.
    const [newest, second] = await listSnapshots(directory.path);
    truncateSync(newest?.path ?? '', 5_000);
    const bytes = readFileSync(second?.path ?? '');
    bytes.writeUInt8(bytes.readUInt8(bytes.length >> 1) ^ 0xff, bytes.length >> 1);
    writeFileSync(second?.path ?? '', bytes);
    writeFileSync(control(), Buffer.alloc(8192));
    const db = await open();
    const there = await keys(db);
    expect(there).toContain('before');
    expect(there).toContain('after the snapshot');
    expect(there).not.toContain('never in a snapshot');
    expect(told.join()).toMatch(
      /did not open.*snapshot of 2026-11-27T0\d:00:00.000Z: what was recorded after that is missing/s,
    );
    expect(told.join()).toMatch(/Damaged snapshots were passed over/);
    expect(readdirSync(directory.path).filter((name) => name.startsWith('db.broken-'))).toHaveLength(1);
    await write(db, 'life goes on');
    await db.close();
  });

  test('and has no snapshot is left alone, with a sentence', { timeout: 60_000 }, async () => {
    const bare = temporaryDirectory();
    await copyTemplate(bare.path);
    writeFileSync(join(bare.path, 'db', 'global', 'pg_control'), Buffer.alloc(8192));
    const opening = openDb({ dataDir: bare.path, role: 'app', log: silentLog, keepsSnapshots: true });
    await expect(opening).rejects.toMatchObject({ kind: 'broken' });
    expect(existsSync(join(bare.path, 'db'))).toBe(true);
    bare.remove();
  });
});
