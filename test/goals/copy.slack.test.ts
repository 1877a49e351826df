import { describe, expect, test } from 'vitest';
import type { View } from '../../sandbox/contract.ts';
import {
  ask,
  channelId,
  command,
  type Driver,
  elementsIn,
  press,
  pressInView,
  submit,
} from '../../sandbox/driver.ts';
import { targetsOf } from '../../src/goals/store.ts';
import { type Subject, valueOn } from '../../src/goals/target.ts';
import { localDate } from '../../src/kpi/localDate.ts';
import { type Handle, textsOf, useOffice } from '../support/office.ts';

/** Last period's targets with a factor, through the real protocol, in the last week of November 2026. */
const office = useOffice('2026-11-23T15:00:00Z');
const general = (driver: Driver): string => channelId(driver, 'general');
const modal = (driver: Driver, ...containing: string[]): Promise<View> =>
  driver.waitFor(`a modal with ${containing.join(' and ')}`, ({ modals }) =>
    modals.findLast((view) => containing.every((text) => textsOf(view.blocks).includes(text))),
  );
const answered = (driver: Driver, containing: string) =>
  driver.waitFor(containing, ({ ephemerals, messages }) =>
    [...ephemerals, ...messages].find((one) => `${one.text} ${textsOf(one.blocks)}`.includes(containing)),
  );
const mention = (handle: Handle): string => `<@${office().slackIds[handle]}|${handle}>`;
const choose = (value: string) => ({ selected_option: { text: { type: 'plain_text', text: value }, value } });

async function held(subject: Subject, period: string, on = '2026-12-01'): Promise<bigint | null | undefined> {
  const found = await targetsOf(office().db, office().workspaceId, { subjects: [subject] });
  const target = found.find((one) => (one.periodKey ?? one.periodKind) === period);
  return target && valueOn(target, localDate(on));
}
const member = (handle: Handle): Subject => ({ kind: 'member', id: office().memberIds[handle] });
const west = (): Subject => ({ kind: 'team', id: office().teamIds.West });

describe('a lead copies what was set for November', () => {
  test('team and people, × 1.1, previewed, set by one act, told, taken back by one Undo', async () => {
    const maya = await office().as('maya');
    await ask(maya, '/goal team West calls 101 2026-11', general(maya));
    await ask(maya, `/goal ${mention('ana')} calls 51 2026-11 commit:40 stretch:60`, general(maya));
    await ask(maya, `/goal ${mention('bo')} calls 45 2026-11`, general(maya));
    await ask(maya, `/goal ${mention('bo')} revenue 10k 2026-11`, general(maya));
    await command(maya, '/goal copy team West this month x1.1 calls', general(maya));
    const view = await modal(maya, '*3 targets* × 1.1');
    const text = textsOf(view.blocks);
    // 101 × 1.1 = 111.1 → 111; 51 × 1.1 = 56.1 → 56; 45 × 1.1 = 49.5 → 50.
    expect(text).toContain('• team West · Calls: 101 for November 2026 → *111 for December 2026*');
    expect(text).toContain('• Ana Torres · Calls: 51 for November 2026 → *56 for December 2026*');
    expect(text).toContain('• Bo Lindqvist · Calls: 45 for November 2026 → *50 for December 2026*');
    expect(text).toContain('team West · Calls: *not assigned: 5*');
    expect(text).not.toContain('Revenue:');
    await submit(maya, view);
    const saved = await answered(maya, '3 targets saved');
    expect(textsOf(saved.blocks)).toContain('2 people are told');
    expect(await held(west(), '2026-12')).toBe(11_100n);
    expect(await held(member('ana'), '2026-12')).toBe(5600n);
    const [ana] = await targetsOf(office().db, office().workspaceId, {
      subjects: [member('ana')],
      range: { from: localDate('2026-12-01'), to: localDate('2026-12-31') },
    });
    // T-08: 40 and 60 × 1.1.
    expect(ana?.versions.at(-1)?.levels).toMatchObject({ commit: 4400n, stretch: 6600n });
    const news = await office().db.client.outbox.findMany({ where: { channel: office().slackIds.ana } });
    expect(textsOf(news.at(-1)?.blocks as object[])).toContain('56 for December 2026');
    await press(maya, saved, 'goals.undo-many');
    await answered(maya, 'Taken back: 3 targets');
    expect(await held(member('ana'), '2026-12')).toBeNull();
  });

  test('each choice shows what it comes to; wrong factors are said at the field', async () => {
    const maya = await office().as('maya');
    await command(maya, '/goal copy team West x2', general(maya));
    const bare = await modal(maya, '*4 targets* × 2');
    await pressInView(maya, bare, 'goals.copy-source', choose('recurring'));
    await modal(maya, 'none of these targets recurs');
    for (const [typed, said] of [
      ['0', 'The factor is above 0'],
      ['-1', 'The factor is above 0'],
      ['11', 'The factor is at most 10'],
      ['abc', 'Write a factor'],
    ] as const) {
      const [view] = maya.seen.modals.slice(-1);
      if (view === undefined) throw new Error('no modal');
      const wrong = await submit(maya, view, { factor: typed });
      expect(JSON.stringify(wrong), typed).toContain(said);
    }
    const view = await modal(maya, 'none of these targets recurs');
    expect(JSON.stringify(await submit(maya, view, { factor: '2' }))).toContain('nothing to copy from here');
  });

  test('from the list, by a button; a period with nothing of its own is said', async () => {
    const maya = await office().as('maya');
    const list = await ask(maya, '/goal team West', general(maya));
    await press(maya, list, 'goals.copy');
    const view = await modal(maya, 'Show what it comes to', '*4 targets* × 1');
    expect(elementsIn(view.blocks).some(({ element }) => element['action_id'] === 'goals.copy-source')).toBe(
      true,
    );
    await command(maya, '/goal copy team West last month x1.1', general(maya));
    await modal(maya, 'nothing was set for October 2026 by itself');
  });
});

describe('a rep copies their own', () => {
  test('own recurring ones, in Chinese; not those that a lead set', async () => {
    const [lilei, hanmeimei] = [await office().as('lilei'), await office().as('hanmeimei')];
    await ask(lilei, '/goal 设置 电话 40 每周', general(lilei));
    await command(lilei, '/goal 复制 1.1倍', general(lilei));
    const view = await modal(lilei, '*1 个目标* × 1.1');
    expect(textsOf(view.blocks)).toContain('• 电话数：每周 40 → *每周 44*');
    await submit(lilei, view);
    await answered(lilei, '已保存 1 个目标');
    const subject = member('lilei');
    expect([await held(subject, 'week', '2026-11-29'), await held(subject, 'week', '2026-11-30')]).toEqual([
      4000n,
      4400n,
    ]);
    await ask(hanmeimei, `/goal ${mention('lilei')} 电话 60 每周`, general(hanmeimei));
    await command(lilei, '/goal copy x2', general(lilei));
    await modal(lilei, '没有可以沿用的');
  });

  test('another’s are refused, and it is logged', async () => {
    const ana = await office().as('ana');
    expect((await ask(ana, '/goal copy team West x2', general(ana))).text).toContain(
      'You cannot copy the targets of West',
    );
    const rows = await office().db.client.auditRow.findMany({ where: { action: 'access.denied' } });
    expect(rows.length).toBeGreaterThan(0);
  });
});
