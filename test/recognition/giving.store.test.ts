import { beforeAll, describe, expect, it } from 'vitest';
import { addDays, localDate } from '../../src/kpi/localDate.ts';
import { Temporal } from '../../src/kpi/time.ts';
import { addPeople } from '../../src/people/store.ts';
import { giveKudos, givenOn, lastGiven, undoKudos } from '../../src/recognition/giving/store.ts';
import { countedThanks, kudosIn, pairsSince } from '../../src/recognition/store.ts';
import { readValues, saveValues, valuesBefore } from '../../src/recognition/values/store.ts';
import { linesOf, readLines } from '../../src/recognition/values/values.ts';
import { ensureWorkspace } from '../../src/workspace/store.ts';
import { freshWorkspaceId, useDb } from '../support/db.ts';

const db = useDb();
const now = Temporal.Instant.from('2026-11-18T15:00:00Z');
const today = localDate('2026-11-18');
let id = '';
let people: string[] = [];
let acts = 0;

beforeAll(async () => {
  ({ id, people } = await company(8));
});

/** A workspace of its own with so many people. */
async function company(count: number): Promise<{ id: string; people: string[] }> {
  const workspaceId = freshWorkspaceId();
  await ensureWorkspace(db(), { id: workspaceId, name: 'Northwind' });
  const added = await addPeople(
    ...([db(), workspaceId] as const),
    Array.from({ length: count }, (_, index) => ({
      ...{ slackUserId: `U${index}`, name: `Person ${index}`, email: null, tz: 'UTC', locale: 'en' as const },
      ...{ role: 'rep' as const, teamName: null, region: null },
    })),
    ...([[], localDate('2026-01-01')] as const),
  );
  const ids = Array.from({ length: count }, (_, index) => added.memberIds.get(`U${index}`) ?? '');
  return { id: workspaceId, people: ids };
}

interface Thanks {
  from: string;
  to: readonly string[];
  date?: ReturnType<typeof localDate>;
  at?: Temporal.Instant;
  key?: string;
  workspaceId?: string;
}
function thank({ from, to, date = today, at = now, key, workspaceId = id }: Thanks) {
  acts += 1;
  return giveKudos(
    db(),
    {
      ...{ workspaceId, giverId: from, receiverIds: to, reason: 'saved the Acme deal', valueKey: 'teamwork' },
      ...{ channel: null, today: date, now: at, transportKey: key ?? `trigger:thanks-${acts}` },
    },
    (kudos) => kudos.map((one) => ({ key: `told:${one.id}`, channel: 'U1', reply: { text: 'thanks' } })),
  );
}
const kinds = (given: readonly { kind: string }[]) => given.map(({ kind }) => kind).toSorted();

describe('B-06 the daily allowance', () => {
  it('B-06 five people a day, by the giver’s own date; the sixth is refused, and tomorrow is another day', async () => {
    const [a = '', b = '', c = '', d = '', e = '', f = '', g = ''] = people;
    expect(await thank({ from: a, to: [b, c, d] })).toMatchObject({ kind: 'given', left: 2 });
    expect(await thank({ from: a, to: [e, f, g] })).toEqual({ kind: 'too many', left: 2 });
    expect(await thank({ from: a, to: [e, f] })).toMatchObject({ kind: 'given', left: 0 });
    expect(await thank({ from: a, to: [g] })).toEqual({ kind: 'too many', left: 0 });
    expect(await thank({ from: a, to: [g], date: addDays(today, 1) })).toMatchObject({
      kind: 'given',
      left: 4,
    });
    expect(await givenOn(db().client, id, a, today)).toBe(5);
  });

  it('B-06 many at the same moment never exceed it', async () => {
    const own = await company(9);
    const [giver = '', ...others] = own.people;
    const given = await Promise.all(
      others.map((to) => thank({ from: giver, to: [to], workspaceId: own.id })),
    );
    expect(kinds(given)).toEqual([...Array(5).fill('given'), ...Array(3).fill('too many')]);
    expect(await givenOn(db().client, own.id, giver, today)).toBe(5);
    // What was refused told nobody.
    expect(await db().client.outbox.count({ where: { workspaceId: own.id } })).toBe(5);
  });

  it('the same act delivered twice thanks once', async () => {
    const own = await company(2);
    const [a = '', b = ''] = own.people;
    const act = { from: a, to: [b], key: 'trigger:same', workspaceId: own.id };
    expect(kinds(await Promise.all([thank(act), thank(act)]))).toEqual(['given', 'repeated']);
    expect(await db().client.outbox.count({ where: { workspaceId: own.id } })).toBe(1);
  });
});

describe('B-06 between two people', () => {
  it('B-06 three in 30 days count, both directions together; the fourth is delivered, counts 0, and is flagged', async () => {
    const own = await company(3);
    const [a = '', b = '', c = ''] = own.people;
    const day = (offset: number) => addDays(today, offset);
    const give = async (from: string, to: string, offset: number) => {
      const given = await thank({ from, to: [to], date: day(offset), workspaceId: own.id });
      return given.kind === 'given' ? given.kudos[0]?.counts : given.kind;
    };
    expect(await give(a, b, 0)).toBe(true);
    expect(await give(b, a, 0)).toBe(true);
    expect(await give(a, b, 5)).toBe(true);
    expect(await give(b, a, 6)).toBe(false);
    expect(await give(a, c, 6)).toBe(true);
    // Day 29 still sees days 0–29: three counted. On day 30 those of day 0 are out: one counted (day 5), so this one counts again.
    expect(await give(a, b, 29)).toBe(false);
    expect(await give(a, b, 30)).toBe(true);
    const range = { from: day(0), to: day(31) };
    expect(await countedThanks(db(), own.id, range)).toEqual(
      new Map([
        [a, 1],
        [b, 3],
        [c, 1],
      ]),
    );
    const [pair, ...more] = await pairsSince(db(), own.id, day(30), 90);
    expect(more).toEqual([]);
    // From a to b on days 0, 5, 29, 30; back on days 0 and 6; two of the six beyond what counts.
    const isForward = pair?.a === a;
    expect([
      isForward ? pair?.there : pair?.back,
      isForward ? pair?.back : pair?.there,
      pair?.uncounted,
    ]).toEqual([4, 2, 2]);
  });

  it('B-06 thanks in both directions at the same moment do not slip past each other', async () => {
    const own = await company(2);
    const [a = '', b = ''] = own.people;
    const given = await Promise.all(
      [a, b, a, b, a, b].map((from) => thank({ from, to: [from === a ? b : a], workspaceId: own.id })),
    );
    const counted = given
      .flatMap((one) => (one.kind === 'given' ? one.kudos : []))
      .filter((one) => one.counts);
    expect(given.every((one) => one.kind === 'given')).toBe(true);
    expect(counted).toHaveLength(3);
  });
});

describe('taking thanks back', () => {
  it('within minutes by the giver alone: they count no more, the allowance has them again, their words are gone', async () => {
    const own = await company(3);
    const [a = '', b = '', c = ''] = own.people;
    const given = await thank({ from: a, to: [b, c], workspaceId: own.id });
    const batchId = given.kind === 'given' ? (given.kudos[0]?.batchId ?? '') : '';
    expect(await lastGiven(db(), own.id, a)).toBe(batchId);
    const act = (actorId: string, key: string) => ({ workspaceId: own.id, actorId, transportKey: key });
    const soon = now.add({ minutes: 9 });
    expect(await undoKudos(db(), act(b, 'u1'), batchId, soon)).toEqual({ kind: 'gone' });
    expect(await undoKudos(db(), act(a, 'u2'), batchId, now.add({ minutes: 10 }))).toEqual({
      kind: 'too late',
    });
    const twice = await Promise.all([
      undoKudos(db(), act(a, 'u3'), batchId, soon),
      undoKudos(db(), act(a, 'u4'), batchId, soon),
    ]);
    expect(kinds(twice)).toEqual(['gone', 'undone']);
    expect(await givenOn(db().client, own.id, a, today)).toBe(0);
    expect(await kudosIn(db(), own.id, { range: { from: today, to: addDays(today, 1) } })).toEqual([]);
    const rows = await db().client.kudos.findMany({ where: { workspaceId: own.id } });
    expect(rows.map((row) => row.reason)).toEqual(['', '']);
    expect(await db().client.auditRow.count({ where: { workspaceId: own.id, action: 'kudos.undone' } })).toBe(
      2,
    );
  });
});

describe('the values of a workspace', () => {
  it('are the ready-made ones until an administrator changes them; a change can be taken back', async () => {
    const own = await company(1);
    const before = await readValues(db(), own.id);
    expect(linesOf(before)).toContain('Teamwork | 团队协作');
    const after = readLines('Teamwork | 团队协作\nCourage | 勇气', before);
    if (!after.ok) throw new Error('not read');
    const act = { workspaceId: own.id, actorId: own.people[0] ?? '', transportKey: 'v1' };
    const changeId = await saveValues(db(), act, before, after.value);
    expect(await saveValues(db(), act, before, after.value)).toBeUndefined();
    expect(linesOf(await readValues(db(), own.id))).toBe('Teamwork | 团队协作\nCourage | 勇气');
    expect(await valuesBefore(db(), own.id, changeId ?? '')).toBe(linesOf(before));
  });
});
