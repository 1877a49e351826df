import { describe, expect, test } from 'vitest';
import { localDate, weekdayOf } from '../../src/kpi/localDate.ts';
import { Temporal } from '../../src/kpi/time.ts';
import { lastDue, momentOn, nextDue, weekReported } from '../../src/platform/jobs/due.ts';

/**
 * reliability.md § 6: local time → UTC, across clock changes: all vectors. The rest of that section stands elsewhere:
 * every zone in every week of twelve years in due.long.test.ts; clocks that jump, schedules and zones that are edited, and rules of a zone that
 * change, over simulated years, in years.store.test.ts; the machine's own zone in vitest.ci.config.ts.
 */
const vectors: [zone: string, date: string, time: string, utc: string][] = [
  ['America/New_York', '2026-03-08', '02:30', '2026-03-08T07:30:00Z'],
  ['America/New_York', '2026-11-01', '01:30', '2026-11-01T05:30:00Z'],
  ['Europe/Berlin', '2026-03-29', '02:30', '2026-03-29T01:30:00Z'],
  ['Europe/Berlin', '2026-10-25', '02:30', '2026-10-25T00:30:00Z'],
  ['Australia/Lord_Howe', '2026-10-04', '02:15', '2026-10-03T15:45:00Z'],
  ['Australia/Lord_Howe', '2027-04-04', '01:45', '2027-04-03T14:45:00Z'],
  ['America/Santiago', '2026-09-06', '00:00', '2026-09-06T04:00:00Z'],
  ['Africa/Cairo', '2026-04-24', '00:30', '2026-04-23T22:30:00Z'],
  ['Asia/Beirut', '2026-03-29', '00:00', '2026-03-28T22:00:00Z'],
  ['Africa/Casablanca', '2026-02-15', '02:30', '2026-02-15T01:30:00Z'],
  ['Pacific/Apia', '2011-12-30', '09:00', '2011-12-30T19:00:00Z'],
  ['Pacific/Chatham', '2026-09-27', '02:50', '2026-09-26T14:05:00Z'],
  ['Antarctica/Troll', '2026-03-29', '01:30', '2026-03-29T01:30:00Z'],
  ['Asia/Kathmandu', '2026-03-30', '09:00', '2026-03-30T03:15:00Z'],
  ['Asia/Kolkata', '2026-03-30', '09:00', '2026-03-30T03:30:00Z'],
  ['Europe/London', '2026-03-30', '09:00', '2026-03-30T08:00:00Z'],
];

describe('due instants', () => {
  test.each(vectors)('P-03 %s %s %s', (zone, date, localTime, utc) => {
    const moment = { zone, localTime, weekday: weekdayOf(localDate(date)) };
    expect(momentOn(moment, localDate(date)).toString()).toBe(Temporal.Instant.from(utc).toString());
  });

  test('P-03 the next due instant is the next one, not a week later, on the very day', () => {
    const moment = { zone: 'America/New_York', localTime: '09:00', weekday: 1 } as const;
    const before = Temporal.Instant.from('2026-11-23T13:59:59Z');
    expect(nextDue(moment, before).toString()).toBe('2026-11-23T14:00:00Z');
    expect(nextDue(moment, Temporal.Instant.from('2026-11-23T14:00:00Z')).toString()).toBe(
      '2026-11-30T14:00:00Z',
    );
  });

  test('K-08 the report of a Monday speaks of the week before, in its own zone', () => {
    const due = Temporal.Instant.from('2026-11-23T01:00:00Z');
    expect(weekReported(due, 'Asia/Shanghai')).toBe('2026-W47');
    // The same instant is still Sunday in New York: the week before that one.
    expect(weekReported(due, 'America/New_York')).toBe('2026-W46');
  });

  test('P-03 every zone, every week from 2024 to 2035: one due instant a week, strictly increasing', () => {
    const start = Temporal.Instant.from('2024-01-01T00:00:00Z');
    const end = Temporal.Instant.from('2036-01-01T00:00:00Z').epochMilliseconds;
    // A sample of zones that tells them all apart; every zone is walked for the years in which it changes its clocks most oddly.
    const zones = [
      ...new Set(vectors.map(([zone]) => zone)),
      'America/Los_Angeles',
      'Asia/Shanghai',
      'UTC',
      'Pacific/Kiritimati',
    ];
    for (const zone of zones) {
      const moment = { zone, localTime: '02:30', weekday: 7 } as const;
      let at = start;
      let weeks = 0;
      while (at.epochMilliseconds < end) {
        const due = nextDue(moment, at);
        expect(due.epochMilliseconds).toBeGreaterThan(at.epochMilliseconds);
        const hours = (due.epochMilliseconds - at.epochMilliseconds) / 3_600_000;
        if (weeks > 0) expect([166, 166.5, 167, 167.5, 168, 168.5, 169, 169.5, 170]).toContain(hours);
        expect(lastDue(moment, due).toString()).toBe(due.toString());
        at = due;
        weeks += 1;
      }
      expect(weeks).toBeGreaterThanOrEqual(626);
    }
  });
});

describe('every zone of the runtime', () => {
  test('P-03 has one due instant in each week of a year', () => {
    for (const zone of Intl.supportedValuesOf('timeZone')) {
      const moment = { zone, localTime: '09:00', weekday: 1 } as const;
      let at = Temporal.Instant.from('2026-01-01T12:00:00Z');
      for (let week = 0; week < 53; week += 1) {
        const due = nextDue(moment, at);
        const hours = (due.epochMilliseconds - at.epochMilliseconds) / 3_600_000;
        if (week > 0) expect(hours, `${zone} ${due.toString()}`).toBeGreaterThanOrEqual(166);
        if (week > 0) expect(hours, `${zone} ${due.toString()}`).toBeLessThanOrEqual(170);
        at = due;
      }
    }
  });
});
