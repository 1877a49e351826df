import { beforeAll, describe, expect, test } from 'vitest';
import type { Message } from '../../sandbox/contract.ts';
import { ask, channelId, type Driver, elementsIn, press, submit } from '../../sandbox/driver.ts';
import { importActivities } from '../../src/activities/store.ts';
import { nextMorning, proposeReviews, reviewWorkspace } from '../../src/goals/review/job.ts';
import { apply } from '../../src/goals/review/slack.ts';
import { openReviews } from '../../src/goals/review/store.ts';
import { targetsOf } from '../../src/goals/store.ts';
import { type Subject, valueOn } from '../../src/goals/target.ts';
import { addDays } from '../../src/kpi/localDate.ts';
import { Temporal } from '../../src/kpi/time.ts';
import { findActor } from '../../src/people/store.ts';
import type { Reply } from '../../src/platform/blocks.ts';
import { sendPending } from '../../src/platform/jobs/send.ts';
import { readWorkspace } from '../../src/workspace/store.ts';
import { hears } from '../support/hear.ts';
import { type Handle, textsOf, useOffice } from '../support/office.ts';
import { day } from './given.ts';

/**
 * C-02, T-06: weeks of facts in the real store, a fall of the whole market, and what those who lead make of it. Monday 23 November 2026: the
 * week that is judged is W47, against W39 to W46.
 */
const NOW = '2026-11-23T15:00:00Z';
const office = useOffice(NOW);
const now = Temporal.Instant.from(NOW);
const today = day('2026-11-23');
const general = (driver: Driver): string => channelId(driver, 'general');
const mention = (handle: Handle): string => `<@${office().slackIds[handle]}|${handle}>`;
const member = (handle: Handle): Subject => ({ kind: 'member', id: office().memberIds[handle] });

/** Calls a week: eight usual weeks, then W47. The medians: 25 of (20, 25, 30), then 16 of (15, 16, 24): (16 − 25) ÷ 25 = −36 %. */
const usual = { ana: 20, bo: 30, lilei: 25 } as const;
const fallen = { ana: 15, bo: 16, lilei: 24 } as const;

async function log(handle: Handle, monday: string, calls: number): Promise<void> {
  const fact = {
    ...{ typeKey: 'call', quantity: BigInt(calls) * 100n, amount: null, original: null, shares: null },
    ...{ customer: '', channel: '', campaign: '', region: '', product: '', note: '' },
    ...{ localDate: addDays(day(monday), 1), memberId: office().memberIds[handle] },
    externalId: `${handle}-${monday}`,
  };
  await importActivities(office().db, office().workspaceId, office().memberIds.maya, [fact]);
}

let maya: Driver;
let boss: Driver;
beforeAll(async () => {
  [maya, boss] = [await office().as('maya'), await office().as('hanmeimei')];
  for (const handle of ['ana', 'bo', 'lilei'] as const) {
    for (let week = 0; week < 8; week += 1)
      await log(handle, addDays(day('2026-09-21'), 7 * week), usual[handle]);
    await log(handle, '2026-11-16', fallen[handle]);
  }
  await ask(maya, `/goal ${mention('ana')} calls 50 weekly commit:40`, general(maya));
  await ask(maya, `/goal ${mention('bo')} calls 60 weekly`, general(maya));
  await ask(maya, '/goal team West calls 110 weekly', general(maya));
  await ask(boss, `/goal ${mention('lilei')} 电话 40 每周`, general(boss));
});

async function held(subject: Subject, metricKey = 'calls') {
  const found = await targetsOf(office().db, office().workspaceId, {
    subjects: [subject],
    metricKeys: [metricKey],
  });
  const target = found.find((one) => one.layer === 'official');
  return target === undefined ? null : valueOn(target, today);
}
async function outbox(prefix: string) {
  const where = { workspaceId: office().workspaceId, key: { startsWith: prefix } };
  return office().db.client.outbox.findMany({ where, orderBy: { createdAt: 'asc' } });
}
const question = (driver: Driver, containing: string): Promise<Message> =>
  hears(office().deps, driver, containing);
const heard = (driver: Driver, containing: string) =>
  driver.waitFor(containing, ({ ephemerals, messages }) =>
    [...ephemerals, ...messages].find((one) => textsOf(one.blocks).includes(containing)),
  );

describe('C-02 the market fell by 36 %', () => {
  test('each lead is asked once, by two instances and on every later day, with figures, before and after', async () => {
    const workspace = await readWorkspace(office().db, office().workspaceId);
    if (workspace === undefined) throw new Error('no workspace');
    const { deps } = office();
    await Promise.all([reviewWorkspace(deps, workspace, now), reviewWorkspace(deps, workspace, now)]);
    await reviewWorkspace(deps, workspace, now);
    await reviewWorkspace(deps, workspace, now.add({ hours: 24 * 2 }));
    expect((await outbox('review:')).map((row) => row.channel).toSorted()).toEqual(
      [office().slackIds.maya, office().slackIds.hanmeimei].toSorted(),
    );
    await sendPending(deps);
    const text = textsOf((await question(maya, 'The market moved')).blocks);
    expect(text).toMatch(
      /week 47, 2026[^\n]*\*Calls\* of the reps fell by 36 %: the median of 3 people was 16[^\n]*it was 25\./,
    );
    // 50 × 0.64 = 32; 60 × 0.64 = 38.4 → 38; the team's 110 × 0.64 = 70.4 → 70.
    expect(text).toContain('• Ana Torres · *Calls*: 50 a week → *32 a week*');
    expect(text).toContain('• Bo Lindqvist · *Calls*: 60 a week → *38 a week*');
    expect(text).toContain('• team West · *Calls*: 110 a week → *70 a week*');
    expect(text).not.toContain('李雷');
    const chinese = textsOf((await question(boss, '市场有变化')).blocks);
    expect(chinese).toMatch(
      /销售人员的 \*电话数\* 整体下降了 36%[\s\S]*• 李雷 · \*电话数：\* 每周 40 → \*每周 26\*/,
    );
    expect(await held(member('ana'))).toBe(5000n);
  });

  test('what waits stands in /goal until somebody decides', async () => {
    const list = await ask(maya, '/goal', general(maya));
    expect(textsOf(list.blocks)).toMatch(/The market moved: look at targets\?[\s\S]*fell by 36 %/);
    await press(maya, list, 'goals.review-look');
    expect(textsOf((await heard(maya, 'Ana Torres · *Calls*: 50 a week')).blocks)).toContain('fell by 36 %');
  });

  test('a rep who presses is refused, the attempt is written down, and nothing changes', async () => {
    const { db, deps, workspaceId, slackIds, memberIds } = office();
    const [review] = await openReviews(db, workspaceId, memberIds.maya);
    const found = await findActor(db, workspaceId, slackIds.ana, now);
    if (review === undefined || found === undefined) throw new Error('nothing to press');
    const said: Reply[] = [];
    const reply = (one: Reply) => Promise.resolve(void said.push(one));
    const nothing = () => Promise.resolve();
    await apply({
      ...{
        ...found,
        deps,
        now,
        today,
        transportKey: 'forged',
        channelId: undefined,
        reply,
        replace: reply,
        settle: reply,
      },
      ...{
        open: nothing,
        updateView: nothing,
        view: undefined,
        actionId: 'goals.review-apply',
        value: review.id,
      },
    });
    expect(said.map((one) => one.text).join()).toContain('Ask the one who leads');
    const where = { workspaceId, action: 'access.denied', subject: `review:${review.id}` };
    expect(await db.client.auditRow.count({ where })).toBe(1);
    expect(await held(member('bo'))).toBe(6000n);
  });

  test('applied: versions from today with trigger, reason and levels; one message each; one Undo', async () => {
    await press(maya, await question(maya, 'The market moved'), 'goals.review-apply');
    const saved = await heard(maya, '3 targets saved');
    expect([await held(member('ana')), await held(member('bo'))]).toEqual([3200n, 3800n]);
    expect(await held({ kind: 'team', id: office().teamIds.West })).toBe(7000n);
    const [target] = await targetsOf(office().db, office().workspaceId, {
      subjects: [member('ana')],
      metricKeys: ['calls'],
    });
    expect(target?.versions.at(-1)).toMatchObject({
      // T-08: commit 40 × 0.64 = 25.6 → 26.
      ...{ state: 'set', trigger: 'market', from: today, levels: { commit: 2600n } },
      ...{ actorId: office().memberIds.maya },
      reason: expect.stringContaining('Calls of all reps fell by 36 % in week 47'),
    });
    const news = (await outbox('targets:')).filter((row) => row.channel === office().slackIds.ana);
    expect(news).toHaveLength(1);
    expect(textsOf(news[0]?.blocks as object[])).toMatch(
      /Maya Okafor has set targets[\s\S]*\*Calls\*: 32 a week, from Mon, Nov 23 · commit 26 \(before: 50 a week\)[\s\S]*Reason: the market: Calls of all reps/,
    );
    await press(maya, saved, 'goals.undo-many');
    await heard(maya, '3 targets are as they were before');
    expect(await held(member('ana'))).toBe(5000n);
  });

  test('changed: errors at the fields, an emptied one stays, another date and reason; in Chinese', async () => {
    const asked = await question(boss, '市场有变化');
    await press(boss, asked, 'goals.review-change');
    const view = await boss.waitFor('the form', ({ modals }) => modals.at(-1));
    expect(textsOf(view.blocks)).toContain('下降了 36%');
    const field = elementsIn(view.blocks).find(({ element }) => element['action_id'] === 'line');
    expect(field?.element['initial_value']).toBe('26');
    expect(JSON.stringify(await submit(boss, view, { line: '很多' }))).toContain('请写数字');
    expect(JSON.stringify(await submit(boss, view, { from: '2026-11-01' }))).toContain('过去');
    await submit(boss, view, { line: '30', from: '2026-12-01', reason: '先降一点' });
    await heard(boss, '已保存 1 个目标');
    const [target] = await targetsOf(office().db, office().workspaceId, {
      subjects: [member('lilei')],
      metricKeys: ['calls'],
    });
    expect(target?.versions.at(-1)).toMatchObject({
      value: 3000n,
      from: day('2026-12-01'),
      reason: '先降一点',
    });
    const [news] = (await outbox('targets:')).filter((row) => row.channel === office().slackIds.lilei);
    expect(textsOf(news?.blocks as object[])).toMatch(/每周 30，从12月1日[\s\S]*市场变化：先降一点/);
    expect(await openReviews(office().db, office().workspaceId, office().memberIds.hanmeimei)).toEqual([]);
  });
});

describe('the daily look', () => {
  test('comes at eight in the morning of the workspace, once, and again the next day', async () => {
    expect(nextMorning(Temporal.Instant.from('2026-11-23T12:30:00Z'), 'America/New_York').toString()).toBe(
      '2026-11-23T13:00:00Z',
    );
    expect(nextMorning(Temporal.Instant.from('2026-11-23T13:00:00Z'), 'America/New_York').toString()).toBe(
      '2026-11-24T13:00:00Z',
    );
    const { db, deps, workspaceId } = office();
    await proposeReviews(deps, now);
    const next = async () => (await db.client.targetWatch.findUnique({ where: { workspaceId } }))?.nextAt;
    const first = await next();
    expect(first?.getTime()).toBeGreaterThan(now.epochMilliseconds);
    const due = Temporal.Instant.fromEpochMilliseconds(first?.getTime() ?? 0);
    await Promise.all([proposeReviews(deps, due), proposeReviews(deps, due)]);
    expect((await next())?.getTime()).toBe(due.epochMilliseconds + 24 * 3600_000);
    expect(await outbox('review:')).toHaveLength(2);
  });
});
