import { describe, expect, test } from 'vitest';
import { ask, channelId, command, type Driver, press, submit } from '../../sandbox/driver.ts';
import { flawsOf } from '../../src/incentives/pay/seal.ts';
import { listRuns, statementsOf } from '../../src/incentives/run/store.ts';
import { type Handle, textsOf, useOffice } from '../support/office.ts';
import { seedCard } from './seedCard.ts';

/**
 * One bonus from the plan to payroll, through the real protocol. Ana's evaluation of October 2026 is closed with 110 points, Bo's with 60: of
 * $1,000 on target they get 1.25 and 0.25 of it (B-02).
 */
const office = useOffice('2026-11-03T15:00:00Z');
const general = (driver: Driver): string => channelId(driver, 'general');
const answered = (driver: Driver, containing: string) =>
  driver.waitFor(containing, ({ ephemerals, messages }) =>
    [...ephemerals, ...messages].findLast((one) =>
      `${one.text}\n${textsOf(one.blocks)}`.includes(containing),
    ),
  );
const modal = (driver: Driver, containing: string) =>
  driver.waitFor(`a modal with ${containing}`, ({ modals }) =>
    modals.findLast((view) => JSON.stringify(view).includes(containing)),
  );
const appoint = (handle: Handle, data: object) =>
  office().db.client.member.update({
    where: { workspaceId_id: { workspaceId: office().workspaceId, id: office().memberIds[handle] } },
    data,
  });

describe('a bonus', () => {
  test('reps are told what holds for them; only administrators make plans', async () => {
    const ana = await office().as('ana');
    expect((await ask(ana, '/pace bonus', general(ana))).text).toContain('No bonus plan holds for you');
    expect((await ask(ana, '/pace bonus new', general(ana))).text).toContain('Only an administrator');
    expect((await ask(ana, '/pace statement', general(ana))).text).toContain('There is no statement yet');
  });

  test('a plan is refused at the field that is wrong, tried on the past, kept and activated', async () => {
    await appoint('maya', { isAdmin: true });
    await appoint('hanmeimei', { isFinance: true });
    const { db, workspaceId, memberIds } = office();
    await seedCard(db, workspaceId, { [memberIds.ana]: '110', [memberIds.bo]: '60' }, memberIds.maya);
    const maya = await office().as('maya');
    await command(maya, '/pace bonus new', general(maya));
    const form = await modal(maya, 'New bonus plan');
    const refused = await submit(maya, form, { name: 'Quota bonus', amount: 'plenty' });
    expect(refused).toMatchObject({ errors: { amount: 'This is no amount in USD: “plenty”.' } });
    await command(maya, '/pace bonus new', general(maya));
    const again = await modal(maya, 'New bonus plan');
    await submit(maya, again, { name: 'Quota bonus', amount: '1000', from: '2026-10-01' });
    const saved = await answered(maya, 'is saved as a draft');
    await press(maya, saved, 'incentives.preview');
    const preview = await answered(maya, 'What it would have cost');
    expect(textsOf(preview.blocks)).toContain('$1,500');
    await press(maya, saved, 'incentives.plan-activate');
    await answered(maya, 'is active');
  });

  test('B-05 a run is computed by one, approved by another, and stands in everybody’s statement', async () => {
    const [ana, maya, finance] = [
      await office().as('ana'),
      await office().as('maya'),
      await office().as('hanmeimei'),
    ];
    await press(maya, await ask(maya, '/pace bonus', general(maya)), 'incentives.compute');
    const draft = await answered(maya, 'It is frozen as a draft');
    await press(maya, draft, 'incentives.approve');
    await answered(maya, 'You computed this run');
    expect((await ask(ana, '/pace statement', general(ana))).text).toContain('There is no statement yet');
    await press(finance, await ask(finance, '/pace 奖金', general(finance)), 'incentives.approve');
    await finance.waitFor('批准', ({ ephemerals }) =>
      ephemerals.findLast((one) => one.text.includes('已批准')),
    );
    const statement = textsOf((await ask(ana, '/pace statement', general(ana))).blocks);
    expect(statement).toContain('*$1,250* in all');
    expect(statement).toContain('Score 110 → multiplier 1.25 × $1,000 on target');
    expect(statement).toContain('10 points more would have meant $250 more');
    const [run] = await listRuns(office().db, office().workspaceId);
    if (run === undefined) throw new Error('there is no run');
    expect(flawsOf(run, await statementsOf(office().db, office().workspaceId, run.id))).toEqual([]);
    // The database refuses to change what is approved.
    const change = office().db.client.payoutRun.updateMany({ where: { id: run.id }, data: { name: 'x' } });
    await expect(change).rejects.toThrow(/append-only/);
  });

  test('a disputed line is held back, the rest goes to payroll, and follows once it is settled', async () => {
    const [ana, bo, maya] = [await office().as('ana'), await office().as('bo'), await office().as('maya')];
    await press(ana, await ask(ana, '/pace statement', general(ana)), 'incentives.dispute');
    await submit(ana, await modal(ana, 'In your words'), { text: 'A deal is missing' });
    await answered(ana, 'is held back until');
    // Bo sees his own alone.
    const others = await ask(bo, `/pace statement <@${office().slackIds.ana}|ana>`, general(bo));
    expect(others.text).toContain('You may not see');
    await press(maya, await ask(maya, '/pace bonus', general(maya)), 'incentives.export');
    const sent = await answered(maya, 'Payroll file 1');
    expect(sent.text).toContain('1 entries, $250');
    expect(sent.text).toContain('1 disputed lines are held back');
    const [run] = await listRuns(office().db, office().workspaceId);
    const rows = await office().db.client.payoutDispute.findMany({ where: { runId: run?.id ?? '' } });
    expect(rows.map(({ state }) => state)).toEqual(['open']);
  });
});
