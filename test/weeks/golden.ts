import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { tellerFor } from '../../src/feedback/figures.ts';
import { weekReply } from '../../src/feedback/weekly/blocks.ts';
import { decideWeek } from '../../src/feedback/weekly/week.ts';
import { asOfEnd } from '../../src/goals/asOf.ts';
import type { MarketEvent } from '../../src/goals/review/market.ts';
import type { Facts } from '../../src/goals/standing.ts';
import type { Target } from '../../src/goals/target.ts';
import { absenceMap, workCalendar } from '../../src/kpi/calendar.ts';
import { exact } from '../../src/kpi/exact.ts';
import { rangeOf } from '../../src/kpi/period.ts';
import { formatPeriod } from '../../src/platform/format.ts';
import type { Locale } from '../../src/platform/words.ts';
import type { MetricInfo } from '../../src/playbook/playbook.ts';
import { READY_MADE_KEYS, readyMadeOf } from '../../src/playbook/readyMade/all.ts';
import { day, facts, key, row, target } from '../goals/given.ts';
import { textsOf } from '../support/office.ts';

/** Golden weeks: a folder holds what happened (`facts.json`), and the figures and words that people worked out for it (`week.md`). */

const step = z.tuple([z.string(), z.number().nullable()]);
const shape = z.strictObject({
  week: z.string().default('2026-W47'),
  currency: z.string().default('USD'),
  playbook: z.enum(READY_MADE_KEYS).default('funnel'),
  /** C-02: what fell for everybody of the role: the middle values of the week and of those before, in whole units. */
  market: z
    .array(z.strictObject({ metric: z.string(), now: z.number(), before: z.number(), people: z.number() }))
    .default([]),
  /** Metrics that are to stay within a band here, whatever the playbook says. */
  maintain: z.array(z.string()).default([]),
  /** Weekly unless said otherwise; a step is a date and the value that holds from then on, in whole units. */
  targets: z
    .array(
      z.strictObject({
        metric: z.string(),
        kind: z.enum(['week', 'month', 'quarter', 'year']).optional(),
        named: z.string().optional(),
        layer: z.enum(['own', 'official']).optional(),
        levels: z.record(z.string(), z.number()).optional(),
        steps: z.array(step),
      }),
    )
    .default([]),
  /** Date, how many, of what, for how much. */
  rows: z.array(z.tuple([z.string(), z.number(), z.string(), z.number().default(0)])).default([]),
  /** What came in after the week before was reported: like rows; a negative number was taken back. They are among the rows, too. */
  late: z.array(z.tuple([z.string(), z.number(), z.string(), z.number().default(0)])).default([]),
  calendar: z
    .strictObject({
      holidays: z.array(z.string()).default([]),
      away: z.array(z.tuple([z.string(), z.enum(['full', 'am', 'pm'])])).default([]),
      firstDay: z.string().optional(),
      ramp: z.array(z.strictObject({ from: z.string(), percent: z.number() })).optional(),
    })
    .default({ holidays: [], away: [] }),
});
type Given = z.infer<typeof shape>;

/** The folder of all golden weeks. */
const root = new URL('./', import.meta.url);

export const goldenCases = (): string[] =>
  readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();

/** What stands in a case's `week.md`, by headline. */
export function toldOf(name: string): { why: string; figures: string; en: string; zh: string } {
  const text = readFileSync(new URL(`${name}/week.md`, root), 'utf8');
  const [top = '', ...parts] = text.split(/^## /m);
  const part = (title: string): string => {
    const found = parts.find((one) => one.startsWith(`${title}\n`));
    return found?.slice(title.length).trim() ?? '';
  };
  const fenced = (title: string): string => /^```text\n(.*)\n```$/s.exec(part(title))?.[1] ?? '';
  const why = top.split('\n').slice(1).join('\n').trim();
  return { why, figures: part('Figures'), en: fenced('English'), zh: fenced('中文') };
}

/** What the product says of a case: every line but the headline and the last one, which are the same each week. */
export function saidOf(name: string, locale: Locale): { title: string; body: string; footer: string } {
  const given = shape.parse(JSON.parse(readFileSync(new URL(`${name}/facts.json`, root), 'utf8')));
  const { types } = readyMadeOf(given.playbook);
  const weekKey = key(given.week);
  const reply = weekReply(
    decideWeek(factsOf(given), weekKey, { types, late: lateOf(given), market: marketOf(given) }),
    tellerFor(locale, given.currency),
    {
      weekName: formatPeriod(weekKey, locale),
      types,
    },
  );
  const [title = '', ...lines] = textsOf(reply.blocks ?? []).split('\n');
  return { title, body: lines.slice(0, -1).join('\n'), footer: lines.at(-1) ?? '' };
}

const marketOf = ({ market, week }: Given) =>
  market.map(
    ({ metric: metricKey, now, before, people }): MarketEvent => ({
      ...{ kind: 'market', metricKey, role: 'rep', direction: 'fell', week: key(week), people },
      ...{ now: exact(now * 100), before: exact(before * 100), change: exact(now - before, before) },
    }),
  );

const lateOf = ({ late }: Given) => late.map((one, index) => ({ entry: String(index), row: row(...one) }));

function factsOf(given: Given): Facts {
  const metrics = readyMadeOf(given.playbook).metrics.map(
    (metric): MetricInfo =>
      given.maintain.includes(metric.key)
        ? { ...metric, definition: { ...metric.definition, direction: 'maintain' } }
        : metric,
  );
  const { holidays, away, firstDay, ramp } = given.calendar;
  const calendar = workCalendar({
    holidays: new Set(holidays.map(day)),
    absences: absenceMap(away.map(([date, part]) => ({ date: day(date), part }))),
    ...(firstDay === undefined ? {} : { firstDay: day(firstDay) }),
    ...(ramp === undefined ? {} : { ramp: ramp.map((one) => ({ ...one, from: day(one.from) })) }),
  });
  return facts({
    metrics,
    calendar,
    targets: given.targets.map((one) => targetOf(one, metrics)),
    rows: given.rows.map(([date, count, ...rest]) => ({
      ...row(date, 0, ...rest),
      // Hundredths: shared credit is part of one.
      count: BigInt(Math.round(count * 100)),
    })),
    asOf: asOfEnd(rangeOf(key(given.week))),
  });
}

function targetOf(given: Given['targets'][number], metrics: Facts['metrics']): Target {
  const { metric: name, kind, named, layer, levels = {}, steps } = given;
  const metric = metrics.find((one) => one.key === name);
  if (metric === undefined) throw new Error(`no metric ${name} in this playbook`);
  const made = target({
    metric,
    steps,
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
