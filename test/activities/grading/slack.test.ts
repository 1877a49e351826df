import { beforeAll, describe, expect, test } from 'vitest';
import type { Message, View } from '../../../sandbox/contract.ts';
import { ask, channelId, type Driver, press, submit } from '../../../sandbox/driver.ts';
import { Temporal } from '../../../src/kpi/time.ts';
import { registryOf } from '../../../src/platform/bolt/registry.ts';
import { readyMadeOf } from '../../../src/playbook/readyMade/all.ts';
import { installPlaybook } from '../../../src/playbook/store.ts';
import { slices } from '../../../src/slices.ts';
import { hears } from '../../support/hear.ts';
import { press as pressAs, type Who } from '../../support/isolation/presses.ts';
import { textsOf, useOffice } from '../../support/office.ts';

/** M-01, M-03 through the real protocol: a report is logged, two raters say independently what it is worth, and the metric follows. */
const office = useOffice('2026-11-18T20:00:00Z');

const say = (driver: Driver, line: string): Promise<Message> =>
  ask(driver, line, channelId(driver, 'general'));
const shown = (message: Message): string => `${message.text}\n${textsOf(message.blocks)}`;
const heard = (driver: Driver, words: RegExp): Promise<Message> =>
  driver.waitFor(`${words}`, ({ ephemerals }) => ephemerals.findLast((one) => words.test(shown(one))));
const told = (driver: Driver, words: RegExp): Promise<Message> => hears(office().deps, driver, words);
async function formAfter(driver: Driver, act: () => Promise<unknown>): Promise<View> {
  const before = new Set(driver.seen.modals.map(({ id }) => id));
  await act();
  return driver.waitFor('a form', ({ modals }) => modals.find(({ id }) => !before.has(id)));
}
/** Criteria of the ready-made report: 25, 25, 30 and 20 per cent. */
const grades = (...given: number[]) =>
  Object.fromEntries(given.map((grade, at) => [`criterion-${at}`, String(grade)]));

let ana: Driver;
let bo: Driver;
let maya: Driver;
let lilei: Driver;
beforeAll(async () => {
  const { db, workspaceId } = office();
  await installPlaybook(db, workspaceId, readyMadeOf('funnel'));
  [ana, bo, maya, lilei] = await Promise.all([
    office().as('ana'),
    office().as('bo'),
    office().as('maya'),
    office().as('lilei'),
  ]);
});

describe('a report that several raters grade', () => {
  test('M-01 without a pool the manager is told to choose, and the raters are asked in their own language', async () => {
    const answer = await say(ana, '/log report note: EU pricing https://files.example/eu.pdf');
    expect(shown(answer)).toMatch(/1 market research report/);
    expect(shown(await heard(ana, /rated by 2 people/))).toMatch(/your manager is told to choose them/);
    const asked = await told(maya, /nobody is asked yet/);
    const form = await formAfter(maya, () => press(maya, asked, 'activities.pickRaters'));
    const { slackIds } = office();
    expect(await submit(maya, form, { raters: [slackIds.bo] })).toMatchObject({
      errors: { raters: 'Choose at least 2.' },
    });
    expect(await submit(maya, form, { raters: [slackIds.bo, slackIds.ana] })).toMatchObject({
      errors: { raters: expect.stringMatching(/nobody rates their own/) },
    });
    await submit(maya, form, { raters: [slackIds.bo, slackIds.lilei] });
    await heard(maya, /2 people have been asked/);
    expect(shown(await told(bo, /you are asked to rate it/))).toMatch(/Ana Torres[\s\S]*EU pricing/);
    expect(shown(await told(lilei, /请你评审/))).toMatch(/Ana Torres/);
  });

  test('M-01 each grades without seeing the other; from two on the result is shown and counts', async () => {
    const waiting = await say(bo, '/pace rate');
    expect(shown(waiting)).toMatch(/Waiting for your rating[\s\S]*Ana Torres/);
    const form = await formAfter(bo, () => press(bo, waiting, 'activities.rate'));
    expect(textsOf(form.blocks)).toMatch(/Question and method[\s\S]*Counts 25 %/);
    // 25 × 4 + 25 × 3 + 30 × 5 + 20 × 4 = 405 → 4.05.
    await submit(bo, form, { ...grades(4, 3, 5, 4), comment: 'Sources are clear.' });
    expect(shown(await heard(bo, /handed in: 4\.05\/5/))).toMatch(/market research report/);
    expect(shown(await say(ana, '/kpi explain report quality'))).toMatch(/no data/);
    expect(shown(await say(ana, '/pace rate'))).toMatch(/Your own work[\s\S]*1 of 2 have rated/);

    const other = await formAfter(lilei, async () =>
      press(lilei, await told(lilei, /请你评审/), 'activities.rate'),
    );
    expect(JSON.stringify(other)).not.toMatch(/4\.05|Sources are clear|initial_option/);
    // 25 × 3 + 25 × 3 + 30 × 4 + 20 × 4 = 350 → 3.50.
    await submit(lilei, other, grades(3, 3, 4, 4));
    // (4.05 + 3.50) ÷ 2 = 3.775.
    const result = await told(ana, /How your work was rated: 3\.775\/5/);
    expect(shown(result)).toMatch(/Question and method \(25 %\): 3\.5\/5/);
    expect(shown(result)).toMatch(/Sources are clear/);
    expect(shown(result)).not.toMatch(/Bo Lindqvist|李雷/);
    expect(shown(await say(ana, '/kpi report quality this month'))).toMatch(/3\.775|3\.78/);
    const explained = await say(ana, '/kpi explain report quality');
    expect(shown(explained)).toMatch(/from one entry|from 1 entry/);
    await press(ana, explained, 'activities.lines');
    expect(shown(await heard(ana, /Behind report quality/))).toMatch(/3\.775\/5 from 2 raters/);
  });

  test('M-01 rating again replaces, Undo brings the earlier back, and a target follows', async () => {
    await say(maya, `/goal <@${office().slackIds.ana}|ana> report quality 4 monthly`);
    const list = await say(bo, '/pace rate');
    const form = await formAfter(bo, () => press(bo, list, 'activities.rate'));
    expect(JSON.stringify(form)).toMatch(/initial_option/);
    // All fives: 5.00; (5 + 3.5) ÷ 2 = 4.25.
    await submit(bo, form, grades(5, 5, 5, 5));
    const again = await heard(bo, /it is now 5\/5/);
    expect(shown(await say(ana, '/kpi report quality this month'))).toMatch(/4\.25/);
    await press(bo, again, 'activities.unrate');
    await heard(bo, /taken back/);
    expect(shown(await say(ana, '/kpi report quality this month'))).toMatch(/3\.775|3\.78/);
  });

  test('an edited entry keeps its grades, and an undone one takes them with it', async () => {
    const { db, workspaceId } = office();
    const before = await db.client.rubricRating.count({ where: { workspaceId } });
    const list = await say(ana, '/log list');
    const form = await formAfter(ana, () => press(ana, list, 'activities.edit'));
    await submit(ana, form, { note: 'EU pricing, second draft' });
    await heard(ana, /Changed/);
    expect(shown(await say(ana, '/log list'))).toMatch(/3\.775\/5 from 2 raters[\s\S]*second draft/);
    expect(await db.client.rubricRating.count({ where: { workspaceId } })).toBe(before);
  });

  test('nobody rates their own work, nor what they are not asked for; it is said and written down', async () => {
    const { db, deps, workspaceId, slackIds } = office();
    const { batchId, line } = await db.client.ratingRequest.findFirstOrThrow({ where: { workspaceId } });
    const registry = registryOf(slices);
    const value = `${batchId} ${line}`;
    const as = (slackUserId: string): Who => ({
      ...{ deps, workspaceId, slackUserId, now: Temporal.Instant.from('2026-11-18T20:00:00Z') },
    });
    const own = await pressAs(as(slackIds.ana), registry, { actionId: 'activities.rate', value });
    expect([own.views, own.replies.map((one) => one.text)]).toEqual([
      [],
      ['This is your own work: others rate it.'],
    ]);
    const other = await pressAs(as(slackIds.maya), registry, { actionId: 'activities.rate', value });
    expect(other.replies[0]?.text).toMatch(/You are not asked to rate this/);
    const foreign = await pressAs(as(slackIds.hanmeimei), registry, {
      actionId: 'activities.pickRaters',
      value,
    });
    expect(foreign.replies[0]?.text).toMatch(/评审由团队经理和管理员安排/);
    const unseen = await pressAs(as(slackIds.hanmeimei), registry, {
      actionId: 'activities.ratingResult',
      value,
    });
    expect(unseen.replies[0]?.text).toMatch(/现在还不能看/);
    const denied = await db.client.auditRow.findMany({
      where: { workspaceId, action: 'access.denied', subject: `piece:${batchId}-${line}` },
    });
    expect(denied).toHaveLength(4);
    expect(shown(await say(ana, '/log report 4/5'))).toMatch(/takes no rating/);
  });
});

describe('a pool of raters', () => {
  test('M-01 is asked by itself for each new report; how raters compare is for those who lead alone', async () => {
    const { slackIds, db, workspaceId } = office();
    const pools = await say(maya, '/pace rate raters');
    const form = await formAfter(maya, () =>
      press(maya, pools, 'activities.pool', {
        selected_option: { text: { type: 'plain_text', text: 'West' }, value: office().teamIds.West },
      }),
    );
    await submit(maya, form, { raters: [slackIds.bo, slackIds.maya, slackIds.ana] });
    await heard(maya, /Raters of West: Ana Torres, Bo Lindqvist, Maya Okafor/);
    for (const index of [1, 2, 3, 4, 5]) {
      await say(ana, `/log report note: report ${index}`);
      await heard(ana, /2 people are asked to rate this/);
      for (const [rater, grade] of [
        [bo, 5],
        [maya, 3],
      ] as const) {
        const asked = await told(rater, new RegExp(`you are asked to rate[\\s\\S]*report ${index}`));
        const opened = await formAfter(rater, () => press(rater, asked, 'activities.rate'));
        await submit(rater, opened, grades(grade, grade, grade, grade));
        await heard(rater, new RegExp(`handed in: ${grade}/5[\\s\\S]*report ${index}`));
      }
    }
    expect(await db.client.ratingRequest.count({ where: { workspaceId } })).toBe(12);
    const compared = shown(await say(maya, '/pace rate leniency'));
    // Five times 5 − 3 = +2, and once 4.05 − 3.5 = +0.55: 10.55 ÷ 6 = 1.758.
    expect(compared).toMatch(/Bo Lindqvist grades \*1\.758 higher\* than the others \(6 in common\)/);
    expect(compared).toMatch(/Maya Okafor grades \*2 lower\*/);
    expect(shown(await say(bo, '/pace rate leniency'))).toMatch(/for managers and administrators/);
    // Six reports: 3.775 and five times (5 + 3) ÷ 2 = 4 → 23.775 ÷ 6 = 3.9625.
    expect(shown(await say(ana, '/kpi report quality this month'))).toMatch(/3\.96/);
  });

  test('an exchange rate that is typed here still goes where it belongs', async () => {
    expect(shown(await say(bo, '/pace rate EUR=1.08'))).toMatch(/administrator/);
    expect(shown(await say(bo, '/pace rate nonsense'))).toMatch(/\/pace rates/);
  });
});
