import { z } from 'zod';
import { ANSWERS, ODD_KINDS } from '../../src/activities/odd/odd.ts';
import { asOfEnd } from '../../src/goals/asOf.ts';
import type { Facts } from '../../src/goals/standing.ts';
import { type Target, TRIGGERS } from '../../src/goals/target.ts';
import { addDays } from '../../src/kpi/localDate.ts';
import { periodsBefore, rangeOf } from '../../src/kpi/period.ts';
import type { RollupRow } from '../../src/kpi/tally.ts';
import type { Person } from '../../src/people/person.ts';
import type { MetricInfo } from '../../src/playbook/playbook.ts';
import { person } from '../goals/difficulty/given.ts';
import { day, facts, key } from '../goals/given.ts';
import {
  calendarOf,
  calendarShape,
  metricsOf,
  playbookShape,
  rowOf,
  rowShape,
  targetOf,
  targetShape,
} from '../weeks/given.ts';

/** What a golden digest says of a team, and the facts that it stands for. */

const personShape = z.strictObject({
  name: z.string(),
  /** First date in the team and of logging; without it long ago. */
  from: z.string().default('2026-01-05'),
  targets: z.array(targetShape).default([]),
  /** Of an activity how many in each week, the reported one last, all of a week on its Friday; an amount for each one. */
  weekly: z.record(z.string(), z.array(z.number())).default({}),
  rows: z.array(rowShape).default([]),
  calendar: calendarShape,
  /** What they said of how sure they are of a target. */
  unsure: z
    .array(
      z.strictObject({
        ...{ metric: z.string(), period: z.string(), sure: z.number(), way: z.string().default('') },
      }),
    )
    .optional(),
});

export const shape = z.strictObject({
  week: z.string().default('2026-W47'),
  currency: z.string().default('USD'),
  playbook: playbookShape,
  team: z.strictObject({ name: z.string(), targets: z.array(targetShape).default([]) }),
  /** Teams right below it. */
  below: z.array(z.string()).default([]),
  people: z.array(personShape),
  /** Whether what fell for everybody waits as a review, which the next hour makes of it. */
  hasReview: z.boolean().default(false),
  /** What reps propose: whole units, from a date. */
  proposals: z
    .array(
      z.strictObject({
        ...{ person: z.string(), metric: z.string(), value: z.number(), from: z.string() },
        ...{ trigger: z.enum(TRIGGERS).default(''), reason: z.string().default('') },
      }),
    )
    .default([]),
  /** Amounts without confirmation: date, whole units. */
  amounts: z.array(z.tuple([z.string(), z.number()])).default([]),
  /** What people were asked about their entries, and what they said; null: nothing yet. */
  odd: z
    .array(
      z.strictObject({
        ...{ person: z.string(), kind: z.enum(ODD_KINDS), type: z.string().default(''), date: z.string() },
        ...{ count: z.number(), outOf: z.number().default(0), minutes: z.number().default(0) },
        ...{ answer: z.enum(ANSWERS).nullable(), note: z.string().default('') },
      }),
    )
    .default([]),
  /** Messages of a report that may be there: to whom, Slack's word, when it was tried (UTC). */
  parked: z.array(z.strictObject({ to: z.string(), error: z.string(), tried: z.string() })).default([]),
  /** Reports that are too late to go out by themselves: of which week, when they were due (UTC). */
  late: z.array(z.strictObject({ week: z.string(), due: z.string() })).default([]),
});
export type Given = z.infer<typeof shape>;

/** A case read: people with their facts, each known by their name. */
export interface Company {
  metrics: readonly MetricInfo[];
  reps: readonly { person: Person; from: string; facts: Facts }[];
  teamTargets: readonly Target[];
}

export function companyOf(given: Given): Company {
  const metrics = metricsOf(given.playbook);
  const asOf = asOfEnd(rangeOf(key(given.week)));
  const reps = given.people.map((one) => {
    const { name, from, targets, rows, calendar } = one;
    const { firstDay } = calendar;
    return {
      person: person(name, firstDay === undefined ? {} : { firstDay: day(firstDay) }),
      from,
      facts: facts({
        ...{ metrics, asOf, subject: { kind: 'member', id: name }, calendar: calendarOf(calendar) },
        targets: targets.map((target) => targetOf(target, metrics, { of: name })),
        rows: [...weeklyRows(one, given.week), ...rows.map((row) => rowOf(row, name))],
      }),
    };
  });
  const teamTargets = given.team.targets.map((target) => targetOf(target, metrics, { team: 'west' }));
  return { metrics, reps, teamTargets };
}

function weeklyRows({ name, weekly }: Given['people'][number], week: string): RollupRow[] {
  return Object.entries(weekly).flatMap(([type, counts]) => {
    const weeks = [...periodsBefore(key(week), counts.length - 1), key(week)];
    return counts.map((count, at): RollupRow => {
      const friday = addDays(rangeOf(weeks[at] ?? key(week)).from, 4);
      return rowOf([friday, count, type, 0], name);
    });
  });
}
