import { expect, test } from 'vitest';
import { Temporal } from '../../src/kpi/time.ts';
import { nextDue, weekReported } from '../../src/platform/jobs/due.ts';

/** Every zone of the runtime, every week of twelve years: one due instant a week, strictly increasing, each for the next week. */
const start = Temporal.Instant.from('2024-01-01T00:00:00Z');
const end = Temporal.Instant.from('2036-01-01T00:00:00Z').epochMilliseconds;

// Sunday at half past two is when most zones change their clocks; Monday at nine is the default.
const moments = [
  { weekday: 7, localTime: '02:30' },
  { weekday: 1, localTime: '09:00' },
] as const;

test.each(moments)('P-03 weekday $weekday at $localTime', { timeout: 600_000 }, ({ weekday, localTime }) => {
  for (const zone of Intl.supportedValuesOf('timeZone')) {
    const moment = { zone, localTime, weekday };
    let at = nextDue(moment, start);
    let periods = new Set<string>();
    let weeks = 1;
    periods.add(weekReported(at, zone));
    while (at.epochMilliseconds < end) {
      const due = nextDue(moment, at);
      const hours = (due.epochMilliseconds - at.epochMilliseconds) / 3_600_000;
      if (hours < 166 || hours > 170)
        expect.fail(`${zone}: ${hours} hours from ${at.toString()} to ${due.toString()}`);
      at = due;
      weeks += 1;
      periods.add(weekReported(at, zone));
    }
    expect([zone, periods.size]).toEqual([zone, weeks]);
    expect(weeks).toBeGreaterThanOrEqual(626);
    periods = new Set();
  }
});
