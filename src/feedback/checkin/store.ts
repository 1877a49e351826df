import { z } from 'zod';
import type { PeriodKey } from '../../kpi/period.ts';
import { parsePeriodKey } from '../../kpi/periodKey.ts';
import { unwrap } from '../../kpi/result.ts';
import { type Temporal, toDate } from '../../kpi/time.ts';
import { audit } from '../../platform/audit.ts';
import { type Db, inTransaction } from '../../platform/db/index.ts';
import { takeOnce } from '../../platform/once.ts';
import type { Answer } from './answer.ts';
import type { Choice } from './question.ts';

/** The tables of the weekly question: what people said, and who is asked what. Nobody else writes them. */

const periodKey = z.string().transform((text): PeriodKey => unwrap(parsePeriodKey(text)));
const answerRow = z.object({
  memberId: z.string(),
  week: periodKey,
  metricKey: z.string(),
  periodKey,
  sure: z.number(),
  way: z.string(),
});

/** Which answers: of whom, and of one week or since one. Weeks sort as text. */
export interface AnswersWanted {
  memberIds: readonly string[];
  week?: PeriodKey;
  since?: PeriodKey;
}

/** Answers, by week and member. */
export async function answersOf(
  db: Db,
  workspaceId: string,
  { memberIds, week, since }: AnswersWanted,
): Promise<Answer[]> {
  const rows = await db.client.checkinAnswer.findMany({
    where: {
      workspaceId,
      memberId: { in: [...memberIds] },
      ...(week === undefined ? {} : { week }),
      ...(since === undefined ? {} : { week: { gte: since } }),
    },
    orderBy: [{ week: 'asc' }, { memberId: 'asc' }, { metricKey: 'asc' }, { periodKey: 'asc' }],
  });
  return z.array(answerRow).parse(rows);
}

/** An answer as given; without `way` the words said before stay. */
export type NewAnswer = Omit<Answer, 'way'> & { way?: string };

/**
 * Keeps an answer, or changes it: within the week the last word counts. False where the same act had come before, which changes nothing: a
 * late copy must not undo a later word.
 */
export async function saveAnswer(
  db: Db,
  workspaceId: string,
  answer: NewAnswer,
  { transportKey, now }: { transportKey: string; now: Temporal.Instant },
): Promise<boolean> {
  const { way, sure, ...key } = answer;
  return inTransaction(db, async (tx) => {
    if (!(await takeOnce(tx, workspaceId, transportKey))) return false;
    const data = { sure, at: toDate(now), ...(way === undefined ? {} : { way }) };
    await tx.checkinAnswer.upsert({
      where: { workspaceId_memberId_week_metricKey_periodKey: { workspaceId, ...key } },
      create: { workspaceId, ...key, ...data },
      update: data,
    });
    return true;
  });
}

/** Whose choice: a team's or a person's. */
export interface Chooser {
  kind: 'team' | 'member';
  id: string;
}

/** The choices of some teams and people; who never chose is missing. Keys are "team:<id>", "member:<id>". */
export async function readChoices(
  db: Db,
  workspaceId: string,
  of: readonly Chooser[],
): Promise<Map<string, Choice>> {
  const rows = await db.client.checkinChoice.findMany({
    where: { workspaceId, subjectId: { in: of.map(({ id }) => id) } },
  });
  return new Map(
    rows.map(({ subjectKind, subjectId, isOff, metrics }) => [
      `${subjectKind}:${subjectId}`,
      { isOff, metrics },
    ]),
  );
}

/** Changes a choice, only what is given of it, with its audit row. False where the same act had come before. */
export async function saveChoice(
  db: Db,
  workspaceId: string,
  { kind, id }: Chooser,
  change: Partial<Choice>,
  { actorId, transportKey }: { actorId: string; transportKey: string },
): Promise<boolean> {
  const { isOff, metrics } = change;
  const data = {
    ...(isOff === undefined ? {} : { isOff }),
    ...(metrics === undefined ? {} : { metrics: [...metrics] }),
  };
  const key = { workspaceId, subjectKind: kind, subjectId: id };
  return inTransaction(db, async (tx) => {
    if (!(await takeOnce(tx, workspaceId, transportKey))) return false;
    await tx.checkinChoice.upsert({
      where: { workspaceId_subjectKind_subjectId: key },
      create: { ...key, ...data },
      update: data,
    });
    const detail = { isOff: isOff ?? null, metrics: metrics === undefined ? null : metrics.join(', ') };
    await audit(tx, { workspaceId, actorId, action: 'checkin.chosen', subject: `${kind}:${id}`, detail });
    return true;
  });
}
