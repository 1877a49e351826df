import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { tellerFor } from '../../src/feedback/figures.ts';
import { weekReply } from '../../src/feedback/weekly/blocks.ts';
import { decideWeek } from '../../src/feedback/weekly/week.ts';
import { asOfEnd } from '../../src/goals/asOf.ts';
import type { MarketEvent } from '../../src/goals/review/market.ts';
import type { Facts } from '../../src/goals/standing.ts';
import { exact } from '../../src/kpi/exact.ts';
import { rangeOf } from '../../src/kpi/period.ts';
import { formatPeriod } from '../../src/platform/format.ts';
import type { Locale } from '../../src/platform/words.ts';
import { readyMadeOf } from '../../src/playbook/readyMade/all.ts';
import { facts, key } from '../goals/given.ts';
import { textsOf } from '../support/office.ts';
import {
  calendarOf,
  calendarShape,
  casesIn,
  metricsOf,
  playbookShape,
  rowOf,
  rowShape,
  type Told,
  targetOf,
  targetShape,
  toldIn,
} from './given.ts';

/** Golden weeks: a folder holds what happened (`facts.json`), and the figures and words that people worked out for it (`week.md`). */

const shape = z.strictObject({
  week: z.string().default('2026-W47'),
  currency: z.string().default('USD'),
  playbook: playbookShape,
  /** C-02: what fell for everybody of the role: the middle values of the week and of those before, in whole units. */
  market: z
    .array(z.strictObject({ metric: z.string(), now: z.number(), before: z.number(), people: z.number() }))
    .default([]),
  /** Metrics that are to stay within a band here, whatever the playbook says. */
  maintain: z.array(z.string()).default([]),
  targets: z.array(targetShape).default([]),
  rows: z.array(rowShape).default([]),
  /** What came in after the week before was reported: like rows; a negative number was taken back. They are among the rows, too. */
  late: z.array(rowShape).default([]),
  calendar: calendarShape,
});
type Given = z.infer<typeof shape>;

/** The folder of all golden weeks. */
const root = new URL('./', import.meta.url);

export const goldenCases = (): string[] => casesIn(root);

/** What stands in a case's `week.md`. */
export const toldOf = (name: string): Told => toldIn(new URL(`${name}/week.md`, root));

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

const lateOf = ({ late }: Given) => late.map((one, index) => ({ entry: String(index), row: rowOf(one) }));

function factsOf(given: Given): Facts {
  const metrics = metricsOf(given.playbook, given.maintain);
  return facts({
    metrics,
    calendar: calendarOf(given.calendar),
    targets: given.targets.map((one) => targetOf(one, metrics)),
    rows: given.rows.map((one) => rowOf(one)),
    asOf: asOfEnd(rangeOf(key(given.week))),
  });
}
