import { beforeAll, describe, expect, test } from 'vitest';
import type { Message } from '../../sandbox/contract.ts';
import { channelId, command, type Driver } from '../../sandbox/driver.ts';
import { updateMember } from '../../src/people/store.ts';
import { textsOf, useOffice } from '../support/office.ts';

/** T-03, T-06: a target of each kind of subject for each kind of period is set, listed, and shown in `/kpi`. */
const office = useOffice('2026-11-18T20:00:00Z');

const say = async (driver: Driver, line: string): Promise<string> => {
  const before = new Set(driver.seen.ephemerals.map(({ ts }) => ts));
  await command(driver, line, channelId(driver, 'general'));
  // Slack takes so many direct messages a second: that somebody could not be told is said besides, and is nothing of this test.
  const isAnswer = ({ ts, text }: Message): boolean => !before.has(ts) && !/could not send/u.test(text);
  const message = await driver.waitFor(line, ({ ephemerals }) => ephemerals.find(isAnswer));
  return `${message.text}\n${textsOf(message.blocks)}`.replaceAll('\u2060', '');
};

let ana: Driver;
let maya: Driver;
let lilei: Driver;
beforeAll(async () => {
  const { db, workspaceId, memberIds } = office();
  await updateMember(db, workspaceId, null, memberIds.maya, { isAdmin: true });
  [ana, maya, lilei] = await Promise.all([office().as('ana'), office().as('maya'), office().as('lilei')]);
  await say(ana, '/log 3 calls');
  await say(await office().as('bo'), '/log 4 calls');
  await say(lilei, '/log 电话 5 日期:昨天');
});

const SUBJECTS = [
  ['a person', () => `<@${office().slackIds.ana}|ana>`, '3'],
  ['a team', () => 'team West', '7'],
  ['a region', () => 'region Americas', '7'],
  ['the company', () => 'company', '12'],
] as const;
/** What is typed, how the list names it, and how the figures do. */
const PERIODS = [
  ['weekly', /a week/, 'this week'],
  ['monthly', /a month/, 'this month'],
  ['quarterly', /a quarter/, 'this quarter'],
  ['half-yearly', /half-year/, 'this half-year'],
  ['yearly', /a year/, 'this year'],
  ['2027', /2027/, undefined],
  ['FY2027', /2027/, undefined],
] as const;

describe.each(SUBJECTS)('%s', (_, who, total) => {
  test.each(PERIODS)('T-03 takes a target %s, lists it and shows it', async (period, named, current) => {
    const set = await say(maya, `/goal ${who()} calls 500 ${period}`);
    expect(set).toMatch(/500/);
    expect(set).toMatch(named);
    expect(await say(maya, `/goal ${who()}`)).toMatch(named);
    // It holds from today, so that what is in force is a part of the 500.
    if (current !== undefined)
      expect(await say(maya, `/kpi ${who()} calls`)).toMatch(new RegExp(`${current}: \\*${total}\\* of \\d`));
  });
});

describe('figures of a region and of the company', () => {
  test('A-03 are their own sums, explained, in both languages', async () => {
    expect(await say(ana, '/kpi region Americas calls this month')).toMatch(
      /Where region Americas stands[\s\S]*\b7\b/,
    );
    expect(await say(lilei, '/kpi 公司 电话 本月')).toMatch(/全公司目前的进度[\s\S]*12/);
    expect(await say(ana, '/kpi explain calls company')).toMatch(/everybody[\s\S]*\b12\b/);
  });

  test('a region is for those who are in it or lead its teams; one that is none is named with those there are', async () => {
    expect(await say(lilei, '/kpi region Americas')).toMatch(/Americas 区域的数据只有/);
    expect(await say(ana, '/kpi region Amerika')).toMatch(
      /no region “Amerika”. Regions: Americas, Greater China/,
    );
    expect(await say(ana, '/kpi region "Greater China"')).toMatch(/are for those who work in it/);
  });
});
