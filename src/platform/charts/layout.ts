import type { Layout } from './frame.ts';
import { layoutKpiWeek } from './layout-kpi-week.ts';
import { layoutLeaderboard } from './layout-leaderboard.ts';
import { layoutPace } from './layout-pace.ts';
import { layoutReach } from './layout-reach.ts';
import { layoutScorecard } from './layout-scorecard.ts';
import { layoutShift } from './layout-shift.ts';
import { layoutSpread } from './layout-spread.ts';
import { layoutTrend } from './layout-trend.ts';
import type { ChartSpec } from './spec.ts';

/** The Chart.js configuration and the size of the picture that a specification asks for. Pure; same in, same out. */
export function layoutOf(spec: ChartSpec, family: string): Layout {
  switch (spec.kind) {
    case 'kpiWeek':
      return layoutKpiWeek(spec, family);
    case 'trend':
      return layoutTrend(spec, family);
    case 'leaderboard':
      return layoutLeaderboard(spec, family);
    case 'pace':
      return layoutPace(spec, family);
    case 'shift':
      return layoutShift(spec, family);
    case 'reach':
      return layoutReach(spec, family);
    case 'scorecard':
      return layoutScorecard(spec, family);
    case 'spread':
      return layoutSpread(spec, family);
  }
}
