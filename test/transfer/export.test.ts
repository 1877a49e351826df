import { expect, test } from 'vitest';
import type { Driver } from '../../sandbox/driver.ts';
import * as drive from '../../sandbox/driver.ts';
import { localDate } from '../../src/kpi/localDate.ts';
import { updateMember } from '../../src/people/store.ts';
import { readRows } from '../../src/platform/tables/source.ts';
import { addRate, updateWorkspace } from '../../src/workspace/store.ts';
import { textsOf, useOffice } from '../support/office.ts';
import { fileWith, send, told } from './files.ts';

const office = useOffice('2026-11-25T15:00:00Z');
const say = async (driver: Driver, text: string): Promise<void> => {
  await drive.command(driver, text, drive.channelId(driver, 'general'));
};
const rowsIn = async (bytes: Buffer): Promise<(readonly string[])[]> => {
  const read = await readRows({ bytes }, 1_000);
  if (!read.ok) throw new Error(JSON.stringify(read.problem));
  return read.value.map(({ cells }) => cells);
};
const facts = async () => {
  const rows = await office().db.client.activity.findMany({
    where: { workspaceId: office().workspaceId },
    orderBy: [{ recordedAt: 'asc' }, { line: 'asc' }],
  });
  const voids = new Set(rows.map((row) => row.voidsId));
  return rows
    .filter((row) => row.typeKey !== null && !voids.has(row.id))
    .map((row) => {
      const own = new Set(['id', 'batchId', 'line', 'recordedAt', 'actorId', 'origin', 'externalId']);
      return JSON.stringify(
        Object.entries(row)
          .filter(([key]) => !own.has(key))
          .map(([key, value]) => [key, key === 'shares' ? JSON.stringify(value) : String(value)]),
      );
    })
    .toSorted();
};

test('what leaves comes back as it was: as Excel and as CSV, with foreign money, shares, references and hostile notes', async () => {
  const { db, workspaceId, memberIds } = office();
  await updateMember(db, workspaceId, null, memberIds.maya, { isAdmin: true });
  await updateWorkspace(db, workspaceId, null, { currency: 'USD' });
  const rate = { currency: 'EUR', fromDate: localDate('2026-11-01'), rate: '1.08', source: 'ECB' };
  await addRate(db, workspaceId, memberIds.maya, rate);
  const maya = await office().as('maya');
  const csv =
    'date;activity;quantity;amount;customer;person;note;reference;shares\n' +
    '2.11.2026;deal;1;EUR 900,50;"Müller; Söhne";ana@pacer.example;=HYPERLINK("x");A-17;bo@pacer.example 30%\n' +
    '3.11.2026;call;3;;Acme;bo@pacer.example;"- two\nlines";;\n';
  await send(maya, 'first.csv', csv);
  await drive.press(maya, await told(maya, 'Preview: nothing is saved yet'), 'transfer.import');
  const done = await told(maya, 'Imported: 2 rows of first.csv');
  const before = await facts();
  expect(before).toHaveLength(2);
  await say(maya, '/pace export activities this month');
  const xlsx = await fileWith(maya, office().address.page, 'Activities, November 2026: 2 rows.');
  const [header, ...lines] = await rowsIn(xlsx);
  expect(header?.slice(0, 4)).toEqual(['date', 'activity', 'quantity', 'amount']);
  const deal = lines.find((cells) => cells[1] === 'deal');
  expect(deal?.slice(0, 6)).toEqual(['2026-11-02', 'deal', '1', 'EUR900.5', 'EUR', 'Müller; Söhne']);
  await say(maya, '/pace export activities 2026-11 csv');
  const text = (
    await fileWith(maya, office().address.page, 'Activities, November 2026: 2 rows.', '.csv')
  ).toString('utf8');
  expect(text.startsWith('\uFEFFdate,activity')).toBe(true);
  expect(text).toContain(`"'=HYPERLINK(""x"")"`);
  await drive.press(maya, done, 'transfer.undo');
  await told(maya, 'Taken back: 2 rows of first.csv');
  expect(await facts()).toHaveLength(0);
  await send(maya, 'back.xlsx', xlsx);
  const preview = await told(maya, '*back.xlsx* · Activities');
  expect(textsOf(preview.blocks)).toContain('*2 rows are new*');
  await drive.press(maya, preview, 'transfer.import');
  await told(maya, 'Imported: 2 rows of back.xlsx');
  // Spreadsheets have no line ends within a tidy cell: the note's is a space.
  expect(await facts()).toEqual(before.map((fact) => fact.replace('- two\\nlines', '- two lines')));
  await send(maya, 'same.csv', text);
  await told(maya, 'There is nothing to import: all of it is there already');
});

test('reliability.md § 7 everybody exports what they may see: reps themselves, leads their teams', async () => {
  const ana = await office().as('ana');
  await say(ana, '/log 2 calls');
  await told(ana, '2 calls');
  await say(ana, '/pace export activities');
  const own = await rowsIn(await fileWith(ana, office().address.page, 'Activities, November 2026: 2 rows.'));
  expect(new Set(own.slice(1).map((cells) => cells[6]))).toEqual(new Set(['ana@pacer.example']));
  await say(ana, '/pace export activities team West');
  await told(ana, 'You may export your own figures');
  await say(ana, '/pace export people');
  await told(ana, 'Lists of people are exported by those who lead');
  const han = await office().as('hanmeimei');
  await say(han, '/pace export 活动 本月 团队 West');
  await told(han, '可以导出自己的数据');
  await say(han, '/pace export 人员 csv');
  const people = (await fileWith(han, office().address.page, '人员（截至今天）')).toString('utf8');
  expect([people.includes('李雷'), people.includes('Ana')]).toEqual([true, false]);
  await say(han, '/pace export 指标 本月');
  const figures = await rowsIn(await fileWith(han, office().address.page, '指标数据，2026年11月'));
  expect(figures[0]).toContain('达成率');
});

test('a bare export opens a form, and words that mean nothing are told', async () => {
  const bo = await office().as('bo');
  await say(bo, '/pace export');
  const form = await bo.waitFor('the form', ({ modals }) => modals.at(-1));
  await drive.submit(bo, form, { what: 'activities', when: 'this year', form: 'csv' });
  const text = (await fileWith(bo, office().address.page, 'Activities, 2026: one row.')).toString('utf8');
  expect(text).toContain('bo@pacer.example');
  await say(bo, '/pace export everything');
  await told(bo, 'I do not understand “everything”');
});
