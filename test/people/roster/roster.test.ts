import { expect, test } from 'vitest';
import type { Driver } from '../../../sandbox/driver.ts';
import * as drive from '../../../sandbox/driver.ts';
import { addPerson, control } from '../../../sandbox/driver.ts';
import { listPeople, listTeams, updateMember } from '../../../src/people/store.ts';
import { type Handle, textsOf, useOffice } from '../../support/office.ts';
import { day } from '../company.ts';

const office = useOffice('2026-11-25T15:00:00Z');
const today = day('2026-11-25');

const appoint = (handle: Handle) =>
  updateMember(office().db, office().workspaceId, null, office().memberIds[handle], { isAdmin: true });
const send = async (driver: Driver, name: string, csv: string): Promise<void> => {
  const base64 = Buffer.from(csv, 'utf8').toString('base64');
  const channel = await drive.directMessage(driver);
  await driver.act('upload', { channel, name, mimetype: 'text/csv', base64 });
};
const told = (driver: Driver, words: string) =>
  driver.waitFor(words, ({ ephemerals, messages }) =>
    [...messages, ...ephemerals].findLast((message) =>
      `${message.text}\n${textsOf(message.blocks)}`.includes(words),
    ),
  );
const teamOf = async (name: string): Promise<string | undefined> => {
  const people = await listPeople(office().db, office().workspaceId, today);
  const teams = await listTeams(office().db, office().workspaceId, today);
  const person = people.find((one) => one.name === name);
  return teams.find((team) => team.id === person?.teamId)?.name;
};

test('an administrator sends a file, sees what it would do, imports the good rows, and takes it back', async () => {
  await appoint('maya');
  const maya = await office().as('maya');
  const zoe = await addPerson(office().address, {
    userName: 'zoe',
    displayName: 'Zoe Ray',
    emails: [{ value: 'zoe@pacer.example' }],
    timezone: 'America/Denver',
  });
  const csv =
    'Email,Team,Parent team,Role\nzoe@pacer.example,North,Americas,rep\nbo@pacer.example,North,,manager\nana@pacer.example,West,,\nnobody@pacer.example,West,,\n';
  await send(maya, 'people.csv', csv);
  const preview = await told(maya, 'Preview: nothing is saved yet');
  const said = textsOf(preview.blocks);
  expect(said).toContain('*3 people* · 1 new to Pacer · 1 to another team · 1 as they are');
  expect(said).toContain('Teams that are made: North, Americas');
  expect(said).toContain('Row 5, email: nobody in this workspace is “nobody@pacer.example”');
  expect(said).toContain('*Bo Lindqvist*: team North, manager, leads North');
  expect(await teamOf('Bo Lindqvist')).toBe('West');
  expect(said).toContain('Whoever is new gets a short hello');
  await drive.press(maya, preview, 'people.rosterImport');
  const done = await told(maya, 'Imported: 2 people changed');
  const hellos = await office().db.client.outbox.findMany({ where: { key: { startsWith: 'hello:' } } });
  expect(hellos.map(({ channel, text }) => [channel, text])).toEqual([
    [zoe, expect.stringMatching(/^Maya Okafor added you to the team \*North\* in Pacer/)],
  ]);
  expect(textsOf(done.blocks)).toContain('1 row was left out');
  expect([await teamOf('Bo Lindqvist'), await teamOf('Zoe Ray')]).toEqual(['North', 'North']);
  await send(maya, 'people.csv', csv.split('\n').slice(0, 4).join('\n'));
  expect(textsOf((await told(maya, 'There is nothing to import')).blocks)).toContain('3 as they are');
  await drive.press(maya, done, 'people.rosterUndo');
  await told(maya, 'Undone. Places, leads');
  expect([await teamOf('Bo Lindqvist'), await teamOf('Zoe Ray')]).toEqual(['West', undefined]);
  const teams = await listTeams(office().db, office().workspaceId, today);
  expect(teams.map((team) => team.name)).toEqual(['West', '华东']);
});

test('what changed between preview and button is shown again instead of imported', async () => {
  const maya = await office().as('maya');
  await send(maya, 'again.csv', 'name,team\nAna Torres,South\n');
  const preview = await told(maya, 'again.csv');
  await updateMember(office().db, office().workspaceId, null, office().memberIds.ana, { isFinance: true });
  await drive.press(maya, preview, 'people.rosterNothing');
  await told(maya, 'Nothing was imported');
  await send(maya, 'third.csv', 'name,team,finance\nAna Torres,South,no\n');
  const stale = await told(maya, 'third.csv');
  await updateMember(office().db, office().workspaceId, null, office().memberIds.ana, { isFinance: false });
  await drive.press(maya, stale, 'people.rosterImport');
  await told(maya, 'Something has changed since this preview');
  expect(await teamOf('Ana Torres')).toBe('West');
});

test('everybody of a user group joins a team, by command and by form', async () => {
  const { address, slackIds } = office();
  const maya = await office().as('maya');
  const userIds = [slackIds.ana, slackIds.lilei];
  await control(address, 'usergroup', { handle: 'sales-west', name: 'Sales West', userIds });
  const general = drive.channelId(maya, 'general');
  const preview = await drive.ask(maya, '/pace people group @sales-west team Field', general);
  expect(textsOf(preview.blocks)).toContain('2 to another team');
  await drive.press(maya, preview, 'people.rosterImport');
  const done = await told(maya, 'Imported: 2 people changed');
  expect([await teamOf('Ana Torres'), await teamOf('李雷')]).toEqual(['Field', 'Field']);
  await drive.press(maya, done, 'people.rosterUndo');
  await told(maya, 'Undone.');
  expect([await teamOf('Ana Torres'), await teamOf('李雷')]).toEqual(['West', '华东']);
  await drive.command(maya, '/pace people group', general);
  const form = await maya.waitFor('the form', ({ modals }) => modals.at(-1));
  const group = JSON.stringify(form.blocks).match(/"value":"(S\w+)"/)?.[1] ?? '';
  await drive.submit(maya, form, { 'people.rosterGroupChoice': group, 'people.rosterTeam': 'West' });
  expect(textsOf((await told(maya, '@sales-west → West')).blocks)).toContain('1 to another team');
  const unknown = await drive.ask(maya, '/pace people group @sales-east team Field', general);
  expect(unknown.text).toContain('There are: @sales-west');
});

test('用中文：模板发回来不会改变任何内容', async () => {
  await appoint('hanmeimei');
  const han = await office().as('hanmeimei');
  const channel = await drive.directMessage(han);
  await han.act('post', { channel, text: '人员 模板' });
  const sent = await han.waitFor('the template', ({ messages }) =>
    messages.find((one) => one.files.length > 0),
  );
  const [file] = sent.files;
  const csv = await (await fetch(new URL(file?.url ?? '', office().address.page))).text();
  expect(csv).toContain('李雷');
  expect(csv.split('\r\n')[0]).toContain('邮箱,Slack,姓名,团队');
  await send(han, '人员.csv', csv);
  await told(han, '没有需要导入的');
});

test('a rep is told who imports, a spreadsheet how to save it, and the form takes a file too', async () => {
  const ana = await office().as('ana');
  await send(ana, 'people.csv', 'email,team\nana@pacer.example,West\n');
  await told(ana, 'People are imported by administrators');
  const maya = await office().as('maya');
  const channel = await drive.directMessage(maya);
  await maya.act('upload', { channel, name: 'people.xlsx', mimetype: '', base64: 'UEsDBA==' });
  await told(maya, 'is damaged or incomplete');
  await drive.command(maya, '/pace people import', drive.channelId(maya, 'general'));
  const form = await maya.waitFor('the form', ({ modals }) => modals.at(-1));
  const kept = await maya.act('upload', {
    ...{ channel: '', name: 'form.csv', mimetype: 'text/csv' },
    base64: Buffer.from('email,team\nbo@pacer.example,Form\n').toString('base64'),
  });
  const file = kept.ok ? String((kept.data as { file: string }).file) : '';
  const [block] = form.blocks.filter((one) => one.type === 'input');
  const state = {
    [block?.block_id ?? '']: { 'people.rosterFile': { type: 'file_input', files: [{ id: file }] } },
  };
  await maya.act('view-submit', { viewId: form.id, state });
  expect(textsOf((await told(maya, 'form.csv')).blocks)).toContain('Teams that are made: Form');
});
