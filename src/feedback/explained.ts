import { linesValue } from '../activities/lines/lines.ts';
import { definitionsBehind } from '../goals/behind.ts';
import { type Facts, type Standing, standingIn } from '../goals/standing.ts';
import { exact } from '../kpi/exact.ts';
import type { LocalDate } from '../kpi/localDate.ts';
import { isAdditive, type MetricKind } from '../kpi/metric.ts';
import type { PeriodKey } from '../kpi/period.ts';
import { tallyUnconfirmed } from '../kpi/tally.ts';
import { actions, button, context, type Reply, section } from '../platform/blocks.ts';
import { escapeText, plain } from '../platform/mrkdwn.ts';
import type { MetricInfo } from '../playbook/playbook.ts';
import type { Teller } from './figures.ts';

/** What `/kpi explain` says of a metric. */
export interface Explained {
  metric: MetricInfo;
  /** The definition in words; not escaped. */
  text: string;
  facts: Facts;
  period: PeriodKey;
  /** M-01: whether nothing that can be logged now moves it. */
  isStill?: boolean;
  /** Whether the reader may see log lines behind it: of a group only who leads somebody. */
  hasLines: boolean;
  /** The reader's date. */
  date: LocalDate;
}

const NOTES = {
  growth: 'explainedGrowth',
  distinct: 'explainedDistinct',
  elapsed: 'explainedElapsed',
} as const satisfies Partial<Record<MetricKind, string>>;

/** M-06: the definition, the period's figure with the figures that it is computed of, what is not confirmed, and the lines behind it. */
export function explainedReply(
  { metric, text, facts, period, date, isStill, hasLines }: Explained,
  teller: Teller,
): Reply {
  const { say } = teller;
  const own = standingIn(facts, metric, period);
  const behind = definitionsBehind(facts.metrics, [metric.key]).map(({ key }) => key);
  const parts = facts.metrics.filter(({ key }) => key !== metric.key && behind.includes(key));
  const lines = [
    say('explainedFigure', { period: escapeText(teller.period(period, date)), value: figureOf(own, teller) }),
    ...parts.map((part) =>
      say('explainedPart', {
        name: teller.name(part),
        value: figureOf(standingIn(facts, part, period), teller),
      }),
    ),
    ...openAmounts(facts, [own], date, teller),
  ];
  const said = plain(text) === '' ? metric.key : escapeText(text);
  const note = noteOf(metric);
  const value = linesValue({ metricKey: metric.key, subject: facts.subject, range: own.range });
  return {
    text: said,
    blocks: [
      section(said),
      section(lines.join('\n')),
      ...(note === undefined ? [] : [context(say(note))]),
      ...(isStill === true ? [context(say('explainedStill'))] : []),
      ...(hasLines ? [actions(button(say('showLines'), 'activities.lines', value))] : []),
    ],
  };
}

function noteOf({ definition }: MetricInfo) {
  if (definition.kind === 'manual') return definition.additive ? undefined : 'explainedManual';
  return definition.kind in NOTES ? NOTES[definition.kind as keyof typeof NOTES] : undefined;
}

/** "4.2 (from 5 entries)": what it rests on, where it is a mean. */
function figureOf({ metric, inPeriod }: Standing, teller: Teller): string {
  const shown = teller.measured(metric, inPeriod);
  const samples = inPeriod.state === 'value' ? inPeriod.samples?.total : undefined;
  const isMean = metric.definition.kind === 'average' || metric.definition.kind === 'elapsed';
  if (samples === undefined || !isMean) return shown;
  return `${shown} ${teller.say('explainedSamples', { count: samples })}`;
}

/** M-07: how much of each figure is not confirmed, a line for each of which something is. */
export function openAmounts(
  facts: Facts,
  standings: readonly Standing[],
  date: LocalDate,
  teller: Teller,
): string[] {
  return standings.flatMap(({ metric, range, periodKey }) => {
    if (!isAdditive(metric.definition)) return [];
    const open = tallyUnconfirmed(metric.definition, facts.rows, { range });
    if (open === 0n) return [];
    const period = escapeText(teller.period(periodKey, date));
    return [
      teller.say('openAmounts', {
        name: teller.name(metric),
        period,
        amount: teller.value(metric, exact(open)),
      }),
    ];
  });
}
