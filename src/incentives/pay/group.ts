import { distribute } from '../../kpi/distribute.ts';
import { add, type Exact, exact, isLess, multiply, roundHalfEven, sum, ZERO } from '../../kpi/exact.ts';
import { competitionRanks } from '../../kpi/rank.ts';
import { fractionText, readFraction } from '../fraction.ts';
import type { PoolTerms, RankTerms } from '../plan/plan.ts';
import type { Exchange, Silence } from './earn.ts';
import type { PaidKpi, PersonInputs } from './inputs.ts';
import type { Way } from './line.ts';

/** B-09, B-12: what is decided for several people together. Whole minor units; the parts sum to the whole. */

export interface Shared {
  readonly way: Way;
  readonly earned: Exact;
}

const silent = (why: Silence): Shared => ({ way: { kind: 'policy', why }, earned: ZERO });

/** B-12: tied ranks share the sum of their places. Without a value, or with 0 where more is better, there is no place (L-03). */
export function prizesOf(terms: RankTerms, people: readonly PersonInputs[]): Map<string, Shared> {
  const shares = new Map<string, Shared>();
  const able: { person: PersonInputs; value: Exact }[] = [];
  const direction = directionOf(terms, people);
  for (const person of people) {
    const value = rankedBy(terms, person);
    if (typeof value === 'string') shares.set(person.memberKey, silent(value));
    else able.push({ person, value });
  }
  const placed = competitionRanks(
    able,
    ({ value }) => value,
    ({ person }) => person.memberKey,
    direction,
  );
  for (const group of Map.groupBy(placed, ({ rank }) => rank).values()) {
    const rank = group[0]?.rank ?? 0;
    const prizes = terms.prizes.slice(rank - 1, rank - 1 + group.length).map(BigInt);
    const total = prizes.reduce((all, prize) => all + prize, 0n);
    const parts = distribute(
      total,
      group.map(() => 1n),
    );
    for (const [index, { item }] of group.entries()) {
      const value = fractionText(item.value);
      const way: Way = { kind: 'ranks', rank, tied: group.length, value };
      shares.set(item.person.memberKey, { way, earned: exact(parts[index] ?? 0n) });
    }
  }
  return shares;
}

function directionOf({ metric }: RankTerms, people: readonly PersonInputs[]): PaidKpi['direction'] {
  const kpis = people.flatMap(({ kpis: all }) => all.filter((kpi) => kpi.metric === metric));
  return kpis[0]?.direction === 'lower' ? 'lower' : 'higher';
}

function rankedBy({ metric }: RankTerms, person: PersonInputs): Exact | Silence {
  if (metric === null) return person.total === null ? 'not rated' : readFraction(person.total);
  const kpi = person.kpis.find((one) => one.metric === metric);
  if (kpi?.value == null) return 'no data';
  const value = readFraction(kpi.value);
  return kpi.direction === 'higher' && !isLess(ZERO, value) ? 'no data' : value;
}

/** Weights are fixed to 12 decimals, so that a split never depends on how a fraction was added up. */
const WEIGHT_SCALE = exact(10n ** 12n);

/** B-09: each team's pool (or the one of all) split by the stated weights, by the largest remainder. Where nobody has a weight nobody is paid. */
export function poolsOf(
  terms: PoolTerms,
  people: readonly PersonInputs[],
  presenceIn: (person: PersonInputs) => Exact,
  change: Exchange,
): Map<string, Shared> {
  const shares = new Map<string, Shared>();
  const groups = Map.groupBy(people, ({ team }) => (terms.per === 'team' ? (team ?? '') : ''));
  for (const group of groups.values()) {
    const fund = fundOf(terms, group, change);
    const weights = group.map((person) => weightOf(terms, person, presenceIn(person)));
    const fixed = weights.map((weight) =>
      typeof weight === 'string' ? 0n : roundHalfEven(multiply(weight, WEIGHT_SCALE)),
    );
    const all = fixed.reduce((total, weight) => total + weight, 0n);
    const parts = all > 0n ? distribute(fund, fixed) : fixed;
    for (const [index, person] of group.entries()) {
      const weight = weights[index] ?? ZERO;
      if (typeof weight === 'string') {
        shares.set(person.memberKey, silent(weight));
        continue;
      }
      const way: Way = {
        ...{ kind: 'pool', fund: fund.toString(), weight: fractionText(weight), people: group.length },
        weights: fractionText(sum(weights.map((one) => (typeof one === 'string' ? ZERO : one)))),
      };
      shares.set(person.memberKey, { way, earned: exact(all > 0n ? (parts[index] ?? 0n) : 0n) });
    }
  }
  return shares;
}

/** The pool of a group: an amount, or a share of what the group achieved, rounded half to even once. */
function fundOf({ fund }: PoolTerms, group: readonly PersonInputs[], change: Exchange): bigint {
  if (fund.kind === 'amount') return BigInt(fund.minor);
  const achieved = group
    .flatMap(({ kpis }) => kpis.filter((kpi) => kpi.metric === fund.metric && kpi.value !== null))
    .reduce((all, { value }) => add(all, value === null ? ZERO : readFraction(value)), ZERO);
  const share = multiply(multiply(achieved, exact(BigInt(fund.bp), 10_000n)), change);
  return isLess(ZERO, share) ? roundHalfEven(share) : 0n;
}

function weightOf(terms: PoolTerms, person: PersonInputs, presence: Exact): Exact | Silence {
  switch (terms.weight) {
    case 'equal':
      return presence;
    case 'presence':
      return readFraction(person.presence.present);
    case 'score':
      return person.total === null ? 'not rated' : multiply(readFraction(person.total), presence);
    case 'metric': {
      const value = person.kpis.find((kpi) => kpi.metric === terms.metric)?.value ?? null;
      if (value === null) return 'no data';
      const weight = readFraction(value);
      return isLess(ZERO, weight) ? weight : ZERO;
    }
  }
}
