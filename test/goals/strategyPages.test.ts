import { beforeAll, expect, test } from 'vitest';
import type { View } from '../../sandbox/contract.ts';
import {
  channelId,
  command,
  type Driver,
  elementsIn,
  press,
  pressInView,
  submit,
} from '../../sandbox/driver.ts';
import { localDate } from '../../src/kpi/localDate.ts';
import { addPeople, updateMember } from '../../src/people/store.ts';
import { toDbDate } from '../../src/platform/db/index.ts';
import { answered } from '../support/hear.ts';
import { textsOf, useOffice } from '../support/office.ts';

/** T-06, T-08: a strategy for more people than one form holds: what is typed on a page is kept when it is turned. */
const office = useOffice('2026-11-23T15:00:00Z');
const MANY = 30;
let maya: Driver;

beforeAll(async () => {
  const { db, workspaceId, memberIds } = office();
  await updateMember(db, workspaceId, null, memberIds.maya, { isAdmin: true });
  const people = Array.from({ length: MANY }, (_, at) => ({
    ...{
      slackUserId: `UMANY${at}`,
      name: `Rep ${String(at).padStart(2, '0')}`,
      email: `many${at}@pacer.example`,
    },
    ...{ tz: 'America/New_York', locale: 'en' as const, teamName: 'West', region: null },
    ...{ role: 'rep' as const, isAdmin: false },
  }));
  const added = await addPeople(db, workspaceId, people, [], localDate('2026-01-01'));
  const ids = people.map(({ slackUserId }) => added.memberIds.get(slackUserId) ?? '');
  const shape = { workspaceId, metricKey: 'demos', layer: 'official', periodKind: 'week', periodKey: '' };
  await db.client.target.createMany({
    data: ids.map((id) => ({ ...shape, id: `many-${id}`, subjectKind: 'member', subjectId: id })),
  });
  await db.client.targetVersion.createMany({
    data: ids.map((id) => ({
      ...{ workspaceId, targetId: `many-${id}`, seq: 1, fromDate: toDbDate(localDate('2026-10-01')) },
      ...{ value: 1000n, state: 'set' },
    })),
  });
  maya = await office().as('maya');
});

/** Its fields by their block, with what stands in them. */
const fieldsOf = (view: View): [block: string, value: unknown][] =>
  elementsIn(view.blocks)
    .filter(({ element }) => String(element['action_id']).startsWith('own:'))
    .map(({ block, element }) => [String(block['block_id']), element['initial_value']]);
const typed = (block: string, value: string) => ({
  [block]: { [block]: { type: 'plain_text_input', value } },
});
const page = (number: number): Promise<View> =>
  maya.waitFor(`page ${number}`, ({ modals }) =>
    modals.find((one) => textsOf(one.blocks).includes(`Page ${number} of 2, ${MANY} targets in all`)),
  );

test('T-08 thirty people: two pages; a value typed on each is kept, a wrong one keeps the page', async () => {
  const before = maya.seen.modals.length;
  await command(maya, '/pace strategy Fewer, better demos', channelId(maya, 'general'));
  const form = await maya.waitFor('the form', ({ modals }) => modals[before]);
  await submit(maya, form, { metrics: ['demos'], percent: '-20%', next: 'each' });
  await press(maya, await answered(maya, 'Not proposed yet'), 'goals.strategy-each');
  const first = await page(1);
  const fields = fieldsOf(first);
  expect(fields).toHaveLength(25);
  // Ten a week less 20 % are eight.
  expect(new Set(fields.map(([, value]) => value))).toEqual(new Set(['8']));
  const one = fields[0]?.[0] ?? '';
  await pressInView(maya, first, 'goals.strategy-each-next', {}, typed(one, 'lots'));
  const wrong = await maya.waitFor('what is wrong', ({ modals }) =>
    modals.find((view) => /number/.test(textsOf(view.blocks.slice(0, 1)))),
  );
  await pressInView(maya, wrong, 'goals.strategy-each-next', {}, typed(one, '9'));
  const second = await page(2);
  const rest = fieldsOf(second);
  expect(rest).toHaveLength(MANY - 25);
  const other = rest[0]?.[0] ?? '';
  await pressInView(maya, second, 'goals.strategy-each-back', {}, typed(other, '7'));
  const again = await maya.waitFor('the first page with what was typed', ({ modals }) =>
    modals.find((view) => fieldsOf(view).some(([block, value]) => block === one && value === '9')),
  );
  await submit(maya, again, {});
  const kept = await answered(maya, '2 targets have values of their own');
  expect(textsOf(kept.blocks)).toMatch(/10 a week → \*9 a week\* ✎/);
  expect(textsOf(kept.blocks)).toMatch(/10 a week → \*7 a week\* ✎/);
});
