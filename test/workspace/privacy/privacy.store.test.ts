import { beforeAll, describe, expect, it } from 'vitest';
import { record, verifyRollup } from '../../../src/activities/store.ts';
import { followSlack } from '../../../src/people/following/store.ts';
import { ensureMember } from '../../../src/people/members/store.ts';
import { findActor } from '../../../src/people/store.ts';
import { filesOf } from '../../../src/workspace/privacy/data/files.ts';
import {
  endRequest,
  requestData,
  takeInterruptedRequests,
} from '../../../src/workspace/privacy/data/request/store.ts';
import { readOwn } from '../../../src/workspace/privacy/data/store.ts';
import { leftOut, ownTables } from '../../../src/workspace/privacy/data/tables.ts';
import { erasePerson, identityOf } from '../../../src/workspace/privacy/erasing/store.ts';
import { useDb } from '../../support/db.ts';
import { makeTwins, now, rowsOf, type Twins, today, what } from '../../support/isolation/twins.ts';

const db = useDb();
let t: Twins;
beforeAll(async () => {
  t = await makeTwins(db());
  await record(db(), {
    ...{
      workspaceId: t.id,
      actorId: t.ids.bo,
      memberId: t.ids.bo,
      transportKey: 'trigger:note',
      origin: 'slash',
    },
    lines: [
      { ...what(100n), note: 'met ANA TORRES and <@UANA|ana>, then Annie; banana for @ana, not Anatoly' },
    ],
  });
}, 60_000);

const whose = (memberId: string, slackUserId: string) => ({ workspaceId: t.id, memberId, slackUserId });
const person = {
  ...{ id: 'UANA', name: 'Ana Torres', email: 'ana@pacer.example', tz: 'UTC', locale: 'en-US', isBot: false },
  ...{ isAdmin: false, isActive: true, isGuest: false, teamId: '' },
};

describe('a person’s own data', () => {
  it('names every table that holds people: it is handed out, or left out with a reason', async () => {
    const columns = await db().client.$queryRaw<{ table: string; name: string }[]>`
      SELECT table_name AS "table", column_name AS name FROM information_schema.columns
      WHERE table_schema = current_schema() AND table_name NOT LIKE '\\_%'
        AND (column_name ~ '(_id|_by|_ids)$' OR column_name IN ('recipients', 'subject')) ORDER BY 1, 2`;
    const noPeople =
      /^(workspace|id|type|batch|voids|external|file|run|target|template|cycle|team|parent|schedule|board_channel|channel|app|bot|bot_user|enterprise|activity)_id$|^team_ids$/;
    const tables = new Set([...ownTables.map((one) => one.table), ...Object.keys(leftOut)]);
    const forgotten = columns.filter(({ table, name }) => !noPeople.test(name) && !tables.has(table));
    expect(forgotten, 'add the table to src/workspace/privacy/data/tables.ts').toEqual([]);
    expect(ownTables.filter(({ table }) => table in leftOut)).toEqual([]);
    for (const reason of Object.values(leftOut)) expect(reason.length).toBeGreaterThan(10);
  });

  it('holds what they did and what was said to them, and nothing of others', async () => {
    const progress: number[] = [];
    const found = await readOwn(db(), whose(t.ids.ana, 'UANA'), async (done) => {
      progress.push(done);
    });
    expect(progress).toEqual(ownTables.map((_, index) => index + 1));
    const rows = new Map(found.map((one) => [one.table, one.rows]));
    expect(rows.get('member')).toEqual([expect.objectContaining({ name: 'Ana Torres' })]);
    expect(rows.get('activity')?.map((row) => row['note'])).toEqual(['a note', 'a note', 'a note']);
    expect(rows.get('absence')?.map((row) => row['note'])).toEqual(['family']);
    expect(rows.get('checkin_answer')?.map((row) => row['way'])).toEqual(['two deals slipped']);
    expect(rows.get('kudos')?.map((row) => row['reason'])).toEqual(['helped with Acme']);
    expect(rows.get('target_version')?.length).toBeGreaterThan(0);
    expect(rows.get('outbox')?.map((row) => row['text'])).toEqual(['A notice']);
    expect(JSON.stringify(found)).not.toMatch(/"rater_id"|Bo Lindqvist|bo@pacer/);
    const files = filesOf(found, new Map([[t.ids.ana, 'Ana Torres']]), 'en');
    expect(files.find(({ name }) => name === 'csv/activity.csv')?.text.split('\r\n')[1]).toContain(
      'Ana Torres',
    );
    expect(JSON.parse(files.find(({ name }) => name === 'json/absence.json')?.text ?? '')).toHaveLength(1);
  });

  it('is asked for once a day, also twice at the same moment; what came to nothing may be asked for again', async () => {
    const [mine, day] = [whose(t.ids.bo, 'UBO'), today];
    const both = await Promise.all([requestData(db(), mine, day), requestData(db(), mine, day)]);
    expect(both.filter((one) => one !== undefined)).toEqual([
      { ...mine, localDate: day, tries: 1, channel: '', ts: '' },
    ]);
    expect(await requestData(db(), mine, day)).toBeUndefined();
    const [request] = both.filter((one) => one !== undefined);
    if (request !== undefined) await endRequest(db(), request, 'failed');
    expect(await requestData(db(), mine, day)).toBeDefined();
  });

  it('is gone on with by one instance, once it was silent for a while', async () => {
    expect(await takeInterruptedRequests(db())).toEqual([]);
    await db().client
      .$executeRaw`UPDATE data_request SET touched_at = now() - interval '1 hour' WHERE member_id = ${t.ids.bo}`;
    const taken = await Promise.all([takeInterruptedRequests(db()), takeInterruptedRequests(db())]);
    expect(taken.flat().map(({ memberId, tries }) => ({ memberId, tries }))).toEqual([
      { memberId: t.ids.bo, tries: 2 },
    ]);
  });
});

describe('erasing a person', () => {
  const act = (key: string, actorId = t.ids.maya) => ({ workspaceId: t.id, actorId, transportKey: key });
  const wish = { aliases: ['Annie'], called: (number: number) => `Former member ${number}` };

  it('is nothing that one does to oneself', async () => {
    expect(await erasePerson(db(), act('e0', t.ids.ana), t.ids.ana, wish)).toBe('self');
    expect((await identityOf(db(), t.id, t.ids.ana))?.name).toBe('Ana Torres');
  });

  it('S-07 leaves no trace in any table, changes no total, and every sealed evaluation still proves itself', async () => {
    const before = await rowsOf(db(), t.id);
    const others = await rowsOf(db(), t.other);
    const sums = await db().client.dailyRollup.findMany({ where: { workspaceId: t.id } });
    expect(JSON.stringify(before)).toMatch(/Ana Torres/);
    expect(await erasePerson(db(), act('e1'), t.ids.ana, wish)).toEqual({ pseudonym: 'Former member 1' });
    const after = await rowsOf(db(), t.id);
    for (const [table, rows] of Object.entries(after))
      expect(rows, table).not.toMatch(
        /ana torres|\bUANA\b|ana@pacer|\bannie\b|two deals slipped|family|helped with Acme/i,
      );
    // Of what others wrote only the name goes, whole words alone.
    const { id: _id, ...note } = await db().client.activity.findFirstOrThrow({
      where: { workspaceId: t.id, memberId: t.ids.bo, note: { contains: 'banana' } },
      select: { id: true, note: true },
    });
    expect(note).toEqual({
      note: 'met Former member 1 and Former member 1, then Former member 1; banana for Former member 1, not Anatoly',
    });
    expect(await db().client.dailyRollup.findMany({ where: { workspaceId: t.id } })).toEqual(sums);
    expect(await verifyRollup(db(), t.id)).toEqual([]);
    // What `npm run evaluation:verify` recomputes is, byte for byte, what was sealed.
    expect(before['evaluation_snapshot']).not.toBe('');
    expect(after['evaluation_snapshot']).toBe(before['evaluation_snapshot']);
    expect(await rowsOf(db(), t.other)).toEqual(others);
    expect(await erasePerson(db(), act('e1'), t.ids.ana, wish)).toBe('repeated');
    expect(await erasePerson(db(), act('e2'), t.ids.ana, wish)).toBe('gone');
  }, 60_000);

  it('they do not come back by the directory; if they use it again, they are somebody new', async () => {
    expect(await followSlack(db(), t.id, [{ slackUserId: 'UANA', person }])).toEqual([]);
    expect(await findActor(db(), t.id, 'UANA', now)).toBeUndefined();
    const id = await ensureMember(db(), t.id, person, now);
    expect(id).not.toBe(t.ids.ana);
    expect(await erasePerson(db(), act('e3'), id, wish)).toEqual({ pseudonym: 'Former member 2' });
  });

  it('append-only tables yield to it alone, and sealed evaluations not even to it', async () => {
    const note = db().client.$executeRaw`UPDATE activity SET note = 'x' WHERE workspace_id = ${t.id}`;
    await expect(note).rejects.toThrow(/append-only/);
    const sealed = db().client.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT set_config('pacer.erasing_person', ${t.id}, true)`;
      await tx.$executeRaw`UPDATE evaluation_snapshot SET sha256 = 'x' WHERE workspace_id = ${t.id}`;
    });
    await expect(sealed).rejects.toThrow(/append-only/);
  });
});
