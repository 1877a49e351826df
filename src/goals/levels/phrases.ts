/** T-08: levels in words: beside a target, and what is wrong with them. */
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { MetricInfo } from '../../playbook/playbook.ts';
import { figure, metricName, type Reader } from '../phrases.ts';
import type { ExtraLevel, ExtraLevels } from '../target.ts';
import { type LevelsTrouble, ruleOf } from './levels.ts';
import { levelWords } from './words.ts';

/** "commit", "保底": also the word that can be typed. */
export function levelWord(level: ExtraLevel | 'value', reader: Pick<Reader, 'locale'>): string {
  return levelWords(reader.locale)(level);
}

/** "commit $80,000 · stretch $150,000", "tolerance 2%: from 18% to 22% counts as on target"; '' where there is nothing to say. */
export function levelsLine(
  metric: MetricInfo,
  value: bigint | null,
  levels: ExtraLevels | undefined,
  reader: Reader,
): string {
  if (value === null || levels === undefined) return '';
  const say = levelWords(reader.locale);
  const shown = (['baseline', 'commit', 'stretch'] as const).flatMap((level) => {
    const amount = levels[level];
    return amount === undefined
      ? []
      : [say('shown', { level: say(level), value: figure(metric, amount, reader) })];
  });
  const { tolerance } = levels;
  if (tolerance !== undefined) {
    const [low, high] = [value - tolerance, value + tolerance].map((edge) => figure(metric, edge, reader));
    shown.push(
      say('shown', { level: '±', value: figure(metric, tolerance, reader) }),
      say('band', { low: low ?? '', high: high ?? '' }),
    );
  }
  return shown.join(say('join'));
}

/** What is wrong with the levels, and what to type instead. */
export function levelsTrouble(
  given: { metric: MetricInfo; problem: LevelsTrouble; value: bigint; levels: ExtraLevels },
  reader: Reader,
): string {
  const { metric, problem, value, levels } = given;
  const say = levelWords(reader.locale);
  const named = plainInMrkdwn(metricName(metric, reader));
  const { direction } = ruleOf(metric.definition);
  const example = (amount: bigint): string => figure(metric, amount, reader).replaceAll(/[\s,]/g, '');
  switch (problem.kind) {
    case 'out of order': {
      const all = { ...levels, value };
      const [low, high] = [problem.lower, problem.upper].map((level) =>
        figure(metric, all[level] ?? 0n, reader),
      );
      const said = { lower: say(problem.lower), upper: say(problem.upper), low: low ?? '', high: high ?? '' };
      return say(direction === 'lower' ? 'order_above' : 'order_below', said);
    }
    case 'baseline needed': {
      const worse = value < 0n ? value * 2n : -1000n;
      return say('baseline_needed', { example: example(direction === 'lower' ? -worse : worse) });
    }
    case 'tolerance needed':
      return say('tolerance_needed', { metric: named, example: example(toleranceFor(value)) });
    case 'not for this metric':
      return problem.level === 'tolerance'
        ? say('no_tolerance', { metric: named })
        : say('only_tolerance', { level: say(problem.level), example: example(toleranceFor(value)) });
    case 'negative':
      return say('negative');
  }
}

const toleranceFor = (value: bigint): bigint => (value < 0n ? -value : value) / 10n || 1n;
