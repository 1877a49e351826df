import { beforeAll, expect, test } from 'vitest';
import * as drive from '../../sandbox/driver.ts';
import { choosePlaybook } from '../../src/playbook/choose/store.ts';
import { textsOf, useOffice } from '../support/office.ts';
import { send, told } from '../transfer/files.ts';

/**
 * R-01 from files as a marketing department has them: leads by origin, and closed deals that name only the lead. Everything is imported as people
 * do it, and every figure of the report is the plain arithmetic over the rows.
 */
const office = useOffice('2026-11-18T15:00:00Z');

const ORIGINS = ['organic_search', 'paid_search', 'social', 'email', 'referral', 'unknown'] as const;
const LEADS = 8_000;
/** Of a hundred leads of an origin so many close. */
const CLOSES = {
  organic_search: 14,
  paid_search: 12,
  social: 4,
  email: 7,
  referral: 18,
  unknown: 9,
} as const;

interface Lead {
  id: string;
  date: string;
  origin: (typeof ORIGINS)[number];
  /** Cents; null where it was not won. */
  won: number | null;
}

/** A fixed sequence: the next number below `most`. */
function sequence(): (most: number) => number {
  let state = 20_261_118;
  return (most) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * most);
  };
}

function leadsMade(): Lead[] {
  const next = sequence();
  return Array.from({ length: LEADS }, (_, index) => {
    const origin = ORIGINS[next(ORIGINS.length)] ?? 'unknown';
    const date = new Date(Date.UTC(2026, 6, 1 + next(80))).toISOString().slice(0, 10);
    const isWon = next(100) < CLOSES[origin];
    return {
      ...{ id: `${index.toString(16).padStart(8, '0')}f0`, date, origin },
      won: isWon ? 10_000 + next(900) * 100 : null,
    };
  });
}

const leads = leadsMade();
const deals = leads.filter((one) => one.won !== null);
const wonOn = (date: string): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + 7 * 86_400_000).toISOString().slice(0, 10);
const spend = { paid_search: 24_000, social: 9_000, email: 1_500 } as const;

const leadsFile = [
  'mql_id,first_contact_date,landing_page_id,origin',
  ...leads.map(({ id, date, origin }, at) => `${id},${date},page-${at % 40},${origin}`),
].join('\n');
const dealsFile = [
  'mql_id,seller_id,won_date,declared_monthly_revenue',
  ...deals.map(({ id, date, won }, at) => `${id},seller-${at % 90},${wonOn(date)},${(won ?? 0) / 100}`),
].join('\n');
const spendFile = [
  'date,channel,amount',
  ...Object.entries(spend).map(([origin, amount]) => `2026-08-15,${origin},${amount}`),
].join('\n');

const previewOf = (driver: drive.Driver, name: string) =>
  driver.waitFor(`the preview of ${name}`, ({ messages }) =>
    messages.findLast((one) => {
      const said = textsOf(one.blocks);
      return said.includes(name) && said.includes('Preview: nothing is saved yet');
    }),
  );

/** Sends a file, says which columns mean what, and imports it. */
async function imported(
  driver: drive.Driver,
  name: string,
  content: string,
  columns: Record<string, string>,
  type: string,
): Promise<void> {
  await send(driver, name, content);
  const asked = await told(driver, `I do not recognise the columns of ${name}`);
  await drive.press(driver, asked, 'transfer.kind-activities');
  const lacks = await told(driver, 'I need the columns');
  await drive.press(driver, lacks, 'transfer.columns');
  const view = await driver.waitFor('the columns', ({ modals }) =>
    modals.findLast(
      (one) => JSON.stringify(one).includes('transfer.columns') && JSON.stringify(one).includes(name),
    ),
  );
  await drive.submit(driver, view, { ...columns, fixed: type });
  const preview = await previewOf(driver, name);
  await drive.press(driver, preview, 'transfer.import');
  await told(driver, `rows of ${name}`);
}

beforeAll(async () => {
  const { db, workspaceId, memberIds } = office();
  await choosePlaybook(db, workspaceId, memberIds.maya, 'funnel', 'funnel');
});

test('R-01 leads by origin and closed deals are imported, and the report is the arithmetic over their rows', {
  timeout: 120_000,
}, async () => {
  const maya = await office().as('maya');
  await imported(maya, 'leads.csv', leadsFile, { date: '1', customer: '0', channel: '3' }, 'lead');
  // Nobody in Pacer is one of the sellers: without a column for people all deals are the importer's.
  await imported(
    maya,
    'deals.csv',
    dealsFile,
    { date: '2', customer: '0', amount: '3', person: '-' },
    'deal',
  );
  await send(maya, 'spend.csv', spendFile);
  const preview = await previewOf(maya, 'spend.csv');
  await drive.press(maya, preview, 'transfer.import');
  await told(maya, 'rows of spend.csv');
  const answer = await drive.ask(
    maya,
    '/pace campaign report channel 2026-Q3',
    drive.channelId(maya, 'general'),
  );
  const said = textsOf(answer.blocks).replaceAll('\u2060', '');
  for (const origin of ORIGINS) {
    const own = leads.filter((one) => one.origin === origin);
    const won = own.filter((one) => one.won !== null);
    const revenue = won.reduce((sum, one) => sum + (one.won ?? 0), 0) / 100;
    const cost = origin in spend ? spend[origin as keyof typeof spend] : undefined;
    const counted = `${own.length.toLocaleString('en')} leads → ${won.length.toLocaleString('en')} customers · revenue $${revenue.toLocaleString('en')}`;
    expect(said).toContain(
      `*${origin}*\n${counted} · ${cost === undefined ? 'no spend recorded' : `spent $${cost.toLocaleString('en')}`}`,
    );
    if (cost !== undefined)
      expect(said).toContain(`brought back ${(Math.round((revenue / cost) * 10) / 10).toFixed(1)}×`);
    const share = Math.round((won.length / own.length) * 1_000) / 10;
    expect(said).toContain(`deals ${share}% (`);
  }
});
