import { expect, test } from 'vitest';
import { isZone, zoneTyped } from '../../src/people/zone.ts';
import { plainInMrkdwn } from '../../src/platform/mrkdwn.ts';

test.each([
  ['Europe/Berlin', 'Europe/Berlin'],
  [' europe/berlin ', 'Europe/Berlin'],
  ['Berlin', 'Europe/Berlin'],
  ['new york', 'America/New_York'],
  ['America/New York', 'America/New_York'],
  ['SHANGHAI', 'Asia/Shanghai'],
  [plainInMrkdwn('America/New_York'), 'America/New_York'],
  ['UTC', 'UTC'],
])('a zone is known as people type it, or copy it out of a message: %j', (typed, zone) => {
  expect(zoneTyped(typed)).toBe(zone);
  expect(isZone(zone)).toBe(true);
});

test.each(['', 'Mars/Olympus', '+05:30', 'Europe', 'Berl'])(
  'what is none comes back as typed: %j',
  (typed) => {
    expect(zoneTyped(typed)).toBe(typed);
    expect(isZone(typed)).toBe(false);
  },
);
