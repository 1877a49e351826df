import { beforeAll, describe, expect, test } from 'vitest';
import { ask, channelId, type Driver, press } from '../../sandbox/driver.ts';
import { savePlan } from '../../src/incentives/plan/store.ts';
import { listRuns, statementsOf } from '../../src/incentives/run/store.ts';
import { localDate } from '../../src/kpi/localDate.ts';
import { Temporal } from '../../src/kpi/time.ts';
import { registryOf } from '../../src/platform/bolt/registry.ts';
import { slices } from '../../src/slices.ts';
import { closeByHand } from '../../src/workspace/closed/store.ts';
import { answered, hears } from '../support/hear.ts';
import { press as pressAs } from '../support/isolation/presses.ts';
import { type Handle, textsOf, useOffice } from '../support/office.ts';
import { rulesOf } from './given.ts';
import { seedCard } from './seedCard.ts';

/** What somebody might try for more pay: each is refused with an answer, or stands where whoever approves and whoever is paid read it. */
const NOW = '2026-11-03T15:00:00Z';
const now = Temporal.Instant.from(NOW);
const office = useOffice(NOW);
const general = (driver: Driver): string => channelId(driver, 'general');
const say = async (handle: Handle, text: string): Promise<string> => {
  const driver = await office().as(handle);
  const { text: said, blocks } = await ask(driver, text, general(driver));
  return `${said}\n${textsOf(blocks)}`;
};
const appoint = (handle: Handle, data: object) =>
  office().db.client.member.update({
    where: { workspaceId_id: { workspaceId: office().workspaceId, id: office().memberIds[handle] } },
    data,
  });
const theRun = async (of = 'October') => {
  const run = (await listRuns(office().db, office().workspaceId)).find(({ name }) => name === of);
  if (run === undefined) throw new Error('there is no run');
  return run;
};

const october = { from: localDate('2026-10-01'), to: localDate('2026-11-01') };
const act = (transportKey: string) => ({
  ...{ workspaceId: office().workspaceId, actorId: office().memberIds.maya, transportKey },
});
const inEuros = {
  ...{ name: 'Band reward', who: { role: 'any', teamIds: [], memberIds: [] } as const },
  rules: rulesOf({ kind: 'bands', rewards: [{ band: 'meets', amount: '30000' }] }, { currency: 'EUR' }),
};

beforeAll(async () => {
  await appoint('maya', { isAdmin: true });
  await appoint('hanmeimei', { isFinance: true });
  await appoint('lilei', { isFinance: true });
});

describe('deals and dates', () => {
  test('M-07 one deal in two months: its reference counts once', async () => {
    expect(await say('bo', '/log deal with Acme $6000 on:2026-10-30 #A-17')).toContain('#A-17');
    expect(await say('bo', '/log deal with Acme $6000 on:2026-11-02 #A-17')).toContain('#A-17 is taken');
    expect(await office().db.client.activity.count({ where: { workspaceId: office().workspaceId } })).toBe(1);
  });

  test('P-05 after the evaluation is closed nothing is logged on its dates, and nothing of it is taken back', async () => {
    const what = { id: 'cycle:october', name: 'October', range: october };
    await closeByHand(office().db, act('close'), what);
    expect(await say('bo', '/log undo')).toContain('is closed (*October*), so this stays as it is');
    expect(await say('bo', '/log deal with Globex $9000 on:2026-10-29')).toContain('is closed (*October*)');
    const voids = { workspaceId: office().workspaceId, NOT: { voidsId: null } };
    expect(await office().db.client.activity.count({ where: voids })).toBe(0);
  });
});

describe('rates, versions and approvals', () => {
  test('M-05 the rate is the one in force on the period’s last day, with its source, whatever is entered afterwards', async () => {
    const { db, workspaceId, memberIds } = office();
    // 李雷, who is of finance, is paid by this run too.
    const scores = { [memberIds.ana]: '100', [memberIds.lilei]: '100' };
    await seedCard(db, workspaceId, scores, memberIds.maya);
    const more = {
      state: 'active',
      from: october.from,
      now: Temporal.Instant.from('2026-09-20T09:00:00Z'),
    } as const;
    await savePlan(db, act('plan'), inEuros, more);
    await say('maya', '/pace rates EUR=1.10 from:2026-10-01 source:ECB');
    await say('maya', '/pace rates EUR=2 from:2026-11-01 source:wishful');
    const maya = await office().as('maya');
    await press(maya, await ask(maya, '/pace bonus', general(maya)), 'incentives.compute');
    const draft = await answered(maya, 'It is frozen as a draft');
    // Decided before the period began, so nothing is said of that.
    expect(draft.text).not.toContain('Decided after');
    expect((await theRun()).inputs.rates).toEqual([{ currency: 'EUR', rate: '11/10', source: 'ECB' }]);
    // A rate that is dated back after the computation changes nothing that is frozen.
    await say('maya', '/pace rates EUR=9 from:2026-10-31 source:late');
    expect((await theRun()).inputs.rates).toEqual([{ currency: 'EUR', rate: '11/10', source: 'ECB' }]);
  });

  test('B-05 a second role is no second person, and nobody approves their own pay', async () => {
    await appoint('maya', { isFinance: true });
    const [maya, li] = [await office().as('maya'), await office().as('lilei')];
    await press(maya, await ask(maya, '/pace bonus', general(maya)), 'incentives.approve');
    await answered(maya, 'You computed this run, so somebody else approves it: 韩梅梅.');
    await press(li, await ask(li, '/pace bonus', general(li)), 'incentives.approve');
    await answered(li, '你会从这次发放中领钱，要由别人批准：韩梅梅。');
    expect((await theRun()).state).toBe('draft');
  });

  test('a version that is dated back after the computation pays nothing of what is frozen', async () => {
    const { db, workspaceId } = office();
    const rich = rulesOf(
      { kind: 'bands', rewards: [{ band: 'meets', amount: '900000' }] },
      { currency: 'EUR' },
    );
    const [known] = await db.client.bonusPlan.findMany({ where: { workspaceId } });
    const more = { state: 'active', from: october.from, now: Temporal.Instant.from(NOW) } as const;
    await savePlan(db, act('plan-2'), { ...inEuros, rules: rich }, { ...more, id: known?.id ?? '' });
    const han = await office().as('hanmeimei');
    await press(han, await ask(han, '/pace bonus', general(han)), 'incentives.approve');
    await answered(han, '已批准，已通知');
    const paid = await statementsOf(db, workspaceId, (await theRun()).id);
    expect(paid.map(({ result }) => result.totals)).toEqual([
      [{ currency: 'EUR', minor: '30000' }],
      [{ currency: 'EUR', minor: '30000' }],
    ]);
    const statement = await say('ana', '/pace statement');
    expect(statement).toContain('*Band reward* (version 1)');
    expect(statement).toContain(
      'Converted at 1.1 USD for 1 EUR, the rate in force on Sat, Oct 31, 2026 (ECB).',
    );
  });

  test('B-05 once approved, nobody discards it or computes it again', async () => {
    const maya = await office().as('maya');
    const { id } = await theRun();
    const runs = await ask(maya, '/pace bonus', general(maya));
    expect(textsOf(runs.blocks)).not.toContain('Discard');
    // Who makes the button up is answered the same.
    const registry = registryOf(slices);
    const who = {
      ...{ deps: office().deps, workspaceId: office().workspaceId, slackUserId: office().slackIds.maya },
      now,
    };
    const answerTo = async (actionId: string, value: string) =>
      (await pressAs(who, registry, { actionId, value })).replies[0]?.text;
    expect(await answerTo('incentives.discard', id)).toContain('decided already');
    expect(await answerTo('incentives.compute', 'cycle-october')).toContain('There is a payout');
  });
});

describe('managers', () => {
  test('reliability.md § 7 whoever leads everybody of an evaluation computes its payout; of others’ people nobody computes a part', async () => {
    const { db, workspaceId, memberIds } = office();
    // Maya is a manager of West alone from here on.
    await appoint('maya', { isAdmin: false, isFinance: false });
    const month = (name: string, key: string, from: string, to: string) => ({ name, key, from, to });
    const west = { [memberIds.ana]: '100', [memberIds.bo]: '100' };
    await seedCard(
      db,
      workspaceId,
      west,
      memberIds.maya,
      month('West', '2026-11', '2026-11-01', '2026-12-01'),
    );
    const all = { ...west, [memberIds.lilei]: '100' };
    await seedCard(db, workspaceId, all, memberIds.maya, month('All', '2026-12', '2026-12-01', '2027-01-01'));
    const own = { [memberIds.ana]: '100', [memberIds.maya]: '100' };
    await seedCard(db, workspaceId, own, memberIds.maya, month('Own', '2027-01', '2027-01-01', '2027-02-01'));
    const maya = await office().as('maya');
    const shown = await ask(maya, '/pace bonus', general(maya));
    expect(textsOf(shown.blocks)).toContain('*West* is closed and not paid yet');
    expect(textsOf(shown.blocks)).not.toMatch(/\*(All|Own)\* is closed/);
    await press(maya, shown, 'incentives.compute');
    await answered(maya, 'Computed: *West*');
    // Her own draft she may take back, and compute again; another manager may not.
    const draft = await theRun('West');
    const byLi = { ...{ deps: office().deps, workspaceId, slackUserId: office().slackIds.lilei }, now };
    await appoint('lilei', { isFinance: false });
    const wish = { actionId: 'incentives.discard', value: draft.id };
    const { replies: refused } = await pressAs(byLi, registryOf(slices), wish);
    expect(refused[0]?.text).toContain('管理员');
    expect((await theRun('West')).state).toBe('draft');
    await press(maya, await ask(maya, '/pace bonus', general(maya)), 'incentives.discard');
    await answered(maya, 'The draft of *West* is discarded; it can be computed again.');
    const discarded = { workspaceId, action: 'payout.discarded', actorId: memberIds.maya };
    expect(await db.client.auditRow.count({ where: discarded })).toBe(1);
    await press(maya, await ask(maya, '/pace bonus', general(maya)), 'incentives.compute');
    await hears(office().deps, await office().as('hanmeimei'), '计算了发放 *West*');
    for (const value of ['cycle-all', 'cycle-own']) {
      const who = { ...{ deps: office().deps, workspaceId, slackUserId: office().slackIds.maya }, now };
      const registry = registryOf(slices);
      const { replies } = await pressAs(who, registry, { actionId: 'incentives.compute', value });
      expect(replies[0]?.text).toContain('about people whom you do not lead');
    }
    const denials = { workspaceId, action: 'access.denied', actorId: memberIds.maya };
    expect(await db.client.auditRow.count({ where: denials })).toBeGreaterThanOrEqual(2);
    // Finance approves; then nobody takes it back. Bo sees his statement.
    const han = await office().as('hanmeimei');
    await press(han, await ask(han, '/pace bonus', general(han)), 'incentives.approve');
    await answered(han, '已批准，已通知');
    const again = { ...{ deps: office().deps, workspaceId, slackUserId: office().slackIds.maya }, now };
    const late = { actionId: 'incentives.discard', value: (await theRun('West')).id };
    const { replies: decided } = await pressAs(again, registryOf(slices), late);
    expect(decided[0]?.text).toContain('decided already');
    expect(await say('bo', '/pace statement')).toContain('Bo Lindqvist: West');
  });
});
