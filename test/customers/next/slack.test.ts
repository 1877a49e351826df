import { describe, expect, test } from 'vitest';
import type { Message } from '../../../sandbox/contract.ts';
import {
  ask,
  channelId,
  type Driver,
  directMessage,
  messagesOf,
  press,
  submit,
} from '../../../sandbox/driver.ts';
import { mergeCustomers } from '../../../src/customers/names/store.ts';
import { readNext } from '../../../src/customers/next/planned.ts';
import { plannedOf } from '../../../src/customers/next/store.ts';
import { nudgeDue } from '../../../src/feedback/nudges/job.ts';
import { localDate } from '../../../src/kpi/localDate.ts';
import { Temporal } from '../../../src/kpi/time.ts';
import { registryOf } from '../../../src/platform/bolt/registry.ts';
import { slices } from '../../../src/slices.ts';
import { answered, hears, modalHolding } from '../../support/hear.ts';
import { press as pressAs } from '../../support/isolation/presses.ts';
import { type Handle, textsOf, useOffice } from '../../support/office.ts';

/** Next follow-ups through the real protocol. Wednesday, 18 November 2026, 10:00 in New York. */
const office = useOffice('2026-11-18T15:00:00Z');
const registry = registryOf(slices);
const shown = (message: Message): string => `${message.text}\n${textsOf(message.blocks)}`;
const asked = (driver: Driver, text: string): Promise<Message> =>
  ask(driver, text, channelId(driver, 'general'));
const say = async (driver: Driver, text: string): Promise<string> => shown(await asked(driver, text));
const open = (handle: Handle) =>
  plannedOf(office().db, office().workspaceId, { memberIds: [office().memberIds[handle]], limit: 9 });

describe('what is typed', () => {
  const today = localDate('2026-11-18');
  test.each([
    ['', { kind: 'form' }],
    ['done', { kind: 'done' }],
    ['完成', { kind: 'done' }],
    ['2026-12-03 send the offer', { kind: 'set', due: '2026-12-03', note: 'send the offer' }],
    ['明天 发报价', { kind: 'set', due: '2026-11-19', note: '发报价' }],
    ['2026-11-17', { kind: 'problem', problem: 'past' }],
    ['2029-11-17', { kind: 'problem', problem: 'far' }],
    ['2026-02-30', { kind: 'problem', problem: 'not-a-date' }],
    ['soon', { kind: 'problem', problem: 'no-date' }],
  ])('%s', (rest, read) => {
    expect(readNext(rest, today)).toEqual(read);
  });
});

describe('the next follow-up', () => {
  test('is set by a line or a form, one for each customer, and taken back to what it was', async () => {
    const ana = await office().as('ana');
    await say(ana, '/log call with Acme');
    expect(await say(ana, '/customer Acm follow-up tomorrow')).toContain('Did you mean');
    const set = await asked(ana, '/customer Acme follow-up 2026-12-03 send the offer');
    expect(shown(set)).toContain('*Acme*, next follow-up on Thu, Dec 3, 2026');
    const view = await asked(ana, '/customer Acme');
    expect(shown(view)).toContain('Next follow-up: *Thu, Dec 3, 2026* · send the offer');
    await press(ana, view, 'customers.move');
    await submit(ana, await modalHolding(ana, 'customers.next-form'), { 'customers.due': '2026-11-20' });
    const moved = await answered(ana, 'Fri, Nov 20, 2026');
    expect((await open('ana')).map(({ due, note }) => [due, note])).toEqual([
      ['2026-11-20', 'send the offer'],
    ]);
    await press(ana, moved, 'customers.undo-next');
    await answered(ana, 'Taken back');
    expect((await open('ana')).map(({ due }) => due)).toEqual(['2026-12-03']);
  });

  test('reliability.md § 7 is its owner’s: a manager sees it, a colleague does not, and neither changes it', async () => {
    const [bo, maya] = [await office().as('bo'), await office().as('maya')];
    expect(await say(maya, '/customer Acme')).toContain('Ana Torres: *Thu, Dec 3, 2026* · send the offer');
    expect(await say(bo, '/customer Acme')).not.toContain('Dec 3');
    const { db, deps, workspaceId, slackIds } = office();
    const [theirs] = await open('ana');
    const who = {
      deps,
      workspaceId,
      slackUserId: slackIds.maya,
      now: Temporal.Instant.from('2026-11-18T15:00:00Z'),
    };
    const values = {
      done: theirs?.id,
      tomorrow: theirs?.id,
      move: theirs?.id,
      'undo-next': `set ${theirs?.id}`,
    };
    for (const [action, value] of Object.entries(values)) {
      const answer = await pressAs(
        who,
        registry,
        { actionId: `customers.${action}`, value: value ?? '' },
        undefined,
      );
      expect(JSON.stringify(answer)).toContain('Only the one whose follow-up it is');
    }
    expect(await open('ana')).toEqual([theirs]);
    expect(await db.client.auditRow.count({ where: { workspaceId, action: 'access.denied' } })).toBe(4);
  });

  test('is told once, privately, on its day; done from there, and undone', async () => {
    const ana = await office().as('ana');
    await say(ana, '/customer Acme follow-up 2026-11-19 send the offer');
    const at = (instant: string) => nudgeDue(office().deps, Temporal.Instant.from(instant));
    await at('2026-11-19T14:00:00Z');
    const told = await hears(
      office().deps,
      ana,
      'you wanted to follow up on Thu, Nov 19, 2026 · send the offer',
    );
    await at('2026-11-19T16:00:00Z');
    await at('2026-11-20T15:00:00Z');
    const all = (await messagesOf(ana, await directMessage(ana))).filter((one) =>
      shown(one).includes('you wanted to'),
    );
    expect(all).toHaveLength(1);
    await press(ana, told, 'customers.done');
    const done = await hears(office().deps, ana, 'Log what came of it');
    expect(await open('ana')).toEqual([]);
    await press(ana, done, 'customers.undo-next');
    await hears(office().deps, ana, 'Taken back');
    expect(await open('ana')).toHaveLength(1);
  });

  test('whoever turned reminders off is not promised one', async () => {
    const bo = await office().as('bo');
    await say(bo, '/log call with Umbra');
    expect(await say(bo, '/customer Umbra follow-up tomorrow')).toContain('You are reminded once');
    await say(bo, '/pace nudges off');
    expect(await say(bo, '/customer Umbra follow-up tomorrow')).toContain('You turned these reminders off');
  });

  test('a manager who does not sell is told what they planned, too', async () => {
    const maya = await office().as('maya');
    await say(maya, '/customer Acme follow-up 2026-11-20 introduce the new owner');
    await nudgeDue(office().deps, Temporal.Instant.from('2026-11-20T17:30:00Z'));
    await hears(office().deps, maya, 'introduce the new owner');
  });

  test('follows the customer into another name, in Chinese', async () => {
    const { db, workspaceId, memberIds } = office();
    const hanmeimei = await office().as('hanmeimei');
    await say(hanmeimei, '/log 电话 客户:华为');
    expect(await say(hanmeimei, '/customer 华为 跟进 2026-12-03 发报价')).toContain('下次跟进');
    const act = {
      workspaceId,
      actorId: memberIds.maya,
      transportKey: 'm',
      now: Temporal.Instant.from('2026-11-18T15:00:00Z'),
    };
    await mergeCustomers(db, act, { key: '华为', name: '华为' }, 'huawei');
    expect(await say(hanmeimei, '/customer huawei')).toContain('发报价');
    expect(await say(hanmeimei, '/customer huawei 跟进 完成')).toContain('已完成');
    expect(await open('hanmeimei')).toEqual([]);
  });
});
