import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { Message } from '../../sandbox/contract.ts';
import {
  ask,
  channelId,
  control,
  type Driver,
  directMessage,
  messagesOf,
  press,
} from '../../sandbox/driver.ts';
import { sendPending } from '../../src/platform/jobs/run.ts';
import { textsOf, useOffice } from '../support/office.ts';

/** Absences that somebody else enters: Wednesday, 15:00 in New York; Thursday, 4:00 in Shanghai. */
const office = useOffice('2026-11-18T20:00:00Z');

const general = (driver: Driver): string => channelId(driver, 'general');
const say = (driver: Driver, line: string): Promise<Message> => ask(driver, line, general(driver));
const shown = (message: Message): string => `${message.text}\n${textsOf(message.blocks)}`;

async function told(driver: Driver): Promise<string[]> {
  return (await messagesOf(driver, await directMessage(driver))).map(shown);
}

/** A notice waits in the outbox, in the transaction of what it tells of; the minute's work sends it. */
async function hears(driver: Driver, words: RegExp): Promise<string> {
  for (let times = 0; times < 300; times += 1) {
    await sendPending(office().deps);
    const found = (await told(driver)).find((one) => words.test(one));
    if (found !== undefined) return found;
    await office().deps.db.client.$executeRaw`UPDATE outbox SET not_before = now() WHERE state = 'pending'`;
    await sleep(100);
  }
  throw new Error(`never heard ${words}`);
}

describe('an absence on behalf', () => {
  test('is told to the person in their language: who, which days, how to object; so is its end', async () => {
    const [manager, lilei] = [await office().as('hanmeimei'), await office().as('lilei')];
    const mention = `<@${office().slackIds.lilei}|lilei>`;
    const answer = await say(manager, `/pace 请假 ${mention} 2026-12-24..2026-12-25 备注:培训`);
    const news = await hears(lilei, /韩梅梅为你登记了请假/);
    expect(news).toMatch(/2026年12月24日周四 – 2026年12月25日周五/);
    expect(news).toMatch(/备注：培训/);
    expect(news).toMatch(/请联系你的经理/);
    await press(manager, answer, 'people.cancelAbsence');
    expect(await hears(lilei, /韩梅梅取消了你的请假/)).toMatch(/2026年12月24日周四/);
  });

  test('one’s own is told to nobody', async () => {
    const bo = await office().as('bo');
    await say(bo, '/pace absence 2026-12-24');
    expect((await told(bo)).filter((one) => /noted that you are away/.test(one))).toEqual([]);
  });

  test('is told although Slack does not answer at that moment, and once', async () => {
    const [maya, ana] = [await office().as('maya'), await office().as('ana')];
    const { address, slackIds, deps } = office();
    const fault = { kind: 'rate_limited', method: 'chat.postMessage', times: 1 };
    await control(address, 'fault', fault);
    await say(maya, `/pace absence <@${slackIds.ana}|ana> 2026-12-24`);
    const where = { key: { startsWith: 'absence:' }, channel: slackIds.ana };
    expect(await deps.db.client.outbox.count({ where })).toBe(1);
    const words = /noted that you are away Thu, Dec 24, 2026/;
    await hears(ana, words);
    await sendPending(deps);
    const heard = (await told(ana)).filter((one) => words.test(one));
    expect(heard).toHaveLength(1);
  });
});
