import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Address } from '../../sandbox/contract.ts';
import { control } from '../../sandbox/driver.ts';
import { type Sandbox, startSandbox } from '../../sandbox/server.ts';
import { serveWorkspaces } from '../../src/install.ts';
import { Temporal } from '../../src/kpi/time.ts';
import { createCharts } from '../../src/platform/charts/index.ts';
import { enqueue } from '../../src/platform/jobs/outbox.ts';
import { sendPending } from '../../src/platform/jobs/run.ts';
import type { Deps } from '../../src/platform/slice.ts';
import { isInstalled } from '../../src/workspace/store.ts';
import { temporaryDirectory, useDb } from '../support/db.ts';
import { leaksIn, recordingLog } from '../support/log.ts';
import { configFor } from '../support/publicApp.ts';

/** One workspace behind one token, and the token dies while something is to be sent. */
const db = useDb();
const directory = temporaryDirectory();
let sandbox: Sandbox;
const charts = createCharts({ maxThreads: 1 });
const { log, lines } = recordingLog();

beforeAll(async () => {
  sandbox = await startSandbox({ dataDir: directory.path, port: 0, manifestPath: 'manifest.yml' });
});
afterAll(async () => {
  await charts.close();
  await sandbox.stop();
  directory.remove();
  expect(leaksIn(lines, [])).toEqual([]);
});

/** The app as a start with that token has it, without its way of receiving: no event tells it anything. */
async function start(address: Address, botToken: string): Promise<Deps> {
  const config = configFor(address, directory.path, []);
  const single = { ...config, oauth: undefined, slack: { ...config.slack, botToken } };
  const workspaces = serveWorkspaces(single, {
    db: db(),
    log,
    clock: () => Temporal.Now.instant(),
  });
  const deps: Deps = { db: db(), charts, log, slack: workspaces.slack };
  await workspaces.begin(deps);
  return deps;
}

const stateOf = async (key: string) => {
  const { state, error } = await db().client.outbox.findFirstOrThrow({ where: { key } });
  return [state, error];
};

describe('a token that Slack refuses while a message is sent', () => {
  test('stops the work, keeps the message, and is not tried again', async () => {
    const { address } = sandbox;
    const { teamId } = address;
    const deps = await start(address, address.botToken);
    const [owner] = sandbox.world.people.all().filter((person) => !person.isBot);
    const channel = owner?.id ?? '';
    await enqueue(db(), { workspaceId: teamId, key: 'before', channel, reply: { text: 'before' } });
    expect(await sendPending(deps)).toBe(1);
    await control(address, 'revoke', {});
    await enqueue(db(), { workspaceId: teamId, key: 'during', channel, reply: { text: 'during' } });
    expect(await sendPending(deps)).toBe(0);
    expect(await isInstalled(db(), teamId)).toBe(false);
    expect(await stateOf('during')).toEqual(['pending', 'token_revoked']);
    const calls = sandbox.world.calls.all().length;
    await sendPending(deps);
    await sendPending(deps);
    expect(sandbox.world.calls.all()).toHaveLength(calls);
  });

  test('and a start with a token that works lets the work go on: what was kept is sent', async () => {
    const { address } = sandbox;
    await control(address, 'uninstall', {});
    const answer = await control(address, 'install', {});
    const botToken = answer.ok ? (answer.data as { botToken: string }).botToken : '';
    const deps = await start(address, botToken);
    expect(await isInstalled(db(), address.teamId)).toBe(true);
    expect(await sendPending(deps)).toBe(1);
    expect(await stateOf('during')).toEqual(['sent', '']);
    const actions = await db().client.auditRow.findMany({
      where: { workspaceId: address.teamId, action: { in: ['workspace.uninstalled', 'workspace.revived'] } },
      orderBy: { id: 'asc' },
    });
    expect(actions.map(({ action, detail }) => [action, detail])).toEqual([
      ['workspace.uninstalled', { why: 'token_revoked' }],
      ['workspace.revived', {}],
    ]);
  });
});
