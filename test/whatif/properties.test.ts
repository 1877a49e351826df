import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { absenceMap } from '../../src/kpi/calendar.ts';
import { addDays } from '../../src/kpi/localDate.ts';
import { calls, complaints, day, type GivenVersion, row, target } from '../goals/given.ts';
import { factor, type Given, tried, value } from './given.ts';

/** What must hold whatever people did and whenever they were away. */

const START = day('2026-10-26');
const dates = fc.integer({ min: 0, max: 27 }).map((days) => addDays(START, days));
const person = (id: string, metric = calls) =>
  fc
    .record({
      steps: fc.array(fc.tuple(dates, fc.integer({ min: 1, max: 60 })), { maxLength: 3 }),
      rows: fc.array(fc.tuple(dates, fc.integer({ min: 0, max: 30 })), { maxLength: 12 }),
      away: fc.uniqueArray(dates, { maxLength: 8 }),
      firstDay: fc.option(dates, { nil: undefined }),
    })
    .map(({ steps, rows, away, firstDay }) => ({
      id,
      calendar: {
        absences: absenceMap(
          away.map((date, index) => ({ date, part: index % 2 === 0 ? 'full' : 'am' }) as const),
        ),
        ...(firstDay === undefined ? {} : { firstDay }),
      },
      targets:
        steps.length === 0
          ? []
          : [target({ of: id, metric, steps: steps.map(([from, whole]): GivenVersion => [from, whole]) })],
      rows: rows.map(([date, count]) => row(date, count, metric.key.slice(0, -1), 0, id)),
    }));
const team = (metric = calls) => fc.tuple(person('ana', metric), person('bo', metric), person('cy', metric));
const given = (people: { rows: Given['rows'] & object }[], metric = calls): Given => ({
  ...{ metric, people: people as unknown as NonNullable<Given['people']> },
  rows: people.flatMap(({ rows }) => rows),
});

describe('whatever was done', () => {
  test('targets equal to the actual ones change nothing', () => {
    fc.assert(
      fc.property(team(), (people) => {
        const outcome = tried(given(people), factor(1));
        expect(outcome.after).toEqual(outcome.before);
        for (const one of outcome.people) {
          expect(one.after).toEqual(one.before);
          expect([...one.gained, ...one.lost]).toEqual([]);
          for (const period of one.replay.periods) expect(period.after).toEqual(period.before);
        }
      }),
    );
  });

  test('a higher target never raises how often it is reached; a lower one where less is better', () => {
    const whole = fc.integer({ min: 1, max: 80 });
    for (const metric of [calls, complaints])
      fc.assert(
        fc.property(team(metric), whole, whole, (people, a, b) => {
          const [small, large] = [Math.min(a, b), Math.max(a, b)];
          const [easy, hard] = metric === calls ? [small, large] : [large, small];
          const easier = tried(given(people, metric), value(easy));
          const harder = tried(given(people, metric), value(hard));
          expect(harder.after.rated).toBe(easier.after.rated);
          expect(harder.after.reached).toBeLessThanOrEqual(easier.after.reached);
          for (const [index, one] of harder.people.entries())
            expect(one.after.reached).toBeLessThanOrEqual(easier.people[index]?.after.reached ?? 0);
        }),
      );
  });
});
