import { beforeAll, describe, expect, test } from 'vitest';
import { ask, channelId } from '../../sandbox/driver.ts';
import { record } from '../../src/activities/store.ts';
import { weeklyFeedback } from '../../src/feedback/weekly/job.ts';
import { addDays } from '../../src/kpi/localDate.ts';
import { Temporal } from '../../src/kpi/time.ts';
import { activity } from '../activities/samples.ts';
import { day, key } from '../goals/given.ts';
import { textsOf, useOffice } from '../support/office.ts';

/** C-02 through the real job: three reps made 45 calls each in every one of eight weeks, and 25 in the week of Nov 16. */
const office = useOffice('2026-11-20T20:00:00Z');
const reps = ['ana', 'bo', 'lilei'] as const;

async function calls(handle: (typeof reps)[number], date: string, count: number): Promise<void> {
  const { db, workspaceId, memberIds } = office();
  const memberId = memberIds[handle];
  const what = activity({
    typeKey: 'call',
    quantity: BigInt(count) * 100n,
    localDate: day(date),
    shares: null,
  });
  const batch = { workspaceId, actorId: memberId, memberId, origin: 'slash', lines: [what] } as const;
  await record(db, { ...batch, transportKey: `${handle} ${date} ${count}` });
}

const built = async (periodKey: string, due: string) => {
  const { deps, workspaceId, teamIds } = office();
  const request = { workspaceId, teamId: teamIds.West, periodKey: key(periodKey) };
  const dueAt = Temporal.Instant.from(due);
  const messages = await weeklyFeedback(() => Promise.resolve([])).build(deps, { ...request, dueAt });
  const of = (start: string) => messages.find((message) => message.key.startsWith(start));
  return {
    rep: textsOf(of(`rep:${office().memberIds.ana}`)?.reply.blocks ?? []),
    lead: textsOf(of('digest')?.reply.blocks ?? []),
  };
};

beforeAll(async () => {
  const maya = await office().as('maya');
  const line = `/goal <@${office().slackIds.ana}|ana> calls 45 weekly from:2026-11-20`;
  await ask(maya, line, channelId(maya, 'general'));
  for (const handle of reps) {
    for (let week = 1; week <= 8; week += 1)
      for (const weekday of [0, 1, 2])
        await calls(handle, addDays(day('2026-11-16'), weekday - 7 * week), 15);
  }
});

describe('C-02 the market in the weekly report', () => {
  test('one who falls alone falls alone', async () => {
    await calls('ana', '2026-11-20', 2);
    await calls('bo', '2026-11-16', 45);
    await calls('lilei', '2026-11-16', 45);
    const { rep, lead } = await built('2026-W47', '2026-11-23T14:00:00Z');
    expect(rep).toMatch(/What holds you back/);
    expect(`${rep}${lead}`).not.toMatch(/the market/i);
  });

  test('where all fall from 45 to 20 (−56 %), the rep is not blamed and the lead is pointed to the targets', async () => {
    for (const handle of reps) await calls(handle, '2026-11-25', 20);
    const { rep, lead } = await built('2026-W48', '2026-11-30T14:00:00Z');
    expect(rep).toMatch(
      /It is the market, not you:\* Calls fell by 56% .* The middle of 3 people was 20, usually 45/,
    );
    expect(rep).not.toMatch(/What holds you back/);
    expect(lead).toMatch(/The market, not people:\* Calls fell by 56%/);
    expect(lead).toMatch(/`\/pace strategy`/);
    expect(lead).toMatch(/Short in what fell for everybody: Ana Torres/);
    expect(lead).not.toMatch(/▼ \*Ana Torres/);
  });
});
