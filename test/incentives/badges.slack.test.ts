import { beforeAll, expect, test } from 'vitest';
import { ask, channelId, type Driver, press } from '../../sandbox/driver.ts';
import { flawsOf } from '../../src/incentives/pay/seal.ts';
import { savePlan } from '../../src/incentives/plan/store.ts';
import { listRuns, readRun, statementsOf } from '../../src/incentives/run/store.ts';
import { localDate } from '../../src/kpi/localDate.ts';
import { parsePeriodKey, rangeOf } from '../../src/kpi/period.ts';
import { unwrap } from '../../src/kpi/result.ts';
import { Temporal } from '../../src/kpi/time.ts';
import { type BadgeDetail, earned } from '../../src/recognition/badges/badge.ts';
import { changeBadges } from '../../src/recognition/badges/store.ts';
import { answered, hears } from '../support/hear.ts';
import { type Handle, textsOf, useOffice } from '../support/office.ts';
import { rulesOf } from './given.ts';
import { seedCard } from './seedCard.ts';

/** $50 for each target that was reached, through the real app: paid once, with the way back to the badge; withdrawn in time, not at all. */
const NOW = '2026-11-03T15:00:00Z';
const now = Temporal.Instant.from(NOW);
const office = useOffice(NOW);
const general = (driver: Driver): string => channelId(driver, 'general');
const appoint = (handle: Handle, data: object) =>
  office().db.client.member.update({
    where: { workspaceId_id: { workspaceId: office().workspaceId, id: office().memberIds[handle] } },
    data,
  });

function reached(metricKey: string, month: string) {
  const periodKey = unwrap(parsePeriodKey(month));
  const detail: BadgeDetail = { kind: 'target', metricKey, periodKey, value: 1_200n, target: 1_000n };
  return earned(rangeOf(periodKey), detail);
}
const change = (
  handle: Handle,
  grant: readonly ReturnType<typeof reached>[],
  withdraw: readonly string[] = [],
) =>
  changeBadges(
    office().db,
    { workspaceId: office().workspaceId, memberId: office().memberIds[handle] },
    { grant, withdraw },
    now,
  );
const calls = reached('calls', '2026-10');
const demos = reached('demos', '2026-10');
const plan = {
  ...{ name: 'Badge money', who: { role: 'any', teamIds: [], memberIds: [] } as const },
  rules: rulesOf(
    { kind: 'badges', rewards: [{ badge: 'target', amount: '5000' }] },
    { clawback: { days: 90, percent: 100 } },
  ),
};

async function pressed(handle: Handle, actionId: string): Promise<void> {
  const driver = await office().as(handle);
  await press(driver, await ask(driver, '/pace bonus', general(driver)), actionId);
}

async function statementOf(handle: Handle) {
  const driver = await office().as(handle);
  return { driver, message: await ask(driver, '/pace statement', general(driver)) };
}

beforeAll(async () => {
  const { db, workspaceId, memberIds } = office();
  await appoint('maya', { isAdmin: true });
  await appoint('hanmeimei', { isFinance: true });
  await seedCard(db, workspaceId, { [memberIds.ana]: '110', [memberIds.bo]: '60' }, memberIds.maya);
  const act = { workspaceId, actorId: memberIds.maya, transportKey: 'plan' };
  const more = { state: 'active', from: localDate('2026-10-01'), now } as const;
  await savePlan(db, act, plan, more);
  await change('ana', [calls, demos]);
  await change('bo', [calls]);
});

test('B-05 a badge that is withdrawn while the run waits: it is not approved, and computed again pays without it', async () => {
  const [maya, han] = [await office().as('maya'), await office().as('hanmeimei')];
  await pressed('maya', 'incentives.compute');
  // Ana 50 + 50, Bo 50.
  await answered(maya, 'Computed: *October*, $150 for 2 people');
  await change('bo', [], [calls.key]);
  await pressed('hanmeimei', 'incentives.approve');
  await answered(han, '计算之后，评估、徽章或要追回的金额有变动');
  await pressed('maya', 'incentives.discard');
  await answered(maya, 'The draft of *October* is discarded');
  await pressed('maya', 'incentives.compute');
  await answered(maya, 'Computed: *October*, $100 for 2 people');
  await pressed('hanmeimei', 'incentives.approve');
  await hears(office().deps, await office().as('ana'), 'Your payout for *October* is approved: *$100*');
});

test('B-05 the statement names each badge with its date and amount, leads to the badges, and is recomputed', async () => {
  const { driver, message } = await statementOf('ana');
  const text = textsOf(message.blocks);
  expect(text).toContain('• 🎯 Target reached: Calls, October 2026 · Sat, Oct 31, 2026 = $50');
  expect(text).toContain('• 🎯 Target reached: Demos, October 2026 · Sat, Oct 31, 2026 = $50');
  await press(driver, message, 'recognition.badges');
  await answered(driver, 'Your badges');
  const bo = textsOf((await statementOf('bo')).message.blocks);
  expect(bo).toContain('No badge that this plan pays was earned in the period.');
  const [run] = await listRuns(office().db, office().workspaceId);
  if (run === undefined) throw new Error('no run');
  expect(flawsOf(run, await statementsOf(office().db, office().workspaceId, run.id))).toEqual([]);
});

test('B-11 one that is withdrawn after the approval stays paid, is marked, and can be taken back', async () => {
  await change('ana', [], [demos.key]);
  const text = textsOf((await statementOf('ana')).message.blocks);
  expect(text).toContain('Demos, October 2026 was withdrawn on Tue, Nov 3, 2026, after this was approved');
  expect(text).not.toContain('Calls, October 2026 was withdrawn');
  const han = await office().as('hanmeimei');
  const people = await ask(han, '/pace 奖金', general(han));
  await press(han, people, 'incentives.people');
  const listed = await answered(han, 'Ana Torres');
  await press(han, listed, 'incentives.statement');
  const shown = await answered(han, '撤回');
  expect(JSON.stringify(shown.blocks)).toContain('incentives.clawback');
});

test('a badge is paid once by a plan, in whatever run; one that was granted too late for its own follows', async () => {
  const { db, workspaceId, memberIds } = office();
  // Granted after October was paid: Bo's comes with November; Ana's first is paid already.
  await changeBadges(
    db,
    { workspaceId, memberId: memberIds.bo },
    { grant: [demos], withdraw: [] },
    now.add({ hours: 1 }),
  );
  await change('ana', [reached('calls', '2026-11')]);
  const month = { name: 'November', key: '2026-11', from: '2026-11-01', to: '2026-12-01' };
  const scores = { [memberIds.ana]: '100', [memberIds.bo]: '100' };
  await seedCard(db, workspaceId, scores, memberIds.maya, month);
  const maya = await office().as('maya');
  await pressed('maya', 'incentives.compute');
  await answered(maya, 'Computed: *November*, $100 for 2 people');
  const [run] = (await listRuns(db, workspaceId)).filter(({ name }) => name === 'November');
  const rows = await statementsOf(db, workspaceId, run?.id ?? '');
  const keys = Object.fromEntries(
    rows.map(({ memberId, inputs }) => [memberId, inputs.badges?.map(({ key }) => key)]),
  );
  expect(keys).toEqual({ [memberIds.ana]: ['target:calls:2026-11'], [memberIds.bo]: [demos.key] });
  // Somebody else's run has paid Bo's in the meantime: this one is not approved.
  await db.client.payoutBadge.create({
    data: {
      workspaceId,
      planId: run?.inputs.plans[0]?.id ?? '',
      memberId: memberIds.bo,
      key: demos.key,
      runId: 'x',
    },
  });
  await pressed('hanmeimei', 'incentives.approve');
  await answered(await office().as('hanmeimei'), '计算之后，评估、徽章或要追回的金额有变动');
  expect((await readRun(db, workspaceId, run?.id ?? ''))?.state).toBe('draft');
  // Nothing of it was kept.
  expect(await db.client.payoutBadge.count({ where: { workspaceId, runId: run?.id ?? '' } })).toBe(0);
});
