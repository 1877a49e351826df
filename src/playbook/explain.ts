import { DIMENSIONS, type Dimension, type MetricDefinition, type MetricFilter } from '../kpi/metric.ts';
import { languageTag } from '../platform/format.ts';
import type { Locale } from '../platform/words.ts';
import { type MetricInfo, nameOf, type Playbook } from './playbook.ts';
import { playbookWords } from './words.ts';

/** To whom the figure is credited: the reader, another person, a team, or everybody. */
export type Credited = 'you' | 'person' | 'team' | 'company';

type Speaker = { say: ReturnType<typeof playbookWords>; locale: Locale; playbook: Playbook };

/**
 * M-06: a metric in words made from its definition: "Calls: every call logged, credited to you, by the date it happened." Names come from
 * the playbook as they stand there; who shows them escapes them.
 */
export function explain(
  metric: MetricInfo,
  playbook: Playbook,
  locale: Locale,
  credited: Credited = 'you',
): string {
  const speaker = { say: playbookWords(locale), locale, playbook };
  const name = capital(nameOf(metric, locale));
  const what = definitionOf(metric, speaker);
  const form = formOf(metric.definition);
  return speaker.say(`explained-${form}`, { name, what, who: speaker.say(`credited-${credited}`) });
}

/** Whether the definition speaks of each fact, of all of them, or of two figures. */
function formOf({ kind }: MetricDefinition): 'each' | 'all' | 'both' {
  if (kind === 'ratio') return 'both';
  return kind === 'count' || kind === 'distinct' ? 'each' : 'all';
}

function definitionOf({ definition }: MetricInfo, speaker: Speaker): string {
  const { say } = speaker;
  switch (definition.kind) {
    case 'count':
      return say('count-of', described(definition.source.filter, 'one', speaker));
    case 'sum':
    case 'manual':
      return say(`${definition.source.field}-of`, described(definition.source.filter, 'other', speaker));
    case 'average':
      return say('average-of', described(definition.source.filter, 'other', speaker));
    case 'distinct':
      return say('distinct-of', described(definition.source.filter, 'other', speaker));
    case 'ratio': {
      const numerator = metricName(definition.numerator, speaker);
      return say('ratio-of', { numerator, denominator: metricName(definition.denominator, speaker) });
    }
    case 'growth':
      return say('growth-of', { metric: metricName(definition.of, speaker) });
    case 'elapsed': {
      const start = described(definition.start, 'one', speaker).what;
      return say('elapsed-of', { start, end: described(definition.end, 'one', speaker).what });
    }
  }
}

/** The activities of a filter by name, and what else it asks of them. */
function described(
  filter: MetricFilter,
  form: 'one' | 'other',
  speaker: Speaker,
): { what: string; where: string } {
  const { locale, playbook, say } = speaker;
  const types = filter.activityType?.map((key) => {
    const type = playbook.types.find((known) => known.key === key);
    return type === undefined ? key : nameOf(type, locale, form === 'one' ? 100n : 0n);
  });
  const limits = DIMENSIONS.filter((dimension) => dimension !== 'activityType').flatMap((dimension) => {
    const allowed = filter[dimension];
    return allowed === undefined ? [] : [limit(dimension, allowed, speaker)];
  });
  const what = types === undefined ? say(`anything-${form}`) : either(types, locale);
  return { what, where: limits.join('') };
}

function limit(
  dimension: Exclude<Dimension, 'activityType'>,
  allowed: readonly string[],
  speaker: Speaker,
): string {
  const { say, locale } = speaker;
  return say('limited', { dimension: say(`dimension-${dimension}`), values: either(allowed, locale) });
}

function metricName(key: string, { playbook, locale }: Speaker): string {
  const metric = playbook.metrics.find((known) => known.key === key);
  return metric === undefined ? key : nameOf(metric, locale);
}

const either = (names: readonly string[], locale: Locale): string =>
  new Intl.ListFormat(languageTag(locale), { type: 'disjunction' }).format(names);

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
