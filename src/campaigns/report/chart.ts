import { toNumber } from '../../kpi/exact.ts';
import { type ChartSpec, MOST_RANKS } from '../../platform/charts/spec.ts';
import { plain } from '../../platform/mrkdwn.ts';
import { type About, subtitle } from './blocks.ts';
import type { Returns } from './reading/index.ts';
import type { Teller } from './tell.ts';

/** the picture of a report: what came back for what was spent; where nothing was spent, how many leads became customers. */
export function chartOf(returns: Returns, about: About, teller: Teller): ChartSpec {
  const { say } = teller;
  const { rows, asked, whole } = returns;
  const isSpend = whole.ratio !== null;
  const drawn = rows.flatMap(({ name, figures: { ratio, gain, overall } }) => {
    const named = teller.plainName(name, asked.cut);
    if (isSpend)
      return ratio === null || gain === null
        ? []
        : [
            {
              name: named,
              value: toNumber(ratio),
              label: `${teller.times(ratio)} (${teller.gain(gain)})`,
            },
          ];
    return overall?.interval == null
      ? []
      : [
          {
            name: named,
            value: toNumber(overall.share),
            label: `${teller.share(overall.share)} (${teller.interval(overall)})`,
          },
        ];
  });
  const best = drawn.sort((a, b) => b.value - a.value || (a.name < b.name ? -1 : 1)).slice(0, MOST_RANKS);
  return {
    kind: 'leaderboard',
    title: say(isSpend ? `chart-${asked.cut}` : `conversion-${asked.cut}`),
    subtitle: plain(subtitle(returns, about, teller)),
    empty: say('chartEmpty'),
    teams: [],
    rows: best.map((row, index) => ({ rank: String(index + 1), ...row })),
  };
}
