import { describe, expect, test } from 'vitest';
import { addPerson, ask, channelId, command, type Driver, press, submit } from '../../sandbox/driver.ts';
import { Temporal } from '../../src/kpi/time.ts';
import { updateMember } from '../../src/people/store.ts';
import { weeklyThanks } from '../../src/recognition/digest/job.ts';
import { clearLeftovers } from '../../src/recognition/giving/job.ts';
import { type Handle, textsOf, useOffice } from '../support/office.ts';

/** Thanks through the real protocol. Wednesday, 18 November 2026, 10:00 in New York. */
const office = useOffice('2026-11-18T15:00:00Z');
const general = (driver: Driver): string => channelId(driver, 'general');
const at = (handle: Handle): string => `<@${office().slackIds[handle]}|${handle}>`;

/** What is on its way to a channel or a person, in words. */
async function told(channel: string): Promise<string[]> {
  const where = { workspaceId: office().workspaceId, channel, key: { startsWith: 'kudos:' } };
  const rows = await office().db.client.outbox.findMany({ where, orderBy: { createdAt: 'asc' } });
  return rows.map((row) => textsOf(row.blocks as object[]));
}
const answered = (driver: Driver, containing: string) =>
  driver.waitFor(containing, ({ ephemerals }) =>
    ephemerals.findLast((one) => `${one.text}\n${textsOf(one.blocks)}`.includes(containing)),
  );
const opened = (driver: Driver, seen: number) =>
  driver.waitFor('a form', ({ modals }) => (modals.length > seen ? modals.at(-1) : undefined));

describe('/kudos', () => {
  test('B-06 tells the channel by name and the person in their language, and can be taken back', async () => {
    const ana = await office().as('ana');
    const given = await ask(
      ana,
      `/kudos ${at('lilei')} for: found the <b> bug before Acme did #ownership`,
      general(ana),
    );
    const shown = textsOf(given.blocks);
    expect(shown).toContain(
      '*李雷* has your thanks for: found the &lt;b&gt; bug before Acme did · Ownership',
    );
    expect(shown).toContain('You can thank 4 more people today.');
    expect(await told(general(ana))).toEqual([
      expect.stringContaining('*Ana Torres* thanks *李雷*: found the'),
    ]);
    const [personal] = await told(office().slackIds.lilei);
    expect(personal).toContain('*Ana Torres* 感谢你：found the');
    expect(personal).toContain('*主动担当*');
    await press(ana, given, 'recognition.undo');
    await expect
      .poll(() => office().db.client.kudos.count({ where: { undoneAt: null } }), { timeout: 30_000 })
      .toBe(0);
    const list = await ask(ana, '/kudos list', general(ana));
    expect(textsOf(list.blocks)).toContain('You have not thanked anybody yet.');
  });

  test('B-06 oneself and apps are not thanked; too few words, a missing or an unknown value come back as a form', async () => {
    const ana = await office().as('ana');
    expect(
      (await ask(ana, `/kudos ${at('ana')} for: being so very good #teamwork`, general(ana))).text,
    ).toContain('Thanks are for others.');
    // At once, not after a form: without a value, with too few words, and by name.
    for (const said of [
      `${at('ana')} for: being so very good`,
      `${at('ana')} for: me`,
      '@ana for: all of it by myself',
    ])
      expect((await ask(ana, `/kudos ${said}`, general(ana))).text).toContain('Thanks are for others.');
    const bot = (await (await office().deps.slack(office().workspaceId)).whoAmI()).botUserId;
    expect(
      (await ask(ana, `/kudos <@${bot}> for: answering all day long #teamwork`, general(ana))).text,
    ).toContain('is an app, and does not need thanks.');
    for (const [line, shown] of [
      ['for: nice #teamwork', 'at least 10 characters'],
      ['for: saved the Acme deal #bravery', '#bravery is not one of the values here: #Teamwork'],
      ['for: saved it all, alone', 'saved it all, alone'],
    ] as const) {
      await command(ana, `/kudos ${at('bo')} ${line}`, general(ana));
      const view = await ana.waitFor(shown, ({ modals }) =>
        modals.findLast((one) => JSON.stringify(one.blocks).includes(shown)),
      );
      expect(JSON.stringify(view.blocks)).toContain(office().slackIds.bo);
    }
    expect(await office().db.client.kudos.count({ where: { undoneAt: null } })).toBe(0);
  });

  test('the form says what is wrong at its fields, and thanks quietly', async () => {
    const bo = await office().as('bo');
    await command(bo, '/kudos', general(bo));
    const view = await opened(bo, 0);
    const wrong = await submit(bo, view, {
      ...{
        'recognition.who': [office().slackIds.bo],
        'recognition.reason': '好',
        'recognition.value': 'teamwork',
      },
    });
    expect(JSON.stringify(wrong)).toContain('You cannot thank yourself.');
    expect(JSON.stringify(wrong)).toContain('at least 10 characters');
    await submit(bo, view, {
      ...{ 'recognition.who': [office().slackIds.maya], 'recognition.reason': '谢谢你陪我看客户' },
      ...{ 'recognition.value': 'customers', 'recognition.how': 'quiet' },
    });
    await answered(bo, 'It was told to them alone.');
    expect((await told(office().slackIds.maya)).at(-1)).toContain(
      '*Bo Lindqvist* thanks you: 谢谢你陪我看客户',
    );
    expect((await told(general(bo))).join('\n')).not.toContain('谢谢你陪我看客户');
  });

  test('B-06 the sixth person of a day keeps for tomorrow; guests are no members', async () => {
    const maya = await office().as('maya');
    const ids = await Promise.all(
      ['k1', 'k2', 'k3', 'k4'].map((userName) =>
        addPerson(office().address, {
          userName,
          displayName: `Name ${userName}`,
          locale: 'en-US',
          emails: [{ value: `${userName}@x.example` }],
        }),
      ),
    );
    const guest = await addPerson(office().address, {
      ...{
        userName: 'kg',
        displayName: 'Gast',
        emails: [{ value: 'kg@x.example' }],
        roles: [{ value: 'guest' }],
      },
    });
    expect(
      (await ask(maya, `/kudos <@${guest}> for: visiting us in the rain #teamwork`, general(maya))).text,
    ).toContain('Gast is a guest');
    const four = ids.map((id) => `<@${id}>`).join(' ');
    await ask(maya, `/kudos ${four} for: the best launch we ever had #teamwork`, general(maya));
    expect(
      (await ask(maya, `/kudos ${at('ana')} ${at('bo')} for: the launch, as well #teamwork`, general(maya)))
        .text,
    ).toContain('You can thank one more person today; you named more.');
    await ask(maya, `/kudos ${at('ana')} for: the launch, as well #teamwork`, general(maya));
    expect(
      (await ask(maya, `/kudos ${at('bo')} for: the launch, as well #teamwork`, general(maya))).text,
    ).toContain(
      'You have thanked 5 people today, which is all for one day. Keep it for tomorrow: “the launch, as well”',
    );
  });

  test('values and pairs: everybody reads the values, administrators change them; the pairs are theirs alone', async () => {
    const { db, workspaceId, memberIds } = office();
    const [ana, han] = [await office().as('ana'), await office().as('hanmeimei')];
    expect(JSON.stringify((await ask(ana, '/kudos values', general(ana))).blocks)).not.toContain(
      'editValues',
    );
    expect((await ask(ana, '/kudos pairs', general(ana))).text).toContain('administrators alone');
    expect(
      await db.client.auditRow.count({ where: { action: 'access.denied', actorId: memberIds.ana } }),
    ).toBe(1);
    await updateMember(db, workspaceId, null, memberIds.hanmeimei, { isAdmin: true });
    await press(han, await ask(han, '/kudos 价值观', general(han)), 'recognition.editValues');
    const view = await opened(han, 0);
    await submit(han, view, { 'recognition.valueLines': 'Teamwork | 团队协作\nCourage | 勇气' });
    const changed = await answered(han, '已保存。现在的价值观：团队协作、勇气。');
    await press(han, changed, 'recognition.undoValues');
    await answered(han, '客户至上、主动担当');
    expect((await ask(han, '/kudos 互赞', general(han))).text).toContain('最近 90 天里');
  });

  test('the week’s thanks for the channel leave out what was said to the person alone', async () => {
    const { deps, workspaceId, teamIds } = office();
    const dueAt = Temporal.Instant.from('2026-11-23T15:00:00Z');
    const request = { workspaceId, teamId: teamIds.West, periodKey: '2026-W47' as never, dueAt };
    const [message, ...more] = await weeklyThanks.build(deps, request);
    expect(more).toEqual([]);
    const text = textsOf(message?.reply.blocks ?? []);
    expect(text).toContain('🙌 *Ana Torres* — the launch, as well · Teamwork · from Maya Okafor');
    expect(text).not.toContain('客户');
    expect(await weeklyThanks.build(deps, { ...request, periodKey: '2026-W46' as never })).toEqual([]);
  });

  test('what was posted of thanks that were taken back is removed, also where it was on its way still', async () => {
    const { db, deps, workspaceId } = office();
    const bo = await office().as('bo');
    const slack = await deps.slack(workspaceId);
    const given = await ask(bo, `/kudos ${at('ana')} for: something said too early #teamwork`, general(bo));
    await press(bo, given, 'recognition.undo');
    await expect
      .poll(
        () => db.client.kudos.count({ where: { workspaceId, undoneAt: { not: null }, clearedAt: null } }),
        { timeout: 30_000 },
      )
      .toBeGreaterThan(0);
    // As the outbox would have sent it.
    const sent = await slack.post(general(bo), { text: 'something said too early' });
    await db.client.outbox.updateMany({
      where: { workspaceId, text: { contains: 'too early' } },
      data: { state: 'sent', sentTs: sent.ts, sentChannel: sent.channel },
    });
    await db.client.outbox.updateMany({ where: { workspaceId, state: 'pending' }, data: { state: 'left' } });
    await clearLeftovers(deps, Temporal.Instant.from('2026-11-18T15:02:00Z'));
    const page = await slack.history(general(bo), { limit: 50 } as never);
    expect(JSON.stringify(page)).not.toContain('too early');
    expect(
      await db.client.kudos.count({ where: { workspaceId, undoneAt: { not: null }, clearedAt: null } }),
    ).toBe(0);
  });
});
