import { beforeAll, describe, expect, test } from 'vitest';
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
import { answersOf, readChoices, saveAnswer } from '../../../src/feedback/checkin/store.ts';
import { Temporal } from '../../../src/kpi/time.ts';
import { addAbsence } from '../../../src/people/store.ts';
import { runDue } from '../../../src/platform/jobs/run.ts';
import { keepSchedules } from '../../../src/schedules.ts';
import { day, key } from '../../goals/given.ts';
import { eventually } from '../../support/hear.ts';
import { type Handle, textsOf, useOffice } from '../../support/office.ts';

/** The weekly question through the real protocol: asked on Thursday at three, answered, read by who leads, compared with what came out. */
const office = useOffice('2026-11-18T20:00:00Z');
const thursday = '2026-11-19T20:00:30Z';

const general = (driver: Driver): string => channelId(driver, 'general');
const mention = (handle: Handle): string => `<@${office().slackIds[handle]}|${handle}>`;
const shown = (message: Message): string => `${message.text}\n${textsOf(message.blocks)}`;
const says = async (driver: Driver, line: string): Promise<string> =>
  shown(await ask(driver, line, general(driver)));
const tick = (at: string) => runDue(office().app.jobs, Temporal.Instant.from(at));
/** The questions in somebody's direct message. */
const questions = async (driver: Driver): Promise<Message[]> =>
  (await messagesOf(driver, await directMessage(driver))).filter((message) =>
    /How sure are you|几成把握/.test(shown(message)),
  );
const said = (handle: Handle) => {
  const { db, workspaceId, memberIds } = office();
  return answersOf(db, workspaceId, { memberIds: [memberIds[handle]] });
};
const option = (number: number, of: Message, actionId = 'feedback.sure') => {
  const select = of.blocks
    .map((block) => block['accessory'] as { action_id?: string; options?: { value: string }[] } | undefined)
    .find((accessory) => accessory?.action_id === actionId);
  return { selected_option: select?.options?.[number] as never };
};

beforeAll(async () => {
  const { db, workspaceId, memberIds } = office();
  for (const handle of ['ana', 'bo'] as const)
    await says(await office().as(handle), '/goal set revenue 120k 2026-11');
  await says(await office().as('lilei'), '/goal 设置 收入 12万 本月');
  await keepSchedules(db, Temporal.Instant.from('2026-11-18T20:00:00Z'));
  const away = { memberId: memberIds.bo, firstDate: day('2026-11-19'), lastDate: day('2026-11-20') };
  await addAbsence(db, workspaceId, memberIds.bo, { ...away, part: 'full', note: '' });
});

describe('the weekly question', () => {
  test('is asked once, at three on Thursday by the team’s clock, of who is there and has a target', async () => {
    const [ana, bo, maya, lilei] = [
      ...[
        await office().as('ana'),
        await office().as('bo'),
        await office().as('maya'),
        await office().as('lilei'),
      ],
    ] as [Driver, Driver, Driver, Driver];
    expect(await tick('2026-11-19T06:59:00Z')).toMatchObject({ planned: 0 });
    expect(await tick('2026-11-19T07:00:30Z')).toMatchObject({ planned: 1 });
    expect(await questions(lilei)).toHaveLength(1);
    expect(shown((await questions(lilei))[0] as Message)).toMatch(
      /本月销售额要做到 \*US\$120,000\* ：你有几成把握/,
    );
    expect(await questions(ana)).toHaveLength(0);

    office().setNow(thursday);
    const ticks = await Promise.all([tick(thursday), tick(thursday), tick(thursday)]);
    expect(ticks.reduce((sum, one) => sum + one.planned, 0)).toBe(1);
    await tick('2026-11-19T20:01:30Z');
    const asked = await questions(ana);
    expect(asked).toHaveLength(1);
    expect(shown(asked[0] as Message)).toMatch(
      /How sure are you to reach \*\$120,000 revenue\* this month\?/,
    );
    // Bo is away, Maya has no target of her own.
    expect(await questions(bo)).toHaveLength(0);
    expect(await questions(maya)).toHaveLength(0);
  });

  test('one choice answers; the message says so in its place, and can be changed', async () => {
    const ana = await office().as('ana');
    const [message] = (await questions(ana)) as [Message];
    await press(ana, message, 'feedback.sure', option(7, message));
    const changed = await eventually(async () => {
      const [now] = (await questions(ana)) as [Message];
      expect(shown(now)).toMatch(/You said \*7 of 10\*/);
      return now;
    });
    await press(ana, changed, 'feedback.sure', option(3, changed));
    await eventually(async () => expect(await said('ana')).toMatchObject([{ sure: 3, way: '' }]));
  });

  test('what is in the way goes into a form; a new number keeps it', async () => {
    const ana = await office().as('ana');
    const [message] = (await questions(ana)) as [Message];
    await press(ana, message, 'feedback.way');
    const view = await ana.waitFor('the form', ({ modals }) => modals.at(-1));
    await submit(ana, view, { sure: '2', way: 'two deals <slipped>' });
    await eventually(async () =>
      expect(await said('ana')).toMatchObject([{ sure: 2, way: 'two deals <slipped>' }]),
    );
    await ana.waitFor('the answer', ({ ephemerals }) =>
      ephemerals.find((one) => /Kept: 2 of 10/.test(shown(one))),
    );
    const own = await ask(ana, '/pace checkin', general(ana));
    expect(shown(own)).toMatch(/You said \*2 of 10\*\. In the way: two deals &lt;slipped&gt;/);
    await press(ana, own, 'feedback.sure', option(4, own));
    await eventually(async () =>
      expect(await said('ana')).toMatchObject([{ sure: 4, way: 'two deals <slipped>' }]),
    );
  });

  test('a copy of an older press changes nothing any more', async () => {
    const { db, workspaceId } = office();
    const [now] = await said('ana');
    if (now === undefined) throw new Error('no answer');
    const when = { now: Temporal.Instant.from(thursday) };
    const twice = { ...when, transportKey: 'the-same-press' };
    expect(await saveAnswer(db, workspaceId, { ...now, sure: 1 }, twice)).toBe(true);
    expect(await saveAnswer(db, workspaceId, { ...now, sure: 4 }, { ...when, transportKey: 'another' })).toBe(
      true,
    );
    expect(await saveAnswer(db, workspaceId, { ...now, sure: 1 }, twice)).toBe(false);
    expect(await said('ana')).toMatchObject([{ sure: 4, way: 'two deals <slipped>' }]);
  });

  test('who leads the team reads it, colleagues do not', async () => {
    const [bo, maya] = [await office().as('bo'), await office().as('maya')];
    expect(await says(maya, '/pace checkin team West')).toMatch(
      /\*Ana Torres\*: 4 of 10 for revenue this month · in the way: two deals &lt;slipped&gt;[\s\S]*No answer yet: Bo Lindqvist/,
    );
    expect(await says(maya, `/pace checkin ${mention('ana')}`)).toMatch(/4 of 10/);
    expect(await says(bo, '/pace checkin team West')).toMatch(/for those who lead it/);
    expect(await says(bo, `/pace checkin ${mention('ana')}`)).toMatch(/are for Ana Torres/);
    expect(await says(bo, '/pace checkin team West off')).toMatch(/up to those who lead it/);
  });

  test('off, on, and other metrics, for oneself and for a team', async () => {
    const { db, workspaceId, memberIds, teamIds } = office();
    const [bo, maya] = [await office().as('bo'), await office().as('maya')];
    expect(await says(bo, '/pace checkin off')).toMatch(/does not come any more/);
    const own = await ask(bo, '/pace checkin', general(bo));
    expect(shown(own)).toMatch(/You are not asked/);
    await press(bo, own, 'feedback.checkinOn');
    await bo.waitFor('on again', ({ ephemerals }) =>
      ephemerals.find((one) => /comes each week/.test(shown(one))),
    );
    expect(await says(bo, '/pace checkin calls')).toMatch(/Asked about: Calls/);
    expect(await says(maya, '/pace checkin team West revenue')).toMatch(/Asked about: Revenue/);
    const bos = { kind: 'member', id: memberIds.bo } as const;
    const west = { kind: 'team', id: teamIds.West } as const;
    expect(await readChoices(db, workspaceId, [bos, west])).toEqual(
      new Map([
        [`member:${memberIds.bo}`, { isOff: false, metrics: ['calls'] }],
        [`team:${teamIds.West}`, { isOff: false, metrics: ['revenue'] }],
      ]),
    );
    const settings = await ask(maya, '/pace checkin team West', general(maya));
    await press(maya, settings, 'feedback.checkinMetrics');
    const view = await maya.waitFor('the form', ({ modals }) => modals.at(-1));
    await submit(maya, view, { metrics: [] });
    await eventually(async () =>
      expect((await readChoices(db, workspaceId, [west])).get(`team:${teamIds.West}`)?.metrics).toEqual([]),
    );
    const audited = await db.client.auditRow.count({ where: { action: 'checkin.chosen' } });
    expect(audited).toBe(5);
  });

  test('the digest on Monday names who is unsure and what is in the way', async () => {
    await tick('2026-11-23T14:00:30Z');
    const maya = await office().as('maya');
    const direct = await messagesOf(maya, await directMessage(maya));
    expect(direct.map(shown).join('\n')).toMatch(
      /\*Unsure\* \(4 of 10 or less\)\n\*Ana Torres\*: 4 of 10 for revenue this month · in the way: two deals/,
    );
  });

  test('last week’s question is not answered this week', async () => {
    office().setNow('2026-11-25T15:00:00Z');
    const ana = await office().as('ana');
    const [message] = (await questions(ana)) as [Message];
    await press(ana, message, 'feedback.sure', option(9, message));
    await ana.waitFor('why not', ({ ephemerals }) =>
      ephemerals.find((one) => /was for another week/.test(shown(one))),
    );
    expect(await said('ana')).toHaveLength(1);
  });

  test('K-08 when the month is over the history says what came of it', async () => {
    const { db, workspaceId, memberIds } = office();
    const ana = await office().as('ana');
    expect(await says(ana, '/pace checkin history')).toMatch(/No period is over yet/);
    office().setNow('2026-12-03T15:00:00Z');
    expect(await says(ana, '/pace checkin history')).toMatch(
      /One answer about a period that is over[\s\S]*\*Revenue\*, November 2026: said 4 → missed \(0%\)/,
    );
    const now = Temporal.Instant.from('2026-12-03T15:00:00Z');
    const about = { memberId: memberIds.ana, metricKey: 'revenue', periodKey: key('2026-11') };
    const say8 = (week: string) =>
      saveAnswer(
        db,
        workspaceId,
        { ...about, week: key(week), sure: 8 },
        { now, transportKey: `said ${week}` },
      );
    for (const week of ['2026-W43', '2026-W44', '2026-W45']) await say8(week);
    expect(await says(ana, '/pace checkin history')).toMatch(
      /4 answers about periods that are over\. From 5 on/,
    );
    await say8('2026-W46');
    // 8, 8, 8, 8 and 4 are 7.2 on average; (4 × 0.8² + 0.4²) ÷ 5 = 0.544.
    expect(await says(ana, '/pace checkin history')).toMatch(
      /Said \*7\.2 of 10\* on average, where \*0 of 5\* came true\. That is surer[\s\S]*said 8, 8, 8, 8, 4 → missed[\s\S]*Score 0\.54/,
    );
    const maya = await office().as('maya');
    expect(await says(maya, `/pace checkin history ${mention('ana')}`)).toMatch(/How well Ana Torres judges/);
  });

  test.each([
    ['/pace checkin dance', /do not understand “dance”/],
    ['/pace checkin team Nowhere', /no team “Nowhere”/],
  ])('%s is answered in words', async (line, wanted) => {
    expect(await says(await office().as('ana'), line)).toMatch(wanted);
  });

  test('in Chinese', async () => {
    const lilei = await office().as('lilei');
    expect(await says(lilei, '/pace 把握')).toMatch(/你有几成把握[\s\S]*每周四下午三点询问/);
    expect(await says(lilei, '/pace checkin 关闭')).toMatch(/以后不再询问/);
  });
});
