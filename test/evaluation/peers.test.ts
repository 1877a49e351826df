import { describe, expect, test } from 'vitest';
import { ask, channelId, command, type Driver, press, submit } from '../../sandbox/driver.ts';
import { listCycles, membersOfCycle } from '../../src/evaluation/cycle/store.ts';
import { areShown, peerPoints, peersProblem, textsByQuestion } from '../../src/evaluation/peers/peers.ts';
import { savePeerAnswer } from '../../src/evaluation/peers/store.ts';
import { answered, hears, modal } from '../support/hear.ts';
import { type Handle, textsOf, useOffice } from '../support/office.ts';

describe('S-06 peer feedback', () => {
  test('S-06 counts from three answers on, as the mean in whole points; under three its weight is shared out', () => {
    expect(peerPoints([3, 4])).toBeNull();
    expect(peerPoints([3, 4, 4])).toBe(107); // (100 + 110 + 110) ÷ 3 = 106.67
    expect(peerPoints([1, 2, 2, 3])).toBe(75); // (50 + 75 + 75 + 100) ÷ 4
  });

  test('is shown only together: three at least, and none still to come while reviews are written', () => {
    const done = { state: 'done' } as const;
    const asked = { state: 'asked' } as const;
    expect(areShown({ state: 'open' }, [done, done], 2)).toBe(false);
    expect(areShown({ state: 'open' }, [done, done, done, asked], 3)).toBe(false);
    expect(areShown({ state: 'open' }, [done, done, done], 3)).toBe(true);
    expect(areShown({ state: 'calibration' }, [done, done, done, asked], 3)).toBe(true);
    expect(areShown({ state: 'closed' }, [done, done, asked], 2)).toBe(false);
  });

  test('is given by three to five others, none of whom evaluates', () => {
    const of = { memberId: 'ana', evaluatorIds: ['maya'] };
    expect(peersProblem(['bo', 'cho', 'dee'], of)).toBeUndefined();
    expect(peersProblem(['bo', 'cho', 'cho'], of)).toBe('few');
    expect(peersProblem(['bo', 'cho', 'ana'], of)).toBe('themselves');
    expect(peersProblem(['bo', 'cho', 'maya'], of)).toBe('evaluator');
    expect(peersProblem(['bo', 'cho', undefined], of)).toBe('unknown');
    expect(peersProblem(['1', '2', '3', '4', '5', '6'], of)).toBe('many');
  });

  test('texts come in an order that says nothing of their authors', () => {
    const answers = [
      { memberId: 'ana', grade: 4, texts: ['wins', ''] },
      { memberId: 'ana', grade: 3, texts: ['calm', 'late'] },
    ];
    expect(textsByQuestion(answers, 2)).toEqual([['calm', 'wins'], ['late']]);
    expect(textsByQuestion(answers.toReversed(), 2)).toEqual([['calm', 'wins'], ['late']]);
  });
});

const office = useOffice('2026-10-01T15:00:00Z');
const general = (driver: Driver): string => channelId(driver, 'general');
const theCycle = async () => {
  const [cycle] = await listCycles(office().db, office().workspaceId);
  if (cycle === undefined) throw new Error('there is no cycle');
  return cycle;
};
const ids = (...handles: Handle[]) => handles.map((handle) => office().slackIds[handle]);
const anasCard = async (driver: Driver, isHerself: boolean) => {
  const value = `${(await theCycle()).id}:${office().memberIds.ana}`;
  const shown = await ask(driver, '/review', general(driver));
  if (isHerself) await press(driver, shown, 'evaluation.see', { value });
  else {
    await press(driver, shown, 'evaluation.people');
    await press(driver, await answered(driver, 'who takes part'), 'evaluation.see', { value });
  }
  return answered(driver, 'Ana Torres: Evaluation');
};

describe('through the real protocol', () => {
  test('the person proposes, who evaluates approves, and the peers are asked', async () => {
    const [ana, maya] = [await office().as('ana'), await office().as('maya')];
    const { db, workspaceId, memberIds, slackIds } = office();
    await db.client.member.updateMany({
      where: { workspaceId, id: memberIds.maya },
      data: { isAdmin: true },
    });
    await ask(maya, `/goal <@${slackIds.ana}|ana> calls 10 weekly`, general(maya));
    office().setNow('2026-11-02T15:00:00Z');
    await command(maya, '/review new last month', general(maya));
    await submit(maya, await modal(maya, 'October 2026'));
    await press(maya, await answered(maya, 'The draft'), 'evaluation.move');
    await answered(maya, 'is open.');

    await press(ana, await anasCard(ana, true), 'evaluation.peers');
    const view = await modal(ana, 'Who works closely with Ana Torres?');
    const few = await submit(ana, view, { peers: ids('bo', 'lilei') });
    expect(JSON.stringify(few)).toContain('at least 3');
    await submit(ana, view, { peers: ids('bo', 'lilei', 'maya') });
    await answered(ana, 'Who evaluates has a word of their own');
    await press(ana, await anasCard(ana, true), 'evaluation.peers');
    await submit(ana, await modal(ana, 'Who works closely with Ana Torres?'), {
      peers: ids('bo', 'lilei', 'hanmeimei'),
    });
    await answered(ana, 'Your peers are proposed');
    const proposal = await hears(office().deps, maya, 'proposes as peers');
    await press(maya, proposal, 'evaluation.peers-approve');
    await answered(maya, 'were asked for feedback on Ana Torres');
  });

  test('rights: only who was asked answers, once; nobody else opens the form', async () => {
    const [ana, bo] = [await office().as('ana'), await office().as('bo')];
    const asked = await hears(office().deps, bo, 'Please say a few words on *Ana Torres*');
    await press(bo, asked, 'evaluation.peer');
    const view = await modal(bo, 'How was working together?');
    await submit(bo, view, { grade: '4', 'text-0': 'Bo finds her calm', 'text-1': 'answers late' });
    await answered(bo, 'It is kept without your name');
    await press(bo, asked, 'evaluation.peer');
    await answered(bo, 'That was done already.');
    // A form that names herself, or somebody who did not ask for her.
    const { id } = await theCycle();
    const forged = { value: `${id}:${office().memberIds.bo}` };
    await press(bo, asked, 'evaluation.peer', forged);
    await answered(bo, 'You were not asked for feedback on Bo Lindqvist');
    const denials = await office().db.client.auditRow.count({
      where: { workspaceId: office().workspaceId, action: 'access.denied' },
    });
    expect(denials).toBeGreaterThan(0);
    expect(textsOf((await anasCard(ana, true)).blocks)).not.toContain('finds her calm');
  });

  test('neither the person nor who evaluates learns who said what: nothing under three, then all together; no author or time is kept', async () => {
    const { db, workspaceId, memberIds } = office();
    const [ana, maya] = [await office().as('ana'), await office().as('maya')];
    const cycleId = (await theCycle()).id;
    expect(textsOf((await anasCard(maya, false)).blocks)).toContain('Peers: 1 of 3 answered.');
    const said = [
      ['lilei', 'always prepared'],
      ['hanmeimei', 'zest in every call'],
    ] as const;
    for (const [handle, text] of said) {
      const act = { workspaceId, actorId: memberIds[handle], transportKey: `peer-${handle}` };
      const answer = { cycleId, memberId: memberIds.ana, grade: 5, texts: [text, ''] } as const;
      expect(await savePeerAnswer(db, act, answer)).toBe('done');
      expect(await savePeerAnswer(db, { ...act, transportKey: `${handle}-again` }, answer)).toBe('shut');
    }
    await press(maya, await ask(maya, '/review', general(maya)), 'evaluation.people');
    const value = `${cycleId}:${memberIds.ana}`;
    await press(maya, await answered(maya, 'who takes part'), 'evaluation.see', { value });
    const card = textsOf((await answered(maya, '3 peers:')).blocks);
    // (110 + 120 + 120) ÷ 3 = 116.67
    expect(card).toContain('*3 peers:* 117 points on average');
    expect(card).toMatch(/• Bo finds her calm\n• always prepared\n• zest in every call/);
    expect(card).not.toMatch(/李雷|韩梅梅/);
    // Ana reads it once the cycle is closed, and the same.
    const own = textsOf((await anasCard(ana, true)).blocks);
    expect(own).toContain('Peers: 3 of 3 answered.');
    expect(own).not.toContain('always prepared');

    const columns = await db.client.$queryRaw<{ name: string }[]>`
      SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'peer_answer' ORDER BY 1`;
    expect(columns.map(({ name }) => name)).toEqual([
      'cycle_id',
      'grade',
      'id',
      'member_id',
      'texts',
      'workspace_id',
    ]);
    const audited = await db.client.auditRow.findMany({ where: { workspaceId } });
    expect(JSON.stringify(audited.map(({ detail }) => detail))).not.toContain('always prepared');
    const members = await membersOfCycle(db, workspaceId, cycleId);
    expect(members.find(({ memberId }) => memberId === memberIds.ana)?.peerGrades).toEqual([4, 5, 5]);
  });
});
