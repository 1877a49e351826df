import { beforeAll, describe, expect, test } from 'vitest';
import type { Message } from '../../../sandbox/contract.ts';
import { ask, channelId, type Driver, directMessage, messagesOf, press } from '../../../sandbox/driver.ts';
import { record } from '../../../src/activities/store.ts';
import { targetsOf } from '../../../src/goals/store.ts';
import { rangeOf } from '../../../src/kpi/period.ts';
import { activity } from '../../activities/samples.ts';
import { eventually, hears } from '../../support/hear.ts';
import { type Handle, textsOf, useOffice } from '../../support/office.ts';
import { key } from '../given.ts';

/**
 * T-07 as people meet it, through the sandbox and the real app, on Monday 23 November 2026. Ana and Bo have logged calls in four complete
 * weeks; best first: 60 50 45 40 35 30 25 20. Whoever has logged none is not compared.
 */
const office = useOffice('2026-11-23T15:00:00Z');
const past = {
  ana: { '2026-W44': 50, '2026-W45': 40, '2026-W46': 30, '2026-W47': 20 },
  bo: { '2026-W44': 60, '2026-W45': 45, '2026-W46': 35, '2026-W47': 25 },
} as const;

beforeAll(async () => {
  const { db, workspaceId, memberIds } = office();
  for (const handle of ['ana', 'bo'] as const) {
    const lines = Object.entries(past[handle]).map(([week, count]) =>
      activity({ localDate: rangeOf(key(week)).from, quantity: BigInt(count) * 100n }),
    );
    const memberId = memberIds[handle];
    const act = { actorId: memberId, memberId, transportKey: `past-${handle}`, origin: 'slash' as const };
    await record(db, { workspaceId, ...act, lines });
  }
});

const general = (driver: Driver): string => channelId(driver, 'general');
const mention = (handle: Handle): string => `<@${office().slackIds[handle]}|${handle}>`;
const says = async (driver: Driver, line: string): Promise<string> =>
  textsOf((await ask(driver, line, general(driver))).blocks);
const answered = (driver: Driver, containing: string) =>
  driver.waitFor(containing, ({ ephemerals }) =>
    ephemerals.findLast((one) => textsOf(one.blocks).includes(containing)),
  );
/** What somebody has in their direct message. */
const told = (driver: Driver, containing: string): Promise<Message> =>
  hears(office().deps, driver, containing);

describe('T-07 beside a target', () => {
  test('T-07 the answer says how hard it is, the list as well, and the lead who is asked', async () => {
    const [ana, maya] = [await office().as('ana'), await office().as('maya')];
    const hard = await says(maya, `/goal ${mention('ana')} calls 61 weekly`);
    expect(hard).toContain('0 of 8 comparable weeks would have reached it (0 %): *too hard*.');
    expect(hard).toContain('60 % would have reached *35 a week*.');
    expect(await says(ana, '/goal')).toContain('*too hard*');
    expect(await says(ana, '/goal propose calls 45 because: as Bo')).toContain(
      '3 of 8 comparable weeks would have reached it (38 %): *fair*.',
    );
    const asked = await told(maya, 'as Bo');
    expect(textsOf(asked.blocks)).toContain('3 of 8 comparable weeks');
    await press(maya, asked, 'goals.why');
    await answered(maya, 'why this number');
  });

  test('T-07 too easy, and not enough history, in these words', async () => {
    const ana = await office().as('ana');
    expect(await says(ana, '/goal set calls 20 monthly')).toContain(
      '*Not enough history*: 2 comparable months so far',
    );
    const bo = await office().as('bo');
    expect(await says(bo, '/goal set calls 20 weekly')).toContain('(100 %): *too easy*.');
  });

  test('T-07 in Chinese', async () => {
    const lilei = await office().as('lilei');
    const text = await says(lilei, '/goal 设置 电话 61 每周');
    expect(text).toContain('同角色 8 条周记录中有 0 条能达到（0%）： *太难*');
    expect(text).toContain('建议值（60% 能达到）： *每周 35*');
  });
});

describe('T-07 “Why this number”', () => {
  const pictures = async (driver: Driver) =>
    (await messagesOf(driver, await directMessage(driver))).filter((message) => message.files.length > 0);

  test('T-07 a rep reads their own weeks by name and the others as figures; the picture is in the direct message', async () => {
    const bo = await office().as('bo');
    const list = await ask(bo, '/goal', general(bo));
    await press(bo, list, 'goals.why');
    const text = textsOf((await answered(bo, 'why this number')).blocks);
    expect(text).toContain('Compared with 2 reps over the last 4 complete periods');
    expect(text).toContain('From *20* to *60*; the middle is 40.');
    expect(text).toMatch(/• 60 · Bo Lindqvist · week 44/);
    expect(text).toContain('And without names: 50, 40, 30, 20');
    expect(text).not.toContain('Ana');
    await eventually(async () => expect(await pictures(bo)).toHaveLength(1));
    expect((await pictures(bo))[0]?.text).toContain('too easy');
  });

  test('T-07 who leads them reads their names', async () => {
    const maya = await office().as('maya');
    const list = await ask(maya, `/goal ${mention('bo')}`, general(maya));
    await press(maya, list, 'goals.why');
    const text = textsOf((await answered(maya, 'Bo Lindqvist* · *Calls')).blocks);
    expect(text).toMatch(/• 60 · Bo Lindqvist · week 44[\s\S]*• 50 · Ana Torres · week 44/);
    expect(text).not.toContain('without names');
  });

  test('a rep of another team who presses it is refused, and the attempt is noted', async () => {
    const lilei = await office().as('lilei');
    const { db, workspaceId, memberIds } = office();
    const subjects = [{ kind: 'member', id: memberIds.ana } as const];
    const [target] = await targetsOf(db, workspaceId, { subjects });
    const own = await ask(lilei, '/goal', general(lilei));
    await press(lilei, own, 'goals.why', { value: target?.id ?? '' });
    await answered(lilei, 'Ana Torres');
    const rows = await db.client.auditRow.count({ where: { workspaceId, action: 'access.denied' } });
    expect(rows).toBe(1);
  });
});

describe('T-07 what cannot be judged', () => {
  const target = async (handle: Handle, metricKey: string) => {
    const subjects = [{ kind: 'member', id: office().memberIds[handle] } as const];
    const [found] = await targetsOf(office().db, office().workspaceId, { subjects, metricKeys: [metricKey] });
    return found?.id ?? expect.unreachable();
  };

  test('T-07 an ended target says that it has ended', async () => {
    const bo = await office().as('bo');
    const set = await ask(bo, '/goal set demos 3 weekly', general(bo));
    expect(textsOf(set.blocks)).toContain('*Not enough history*: 0 comparable weeks so far, 8 are needed.');
    expect(await says(bo, '/goal end demos')).toContain('has ended');
    await press(bo, set, 'goals.why', { value: await target('bo', 'demos') });
    await answered(bo, 'This target has ended');
  });

  test('T-07 a metric that is no longer in use is not judged, and neither is a target that is not there', async () => {
    const bo = await office().as('bo');
    const set = await ask(bo, '/goal set meetings 3 weekly', general(bo));
    const { db, workspaceId } = office();
    await db.client.metric.updateMany({ where: { workspaceId, key: 'meetings' }, data: { isRetired: true } });
    const data = { playbookVersion: { increment: 1 } };
    await db.client.workspace.update({ where: { id: workspaceId }, data });
    await press(bo, set, 'goals.why');
    await answered(bo, 'This metric is no longer in use');
    await press(bo, set, 'goals.why', { value: 'nothing:9' });
    await answered(bo, 'This target is no longer there.');
  });

  test('T-07, M-03 a rating that nobody has given has no history', async () => {
    const bo = await office().as('bo');
    expect(await says(bo, '/goal set csat 4.2 monthly')).toContain(
      '*Not enough history*: 0 comparable months',
    );
  });

  test('T-07 who has no role is compared with nobody', async () => {
    const { db, workspaceId, memberIds } = office();
    await db.client.assignment.updateMany({
      where: { workspaceId, memberId: memberIds.lilei },
      data: { role: 'none' },
    });
    const lilei = await office().as('lilei');
    expect(await says(lilei, '/goal 设置 拜访 5 每周')).toContain('这里没有角色');
  });
});
