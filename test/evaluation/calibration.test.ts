import { describe, expect, it } from 'vitest';
import type { CardResult } from '../../src/evaluation/card/result.ts';
import {
  type Compared,
  calibrationTexts,
  meanOf,
  spreadChart,
} from '../../src/evaluation/overview/calibration.ts';

const result = (total: string | null, band: CardResult['band']): CardResult => ({
  ...{ kpis: [], coverage: '1', mean: total, byNature: { result: null, process: null, quality: null } },
  ...{ total, band, unrated: total === null ? 'coverage' : null, isCapped: false, hasSilentGate: false },
});
const row = (name: string, team: string, more: Partial<Compared>): Compared => {
  const given = result('90', 'meets');
  return { name, team, result: given, before: given, adjustment: null, ...more };
};
const adjustment = { id: 'a', memberId: 'bo', points: 5, reason: 'covered for two', actorId: 'maya' };

describe('S-06 what managers compare', () => {
  const rows = [
    row('Ana', 'West', {}),
    row('Bo', 'West', {
      result: result('85', 'meets'),
      before: result('80', 'partly meets'),
      adjustment: { ...adjustment, confirmedById: 'han' },
    }),
    row('李雷', '华东', { result: result(null, null), before: result(null, null) }),
  ];
  const names = new Map([
    ['maya', 'Maya'],
    ['han', 'Han'],
  ]);

  it('S-06 how bands are spread before and after, team by team, and each adjustment with its reason and second person', () => {
    expect(calibrationTexts(rows, names, 'en')).toEqual([
      '*How it is spread:* meets expectations 2',
      '*Before adjustments:* meets expectations 1, partly meets expectations 1',
      '*By team:*\n• West (2): 87.5 points on average · meets expectations 2\n• 华东 (1): – points on average · –',
      '*Adjustments:*\n• Bo *+5* by Maya, confirmed by Han: covered for two',
    ]);
    expect(calibrationTexts(rows, names, 'zh')[1]).toBe('*调整前：* 符合预期 1 人、部分符合预期 1 人');
  });

  it('S-06 an adjustment that waits says so; without adjustments and with one team there is only the spread', () => {
    const open = row('Bo', 'West', { adjustment: { ...adjustment, confirmedById: null } });
    expect(calibrationTexts([open], names, 'en').at(-1)).toContain('waits for a second person');
    expect(calibrationTexts([row('Ana', 'West', {})], names, 'en')).toHaveLength(1);
  });

  it('S-06 the picture counts everybody once in each bar, team by team; who is not rated stands last', () => {
    const chart = spreadChart(rows, { cycle: 'Q3', period: 'Q3 2026' }, 'en');
    // outstanding, exceeds, meets, partly meets, needs improvement, not rated.
    expect(chart.rows).toEqual([
      {
        ...{ name: 'Everybody', label: '3 people · average 87.5' },
        ...{ before: [0, 0, 1, 1, 0, 1], after: [0, 0, 2, 0, 0, 1] },
      },
      {
        ...{ name: 'West', label: '2 people · average 87.5' },
        ...{ before: [0, 0, 1, 1, 0, 0], after: [0, 0, 2, 0, 0, 0] },
      },
      { name: '华东', label: '1 person · average –', before: null, after: [0, 0, 0, 0, 0, 1] },
    ]);
    expect(spreadChart(rows.slice(0, 1), { cycle: 'Q3', period: 'Q3' }, 'zh').rows).toEqual([
      { name: '全体', label: '1 人 · 平均 90 分', before: null, after: [0, 0, 1, 0, 0, 0] },
    ]);
  });

  it('S-05 the mean is exact, and of those alone who are rated', () => {
    expect(meanOf([result('90', 'meets'), result('395/4', 'meets'), result(null, null)])).toEqual({
      n: 755n,
      d: 8n,
    });
    expect(meanOf([result(null, null)])).toBeUndefined();
  });
});
