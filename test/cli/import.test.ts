import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { verifyRollup } from '../../src/activities/store.ts';
import { crmWish } from '../../src/cli/import/options.ts';
import { allTroubles, summaryOf, writeReport } from '../../src/cli/import/print.ts';
import { type ImportBench, importCrm } from '../../src/cli/import/run.ts';
import { ensureWorkspace } from '../../src/workspace/store.ts';
import { freshWorkspaceId, temporaryDirectory } from '../support/db.ts';
import { useSandboxBench } from '../support/sandboxBench.ts';

const bench = useSandboxBench();
const directory = temporaryDirectory();
afterAll(() => directory.remove());

const header = 'opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value';
const teams = 'sales_agent,manager,regional_office\nAda Byron,Max Moe,West\nCai Wu,Max Moe,East\n';
const files = { pipeline: '', teams, accounts: 'account\nAcme\n', products: 'product\nGTX Pro\n' };
let folder = '';
let folders = 0;

/** A wish for these files; what is not given is small and right. */
function wish(given: Partial<typeof files>, ...more: string[]) {
  const options = Object.entries({ ...files, ...given }).flatMap(([name, text]) => {
    const path = join(folder, `${name}.csv`);
    writeFileSync(path, text);
    return [`--${name}`, path];
  });
  return crmWish(['crm', ...options, '--dates', 'M/D/YYYY', '--tz', 'America/New_York', ...more]);
}
const won = (id: string, agent = 'Ada Byron'): string =>
  `${id},${agent},GTX Pro,Acme,Won,1/2/2017,2/3/2017,100`;
const factsNow = (workspaceId = bench().workspace.id): Promise<number> =>
  bench().db.client.activity.count({ where: { workspaceId } });

beforeEach(() => {
  folders += 1;
  folder = join(directory.path, String(folders));
  mkdirSync(folder);
});

describe('an import of untidy files', () => {
  test('good rows go in, the others are reported with row, column and reason', async () => {
    const before = await factsNow();
    const rows = [
      won('A1'),
      'A2,Ada Byron,Nonsense,Acme,Won,1/2/2017,2/3/2017,100',
      '',
      won('A1'),
      'A3,too short',
      '=A4,Who,,,,,,',
    ];
    const asked = wish({ pipeline: `\uFEFF${header}\r\n${rows.join('\r\n')}\r\n` });
    const outcome = await importCrm(bench(), asked);
    expect(await factsNow()).toBe(before + 2);
    expect(allTroubles(outcome).map(({ row, column }) => [row, column])).toEqual([
      [3, 'product'],
      [5, 'opportunity_id'],
      [6, ''],
      [7, 'deal_stage'],
    ]);
    const path = join(folder, 'report.csv');
    await writeReport(path, allTroubles(outcome));
    expect(readFileSync(path, 'utf8').split('\r\n')).toEqual([
      'file,row,column,value,reason',
      'pipeline.csv,3,product,Nonsense,is not in the list of products',
      'pipeline.csv,5,opportunity_id,A1,stands in row 2 before',
      'pipeline.csv,6,,"A3,too short","has 2 cells, the header has 8"',
      'pipeline.csv,7,deal_stage,,"is none of Prospecting, Engaging, Won, Lost"',
      '',
    ]);
  });

  test('--strict: none go in where one is rejected', async () => {
    const before = await factsNow();
    const asked = wish({ pipeline: `${header}\n${won('B1')}\nB2,Ada Byron,?,,Won,,,` }, '--strict');
    const outcome = await importCrm(bench(), asked);
    expect(await factsNow()).toBe(before);
    expect(summaryOf(outcome, asked).at(-1)).toContain('Nothing was imported');
  });

  test('an import that breaks off is completed by the next one, without doubles', async () => {
    const before = await factsNow();
    const rows = Array.from({ length: 2_500 }, (_, index) =>
      won(`C${index}`, index % 2 ? 'Ada Byron' : 'Cai Wu'),
    );
    const asked = wish({ pipeline: `${header}\n${rows.join('\n')}\n` });
    const breaking: ImportBench = {
      ...bench(),
      say: () => {
        throw new Error('the cable was pulled');
      },
    };
    await expect(importCrm(breaking, asked)).rejects.toThrow('cable');
    const part = (await factsNow()) - before;
    expect(part).toBeGreaterThan(0);
    expect(part).toBeLessThan(5_000);
    const outcome = await importCrm(bench(), asked);
    expect(outcome.facts).toEqual({ total: 5_000, added: 5_000 - part });
    expect(await factsNow()).toBe(before + 5_000);
    expect(await verifyRollup(bench().db, bench().workspace.id)).toEqual([]);
  });

  test("in a company's workspace people are not made: their rows are rejected with what to do", async () => {
    const id = freshWorkspaceId();
    const workspace = await ensureWorkspace(bench().db, { id, name: 'Company' });
    const company: ImportBench = { ...bench(), workspace, sandbox: undefined };
    const outcome = await importCrm(company, wish({ pipeline: `${header}\n${won('D1')}\n` }));
    expect(await factsNow(id)).toBe(0);
    expect(await bench().db.client.member.count({ where: { workspaceId: id } })).toBe(0);
    expect(allTroubles(outcome)[0]).toMatchObject({ row: 2, column: 'sales_agent' });
    expect(allTroubles(outcome)[0]?.reason).toContain('--map');
  });

  test('a mapping file says who an agent is', async () => {
    const map = join(folder, 'map.csv');
    writeFileSync(map, 'sales_agent,member\nA. Byron,ada.byron@pacer.example\n');
    await importCrm(bench(), wish({ pipeline: `${header}\n${won('E0')}\n` }));
    const outcome = await importCrm(
      bench(),
      wish({ pipeline: `${header}\n${won('E1', 'A. Byron')}\n` }, '--map', map),
    );
    expect(outcome.facts).toEqual({ total: 2, added: 2 });
    const fact = await bench().db.client.activity.findFirst({ where: { externalId: 'crm:E1:won' } });
    const ada = await bench().db.client.member.findFirst({ where: { email: 'ada.byron@pacer.example' } });
    expect(fact?.memberId).toBe(ada?.id);
  });
});

describe('what stops an import before anything is changed', () => {
  test.each([
    [
      'a file that is not there',
      () => ({ ...wish({}), pipeline: '/nowhere.csv' }),
      'There is no file /nowhere.csv (--pipeline)',
    ],
    [
      'a missing column',
      () => wish({ pipeline: 'opportunity_id,account\n' }),
      'lacks the columns sales_agent',
    ],
    ['an empty file', () => wish({ products: '' }), 'There is nothing in'],
    ['quotes without an end', () => wish({ pipeline: `${header}\nA1,"Ada` }), 'a quotation mark around row'],
    [
      'another currency',
      () => wish({ pipeline: `${header}\n` }, '--currency', 'EUR'),
      'this workspace counts in USD',
    ],
  ])('%s', async (_, asked, message) => {
    await expect(importCrm(bench(), asked())).rejects.toThrow(message);
  });
  test.each([
    [['crm'], '--pipeline is missing'],
    [[], 'Say what to import'],
    [['xml'], 'I cannot import xml'],
    [['crm', '--nonsense'], 'Usage'],
  ])('the words %j', (words, message) => {
    expect(() => crmWish(words)).toThrow(message);
    expect(() => crmWish(words)).toThrow(expect.objectContaining({ exitCode: 2 }));
  });
});
