import { beforeAll, describe, expect, test } from 'vitest';
import type { Message } from '../../../sandbox/contract.ts';
import {
  ask,
  channelId,
  type Driver,
  directMessage,
  elementsIn,
  messagesOf,
  press,
} from '../../../sandbox/driver.ts';
import { targetsOf } from '../../../src/goals/store.ts';
import { valueOn } from '../../../src/goals/target.ts';
import { Temporal } from '../../../src/kpi/time.ts';
import { runDue } from '../../../src/platform/jobs/run.ts';
import { day } from '../../goals/given.ts';
import { textsOf, useOffice } from '../../support/office.ts';
import { keepWeekly } from '../../support/weekly.ts';

/** The digest of West's lead, Monday 09:00 in New York, with buttons that act in their own place. The week before: Wednesday, Nov 18. */
const office = useOffice('2026-11-18T20:00:00Z');
let ana: Driver;
let bo: Driver;
let maya: Driver;
const general = (driver: Driver): string => channelId(driver, 'general');
const says = (driver: Driver, line: string) => ask(driver, line, general(driver));

async function digest(): Promise<Message> {
  const all = await messagesOf(maya, await directMessage(maya));
  const found = all.findLast((one) => /Team West, Nov 16/.test(textsOf(one.blocks)));
  if (found === undefined) throw new Error('no digest');
  return found;
}
const texts = async (): Promise<string> => textsOf((await digest()).blocks);
const buttonsOf = ({ blocks }: Message): string[] =>
  elementsIn(blocks).map(({ element }) => String(element['action_id']));
const callsOf = async (handle: 'ana' | 'bo') => {
  const subjects = [{ kind: 'member', id: office().memberIds[handle] } as const];
  const found = await targetsOf(office().db, office().workspaceId, { subjects, metricKeys: ['calls'] });
  const official = found.find((one) => one.layer === 'official');
  return official === undefined ? null : valueOn(official, day('2026-11-23'));
};

beforeAll(async () => {
  const { db, app, slackIds } = office();
  [ana, bo, maya] = [await office().as('ana'), await office().as('bo'), await office().as('maya')];
  await keepWeekly(db, Temporal.Instant.from('2026-11-18T20:00:00Z'));
  await says(maya, `/goal <@${slackIds.ana}|ana> calls 60 weekly`);
  await says(maya, `/goal <@${slackIds.bo}|bo> calls 60 weekly`);
  await says(ana, '/goal propose calls 40 because: two trade fairs');
  await says(bo, '/goal propose calls 45 because: fewer leads');
  await says(ana, '/log 5 calls\ndeal with Acme $1,200\ndeal with Globex $800');
  await runDue(app.jobs, Temporal.Instant.from('2026-11-23T14:00:30Z'));
});

describe('the digest acts', () => {
  test('it names the silent rep, the amounts that wait, and both proposals with their answers', async () => {
    const said = await texts();
    // Bo: nothing since the office began, far more than three working days.
    expect(said).toMatch(/Silent\*\n○ \*Bo Lindqvist\*/);
    expect(said).toMatch(/2 amounts wait for your confirmation: \$2,000 in all, the oldest of Wed, Nov 18/);
    expect(said).toMatch(/Waits for you/);
    expect(said).toMatch(/two trade fairs/);
    expect(said).toMatch(/fewer leads/);
    const buttons = buttonsOf(await digest());
    expect(buttons.filter((id) => id === 'goals.accept')).toHaveLength(2);
    expect(buttons).toContain('activities.confirm');
  });

  test('T-06 “Accept” at one proposal: it holds, its place says so, and everything else stays', async () => {
    const before = await digest();
    const proposal = elementsIn(before.blocks).find(({ element }) => element['action_id'] === 'goals.accept');
    if (proposal === undefined) throw new Error('no proposal');
    await press(maya, before, 'goals.accept');
    await expect
      .poll(async () => buttonsOf(await digest()).filter((id) => id === 'goals.accept').length, {
        timeout: 30_000,
      })
      .toBe(1);
    const after = await texts();
    expect(after).toMatch(/Silent\*\n○ \*Bo Lindqvist\*/);
    expect(after).toMatch(/2 amounts wait/);
    expect([await callsOf('ana'), await callsOf('bo')].filter((value) => value === 6_000n)).toHaveLength(1);
  });

  test('“Decline” at the other: 60 stays, and no question is left', async () => {
    await press(maya, await digest(), 'goals.decline');
    await expect
      .poll(async () => buttonsOf(await digest()).includes('goals.accept'), { timeout: 30_000 })
      .toBe(false);
    expect([await callsOf('ana'), await callsOf('bo')]).toContain(6_000n);
  });

  test('M-07 “Confirm…” opens the amounts of the team, all ticked', async () => {
    const before = maya.seen.modals.length;
    await press(maya, await digest(), 'activities.confirm');
    const view = await maya.waitFor('the form', ({ modals }) => modals[before]);
    expect(view.callback_id).toBe('activities.confirm');
    expect(JSON.stringify(view.blocks)).toMatch(/1,200[\s\S]*Acme/);
  });

  test('a rep who presses the same button confirms nothing', async () => {
    const { db, workspaceId } = office();
    const refused = { workspaceId, action: 'access.denied', actorId: office().memberIds.ana };
    await says(ana, '/pace confirm');
    await expect.poll(() => db.client.auditRow.count({ where: refused }), { timeout: 30_000 }).toBe(1);
  });
});
