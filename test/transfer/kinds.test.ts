import { describe, expect, it, test } from 'vitest';
import * as drive from '../../sandbox/driver.ts';
import { targetsOf } from '../../src/goals/store.ts';
import { valueOn } from '../../src/goals/target.ts';
import { localDate } from '../../src/kpi/localDate.ts';
import { updateMember } from '../../src/people/store.ts';
import type { OutCell } from '../../src/platform/tables/write/cell.ts';
import { xlsxOf } from '../../src/platform/tables/write/xlsx.ts';
import { slices } from '../../src/slices.ts';
import { guesses, headOf } from '../../src/transfer/recognise.ts';
import { textsOf, useOffice } from '../support/office.ts';
import { send, told } from './files.ts';

const kinds = slices.flatMap((slice) => slice.imports ?? []);
const kindOf = (header: string): string => {
  const head = headOf([{ row: 1, cells: header.split(',') }], kinds);
  return guesses(head?.headers ?? [], kinds)
    .map(({ kind }) => kind)
    .join(' or ');
};

describe('what is in a file is recognised by its columns', () => {
  it.each([
    ['date,activity,customer,amount,rep', 'activities'],
    ['日期,类型,客户,金额', 'activities'],
    ['跟进日期,跟进方式,客户名称,备注', 'activities'],
    ['Date,Amount,Channel,Campaign', 'spend'],
    ['日期,金额,渠道', 'spend'],
    ['who,metric,target,period', 'targets'],
    ['姓名,指标,目标值,周期', 'targets'],
    ['email,team,role', 'people'],
    ['邮箱,团队,角色,入职日期', 'people'],
    ['campaign,channel,first day,last day,budget,owner', 'campaigns'],
    ['营销活动,渠道,开始日期,预算', 'campaigns'],
    ['colour,size', ''],
  ])('%s: %s', (header, kind) => {
    expect(kindOf(header)).toBe(kind);
  });

  it('a word of a column within the data does not make its row the header', () => {
    const rows = [
      ['mql_id', 'origin'],
      ['a1', 'email'],
    ].map((cells, at) => ({ row: at + 1, cells }));
    expect(headOf(rows, kinds)?.headerRow).toBe(1);
    const titled = [['Deals of May'], ['date', 'type']].map((cells, at) => ({ row: at + 1, cells }));
    expect(headOf(titled, kinds)?.headerRow).toBe(2);
  });
});

const office = useOffice('2026-11-25T15:00:00Z');
const day = localDate('2026-11-25');

test('T-06 targets from an Excel file are set by one act, told once, and taken back by one Undo', async () => {
  const maya = await office().as('maya');
  const lines: OutCell[][] = [
    ['Targets of December'],
    ['Person', 'Metric', 'Target', 'Period', 'Stretch'],
    ['ana@pacer.example', 'calls', { number: '60' }, 'week', { number: '80' }],
    [
      'Bo Lindqvist',
      'revenue',
      { money: '12500.00', currency: 'USD' },
      { date: localDate('2026-12-01') },
      null,
    ],
    ['team West', 'calls', { number: '300' }, 'weekly', null],
    ['李雷', 'calls', { number: '60' }, 'week', null],
    ['Bo Lindqvist', 'cals', { number: '60' }, 'week', null],
    ['Bo Lindqvist', 'calls', { number: '60' }, 'week', { number: '50' }],
    ['Maya Okafor', 'calls', { number: '60' }, 'week', null],
  ];
  await send(maya, 'targets.xlsx', await xlsxOf('Plan', lines));
  const preview = await told(maya, 'Preview: nothing is saved yet');
  const said = textsOf(preview.blocks);
  expect(said).toContain('*3 rows are new* · 4 cannot be taken');
  expect(said).toContain('• Calls: 1 person, 1 team');
  expect(said).toContain(
    'Row 6, Person “李雷”: you set targets for the teams that you lead; 李雷 is none of them',
  );
  expect(said).toContain('Did you mean calls');
  await drive.press(maya, preview, 'transfer.import');
  const done = await told(maya, 'Imported: 3 rows of targets.xlsx');
  const { db, workspaceId, memberIds } = office();
  const values = async () => {
    const targets = await targetsOf(db, workspaceId);
    return Object.fromEntries(
      targets.map((one) => [
        `${one.subject.id === memberIds.ana ? 'ana' : one.subject.kind} ${one.metricKey} ${one.periodKey ?? one.periodKind}`,
        valueOn(one, localDate('2026-12-01')),
      ]),
    );
  };
  expect(await values()).toMatchObject({
    'ana calls week': 6_000n,
    'member revenue 2026-12': 1_250_000n,
    'team calls week': 30_000n,
  });
  expect(await db.client.outbox.count({ where: { workspaceId, key: { startsWith: 'targets:' } } })).toBe(2);
  await send(maya, 'targets again.xlsx', await xlsxOf('Plan', lines.slice(0, 5)));
  await told(maya, 'There is nothing to import: all of it is there already');
  await drive.press(maya, done, 'transfer.undo');
  await told(maya, 'Taken back: 3 rows of targets.xlsx');
  expect(Object.values(await values())).toEqual([null, null, null]);
});

test('用中文：Excel 存成 GB18030 的 CSV，全角表头，日期与金额按中文写法', async () => {
  const han = await office().as('hanmeimei');
  // 日期,类型,客户,金额,人员\n2026年11月2日,成交,华为,12.5万,李雷\n2026/11/3,电话,,,李雷\n
  const gb = Buffer.from(
    'c8d5c6da2cc0e0d0cd2cbfcdbba72cbdf0b6ee2cc8cbd4b10a' +
      '32303236c4ea3131d4c232c8d52cb3c9bdbb2cbbaacea a2c31322e35cdf22cc0eec0d70a'.replaceAll(' ', '') +
      '323032362f31312f332cb5e7bbb02c2c2cc0eec0d70a',
    'hex',
  );
  await send(han, '跟进记录.csv', gb);
  const preview = await told(han, '预览：尚未保存任何内容');
  const said = textsOf(preview.blocks);
  expect(said).toContain('*新增 2 行*');
  expect(said).toContain('• 成交：1，');
  expect(said).toContain('1 人');
  await drive.press(han, preview, 'transfer.import');
  const done = await told(han, '已导入 跟进记录.csv 的 2 行');
  await drive.press(han, done, 'transfer.undo');
  await told(han, '已撤销 跟进记录.csv 的 2 行');
});

test('columns that are not recognised are assigned in a form, and remembered for files with the same ones', async () => {
  const { db, workspaceId, memberIds } = office();
  await updateMember(db, workspaceId, null, memberIds.maya, { isAdmin: true });
  const maya = await office().as('maya');
  const csv = 'Foo,Bar,Baz\n03/04/2026,Acme,900\n05/04/2026,Omega,1000\n';
  await send(maya, 'odd.csv', csv);
  const ask = await told(maya, 'I do not recognise the columns of odd.csv');
  await drive.press(maya, ask, 'transfer.kind-activities');
  const missing = await told(maya, 'As Activities I need the columns');
  await drive.press(maya, missing, 'transfer.columns');
  const form = await maya.waitFor('the form', ({ modals }) => modals.at(-1));
  await drive.submit(maya, form, { date: '0', customer: '1', amount: '2', fixed: 'deal' });
  const preview = await told(maya, 'Dates such as 03/04/2026 can mean two days');
  expect(textsOf(preview.blocks)).toContain('activity: always deal');
  await drive.press(maya, preview, 'transfer.dayFirst');
  const ready = await told(maya, '*2 rows are new*');
  expect(textsOf(ready.blocks)).toContain('From Fri, Apr 3, 2026 to Sun, Apr 5, 2026');
  await drive.press(maya, ready, 'transfer.nothing');
  await told(maya, 'Nothing was imported');
  await send(maya, 'odd again.csv', 'Bar,Foo,Baz\nAcme,23/04/2026,900\n');
  const remembered = await told(maya, '*odd again.csv* · Activities');
  expect(textsOf(remembered.blocks)).toContain('• deal: 1, $900');
  await updateMember(db, workspaceId, null, memberIds.maya, { isAdmin: false });
});

test('P-05 reps import their own activities, 14 days back; what was spent and targets they do not', async () => {
  const ana = await office().as('ana');
  await send(
    ana,
    'own.csv',
    'date,activity,rep\n2026-11-24,call,\n2026-11-01,call,\n2026-11-24,call,Bo Lindqvist\n',
  );
  const preview = await told(ana, 'own.csv* · Activities');
  const said = textsOf(preview.blocks);
  expect(said).toContain('*1 row is new* · 2 cannot be taken');
  expect(said).toContain('Row 3, date “2026-11-01”: too far back: from 2026-11-11 on');
  await send(ana, 'spend.csv', 'date,amount,channel\n2026-11-24,500,ads\n');
  await told(ana, 'What was spent is imported by managers and administrators');
  await send(ana, 'targets.csv', 'who,metric,target,period\nAna Torres,calls,50,week\n');
  await told(ana, 'Targets are imported by managers and administrators');
  const bo = await office().as('bo');
  const channel = await drive.directMessage(ana);
  expect(channel).not.toBe(await drive.directMessage(bo));
  expect(
    await office().db.client.auditRow.count({
      where: { workspaceId: office().workspaceId, action: 'access.denied' },
    }),
  ).toBe(2);
  expect(day).toBe('2026-11-25');
});

test('files of another kind are told with the way out', async () => {
  const maya = await office().as('maya');
  await send(maya, 'old.xls', Buffer.from('d0cf11e0a1b11ae1000000', 'hex'));
  await told(maya, 'old.xls is an Excel file of the old kind');
  const [bo, lilei] = [await office().as('bo'), await office().as('lilei')];
  await send(bo, 'empty.csv', '\n');
  await told(bo, 'There is nothing in empty.csv');
  await send(lilei, 'quotes.csv', 'date,activity\n"2026-11-02,call\n');
  await told(lilei, 'quotes.csv 第 1 行附近的引号没有闭合');
});
