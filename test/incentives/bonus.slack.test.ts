import type { ModalView } from '@slack/types';
import { describe, expect, test } from 'vitest';
import { ask, channelId, command, type Driver, press, pressInView, submit } from '../../sandbox/driver.ts';
import { flawsOf } from '../../src/incentives/pay/seal.ts';
import { listRuns, statementsOf } from '../../src/incentives/run/store.ts';
import { Temporal } from '../../src/kpi/time.ts';
import { registryOf } from '../../src/platform/bolt/registry.ts';
import { slices } from '../../src/slices.ts';
import { answered, modalHolding as modal } from '../support/hear.ts';
import { handIn, press as pressAs } from '../support/isolation/presses.ts';
import { type Handle, textsOf, useOffice } from '../support/office.ts';
import { seedCard } from './seedCard.ts';

/**
 * One bonus from the plan to payroll, through the real protocol. Ana's evaluation of October 2026 is closed with 110 points, Bo's with 60: of
 * $1,000 on target they get 1.25 and 0.25 of it (B-02).
 */
const office = useOffice('2026-11-03T15:00:00Z');
const general = (driver: Driver): string => channelId(driver, 'general');
const who = (handle: Handle) => ({
  ...{ deps: office().deps, workspaceId: office().workspaceId, slackUserId: office().slackIds[handle] },
  now: Temporal.Instant.from('2026-11-03T15:00:00Z'),
});
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
    // Tried before anything of it is saved.
    const text = (id: string, value: string) => ({ [id]: { [id]: { type: 'plain_text_input', value } } });
    const fields = { ...text('name', 'Quota bonus'), ...text('amount', '1000') };
    await pressInView(maya, form, 'incentives.plan-try', {}, fields);
    const tried = await modal(maya, 'What it would have cost');
    expect(textsOf(tried.blocks)).toContain('October: *$1,500* to 2 of 2 people');
    await submit(maya, tried, { name: 'Quota bonus', amount: '1000', from: '2026-10-01' });
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

  test('B-05 the statement as a PDF, by direct message; nobody else’s', async () => {
    const [ana, bo] = [await office().as('ana'), await office().as('bo')];
    const sent = await ask(ana, '/pace statement pdf', general(ana));
    expect(sent.text).toBe('It is in your direct messages with Pacer.');
    const file = office()
      .sandbox.world.files.all()
      .find(({ name }) => name === 'pacer-statement.pdf');
    expect(file).toBeDefined();
    const own = await ask(bo, '/pace statement', general(bo));
    const [run] = await listRuns(office().db, office().workspaceId);
    const value = `${run?.id}:${office().memberIds.ana}`;
    await press(bo, own, 'incentives.statement-pdf', { value });
    await answered(bo, 'You may not see or do this for Ana Torres.');
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
    expect(sent.text).toContain('one entry, $250');
    expect(sent.text).toContain('One disputed line is held back');
    const [run] = await listRuns(office().db, office().workspaceId);
    const rows = await office().db.client.payoutDispute.findMany({ where: { runId: run?.id ?? '' } });
    expect(rows.map(({ state }) => state)).toEqual(['open']);
  });

  test('B-05, B-11 a correction needs a second person; what is taken back becomes a line of the next run', async () => {
    const { db, memberIds } = office();
    const registry = registryOf(slices);
    const { id, runId } = await db.client.payoutDispute.findFirstOrThrow();
    const [form] = (await pressAs(who('maya'), registry, { actionId: 'incentives.settle', value: id })).views;
    if (form === undefined) throw new Error('no form');
    const typed = {
      ...form,
      blocks: form.blocks.map((block) => {
        const text = { correction: '50', reason: 'The deal was there' }[block.block_id ?? ''];
        return text === undefined || !('element' in block)
          ? block
          : { ...block, element: { ...block.element, initial_value: text } };
      }),
    } as ModalView;
    await handIn(who('maya'), registry, typed);
    const own = await pressAs(who('maya'), registry, { actionId: 'incentives.correct', value: id });
    expect(own.replies[0]?.text).toContain('You proposed it');
    await pressAs(who('hanmeimei'), registry, { actionId: 'incentives.correct', value: id });
    const settled = await db.client.payoutDispute.findFirstOrThrow();
    expect([settled.state, settled.correction, settled.approvedById]).toEqual([
      'settled',
      5000n,
      memberIds.hanmeimei,
    ]);
    // The line (1,250) and its correction (50) are in no file yet.
    const sent = await pressAs(who('maya'), registry, { actionId: 'incentives.export', value: runId });
    expect(sent.replies[0]?.text).toContain('2 entries, $1,300');
    // The plan takes nothing back.
    const line = `${runId}:${memberIds.ana}:0`;
    const refused = await pressAs(who('maya'), registry, { actionId: 'incentives.clawback', value: line });
    expect(refused.replies[0]?.text).toContain('takes nothing back');
    const fair = await pressAs(who('maya'), registry, { actionId: 'incentives.fairness', value: runId });
    // Of 1,250 and 250: Σ (2i − n − 1)·x = −250 + 1,250 = 1,000; ÷ (2 · 1,500) = 0.33.
    expect(textsOf(fair.replies[0]?.blocks ?? [])).toContain('Gini 0.33');
  });
});
