import { z } from 'zod';
import { localDate } from '../kpi/localDate.ts';
import type { PeriodKey } from '../kpi/period.ts';
import { locales } from '../platform/words.ts';
import { type Bag, KINDS } from './bag/bag.ts';
import { EXPERIMENT_STATES, type Experiment, type Retro, STATES, VERDICTS } from './retro.ts';

/** What the database keeps, as the slice speaks of it. */

const date = z.date().transform((at) => localDate(at.toISOString().slice(0, 10)));
const period = z.string().transform((key) => key as PeriodKey);

const outcome = z.object({
  verdict: z.enum(VERDICTS),
  change: z.number().nullable(),
  interval: z.tuple([z.number(), z.number()]).nullable(),
  asExpected: z.boolean(),
});

const variance = z.object({
  metricKey: z.string(),
  actual: z.string(),
  target: z.string(),
  attainment: z.number(),
  isGood: z.boolean(),
});

const past = z.object({
  text: z.string(),
  metricKey: z.string(),
  expected: z.number(),
  until: z.string().transform(localDate),
  outcome: outcome.optional(),
});

const contribution = z.object({
  id: z.string(),
  kind: z.enum(KINDS),
  text: z.string(),
  votes: z.number().nullable(),
});

const retroRow = z.object({
  id: z.string(),
  teamId: z.string(),
  periodKey: period,
  state: z.enum(STATES),
  channel: z.string(),
  locale: z.enum(locales),
  facilitatorId: z.string().nullable(),
  openedOn: date,
  closedOn: date.nullable(),
  variances: z.array(variance),
  lastTime: z.array(past),
  contributions: z.array(contribution),
});

/** A row as a retrospective. */
export const retroOf = (row: unknown): Retro => retroRow.parse(row) as Retro;

const bagRow = z.object({
  key: z.string(),
  items: z.array(contribution.extend({ seal: z.string() })),
  marks: z.object({ people: z.array(z.string()), counts: z.array(z.string()), forms: z.array(z.string()) }),
  ballots: z.record(z.string(), z.array(z.string())),
});

/** A row as a bag with its key. */
export function bagOf(row: unknown): { key: string; bag: Bag } {
  const { key, items, marks, ballots } = bagRow.parse(row);
  return { key, bag: { ...marks, items, ballots } };
}

/** A bag as its row. */
export const rowOf = ({ people, counts, forms, items, ballots }: Bag) => ({
  items: items.map((item) => ({ ...item })),
  marks: { people: [...people], counts: [...counts], forms: [...forms] },
  ballots: Object.fromEntries(Object.entries(ballots).map(([key, ids]) => [key, [...ids]])),
});

const experimentRow = z.object({
  id: z.string(),
  retroId: z.string(),
  teamId: z.string(),
  text: z.string(),
  ownerId: z.string(),
  metricKey: z.string(),
  expected: z.number(),
  fromDate: date,
  untilDate: date,
  state: z.enum(EXPERIMENT_STATES),
  result: outcome.nullable(),
});

/** A row as an experiment. */
export function experimentOf(row: unknown): Experiment {
  const { fromDate, untilDate, result, ...rest } = experimentRow.parse(row);
  return { ...rest, from: fromDate, until: untilDate, outcome: result ?? undefined };
}
