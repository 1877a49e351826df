import { distribute } from '../../kpi/distribute.ts';
import { type Exact, exact, isLess, max, min, multiply, roundHalfEven, sum, ZERO } from '../../kpi/exact.ts';
import { gateOf } from '../../kpi/score.ts';
import { badgeParts } from '../badges/badges.ts';
import { fractionText, readFraction } from '../fraction.ts';
import type { PlanRules } from '../plan/plan.ts';
import { bonusOf, exchange, multiplierOf, presenceShare, reachedOf, sumOfParts, tierParts } from './earn.ts';
import { poolsOf, prizesOf, type Shared } from './group.ts';
import type { FrozenPlan, PaidKpi, PersonInputs, RunInputs } from './inputs.ts';
import type { Limits, Line, Statement, Way } from './line.ts';

/**
 * B-01…B-12: from frozen inputs to statements; the one way to an amount, for a preview, a run, and its verification years later. For each line:
 * earned → gate → cap → guarantee → rounded half to even once → budget (one factor for all) → what is taken back.
 */
export function payout(run: RunInputs, people: readonly PersonInputs[]): Statement[] {
  // The order in which people are given never matters: remainders and ties go by the key.
  const sorted = people.toSorted((a, b) => (a.memberKey < b.memberKey ? -1 : 1));
  const lines = new Map<string, Line[]>(sorted.map(({ memberKey }) => [memberKey, []]));
  for (const plan of run.plans) {
    const inIt = sorted.filter(({ plans }) => plans.includes(plan.id));
    for (const { memberKey, line } of linesOf(run, plan, inIt)) lines.get(memberKey)?.push(line);
  }
  return sorted.map((person) => {
    const paid = lines.get(person.memberKey) ?? [];
    const all = [...paid, ...recoveryLines(run, person, paid)];
    return { memberKey: person.memberKey, lines: all, totals: totalsOf(all) };
  });
}

interface Earned {
  person: PersonInputs;
  way: Way;
  earned: Exact;
}

function linesOf(run: RunInputs, plan: FrozenPlan, people: readonly PersonInputs[]) {
  const { rules } = plan;
  const earned = earnedBy(run, plan, people);
  const limited = earned.map((one) => ({ ...one, ...limit(rules, one) }));
  const { amounts, factor } = withinBudget(
    rules,
    limited.map(({ paid }) => roundHalfEven(paid)),
  );
  return limited.map(({ person, way, earned: before, limits }, index) => {
    const line: Line = {
      ...{ plan: plan.id, version: plan.version, currency: rules.currency, way },
      presence: fractionText(presenceIn(rules, person)),
      earned: fractionText(before),
      limits: { ...limits, budgetFactor: factor },
      amount: (amounts[index] ?? 0n).toString(),
    };
    return { memberKey: person.memberKey, line };
  });
}

/** T-04: what prorates a plan's fixed amounts. */
const presenceIn = (rules: PlanRules, { presence }: PersonInputs): Exact =>
  rules.isProrated ? presenceShare(presence) : exact(1n);

/** What each earned, before limits. */
function earnedBy(run: RunInputs, plan: FrozenPlan, people: readonly PersonInputs[]): Earned[] {
  const { terms } = plan.rules;
  if (terms.kind === 'ranks') return shared(people, prizesOf(terms, people));
  if (terms.kind === 'pool') {
    const change = changeOf(run, plan.rules);
    return shared(
      people,
      poolsOf(terms, people, (person) => presenceIn(plan.rules, person), change),
    );
  }
  return people.map((person) => alone(run, plan, person));
}

function shared(people: readonly PersonInputs[], parts: ReadonlyMap<string, Shared>): Earned[] {
  return people.map((person) => {
    const part = parts.get(person.memberKey);
    if (part === undefined) throw new RangeError(`${person.memberKey} has no part`);
    return { person, ...part };
  });
}

const changeOf = (run: RunInputs, { currency }: PlanRules): Exact => {
  const rate = run.rates.find((one) => one.currency === currency)?.rate;
  return exchange(run.currency, currency, rate === undefined ? undefined : readFraction(rate));
};

const nothing = (person: PersonInputs, why: Extract<Way, { kind: 'policy' }>['why']): Earned => ({
  ...{ person, earned: ZERO },
  way: { kind: 'policy', why },
});

function alone(run: RunInputs, plan: FrozenPlan, person: PersonInputs): Earned {
  const { rules } = plan;
  const { terms } = rules;
  const presence = presenceIn(rules, person);
  switch (terms.kind) {
    case 'tiers': {
      const kpi = kpiOf(person, terms.metric);
      const reached = reachedOf(kpi, terms.on);
      if ('why' in reached || kpi?.value == null)
        return nothing(person, 'why' in reached ? reached.why : 'no data');
      const parts = tierParts(terms, reached, kpi.unit, changeOf(run, rules));
      const shown = parts.map(({ tier, amount, pay }) => ({
        ...{ tier, amount: fractionText(amount), pay: fractionText(pay) },
      }));
      const way: Way = {
        ...{ kind: 'tiers', metric: kpi.metric, value: kpi.value, parts: shown },
        target: terms.on === 'attainment' ? kpi.target : null,
      };
      return { person, way, earned: sumOfParts(parts) };
    }
    case 'bonus': {
      if (person.total === null) return nothing(person, 'not rated');
      const points = readFraction(person.total);
      const multiplier = fractionText(multiplierOf(terms.curve, points));
      const way: Way = { kind: 'bonus', points: person.total, multiplier };
      return { person, way, earned: bonusOf(terms, points, presence) };
    }
    case 'bands': {
      if (person.band === null) return nothing(person, 'not rated');
      const amount = terms.rewards.find(({ band }) => band === person.band)?.amount ?? '0';
      const way: Way = { kind: 'bands', band: person.band };
      return { person, way, earned: multiply(exact(BigInt(amount)), presence) };
    }
    case 'badges': {
      const parts = badgeParts(terms, plan.id, person);
      const way: Way = { kind: 'badges', parts };
      return { person, way, earned: sum(parts.map(({ pay }) => exact(BigInt(pay)))) };
    }
    case 'ranks':
    case 'pool':
      throw new RangeError(`${terms.kind} is decided for all together`);
  }
}

export const kpiOf = ({ kpis }: Pick<PersonInputs, 'kpis'>, metric: string): PaidKpi | undefined =>
  kpis.find((kpi) => kpi.metric === metric);

/** Gate, cap and guarantee (B-10), in this order: a guarantee is one, whatever the gate says; where there was no automatic line the policy decides (B-02). */
function limit(
  rules: PlanRules,
  { person, way, earned }: Earned,
): { paid: Exact; limits: Omit<Limits, 'budgetFactor'> } {
  const gate = gateState(rules, person);
  const afterGate = gate === 'under' ? ZERO : earned;
  const cap = rules.cap === null ? undefined : exact(BigInt(rules.cap));
  const capped = cap === undefined ? afterGate : min(afterGate, cap);
  const isCapped = isLess(capped, afterGate);
  const mayHave = way.kind !== 'policy' || rules.unrated === 'guarantee';
  const guarantee =
    rules.guarantee === null || !mayHave
      ? ZERO
      : multiply(exact(BigInt(rules.guarantee)), presenceIn(rules, person));
  const paid = max(capped, guarantee);
  return { paid, limits: { gate, isCapped, isGuaranteed: isLess(capped, paid) } };
}

function gateState({ gate }: PlanRules, person: PersonInputs): Limits['gate'] {
  if (gate === null) return null;
  const kpi = kpiOf(person, gate.metric);
  if (kpi === undefined || kpi.direction === 'maintain') return 'no data';
  const value = kpi.value === null ? undefined : readFraction(kpi.value);
  return gateOf(value, readFraction(gate.floor), kpi.direction);
}

/** B-04: where all ask for more than the budget, everybody gets the same share of what they ask for, to the last unit by the largest remainder. */
function withinBudget({ budget }: PlanRules, amounts: readonly bigint[]) {
  const asked = amounts.reduce((all, amount) => all + amount, 0n);
  if (budget === null || asked <= BigInt(budget)) return { amounts, factor: null };
  return {
    amounts: distribute(BigInt(budget), amounts),
    factor: fractionText(exact(BigInt(budget), asked)),
  };
}

/** B-11: what is still to be taken back, never more than this run pays in that currency; the rest waits for the next one. */
function recoveryLines(run: RunInputs, { recoveries }: PersonInputs, paid: readonly Line[]): Line[] {
  const left = new Map<string, bigint>();
  for (const { currency, amount } of paid) left.set(currency, (left.get(currency) ?? 0n) + BigInt(amount));
  return recoveries.flatMap(({ id, plan, currency, minor }): Line[] => {
    const room = left.get(currency) ?? 0n;
    const taken = BigInt(minor) < room ? BigInt(minor) : room;
    if (taken <= 0n) return [];
    left.set(currency, room - taken);
    return [
      {
        ...{ plan, version: run.plans.find((one) => one.id === plan)?.version ?? 0, currency, presence: '1' },
        ...{ way: { kind: 'recovery', id }, earned: `${-taken}`, amount: `${-taken}` },
        limits: { gate: null, isCapped: false, isGuaranteed: false, budgetFactor: null },
      },
    ];
  });
}

/** What lines come to, by currency. */
export function totalsOf(
  lines: readonly Pick<Line, 'currency' | 'amount'>[],
): { currency: string; minor: string }[] {
  const totals = new Map<string, bigint>();
  for (const { currency, amount } of lines)
    totals.set(currency, (totals.get(currency) ?? 0n) + BigInt(amount));
  return [...totals]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, minor]) => ({ currency, minor: minor.toString() }));
}
