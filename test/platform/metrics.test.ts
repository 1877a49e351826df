import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/server.ts';
import { createWebServer } from '../../src/platform/bolt/http/server.ts';
import { createHealth } from '../../src/platform/health/index.ts';
import { createMessenger } from '../../src/platform/slack.ts';
import { freshWorkspaceId, temporaryDirectory, useDb } from '../support/db.ts';
import { silentLog } from '../support/log.ts';
import { asForm, type Receiver, startReceiver } from './receiving/slackOverHttp.ts';

/** What `/metrics` tells operators: counted where it happens, and nothing in it that names anybody. */

const db = useDb();
const directory = temporaryDirectory();
let sandbox: Sandbox;
let receiver: Receiver;
let server: ReturnType<typeof createWebServer>;
let base = '';

beforeAll(async () => {
  sandbox = await startSandbox({ dataDir: directory.path, port: 0, manifestPath: 'manifest.yml' });
  receiver = await startReceiver(silentLog);
  receiver.connection.app.command('/log', ({ ack }) => ack());
  const health = createHealth(db(), () => receiver.connection.state(), silentLog);
  health.ticked();
  server = createWebServer({ host: '127.0.0.1', port: 0 }, health.routes, silentLog);
  base = `http://127.0.0.1:${await server.start()}`;
});
afterAll(async () => {
  await Promise.all([receiver.close(), server.stop(500), sandbox.stop()]);
  directory.remove();
});

const scrape = async (): Promise<string> => (await fetch(`${base}/metrics`)).text();
/** The value of a line; 0 where there is none yet. */
async function figure(name: string): Promise<number> {
  const line = (await scrape()).split('\n').find((text) => text.startsWith(`${name} `));
  return line === undefined ? 0 : Number(line.slice(name.length + 1));
}

describe('figures', () => {
  test('requests by kind and by what became of them, with the time to their acknowledgement', async () => {
    const names = [
      'pacer_requests_total{kind="command",outcome="acked"}',
      'pacer_requests_total{kind="command",outcome="unanswered"}',
      'pacer_ack_seconds_count{kind="command"}',
      'pacer_http_refused_total{reason="stale"}',
    ];
    const before = await Promise.all(names.map(figure));
    const command = { team_id: 'T1', user_id: 'U1', text: 'Acme', trigger_id: '1' };
    await receiver.post(...asForm({ ...command, command: '/log' }));
    await receiver.post(...asForm({ ...command, command: '/nobody' }));
    await receiver.post('{}', { skew: -400 });
    const after = await Promise.all(names.map(figure));
    expect(after.map((value, index) => value - (before[index] ?? 0))).toEqual([1, 1, 2, 1]);
  });

  test('calls of Slack by method and result, a 429 among them', async () => {
    const messenger = createMessenger(sandbox.address.botToken, sandbox.address.api);
    await messenger.whoAmI();
    sandbox.world.faults.add({ kind: 'rate_limited', method: 'auth.test' });
    await messenger.whoAmI().catch(() => undefined);
    await createMessenger('xoxb-wrong', sandbox.address.api)
      .whoAmI()
      .catch(() => undefined);
    await createMessenger('xoxb-1', 'http://127.0.0.1:9/api/')
      .whoAmI()
      .catch(() => undefined);
    for (const result of ['ok', 'ratelimited', 'invalid_auth', 'network'])
      expect(await figure(`pacer_slack_calls_total{method="auth.test",result="${result}"}`), result).toBe(1);
  });

  test('what waits: messages of reports by state, events, and how old the oldest is', async () => {
    const workspaceId = freshWorkspaceId();
    const minutesAgo = (minutes: number): Date => new Date(Date.now() - minutes * 60_000);
    const message = { workspaceId, channel: 'C1', text: 'x', blocks: [], notBefore: minutesAgo(2) };
    const [old, older] = [minutesAgo(2), minutesAgo(30)];
    await db().client.outbox.createMany({
      data: [
        { ...message, id: 'a', key: 'a', createdAt: old },
        { ...message, id: 'b', key: 'b', createdAt: older, state: 'failed' },
        { ...message, id: 'c', key: 'c', createdAt: older, state: 'sent' },
      ],
    });
    await db().client.inbox.create({
      data: { workspaceId, id: 'Ev1', name: 'message.im', event: {}, receivedAt: old },
    });
    expect(await figure('pacer_outbox_messages{state="pending"}')).toBe(1);
    expect(await figure('pacer_outbox_messages{state="failed"}')).toBe(1);
    expect(await figure('pacer_outbox_messages{state="ambiguous"}')).toBe(0);
    const ages = [await figure('pacer_outbox_oldest_seconds'), await figure('pacer_inbox_oldest_seconds')];
    for (const age of ages) expect(Math.abs(age - 120)).toBeLessThan(5);
    expect(await figure('pacer_inbox_events')).toBe(1);
    expect(await figure('pacer_tick_age_seconds')).toBeLessThan(60);
  });

  test('name nobody and nothing', async () => {
    const text = await scrape();
    expect(text).not.toMatch(/Acme|U1|T1|xox|nobody|stale secret/);
    const labels = [...text.matchAll(/\{([^}]*)\}/g)].flatMap(([, inner = '']) =>
      inner.split(',').map((pair) => pair.split('=')[0]),
    );
    const known = ['kind', 'outcome', 'reason', 'result', 'method', 'state', 'le'];
    expect([...new Set(labels)].filter((label) => !known.includes(label ?? ''))).toEqual([]);
  });
});
