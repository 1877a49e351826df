import { describe, expect, test } from 'vitest';
import type { Message, View } from '../../sandbox/contract.ts';
import { ask, channelId, command, type Driver, press, submit } from '../../sandbox/driver.ts';
import { readyMadeOf } from '../../src/playbook/readyMade/all.ts';
import { installPlaybook } from '../../src/playbook/store.ts';
import { textsOf, useOffice } from '../support/office.ts';

/** M-06, M-07 through the real protocol: confirming, references, "the same deal?", spend, and the lines behind a figure. */
const office = useOffice('2026-11-18T20:00:00Z');

const say = (driver: Driver, line: string): Promise<Message> =>
  ask(driver, line, channelId(driver, 'general'));
const shown = (message: Message): string => `${message.text}\n${textsOf(message.blocks)}`;
const heard = (driver: Driver, words: RegExp): Promise<Message> =>
  driver.waitFor(`${words}`, ({ ephemerals }) => ephemerals.findLast((one) => words.test(shown(one))));

async function formAfter(driver: Driver, act: () => Promise<unknown>): Promise<View> {
  const before = new Set(driver.seen.modals.map(({ id }) => id));
  await act();
  return driver.waitFor('a form', ({ modals }) => modals.find(({ id }) => !before.has(id)));
}

describe('amounts', () => {
  test('M-07 are marked until the manager confirms them in bulk, and Undo opens them again', async () => {
    const [ana, maya] = [await office().as('ana'), await office().as('maya')];
    expect(shown(await say(ana, '/log deal with Acme $900 #A-17'))).toMatch(
      /\*1 deal\* · Acme · \$900 · _not confirmed yet_ · #A-17/,
    );
    await say(ana, '/log deal with Beta $1,200');
    expect(shown(await say(ana, '/kpi revenue this month'))).toMatch(/\$2,100 of it is not confirmed yet/);
    expect(shown(await say(ana, '/pace confirm'))).toMatch(/managers of a team/);
    const form = await formAfter(maya, () => command(maya, '/pace confirm', channelId(maya, 'general')));
    const boxes = JSON.stringify(form.blocks);
    expect(boxes).toMatch(/\$900 · Acme · #A-17/);
    expect(boxes).toMatch(/Ana Torres · deal · Wed, Nov 18, 2026/);
    await submit(maya, form, {});
    const confirmed = await heard(maya, /2 amounts confirmed: \$2,100/);
    expect(shown(await say(ana, '/log list'))).not.toMatch(/not confirmed/);
    expect(shown(await say(maya, '/pace confirm'))).toMatch(/Nothing waits for you/);
    await press(maya, confirmed, 'activities.unconfirm');
    await heard(maya, /2 amounts are open again/);
    expect(shown(await say(ana, '/log list'))).toMatch(/not confirmed/);
  });

  test('M-07 a reference is taken once; the same customer and amount is asked about, and nothing is blocked', async () => {
    const ana = await office().as('ana');
    expect(shown(await say(ana, '/log deal with Gamma $500 #a-17'))).toMatch(/#a-17 is taken/);
    await say(ana, '/log deal with Acme $900');
    const question = await heard(ana, /The same deal\? You logged \*1 deal\* · Acme · \$900/);
    await press(ana, question, 'activities.another');
    await heard(ana, /Then both count/);
    await say(ana, '/log 成交 客户:Acme 900');
    const again = await heard(ana, /The same deal\?/);
    await press(ana, again, 'activities.undo');
    await heard(ana, /Undone[\s\S]*1 deal/);
    expect(shown(await say(ana, '/kpi revenue this month'))).toMatch(/\$3,000/);
  });
});

describe('ratings and explanations', () => {
  test('M-03, M-06 a mean is explained with its figures and the lines behind it, by rights', async () => {
    const [ana, bo] = [await office().as('ana'), await office().as('bo')];
    expect(shown(await say(ana, '/kpi explain csat'))).toMatch(/mean rating[\s\S]*no data/);
    await say(ana, '/log csat 4/5 with Acme\ncsat 5/5 with Beta');
    const explained = await say(ana, '/kpi explain csat');
    expect(shown(explained)).toMatch(
      /mean rating of all satisfaction ratings[\s\S]*this month:\* 4\.5 \(from 2 entries\)/,
    );
    await press(ana, explained, 'activities.lines');
    expect(shown(await heard(ana, /Behind satisfaction scores/))).toMatch(/4\/5 · Acme[\s\S]*5\/5 · Beta/);
    expect(shown(await say(bo, '/kpi explain csat'))).toMatch(/no data/);
    const { slackIds } = office();
    expect(shown(await say(bo, `/kpi explain csat <@${slackIds.ana}|ana>`))).not.toMatch(/4\.5/);
  });

  test('M-01 days between two activities of a customer, and growth without a base, are said in words', async () => {
    const ana = await office().as('ana');
    await say(ana, '/log lead with Delta on:2026-11-10\nqualified lead with Delta');
    expect(shown(await say(ana, '/kpi explain days to qualify'))).toMatch(/8 \(from/);
    expect(shown(await say(ana, '/kpi explain revenue growth'))).toMatch(/change of revenue[\s\S]*no data/);
  });
});

describe('spend', () => {
  test('is entered by those who lead, by command alone, and cost per lead follows', async () => {
    const { db, workspaceId } = office();
    await installPlaybook(db, workspaceId, readyMadeOf('funnel'));
    const [ana, maya] = [await office().as('ana'), await office().as('maya')];
    expect(shown(await say(ana, '/pace spend 500 via:ads'))).toMatch(/managers and administrators/);
    expect(shown(await say(ana, '/log spend $500'))).toMatch(/managers and administrators/);
    expect(shown(await say(maya, '/pace spend 500 via:ads campaign:spring'))).toMatch(
      /\$500 · via ads · spring/,
    );
    await say(maya, '/log 4 leads');
    expect(shown(await say(maya, '/kpi cost per lead this month'))).toMatch(/\$125/);
  });
});
