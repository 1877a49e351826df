import type { PersonInputs, RunInputs } from '../../../src/incentives/pay/inputs.ts';
import type { Line, Statement } from '../../../src/incentives/pay/line.ts';
import { payout } from '../../../src/incentives/pay/payout.ts';
import type { PlanRules, Tier } from '../../../src/incentives/plan/plan.ts';
import { personOf, runOf } from '../given.ts';

/** Statements as they are worked out by hand: each line in one text, amounts in minor units, fractions as they are. */

/** "tiers 100000 + 200000 = 300000 → 300000". What changed an amount stands behind it in brackets. */
function lineText({ way, earned, limits, amount }: Line): string {
  const steps = {
    tiers: () =>
      `tiers ${way.kind === 'tiers' ? way.parts.map(({ pay }) => pay).join(' + ') : ''} = ${earned}`,
    bonus: () => `bonus ×${way.kind === 'bonus' ? way.multiplier : ''} = ${earned}`,
    ranks: () => `place ${way.kind === 'ranks' ? `${way.rank} (${way.tied})` : ''} = ${earned}`,
    bands: () => `band ${way.kind === 'bands' ? way.band : ''} = ${earned}`,
    badges: () =>
      `badges ${way.kind === 'badges' ? way.parts.map(({ pay }) => pay).join(' + ') : ''} = ${earned}`,
    pool: () =>
      `pool ${way.kind === 'pool' ? `${way.fund} × ${way.weight} of ${way.weights}` : ''} = ${earned}`,
    policy: () => `none, ${way.kind === 'policy' ? way.why : ''}`,
    recovery: () => 'taken back',
  }[way.kind]();
  const why = [
    ...(limits.gate === 'under' ? ['gate'] : []),
    ...(limits.gate === 'no data' ? ['gate without data'] : []),
    ...(limits.isCapped ? ['cap'] : []),
    ...(limits.isGuaranteed ? ['guarantee'] : []),
    ...(limits.budgetFactor === null ? [] : [`budget ${limits.budgetFactor}`]),
  ];
  return `${steps} → ${amount}${why.length === 0 ? '' : ` [${why.join(', ')}]`}`;
}

export const linesOf = ({ lines }: Statement): string[] => lines.map(lineText);

/** One person's statement. */
export function statement(
  rules: PlanRules | readonly PlanRules[],
  person: Partial<PersonInputs>,
  more: Partial<RunInputs> = {},
): string[] {
  const plans = ('terms' in rules ? [rules] : rules).map((_, index) => `p${index + 1}`);
  const [own] = payout(runOf(rules, more), [personOf('a', { plans, ...person })]);
  return own === undefined ? [] : linesOf(own);
}

/** Statements of several, by member key. */
export function statements(
  rules: PlanRules,
  people: Readonly<Record<string, Partial<PersonInputs>>>,
  more: Partial<RunInputs> = {},
): Record<string, string[]> {
  const all = Object.entries(people).map(([key, one]) => personOf(key, one));
  return Object.fromEntries(payout(runOf(rules, more), all).map((own) => [own.memberKey, linesOf(own)]));
}

/** Thresholds with the rate, in hundredths of a per cent, that holds from each on. */
export const tiersOf = (...steps: readonly (readonly [from: string, bp: number])[]): Tier[] =>
  steps.map(([from, bp], index) => ({
    ...{ from, to: steps[index + 1]?.[0] ?? null },
    rate: { kind: 'share', bp },
  }));
