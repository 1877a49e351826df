import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addressOf, following, type Sync } from '../../src/platform/db/embedded/wal.ts';
import { type Db, inTransaction, openDb } from '../../src/platform/db/index.ts';
import { freshWorkspaceId, temporaryDirectory } from '../support/db.ts';
import { silentLog } from '../support/log.ts';
import { copyTemplate } from '../support/template.ts';

const directory = temporaryDirectory();
const log = join(directory.path, 'db/pg_wal');
let db: Db;
let events: string[] = [];
/** What stood in the write-ahead log when it was put on disk. */
let synced = '';

const sync: Sync = async (file) => {
  events.push('sync begins');
  synced += (await readWhole(file)).toString('latin1');
  await file.datasync();
  await sleep(20);
  events.push('sync ends');
};

async function readWhole(file: Parameters<Sync>[0]): Promise<Buffer> {
  const bytes = Buffer.alloc((await file.stat()).size);
  await file.read(bytes, 0, bytes.length, 0);
  return bytes;
}

beforeAll(async () => {
  await copyTemplate(directory.path);
  db = await openDb({ dataDir: directory.path, role: 'app', log: silentLog, sync });
});
beforeEach(async () => {
  await db.durable();
  events = [];
  synced = '';
});
afterAll(async () => {
  await db.close();
  directory.remove();
});

async function confirm(workspaceId: string, key: string): Promise<void> {
  await inTransaction(db, (tx) => tx.delivery.create({ data: { workspaceId, key } }));
  events.push('committed');
  await db.durable();
  events.push('answered');
}

describe('durable', () => {
  it('comes in this order: commit, fdatasync of the log that holds it, answer', async () => {
    await confirm(freshWorkspaceId(), 'the-row-that-matters');
    expect(events).toEqual(['committed', 'sync begins', 'sync ends', 'answered']);
    expect(synced).toContain('the-row-that-matters');
  });

  it('gives nobody a sync that began before their commit, and shares one among those who wait', async () => {
    const workspaceId = freshWorkspaceId();
    const numbers = Array.from({ length: 40 }, (_, n) => n);
    await Promise.all(numbers.map((n) => confirm(workspaceId, `row-${n}`)));
    const begun: number[] = [];
    const ended: number[] = [];
    for (const [at, event] of events.entries()) {
      if (event === 'sync begins') begun.push(at);
      if (event === 'sync ends') ended.push(at);
    }
    expect(begun.length).toBeLessThan(20);
    const commits = [...events.keys()].filter((at) => events[at] === 'committed');
    const answers = [...events.keys()].filter((at) => events[at] === 'answered');
    for (const [n, answer] of answers.entries()) {
      const commit = commits[n] ?? Number.POSITIVE_INFINITY;
      expect(begun.some((begin, i) => begin > commit && (ended[i] ?? answer) < answer)).toBe(true);
    }
  });

  it('follows the log into its next segments, and over a checkpoint that drops old ones', async () => {
    const workspaceId = freshWorkspaceId();
    for (const round of [1, 2, 3]) {
      await db.client.$executeRaw`INSERT INTO delivery (workspace_id, key)
        SELECT ${workspaceId}, ${round}::text || repeat(md5(g::text), 20) FROM generate_series(1, 30000) g`;
      if (round === 2) await db.client.$executeRaw`CHECKPOINT`;
      synced = '';
      await confirm(workspaceId, `after-${round}`);
      expect(synced).toContain(`after-${round}`);
    }
    const segments = readdirSync(log).filter((name) => /^[0-9A-F]{24}$/.test(name));
    expect(segments.length).toBeGreaterThan(3);
  });

  it('fails loudly when the disk does', async () => {
    const broken = await openDb({
      dataDir: directory.path,
      role: 'command',
      log: silentLog,
      sync: () => Promise.reject(new Error('EIO: i/o error')),
    });
    await expect(broken.durable()).rejects.toThrow('EIO');
    await broken.close();
  });
});

describe('the names of the log’s segments', () => {
  it('count up in two halves', () => {
    expect(following('000000010000000000000001')).toBe('000000010000000000000002');
    expect(following('0000000100000000000000FF')).toBe('000000010000000100000000');
  });

  it('tell the address that the first page of a segment in use bears', () => {
    const [oldest = ''] = readdirSync(log)
      .filter((name) => /^[0-9A-F]{24}$/.test(name))
      .sort();
    expect(readFileSync(join(log, oldest)).readBigUInt64LE(8)).toBe(addressOf(oldest));
  });
});
