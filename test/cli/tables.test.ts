import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { verifyRollup } from '../../src/activities/store.ts';
import { tableWish } from '../../src/cli/import/tables/options.ts';
import { importTable, undoTable } from '../../src/cli/import/tables/run.ts';
import { localDate } from '../../src/kpi/localDate.ts';
import { addPeople } from '../../src/people/store.ts';
import { readyMade } from '../../src/playbook/readyMade.ts';
import { installPlaybook } from '../../src/playbook/store.ts';
import { temporaryDirectory } from '../support/db.ts';
import { useSandboxBench } from '../support/sandboxBench.ts';

const bench = useSandboxBench();
const directory = temporaryDirectory();
afterAll(() => directory.remove());

/** Runs the command and gives what it said. */
async function run(...words: string[]): Promise<string> {
  const said: string[] = [];
  const own = { ...bench(), say: (text: string) => void said.push(text) };
  const wish = tableWish(words);
  await (wish.kind === 'undo' ? undoTable(own, wish) : importTable(own, wish));
  return said.join('\n');
}
const facts = () =>
  bench().db.client.activity.count({ where: { workspaceId: bench().workspace.id, voidsId: null } });

test('a table is rehearsed, imported once however often it is run, reported, and taken back', async () => {
  const { db, workspace } = bench();
  await installPlaybook(db, workspace.id, readyMade);
  const person = {
    slackUserId: 'UREP',
    name: 'Ada Byron',
    email: 'ada@pacer.example',
    tz: 'UTC',
    locale: 'en' as const,
  };
  await addPeople(
    db,
    workspace.id,
    [{ ...person, role: 'rep', teamName: null, region: null, isAdmin: true }],
    [],
    localDate('2020-01-01'),
  );
  const before = await facts();
  const file = join(directory.path, 'deals.csv');
  const rows = Array.from(
    { length: 2_500 },
    (_, at) => `2025-0${1 + (at % 9)}-11,Acme ${at % 50},${100 + at},D-${at}`,
  );
  writeFileSync(
    file,
    `Closed;x\nClosed,Account,Value,Opportunity ID\n${rows.join('\n')}\nsoon,Acme,5,D-x\n`.replace(
      'Closed;x\n',
      '',
    ),
  );
  const words = ['activities', '--file', file, '--all', 'type=deal', '--column', 'date=Closed'];
  expect(await run(...words, '--dry-run')).toContain(
    '2,500 would be new, 0 already there, 1 rejected. Nothing was changed.',
  );
  expect(await facts()).toBe(before);
  const report = join(directory.path, 'report.csv');
  const said = await run(...words, '--report', report);
  expect(said).toContain('2,500 new, 0 already there, 1 rejected');
  expect(said).toContain('row 2502, Closed: "soon" this is no date');
  expect(readFileSync(report, 'utf8')).toContain('soon,Acme,5,D-x,2502,Closed,');
  expect(await facts()).toBe(before + 2_500);
  expect(await run(...words)).toContain('0 would be new, 2,500 already there');
  await expect(run(...words, '--strict')).rejects.toThrow('Mend the rows');
  const id = /undo (\S+)$/.exec(said)?.[1] ?? '';
  expect(await run('undo', id)).toContain('2,500 rows of deals.csv were taken back');
  expect(await verifyRollup(db, workspace.id)).toEqual([]);
  await expect(run('undo', id)).rejects.toThrow('there is nothing to take back');
});

test('words that do not fit are told with the usage', () => {
  expect(() => tableWish(['activities'])).toThrow('--file is missing');
  expect(() => tableWish(['activities', '--file', 'x', '--dates', 'D/M'])).toThrow('neither "day first"');
  expect(() => tableWish(['spend', '--file', 'x', '--column', 'date'])).toThrow('is not written key=value');
});
