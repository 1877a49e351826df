import { beforeAll, describe, expect, test } from 'vitest';
import type { Message } from '../../sandbox/contract.ts';
import { ask, channelId, type Driver } from '../../sandbox/driver.ts';
import { ok } from '../../src/kpi/result.ts';
import { updateMember } from '../../src/people/store.ts';
import { changeProcess } from '../../src/playbook/edit/store.ts';
import { readyMadeOf } from '../../src/playbook/readyMade/all.ts';
import { installPlaybook } from '../../src/playbook/store.ts';
import { textsOf, useOffice } from '../support/office.ts';

/** What is typed and makes no sense: each is told with the way out, in the writer's language, and nothing of it is saved. */
const office = useOffice('2026-11-18T20:00:00Z');

const say = async (driver: Driver, line: string): Promise<string> => {
  const message: Message = await ask(driver, line, channelId(driver, 'general'));
  return `${message.text}\n${textsOf(message.blocks)}`.replaceAll('\u2060', '');
};
/** How many rows there are of all that could have been written. */
async function rows(): Promise<unknown> {
  const { db, workspaceId } = office();
  const where = { workspaceId };
  return Promise.all([
    db.client.activity.count({ where }),
    db.client.targetVersion.count({ where }),
    db.client.absence.count({ where }),
    db.client.holiday.count({ where }),
    db.client.exchangeRate.count({ where }),
    db.client.workspace.findUniqueOrThrow({ where: { id: workspaceId } }).then((one) => one.playbookVersion),
  ]);
}

let ana: Driver;
let maya: Driver;
let lilei: Driver;
beforeAll(async () => {
  const { db, workspaceId, memberIds } = office();
  await updateMember(db, workspaceId, null, memberIds.maya, { isAdmin: true });
  await installPlaybook(db, workspaceId, readyMadeOf('funnel'));
  [ana, maya, lilei] = await Promise.all([office().as('ana'), office().as('maya'), office().as('lilei')]);
});

describe('targets that make no sense', () => {
  test.each([
    ['A-01 t = b', '/goal set calls 50 weekly baseline:50', /baseline/i],
    ['A-01 a baseline above the target', '/goal set calls 50 weekly baseline:60', /baseline/i],
    ['T-08 a commit beyond the target', '/goal set calls 50 weekly commit:60', /commit/i],
    ['T-08 a commit that is the target', '/goal set calls 50 weekly commit:50', /commit/i],
    ['T-08 a stretch below the target', '/goal set calls 50 weekly stretch:40', /stretch/i],
    ['T-08 a commit below a target of which lower is better', '/goal set lost 5 monthly commit:4', /commit/i],
    ['A-02 a tolerance where there is no band', '/goal set calls 50 weekly tolerance:5', /tolerance|band/i],
    ['T-06 a version in the past', '/goal set calls 50 weekly from:2026-11-01', /past|today|earlier/i],
    ['T-06 a period that is over', '/goal set calls 500 2026-10', /over|past/i],
    ['a target below 0', '/goal set calls -5 weekly', /-5|negative|below 0|number/i],
    ['a metric that there is not', '/goal set callz 50 weekly', /calls/i],
  ])('%s', async (_, line, words) => {
    const before = await rows();
    expect(await say(ana, line)).toMatch(words);
    expect(await rows()).toEqual(before);
  });

  test('T-08 the same in Chinese', async () => {
    expect(await say(lilei, '/goal 设置 电话 50 每周 保底:60')).toMatch(/保底/);
    expect(await say(lilei, '/goal 设置 电话 50 每周 基线:50')).toMatch(/基线|基准/);
  });
});

describe('entries that make no sense', () => {
  test.each([
    [
      'P-05 a date further back than a rep may enter',
      '/log 3 calls on:2026-10-01',
      /too far back: you can enter from Wed, Nov 4/,
    ],
    ['P-05 a date to come', '/log 3 calls on:2026-12-24', /lies ahead/],
    [
      'M-04 shares of more than 100 %',
      '/log deal with Acme $900 share:@bo=110%',
      /whole percentage from 1 to 99/,
    ],
    [
      'M-05 a currency without a rate, with the way out',
      '/log deal with Acme EUR 900',
      /no exchange rate for EUR[\s\S]*\/pace rates EUR=/,
    ],
    ['an amount with two readings', '/log deal with Acme 1.234', /1\.234|1,234/],
    ['a rating beyond its scale', '/log csat 6/5 with Acme', /0 to 5/],
    ['one wrong line of two', '/log 3 calls\n2 cals', /calls/],
    [
      'an absence that ends before it begins',
      '/pace absence 2026-12-31..2026-12-21',
      /before|backwards|ends/i,
    ],
    ['a date that there is not', '/pace absence 2026-02-30', /2026-02-30/],
    [
      'a holiday of a region that there is not',
      '/pace holiday 2026-12-24 Eve region:Mars',
      /Mars[\s\S]*Americas/,
    ],
    ['an exchange rate of 0', '/pace rates EUR=0', /rate|0/],
    ['an unknown currency', '/pace rates ABC=2', /ABC/],
  ])('%s', async (_, line, words) => {
    const before = await rows();
    expect(await say(line.startsWith('/pace') ? maya : ana, line)).toMatch(words);
    expect(await rows()).toEqual(before);
  });

  test('M-05 the same in Chinese, with the way out', async () => {
    expect(await say(lilei, '/log 成交 客户:华为 EUR 900')).toMatch(/没有 EUR[\s\S]*\/pace rates EUR=/);
  });
});

describe('a metric that nothing moves', () => {
  test('M-01 is told where it is used: its activities are retired', async () => {
    const { db, workspaceId, memberIds } = office();
    expect(await say(ana, '/kpi explain surveys')).not.toMatch(/Nothing that can be logged/);
    const changed = await changeProcess(db, workspaceId, memberIds.maya, ({ book }) =>
      ok({
        ...book,
        types: book.types.map((type) => (type.key === 'survey' ? { ...type, isRetired: true } : type)),
      }),
    );
    expect(changed.ok).toBe(true);
    expect(await say(ana, '/kpi explain surveys')).toMatch(/Nothing that can be logged now moves this/);
    expect(await say(lilei, '/kpi explain 问卷数')).toMatch(/没有任何可记录的活动会影响这个指标/);
  });
});
