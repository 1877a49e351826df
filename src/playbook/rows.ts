import { z } from 'zod';
import { DIMENSIONS, DIRECTIONS, type MetricDefinition, NATURES, UNITS } from '../kpi/metric.ts';
import type { ActivityTypeInfo, MetricInfo } from './playbook.ts';
import type { StageInfo } from './stages.ts';

/** The rows of the playbook as they stand in the database; what does not fit is refused loudly. */

const names = z.object({
  en: z.object({ one: z.string(), other: z.string() }),
  zh: z.object({ other: z.string() }),
});
export const stageSchema: z.ZodType<StageInfo> = z.object({
  key: z.string(),
  names: z.object({ en: z.string(), zh: z.string() }),
  isRetired: z.boolean(),
});

const rubric = z.object({
  criteria: z.array(z.object({ en: z.string(), zh: z.string(), weight: z.int() })),
  grades: z.array(z.object({ en: z.string(), zh: z.string() })),
  raters: z.int(),
});

const need = z.enum(['none', 'optional', 'required']);

const typeRow = z.object({
  key: z.string(),
  stage: z.string(),
  names,
  aliases: z.array(z.string()),
  amount: need,
  customer: need,
  // A playbook that was kept before these were known has none of them.
  rating: need.default('none'),
  ratingScale: z.int().min(2).max(100).default(5),
  confirmed: z.boolean().default(true),
  rubric: rubric.nullish(),
  points: z.int(),
  isRetired: z.boolean(),
});
export const typeSchema = typeRow.transform(({ rubric: graded, ...type }): ActivityTypeInfo => {
  return graded === null || graded === undefined ? type : { ...type, rubric: graded };
});

const filter = z.partialRecord(z.enum(DIMENSIONS), z.array(z.string()));
const source = z.object({ filter });
const measured = z.object({ filter, field: z.enum(['quantity', 'amount']) });
const common = z.object({
  key: z.string(),
  unit: z.enum(UNITS),
  direction: z.enum(DIRECTIONS),
  nature: z.enum(NATURES),
  prorated: z.boolean(),
});

const definition: z.ZodType<MetricDefinition> = z.discriminatedUnion('kind', [
  common.extend({ kind: z.literal('count'), source }),
  common.extend({ kind: z.literal('sum'), source: measured }),
  common.extend({ kind: z.literal('manual'), source: measured, additive: z.boolean() }),
  common.extend({ kind: z.literal('average'), source }),
  common.extend({ kind: z.literal('distinct'), source }),
  common.extend({ kind: z.literal('ratio'), numerator: z.string(), denominator: z.string() }),
  common.extend({ kind: z.literal('growth'), of: z.string() }),
  common.extend({ kind: z.literal('elapsed'), start: filter, end: filter }),
]);

export const metricSchema: z.ZodType<MetricInfo> = z.object({
  key: z.string(),
  names,
  aliases: z.array(z.string()),
  definition,
  isRetired: z.boolean(),
});
