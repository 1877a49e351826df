import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, channelId, type Driver, press, submit } from '../../sandbox/driver.ts';
import { buildApp, type PacerApp } from '../../src/app.ts';
import { rewardEntries } from '../../src/incentives/export/entries.ts';
import { exportedRewards, exportsOf, saveExport } from '../../src/incentives/export/store.ts';
import { savePlan } from '../../src/incentives/plan/store.ts';
import { USUAL_CURVE } from '../../src/incentives/plan/typed.ts';
import { ordersOf } from '../../src/incentives/rewards/store.ts';
import { listRuns } from '../../src/incentives/run/store.ts';
import { localDate } from '../../src/kpi/localDate.ts';
import { Temporal } from '../../src/kpi/time.ts';
import { readRows } from '../../src/platform/tables/source.ts';
import { answered, eventually, hears, modalHolding as modal } from '../support/hear.ts';
import { configFor, type Handle, textsOf, useOffice } from '../support/office.ts';
import { rulesOf } from './given.ts';
import { seedCard } from './seedCard.ts';

/**
 * What happens around a payout, through the real protocol: many who approve at once, payroll in Excel, a disputed line, what is taken back, and an
 * owner who is alone. $1,000 on target (B-02): Ana's 110 points are 1.25 of it, Bo's 60 a quarter.
 */
const NOW = '2026-11-03T15:00:00Z';
const office = useOffice(NOW);
const general = (driver: Driver): string => channelId(driver, 'general');
const appoint = (handle: Handle, data: object) =>
  office().db.client.member.update({
    where: { workspaceId_id: { workspaceId: office().workspaceId, id: office().memberIds[handle] } },
    data,
  });
const audits = (action: string): Promise<number> =>
  office().db.client.auditRow.count({ where: { workspaceId: office().workspaceId, action } });
const times = (count: number, work: () => Promise<unknown>) =>
  Promise.all(Array.from({ length: count }, work));
let second: PacerApp | undefined;

beforeAll(async () => {
  const { address, deps, db, workspaceId, memberIds } = office();
  second = buildApp(configFor(address, ''), deps, () => Temporal.Instant.from(NOW));
  await second.start();
  await appoint('maya', { isAdmin: true });
  await appoint('hanmeimei', { isFinance: true });
  await appoint('lilei', { isFinance: true });
  await seedCard(db, workspaceId, { [memberIds.ana]: '110', [memberIds.bo]: '60' }, memberIds.maya);
  const terms = { kind: 'bonus', amount: '100000', curve: USUAL_CURVE } as const;
  const wish = {
    ...{ name: 'Quota bonus', rules: rulesOf(terms, { clawback: { days: 90, percent: 50 } }) },
    who: { role: 'any', teamIds: [], memberIds: [] } as const,
  };
  const act = { workspaceId, actorId: memberIds.maya, transportKey: 'plan' };
  // Dated back: it holds from October on, and is decided in November.
  const more = { state: 'active', from: localDate('2026-10-01'), now: Temporal.Instant.from(NOW) } as const;
  await savePlan(db, act, wish, more);
});
afterAll(async () => {
  await second?.stop();
});

describe('around a payout', () => {
  test('a version that is dated back is shown to who approves, and to who is paid', async () => {
    const maya = await office().as('maya');
    await press(maya, await ask(maya, '/pace bonus', general(maya)), 'incentives.compute');
    const draft = await answered(maya, 'It is frozen as a draft');
    expect(draft.text).toContain('Decided after the period had begun: Quota bonus (Tue, Nov 3, 2026)');
    const finance = await office().as('hanmeimei');
    await hears(office().deps, finance, '周期开始之后才定的方案');
  });

  test('B-05 two people approve at once, six presses each, on two instances: once, and everybody is told once', async () => {
    const [han, li, ana] = [
      await office().as('hanmeimei'),
      await office().as('lilei'),
      await office().as('ana'),
    ];
    const [byHan, byLi] = [
      await ask(han, '/pace bonus', general(han)),
      await ask(li, '/pace bonus', general(li)),
    ];
    await Promise.all([
      times(6, () => press(han, byHan, 'incentives.approve')),
      times(6, () => press(li, byLi, 'incentives.approve')),
    ]);
    await hears(office().deps, ana, 'Your payout for *October* is approved: *$1,250*');
    await eventually(async () => expect(await audits('payout.approved')).toBe(1));
    const where = { workspaceId: office().workspaceId, key: { contains: ':told:' } };
    expect(await office().db.client.outbox.count({ where })).toBe(2);
    const statement = textsOf((await ask(ana, '/pace statement', general(ana))).blocks);
    expect(statement).toContain('These terms were decided on Tue, Nov 3, 2026, after the period had begun.');
  });

  test('B-05 payroll in Excel, read back: amounts are numbers, each entry once', async () => {
    const han = await office().as('hanmeimei');
    await press(han, await ask(han, '/pace bonus', general(han)), 'incentives.export-xlsx');
    await answered(han, '份工资文件');
    const { files } = office().sandbox.world;
    const file = files.all().find(({ name }) => name === 'payroll-2026-10-1.xlsx');
    const bytes = file === undefined ? undefined : files.read(file.id);
    if (bytes === undefined) throw new Error('no file');
    const read = await readRows({ bytes }, 100);
    if (!read.ok) throw new Error(read.problem.kind);
    const [head, ...rows] = read.value.map(({ cells }) => cells);
    expect(head?.slice(0, 9)).toEqual([
      ...['发放', '起', '止（不含）', '姓名', '邮箱', '方案', '类型', '金额', '币种'],
    ]);
    // Numbers, shown with their currency.
    expect(
      rows.map((cells) => cells.slice(0, 9)).toSorted((a, b) => ((a[3] ?? '') < (b[3] ?? '') ? -1 : 1)),
    ).toEqual([
      [
        'October',
        '2026-10-01',
        '2026-11-01',
        'Ana Torres',
        'ana@pacer.example',
        'Quota bonus',
        '奖金',
        'USD1250',
        'USD',
      ],
      [
        'October',
        '2026-10-01',
        '2026-11-01',
        'Bo Lindqvist',
        'bo@pacer.example',
        'Quota bonus',
        '奖金',
        'USD250',
        'USD',
      ],
    ]);
  });

  test('B-08 money that somebody chose goes to payroll once it is approved: in one file of one run, however many ask', async () => {
    const { db, workspaceId, memberIds } = office();
    const order = (id: string, more: object) => ({
      ...{ workspaceId, id, memberId: memberIds.bo, itemId: 'i', name: 'Cash', kind: 'money', points: 50 },
      ...{ minor: 7_500n, currency: 'USD', periodKey: '2026-Q4', state: 'approved' },
      ...more,
    });
    // One waits, one was paid out by hand, one is no money: none of them is for payroll.
    await db.client.rewardOrder.createMany({
      data: [
        order('cash', {}),
        order('waiting', { state: 'waiting' }),
        order('by hand', { state: 'given' }),
        order('gift', { kind: 'gift' }),
      ],
    });
    const [run] = await listRuns(db, workspaceId);
    const [han, li] = [await office().as('hanmeimei'), await office().as('lilei')];
    const [byHan, byLi] = [
      await ask(han, '/pace bonus', general(han)),
      await ask(li, '/pace bonus', general(li)),
    ];
    await Promise.all([
      times(4, () => press(han, byHan, 'incentives.export')),
      times(4, () => press(li, byLi, 'incentives.export')),
    ]);
    await hears(office().deps, han, '第 2 份');
    await eventually(async () => expect(await audits('payout.exported')).toBe(2));
    expect(await exportsOf(db, workspaceId, run?.id ?? '')).toMatchObject([
      { no: 1 },
      { no: 2, entries: ['reward:cash'] },
    ]);
    const { files } = office().sandbox.world;
    const file = files.all().find(({ name }) => name === 'payroll-2026-10-2.csv');
    const text = Buffer.from(files.read(file?.id ?? '') ?? '').toString('utf8');
    expect(text).toContain('Bo Lindqvist,bo@pacer.example,Cash,兑换奖励,75.00,USD,reward:cash');
    expect(text.trim().split('\r\n')).toHaveLength(2);
    // It is paid: nobody has to note it as handed over. Another run finds it taken.
    const cash = await db.client.rewardOrder.findFirst({ where: { workspaceId, id: 'cash' } });
    expect(cash?.state).toBe('given');
    const other = await exportedRewards(db, workspaceId);
    const orders = await ordersOf(db, workspaceId, { states: ['approved', 'given'] });
    expect(rewardEntries(orders, other, 'another')).toEqual([]);
    const again = { runId: 'another', no: 1, entries: ['reward:cash'], rewards: ['cash'] };
    const act = { workspaceId, actorId: memberIds.hanmeimei, transportKey: 'another file' };
    expect(await saveExport(db, act, again)).toBe(false);
  });

  test('a disputed line has an owner and a due date, ten working days on', async () => {
    const bo = await office().as('bo');
    await press(bo, await ask(bo, '/pace statement', general(bo)), 'incentives.dispute');
    await submit(bo, await modal(bo, 'In your words'), { text: 'The score leaves a deal out' });
    // From Tuesday 3 November on: the 17th.
    const told = await answered(bo, 'is held back until');
    expect(told.text).toContain('Tue, Nov 17, 2026');
    const dispute = await office().db.client.payoutDispute.findFirstOrThrow();
    const { hanmeimei, lilei } = office().memberIds;
    expect([hanmeimei, lilei]).toContain(dispute.ownerId);
    expect(dispute.dueDate.toISOString().slice(0, 10)).toBe('2026-11-17');
    const owner = await office().as(dispute.ownerId === hanmeimei ? 'hanmeimei' : 'lilei');
    const asked = await hears(office().deps, owner, 'The score leaves a deal out');
    await press(owner, asked, 'incentives.settle');
    await submit(owner, await modal(owner, '更正'), { correction: '0', reason: 'The deal was in September' });
    await hears(office().deps, bo, 'The deal was in September');
  });

  test('B-11 what is taken back is entered in a form, told with its reason, and is a line of the next run', async () => {
    const [han, ana, maya] = [
      await office().as('hanmeimei'),
      await office().as('ana'),
      await office().as('maya'),
    ];
    const mention = `<@${office().slackIds.ana}|ana>`;
    await press(han, await ask(han, `/pace statement ${mention}`, general(han)), 'incentives.clawback');
    const form = await modal(han, '追回');
    // At most half of 1,250.
    expect(JSON.stringify(form)).toContain('625');
    const wrong = await submit(han, form, { amount: 'all', reason: 'x' });
    expect(wrong).toMatchObject({ errors: { amount: '请写一个大于 0 的 USD 金额。' } });
    await submit(han, form, { amount: '100', reason: 'The deal with Bolt was cancelled' });
    await answered(han, '已录入');
    await hears(office().deps, ana, 'is taken back with your next payout: The deal with Bolt was cancelled');
    const { db, workspaceId, memberIds } = office();
    const november = { name: 'November', key: '2026-11', from: '2026-11-01', to: '2026-12-01' };
    await seedCard(db, workspaceId, { [memberIds.ana]: '100' }, memberIds.maya, november);
    // From here on Maya is the only officer.
    await appoint('hanmeimei', { isFinance: false });
    await appoint('lilei', { isFinance: false });
    await press(maya, await ask(maya, '/pace bonus', general(maya)), 'incentives.compute');
    const draft = await answered(maya, 'There is no second person');
    // 1,000 − 100
    expect(draft.text).toContain('$900');
  });

  test('B-05 an owner who is alone confirms after 24 hours, and every statement says so', async () => {
    const [maya, ana] = [await office().as('maya'), await office().as('ana')];
    await second?.stop();
    second = undefined;
    const runs = await ask(maya, '/pace bonus', general(maya));
    await press(maya, runs, 'incentives.approve');
    await answered(maya, 'You may confirm alone from');
    office().setNow('2026-11-04T14:59:59Z');
    await press(maya, runs, 'incentives.approve');
    await maya.waitFor('told twice', ({ ephemerals }) => {
      const told = ephemerals.filter(({ text }) => text.includes('You may confirm alone from'));
      return told.length === 2 ? told : undefined;
    });
    expect(await audits('payout.approved')).toBe(1);
    office().setNow('2026-11-04T15:00:01Z');
    await press(maya, runs, 'incentives.approve');
    await answered(maya, 'is confirmed by you alone');
    const statement = textsOf((await ask(ana, '/pace statement', general(ana))).blocks);
    expect(statement).toContain('Confirmed by Maya Okafor alone on Wed, Nov 4, 2026');
    expect(statement).toContain('Taken back of an earlier payout');
    expect(statement).toContain('*$900* in all');
  });
});
