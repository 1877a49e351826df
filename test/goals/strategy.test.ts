import { beforeAll, describe, expect, test } from 'vitest';
import type { Message } from '../../sandbox/contract.ts';
import { ask, channelId, command, type Driver, elementsIn, press, submit } from '../../sandbox/driver.ts';
import { rehearseReviews, reviewWorkspace } from '../../src/goals/review/job.ts';
import { targetsOf } from '../../src/goals/store.ts';
import { readPercent } from '../../src/goals/strategy/strategy.ts';
import { type Subject, valueOn } from '../../src/goals/target.ts';
import { Temporal } from '../../src/kpi/time.ts';
import { addAbsence, addPeople, updateMember } from '../../src/people/store.ts';
import { readWorkspace } from '../../src/workspace/store.ts';
import { hears } from '../support/hear.ts';
import { type Handle, textsOf, useOffice } from '../support/office.ts';
import { day } from './given.ts';

/** T-06: strategies, long absences and newcomers as occasions to look at targets. Monday 23 November 2026, 10:00 in New York. */
const NOW = '2026-11-23T15:00:00Z';
const office = useOffice(NOW);
const now = Temporal.Instant.from(NOW);
const general = (driver: Driver): string => channelId(driver, 'general');
const mention = (handle: Handle): string => `<@${office().slackIds[handle]}|${handle}>`;
const member = (id: string): Subject => ({ kind: 'member', id });

let maya: Driver;
let boss: Driver;
beforeAll(async () => {
  [maya, boss] = [await office().as('maya'), await office().as('hanmeimei')];
  await updateMember(office().db, office().workspaceId, null, office().memberIds.maya, { isAdmin: true });
});

async function held(subject: Subject, metricKey: string, on: string) {
  const found = await targetsOf(office().db, office().workspaceId, {
    subjects: [subject],
    metricKeys: [metricKey],
  });
  const target = found.find((one) => one.layer === 'official');
  return target === undefined ? null : valueOn(target, day(on));
}
const question = (driver: Driver, containing: string): Promise<Message> =>
  hears(office().deps, driver, containing);
const heard = (driver: Driver, containing: string) =>
  driver.waitFor(containing, ({ ephemerals, messages }) =>
    [...ephemerals, ...messages].find((one) => textsOf(one.blocks).includes(containing)),
  );
async function form(driver: Driver, line: string) {
  const before = driver.seen.modals.length;
  await command(driver, line, general(driver));
  return driver.waitFor('the form', ({ modals }) => modals[before]);
}
async function look() {
  const workspace = await readWorkspace(office().db, office().workspaceId);
  if (workspace === undefined) throw new Error('no workspace');
  return reviewWorkspace(office().deps, workspace, now);
}

describe('a new strategy', () => {
  test('is for administrators; without official targets there is nothing that it could concern', async () => {
    const ana = await office().as('ana');
    expect(textsOf((await ask(ana, '/pace strategy Push', general(ana))).blocks)).toContain(
      'Administrators enter',
    );
    expect(textsOf((await ask(maya, '/pace strategy Push', general(maya))).blocks)).toContain(
      'no targets yet',
    );
    expect(textsOf((await ask(maya, '/pace strategy list', general(maya))).blocks)).toContain('No strategy');
  });

  test('says at the field what it would not concern, what is no share, what is past; nothing is saved', async () => {
    await ask(maya, `/goal ${mention('ana')} demos 10 monthly commit:8`, general(maya));
    await ask(maya, '/goal team West demos 30 monthly', general(maya));
    await ask(boss, `/goal ${mention('lilei')} 电话 40 每周`, general(boss));
    const view = await form(maya, '/pace strategy Push the new product');
    const field = (id: string) =>
      elementsIn(view.blocks).find(({ element }) => element['action_id'] === id)?.element;
    expect(field('name')?.['initial_value']).toBe('Push the new product');
    const team = (name: string): string => {
      const options = field('teams')?.['options'] as { text: { text: string }; value: string }[];
      return options.find((one) => one.text.text === name)?.value ?? '';
    };
    const filled = { metrics: ['demos'], percent: '+20%' };
    expect(JSON.stringify(await submit(maya, view, { ...filled, percent: 'a lot' }))).toContain(
      'whole number of per cent',
    );
    expect(JSON.stringify(await submit(maya, view, { ...filled, from: '2026-11-01' }))).toContain(
      'cannot change in the past',
    );
    expect(JSON.stringify(await submit(maya, view, { ...filled, teams: [team('华东')] }))).toContain(
      'Nobody in these teams has a target',
    );
    expect(await office().db.client.strategy.count({ where: { workspaceId: office().workspaceId } })).toBe(0);
    await submit(maya, view, {
      ...filled,
      from: '2026-12-01',
      text: 'Every visit shows it.',
      teams: [team('West')],
    });
    const saved = await heard(maya, 'Saved: *Push the new product*');
    expect(textsOf(saved.blocks)).toContain('2 targets; asked: Maya Okafor');
  });

  test('asks with before and after, and holds from its own date once applied', async () => {
    const asked = await question(maya, 'A new strategy');
    expect(textsOf(asked.blocks)).toMatch(
      /Push the new product\*, from Tue, Dec 1 on. It would change these targets by \+20 %[\s\S]*Every visit shows it.[\s\S]*Ana Torres · \*Demos\*: 10 a month → \*12 a month\*[\s\S]*team West · \*Demos\*: 30 a month → \*36 a month\*/,
    );
    await press(maya, asked, 'goals.review-apply');
    await heard(maya, '2 targets saved');
    expect(await held(member(office().memberIds.ana), 'demos', '2026-11-30')).toBe(1000n);
    expect(await held(member(office().memberIds.ana), 'demos', '2026-12-01')).toBe(1200n);
    expect(textsOf((await ask(maya, '/pace strategy list', general(maya))).blocks)).toContain(
      'Demos +20 % · 1 of 1 answered',
    );
  });

  test('what nobody has answered can be withdrawn; in Chinese', async () => {
    await updateMember(office().db, office().workspaceId, null, office().memberIds.hanmeimei, {
      isAdmin: true,
    });
    const view = await form(boss, '/pace 策略 主推老客户');
    await submit(boss, view, { metrics: ['calls'], percent: '-10%' });
    const saved = await heard(boss, '已保存： *主推老客户*');
    const asked = await question(boss, '有新策略');
    expect(textsOf(asked.blocks)).toMatch(
      /以下目标将调整 −10%[\s\S]*李雷 · \*电话数：\* 每周 40 → \*每周 36\*/,
    );
    await press(boss, saved, 'goals.strategy-withdraw');
    await heard(boss, '已撤回 1 个征询');
    expect(textsOf((await question(boss, '目标保持不变')).blocks)).toContain('已撤回');
    expect(await held(member(office().memberIds.lilei), 'calls', '2026-12-01')).toBe(4000n);
  });

  test('T-08 each person can get a value of their own before anybody is asked, checked at the field', async () => {
    const view = await form(maya, '/pace strategy Larger customers');
    await submit(maya, view, { metrics: ['demos'], percent: '+50%', next: 'each' });
    const draft = await heard(maya, 'Not proposed yet: *Larger customers*');
    // Today 10 (commit 8) and 30 hold still: × 1.5 they are 15 (12) and 45.
    expect(textsOf(draft.blocks)).toMatch(
      /Ana Torres · \*Demos\*: 10 a month → \*15 a month\* \(commit 12\)[\s\S]*team West · \*Demos\*: 30 a month → \*45 a month\*/,
    );
    const reviews = () =>
      office().db.client.targetReview.count({
        where: { workspaceId: office().workspaceId, trigger: 'strategy', state: 'open' },
      });
    expect(await reviews()).toBe(0);
    await press(maya, draft, 'goals.strategy-each');
    const each = await maya.waitFor('a field for each', ({ modals }) =>
      modals.find((one) => one.callback_id === 'goals.strategy-each-form'),
    );
    const fields = elementsIn(each.blocks).filter(({ element }) =>
      String(element['action_id']).startsWith('own:'),
    );
    expect(fields.map(({ element }) => element['initial_value'])).toEqual(['15 commit:12', '45']);
    const [ana = '', west = ''] = fields.map(({ block }) => String(block['block_id']));
    const answer = await submit(maya, each, { [ana]: '11 commit:12', [west]: 'many' });
    expect(JSON.stringify(answer)).toMatch(/commit has to be below[\s\S]*number/);
    await submit(maya, each, { [ana]: '13 commit:11 stretch:16', [west]: '' });
    const kept = await heard(maya, '2 targets have values of their own');
    expect(textsOf(kept.blocks)).toMatch(
      /10 a month → \*13 a month\* \(commit 11 · stretch 16\) ✎[\s\S]*team West · \*Demos\*: 30 a month, stays as it is ✎/,
    );
    expect(textsOf((await ask(maya, '/pace strategy list', general(maya))).blocks)).toContain(
      '*Larger customers* · from Mon, Nov 23 · +50 % · not proposed yet',
    );
    await press(maya, kept, 'goals.strategy-propose');
    await heard(maya, 'Saved: *Larger customers*');
    const asked = await question(maya, 'Larger customers');
    expect(textsOf(asked.blocks)).toMatch(
      /One of them has a value of its own[\s\S]*→ \*13 a month\* \(commit 11 · stretch 16\)/,
    );
    await press(maya, asked, 'goals.review-apply');
    const latest = async () => {
      const subjects = [member(office().memberIds.ana)];
      const wanted = { subjects, metricKeys: ['demos'] };
      return (await targetsOf(office().db, office().workspaceId, wanted))[0]?.versions.at(-1);
    };
    await expect
      .poll(latest, { timeout: 30_000 })
      .toMatchObject({ value: 1300n, levels: { commit: 1100n, stretch: 1600n }, trigger: 'strategy' });
    await press(maya, draft, 'goals.strategy-propose');
    await heard(maya, 'is no draft any more');
  });

  test('a draft may be discarded: nobody was asked; in Chinese', async () => {
    const view = await form(boss, '/pace 策略 先看看');
    await submit(boss, view, { metrics: ['calls'], percent: '-10%', next: 'each' });
    const draft = await heard(boss, '尚未提出： *先看看*');
    await press(boss, draft, 'goals.strategy-discard');
    await heard(boss, '已放弃： *先看看*');
  });

  test.each([
    ['+20%', 20],
    ['20', 20],
    ['-10 %', -10],
    ['−15％', -15],
    ['+0%', undefined],
    ['-100%', undefined],
    ['12.5%', undefined],
    ['', undefined],
  ])('%s is %s per cent', (text, percent) => {
    expect(readPercent(text)).toBe(percent);
  });
});

describe('T-04 a long absence', () => {
  test('over half of December: the team’s target is proposed without what nobody does; once, whatever becomes of it', async () => {
    await ask(maya, `/goal ${mention('bo')} revenue 22k 2026-12`, general(maya));
    await ask(maya, `/goal ${mention('ana')} revenue 30k 2026-12`, general(maya));
    await ask(maya, '/goal team West revenue 60k 2026-12', general(maya));
    const { db, workspaceId, memberIds } = office();
    const away = { memberId: memberIds.bo, firstDate: day('2026-12-01'), part: 'full', note: '' } as const;
    expect(await look()).toEqual([]);
    // 12 of the 23 working days of December 2026 (Tue 1 to Wed 16).
    await addAbsence(db, workspaceId, memberIds.bo, { ...away, lastDate: day('2026-12-16') });
    const [review, ...more] = await look();
    expect(more).toEqual([]);
    expect(review?.event).toMatchObject({ kind: 'absence', awayHalves: 24, ofHalves: 46 });
    const text = textsOf((await question(maya, 'A long absence')).blocks);
    // Lost: 22,000 × 12 ÷ 23 = 11,478.26 → 11,478.
    expect(text).toMatch(/Bo Lindqvist is away for 12 of the 23 working days of December 2026/);
    expect(text).toContain('team West · *Revenue*: $60,000 for December 2026 → *$48,522 for December 2026*');
    expect(text).toContain('One more target may take something over');
    await press(maya, await question(maya, 'A long absence'), 'goals.review-leave');
    const view = await maya.waitFor('the form', ({ modals }) =>
      modals.find((one) => one.callback_id === 'goals.review-leave-form'),
    );
    await submit(maya, view, { reason: 'We manage.' });
    await heard(maya, 'This is not proposed again');
    await hears(office().deps, maya, /A long absence[\s\S]*stay as they are[\s\S]*We manage/);
    expect(await look()).toEqual([]);
  });
});

describe('T-05 a newcomer', () => {
  test('is proposed what is usual in the team; without a ramp the whole way there, undone by one press', async () => {
    const { db, workspaceId } = office();
    await ask(maya, `/goal ${mention('ana')} calls 50 weekly`, general(maya));
    await ask(maya, `/goal ${mention('bo')} calls 60 weekly`, general(maya));
    const person = (name: string) => ({
      ...{ slackUserId: `U${name.toUpperCase()}`, name, email: `${name}@pacer.example`, isAdmin: false },
      ...{
        tz: 'America/New_York',
        locale: 'en' as const,
        teamName: 'West',
        region: null,
        role: 'rep' as const,
      },
    });
    const { memberIds } = await addPeople(
      db,
      workspaceId,
      [person('Kim'), person('Lou')],
      [],
      day('2026-11-16'),
    );
    const [kim = '', lou = ''] = [memberIds.get('UKIM'), memberIds.get('ULOU')];
    await updateMember(db, workspaceId, null, kim, { firstDay: day('2026-11-16') });
    await updateMember(db, workspaceId, null, lou, { firstDay: day('2026-11-16'), isRampOff: true });
    const workspace = await readWorkspace(db, workspaceId);
    if (workspace === undefined) throw new Error('no workspace');
    const rehearse = () => rehearseReviews(office().deps, workspace, now);
    // A rehearsal says the same, and writes nothing down.
    const rehearsed = (await rehearse()).map(({ reply }) => textsOf(reply.blocks ?? []));
    expect(rehearsed.join()).toMatch(/Kim began to work[\s\S]*Lou began to work/);
    const reviews = await look();
    expect(await rehearse()).toEqual([]);
    const lines = reviews.flatMap(({ event, lines: found }) =>
      found.map(({ before, after, metricKey }) => [
        event.kind === 'onboarding' && event.name,
        metricKey,
        before,
        after,
      ]),
    );
    // The lower middle of 50 and 60 is 50; the ramp of Kim lowers it by itself, Lou has none: 50 % of it.
    expect(lines).toEqual([
      ['Kim', 'calls', null, 5000n],
      ['Lou', 'calls', null, 2500n],
    ]);
    const asked = await question(maya, 'Lou began to work');
    expect(textsOf(asked.blocks)).toMatch(
      /Proposed is 50 % of it for the first month and then, month by month, 75 %, 100 %[\s\S]*Lou · \*Calls\*: no target → \*25 a week\* · then 38 from Wed, Dec 16, 50 from Sat, Jan 16, 2027/,
    );
    await press(maya, asked, 'goals.review-apply');
    await expect.poll(() => held(member(lou), 'calls', '2026-11-23'), { timeout: 30_000 }).toBe(2500n);
    // 75 % of 50 is 37.5, a whole call more or less: 38. A month later it is all of it.
    expect(await held(member(lou), 'calls', '2026-12-15')).toBe(2500n);
    expect(await held(member(lou), 'calls', '2026-12-16')).toBe(3800n);
    expect(await held(member(lou), 'calls', '2027-01-16')).toBe(5000n);
    expect(await look()).toEqual([]);
    const set = await question(maya, 'One target saved');
    expect(textsOf(set.blocks)).toContain('then 38 from Wed, Dec 16, 50 from Sat, Jan 16, 2027');
    await press(maya, set, 'goals.undo-many');
    for (const date of ['2026-11-23', '2026-12-16', '2027-01-16'])
      await expect.poll(() => held(member(lou), 'calls', date)).toBe(null);
  });
});
