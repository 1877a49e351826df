import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Facts } from '../../src/goals/standing.ts';
import type { Target } from '../../src/goals/target.ts';
import { absenceMap, type WorkCalendar, workCalendar } from '../../src/kpi/calendar.ts';
import type { RollupRow } from '../../src/kpi/tally.ts';
import type { MetricInfo } from '../../src/playbook/playbook.ts';
import { READY_MADE_KEYS, readyMadeOf } from '../../src/playbook/readyMade/all.ts';
import { day, row, target } from '../goals/given.ts';

/** What golden cases say of people, and how it is read: of a person's week, and of a lead's digest. */

const step = z.tuple([z.string(), z.number().nullable()]);

/** Date, how many, of what, for how much. */
export const rowShape = z.tuple([z.string(), z.number(), z.string(), z.number().default(0)]);

/** Weekly unless said otherwise; a step is a date and the value that holds from then on, in whole units. */
export const targetShape = z.strictObject({
  metric: z.string(),
  kind: z.enum(['week', 'month', 'quarter', 'year']).optional(),
  named: z.string().optional(),
  layer: z.enum(['own', 'official']).optional(),
  levels: z.record(z.string(), z.number()).optional(),
  steps: z.array(step),
});

export const calendarShape = z
  .strictObject({
    holidays: z.array(z.string()).default([]),
    away: z.array(z.tuple([z.string(), z.enum(['full', 'am', 'pm'])])).default([]),
    firstDay: z.string().optional(),
    ramp: z.array(z.strictObject({ from: z.string(), percent: z.number() })).optional(),
  })
  .default({ holidays: [], away: [] });

export const playbookShape = z.enum(READY_MADE_KEYS).default('funnel');

export function calendarOf(given: z.infer<typeof calendarShape>): WorkCalendar {
  const { holidays, away, firstDay, ramp } = given;
  return workCalendar({
    holidays: new Set(holidays.map(day)),
    absences: absenceMap(away.map(([date, part]) => ({ date: day(date), part }))),
    ...(firstDay === undefined ? {} : { firstDay: day(firstDay) }),
    ...(ramp === undefined ? {} : { ramp: ramp.map((one) => ({ ...one, from: day(one.from) })) }),
  });
}

export function rowOf([date, count, ...rest]: z.infer<typeof rowShape>, memberId = 'ana'): RollupRow {
  const [type, amount] = rest;
  // Hundredths: shared credit is part of one.
  return { ...row(date, 0, type, amount, memberId), count: BigInt(Math.round(count * 100)) };
}

export function targetOf(
  given: z.infer<typeof targetShape>,
  metrics: Facts['metrics'],
  of: { of?: string; team?: string } = {},
): Target {
  const { metric: name, kind, named, layer, levels = {}, steps } = given;
  const metric = metrics.find((one) => one.key === name);
  if (metric === undefined) throw new Error(`no metric ${name} in this playbook`);
  const made = target({
    ...{ metric, steps, ...of },
    ...(kind === undefined ? {} : { kind }),
    ...(named === undefined ? {} : { named }),
    ...(layer === undefined ? {} : { layer }),
  });
  const scaled = Object.fromEntries(
    Object.entries(levels).map(([level, value]) => [level, BigInt(value) * 100n]),
  );
  return {
    ...made,
    versions: made.versions.map((version) => ({ ...version, levels: scaled })),
  };
}

/** The metrics of a ready-made playbook; those that are to stay within a band, whatever the playbook says. */
export const metricsOf = (playbook: z.infer<typeof playbookShape>, maintain: readonly string[] = []) =>
  readyMadeOf(playbook).metrics.map(
    (metric): MetricInfo =>
      maintain.includes(metric.key)
        ? { ...metric, definition: { ...metric.definition, direction: 'maintain' } }
        : metric,
  );

/** The cases below a folder. */
export const casesIn = (root: URL): string[] =>
  readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();

/** What people worked out for a case, by headline. */
export interface Told {
  why: string;
  figures: string;
  en: string;
  zh: string;
}

export function toldIn(file: URL): Told {
  const text = readFileSync(file, 'utf8');
  const [top = '', ...parts] = text.split(/^## /m);
  const part = (title: string): string => {
    const found = parts.find((one) => one.startsWith(`${title}\n`));
    return found?.slice(title.length).trim() ?? '';
  };
  const fenced = (title: string): string => /^```text\n(.*)\n```$/s.exec(part(title))?.[1] ?? '';
  const why = top.split('\n').slice(1).join('\n').trim();
  return { why, figures: part('Figures'), en: fenced('English'), zh: fenced('中文') };
}
