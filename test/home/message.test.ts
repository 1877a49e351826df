import { describe, expect, it, test } from 'vitest';
import type { Driver } from '../../sandbox/driver.ts';
import * as drive from '../../sandbox/driver.ts';
import { saidIn } from '../../src/home/message/said.ts';
import { slices } from '../../src/slices.ts';
import { type Handle, textsOf, useOffice } from '../support/office.ts';

describe('what is written to Pacer', () => {
  it.each([
    ['log 3 calls', 'log', '3 calls'],
    ['Log: 3 calls', 'log', '3 calls'],
    ['/log 3 calls', 'log', '3 calls'],
    ['pace log 3 calls', 'log', '3 calls'],
    ['/pace kpi', 'kpi', ''],
    ['KPI', 'kpi', ''],
    ['记录 电话 3', 'log', '电话 3'],
    ['业绩', 'kpi', ''],
    ['帮助！', 'help', ''],
    ['help!', 'help', ''],
    ['?', 'help', ''],
    ['ｋｐｉ', 'kpi', ''],
    ['log deal with Acme\nlog 3 calls', 'log', 'deal with Acme\nlog 3 calls'],
  ])('%j is %s', (text, verb, rest) => {
    const said = saidIn(text, slices);
    expect([said?.verb.name, said?.rest]).toEqual([verb, rest]);
  });

  it.each(['hello there', 'thanks', '你好', 'constructor', '', 'logs', 'login please'])(
    '%j is no command',
    (text) => {
      expect(saidIn(text, slices)).toBeUndefined();
    },
  );
});

const office = useOffice('2026-11-25T15:00:00Z');
const write = async (driver: Driver, text: string): Promise<void> => {
  await driver.act('post', { channel: await drive.directMessage(driver), text });
};
const bot = (driver: Driver) => driver.state.apps[0]?.botUserId ?? '';
const told = (driver: Driver, words: string) =>
  driver.waitFor(words, ({ messages }) =>
    messages.find(
      (one) => one.userId === bot(driver) && `${one.text}\n${textsOf(one.blocks)}`.includes(words),
    ),
  );
const facts = (handle: Handle) =>
  office().db.client.activity.count({
    where: { workspaceId: office().workspaceId, memberId: office().memberIds[handle] },
  });

test('a message that begins with a command does what the command does, and a form is asked for by its command', async () => {
  const ana = await office().as('ana');
  await write(ana, 'log 3 calls');
  await told(ana, '3 calls');
  expect(await facts('ana')).toBe(1);
  await write(ana, 'log');
  await told(ana, 'There is a form for this: type `/pace log`');
});

test('中文也一样；其他内容每分钟最多提示一次', async () => {
  const lilei = await office().as('lilei');
  await write(lilei, '记录 电话 2');
  await told(lilei, '电话');
  expect(await facts('lilei')).toBe(1);
  await write(lilei, '你好');
  await told(lilei, '发送 `帮助` 查看我能做的一切');
  await write(lilei, '在吗');
  await write(lilei, '业绩');
  await told(lilei, '业绩');
  const hints = () => lilei.seen.messages.filter((one) => one.text.includes('斜杠后面的内容')).length;
  expect(hints()).toBe(1);
  office().setNow('2026-11-25T15:01:30Z');
  await write(lilei, '还在吗');
  await write(lilei, '帮助');
  await told(lilei, '可以输入的命令');
  expect(hints()).toBe(1);
  office().setNow('2026-11-25T15:02:30Z');
  await write(lilei, '喂');
  await lilei.waitFor('a second hint', () => (hints() === 2 ? true : undefined));
});
