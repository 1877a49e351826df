import type { KnownBlock } from '@slack/types';
import { type MarketEvent, percentOf } from '../../goals/review/market.ts';
import type { Standing } from '../../goals/standing.ts';
import { type Exact, exact, isEqual, isLess, isZero, ONE } from '../../kpi/exact.ts';
import { addDays, type LocalDate } from '../../kpi/localDate.ts';
import { isAdditive } from '../../kpi/metric.ts';
import { context, header, type Reply, section } from '../../platform/blocks.ts';
import { linesWithin } from '../../platform/fit.ts';
import { formatDate } from '../../platform/format.ts';
import { itemBlocks } from '../../platform/items.ts';
import { escapeText } from '../../platform/mrkdwn.ts';
import type { Locale } from '../../platform/words.ts';
import { type ActivityTypeInfo, type MetricInfo, nameOf } from '../../playbook/playbook.ts';
import { forecastText, isEarly, markOf, reduction, type Teller } from '../figures.ts';
import { standingShown } from './chart.ts';
import { type Hold, isThin } from './hold.ts';
import { mentionLines } from './mentions.ts';
import type { Explained } from './way.ts';
import type { NextStep, RepWeek, WeekRow } from './week.ts';
import { whyText } from './why.ts';
import { words } from './words.ts';

type Say = ReturnType<typeof words>;
const kinds = ['research', 'campaign', 'lead', 'reach', 'meet', 'deal', 'after-sales'] as const;
/** Which advice fits: by the stage of the process, and within follow-up by whether people are reached or met. */
type Advice = (typeof kinds)[number];
const met: readonly string[] = ['meeting', 'visit', 'demo'];

/** What else the words of a week need. */
export interface WeekContext {
  /** The week's dates, in the reader's language. */
  weekName: string;
  types: readonly ActivityTypeInfo[];
  /** L-06: the own place in a line, and questions that wait for an answer with their buttons, in the reader's language. */
  besides?: { lines: readonly string[]; questions: readonly (readonly KnownBlock[])[] };
}

const NOTHING_BESIDES = { lines: [], questions: [] };

/** The rep's weekly feedback: what went well first, the figures, one cause, one next step. Readable in 20 seconds. */
export function weekReply(week: RepWeek, teller: Teller, about: WeekContext): Reply & { imageAfter: number } {
  const say = words(teller.locale);
  const best = bestText(week, teller, say);
  const lines = week.rows.flatMap((row) => rowTexts(row, teller, say));
  const hold = noneThin(week, teller, say) ?? holdText(week.hold, teller, say);
  const blocks: KnownBlock[] = [header(say('title', { week: about.weekName }))];
  if (best !== '') blocks.push(section(best));
  if (lines.length > 0 && week.hold.kind !== 'away') blocks.push(section(linesWithin(lines, teller.locale)));
  const imageAfter = blocks.length;
  blocks.push(section(hold));
  const step = stepText(week, teller, say, about);
  if (step !== '') blocks.push(section(say('nextLabel', { step })));
  const next = nextText(week.next, teller, say, about);
  if (next !== '') blocks.push(section(next));
  const { lines: beside, questions } = about.besides ?? NOTHING_BESIDES;
  const mentions = [...mentionLines(week.notes, teller), ...beside];
  if (mentions.length > 0) blocks.push(context(linesWithin(mentions, teller.locale)));
  // Each is settled for itself; the rest of the message stays.
  blocks.push(...questions.flatMap((question, at) => itemBlocks(question, at)));
  blocks.push(context(say('footer')));
  return {
    text: say('text', { week: about.weekName, summary: hold.replace(/[*`]/g, '') }),
    blocks,
    imageAfter,
  };
}

function figures(standing: Standing, teller: Teller) {
  return {
    mark: markOf(standing.state),
    name: teller.name(standing.metric),
    actual: teller.measured(standing.metric, standing.actual),
    target: goalText(standing, teller),
    percent: standing.attainment === null ? '–' : teller.percent(standing.attainment),
    state: teller.state(standing.state),
  };
}

/** What is asked for: "50", "at most 2", "10 ± 2". */
function goalText({ metric, inForce, pace }: Standing, teller: Teller): string {
  if (inForce === null) return '';
  const value = teller.asked(metric, inForce);
  const { direction } = metric.definition;
  if (direction === 'lower') return words(teller.locale)('atMost', { value });
  const tolerance = pace.accrual?.inForce.tolerance;
  return direction === 'maintain' && tolerance !== undefined
    ? bandText(metric, inForce, tolerance, teller)
    : value;
}

const bandText = (metric: MetricInfo, value: Exact, tolerance: Exact, teller: Teller): string =>
  `${teller.asked(metric, value)} ± ${teller.asked(metric, tolerance)}`;

function bestText({ best }: RepWeek, teller: Teller, say: Say): string {
  if (best === null) return '';
  const { row, standing, why } = best;
  const shown = figures(standing, teller);
  if (why === 'rose')
    return say('bestRose', { ...shown, before: teller.measured(row.metric, row.before.inPeriod) });
  if (standing === row.week) return say('bestReached', shown);
  return say('bestReachedLonger', { ...shown, period: teller.period(standing.periodKey, weekEnd(row)) });
}

function rowTexts(row: WeekRow, teller: Teller, say: Say): string[] {
  const before = teller.measured(row.metric, row.before.inPeriod);
  const name = teller.name(row.metric);
  const own =
    row.week.state === 'not rated'
      ? say('rowNotRated', { name })
      : row.week.state === 'no data'
        ? say('rowNoData', { name, state: teller.state(row.week.state), before })
        : row.week.target === undefined || row.week.inForce === null || isZero(row.week.inForce)
          ? say('rowBare', { name, actual: teller.measured(row.metric, row.week.inPeriod), before })
          : say('rowTarget', { ...figures(row.week, teller), before }) + whyThisTarget(row.week, teller);
  const { longer } = row;
  const later = longer === undefined ? [] : longerTexts(longer, row, teller, say);
  return [own, ...row.ended.flatMap((ended) => longerTexts(ended, row, teller, say)), ...later];
}

function longerTexts(longer: Standing, row: WeekRow, teller: Teller, say: Say): string[] {
  if (longer.inForce === null || isZero(longer.inForce)) return [];
  const forecast = forecastText(longer, teller);
  const shown = { ...figures(longer, teller), period: teller.period(longer.periodKey, weekEnd(row)) };
  if (longer.state === 'not rated' || longer.state === 'no data') return [say('rowLongerState', shown)];
  const text = say(isEarly(longer.state) ? 'rowLongerEarly' : 'rowLonger', shown);
  return [text + (forecast === '' ? '' : ` · ${forecast}`)];
}

/** Why the target of the week is not the one that was agreed on: days off, a newcomer's ramp, or that it began within the week. */
function whyThisTarget(standing: Standing, teller: Teller): string {
  const { metric, countsFrom, rampPercent } = standing;
  if (countsFrom !== null)
    return ` · ${teller.say('since', { date: formatDate(countsFrom, teller.locale) })}`;
  if (rampPercent !== null) return ` · ${teller.say('ramp', { percent: rampPercent })}`;
  const less = reduction(standing);
  if (less === null) return '';
  const [inForce, nominal] = [teller.asked(metric, less.inForce), teller.asked(metric, less.nominal)];
  return ` · ${teller.say('reduced', { inForce, nominal })}`;
}

/** "This month" is the month in which the week ends. */
export function weekEnd({ week }: WeekRow): LocalDate {
  return addDays(week.range.to, -1);
}

/** The one thing that holds somebody back, in a sentence. */
export function holdText(hold: Hold, teller: Teller, say: Say): string {
  switch (hold.kind) {
    case 'away':
      return say('holdAway');
    case 'nothing logged':
      return hold.sinceWeeks === 1
        ? say('holdNothingOnce', { date: hold.enterFor })
        : say('holdNothing', { count: hold.sinceWeeks, date: hold.enterFor });
    case 'no target':
      return say('holdNoTarget');
    case 'volume':
      return say('holdVolume', figures(hold.gap, teller));
    case 'result': {
      const gap = gapText(hold.row, hold.gap, teller, say);
      if (hold.explained !== undefined)
        return say('holdResult', { gap, why: whyText(hold.explained, hold.row, teller) });
      return hold.isActive ? say('holdResult', { gap, why: say('whyUnknown') }) : say('holdShort', { gap });
    }
    case 'quality':
      // Of a band it is how much, too.
      return say(hold.gap.metric.definition.direction === 'maintain' ? 'holdShort' : 'holdQuality', {
        gap: gapText(hold.row, hold.gap, teller, say),
      });
    case 'market':
      return say('holdMarket', marketFigures(hold.event, hold.row.metric, teller));
    case 'none':
      return say('holdNone');
  }
}

/** K-05: nothing holds back, and what rests on too few cases is not called reached. */
function noneThin({ hold, rows }: RepWeek, teller: Teller, say: Say): string | undefined {
  const thin = rows.filter(isThin).map(({ metric }) => teller.name(metric));
  if (hold.kind !== 'none' || thin.length === 0) return undefined;
  return say('holdNoneThin', { names: thin.join(say('listJoin')) });
}

/** C-02: what fell, by how much, among how many. */
export function marketFigures(event: MarketEvent, metric: MetricInfo, teller: Teller) {
  return {
    ...{ name: teller.name(metric), percent: `${percentOf(event)}%`, people: event.people },
    ...{ now: teller.asked(metric, event.now), before: teller.asked(metric, event.before) },
  };
}

/** How far it is from what was asked: of a period that goes on, from what was expected by now. */
function gapText(row: WeekRow, gap: Standing, teller: Teller, say: Say): string {
  const shown = figures(gap, teller);
  const { direction } = gap.metric.definition;
  if (direction === 'lower' && gap.inForce !== null)
    return say('gapAtMost', { ...shown, target: teller.asked(gap.metric, gap.inForce) });
  if (direction === 'maintain') return say('gapBand', shown);
  if (gap.isComplete || gap.expected === null) return say('gapDone', shown);
  return say('gapSoFar', {
    ...shown,
    expected: teller.asked(gap.metric, gap.expected),
    period: teller.period(gap.periodKey, weekEnd(row)),
  });
}

/** The first activity that a metric counts. */
function activityOf(
  { definition }: MetricInfo,
  types: readonly ActivityTypeInfo[],
): ActivityTypeInfo | undefined {
  const key = 'source' in definition ? definition.source.filter.activityType?.[0] : undefined;
  return types.find((type) => type.key === key);
}

/** The advice for an activity. */
function adviceFor(type: ActivityTypeInfo | undefined): Advice {
  if (type !== undefined && met.includes(type.key)) return 'meet';
  return kinds.find((known) => known === type?.stage) ?? 'reach';
}

/** What one does, as one would say it: the activity's name where a metric counts one ("calls", 电话), else the metric's. */
function deedOf(metric: MetricInfo, { types }: WeekContext, locale: Locale, value?: Exact): string {
  const type = metric.definition.kind === 'count' ? activityOf(metric, types) : undefined;
  return escapeText(nameOf(type ?? metric, locale, value?.d === 1n ? value.n : 0n));
}

function stepText(week: RepWeek, teller: Teller, say: Say, about: WeekContext): string {
  const { hold } = week;
  switch (hold.kind) {
    case 'away':
      return say('stepRest');
    case 'nothing logged':
      return say('stepLog');
    case 'no target':
      return hold.suggestion === null
        ? say('stepSetTarget')
        : suggestionText(hold.suggestion, teller, say, about);
    case 'volume':
      return say(`step-${adviceFor(activityOf(hold.row.metric, about.types))}`, {
        name: deedOf(hold.row.metric, about, teller.locale),
      });
    case 'result':
      return resultStep(hold.explained, teller, say);
    case 'quality':
      return say(qualityStep(hold.row.metric));
    case 'market':
      return say('stepMarket');
    case 'none':
      return say('stepKeep');
  }
}

/** The next step at the stage that costs most. */
function resultStep(explained: Explained | undefined, teller: Teller, say: Say): string {
  if (explained === undefined) return say('result-revenue');
  const { cause, links } = explained;
  if (cause.kind === 'value') return say('result-value');
  const at = cause.kind === 'conversion' ? cause.at : 0;
  const link = links[at];
  if (link === undefined || (at === links.length - 1 && link.stage === 'deal')) return say('result-revenue');
  if (link.stage === 'deal') return say('step-offer');
  return say(`step-${adviceFor(link)}`, { name: escapeText(nameOf(link, teller.locale)) });
}

function qualityStep({ definition }: MetricInfo) {
  if (definition.direction === 'lower') return 'quality-lower';
  if (definition.direction === 'maintain') return 'quality-band';
  return definition.kind === 'average' ? 'quality-mark' : 'quality-rate';
}

function suggestionText(
  { metric, value }: { metric: MetricInfo; value: bigint },
  teller: Teller,
  say: Say,
  about: WeekContext,
): string {
  const name = deedOf(metric, about, teller.locale);
  return say('stepSuggest', {
    value: teller.value(metric, exact(value)),
    name,
    key: teller.locale === 'zh' ? name : escapeText(metric.key),
  });
}

function nextText({ target }: NextStep, teller: Teller, say: Say, about: WeekContext): string {
  if (target === null) return '';
  if (target.perDay === null) return say('nextAway');
  const { definition } = target.metric;
  const asked = {
    value:
      target.tolerance === null
        ? teller.asked(target.metric, target.value)
        : bandText(target.metric, target.value, target.tolerance, teller),
    name: deedOf(target.metric, about, teller.locale, target.value),
  };
  if (definition.direction === 'lower') return say('nextAtMost', asked);
  // A fifth of a deal a day is no plan.
  const isPart = definition.unit === 'count' && isLess(target.perDay, exact(100));
  if (definition.direction === 'maintain' || !isAdditive(definition) || isPart)
    return say('nextLevel', asked);
  return say('nextTarget', {
    ...asked,
    perDay: teller.asked(target.metric, target.perDay),
    days: say('days', { count: isEqual(target.days, ONE) ? 1 : 2, shown: teller.days(target.days) }),
  });
}

/** What a line of the digest needs of a person's standing: also used to sort. */
export function gapFigures(row: WeekRow, gap: Standing, teller: Teller) {
  return figures(gap === row.week ? row.week : standingShown(row), teller);
}
