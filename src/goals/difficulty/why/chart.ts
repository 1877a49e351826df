/** T-07: the picture of a history: every value best first, the target across them, and what is suggested. Pure. */
import { isReached, reachedPercent } from '../../../kpi/difficulty.ts';
import { exact, toNumber } from '../../../kpi/exact.ts';
import type { ReachSpec } from '../../../platform/charts/spec.ts';
import { figure, metricName, type Reader } from '../../phrases.ts';
import type { Judgement } from '../judge.ts';
import { comparedWords } from '../phrases.ts';
import { difficultyWords } from '../words.ts';

/** Nothing where there is no history at all. */
export function reachChart(
  { judgement, name }: { readonly judgement: Judgement; readonly name: string },
  reader: Reader,
): ReachSpec | undefined {
  const say = difficultyWords(reader.locale);
  const { asked, difficulty, settings } = judgement;
  const { history, reached, suggestion, verdict } = difficulty;
  if (history.length === 0 || verdict === 'not enough history') return undefined;
  const { metric, value, tolerance } = asked;
  const judged = {
    direction: metric.definition.direction,
    target: exact(value),
    ...(tolerance === undefined ? {} : { tolerance: exact(tolerance) }),
  };
  const target = tolerance === undefined ? [value] : [value - tolerance, value + tolerance];
  const share = reachedPercent(difficulty) ?? 0;
  const percent = (of: number): string => say('chart_share', { percent: of });
  const labelled = (word: string, of: bigint): string => `${word} ${figure(metric, of, reader)}`;
  return {
    kind: 'reach',
    title: say('chart_title', { metric: metricName(metric, reader) }),
    subtitle: say('chart_subtitle', { name, of: comparedWords(judgement, reader) }),
    empty: say('chart_empty'),
    legend: {
      reached: say('chart_reached'),
      missed: say('chart_missed'),
      target: say('chart_target'),
      suggestion: say('chart_suggestion'),
    },
    values: history.map(({ scaled }) => ({ value: toNumber(scaled), reached: isReached(judged, scaled) })),
    target: { values: target.map(Number), label: labelled(say('chart_target'), value) },
    reached: { share: (reached * 100) / history.length, label: percent(share) },
    ...(suggestion === undefined || suggestion === value
      ? {}
      : {
          suggestion: {
            value: Number(suggestion),
            share: settings.suggestFor,
            label: labelled(say('chart_suggestion'), suggestion),
          },
        }),
    marks: [settings.suggestFor, settings.tooHardBelow, settings.tooEasyAbove].map((of) => ({
      share: of,
      label: percent(of),
    })),
  };
}
