import { beforeAll, describe, expect, test } from 'vitest';
import { ask, channelId, type Driver, directMessage, messagesOf, press } from '../../../sandbox/driver.ts';
import { pace } from '../../platform/charts-support/samples.ts';
import { eventually } from '../../support/hear.ts';
import { type Handle, textsOf, useOffice } from '../../support/office.ts';

/** Forecast and chart through the real protocol. Wednesday of week 47, 15:00 in New York. */
const office = useOffice('2026-11-18T20:00:00Z');

const general = (driver: Driver): string => channelId(driver, 'general');
const mention = (handle: Handle): string => `<@${office().slackIds[handle]}|${handle}>`;
async function says(driver: Driver, line: string): Promise<string> {
  const answer = await ask(driver, line, general(driver));
  return `${answer.text}\n${textsOf(answer.blocks)}`;
}
const pictures = async (driver: Driver) =>
  (await messagesOf(driver, await directMessage(driver))).filter((message) => message.files.length > 0);
/** The newest picture, once there are so many. */
const picture = (driver: Driver, count: number) =>
  eventually(async () => {
    const found = await pictures(driver);
    expect(found).toHaveLength(count);
    return found.at(-1);
  });

/** The first picture starts a thread, which takes longer than an answer is waited for on a busy machine. */
beforeAll(async () => {
  await office().deps.charts.render(pace);
});

describe('the chart of a period', () => {
  test('K-07 is sent to the direct message, once, with its words; the answer says where it is', async () => {
    const ana = await office().as('ana');
    await says(ana, '/goal set calls 50 weekly');
    const logged = await says(ana, '/log 12 calls');
    // The target began today, of which ⅔ are over by 15:00: 12 + 2⅓ × 12 ÷ ⅔ = 54.
    expect(logged).toMatch(/Forecast 54/);
    expect(await says(ana, '/kpi')).toMatch(/Forecast 54/);
    expect(await says(ana, '/kpi calls chart')).toMatch(/direct message/);
    expect((await picture(ana, 1))?.text).toMatch(/\*12\* of 30/);
  });

  test('the button beside a target brings the same', async () => {
    const ana = await office().as('ana');
    const answer = await ask(ana, '/kpi', general(ana));
    await press(ana, answer, 'feedback.chart');
    await picture(ana, 2);
  });

  test('in Chinese', async () => {
    const lilei = await office().as('lilei');
    await says(lilei, '/goal 设置 电话 50 每周');
    await says(lilei, '/log 电话 5');
    expect(await says(lilei, '/kpi 电话 走势图')).toMatch(/私信/);
    expect((await picture(lilei, 1))?.text).toMatch(/\*5\* \/ 20/);
  });

  test('nobody gets the chart of somebody else', async () => {
    const bo = await office().as('bo');
    expect(await says(bo, `/kpi ${mention('ana')} calls chart`)).toMatch(/are for Ana Torres/);
    const maya = await office().as('maya');
    expect(await says(maya, `/kpi ${mention('ana')} calls chart`)).toMatch(/direct message/);
    const denials = await office().db.client.auditRow.count({ where: { action: 'access.denied' } });
    expect(denials).toBe(1);
  });

  test.each([
    ['/kpi chart', /Say which metric, for example `\/kpi \S+.* chart`/],
    ['/kpi revenue chart', /no target for \*?Revenue/],
  ])('%s is answered in words', async (line, wanted) => {
    const ana = await office().as('ana');
    expect(await says(ana, line)).toMatch(wanted);
  });
});
