import { describe, expect, test } from 'vitest';
import { type CrmFrame, readCrmRow } from '../../../src/activities/import/crm.ts';
import { dateReader } from '../../../src/activities/import/dateFormat.ts';
import { NameIndex } from '../../../src/activities/import/sameName.ts';
import { localDate } from '../../../src/kpi/localDate.ts';
import { currency } from '../../../src/kpi/money.ts';
import { fail, ok } from '../../../src/kpi/result.ts';

const frame: CrmFrame = {
  findAgent: (name) => (name === 'Ana' ? ok('Ana') : fail('is no member')),
  products: new NameIndex(['GTX Pro', 'MG Special']),
  accounts: new NameIndex(['Acme Corporation']),
  readDate: dateReader('M/D/YYYY') ?? (() => undefined),
  dateFormat: 'M/D/YYYY',
  currency: currency('USD'),
  today: localDate('2017-12-31'),
};
const good = {
  opportunity_id: 'X1',
  sales_agent: 'Ana',
  product: 'GTXPro',
  account: 'Acme Corporation',
  deal_stage: 'Won',
  engage_date: '10/20/2016',
  close_date: '3/1/2017',
  close_value: '1054',
};
const read = (cells: Partial<typeof good> = {}) =>
  readCrmRow({ file: 'f.csv', row: 7, cells: { ...good, ...cells } }, frame);
const facts = (cells: Partial<typeof good> = {}) => {
  const found = read(cells);
  return found.ok
    ? found.value.facts.map((fact) => [fact.typeKey, fact.localDate, fact.amount, fact.externalId])
    : found.problem;
};

describe('what a pipeline row comes to', () => {
  test('won: an opportunity on the engage date, a deal with its amount on the close date', () => {
    expect(facts()).toEqual([
      ['opportunity', '2016-10-20', null, 'crm:X1:opened'],
      ['deal', '2017-03-01', 105_400n, 'crm:X1:won'],
    ]);
  });
  test('lost: without an amount where the file says 0', () => {
    const lost = { deal_stage: 'Lost', close_value: '0' };
    expect(facts(lost)).toEqual([
      ['opportunity', '2016-10-20', null, 'crm:X1:opened'],
      ['lost', '2017-03-01', null, 'crm:X1:lost'],
    ]);
  });
  test('open: an opportunity once it is engaged, nothing before', () => {
    const open = { deal_stage: 'Engaging', close_date: '', close_value: '' };
    expect(facts(open)).toEqual([['opportunity', '2016-10-20', null, 'crm:X1:opened']]);
    expect(facts({ ...open, deal_stage: 'Prospecting', engage_date: '' })).toEqual([]);
  });
  test('product and customer under their known names, with what was mended', () => {
    const found = read();
    expect(found.ok && found.value.facts[0]).toMatchObject({
      product: 'GTX Pro',
      customer: 'Acme Corporation',
    });
    expect(found.ok && found.value.renamed).toEqual([{ column: 'product', from: 'GTXPro', to: 'GTX Pro' }]);
  });
  test('an account may be missing, or unknown: then it is imported as written', () => {
    const without = read({ account: '' });
    expect(without.ok && [without.value.facts[0]?.customer, without.value.lacks]).toEqual([
      null,
      ['account'],
    ]);
    const unknown = read({ account: 'Nobody Ltd' });
    expect(unknown.ok && [unknown.value.facts[0]?.customer, unknown.value.unknownAccount]).toEqual([
      'Nobody Ltd',
      'Nobody Ltd',
    ]);
  });
});

describe('what rejects a row, and how it is said', () => {
  const cases: [Partial<typeof good>, string, string][] = [
    [{ opportunity_id: '' }, 'opportunity_id', 'is empty'],
    [{ sales_agent: 'Bo' }, 'sales_agent', 'is no member'],
    [{ product: 'GTX Max' }, 'product', 'is not in the list of products'],
    [{ deal_stage: 'Maybe' }, 'deal_stage', 'is none of'],
    [{ engage_date: '13/40/2017' }, 'engage_date', 'is no date of the form M/D/YYYY'],
    [{ close_date: '2017-03-01' }, 'close_date', 'is no date of the form M/D/YYYY'],
    [{ close_date: '' }, 'close_date', 'is empty, but the stage is Won'],
    [{ close_date: '10/19/2016' }, 'close_date', 'is before the engage date'],
    [{ close_date: '1/1/2018' }, 'close_date', 'is in the future'],
    [{ close_value: '' }, 'close_value', 'is empty, but the deal is won'],
    [{ close_value: 'many' }, 'close_value', 'is no amount in USD'],
    [{ close_value: '-5' }, 'close_value', 'is no amount in USD (negative)'],
    [{ close_value: '1.234' }, 'close_value', 'is no amount in USD (ambiguous)'],
    [{ close_value: 'EUR 900' }, 'close_value', 'is in EUR'],
  ];
  test.each(cases)('%o', (cells, column, reason) => {
    const found = read(cells);
    expect(found.ok).toBe(false);
    if (!found.ok) {
      expect(found.problem).toMatchObject({ file: 'f.csv', row: 7, column });
      expect(found.problem.reason).toContain(reason);
    }
  });
});
