import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { describeProblems, figuresAccess, readConfig } from '../../src/config.ts';
import { createWebServer } from '../../src/platform/bolt/http/server.ts';
import type { Db } from '../../src/platform/db/index.ts';
import type { Access } from '../../src/platform/health/access.ts';
import { createHealth, type Health } from '../../src/platform/health/index.ts';
import { type HealthFacts, judge } from '../../src/platform/health/judge.ts';
import { useDb } from '../support/db.ts';
import { silentLog } from '../support/log.ts';

const well: HealthFacts = {
  databaseMs: 3.4,
  tickAgeMs: 59_000,
  slack: { isConnected: true, trouble: undefined },
  isStopping: false,
};

describe('whether the app can serve', () => {
  test('it can when the database answers, the minute’s work succeeds and Slack reaches it', () => {
    expect(judge(well)).toEqual({
      ready: true,
      checks: {
        database: { ok: true, ms: 3 },
        tick: { ok: true, ageSeconds: 59 },
        slack: { ok: true },
        running: { ok: true },
      },
    });
  });
  const broken: [what: string, facts: Partial<HealthFacts>, check: string, found: object][] = [
    ['the database is silent', { databaseMs: undefined }, 'database', { ok: false }],
    ['the tick is old', { tickAgeMs: 301_000 }, 'tick', { ok: false, ageSeconds: 301 }],
    [
      'Slack refuses the token',
      { slack: { isConnected: false, trouble: 'invalid_auth' } },
      'slack',
      { ok: false, trouble: 'invalid_auth' },
    ],
    ['it is about to stop', { isStopping: true }, 'running', { ok: false }],
  ];
  test.each(broken)('it cannot when %s, and says which it is', (_what, facts, check, found) => {
    const report = judge({ ...well, ...facts });
    expect(report.ready).toBe(false);
    expect(report.checks).toMatchObject({ [check]: found });
    expect(Object.values(report.checks).filter(({ ok }) => !ok)).toHaveLength(1);
  });
});

describe('the addresses for operators', () => {
  const db = useDb();
  let health: Health;
  let slack: HealthFacts['slack'] = well.slack;
  let now: Db['now'];
  let server: ReturnType<typeof createWebServer>;
  let base = '';
  const get = async (path: string) => {
    const answer = await fetch(`${base}${path}`);
    return { status: answer.status, body: await answer.text(), type: answer.headers.get('content-type') };
  };

  beforeAll(async () => {
    now = db().now;
    health = createHealth({ ...db(), now: () => now() }, () => slack, silentLog);
    server = createWebServer({ host: '127.0.0.1', port: 0 }, health.routes, silentLog);
    base = `http://127.0.0.1:${await server.start()}`;
  });
  afterAll(() => server.stop(500));

  test('/healthz: the process lives', async () => {
    expect(await get('/healthz')).toMatchObject({ status: 200, body: '{"alive":true}\n' });
    expect((await fetch(`${base}/healthz`, { method: 'HEAD' })).status).toBe(200);
  });

  test('/readyz: 200 with each check; 503 and the reason when one fails, and 200 again', async () => {
    health.ticked();
    expect(await get('/readyz')).toMatchObject({ status: 200, type: 'application/json; charset=utf-8' });
    slack = { isConnected: false, trouble: 'link_disabled' };
    const found = await get('/readyz');
    expect(found.status).toBe(503);
    expect(JSON.parse(found.body)).toMatchObject({
      ready: false,
      checks: { slack: { ok: false, trouble: 'link_disabled' } },
    });
    slack = well.slack;
    expect((await get('/readyz')).status).toBe(200);
  });

  test('/readyz does not wait for a database that hangs', async () => {
    now = () => new Promise(() => {});
    const since = performance.now();
    const found = await get('/readyz');
    expect(found.status).toBe(503);
    expect(performance.now() - since).toBeLessThan(3_000);
    now = db().now;
  });

  test('/readyz: not ready any more while stopping, but alive', async () => {
    health.stopping();
    expect((await get('/readyz')).status).toBe(503);
    expect((await get('/healthz')).status).toBe(200);
  });
});

describe('who reads the figures and what is wrong', () => {
  const db = useDb();
  const token = 'a-token-of-the-operator';
  const cases: [what: string, access: Access, authorization: string | undefined, metrics: number][] = [
    ['nobody without a setting, where Slack reaches the same port', { kind: 'nobody' }, 'Bearer x', 403],
    ['nobody without the token', { kind: 'bearer', token }, undefined, 401],
    ['nobody with another token', { kind: 'bearer', token }, `Bearer ${token}s`, 401],
    ['whoever brings the token', { kind: 'bearer', token }, `Bearer ${token}`, 200],
    ['whoever reaches the port, where it is the operator’s own', { kind: 'everybody' }, undefined, 200],
  ];
  test.each(cases)('%s', async (_what, access, authorization, status) => {
    const health = createHealth(db(), () => well.slack, silentLog, access);
    const server = createWebServer({ host: '127.0.0.1', port: 0 }, health.routes, silentLog);
    const base = `http://127.0.0.1:${await server.start()}`;
    const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
    const figures = await fetch(`${base}/metrics`, { headers });
    expect(figures.status).toBe(status);
    expect((await figures.text()).includes('pacer_')).toBe(status === 200);
    const ready = await fetch(`${base}/readyz`, { headers });
    expect(ready.status).toBe(200);
    expect(Object.keys((await ready.json()) as object)).toEqual(
      status === 200 ? ['ready', 'checks'] : ['ready'],
    );
    await server.stop(500);
  });

  test('however many ask at once, the database is asked once', async () => {
    let asked = 0;
    const slowly: Db['now'] = async () => {
      asked += 1;
      await sleep(200);
      return db().now();
    };
    const slow = { ...db(), now: slowly };
    const health = createHealth(slow, () => well.slack, silentLog);
    await Promise.all(Array.from({ length: 50 }, () => health.report()));
    expect(asked).toBe(1);
  });

  test('the settings decide', () => {
    const access = (env: Record<string, string>): Access => {
      const read = readConfig(env);
      if (!read.ok) throw new Error(describeProblems(read.problem));
      return figuresAccess(read.value);
    };
    const http = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's' };
    expect(access(http)).toEqual({ kind: 'nobody' });
    expect(access({ ...http, PACER_METRICS_TOKEN: token })).toEqual({ kind: 'bearer', token });
    expect(access({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' })).toEqual({ kind: 'everybody' });
  });
});
