import { describe, expect, test } from 'vitest';
import { ask, channelId, command, type Driver, press, submit } from '../../sandbox/driver.ts';
import { snapshotsOf } from '../../src/evaluation/closing/store.ts';
import { listCycles } from '../../src/evaluation/cycle/store.ts';
import { flawOf, flawsIn } from '../../src/evaluation/snapshot/canonical.ts';
import { listClosed } from '../../src/workspace/closed/store.ts';
import { answered, modal } from '../support/hear.ts';
import { type Handle, textsOf, useOffice } from '../support/office.ts';

/**
 * One evaluation from the targets to the answer, through the real protocol. October 2026 has 22 working days. Ana is asked for 10 calls a
 * week (2 a day, 44 in the month) and $1,000: she makes 22 calls (50 points), a confirmed deal of $1,100 (110 points), and one of $500 that
 * nobody confirmed (M-07). Quality has no target, so 80 % of the weight has data: (50 × 110 + 30 × 50) ÷ 80 = 87.5.
 */
const office = useOffice('2026-10-01T15:00:00Z');

const general = (driver: Driver): string => channelId(driver, 'general');
const filled = (block: string, value: string) => ({
  [block]: { [block]: { type: 'plain_text_input', value } },
});
const chosen = (block: string, value: string) => ({
  [block]: {
    [block]: { type: 'static_select', selected_option: { text: { type: 'plain_text', text: value }, value } },
  },
});
/** What waits to be sent to somebody. */
async function news(handle: Handle, containing: string): Promise<string[]> {
  const where = { workspaceId: office().workspaceId, channel: office().slackIds[handle] };
  const rows = await office().db.client.outbox.findMany({ where, orderBy: { createdAt: 'asc' } });
  return rows.map((row) => textsOf(row.blocks as object[])).filter((text) => text.includes(containing));
}
const appoint = (handle: Handle) =>
  office().db.client.member.update({
    where: { workspaceId_id: { workspaceId: office().workspaceId, id: office().memberIds[handle] } },
    data: { isAdmin: true },
  });
const theCycle = async () => {
  const [cycle] = await listCycles(office().db, office().workspaceId);
  if (cycle === undefined) throw new Error('there is no cycle');
  return cycle;
};

/** Ana's card, as she opens it herself, or as who evaluates her does. */
async function anasCard(driver: Driver, isHerself: boolean, containing: string) {
  const shown = await ask(driver, '/review', general(driver));
  if (isHerself) await press(driver, shown, 'evaluation.see');
  else {
    await press(driver, shown, 'evaluation.people');
    const people = await driver.waitFor('who takes part', ({ ephemerals }) =>
      ephemerals.findLast((one) => textsOf(one.blocks).includes('Ana Torres* ·')),
    );
    const value = `${(await theCycle()).id}:${office().memberIds.ana}`;
    await press(driver, people, 'evaluation.see', { value });
  }
  return driver.waitFor(`a card with ${containing}`, ({ ephemerals }) =>
    ephemerals.findLast((one) => {
      const text = textsOf(one.blocks);
      return /Ana Torres[:：]/.test(text) && text.includes(containing);
    }),
  );
}

describe('/review', () => {
  test('says who may begin one, where there is none', async () => {
    const ana = await office().as('ana');
    expect((await ask(ana, '/review', general(ana))).blocks).toBeDefined();
    expect((await ask(ana, '/review new', general(ana))).text).toContain('Only an administrator');
    expect((await ask(ana, '/review dance', general(ana))).text).toContain('`dance` is not known here');
  });

  test('from the targets to a draft: the period, who takes part, a suggested scorecard', async () => {
    await appoint('maya');
    await appoint('hanmeimei');
    const [ana, maya] = [await office().as('ana'), await office().as('maya')];
    const to = `<@${office().slackIds.ana}|ana>`;
    await ask(maya, `/goal ${to} calls 10 weekly`, general(maya));
    await ask(maya, `/goal ${to} revenue $1,000 monthly`, general(maya));
    office().setNow('2026-10-20T15:00:00Z');
    await ask(ana, '/log 22 calls', general(ana));
    await ask(ana, '/log deal with Acme $1,100', general(ana));
    await office().db.client.$executeRaw`
      INSERT INTO confirmation (workspace_id, activity_id, actor_id, batch_id)
      SELECT workspace_id, id, ${office().memberIds.maya}, 'b' FROM activity WHERE amount = 110000`;
    await ask(ana, '/log deal with Bolt $500', general(ana));

    office().setNow('2026-11-02T15:00:00Z');
    await command(maya, '/review new last month', general(maya));
    const view = await modal(maya, 'People who have left since');
    expect(textsOf(view.blocks)).toContain('October 2026');
    await submit(maya, view);
    const draft = await answered(maya, 'The draft');
    expect(textsOf(draft.blocks)).toContain('*Evaluation October 2026* is there: 3 people');
    expect(textsOf(draft.blocks)).toContain('Suggested scorecard');
    // A second one for the same period is refused.
    await command(maya, '/review new last month', general(maya));
    await submit(maya, await modal(maya, 'People who have left since'));
    await answered(maya, 'There is an evaluation for this period already.');
  });

  test('begins: everybody is told once in their language; a draft is not shown to those who take part before', async () => {
    const [ana, maya] = [await office().as('ana'), await office().as('maya')];
    expect(textsOf((await ask(ana, '/review', general(ana))).blocks)).toContain(
      'There is no evaluation yet.',
    );
    const shown = await ask(maya, '/review', general(maya));
    await press(maya, shown, 'evaluation.move');
    await answered(maya, 'is open. 3 people were told.');
    expect(await news('ana', 'The evaluation *Evaluation October 2026* is open')).toHaveLength(1);
    expect((await news('lilei', '已开始'))[0]).toContain('请在 2026年11月9日');
    await press(maya, shown, 'evaluation.move');
    await answered(maya, 'Somebody was faster');
  });

  test('S-01, S-02, M-07 the person sees their card: confirmed figures, points, what is missing', async () => {
    const ana = await office().as('ana');
    await press(ana, await ask(ana, '/review', general(ana)), 'evaluation.see');
    const card = await answered(ana, 'Ana Torres: Evaluation October 2026');
    const text = textsOf(card.blocks);
    expect(text).toContain('*87.5 points*: meets expectations');
    expect(text).toContain('Result 110 · Process 50 · Quality no data');
    expect(text).toContain('80% of the weight has data · 22 of 22 working days present');
    expect(text).toContain('$1,100 of $1,000 → *110 points*');
    expect(text).toContain('22 of 44 → *50 points*');
    expect(text).toContain('no agreed target in this period; its weight is left out');
  });

  test('reviews: the person’s own, the manager’s word; nobody else’s', async () => {
    const [ana, bo, maya] = [await office().as('ana'), await office().as('bo'), await office().as('maya')];
    await press(ana, await ask(ana, '/review', general(ana)), 'evaluation.review');
    const self = await modal(ana, 'How did the period go');
    await ana.act('view-submit', {
      viewId: self.id,
      state: { ...chosen('grade', '4'), ...filled('text', 'Few calls, good ones') },
    });
    await answered(ana, 'is handed in');
    expect(await news('maya', 'handed in the self-review')).toHaveLength(1);

    // Bo cannot see Ana's card, whatever the button says.
    const { id } = await theCycle();
    const value = `${id}:${office().memberIds.ana}`;
    const own = await ask(bo, '/review', general(bo));
    await press(bo, own, 'evaluation.see', { value });
    await answered(bo, 'Only who leads Ana Torres, and an administrator, may do that.');

    await press(maya, await ask(maya, '/review', general(maya)), 'evaluation.people');
    const people = await answered(maya, 'who takes part');
    expect(textsOf(people.blocks)).toContain('*Ana Torres* · waits for the manager · 87.5 points');
    await press(maya, people, 'evaluation.see', { value });
    await press(maya, await answered(maya, 'Ana Torres: Evaluation'), 'evaluation.word');
    const word = await modal(maya, 'What Ana Torres should know');
    await maya.act('view-submit', {
      viewId: word.id,
      state: { ...filled('text', 'More calls next month'), ...chosen('done', 'yes') },
    });
    await answered(maya, 'Ana Torres is ready to be compared');
  });

  test('S-06 an adjustment needs a reason and a second person, and the cycle waits for them', async () => {
    const [maya, han] = [await office().as('maya'), await office().as('hanmeimei')];
    await press(maya, await anasCard(maya, false, '87.5'), 'evaluation.adjust');
    const view = await modal(maya, 'Points to add or take');
    const wrong = await maya.act('view-submit', {
      viewId: view.id,
      state: { ...filled('points', '11'), ...filled('reason', 'because') },
    });
    expect(JSON.stringify(wrong)).toContain('from −10 to 10');
    await maya.act('view-submit', {
      viewId: view.id,
      state: { ...filled('points', '5'), ...filled('reason', 'She covered for two colleagues') },
    });
    await answered(maya, 'waits for a second person');
    const [asked] = await news('hanmeimei', 'She covered for two colleagues');
    expect(asked).toContain('+5');

    await press(maya, await ask(maya, '/review', general(maya)), 'evaluation.move');
    await answered(maya, 'is being compared');
    await press(maya, await ask(maya, '/review', general(maya)), 'evaluation.move');
    await answered(maya, 'has no second person yet');

    await press(han, await anasCard(han, false, '等待第二人确认'), 'evaluation.confirm');
    await answered(han, '已确认为 Ana Torres 调整 +5 分');
  });

  test('S-07 closes: every figure is frozen, reproduced from its inputs, and refused to be changed by the database', async () => {
    const [ana, maya] = [await office().as('ana'), await office().as('maya')];
    await press(maya, await ask(maya, '/review', general(maya)), 'evaluation.move');
    await answered(maya, 'is closed: 3 evaluations are frozen');
    expect((await news('ana', 'is closed'))[0]).toContain('92.5 · meets expectations');
    const { id } = await theCycle();
    const sealed = await snapshotsOf(office().db, office().workspaceId, id);
    expect(sealed).toHaveLength(3);
    for (const { sha256, at: _at, ...one } of sealed) expect(flawOf(one, sha256)).toBeUndefined();
    expect(JSON.stringify(sealed)).not.toContain('Ana');
    expect(JSON.stringify(sealed)).not.toContain(office().memberIds.ana);
    await expect(
      office().db.client
        .$executeRaw`UPDATE evaluation_snapshot SET sha256 = 'x' WHERE workspace_id = ${office().workspaceId}`,
    ).rejects.toThrow('append-only');
    await expect(
      office().db.client
        .$executeRaw`DELETE FROM evaluation_snapshot WHERE workspace_id = ${office().workspaceId}`,
    ).rejects.toThrow('append-only');

    // What is confirmed afterwards moves nothing.
    await office().db.client.$executeRaw`
      INSERT INTO confirmation (workspace_id, activity_id, actor_id, batch_id)
      SELECT workspace_id, id, ${office().memberIds.maya}, 'c' FROM activity WHERE amount = 50000`;
    const text = textsOf((await anasCard(ana, true, '92.5 points')).blocks);
    expect(text).toContain(
      '*Adjusted by +5* by Maya Okafor, confirmed by 韩梅梅: She covered for two colleagues',
    );
    expect(text).toContain('More calls next month');
    expect(text).toContain('$1,100 of $1,000');
  });

  test('S-08 a dispute has an owner and a date ten working days ahead, is answered, and the person agrees', async () => {
    const [ana, maya] = [await office().as('ana'), await office().as('maya')];
    await press(ana, await anasCard(ana, true, '92.5 points'), 'evaluation.dispute');
    const view = await modal(ana, 'What is not right');
    await ana.act('view-submit', { viewId: view.id, state: filled('text', 'The deal with Bolt is missing') });
    await answered(ana, 'Your dispute is with Maya Okafor, who answers until Mon, Nov 16, 2026');
    expect((await news('maya', 'The deal with Bolt is missing'))[0]).toContain(
      'Please answer until Mon, Nov 16, 2026',
    );

    await press(maya, await anasCard(maya, false, 'Maya Okafor answers until'), 'evaluation.settle');
    const settle = await modal(maya, 'What you looked at');
    await maya.act('view-submit', { viewId: settle.id, state: filled('text', 'It counts in November') });
    await answered(maya, 'Ana Torres was told');
    expect(await news('ana', 'It counts in November')).toHaveLength(1);

    await press(ana, await anasCard(ana, true, 'answers the dispute'), 'evaluation.agree');
    await answered(ana, 'You agree with your evaluation');
    expect(textsOf((await ask(ana, '/review', general(ana))).blocks)).toContain('answered');
  });

  test('P-05, S-07 reopened with a reason and closed again: a further entry compensates, the first stays, verify proves both', async () => {
    const [ana, maya] = [await office().as('ana'), await office().as('maya')];
    const { id } = await theCycle();
    const before = await snapshotsOf(office().db, office().workspaceId, id);
    await press(maya, await ask(maya, '/review', general(maya)), 'evaluation.reopen');
    const view = await modal(maya, 'Why');
    const wrong = await maya.act('view-submit', { viewId: view.id, state: filled('reason', 'so') });
    expect(JSON.stringify(wrong)).toContain('at least ten characters');
    await maya.act('view-submit', { viewId: view.id, state: filled('reason', 'The deal with Bolt counts') });
    await answered(maya, 'and its dates are open again');
    expect(await listClosed(office().db, office().workspaceId)).toEqual([]);
    await press(maya, await ask(maya, '/review', general(maya)), 'evaluation.move');
    await answered(maya, 'is closed again: 1 evaluation was corrected');

    const after = await snapshotsOf(office().db, office().workspaceId, id);
    // (50 × 120 + 30 × 50) ÷ 80 = 93.75, and 5 of the adjustment: 98.75 after 92.5.
    const [correction] = after.filter(({ seq }) => seq === 2);
    expect(after).toHaveLength(before.length + 1);
    expect(after.filter(({ seq }) => seq === 1)).toEqual(before);
    expect(correction).toMatchObject({ result: { total: '395/4' }, corrects: { seq: 1, points: '25/4' } });
    expect(flawsIn(after)).toEqual([]);
    const spoilt = after.map((one) => (one === correction ? { ...one, corrects: null } : one));
    expect(flawsIn(spoilt)).toMatchObject([{ seq: 2, flaw: 'hash' }]);
    const alone = after.filter((one) => one.memberKey !== correction?.memberKey || one.seq === 2);
    expect(flawsIn(alone)).toMatchObject([{ seq: 2, flaw: 'chain' }]);
    expect(await news('ana', 'was corrected: 98.8 · meets expectations')).toHaveLength(1);
    expect(await news('bo', 'was corrected')).toEqual([]);
    expect(textsOf((await anasCard(ana, true, 'after the close')).blocks)).toMatch(
      /\*Corrected \+6\.[23]\* after the close; the first entry stays beside it\. Reason: The deal with Bolt counts/,
    );
    const audited = await office().db.client.auditRow.findMany({
      where: { workspaceId: office().workspaceId, action: { in: ['cycle.reopened', 'dates.reopened'] } },
    });
    expect(audited.map(({ detail }) => detail)).toMatchObject([
      { reason: 'The deal with Bolt counts' },
      { reason: 'The deal with Bolt counts' },
    ]);
  });

  test('the card as a picture and as a PDF, by direct message, in the reader’s language; nobody else’s', async () => {
    const [ana, bo] = [await office().as('ana'), await office().as('bo')];
    const card = await anasCard(ana, true, 'after the close');
    await press(ana, card, 'evaluation.chart');
    await answered(ana, 'It is in your direct messages with Pacer.');
    const sent = await ask(ana, '/review pdf', general(ana));
    expect(sent.text).toContain('It is in your direct messages');
    const files = await ana.waitFor('a picture and a document', () => {
      const names = office()
        .sandbox.world.files.all()
        .map(({ name }) => name);
      return names.includes('pacer-scorecard.png') && names.includes('pacer-scorecard.pdf')
        ? names
        : undefined;
    });
    expect(files.length).toBeGreaterThanOrEqual(2);
    const { id } = await theCycle();
    await press(bo, await ask(bo, '/review', general(bo)), 'evaluation.see');
    const own = await answered(bo, 'Bo Lindqvist: Evaluation');
    await press(bo, own, 'evaluation.pdf', { value: `${id}:${office().memberIds.ana}` });
    await answered(bo, 'Only who leads Ana Torres, and an administrator, may do that.');
  });
});
