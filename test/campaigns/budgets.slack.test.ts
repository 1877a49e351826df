import { beforeAll, describe, expect, test } from 'vitest';
import { ask, channelId, command, type Driver, press, submit } from '../../sandbox/driver.ts';
import { saveCampaigns } from '../../src/campaigns/changing/store.ts';
import { monthlyReturn } from '../../src/campaigns/report/job.ts';
import { readCampaigns } from '../../src/campaigns/store.ts';
import { localDate } from '../../src/kpi/localDate.ts';
import { parsePeriodKey } from '../../src/kpi/period.ts';
import { unwrap } from '../../src/kpi/result.ts';
import { Temporal } from '../../src/kpi/time.ts';
import { choosePlaybook } from '../../src/playbook/choose/store.ts';
import { textsOf, useOffice } from '../support/office.ts';

/** Budgets that move on evidence, and the month told to those who lead. Wednesday, 18 November 2026, 10:00 in New York. */
const office = useOffice('2026-11-18T15:00:00Z');
const general = (driver: Driver): string => channelId(driver, 'general');
/** The proposals as they are asked for now: an answer to an earlier press may come in between. */
async function proposals(driver: Driver) {
  const before = new Set(driver.seen.ephemerals.map(({ ts }) => ts));
  await command(driver, '/pace campaign moves', general(driver));
  return driver.waitFor('the proposals', ({ ephemerals }) =>
    ephemerals.find(({ ts, text }) => !before.has(ts) && text === 'Budget proposals'),
  );
}
const say = async (driver: Driver, text: string) => {
  const answer = await ask(driver, text, general(driver));
  return `${answer.text}\n${textsOf(answer.blocks)}`;
};
const told = (driver: Driver, containing: string) =>
  driver.waitFor(containing, ({ ephemerals }) =>
    ephemerals.findLast((one) => `${one.text}\n${textsOf(one.blocks)}`.includes(containing)),
  );
const form = (driver: Driver, callback: string) =>
  driver.waitFor(callback, ({ modals }) => modals.findLast((one) => JSON.stringify(one).includes(callback)));
const budgets = async (): Promise<string[]> =>
  (await readCampaigns(office().db, office().workspaceId))
    .map(({ name, budget }) => `${name} ${budget}`)
    .sort();

beforeAll(async () => {
  const { db, workspaceId, memberIds } = office();
  await choosePlaybook(db, workspaceId, memberIds.maya, 'funnel', 'funnel');
  const act = {
    ...{ workspaceId, actorId: memberIds.maya, transportKey: 'seed', today: localDate('2026-11-01') },
    now: Temporal.Instant.from('2026-11-01T15:00:00Z'),
  };
  const wish = (name: string, ownerId: string) => ({
    ...{ name, aliases: [], channel: name, region: '', from: localDate('2026-11-01'), to: null, ownerId },
    ...{ budget: 1_000_000n, original: null, expectedLeads: null },
  });
  await saveCampaigns(db, act, [wish('Ads', memberIds.maya), wish('Fair', memberIds.ana)]);
  const maya = await office().as('maya');
  await say(maya, '/pace spend 4,000 campaign:ads\n4,000 campaign:fair');
  // 20 of 200 = 10 % (6.6–14.9 %); 60 of 200 = 30 % (24.1–36.7 %); 15 % of $10,000 = $1,500.
  await say(maya, '/log 200 leads campaign:ads\n200 leads campaign:fair');
  await say(maya, '/log 20 deals campaign:ads $20,000\n60 deals campaign:fair $60,000');
});

describe('/pace campaign moves', () => {
  test('R-02 a rep is not asked, another manager sees and does not decide', async () => {
    const [ana, hanmeimei] = [await office().as('ana'), await office().as('hanmeimei')];
    expect(await say(ana, '/pace campaign moves')).toContain('for managers and administrators');
    const shown = await ask(hanmeimei, '/pace 活动 调整', general(hanmeimei));
    expect(textsOf(shown.blocks)).toContain('从 *Ads* 拨 *US$1,500* 给 *Fair*');
    expect(JSON.stringify(shown.blocks)).not.toContain('campaigns.accept');
  });

  test('R-02 declined with a reason it does not come back; Undo brings the proposal back', async () => {
    const maya = await office().as('maya');
    const shown = await proposals(maya);
    expect(textsOf(shown.blocks)).toContain(
      'Move *$1,500* from *Ads* to *Fair*.\nAds: 20 of 200 leads became customers, 10% (6.6–14.9%) · $200 a customer · budget $10,000, spent $4,000\nFair: 60 of 200 leads became customers, 30% (24.1–36.7%) · $66.67 a customer · budget $10,000, spent $4,000',
    );
    await press(maya, shown, 'campaigns.decline');
    const view = await form(maya, 'campaigns.decline-form');
    expect(JSON.stringify(await submit(maya, view, { 'campaigns.reason': 'no' }))).toContain(
      'at least 10 characters',
    );
    await submit(maya, view, { 'campaigns.reason': 'the fair is sold out until spring' });
    const declined = await told(maya, 'Declined: *$1,500* from *Ads*');
    const later = textsOf((await proposals(maya)).blocks);
    expect(later).toContain('No proposal now');
    expect(later).toMatch(
      /Decided before\*\n• .*, Maya Okafor declined: \$1,500 from \*Ads\* to \*Fair\*\. the fair is sold out until spring/,
    );
    await press(maya, declined, 'campaigns.undo');
    await told(maya, 'It is as it was before.');
    expect(textsOf((await proposals(maya)).blocks)).toContain('Move *$1,500*');
  });

  test('R-02 accepted with another amount it changes both budgets, is audited, and is undone', async () => {
    const maya = await office().as('maya');
    await press(maya, await proposals(maya), 'campaigns.accept');
    const view = await form(maya, 'campaigns.accept-form');
    const reason = { 'campaigns.reason': 'we try half of it before the fair' };
    const wrong = await submit(maya, view, { ...reason, 'campaigns.amount': '1,501' });
    expect(JSON.stringify(wrong)).toContain('at most 1500.00');
    await submit(maya, view, { ...reason, 'campaigns.amount': '750' });
    const accepted = await told(maya, '*$750* moved from *Ads* to *Fair*');
    expect(textsOf(accepted.blocks)).toContain('Budgets now: $9,250 and $10,750.');
    expect(await budgets()).toEqual(['Ads 925000', 'Fair 1075000']);
    const where = { workspaceId: office().workspaceId, action: 'budget.accepted' };
    const [row] = await office().db.client.auditRow.findMany({ where });
    expect(row?.detail).toMatchObject({
      proposed: '150000',
      amount: '75000',
      reason: 'we try half of it before the fair',
    });
    await press(maya, accepted, 'campaigns.undo');
    await expect.poll(budgets, { timeout: 30_000 }).toEqual(['Ads 1000000', 'Fair 1000000']);
  });

  test('R-02 a budget that somebody changed since is not overwritten by Undo', async () => {
    const maya = await office().as('maya');
    await press(maya, await proposals(maya), 'campaigns.accept');
    await submit(maya, await form(maya, 'campaigns.accept-form'), {
      'campaigns.reason': 'the whole of it this time',
    });
    const accepted = await told(maya, '*$1,500* moved');
    await command(maya, '/pace campaign edit Ads', general(maya));
    const view = await maya.waitFor('the form', ({ modals }) =>
      modals.findLast((one) => JSON.stringify(one).includes('Edit campaign')),
    );
    await submit(maya, view, { 'campaigns.budget': '9,000' });
    await told(maya, 'Ads* is saved');
    await press(maya, accepted, 'campaigns.undo');
    await told(maya, 'Somebody changed it since');
    expect(await budgets()).toEqual(['Ads 900000', 'Fair 1150000']);
  });
});

test('R-01 the month comes to whoever leads the team, in their language, with a picture; a team without anything gets nothing', async () => {
  const { deps, workspaceId, teamIds, slackIds } = office();
  const request = {
    ...{ workspaceId, periodKey: unwrap(parsePeriodKey('2026-11')) },
    dueAt: Temporal.Instant.from('2026-12-01T14:30:00Z'),
  };
  const [message, ...others] = await monthlyReturn.build(deps, { ...request, teamId: teamIds.West });
  expect(others).toEqual([]);
  expect(message).toMatchObject({ channel: slackIds.maya, locale: 'en', imageAfter: 2 });
  const said = textsOf(message?.reply.blocks ?? []);
  // $80,000 ÷ $8,000 = 10.0; (80,000 − 8,000) ÷ 8,000 = +900 %.
  expect(said).toContain(
    '400 leads → 80 customers · revenue $80,000 · spent $8,000 · $20 a lead · $100 a customer · brought back 10.0× (+900%)',
  );
  expect(message?.chart).toMatchObject({
    rows: [{ name: 'Fair', label: '15.0× (+1,400%)' }, { name: 'Ads' }],
  });
  expect(await monthlyReturn.build(deps, { ...request, teamId: teamIds.华东 })).toEqual([]);
});
