import { beforeAll, describe, expect, test } from 'vitest';
import { ask, channelId, command, type Driver, press, submit } from '../../sandbox/driver.ts';
import { choosePlaybook } from '../../src/playbook/choose/store.ts';
import { textsOf, useOffice } from '../support/office.ts';

/** Campaigns and what came of them, through the real protocol. Wednesday, 18 November 2026, 10:00 in New York. */
const office = useOffice('2026-11-18T15:00:00Z');
const general = (driver: Driver): string => channelId(driver, 'general');
const say = async (driver: Driver, text: string) => {
  const answer = await ask(driver, text, general(driver));
  return `${answer.text}\n${textsOf(answer.blocks)}`;
};
const told = (driver: Driver, containing: string) =>
  driver.waitFor(containing, ({ ephemerals }) =>
    ephemerals.findLast((one) => `${one.text}\n${textsOf(one.blocks)}`.includes(containing)),
  );
const form = (driver: Driver, containing: string) =>
  driver.waitFor(containing, ({ modals }) =>
    modals.findLast((one) => JSON.stringify(one).includes(containing)),
  );

beforeAll(async () => {
  const { db, workspaceId, memberIds } = office();
  await choosePlaybook(db, workspaceId, memberIds.maya, 'funnel', 'funnel');
});

describe('/pace campaign', () => {
  test('a manager makes one; what is wrong is said at its fields; Undo takes it back', async () => {
    const maya = await office().as('maya');
    expect(await say(maya, '/pace campaign')).toContain('No campaign yet. With one');
    await command(maya, '/pace campaign new Spring sale', general(maya));
    const view = await form(maya, 'New campaign');
    const wrong = await submit(maya, view, { 'campaigns.budget': '1.234', 'campaigns.leads': 'many' });
    expect(JSON.stringify(wrong)).toContain('I cannot read this amount');
    expect(JSON.stringify(wrong)).toContain('A whole number');
    await submit(maya, view, {
      ...{ 'campaigns.aliases': '春季促销\nsprng', 'campaigns.channel': 'ads', 'campaigns.budget': '10,000' },
      'campaigns.leads': '200',
    });
    const made = await told(maya, 'Spring sale* is there now');
    expect(await say(maya, '/pace campaign')).toContain(
      'budget $10,000 · no spend recorded · 0 of 200 leads expected',
    );
    await press(maya, made, 'campaigns.undo');
    await told(maya, 'It is as it was before.');
    expect(await say(maya, '/pace campaign')).toContain('No campaign yet');
  });

  test('R-01 spend, leads and deals under any of its names are one campaign; a deal without a channel counts where its customer came from', async () => {
    const [ana, maya] = [await office().as('ana'), await office().as('maya')];
    await command(maya, '/pace campaign new Autumn', general(maya));
    const view = await form(maya, 'New campaign');
    await submit(maya, view, { 'campaigns.aliases': '秋季', 'campaigns.channel': 'webinar' });
    await told(maya, 'Autumn* is there now');
    await say(maya, '/pace spend 600 campaign:秋季');
    await say(
      ana,
      '/log lead with Acme campaign:autumn\nlead with Bolt campaign:秋季\nlead with Core via:ads',
    );
    await say(ana, '/log deal with Acme $2,400');
    const report = await say(maya, '/pace campaign report campaign this month');
    // 2 leads, 1 customer; $600 ÷ 2 = $300; $600 ÷ 1; $2,400 ÷ $600 = 4.0; (2,400 − 600) ÷ 600 = +300 %.
    expect(report).toContain(
      '*Autumn*\n2 leads → 1 customer · revenue $2,400 · spent $600 · $300 a lead · $600 a customer · brought back 4.0× (+300%)',
    );
    expect(report).toContain('few data');
    const channels = await say(maya, '/pace campaign report channel this month');
    expect(channels).toContain('*webinar*\n2 leads → 1 customer');
    expect(channels).toContain('*ads*\n1 lead → 0 customers · revenue $0 · no spend recorded');
    expect(await say(maya, '/pace campaign report region this month')).toContain(
      '*Americas*\n3 leads → 1 customer',
    );
  });

  test('reliability.md § 7 a rep sees their own, not the company; another manager sees their team', async () => {
    const [ana, hanmeimei] = [await office().as('ana'), await office().as('hanmeimei')];
    expect(await say(ana, '/pace campaign report this month')).toContain('what you logged yourself');
    expect(await say(ana, '/pace campaign report company this month')).toContain(
      'for those who lead the team',
    );
    expect(await say(ana, '/pace campaign report team West')).toContain('for those who lead the team');
    expect(await say(hanmeimei, '/pace 活动 报告 渠道 本月')).toContain('这段时间没有记录');
    expect(await say(hanmeimei, '/pace campaign report team West')).toContain('团队负责人');
    const where = { workspaceId: office().workspaceId, action: 'access.denied' };
    expect(await office().db.client.auditRow.count({ where })).toBe(3);
  });

  test('a name that belongs to none is asked about, and becomes another name of a campaign; undoable', async () => {
    const [ana, maya] = [await office().as('ana'), await office().as('maya')];
    expect(await say(ana, '/log lead with Dyne campaign:autum')).toContain(
      'it is kept as you typed it. Did you mean Autumn?',
    );
    const list = await ask(maya, '/pace campaign', general(maya));
    expect(textsOf(list.blocks)).toContain('“autum”. Did you mean Autumn?');
    await press(maya, list, 'campaigns.adopt');
    const view = await form(maya, 'A campaign of its own');
    await submit(maya, view, {});
    const adopted = await told(maya, 'now counts what was logged under that name');
    expect(await say(maya, '/pace campaign report campaign this month')).toContain('*Autumn*\n3 leads');
    await press(maya, adopted, 'campaigns.undo');
    await told(maya, 'It is as it was before.');
    expect(await say(maya, '/pace campaign report campaign this month')).toContain('*autum*\n1 lead');
  });

  test('reliability.md § 7 only who answers for it, or leads them, changes it', async () => {
    const [hanmeimei, maya] = [await office().as('hanmeimei'), await office().as('maya')];
    expect(await say(hanmeimei, '/pace campaign edit Autumn')).toContain('负责人');
    expect(await say(maya, '/pace campaign end autmn')).toContain('Did you mean Autumn?');
    await command(maya, '/pace campaign end Autumn', general(maya));
    await submit(maya, await form(maya, 'End the campaign'), {});
    await told(maya, 'has its last day');
  });
});
