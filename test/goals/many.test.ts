import { describe, expect, test } from 'vitest';
import { ask, channelId, type Driver, elementsIn, press, pressInView, submit } from '../../sandbox/driver.ts';
import { targetsOf } from '../../src/goals/store.ts';
import { type Subject, valueOn } from '../../src/goals/target.ts';
import { localDate } from '../../src/kpi/localDate.ts';
import { modal } from '../support/hear.ts';
import { textsOf, useOffice } from '../support/office.ts';

/** Several targets by one act, through the sandbox and the real app: the modals walked as a manager does, on Monday 23 November 2026. */
const office = useOffice('2026-11-23T15:00:00Z');
const general = (driver: Driver): string => channelId(driver, 'general');

/** Values by period, as they hold on a date. */
async function held(subject: Subject, metricKey: string, on = '2026-11-23') {
  const found = await targetsOf(office().db, office().workspaceId, {
    subjects: [subject],
    metricKeys: [metricKey],
  });
  return Object.fromEntries(
    found.map((one) => [one.periodKey ?? one.periodKind, valueOn(one, localDate(on))]),
  );
}
const member = (handle: 'ana' | 'bo' | 'maya'): Subject => ({
  kind: 'member',
  id: office().memberIds[handle],
});
const answered = (driver: Driver, containing: string) =>
  driver.waitFor(containing, ({ ephemerals, messages }) =>
    [...ephemerals, ...messages].find((one) => textsOf(one.blocks).includes(containing)),
  );
const choose = (value: string) => ({ selected_option: { text: { type: 'plain_text', text: value }, value } });

/** What waits to be sent to somebody (platform/jobs sends it). */
async function news(handle: 'ana' | 'bo', containing: string): Promise<string[]> {
  const where = { workspaceId: office().workspaceId, channel: office().slackIds[handle] };
  const rows = await office().db.client.outbox.findMany({ where, orderBy: { createdAt: 'asc' } });
  return rows.map((row) => textsOf(row.blocks as object[])).filter((text) => text.includes(containing));
}

describe('T-01 a team’s target among its people', () => {
  test('equal parts, what is left, one message each, one Undo', async () => {
    const maya = await office().as('maya');
    const set = await ask(maya, '/goal team West calls 101 monthly', general(maya));
    await press(maya, set, 'goals.split');
    const view = await modal(maya, 'What it comes to');
    const text = textsOf(view.blocks);
    expect(text).toContain('Ana Torres: *51*');
    expect(text).toContain('Bo Lindqvist: *50*');
    expect(text).not.toContain('Maya Okafor: *');
    expect(text).toContain('All of it is assigned: 101.');
    await submit(maya, view);
    const saved = await answered(maya, '2 targets saved');
    expect(textsOf(saved.blocks)).toContain('2 people are told');
    expect(await held(member('ana'), 'calls')).toEqual({ month: 5100n });
    expect(await held(member('bo'), 'calls')).toEqual({ month: 5000n });
    const [first, ...more] = await news('ana', 'has set targets that concern you');
    expect(first).toContain('51 a month');
    expect(more).toEqual([]);
    await press(maya, saved, 'goals.undo-many');
    await answered(maya, '2 targets are as they were before');
    expect(await held(member('ana'), 'calls')).toEqual({ month: null });
    expect(await news('ana', 'has taken back')).toHaveLength(1);
  });

  test('by hand: the total is shown, a wrong number is said at its field, what is not assigned is said', async () => {
    const maya = await office().as('maya');
    const set = await ask(maya, '/goal team West demos 100 monthly', general(maya));
    await press(maya, set, 'goals.split');
    const view = await modal(maya, 'Ana Torres: *50*');
    await pressInView(maya, view, 'goals.split-how', choose('hand'));
    const byHand = await modal(maya, 'Show the total');
    const fields = elementsIn(byHand.blocks).filter(({ element }) => element['action_id'] === 'part');
    expect(fields.map(({ element }) => element['initial_value'])).toEqual(['50', '50']);
    const state = (first: string, second: string) =>
      Object.fromEntries(
        fields.map(({ block }, index) => [
          block.block_id,
          { part: { type: 'plain_text_input', value: index === 0 ? first : second } },
        ]),
      );
    const wrong = await maya.act('view-submit', { viewId: byHand.id, state: state('many', '10') });
    expect(JSON.stringify(wrong)).toContain('Write a number');
    await pressInView(maya, byHand, 'goals.split-preview', {}, state('60', '15'));
    expect(textsOf((await modal(maya, 'Not assigned: 25')).blocks)).toContain('Bo Lindqvist: *15*');
    const shown = await modal(maya, 'Not assigned: 25');
    await maya.act('view-submit', { viewId: shown.id, state: state('60', '15') });
    const saved = await answered(maya, 'Not assigned: 25');
    expect(textsOf(saved.blocks)).toContain('Ana Torres: 60 a month');
    expect(await held(member('bo'), 'demos')).toEqual({ month: 1500n });
  });

  test('a locked child keeps its target', async () => {
    const maya = await office().as('maya');
    const list = await ask(maya, '/goal team West demos', general(maya));
    await press(maya, list, 'goals.split');
    const view = await modal(maya, 'Ana Torres: *50*');
    expect(textsOf(view.blocks)).toContain('(now 60)');
    const ana = `member:${office().memberIds.ana}`;
    const keep = {
      selected_options: [{ text: { type: 'plain_text', text: 'Ana Torres (60)' }, value: ana }],
    };
    const block = view.blocks.find((one) => one.block_id.startsWith('keep:'))?.block_id ?? '';
    const state = { [block]: { 'goals.split-keep': { type: 'multi_static_select', ...keep } } };
    await pressInView(maya, view, 'goals.split-keep', keep, state);
    const kept = await modal(maya, '(stays)');
    expect(textsOf(kept.blocks)).toContain('Bo Lindqvist: *40*');
    await maya.act('view-submit', { viewId: kept.id, state });
    await answered(maya, 'One target saved');
    expect([await held(member('ana'), 'demos'), await held(member('bo'), 'demos')]).toEqual([
      { month: 6000n },
      { month: 4000n },
    ]);
  });

  test('a rep who presses the button is refused', async () => {
    const [maya, ana] = [await office().as('maya'), await office().as('ana')];
    const list = await ask(ana, '/goal team West demos', general(ana));
    expect(JSON.stringify(list.blocks)).not.toContain('goals.split');
    expect(textsOf((await ask(maya, '/goal team West demos', general(maya))).blocks)).toContain(
      '100 a month',
    );
  });
});

describe('T-02 a year over its months', () => {
  test('by working days; by hand only what totals 100 %; saved as twelve months with one Undo', async () => {
    const maya = await office().as('maya');
    const set = await ask(maya, '/goal team West revenue 1.2m for:2027', general(maya));
    expect(textsOf(set.blocks)).toContain('$1,200,000 for 2027');
    await press(maya, set, 'goals.spread');
    const view = await modal(maya, 'Together: 100%');
    expect(textsOf(view.blocks)).toContain('January 2027: *$96,600* (8.05%)');
    await pressInView(maya, view, 'goals.spread-how', choose('hand'));
    const byHand = await modal(maya, 'Show the total');
    const wrong = await maya.act('view-submit', {
      viewId: byHand.id,
      state: { 'share-1': { share: { type: 'plain_text_input', value: '7.55' } } },
    });
    expect(JSON.stringify(wrong)).toContain('they have to make 100%');
    const shares = ['10', '6', ...Array.from({ length: 8 }, () => '8'), '10', '10'];
    const state = Object.fromEntries(
      shares.map((value, index) => [`share-${index + 1}`, { share: { type: 'plain_text_input', value } }]),
    );
    await pressInView(maya, byHand, 'goals.spread-preview', {}, state);
    const shown = await modal(maya, 'Q1: $288,000');
    await maya.act('view-submit', { viewId: shown.id, state });
    const saved = await answered(maya, '12 targets saved');
    const west = { kind: 'team', id: office().teamIds.West } as const;
    expect(await held(west, 'revenue', '2027-12-31')).toMatchObject({
      '2027-01': 12_000_000n,
      '2027-02': 7_200_000n,
      '2027-12': 12_000_000n,
    });
    await press(maya, saved, 'goals.undo-many');
    await answered(maya, '12 targets are as they were before');
    expect(await held(west, 'revenue', '2027-12-31')).toMatchObject({ '2027-01': null, 2027: 120_000_000n });
  });

  test('in Chinese', async () => {
    const boss = await office().as('hanmeimei');
    const set = await ask(boss, '/goal 团队 华东 收入 120万 2027', general(boss));
    await press(boss, set, 'goals.spread');
    const view = await modal(boss, '合计：100%');
    expect(textsOf(view.blocks)).toContain('第1季度');
    await submit(boss, view);
    await answered(boss, '已保存 12 个目标');
  });
});
