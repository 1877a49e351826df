import { beforeAll, expect, test } from 'vitest';
import type { Message } from '../../sandbox/contract.ts';
import * as drive from '../../sandbox/driver.ts';
import { updateMember } from '../../src/people/store.ts';
import { choosePlaybook } from '../../src/playbook/choose/store.ts';
import { textsOf, useOffice } from '../support/office.ts';
import { send, told } from '../transfer/files.ts';

/**
 * A marketing funnel as another system writes it, from years ago: leads by origin, and closed deals that name people and leads by ids, with a
 * time beside the date and no amount that anybody paid. What is in the way is said, and put right in the form of the columns.
 */
const office = useOffice('2026-11-18T15:00:00Z');
const ORIGINS = ['organic_search', 'paid_search', ''] as const;
const hex = (index: number, kind: string): string => `${kind}${index.toString(16).padStart(31, '0')}`;
// 60 leads, 20 of each origin (the last of none); every fifth closes a week later: 4 of each.
const leads = Array.from({ length: 60 }, (_, index) => ({
  ...{ id: hex(index, 'a'), origin: ORIGINS[index % 3] ?? '', day: 1 + (index % 20), isWon: index % 5 === 0 },
}));
const two = (value: number): string => String(value).padStart(2, '0');
const leadsFile = [
  'mql_id,first_contact_date,landing_page_id,origin',
  ...leads.map(({ id, day, origin }, at) => `${id},2017-10-${two(day)},${hex(at % 7, 'b')},${origin}`),
].join('\n');
const dealsFile = [
  'mql_id,seller_id,sdr_id,sr_id,won_date,business_segment,lead_type,lead_behaviour_type,has_company,has_gtin,average_stock,business_type,declared_product_catalog_size,declared_monthly_revenue',
  ...leads
    .filter(({ isWon }) => isWon)
    .map(
      ({ id, day }, at) =>
        `${id},${hex(at, 'c')},${hex(1, 'd')},${hex(2, 'e')},2017-10-${two(day + 8)} 14:08:36,pet,online_medium,cat,True,,,reseller,,0.0`,
    ),
].join('\n');

let maya: drive.Driver;
beforeAll(async () => {
  const { db, workspaceId, memberIds } = office();
  await choosePlaybook(db, workspaceId, memberIds.maya, 'funnel', 'funnel');
  maya = await office().as('maya');
});

/** Chooses columns by their places in the file and waits for what is said of them then. */
async function columns(message: Message, chosen: Record<string, string>, words: string): Promise<Message> {
  const before = maya.seen.modals.length;
  await drive.press(maya, message, 'transfer.columns');
  const view = await maya.waitFor('the columns', ({ modals }) => modals[before]);
  await drive.submit(maya, view, chosen);
  return told(maya, words);
}
async function kindOf(name: string, content: string): Promise<Message> {
  await send(maya, name, content);
  await drive.press(
    maya,
    await told(maya, `I do not recognise the columns of ${name}`),
    'transfer.kind-activities',
  );
  return maya.waitFor('what is lacking', ({ messages }) =>
    messages.findLast((one) => {
      const said = textsOf(one.blocks);
      return said.includes(name) && said.includes('I need the columns');
    }),
  );
}
async function take(message: Message, name: string): Promise<void> {
  await drive.press(maya, message, 'transfer.import');
  await told(maya, `rows of ${name}`);
}
const report = async () =>
  textsOf(
    (await drive.ask(maya, '/pace campaign report channel 2017', drive.channelId(maya, 'general'))).blocks,
  ).replaceAll('\u2060', '');

test('leads without people, some of them without an origin', async () => {
  const lacks = await kindOf('leads.csv', leadsFile);
  await take(
    await columns(lacks, { date: '1', customer: '0', channel: '3', fixed: 'lead' }, '60 rows are new'),
    'leads.csv',
  );
});

test('deals: a type of business is no activity and a yes or no no customer; ids of people and amounts of 0 are said with the way out', async () => {
  const lacks = await kindOf('deals.csv', dealsFile);
  expect(textsOf(lacks.blocks)).toContain('I need the columns *activity*');
  const people = await columns(lacks, { date: '4', customer: '0', fixed: 'deal' }, 'Most rows name nobody');
  expect(textsOf(people.blocks)).toMatch(/id “c0{31}”: nobody in Pacer is called so/);
  expect(textsOf(people.blocks)).toContain('Say which column is what under “Columns …”');
  const amounts = await columns(people, { person: '-' }, 'Most rows have no amount');
  const good = await columns(amounts, { amount: '-' }, '12 rows are new');
  expect(textsOf(good.blocks)).toContain(
    'No column says the *amount*, so that these rows count but bring no money',
  );
  await take(good, 'deals.csv');
});

test('R-01 leads and conversion for each origin: 4 of 20, whoever logged them before there were teams', async () => {
  expect(await report()).toContain('What lies before the day on which people joined a team');
  const { db, workspaceId, memberIds } = office();
  await updateMember(db, workspaceId, null, memberIds.maya, { isAdmin: true });
  const said = await report();
  for (const origin of ['organic_search', 'paid_search', 'No channel named'])
    expect(said).toContain(
      `*${origin}*\n20 leads → 4 customers · revenue $0 · no spend recorded\n→ deals 20% (8.1–41.6%)`,
    );
});
