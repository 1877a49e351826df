import { type ExplainedFilter, type Explanation, explain as structureOf } from '../kpi/explain.ts';
import { capital, languageTag } from '../platform/format.ts';
import type { Locale } from '../platform/words.ts';
import { type MetricInfo, nameOf, type Playbook } from './playbook.ts';
import { stageName, stagesOf } from './stages.ts';
import { playbookWords } from './words.ts';

/** To whom the figure is credited: the reader, another person, a team, a region, or everybody. */
export type Credited = 'you' | 'person' | 'team' | 'region' | 'company';

type Speaker = { say: ReturnType<typeof playbookWords>; locale: Locale; playbook: Playbook };
type Source = { activityTypes: readonly string[]; filters: readonly ExplainedFilter[] };

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
  const structure = structureOf(
    metric.definition,
    (key) => playbook.metrics.find((known) => known.key === key)?.definition,
  );
  const name = capital(nameOf(metric, locale));
  const who = speaker.say(`credited-${credited}`);
  return speaker.say(`explained-${toneOf(structure)}`, { name, what: inWords(structure, speaker), who });
}

/** Whether it speaks of each fact, of all of them, or of two figures. */
function toneOf({ form }: Explanation): 'each' | 'all' | 'both' {
  if (form === 'ratio') return 'both';
  return form === 'count' || form === 'distinct' ? 'each' : 'all';
}

function inWords(structure: Explanation, speaker: Speaker): string {
  const { say } = speaker;
  switch (structure.form) {
    case 'count':
      return say('count-of', described(structure, 'one', speaker));
    case 'sum':
      return say(`${structure.field}-of`, described(structure, 'other', speaker));
    case 'average':
    case 'distinct':
    case 'manual':
      return say(`${structure.form}-of`, described(structure, 'other', speaker));
    case 'ratio': {
      const numerator = metricName(structure.numerator.key, speaker);
      return say('ratio-of', { numerator, denominator: metricName(structure.denominator.key, speaker) });
    }
    case 'growth':
      return say('growth-of', { metric: metricName(structure.of.key, speaker) });
    case 'elapsed':
      return say('elapsed-of', { start: end(structure.from, speaker), end: end(structure.to, speaker) });
  }
}

/** The activities of a metric by name, and what else it asks of them. */
function described(source: Source, form: 'one' | 'other', speaker: Speaker): { what: string; where: string } {
  const { locale, playbook, say } = speaker;
  const names = source.activityTypes.map((key) => {
    const type = playbook.types.find((known) => known.key === key);
    return type === undefined ? key : nameOf(type, locale, form === 'one' ? 100n : 0n);
  });
  const what = names.length === 0 ? say(`anything-${form}`) : either(names, locale);
  const limits = source.filters.map(({ dimension, values }) =>
    say('limited', {
      dimension: say(`dimension-${dimension}`),
      values: either(dimension === 'stage' ? values.map((key) => stageNamed(key, speaker)) : values, locale),
    }),
  );
  return { what, where: limits.join('') };
}

/** One end of a span of days. */
function end(filters: readonly ExplainedFilter[], speaker: Speaker): string {
  const types = filters.find((filter) => filter.dimension === 'activityType')?.values ?? [];
  const others = filters.filter((filter) => filter.dimension !== 'activityType');
  const { what, where } = described({ activityTypes: types, filters: others }, 'one', speaker);
  return `${what}${where}`;
}

function stageNamed(key: string, { playbook, locale }: Speaker): string {
  const stage = stagesOf(playbook).find((one) => one.key === key);
  return stage === undefined ? key : stageName(stage, locale);
}

function metricName(key: string, { playbook, locale }: Speaker): string {
  const metric = playbook.metrics.find((known) => known.key === key);
  return metric === undefined ? key : nameOf(metric, locale);
}

const either = (names: readonly string[], locale: Locale): string =>
  new Intl.ListFormat(languageTag(locale), { type: 'disjunction' }).format(names);
