import { isLocalDate, type LocalDate, localDate } from '../../kpi/localDate.ts';
import { type CurrencyCode, isCurrency } from '../../kpi/money.ts';
import { fail, ok, type Result } from '../../kpi/result.ts';
import { BANDS } from '../../kpi/score.ts';
import { parseValue } from '../../kpi/value.ts';
import type { ViewValues } from '../../platform/slice.ts';
import { BADGE_KINDS } from '../../recognition/badges/badge.ts';
import { checkPlan, type KnownMetric, type PlanProblem } from './check.ts';
import {
  PLAN_KINDS,
  PLAN_ROLES,
  type PlanKind,
  type PlanRules,
  type PlanWish,
  POOL_GROUPS,
  POOL_WEIGHTS,
  type Terms,
  TIER_BASES,
  TIER_MODES,
  UNRATED_POLICIES,
} from './plan.ts';
import {
  parseAmount,
  parseCurve,
  parsePrizes,
  parseShare,
  parseTiers,
  type Threshold,
  type TypedProblem,
} from './typed.ts';

/** From the fields of the form to a plan. Pure: it is asked before the form closes, and once more when it is kept. */

export type FieldProblem =
  | PlanProblem
  | TypedProblem
  | { readonly kind: 'currency' }
  | { readonly kind: 'fund' }
  | { readonly kind: 'clawback' }
  | { readonly kind: 'gate floor' };

export interface Wrong {
  readonly field: string;
  readonly problem: FieldProblem;
}

/** What the form knows beside its fields. */
export interface FormFrame {
  readonly metrics: readonly KnownMetric[];
  /** Of the workspace's metrics. */
  readonly currency: CurrencyCode;
}

/** Slack user ids stand for people until they are looked up. */
export type TypedPlan = { wish: PlanWish; slackUserIds: readonly string[]; from: LocalDate };

const at = <T>(field: string, problem: FieldProblem): Result<T, Wrong> => fail({ field, problem });
const oneOf = <T extends string>(known: readonly T[], value: string | undefined): T | undefined =>
  known.find((one) => one === value);
const list = (text: string | undefined): string[] => (text ?? '').split(',').filter((one) => one !== '');

export const kindIn = (values: ViewValues): PlanKind => oneOf(PLAN_KINDS, values['kind']) ?? 'tiers';

/** B-01…B-12: the plan that the fields describe, or the first field that is wrong. */
export function readPlan(values: ViewValues, frame: FormFrame): Result<TypedPlan, Wrong> {
  const code = (values['currency'] ?? '').normalize('NFKC').trim().toUpperCase();
  if (!isCurrency(code)) return at('currency', { kind: 'currency' });
  const terms = readTerms(values, frame, code);
  if (!terms.ok) return terms;
  const limits = readLimits(values, frame, code);
  if (!limits.ok) return limits;
  const from = values['from'] ?? '';
  if (!isLocalDate(from)) return at('from', { kind: 'no name' });
  const wish: PlanWish = {
    name: (values['name'] ?? '').trim(),
    rules: { currency: code, terms: terms.value, ...limits.value },
    who: {
      role: oneOf(PLAN_ROLES, values['role']) ?? 'any',
      teamIds: list(values['teams']),
      memberIds: [],
    },
  };
  const checked = checkPlan(wish, frame.metrics);
  if (!checked.ok) return at(fieldOf(checked.problem, terms.value), checked.problem);
  return ok({ wish, slackUserIds: list(values['people']), from: localDate(from) });
}

function readTerms(values: ViewValues, frame: FormFrame, pay: CurrencyCode): Result<Terms, Wrong> {
  const kind = kindIn(values);
  switch (kind) {
    case 'tiers':
      return readTiers(values, frame, pay);
    case 'bonus': {
      const amount = parseAmount(values['amount'] ?? '', pay);
      if (amount === undefined) return wrongAmount('amount', values);
      const curve = parseCurve(values['curve'] ?? '');
      return curve.ok ? ok({ kind, amount, curve: curve.value }) : at('curve', curve.problem);
    }
    case 'ranks': {
      const prizes = parsePrizes(values['prizes'] ?? '', pay);
      const by = values['by'] ?? '';
      if (!prizes.ok) return at('prizes', prizes.problem);
      return ok({
        kind,
        metric: by === '' || by === 'score' ? null : by.replace(/^m:/, ''),
        prizes: prizes.value,
      });
    }
    case 'bands': {
      const rewards = readRewards('band', BANDS, values, pay);
      return rewards.ok
        ? ok({ kind, rewards: rewards.value.map(({ of: band, amount }) => ({ band, amount })) })
        : rewards;
    }
    case 'badges': {
      const rewards = readRewards('badge', BADGE_KINDS, values, pay);
      return rewards.ok
        ? ok({ kind, rewards: rewards.value.map(({ of: badge, amount }) => ({ badge, amount })) })
        : rewards;
    }
    case 'pool':
      return readPool(values, pay);
  }
}

/** Fixed amounts, a field for each of a closed list; an empty one pays nothing. */
function readRewards<T extends string>(
  prefix: 'band' | 'badge',
  all: readonly T[],
  values: ViewValues,
  pay: CurrencyCode,
): Result<{ of: T; amount: string }[], Wrong> {
  const rewards: { of: T; amount: string }[] = [];
  for (const [index, of] of all.entries()) {
    const typed = (values[`${prefix}${index}`] ?? '').trim();
    if (typed === '') continue;
    const amount = parseAmount(typed, pay);
    if (amount === undefined) return wrongAmount(`${prefix}${index}`, values);
    rewards.push({ of, amount });
  }
  return ok(rewards);
}

function readTiers(values: ViewValues, frame: FormFrame, pay: CurrencyCode): Result<Terms, Wrong> {
  const metric = frame.metrics.find(({ key }) => key === values['metric']);
  if (metric === undefined) return at('metric', { kind: 'no metric' });
  const on = oneOf(TIER_BASES, values['on']) ?? 'attainment';
  const mode = oneOf(TIER_MODES, values['mode']) ?? 'marginal';
  const threshold: Threshold =
    on === 'attainment' ? { on } : { on, unit: metric.unit, currency: frame.currency };
  const tiers = parseTiers(values['tiers'] ?? '', threshold, pay);
  if (!tiers.ok) return at('tiers', tiers.problem);
  return ok({ kind: 'tiers', metric: metric.key, on, mode, tiers: tiers.value });
}

function readPool(values: ViewValues, pay: CurrencyCode): Result<Terms, Wrong> {
  const typed = values['fund'] ?? '';
  const [share, minor] = [parseShare(typed, pay), parseAmount(typed, pay)];
  const fundMetric = values['fundMetric'] ?? '';
  if (share === undefined && minor === undefined) return at('fund', { kind: 'fund' });
  if (share !== undefined && fundMetric === '') return at('fundMetric', { kind: 'no metric' });
  const weight = oneOf(POOL_WEIGHTS, values['weight']) ?? 'equal';
  const metric = values['weightMetric'] ?? '';
  if (weight === 'metric' && metric === '') return at('weightMetric', { kind: 'no metric' });
  return ok({
    ...{ kind: 'pool', per: oneOf(POOL_GROUPS, values['per']) ?? 'team', weight },
    fund:
      share === undefined
        ? { kind: 'amount', minor: minor ?? '0' }
        : { kind: 'share', metric: fundMetric, bp: share },
    metric: weight === 'metric' ? metric : null,
  });
}

const wrongAmount = <T>(field: string, values: ViewValues): Result<T, Wrong> =>
  at(field, { kind: 'amount', line: 1, text: values[field] ?? '' });

type LimitRules = Omit<PlanRules, 'currency' | 'terms'>;

function readLimits(
  values: ViewValues,
  { metrics, currency }: FormFrame,
  pay: CurrencyCode,
): Result<LimitRules, Wrong> {
  const amounts: Record<string, string | null> = {};
  for (const field of ['guarantee', 'cap', 'budget'] as const) {
    const typed = (values[field] ?? '').trim();
    const amount = typed === '' ? null : parseAmount(typed, pay);
    if (amount === undefined) return wrongAmount(field, values);
    amounts[field] = amount;
  }
  const gateMetric = metrics.find(({ key }) => key === values['gate']);
  const floorText = (values['gateFloor'] ?? '').trim();
  const floor = gateMetric === undefined ? undefined : parseValue(floorText, gateMetric.unit, currency);
  if (floor?.ok === false) return at('gateFloor', { kind: 'gate floor' });
  const clawback = readClawback(values);
  if (clawback === undefined) return at('clawDays', { kind: 'clawback' });
  return ok({
    isProrated: values['prorated'] !== 'no',
    unrated: oneOf(UNRATED_POLICIES, values['unrated']) ?? 'nothing',
    ...{
      guarantee: amounts['guarantee'] ?? null,
      cap: amounts['cap'] ?? null,
      budget: amounts['budget'] ?? null,
    },
    gate:
      gateMetric === undefined || floor?.ok !== true
        ? null
        : { metric: gateMetric.key, floor: floor.value.toString() },
    clawback: clawback === 'none' ? null : clawback,
  });
}

function readClawback(values: ViewValues): { days: number; percent: number } | 'none' | undefined {
  const days = (values['clawDays'] ?? '').normalize('NFKC').trim();
  const percent = (values['clawPercent'] ?? '').normalize('NFKC').replace('%', '').trim();
  if (days === '') return 'none';
  const [wholeDays, wholePercent] = [Number(days), percent === '' ? 100 : Number(percent)];
  const isRight = (value: number, most: number): boolean =>
    Number.isInteger(value) && value >= 1 && value <= most;
  return isRight(wholeDays, 1000) && isRight(wholePercent, 100)
    ? { days: wholeDays, percent: wholePercent }
    : undefined;
}

/** The field at which a problem of the whole plan is said. */
function fieldOf(problem: PlanProblem, terms: Terms): string {
  switch (problem.kind) {
    case 'no name':
      return 'name';
    case 'no metric':
    case 'not higher':
      return {
        ...{ tiers: 'metric', bonus: 'amount', ranks: 'by', bands: 'band0', badges: 'badge0' },
        pool: 'weightMetric',
      }[terms.kind];
    case 'rate of another unit':
      return terms.kind === 'pool' ? 'fundMetric' : 'tiers';
    case 'no curve':
    case 'curve order':
    case 'curve falls':
      return 'curve';
    case 'no prizes':
      return terms.kind === 'bands' ? 'band0' : terms.kind === 'badges' ? 'badge0' : 'prizes';
    case 'guarantee above cap':
      return 'guarantee';
    case 'gate of a band':
      return 'gate';
    default:
      return 'tiers';
  }
}
