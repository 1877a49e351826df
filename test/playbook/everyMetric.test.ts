import { beforeAll, describe, expect, test } from 'vitest';
import * as drive from '../../sandbox/driver.ts';
import { updateMember } from '../../src/people/store.ts';
import { readyMadeOf } from '../../src/playbook/readyMade/all.ts';
import { installPlaybook } from '../../src/playbook/store.ts';
import { textsOf, useOffice } from '../support/office.ts';

/** M-01: every kind of metric and every filter, from the form to the log, the figure, its explanation and a target. */
const office = useOffice('2026-11-25T15:00:00Z');

type Fields = Readonly<Record<string, string | string[]>>;
let maya: drive.Driver;
const forms = new Set<string>();

const say = async (line: string): Promise<string> => {
  const message = await drive.ask(maya, line, drive.channelId(maya, 'general'));
  return `${message.text}\n${textsOf(message.blocks)}`.replaceAll('\u2060', '');
};

/** Adds a metric by the form of its kind; nothing but the form is used. */
async function add(kind: string, name: string, fields: Fields): Promise<void> {
  const menu = await drive.ask(maya, '/pace playbook edit', drive.channelId(maya, 'general'));
  const option = { text: { type: 'plain_text', text: kind }, value: kind };
  await drive.press(maya, menu, 'playbook.pickKind', { selected_option: option });
  const view = await maya.waitFor('the form', ({ modals }) => modals.find(({ id }) => !forms.has(id)));
  forms.add(view.id);
  const named = Object.entries({ one: name, other: `${name}s`, zh: `${name}的`, ...fields });
  await drive.submit(
    maya,
    view,
    Object.fromEntries(named.map(([field, value]) => [`playbook.field-${field}`, value])),
  );
  await maya.waitFor(`${name} is new`, ({ ephemerals }) =>
    ephemerals.find((one) => `${one.text}${textsOf(one.blocks)}`.includes(`New: *${name}s*`)),
  );
}

beforeAll(async () => {
  const { db, workspaceId, memberIds } = office();
  await updateMember(db, workspaceId, null, memberIds.maya, { isAdmin: true });
  await installPlaybook(db, workspaceId, readyMadeOf('funnel'));
  maya = await office().as('maya');
  await say('/log 2 calls via:fair campaign:spring region:North product:Pro segment:enterprise');
  await say('/log 3 calls');
  await say(
    '/log lead with Acme on:2026-11-20\nqualified lead with Acme on:2026-11-23\nlead with Beta on:2026-11-20',
  );
  await say('/log deal with Acme $1,000 segment:enterprise\ndeal with Beta $500');
  await say('/log csat 4/5 with Acme\ncsat 5/5 with Beta');
  await say('/log deal with Gamma $1,500 on:2026-11-02');
});

/** name, kind, the form's fields, this month's figure, and a word of the explanation. */
const FILTERS: [string, Fields, string, RegExp][] = [
  ['bytype', { types: ['call'] }, '5', /every call/],
  ['bystage', { types: ['call', 'email'], stages: ['follow-up'] }, '5', /call/],
  ['bychannel', { types: ['call'], channel: 'fair' }, '2', /channel is fair/],
  ['bycampaign', { types: ['call'], campaign: 'spring' }, '2', /campaign is spring/],
  ['byregion', { types: ['call'], region: 'North' }, '2', /region is North/],
  ['byproduct', { types: ['call'], product: 'Pro' }, '2', /product is Pro/],
  ['bysegment', { types: ['call'], segment: 'enterprise' }, '2', /segment is enterprise/],
];
const KINDS: [string, string, Fields, string, RegExp][] = [
  [
    'totals',
    'sum',
    { field: 'amount', types: ['deal'], segment: 'enterprise' },
    '$1,000',
    /segment is enterprise/,
  ],
  ['grade', 'average', { types: ['csat'] }, '4.5', /mean rating/],
  ['yield', 'ratio', { numerator: 'deals', denominator: 'leads' }, '150%', /÷|divided/],
  ['rise', 'growth', { of: 'calls' }, 'no data', /change of/],
  ['shopper', 'distinct', { types: ['deal'] }, '3', /customer/],
  ['wait', 'elapsed', { start: ['lead'], end: ['qualified'] }, '3', /from|days/],
];

describe('M-01 by the form, the log, the figure, the explanation and a target', () => {
  test.each(FILTERS)('M-01 a count with the filter %s', async (name, fields, figure, words) => {
    await add('count', name, fields);
    expect(await say(`/kpi ${name} this month`)).toContain(`*${figure}*`);
    expect(await say(`/kpi explain ${name}`)).toMatch(words);
    expect(await say(`/goal set ${name} 40 monthly`)).toMatch(/40 a month/);
    expect(await say(`/kpi ${name}`)).toContain(`*${figure}* of`);
  });

  test.each(KINDS)('M-01 %s: a metric of the kind %s', async (name, kind, fields, figure, words) => {
    await add(kind, name, fields);
    expect(await say(`/kpi ${name} this month`)).toContain(figure);
    const explained = await say(`/kpi explain ${name}`);
    expect(explained).toContain(figure);
    expect(explained).toMatch(words);
    expect(await say(`/goal set ${name} 40 monthly`)).toMatch(/40[^\n]* a month|each month/);
  });

  test('M-01 a figure by hand', async () => {
    await add('manual', 'mood', { types: ['survey'], additive: 'no', unit: 'count' });
    expect(await say('/pace figure moods 42')).toMatch(/42/);
    expect(await say('/kpi moods this month')).toMatch(/\b42\b/);
    expect(await say('/goal set moods 50 monthly')).toMatch(/50/);
  });
});
