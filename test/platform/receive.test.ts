import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { identifier } from '../../src/app.ts';
import { Temporal } from '../../src/kpi/time.ts';
import { createInFlight } from '../../src/platform/bolt/inFlight.ts';
import { listen } from '../../src/platform/bolt/listen.ts';
import { kindOf } from '../../src/platform/bolt/request.ts';
import { createCharts } from '../../src/platform/charts/index.ts';
import { type Db, openDb } from '../../src/platform/db/index.ts';
import { createMessenger } from '../../src/platform/slack.ts';
import type { Deps, Slice } from '../../src/platform/slice.ts';
import { ensureWorkspace } from '../../src/workspace/store.ts';
import { freshWorkspaceId, temporaryDirectory, useDb } from '../support/db.ts';
import { copyTemplate } from '../support/template.ts';
import { asForm, type Receiver, readableLog, startReceiver } from './receiving/slackOverHttp.ts';

/** A person is never left without an answer, whatever is away: the database, the installation, Slack's API (slack.md § 1). */

const db = useDb();
const directory = temporaryDirectory();
const { log, lines } = readableLog();
const slices: Slice[] = [
  {
    name: 'x',
    verbs: [{ name: 'x', aliases: [], bare: '/x', run: (input) => input.reply({ text: 'done' }) }],
  },
];
/** What came through response_url. */
let told: string[] = [];
let refuses = false;
let slack: Server;
let base = '';
let closed: Db;
const receivers: Receiver[] = [];

beforeAll(async () => {
  slack = createServer(async (request, response) => {
    let text = '';
    for await (const part of request) text += String(part);
    response.statusCode = refuses ? 404 : 200;
    if (!refuses) told.push((JSON.parse(text) as { text: string }).text);
    response.end('ok');
  });
  await new Promise<void>((resolve) => slack.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(slack.address() as AddressInfo).port}`;
  await copyTemplate(directory.path);
  closed = await openDb({ dataDir: directory.path, role: 'app', log });
  await closed.close();
});
afterAll(async () => {
  await Promise.all(receivers.map((receiver) => receiver.close()));
  slack.closeAllConnections();
  slack.close();
  directory.remove();
});
beforeEach(() => {
  [told, refuses] = [[], false];
});

/** An app whose Slack API nobody serves, so that whatever is answered came without it. */
async function appOn(database: Db): Promise<Receiver> {
  const messenger = createMessenger('xoxb-1', 'http://127.0.0.1:9/api/');
  const charts = createCharts({ maxThreads: 1 });
  const deps: Deps = { db: database, charts, log, slack: () => Promise.resolve(messenger) };
  const receiver = await startReceiver(log);
  const now = () => Temporal.Instant.from('2026-11-18T20:00:00Z');
  const home = () => Promise.resolve();
  listen(receiver.connection.app, { deps, slices, identify: identifier(deps), now, home }, createInFlight());
  receivers.push(receiver);
  return receiver;
}

const act = (team: string) =>
  asForm({
    ...{ command: '/x', text: '', team_id: team, user_id: 'U1', channel_id: 'C1', trigger_id: '1' },
    response_url: `${base}/respond`,
  });

describe('a command is acknowledged at once, and answered', () => {
  test('when the database is away: in both languages, since nobody knows the person’s, with a reference that the log has too', async () => {
    const receiver = await appOn(closed);
    const since = performance.now();
    expect((await receiver.post(...act('T1'))).status).toBe(200);
    // Slack waits for three seconds.
    expect(performance.now() - since).toBeLessThan(3_000);
    await expect.poll(() => told).toHaveLength(1);
    expect(told[0]).toMatch(/Something went wrong[\s\S]*`[0-9a-f]{8}`[\s\S]*出了点问题/);
    const [, reference = ''] = /`([0-9a-f]{8})`/.exec(told[0] ?? '') ?? [];
    expect(lines().filter((line) => line['reference'] === reference)).toHaveLength(1);
  });

  test('when nobody knows the workspace, as after an uninstallation', async () => {
    const receiver = await appOn(db());
    await receiver.post(...act(freshWorkspaceId()));
    await expect.poll(() => told).toHaveLength(1);
    expect(told[0]).toMatch(/not installed in this workspace[\s\S]*没有安装/);
  });

  test('when Slack’s API is away, so that a new person cannot be looked up', async () => {
    const team = freshWorkspaceId();
    await ensureWorkspace(db(), { id: team, name: 'T' });
    const receiver = await appOn(db());
    await receiver.post(...act(team));
    await expect.poll(() => told).toHaveLength(1);
    expect(told[0]).toMatch(/Something went wrong/);
  });

  test('and where the person cannot be told in any way, the log says so', async () => {
    refuses = true;
    const receiver = await appOn(db());
    await receiver.post(...act(freshWorkspaceId()));
    const said = () => lines().filter(({ msg }) => msg === 'and the person could not be told').length;
    await expect.poll(said).toBeGreaterThan(0);
  });
});

describe('kinds of requests', () => {
  test.each([
    ['command', { command: '/x' }],
    ['action', { type: 'block_actions' }],
    ['view', { type: 'view_submission' }],
    ['view', { type: 'view_closed' }],
    ['shortcut', { type: 'shortcut' }],
    ['shortcut', { type: 'message_action' }],
    ['options', { type: 'block_suggestion' }],
    ['event', { type: 'event_callback' }],
    ['unknown', { type: 'app_rate_limited' }],
    ['unknown', {}],
  ])('%s', (kind, body) => {
    expect(kindOf(body)).toBe(kind);
  });
});
