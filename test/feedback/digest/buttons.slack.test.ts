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
  submit,
} from '../../../sandbox/driver.ts';
import { record } from '../../../src/activities/store.ts';
import type { MarketEvent } from '../../../src/goals/review/market.ts';
import type { ReviewLine } from '../../../src/goals/review/review.ts';
import { addReviews, openReviews } from '../../../src/goals/review/store.ts';
import { targetsOf } from '../../../src/goals/store.ts';
import { openProposal, valueOn } from '../../../src/goals/target.ts';
import { exact } from '../../../src/kpi/exact.ts';
import { addDays } from '../../../src/kpi/localDate.ts';
import { Temporal } from '../../../src/kpi/time.ts';
import { registryOf } from '../../../src/platform/bolt/registry.ts';
import { runDue } from '../../../src/platform/jobs/run.ts';
import { slices } from '../../../src/slices.ts';
import { activity } from '../../activities/samples.ts';
import { day, key } from '../../goals/given.ts';
import { answered, eventually, modal } from '../../support/hear.ts';
import { seedEvaluations } from '../../support/isolation/evaluated.ts';
import { press as pressAs } from '../../support/isolation/presses.ts';
import { type Handle, textsOf, useOffice } from '../../support/office.ts';
import { keepWeekly } from '../../support/weekly.ts';

/**
 * Every button of a lead's digest, on the Monday of November 23: each settles in its own place, twice is once, and whoever has no right is
 * refused, which is written down. Each rep made 40 calls in each of twelve weeks.
 */
const office = useOffice('2026-11-06T16:00:00Z');
const registry = registryOf(slices);
const at = (instant: string) => Temporal.Instant.from(instant);
let maya: Driver;
let ana: Driver;

async function digest(): Promise<Message> {
  const all = await messagesOf(maya, await directMessage(maya));
  const found = all.findLast((one) => /Team West, Nov 16/.test(textsOf(one.blocks)));
  if (found === undefined) throw new Error('no digest');
  return found;
}
const textOf = async (): Promise<string> => textsOf((await digest()).blocks);

/** What a digest offers here. */
const expected = [
  ...['workspace.itIsThere', 'workspace.postIt', 'workspace.postLate', 'workspace.leaveLate'],
  ...[
    'evaluation.confirm',
    'evaluation.see',
    'goals.review-look',
    'goals.walk',
    'activities.confirm',
    'goals.suggest',
    'goals.why',
  ],
];

interface Found {
  id: string;
  value: string;
  blockId: string;
}
/** The buttons of the digest, as they stand. */
const buttonsIn = (message: Message, id?: string): Found[] =>
  elementsIn(message.blocks)
    .map(({ block, element }) => ({
      ...{ id: String(element['action_id']), value: String(element['value'] ?? ''), blockId: block.block_id },
    }))
    .filter((one) => (id === undefined ? one.id.includes('.') : one.id === id));

/** Presses a button as it was seen, however the message has changed since. */
async function pressSeen(seen: Message, { id, value, blockId }: Found): Promise<void> {
  await press(maya, seen, id, { value, block_id: blockId });
}

/** A button whose value, or whose thing's text, says so. */
async function found(id: string, part = ''): Promise<{ seen: Message; button: Found }> {
  const seen = await digest();
  const button = buttonsIn(seen, id).find(({ blockId }) => thingOf(seen, blockId).includes(part));
  if (button === undefined) throw new Error(`no ${id} beside “${part}” in ${textsOf(seen.blocks)}`);
  return { seen, button };
}
const prefixOf = (blockId: string): string => /^item-\d+-/.exec(blockId)?.[0] ?? '?';
const thingOf = (message: Message, blockId: string): string =>
  textsOf(message.blocks.filter((block) => block.block_id.startsWith(prefixOf(blockId))));

/** What stands in a thing's place once it says so; everything else of the message is as it was. */
async function settles(seen: Message, { blockId }: Found, words: RegExp): Promise<string> {
  const rest = (message: Message) =>
    textsOf(message.blocks.filter((block) => !block.block_id.startsWith(prefixOf(blockId))));
  return eventually(async () => {
    const now = await digest();
    const place = thingOf(now, blockId);
    expect(place).toMatch(words);
    expect(rest(now)).toBe(rest(seen));
    return place;
  });
}

const refusals = (handle: Handle) =>
  office().db.client.auditRow.count({
    where: {
      ...{ workspaceId: office().workspaceId, action: 'access.denied', actorId: office().memberIds[handle] },
    },
  });
const audited = (action: string) =>
  office().db.client.auditRow.count({ where: { workspaceId: office().workspaceId, action } });
const subjectOf = (who: Handle | 'West') =>
  who === 'West'
    ? ({ kind: 'team', id: office().teamIds.West } as const)
    : ({ kind: 'member', id: office().memberIds[who] } as const);
async function callsOf(who: Handle | 'West') {
  const { db, workspaceId } = office();
  const [target] = await targetsOf(db, workspaceId, { subjects: [subjectOf(who)], metricKeys: ['calls'] });
  if (target === undefined) throw new Error('no target');
  return target;
}

beforeAll(async () => {
  const { db, app, workspaceId, memberIds, slackIds, teamIds } = office();
  [maya, ana] = [await office().as('maya'), await office().as('ana')];
  const says = (driver: Driver, line: string) => ask(driver, line, channelId(driver, 'general'));
  for (const handle of ['ana', 'bo'] as const) {
    const lines = Array.from({ length: 12 }, (_, week) =>
      activity({ typeKey: 'call', quantity: 4000n, localDate: addDays(day('2026-11-20'), -7 * week) }),
    );
    const whose = { memberId: memberIds[handle], actorId: memberIds[handle], origin: 'slash' } as const;
    await record(db, { workspaceId, ...whose, lines, transportKey: handle });
  }
  await keepWeekly(db, at('2026-11-06T16:00:00Z'));
  await db.client.schedule.deleteMany({ where: { workspaceId, teamId: { not: teamIds.West } } });
  // The report of the week of November 2 is a day late; that of November 9 goes out, and of two of its messages nobody knows.
  await runDue(app.jobs, at('2026-11-10T16:00:00Z'));
  await runDue(app.jobs, at('2026-11-16T14:00:30Z'));
  await db.client.$executeRaw`
    UPDATE outbox SET state = 'parked', error = 'missing_scope', told_at = now(), tried_at = now()
    WHERE workspace_id = ${workspaceId} AND key LIKE '%:2026-W46:rep:%' AND channel IN (${slackIds.ana}, ${slackIds.bo})`;
  office().setNow('2026-11-20T20:00:00Z');
  await says(maya, `/goal <@${slackIds.ana}|ana> calls 80 weekly`);
  await says(maya, `/goal <@${slackIds.bo}|bo> calls 41 weekly`);
  await says(maya, '/goal team West calls 30 weekly');
  await says(ana, '/log deal with Acme $1,200\ndeal with Globex $800');
  await seedEvaluations(db, workspaceId, { ana: memberIds.hanmeimei, maya: memberIds.hanmeimei });
  await addAdjustment();
  await addMarketReview();
  office().setNow('2026-11-23T14:00:30Z');
  await runDue(app.jobs, at('2026-11-23T14:00:30Z'));
});

/** S-06: another lead proposed points for Ana in an open cycle. */
async function addAdjustment(): Promise<void> {
  const { db, workspaceId, memberIds } = office();
  const by = { workspaceId, cycleId: 'cycle-open', memberId: memberIds.ana };
  const card = { templateId: 'card-1', templateVersion: 1, memberKey: 'open-ana' };
  await db.client.cycleMember.create({ data: { ...by, selfText: 'my words', ...card } });
  await db.client.scoreAdjustment.create({
    data: {
      ...by,
      ...{ id: 'adjust-ana', points: 5, reason: 'covered for two', actorId: memberIds.hanmeimei },
    },
  });
}

/** C-02: a fall of the market that asks for Bo's target. */
async function addMarketReview(): Promise<void> {
  const { db, workspaceId, memberIds } = office();
  const line: ReviewLine = {
    ...{ subject: subjectOf('bo'), metricKey: 'calls', periodKind: 'week', periodKey: null },
    ...{ before: 4100n, after: 3000n, seq: 1 },
  };
  const event: MarketEvent = {
    ...{ kind: 'market', metricKey: 'calls', role: 'rep', direction: 'fell', week: key('2026-W47') },
    ...{ people: 3, now: exact(3000n), before: exact(4000n), change: exact(-1, 4) },
  };
  const review = { key: 'market', event, recipients: [memberIds.maya], lines: [line] };
  await addReviews(db, workspaceId, [review], () => []);
}

describe('who has no right', () => {
  test('a rep who got hold of a button is refused, for each, and the attempt is written down', async () => {
    const { deps, workspaceId, slackIds } = office();
    const bo = { deps, workspaceId, slackUserId: slackIds.bo, now: at('2026-11-23T15:00:00Z') };
    const buttons = buttonsIn(await digest());
    expect(new Set(buttons.map(({ id }) => id))).toEqual(new Set(expected));
    // What is asked of him and of his team he may read, and of his own targets he may propose what he likes.
    const [own, team] = [(await callsOf('bo')).id, (await callsOf('West')).id];
    const isHis = ({ id, value }: Found) => value.startsWith(own) || (id === 'goals.why' && value === team);
    for (const { id, value } of buttons.filter((one) => !isHis(one))) {
      const before = await refusals('bo');
      await pressAs(bo, registry, { actionId: id, value });
      expect((await refusals('bo')) - before, `${id} ${value}`).toBe(1);
    }
  });

  test('whoever no longer leads the team is refused at the press, and the digest stays as it was', async () => {
    const { db, workspaceId, memberIds, teamIds } = office();
    const where = { workspaceId, teamId: teamIds.West, memberId: memberIds.maya };
    const until = (toDate: Date | null) => db.client.teamLead.updateMany({ where, data: { toDate } });
    const seen = await digest();
    await until(new Date('2026-11-23'));
    try {
      // What is asked of her own team she may read as everybody in it.
      const { id: team } = await callsOf('West');
      for (const button of buttonsIn(seen).filter(({ id, value }) => id !== 'goals.why' || value !== team)) {
        const before = await refusals('maya');
        await pressSeen(seen, button);
        await eventually(async () => expect((await refusals('maya')) - before, button.id).toBe(1));
      }
    } finally {
      await until(null);
    }
    expect(await textOf()).toBe(textsOf(seen.blocks));
  });
});

/** Two presses at once, as of somebody who clicks twice; and what a third says that comes much later. */
async function pressTwice(seen: Message, button: Found, words: RegExp): Promise<void> {
  await Promise.all([pressSeen(seen, button), pressSeen(seen, button)]);
  await settles(seen, button, words);
}
async function pressLate({ id, value }: Found): Promise<string> {
  const { deps, workspaceId, slackIds } = office();
  const who = { deps, workspaceId, slackUserId: slackIds.maya, now: at('2026-11-23T15:00:00Z') };
  const { replies } = await pressAs(who, registry, { actionId: id, value });
  return replies.map(({ text, blocks = [] }) => `${text}\n${textsOf(blocks)}`).join('\n');
}

describe('reports', () => {
  test.each([
    ['workspace.itIsThere', 'Ana Torres', /✓ It is there\./, 'delivery.seen'],
    ['workspace.postIt', 'Bo Lindqvist', /✓ It will be posted/, 'delivery.released'],
    ['workspace.leaveLate', 'Nov 2', /✓ Left\. Nothing was posted\./, 'report.left'],
    ['workspace.postLate', 'Nov 2', /✓ It is being posted/, 'report.released'],
  ] as const)('%s settles in its place, twice is once', async (id, part, words, action) => {
    const { seen, button } = await found(id, part);
    await pressTwice(seen, button, words);
    expect(await pressLate(button)).toMatch(words);
    expect(await audited(action)).toBe(1);
  });
});

describe('evaluations', () => {
  test('S-06 “Confirm” gives the points their second person, twice is once', async () => {
    const { seen, button } = await found('evaluation.confirm');
    await pressTwice(seen, button, /The adjustment of \+5 for Ana Torres is confirmed\./);
    expect(await pressLate(button)).toMatch(/The adjustment of \+5 for Ana Torres is confirmed\./);
    expect(await audited('score.adjustment confirmed')).toBe(1);
  });
});

describe('targets', () => {
  test('T-07 “Propose 40 a week” asks Ana once, and pressed late the answer stands with its way back', async () => {
    const { seen, button } = await found('goals.suggest', 'Ana Torres');
    await pressTwice(seen, button, /40 a week[\s\S]*Withdraw/);
    expect(await pressLate(button)).toMatch(/40 a week is proposed already[\s\S]*Withdraw/);
    const target = await callsOf('ana');
    expect(target.versions.filter(({ state }) => state === 'proposed')).toHaveLength(1);
    expect(openProposal(target)?.value).toBe(4_000n);
  });

  test('T-07 “Set 80 a week” sets the team’s once, and pressed late the answer stands with its Undo', async () => {
    const { seen, button } = await found('goals.suggest', 'team West');
    await pressTwice(seen, button, /80 a week[\s\S]*Undo/);
    expect(await pressLate(button)).toMatch(/80 a week is set already[\s\S]*Undo/);
    const target = await callsOf('West');
    expect(target.versions).toHaveLength(2);
    expect(valueOn(target, day('2026-11-23'))).toBe(8_000n);
  });

  test('C-02 “Look at it” shows the review; once that is decided its place says so', async () => {
    const { seen, button } = await found('goals.review-look');
    await pressSeen(seen, button);
    const shown = await maya.waitFor('the review', ({ ephemerals }) =>
      ephemerals.findLast((one) => textsOf(one.blocks).includes('Bo Lindqvist · *Calls*')),
    );
    await press(maya, shown, 'goals.review-apply');
    await eventually(async () => expect(valueOn(await callsOf('bo'), day('2026-11-23'))).toBe(3_000n));
    await pressSeen(seen, button);
    await settles(seen, button, /Maya Okafor has decided already/);
    expect(await openReviews(office().db, office().workspaceId, office().memberIds.maya)).toHaveLength(0);
  });

  test('“Why this number” answers privately, and the question stays', async () => {
    const { seen, button } = await found('goals.why', 'Bo Lindqvist');
    await pressSeen(seen, button);
    await answered(maya, 'Compared with 2 reps');
    expect(await textOf()).toBe(textsOf(seen.blocks));
  });
});

describe('amounts', () => {
  test('M-07 “Confirm…” opens the form; what was confirmed is so once, and its place says then that nothing waits', async () => {
    const { seen, button } = await found('activities.confirm');
    await pressSeen(seen, button);
    const view = await modal(maya, 'Acme');
    await Promise.all([submit(maya, view), submit(maya, view).catch(() => undefined)]);
    await answered(maya, '2 amounts confirmed: $2,000');
    expect(await audited('amounts.confirmed')).toBe(1);
    await pressSeen(seen, button);
    await settles(seen, button, /Nothing waits for you/);
  });
});
