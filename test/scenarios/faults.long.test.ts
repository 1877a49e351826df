import { beforeAll, describe, expect, test } from 'vitest';
import type { FaultKind } from '../../sandbox/api/faultKinds.ts';
import { ask, channelId, control, type Driver } from '../../sandbox/driver.ts';
import { jobsOf } from '../../src/app.ts';
import { singleWorkspace } from '../../src/install.ts';
import { Temporal } from '../../src/kpi/time.ts';
import { configFor, useOffice } from '../support/office.ts';
import { type Ended, expectHonest, type FaultWish, noticesOf, type Stage, weekWith } from './faultWeeks.ts';

/**
 * Every fault of the sandbox's closed list that can meet a week's reports, one week each, over Socket Mode: each message at most once, what
 * Slack did not refuse for good arrives, and those who lead hear once of the rest.
 */
const office = useOffice('2026-11-18T20:00:00Z');
let stage: Stage;
let ana: Driver;

beforeAll(async () => {
  ana = await office().as('ana');
  const lilei = await office().as('lilei');
  const { slackIds, app, address } = office();
  // Weeks follow each other within seconds here.
  await control(address, 'rate-limits', { mode: 10 });
  stage = {
    ...office(),
    jobs: app.jobs,
    reps: [ana, lilei],
    leads: [slackIds.maya, slackIds.hanmeimei],
    setNow: (instant) => office().setNow(instant.toString()),
    everyMinute: () => Promise.resolve(),
  };
});

/** As after a start of the app, which then knows no conversation yet. */
function startAnew(): void {
  const { address, db, deps } = office();
  const { slack } = singleWorkspace(configFor(address, ''), {
    db,
    log: deps.log,
    clock: () => Temporal.Now.instant(),
  });
  const anew = { ...deps, slack };
  stage = { ...stage, deps: anew, jobs: jobsOf(anew) };
}

const unsent = (week: readonly Ended[]): Ended[] => week.filter(({ state }) => state !== 'sent');
const noticesNow = (): string[] => stage.leads.flatMap((lead) => noticesOf(stage, lead));

/** Runs a week; the notices that it brought. */
async function run(
  faults: readonly FaultWish[],
  keeps?: FaultWish,
): Promise<{ week: Ended[]; notices: string[]; fresh: number }> {
  const before = noticesNow().length;
  const week = await weekWith(stage, faults, keeps === undefined ? {} : { keeps });
  expectHonest(week);
  const notices = stage.leads.flatMap((lead) => noticesOf(stage, lead));
  const fresh = notices.length - before;
  const teams = new Set(unsent(week).map(({ key }) => key.split(':')[1]));
  expect(fresh, 'each lead hears once of their own team').toBe(teams.size);
  return { week, notices, fresh };
}

const post = { method: 'chat.postMessage' };
const at = (method: string) => ({ method });

describe('what Slack does not take now arrives later', () => {
  const passing: FaultWish[] = [
    { kind: 'rate_limited', ...post, times: 4 },
    { kind: 'rate_limited', ...at('conversations.open'), times: 4 },
    { kind: 'fails_before', ...at('conversations.open'), times: 3 },
    { kind: 'fails_after', ...at('conversations.open'), times: 3 },
    { kind: 'reset_before', ...at('conversations.open'), times: 3 },
    { kind: 'slow', ...at('conversations.open'), times: 2, ms: 10_500 },
    { kind: 'slow_before', ...post, times: 2, ms: 1_500 },
    { kind: 'token_revoked', ...post, times: 3 },
    { kind: 'account_inactive', ...post, times: 3 },
    { kind: 'invalid_auth', ...post, times: 3 },
    { kind: 'refused', ...post, times: 3, error: 'ratelimited' },
    { kind: 'rate_limited', ...at('files.getUploadURLExternal'), times: 6 },
    { kind: 'fails_before', ...at('files.getUploadURLExternal'), times: 6 },
    { kind: 'reset_after', ...at('upload'), times: 6 },
    { kind: 'fails_before', ...at('upload'), times: 6 },
    { kind: 'slow', ...at('upload'), times: 3, ms: 6_000 },
    { kind: 'fails_after', ...at('files.completeUploadExternal'), times: 6 },
    { kind: 'app_rate_limited' },
    { kind: 'duplicate', ...at('slash_commands'), times: 0, copies: 3 },
    { kind: 'reorder', ...at('slash_commands'), times: 0, ms: 500 },
    { kind: 'delay', ...at('slash_commands'), times: 0, ms: 500 },
    { kind: 'drop_ack', ...at('slash_commands'), times: 0 },
  ];
  test.each(passing)('$kind on $method', { timeout: 60_000 }, async (fault) => {
    startAnew();
    const { week } = await run([fault]);
    expect(unsent(week).map(({ key, error }) => `${key} ${error}`)).toEqual([]);
  });
});

describe('what Slack refuses for good is not posted, and told with what to do', () => {
  const refusals: [FaultWish, RegExp][] = [
    [{ kind: 'is_archived', ...post }, /is archived. Choose another|已归档/],
    [{ kind: 'not_in_channel', ...post }, /\/invite @Pacer/],
    [{ kind: 'user_disabled', ...post }, /deactivated|已停用/],
    [{ kind: 'restricted_action', ...post }, /Ask a Slack administrator|联系 Slack 管理员/],
    [
      { kind: 'refused', ...post, error: 'cannot_dm_bot' },
      /refused it \(`cannot_dm_bot`\)|拒绝了这条消息（`cannot_dm_bot`）/,
    ],
  ];
  test.each(refusals)('%o', { timeout: 60_000 }, async (fault, words) => {
    const { week, notices } = await run([fault]);
    const [lost, ...more] = unsent(week);
    expect([lost?.state, more]).toEqual(['failed', []]);
    const told = notices.find((notice) => notice.includes(`${lost?.channel}`) && words.test(notice));
    expect(told, notices.join('\n')).toBeDefined();
  });

  test('blocks that Slack refuses go out as plain text', async () => {
    const { week } = await run([{ kind: 'refused', ...post, error: 'invalid_blocks' }]);
    expect(unsent(week)).toEqual([]);
  });
});

describe('what is doubtful is looked for before it is sent again', () => {
  const doubts: FaultWish[] = [
    { kind: 'fails_before', ...post, times: 2 },
    { kind: 'fails_after', ...post, times: 2 },
    { kind: 'reset_before', ...post, times: 2 },
    { kind: 'reset_after', ...post, times: 2 },
    { kind: 'slow', ...post, times: 2, ms: 10_500 },
    { kind: 'slow_before', ...post, times: 2, ms: 10_500 },
  ];
  test.each(doubts)('$kind: each is there once, and nobody is asked', { timeout: 60_000 }, async (fault) => {
    const { week, fresh } = await run([fault]);
    expect(unsent(week)).toEqual([]);
    expect(fresh).toBe(0);
  });

  test('where Pacer may not look, whoever leads is asked about each', { timeout: 60_000 }, async () => {
    const bar = { kind: 'refused', method: 'conversations.history', error: 'missing_scope', times: 0 };
    const { week, notices } = await run([{ kind: 'fails_after', ...post, times: 2 }], bar);
    expect(unsent(week).map(({ state }) => state)).toEqual(['parked', 'parked']);
    const reasons = notices.flatMap(
      (notice) => notice.match(/may not read this channel|无权读取这个频道/g) ?? [],
    );
    expect(reasons).toHaveLength(2);
  });
});

describe('sockets', () => {
  test.each(['zombie', 'cut'])(
    '%s: the week arrives, and commands are answered again',
    { timeout: 60_000 },
    async (kind) => {
      const week = await weekWith(stage, [{ kind }], { asks: false });
      expectHonest(week);
      expect(unsent(week)).toEqual([]);
      expect((await ask(ana, '/kpi', channelId(ana, 'general'))).text).not.toBe('');
    },
  );
});

describe('many at once', () => {
  const kinds: FaultKind[] = ['rate_limited', 'fails_before', 'fails_after', 'reset_before', 'reset_after'];
  test.each([1, 2, 3])(
    'a mix, seed %i: nothing twice, nothing lost in silence',
    { timeout: 60_000 },
    async (seed) => {
      const faults = kinds.flatMap((kind, index) => [
        { kind, ...post, times: 0, probability: 0.12, seed: seed * 10 + index },
        { kind, ...at('conversations.open'), times: 0, probability: 0.2, seed: seed * 20 + index },
        { kind, ...at('files.completeUploadExternal'), times: 0, probability: 0.3, seed: seed * 30 + index },
        { kind, ...at('chat.update'), times: 0, probability: 0.3, seed: seed * 40 + index },
      ]);
      const { week } = await run([
        ...faults,
        { kind: 'user_disabled', ...post, times: 0, probability: 0.05, seed },
      ]);
      for (const { key, state } of week) expect(['sent', 'failed', 'parked'], key).toContain(state);
    },
  );
});
