import { asOfEnd } from '../../goals/asOf.ts';
import { type Standing, standingIn, standingsOf } from '../../goals/standing.ts';
import { isCalendarKind, kindOf, type PeriodKey, periodOf, rangeOf } from '../../kpi/period.ts';
import { altText } from '../../platform/charts/index.ts';
import type { PaceSpec } from '../../platform/charts/spec.ts';
import { namesWithin } from '../../platform/fit.ts';
import { escapeText } from '../../platform/mrkdwn.ts';
import { isFirst } from '../../platform/once.ts';
import { failureOf } from '../../platform/slack.ts';
import type { ActionInput, Input } from '../../platform/slice.ts';
import { type MetricInfo, nameOf, type Playbook } from '../../playbook/playbook.ts';
import { standingText } from '../blocks.ts';
import { type Teller, tellerFor } from '../figures.ts';
import { type Frame, frameOf, nowIn, readSubject } from '../reading/index.ts';
import { type Known, subjectNamed } from '../whose/slack.ts';
import { readChartValue } from './button.ts';
import { paceChart } from './chart.ts';
import { words } from './words.ts';

/** What is drawn, and for whom. */
interface Asked {
  metric: MetricInfo;
  /** Undefined: that of the metric's first target. */
  period: PeriodKey | undefined;
  whose: Known;
}

/** The button "Chart" at a target. */
export async function showChart(input: ActionInput): Promise<void> {
  const say = words(input.actor.locale);
  const asked = readChartValue(input.value);
  const frame = await frameOf(input.deps.db, input.workspace);
  const metric = frame.playbook.metrics.find((one) => one.key === asked?.metricKey && !one.isRetired);
  const whose = asked === undefined ? undefined : await subjectNamed(asked.subject, input);
  if (asked === undefined || metric === undefined || whose === undefined)
    return input.reply({ text: say('old') });
  if (!whose.ok) return input.reply({ text: whose.text });
  await sendChart({ metric, period: asked.periodKey, whose }, frame, input);
}

/** `/kpi revenue chart`: draws the period and hands it over in the direct message. */
export async function sendChart(asked: Asked, frame: Frame, input: Input): Promise<void> {
  const { deps, workspace, actor } = input;
  const say = words(actor.locale);
  const teller = tellerFor(actor.locale, workspace.currency, periodsOf(input));
  const { metric } = asked;
  const { standing, chart, today } = await read(asked, frame, teller, input);
  const name = teller.name(metric);
  if (standing.target === undefined)
    return input.reply({ text: say('noTarget', { name, metric: typed(metric, input) }) });
  const period = escapeText(teller.period(standing.periodKey, today));
  if (chart === undefined)
    return input.reply({ text: say('nothingAsked', { name, period, state: teller.state(standing.state) }) });
  // Taken before it is sent: a copy of the same press brings no second picture.
  if (!(await isFirst(deps.db, workspace.id, input.transportKey))) return;
  await deliver(chart, standingText(standing, teller, today), metric, input);
}

async function read({ metric, period, whose }: Asked, frame: Frame, teller: Teller, input: Input) {
  const current = nowIn(input.now, whose.tz);
  const periods = periodsOf(input);
  const range = period === undefined ? undefined : rangeOf(period, periods);
  const asOf = range !== undefined && range.to <= current.today ? asOfEnd(range) : current.asOf;
  const kind = period === undefined ? 'month' : kindOf(period);
  const facts = await readSubject(frame, {
    ...{ subject: whose.subject, asOf, metrics: [metric.key], withForecast: true },
    kinds: isCalendarKind(kind) ? [kind] : [],
    ...(range === undefined ? {} : { also: range }),
  });
  const first = standingsOf(facts).find((one) => one.metricKey === metric.key);
  const standing: Standing =
    period === undefined && first !== undefined
      ? first
      : standingIn(facts, metric, period ?? periodOf('month', asOf.lastDate, periods));
  const of = { name: whose.name, today: current.today };
  return { standing, chart: paceChart(facts, standing, teller, of), today: current.today };
}

/** Pictures cannot stand in a message that only one person sees: they go to the direct message. */
async function deliver(chart: PaceSpec, comment: string, metric: MetricInfo, input: Input): Promise<void> {
  const { deps, workspace, actor } = input;
  const say = words(actor.locale);
  let bytes: Buffer;
  try {
    bytes = await deps.charts.render(chart);
  } catch {
    // The charts have logged why.
    return input.reply({ text: say('notDrawn', { metric: typed(metric, input) }) });
  }
  try {
    const slack = await deps.slack(workspace.id);
    const file = { name: `pacer-${metric.key}.png`, bytes, altText: altText(chart) };
    await slack.sendFile(actor.slackUserId, file, comment);
  } catch (error) {
    const failure = failureOf(error);
    deps.log.warn({ failure }, 'a chart could not be sent');
    return input.reply({
      text: say('notSent', { why: escapeText(failure.error), metric: typed(metric, input) }),
    });
  }
  if (input.channelId?.startsWith('D') !== true) await input.reply({ text: say('sent') });
}

/** `/kpi chart` alone: which metrics there are. */
export function chartWhich(playbook: Playbook, { actor }: Input): string {
  const names = playbook.metrics
    .filter((metric) => !metric.isRetired)
    .map((metric) => escapeText(nameOf(metric, actor.locale)));
  const [example = ''] = names;
  return words(actor.locale)('which', { example, names: namesWithin(names, actor.locale) });
}

const periodsOf = (input: Input) => ({ fiscalYearStart: input.workspace.fiscalYearStart });
const typed = (metric: MetricInfo, { actor }: Input): string => escapeText(nameOf(metric, actor.locale));
