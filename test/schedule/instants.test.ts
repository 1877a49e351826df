import { describe, expect, test } from 'vitest';
import { Temporal } from '../../src/kpi/time.ts';
import { nextDue } from '../../src/platform/jobs/due.ts';
import { skippedWithin, upcoming } from '../../src/schedule/instants.ts';

/** The next five instants, in eight zones, over the clock changes of March and October. */
const at = (instant: string) => Temporal.Instant.from(instant);
const mondays = (zone: string, since: string) => {
  const moment = { weekday: 1, localTime: '09:00', zone } as const;
  const now = at(since);
  return upcoming(moment, nextDue(moment, now), { count: 5, now });
};
const hours = (zone: string, since: string): string[] =>
  mondays(zone, since).map((one) => one.at.toString().slice(5, 16));
const shifts = (zone: string, since: string) =>
  mondays(zone, since).flatMap(({ date, shift }) => (shift === undefined ? [] : [{ date, ...shift }]));

describe('P-03 Mondays at nine by the clock of the zone', () => {
  test.each([
    // Berlin: UTC+1 until 29 March, then UTC+2: 08:00, then 07:00.
    [
      'Europe/Berlin',
      '2026-03-14',
      ['03-16T08:00', '03-23T08:00', '03-30T07:00', '04-06T07:00', '04-13T07:00'],
    ],
    // New York: UTC−5 until 8 March, then UTC−4.
    [
      'America/New_York',
      '2026-03-01',
      ['03-02T14:00', '03-09T13:00', '03-16T13:00', '03-23T13:00', '03-30T13:00'],
    ],
    // St. John's: UTC−3:30 until 8 March, then UTC−2:30.
    [
      'America/St_Johns',
      '2026-03-01',
      ['03-02T12:30', '03-09T11:30', '03-16T11:30', '03-23T11:30', '03-30T11:30'],
    ],
    // Kathmandu: UTC+5:45, always.
    [
      'Asia/Kathmandu',
      '2026-03-14',
      ['03-16T03:15', '03-23T03:15', '03-30T03:15', '04-06T03:15', '04-13T03:15'],
    ],
    // Apia: UTC+13, no daylight saving any more; Monday there is Sunday in UTC.
    [
      'Pacific/Apia',
      '2026-10-10',
      ['10-11T20:00', '10-18T20:00', '10-25T20:00', '11-01T20:00', '11-08T20:00'],
    ],
    // Lord Howe: UTC+10:30 until 4 October, then UTC+11: half an hour.
    [
      'Australia/Lord_Howe',
      '2026-09-25',
      ['09-27T22:30', '10-04T22:00', '10-11T22:00', '10-18T22:00', '10-25T22:00'],
    ],
    // Sydney: UTC+10 until 4 October, then UTC+11.
    [
      'Australia/Sydney',
      '2026-09-25',
      ['09-27T23:00', '10-04T22:00', '10-11T22:00', '10-18T22:00', '10-25T22:00'],
    ],
    // London in October: UTC+1 until the 25th, then UTC.
    [
      'Europe/London',
      '2026-10-10',
      ['10-12T08:00', '10-19T08:00', '10-26T09:00', '11-02T09:00', '11-09T09:00'],
    ],
  ])('%s from %s', (zone, since, expected) => {
    expect(hours(zone, `${since}T12:00:00Z`)).toEqual(expected);
  });

  test('the Monday after a clock change says so, once; half an hour is half an hour', () => {
    expect(shifts('Europe/Berlin', '2026-03-14T12:00:00Z')).toEqual([
      { date: '2026-03-30', from: 'UTC+1', to: 'UTC+2' },
    ]);
    expect(shifts('Australia/Lord_Howe', '2026-09-25T12:00:00Z')).toEqual([
      { date: '2026-10-05', from: 'UTC+10:30', to: 'UTC+11' },
    ]);
    expect(shifts('America/St_Johns', '2026-03-01T12:00:00Z')).toEqual([
      { date: '2026-03-09', from: 'UTC−3:30', to: 'UTC−2:30' },
    ]);
    expect(shifts('Asia/Kathmandu', '2026-03-14T12:00:00Z')).toEqual([]);
  });
});

describe('P-03 a time that a clock change touches', () => {
  const sunday = { weekday: 7, localTime: '02:30', zone: 'Europe/Berlin' } as const;

  test('one that is skipped comes later on that day, and is found a year ahead', () => {
    const now = at('2026-03-23T12:00:00Z');
    const [first] = upcoming(sunday, nextDue(sunday, now), { count: 1, now });
    expect(first).toMatchObject({ date: '2026-03-29', time: '03:30', oddity: 'skipped' });
    expect(skippedWithin(sunday, at('2026-06-01T00:00:00Z'))).toEqual({ date: '2027-03-28', time: '03:30' });
    expect(skippedWithin({ ...sunday, localTime: '09:00' }, now)).toBeUndefined();
    expect(skippedWithin({ ...sunday, zone: 'Asia/Shanghai' }, now)).toBeUndefined();
  });

  test('one that comes twice counts once, the first', () => {
    const now = at('2026-10-19T12:00:00Z');
    const [first] = upcoming(sunday, nextDue(sunday, now), { count: 1, now });
    expect(first).toMatchObject({ date: '2026-10-25', time: '02:30', oddity: 'twice' });
    expect(first?.at.toString()).toBe('2026-10-25T00:30:00Z');
  });
});

test('what is reported already, and what lies before the end of a pause, is not announced', () => {
  const moment = { weekday: 5, localTime: '16:00', zone: 'UTC' } as const;
  const now = at('2026-11-24T10:00:00Z');
  const dates = (without: object) =>
    upcoming(moment, nextDue(moment, now), { count: 2, now, ...without }).map(({ date }) => date);
  expect(dates({})).toEqual(['2026-11-27', '2026-12-04']);
  // Friday the 27th would report week 47 once more.
  expect(dates({ reported: new Set(['2026-W47']) })).toEqual(['2026-12-04', '2026-12-11']);
  expect(dates({ until: at('2026-12-10T00:00:00Z') })).toEqual(['2026-12-11', '2026-12-18']);
});
