import { describe, expect, it } from 'vitest';
import type { CardResult } from '../../src/evaluation/card/result.ts';
import { type Compared, calibrationTexts, meanOf } from '../../src/evaluation/overview/calibration.ts';

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

  it('S-05 the mean is exact, and of those alone who are rated', () => {
    expect(meanOf([result('90', 'meets'), result('395/4', 'meets'), result(null, null)])).toEqual({
      n: 755n,
      d: 8n,
    });
    expect(meanOf([result(null, null)])).toBeUndefined();
  });
});
