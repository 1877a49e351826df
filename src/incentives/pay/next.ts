import { add, type Exact, exact, isLess, min, multiply, subtract, ZERO } from '../../kpi/exact.ts';
import { readFraction } from '../fraction.ts';
import type { PlanRules } from '../plan/plan.ts';
import { bonusOf, exchange, reachedOf, sumOfParts, tierParts } from './earn.ts';
import type { PersonInputs, RunInputs } from './inputs.ts';
import type { Line } from './line.ts';

/** B-05: what the next step would have been worth, for who was paid less than they hoped. Before budget and rounding; within the cap. */
export type NextStep =
  /** A tier that was not reached; `at` as the plan writes it. */
  | { readonly kind: 'tier'; readonly at: string; readonly more: Exact }
  /** In the last tier: a further tenth of the target, or of what was achieved. */
  | { readonly kind: 'share'; readonly more: Exact }
  | { readonly kind: 'units'; readonly amount: Exact; readonly more: Exact }
  | { readonly kind: 'points'; readonly points: bigint; readonly more: Exact }
  | { readonly kind: 'place'; readonly rank: number; readonly more: Exact };

const STEP_POINTS = 10n;
const MOST_POINTS = 120n;

/** The next step of a line; undefined where there is none (the cap is reached, the best place, a pool, a policy). */
export function nextStep(
  run: RunInputs,
  rules: PlanRules,
  person: PersonInputs,
  line: Line,
): NextStep | undefined {
  const { terms, cap } = rules;
  const limit = (pay: Exact): Exact => (cap === null ? pay : min(pay, exact(BigInt(cap))));
  const more = (then: Exact, now: Exact): Exact => subtract(limit(then), limit(now));
  const step = (() => {
    switch (terms.kind) {
      case 'tiers':
        return tierStep(run, rules, person, more);
      case 'bonus': {
        if (person.total === null) return undefined;
        const now = readFraction(person.total);
        const room = subtract(exact(MOST_POINTS), now);
        if (!isLess(ZERO, room)) return undefined;
        const then = min(exact(MOST_POINTS), add(now, exact(STEP_POINTS)));
        const by = readFraction(line.presence);
        const points = isLess(room, exact(STEP_POINTS)) ? room.n / room.d : STEP_POINTS;
        if (points === 0n) return undefined;
        return {
          kind: 'points' as const,
          points,
          more: more(bonusOf(terms, then, by), bonusOf(terms, now, by)),
        };
      }
      case 'ranks': {
        if (line.way.kind !== 'ranks' || line.way.rank === 1) return undefined;
        const rank = Math.min(line.way.rank - 1, terms.prizes.length);
        const prize = exact(BigInt(terms.prizes[rank - 1] ?? '0'));
        return { kind: 'place' as const, rank, more: more(prize, readFraction(line.earned)) };
      }
      case 'bands':
      case 'badges':
      case 'pool':
        return undefined;
    }
  })();
  return step !== undefined && isLess(ZERO, step.more) ? step : undefined;
}

function tierStep(
  run: RunInputs,
  rules: PlanRules,
  person: PersonInputs,
  more: (then: Exact, now: Exact) => Exact,
): NextStep | undefined {
  const { terms } = rules;
  if (terms.kind !== 'tiers') return undefined;
  const kpi = person.kpis.find(({ metric }) => metric === terms.metric);
  const reached = reachedOf(kpi, terms.on);
  if (kpi === undefined || 'why' in reached) return undefined;
  const rate = run.rates.find(({ currency }) => currency === rules.currency)?.rate;
  const change = exchange(run.currency, rules.currency, rate === undefined ? undefined : readFraction(rate));
  const payAt = (at: Exact): Exact => sumOfParts(tierParts(terms, { ...reached, at }, kpi.unit, change));
  const now = payAt(reached.at);
  const next = terms.tiers.find(({ from }) => isLess(reached.at, readFraction(from)));
  if (next !== undefined)
    return { kind: 'tier', at: next.from, more: more(payAt(readFraction(next.from)), now) };
  const tenth = terms.on === 'attainment' ? exact(1n, 10n) : multiply(reached.at, exact(1n, 10n));
  const gained = more(payAt(add(reached.at, tenth)), now);
  return terms.on === 'attainment'
    ? { kind: 'share', more: gained }
    : { kind: 'units', amount: tenth, more: gained };
}
