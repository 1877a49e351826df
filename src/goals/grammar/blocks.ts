/** What is wrong with a line after `/goal`, pointed at, and what to type instead. */
import type { Reply } from '../../platform/blocks.ts';
import { context, section } from '../../platform/blocks.ts';
import { namesWithin } from '../../platform/fit.ts';
import { cut, plainInMrkdwn } from '../../platform/mrkdwn.ts';
import { readable } from '../../platform/normalise.ts';
import type { MetricInfo, Playbook } from '../../playbook/playbook.ts';
import { levelsTrouble, levelWord } from '../levels/phrases.ts';
import { dateName, periodName, type Reader } from '../phrases.ts';
import type { GoalProblem } from './command.ts';
import { problemWords } from './words.ts';

/** A word that is quoted may be as long as somebody likes; an answer may not. */
const LONGEST_WORD = 60;

/** The word by which people of a language name a metric when typing. */
export function typedName(metric: MetricInfo, reader: Reader): string {
  return reader.locale === 'zh' ? metric.names.zh.other : metric.names.en.other;
}

/** The answer to a line that cannot be read; `typed` as Slack sent it. */
export function problemReply(problem: GoalProblem, typed: string, playbook: Playbook, reader: Reader): Reply {
  const say = problemWords(reader.locale);
  const text = problemText(problem, playbook, reader);
  const { start, end } = problem.place;
  const part = (from: number, to?: number): string => plainInMrkdwn(readable(typed.slice(from, to)).trim());
  const before = `/goal ${part(0, start)}`.trim();
  const pointed =
    start === end
      ? say('typed_end', { before })
      : say('typed', { before, word: part(start, end), after: part(end) });
  return { text, blocks: [section(text), context(pointed.trim()), context(say('nothing_saved'))] };
}

function problemText(problem: GoalProblem, playbook: Playbook, reader: Reader): string {
  const say = problemWords(reader.locale);
  const word = 'word' in problem ? plainInMrkdwn(cut(readable(problem.word), LONGEST_WORD)) : '';
  const example = exampleOf('metric' in problem ? problem.metric : undefined, playbook, reader);
  switch (problem.kind) {
    case 'unknown-metric':
      return unknownMetric(problem, word, playbook, reader);
    case 'metric-missing':
      return say('metric_missing', { example });
    case 'level-missing':
      return say('level_missing', { level: levelWord(problem.level, reader) });
    case 'levels':
      return levelsTrouble(problem, reader);
    case 'value-missing':
      return say('value_missing', { example });
    case 'not-a-number':
      return say('not_a_number', { word });
    case 'ambiguous-number':
      return say('ambiguous_number', { word, readings: problem.readings.join(' / ') });
    case 'too-many-decimals':
      return say('too_many_decimals', { word, count: problem.allowed });
    case 'not-positive':
      return say('not_positive');
    case 'too-large':
      return say('too_large', { word });
    case 'other-currency':
      return say('other_currency', { word, currency: problem.currency });
    case 'unknown-word':
      return say('unknown_word', { word });
    case 'not-a-ramp':
      return say('not_a_ramp', { word });
    case 'not-a-factor':
      return say('not_a_factor', { word });
    case 'unknown-trigger':
      return say('unknown_trigger', { word });
    case 'unknown-date':
      return say('unknown_date', { word });
    case 'past':
      return say('past', { date: dateName(problem.date, reader) });
    case 'period-over':
      return say('period_over', { period: periodName(problem.period, reader) });
    case 'outside-period':
      return say('outside_period', {
        date: dateName(problem.date, reader),
        period: periodName(problem.period, reader),
      });
    case 'unknown-team':
      return unknownTeam(problem.suggestions, word, reader);
    case 'unknown-region':
      return unknownRegion(problem.suggestions, word, reader);
    case 'unknown-person':
      return say('unknown_person', { word });
    case 'several-people':
      return say('several_people');
  }
}

function unknownMetric(
  problem: Extract<GoalProblem, { kind: 'unknown-metric' }>,
  word: string,
  playbook: Playbook,
  reader: Reader,
): string {
  const say = problemWords(reader.locale);
  const named = (metrics: readonly MetricInfo[]): string =>
    metrics.map((metric) => `\`${cut(plainInMrkdwn(typedName(metric, reader)), LONGEST_WORD)}\``).join(' ');
  const known = playbook.metrics.filter((metric) => !metric.isRetired).slice(0, 30);
  const all = say('known_metrics', { metrics: named(known) });
  if (problem.suggestions.length === 0) return `${say('unknown_metric', { word })} ${all}`;
  return say('unknown_metric_near', { word, suggestions: named(problem.suggestions) });
}

function unknownTeam(suggestions: readonly string[], word: string, reader: Reader): string {
  const say = problemWords(reader.locale);
  const teams = namesWithin(suggestions.map(plainInMrkdwn), reader.locale);
  return teams === '' ? say('unknown_team', { word }) : say('unknown_team_near', { word, teams });
}

function unknownRegion(suggestions: readonly string[], word: string, reader: Reader): string {
  const say = problemWords(reader.locale);
  const regions = namesWithin(suggestions.map(plainInMrkdwn), reader.locale);
  return regions === '' ? say('unknown_region', { word }) : say('unknown_region_near', { word, regions });
}

function exampleOf(metric: MetricInfo | undefined, playbook: Playbook, reader: Reader): string {
  const known = metric ?? playbook.metrics.find((one) => one.definition.kind === 'count');
  const name = known === undefined ? '' : cut(plainInMrkdwn(typedName(known, reader)), LONGEST_WORD);
  const isMoney = known?.definition.unit === 'money';
  return problemWords(reader.locale)(isMoney ? 'example_money' : 'example_count', { name });
}
