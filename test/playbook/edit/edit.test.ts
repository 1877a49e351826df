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
/** The newest form, once it is another one than those before. */
const form = (driver: Driver, ...before: readonly { id: string }[]) =>
  driver.waitFor('the form', ({ modals }) =>
    modals.findLast(({ id }) => before.every((one) => one.id !== id)),
  );
const chosen = (value: string) => ({ selected_option: { text: { type: 'plain_text', text: value }, value } });
const audits = (action: string) => {
  const where = { workspaceId: office().workspaceId, action };
  return office().db.client.auditRow.findMany({ where });
};

test('an administrator adds an activity without code, people log it in both languages, and it can be undone', async () => {
  await appoint('maya');
  const maya = await office().as('maya');
  const menu = await drive.ask(maya, '/pace playbook edit', general(maya));
  await drive.press(maya, menu, 'playbook.addType');
  const view = await form(maya);
  await drive.submit(maya, view, {
    'playbook.field-one': 'site survey',
    'playbook.field-other': 'site surveys',
    'playbook.field-zh': '现场勘察',
    'playbook.field-words': 'inspection，勘察',
    'playbook.field-points': '2.5',
  });
  const saved = await told(maya, 'New: *site surveys*');
  expect(textsOf((await drive.ask(maya, '/log 勘察 3', general(maya))).blocks)).toContain('site surveys');
  const [row] = await audits('playbook.type added');
  expect(row?.detail).toMatchObject({ before: null });
  expect(JSON.stringify(row?.detail)).toContain('现场勘察');
  await drive.press(maya, saved, 'playbook.undo');
  await told(maya, 'cannot be undone any more');
  await drive.ask(maya, '/log undo', general(maya));
  await drive.press(maya, saved, 'playbook.undo');
  await told(maya, 'The playbook is again what it was before');
});

test('a word that is taken is said at its field, and the form keeps what was typed', async () => {
  await appoint('maya');
  const maya = await office().as('maya');
  const menu = await drive.ask(maya, '/pace playbook edit', general(maya));
  await drive.press(maya, menu, 'playbook.addType');
  const view = await form(maya);
  await drive.submit(maya, view, {
    'playbook.field-one': 'ring',
    'playbook.field-other': 'rings',
    'playbook.field-zh': '打电话',
    'playbook.field-words': 'call',
  });
  const again = await form(maya, view);
  const shown = textsOf(again.blocks);
  expect(shown).toContain('Not saved yet');
  expect(shown).toContain('“call” already names calls');
  expect(shown).not.toContain('still needs it');
  expect(JSON.stringify(again.blocks)).toContain('"initial_value":"ring"');
  await drive.submit(maya, again, { 'playbook.field-words': 'buzz', 'playbook.field-zh': '响铃' });
  await told(maya, 'New: *rings*');
});

test('a metric with a past keeps what it counts; a new one with a filter explains itself', async () => {
  await appoint('maya');
  const maya = await office().as('maya');
  await drive.ask(maya, '/log 2 calls via:fair', general(maya));
  const menu = await drive.ask(maya, '/pace playbook edit', general(maya));
  await drive.press(maya, menu, 'playbook.pickMetric', chosen('calls'));
  const view = await form(maya);
  await drive.submit(maya, view, { 'playbook.field-types': ['email'] });
  const again = await form(maya, view);
  expect(textsOf(again.blocks)).toContain('what it counts stays as it is');
  await drive.press(maya, menu, 'playbook.pickKind', chosen('count'));
  const fresh = await form(maya, view, again);
  await drive.submit(maya, fresh, {
    'playbook.field-one': 'fair call',
    'playbook.field-other': 'fair calls',
    'playbook.field-zh': '展会电话',
    'playbook.field-types': ['call'],
    'playbook.field-channel': 'fairs',
  });
  const unknown = await form(maya, view, again, fresh);
  expect(textsOf(unknown.blocks)).toContain('“fairs” matches nothing that I know. Did you mean fair?');
  await drive.submit(maya, unknown, { 'playbook.field-channel': 'Fair' });
  await told(maya, 'New: *fair calls*');
  const explained = await drive.ask(maya, '/kpi explain fair calls', general(maya));
  expect(`${explained.text}\n${textsOf(explained.blocks)}`).toContain('where the channel is fair');
});

test('韩梅梅用中文新增阶段并排序', async () => {
  await appoint('hanmeimei');
  const han = await office().as('hanmeimei');
  const menu = await drive.ask(han, '/pace 流程 修改', general(han));
  expect(textsOf(menu.blocks)).toContain('修改流程手册');
  await drive.press(han, menu, 'playbook.addStage');
  await drive.submit(han, await form(han), {
    'playbook.field-en': 'Pilots',
    'playbook.field-zh': '试点',
    'playbook.field-place': 'first',
  });
  await told(han, '新增 *试点*');
  const { db, workspaceId } = office();
  const [first] = await db.client.stage.findMany({ where: { workspaceId }, orderBy: { sort: 'asc' } });
  expect(first?.names).toEqual({ en: 'Pilots', zh: '试点' });
});

test('a rep is told who changes it', async () => {
  const ana = await office().as('ana');
  for (const line of ['edit', 'export', 'import']) {
    const answer = await drive.ask(ana, `/pace playbook ${line}`, general(ana));
    expect(answer.text, line).toContain('Maya Okafor');
  }
});
