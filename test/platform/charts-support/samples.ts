import type {
  KpiWeekSpec,
  LeaderboardSpec,
  PaceSpec,
  ReachSpec,
  ScorecardSpec,
  ShiftSpec,
  SpreadSpec,
  TrendSpec,
} from '../../../src/platform/charts/spec.ts';

/** Specifications as the capabilities build them, in both languages, for tests, benchmarks and looking at. */

export const kpiWeek: KpiWeekSpec = {
  kind: 'kpiWeek',
  title: 'Your week against target',
  subtitle: '16–22 Nov 2026 · Ana Torres',
  empty: 'No targets in this week',
  legend: { now: 'This week', before: 'Week before', target: 'Target (100%)' },
  rows: [
    {
      name: 'Calls',
      reached: true,
      now: { percent: 108, label: '54 of 50 · 108%' },
      before: { percent: 84, label: '42 of 50 · 84%' },
    },
    {
      name: 'Demos',
      reached: false,
      now: { percent: 60, label: '3 of 5 · 60%' },
      before: { percent: 100, label: '5 of 5 · 100%' },
    },
    {
      name: 'Revenue',
      reached: false,
      now: { percent: 91.3, label: '$27,390 of $30,000 · 91%' },
      before: { percent: 41, label: '$12,300 of $30,000 · 41%' },
    },
    {
      name: 'Customer satisfaction',
      reached: false,
      now: { percent: null, label: 'no data' },
      before: { percent: 97, label: '4.4 of 4.5 · 97%' },
    },
  ],
};

export const kpiWeekZh: KpiWeekSpec = {
  kind: 'kpiWeek',
  title: '本周目标完成情况',
  subtitle: '2026年11月16日–22日 · 李雷',
  empty: '本周没有目标',
  legend: { now: '本周', before: '上周', target: '目标(100%)' },
  rows: [
    {
      name: '电话',
      reached: true,
      now: { percent: 108, label: '54 / 50 · 108%' },
      before: { percent: 84, label: '42 / 50 · 84%' },
    },
    {
      name: '产品演示',
      reached: false,
      now: { percent: 60, label: '3 / 5 · 60%' },
      before: { percent: 100, label: '5 / 5 · 100%' },
    },
    {
      name: '成交金额',
      reached: true,
      now: { percent: 312, label: '¥93.6万 / ¥30万 · 312%' },
      before: { percent: 41, label: '¥12.3万 / ¥30万 · 41%' },
    },
  ],
};

const board = (
  rows: readonly (readonly [string, string, number, string, number, number])[],
  words: (moved: number) => string,
): LeaderboardSpec['rows'] =>
  rows.map(([rank, name, value, label, moved, team]) => ({
    rank,
    name,
    value,
    label,
    team,
    movement: {
      direction: moved > 0 ? 'up' : moved < 0 ? 'down' : 'same',
      label: moved === 0 ? '' : String(Math.abs(moved)),
      words: words(moved),
    },
  }));

const moveEn = (moved: number) => (moved === 0 ? 'same place' : moved > 0 ? `up ${moved}` : `down ${-moved}`);
const moveZh = (moved: number) => (moved === 0 ? '名次不变' : moved > 0 ? `上升${moved}` : `下降${-moved}`);

export const leaderboard: LeaderboardSpec = {
  kind: 'leaderboard',
  title: 'Revenue leaderboard',
  subtitle: 'This week · 16–22 Nov 2026',
  empty: 'Nobody has logged anything yet',
  teams: ['East', 'Central', 'West'],
  rows: board(
    [
      ['1', 'Darcel Schlecht', 57079, '$57,079', 2, 1],
      ['2', 'Vicki Laflamme', 49250, '$49,250', -1, 2],
      ['2', 'Kary Hendrixson', 49250, '$49,250', 0, 2],
      ['4', 'Cassey Cress', 31800, '$31,800', 4, 0],
      ['5', 'Donn Cantrell', 30120, '$30,120', -2, 0],
      ['6', 'Wolfeschlegelsteinhausenbergerdorff Hubert Blaine', 24300, '$24,300', 1, 2],
      ['7', 'Reed Clapper', 18000, '$18,000', -1, 0],
      ['8', 'Zane Levy', 9010, '$9,010', 0, 2],
      ['9', 'Corliss Cosme', 5500, '$5,500', 1, 1],
      ['10', 'Ana Torres', 1200, '$1,200', -3, 1],
    ],
    moveEn,
  ),
};

export const leaderboardZh: LeaderboardSpec = {
  kind: 'leaderboard',
  title: '李雷 本周 排行榜',
  subtitle: '2026年11月16日–22日 · 成交金额',
  empty: '还没有人记录',
  teams: ['华东一部', '华南销售与市场联合团队', '西北'],
  rows: board(
    [
      ['1', '李雷', 935000, '¥93.5万', 2, 0],
      ['2', '韩梅梅', 812000, '¥81.2万', -1, 1],
      ['3', '欧阳娜娜·古丽米热·阿卜杜拉·司马相如诸葛孔明', 640000, '¥64万', 0, 2],
      ['4', '王喆 (Zhe Wang)', 220000, '¥22万', 1, 1],
      ['–', '陈堃', 0, '¥0', 0, 2],
    ],
    moveZh,
  ).map((row, index) => ({ ...row, mine: index === 3 })),
};

export const trend: TrendSpec = {
  kind: 'trend',
  title: 'Calls, the last eight weeks',
  subtitle: 'Ana Torres',
  empty: 'Nothing yet',
  legend: { value: 'Calls', target: 'Target' },
  targetLabel: '50 a week',
  points: [38, 44, 52, null, 47, 61, 42, 54].map((value, index) => ({
    at: `W${40 + index}`,
    value,
    label: value === null ? '–' : String(value),
    target: index < 3 ? 40 : 50,
  })),
};

export const trendZh: TrendSpec = {
  kind: 'trend',
  title: '近八周成交金额',
  subtitle: '李雷',
  empty: '暂无数据',
  legend: { value: '成交金额', target: '目标' },
  targetLabel: '每周 ¥30万',
  points: [12.3, 33, 28.25, 0, -4.5, 41, 29.9, 35.5].map((value, index) => ({
    at: `第${40 + index}周`,
    value,
    label: `${value < 0 ? '-' : ''}¥${Math.abs(value)}万`,
    target: 30,
  })),
};

const daysOf = (at: (day: number) => string, actuals: readonly number[]): PaceSpec['days'] => {
  let expected = 0;
  return Array.from({ length: 30 }, (_, index) => {
    if (index % 7 !== 0 && index % 7 !== 6) expected += 120 / 21;
    return { at: at(index + 1), expected, actual: actuals[index] ?? null };
  });
};

export const pace: PaceSpec = {
  kind: 'pace',
  title: 'Revenue in November',
  subtitle: 'Behind pace · needs $6.9k a working day',
  empty: 'No target',
  legend: { actual: 'Actual', expected: 'Expected by now', target: 'Target' },
  days: daysOf((day) => `Nov ${day}`, [0, 2, 7, 11, 11, 13, 13, 13, 19, 19, 22, 30, 30, 30, 30, 33, 41]),
  target: { value: 120, label: 'Target $120k' },
  actualLabel: '$41k',
  expectedLabel: '$68.6k',
};

export const paceZh: PaceSpec = {
  kind: 'pace',
  title: '十一月成交金额',
  subtitle: '进度超前',
  empty: '没有目标',
  legend: { actual: '实际', expected: '应达到', target: '目标' },
  days: daysOf((day) => `11月${day}日`, [0, 12, 27, 31, 31, 43, 43, 43, 49, 59, 72, 80, 80, 80, 90, 93, 101]),
  target: { value: 120, label: '目标 ¥120万' },
  actualLabel: '¥101万',
  expectedLabel: '¥68.6万',
};

export const shift: ShiftSpec = {
  kind: 'shift',
  title: 'What if: Calls',
  subtitle: 'team West · 60 for everybody',
  empty: 'Nothing to compare',
  legend: { before: 'Reached before', after: 'Under the trial', fewer: 'Fewer than before' },
  rows: [
    { name: 'Ana Torres', before: 75, after: 41.7, beforeLabel: '9 of 12', afterLabel: '5 of 12' },
    { name: 'Bo Lindqvist', before: 33.3, after: 50, beforeLabel: '4 of 12', afterLabel: '6 of 12' },
    { name: 'Cy', before: 100, after: 100, beforeLabel: '12 of 12', afterLabel: '12 of 12' },
    {
      name: 'Dana Okonkwo-Fitzgerald',
      before: null,
      after: 0,
      beforeLabel: 'no verdict',
      afterLabel: '0 of 8',
    },
  ],
};

export const shiftZh: ShiftSpec = {
  kind: 'shift',
  title: '目标试算：电话数',
  subtitle: '团队华东 · 目标 × 1.1',
  empty: '没有可比较的内容',
  legend: { before: '实际达成', after: '试算后', fewer: '比实际少' },
  rows: Array.from({ length: 12 }, (_, index) => ({
    name: `第${36 + index}周`,
    before: 90 - index * 4,
    after: 80 - index * 6,
    beforeLabel: `${90 - index * 4}/100 次`,
    afterLabel: `${80 - index * 6}/100 次`,
  })),
};

const valuesOf = (counts: readonly number[], target: number, isLower = false): ReachSpec['values'] =>
  counts
    .toSorted((a, b) => (isLower ? a - b : b - a))
    .map((value) => ({ value, reached: isLower ? value <= target : value >= target }));

export const reach: ReachSpec = {
  kind: 'reach',
  title: 'Calls: who would have reached it',
  subtitle: 'Ana Torres · 24 comparable weeks, best first',
  empty: 'Not enough history yet',
  legend: { reached: 'reached', missed: 'not reached', target: 'Target', suggestion: 'Suggestion' },
  values: valuesOf(
    [61, 58, 55, 53, 52, 51, 50, 48, 47, 47, 46, 45, 44, 43, 41, 40, 38, 36, 35, 33, 30, 28, 21, 12],
    50,
  ),
  target: { values: [50], label: 'Target 50' },
  reached: { share: 700 / 24, label: '29 %' },
  suggestion: { value: 43, share: 60, label: 'Suggestion 43' },
  marks: [
    { share: 20, label: '20 %' },
    { share: 85, label: '85 %' },
  ],
};

/** Six hundred values, the suggestion above the target. */
export const reachZh: ReachSpec = {
  ...reach,
  title: '成交金额：谁能达到',
  subtitle: '团队华东 · 同角色 600 条月记录，从好到差',
  legend: { reached: '达到', missed: '未达到', target: '目标', suggestion: '建议' },
  values: valuesOf(
    Array.from({ length: 600 }, (_, index) => ((index * 7919) % 600) ** 2 / 900),
    22,
  ),
  target: { values: [22], label: '目标 ¥22万' },
  reached: { share: 76.7, label: '77 %' },
  suggestion: { value: 64, share: 60, label: '建议 ¥64万' },
};

export const scorecard: ScorecardSpec = {
  kind: 'scorecard',
  title: '87.5 points: meets expectations',
  subtitle: 'Ana Torres · Evaluation Q3 2026 · 80% of the weight has data',
  empty: 'No KPI has data',
  legend: { target: '100 = exactly on target' },
  rows: [
    { name: 'Revenue', note: 'Result · 50 %', nature: 0, points: 110, label: '110 points' },
    { name: 'Calls', note: 'Process · 30 %', nature: 1, points: 50, label: '50 points' },
    { name: 'Customer satisfaction', note: 'Quality · 20 %', nature: 2, points: null, label: 'no data' },
  ],
};

export const scorecardZh: ScorecardSpec = {
  ...scorecard,
  title: '87.5 分 · 符合预期',
  subtitle: '李雷 · 2026年第三季度评估 · 80%的权重有数据',
  legend: { target: '100 = 正好达到目标' },
  rows: [
    { name: '成交额', note: '结果 · 50%', nature: 0, points: 120, label: '120 分' },
    { name: '电话', note: '过程 · 30%', nature: 1, points: 0, label: '0 分' },
    { name: '客户满意度', note: '质量 · 20%', nature: 2, points: null, label: '没有数据' },
  ],
};

export const spread: SpreadSpec = {
  kind: 'spread',
  title: 'Evaluation Q3 2026: how it is spread',
  subtitle: 'Q3 2026',
  empty: 'Nobody takes part',
  legend: {
    bands: [
      ...['outstanding', 'exceeds expectations', 'meets expectations', 'partly meets expectations'],
      ...['needs improvement', 'not rated'],
    ],
    ...{ before: 'before', after: 'adjusted' },
  },
  rows: [
    {
      name: 'Everybody',
      label: '30 people · average 94.5',
      before: [1, 4, 16, 5, 2, 2],
      after: [2, 5, 15, 4, 2, 2],
    },
    { name: 'East', label: '12 people · average 90', before: null, after: [0, 1, 7, 2, 1, 1] },
    {
      name: 'West',
      label: '18 people · average 97.5',
      before: [1, 3, 9, 3, 1, 1],
      after: [2, 4, 8, 2, 1, 1],
    },
  ],
};

export const spreadZh: SpreadSpec = {
  ...spread,
  title: '2026年第三季度评估：等级分布',
  subtitle: '2026年第三季度',
  legend: {
    bands: ['卓越', '超出预期', '符合预期', '部分符合预期', '有待改进', '未评级'],
    ...{ before: '调整前', after: '调整后' },
  },
  rows: Array.from({ length: 12 }, (_, index) => ({
    name: index === 0 ? '全体' : `团队 ${index}`,
    label: `${index + 1} 人 · 平均 ${90 + index} 分`,
    before: index % 3 === 0 ? [0, 1, index, 2, 1, 0] : null,
    after: [1, 0, index + 1, 1, 1, index % 2],
  })),
};

export const samples = {
  ...{ kpiWeek, kpiWeekZh, leaderboard, leaderboardZh, trend, trendZh, pace, paceZh },
  ...{ shift, shiftZh, reach, reachZh, scorecard, scorecardZh, spread, spreadZh },
};
