import { expect, test } from 'vitest';
import type { Driver } from '../../../sandbox/driver.ts';
import * as drive from '../../../sandbox/driver.ts';
import { updateMember } from '../../../src/people/store.ts';
import { type Handle, textsOf, useOffice } from '../../support/office.ts';

const office = useOffice('2026-11-25T15:00:00Z');

const general = (driver: Driver): string => drive.channelId(driver, 'general');
const told = (driver: Driver, words: string) =>
  driver.waitFor(words, ({ ephemerals }) =>
    ephemerals.findLast((message) => `${message.text}\n${textsOf(message.blocks)}`.includes(words)),
  );
const appoint = async (handle: Handle) => {
  const { db, workspaceId, memberIds } = office();
  await updateMember(db, workspaceId, null, memberIds[handle], { isAdmin: true });
};

test('an administrator looks inside a playbook, takes it, logs with it, and takes it back', async () => {
  await appoint('maya');
  const maya = await office().as('maya');
  const list = await drive.ask(maya, '/pace playbook choose', general(maya));
  expect(textsOf(list.blocks)).toContain('B2B sales* · in use');
  await drive.press(maya, list, 'playbook.look', { value: 'field' });
  const inside = await told(maya, 'Nothing was logged yet');
  expect(textsOf(inside.blocks)).toContain('*In the store*');
  expect(textsOf(inside.blocks)).toContain('40 visits a week');
  await drive.press(maya, inside, 'playbook.use');
  const chosen = await told(maya, 'The playbook is now *Field sales*');
  expect(textsOf((await drive.ask(maya, '/log 2 first visits', general(maya))).blocks)).toContain(
    'first visits',
  );
  await drive.press(maya, chosen, 'playbook.undo');
  expect((await told(maya, 'cannot be undone any more')).text).toContain('first visits');
  await drive.ask(maya, '/log undo', general(maya));
  await drive.press(maya, chosen, 'playbook.undo');
  await told(maya, 'The playbook is again what it was before');
  expect((await drive.ask(maya, '/log first visit', general(maya))).text).not.toContain('Logged');
});

test('用中文选择，之后说明保留了什么，并可撤销', async () => {
  await appoint('hanmeimei');
  const han = await office().as('hanmeimei');
  const inside = await drive.ask(han, '/pace 流程 选择 success', general(han));
  expect(textsOf(inside.blocks)).toContain('健康检查');
  await drive.press(han, inside, 'playbook.use');
  const chosen = await told(han, '流程手册已换成 *客户成功*');
  await drive.press(han, chosen, 'playbook.undo');
  await told(han, '已恢复为之前的流程手册');
});

test('a rep is told who chooses, and the attempt is noted', async () => {
  const ana = await office().as('ana');
  const answer = await drive.ask(ana, '/pace playbook choose field', general(ana));
  expect(answer.text).toContain('Maya Okafor');
  const where = { workspaceId: office().workspaceId, action: 'access.denied' };
  expect(await office().db.client.auditRow.count({ where })).toBe(1);
});
