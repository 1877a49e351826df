import { describe, expect, it } from 'vitest';
import { decideChange, decideUndo, type Known, type Wish } from '../../src/goals/decide.ts';
import { checkAll, type LevelsWish, ruleOf } from '../../src/goals/levels/levels.ts';
import { levelsLine, levelsTrouble } from '../../src/goals/levels/phrases.ts';
import type { Reader } from '../../src/goals/phrases.ts';
import { standingIn } from '../../src/goals/standing.ts';
import type { ExtraLevels, Target } from '../../src/goals/target.ts';
import { exact, isEqual } from '../../src/kpi/exact.ts';
import type { MetricDefinition } from '../../src/kpi/metric.ts';
import { currency } from '../../src/kpi/money.ts';
import type { MetricInfo } from '../../src/playbook/playbook.ts';
import { calls, complaints, conversion, day, endOfDay, facts, key, revenue, row, target } from './given.ts';

const band: MetricInfo = {
  ...conversion,
  definition: { ...conversion.definition, direction: 'maintain' } as MetricDefinition,
};
const growth: MetricInfo = {
  ...conversion,
  key: 'growth',
  definition: { ...conversion.definition, key: 'growth', kind: 'growth', of: 'revenue' } as MetricDefinition,
};
const reader = (locale: 'en' | 'zh'): Reader => ({
  ...{ locale, currency: currency('USD'), fiscalYearStart: 1, today: day('2026-11-23') },
});

describe('T-08 levels in the direction of the metric', () => {
  it.each<[string, MetricInfo, bigint, ExtraLevels, string]>([
    ['commit < target < stretch', calls, 50n, { baseline: 10n, commit: 40n, stretch: 60n }, 'ok'],
    ['commit = target', calls, 50n, { commit: 50n }, 'out of order'],
    ['t = b', calls, 50n, { baseline: 50n }, 'out of order'],
    ['stretch below', calls, 50n, { stretch: 40n }, 'out of order'],
    ['lower is better: 8 > 5 > 4 > 2', complaints, 4n, { baseline: 8n, commit: 5n, stretch: 2n }, 'ok'],
    ['lower: commit beyond', complaints, 4n, { commit: 3n }, 'out of order'],
    ['lower with 0', complaints, 0n, {}, 'ok'],
    ['A-02 a band without a width', band, 2000n, {}, 'tolerance needed'],
    ['A-02 a band of width 0', band, 2000n, { tolerance: 0n }, 'tolerance needed'],
    ['A-02 20 % ± 2', band, 2000n, { tolerance: 200n }, 'ok'],
    ['a band has no stretch', band, 2000n, { tolerance: 200n, stretch: 2500n }, 'not for this metric'],
    ['a count has no width', calls, 50n, { tolerance: 2n }, 'not for this metric'],
    ['A-01 growth of -5 % needs a baseline', growth, -500n, {}, 'baseline needed'],
    ['A-01 growth of 0 % needs one too', growth, 0n, {}, 'baseline needed'],
    ['A-01 growth of -5 % from -10 %', growth, -500n, { baseline: -1000n }, 'ok'],
    ['A-01 growth of -5 % from 0 %', growth, -500n, { baseline: 0n }, 'out of order'],
  ])('%s', (_, metric, value, levels, said) => {
    const checked = checkAll(ruleOf(metric.definition), value, levels);
    expect(checked.ok ? 'ok' : checked.problem.kind).toBe(said);
  });
});

const frame = { today: day('2026-11-23'), period: null };
const shape = { periodKind: 'week', periodKey: null } as const;
const wish = (value: bigint, said: LevelsWish, metric = calls): Wish => ({
  ...{ value, state: 'set', from: null, actorId: 'maya', trigger: '', reason: '' },
  levels: { said, rule: ruleOf(metric.definition) },
});
const known = (value: bigint, levels: ExtraLevels): Known => {
  const [version] = target({ steps: [['2026-11-02', 1]] }).versions;
  return { ...shape, versions: version === undefined ? [] : [{ ...version, value, levels }] };
};
function written(before: Known, wanted: Wish) {
  const decision = decideChange(before, wanted, frame);
  return decision.kind === 'write' ? decision.drafts[0]?.levels : decision.kind;
}

describe('T-08 what becomes of levels that are there', () => {
  const before = known(5000n, { commit: 4000n, stretch: 6000n });
  it('what is not said stays', () =>
    expect(written(before, wish(5500n, {}))).toEqual({ commit: 4000n, stretch: 6000n }));
  it('what is said replaces', () =>
    expect(written(before, wish(5500n, { stretch: 7000n }))).toEqual({ commit: 4000n, stretch: 7000n }));
  it('none takes away', () =>
    expect(written(before, wish(5500n, { stretch: null }))).toEqual({ commit: 4000n }));
  it('a new value beyond what is kept is refused', () =>
    expect(written(before, wish(6500n, {}))).toBe('levels'));
  it('the same again is no change; other levels are one', () => {
    expect(written(before, wish(5000n, {}))).toBe('unchanged');
    expect(written(before, wish(5000n, { commit: 3000n }))).toEqual({ commit: 3000n, stretch: 6000n });
  });
  it('Undo brings the levels back', () => {
    const [first] = before.versions;
    if (first === undefined) throw new Error('no version');
    const versions = [first, { ...first, seq: 2, from: day('2026-11-23'), value: 5500n, levels: {} }];
    const undone = decideUndo({ ...shape, versions }, 2, 'maya', frame);
    expect(undone).toMatchObject({ drafts: [{ value: 5000n, levels: { commit: 4000n, stretch: 6000n } }] });
  });
});

describe('levels in words', () => {
  it('English and Chinese', () => {
    const levels = { commit: 8_000_000n, stretch: 15_000_000n };
    expect(levelsLine(revenue, 12_000_000n, levels, reader('en'))).toBe('commit $80,000 · stretch $150,000');
    expect(levelsLine(revenue, 12_000_000n, levels, reader('zh'))).toMatch(
      /^保底 .*80,000.* · 冲刺 .*150,000/,
    );
    expect(levelsLine(band, 2000n, { tolerance: 200n }, reader('en'))).toBe(
      '± 2% · from 18% to 22% counts as on target',
    );
    expect(levelsLine(calls, 5000n, {}, reader('en'))).toBe('');
  });
  it('A-01 asks for the baseline, with an example that would do', () => {
    const trouble = {
      metric: growth,
      problem: { kind: 'baseline needed' },
      value: -500n,
      levels: {},
    } as const;
    expect(levelsTrouble(trouble, reader('en'))).toContain('`baseline:-10%`');
    expect(levelsTrouble(trouble, reader('zh'))).toContain('`基线:-10%`');
  });
  it('names both levels with their figures', () => {
    const given = { metric: calls, value: 5000n, levels: { commit: 5500n } };
    const problem = { kind: 'out of order', lower: 'commit', upper: 'value' } as const;
    expect(levelsTrouble({ ...given, problem }, reader('en'))).toBe(
      'The commit (55) has to be below the target (50).',
    );
    expect(levelsTrouble({ ...given, problem }, reader('zh'))).toBe('保底（55）必须低于目标（50）。');
  });
});

describe('T-04 levels in force', () => {
  const withLevels = (given: Target, levels: ExtraLevels): Target => ({
    ...given,
    versions: given.versions.map((version) => ({ ...version, levels })),
  });
  it('T-04 scale as the target does: 2 of 5 days away, 50 → 30, commit 40 → 24, stretch 60 → 36', () => {
    const fifty = withLevels(target({ steps: [['2026-11-02', 50]] }), { commit: 4000n, stretch: 6000n });
    const calendar = facts({}).calendar;
    const absences = new Map([
      [day('2026-11-23'), 'full'],
      [day('2026-11-24'), 'full'],
    ] as const);
    const given = facts({
      targets: [fifty],
      calendar: { ...calendar, absences },
      asOf: endOfDay('2026-11-29'),
    });
    const { pace } = standingIn(given, calls, key('2026-W48'));
    const { value, commit, stretch } = pace.accrual?.inForce ?? { value: exact(0) };
    expect(isEqual(value, exact(3000))).toBe(true);
    expect(commit !== undefined && isEqual(commit, exact(2400))).toBe(true);
    expect(stretch !== undefined && isEqual(stretch, exact(3600))).toBe(true);
  });
  it('A-01 attainment counts from the baseline: (40 − 30) ÷ (50 − 30) = 50 %', () => {
    const fifty = withLevels(target({ steps: [['2026-11-02', 50]] }), { baseline: 3000n });
    const given = facts({ targets: [fifty], rows: [row('2026-11-24', 40)], asOf: endOfDay('2026-11-29') });
    const { attainment } = standingIn(given, calls, key('2026-W48'));
    expect(attainment !== null && isEqual(attainment, exact(1, 2))).toBe(true);
  });
});
