import { exact } from '../../kpi/exact.ts';
import { formatMoney } from '../../kpi/formatMoney.ts';
import { currency } from '../../kpi/money.ts';
import { BANDS } from '../../kpi/score.ts';
import { formatValue } from '../../kpi/value.ts';
import type { TeamInfo } from '../../people/person.ts';
import { namesWithin } from '../../platform/fit.ts';
import { languageTag } from '../../platform/format.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { Locale } from '../../platform/words.ts';
import { type MetricInfo, nameOf } from '../../playbook/playbook.ts';
import { BADGE_KINDS } from '../../recognition/badges/badge.ts';
import { badgePayWords } from '../badges/words.ts';
import { readFraction } from '../fraction.ts';
import type { Plan, PlanRules, Terms, Who } from './plan.ts';
import {
  amountText,
  bpText,
  curveText,
  decimalText,
  rateText,
  thresholdText,
  tiersText,
  USUAL_CURVE,
} from './typed.ts';
import { planWords } from './words.ts';

/** A plan in words, and as the values of its form. */

export interface PlanScene {
  metrics: readonly MetricInfo[];
  teams: readonly TeamInfo[];
  /** By member id. */
  names: ReadonlyMap<string, string>;
  /** Of the workspace's metrics. */
  currency: string;
  /** Month in which the fiscal year starts; the first where nothing is said. */
  fiscalYearStart?: number;
}

/** "$1,000.00". */
export const moneyText = (minor: string | bigint, code: string, locale: Locale): string =>
  formatMoney(BigInt(minor), currency(code), languageTag(locale), 'short');

export function metricName(metrics: readonly MetricInfo[], key: string, locale: Locale): string {
  const metric = metrics.find((one) => one.key === key);
  return plainInMrkdwn(metric === undefined ? key : nameOf(metric, locale));
}

const unitOf = (metrics: readonly MetricInfo[], key: string) =>
  metrics.find((one) => one.key === key)?.definition.unit ?? 'count';

/** What a plan pays for, in a line. */
export function termsText({ terms, currency: code }: PlanRules, scene: PlanScene, locale: Locale): string {
  const say = planWords(locale);
  const money = (minor: string): string => moneyText(minor, code, locale);
  const metric = (key: string): string => metricName(scene.metrics, key, locale);
  switch (terms.kind) {
    case 'tiers': {
      const unit = unitOf(scene.metrics, terms.metric);
      const tiers = terms.tiers.map(({ from, to, rate }) => {
        const edge = (text: string) => thresholdText(text, terms.on, unit, currency(scene.currency));
        const range = to === null ? `${edge(from)}+` : `${edge(from)}–${edge(to)}`;
        return `${range} → ${rate.kind === 'share' ? bpText(rate.bp) : money(rate.minor)}`;
      });
      const mode = say(terms.mode === 'whole' ? 'modeWhole' : 'modeMarginal');
      return say('tiersLine', { metric: metric(terms.metric), tiers: tiers.join(say('join')), mode });
    }
    case 'bonus': {
      const curve = terms.curve.map(
        ({ points, multiplier }) =>
          `${decimalText(readFraction(points))} → ${decimalText(readFraction(multiplier), 2)}`,
      );
      return say('bonusLine', { amount: money(terms.amount), curve: curve.join(say('join')) });
    }
    case 'ranks':
      return say('ranksLine', {
        by: terms.metric === null ? say('byScore') : metric(terms.metric),
        prizes: terms.prizes.map(money).join(say('join')),
      });
    case 'bands':
      return say('bandsLine', {
        bands: terms.rewards
          .map(({ band, amount }) => `${say(`band-${band}`)} ${money(amount)}`)
          .join(say('join')),
      });
    case 'badges': {
      const words = badgePayWords(locale);
      const badges = terms.rewards.map(({ badge, amount }) => `${words(`kind-${badge}`)} ${money(amount)}`);
      return words('line', { badges: badges.join(say('join')) });
    }
    case 'pool':
      return say('poolLine', {
        fund:
          terms.fund.kind === 'amount'
            ? money(terms.fund.minor)
            : say('fundShare', { share: bpText(terms.fund.bp), metric: metric(terms.fund.metric) }),
        per: say(`per-${terms.per}`),
        weight: terms.metric === null ? say(`weight-${terms.weight}`) : metric(terms.metric),
      });
  }
}

/** Guarantee, cap, budget, gate, clawback: " · guarantee $500". */
export function limitsText(rules: PlanRules, scene: PlanScene, locale: Locale): string {
  const say = planWords(locale);
  const money = (minor: string): string => moneyText(minor, rules.currency, locale);
  const { guarantee, cap, budget, gate, clawback } = rules;
  const parts = [
    ...(guarantee === null ? [] : [say('limitGuarantee', { amount: money(guarantee) })]),
    ...(cap === null ? [] : [say('limitCap', { amount: money(cap) })]),
    ...(budget === null ? [] : [say('limitBudget', { amount: money(budget) })]),
    ...(gate === null ? [] : [gateText(gate, scene, locale)]),
    ...(clawback === null ? [] : [say('limitClaw', clawback)]),
  ];
  return parts.map((part) => ` · ${part}`).join('');
}

function gateText(gate: NonNullable<PlanRules['gate']>, scene: PlanScene, locale: Locale): string {
  const format = { locale: languageTag(locale), currency: currency(scene.currency) };
  const floor = formatValue(exact(BigInt(gate.floor)), unitOf(scene.metrics, gate.metric), format);
  return planWords(locale)('limitGate', { metric: metricName(scene.metrics, gate.metric, locale), floor });
}

/** "For: reps, West". */
export function whoText({ role, teamIds, memberIds }: Who, scene: PlanScene, locale: Locale): string {
  const say = planWords(locale);
  const teams = teamIds.map((id) => plainInMrkdwn(scene.teams.find((team) => team.id === id)?.name ?? '?'));
  const people = memberIds.map((id) => plainInMrkdwn(scene.names.get(id) ?? '?'));
  const parts = [
    say(`role-${role}`),
    ...(teams.length === 0 ? [] : [namesWithin(teams, locale, 8)]),
    ...(people.length === 0 ? [] : [namesWithin(people, locale, 8)]),
  ];
  return say('whoLine', { who: parts.join(' · ') });
}

/** A plan as its form's values; without a plan what a new one begins with. */
export function planValues(
  plan: Plan | undefined,
  scene: PlanScene,
  fresh: { from: string },
): Record<string, string> {
  const code = currency(scene.currency);
  if (plan === undefined)
    return { kind: 'bonus', currency: scene.currency, from: fresh.from, curve: curveText(USUAL_CURVE) };
  const { rules, who } = plan;
  const pay = currency(rules.currency);
  const amount = (minor: string | null): string => (minor === null ? '' : amountText(minor, pay));
  return {
    ...{
      name: plan.name,
      currency: rules.currency,
      from: plan.from,
      role: who.role,
      teams: who.teamIds.join(','),
    },
    ...{ prorated: rules.isProrated ? 'yes' : 'no', unrated: rules.unrated },
    ...{ guarantee: amount(rules.guarantee), cap: amount(rules.cap), budget: amount(rules.budget) },
    ...gateValues(rules, scene),
    clawDays: rules.clawback === null ? '' : `${rules.clawback.days}`,
    clawPercent: rules.clawback === null ? '' : `${rules.clawback.percent}`,
    ...termsValues(rules.terms, scene, { own: code, pay }),
  };
}

function gateValues({ gate }: PlanRules, scene: PlanScene): Record<string, string> {
  if (gate === null) return { gate: '-' };
  const unit = unitOf(scene.metrics, gate.metric);
  return {
    gate: gate.metric,
    gateFloor: thresholdText(gate.floor, 'amount', unit, currency(scene.currency)),
  };
}

function termsValues(
  terms: Terms,
  scene: PlanScene,
  { own, pay }: { own: ReturnType<typeof currency>; pay: ReturnType<typeof currency> },
): Record<string, string> {
  const { kind } = terms;
  switch (terms.kind) {
    case 'tiers':
      return {
        ...{ kind, metric: terms.metric, on: terms.on, mode: terms.mode },
        tiers: tiersText(terms, unitOf(scene.metrics, terms.metric), own, pay),
      };
    case 'bonus':
      return { kind, amount: amountText(terms.amount, pay), curve: curveText(terms.curve) };
    case 'ranks':
      return {
        kind,
        by: terms.metric === null ? 'score' : `m:${terms.metric}`,
        prizes: terms.prizes.map((prize) => amountText(prize, pay)).join('\n'),
      };
    case 'bands':
      return {
        kind,
        ...Object.fromEntries(
          terms.rewards.map(({ band, amount }) => [`band${BANDS.indexOf(band)}`, amountText(amount, pay)]),
        ),
      };
    case 'badges':
      return {
        kind,
        ...Object.fromEntries(
          terms.rewards.map(({ badge, amount }) => [
            `badge${BADGE_KINDS.indexOf(badge)}`,
            amountText(amount, pay),
          ]),
        ),
      };
    case 'pool':
      return {
        ...{ kind, per: terms.per, weight: terms.weight, weightMetric: terms.metric ?? '' },
        fund:
          terms.fund.kind === 'amount'
            ? amountText(terms.fund.minor, pay)
            : rateText({ kind: 'share', bp: terms.fund.bp }, pay),
        fundMetric: terms.fund.kind === 'share' ? terms.fund.metric : '',
      };
  }
}
