import { z } from 'zod';
import { parsePeriodKey } from '../../kpi/period.ts';
import { unwrap } from '../../kpi/result.ts';
import type { BadgeDetail } from './badge.ts';

/** What is told of a badge, as it is kept: figures are texts (M-05). */

const periodKey = z.string().transform((text) => unwrap(parsePeriodKey(text)));
const figure = z.string().transform(BigInt);
const metricKey = z.string();

export const detailSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('first-log') }),
  z.object({ kind: z.literal('first-deal') }),
  z.object({ kind: z.literal('streak'), metricKey, weeks: z.number() }),
  z.object({ kind: z.literal('target'), metricKey, periodKey, value: figure, target: figure }),
  z.object({ kind: z.literal('record'), metricKey, periodKey, value: figure, best: figure }),
  z.object({ kind: z.literal('membership'), years: z.number() }),
]);

/** JSON carries figures as strings (M-05). */
export const detailText = (detail: BadgeDetail): string =>
  JSON.stringify(detail, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
