import { beforeAll, describe, expect, test } from 'vitest';
import {
  ask,
  channelId,
  command,
  type Driver,
  directMessage,
  messagesOf,
  press,
  pressInView,
} from '../../../sandbox/driver.ts';
import { record } from '../../../src/activities/store.ts';
import { targetsOf } from '../../../src/goals/store.ts';
import { openProposal, valueOn } from '../../../src/goals/target.ts';
import { rangeOf } from '../../../src/kpi/period.ts';
import { activity } from '../../activities/samples.ts';
import { eventually, modal } from '../../support/hear.ts';
import { type Handle, textsOf, useOffice } from '../../support/office.ts';
import { day, key } from '../given.ts';

/**
 * T-07: `/goal difficulty` and the form's check, on Monday 23 November 2026. Ana and Bo have logged calls in four complete weeks; best
 * first: 60 50 45 40 35 30 25 20, so 60 % have 35. Their team has 110 85 65 45, which is too little to judge it.
 */
const office = useOffice('2026-11-23T15:00:00Z');
const past = {
  ana: { '2026-W44': 50, '2026-W45': 40, '2026-W46': 30, '2026-W47': 20 },
  bo: { '2026-W44': 60, '2026-W45': 45, '2026-W46': 35, '2026-W47': 25 },
} as const;

beforeAll(async () => {
  const { db, workspaceId, memberIds } = office();
  for (const handle of ['ana', 'bo'] as const) {
    const lines = Object.entries(past[handle]).map(([week, count]) =>
      activity({ localDate: rangeOf(key(week)).from, quantity: BigInt(count) * 100n }),
    );
    const memberId = memberIds[handle];
    const act = { actorId: memberId, memberId, transportKey: `past-${handle}`, origin: 'slash' as const };
    await record(db, { workspaceId, ...act, lines });
  }
});

const general = (driver: Driver): string => channelId(driver, 'general');
const mention = (handle: Handle): string => `<@${office().slackIds[handle]}|${handle}>`;
const says = async (driver: Driver, line: string): Promise<string> =>
  textsOf((await ask(driver, line, general(driver))).blocks);
const answered = (driver: Driver, containing: string) =>
  driver.waitFor(containing, ({ ephemerals }) =>
    ephemerals.findLast((one) => textsOf(one.blocks).includes(containing)),
  );

async function calls(handle: Handle) {
  const subjects = [{ kind: 'member', id: office().memberIds[handle] } as const];
  const found = await targetsOf(office().db, office().workspaceId, { subjects, metricKeys: ['calls'] });
  const official = found.find((one) => one.layer === 'official');
  if (official === undefined) return undefined;
  return { holds: valueOn(official, day('2026-11-23')), waits: openProposal(official)?.value ?? null };
}
/** What waits in the outbox for somebody. */
async function news(handle: Handle): Promise<string> {
  const where = { workspaceId: office().workspaceId, channel: office().slackIds[handle] };
  const rows = await office().db.client.outbox.findMany({ where, orderBy: { createdAt: 'asc' } });
  return rows.map((row) => textsOf(row.blocks as object[])).join('\n');
}

describe('T-07 /goal difficulty', () => {
  test('T-07 worst first, with share, suggestion and one click that asks the person; it can be withdrawn', async () => {
    const maya = await office().as('maya');
    await says(maya, `/goal ${mention('ana')} calls 61 weekly`);
    await says(maya, `/goal ${mention('bo')} calls 55 weekly`);
    await says(maya, '/goal team West calls 100 weekly');
    const list = await ask(maya, '/goal difficulty', general(maya));
    const text = textsOf(list.blocks);
    expect(text).toContain('3 targets: 2 too hard, 1 with not enough history.');
    // Ana: 0 of 8, Bo: 1 of 8.
    expect(text).toMatch(/\*Ana Torres\* · \*Calls\*: 61 a week\n0 of 8[\s\S]*\*Bo Lindqvist\*[\s\S]*1 of 8/);
    expect(text).toContain('Propose 35 a week');
    await press(maya, list, 'goals.suggest');
    const sent = await answered(maya, 'Proposed to one person');
    expect(textsOf(sent.blocks)).toContain('Ana Torres');
    await eventually(async () => expect(await calls('ana')).toEqual({ holds: 6100n, waits: 3500n }));
    expect(await calls('bo')).toEqual({ holds: 5500n, waits: null });
    expect(await news('ana')).toContain('0 of 8 comparable weeks would have reached 61 a week (0 %)');
    await answered(maya, 'A proposal for it waits for an answer already.');
    await press(maya, sent, 'goals.undo-many');
    await answered(maya, 'Taken back');
    expect(await calls('ana')).toEqual({ holds: 6100n, waits: null });
  });

  test('T-06 a second press of an old list proposes nothing that is no longer so', async () => {
    const maya = await office().as('maya');
    const list = await ask(maya, '/goal difficulty', general(maya));
    await says(maya, `/goal ${mention('ana')} calls 62 weekly`);
    await press(maya, list, 'goals.suggest');
    await answered(maya, 'This target has changed meanwhile');
    expect(await calls('ana')).toEqual({ holds: 6200n, waits: null });
  });

  test('T-07 “Propose all” asks everybody once; who says yes has the new target', async () => {
    const [maya, bo] = [await office().as('maya'), await office().as('bo')];
    const list = await ask(maya, '/goal difficulty team West', general(maya));
    expect(textsOf(list.blocks)).toContain('Propose all (2)');
    await press(maya, list, 'goals.suggest-all');
    await eventually(async () => expect(await calls('bo')).toEqual({ holds: 5500n, waits: 3500n }));
    expect(await calls('ana')).toEqual({ holds: 6200n, waits: 3500n });
    const own = await ask(bo, '/goal', general(bo));
    await press(bo, own, 'goals.accept');
    await eventually(async () => expect(await calls('bo')).toEqual({ holds: 3500n, waits: null }));
  });

  test('T-06 a rep sees their own, and asks their lead', async () => {
    const [maya, bo] = [await office().as('maya'), await office().as('bo')];
    await says(maya, `/goal ${mention('bo')} calls 70 weekly`);
    const list = await ask(bo, '/goal difficulty', general(bo));
    expect(textsOf(list.blocks)).toContain('1 target: 1 too hard.');
    expect(textsOf(list.blocks)).not.toContain('Ana');
    await press(bo, list, 'goals.suggest');
    await answered(bo, 'It waits for Maya Okafor');
    const inbox = await eventually(async () => {
      const all = await messagesOf(maya, await directMessage(maya));
      return (
        all.findLast((one) => textsOf(one.blocks).includes('Bo Lindqvist proposes')) ?? expect.unreachable()
      );
    });
    expect(textsOf(inbox.blocks)).toContain('5 of 8 comparable weeks would have reached it (62 %): *fair*.');
    expect(await says(bo, `/goal difficulty ${mention('ana')}`)).toContain('You see this for yourself');
  });

  test('T-07 in Chinese, and where there is nothing', async () => {
    const [lilei, hanmeimei] = [await office().as('lilei'), await office().as('hanmeimei')];
    expect(await says(hanmeimei, '/goal 难度')).toContain('这里还没有目标');
    await says(hanmeimei, `/goal ${mention('lilei')} 电话 61 每周`);
    expect(await says(hanmeimei, '/goal 难度')).toContain('共 1 个目标：太难 1 个。');
    expect(await says(lilei, '/goal 难度 电话')).toContain('我不明白');
  });

  test('T-07 a team’s target is set at once and can be taken back', async () => {
    const { db, workspaceId, memberIds } = office();
    // Eight more weeks of Ana’s, 40 calls each: the team has 12 complete weeks, best first 110 85 65 45 and eight of 40.
    const weeks = ['36', '37', '38', '39', '40', '41', '42', '43'].map(
      (week) => rangeOf(key(`2026-W${week}`)).from,
    );
    const memberId = memberIds.ana;
    const lines = weeks.map((localDate) => activity({ localDate, quantity: 4_000n }));
    const act = { actorId: memberId, memberId, transportKey: 'past-more', origin: 'slash' as const };
    await record(db, { workspaceId, ...act, lines });
    const maya = await office().as('maya');
    await says(maya, '/goal team West calls 200 weekly');
    const list = await ask(maya, '/goal difficulty team West', general(maya));
    const text = textsOf(list.blocks);
    expect(text).toContain('team West* · *Calls*: 200 a week');
    const at = list.blocks.findIndex((block) => textsOf([block]).includes('team West* ·'));
    const button = { ...list, blocks: list.blocks.slice(at + 1, at + 2) };
    expect(textsOf(button.blocks)).toContain('Set ');
    await press(maya, button, 'goals.suggest');
    const saved = await answered(maya, 'One target saved');
    const subjects = [{ kind: 'team', id: office().teamIds.West } as const];
    const value = async () => {
      const [target] = await targetsOf(db, workspaceId, { subjects, metricKeys: ['calls'] });
      return target === undefined ? null : valueOn(target, day('2026-11-23'));
    };
    expect(await value()).not.toBe(20_000n);
    await press(maya, saved, 'goals.undo-many');
    await eventually(async () => expect(await value()).toBe(20_000n));
  });
});

describe('T-07 the form', () => {
  const text = (value: string) => ({ type: 'plain_text_input', value });
  const choice = (value: string) => ({
    type: 'static_select',
    selected_option: { text: { type: 'plain_text', text: value }, value },
  });

  test('T-07 “Check” says how hard the typed value is, and keeps what was filled in', async () => {
    const ana = await office().as('ana');
    await command(ana, '/goal new', general(ana));
    const view = await modal(ana, 'Check how hard it is');
    await pressInView(ana, view, 'goals.check');
    const empty = await modal(ana, 'Choose what it is about');
    const state = {
      metric: { metric: choice('calls') },
      value: { value: text('61') },
      period: { period: choice('week') },
      reason: { reason: text('the fair') },
    };
    await pressInView(ana, empty, 'goals.check', {}, state);
    const checked = await modal(ana, 'comparable weeks would have reached it');
    expect(textsOf(checked.blocks)).toContain('*too hard*');
    expect(JSON.stringify(checked.blocks)).toContain('"initial_value":"61"');
    expect(JSON.stringify(checked.blocks)).toContain('"initial_value":"the fair"');
    await pressInView(ana, checked, 'goals.check', {}, { ...state, value: { value: text('many') } });
    await modal(ana, 'How much? Write a number');
  });
});
