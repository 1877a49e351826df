import { describe, expect, test } from 'vitest';
import type { Message } from '../../../sandbox/contract.ts';
import { ask, channelId, type Driver, elementsIn, press } from '../../../sandbox/driver.ts';
import type { RecentCustomer } from '../../../src/activities/customers/store.ts';
import { customerExport } from '../../../src/customers/list/job.ts';
import { listedOf, pageIn } from '../../../src/customers/list/list.ts';
import type { Planned } from '../../../src/customers/next/planned.ts';
import { localDate } from '../../../src/kpi/localDate.ts';
import { Temporal } from '../../../src/kpi/time.ts';
import type { ExportScope } from '../../../src/platform/tables/contract.ts';
import { readWorkspace } from '../../../src/workspace/store.ts';
import { key } from '../../goals/given.ts';
import { answered } from '../../support/hear.ts';
import { textsOf, useOffice } from '../../support/office.ts';

/** The list of customers. Wednesday, 18 November 2026, 10:00 in New York. */
const office = useOffice('2026-11-18T15:00:00Z');
const shown = (message: Message): string => `${message.text}\n${textsOf(message.blocks)}`;
const asked = (driver: Driver, text: string): Promise<Message> =>
  ask(driver, text, channelId(driver, 'general'));
const say = async (driver: Driver, text: string): Promise<string> => shown(await asked(driver, text));
const has = (message: Message, actionId: string): boolean =>
  elementsIn(message.blocks).some(({ element }) => element['action_id'] === actionId);

describe('the order of the list', () => {
  const recent = (name: string, last: string): RecentCustomer => ({
    ...{ key: name, name, last: localDate(last), memberIds: ['ana'] },
  });
  const plan = (name: string, due: string): Planned => ({
    ...{ id: name + due, memberId: 'ana', key: name, customer: name, due: localDate(due), note: '' },
  });

  test('what is planned first, by its day; one that was not logged lately stands there, too', () => {
    const listed = listedOf(
      [recent('new', '2026-11-18'), recent('acme', '2026-11-10')],
      [plan('old', '2026-11-12'), plan('acme', '2026-12-03'), plan('acme', '2026-12-09')],
    );
    expect(listed.map((one) => [one.key, one.last, one.next?.due])).toEqual([
      ['old', undefined, '2026-11-12'],
      ['acme', '2026-11-10', '2026-12-03'],
      ['new', '2026-11-18', undefined],
    ]);
  });

  test.each([
    ['team 2', { whose: 'team', page: 2 }],
    ['constructor 1', { whose: 'mine', page: 1 }],
    ['', { whose: 'mine', page: 0 }],
  ])('the page of a button: %s', (value, page) => {
    expect(pageIn(value)).toEqual(page);
  });
});

describe('/customer alone', () => {
  test('twelve a page, what is planned first; the next page takes its place', async () => {
    const ana = await office().as('ana');
    const lines = Array.from({ length: 13 }, (_, index) => `call with Customer${index + 10}`);
    await say(ana, `/log ${lines.join('\n')}`);
    await say(ana, '/customer Customer22 follow-up 2026-12-03');
    const list = await asked(ana, '/customer');
    expect(shown(list)).toContain('Page 1 of 2, 13 customers.');
    expect(shown(list).indexOf('Customer22')).toBeLessThan(shown(list).indexOf('Customer10'));
    expect(has(list, 'customers.team')).toBe(false);
    await press(ana, list, 'customers.next');
    await answered(ana, 'Page 2 of 2');
  });

  test('reliability.md § 7 a lead turns to the customers of their people; a rep who types it finds a customer', async () => {
    const [bo, maya] = [await office().as('bo'), await office().as('maya')];
    expect(await say(maya, '/customer')).toContain('You logged nothing with a customer');
    const list = await asked(maya, '/customer team');
    expect(shown(list)).toContain('Customers of my people');
    expect(shown(list)).toContain('Ana Torres: *Thu, Dec 3, 2026*');
    expect(await say(bo, '/customer team')).toContain('called “team”');
    expect(await say(bo, '/customer')).not.toContain('Customer10');
  });
});

describe('the table of customers', () => {
  test('M-05 a line for each person and customer of the scope, with what is planned next', async () => {
    const ana = await office().as('ana');
    await say(ana, '/log deal with Acme $2,000 on:2026-11-10\ndeal with Acme $500\ncall with Acme');
    await say(ana, '/customer Acme follow-up 2026-12-04 send the offer');
    const { deps, db, workspaceId, memberIds } = office();
    const workspace = await readWorkspace(db, workspaceId);
    if (workspace === undefined) throw new Error('a workspace');
    const actor = {
      ...{ workspaceId, memberId: memberIds.ana, slackUserId: '', name: 'Ana', locale: 'en' as const },
    };
    const act = {
      ...{
        deps,
        workspace,
        today: localDate('2026-11-18'),
        now: Temporal.Instant.from('2026-11-18T15:00:00Z'),
      },
      actor: {
        ...actor,
        ...{
          tz: 'UTC',
          isAdmin: false,
          isFinance: false,
          role: 'rep' as const,
          teamId: null,
          region: null,
          leads: [],
        },
      },
    };
    const scope = (memberId: string): ExportScope => ({
      ...{ memberIds: [memberId], teamIds: [], isWhole: false, metricKey: undefined, period: key('2026-11') },
      range: { from: localDate('2026-11-01'), to: localDate('2026-12-01') },
      holds: (id) => id === memberId,
    });
    const rows = await Array.fromAsync(customerExport.lines(act, scope(memberIds.ana)));
    // 2,000 + 500; two deals and a call.
    expect(rows.find(([name]) => name === 'Acme')).toEqual([
      ...[
        'Acme',
        '',
        'ana@pacer.example',
        { number: '3' },
        { number: '2' },
        { money: '2500.00', currency: 'USD' },
      ],
      ...[{ date: '2026-11-18' }, { date: '2026-12-04' }, 'send the offer'],
    ]);
    expect(await Array.fromAsync(customerExport.lines(act, scope(memberIds.bo)))).toHaveLength(1);
  });

  test('comes as a file by its word in both languages', async () => {
    const ana = await office().as('ana');
    expect(await say(ana, '/pace export customers this month csv')).toContain(
      'The file is in your direct message',
    );
    expect(await say(ana, '/pace export 客户 本月')).toContain('The file is in your direct message');
  });
});
