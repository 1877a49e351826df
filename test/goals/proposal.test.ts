import { beforeAll, describe, expect, test } from 'vitest';
import type { Message } from '../../sandbox/contract.ts';
import { ask, channelId, type Driver, elementsIn, press, submit } from '../../sandbox/driver.ts';
import { undoAll } from '../../src/goals/batch/slack.ts';
import { readCircle } from '../../src/goals/circle/slack.ts';
import { scaledLevels, scaledValue } from '../../src/goals/levels/scale.ts';
import { proposeToPeople } from '../../src/goals/proposal/many/slack.ts';
import { targetsOf } from '../../src/goals/store.ts';
import { valueOn } from '../../src/goals/target.ts';
import { whosePerson } from '../../src/goals/whose.ts';
import { exact } from '../../src/kpi/exact.ts';
import { Temporal } from '../../src/kpi/time.ts';
import { findActor } from '../../src/people/store.ts';
import type { Reply } from '../../src/platform/blocks.ts';
import { sendPending } from '../../src/platform/jobs/send.ts';
import type { Input } from '../../src/platform/slice.ts';
import { readWorkspace } from '../../src/workspace/store.ts';
import { hears } from '../support/hear.ts';
import { type Handle, textsOf, useOffice } from '../support/office.ts';
import { day } from './given.ts';

/** T-06, both ways: a rep proposes and a lead counters, a lead proposes and the rep answers. Monday, 10:00 in New York. */
const office = useOffice('2026-11-23T15:00:00Z');
const today = day('2026-11-23');
const general = (driver: Driver): string => channelId(driver, 'general');
const says = async (driver: Driver, line: string): Promise<string> =>
  textsOf((await ask(driver, line, general(driver))).blocks);
const mention = (handle: Handle): string => `<@${office().slackIds[handle]}|${handle}>`;

let ana: Driver;
let bo: Driver;
let maya: Driver;
beforeAll(async () => {
  [ana, bo, maya] = [await office().as('ana'), await office().as('bo'), await office().as('maya')];
});

async function official(handle: Handle, metricKey: string) {
  const subjects = [{ kind: 'member', id: office().memberIds[handle] } as const];
  const found = await targetsOf(office().db, office().workspaceId, { subjects, metricKeys: [metricKey] });
  return found.find((one) => one.layer === 'official');
}
const holds = async (handle: Handle, metricKey: string) => {
  const target = await official(handle, metricKey);
  return target === undefined ? null : valueOn(target, today);
};

const direct = (driver: Driver, containing: string): Promise<Message> =>
  hears(office().deps, driver, containing);
const heard = (driver: Driver, containing: string) =>
  driver.waitFor(containing, ({ ephemerals, messages }) =>
    [...ephemerals, ...messages].find((one) => textsOf(one.blocks).includes(containing)),
  );

async function counter(driver: Driver, message: Parameters<typeof press>[1], values: Record<string, string>) {
  const before = driver.seen.modals.length;
  await press(driver, message, 'goals.counter');
  const view = await driver.waitFor('the form', ({ modals }) => modals[before]);
  return { view, answer: await submit(driver, view, values) };
}

describe('T-06 a rep proposes', () => {
  test('the lead counters, the rep counters again, the lead accepts; every step stands in the history', async () => {
    await says(maya, `/goal ${mention('bo')} calls 60 weekly`);
    await says(bo, '/goal propose calls 40 because: two trade fairs');
    const asked = await direct(maya, 'two trade fairs');
    expect(JSON.stringify(asked.blocks)).toMatch(/"Accept".*"Decline".*"Counter…"/);
    const { view, answer: same } = await counter(maya, asked, { value: '40' });
    expect(JSON.stringify(same)).toContain('Accept it instead');
    expect(textsOf(view.blocks)).toContain('two trade fairs');
    expect(JSON.stringify(await submit(maya, view, { value: 'many' }))).toContain('Write a number');
    expect(JSON.stringify(await submit(maya, view, { value: '50', from: '2026-11-22' }))).toContain('past');
    await submit(maya, view, { value: '50', reason: 'one fair is small' });
    const countered = await direct(bo, 'answers with another value');
    expect(textsOf(countered.blocks)).toMatch(
      /Maya Okafor answers.*50 a week[\s\S]*Instead of 40 a week[\s\S]*Now: 60 a week[\s\S]*one fair is small/,
    );
    expect(await holds('bo', 'calls')).toBe(6000n);
    await counter(bo, countered, { value: '45', reason: 'split it' });
    const again = await direct(maya, 'split it');
    expect(textsOf(again.blocks)).toContain('Instead of 50 a week');
    await press(maya, again, 'goals.accept');
    expect(textsOf((await direct(bo, 'has accepted your proposal')).blocks)).toContain('45 a week');
    expect(await holds('bo', 'calls')).toBe(4500n);
    expect(await says(bo, '/goal history calls')).toMatch(
      /accepted by Maya[\s\S]*another value by Bo[\s\S]*another value by Maya[\s\S]*proposed by Bo[\s\S]*set by Maya/,
    );
  });

  test('who answers what was answered meanwhile is told how it stands', async () => {
    await says(bo, '/goal propose calls 30 because: a slow week');
    const asked = await direct(maya, 'a slow week');
    const list = await ask(maya, `/goal ${mention('bo')} calls`, general(maya));
    await press(maya, asked, 'goals.decline');
    await heard(maya, 'Declined: Bo Lindqvist');
    await press(maya, list, 'goals.counter');
    expect(textsOf((await heard(maya, 'has been answered or replaced')).blocks)).toContain('45 a week');
    expect(await holds('bo', 'calls')).toBe(4500n);
  });
});

describe('T-06 a lead proposes', () => {
  test('nothing holds until the rep accepts; another rep and the lead themselves may not answer', async () => {
    const said = await says(maya, `/goal ${mention('ana')} propose demos 8 monthly because: the new product`);
    expect(said).toMatch(/Proposed to Ana Torres: \*Demos\*: 8 a month[\s\S]*no target holds/);
    const asked = await direct(ana, 'the new product');
    expect(textsOf(asked.blocks)).toContain('Maya Okafor proposes a target to you');
    expect(await holds('ana', 'demos')).toBe(null);
    const list = await ask(ana, '/goal demos', general(ana));
    expect(JSON.stringify(list.blocks)).toContain('goals.counter');
    const mayas = await ask(maya, `/goal ${mention('ana')} demos`, general(maya));
    expect(JSON.stringify(mayas.blocks)).not.toContain('goals.accept');
    expect(JSON.stringify(mayas.blocks)).toContain('Withdraw');
    await press(ana, asked, 'goals.accept');
    await heard(ana, 'Accepted.');
    expect(textsOf((await direct(maya, 'Ana Torres has accepted')).blocks)).toContain('8 a month');
    expect(await holds('ana', 'demos')).toBe(800n);
  });

  test('declined, what holds stays, and the lead hears of it', async () => {
    await says(maya, `/goal ${mention('ana')} propose demos 20 because: why not`);
    await press(ana, await direct(ana, 'why not'), 'goals.decline');
    expect(textsOf((await direct(maya, 'has declined')).blocks)).toContain('What holds: 8 a month.');
    expect(await holds('ana', 'demos')).toBe(800n);
  });

  test('a lead whose rep waits for an answer answers with another value', async () => {
    await says(ana, '/goal propose demos 5 because: fewer leads');
    await says(maya, `/goal ${mention('ana')} propose demos 7 because: nearly`);
    expect(textsOf((await direct(ana, 'nearly')).blocks)).toMatch(/another value[\s\S]*Instead of 5 a month/);
    expect((await official('ana', 'demos'))?.versions.at(-1)?.state).toBe('countered');
  });

  test('a team cannot say yes', async () => {
    expect(await says(maya, '/goal team West propose calls 90 weekly')).toContain(
      'Only a person can say yes or no',
    );
  });

  test('in Chinese', async () => {
    const [boss, lilei] = [await office().as('hanmeimei'), await office().as('lilei')];
    await says(boss, `/goal ${mention('lilei')} 提议 电话 40 每周 因为:新区域`);
    const asked = await direct(lilei, '新区域');
    expect(textsOf(asked.blocks)).toContain('韩梅梅向你提议一个目标');
    await counter(lilei, asked, { value: '35', reason: '先试一个月' });
    const back = await direct(boss, '先试一个月');
    expect(textsOf(back.blocks)).toContain('对方原来提的是每周 40');
    await press(boss, back, 'goals.accept');
    await direct(lilei, '韩梅梅同意了你的提议');
    expect(await holds('lilei', 'calls')).toBe(3500n);
  });
});

describe('T-06 silence is not consent', () => {
  test('what waits stands above the targets of who is to answer, with the answers, until they answer', async () => {
    await says(bo, '/goal propose visits 6 weekly because: it rains');
    const list = await ask(maya, '/goal', general(maya));
    expect(textsOf(list.blocks)).toMatch(
      /Waits for you[\s\S]*Bo Lindqvist proposes \*Visits\*: 6 a week[\s\S]*it rains/,
    );
    expect(textsOf((await ask(ana, '/goal', general(ana))).blocks)).not.toContain('it rains');
    const first = list.blocks.findIndex((block) => JSON.stringify(block).includes('it rains'));
    expect(JSON.stringify(list.blocks[first + 1])).toMatch(/goals.accept.*goals.decline.*goals.counter/);
    await says(maya, `/goal ${mention('bo')} visits 5 weekly`);
    expect(textsOf((await ask(maya, `/goal ${mention('bo')} visits`, general(maya))).blocks)).not.toContain(
      'it rains',
    );
  });

  test('a change names what gave rise to it; the history is one press away and names it too', async () => {
    await says(maya, `/goal ${mention('bo')} visits 4 weekly trigger:market because: fewer invitations`);
    const news = await direct(bo, 'fewer invitations');
    expect(textsOf(news.blocks)).toMatch(
      /4 a week, from[\s\S]*Before: 5 a week[\s\S]*the market: fewer invitations/,
    );
    const list = await ask(bo, '/goal visits', general(bo));
    await press(bo, list, 'goals.history');
    const history = await heard(bo, 'Visits · all versions');
    expect(textsOf(history.blocks)).toMatch(
      /4 a week · set by Maya Okafor[^•]*the market: fewer invitations[\s\S]*it rains/,
    );
  });
});

describe('T-06 a lead proposes to several at once', () => {
  /** As a handler of the app is called. */
  async function inputOf(handle: Handle, transportKey: string): Promise<Input & { replies: Reply[] }> {
    const { db, deps, workspaceId, slackIds } = office();
    const workspace = await readWorkspace(db, workspaceId);
    const now = Temporal.Instant.from('2026-11-23T15:00:00Z');
    const found = await findActor(db, workspaceId, slackIds[handle], now);
    if (workspace === undefined || found === undefined) throw new Error('nobody');
    const { actor } = found;
    const replies: Reply[] = [];
    const reply = (one: Reply) => Promise.resolve(void replies.push(one));
    const base = { deps, workspace, actor, now, today, transportKey, channelId: undefined };
    return { ...base, replies, reply, open: () => Promise.resolve() };
  }
  async function propose(handle: Handle, key: string, to: readonly Handle[], value: bigint) {
    const input = await inputOf(handle, key);
    const circle = await readCircle(input);
    const metric = circle.playbook.metrics.find((one) => one.key === 'meetings');
    if (metric === undefined) throw new Error('no metric');
    const offers = circle.people
      .filter((person) => to.some((one) => office().memberIds[one] === person.memberId))
      .map((person) => ({
        whose: whosePerson(person, input.actor.memberId),
        ...{ metric, shape: { periodKind: 'week', periodKey: null } as const, value, from: null },
        ...{ trigger: 'market' as const, reason: 'the market fell' },
      }));
    await proposeToPeople(input, circle, offers, input.reply);
    return input.replies;
  }

  test('each is asked once by the outbox, whoever delivers the act twice; Withdraw all takes it back', async () => {
    const [sent] = await propose('maya', 'many-1', ['ana', 'bo'], 700n);
    expect(textsOf((sent?.blocks ?? []) as object[])).toMatch(
      /Proposed to 2 people[\s\S]*Ana Torres · \*Meetings\*: 7 a week \(now: no target\)/,
    );
    expect((await propose('maya', 'many-1', ['ana', 'bo'], 700n))[0]?.text).toContain('done already');
    await sendPending(office().deps);
    const asked = await direct(ana, 'proposes targets to you');
    expect(textsOf(asked.blocks)).toMatch(/\*Meetings\*: 7 a week[\s\S]*the market fell/);
    await press(ana, asked, 'goals.accept');
    await heard(ana, 'Accepted. *Meetings*');
    expect(await holds('ana', 'meetings')).toBe(700n);
    expect((await official('ana', 'meetings'))?.versions.at(-1)).toMatchObject({
      state: 'accepted',
      trigger: 'market',
    });
    expect(await holds('bo', 'meetings')).toBe(null);
    const where = { workspaceId: office().workspaceId, key: { startsWith: 'proposed:' } };
    expect(await office().db.client.outbox.count({ where })).toBe(2);
    const withdraw = elementsIn((sent?.blocks ?? []) as Parameters<typeof elementsIn>[0]).find(
      ({ element }) => element['action_id'] === 'goals.undo-many',
    );
    const value = withdraw?.element['value'];
    const input = await inputOf('maya', 'many-undo');
    const pressed = { actionId: 'goals.undo-many', value: String(value), view: undefined };
    await undoAll({
      ...{
        ...input,
        ...pressed,
        replace: input.reply,
        settle: input.reply,
        updateView: () => Promise.resolve(),
      },
    });
    // Ana has said yes meanwhile: that stays.
    expect(textsOf((input.replies[0]?.blocks ?? []) as object[])).toMatch(/one target[\s\S]*Ana Torres/);
    expect((await official('bo', 'meetings'))?.versions.at(-1)?.state).toBe('declined');
    expect(await holds('ana', 'meetings')).toBe(700n);
  });

  test('all of it or nothing: one who is not theirs, and themselves', async () => {
    expect((await propose('maya', 'many-2', ['ana', 'lilei'], 900n))[0]?.text).toContain('Ask the one');
    expect((await propose('maya', 'many-3', ['maya'], 900n))[0]?.text).toContain('Ask the one');
    expect((await official('ana', 'meetings'))?.versions).toHaveLength(2);
  });
});

describe('T-08 levels keep their place beside another value', () => {
  const rule = { direction: 'higher', unit: 'count', isAdditive: true, mayBeNegative: false } as const;
  test('commit 40, target 50, stretch 60 → at 25: 20 and 30; to whole calls, and never to nothing', () => {
    const held = { value: 5000n, levels: { commit: 4000n, stretch: 6000n } };
    expect(scaledLevels(held, 2500n, rule, 100n)).toEqual({ commit: 2000n, stretch: 3000n });
    // 2 of 50: 40 × 2 ÷ 50 = 1.6 → 2 is not below the target of 2.
    expect(scaledLevels(held, 200n, rule, 100n)).toEqual({});
    expect(scaledValue(5000n, exact(625, 1000), 100n)).toBe(3100n);
    expect(scaledValue(100n, exact(1, 10), 100n)).toBe(100n);
  });
});
