import { expect, test } from 'vitest';
import * as drive from '../../sandbox/driver.ts';
import { verifyRollup } from '../../src/activities/store.ts';
import { listUnconfirmed } from '../../src/activities/trust/store.ts';
import { localDate } from '../../src/kpi/localDate.ts';
import { hears } from '../support/hear.ts';
import { type Handle, textsOf, useOffice } from '../support/office.ts';
import { send, told } from './files.ts';

const office = useOffice('2026-11-25T15:00:00Z');

const live = async (handle?: Handle) => {
  const rows = await office().db.client.activity.findMany({
    where: { workspaceId: office().workspaceId, ...(handle ? { memberId: office().memberIds[handle] } : {}) },
  });
  const voids = new Set(rows.map((row) => row.voidsId));
  return rows.filter((row) => row.typeKey !== null && !voids.has(row.id));
};

test('a manager sends a file, sees what it comes to, imports the good rows, gets the others back, and takes all of it back', async () => {
  const maya = await office().as('maya');
  const csv =
    'Close date,Activity,Customer,Amount,Rep,Colour\n' +
    '2026-11-02,deal,Acme,"$1,200",ana@pacer.example,red\n' +
    '2026-11-03,call,,,Bo Lindqvist,\n' +
    '2026-11-03,call,,,Bo Lindqvist,\n' +
    '2026-11-04,cal,,,Bo Lindqvist,\n' +
    '2026-12-04,call,,,Bo Lindqvist,\n' +
    '2026-11-05,call,,,李雷,\n' +
    '2026-11-06,deal,Acme,=2+5,Ana Torres,\n';
  await send(maya, 'history.csv', csv);
  const preview = await told(maya, 'Preview: nothing is saved yet');
  const said = textsOf(preview.blocks);
  expect(said).toContain('*3 rows are new* · 4 cannot be taken');
  expect(said).toContain('• calls: 2');
  expect(said).toContain('• deal: 1, $1,200');
  expect(said).toContain('2 people');
  expect(said).toContain(
    'Row 5, Activity “cal”: there is no such activity in the playbook. Did you mean call',
  );
  expect(said).toContain('Row 6, Close date “2026-12-04”: this date lies ahead');
  expect(said).toContain('Row 7, Rep “李雷”: you may import for yourself and the teams that you lead');
  expect(said).toContain('Passed over: Colour');
  expect(await live()).toHaveLength(0);
  await drive.press(maya, preview, 'transfer.import');
  const done = await told(maya, 'Imported: 3 rows of history.csv');
  expect(textsOf(done.blocks)).toContain('4 rows were left out');
  expect(await live('ana')).toHaveLength(1);
  expect(await live('bo')).toHaveLength(2);
  const { deps, db, workspaceId } = office();
  const ana = await office().as('ana');
  await hears(
    deps,
    ana,
    /Maya Okafor has imported one entry that is yours, Mon, Nov 2, 2026 \(file history\.csv\)/,
  );
  const bo = await office().as('bo');
  await hears(deps, bo, /2 entries that are yours, Tue, Nov 3, 2026/);
  const sent = await maya.waitFor('the rejected rows', ({ messages }) =>
    messages.findLast((one) => one.files.length > 0 && one.text.includes('cannot be taken')),
  );
  const rejected = await (await fetch(new URL(sent.files[0]?.url ?? '', office().address.page))).text();
  expect(rejected.split('\r\n')[0]).toContain('Rep,Colour,row in file,wrong column,reason');
  expect(rejected).toContain("2026-11-06,deal,Acme,'=2+5,Ana Torres,,8,Amount,");
  // M-07: without another system's id nobody stands for the amount yet.
  const range = { from: localDate('2026-11-01'), to: localDate('2026-12-01') };
  expect(
    await listUnconfirmed(office().db, office().workspaceId, { range, types: ['deal'] }, 10),
  ).toHaveLength(1);
  await send(maya, 'history again.csv', csv);
  const again = await told(maya, 'history again.csv* · Activities');
  expect(textsOf(again.blocks)).toContain('3 are there already · 4 cannot be taken');
  await drive.press(maya, done, 'transfer.undo');
  await told(maya, 'Taken back: 3 rows of history.csv');
  expect(await live()).toHaveLength(0);
  await hears(deps, bo, /has taken the import of history\.csv back: 2 entries of yours/);
  // Each is told once, and whoever imported not at all.
  expect(await db.client.outbox.count({ where: { workspaceId, key: { startsWith: 'import' } } })).toBe(4);
  expect(await verifyRollup(office().db)).toEqual([]);
  await send(maya, 'history third.csv', csv);
  const third = await told(maya, 'history third.csv* · Activities');
  await drive.press(maya, third, 'transfer.import');
  await told(maya, 'Imported: 3 rows of history third.csv');
  expect(await live()).toHaveLength(3);
  expect(await verifyRollup(office().db)).toEqual([]);
});
