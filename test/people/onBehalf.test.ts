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
import { textsOf, useOffice } from '../support/office.ts';

/** Absences that somebody else enters: Wednesday, 15:00 in New York; Thursday, 4:00 in Shanghai. */
const office = useOffice('2026-11-18T20:00:00Z');

const general = (driver: Driver): string => channelId(driver, 'general');
const say = (driver: Driver, line: string): Promise<Message> => ask(driver, line, general(driver));
const shown = (message: Message): string => `${message.text}\n${textsOf(message.blocks)}`;

async function told(driver: Driver): Promise<string[]> {
  return (await messagesOf(driver, await directMessage(driver))).map(shown);
}

async function hears(driver: Driver, words: RegExp): Promise<string> {
  const before = (await told(driver)).find((one) => words.test(one));
  if (before !== undefined) return before;
  const found = await driver.waitFor(String(words), ({ messages }) =>
    messages.find((one) => words.test(shown(one))),
  );
  return shown(found);
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

  test('that the person could not be told, the one who entered it learns', async () => {
    const [maya, ana] = [await office().as('maya'), await office().as('ana')];
    const { address, slackIds } = office();
    const fault = { kind: 'refused', method: 'chat.postMessage', times: 1, error: 'user_disabled' };
    await control(address, 'fault', fault);
    await say(maya, `/pace absence <@${slackIds.ana}|ana> 2026-12-24`);
    const confessed = await maya.waitFor('the confession', ({ ephemerals, messages }) =>
      [...ephemerals, ...messages].find((one) => /could not send Ana Torres a message/.test(shown(one))),
    );
    expect(shown(confessed)).not.toMatch(/may not have been saved/);
    expect(shown(await say(ana, '/pace absence list'))).toMatch(/Thu, Dec 24, 2026/);
  });
});
