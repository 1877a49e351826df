import { beforeAll, describe, expect, test } from 'vitest';
import { ask, channelId, command, control, directMessage, messagesOf } from '../../sandbox/driver.ts';
import { Temporal } from '../../src/kpi/time.ts';
import { enqueue } from '../../src/platform/jobs/outbox.ts';
import { runDue } from '../../src/platform/jobs/run.ts';
import { erasedTables } from '../../src/workspace/installations/erasure/tables.ts';
import { endInstallation } from '../../src/workspace/installations/store.ts';
import { isInstalled } from '../../src/workspace/store.ts';
import { rowsOf } from '../support/isolation/twins.ts';
import { textsOf } from '../support/office.ts';
import { runCommand } from '../support/pacer.ts';
import { testKey, usePublicApp } from '../support/publicApp.ts';
import { keepWeekly as keepSchedules } from '../support/weekly.ts';
import { posted, type Side, settle } from './sides.ts';

/** Two workspaces with the same names in one app over HTTP: installed by OAuth, served side by side, and one of them leaves. */
const pacer = usePublicApp({ tokenRotation: true });
const start = Temporal.Instant.from('2026-11-18T20:00:00Z');
const monday = Temporal.Instant.from('2026-11-23T14:00:10Z');
const dayMs = 86_400_000;

let north: Side;
let south: Side;

const tick = async (at: Temporal.Instant) => {
  await pacer().workspaces.everyMinute(pacer().deps, at);
  await keepSchedules(pacer().db, at);
  return runDue(pacer().app.jobs, at);
};

/** Direct messages that a person has from Pacer, as text. */
async function direct({ ana }: Side): Promise<string[]> {
  const found = await messagesOf(ana, await directMessage(ana));
  return found.map((message) => `${message.text}\n${textsOf(message.blocks)}`);
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`not in time: ${what}`);
}

beforeAll(async () => {
  pacer().setNow(start);
  await control(pacer().address, 'clock', { now: start.toString() });
  const second = await pacer().found('South');
  north = await settle(pacer(), pacer().address.teamId, pacer().address);
  south = await settle(pacer(), second.teamId, second.own);
}, 60_000);

describe('two workspaces with the same names', () => {
  test('log, and each sees its own figures alone', async () => {
    const inNorth = await ask(north.ana, '/log 18 calls', channelId(north.ana, 'general'));
    expect(textsOf(inNorth.blocks)).toMatch(/18 calls/);
    const inSouth = await ask(south.ana, '/log 2 calls', channelId(south.ana, 'general'));
    expect(textsOf(inSouth.blocks)).toMatch(/2 calls/);
    expect(textsOf(inSouth.blocks)).not.toMatch(/18|20/);
    const rows = await pacer().db.client.dailyRollup.findMany({ where: { source: 'call' } });
    expect(new Map(rows.map((row) => [row.workspaceId, row.count]))).toEqual(
      new Map([
        [north.teamId, 1800n],
        [south.teamId, 200n],
      ]),
    );
    expect(rows).toHaveLength(2);
  });

  test('get their weekly reports, each with its own token into its own channels', async () => {
    await keepSchedules(pacer().db, start);
    pacer().setNow(monday);
    await control(pacer().address, 'clock', { now: monday.toString() });
    expect(await tick(monday)).toMatchObject({ planned: 2, built: 2 });
    expect((await direct(north)).join('\n')).toMatch(/18/);
    expect((await direct(south)).join('\n')).not.toMatch(/18/);
    for (const side of [north, south]) {
      const board = await messagesOf(side.ana, channelId(side.ana, 'west-board'));
      expect(board.filter((message) => message.appName === 'Pacer')).toHaveLength(1);
      expect(textsOf(board.at(-1)?.blocks ?? [])).toMatch(side === north ? /18/ : /\b2\b/);
    }
  });
});

describe('a command beside the running app', () => {
  const run = (...words: string[]) => {
    const { address, config } = pacer();
    return runCommand('job', ['weekly-feedback', '--on', '2026-11-30', '--dry-run', ...words], {
      PACER_DATA_DIR: config.dataDir,
      SLACK_API_URL: address.api,
      SLACK_CLIENT_ID: address.clientId,
      SLACK_CLIENT_SECRET: address.clientSecret,
      SLACK_STATE_SECRET: 'any',
      SLACK_SIGNING_SECRET: address.signingSecret,
      PACER_SECRET_KEY: testKey,
    });
  };

  test('asks which workspace is meant, and speaks of that one', async () => {
    const asked = await run();
    expect(asked.code, asked.complained).toBe(2);
    expect(asked.complained).toContain(north.teamId);
    expect(asked.complained).toContain(south.teamId);
    const { code, said } = await run('--workspace', south.teamId);
    expect(code).toBe(0);
    expect(said).toMatch(/would be posted/);
  });
});

describe('a workspace that removes the app', () => {
  test('has its tokens deleted and its work stopped at once; the other one goes on', async () => {
    const { db } = pacer();
    const { teamId } = south;
    await enqueue(db, { workspaceId: teamId, key: 'waits', channel: south.anaId, reply: { text: 'late' } });
    expect(await control(south.own, 'uninstall', { teamId })).toMatchObject({ ok: true });
    await until('the event was handled', async () => !(await isInstalled(db, teamId)));
    const row = await db.client.installation.findUniqueOrThrow({ where: { workspaceId: teamId } });
    expect([row.botToken, row.refreshToken]).toEqual([null, null]);
    const nextMonday = monday.add({ hours: 24 * 7 });
    expect(await tick(nextMonday)).toMatchObject({ planned: 1 });
    const kept = await db.client.outbox.findFirstOrThrow({ where: { workspaceId: teamId, key: 'waits' } });
    expect(kept.state).toBe('pending');
    expect(await db.client.dailyRollup.count({ where: { workspaceId: teamId } })).toBe(1);
    expect(await isInstalled(db, north.teamId)).toBe(true);
  });

  test('is changed by nothing that comes afterwards: a command, a button, a form, Home, a message, news of a person', async () => {
    const { db } = pacer();
    const { teamId, anaId } = south;
    const kept = async () => {
      const { inbox: _, delivery: __, ...rows } = await rowsOf(db, teamId);
      return rows;
    };
    const before = await kept();
    const { batchId } = await db.client.activity.findFirstOrThrow({ where: { workspaceId: teamId } });
    const from = { team: { id: teamId }, user: { id: anaId, team_id: teamId }, trigger_id: '1.2.3' };
    const action = { action_id: 'activities.undo', block_id: 'b', type: 'button', value: `batch:${batchId}` };
    const view = {
      ...{ id: 'V1', type: 'modal', callback_id: 'activities.log', team_id: teamId, private_metadata: '' },
      ...{ blocks: [], hash: '1', state: { values: {} } },
    };
    const event = (id: string, what: object): object => ({
      ...{ type: 'event_callback', team_id: teamId, event_id: id, event: what },
    });
    const message = { type: 'message', channel_type: 'im', channel: 'D1', user: anaId, text: '3 calls' };
    const person = { id: anaId, team_id: teamId, locale: 'en-US', tz: 'Asia/Tokyo', deleted: true };
    const place = { channel_id: 'C1', user_id: anaId, team_id: teamId, trigger_id: '1.2.4' };
    await posted(pacer(), new URLSearchParams({ command: '/log', text: '9 calls', ...place }));
    for (const payload of [
      { type: 'block_actions', ...from, actions: [action], channel: { id: 'C1' } },
      { type: 'view_submission', ...from, view },
    ])
      await posted(pacer(), new URLSearchParams({ payload: JSON.stringify(payload) }));
    for (const one of [
      event('Ev-home', { type: 'app_home_opened', user: anaId, tab: 'home' }),
      event('Ev-said', { ...message, ts: '1.2' }),
      event('Ev-news', { type: 'user_change', user: person }),
    ])
      await posted(pacer(), JSON.stringify(one));
    await until('all of it was looked at', async () => {
      const news = await db.client.inbox.findFirst({ where: { workspaceId: teamId, id: 'Ev-news' } });
      const said = await db.client.inbox.findFirst({ where: { workspaceId: teamId, id: 'D1:1.2' } });
      return news?.doneAt != null && (said?.attempts ?? 0) > 0 && said?.error !== '';
    });
    expect(await kept()).toEqual(before);
  });

  test('says so to whoever still finds a way to type a command', async () => {
    // The app is still there in Slack, but its tokens could not be renewed.
    await endInstallation(pacer().db, north.teamId, 'invalid_refresh_token', pacer().now());
    await command(north.ana, '/log 1 call', channelId(north.ana, 'general'));
    const told = await north.ana.waitFor('an answer', (seen) =>
      seen.ephemerals.find((message) => /not installed in this workspace|没有安装/.test(message.text)),
    );
    expect(told.text).toMatch(/install it again/);
    expect((await pacer().install({ workspace: north.teamId })).status).toBe(200);
    const again = await ask(north.ana, '/log 1 call', channelId(north.ana, 'general'));
    expect(textsOf(again.blocks)).toMatch(/1 call/);
  });

  test('and installs it again finds its data; the reports of the weeks between are not made up for', async () => {
    const { db } = pacer();
    const back = monday.add({ hours: 24 * 20 });
    pacer().setNow(back);
    await control(pacer().address, 'clock', { now: back.toString() });
    expect((await pacer().install({ workspace: south.teamId })).status).toBe(200);
    const answer = await ask(south.ana, '/log 3 calls', channelId(south.ana, 'general'));
    expect(textsOf(answer.blocks)).toMatch(/3 calls/);
    expect(await db.client.dailyRollup.count({ where: { workspaceId: south.teamId } })).toBe(2);
    const runs = await db.client.reportRun.count({ where: { workspaceId: south.teamId } });
    await tick(back);
    expect(await db.client.reportRun.count({ where: { workspaceId: south.teamId } })).toBe(runs);
  });

  test('late news of the former installation does not end the present one', async () => {
    const { db } = pacer();
    const { teamId } = south;
    const data = {
      workspaceId: teamId,
      id: 'Ev-late',
      name: 'app_uninstalled',
      event: { type: 'app_uninstalled' },
    };
    await db.client.inbox.create({ data: { ...data, receivedAt: new Date(Date.now() - dayMs) } });
    await pacer().app.everyMinute();
    const done = await db.client.inbox.findFirstOrThrow({ where: { workspaceId: teamId, id: 'Ev-late' } });
    expect(done.doneAt).not.toBeNull();
    expect(await isInstalled(db, teamId)).toBe(true);
  });

  test('for more than 30 days: its data is erased to the last row, and nothing of the other’s', async () => {
    const { db } = pacer();
    const { teamId } = south;
    await control(south.own, 'uninstall', { teamId });
    await until('the event was handled', async () => !(await isInstalled(db, teamId)));
    const count = async (id: string): Promise<number> => {
      const counts = await Promise.all(
        erasedTables.map((table) =>
          db.client.$queryRawUnsafe<{ n: bigint }[]>(
            `SELECT count(*) AS n FROM ${table} WHERE workspace_id = $1`,
            id,
          ),
        ),
      );
      return counts.reduce((sum, [row]) => sum + Number(row?.n ?? 0), 0);
    };
    const others = await count(north.teamId);
    const uninstalledAt = (await db.client.workspace.findUniqueOrThrow({ where: { id: teamId } }))
      .uninstalledAt;
    const at = Temporal.Instant.fromEpochMilliseconds(uninstalledAt?.getTime() ?? 0);
    await pacer().workspaces.everyMinute(pacer().deps, at.add({ hours: 24 * 30 }));
    expect(await count(teamId)).toBeGreaterThan(50);
    await pacer().workspaces.everyMinute(pacer().deps, at.add({ hours: 24 * 30, seconds: 1 }));
    expect(await count(teamId)).toBe(0);
    expect(await db.client.workspace.findUnique({ where: { id: teamId } })).toBeNull();
    expect(await count(north.teamId)).toBe(others);
  });

  test('and comes back after that begins anew', async () => {
    const { db } = pacer();
    expect((await pacer().install({ workspace: south.teamId })).status).toBe(200);
    expect(await db.client.activity.count({ where: { workspaceId: south.teamId } })).toBe(0);
    const answer = await ask(south.ana, '/log 4 calls', channelId(south.ana, 'general'));
    expect(textsOf(answer.blocks)).toMatch(/4 calls/);
  });
});

describe('tokens that are revoked without the app being removed', () => {
  const tokensOf = async () => {
    const where = { workspaceId: south.teamId };
    const { botToken, refreshToken } = await pacer().db.client.installation.findUniqueOrThrow({ where });
    return [botToken, refreshToken];
  };
  const said = (id: string, tokens: object): Promise<void> =>
    posted(
      pacer(),
      JSON.stringify({
        ...{ type: 'event_callback', team_id: south.teamId, event_id: id },
        event: { type: 'tokens_revoked', tokens },
      }),
    );
  const handled = (id: string) =>
    until('the event was handled', async () => {
      const where = { workspaceId_id: { workspaceId: south.teamId, id } };
      return (await pacer().db.client.inbox.findUnique({ where }))?.doneAt != null;
    });

  test('a person’s own are none of ours; and where the bot’s still works, it is old news', async () => {
    const before = await tokensOf();
    await said('Ev-persons', { oauth: [south.anaId] });
    await said('Ev-works', { oauth: [], bot: ['UBOT'] });
    for (const id of ['Ev-persons', 'Ev-works']) await handled(id);
    expect(await tokensOf()).toEqual(before);
    expect(await isInstalled(pacer().db, south.teamId)).toBe(true);
  });

  test('the bot’s own: the work stops at once and they are deleted; the other workspace goes on', async () => {
    const { db } = pacer();
    expect(await control(south.own, 'revoke', { teamId: south.teamId })).toMatchObject({ ok: true });
    await until('the event was handled', async () => !(await isInstalled(db, south.teamId)));
    expect(await tokensOf()).toEqual([null, null]);
    expect(await db.client.activity.count({ where: { workspaceId: south.teamId } })).toBe(1);
    expect(await isInstalled(db, north.teamId)).toBe(true);
  });
});
