import { describe, expect, test } from 'vitest';
import { ask, channelId, command, type Driver, press, pressInView, submit } from '../../sandbox/driver.ts';
import { listCycles, membersOfCycle } from '../../src/evaluation/cycle/store.ts';
import { textsOf as rawTextsOf, useOffice } from '../support/office.ts';

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
const modal = (driver: Driver, containing: string) =>
  driver.waitFor(`a modal with ${containing}`, ({ modals }) =>
    modals.findLast((view) => textsOf(view.blocks).includes(containing)),
  );
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
    expect(textsOf((await ask(ana, '/review', general(ana))).blocks)).toContain('(Oct 5 – Nov 15, 2026)');
    expect(textsOf((await ask(lilei, '/review', general(lilei))).blocks)).toContain(
      '（2026年10月5日至11月15日）',
    );
    await press(ana, await ask(ana, '/review', general(ana)), 'evaluation.see');
    // Six weeks of ten calls; none was logged.
    expect(textsOf((await answered(ana, 'Ana Torres: ')).blocks)).toContain('0 of 60 → *0 points*');
  });
});
