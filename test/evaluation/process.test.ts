import { describe, expect, test } from 'vitest';
import { ask, channelId, command, type Driver, press, pressInView, submit } from '../../sandbox/driver.ts';
import { listCycles, membersOfCycle } from '../../src/evaluation/cycle/store.ts';
import { remindWorkspace } from '../../src/evaluation/waiting/job.ts';
import { Temporal } from '../../src/kpi/time.ts';
import { reviewWishes } from '../../src/wishes.ts';
import { readWorkspace } from '../../src/workspace/store.ts';
import { hears, modal } from '../support/hear.ts';
import { type Handle, textsOf as rawTextsOf, useOffice } from '../support/office.ts';

/**
 * A cycle over any dates, from the choice of who takes part to the last reminder, through the real protocol: 5 October to 15 November 2026,
 * begun on 16 November.
 */
const office = useOffice('2026-09-28T15:00:00Z');

/** Intl writes thin spaces around a range. */
const textsOf = (blocks: readonly object[]): string => rawTextsOf(blocks).replace(/[\u2009\u202f]/g, ' ');
const general = (driver: Driver): string => channelId(driver, 'general');
const answered = (driver: Driver, containing: string) =>
  driver.waitFor(containing, ({ ephemerals, messages }) =>
    [...ephemerals, ...messages].findLast((one) =>
      `${one.text}\n${textsOf(one.blocks)}`.includes(containing),
    ),
  );
/** What waits to be sent to somebody. */
async function news(handle: Handle, containing: string): Promise<string[]> {
  const where = { workspaceId: office().workspaceId, channel: office().slackIds[handle] };
  const rows = await office().db.client.outbox.findMany({ where, orderBy: { createdAt: 'asc' } });
  return rows.map((row) => textsOf(row.blocks as object[])).filter((text) => text.includes(containing));
}
/** The minute's look at the deadlines, at an instant. */
async function remindAt(instant: string): Promise<void> {
  const workspace = await readWorkspace(office().db, office().workspaceId);
  if (workspace === undefined) throw new Error('there is no workspace');
  await remindWorkspace(office().deps, workspace, Temporal.Instant.from(instant), reviewWishes);
}
const theCycle = async () => {
  const [cycle] = await listCycles(office().db, office().workspaceId);
  if (cycle === undefined) throw new Error('there is no cycle');
  return cycle;
};

describe('a cycle over any dates', () => {
  test('P-01 the form: another period brings its own deadlines, dates of one’s own their own fields', async () => {
    const maya = await office().as('maya');
    const { workspaceId, memberIds, slackIds } = office();
    await office().db.client.member.updateMany({
      where: { workspaceId, id: { in: [memberIds.maya, memberIds.hanmeimei] } },
      data: { isAdmin: true },
    });
    await ask(maya, `/goal <@${slackIds.ana}|ana> calls 10 weekly`, general(maya));
    office().setNow('2026-11-16T15:00:00Z');
    expect((await ask(maya, '/review new soon', general(maya))).text).toContain(
      'I did not understand `soon`',
    );
    await command(maya, '/review new last month', general(maya));
    const first = await modal(maya, 'October 2026');
    expect(textsOf(first.blocks)).not.toContain('First day');
    const own = { text: { type: 'plain_text', text: 'Dates of my own…' }, value: 'dates' };
    await pressInView(maya, first, 'evaluation.cycle-period', { selected_option: own });
    const view = await modal(maya, 'First day');
    const wrong = await submit(maya, view, { from: '2026-11-15', last: '2026-10-05' });
    expect(JSON.stringify(wrong)).toContain('not before the first');
    await submit(maya, view, { from: '2026-10-05', last: '2026-11-15', added: [slackIds.hanmeimei] });
    const draft = await answered(maya, 'The draft');
    expect(textsOf(draft.blocks)).toContain('*Evaluation Oct 5 – Nov 15, 2026* is there: 4 people');
    const cycle = await theCycle();
    expect(cycle).toMatchObject({ range: { from: '2026-10-05', to: '2026-11-16' }, state: 'draft' });
    expect(cycle.periodKey).toMatch(/^custom:/);
    expect(await membersOfCycle(office().db, workspaceId, cycle.id)).toHaveLength(4);

    await command(maya, '/review new 2026-10-05 to 2026-11-15', general(maya));
    await submit(maya, await modal(maya, 'First day'));
    await answered(maya, 'There is an evaluation for this period already.');
  });

  test('P-01 its dates are its name wherever it is shown, and a target that recurs is measured over them (T-03)', async () => {
    const [ana, lilei, maya] = [
      await office().as('ana'),
      await office().as('lilei'),
      await office().as('maya'),
    ];
    await press(maya, await ask(maya, '/review', general(maya)), 'evaluation.move');
    await answered(maya, 'is open. 4 people were told.');
    const own = textsOf((await ask(ana, '/review', general(ana))).blocks);
    expect(own).toContain('*Evaluation Oct 5 – Nov 15, 2026*:');
    expect(own).not.toContain('(Oct 5 – Nov 15, 2026)');
    expect(textsOf((await ask(lilei, '/review', general(lilei))).blocks)).toContain(
      '（2026年10月5日至11月15日）',
    );
    await press(ana, await ask(ana, '/review', general(ana)), 'evaluation.see');
    // Six weeks of ten calls; none was logged.
    expect(textsOf((await answered(ana, 'Ana Torres: ')).blocks)).toContain('0 of 60 → *0 points*');
  });
});

describe('deadlines', () => {
  // Self-reviews are due on Monday 23 November, managers on the 30th.
  test('the self-review is reminded of three days before, on the day, and when it is overdue: once each, in the morning of each zone', async () => {
    await remindAt('2026-11-19T18:00:00Z');
    expect(await news('ana', 'your self-review')).toEqual([]);
    // Friday, 08:30 in New York and 21:30 in Shanghai: too early, and quiet.
    await remindAt('2026-11-20T13:30:00Z');
    expect([...(await news('ana', 'your self-review')), ...(await news('lilei', '自评'))]).toHaveLength(1);
    await remindAt('2026-11-20T14:00:00Z');
    await remindAt('2026-11-20T14:30:00Z');
    expect(await news('ana', 'your self-review is due on Mon, Nov 23, 2026')).toHaveLength(1);
    // Saturday is no working day; Monday 09:00 in Shanghai is Monday 01:00 UTC.
    await remindAt('2026-11-21T15:00:00Z');
    await remindAt('2026-11-23T01:00:00Z');
    expect(await news('lilei', '今天是自评的最后一天')).toHaveLength(1);
    await remindAt('2026-11-23T14:00:00Z');
    await remindAt('2026-11-24T14:00:00Z');
    expect(await news('ana', 'is due today')).toHaveLength(1);
    expect(await news('ana', 'your self-review was due on Mon, Nov 23, 2026')).toHaveLength(1);
  });

  test('whoever muted them is left in peace; a review that was handed in is not asked for', async () => {
    const [ana, bo] = [await office().as('ana'), await office().as('bo')];
    const due = (await news('bo', 'your self-review')).length;
    await ask(bo, '/pace nudges off', general(bo));
    await press(ana, await ask(ana, '/review', general(ana)), 'evaluation.review');
    const view = await modal(ana, 'How did the period go');
    await submit(ana, view, { grade: '4' });
    await answered(ana, 'is handed in');
    await remindAt('2026-11-27T15:00:00Z');
    await remindAt('2026-11-30T15:00:00Z');
    expect(await news('bo', 'your self-review')).toHaveLength(due);
    expect(await news('maya', 'your word on Ana Torres, Bo Lindqvist, 韩梅梅 is due today')).toHaveLength(1);
  });

  test('/review missing: who is missing at which step, and a reminder once a day', async () => {
    office().setNow('2026-11-30T15:00:00Z');
    const [ana, maya] = [await office().as('ana'), await office().as('maya')];
    expect((await ask(ana, '/review missing', general(ana))).text).toContain('Only who leads a team');
    const shown = await ask(maya, '/review missing', general(maya));
    const text = textsOf(shown.blocks);
    expect(text).toContain('▱▱▱▱▱▱▱▱▱▱ 0 of 4 are ready');
    expect(text).toContain('*Self-review* (until Mon, Nov 23): Bo Lindqvist, 李雷, 韩梅梅');
    expect(text).not.toContain('(until Mon, Nov 23): Ana');
    expect(text).toMatch(/Manager’s word.*: Maya Okafor for Ana Torres, Bo Lindqvist, 韩梅梅/);
    await press(maya, shown, 'evaluation.remind');
    // Bo, 李雷 and 韩梅梅 for their own, 韩梅梅 and the administrators for their words; Maya, who asks, is not told.
    await answered(maya, 'people were reminded.');
    expect((await news('bo', 'Maya Okafor asks for it'))[0]).toContain('was due on Mon, Nov 23');
    await press(maya, shown, 'evaluation.remind');
    await answered(maya, 'All of them were reminded today.');
    expect(await news('bo', 'Maya Okafor asks for it')).toHaveLength(1);
  });
});

describe('when who evaluates cannot', () => {
  test('P-06 administrators are asked once, with whoever is next up the tree; taken over, everybody is told and it is audited', async () => {
    const { db, workspaceId, memberIds, teamIds } = office();
    const maya = await office().as('maya');
    // 韩梅梅's team stands below West, and she is away until the managers' date.
    await db.client.teamParent.create({
      data: { workspaceId, teamId: teamIds.华东, fromDate: new Date('2026-01-01'), parentId: teamIds.West },
    });
    await db.client.absence.create({
      data: {
        ...{ workspaceId, id: 'away', memberId: memberIds.hanmeimei, createdById: memberIds.maya },
        ...{ firstDate: new Date('2026-11-25'), lastDate: new Date('2026-12-31') },
      },
    });
    await remindAt('2026-11-30T16:00:00Z');
    await remindAt('2026-11-30T17:00:00Z');
    const [proposal, ...more] = await news('maya', 'who evaluates 李雷');
    expect(more).toEqual([]);
    expect(proposal).toContain(
      'is away until the managers’ date (Mon, Nov 30, 2026). Next up the tree: *Maya Okafor*',
    );
    const message = await hears(office().deps, maya, 'who evaluates 李雷');
    await press(maya, message, 'evaluation.hand-over');
    await answered(maya, '*Maya Okafor* now evaluates 李雷');
    const { id } = await theCycle();
    const member = (await membersOfCycle(db, workspaceId, id)).find(
      (one) => one.memberId === memberIds.lilei,
    );
    expect(member?.evaluatorId).toBe(memberIds.maya);
    expect(await news('hanmeimei', '已改由 Maya Okafor')).toHaveLength(1);
    expect(await news('lilei', '评审改由 Maya Okafor 负责，之前是 韩梅梅')).toHaveLength(1);
    const audited = await db.client.auditRow.findMany({ where: { workspaceId, action: 'cycle.evaluator' } });
    expect(audited.map(({ detail }) => detail)).toMatchObject([
      { memberId: memberIds.lilei, from: null, to: memberIds.maya },
    ]);
    // Taken already: a second press says so.
    await press(maya, message, 'evaluation.hand-over');
    await answered(maya, 'These evaluations are done, or somebody else has them already.');
  });

  test('an administrator names anybody, with a reason; nobody evaluates themselves, and a rep is refused', async () => {
    const [ana, maya] = [await office().as('ana'), await office().as('maya')];
    const { id } = await theCycle();
    const value = `${id}:${office().memberIds.ana}`;
    await press(maya, await ask(maya, '/review', general(maya)), 'evaluation.people');
    const people = await answered(maya, 'who takes part');
    await press(maya, people, 'evaluation.see', { value });
    const card = await answered(maya, 'Ana Torres: Evaluation');
    await press(maya, card, 'evaluation.hand');
    const view = await modal(maya, 'Who evaluates Ana Torres');
    const wrong = await submit(maya, view, { who: office().slackIds.bo, reason: 'so' });
    expect(JSON.stringify(wrong)).toContain('at least ten characters');
    await submit(maya, view, { who: office().slackIds.ana, reason: 'she knows it best' });
    await answered(maya, 'Nobody evaluates themselves');
    await press(maya, card, 'evaluation.hand');
    await submit(maya, await modal(maya, 'Who evaluates Ana Torres'), {
      who: office().slackIds.bo,
      reason: 'worked with her daily',
    });
    await answered(maya, '*Bo Lindqvist* now evaluates Ana Torres');
    expect(await news('ana', 'Bo Lindqvist now evaluates you')).toHaveLength(1);

    const own = await ask(ana, '/review', general(ana));
    await press(ana, own, 'evaluation.see', { value });
    const forged = await answered(ana, 'Ana Torres: Evaluation');
    expect(JSON.stringify(forged.blocks)).not.toContain('evaluation.hand');
  });
});

describe('the comparison', () => {
  test('S-06 who compares gets the spread as a picture, and is reminded of its date once every review is there', async () => {
    const { db, workspaceId } = office();
    const maya = await office().as('maya');
    const { id } = await theCycle();
    // Bo evaluates Ana, and has not said anything of her: nothing is ready to be compared.
    await remindAt('2026-12-04T15:00:00Z');
    expect(await news('maya', 'the comparison')).toEqual([]);
    await db.client.cycleMember.updateMany({
      where: { workspaceId, cycleId: id },
      data: { managerAt: new Date('2026-12-01') },
    });
    await remindAt('2026-12-04T15:00:00Z');
    await remindAt('2026-12-04T15:30:00Z');
    const [reminder, ...more] = await news('maya', 'the comparison is due on Mon, Dec 7, 2026.');
    expect(more).toEqual([]);
    expect(reminder).toContain('Ready to be compared: Ana Torres, Bo Lindqvist, ');
    expect(await news('ana', 'the comparison')).toEqual([]);
    const missing = textsOf((await ask(maya, '/review missing', general(maya))).blocks);
    expect(missing).toContain('▰▰▰▰▰▰▰▰▰▰ 4 of 4 are ready');
    expect(missing).toMatch(/Comparison\* \(until Mon, Dec 7\): .*Maya Okafor/);

    await press(maya, await ask(maya, '/review', general(maya)), 'evaluation.people');
    await press(maya, await answered(maya, 'who takes part'), 'evaluation.spread');
    await answered(maya, 'It is in your direct messages with Pacer.');
    const files = office().sandbox.world.files.all();
    expect(files.map(({ name }) => name)).toContain('pacer-spread.png');
  });
});
