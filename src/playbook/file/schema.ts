import { z } from 'zod';
import { DIRECTIONS, METRIC_KINDS, NATURES, UNITS } from '../../kpi/metric.ts';

/** The one YAML file of a playbook. Unknown keys are refused, so that a slip of the pen is not passed over. */

/** The first line of every file: which file this is, and in which form. */
export const FORMAT = 'pacer-playbook/1';
export const MOST_BYTES = 1_000_000;

const key = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/u);
const text = z.string().max(200);
const need = z.enum(['none', 'optional', 'required']);
const several = z.strictObject({ one: text, other: text });
const names = z.strictObject({ en: several, zh: text });
const keys = z.array(z.string().max(80)).max(400);
const words = z.array(text).max(100).optional();
const retired = z.boolean().optional();

const named = z.strictObject({ en: text, zh: text });
const rubric = z.strictObject({
  criteria: z
    .array(z.strictObject({ en: text, zh: text, weight: z.int() }))
    .min(1)
    .max(100),
  grades: z.array(named).max(100),
  raters: z.int().optional(),
});

const stage = z.strictObject({ key, name: z.strictObject({ en: text, zh: text }), retired });
const activity = z.strictObject({
  key,
  name: names,
  words,
  stage: text,
  customer: need.optional(),
  amount: need.optional(),
  confirmation: z.boolean().optional(),
  rating: need.optional(),
  best_rating: z.int().optional(),
  rubric: rubric.optional(),
  points: z.number(),
  retired,
});

const filter = z.strictObject({
  activities: keys.optional(),
  stages: keys.optional(),
  channels: keys.optional(),
  campaigns: keys.optional(),
  regions: keys.optional(),
  products: keys.optional(),
  segments: keys.optional(),
});
const common = z.strictObject({
  key,
  name: names,
  words,
  unit: z.enum(UNITS).optional(),
  direction: z.enum(DIRECTIONS),
  nature: z.enum(NATURES),
  prorated: z.boolean(),
  retired,
});
const counted = z.enum(['quantity', 'amount']);

/** What a metric of each kind says of itself. */
const metric = z.discriminatedUnion('kind', [
  common.extend({ kind: z.literal('count'), of: filter.optional() }),
  common.extend({ kind: z.literal('sum'), field: counted, of: filter.optional() }),
  common.extend({ kind: z.literal('average'), of: filter.optional() }),
  common.extend({ kind: z.literal('distinct'), of: filter.optional() }),
  common.extend({ kind: z.literal('manual'), field: counted, additive: z.boolean(), of: filter.optional() }),
  common.extend({ kind: z.literal('ratio'), numerator: z.string(), denominator: z.string() }),
  common.extend({ kind: z.literal('growth'), of: z.string() }),
  common.extend({ kind: z.literal('elapsed'), from: filter, to: filter }),
]);

export const playbookFile = z.strictObject({
  format: z.literal(FORMAT),
  stages: z.array(stage).max(60),
  activities: z.array(activity).min(1).max(400),
  metrics: z.array(metric).max(400),
});
export type PlaybookFile = z.infer<typeof playbookFile>;
export type FileFilter = z.infer<typeof filter>;
export type FileRubric = z.infer<typeof rubric>;
export type FileMetric = PlaybookFile['metrics'][number];

/** All keys that a file may bear, for "did you mean". */
export const FILE_KEYS: readonly string[] = [
  ...new Set([
    ...Object.keys(playbookFile.shape),
    ...Object.keys(stage.shape),
    ...Object.keys(activity.shape),
    ...Object.keys(rubric.shape),
    'weight',
    ...Object.keys(filter.shape),
    ...metric.options.flatMap((option) => Object.keys(option.shape)),
    ...['en', 'zh', 'one', 'other'],
  ]),
];
export const KINDS: readonly string[] = METRIC_KINDS;
