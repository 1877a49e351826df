import { beforeAll, describe, expect, test } from 'vitest';
import type { Address } from '../../sandbox/contract.ts';
import { addPerson, control, type Driver, signIn } from '../../sandbox/driver.ts';
import type { LocalDate } from '../../src/kpi/localDate.ts';
import { Temporal } from '../../src/kpi/time.ts';
import { addPeople } from '../../src/people/store.ts';
import { isInstalled, updateWorkspace } from '../../src/workspace/store.ts';
import { usePublicApp } from '../support/publicApp.ts';
import { type Ended, expectHonest, type FaultWish, noticesOf, type Stage, weekWith } from './faultWeeks.ts';

/** The same over HTTP, in an app of two workspaces of nine people each: what strikes the one leaves the other alone. */
const pacer = usePublicApp();
const reps = ['ana', 'bo', 'cai', 'dee', 'eli', 'fay', 'gus', 'hana'];
let stage: Stage;
let southId: string;

/** Installs the app in a workspace with a team of eight and their lead. */
async function settle(teamId: string, own: Address): Promise<{ ana: Driver; leadId: string }> {
  expect((await pacer().install({ workspace: teamId })).status).toBe(200);
  const { db } = pacer();
  const ids = new Map<string, string>();
  for (const name of ['maya', ...reps])
    ids.set(
      name,
      await addPerson(own, {
        ...{ userName: name, displayName: `${name} Torres`, emails: [{ value: `${name}@pacer.example` }] },
        ...{ locale: name === 'cai' ? 'zh-CN' : 'en-US', timezone: 'America/New_York' },
      }),
    );
  const opened = await control(own, 'channel', { name: 'west-board', memberIds: [...ids.values()] });
  const boardChannelId = opened.ok ? (opened.data as { id: string }).id : null;
  await updateWorkspace(db, teamId, null, { tz: 'America/New_York', boardChannelId });
  const people = [...ids].map(([name, slackUserId]) => ({
    ...{ slackUserId, name: `${name} Torres`, email: `${name}@pacer.example`, tz: 'America/New_York' },
    ...{ locale: name === 'cai' ? ('zh' as const) : ('en' as const), teamName: 'West', region: null },
    role: name === 'maya' ? ('manager' as const) : ('rep' as const),
  }));
  const leadId = ids.get('maya') ?? '';
  const west = { name: 'West', region: null, tz: 'America/New_York', leadEmailsOrSlackIds: [leadId] };
  await addPeople(db, teamId, people, [west], '2026-01-01' as LocalDate);
  return { ana: await signIn(own, ids.get('ana') ?? ''), leadId };
}

beforeAll(async () => {
  const { app, address, deps, workspaces } = pacer();
  pacer().setNow(Temporal.Instant.from('2026-11-18T20:00:00Z'));
  const second = await pacer().found('South');
  southId = second.teamId;
  const north = await settle(address.teamId, address);
  await settle(southId, second.own);
  stage = {
    ...pacer(),
    ...{ jobs: app.jobs, workspaceId: address.teamId, reps: [north.ana], leads: [north.leadId] },
    setNow: (instant) => pacer().setNow(instant),
    // By the database's clock, as in life; the weeks of this test lie ahead of it.
    everyMinute: () => workspaces.everyMinute(deps, Temporal.Now.instant()),
  };
}, 60_000);

const post = { method: 'chat.postMessage' };
const unsent = (week: readonly Ended[]): Ended[] => week.filter(({ state }) => state !== 'sent');

/** A week in North with its faults; South's week is whole at the first tick. */
async function run(faults: readonly FaultWish[], asks = true): Promise<Ended[]> {
  const { db, address } = pacer();
  const before = noticesOf(stage, stage.leads[0] ?? '').length;
  const week = await weekWith(
    stage,
    faults.map((fault) => ({ ...fault, team: address.teamId })),
    { asks },
  );
  expect(week).toHaveLength(10);
  expectHonest(week);
  const fresh = noticesOf(stage, stage.leads[0] ?? '').length - before;
  expect(fresh, 'the lead hears once').toBe(unsent(week).length > 0 ? 1 : 0);
  const south = await db.client.outbox.findMany({ where: { workspaceId: southId } });
  expect(
    south.filter(({ state, attempts }) => state !== 'sent' || attempts > 1).map(({ key }) => key),
  ).toEqual([]);
  return week;
}

describe('a week over HTTP', () => {
  const passing: FaultWish[] = [
    { kind: 'rate_limited', ...post, times: 12 },
    { kind: 'rate_limited', method: '*', times: 20 },
    { kind: 'token_revoked', ...post, times: 5 },
    { kind: 'fails_before', method: 'upload', times: 4 },
    { kind: 'duplicate', method: 'slash_commands', times: 0, copies: 3 },
    { kind: 'delay', method: 'slash_commands', times: 0, ms: 500 },
    { kind: 'drop_ack', method: 'slash_commands', times: 0 },
  ];
  test.each(passing)('$kind on $method: everything arrives', { timeout: 60_000 }, async (fault) => {
    expect(unsent(await run([fault])).map(({ key, error }) => `${key} ${error}`)).toEqual([]);
  });

  test.each(['fails_after', 'reset_after', 'fails_before'])(
    '%s on some posts: each is looked for, and there once',
    { timeout: 60_000 },
    async (kind) => {
      expect(unsent(await run([{ kind, ...post, times: 3 }]))).toEqual([]);
    },
  );

  test('user_disabled on some posts: the lead hears of it', { timeout: 60_000 }, async () => {
    const week = await run([{ kind: 'user_disabled', ...post, times: 3 }]);
    expect(unsent(week).map(({ state }) => state)).toEqual(['failed', 'failed', 'failed']);
  });

  test('tokens that are refused for a while are kept, and the week goes on', {
    timeout: 60_000,
  }, async () => {
    const { db, address } = pacer();
    const week = await run([{ kind: 'token_revoked', method: '*', times: 0 }], false);
    expect(unsent(week)).toEqual([]);
    expect(await isInstalled(db, address.teamId)).toBe(true);
    const where = { workspaceId: address.teamId };
    expect((await db.client.installation.findUniqueOrThrow({ where })).botToken).not.toBeNull();
    const actions = await db.client.auditRow.findMany({ where, orderBy: { id: 'asc' } });
    expect(
      actions.map(({ action }) => action).filter((action) => /uninstalled|revived/.test(action)),
    ).toEqual(['workspace.uninstalled', 'workspace.revived']);
  });

  test.each([1, 2])('a mix of everything, seed %i', { timeout: 90_000 }, async (seed) => {
    const kinds = [
      'rate_limited',
      'fails_before',
      'fails_after',
      'reset_before',
      'reset_after',
      'restricted_action',
    ];
    const methods = [
      'chat.postMessage',
      'conversations.open',
      'files.completeUploadExternal',
      'upload',
      'chat.update',
    ];
    const faults = kinds.flatMap((kind, k) =>
      methods.map((method, m) => ({
        kind,
        method,
        times: 0,
        probability: 0.1,
        seed: seed * 100 + k * 10 + m,
      })),
    );
    const week = await run([...faults, { kind: 'slow_before', ...post, times: 1, ms: 10_500 }]);
    expect(week.filter(({ state }) => state === 'sent').length).toBeGreaterThan(0);
  });
});

test('tokens that stay refused for a day are deleted, and the work stays stopped', async () => {
  const { db, address, deps, workspaces } = pacer();
  await control(address, 'fault', { kind: 'account_inactive', method: '*', times: 0, team: address.teamId });
  const slack = await deps.slack(address.teamId);
  await expect(slack.whoAmI()).rejects.toThrow();
  const where = { workspaceId: address.teamId };
  const isKept = async () => (await db.client.installation.findUniqueOrThrow({ where })).botToken !== null;
  const { uninstalledAt } = await db.client.workspace.findUniqueOrThrow({ where: { id: address.teamId } });
  const since = Temporal.Instant.fromEpochMilliseconds(uninstalledAt?.getTime() ?? 0);
  await workspaces.everyMinute(deps, since.add({ hours: 24 }));
  expect(await isKept()).toBe(true);
  await workspaces.everyMinute(deps, since.add({ hours: 24, seconds: 1 }));
  expect(await isKept()).toBe(false);
  expect(await isInstalled(db, address.teamId)).toBe(false);
  expect(await isInstalled(db, southId)).toBe(true);
});
