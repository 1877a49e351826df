import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ruleOf } from '../../src/goals/levels/levels.ts';
import { levelsOfParts } from '../../src/goals/parts.ts';
import { rowsOf } from '../../src/goals/past/past.ts';
import { type Candidate, splitTarget } from '../../src/goals/split/split.ts';
import { percentText, shareOf } from '../../src/goals/spread/check.ts';
import { monthsOf, sharesByDays, sharesBySeason, spreadTarget } from '../../src/goals/spread/spread.ts';
import { workCalendar } from '../../src/kpi/calendar.ts';
import { isAdditive } from '../../src/kpi/metric.ts';
import { sharesByWeight } from '../../src/kpi/spread.ts';
import { calls, conversion, day, key, revenue, row } from './given.ts';

const whole = (value: bigint, more: object = {}) => ({
  ...{ value, levels: {}, rule: ruleOf(calls.definition), isInherited: false, step: 100n },
  ...more,
});
const person = (name: string, more: Partial<Candidate> = {}): Candidate => ({
  ...{ key: name, people: 1, past: 0n, locked: undefined, typed: null },
  ...more,
});
const values = (split: ReturnType<typeof splitTarget>) => split.parts.map((part) => part.value);

describe('T-01 a target divided', () => {
  it('T-01 equal: 1000 among three → 334, 333, 333', () => {
    const split = splitTarget(whole(100_000n), 'equal', [person('a'), person('b'), person('c')]);
    expect(values(split)).toEqual([33_400n, 33_300n, 33_300n]);
    expect(split.unassigned).toBe(0n);
  });
  it('T-01 by the number of people: 100 over 3 and 1 → 75, 25', () => {
    const split = splitTarget(whole(10_000n), 'people', [person('a', { people: 3 }), person('b')]);
    expect(values(split)).toEqual([7_500n, 2_500n]);
  });
  it('T-01 by last year: 100 over 30 and 10, and one who was not there gets none', () => {
    const given = [person('a', { past: 3000n }), person('b', { past: 1000n }), person('c')];
    expect(values(splitTarget(whole(10_000n), 'past', given))).toEqual([7_500n, 2_500n, null]);
  });
  it('T-01 by last year where nobody brought anything: all of it stays unassigned, and is shown', () => {
    const split = splitTarget(whole(10_000n), 'past', [person('a'), person('b')]);
    expect([values(split), split.unassigned]).toEqual([[null, null], 10_000n]);
  });
  it('T-01 a locked child keeps its value: 100 with 40 locked → 30, 30', () => {
    const split = splitTarget(whole(10_000n), 'equal', [
      person('a', { locked: 4_000n }),
      person('b'),
      person('c'),
    ]);
    expect(values(split)).toEqual([4_000n, 3_000n, 3_000n]);
    expect(split.parts.map((part) => part.isLocked)).toEqual([true, false, false]);
  });
  it('T-01 locked beyond the whole: over-assigned by 20', () => {
    const split = splitTarget(whole(10_000n), 'equal', [person('a', { locked: 12_000n }), person('b')]);
    expect([values(split), split.unassigned]).toEqual([[12_000n, null], -2_000n]);
  });
  it('T-01 by hand: what was typed, and what is left', () => {
    const given = [person('a', { typed: 4_000n }), person('b', { typed: 3_500n }), person('c')];
    const split = splitTarget(whole(10_000n), 'hand', given);
    expect([values(split), split.unassigned]).toEqual([[4_000n, 3_500n, null], 2_500n]);
  });
  it('T-01 a ratio is inherited as it is', () => {
    const given = whole(2_500n, {
      isInherited: true,
      rule: ruleOf(conversion.definition),
      levels: { stretch: 3_000n },
    });
    const split = splitTarget(given, 'equal', [person('a'), person('b')]);
    expect(split).toEqual({
      unassigned: null,
      parts: ['a', 'b'].map((name) => ({
        key: name,
        value: 2_500n,
        levels: { stretch: 3_000n },
        isLocked: false,
      })),
    });
  });
  it('T-08 levels are divided as the value is: 1000, commit 800, stretch 1300 over three', () => {
    const given = whole(100_000n, { levels: { commit: 80_000n, stretch: 130_000n } });
    const split = splitTarget(given, 'equal', [person('a'), person('b'), person('c')]);
    // 1000 → 334, 333, 333; of them 800 × 334 ÷ 1000 = 267.2 → 267, and 266.4 → 267, 266.
    expect(split.parts.map((part) => part.levels)).toEqual([
      { commit: 26_700n, stretch: 43_400n },
      { commit: 26_700n, stretch: 43_300n },
      { commit: 26_600n, stretch: 43_300n },
    ]);
  });
  it('T-01 parts and what is not assigned always sum to the whole', () => {
    const candidate = fc.record({
      people: fc.integer({ min: 0, max: 50 }),
      past: fc.bigInt({ min: 0n, max: 10n ** 12n }),
      locked: fc.option(fc.bigInt({ min: 0n, max: 10n ** 10n }), { nil: undefined }),
      typed: fc.option(fc.bigInt({ min: 0n, max: 10n ** 10n }), { nil: null }),
    });
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 10n ** 12n }),
        fc.constantFrom('equal' as const, 'people' as const, 'past' as const, 'hand' as const),
        fc.array(candidate, { minLength: 1, maxLength: 30 }),
        (value, how, given) => {
          const candidates = given.map((one, index) => ({ ...one, key: String(index) }));
          const split = splitTarget(whole(value), how, candidates);
          const sum = split.parts.reduce((all, part) => all + (part.value ?? 0n), 0n);
          expect(sum + (split.unassigned ?? 0n)).toBe(value);
        },
      ),
    );
  });
  it('T-08 levels of parts stay in order, whatever is divided', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 10n ** 9n }),
        fc.array(fc.bigInt({ min: 0n, max: 10n ** 6n }), { minLength: 1, maxLength: 20 }),
        (value, parts) => {
          const levels = { commit: value - 1n, stretch: value + 1n };
          for (const [index, part] of levelsOfParts(
            { value, levels },
            parts,
            ruleOf(calls.definition),
            1n,
          ).entries()) {
            const target = parts[index] ?? 0n;
            if (part.commit !== undefined) expect(part.commit).toBeLessThan(target);
            if (part.stretch !== undefined) expect(part.stretch).toBeGreaterThan(target);
          }
        },
      ),
    );
  });
});

const year = monthsOf(key('2027'), { fiscalYearStart: 1 });
const money = { rule: ruleOf(revenue.definition), step: 100n, levels: {} };
const today = day('2026-11-23');

describe('T-02 a year over its months', () => {
  it('T-02 by working days of 2027: 21 of 261 in January → 8.05 %', () => {
    const shares = sharesByDays(year, workCalendar());
    expect(shares.reduce((sum, share) => sum + share, 0)).toBe(10_000);
    // 2027 has 261 weekdays: 21 20 23 22 21 22 22 22 22 21 22 23; 21 ÷ 261 = 8.0460 %.
    expect([shares[0], shares[1], shares[2], shares[11]]).toEqual([805, 766, 881, 881]);
  });
  it('T-02 by last year’s months: 3 : 1 → 75 %, 25 %', () => {
    if (!isAdditive(calls.definition)) throw new Error('calls add up');
    const found = sharesBySeason(year, calls.definition, [row('2026-01-15', 30), row('2026-12-15', 10)]);
    expect(found.isKnown).toBe(true);
    expect([found.shares[0], found.shares[1], found.shares[11]]).toEqual([7_500, 0, 2_500]);
    expect(sharesBySeason(year, calls.definition, []).isKnown).toBe(false);
  });
  it('T-02 1.2 million in equal shares: 12 × 100,000 less rounding; quarters are sums of their months', () => {
    const shares = [834, 834, 834, 834, 833, 833, 833, 833, 833, 833, 833, 833];
    const spread = spreadTarget({ value: 120_000_000n, ...money }, year, shares, today);
    expect(spread.months.map((month) => month.value)).toEqual([
      ...[10_008_000n, 10_008_000n, 10_008_000n, 10_008_000n],
      ...[9_996_000n, 9_996_000n, 9_996_000n, 9_996_000n, 9_996_000n, 9_996_000n, 9_996_000n, 9_996_000n],
    ]);
    expect(spread.quarters).toEqual([30_024_000n, 30_000_000n, 29_988_000n, 29_988_000n]);
    expect(spread.quarters.reduce((sum, value) => sum + value, 0n)).toBe(120_000_000n);
  });
  it('T-02 shares of 99.5 % are shown as what they are, and are not the whole', () => {
    const shares = [795, ...Array.from({ length: 11 }, (_, index) => (index < 5 ? 832 : 833))];
    const spread = spreadTarget({ value: 120_000_000n, ...money }, year, shares, today);
    expect(percentText(spread.total)).toBe('99.53%');
  });
  it('T-02 months always sum to the year', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 10n ** 13n }),
        fc.array(fc.integer({ min: 0, max: 31 }), { minLength: 12, maxLength: 12 }),
        (value, days) => {
          const shares = sharesByWeight(days.map(BigInt));
          const { months } = spreadTarget({ value, ...money }, year, shares, today);
          expect(months.reduce((sum, month) => sum + month.value, 0n)).toBe(value);
        },
      ),
    );
  });
  it('T-06 in November 2026 ten months of that year are over', () => {
    const months = monthsOf(key('2026'), {});
    const spread = spreadTarget(
      { value: 1200n, ...money },
      months,
      sharesByDays(months, workCalendar()),
      today,
    );
    expect(spread.months.filter((month) => month.isOver)).toHaveLength(10);
  });
  it('a fiscal year from April has its own twelve months', () => {
    const months = monthsOf(key('FY2027'), { fiscalYearStart: 4 });
    expect([months[0], months[11], months.length]).toEqual(['2026-04', '2027-03', 12]);
  });
  it.each([
    ['8.33', 833],
    ['8.33%', 833],
    ['', 0],
    ['8.333', undefined],
    ['-1', undefined],
    ['101', undefined],
    ['x', undefined],
  ])('a share of %j is %j', (typed, share) => expect(shareOf(typed)).toBe(share));
});

describe('P-06 whose rows count', () => {
  const stay = (
    memberId: string,
    under: string[],
    region: string | null,
    from: string,
    to: string | null,
  ) => ({
    ...{ memberId, teamId: under[0] ?? null, role: 'rep' as const, region, under },
    ...{ from: day(from), to: to === null ? null : day(to) },
  });
  const past = {
    rows: [row('2026-01-10', 1), row('2026-03-10', 2), row('2026-03-10', 4, 'call', 0, 'bo')],
    stays: [
      stay('ana', ['west', 'americas'], 'Americas', '2026-01-01', '2026-02-01'),
      stay('ana', ['east'], 'Europe', '2026-02-01', null),
      stay('bo', ['west', 'americas'], 'Americas', '2026-01-01', null),
    ],
  };
  it.each([
    ['member', 'ana', 3n],
    ['team', 'west', 5n],
    ['team', 'americas', 5n],
    ['team', 'east', 2n],
    ['region', 'Europe', 2n],
    ['company', '', 7n],
  ] as const)('%s %s', (kind, id, count) => {
    const rows = rowsOf(past, { kind, id });
    expect(rows.reduce((sum, one) => sum + one.count, 0n)).toBe(count * 100n);
  });
});
