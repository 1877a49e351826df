import { describe, expect, test } from 'vitest';
import {
  ask,
  channelId,
  command,
  type Driver,
  directMessage,
  messagesOf,
  press,
  submit,
} from '../../../sandbox/driver.ts';
import { localDate } from '../../../src/kpi/localDate.ts';
import { Temporal } from '../../../src/kpi/time.ts';
import { updateMember } from '../../../src/people/store.ts';
import { goOnCollecting } from '../../../src/workspace/privacy/data/job.ts';
import { requestData } from '../../../src/workspace/privacy/data/request/store.ts';
import { aliasesIn, isConfirmed, patternOf } from '../../../src/workspace/privacy/erasing/traces.ts';
import { textsOf, useOffice } from '../../support/office.ts';

/** A person's own data, and erasing a person, through the real protocol. */
const office = useOffice('2026-11-18T15:00:00Z');
const general = (driver: Driver): string => channelId(driver, 'general');
const answered = (driver: Driver, containing: string) =>
  driver.waitFor(
    containing,
    ({ ephemerals }) =>
      ephemerals.findLast((one) => `${one.text}\n${textsOf(one.blocks)}`.includes(containing)),
    30_000,
  );

describe('what names a person', () => {
  test('whole words, the longest first; what is too short to search is left out', () => {
    const pattern = patternOf({
      name: 'Bo',
      slackUserId: 'U1',
      email: 'bo@x.example',
      aliases: ['李雷', 'Bobby (B.)'],
    });
    expect(pattern).toBe('(<@U1(\\|[^>]*)?>|\\mU1\\M|\\mbo@x\\.example\\M|\\mBobby \\(B\\.\\)|李雷)');
    expect(aliasesIn('Annie\n\nA, 雷哥、Ann ')).toEqual(['Annie', '雷哥', 'Ann']);
    expect([isConfirmed(' ana torres ', 'Ana Torres'), isConfirmed('Ana', 'Ana Torres')]).toEqual([
      true,
      false,
    ]);
  });
});

describe('/pace my-data', () => {
  test('comes as a file to the person alone, once a day', async () => {
    const ana = await office().as('ana');
    await ask(ana, '/log 3 calls note: with care', general(ana));
    expect((await ask(ana, '/pace my-data', general(ana))).text).toContain('I am collecting everything');
    const channel = await directMessage(ana);
    await expect
      .poll(async () => JSON.stringify(await messagesOf(ana, channel)), { timeout: 30_000 })
      .toContain('pacer-my-data-2026-11-18.zip');
    expect((await ask(ana, '/pace 我的数据', general(ana))).text).toContain('once a day at most');
    await expect
      .poll(async () => JSON.stringify(await messagesOf(ana, channel)), { timeout: 30_000 })
      .toContain('Everything that Pacer keeps about you is here');
  });

  test('what was interrupted comes with the next minute; what fails three times is told, and may be asked for again', async () => {
    const { db, deps, workspaceId, memberIds, slackIds } = office();
    const bo = await office().as('bo');
    const whose = { workspaceId, memberId: memberIds.bo, slackUserId: slackIds.bo };
    await requestData(db, whose, localDate('2026-11-18'));
    const silent = () =>
      db.client
        .$executeRaw`UPDATE data_request SET touched_at = now() - interval '1 hour' WHERE member_id = ${memberIds.bo}`;
    const noFiles = async (id: string) => ({
      ...(await deps.slack(id)),
      sendFile: () => Promise.reject(new Error('no disk')),
    });
    const now = Temporal.Instant.from('2026-11-18T15:10:00Z');
    for (const _try of [2, 3]) {
      await silent();
      await goOnCollecting({ ...deps, slack: noFiles }, now);
    }
    const channel = await directMessage(bo);
    expect(JSON.stringify(await messagesOf(bo, channel))).toContain('could not be collected just now');
    await requestData(db, whose, localDate('2026-11-18'));
    await silent();
    await goOnCollecting(deps, now);
    await expect
      .poll(async () => JSON.stringify(await messagesOf(bo, channel)), { timeout: 30_000 })
      .toContain('pacer-my-data-2026-11-18.zip');
    expect(await db.client.dataRequest.findFirst({ where: { memberId: memberIds.bo } })).toMatchObject({
      ...{ state: 'sent', tries: 2 },
    });
  });
});

describe('/pace erase', () => {
  test('is for administrators, never oneself, and asks for the name to be typed', async () => {
    const { db, workspaceId, memberIds, slackIds } = office();
    const [bo, maya] = [await office().as('bo'), await office().as('maya')];
    expect((await ask(bo, `/pace erase <@${slackIds.ana}>`, general(bo))).text).toContain(
      'erased by administrators',
    );
    expect(
      await db.client.auditRow.count({ where: { action: 'access.denied', actorId: memberIds.bo } }),
    ).toBe(1);
    await updateMember(db, workspaceId, null, memberIds.maya, { isAdmin: true });
    expect((await ask(maya, `/pace erase <@${slackIds.maya}>`, general(maya))).text).toContain(
      'Nobody erases themselves',
    );
    expect((await ask(maya, '/pace erase Zoe Nobody', general(maya))).text).toContain(
      'I know nobody of that name',
    );
    const asked = await ask(maya, `/pace erase <@${slackIds.ana}|ana>`, general(maya));
    expect(textsOf(asked.blocks)).toContain('*Erase Ana Torres?*');
    await ask(bo, '/log 2 calls note: for Ana Torres', general(bo));
    await press(maya, asked, 'workspace.eraseForm');
    const view = await maya.waitFor('the form', ({ modals }) => modals.at(-1), 30_000);
    const wrong = await submit(maya, view, { 'workspace.eraseName': 'Ana' });
    expect(JSON.stringify(wrong)).toContain('That is not the name.');
    expect(
      (await db.client.member.findFirstOrThrow({ where: { workspaceId, id: memberIds.ana } })).name,
    ).toBe('Ana Torres');
    await submit(maya, view, { 'workspace.eraseName': 'ana torres', 'workspace.eraseAliases': 'Annie' });
    await answered(maya, 'What they did stays as *Former member 1*.');
    const notes = await db.client.activity.findMany({
      where: { workspaceId },
      orderBy: { recordedAt: 'asc' },
    });
    expect(notes.map((one) => one.note)).toEqual(['', 'for Former member 1']);
    const board = await ask(maya, '/kpi team West', general(maya));
    expect(JSON.stringify(board)).not.toContain('Ana Torres');
    await command(maya, `/pace erase <@${slackIds.ana}|ana>`, general(maya));
    await answered(maya, 'I know nobody of that name');
  });
});
