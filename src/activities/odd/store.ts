import { createHash } from 'node:crypto';
import { z } from 'zod';
import { addDays, type DateRange, isLocalDate, type LocalDate, localDate } from '../../kpi/localDate.ts';
import { type Temporal, toDate } from '../../kpi/time.ts';
import { audit } from '../../platform/audit.ts';
import { type Db, inTransaction, toDbDate } from '../../platform/db/index.ts';
import { takeOnce } from '../../platform/once.ts';
import { isLive, listIn } from '../facts/store.ts';
import { findBursts } from './bursts.ts';
import { findCopies } from './copies.ts';
import { ANSWERS, type Asked, notAskedYet, ODD_KINDS, type Odd, type OddAnswer, REST_DAYS } from './odd.ts';
import { findRound } from './round.ts';

/** Odd entries: found from the facts; who was asked about them and what they said. Facts stay untouched. */

/** How far back copies and bursts are looked for, and round amounts of now and of the past. */
const NEAR_DAYS = 8;
const ROUND_DAYS = 28;
const PAST_DAYS = 112;
const MOST_FACTS = 2_000;

/** Whose entries are looked at, and beside whom. */
export interface OddQuery {
  memberId: string;
  /** The others of their team. */
  team: readonly string[];
  /** Their own date. */
  today: LocalDate;
  /** When the weekly reports of the team were and are due. */
  deadlines: readonly Temporal.Instant[];
  /** Minor units of one of the currency. */
  unit: bigint;
}

/** What somebody is to be asked about now. Reads four months by the index of member or of type and date. */
export async function findOdd(db: Db, workspaceId: string, query: OddQuery): Promise<Odd[]> {
  const { memberId, team, today, deadlines, unit } = query;
  const to = addDays(today, 1);
  const [near, from] = [addDays(today, -NEAR_DAYS), addDays(today, -ROUND_DAYS)];
  const past = { from: addDays(today, -PAST_DAYS), to: from };
  const recent = (
    await listIn(db, workspaceId, { range: { from, to }, memberIds: [memberId] }, MOST_FACTS)
  ).filter((fact) => fact.memberId === memberId);
  const [own, others, asked] = await Promise.all([
    amountsIn(db, workspaceId, past, [memberId]),
    amountsIn(
      db,
      workspaceId,
      { from: past.from, to },
      team.filter((id) => id !== memberId),
    ),
    askedOf(db, workspaceId, { memberIds: [memberId], from: past.from }),
  ]);
  const latest = recent.filter((fact) => fact.localDate >= near);
  const found = [
    ...findCopies(latest),
    ...findBursts(
      recent.filter((fact) => fact.localDate >= addDays(today, -NEAR_DAYS - 7)),
      deadlines,
    ),
    ...findRound(recent, { own, team: others }, { from, unit }),
  ];
  const isRested = addDays(today, -REST_DAYS);
  const open = notAskedYet(found, asked, isRested);
  // The window of round amounts moves on each day: once in so many days is enough, whatever was answered.
  const hasRound = asked.some(({ kind, askedOn }) => kind === 'round' && askedOn >= isRested);
  return hasRound ? open.filter(({ kind }) => kind !== 'round') : open;
}

const amounts = z.array(z.object({ amount: z.bigint() }));

async function amountsIn(
  db: Db,
  workspaceId: string,
  { from, to }: DateRange,
  memberIds: readonly string[],
): Promise<bigint[]> {
  if (memberIds.length === 0) return [];
  const rows = await db.client.$queryRaw`
    SELECT a.amount FROM activity a
    WHERE a.workspace_id = ${workspaceId} AND a.member_id = ANY(${[...memberIds]}) AND a.origin <> 'import'
      AND a.recorded_at >= ${from}::date AND a.amount IS NOT NULL
      AND a.local_date >= ${from}::date AND a.local_date < ${to}::date AND ${isLive}
    ORDER BY a.recorded_at DESC LIMIT ${MOST_FACTS}`;
  return amounts.parse(rows).map(({ amount }) => amount);
}

/** The one id of what somebody is asked about. */
export const askedId = (memberId: string, key: string): string =>
  createHash('sha256').update([memberId, key].join('\n')).digest('hex').slice(0, 32);

const askedRow = z.object({
  ...{ id: z.string(), memberId: z.string(), key: z.string(), kind: z.enum(ODD_KINDS), typeKey: z.string() },
  ...{ facts: z.array(z.string()), outOf: z.number(), minutes: z.number() },
  date: z.date().transform(dateOf),
  askedOn: z.date().transform(dateOf),
  shownOn: z
    .date()
    .nullable()
    .transform((at) => (at === null ? null : dateOf(at))),
  answer: z.enum(ANSWERS).nullable(),
  note: z.string(),
});

function dateOf(at: Date): LocalDate {
  const text = at.toISOString().slice(0, 10);
  return isLocalDate(text) ? text : localDate('1970-01-01');
}

/** Whose question it is, and since when it stands. */
export interface AskedOf {
  workspaceId: string;
  memberId: string;
  askedOn: LocalDate;
  /** Asked without a message: it waits where the person looks. */
  isQuiet: boolean;
}

/** Writes down that somebody is asked, once by what it is about. */
export async function keepAsked(
  db: Db,
  { workspaceId, memberId, askedOn, isQuiet }: AskedOf,
  { key, kind, typeKey, date, facts, outOf, minutes }: Odd,
): Promise<string> {
  const id = askedId(memberId, key);
  await db.client.oddEntry.createMany({
    data: [
      {
        ...{ workspaceId, id, memberId, key, kind, typeKey, facts: [...facts], outOf, minutes },
        ...{ date: toDbDate(date), askedOn: toDbDate(askedOn) },
        shownOn: isQuiet ? null : toDbDate(askedOn),
      },
    ],
    skipDuplicates: true,
  });
  return id;
}

/** One thing that somebody was asked about. */
export async function findAsked(db: Db, workspaceId: string, id: string): Promise<Asked | undefined> {
  const row = await db.client.oddEntry.findUnique({ where: { workspaceId_id: { workspaceId, id } } });
  return row === null ? undefined : askedRow.parse(row);
}

/** What these people were asked since a date, the oldest first. */
export async function askedOf(
  db: Db,
  workspaceId: string,
  { memberIds, from }: { memberIds: readonly string[]; from: LocalDate },
): Promise<(Asked & { answeredAt: Date | null })[]> {
  const rows = await db.client.oddEntry.findMany({
    where: { workspaceId, memberId: { in: [...memberIds] }, askedOn: { gte: toDbDate(from) } },
    orderBy: [{ askedOn: 'asc' }, { memberId: 'asc' }, { key: 'asc' }],
  });
  return rows.map((row) => ({ ...askedRow.parse(row), answeredAt: row.answeredAt }));
}

/** Writes down when some of a person's questions were first put before them. */
export async function markShown(
  db: Db,
  { workspaceId, memberId, ids }: { workspaceId: string; memberId: string; ids: readonly string[] },
  on: LocalDate,
): Promise<void> {
  if (ids.length === 0) return;
  await db.client.oddEntry.updateMany({
    where: { workspaceId, memberId, id: { in: [...ids] }, shownOn: null },
    data: { shownOn: toDbDate(on) },
  });
}

export interface AnswerAct {
  workspaceId: string;
  actorId: string;
  transportKey: string;
  id: string;
  now: Temporal.Instant;
}

/** Keeps the answer of the one who was asked, with its audit row; false where there is one already, or it is not theirs. */
export async function answerAsked(db: Db, act: AnswerAct, answer: OddAnswer): Promise<boolean> {
  const { workspaceId, actorId, transportKey, id, now } = act;
  const isNew = await inTransaction(db, async (tx) => {
    if (!(await takeOnce(tx, workspaceId, transportKey))) return false;
    const { count } = await tx.oddEntry.updateMany({
      where: { workspaceId, id, memberId: actorId, answer: null },
      data: { answer, answeredAt: toDate(now) },
    });
    if (count === 0) return false;
    await audit(tx, {
      workspaceId,
      actorId,
      action: 'odd.answered',
      subject: `odd:${id}`,
      detail: { answer },
    });
    return true;
  });
  await db.durable();
  return isNew;
}

/** Keeps the reason that belongs to the answer "right", once; false where there is one already, or it is not theirs. */
export async function noteAsked(db: Db, act: Omit<AnswerAct, 'now'>, note: string): Promise<boolean> {
  const { workspaceId, actorId, transportKey, id } = act;
  const isNew = await inTransaction(db, async (tx) => {
    if (!(await takeOnce(tx, workspaceId, transportKey))) return false;
    const { count } = await tx.oddEntry.updateMany({
      where: { workspaceId, id, memberId: actorId, answer: 'right', note: '' },
      data: { note },
    });
    if (count === 0) return false;
    await audit(tx, { workspaceId, actorId, action: 'odd.noted', subject: `odd:${id}`, detail: {} });
    return true;
  });
  await db.durable();
  return isNew;
}

const ids = z.array(z.object({ id: z.string() }));

/** Which of these facts are still there as they were. */
export async function liveAmong(
  db: Db,
  workspaceId: string,
  facts: readonly string[],
): Promise<ReadonlySet<string>> {
  if (facts.length === 0) return new Set();
  const rows = await db.client.$queryRaw`
    SELECT a.id FROM activity a WHERE a.workspace_id = ${workspaceId} AND a.id = ANY(${[...facts]}) AND ${isLive}`;
  return new Set(ids.parse(rows).map(({ id }) => id));
}
