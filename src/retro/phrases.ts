import { tellerFor } from '../feedback/figures.ts';
import { exact } from '../kpi/exact.ts';
import { numberFormat } from '../kpi/intl.ts';
import type { PeriodKey } from '../kpi/period.ts';
import { type Reply, section } from '../platform/blocks.ts';
import { formatDate, formatPeriod, languageTag } from '../platform/format.ts';
import { cut, plainInMrkdwn } from '../platform/mrkdwn.ts';
import type { WorkspaceInfo } from '../platform/slice.ts';
import type { Locale } from '../platform/words.ts';
import { type MetricInfo, nameOf, type Playbook } from '../playbook/playbook.ts';
import type { Contribution } from './bag/bag.ts';
import { KINDS } from './bag/bag.ts';
import type { Experiment, Outcome, PastExperiment, Retro } from './retro.ts';
import type { Variance } from './variance.ts';
import { words } from './words.ts';

/** With what retrospectives are told. */
export interface Frame {
  locale: Locale;
  workspace: Pick<WorkspaceInfo, 'currency' | 'fiscalYearStart'>;
  playbook: Playbook;
  /** Names by member id. */
  names: ReadonlyMap<string, string>;
  /** Names of teams by id. */
  teams: ReadonlyMap<string, string>;
}

/** A text in one line, safe in mrkdwn. */
export const lineText = (text: string, limit = 400): string =>
  cut(plainInMrkdwn(text.replace(/\s+/gu, ' ').trim()), limit);

export const teamIn = ({ teams }: Frame, teamId: string): string => plainInMrkdwn(teams.get(teamId) ?? '?');

export const periodIn = ({ locale, workspace: { fiscalYearStart } }: Frame, key: PeriodKey): string =>
  formatPeriod(key, locale, { fiscalYearStart });

/** Team and period, for sentences. */
export const about = (frame: Frame, { teamId, periodKey }: Pick<Retro, 'teamId' | 'periodKey'>) => ({
  team: teamIn(frame, teamId),
  period: periodIn(frame, periodKey),
});

/** "+10 %": hundredths of a percent as a change. */
export function changeText(hundredths: number, locale: Locale): string {
  const digits = { style: 'percent', maximumFractionDigits: 1, signDisplay: 'exceptZero' } as const;
  return numberFormat(languageTag(locale), digits).format(hundredths / 10_000);
}

const metricIn = ({ playbook }: Frame, key: string): MetricInfo | undefined =>
  playbook.metrics.find((metric) => metric.key === key);

export const metricName = (frame: Frame, key: string): string => {
  const metric = metricIn(frame, key);
  return plainInMrkdwn(metric === undefined ? key : nameOf(metric, frame.locale));
};

export function varianceLine(variance: Variance, frame: Frame): string {
  const metric = metricIn(frame, variance.metricKey);
  if (metric === undefined) return '';
  const teller = tellerFor(frame.locale, frame.workspace.currency);
  return words(frame.locale)(variance.isGood ? 'varianceGood' : 'varianceBad', {
    metric: teller.name(metric),
    actual: teller.asked(metric, exact(BigInt(variance.actual))),
    target: teller.asked(metric, exact(BigInt(variance.target))),
    percent: teller.percent(exact(BigInt(variance.attainment), 10_000n)),
  });
}

/** "it helped (+14 %; 80 % sure between +3 % and +26 %)". */
export function outcomeText(outcome: Outcome | undefined, locale: Locale): string {
  const say = words(locale);
  if (outcome === undefined) return say('runs');
  const verdict = say(`verdict-${outcome.verdict}`);
  if (outcome.change === null) return verdict;
  const change = changeText(outcome.change, locale);
  const [low, high] = outcome.interval ?? [];
  const text =
    low === undefined || high === undefined
      ? say('outcome', { verdict, change })
      : say('outcomeWith', { verdict, change, low: changeText(low, locale), high: changeText(high, locale) });
  return outcome.verdict === 'helped' && !outcome.asExpected ? say('unmet', { outcome: text }) : text;
}

export function pastLine(past: PastExperiment, frame: Frame): string {
  return words(frame.locale)('past', {
    ...{ text: lineText(past.text, 200), metric: metricName(frame, past.metricKey) },
    ...{ expected: changeText(past.expected, frame.locale), until: formatDate(past.until, frame.locale) },
    outcome: outcomeText(past.outcome, frame.locale),
  });
}

/** What the weekly feedback says of an experiment that runs. */
export function weeklyLine(experiment: Experiment, soFar: Outcome, frame: Frame): string {
  return words(frame.locale)('weekly', {
    ...{ text: lineText(experiment.text, 150), metric: metricName(frame, experiment.metricKey) },
    ...{ expected: changeText(experiment.expected, frame.locale), outcome: outcomeText(soFar, frame.locale) },
    until: formatDate(experiment.until, frame.locale),
  });
}

/** An experiment's last day is over: what came of it. */
export function endedReply(experiment: Experiment, frame: Frame): Reply {
  const say = words(frame.locale);
  const past = { ...experiment, outcome: experiment.outcome };
  const text = say('ended', { text: lineText(experiment.text, 150) });
  return { text, blocks: [section([text, pastLine(past, frame)].join('\n'))] };
}

export function experimentLine(experiment: Experiment, frame: Frame): string {
  const { locale, names } = frame;
  return words(locale)('experiment', {
    ...{ text: lineText(experiment.text, 200), metric: metricName(frame, experiment.metricKey) },
    ...{ expected: changeText(experiment.expected, locale), until: formatDate(experiment.until, locale) },
    owner: plainInMrkdwn(names.get(experiment.ownerId) ?? words(locale)('former')),
  });
}

/** What was contributed, by kind. */
export function contributionLines(all: readonly Contribution[], locale: Locale): string[] {
  const say = words(locale);
  return KINDS.flatMap((kind) => {
    const own = all.filter((one) => one.kind === kind);
    if (own.length === 0) return [];
    return [say('kindLine', { kind: say(`kind-${kind}`) }), ...own.map((one) => itemLine(one, locale)), ''];
  });
}

function itemLine({ text, votes }: Contribution, locale: Locale): string {
  const say = words(locale);
  const shown = lineText(text);
  return votes === null || votes === 0
    ? say('item', { text: shown })
    : say('itemVotes', { text: shown, count: votes });
}
