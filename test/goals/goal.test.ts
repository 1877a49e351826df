import { beforeAll, describe, expect, test } from 'vitest';
import type { Message } from '../../sandbox/contract.ts';
import { ask, channelId, type Driver, press, submit } from '../../sandbox/driver.ts';
import { setTarget, targetsOf } from '../../src/goals/store.ts';
import { valueOn } from '../../src/goals/target.ts';
import { addHoliday } from '../../src/people/store.ts';
import { hears } from '../support/hear.ts';
import type { Handle } from '../support/office.ts';
import { textsOf, useOffice } from '../support/office.ts';
import { day } from './given.ts';

/** `/goal` as people use it, through the sandbox and the real app: Monday of Thanksgiving week, 10:00 in New York. */
const office = useOffice('2026-11-23T15:00:00Z');
const today = day('2026-11-23');

beforeAll(async () => {
  const { db, workspaceId } = office();
  const holiday = { region: 'Americas', date: day('2026-11-26'), name: 'Thanksgiving Day', isWorkday: false };
  await addHoliday(db, workspaceId, null, holiday);
});

const general = (driver: Driver): string => channelId(driver, 'general');
const says = async (driver: Driver, line: string): Promise<string> =>
  textsOf((await ask(driver, line, general(driver))).blocks);
const mention = (handle: Handle): string => `<@${office().slackIds[handle]}|${handle}>`;

/** What holds today for somebody's metric, by layer. */
async function holds(handle: Handle, metricKey: string): Promise<Record<string, bigint | null>> {
  const subjects = [{ kind: 'member', id: office().memberIds[handle] } as const];
  const found = await targetsOf(office().db, office().workspaceId, { subjects, metricKeys: [metricKey] });
  return Object.fromEntries(found.map((one) => [one.layer, valueOn(one, today)]));
}

const lastDirectMessage = (driver: Driver, containing: string): Promise<Message> =>
  hears(office().deps, driver, containing);

describe('a rep', () => {
  test('T-03 sets 50 a week and learns that this week it is 40, because of Thanksgiving; Undo takes it back', async () => {
    const ana = await office().as('ana');
    const answer = await ask(ana, '/goal set calls 50 weekly', general(ana));
    const text = textsOf(answer.blocks);
    expect(text).toContain('*Calls*: 50 a week');
    expect(text).toContain('10 a working day');
    expect(text).toContain('*40*, because Thanksgiving Day is a holiday');
    expect(await holds('ana', 'calls')).toEqual({ own: 5000n });
    await press(ana, answer, 'goals.undo');
    await ana.waitFor('the undo', ({ ephemerals }) =>
      ephemerals.find((one) => textsOf(one.blocks).includes('Taken back')),
    );
    expect(await holds('ana', 'calls')).toEqual({ own: null });
  });

  test('T-06 where a manager has set one, a wish is a proposal; accepted, it holds, and the rep hears of it', async () => {
    const [bo, maya] = [await office().as('bo'), await office().as('maya')];
    expect(await says(maya, `/goal ${mention('bo')} calls 60 weekly because: the fair`)).toContain(
      'Bo Lindqvist is told',
    );
    const news = await lastDirectMessage(bo, 'has set a target for you');
    expect(textsOf(news.blocks)).toContain('60 a week');
    const proposed = await says(bo, '/goal set calls 40 because: two trade fairs');
    expect(proposed).toContain('It waits for Maya Okafor. Until then 60 a week holds.');
    expect(await holds('bo', 'calls')).toEqual({ official: 6000n });
    const request = await lastDirectMessage(maya, 'two trade fairs');
    await press(maya, request, 'goals.accept');
    const outcome = await lastDirectMessage(bo, 'has accepted your proposal');
    expect(textsOf(outcome.blocks)).toContain('Before: 60 a week.');
    expect(await holds('bo', 'calls')).toEqual({ official: 4000n });
    expect(await says(bo, '/goal history calls')).toMatch(
      /accepted by Maya[\s\S]*proposed by Bo[\s\S]*set by Maya/,
    );
  });

  test('T-06 declined, the old value stays, and the rep hears of that', async () => {
    const [bo, maya] = [await office().as('bo'), await office().as('maya')];
    await says(bo, '/goal propose meetings 3 weekly because: a slow month');
    await press(maya, await lastDirectMessage(maya, 'a slow month'), 'goals.decline');
    expect(textsOf((await lastDirectMessage(bo, 'has declined')).blocks)).toContain('No target holds.');
    expect(await holds('bo', 'meetings')).toEqual({ official: null });
  });

  test('a target of somebody else is not theirs to set, and the attempt is written down', async () => {
    const ana = await office().as('ana');
    expect(await says(ana, `/goal ${mention('bo')} calls 10`)).toContain(
      'Ask the one who leads Bo Lindqvist',
    );
    expect(await says(ana, '/goal team West calls 10')).toContain('Ask the one who leads West');
    const where = { workspaceId: office().workspaceId, action: 'access.denied' };
    expect(await office().db.client.auditRow.count({ where })).toBeGreaterThanOrEqual(2);
  });

  test('ends a target with the button, and Undo brings it back', async () => {
    const ana = await office().as('ana');
    await says(ana, '/goal set demos 4 monthly');
    const list = await ask(ana, '/goal demos', general(ana));
    await press(ana, list, 'goals.end');
    const ended = await ana.waitFor('the end', ({ ephemerals }) =>
      ephemerals.find((one) => textsOf(one.blocks).includes('has ended')),
    );
    expect(await holds('ana', 'demos')).toEqual({ own: null });
    await press(ana, ended, 'goals.undo');
    await ana.waitFor('the undo', ({ ephemerals }) =>
      ephemerals.find((one) => textsOf(one.blocks).includes('4 a month holds again')),
    );
    expect(await holds('ana', 'demos')).toEqual({ own: 400n });
  });

  test('a line that cannot be read saves nothing and points at the place', async () => {
    const ana = await office().as('ana');
    const answer = await says(ana, '/goal set cals 50 weekly');
    expect(answer).toMatch(/Did you mean `calls`\?[\s\S]*→ \*cals\* ←[\s\S]*Nothing was saved/);
  });
});

describe('what a target means cannot be worked out', () => {
  /** Without the holidays no calendar can be made. */
  const withoutHolidays = async (work: () => Promise<unknown>): Promise<void> => {
    const { client } = office().db;
    await client.$executeRaw`ALTER TABLE holiday RENAME TO holiday_gone`;
    await work().finally(() => client.$executeRaw`ALTER TABLE holiday_gone RENAME TO holiday`);
  };

  test('the answer says that the target is saved, with Undo; the person is told all the same', async () => {
    const [bo, maya] = [await office().as('bo'), await office().as('maya')];
    await withoutHolidays(async () => {
      const answer = await ask(maya, `/goal ${mention('bo')} visits 7 weekly`, general(maya));
      expect(textsOf(answer.blocks)).toMatch(/7 a week[\s\S]*It is saved/);
      expect(answer.text).not.toMatch(/may not have been saved/);
      expect(JSON.stringify(answer.blocks)).toContain('goals.undo');
      const news = await lastDirectMessage(bo, '*Visits*: 7 a week');
      expect(textsOf(news.blocks)).toContain('It is saved');
    });
    expect(await holds('bo', 'visits')).toEqual({ official: 700n });
  });

  test('a proposal that was accepted is answered, and the rep hears of it', async () => {
    const [bo, maya] = [await office().as('bo'), await office().as('maya')];
    await says(bo, '/goal set visits 5 because: the long way round');
    const request = await lastDirectMessage(maya, 'the long way round');
    await withoutHolidays(async () => {
      await press(maya, request, 'goals.accept');
      const outcome = await lastDirectMessage(bo, 'Before: 7 a week.');
      expect(textsOf(outcome.blocks)).toContain('It is saved');
    });
    expect(await holds('bo', 'visits')).toEqual({ official: 500n });
  });
});

describe('the form', () => {
  test('opens where there is no target yet, tells errors at the field, and saves', async () => {
    const lilei = await office().as('lilei');
    await lilei.act('command', { channel: general(lilei), command: '/goal', text: '' });
    const view = await lilei.waitFor('the form', ({ modals }) => modals.at(-1));
    const wrong = await submit(lilei, view, { metric: 'calls', value: '很多', period: 'week' });
    expect(JSON.stringify(wrong)).toContain('请写数字');
    await submit(lilei, view, { metric: 'calls', value: '50', period: 'week' });
    await lilei.waitFor('the answer', ({ ephemerals, messages }) =>
      [...ephemerals, ...messages].find((one) => textsOf(one.blocks).includes('每周 50')),
    );
    expect(await holds('lilei', 'calls')).toEqual({ own: 5000n });
  });

  test('a manager changes a target of the team with it', async () => {
    const maya = await office().as('maya');
    await says(maya, '/goal team West revenue 500k quarterly');
    const list = await ask(maya, '/goal team West', general(maya));
    await press(maya, list, 'goals.change');
    const view = await maya.waitFor('the form', ({ modals }) => modals.at(-1));
    await submit(maya, view, { value: '600k' });
    await maya.waitFor('the answer', ({ ephemerals, messages }) =>
      [...ephemerals, ...messages].find((one) => textsOf(one.blocks).includes('$600,000 a quarter')),
    );
    const ana = await office().as('ana');
    expect(await says(ana, '/goal team West')).toContain('$600,000 a quarter');
  });
});

describe('in Chinese', () => {
  test('a value, the list, the history', async () => {
    const lilei = await office().as('lilei');
    expect(await says(lilei, '/goal 设置 收入 12万 本月')).toContain('2026年11月 US$120,000');
    expect(await says(lilei, '/goal')).toContain('自己的目标');
    expect(await says(lilei, '/goal 历史 收入')).toContain('全部版本');
    expect(await says(lilei, '/goal 帮助')).toContain('设置 电话 50 每周');
  });
});

test('the store takes a target for what the app shows', async () => {
  const { db, workspaceId, teamIds } = office();
  const outcome = await setTarget(db, {
    ...{ workspaceId, transportKey: 'scenario', metricKey: 'deals', layer: 'official' },
    subject: { kind: 'team', id: teamIds.华东 },
    shape: { periodKind: 'month', periodKey: null },
    frame: { today, period: null },
    wish: { value: 900n, state: 'set', from: null, actorId: null, trigger: '', reason: '' },
  });
  expect(outcome.kind).toBe('written');
  const hanmeimei = await office().as('hanmeimei');
  expect(await says(hanmeimei, '/goal 团队 华东')).toContain('每月 9');
});
