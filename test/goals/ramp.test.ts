import { describe, expect, it, test } from 'vitest';
import { ask, channelId, type Driver } from '../../sandbox/driver.ts';
import { asOfEnd } from '../../src/goals/asOf.ts';
import { doneReply } from '../../src/goals/blocks.ts';
import { meaningOf } from '../../src/goals/meaning.ts';
import { standingIn } from '../../src/goals/standing.ts';
import { workCalendar } from '../../src/kpi/calendar.ts';
import { exact, isEqual } from '../../src/kpi/exact.ts';
import { currency } from '../../src/kpi/money.ts';
import { rangeOf } from '../../src/kpi/period.ts';
import { parseRamp, rampByMonths, rampFrom } from '../../src/kpi/ramp.ts';
import { calendarsOf, updateMember } from '../../src/people/store.ts';
import { textsOf, useOffice } from '../support/office.ts';
import { calls, day, endOfDay, facts, key, target } from './given.ts';

const newcomer = workCalendar({
  firstDay: day('2026-11-09'),
  ramp: rampByMonths(day('2026-11-09'), [50, 75, 100]),
});
const fifty = target({ steps: [['2026-11-02', 50]] });

describe('T-05 a ramp for newcomers', () => {
  it.each([
    // In the first month half of it, in the second three quarters, from the third on all of it.
    ['2026-W46', 2500, 50],
    ['2026-W48', 2500, 50],
    ['2026-W51', 3750, 75],
    ['2027-W03', 5000, null],
  ])('T-05 50 a week in %s: %i hundredths', (week, inForce, percent) => {
    const asOf = asOfEnd(rangeOf(key(week)));
    const found = standingIn(facts({ targets: [fifty], calendar: newcomer, asOf }), calls, key(week));
    expect(found.inForce !== null && isEqual(found.inForce, exact(inForce))).toBe(true);
    expect(found.rampPercent).toBe(percent);
  });
  it('T-05 in the week in which it rises each day has its own part: Mon, Tue at 50 %, Wed–Fri at 75 % → 5+5+7.5×3 = 32.5', () => {
    const given = facts({ targets: [fifty], calendar: newcomer, asOf: endOfDay('2026-12-13') });
    const found = standingIn(given, calls, key('2026-W50'));
    expect(found.inForce !== null && isEqual(found.inForce, exact(3250))).toBe(true);
  });
  it('the answer says why it is less, in both languages', () => {
    const meaning = meaningOf(fifty, calls, newcomer, day('2026-11-23'), {});
    const [version] = fifty.versions;
    if (version === undefined) throw new Error('no version');
    const done = {
      target: fifty,
      metric: calls,
      version,
      before: null,
      dropped: null,
      assumed: null,
      meaning,
    };
    const text = (locale: 'en' | 'zh') =>
      textsOf(
        doneReply(
          { ...done, ofName: null, holidayNames: new Map(), told: null },
          { locale, currency: currency('USD'), fiscalYearStart: 1, today: day('2026-11-23') },
        ).blocks ?? [],
      );
    expect(text('en')).toContain(
      'In force for this week: *25*, because newcomers begin with a part of it (ramp 50 %).',
    );
    expect(text('zh')).toContain('新人爬坡期（目前 50%）');
  });
  it.each([
    ['50/75/100', [50, 75, 100]],
    ['50%、100%', [50, 100]],
    ['off', null],
    ['关', null],
    ['150', undefined],
    ['', undefined],
    ['a/b', undefined],
  ])('%j is %j', (text, percents) => expect(parseRamp(text)).toEqual(percents));
  it('a ramp that is over before a range is none', () => {
    expect(rampFrom(day('2026-01-01'), [50, 75, 100], day('2026-03-01'))).toBeUndefined();
    expect(rampFrom(day('2026-01-01'), [50, 75, 100], day('2026-02-28'))).toHaveLength(3);
    expect(rampFrom(day('2026-01-01'), [50, 75], day('2026-06-01'))).toHaveLength(2);
  });
});

const office = useOffice('2026-11-23T15:00:00Z');
const says = async (driver: Driver, line: string): Promise<string> =>
  textsOf((await ask(driver, line, channelId(driver, 'general'))).blocks);

describe('T-05 the workspace’s ramp', () => {
  const rampOfAna = async () => {
    const { db, workspaceId, memberIds } = office();
    const range = { from: day('2026-11-23'), to: day('2026-11-30') };
    const calendar = (await calendarsOf(db, workspaceId, [memberIds.ana], range)).get(memberIds.ana);
    return calendar?.ramp?.map((step) => step.percent);
  };
  test('50 / 75 / 100 by default, off for one person by their lead, other steps by an administrator alone', async () => {
    const { db, workspaceId, memberIds, slackIds } = office();
    const [maya, ana] = [await office().as('maya'), await office().as('ana')];
    expect(await rampOfAna()).toBeUndefined();
    expect(await says(maya, `/goal <@${slackIds.ana}> ramp off`)).toContain('no first day of work');
    await updateMember(db, workspaceId, null, memberIds.ana, { firstDay: day('2026-11-09') });
    expect(await rampOfAna()).toEqual([50, 75, 100]);
    expect(await says(ana, '/goal set calls 50 weekly')).toContain('ramp 50 %');
    expect(await says(ana, `/goal <@${slackIds.ana}> ramp off`)).toContain('An administrator decides');
    expect(await says(maya, `/goal <@${slackIds.ana}> ramp off`)).toContain('all of the targets');
    expect(await rampOfAna()).toBeUndefined();
    expect(await says(maya, `/goal <@${slackIds.ana}> ramp on`)).toContain('50 % / 75 % / 100 %');
    expect(await says(ana, '/goal ramp 10/100')).toContain('An administrator decides');
    await updateMember(db, workspaceId, null, memberIds.maya, { isAdmin: true });
    expect(await says(maya, '/goal ramp 40/100')).toContain('40 % / 100 %');
    expect(await rampOfAna()).toEqual([40, 100]);
    expect(await says(maya, '/goal ramp off')).toContain('all of their targets');
    expect(await rampOfAna()).toBeUndefined();
  });
});
