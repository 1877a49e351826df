import { beforeAll, describe, expect, test } from 'vitest';
import type { Message } from '../../sandbox/contract.ts';
import { ask, channelId, type Driver, press } from '../../sandbox/driver.ts';
import { updateMember } from '../../src/people/store.ts';
import { textsOf, useOffice } from '../support/office.ts';

/** P-04, T-04 through the real protocol: whatever changes somebody's working days changes what is asked of them, at once. */
const office = useOffice('2026-11-23T14:00:00Z');

const say = (driver: Driver, line: string): Promise<Message> =>
  ask(driver, line, channelId(driver, 'general'));
const shown = (message: Message): string =>
  `${message.text}\n${textsOf(message.blocks)}`.replaceAll('\u2060', '');

let ana: Driver;
let maya: Driver;
let lilei: Driver;
beforeAll(async () => {
  const { db, workspaceId, memberIds, slackIds } = office();
  await updateMember(db, workspaceId, null, memberIds.maya, { isAdmin: true });
  [ana, maya, lilei] = await Promise.all([office().as('ana'), office().as('maya'), office().as('lilei')]);
  await say(maya, `/goal <@${slackIds.ana}|ana> calls 50 weekly`);
  await say(ana, '/log 3 calls');
});
const inForce = async (): Promise<string | undefined> =>
  /Calls\* · this week: \*\d+\* of ([\d.]+)/u.exec(shown(await say(ana, '/kpi calls')))?.[1];

describe('holidays of a country', () => {
  test('P-04 a whole country is entered at once for a region; Thanksgiving lowers 50 a week to 40, Undo restores it', async () => {
    expect(await inForce()).toBe('50');
    const loaded = await say(maya, '/pace holiday import US 2026 region:Americas');
    expect(shown(loaded)).toMatch(
      /days of United States[^\n]* are entered for Americas[\s\S]*Thanksgiving Day/,
    );
    expect(await inForce()).toBe('40');
    expect(shown(await say(maya, '/pace holiday import US 2026 region:Americas'))).toMatch(
      /entered for Americas already/,
    );
    await press(maya, loaded, 'people.undoHolidays');
    await maya.waitFor('undone', ({ ephemerals }) => ephemerals.find((one) => /taken away/.test(shown(one))));
    expect(await inForce()).toBe('50');
  });

  test('P-04 China comes with its make-up working days, for another region alone', async () => {
    const loaded = shown(await say(maya, '/pace holiday import China 2026 region:"Greater China"'));
    expect(loaded).toMatch(/Make-up day \(Spring Festival\) · Greater China · working day/);
    expect(await inForce()).toBe('50');
    expect(shown(await say(maya, '/pace holiday import China 2035 region:"Greater China"'))).toMatch(
      /2035 the make-up working days are not announced yet/,
    );
  });

  test('P-04 what is not known, and who may not, is said in either language', async () => {
    expect(shown(await say(maya, '/pace holiday import Germny'))).toMatch(/Did you mean Germany\?/);
    expect(shown(await say(maya, '/pace holiday import'))).toMatch(/Name a country/);
    expect(shown(await say(lilei, '/pace holiday 导入 中国 2026'))).toMatch(/假日由管理员登记/);
    expect(shown(await say(maya, '/pace holiday remove 2026-07-04'))).toMatch(/no holiday on these dates/);
  });
});

describe('absences', () => {
  test('T-04 one day of five away: 50 → 40; an afternoon more: 35; cancelled: 50; the need per day follows', async () => {
    await say(ana, '/pace absence 2026-11-27');
    expect(await inForce()).toBe('40');
    // Monday 09:00 in New York: 37 ÷ 4 days present = 9.25, shown half to even.
    expect(shown(await say(ana, '/kpi calls'))).toMatch(/37 to go: 9\.2 per working day, 4 days left/);
    await say(ana, '/pace absence 2026-11-26 afternoon');
    expect(await inForce()).toBe('35');
    for (let one = 0; one < 2; one += 1) {
      const list = await say(ana, '/pace absence list');
      await press(ana, list, 'people.cancelAbsence');
      await ana.waitFor(
        'cancelled',
        ({ ephemerals }) => ephemerals.filter((each) => /Cancelled/.test(shown(each)))[one],
      );
    }
    expect(await inForce()).toBe('50');
  });

  test('T-04 a manager enters it for a member, who is told; a rep does not for another', async () => {
    const { slackIds } = office();
    await say(maya, `/pace absence <@${slackIds.ana}|ana> 2026-11-25..2026-11-26`);
    expect(await inForce()).toBe('30');
    expect(shown(await say(lilei, `/pace absence <@${slackIds.ana}|ana> 2026-12-01`))).toMatch(/经理|管理员/);
    expect(shown(await say(ana, '/pace absence 2026-12-21..2026-12-31'))).toMatch(/Dec 21/);
  });
});
