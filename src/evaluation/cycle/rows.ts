import { z } from 'zod';
import { isLocalDate, localDate } from '../../kpi/localDate.ts';
import { type PeriodKey, parsePeriodKey } from '../../kpi/period.ts';
import { unwrap } from '../../kpi/result.ts';
import { instantOf } from '../../kpi/time.ts';
import { CYCLE_STATES, type Cycle, type CycleMember } from './cycle.ts';

/** Rows of cycles as the nouns of cycle.ts. */

const date = z.string().refine(isLocalDate).transform(localDate);
const periodKey = z.string().transform((text): PeriodKey => unwrap(parsePeriodKey(text)));

export const cycleRow = z
  .object({
    id: z.string(),
    name: z.string(),
    periodKey,
    from: date,
    to: date,
    state: z.enum(CYCLE_STATES),
    selfDue: date,
    managerDue: date,
    calibrationDue: date.nullable(),
    answerDue: date.nullable(),
    createdById: z.string(),
    closedAt: z.date().nullable(),
    reopenReason: z.string(),
  })
  .transform(
    ({ from, to, closedAt, ...rest }): Cycle => ({
      ...rest,
      range: { from, to },
      closedAt: closedAt === null ? null : instantOf(closedAt),
    }),
  );

export const memberRow = z
  .object({
    memberId: z.string(),
    memberKey: z.string(),
    templateId: z.string(),
    templateVersion: z.number(),
    evaluatorId: z.string().nullable(),
    selfGrade: z.number().nullable(),
    selfText: z.string(),
    managerText: z.string(),
    managerAt: z.date().nullable(),
    peerGrades: z.array(z.number()),
  })
  .transform(({ managerAt, ...rest }): CycleMember => ({ ...rest, isReviewed: managerAt !== null }));
