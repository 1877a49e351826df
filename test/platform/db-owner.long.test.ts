import { existsSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { readOwner } from '../../src/platform/db/embedded/lock.ts';
import { type Db, DbProblem, openDb } from '../../src/platform/db/index.ts';
import { startChild } from '../support/child.ts';
import { freshWorkspaceId, temporaryDirectory } from '../support/db.ts';
import { silentLog } from '../support/log.ts';
import { copyTemplate } from '../support/template.ts';

const undo: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

async function dataDirectory(): Promise<string> {
  const directory = temporaryDirectory();
  undo.push(() => directory.remove());
  await copyTemplate(directory.path);
  return directory.path;
}

async function open(dataDir: string, role: 'app' | 'command'): Promise<Db> {
  const db = await openDb({ dataDir, role, log: silentLog });
  undo.push(() => db.close());
  return db;
}

const problemOf = (opening: Promise<Db>): Promise<unknown> =>
  opening.then(
    () => 'it opened',
    (error: unknown) => error,
  );

describe('one owner a directory', () => {
  it('a second app is refused with the owner’s process id, and harms nothing', async () => {
    const dataDir = await dataDirectory();
    const child = startChild('support/db-child.ts', ['write', dataDir, 'T1']);
    undo.push(() => child.kill());
    await child.line((line) => line.startsWith('confirmed'));
    const problem = await problemOf(openDb({ dataDir, role: 'app', log: silentLog }));
    expect(problem).toBeInstanceOf(DbProblem);
    expect(problem).toMatchObject({ kind: 'in-use', ownerPid: child.pid });
    expect(String(problem)).toContain(`process id ${child.pid}`);
    expect(String(problem)).toContain('PACER_DATA_DIR');
    const told = child.lines.length;
    await child.line((line) => child.lines.length > told + 20 && line.startsWith('confirmed'));
  });

  it('a second app in the same process is refused too', async () => {
    const dataDir = await dataDirectory();
    await open(dataDir, 'app');
    expect(await problemOf(openDb({ dataDir, role: 'app', log: silentLog }))).toMatchObject({
      kind: 'in-use',
      ownerPid: process.pid,
    });
  });

  it('the directory is free after a kill -9, and the stale socket is no hindrance', async () => {
    const dataDir = await dataDirectory();
    const child = startChild('support/db-child.ts', ['hold', dataDir]);
    await child.line((line) => line === 'open');
    await child.kill();
    expect(readOwner(dataDir)?.pid).toBe(child.pid);
    const db = await open(dataDir, 'app');
    expect(await db.client.workspace.count()).toBe(0);
    expect(readOwner(dataDir)?.pid).toBe(process.pid);
  });

  it('an orderly close frees the directory and leaves no trace of an owner', async () => {
    const dataDir = await dataDirectory();
    const db = await openDb({ dataDir, role: 'app', log: silentLog });
    const socketPath = readOwner(dataDir)?.socketPath ?? '';
    expect(existsSync(socketPath)).toBe(true);
    expect(statSync(join(socketPath, '..')).mode & 0o777).toBe(0o700);
    await db.close();
    expect([existsSync(socketPath), readOwner(dataDir)]).toEqual([false, undefined]);
  });

  it('a data directory with a path too long for a socket works', async () => {
    const dataDir = join(await dataDirectory(), 'x'.repeat(120));
    await copyTemplate(dataDir);
    const db = await open(dataDir, 'app');
    await db.client.delivery.create({ data: { workspaceId: 'T1', key: 'k' } });
    const command = await open(dataDir, 'command');
    expect(await command.client.delivery.count()).toBe(1);
  });
});

describe('a directory that cannot be opened', () => {
  it('a path that is a file is named, with the setting that chooses another', async () => {
    const file = join(await dataDirectory(), 'a-file');
    writeFileSync(file, '');
    const problem = await problemOf(openDb({ dataDir: file, role: 'app', log: silentLog }));
    expect(problem).toMatchObject({ kind: 'unusable' });
    expect(String(problem)).toContain('PACER_DATA_DIR');
  });

  it.each([
    [
      'a control file of noise',
      (db: string) => writeFileSync(join(db, 'global/pg_control'), 'x'.repeat(8192)),
    ],
    ['a control file cut short', (db: string) => truncateSync(join(db, 'global/pg_control'), 10)],
    ['no log', (db: string) => rmSync(join(db, 'pg_wal'), { recursive: true })],
  ])('%s: it says so, touches nothing, and frees the directory', async (_title, breakIt) => {
    const dataDir = await dataDirectory();
    breakIt(join(dataDir, 'db'));
    const problem = await problemOf(openDb({ dataDir, role: 'app', log: silentLog }));
    expect(problem).toMatchObject({ kind: 'broken' });
    expect(String(problem)).toContain('Keep the directory aside');
    expect(await problemOf(openDb({ dataDir, role: 'app', log: silentLog }))).toMatchObject({
      kind: 'broken',
    });
  });
});

describe('commands', () => {
  it('work while the app runs, on the same data', async () => {
    const dataDir = await dataDirectory();
    const workspaceId = freshWorkspaceId();
    const child = startChild('support/db-child.ts', ['hold', dataDir]);
    undo.push(() => child.kill());
    await child.line((line) => line === 'open');
    const command = await openDb({ dataDir, role: 'command', log: silentLog });
    await command.client.delivery.create({ data: { workspaceId, key: 'k' } });
    await command.durable();
    await command.close();
    const again = await open(dataDir, 'command');
    expect(await again.client.delivery.count({ where: { workspaceId } })).toBe(1);
    expect(readOwner(dataDir)?.pid).toBe(child.pid);
  });

  it('own the directory for their run when nobody does', async () => {
    const dataDir = await dataDirectory();
    const command = await open(dataDir, 'command');
    expect(readOwner(dataDir)).toMatchObject({ pid: process.pid, role: 'command' });
    expect(await command.client.workspace.count()).toBe(0);
  });
});

describe('clients of the one session', () => {
  it('a long query does not hold up the thread that answers Slack', async () => {
    const db = await open(await dataDirectory(), 'app');
    let turns = 0;
    let running = true;
    const turn = (): void => {
      turns += 1;
      if (running) setTimeout(turn, 1);
    };
    turn();
    await db.client.$queryRaw`SELECT count(*)::int FROM generate_series(1, 3000000) g`;
    running = false;
    expect(turns).toBeGreaterThan(20);
  });

  it('a client that dies inside a transaction leaves nothing behind and holds nobody up', async () => {
    const dataDir = await dataDirectory();
    const db = await open(dataDir, 'app');
    const host = join(readOwner(dataDir)?.socketPath ?? '', '..');
    const client = new pg.Client({ host, port: 5432, user: 'postgres', database: 'postgres' });
    client.on('error', () => undefined);
    await client.connect();
    await client.query('BEGIN');
    await client.query(`INSERT INTO delivery (workspace_id, key) VALUES ('T1', 'half')`);
    const waiting = db.client.delivery.create({ data: { workspaceId: 'T1', key: 'whole' } });
    client.connection.stream.destroy();
    await waiting;
    expect((await db.client.delivery.findMany()).map(({ key }) => key)).toEqual(['whole']);
  });

  it('COPY FROM STDIN, which PGlite would never come back from, is refused and harms nothing', async () => {
    const dataDir = await dataDirectory();
    const db = await open(dataDir, 'app');
    const host = join(readOwner(dataDir)?.socketPath ?? '', '..');
    const client = new pg.Client({ host, port: 5432, user: 'postgres', database: 'postgres' });
    await client.connect();
    await expect(client.query('SELECT 1; copy delivery from STDIN')).rejects.toThrow(
      'takes no COPY FROM STDIN',
    );
    await expect(client.query({ text: 'COPY delivery FROM stdin', values: [] })).rejects.toThrow(
      'takes no COPY',
    );
    expect((await client.query(`SELECT 'copy that from stdin' AS words`)).rows).toEqual([
      { words: 'copy that from stdin' },
    ]);
    await client.end();
    expect(await db.client.delivery.count()).toBe(0);
  });

  it('a client that forgets its transaction is cut off when others wait', async () => {
    const db = await open(await dataDirectory(), 'app');
    const forgetful = db.client.$transaction(async (tx) => {
      await tx.delivery.create({ data: { workspaceId: 'T1', key: 'half' } });
      await db.client.delivery.count();
      await tx.delivery.create({ data: { workspaceId: 'T1', key: 'never' } });
    });
    await expect(forgetful).rejects.toThrow();
    expect(await db.client.delivery.count()).toBe(0);
  });
});
