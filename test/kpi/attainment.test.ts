import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AttainmentInput, attainmentOf, shownPercent } from '../../src/kpi/attainment.ts';
import { exact, ONE, ZERO } from '../../src/kpi/exact.ts';
import type { Direction } from '../../src/kpi/metric.ts';
import { unwrap } from '../../src/kpi/result.ts';

const input = (direction: Direction, target: number, value: number): AttainmentInput => ({
  direction,
  target: exact(target),
  value: exact(value),
});
const shown = (given: AttainmentInput): string => shownPercent(unwrap(attainmentOf(given)).ratio);

describe('A-01 attainment', () => {
  it('A-01 higher is better, target 50: 40 → 80 %', () => {
    expect(shown(input('higher', 50, 40))).toBe('80');
  });

  it.each([
    [4, '100 %'],
    [5, '75 %'],
    [3, '125 %'],
    [8, '0 %'],
    [9, '0 %'],
  ])('A-01 lower is better, target 4 days: %i → %s', (value, percent) => {
    expect(shown(input('lower', 4, value))).toBe(percent.replace(' %', ''));
  });

  it('A-01 lower is better, 9 days of 4 are −25 %, shown as 0 %', () => {
    expect(unwrap(attainmentOf(input('lower', 4, 9))).ratio).toEqual(exact(-1, 4));
  });

  it('A-01 lower with target 0 and no baseline: 0 → 100 %, anything above → 0 % and exceeded', () => {
    expect(unwrap(attainmentOf(input('lower', 0, 0)))).toEqual({ ratio: ONE, isExceeded: false });
    expect(unwrap(attainmentOf(input('lower', 0, 1)))).toEqual({ ratio: ZERO, isExceeded: true });
    expect(shown({ ...input('lower', 0, 1), baseline: exact(4) })).toBe('75');
  });

  it('A-01 a growth target of −5 % asks for a baseline', () => {
    const problem = { ok: false, problem: { kind: 'baseline needed' } };
    expect(attainmentOf(input('higher', -5, -3))).toEqual(problem);
    expect(attainmentOf(input('lower', -5, -3))).toEqual(problem);
    expect(attainmentOf(input('higher', 0, 3))).toEqual(problem);
    expect(attainmentOf({ ...input('higher', 50, 3), baseline: exact(50) })).toEqual(problem);
    expect(shown({ ...input('higher', -5, -4), baseline: exact(-10) })).toBe('120');
  });

  it('A-01 exactly on target is 100 %, on the baseline 0 %, whatever the direction', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.constantFrom('higher', 'lower'),
        (target, direction) => {
          expect(shown(input(direction, target, target))).toBe('100');
          expect(shown(input(direction, target, direction === 'higher' ? 0 : 2 * target))).toBe('0');
        },
      ),
    );
  });
});

describe('A-02 maintain', () => {
  const band = (value: number, tolerance = 2): AttainmentInput => ({
    ...input('maintain', 20, value),
    tolerance: exact(tolerance),
  });

  it.each([
    [20, '100 %'],
    [18, '100 %'],
    [22, '100 %'],
    [23, '50 %'],
    [17, '50 %'],
    [24, '0 %'],
    [90, '0 %'],
  ])('A-02 target 20 ± 2 per cent: %i → %s', (value, percent) => {
    expect(shown(band(value))).toBe(percent.replace(' %', ''));
  });

  it('A-02 a tolerance above 0 is needed', () => {
    expect(attainmentOf(band(20, 0))).toEqual({ ok: false, problem: { kind: 'tolerance needed' } });
    expect(attainmentOf(input('maintain', 20, 20))).toEqual({
      ok: false,
      problem: { kind: 'tolerance needed' },
    });
  });
});
