import { beforeAll, describe, expect, test } from 'vitest';
import type { Message } from '../../../sandbox/contract.ts';
import { ask, channelId, type Driver, press } from '../../../sandbox/driver.ts';
import { record, undo } from '../../../src/activities/store.ts';
import { localDate } from '../../../src/kpi/localDate.ts';
import { updateMember } from '../../../src/people/store.ts';
import { answered } from '../../support/hear.ts';
import { type Handle, textsOf, useOffice } from '../../support/office.ts';
import { activity } from '../samples.ts';

/** M-06: from a figure of anybody, a team, a region or the company down to the log lines, a page at a time. */
const office = useOffice('2026-11-18T20:00:00Z');
let maya: Driver;

const shown = ({ text, blocks }: Message): string => `${text}\n${textsOf(blocks)}`.replaceAll('\u2060', '');

async function log(handle: Handle, notes: readonly string[], date = '2026-11-16'): Promise<void> {
  const { db, workspaceId, memberIds } = office();
  const lines = notes.map((note) => activity({ localDate: localDate(date), quantity: 100n, note }));
  const who = { actorId: memberIds[handle], memberId: memberIds[handle] };
  await record(db, { workspaceId, ...who, transportKey: `${handle}-${date}`, origin: 'slash', lines });
}

/** The lines behind a figure, by the button below its explanation; each page by the button of the one before. */
async function pages(driver: Driver, question: string, count: number): Promise<string[]> {
  const found: string[] = [];
  let message = await ask(driver, question, channelId(driver, 'general'));
  for (let page = 0; page < count; page += 1) {
    const before = new Set(driver.seen.ephemerals.map(({ ts }) => ts));
    await press(driver, message, 'activities.lines');
    message = await driver.waitFor('the lines', ({ ephemerals }) =>
      ephemerals.find(({ ts }) => !before.has(ts)),
    );
    found.push(shown(message));
  }
  return found;
}

beforeAll(async () => {
  maya = await office().as('maya');
  await log(
    'ana',
    Array.from({ length: 23 }, (_, at) => `ana-${at}-`),
  );
  await log('bo', ['bo-0-', 'bo-1-'], '2026-11-17');
  await log('lilei', ['lilei-0-']);
});

describe('M-06 the lines behind', () => {
  test('a team: the newest first, who they are of, twenty at a time, each once', async () => {
    const [first = '', second = ''] = await pages(maya, '/kpi explain calls team West', 2);
    expect(first).toMatch(/Behind calls[\s\S]*Bo[^\n]* · [\s\S]*bo-[01]-[\s\S]*Ana Torres · [\s\S]*ana-/);
    expect(first).toContain('Lines 1 to 20, the newest first.');
    expect(second).toContain('Lines 21 to 25, the newest first.');
    const named = (text: string): string[] => text.match(/(?:ana|bo)-\d+-/g) ?? [];
    expect(named(first)).toHaveLength(20);
    expect(new Set([...named(first), ...named(second)]).size).toBe(25);
  });

  test('what is logged between two pages shifts nothing, nor does taking back the last that was shown', async () => {
    const { db, workspaceId, memberIds } = office();
    const [first = ''] = await pages(maya, '/kpi explain calls @bo', 1);
    expect(first).toContain('bo-0-');
    const question = `/kpi explain calls <@${office().slackIds.ana}|ana>`;
    const asked = await ask(maya, question, channelId(maya, 'general'));
    const next = async (from: Message): Promise<Message> => {
      const before = new Set(maya.seen.ephemerals.map(({ ts }) => ts));
      await press(maya, from, 'activities.lines');
      return maya.waitFor('a page', ({ ephemerals }) => ephemerals.find(({ ts }) => !before.has(ts)));
    };
    const page = await next(asked);
    await log('ana', ['ana-late-'], '2026-11-18');
    const last = (shown(page).match(/ana-\d+-/g) ?? []).at(-1) ?? '';
    const { id } = await db.client.activity.findFirstOrThrow({ where: { workspaceId, note: last } });
    await undo(db, { workspaceId, actorId: memberIds.ana, activityId: id, transportKey: 'between' });
    const rest = shown(await next(page));
    expect(rest.match(/ana-(\d+|late)-/g)).toHaveLength(3);
    expect(rest).toContain('Lines 21 to 23, the newest first.');
    // The newest stands first from now on, with its date, although it is today’s.
    const [again = ''] = await pages(maya, question, 1);
    expect(again).toMatch(/• [^\n]*Nov 18[^\n]*ana-late-/);
  });

  test('a region whose name has a space: its lines, and nobody else’s', async () => {
    const [lines = ''] = await pages(
      await office().as('hanmeimei'),
      '/kpi explain 电话 区域 "Greater China"',
      1,
    );
    expect(lines).toMatch(/李雷 · [\s\S]*lilei-0-/);
    expect(lines).not.toMatch(/ana-|bo-/);
    expect(lines).toContain('最近的 1 条');
  });

  test('the company: an administrator reads all, whoever leads a team its people’s, and is told so', async () => {
    const { db, workspaceId, memberIds } = office();
    const [own = ''] = await pages(await office().as('hanmeimei'), '/kpi explain 电话 公司', 1);
    expect(own).toMatch(/lilei-0-[\s\S]*不归你管理的人的记录不显示/);
    expect(own).not.toMatch(/ana-|bo-/);
    await updateMember(db, workspaceId, null, memberIds.maya, { isAdmin: true });
    const all = await pages(maya, '/kpi explain calls company', 2);
    expect(all.join('\n')).toMatch(/lilei-0-/);
    expect(all.join('\n')).not.toMatch(/do not lead/);
  });

  test('P-06 who left the team took the later lines along', async () => {
    const { db, workspaceId, memberIds } = office();
    await db.client
      .$executeRaw`UPDATE assignment SET to_date = '2026-11-17' WHERE workspace_id = ${workspaceId} AND member_id = ${memberIds.bo}`;
    const found = await pages(maya, '/kpi explain calls team West', 2);
    expect(found.join('\n')).not.toMatch(/bo-/);
  });

  test('a colleague’s lines are refused, and that is written down', async () => {
    const { db, workspaceId, memberIds } = office();
    const ana = await office().as('ana');
    const ofTeam = await ask(ana, '/kpi explain calls team West', channelId(ana, 'general'));
    expect(JSON.stringify(ofTeam.blocks)).not.toContain('activities.lines');
    // Whatever a button of hers says.
    const own = await ask(ana, '/kpi explain calls', channelId(ana, 'general'));
    const value = `calls 2026-11-01 2026-12-01 0 team ${office().teamIds.West}`;
    await press(ana, own, 'activities.lines', { value });
    await answered(ana, 'Only this person, the manager');
    const where = { workspaceId, actorId: memberIds.ana, action: 'access.denied' };
    expect(await db.client.auditRow.count({ where })).toBeGreaterThan(0);
  });
});
