import { pointsText } from '../../evaluation/figures.ts';
import { type Exact, exact, isEqual, roundHalfEven } from '../../kpi/exact.ts';
import { addDays, localDate } from '../../kpi/localDate.ts';
import type { Unit } from '../../kpi/metric.ts';
import { currency } from '../../kpi/money.ts';
import { formatPercent, formatValue } from '../../kpi/value.ts';
import { capital, formatDate, languageTag } from '../../platform/format.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { Locale } from '../../platform/words.ts';
import { badgeLines } from '../badges/show.ts';
import { readFraction } from '../fraction.ts';
import { type FrozenPlan, isDecidedLate } from '../pay/inputs.ts';
import type { Line } from '../pay/line.ts';
import { type NextStep, nextStep } from '../pay/next.ts';
import { metricName, moneyText, type PlanScene } from '../plan/show.ts';
import { bpText, decimalText, thresholdText } from '../plan/typed.ts';
import { planWords } from '../plan/words.ts';
import type { StatementView } from './blocks.ts';
import { statementWords } from './words.ts';

/** B-05: the way from the figure to the amount, step by step, in words. Pure. */

interface Told {
  line: Line;
  plan: FrozenPlan;
  view: StatementView;
  scene: PlanScene;
  locale: Locale;
}

/** The way, step by step. */
export function wayLines(
  line: Line,
  plan: FrozenPlan,
  view: StatementView,
  scene: PlanScene,
  locale: Locale,
): string[] {
  const told: Told = { line, plan, view, scene, locale };
  const next = nextStep(view.run, plan.rules, view.person, line);
  const way = wayText(told);
  return [
    ...way,
    ...limitLines(told),
    ...footLines(told),
    ...(next === undefined ? [] : [`→ ${nextLine(next, told)}`]),
  ];
}

/** What somebody who doubts the terms asks first: the rate of exchange with its source (M-05), and rules that came after the period had begun. */
function footLines({ line, plan, view: { run }, locale }: Told): string[] {
  const say = statementWords(locale);
  const date = (text: string): string => formatDate(localDate(text), locale, true);
  const rate = run.rates.find(({ currency: code }) => code === plan.rules.currency);
  const isLate = isDecidedLate(plan, run);
  if (line.way.kind === 'recovery') return [];
  return [
    ...(rate === undefined
      ? []
      : [
          say('rate', {
            ...{ rate: decimalText(readFraction(rate.rate)), own: run.currency, code: rate.currency },
            ...{ date: date(addDays(localDate(run.period.to), -1)), source: plainInMrkdwn(rate.source) },
          }),
        ]),
    ...(isLate && plan.decided !== undefined ? [say('late', { date: date(plan.decided) })] : []),
  ];
}

const unitOf = ({ view, scene }: Told, metric: string): Unit =>
  view.person.kpis.find((kpi) => kpi.metric === metric)?.unit ??
  scene.metrics.find(({ key }) => key === metric)?.definition.unit ??
  'count';

function figure(told: Told, metric: string, value: Exact): string {
  const format = { locale: languageTag(told.locale), currency: currency(told.view.run.currency) };
  return formatValue(value, unitOf(told, metric), format);
}

const money = ({ line, locale }: Told, amount: Exact): string =>
  moneyText(roundHalfEven(amount), line.currency, locale);

function wayText(told: Told): string[] {
  const { line, plan, locale, scene, view } = told;
  const { way, presence } = line;
  const { terms } = plan.rules;
  const say = statementWords(locale);
  const percent = formatPercent(readFraction(presence), languageTag(locale), 1);
  const prorated = isEqual(readFraction(presence), exact(1n)) ? '' : say('presence', { percent });
  switch (way.kind) {
    case 'tiers': {
      const said = {
        metric: capital(metricName(scene.metrics, way.metric, locale)),
        value: figure(told, way.metric, readFraction(way.value)),
      };
      const target = way.target === null ? undefined : readFraction(way.target);
      const first =
        target === undefined
          ? say('tiersAmount', said)
          : say('tiersTarget', {
              ...said,
              target: figure(told, way.metric, target),
              attained: attained(way.value, target, locale),
            });
      const parts = way.parts.map(({ tier, amount, pay }) =>
        say('part', {
          ...{ amount: figure(told, way.metric, readFraction(amount)), rate: rateOf(told, tier) },
          pay: money(told, readFraction(pay)),
        }),
      );
      return [first, ...parts.map((part) => `• ${part}`)];
    }
    case 'bonus': {
      const base = terms.kind === 'bonus' ? moneyText(terms.amount, line.currency, locale) : '';
      const multiplier = decimalText(readFraction(way.multiplier), 4);
      return [`${say('bonus', { points: pointsText(way.points, locale), multiplier, base })}${prorated}`];
    }
    case 'ranks': {
      const metric = terms.kind === 'ranks' ? terms.metric : null;
      const value =
        metric === null
          ? say('ranksScore', { points: pointsText(way.value, locale) })
          : figure(told, metric, readFraction(way.value));
      const prizes = terms.kind === 'ranks' ? terms.prizes.length : 0;
      const none = way.rank > prizes ? say('ranksNone', { count: prizes }) : '';
      const place = say(way.tied > 1 ? 'ranksTied' : 'ranks', { rank: way.rank, tied: way.tied, value });
      return [`${place}${none}`];
    }
    case 'bands':
      return [`${say('bands', { band: planWords(locale)(`band-${way.band}` as 'band-meets') })}${prorated}`];
    case 'badges':
      return badgeLines(line, view, scene, locale);
    case 'pool': {
      const weights = [way.weight, way.weights].map((text) => decimalText(readFraction(text), 2));
      const fund = moneyText(way.fund, line.currency, locale);
      return [say('pool', { fund, people: way.people, weight: weights[0] ?? '', weights: weights[1] ?? '' })];
    }
    case 'policy':
      return [say(`why-${way.why}`, { policy: say(`policy-${plan.rules.unrated}`) })];
    case 'recovery':
      return [say('recovery')];
  }
}

const attained = (value: string, target: Exact, locale: Locale): string => {
  const { n, d } = readFraction(value);
  return formatPercent(exact(n * target.d, d * target.n), languageTag(locale), 1);
};

function rateOf({ plan, line, locale }: Told, tier: number): string {
  const { terms } = plan.rules;
  const rate = terms.kind === 'tiers' ? terms.tiers[tier]?.rate : undefined;
  if (rate === undefined) return '';
  return rate.kind === 'share' ? bpText(rate.bp) : moneyText(rate.minor, line.currency, locale);
}

function limitLines(told: Told): string[] {
  const { line, plan, locale, scene, view } = told;
  const { rules } = plan;
  const { limits } = line;
  const say = statementWords(locale);
  const lines: string[] = [];
  const isChanged =
    limits.gate === 'under' || limits.isCapped || limits.isGuaranteed || limits.budgetFactor !== null;
  if (isChanged && line.way.kind !== 'policy')
    lines.push(say('earned', { amount: money(told, readFraction(line.earned)) }));
  if (rules.gate !== null && limits.gate === 'under') {
    const value = view.person.kpis.find(({ metric }) => metric === rules.gate?.metric)?.value ?? '0';
    lines.push(
      say('gateUnder', {
        metric: metricName(scene.metrics, rules.gate.metric, locale),
        value: figure(told, rules.gate.metric, readFraction(value)),
        floor: figure(told, rules.gate.metric, readFraction(rules.gate.floor)),
      }),
    );
  }
  if (rules.gate !== null && limits.gate === 'no data')
    lines.push(say('gateSilent', { metric: metricName(scene.metrics, rules.gate.metric, locale) }));
  if (limits.isCapped && rules.cap !== null)
    lines.push(say('capped', { amount: moneyText(rules.cap, line.currency, locale) }));
  if (limits.isGuaranteed && rules.guarantee !== null)
    lines.push(say('guaranteed', { amount: guaranteeOf(told, rules.guarantee) }));
  if (limits.budgetFactor !== null)
    lines.push(
      say('budget', { percent: formatPercent(readFraction(limits.budgetFactor), languageTag(locale), 1) }),
    );
  return lines;
}

function guaranteeOf(told: Told, guarantee: string): string {
  const { n, d } = readFraction(told.line.presence);
  return money(told, exact(BigInt(guarantee) * n, d));
}

/** Where the budget was not enough, a further step would not have been paid whole either. */
function nextLine(next: NextStep, told: Told): string {
  const { locale, line } = told;
  const text = nextText(next, told);
  if (line.limits.budgetFactor === null) return text;
  return [text, statementWords(locale)('nextBudget')].join(locale === 'zh' ? '' : ' ');
}

function nextText(next: NextStep, told: Told): string {
  const { plan, view, locale } = told;
  const say = statementWords(locale);
  const more = money(told, next.more);
  const { terms } = plan.rules;
  switch (next.kind) {
    case 'tier': {
      const on = terms.kind === 'tiers' ? terms.on : 'attainment';
      const unit = terms.kind === 'tiers' ? unitOf(told, terms.metric) : 'count';
      return say('nextTier', { at: thresholdText(next.at, on, unit, currency(view.run.currency)), more });
    }
    case 'share':
      return say('nextShare', { more });
    case 'units':
      return say('nextUnits', {
        amount: terms.kind === 'tiers' ? figure(told, terms.metric, next.amount) : '',
        more,
      });
    case 'points':
      return say('nextPoints', { points: Number(next.points), more });
    case 'place':
      return say('nextPlace', { rank: next.rank, more });
  }
}
