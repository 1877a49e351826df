import { beforeAll, describe, expect, test } from 'vitest';
import { ask, channelId, type Driver, press, submit } from '../../sandbox/driver.ts';
import { importActivities } from '../../src/activities/store.ts';
import { coachingDigest } from '../../src/coaching/digest/slack.ts';
import { measurePlans } from '../../src/coaching/plan/job.ts';
import { coachDue, coachWorkspace, nextLook } from '../../src/coaching/raising/job.ts';
import { setTarget } from '../../src/goals/store.ts';
import { addDays, localDate } from '../../src/kpi/localDate.ts';
import { Temporal } from '../../src/kpi/time.ts';
import { addPeople, findActor } from '../../src/people/store.ts';
import { giveKudos } from '../../src/recognition/giving/store.ts';
import { readWorkspace } from '../../src/workspace/store.ts';
import { day } from '../goals/given.ts';
import { answered, hears, modal, modalHolding } from '../support/hear.ts';
import { textsOf, useOffice } from '../support/office.ts';

/** C-01 through the real protocol. Tuesday, 24 November 2026, ten in New York: the weeks are W45, W46 and W47. */
const NOW = '2026-11-24T15:00:00Z';
const office = useOffice(NOW);
const now = Temporal.Instant.from(NOW);
const general = (driver: Driver): string => channelId(driver, 'general');
const ids: Record<string, string> = {};

let ana: Driver;
let bo: Driver;
let maya: Driver;
let boss: Driver;
const workspace = async () => {
  const found = await readWorkspace(office().db, office().workspaceId);
  if (found === undefined) throw new Error('no workspace');
  return found;
};

beforeAll(async () => {
  const { db, workspaceId, memberIds } = office();
  const more = (['cy', 'di'] as const).map((handle) => ({
    ...{ slackUserId: `U${handle.toUpperCase()}`, name: handle, email: null, tz: 'America/New_York' },
    ...{ locale: 'en' as const, teamName: 'West', role: 'rep' as const, region: null },
  }));
  const added = await addPeople(db, workspaceId, more, [], localDate('2026-01-01'));
  Object.assign(ids, { ana: memberIds.ana, bo: memberIds.bo, lilei: memberIds.lilei });
  Object.assign(ids, { cy: added.memberIds.get('UCY'), di: added.memberIds.get('UDI') });
  // Calls a week of 50: Ana 20, 22 and 18; the others 45, 44, 46 and 43.
  const did = {
    ana: [20, 22, 18],
    bo: [45, 45, 45],
    cy: [44, 44, 44],
    di: [46, 46, 46],
    lilei: [43, 43, 43],
  };
  for (const [who, counts] of Object.entries(did)) {
    const memberId = ids[who] ?? '';
    await setTarget(db, {
      ...{ workspaceId, transportKey: `goal:${who}`, subject: { kind: 'member', id: memberId } },
      ...{ metricKey: 'calls', layer: 'official', shape: { periodKind: 'week', periodKey: null } },
      frame: { today: day('2026-01-05'), period: null },
      wish: { value: 5000n, state: 'set', from: null, actorId: null, trigger: '', reason: '' },
    });
    // Before that everybody 45, from W33 on; Bo 20 until W40.
    const past = Array.from({ length: 12 }, (_, index) => (who === 'bo' && index < 8 ? 20 : 45));
    await importActivities(
      db,
      workspaceId,
      memberIds.maya,
      [...past, ...counts].map((calls, index) => ({
        ...{ typeKey: 'call', quantity: BigInt(calls) * 100n, amount: null, original: null, shares: null },
        ...{ customer: '', channel: '', campaign: '', region: '', product: '', note: '' },
        ...{ localDate: addDays(day('2026-08-11'), 7 * index), memberId, externalId: `${who}-${index}` },
      })),
    );
  }
  [ana, bo] = [await office().as('ana'), await office().as('bo')];
  [maya, boss] = [await office().as('maya'), await office().as('hanmeimei')];
});

async function digest(at: string): Promise<string> {
  const { deps, db, workspaceId, slackIds } = office();
  const instant = Temporal.Instant.from(at);
  const holder = await findActor(db, workspaceId, slackIds.maya, instant);
  if (holder === undefined) throw new Error('nobody leads');
  const members = await db.client.member.findMany({ where: { workspaceId } });
  const parts = await coachingDigest({
    ...{
      deps,
      workspace: await workspace(),
      actor: holder.actor,
      now: instant,
      today: localDate(at.slice(0, 10)),
    },
    ...{ team: { id: 't', name: 'West' }, memberIds: new Set(members.map(({ id }) => id)) },
    since: instant.subtract({ hours: 168 }),
  });
  return parts.map(({ blocks }) => textsOf(blocks)).join('\n');
}
const mention = () => `<@${office().slackIds.ana}|ana>`;

describe('C-01 a flag', () => {
  test('the look comes on Tuesday at ten by the workspace’s clock', async () => {
    const at = (text: string) => Temporal.Instant.from(text);
    expect(nextLook(at('2026-11-24T14:59:00Z'), 'America/New_York').toString()).toBe('2026-11-24T15:00:00Z');
    expect(nextLook(at('2026-11-24T15:00:00Z'), 'America/New_York').toString()).toBe('2026-12-01T15:00:00Z');
    // A new workspace waits for its first look; when it has come, it is made once.
    await coachDue(office().deps, at('2026-11-23T15:00:00Z'));
    expect(await office().db.client.coachingFlag.count()).toBe(0);
    await coachDue(office().deps, at('2026-11-24T15:00:10Z'));
    await coachDue(office().deps, at('2026-11-24T15:01:10Z'));
    expect(await office().db.client.coachingFlag.count()).toBe(1);
  });

  test('two instances, and the weeks after, raise it once; the rep alone is told, with the figures', async () => {
    const { deps, db } = office();
    await Promise.all([
      coachWorkspace(deps, await workspace(), now),
      coachWorkspace(deps, await workspace(), now),
    ]);
    const outbox = await db.client.outbox.findMany({ where: { key: { startsWith: 'coaching:' } } });
    expect(outbox.map(({ channel }) => channel)).toEqual([office().slackIds.ana]);
    const text = textsOf((await hears(deps, ana, 'Something to talk about: Calls')).blocks);
    expect(text).toMatch(/week 45, 2026[^\n]*\*20\*, target 50 \(40%\)/);
    // 60 of 150 is 40 %; the others at 86, 88, 90 and 92 %: the median is 89 %.
    expect(text).toContain('*40%* of the target. The median of the 4 others of the same role: *89%*');
  });

  test('before the rep has seen it nobody else does; a colleague is refused, which is written down', async () => {
    expect(textsOf((await ask(maya, '/pace coaching', general(maya))).blocks)).toContain(
      'None of your people',
    );
    expect(textsOf((await ask(maya, `/pace coaching ${mention()}`, general(maya))).blocks)).toContain(
      'no flag for Ana Torres that you could see',
    );
    expect(await digest('2026-11-25T15:00:00Z')).toBe('');
    const refused = await ask(bo, `/pace coaching ${mention()}`, general(bo));
    expect(refused.text).toContain('Only Ana Torres and those who lead Ana Torres see this.');
    const elsewhere = await ask(boss, `/pace 辅导 ${mention()}`, general(boss));
    expect(elsewhere.text).toContain('只有Ana Torres本人和其上级可以看到');
    const where = { action: 'access.denied', subject: `member:${ids['ana']}` };
    expect(await office().db.client.auditRow.count({ where })).toBe(2);
  });

  test('whoever leads sees it without an answer after two working days, once in the digest', async () => {
    expect(await digest('2026-11-30T15:00:00Z')).toMatch(
      /\*Ana Torres\* · Calls: 40% of the target in three weeks, median of the others 89%\. Ana Torres has not answered/,
    );
    expect(await digest('2026-12-07T15:00:00Z')).toBe('');
  });

  test('the rep says something of it, by their own signature alone; whoever leads reads it then', async () => {
    const message = await hears(office().deps, ana, 'Something to talk about: Calls');
    const mine = await ask(bo, '/pace coaching', general(bo));
    expect(textsOf(mine.blocks)).toContain('nothing to talk about right now');
    // Whatever a button says, it is the signed person who answers.
    const { id, memberId: _, ...hers } = await office().db.client.coachingFlag.findFirstOrThrow();
    const evidence = hers.evidence as object;
    await office().db.client.coachingFlag.create({
      data: { ...hers, evidence, id: `${id}-bo`, memberId: ids['bo'] ?? '' },
    });
    await press(ana, message, 'coaching.seen', { value: `${id}-bo` });
    await answered(ana, 'Only the one whose figures these are');
    expect(await office().db.client.coachingFlag.count({ where: { seenAt: null } })).toBe(2);
    await office().db.client.coachingFlag.deleteMany({ where: { memberId: ids['bo'] ?? '' } });
    await press(ana, message, 'coaching.comment');
    const form = await modal(ana, 'What should whoever leads you know?');
    await submit(ana, form, { comment: 'Two trade fairs <!channel>' });
    await answered(ana, 'Saved.');
    await press(ana, message, 'coaching.seen');
    await answered(ana, 'whoever leads you sees it now');
    const shown = textsOf((await ask(maya, `/pace coaching ${mention()}`, general(maya))).blocks);
    expect(shown).toContain('Ana Torres says: Two trade fairs &lt;!channel&gt;');
    expect(textsOf((await ask(maya, '/pace coaching', general(maya))).blocks)).toContain(
      '*Ana Torres* · Calls: 40%',
    );
    const actions = await office().db.client.auditRow.findMany({
      where: { action: { startsWith: 'coaching.' } },
      orderBy: { id: 'asc' },
    });
    expect(actions.map(({ action }) => action)).toEqual(['coaching.flagged', 'coaching.commented']);
  });
});

describe('C-03 a plan', () => {
  const plan = () =>
    office().db.client.coachingPlan.findFirstOrThrow({ where: { memberId: ids['ana'] ?? '' } });

  test('is proposed from the catalogue; what is wrong stands at its field; the rep is asked in private', async () => {
    const shown = await ask(maya, `/pace coaching ${mention()}`, general(maya));
    await press(maya, shown, 'coaching.plan');
    const form = await modal(maya, 'What to do');
    const owner = office().slackIds.bo;
    const wish = { metric: 'calls', option: 'training', owner, from: '2026-11-25', until: '2026-12-18' };
    const wrong = await submit(maya, form, { ...wish, until: '2026-11-24' });
    expect(wrong).toMatchObject({ errors: { until: 'It cannot end before it begins.' } });
    await submit(maya, form, { ...wish, note: 'Openings, twice a week <!here>' });
    await answered(maya, 'Proposed to Ana Torres');
    const text = textsOf((await hears(office().deps, ana, 'A plan for you: Training')).blocks);
    expect(text).toContain('Maya Okafor proposes: *Training* for *Calls*');
    expect(text).toContain('Openings, twice a week &lt;!here&gt;');
  });

  test('is declined with a reason, the answer is taken back, and it is accepted; whoever proposed it reads each', async () => {
    const { deps } = office();
    const message = await hears(deps, ana, 'A plan for you: Training');
    await press(ana, message, 'coaching.plan-decline');
    await submit(ana, await modal(ana, 'Why not?'), { reason: 'The fairs come first' });
    expect(textsOf((await hears(deps, maya, 'Ana Torres declines your plan')).blocks)).toContain(
      'The fairs come first',
    );
    await press(ana, await answered(ana, 'Declined.'), 'coaching.plan-again');
    await hears(deps, maya, 'takes the answer back');
    await press(ana, message, 'coaching.plan-accept');
    await hears(deps, maya, 'Ana Torres accepts your plan: Training for Calls.');
    expect(await plan()).toMatchObject({ state: 'accepted', reason: '' });
  });

  test('nobody answers for somebody else, and no colleague takes it back', async () => {
    const { id, effect: _, ...rest } = await plan();
    const message = await hears(office().deps, ana, 'A plan for you: Training');
    const other = { ...rest, id: `${id}-bo`, memberId: ids['bo'] ?? '' };
    await office().db.client.coachingPlan.create({ data: other });
    await press(ana, message, 'coaching.plan-again', { value: `${id}-bo` });
    await answered(ana, 'Only the one whom the plan is for can answer.');
    const list = await ask(maya, `/pace coaching ${mention()}`, general(maya));
    expect(textsOf(list.blocks)).toContain('*Training* for Calls');
    await office().db.client.coachingPlan.delete({
      where: { workspaceId_id: { workspaceId: rest.workspaceId, id: `${id}-bo` } },
    });
    const where = { action: 'access.denied', subject: { startsWith: 'plan:' } };
    expect(await office().db.client.auditRow.count({ where })).toBe(1);
  });

  test('C-03 is measured four weeks after its end, once, and told to both sides', async () => {
    const { db, deps, workspaceId, memberIds } = office();
    const { id } = await db.client.coachingPlan.create({
      data: {
        ...{ workspaceId, id: 'past', memberId: memberIds.bo, metricKey: 'calls', optionKey: 'training' },
        ...{ ownerId: memberIds.maya, proposedById: memberIds.maya, state: 'accepted' },
        ...{ startsOn: new Date('2026-10-05'), endsOn: new Date('2026-10-16') },
      },
    });
    // W43 to W46 are over on Monday, 16 November.
    expect(await measurePlans(deps, await workspace(), Temporal.Instant.from('2026-11-15T15:00:00Z'))).toBe(
      0,
    );
    expect(await measurePlans(deps, await workspace(), now)).toBe(1);
    expect(await measurePlans(deps, await workspace(), now)).toBe(0);
    const measured = await db.client.coachingPlan.findFirstOrThrow({ where: { id } });
    // Bo before: 40 % against 90 %, eight times −50. After: 90 % against 90, 90, 87 and 87 %: 0, 0, 3 and 3, mean 1.5.
    // Squares 4 × 1.5² = 9; 9 ÷ 10 = 0.9; error √(0.9 × 0.375) = 0.581; × 1.372 = 0.8.
    expect(measured.effect).toEqual({
      ...{ verdict: 'helped', points: 51.5, low: 50.7, high: 52.3, weeksBefore: 8, weeksAfter: 4 },
    });
    const text = /It helped: against the others, Calls went up by 51.5 points/;
    await hears(deps, bo, text);
    await hears(deps, maya, text);
  });

  test('/pace coaching @ana goes as a 1:1 does: last week’s figures, what to talk about, plans, public thanks', async () => {
    const given = (reason: string, channel: string | null) => ({
      ...{
        workspaceId: office().workspaceId,
        giverId: ids['bo'] ?? '',
        receiverIds: [ids['ana'] ?? ''],
        reason,
      },
      ...{ channel, valueKey: 'teamwork', today: day('2026-11-20'), now, transportKey: `kudos:${reason}` },
    });
    await giveKudos(office().db, given('saved the Acme deal', 'C1'), () => []);
    await giveKudos(office().db, given('a quiet word of comfort', null), () => []);
    const text = textsOf((await ask(maya, `/pace coaching ${mention()}`, general(maya))).blocks);
    expect(text).toMatch(/1:1 with Ana Torres[\s\S]*Week 47, 2026[\s\S]*Calls: \*18\*, target 50 \(36%\)/);
    expect(text).toMatch(/To talk about[\s\S]*Two trade fairs[\s\S]*Plans[\s\S]*Training/);
    expect(text).toMatch(/Thanks in four weeks: one\*\n• Bo Lindqvist: saved the Acme deal/);
    expect(text).not.toContain('comfort');
  });

  test('what helped stands beside each choice from three on', async () => {
    const { db, workspaceId, memberIds } = office();
    const effect = { points: 1, low: 0, high: 2, weeksBefore: 8, weeksAfter: 4 };
    const data = (['helped', 'no change'] as const).map((verdict) => ({
      ...{ workspaceId, id: verdict, memberId: memberIds.lilei, metricKey: 'calls', optionKey: 'training' },
      ...{ ownerId: memberIds.maya, proposedById: memberIds.maya, state: 'accepted', measuredAt: new Date() },
      ...{ startsOn: new Date('2026-01-05'), endsOn: new Date('2026-01-16'), effect: { ...effect, verdict } },
    }));
    await db.client.coachingPlan.createMany({ data });
    await press(maya, await ask(maya, `/pace coaching ${mention()}`, general(maya)), 'coaching.plan');
    const form = JSON.stringify((await modalHolding(maya, 'helped 2 of 3')).blocks);
    expect(form).toContain('too few to say whether it helps');
  });

  test('whoever leads takes it back, and the person is told', async () => {
    await press(
      maya,
      await ask(maya, `/pace coaching ${mention()}`, general(maya)),
      'coaching.plan-withdraw',
    );
    await hears(office().deps, ana, 'Maya Okafor takes the plan back: Training for Calls.');
    expect(await plan()).toMatchObject({ state: 'withdrawn' });
  });

  test('administrators alone change the catalogue', async () => {
    const { db, memberIds } = office();
    await ask(bo, '/pace coaching options', general(bo));
    await answered(bo, 'Only administrators change what plans can be chosen from.');
    await db.client.member.updateMany({ where: { id: memberIds.maya }, data: { isAdmin: true } });
    const list = await ask(maya, '/pace coaching options', general(maya));
    await press(maya, list, 'coaching.option', { value: '' });
    await submit(maya, await modal(maya, 'Name in Chinese'), {
      kind: 'training',
      en: 'Negotiation',
      zh: '谈判',
    });
    expect(textsOf((await answered(maya, 'Negotiation')).blocks)).toContain(
      '*Training* · training · helped 2 of 3',
    );
    expect(await db.client.coachingOption.count()).toBe(6);
  });
});
