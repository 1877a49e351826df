import { beforeAll, describe, expect, test } from 'vitest';
import type { View } from '../../sandbox/contract.ts';
import {
  ask,
  channelId,
  command,
  type Driver,
  elementsIn,
  press,
  pressInView,
  submit,
} from '../../sandbox/driver.ts';
import { importActivities } from '../../src/activities/store.ts';
import { targetsOf } from '../../src/goals/store.ts';
import { type Subject, valueOn } from '../../src/goals/target.ts';
import { localDate } from '../../src/kpi/localDate.ts';
import { addAbsence } from '../../src/people/store.ts';
import { type Handle, textsOf, useOffice } from '../support/office.ts';

/** What-if through the real protocol: Monday 23 November 2026 in New York, four weeks of calls behind. */
const office = useOffice('2026-11-23T15:00:00Z');
const general = (driver: Driver): string => channelId(driver, 'general');
const MONDAYS = ['2026-10-26', '2026-11-02', '2026-11-09', '2026-11-16'];

const call = (handle: Handle, date: string, times: number) => ({
  ...{ memberId: office().memberIds[handle], externalId: `${handle}-${date}`, typeKey: 'call' },
  ...{
    localDate: localDate(date),
    quantity: BigInt(times) * 100n,
    amount: null,
    original: null,
    customer: null,
    shares: null,
  },
  ...{ channel: '', campaign: '', region: '', product: '', note: '' },
});

beforeAll(async () => {
  const { db, workspaceId, memberIds } = office();
  const weeks = { ana: [50, 30, 45, 60], bo: [20, 40, 40, 39], lilei: [50, 50, 50, 50] } as const;
  const rows = Object.entries(weeks).flatMap(([handle, counts]) =>
    counts.map((times, index) => call(handle as Handle, MONDAYS[index] ?? '', times)),
  );
  await importActivities(db, workspaceId, memberIds.maya, rows);
  // T-04: Ana is away for two of five days in week 45: 30 of 50 are asked.
  await addAbsence(db, workspaceId, memberIds.maya, {
    ...{
      memberId: memberIds.ana,
      firstDate: localDate('2026-11-03'),
      lastDate: localDate('2026-11-04'),
      part: 'full',
    },
  });
});

const modal = (driver: Driver, ...containing: string[]): Promise<View> =>
  driver.waitFor(`a modal with ${containing.join(' and ')}`, ({ modals }) =>
    modals.findLast((view) => containing.every((text) => textsOf(view.blocks).includes(text))),
  );
const choose = (value: string) => ({ selected_option: { text: { type: 'plain_text', text: value }, value } });
const answered = (driver: Driver, containing: string) =>
  driver.waitFor(containing, ({ ephemerals, messages }) =>
    [...ephemerals, ...messages].find((one) => `${one.text} ${textsOf(one.blocks)}`.includes(containing)),
  );
const typed = (view: View, field: string, text: string) => {
  const found = elementsIn(view.blocks).find(({ block }) => block.block_id === field);
  const actionId = String(found?.element['action_id']);
  return { [field]: { [actionId]: { type: 'plain_text_input', value: text } } };
};
async function held(handle: Handle, on: string): Promise<bigint | null> {
  const subject: Subject = { kind: 'member', id: office().memberIds[handle] };
  const [found] = await targetsOf(office().db, office().workspaceId, {
    subjects: [subject],
    metricKeys: ['calls'],
  });
  return found === undefined ? null : valueOn(found, localDate(on));
}

describe('a lead tries targets on the last weeks', () => {
  test('what was said is filled in, and the answer says before and after for each', async () => {
    const maya = await office().as('maya');
    for (const handle of ['ana', 'bo'] as const)
      await ask(maya, `/goal <@${office().slackIds[handle]}|${handle}> calls 40 weekly`, general(maya));
    await command(maya, '/pace whatif team West calls 50 weekly', general(maya));
    const view = await modal(maya, 'Tried: *50* for everybody');
    const text = textsOf(view.blocks);
    expect(text).toContain('*Calls · team West*');
    expect(text).toContain('the last 4 weeks, Mon, Oct 26 – Sun, Nov 22, 2026');
    // 40 a week, today's in all of them: Ana 50, 30 of 24 (three days), 45, 60: four. Bo 20, 40, 40, 39: two. So 6 of 8.
    // 50: Ana 50, 30 of 30, 60, not 45: three. Bo none.
    expect(text).toContain('*Reached: 6 of 8 (75%) → 3 of 8 (38%)*');
    expect(text).toContain('3 turn from reached to missed');
    expect(text).toContain('• *Bo Lindqvist*: 2 → 0 of 4');
    expect(text).toContain('no longer: W45, W46');
    // Ana: 185 of 144 and 180 at last; the week with two days away asks 24, then 30.
    expect(text).toContain('• *Ana Torres*: 4 → 3 of 4 · 128% → 103%');
    expect(text).toContain('target 40 → 50');
    expect(text).toContain('In 8 cases no target was in force then');
    expect(text).toContain('Only 4 of the 12 periods have anything logged.');
    expect(text).not.toContain('Maya Okafor*:');
  });

  test('each choice changes the modal in its place; a number that is none is said', async () => {
    const maya = await office().as('maya');
    await command(maya, '/pace whatif', general(maya));
    const bare = await modal(maya, 'As it was', '*Reached: 6 of 8 (75%)*');
    await pressInView(maya, bare, 'whatif.how', choose('factor'));
    const asked = await modal(maya, 'Their targets times a factor', '110%, x1.05 or -10%.', 'As it was');
    expect(asked.id).toBe(bare.id);
    await pressInView(maya, asked, 'whatif.work', {}, typed(asked, 'factor', 'abc'));
    const wrong = await modal(maya, 'Write a factor, for example');
    await pressInView(maya, wrong, 'whatif.work', {}, typed(wrong, 'factor', '125%'));
    // 40 × 1.25 = 50.
    await modal(maya, 'their targets *× 1.25*', '*Reached: 6 of 8 (75%) → 3 of 8 (38%)*');
  });

  test('a value for each, a preview, one act, everybody told, one Undo', async () => {
    const maya = await office().as('maya');
    const { ana, bo } = office().memberIds;
    await command(maya, '/pace whatif team West calls weekly', general(maya));
    const view = await modal(maya, 'As it was');
    await pressInView(maya, view, 'whatif.how', choose('each'));
    const each = await modal(maya, 'Empty: stays as it is.');
    const values = { ...typed(each, `each:${ana}`, '60'), ...typed(each, `each:${bo}`, '39') };
    await pressInView(maya, each, 'whatif.work', {}, values);
    const tried = await modal(maya, 'Tried: a value for each person', 'now reached: W47');
    expect(textsOf(tried.blocks)).toContain('one from missed to reached');
    await submit(maya, tried);
    const preview = await modal(maya, '• Ana Torres: 40 → *60 a week*');
    expect(textsOf(preview.blocks)).toContain('• Bo Lindqvist: 40 → *39 a week*');
    expect(textsOf(preview.blocks)).toContain('The next period, Mon, Nov 30');
    await submit(maya, preview);
    const saved = await answered(maya, '2 targets saved');
    expect([await held('ana', '2026-11-29'), await held('ana', '2026-11-30')]).toEqual([4000n, 6000n]);
    expect(await held('bo', '2026-11-30')).toBe(3900n);
    const news = await office().db.client.outbox.findMany({ where: { channel: office().slackIds.ana } });
    expect(textsOf(news.at(-1)?.blocks as object[])).toContain('60 a week');
    await press(maya, saved, 'goals.undo-many');
    await answered(maya, 'Taken back: 2 targets');
    expect(await held('ana', '2026-11-30')).toBe(4000n);
  });

  test('the answer as a message with its picture, from which it can be set', async () => {
    const maya = await office().as('maya');
    await command(maya, '/pace whatif team West calls x1.5', general(maya));
    const view = await modal(maya, 'their targets *× 1.5*');
    await pressInView(maya, view, 'whatif.picture');
    const message = await maya.waitFor('a picture', ({ messages }) =>
      messages.findLast((one) => one.blocks.some((block) => block['type'] === 'image')),
    );
    const image = message.blocks.find((block) => block['type'] === 'image');
    expect(image?.['alt_text']).toContain('Ana Torres: Reached before 4 of 4; Under the trial 1 of 4');
    await press(maya, message, 'whatif.apply');
    await modal(maya, '• Ana Torres: 40 → *60 a week*');
  });

  test('from the list, by the button at a target', async () => {
    const maya = await office().as('maya');
    const mention = `<@${office().slackIds.bo}|bo>`;
    const list = await ask(maya, `/goal ${mention}`, general(maya));
    await press(maya, list, 'whatif.target');
    // A person alone: 40, 40 and then twice less than 40.
    await modal(maya, '*Calls · Bo Lindqvist*', '*Reached: 2 of 4 (50%)*');
  });

  test('in Chinese', async () => {
    const hanmeimei = await office().as('hanmeimei');
    await command(hanmeimei, '/pace 试算 团队 华东 电话 60 每周', general(hanmeimei));
    const view = await modal(hanmeimei, '试算：所有人 *60*');
    const text = textsOf(view.blocks);
    expect(text).toContain('*电话数 · 团队华东*');
    // Without a target today there is nothing to compare with.
    expect(text).toContain('*达成：无法判断 → 4 次中 0 次（0%）*');
    expect(text).toContain('• *李雷：* 当时和现在都没有目标 → 0/4 次');
  });
});

describe('what is refused', () => {
  test('a rep, another’s team, an unknown word', async () => {
    const [ana, maya] = [await office().as('ana'), await office().as('maya')];
    expect((await ask(ana, '/pace whatif', general(ana))).text).toContain('cannot try targets');
    expect((await ask(maya, '/pace whatif team 华东 calls 60', general(maya))).text).toContain(
      'cannot try targets for 华东',
    );
    const rows = await office().db.client.auditRow.findMany({ where: { action: 'access.denied' } });
    expect(rows.length).toBeGreaterThanOrEqual(2);
    await command(maya, '/pace whatif calls 60 abracadabra', general(maya));
    await modal(maya, 'I did not understand “abracadabra”');
  });

  test('handed in without a number: at the field', async () => {
    const maya = await office().as('maya');
    await command(maya, '/pace whatif team West calls', general(maya));
    const view = await modal(maya, 'As it was');
    const wrong = await submit(maya, view, { value: '-3' });
    expect(JSON.stringify(wrong)).toContain('A target is above 0.');
    // Slack itself asks for what is missing.
    const empty = await submit(maya, view);
    expect(JSON.stringify(empty)).toContain('required field');
  });

  test('nothing logged: said in words', async () => {
    const maya = await office().as('maya');
    await command(maya, '/pace whatif team West meetings 5 weekly', general(maya));
    await modal(maya, 'there is nothing to replay');
  });
});
