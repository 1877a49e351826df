import { describe, expect, it } from 'vitest';
import {
  checkLevels,
  hasForce,
  isBinding,
  type Levels,
  TARGET_STATES,
  versionOn,
} from '../../src/kpi/target.ts';
import { day } from './fixtures.ts';

describe('T-06 versions and states', () => {
  const versions = [
    { from: day('2026-11-01'), value: 5000n },
    { from: day('2026-12-01'), value: 6000n },
    { from: day('2026-11-16'), value: 4000n },
    { from: day('2026-11-16'), value: 4500n },
    { from: day('2027-01-01'), value: null },
  ];

  it.each([
    ['2026-10-31', 'none'],
    ['2026-11-01', '5000'],
    ['2026-11-15', '5000'],
    ['2026-11-16', '4500'],
    ['2026-12-24', '6000'],
    ['2027-01-01', 'none'],
  ])('T-06 the version in force on %s is %s', (date, value) => {
    expect(String(versionOn(versions, day(date))?.value ?? 'none')).toBe(value);
  });

  it('T-06 boards read accepted and set; a proposal is no target yet', () => {
    expect(TARGET_STATES.filter(isBinding)).toEqual(['accepted', 'set']);
    expect(TARGET_STATES.filter(hasForce)).toEqual(['own', 'accepted', 'set']);
  });
});

describe('T-08 levels in order', () => {
  const levels: Levels = { value: 100n, commit: 80n, stretch: 130n };

  it('T-08 commit < target < stretch in the metric’s direction', () => {
    expect(checkLevels('higher', levels, true)).toEqual({ ok: true, value: levels });
    expect(checkLevels('lower', { value: 400n, baseline: 800n, commit: 500n }, false)).toMatchObject({
      ok: true,
    });
  });

  it.each([
    ['higher', 'commit', 'value', { ...levels, commit: 100n }],
    ['higher', 'value', 'stretch', { ...levels, stretch: 90n }],
    ['lower', 'commit', 'value', { ...levels, stretch: undefined }],
    ['higher', 'baseline', 'commit', { ...levels, baseline: 90n }],
  ] as const)('T-08 %s is better: refused unless %s comes before %s', (direction, lower, upper, given) => {
    const problem = { kind: 'levels out of order', lower, upper };
    expect(checkLevels(direction, given, true)).toEqual({ ok: false, problem });
  });

  it('A-02 a band needs a tolerance; an additive target is not negative', () => {
    expect(checkLevels('maintain', { value: 100n }, false)).toMatchObject({
      problem: { kind: 'tolerance needed' },
    });
    expect(checkLevels('maintain', { value: 100n, tolerance: 5n }, false)).toMatchObject({ ok: true });
    expect(checkLevels('higher', { value: -1n }, true)).toMatchObject({
      problem: { kind: 'negative target' },
    });
  });
});
