import { describe, expect, test } from 'vitest';
import {
  ask,
  channelId,
  command,
  type Driver,
  directMessage,
  messagesOf,
  press,
  pressInView,
  submit,
} from '../../../sandbox/driver.ts';
import { snapshotsOf } from '../../../src/evaluation/closing/store.ts';
import { listCycles } from '../../../src/evaluation/cycle/store.ts';
import { flawOf } from '../../../src/evaluation/snapshot/canonical.ts';
import { reviewWorkspace } from '../../../src/goals/review/job.ts';
import { Temporal } from '../../../src/kpi/time.ts';
import { runDue } from '../../../src/platform/jobs/run.ts';
import { readWorkspace } from '../../../src/workspace/store.ts';
import { answered, eventually, hears, modal, modalHolding, posted } from '../../support/hear.ts';
import { type Handle, textsOf, useOffice } from '../../support/office.ts';
import { keepWeekly } from '../../support/weekly.ts';

/**
 * The whole loop, told once: the third quarter of 2026, in two languages, by what people type and press. Ana and Bo (led by Maya) and 李雷 (led by
 * 韩梅梅) are asked for 45 calls a week and $12,000 in the quarter. They make 45 calls a week until September 4; then the market falls to 20 for
 * everybody, the targets follow from September 14 on, and at the end the quarter is evaluated and paid.
 *
 * Ana's calls asked for: July 1 – September 11 has 53 working days at 9 a day (477), September 14 – 30 has 13 at 4 (52): 529. She makes
 * 10 × 45 + 3 × 20 + 19 = 529, and sells for $12,000: 100 points twice, so 100 in all, and the bonus of $1,000 once.
 *
 * West is asked for 25 deals in the quarter and closes three, Ana's. It looks back at that, and leaves with an experiment that the next week's feedback follows.
 */
const office = useOffice('2026-07-01T14:00:00Z');
const general = (driver: Driver): string => channelId(driver, 'general');
const mention = (handle: Handle): string => `<@${office().slackIds[handle]}|${handle}>`;
const say = async (handle: Handle, line: string): Promise<string> => {
  const driver = await person(handle);
  return textsOf((await ask(driver, line, general(driver))).blocks);
};
const seats = new Map<Handle, Promise<Driver>>();
/** Everybody sits at one page all quarter. */
function person(handle: Handle): Promise<Driver> {
  const seat = seats.get(handle) ?? office().as(handle);
  seats.set(handle, seat);
  return seat;
}
const appoint = (handle: Handle, data: object) =>
  office().db.client.member.update({
    where: { workspaceId_id: { workspaceId: office().workspaceId, id: office().memberIds[handle] } },
    data,
  });
const filled = (block: string, value: string) => ({
  [block]: { [block]: { type: 'plain_text_input', value } },
});
const chosen = (block: string, value: string) => ({
  [block]: {
    [block]: { type: 'static_select', selected_option: { text: { type: 'plain_text', text: value }, value } },
  },
});
/** The id of a text that waits for votes. */
async function textId(text: string): Promise<string> {
  const bags = await office().db.client.retroBag.findMany();
  const items = bags.flatMap((bag) => bag.items as { id: string; text: string }[]);
  return items.find((one) => one.text === text)?.id ?? '';
}
/** An administrator's list holds those of all teams. */
const ofWest = async () => ({
  value: (await office().db.client.retro.findFirstOrThrow({ where: { teamId: office().teamIds.West } })).id,
});
const direct = async (handle: Handle): Promise<string> => {
  const driver = await person(handle);
  return (await messagesOf(driver, await directMessage(driver)))
    .map(({ blocks }) => textsOf(blocks))
    .join('\n');
};

/** M-07: whoever leads confirms in one form what their people sold; answers how many amounts are confirmed by then. */
async function confirmAll(handle: Handle): Promise<number> {
  const driver = await person(handle);
  const count = () => office().db.client.confirmation.count({ where: { workspaceId: office().workspaceId } });
  const before = await count();
  await command(driver, '/pace confirm', general(driver));
  const view = await driver.waitFor('amounts', ({ modals }) =>
    modals.findLast((one) => one.callback_id === 'activities.confirm'),
  );
  await submit(driver, view);
  await eventually(async () => expect(await count()).toBeGreaterThan(before));
  return count();
}

describe('a quarter', () => {
  test('1 targets: set by who leads, each person is told in their language; nobody else may', async () => {
    await appoint('maya', { isAdmin: true });
    await appoint('hanmeimei', { isFinance: true });
    for (const handle of ['ana', 'bo'] as const) {
      await say('maya', `/goal ${mention(handle)} calls 45 weekly`);
      await say('maya', `/goal ${mention(handle)} revenue 12k quarterly`);
    }
    await say('hanmeimei', `/goal ${mention('lilei')} 电话 45 每周`);
    await say('hanmeimei', `/goal ${mention('lilei')} 成交额 12000 每季度`);
    await say('maya', '/goal team West deals 25 quarterly');
    expect(await say('ana', `/goal ${mention('bo')} calls 5 weekly`)).not.toContain('Holds from');
    expect(await say('ana', '/goal')).toMatch(/Calls[\s\S]*45 a week/);
    expect(await say('lilei', '/goal')).toMatch(/电话数[\s\S]*每周 45/);
  });

  test('2 logs: one line a week each, answered with where they stand; who leads confirms the amounts (M-07)', async () => {
    const fridays = Array.from({ length: 13 }, (_, week) =>
      Temporal.PlainDate.from('2026-07-03').add({ weeks: week }),
    );
    for (const friday of fridays) {
      const isGood = Temporal.PlainDate.compare(friday, '2026-09-11') < 0;
      if (!isGood) break;
      office().setNow(`${friday}T07:00:00Z`);
      await say('lilei', '/log 电话 45');
      office().setNow(`${friday}T18:00:00Z`);
      const answer = await say('ana', '/log 45 calls');
      await say('bo', '/log 45 calls');
      if (`${friday}` === '2026-07-10') expect(answer).toMatch(/45 calls[\s\S]*45[\s\S]*of 45/);
    }
    for (const [at, line] of [
      ['2026-07-31', 'Acme $4,000'],
      ['2026-08-28', 'Beta $4,000'],
    ] as const) {
      office().setNow(`${at}T18:30:00Z`);
      await say('ana', `/log deal with ${line}`);
      await say('lilei', `/log 成交 客户:华为 ${at === '2026-07-31' ? '6000' : '3000'}`);
    }
    // An administrator may confirm everybody's, so the lead of 华东 goes first.
    expect(await confirmAll('hanmeimei')).toBe(2);
    expect(await confirmAll('maya')).toBe(4);
  });

  test('3 weekly feedback and digest: the market fell, nobody is blamed (C-02)', async () => {
    for (const [handle, line] of [
      ['ana', '/log 20 calls'],
      ['bo', '/log 20 calls'],
      ['lilei', '/log 电话 20'],
    ] as const) {
      office().setNow(`2026-09-11T${handle === 'lilei' ? '07' : '18'}:00:00Z`);
      await say(handle, line);
    }
    const { db, app } = office();
    await keepWeekly(db, Temporal.Instant.from('2026-09-11T19:00:00Z'));
    await runDue(app.jobs, Temporal.Instant.from('2026-09-14T01:00:30Z'));
    await runDue(app.jobs, Temporal.Instant.from('2026-09-14T13:00:30Z'));
    expect(await direct('ana')).toMatch(/It is the market, not you/);
    expect(await direct('lilei')).toMatch(/你的一周/);
    await hears(office().deps, await person('maya'), 'The market, not people');
  });

  test('4 adjustment: from the digest through four steps to new targets, told to everybody (T-06)', async () => {
    const now = '2026-09-14T13:30:00Z';
    office().setNow(now);
    const workspace = await readWorkspace(office().db, office().workspaceId);
    if (workspace === undefined) throw new Error('no workspace');
    await reviewWorkspace(office().deps, workspace, Temporal.Instant.from(now));
    const maya = await person('maya');
    await hears(office().deps, maya, 'The market moved');
    await press(maya, await hears(office().deps, maya, 'The market, not people'), 'goals.walk');
    await pressInView(maya, await modal(maya, '45 · 45 · 45'), 'goals.walk-next');
    await submit(maya, await modal(maya, 'Proposed values stand'));
    await pressInView(maya, await modal(maya, 'The past under these targets'), 'goals.walk-next');
    await submit(maya, await modal(maya, 'To Ana Torres'));
    await answered(maya, '2 targets saved');
    await hears(office().deps, await person('ana'), /20 a week, from Mon, Sep 14 \(before: 45 a week\)/);
    const boss = await person('hanmeimei');
    await command(boss, '/pace 复核目标', general(boss));
    await pressInView(boss, await modal(boss, '发生了什么'), 'goals.walk-next');
    await submit(boss, await modal(boss, '输入框里是建议的数值'));
    await pressInView(boss, await modal(boss, '大家做过的不变'), 'goals.walk-next');
    await submit(boss, await modal(boss, '发给李雷'));
    await hears(office().deps, await person('lilei'), '每周 20');
  });

  test('5 evaluation: from confirmed facts and the targets that were in force, read and answered by each (S-01…S-08)', async () => {
    for (const [at, calls] of [
      ['2026-09-18', 20],
      ['2026-09-25', 20],
      ['2026-09-30', 19],
    ] as const) {
      office().setNow(`${at}T18:00:00Z`);
      await say('ana', `/log ${calls} calls`);
      await say('bo', `/log ${calls} calls`);
      await say('lilei', `/log 电话 ${calls}`);
      if (calls === 19) await say('ana', '/log deal with Gamma $4,000');
    }
    const maya = await person('maya');
    expect(await confirmAll('maya')).toBe(5);

    office().setNow('2026-10-01T15:00:00Z');
    await command(maya, '/review new last quarter', general(maya));
    await submit(maya, await modal(maya, 'Q3 2026'));
    await answered(maya, 'The draft');
    await press(maya, await ask(maya, '/review', general(maya)), 'evaluation.move');
    await answered(maya, 'is open');
    for (const [handle, words, text] of [
      ['ana', 'How did the period go', 'Fewer calls after the market fell, the same deals'],
      ['lilei', '这个周期', '市场下降后电话少了'],
    ] as const) {
      const driver = await person(handle);
      await press(driver, await ask(driver, '/review', general(driver)), 'evaluation.review');
      const view = await modal(driver, words);
      await driver.act('view-submit', {
        viewId: view.id,
        state: { ...chosen('grade', '4'), ...filled('text', text) },
      });
    }
    const ana = await person('ana');
    await press(ana, await ask(ana, '/review', general(ana)), 'evaluation.see');
    const card = textsOf((await answered(ana, 'Ana Torres: ')).blocks);
    expect(card).toContain('$12,000 of $12,000 → *100 points*');
    expect(card).toContain('529 of 529 → *100 points*');
    const lilei = await person('lilei');
    await press(lilei, await ask(lilei, '/review', general(lilei)), 'evaluation.see');
    await answered(lilei, '李雷');

    for (const words of ['is being compared', 'is closed']) {
      await press(maya, await ask(maya, '/review', general(maya)), 'evaluation.move');
      await answered(maya, words);
    }
    const [cycle] = await listCycles(office().db, office().workspaceId);
    const sealed = await snapshotsOf(office().db, office().workspaceId, cycle?.id ?? '');
    for (const { sha256, at: _at, ...one } of sealed) expect(flawOf(one, sha256)).toBeUndefined();
    await press(ana, await ask(ana, '/review', general(ana)), 'evaluation.see');
    await press(ana, await answered(ana, 'I agree'), 'evaluation.agree');
    await answered(ana, 'You agree with your evaluation');
  });

  test('6 incentives: computed from the frozen evaluation, approved by a second person, explained to each (B-02, B-05)', async () => {
    const [maya, boss] = [await person('maya'), await person('hanmeimei')];
    await command(maya, '/pace bonus new', general(maya));
    await submit(maya, await modalHolding(maya, 'New bonus plan'), {
      ...{ name: 'Quota bonus', amount: '1000', from: '2026-07-01' },
    });
    await press(maya, await answered(maya, 'is saved as a draft'), 'incentives.plan-activate');
    await answered(maya, 'is active');
    await press(maya, await ask(maya, '/pace bonus', general(maya)), 'incentives.compute');
    await answered(maya, 'It is frozen as a draft');
    await press(boss, await ask(boss, '/pace 奖金', general(boss)), 'incentives.approve');
    await answered(boss, '已批准');
    const statement = await say('ana', '/pace statement');
    expect(statement).toContain('*$1,000* in all');
    expect(statement).toContain('Score 100 → multiplier 1 × $1,000 on target');
    expect(await say('lilei', '/pace 结算单')).toMatch(/得分/);
  });

  test('7 retrospective: where the quarter ended farthest from its target, told by three without names, in both languages', async () => {
    const [maya, boss] = [await person('maya'), await person('hanmeimei')];
    expect((await ask(maya, '/pace retro start last quarter', general(maya))).text).toContain('Opened in');
    expect((await ask(boss, '/pace 复盘 发起 上季度', general(boss))).text).toContain('发起');
    for (const [handle, title, form, idea, answer] of [
      ['ana', 'Retrospective · West', 'Kept without your name', 'Call every lead within a day', 'In the bag'],
      ['bo', 'Retrospective · West', 'Kept without your name', 'One trade fair less', 'In the bag'],
      ['maya', 'Retrospective · West', 'Kept without your name', 'Ask customers for names', 'In the bag'],
      ['lilei', '复盘 · 华东', '不记姓名，不记时间', '当天给新线索打电话', '收到了'],
    ] as const) {
      const driver = await person(handle);
      const opened = await posted(office().deps, driver, title);
      // 3 ÷ 25 = 12 %.
      if (handle === 'ana') expect(textsOf(opened.blocks)).toMatch(/▼ \*Deals\*: 3 of 25 \(12%\)/);
      await press(driver, opened, 'retro.contribute');
      await submit(driver, await modal(driver, form), { idea });
      await answered(driver, answer);
    }
    await press(boss, await ask(boss, '/pace 复盘', general(boss)), 'retro.reveal');
    await answered(boss, '参与的不到 3 人');
    await press(maya, await ask(maya, '/pace retro', general(maya)), 'retro.reveal', await ofWest());
    await answered(maya, 'It stands in the thread');
    for (const handle of ['ana', 'bo', 'maya'] as const) {
      const driver = await person(handle);
      await press(driver, await posted(office().deps, driver, 'What the team wrote'), 'retro.vote');
      const form = await modal(driver, 'Nobody can see how you voted');
      await submit(driver, form, { votes: [await textId('Call every lead within a day')] });
      await answered(driver, 'Your vote is in');
    }
    await press(maya, await ask(maya, '/pace retro', general(maya)), 'retro.count', await ofWest());
    await answered(maya, 'is forgotten');
    await posted(office().deps, await person('ana'), 'Call every lead within a day · *3 votes*');
  });

  test('8 experiment: decided by the team, followed in the next week’s feedback (C-03)', async () => {
    const maya = await person('maya');
    await press(maya, await ask(maya, '/pace retro', general(maya)), 'retro.experiment', await ofWest());
    await submit(maya, await modal(maya, 'What do we try?'), {
      ...{ text: 'Call every lead within a day', owner: office().slackIds.bo, metric: 'calls' },
      ...{ expected: '+10 %', until: '2026-10-28' },
    });
    await answered(maya, 'Kept: Call every lead');
    await press(maya, await ask(maya, '/pace retro', general(maya)), 'retro.close', await ofWest());
    await submit(maya, await modal(maya, 'Closing ends the retrospective'), {});
    await answered(maya, 'Closed. The summary');
    for (const handle of ['ana', 'bo'] as const) {
      office().setNow('2026-10-09T18:00:00Z');
      await say(handle, '/log 25 calls');
    }
    const { db, app } = office();
    await keepWeekly(db, Temporal.Instant.from('2026-10-09T19:00:00Z'));
    await runDue(app.jobs, Temporal.Instant.from('2026-10-12T13:00:30Z'));
    expect(await direct('ana')).toMatch(/Call every lead within a day[\s\S]*calls so far/);
    expect(await direct('lilei')).not.toContain('Call every lead within a day');
  });
});
